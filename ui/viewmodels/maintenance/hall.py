"""HALL: open and closed, the hours of a week, and what the first page says."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.events import MessageShown
from kiosk.domain.hall import DAY, MESSAGE_LENGTH, Hall, Hours, Opening, end_of_day, time_of_day
from kiosk.domain.petugas import Room
from ui.ports import Done
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.untils import UntilRow, chosen_until, until_rows
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import clock_words, moment_words, opens_again_sentence

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

USUAL = Hours(8 * 60, 15 * 60)
"""What a day begins with that was closed, or a week that had no hours."""
_WORKDAYS = frozenset(range(5))
_ALL = frozenset(range(7))


class DayRow(msgspec.Struct, frozen=True):
    """A day of the week. `opens` and `closes` in parts of a day, 0 to 1; `shut`: closed all day."""

    day: int
    name: str
    hours: str
    opens: float
    closes: float
    shut: bool
    chosen: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class HallViewModel(RoomViewModel):
    """Hours are changed on a sheet of their own, and count when they are saved."""

    room = Room.HALL
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._hall = Hall()
        self._opening = Opening(True)
        self._draft: tuple[Hours | None, ...] = ()
        self._chosen: frozenset[int] = frozenset()
        self._week = Rows(DayRow, self)
        self._untils = Rows(UntilRow, self)
        shared.renewed.connect(self.shown)

    # --- Open and closed

    @Property(bool, notify=shown)
    def serving(self) -> bool:
        """Residents are served now."""
        return self._opening.open

    @Property(bool, notify=shown)
    def closedByHand(self) -> bool:
        """ "Tutup untuk hari ini" is in force."""
        until = self._hall.closed_until
        return until is not None and self._now() < until

    @Property(str, notify=shown)
    def standing(self) -> str:
        """How long it is open or closed."""
        at, zone = self._opening.changes_at, self._flow.context.zone
        if not self._opening.open:
            return opens_again_sentence(zone, at, self._now(), "id") if at is not None else ""
        if at is None:
            return translate("Maintenance", "Sepanjang hari, setiap hari.")
        local = zone.local(at)
        if local.date() == zone.local(self._now()).date() or at == end_of_day(self._now(), zone):
            until = translate("Maintenance", "pukul {time}").format(time=self._closing_time(at))
        else:
            until = moment_words(zone, at, "id")
        return translate("Maintenance", "Sampai {until}.").format(until=until)

    def _closing_time(self, at: int) -> str:
        zone = self._flow.context.zone
        return "24.00" if at == end_of_day(self._now(), zone) else clock_words(zone.local(at), "id")

    @Slot()
    def closeForToday(self) -> None:
        until = end_of_day(self._now(), self._flow.context.zone)
        self._change("close", closed_until=until)

    @Slot()
    def openAgain(self) -> None:
        self._change("open", closed_until=None)

    # --- The hours of a week

    @Property(Rows, notify=shown)
    def week(self) -> Rows:
        """Seven days, Monday first, as they stand on the sheet."""
        return self._week

    @Property(bool, notify=shown)
    def always(self) -> bool:
        """No hours: it is open day and night."""
        return not self._draft

    @Property(bool, notify=shown)
    def edited(self) -> bool:
        """The sheet says something else than what counts."""
        return self._draft != self._hall.hours

    @Property(bool, notify=shown)
    def neverOpen(self) -> bool:
        """What nobody can have meant."""
        return bool(self._draft) and not any(self._draft)

    @Property(int, notify=shown)
    def chosen(self) -> int:
        """How many days are chosen."""
        return len(self._chosen)

    @Property(str, notify=shown)
    def opens(self) -> str:
        """Of the days that are chosen, the first one's."""
        return time_of_day(self._first().opens)

    @Property(str, notify=shown)
    def closes(self) -> str:
        return time_of_day(self._first().closes)

    @Property(bool, notify=shown)
    def chosenShut(self) -> bool:
        """All the days that are chosen are closed."""
        return bool(self._chosen) and bool(self._draft) and not any(self._draft[day] for day in self._chosen)

    @Slot(int)
    def choose(self, day: int) -> None:
        """A day is taken into the choice, or out of it."""
        self._choose(self._chosen ^ {day})

    @Slot(str)
    def chooseDays(self, which: str) -> None:
        """ "workdays" or "all"."""
        self._choose(_ALL if which == "all" else _WORKDAYS)

    @Slot(int)
    def opensLater(self, minutes: int) -> None:
        """The days that are chosen all open at the same time, this much later."""
        hours = self._first()
        opens = min(max(0, hours.opens + minutes), hours.closes - 30)
        self._set(Hours(opens, hours.closes))

    @Slot(int)
    def closesLater(self, minutes: int) -> None:
        hours = self._first()
        closes = min(max(hours.opens + 30, hours.closes + minutes), DAY)
        self._set(Hours(hours.opens, closes))

    @Slot(bool)
    def setShut(self, shut: bool) -> None:
        """The days that are chosen are closed, or open again."""
        self._set(None if shut else self._first())

    @Slot()
    def openAlways(self) -> None:
        self._draft, self._chosen = (), frozenset()
        self._show_week()

    @Slot()
    def forgetEdits(self) -> None:
        """ "Batal"."""
        self._draft, self._chosen = self._hall.hours, frozenset()
        self._show_week()

    @Slot()
    def saveHours(self) -> None:
        self._change("hours", hours=self._draft)

    def _first(self) -> Hours:
        days = (self._draft[day] for day in sorted(self._chosen)) if self._draft else iter(())
        return next((hours for hours in days if hours is not None), USUAL)

    def _choose(self, days: frozenset[int]) -> None:
        self._chosen = days
        self._show_week()

    def _set(self, hours: Hours | None) -> None:
        if not self._chosen:
            return
        week = self._draft or (USUAL,) * 7
        self._draft = tuple(hours if day in self._chosen else known for day, known in enumerate(week))
        self._show_week()

    def _show_week(self) -> None:
        self._week.show(tuple(self._day(day) for day in range(7)))
        self.changed.emit()

    def _day(self, day: int) -> DayRow:
        hours = self._draft[day] if self._draft else Hours(0, DAY)
        name = _names()[day]
        if hours is None:
            return DayRow(day, name, translate("Maintenance", "tutup"), 0, 0, shut=True, chosen=day in self._chosen)
        said = f"{time_of_day(hours.opens)}–{time_of_day(hours.closes)}"
        return DayRow(day, name, said, hours.opens / DAY, hours.closes / DAY, shut=False, chosen=day in self._chosen)

    # --- What the first page says

    @Property(str, notify=shown)
    def notice(self) -> str:
        """What the petugas has written, "" for nothing."""
        message = self._hall.message
        return message.text if message and (message.until is None or self._now() < message.until) else ""

    @Property(str, notify=shown)
    def noticeUntil(self) -> str:
        message = self._hall.message
        if not self.notice or message is None or message.until is None:
            return translate("Maintenance", "Sampai diambil lagi di sini.") if self.notice else ""
        until = moment_words(self._flow.context.zone, message.until, "id")
        return translate("Maintenance", "Sampai {until}.").format(until=until)

    @Property(str, notify=shown)
    def officeNotice(self) -> str:
        """What the office says there at the same time: its own words go first."""
        return self._flow.ordered.notice(self._now())

    @Property(int, notify=shown)
    def longestNotice(self) -> int:
        """Letters."""
        return MESSAGE_LENGTH

    @Property(Rows, notify=shown)
    def untils(self) -> Rows:
        """Until when something may last, to choose from."""
        return self._untils

    @Slot(str, int)
    def showNotice(self, text: str, until: int) -> None:
        """`until`: a place in `untils`."""
        message = MessageShown(text.strip(), chosen_until(self._untils, until)) if text.strip() else None
        self._change("notice", message=message)

    @Slot()
    def takeNotice(self) -> None:
        self._change("notice", message=None)

    # --- Coming and going

    def entered(self) -> None:
        self._untils.show(until_rows(self._flow.context.zone, self._now()))
        self._look()

    def poked(self) -> None:
        self._look()

    def left(self) -> None:
        self._hall, self._opening = Hall(), Opening(True)
        self._draft, self._chosen = (), frozenset()
        self._week.show(())

    def _look(self) -> None:
        hall = self._flow.machinery.hall
        self.look(lambda: (hall.now(), hall.opening()), self._show, quick=True)

    def _show(self, told: tuple[Hall, Opening]) -> None:
        # Whoever is changing the hours goes on from what they see.
        untouched = self._draft == self._hall.hours
        self._hall, self._opening = told
        if untouched:
            self._draft = self._hall.hours
        self._show_week()

    def _change(self, name: str, **wish: object) -> None:
        hall = self._flow.machinery.hall

        def work() -> tuple[Done, Hall]:
            # Of what counts now, not of what was read when they came in.
            wanted = msgspec.structs.replace(hall.now(), **wish)
            return hall.change(wanted), wanted

        def changed(result: tuple[Done, Hall]) -> None:
            done, wanted = result
            if done.ok:
                self._hall = wanted
                if name == "hours":
                    self._chosen = frozenset()
            self.say_done(done)
            # What counts is read anew, here and for the first page.
            self._flow.bridge.poke()

        self.errand(name, work, changed)

    def _now(self) -> int:
        return self._flow.context.clock.now_ms()


def _names() -> tuple[str, ...]:
    return (
        translate("Maintenance", "Senin"),
        translate("Maintenance", "Selasa"),
        translate("Maintenance", "Rabu"),
        translate("Maintenance", "Kamis"),
        translate("Maintenance", "Jumat"),
        translate("Maintenance", "Sabtu"),
        translate("Maintenance", "Minggu"),
    )
