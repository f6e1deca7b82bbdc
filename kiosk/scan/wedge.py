"""Scanners that type like a keyboard ("wedge"): untrusted typing, told from a person's by its times.

A scanner types 8 or more characters no more than 30 ms or so apart and ends with Enter or Tab; people need 60 ms and more
between two keys, and 20 ms only where two or three fingers roll. So the first keys are held back, no longer than a person would
notice. Then they are the page's, or a scanner's, and nothing on the page ever hears of them. A prefix that the scanner was
set up to send is the only certain mark: behind one everything is a scan, however slow.

Times are the key events' own, never the time of delivery: after a stalled frame, human keys arrive in a burst that would
look like a scan.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from statistics import median

import msgspec

LONGEST = 512
"""Characters: our own slip has 115; nothing longer is of use here."""

_SHORTEST = 8
_QUICK_MS = 40
"""Between two keys of a scanner; of a person only where fingers roll, and never three times in a row."""
_SURE = 4
"""So many quick keys in a row are no hand's, though they need not be a whole code."""
_SURE_AFTER_HAND = 8
_LONGEST_GAP_MS = 80
_MARKED_GAP_MS = 1000
_HOLD_MS = 80
_HOLD_CONTROL_MS = 40
"""Enter, Space, arrows: they work the page, and two switches send nothing else."""
_SPOILT_MS = 1000
_REPEAT_MS = 20
"""A key that is held down comes again every 30 ms or so."""
_ENDS = "\r\n\t"
_AIM_ID = r"^\][A-Za-z][0-9A-Za-z]"  # ISO/IEC 15424: what kind of code it was, "]Q1"


class Key(msgspec.Struct, frozen=True):
    """A key that went down: what it writes ("" for nothing), its own time, and whether it is only being held down."""

    text: str
    at_ms: int
    repeat: bool = False


class Fate(Enum):
    """What becomes of a key."""

    HELD = "held"  # not known yet: it waits
    PAGE = "page"  # a person's
    GONE = "gone"  # a scanner's: nothing on the page hears of it


class Verdict(msgspec.Struct, frozen=True):
    """What becomes of a key and of those that were held back before it. `scan`: the code that has just come to its end."""

    key: Fate
    held: Fate = Fate.HELD
    scan: str | None = None


class _Phase(Enum):
    IDLE = "idle"
    OPEN = "open"  # a scanner or a person: keys are held back
    HAND = "hand"
    MACHINE = "machine"
    AFTER = "after"  # the second of two terminators may follow


