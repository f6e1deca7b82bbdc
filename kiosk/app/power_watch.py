"""Shuts the machine down in order before its battery is empty. Only where a supervisor runs the kiosk: on a developer's laptop
a low battery is nobody's business.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, Self

_PAUSE_S: Final = 20.0
_TIMES: Final = 2
"""In a row: a battery may tell nonsense for a moment when the power goes."""


class PowerWatch:
    """Asks `failing` again and again on a thread of its own, and calls `empty` once in each power cut. Use as a context manager."""

    def __init__(self, failing: Callable[[], bool], empty: Callable[[], None], *, pause_s: float = _PAUSE_S) -> None:
        self._failing = failing
        self._empty = empty
        self._pause_s = pause_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="power", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        in_a_row = 0
        while not self._stop.wait(self._pause_s):
            in_a_row = in_a_row + 1 if self._failing() else 0
            if in_a_row == _TIMES:
                self._empty()
