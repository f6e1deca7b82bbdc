"""How a window of ours takes the whole screen, and who may close it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow


def put_on_screen(window: QWindow, *, windowed: bool, size: tuple[int, int] | None) -> None:
    """In a window of its own for developers, with `size` in pixels; else over everything, without frame and pointer."""
    if size is not None:
        window.resize(*size)
    if windowed or size is not None:
        window.show()
    else:
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.showFullScreen()


class Bolt(QObject):
    """Alt+F4 and its kin: a resident cannot close the kiosk."""

    def __init__(self, window: QWindow, *, drawn: bool) -> None:
        super().__init__(window)
        self.drawn = drawn
        """Whether nobody may close the window now."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.drawn:
            event.ignore()
            return True
        return False
