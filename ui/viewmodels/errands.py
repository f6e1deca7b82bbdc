"""What every room of maintenance mode does: reads how things are, does one errand at a time, says how it ended.

Stands before the rooms in the order of names, because Qt's type dump wants to have seen a class before what is made from it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.petugas import Room
from ui.ports import RESTART, Copying, Done, Stick
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.lines import StickRow, stick_row
from ui.viewmodels.maintenance.words import error_sentence, translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


@QmlElement
@QmlUncreatable("the rooms are made from it")
class RoomViewModel(QObject):
    """One errand at a time; while it runs, `busy` says which. Whatever comes back after somebody has left is dropped.

    A room says which it is (`room`), overrides `entered`, `poked` and `left`, and declares a signal `shown` for its own
    properties: in PySide a property that is notified by a signal of a base class ends the program.
    """

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    said = Signal()
    """How an errand ended."""
    attended = Signal()
    """Somebody is at work here without touching the screen."""

    room: ClassVar[Room]
    shown: ClassVar[Signal]
    closing: ClassVar[Signal]

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changed.connect(self.shown)
        self._flow = shared
        self._visit = 0
        self._here = False
        self._reads = 0
        self._busy = ""
        self._mood = "good"
        self._message = ""
        shared.changed.connect(self._moved)
        shared.bridge.poked.connect(self._poked)

    # --- What the page shows

    @Property(str, notify=changed)
    def busy(self) -> str:
        """The errand that runs, by its name; "" when none does."""
        return self._busy

    @Property(bool, notify=changed)
    def reading(self) -> bool:
        """Something is being looked at; buttons work meanwhile, and wait for their turn."""
        return self._reads > 0

    @Property(str, notify=changed)
    def message(self) -> str:
        """How the last errand ended."""
        return self._message

    @Property(str, notify=changed)
    def mood(self) -> str:
        """How well it ended: good, unsure or bad."""
        return self._mood

    # --- For the rooms

    @property
    def here(self) -> bool:
        """Whether somebody is in this room."""
        return self._here

    @property
    def occupied(self) -> bool:
        """Something is being done or tested here, so that whoever stands by is not locked out for want of a touch."""
        return self._busy != ""

    def entered(self) -> None:
        """Somebody has come in: read how things are."""

    def poked(self) -> None:
        """A print, a status or a stick may have changed while somebody is here."""

    def left(self) -> None:
        """They have gone: forget what was shown."""

    def look(
        self,
        work: Callable[[], T],
        show: Callable[[T], None],
        *,
        quick: bool = False,
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        """Reads how something is and shows it. What cannot be read stays as it was, and `lost` hears of it.

        `quick`: it asks the database alone, and waits behind no errand.
        """
        if not self._here:
            return
        self._reads += 1
        run = self._flow.run if quick else self._flow.errand
        run(
            work,
            self._of_this_visit(lambda result: self._read(show, result)),
            self._of_this_visit(lambda _error: self._unread(lost)),
        )
        self.changed.emit()

    def errand(
        self, name: str, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[], None] | None = None
    ) -> bool:
        """Does something for whoever is here; false when something else is being done. `failed`: what else is to be let go."""
        if self._busy or not self._here:
            return False
        self._busy, self._message = name, ""
        self.changed.emit()

        def finished(result: T) -> None:
            self._busy = ""
            done(result)
            self.changed.emit()

        def lost(error: Exception) -> None:
            self._busy = ""
            if failed is not None:
                failed()
            self.say("bad", error_sentence(error))

        self._flow.errand(work, self._of_this_visit(finished), self._of_this_visit(lost))
        return True

    def say(self, mood: str, message: str) -> None:
        """The notice at the head of the room: good, unsure or bad."""
        self._mood, self._message = mood, message
        self.changed.emit()
        self.said.emit()

    def say_done(self, done: Done) -> None:
        """How something of `ui.ports` ended."""
        self.say("good" if done.ok else "bad", done.words)

    def say_and_restart(self, done: Done) -> None:
        """The same; what counts from the next start on begins the program anew. For rooms that declare `closing`."""
        self.say_done(done)
        if done.restart:
            self._flow.machinery.restart()
            self.closing.emit(RESTART)

    # --- Coming and going

    def _read(self, show: Callable[[T], None], result: T) -> None:
        self._reads -= 1
        show(result)
        self.changed.emit()

    def _unread(self, lost: Callable[[], None]) -> None:
        self._reads -= 1
        lost()
        self.changed.emit()

    def _of_this_visit(self, receiver: Callable[[T], None]) -> Callable[[T], None]:
        visit = self._visit

        def receive(value: T) -> None:
            if visit == self._visit:
                receiver(value)

        return receive

    @Slot()
    def _moved(self) -> None:
        page = self._flow.session.page
        here = isinstance(page, flow.Maintenance) and page.room is self.room
        if here == self._here:
            return
        self._here = here
        self._visit += 1
        self._reads, self._busy, self._message = 0, "", ""
        if here:
            self.entered()
        else:
            self.left()
        self.changed.emit()

    @Slot()
    def _poked(self) -> None:
        if self._here:
            self.poked()


@QmlElement
@QmlUncreatable("the rooms with sticks are made from it")
class StickRoomViewModel(RoomViewModel):
    """A room in which something is done with a stick: those that are plugged in, and how far it is with one."""

    progressed = Signal()
    """More was done with a stick, or nothing is being done with one any more."""
    _told = Signal(object)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._sticks = Rows(StickRow, self)
        self._copying = Copying("looking")
        self._copying_to = ""
        self._stop: threading.Event | None = None
        self._told.connect(self._follow)

    @Property(Rows, notify=progressed)
    def sticks(self) -> Rows:
        """Those that are plugged in now."""
        return self._sticks

    @Property(str, notify=progressed)
    def copyingTo(self) -> str:
        """The stick that is being written or read; "" when none is."""
        return self._copying_to

    @Property(str, notify=progressed)
    def copying(self) -> str:
        """What is being done with it."""
        match self._copying.step:
            case "looking":
                return translate("Maintenance", "Flashdisk diperiksa dulu")
            case "writing" if self._copying.photos:
                text = translate("Maintenance", "Menyalin {entries} data dan {photos} foto")
                return text.format(entries=self._copying.entries, photos=self._copying.photos)
            case "writing" if self._copying.entries:
                return translate("Maintenance", "Menyalin {entries} data").format(entries=self._copying.entries)
            case "writing":
                return translate("Maintenance", "Sedang menyalin")
            case "checking":
                return translate("Maintenance", "Dibaca ulang, supaya pasti")
            case "taking":
                return translate("Maintenance", "Mengambil jawaban kelurahan")
            case "done":
                return translate("Maintenance", "Hampir selesai")

    @Property(str, notify=progressed)
    def copied(self) -> str:
        """How much of it, in words; "" while nobody knows."""
        now = self._copying
        match now.step:
            case "writing" | "checking":
                done, total = words.size(now.done), words.size(now.total)
            case "taking":
                done, total = str(now.done), str(now.total)
            case _:
                return ""
        return translate("Maintenance", "{done} dari {total}").format(done=done, total=total)

    @Property(float, notify=progressed)
    def copiedPart(self) -> float:
        """How much of all of it, from 0 to 1: writing is the first half, reading back the second."""
        now = self._copying
        part = now.done / now.total if now.total else 0.0
        match now.step:
            case "writing":
                return part / 2
            case "checking":
                return 0.5 + part / 2
            case "done":
                return 1.0
            case _:
                return part

    @Slot()
    def stopCopying(self) -> None:
        """ "Hentikan": after the file that is being copied. Whoever leaves the room stops it too."""
        if self._stop is not None:
            self._stop.set()

    @Slot(str)
    def release(self, path: str) -> None:
        """ "Lepas flashdisk"."""
        self.errand("release", lambda: self._flow.machinery.power.release(path), self.say_done)

    # --- For the rooms

    def copy(
        self,
        name: str,
        path: str,
        work: Callable[[Callable[[Copying], bool]], T],
        done: Callable[[T, bool], None],
    ) -> None:
        """An errand with a stick that says how far it is; `work` is given what it tells, and ends when that is False.

        `done` also learns whether somebody stopped it.
        """
        stop = threading.Event()

        def tell(now: Copying) -> bool:
            # On the errand's thread; the signal is received on the screen's.
            self._told.emit(now)
            return not stop.is_set()

        def carried(result: T) -> None:
            self._let_go()
            done(result, stop.is_set())
            self.look_at_sticks()

        if self.errand(name, lambda: work(tell), carried, self._let_go):
            self._stop, self._copying_to = stop, path
            self._follow(Copying("looking"))

    def look_at_sticks(self) -> None:
        """Reads which are there; not while one is written, which ends with reading them anew."""
        if self._stop is None:
            self.look(self._flow.machinery.usb_sticks, self._show_sticks)

    def entered(self) -> None:
        self.look_at_sticks()

    def poked(self) -> None:
        self.look_at_sticks()

    def left(self) -> None:
        self.stopCopying()
        self._let_go()
        self._sticks.show(())

    def _show_sticks(self, sticks: tuple[Stick, ...]) -> None:
        self._sticks.show(tuple(stick_row(stick) for stick in sticks))

    @Slot(object)
    def _follow(self, now: Copying) -> None:
        self._copying = now
        self.progressed.emit()
        self.attended.emit()

    def _let_go(self) -> None:
        self._stop, self._copying_to = None, ""
        self.progressed.emit()