class Wedge:
    """Tells a scanner's keys from a person's, one run of keys at a time. Keeps at most `LONGEST` characters."""

    def __init__(self, prefix: str = "", suffix: str = "") -> None:
        self._prefix = prefix
        self._suffix = suffix
        self._spoilt_until = 0
        self._last_ms = 0
        self._begin()

    def _begin(self) -> None:
        self._phase = _Phase.IDLE
        self._text = ""
        self._times: list[int] = []
        self._overflow = False
        self._spoilt = False

    @property
    def wait_ms(self) -> int | None:
        """How long after the last key `expire` is due; None when nothing is under way."""
        match self._phase:
            case _Phase.IDLE:
                return None
            case _Phase.OPEN if not self._marked_so_far:
                hold = _HOLD_MS if self._text.strip() else _HOLD_CONTROL_MS
                # One key more says what three quick ones were.
                more = _QUICK_MS if self._quick(_SURE - 1) else 1
                return max(more, hold - (self._last_ms - self._times[0]))
            case _:
                return self._longest_gap

    def feed(self, key: Key) -> Verdict:
        """One more key. Never raises, whatever the clock does."""
        before = Fate.HELD
        if self._phase is not _Phase.IDLE and not 0 <= key.at_ms - self._last_ms <= self._longest_gap:
            before = self._close()
        self._last_ms = key.at_ms
        verdict = self._take(key)
        return verdict if before is Fate.HELD else Verdict(verdict.key, before, verdict.scan)

    def expire(self) -> Fate:
        """No key came for `wait_ms`: what becomes of those that are held."""
        if self._phase is _Phase.OPEN and not self._marked_so_far:
            self._phase = _Phase.HAND
            return Fate.PAGE
        return self._close()

    def forget(self) -> None:
        """Whoever typed has gone."""
        self._begin()

    # --- One key

    def _take(self, key: Key) -> Verdict:
        if key.repeat:
            return self._held_down()
        if key.text and key.text in _ENDS:
            return self._end_key(key)
        if self._phase in (_Phase.IDLE, _Phase.AFTER):
            # No hand follows so soon upon a scanner's Enter.
            phase = _Phase.OPEN if self._phase is _Phase.IDLE else _Phase.MACHINE
            self._begin()
            self._phase = phase
            self._spoilt = key.at_ms < self._spoilt_until
        self._note(key)
        if self._suffix and self._text.casefold().endswith(self._suffix.casefold()) and self._is_scan():
            return self._finish()
        return self._judge()

    def _held_down(self) -> Verdict:
        match self._phase:
            case _Phase.MACHINE | _Phase.AFTER:
                return Verdict(Fate.GONE)
            case _Phase.OPEN:
                self._phase = _Phase.HAND
                return Verdict(Fate.PAGE, Fate.PAGE)
            case _:
                return Verdict(Fate.PAGE)

    def _end_key(self, key: Key) -> Verdict:
        """Enter or Tab: the end of a scan, or a key like any other."""
        if self._phase is _Phase.AFTER:
            return Verdict(Fate.GONE)
        if self._phase is _Phase.IDLE:
            self._begin()
            self._phase = _Phase.OPEN
        if self._suffix or not self._text:
            self._note(key)
            return self._judge()
        if self._is_scan():
            return self._finish()
        self._note(key)
        if self._judge().key is Fate.GONE:
            # A code too short for us: its Enter must not press a button either.
            self._begin()
            self._phase = _Phase.AFTER
            return Verdict(Fate.GONE, Fate.GONE)
        self._begin()
        return Verdict(Fate.PAGE, Fate.PAGE)

    def _note(self, key: Key) -> None:
        if len(self._times) >= LONGEST:
            self._overflow = True
            return
        self._times.append(key.at_ms)
        if len(key.text) == 1 and " " <= key.text <= "~":
            self._text += key.text

    # --- What it is

    @property
    def _longest_gap(self) -> int:
        return _MARKED_GAP_MS if self._marked_so_far else _LONGEST_GAP_MS

    @property
    def _marked_so_far(self) -> bool:
        """What came so far begins with the prefix, or is the beginning of it. Caps Lock turns letters round."""
        if not self._prefix or not self._text:
            return False
        text, prefix = self._text.casefold(), self._prefix.casefold()
        return text.startswith(prefix) or prefix.startswith(text)

    @property
    def _marked(self) -> bool:
        return self._marked_so_far and len(self._text) >= len(self._prefix)

    def _quick(self, count: int) -> bool:
        """Whether the last keys came as quickly as a scanner's, and are not one that is held down."""
        times = self._times[-count:]
        gaps = [after - before for before, after in pairwise(times)]
        held_down = min(gaps, default=0) >= _REPEAT_MS and len(set(self._text[-count:])) == 1
        return len(times) == count and max(gaps) <= _QUICK_MS and not held_down

    def _is_scan(self) -> bool:
        if self._marked:
            return True
        gaps = [after - before for before, after in pairwise(self._times)]
        return self._phase is _Phase.MACHINE and len(self._text) >= _SHORTEST and median(gaps) <= _QUICK_MS

    def _judge(self) -> Verdict:
        """After one more key of a run that goes on."""
        if self._phase is _Phase.MACHINE:
            return Verdict(Fate.GONE)
        by_hand = self._phase is _Phase.HAND
        if self._marked or self._quick(_SURE_AFTER_HAND if by_hand else _SURE):
            self._phase = _Phase.MACHINE
            return Verdict(Fate.GONE, Fate.GONE)
        if by_hand:
            return Verdict(Fate.PAGE)
        # Its patience ends by the clock of this machine (`expire`): where that stood still, more keys are on their way.
        if self._marked_so_far or self._last_ms - self._times[0] <= 2 * _HOLD_MS:
            return Verdict(Fate.HELD)
        self._phase = _Phase.HAND
        return Verdict(Fate.PAGE, Fate.PAGE)

    # --- Its end

    def _finish(self) -> Verdict:
        scan = None if self._overflow or self._spoilt else content(self._text, self._prefix, self._suffix)
        self._begin()
        self._phase = _Phase.AFTER
        return Verdict(Fate.GONE, Fate.GONE, scan)

    def _close(self) -> Fate:
        """Nothing more came."""
        machine = self._phase is _Phase.MACHINE
        self._begin()
        if machine:
            # Half a code is none. Its other half, after a pause that nobody can explain, is none either.
            self._spoilt_until = self._last_ms + _SPOILT_MS
            return Fate.GONE
        return Fate.PAGE


def content(text: str, prefix: str = "", suffix: str = "") -> str | None:
    """What the code says: without prefix, suffix and AIM id; None when nothing is left."""
    if prefix and text.casefold().startswith(prefix.casefold()):
        text = text[len(prefix) :]
    if suffix and text.casefold().endswith(suffix.casefold()):
        text = text[: -len(suffix)]
    return re.sub(_AIM_ID, "", text) or None
