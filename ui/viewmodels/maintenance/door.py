"""The PIN."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from ui.ports import PinLocked, PinNotSet, PinOutcome, PinRight
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import error_sentence
from ui.viewmodels.sentences import pin_sentence

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 8


@QmlElement
@QmlUncreatable("made by the kiosk")
class DoorViewModel(QObject):
    """Digits go in, how many there are comes out."""

    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._pin = ""
        self._said: PinOutcome | None = None
        self._trouble = ""
        self._checking = False
        self._unlock = QTimer(self)
        self._unlock.setSingleShot(True)
        self._unlock.timeout.connect(self._unlocked)
        shared.changed.connect(self.changed)
        shared.wiped.connect(self._forget)

    @Property(int, notify=changed)
    def digits(self) -> int:
        """How many digits are typed; which ones is nobody's business."""
        return len(self._pin)

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        return isinstance(self._said, PinLocked | PinNotSet)

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        return self._checking

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it did not open, "" when nothing was wrong so far."""
        return self._trouble or pin_sentence(self._said)

    @Slot(str)
    def typed(self, digit: str) -> None:
        if len(self._pin) < LONGEST_PIN and not self._checking and not self.locked:
            self._pin += digit
            self._said, self._trouble = None, ""
            self.changed.emit()

    @Slot()
    def erased(self) -> None:
        self._pin = self._pin[:-1]
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        if self._checking or not self._pin or self.locked:
            return
        pin, self._pin, self._checking = self._pin, "", True
        self.changed.emit()
        self._flow.errand(lambda: self._flow.machinery.check_pin(pin), self._checked, self._failed)

    def _checked(self, outcome: PinOutcome) -> None:
        self._checking = False
        if isinstance(outcome, PinRight):
            self._said = None
            self._flow.send(flow.Enter(outcome.role))
        else:
            self._said = outcome
            if isinstance(outcome, PinLocked):
                self._unlock.start(max(1, outcome.wait_s) * 1000)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._checking = False
        self._trouble = error_sentence(error)
        self.changed.emit()

    @Slot()
    def _unlocked(self) -> None:
        self._said = None
        self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self._pin = self._trouble = ""
        self._checking = False
        if not isinstance(self._said, PinLocked):
            self._said = None
        self.changed.emit()
