"""A scanner that types into a screen, with the times of its keys in the events themselves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.scan.readers import Reader, Typing
from ui.app import Screen

TYPING = Reader(Typing())
"""The reader of `[scanner] reader = "keys:"`, for `open_screen(reader=TYPING)`."""
_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\x1b": Qt.Key.Key_Escape, "\b": Qt.Key.Key_Backspace}
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def key_event(
    kind: QEvent.Type, key: Qt.Key, text: str, at: int, modifiers: Qt.KeyboardModifier = PLAIN, *, repeat: bool = False
) -> QKeyEvent:
    """One key going down or up at a time of its own; 0 when nobody knows it."""
    event = QKeyEvent(kind, key, modifiers, text, repeat)
    event.setTimestamp(at)
    return event


def key_of(character: str) -> Qt.Key:
    """The key that writes it."""
    return _KEYS.get(character) or Qt.Key(ord(character.upper()))


class Gun:
    """Types codes, `gap_ms` between two keys."""

    def __init__(self, screen: Screen, gap_ms: int = 7) -> None:
        self._window: QWindow = screen.window
        self._gap_ms = gap_ms
        self._at = 100_000

    def scan(self, text: str, end: str = "\r") -> None:
        """A whole code, some seconds after the one before."""
        self._at += 5000
        self.keys(text + end)
        QCoreApplication.processEvents()

    def keys(self, text: str) -> None:
        """Only its keys, with Shift as scanners send it."""
        for character in text:
            shifted = character.isupper()
            if shifted:
                self.press(Qt.Key.Key_Shift, "", SHIFT)
            self.press(key_of(character), character, SHIFT if shifted else PLAIN)

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """One key, down and up."""
        self._at += self._gap_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self._window, key_event(kind, key, text, self._at, modifiers))
