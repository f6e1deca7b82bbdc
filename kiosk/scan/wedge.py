"""Scanners that type like a keyboard ("wedge"): untrusted typing, taken only where a scan is expected.

A scanner types 8 or more characters a few milliseconds apart and ends with Enter or Tab; people need 80 ms and more
between two keys. Times are the key events' own, never the time of delivery: after a stalled frame, human keys arrive in a
burst that would look like a scan.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

LONGEST = 512  # our own slip has 115 characters; nothing longer is of use here
_SHORTEST = 8
_MEDIAN_GAP_MS = 30
_LONGEST_GAP_MS = 80
_ENDS = "\r\n\t"


class WedgeReader:
    """Collects characters of one scan at a time."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._times: list[int] = []
        self._overflow = False

    def feed(self, character: str, timestamp_ms: int) -> str | None:
        """Takes one typed character; returns a whole scan when its terminator arrives, otherwise None.

        Characters that are not printable ASCII are dropped; a scan that is too long is dropped whole.
        """
        if self._times and timestamp_ms - self._times[-1] > _LONGEST_GAP_MS:
            self.reset()
        if character in _ENDS and character:
            text, times, overflow = "".join(self._text), self._times, self._overflow
            self.reset()
            return text if not overflow and _typed_by_machine(text, times) else None
        if len(character) != 1 or not " " <= character <= "~":
            return None
        if len(self._text) >= LONGEST:
            self._overflow = True
            self._times[-1] = timestamp_ms
            return None
        self._text.append(character)
        self._times.append(timestamp_ms)
        return None

    def reset(self) -> None:
        """Forgets what was typed so far."""
        self._text, self._times, self._overflow = [], [], False


def _typed_by_machine(text: str, times: list[int]) -> bool:
    gaps = [after - before for before, after in pairwise(times)]
    return len(text) >= _SHORTEST and median(gaps) <= _MEDIAN_GAP_MS
