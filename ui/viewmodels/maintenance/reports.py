"""REPORTS: what this kiosk did today, and whether it is ready, on paper or on a stick."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from kiosk.domain.prints import SlipKind
from ui.ports import Exchanged
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.sentences import slip_title

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the kiosk")
class ReportsViewModel(StickRoomViewModel):
    """Both are made new each time."""

    room = Room.REPORTS
    shown = Signal()

    @Slot(str)
    def saveReport(self, path: str) -> None:
        """ "Laporan hari ini": onto a stick, or with "" to where the settings send pages."""
        self.errand("report", lambda: self._flow.machinery.save_report(path), self._saved)

    @Slot()
    def printReadiness(self) -> None:
        self.errand("print", self._flow.machinery.print_readiness, self._queued)

    def _saved(self, result: Exchanged) -> None:
        self.say("good" if result.ok else "bad", result.detail)
        self.look_at_sticks()

    def _queued(self, _job: int) -> None:
        self._flow.machinery.wake_printer()
        said = translate("Maintenance", "{slip} dikirim ke printer.").format(slip=slip_title(SlipKind.READINESS))
        self.say("good", said)
