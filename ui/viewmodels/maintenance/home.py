"""HOME: how the machine is, what to do next, and what it did today."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.petugas import Room, may_enter
from kiosk.domain.readiness import Check, title_of
from kiosk.domain.report import DailyReport
from kiosk.usecases.daily_report import todays_report
from ui.ports import OfficeNews, Pending
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.lines import StateRow, check_mood, mended_in
from ui.viewmodels.maintenance.words import room_words, translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import moment_words

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_URGENCY: Final = ("bad", "unsure", "notice", "good")
_FIRST_HOUR, _LAST_HOUR = 7, 16
"""Hours that are shown even when nobody came in them: those of an office."""
_AGAIN_MS = 1500
"""After a change, before everything is looked over anew: changes come in swarms."""


class HourRow(msgspec.Struct, frozen=True):
    """What was given in an hour. `part`: of the busiest, from 0 to 1."""

    hour: str
    count: int
    part: float


@QmlElement
@QmlUncreatable("made by the kiosk")
class HomeViewModel(RoomViewModel):
    """One verdict, the one next thing to do, then everything by urgency. It looks again when something changes."""

    room = Room.HOME
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._seen: tuple[Check, ...] | None = None
        self._news = OfficeNews()
        self._pending = Pending(0, 0)
        self._others = Rows(StateRow, self)
        self._fine = Rows(StateRow, self)
        self._hours = Rows(HourRow, self)
        self._served = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    # --- The verdict

    @Property(str, notify=shown)
    def verdict(self) -> str:
        """good, unsure, bad, or busy while nothing is known yet."""
        if self._seen is None:
            return "busy"
        moods = {row.mood for row in self._lines()}
        return next((mood for mood in ("bad", "unsure") if mood in moods), "good")

    @Property(str, notify=shown)
    def title(self) -> str:
        """The verdict in two words."""
        match self.verdict:
            case "busy":
                return translate("Maintenance", "Sedang diperiksa")
            case "bad":
                return translate("Maintenance", "Belum bisa melayani")
            case "unsure":
                return translate("Maintenance", "Perlu dilihat")
            case _ if self._flow.shut:
                return translate("Maintenance", "Beres, sedang tutup")
            case _:
                return translate("Maintenance", "Semua beres")

    @Property(str, notify=shown)
    def advice(self) -> str:
        """The one next thing to do, as a sentence."""
        worst = self._worst()
        if self._seen is None:
            return translate("Maintenance", "Mesin, printer, dan jaringan ditanya satu per satu.")
        if worst is None:
            if self._flow.shut:
                return translate("Maintenance", "Kiosk ini sedang tutup untuk warga. Tidak ada yang rusak.")
            return translate("Maintenance", "Kiosk siap melayani warga. Tidak ada yang perlu Anda lakukan.")
        others = sum(row.mood in ("bad", "unsure") for row in self._lines()) - 1
        more = translate("Maintenance", "Ada %n hal lain di bawah.", "", others) if others else ""
        return f"{worst.title}: {worst.detail} {more}".rstrip()

    @Property(str, notify=shown)
    def remedyRoom(self) -> str:
        """Where that is mended, "" when nothing is to be done."""
        worst = self._worst()
        return worst.room if worst else ""

    @Property(str, notify=shown)
    def remedy(self) -> str:
        """What the button there says."""
        room = self.remedyRoom
        return translate("Maintenance", "Buka {room}").format(room=room_words(Room(room)).title) if room else ""

    @Property(str, notify=shown)
    def remedyIcon(self) -> str:
        room = self.remedyRoom
        return room_words(Room(room)).icon if room else ""

    # --- The rest

    @Property(Rows, notify=shown)
    def others(self) -> Rows:
        """What else needs a hand or is worth knowing, the most urgent first."""
        return self._others

    @Property(Rows, notify=shown)
    def fine(self) -> Rows:
        """What is well."""
        return self._fine

    @Property(Rows, notify=shown)
    def hours(self) -> Rows:
        """What was given today, by hour."""
        return self._hours

    @Property(str, notify=shown)
    def served(self) -> str:
        """What was given today, in words; "" while it is not known."""
        return self._served

    @Property(int, notify=shown)
    def waitingEvents(self) -> int:
        return self._pending.events

    @Property(int, notify=shown)
    def waitingPrints(self) -> int:
        return self._pending.prints

    @Slot()
    def refresh(self) -> None:
        """Looks everything over anew."""
        machinery, context = self._flow.machinery, self._flow.context
        self.look(lambda: (machinery.pending(), machinery.office(), todays_report(context)), self._count, quick=True)
        self.look(machinery.readiness, self._show)

    def entered(self) -> None:
        self.refresh()

    def poked(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def left(self) -> None:
        self._again.stop()
        self._seen, self._news, self._pending, self._served = None, OfficeNews(), Pending(0, 0), ""
        self._others.show(())
        self._fine.show(())
        self._hours.show(())

    def _count(self, result: tuple[Pending, OfficeNews, DailyReport]) -> None:
        self._pending, self._news, report = result
        self._served = translate("Maintenance", "{requests} permohonan dan {numbers} nomor antrean").format(
            requests=report.requests, numbers=report.numbers
        )
        self._hours.show(_hours(report))
        self._arrange()

    def _show(self, checks: tuple[Check, ...]) -> None:
        self._seen = checks
        self._arrange()

    def _arrange(self) -> None:
        lines = self._lines() if self._seen is not None else []
        worst = self._worst()
        self._others.show(tuple(row for row in lines if row.mood != "good" and row != worst))
        self._fine.show(tuple(row for row in lines if row.mood == "good"))

    def _lines(self) -> list[StateRow]:
        """Everything that is known, by urgency."""
        lines = [self._line(check) for check in self._seen or ()]
        if self._news.turned_away:
            title = translate("Maintenance", "Kelurahan tidak menerima data kiosk ini")
            lines.append(StateRow(title, self._news.trouble, "unsure", Room.SENDING.value))
        if self._flow.shut:
            lines.append(self._shut())
        return sorted(lines, key=lambda row: _URGENCY.index(row.mood))

    def _line(self, check: Check) -> StateRow:
        mood = check_mood(check)
        room = mended_in(check.id)
        return StateRow(title_of(check.id), check.detail, mood, "" if mood == "good" else self._open_door(room))

    def _shut(self) -> StateRow:
        until = self._flow.opening.changes_at
        detail = (
            translate("Maintenance", "Sampai {when}.").format(when=moment_words(self._flow.context.zone, until, "id"))
            if until
            else translate("Maintenance", "Sampai dibuka lagi.")
        )
        title = translate("Maintenance", "Tutup untuk warga")
        return StateRow(title, detail, "notice", self._open_door(Room.HALL))

    def _open_door(self, room: Room) -> str:
        """That room, or where it is told whom to call."""
        page = self._flow.session.page
        role = page.role if isinstance(page, flow.Maintenance) else None
        return room.value if role and may_enter(role, room) else Room.HELP.value

    def _worst(self) -> StateRow | None:
        first = next(iter(self._lines()), None)
        return first if first and first.mood in ("bad", "unsure") else None


def _hours(report: DailyReport) -> tuple[HourRow, ...]:
    counts = {one.hour: one.requests + one.numbers for one in report.hours}
    if not counts:
        return ()
    most = max(counts.values())
    first, last = min(_FIRST_HOUR, *counts), max(_LAST_HOUR, *counts)
    return tuple(
        HourRow(f"{hour:02}", counts.get(hour, 0), counts.get(hour, 0) / most) for hour in range(first, last + 1)
    )
