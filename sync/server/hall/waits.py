"""How long somebody waits who takes a number now, from how long it really took lately. Without enough data nothing is said.

Each waiting number is work for the lokets that serve its group, shared equally among them; a loket in use is half done with
whom it has. A new number waits until the first of its lokets is through.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

import msgspec

LEAST: Final = 10
"""Numbers of a group that were served lately, below which nothing is said about it."""
DAYS: Final = 14
"""So many days are "lately"."""
SHORTEST_MS: Final = 20_000
LONGEST_MS: Final = 2 * 3600_000
"""What took less was a slip of the finger, what took more was forgotten on the screen."""
MOST_MINUTES: Final = 120
"""Beyond that no range is worth saying."""
_STEP: Final = 5  # minutes: nobody believes 17
_LOW: Final = 0.75
_HIGH: Final = 1.3

TOLD_AT_MOST_MS: Final = 3 * 60_000
TOLD_AGAIN_MS: Final = 15 * 60_000
NOTICEABLE: Final = 10
"""Minutes."""


class Range(msgspec.Struct, frozen=True):
    """A wait in minutes, in steps of five; `high` 0 when nothing can be said."""

    low: int = 0
    high: int = 0

    @property
    def known(self) -> bool:
        """Whether there is anything to say."""
        return self.high > 0


class Counter(msgspec.Struct, frozen=True):
    """A loket where somebody sits."""

    groups: frozenset[str]  # empty: all
    busy: str | None = None  # the group of whom it serves; none: it is free

    def serves(self, group: str) -> bool:
        """Whether it calls numbers of this group; one of no known group every loket does."""
        return not self.groups or group in self.groups or not group


class Handled(msgspec.Struct, frozen=True):
    """How long one number took."""

    group: str
    ms: int


def medians(handled: Sequence[Handled]) -> dict[str, float]:
    """Minutes of a typical number, by group, for the groups with enough data."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in handled:
        if SHORTEST_MS <= one.ms <= LONGEST_MS:
            found[one.group].append(one.ms)
    return {group: median(times) / 60_000 for group, times in found.items() if len(times) >= LEAST}


def estimate(
    group: str, waiting: Mapping[str, int], counters: Sequence[Counter], minutes: Mapping[str, float]
) -> Range:
    """The wait of somebody who takes a number of this group now. `waiting`: numbers by group; `minutes`: `medians`."""
    if group not in minutes or not any(counter.serves(group) for counter in counters):
        return Range()
    usual = median(minutes.values())
    load = [minutes.get(one.busy, usual) / 2 if one.busy is not None else 0.0 for one in counters]
    for other, count in waiting.items():
        theirs = [at for at, counter in enumerate(counters) if counter.serves(other)]
        for at in theirs:
            load[at] += count * minutes.get(other, usual) / len(theirs)
    return rounded(min(work for work, counter in zip(load, counters, strict=True) if counter.serves(group)))


def rounded(minutes: float) -> Range:
    """A wait as it is said: a range in steps of five minutes that the typical wait lies in."""
    low = _STEP * math.floor(min(minutes, MOST_MINUTES / _LOW) * _LOW / _STEP)
    high = _STEP * math.ceil(max(minutes * _HIGH, 1.0) / _STEP)
    return Range(low, max(high, low + _STEP))


def worth_telling(old: Range | None, told_at: int, new: Range, *, now: int) -> bool:
    """Whether kiosks are told: at once when something can be said or no longer can; else when it changed so much that people
    notice, or when what they know grows old. A bad link is not for chatter.
    """
    if old is None or old.known != new.known:
        return new.known or old is not None
    if not new.known or now - told_at < TOLD_AT_MOST_MS:
        return False
    moved = max(abs(new.low - old.low), abs(new.high - old.high))
    return moved >= NOTICEABLE or now - told_at >= TOLD_AGAIN_MS
