"""LOOK: how loud, how bright, and in which languages."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.hall import DARKEST, Hall
from kiosk.domain.petugas import Room
from kiosk.speech_words import LANGUAGE_NAMES
from ui.ports import Done
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

TRIAL_S = 10
"""How long a brightness is tried: on a screen that has become dark nobody finds the way back."""
_STEP = 10
_NAMES = dict(zip(LANGUAGES, LANGUAGE_NAMES, strict=True))


class TongueRow(msgspec.Struct, frozen=True):
    """A language; those that are spoken here stand first, in the order of the first page. `fixed`: it cannot be left out."""

    language: str
    name: str
    spoken: bool
    fixed: bool
    first: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class LookViewModel(RoomViewModel):
    """Loudness is heard and brightness seen before anything of it is kept."""

    room = Room.LOOK
    shown = Signal()
    sampled = Signal(int)
    """Let them hear how loud this is, in percent."""
    settled = Signal()
    """As loud as it is kept, again."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._hall = Hall()
        self._volume = 100
        self._tongues: tuple[str, ...] = ()
        self._rows = Rows(TongueRow, self)
        self._tried: int | None = None
        self._seconds = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count)
        shared.renewed.connect(self.shown)

    # --- Loudness

    @Property(int, notify=shown)
    def volume(self) -> int:
        """Percent."""
        return self._volume

    @Slot(int)
    def louder(self, steps: int) -> None:
        """By so many steps, down with a minus; a sample sounds at once."""
        self._volume = min(max(0, self._volume + steps * _STEP), 100)
        self.sampled.emit(self._volume)
        self.changed.emit()

    # --- Brightness

    @Property(int, notify=shown)
    def brightness(self) -> int:
        """Percent, as the screen is now."""
        return self._hall.brightness if self._tried is None else self._tried

    @Property(int, notify=shown)
    def darkest(self) -> int:
        """Percent."""
        return DARKEST

    @Property(bool, notify=shown)
    def trying(self) -> bool:
        """A brightness is shown that is not kept yet."""
        return self._countdown.isActive()

    @Property(int, notify=shown)
    def secondsLeft(self) -> int:
        """Until it is as before."""
        return self._seconds

    @property
    def occupied(self) -> bool:
        return super().occupied or self.trying

    @Slot(int)
    def brighter(self, steps: int) -> None:
        """By so many steps, darker with a minus; it is as before after a few seconds, unless somebody sees it and says so."""
        wanted = min(max(DARKEST, self.brightness + steps * _STEP), 100)
        self.errand("dim", lambda: self._flow.machinery.hall.dim(wanted), lambda done: self._dimmed(wanted, done))

    @Slot()
    def keepBrightness(self) -> None:
        """ "Ya, terlihat jelas"."""
        if self._tried is not None:
            self._countdown.stop()
            self._change("keep", brightness=self._tried)

    @Slot()
    def dropBrightness(self) -> None:
        """ "Kembalikan", or nobody said anything."""
        self._countdown.stop()
        if self._tried is not None:
            self._tried = None
            hall, before = self._flow.machinery.hall, self._hall.brightness
            # Also when nobody is in this room any more.
            self._flow.bridge.errand(lambda: hall.dim(before), lambda _done: None, lambda _error: None)
        self.changed.emit()

    def _dimmed(self, wanted: int, done: Done) -> None:
        if not done.ok:
            self.say_done(done)
            return
        if wanted == self._hall.brightness:
            self._tried = None
            self._countdown.stop()
        else:
            self._tried, self._seconds = wanted, TRIAL_S
            self._countdown.start()

    @Slot()
    def _count(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self.dropBrightness()
            self.say("unsure", translate("Maintenance", "Terang layar dikembalikan, karena tidak ada yang menjawab."))
        self.changed.emit()

    # --- Languages

    @Property(Rows, notify=shown)
    def tongues(self) -> Rows:
        """All that this program speaks."""
        return self._rows

    @Property(bool, notify=shown)
    def ordered(self) -> bool:
        """The office says which languages are spoken, and its word goes first."""
        return bool(self._flow.ordered.settings.languages)

    @Slot(str)
    def speak(self, language: str) -> None:
        """A language is offered to residents, or not any more."""
        if language in self._tongues:
            self._tongues = tuple(one for one in self._tongues if one != language or one == "id")
        elif language in LANGUAGES:
            self._tongues = (*self._tongues, language)
        self._list()

    @Slot(str)
    def earlier(self, language: str) -> None:
        """One place further to the front."""
        place = self._tongues.index(language) if language in self._tongues else 0
        if place > 0:
            order = list(self._tongues)
            order[place - 1], order[place] = order[place], order[place - 1]
            self._tongues = tuple(order)
            self._list()

    # --- All of it

    @Property(bool, notify=shown)
    def edited(self) -> bool:
        """Loudness or languages are not as they are kept."""
        return self._volume != self._hall.volume or self._tongues != self._spoken(self._hall)

    @Slot()
    def save(self) -> None:
        if self._tongues == self._spoken(self._hall):
            self._change("save", volume=self._volume)
        else:
            self._change("save", volume=self._volume, languages=self._tongues)

    @Slot()
    def forgetEdits(self) -> None:
        """ "Batal"."""
        self._begin()
        self.settled.emit()

    def entered(self) -> None:
        self._look()

    def poked(self) -> None:
        self._look()

    def left(self) -> None:
        self.dropBrightness()
        if self._volume != self._hall.volume:
            self.settled.emit()
        self._rows.show(())
        self._hall, self._volume = self._flow.hall, self._flow.hall.volume

    def _look(self) -> None:
        self.look(self._flow.machinery.hall.now, self._show, quick=True)

    def _show(self, hall: Hall) -> None:
        # Whoever is changing something goes on from what they have chosen.
        untouched = not self.edited or not self._rows.rows
        self._hall = hall
        if untouched:
            self._begin()

    def _begin(self) -> None:
        self._volume, self._tongues = self._hall.volume, self._spoken(self._hall)
        self._list()

    def _spoken(self, hall: Hall) -> tuple[str, ...]:
        return hall.languages or self._flow.languages

    def _list(self) -> None:
        silent = tuple(one for one in LANGUAGES if one not in self._tongues)
        self._rows.show(
            tuple(
                TongueRow(
                    one, _NAMES[one], spoken=one in self._tongues, fixed=one == "id", first=self._tongues[:1] == (one,)
                )
                for one in (*self._tongues, *silent)
            )
        )
        self.changed.emit()

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
                self._tried = None if name == "keep" else self._tried
                if name == "save":
                    self._begin()
            elif name == "keep":
                self.dropBrightness()
            self.say_done(done)
            self._flow.bridge.poke()

        def lost() -> None:
            if name == "keep":
                self.dropBrightness()

        self.errand(name, work, changed, lost)
