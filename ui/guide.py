"""Walks a page for those who cannot see or touch it: one thing after the other, each said and ringed, then chosen.

In voice mode (`Look.voice`) the guide always stands on one thing, its stop. Four controls move it, at the bottom of the
screen (`VoiceBar`) and as keys, which keypads for blind people and switch interfaces send:

    Berikutnya  Right, Down, Tab, Space     the next stop; after the last one the page itself, then the first again
    Sebelumnya  Left, Up, Shift+Tab         the one before
    Pilih       Enter                       presses it; on a box it leads to the keys
    Ulangi      Home, F1                    says it once more, a number digit by digit
                F2                          voice mode on or off, with or without it; on the first page any arrow turns it on

Two switches, Space and Enter, are enough for everything. Whoever types on a real keyboard writes into the box the guide
stands on; from the first letter on Space is a space, until Enter or an arrow ends the writing. Escape leaves the keys.

Typing by scanning: the docked keys are walked row by row; "Pilih" enters a row, and after a key one stays where one is. Behind
the last key stands "Kembali ke baris", behind the last row "Selesai mengetik". Pads of one group (digits, months) have no
rows: there and back would be more presses than the walk.

What there is to say is read from the accessibility tree, by `ui.sight`.
The guide remembers no text but the notices of the present page, and forgets those with the page.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Property, QEvent, QMetaObject, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.sight import Kind, Sight, Stop, look, role_of, words
from ui.viewmodels.kiosk import KioskViewModel
from ui.viewmodels.sentences import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

ACCEPTED, NOTICE = "accepted", "notice"
"""Sounds of `speech.SOUNDS`: a chime for what was accepted, a low tone for "look here"."""

_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backtab)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AGAIN = (Qt.Key.Key_Home, Qt.Key.Key_F1)
_ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
_PRESSING = (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_Escape)


class Speaker(Protocol):
    """What the guide asks of `ui.voice.Voice`."""

    def say(self, texts: list[str], language: str, sound: str = "") -> None: ...

    def stop(self) -> None: ...

    @property
    def speaking(self) -> bool: ...


@QmlElement
@QmlUncreatable("made by ui.app")
class Guide(QObject):
    """Where the guide stands is the window's property `stop`: QML forgets an item that is gone, Python would not."""

    keyedChanged = Signal()
    restChanged = Signal()

    def __init__(self, kiosk: KioskViewModel, voice: Speaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._voice = voice
        self._window: QQuickWindow | None = None
        self._on = False
        self._keyed = False
        self._level = Kind.PAGE  # or ROW, or KEY: what is being walked
        self._at = 0  # in that walk, for when the stop is gone
        self._question = ""
        self._notices: frozenset[str] = frozenset()
        self._reading = False  # the page; its first stop follows by itself
        self._later: list[str] = []  # notices that wait until the page is read: the number comes before the paper
        self._asleep = True  # nobody has asked for anything on the first page
        self._greeted = False
        self._by_hand = False  # on a real keyboard
        self._rest = ""
        self._turning = False
        self._lit_by_us = False
        kiosk.turned.connect(self._turned)
        kiosk.lookChanged.connect(self._switch)
        kiosk.languageChanged.connect(self._read_anew, Qt.ConnectionType.QueuedConnection)
        for changed in (kiosk.changed, kiosk.idleChanged, kiosk.done.changed, kiosk.track.changed, kiosk.ktp.heard):
            # Queued: the pages, which show it, are told after us.
            changed.connect(self.notice, Qt.ConnectionType.QueuedConnection)

    def attend(self, window: QQuickWindow) -> None:
        """Begins to listen to the window's keys."""
        self._window = window
        window.installEventFilter(self)
        self._switch(asleep=True)

    def close(self) -> None:
        """The window is about to go."""
        self._on, self._reading, self._window = False, False, None

    @Property(bool, notify=keyedChanged)
    def keyed(self) -> bool:
        """Whether the last thing that was touched is a key: then the focus shows where it is."""
        return self._keyed

    @Property(str, notify=restChanged)
    def rest(self) -> str:
        """What was said last, to be read in silence."""
        return self._rest

    def _set_rest(self, text: str) -> None:
        if text != self._rest:
            self._rest = text
            self.restChanged.emit()

    # --- The four controls

    @Slot()
    def next(self) -> None:
        self._step(1)

    @Slot()
    def previous(self) -> None:
        self._step(-1)

    @Slot()
    def repeat(self) -> None:
        sight = self._ready()
        if sight is not None:
            here = self._here(sight)
            rest = self._rest
            self._say(*(self._page_words(sight) if here.kind is Kind.PAGE else [words(here, whole=True)]))
            # Who repeats a number wants to hear it, not to leave it standing there.
            self._set_rest(rest)

    @Slot()
    def choose(self) -> None:
        sight = self._ready()
        if sight is None:
            return
        here = self._here(sight)
        match here.kind:
            case Kind.PAGE:
                self._step(1)
            case Kind.BUTTON | Kind.CHOICE | Kind.FIELD:
                self._press(sight, here)
            case Kind.ROW:
                self._level = Kind.KEY
                self._move(self._look(), 0)
            case Kind.KEY:
                self._type(here)
            case Kind.TO_ROWS:
                self._level = Kind.ROW
                self._stand(here.item)
                self._say_here()
            case Kind.DONE_TYPING:
                self._leave_keys()

    # --- What happens on the screen

    @Slot()
    def arrive(self) -> None:
        """A page has come, or a question over it: reads it. On the first page only for somebody who asked."""
        self._turning = False
        if not self._on:
            return
        sight = self._look()
        self._question, self._notices = sight.question, sight.notices()
        self._level, self._by_hand = Kind.PAGE, False
        self._stand(sight.page.item)
        if self._asleep:
            self._voice.stop()
            return
        self._read(sight)

    @Slot()
    def _read_anew(self) -> None:
        """In another language."""
        if not self._turning and not self._asleep and self._window is not None:
            self.arrive()

    @Slot()
    def notice(self) -> None:
        """Something changed: a question came or went, or there is a notice that was not there."""
        if not self._on or self._turning or self._window is None:
            return
        sight = self._look()
        if sight.question != self._question:
            self._asleep = False
            if sight.question:
                self.arrive()
            else:
                # The focus is back where it was, and so is the guide.
                self._question, self._notices = "", sight.notices()
                self._say_here()
            return
        notices = sight.notices()
        new, self._notices = notices - self._notices, notices
        if not new or self._level is not Kind.PAGE or self._asleep:
            return
        self._later += [said.text for said in sight.texts if said.text in new]
        if not self._reading:
            self._say()

    @Slot()
    def go_on(self) -> None:
        """The voice came to its end, or the page stands still: after the page its first stop is said."""
        if not self._reading or self._voice.speaking or self._turning:
            return
        if self._later:
            later, self._later = self._later, []
            self._say(*later, then=True)
        else:
            self._step(1)

    def hear(self, caption: str) -> None:
        """A sentence is being said: who listens is here."""
        if caption:
            self._kiosk.listen()

    @Slot(int)
    def _turned(self, direction: int) -> None:
        self._turning = True
        self._reading, self._later = False, []
        self._notices = frozenset()
        self._question = ""
        self._set_rest("")
        self._asleep = direction == 0
        self._greeted = self._greeted and not self._asleep

    @Slot()
    def _switch(self, *, asleep: bool = False) -> None:
        """Voice mode was turned on or off. `asleep`: by nobody who stands here."""
        on = bool(self._kiosk.voice)
        if on == self._on or self._window is None:
            return
        self._on = on
        if on:
            self._asleep, self._greeted = asleep, False
            self._lit_by_us = not QAccessible.isActive()
            QAccessible.setActive(True)
            self.arrive()
            return
        self._level, self._reading, self._later, self._notices = Kind.PAGE, False, [], frozenset()
        self._window.setProperty("stop", None)
        self._set_rest("")
        if self._lit_by_us:
            # Each item that comes or goes would go on telling a screen reader that is not there.
            QAccessible.setActive(False)
        if self._kiosk.page == "attract":
            self._asleep = True
            self._voice.stop()
        else:
            self._say(translate("Guide", "Suara mati."))

    # --- Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._set_keyed(True)
            return self._key(event)
        if event.type() in (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress):
            self._set_keyed(False)
        return False

    def _set_keyed(self, keyed: bool) -> None:
        if keyed != self._keyed:
            self._keyed = keyed
            self.keyedChanged.emit()

    def _key(self, event: QKeyEvent) -> bool:
        """True when the key is used up."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F2:
            if not event.isAutoRepeat():
                self._toggle()
            return True
        if key in _PRESSING and self._window is not None and not self._window.property("settled"):
            # A hasty second Enter on "Kirim" must not press "Selesai", as with touches.
            return True
        if not self._on:
            if self._kiosk.page == "attract" and key in _ARROWS:
                self._toggle()
                return True
            return False
        return self._walk_by_key(key, event)

    def _walk_by_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        writing = self._by_hand
        if key in _NEXT or (key == Qt.Key.Key_Space and not writing):
            act = self.next
        elif key in _BACK:
            act = self.previous
        elif key in _ENTER:
            act = self._end_writing if writing else self.choose
        elif key in _AGAIN:
            act = self.repeat
        elif key == Qt.Key.Key_Escape and self._level is not Kind.PAGE:
            act = self._leave_keys
        else:
            return self._write(event)
        if not event.isAutoRepeat():
            act()
        return True

    def _write(self, event: QKeyEvent) -> bool:
        """A letter from a real keyboard goes to the box that has the focus, and is said."""
        item = self._focus()
        if item is None or not event.text() or role_of(item) != QAccessible.Role.EditableText:
            return False
        self._by_hand = True
        self._level = Kind.PAGE
        self._stand(item)
        if event.key() == Qt.Key.Key_Backspace:
            self._say(translate("Guide", "Hapus"))
        elif event.text().isprintable():
            self._say(translate("Guide", "spasi") if event.text() == " " else event.text())
        return False

    def _end_writing(self) -> None:
        self._by_hand = False
        self._say_here()

    def _toggle(self) -> None:
        self._kiosk.setVoice(not self._kiosk.voice)

    # --- Walking

    def _ready(self) -> Sight | None:
        """What is there to be walked; None between two pages. Wakes the guide on the first page."""
        if not self._on or self._window is None or not self._window.property("settled"):
            return None
        sight = self._look()
        self._by_hand = False
        if self._asleep:
            self._asleep = False
            self._read(sight)
            return None
        return sight

    def _step(self, by: int) -> None:
        sight = self._ready()
        if sight is not None:
            walk = self._walk(sight)
            self._move(sight, (self._index(walk) + by) % len(walk))

    def _move(self, sight: Sight, to: int) -> None:
        walk = self._walk(sight)
        stop = walk[min(to, len(walk) - 1)]
        self._stand(stop.item, to)
        self._say(*(self._page_words(sight) if stop.kind is Kind.PAGE else [words(stop)]))

    def _walk(self, sight: Sight) -> list[Stop]:
        """The stops of the present level, in order; never empty."""
        if not sight.rows or sight.dock is None:
            self._level = Kind.PAGE
        done = Stop(Kind.DONE_TYPING, sight.dock, translate("Guide", "Selesai mengetik")) if sight.dock else None
        if done and self._level is Kind.KEY:
            here = self._stop()
            for row, keys in sight.rows:
                if here is row.item or any(here is key.item for key in keys):
                    last = Stop(Kind.TO_ROWS, row.item, translate("Guide", "Kembali ke baris"))
                    return [*keys, last if len(sight.rows) > 1 else done]
            if len(sight.rows) == 1:
                return [*sight.rows[0][1], done]
            self._level = Kind.ROW
        if done and self._level is Kind.ROW:
            return [*(row for row, _ in sight.rows), done]
        return [sight.page, *sight.stops]

    def _index(self, walk: list[Stop]) -> int:
        here = self._stop()
        for index, stop in enumerate(walk):
            if stop.item is here:
                return index
        focus = self._focus()
        for index, stop in enumerate(walk):
            if stop.item is focus:
                return index
        return min(self._at, len(walk) - 1)

    def _here(self, sight: Sight) -> Stop:
        walk = self._walk(sight)
        return walk[self._index(walk)]

    def _stand(self, item: QQuickItem, at: int | None = None) -> None:
        assert self._window is not None
        self._reading = False
        if at is not None:
            self._at = at
        self._window.setProperty("stop", item)
        if item.activeFocusOnTab() and not item.hasActiveFocus():
            # What has the focus is brought into sight by its scroll area, and a real keyboard writes there.
            item.forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, sight: Sight, here: Stop) -> None:
        if not here.enabled or here.item.property("busy"):
            self._say(words(here))
            return
        before = {said.text for said in sight.texts}
        _click(here.item)
        if self._turning:
            return
        now = self._look()
        if now.question != sight.question:
            # The window may have told of it already.
            self.notice()
            return
        if here.kind is Kind.FIELD and now.rows:
            self._enter_keys(now)
            return
        bad = now.bad()
        new = [said.text for said in now.texts if said.text not in before]
        self._notices = now.notices()
        if bad is not None and here.kind is Kind.BUTTON:
            # The same thing may be wrong again: it is said again.
            new = [said.text for said in now.texts if said.bad]
            wrong = next((stop for stop in now.stops if _within(stop.item, bad.item.parentItem())), None)
            if wrong is not None:
                self._stand(wrong.item)
        after = self._here(now)
        self._stand(after.item, self._index(self._walk(now)))
        self._say(*new, words(after))

    # --- Typing by scanning

    def _enter_keys(self, sight: Sight, *first: str) -> None:
        self._level = Kind.KEY if len(sight.rows) == 1 else Kind.ROW
        walk = self._walk(sight)
        self._stand(walk[0].item, 0)
        self._say(*first, words(walk[0]))

    def _type(self, key: Stop) -> None:
        box = self._focus()
        _click(key.item)
        if self._turning:
            return
        sight = self._look()
        now = self._focus()
        if now is not None and now is not box:
            # The next part of a date came by itself, with keys of its own.
            name = next((stop.name for stop in sight.stops if stop.item is now), "")
            if not any(key.item is one.item for _, keys in sight.rows for one in keys) and sight.rows:
                self._enter_keys(sight, key.name, name)
            else:
                self._say(key.name, name)
            return
        if not sight.rows:
            self._level = Kind.PAGE
            self._say(key.name, words(self._here(sight)))
            return
        self._say(words(self._here(sight)) if key.item.property("on") else key.name)

    @Slot()
    def _leave_keys(self) -> None:
        """Back to the box that was typed into: what it holds now, and what there is to say about it."""
        self._level = Kind.PAGE
        sight = self._look()
        fields = [stop for stop in sight.stops if stop.kind is Kind.FIELD]
        focus = self._focus()
        field = next((stop for stop in fields if stop.item is focus), fields[0] if fields else sight.page)
        self._stand(field.item)
        self._notices = sight.notices()
        self._say_here()

    # --- Speaking

    def _read(self, sight: Sight) -> None:
        greeting, self._greeted = [] if self._greeted else _greeting(), True
        sound = ACCEPTED if self._kiosk.page == "done" else ""
        self._say(*greeting, *self._page_words(sight), then=True, sound=sound)

    def _page_words(self, sight: Sight) -> list[str]:
        return [said.text for said in sight.texts] or [sight.page.name]

    def _say_here(self) -> None:
        sight = self._look()
        here = self._here(sight)
        self._stand(here.item)
        self._say(words(here))

    def _say(self, *texts: str, then: bool = False, sound: str = "") -> None:
        """`then`: the first stop follows when all was said."""
        said = [text for text in texts if text]
        if not then:
            said += self._later
            self._later = []
        self._reading = then
        self._set_rest(said[-1] if said else "")
        self._voice.say(said, self._kiosk.language, sound)

    # --- Looking

    def _stop(self) -> QQuickItem | None:
        stop = self._window.property("stop") if self._window else None
        return stop if isinstance(stop, QQuickItem) else None

    def _focus(self) -> QQuickItem | None:
        return self._window.activeFocusItem() if self._window else None

    def _look(self) -> Sight:
        assert self._window is not None
        return look(self._window)


def _greeting() -> list[str]:
    return [
        translate(
            "Guide",
            "Suara menyala. Di pojok kiri bawah layar ada tombol Berikutnya, di pojok kanan bawah tombol Pilih.",
        )
    ]


def _within(item: QQuickItem | None, holder: QQuickItem | None) -> bool:
    while item is not None and item is not holder:
        item = item.parentItem()
    return item is not None


def _click(item: QQuickItem) -> None:
    # Asked by a property: PySide keeps what metaObject() returns beyond its life, and takes new items for it.
    if item.property("down") is not None:
        QMetaObject.invokeMethod(item, "click")
    else:
        # A line of text is entered, not pressed.
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
