"""POWER: the program and the machine end, or begin anew."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from ui.ports import LEFT, RESTART
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_WAYS = ("restart", "machine", "off", "leave")


@QmlElement
@QmlUncreatable("made by the kiosk")
class PowerViewModel(RoomViewModel):
    """Each is said with its consequence and asked for once more."""

    room = Room.POWER
    shown = Signal()
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._asked = ""

    @Property(str, notify=shown)
    def asked(self) -> str:
        """What is about to be done: restart, machine, off or leave; "" for nothing."""
        return self._asked

    @Slot(str)
    def ask(self, what: str) -> None:
        if what in _WAYS:
            self._asked = what
            self.changed.emit()

    @Slot()
    def refuse(self) -> None:
        """ "Batal"."""
        self._asked = ""
        self.changed.emit()

    @Slot()
    def agree(self) -> None:
        """ "Ya"."""
        what, self._asked = self._asked, ""
        machinery = self._flow.machinery
        match what:
            case "restart":
                machinery.restart()
                self.closing.emit(RESTART)
            case "leave":
                machinery.leave()
                self.closing.emit(LEFT)
            case "machine":
                self.errand("machine", machinery.power.restart_machine, self.say_done)
            case "off":
                self.errand("off", machinery.power.shut_down, self.say_done)
            case _:
                pass
        self.changed.emit()

    def left(self) -> None:
        self._asked = ""
