"""Somebody looks after the program while it runs: what that needs of the screen, and the beat of the GUI's own event loop.

A sign of life from any other thread would say that a screen lives which hangs.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

from ui.ports import RESTART

if TYPE_CHECKING:
    from ui.app import Screen

GRACE_MS = 10_000
"""Who has just read that their request was not taken has so long until the screen says why."""


class Wish(Enum):
    """What is to happen with the program."""

    STAY = auto()
    REST = auto()  # begin anew while nobody is there: at night, or because it has become large
    RESTART = auto()  # something is broken that only a new start finds out about


class Keeper(Protocol):
    """Implemented in `kiosk.app.watchdog`. Called on the GUI's thread only, where it must not wait for anything."""

    @property
    def interval_ms(self) -> int:
        """Between two beats."""
        ...

    def shown(self) -> None:
        """The first frame is on the screen."""
        ...

    def beat(self) -> Wish:
        """The event loop runs."""
        ...


class Pulse(QObject):
    """Tells a keeper of the first frame of a window, and from then on of each beat."""

    wished = Signal(object)
    """What it answered: a `Wish`."""

    def __init__(self, keeper: Keeper, window: QQuickWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._window = window
        self._beat = QTimer(self, interval=keeper.interval_ms, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._beats)
        window.frameSwapped.connect(self._first_frame)

    @Slot()
    def _first_frame(self) -> None:
        self._window.frameSwapped.disconnect(self._first_frame)
        self._keeper.shown()
        self._beat.start()

    @Slot()
    def _beats(self) -> None:
        self.wished.emit(self._keeper.beat())


class Keeping(QObject):
    """Does what the keeper of a kiosk wishes, once nobody is in the way."""

    leaving = Signal(int)
    """The program shall end so: `ports.RESTART`."""

    def __init__(self, keeper: Keeper, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._wish = Wish.STAY
        self._grace = QTimer(self, interval=GRACE_MS, singleShot=True)
        self._grace.timeout.connect(self._leave)
        Pulse(keeper, screen.window, self).wished.connect(self._wished)
        screen.flow.changed.connect(self._look)

    @Slot(object)
    def _wished(self, wish: Wish) -> None:
        self._wish = wish
        if wish is Wish.RESTART and not self._grace.isActive():
            self._grace.start()
        self._look()

    @Slot()
    def _look(self) -> None:
        """Nobody is at the kiosk, and nothing is on its way to the core, a stick or the office."""
        if self._wish is not Wish.STAY and self._screen.flow.deserted and self._screen.bridge.pending == 0:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        self._grace.stop()
        self._wish = Wish.STAY
        self.leaving.emit(RESTART)
