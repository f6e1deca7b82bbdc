"""HELP: what to do when a PIN, a key, a server, a disk or the whole kiosk is lost, step by step."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from kiosk.procedures import Procedure, Step, Who, load_procedures
from ui.ports import Exchanged
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class ProcedureRow(msgspec.Struct, frozen=True):
    """One that can be read."""

    procedure: str
    title: str
    when: str


class StepRow(msgspec.Struct, frozen=True):
    """One thing to do. `commands`: what is typed, a line each, "" for nothing."""

    number: int
    text: str
    see: str
    where: str
    commands: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class HelpViewModel(StickRoomViewModel):
    """The list, and the one that is read."""

    room = Room.HELP
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._known: tuple[Procedure, ...] = ()
        self._procedures = Rows(ProcedureRow, self)
        self._steps = Rows(StepRow, self)
        self._open: Procedure | None = None

    @Property(Rows, notify=shown)
    def procedures(self) -> Rows:
        return self._procedures

    @Property(Rows, notify=shown)
    def steps(self) -> Rows:
        return self._steps

    @Property(bool, notify=shown)
    def opened(self) -> bool:
        """One is being read."""
        return self._open is not None

    @Property(str, notify=shown)
    def title(self) -> str:
        return self._open.title if self._open else ""

    @Property(str, notify=shown)
    def when(self) -> str:
        return self._open.when if self._open else ""

    @Property(str, notify=shown)
    def effort(self) -> str:
        """Who can do it, and how long it takes."""
        if self._open is None:
            return ""
        minutes = translate("Maintenance", "sekitar %n menit", "", self._open.minutes)
        return f"{_who(self._open.who)}, {minutes}."

    @Property("QStringList", notify=shown)
    def needs(self) -> list[str]:
        """What to have at hand."""
        return list(self._open.needs) if self._open else []

    @Property("QStringList", notify=shown)
    def blanks(self) -> list[str]:
        """Words in capitals in what is typed, and what to put in their place."""
        return [f"{blank.word}: {blank.means}" for blank in self._open.blanks] if self._open else []

    @Property(str, notify=shown)
    def after(self) -> str:
        """What was lost and what was not."""
        return self._open.after if self._open else ""

    @Slot(str)
    def read(self, procedure: str) -> None:
        self._open = next((one for one in self._known if one.id == procedure), None)
        steps = self._open.steps if self._open else ()
        self._steps.show(tuple(_step(number, step) for number, step in enumerate(steps, 1)))
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        self.read("")

    @Slot(str)
    def saveTo(self, path: str) -> None:
        """All of them as PDF: onto a stick, or with "" to where the settings send pages."""
        self.errand("save", lambda: self._flow.machinery.save_procedures(path), self._saved)

    def entered(self) -> None:
        super().entered()
        self.look(load_procedures, self._show)

    def left(self) -> None:
        super().left()
        self._known, self._open = (), None
        self._procedures.show(())
        self._steps.show(())

    def _saved(self, result: Exchanged) -> None:
        self.say("good" if result.ok else "bad", result.detail)
        self.look_at_sticks()

    def _show(self, known: tuple[Procedure, ...]) -> None:
        self._known = known
        self._procedures.show(tuple(ProcedureRow(one.id, one.title, one.when) for one in known))


def _step(number: int, step: Step) -> StepRow:
    where = ""
    if step.commands:
        where = (
            translate("Maintenance", "Di komputer kiosk, ketik:")
            if step.where == "kiosk"
            else translate("Maintenance", "Di komputer kantor, ketik:")
        )
    return StepRow(number, step.do, step.see, where, "\n".join(step.commands))


def _who(who: Who) -> str:
    match who:
        case Who.PETUGAS:
            return translate("Maintenance", "Petugas")
        case Who.ADMIN:
            return translate("Maintenance", "Admin, dengan PIN-nya")
        case Who.TECHNICIAN:
            return translate("Maintenance", "Teknisi, di komputernya")
