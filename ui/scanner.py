"""A scanner at the window: one that types, whose keys the page never hears of, or one on a line of its own.

Filters of the window are asked in this order: this one first, then `Screen` (may it close?), then the kiosk's ("still
here"), then the guide's, then the page. A key that is held back here is given to the window again when it was a person's,
and then goes the rest of that way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.scan import readers
from kiosk.scan.readers import NoReader, Reader, Typing
from kiosk.scan.wedge import Fate, Key, Wedge

_MODIFIERS = frozenset(
    (
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
    )
)  # fmt: skip
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_MOST_DOWN = 64
_PACE_MS = 200
"""Nobody scans faster; whatever comes in between is a flood."""


class _HeldKey(msgspec.Struct, frozen=True):
    """A key event that waits. A copy: Qt's own lives no longer than its delivery."""

    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    at_ms: int

    def again(self) -> QKeyEvent:
        event = QKeyEvent(self.kind, self.key, self.modifiers, self.text)
        event.setTimestamp(self.at_ms)
        return event


class Scanner(QObject):
    """Listens from `attend()` to `close()`. With `none:` it does nothing, and keys are the page's."""

    scanned = Signal(str)
    """A whole code: printable ASCII. Whether one is expected is for others to know."""
    _heard = Signal(str)

    def __init__(self, reader: Reader, clock_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._clock_ms = clock_ms
        self._window: QWindow | None = None
        self._wedge = Wedge(reader.prefix, reader.suffix)
        self._held: list[_HeldKey] = []
        self._gone: set[int] = set()  # keys that are down, and whose release nobody shall hear of
        self._giving_back = False
        self._latest_ms = -_PACE_MS
        self._looked_again = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setTimerType(Qt.TimerType.PreciseTimer)
        self._patience.timeout.connect(self._expired)
        self._listening: _Listening | None = None
        # From its thread to the screen's.
        self._heard.connect(self.scanned, Qt.ConnectionType.QueuedConnection)

    def attend(self, window: QWindow) -> None:
        """Begins. The filter that is installed last is asked first."""
        self._window = window
        match self._reader.address:
            case NoReader():
                pass
            case Typing():
                window.installEventFilter(self)
            case _:
                self._listening = _Listening(self._reader, self._heard.emit)
                self._listening.start()

    def close(self) -> None:
        """Lets go of keys and device."""
        self._patience.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
        if self._listening is not None:
            self._listening.stop()
            self._listening = None

    @Slot()
    def forget(self) -> None:
        """Whoever typed has gone."""
        self._patience.stop()
        self._wedge.forget()
        self._held.clear()

    @property
    def holding(self) -> int:
        """Keys that wait to be somebody's."""
        return len(self._held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the window: true for keys that wait, and for a scanner's."""
        if self._giving_back or not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.KeyPress:
                return self._pressed(event)
            case QEvent.Type.KeyRelease:
                return self._released(event)
            case _:
                return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _MODIFIERS or event.modifiers() & _COMMANDS:
            # No page has a use for them, and a code may hold Alt+F4 as well as Ctrl+V.
            self._swallow(key)
            return True
        # A code of X11 is never 0; where nobody said when it was, the present is the best guess.
        at = event.timestamp() or self._clock_ms()
        text = _ENDS.get(Qt.Key(key), "" if key == Qt.Key.Key_Backtab else event.text())
        verdict = self._wedge.feed(Key(text, at, event.isAutoRepeat()))
        if verdict.held is not Fate.HELD:
            self._settle(verdict.held)
        match verdict.key:
            case Fate.HELD:
                self._held.append(_held(event, at))
            case Fate.GONE:
                self._swallow(key)
            case Fate.PAGE:
                pass
        self._wait()
        if verdict.scan is not None and not 0 <= at - self._latest_ms < _PACE_MS:
            self._latest_ms = at
            self.scanned.emit(verdict.scan)
        return verdict.key is not Fate.PAGE

    def _released(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in self._gone:
            if not event.isAutoRepeat():
                self._gone.discard(key)
            return True
        waiting = [held.kind for held in self._held if held.key == key]
        if waiting.count(QEvent.Type.KeyPress) > waiting.count(QEvent.Type.KeyRelease):
            self._held.append(_held(event, event.timestamp()))
            return True
        return False

    def _swallow(self, key: int) -> None:
        if len(self._gone) >= _MOST_DOWN:
            self._gone.clear()
        self._gone.add(key)

    def _settle(self, fate: Fate) -> None:
        """Keys that waited are somebody's now."""
        held, self._held = self._held, []
        if fate is Fate.GONE:
            for one in held:
                (self._swallow if one.kind == QEvent.Type.KeyPress else self._gone.discard)(one.key)
            return
        self._giving_back = True
        try:
            for one in held:
                # A key may end the program, and with it the window.
                if self._window is not None:
                    QCoreApplication.sendEvent(self._window, one.again())
        finally:
            self._giving_back = False

    def _wait(self) -> None:
        self._looked_again = False
        wait = self._wedge.wait_ms
        if wait is None:
            self._patience.stop()
        else:
            self._patience.start(wait)

    @Slot()
    def _expired(self) -> None:
        if not self._looked_again:
            # Where the screen stood still, keys that came meanwhile lie in the queue, and say more than this timer.
            self._looked_again = True
            self._patience.start(0)
            return
        self._settle(self._wedge.expire())
        self._wait()


class _Listening(threading.Thread):
    """Reads a scanner that is no keyboard."""

    def __init__(self, reader: Reader, tell: Callable[[str], None]) -> None:
        super().__init__(name="scanner", daemon=True)
        self._reader = reader
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        codes: Iterator[str] = readers.scans(self._reader, self._stopping)
        for code in codes:
            self._tell(code)

    def stop(self) -> None:
        """Waits for no longer than one look at the line takes."""
        self._stopping.set()
        self.join(timeout=2)


def _held(event: QKeyEvent, at_ms: int) -> _HeldKey:
    return _HeldKey(event.type(), event.key(), event.modifiers(), event.text(), at_ms)
