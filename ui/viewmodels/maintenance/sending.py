"""SENDING: what was accepted here goes to the office, over the network or on a stick, and its answers come back."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import words
from kiosk.domain.petugas import Room
from ui.ports import Exchanged, OfficeNews, Pending, Sent
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.lines import StateRow
from ui.viewmodels.maintenance.office import office_lines
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the kiosk")
class SendingViewModel(StickRoomViewModel):
    """Nothing counts as sent before the office has acknowledged it."""

    room = Room.SENDING
    shown = Signal()
    _heard = Signal(object)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._office = Rows(StateRow, self)
        self._alarm = ""
        self._waiting = 0
        self._sent: Sent | None = None
        self._heard.connect(self._follow_sync)

    @Property(str, notify=shown)
    def alarm(self) -> str:
        """Why the office takes nothing from this kiosk, "" when it does: what nobody may overlook."""
        return self._alarm

    @Property(Rows, notify=shown)
    def office(self) -> Rows:
        """How this kiosk and the office stand, and what the office wants of it."""
        return self._office

    @Property(int, notify=shown)
    def waitingEvents(self) -> int:
        """Requests and numbers that the office has not acknowledged."""
        return self._waiting

    @Slot()
    def sync(self) -> None:
        machinery = self._flow.machinery
        # On the errand's thread; the signal is received on the screen's.
        if self.errand("sync", lambda: machinery.sync_now(self._heard.emit), self._exchanged, self._fell_silent):
            self._sent = Sent(0, self._waiting, 0, 0)
            self.shown.emit()

    @Property(bool, notify=shown)
    def exchanging(self) -> bool:
        """Data is on its way over the network."""
        return self._sent is not None

    @Property(str, notify=shown)
    def sent(self) -> str:
        """How far it is, in words: nothing counts before the office has acknowledged it."""
        if self._sent is None:
            return ""
        said = translate("Maintenance", "{done} dari {total} data diakui").format(
            done=_count(self._sent.entries), total=_count(max(self._sent.entries, self._sent.total))
        )
        if self._sent.photos:
            said += translate("Maintenance", ", {photos} foto terkirim").format(photos=self._sent.photos)
        return f"{said} · {words.size(self._sent.size)}" if self._sent.size else said

    @Property(float, notify=shown)
    def sentPart(self) -> float:
        """How much of the entries, from 0 to 1."""
        if self._sent is None:
            return 0.0
        return min(1.0, self._sent.entries / self._sent.total) if self._sent.total else 1.0

    @Slot(str)
    def exportTo(self, path: str) -> None:
        """ "Salin ke flashdisk"."""
        self.copy("export", path, lambda tell: self._flow.machinery.usb_export(path, tell), self._carried)

    @Slot(str)
    def importFrom(self, path: str) -> None:
        """ "Ambil jawaban"."""
        self.copy("import", path, lambda tell: self._flow.machinery.usb_import(path, tell), self._carried)

    def entered(self) -> None:
        super().entered()
        self._look_at_office()

    def poked(self) -> None:
        super().poked()
        self._look_at_office()

    def left(self) -> None:
        super().left()
        self._office.show(())
        self._alarm, self._waiting, self._sent = "", 0, None

    def _look_at_office(self) -> None:
        machinery = self._flow.machinery
        self.look(lambda: (machinery.office(), machinery.pending()), self._show, quick=True)

    def _show(self, result: tuple[OfficeNews, Pending]) -> None:
        news, pending = result
        self._waiting = pending.events
        self._alarm = news.trouble if news.turned_away else ""
        self._office.show(tuple(office_lines(self._flow.context, news)))

    @Slot(object)
    def _follow_sync(self, now: Sent) -> None:
        if self._sent is not None:
            self._sent = now
            self.shown.emit()

    def _fell_silent(self) -> None:
        self._sent = None

    def _exchanged(self, result: Exchanged) -> None:
        self._sent = None
        counts = translate("Maintenance", "Terkirim {sent}, diakui {acknowledged}, diterima {received}.").format(
            sent=result.sent, acknowledged=result.acknowledged, received=result.received
        )
        text = " ".join(part for part in (result.detail, counts if result.ok else "") if part)
        self.say("good" if result.ok else "bad", text)
        self._look_at_office()

    def _carried(self, result: Exchanged, stopped: bool) -> None:
        self.say("good" if result.ok else "unsure" if stopped else "bad", result.detail)
        self._look_at_office()


def _count(number: int) -> str:
    """ "3.412"."""
    return f"{number:,}".replace(",", ".")
