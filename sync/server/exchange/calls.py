"""Who may call now: a kiosk gone mad, or the whole country at once, must not keep the others from being answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final

AGAIN_S: Final = 120
"""Seconds that whoever finds no place is asked to wait; `tests/bench/fleet.py` compares them with others."""
_REMEMBERED: Final = 4096


class Calls:
    """In the memory of one process: places for calls under way, and a bucket of calls for each caller that fills up again
    with time.

    `at_once`: places; `burst`: what a bucket holds; `clock` gives seconds that never run back.
    """

    def __init__(
        self,
        *,
        at_once: int = 200,
        burst: float = 600.0,
        per_second: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._places = at_once
        self._burst = burst
        self._rate = per_second
        self._clock = clock
        self._left: dict[Hashable, tuple[float, float]] = {}  # calls that are left, and when that was so

    @contextmanager
    def place(self) -> Iterator[bool]:
        """A place for one call, as long as the block lasts; False when all are taken."""
        if self._places == 0:
            yield False
            return
        self._places -= 1
        try:
            yield True
        finally:
            self._places += 1

    @property
    def remembered(self) -> int:
        """How many callers are in memory."""
        return len(self._left)

    def wait_s(self, caller: Hashable) -> float:
        """Counts a call: 0 when it may go on, otherwise the seconds until one may."""
        now = self._clock()
        left, at = self._left.get(caller, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        if left < 1.0:
            return (1.0 - left) / self._rate
        if len(self._left) >= _REMEMBERED and caller not in self._left:
            # Whoever has been quiet long enough has a full bucket and needs no memory.
            full = self._burst / self._rate
            self._left = {one: (old, since) for one, (old, since) in self._left.items() if now - since < full}
            if len(self._left) >= _REMEMBERED:
                self._left.clear()
        self._left[caller] = (left - 1.0, now)
        return 0.0
