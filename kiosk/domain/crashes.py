"""When a program that ended by itself is started again, and how long after: never in a tight loop, never given up.

Times are those that a program ran, measured by a clock nobody can set. They stay true over a power cut and whatever the
wall clock says.
"""

from __future__ import annotations

from typing import Final

import msgspec

MOST: Final = 3
"""So many within `WITHIN_S`: the next start shows the page "out of service"."""
WITHIN_S: Final = 300.0
"""Seconds. Who ran so long is well again: what was before is forgotten."""
PAUSES_S: Final = (60, 120, 300, 900, 3600)
"""Between two tries from the page "out of service", while nobody touches it."""
_REMEMBERED: Final = 20


class Crash(msgspec.Struct, frozen=True):
    """A program that ended by itself, or had to be ended because it hung."""

    number: int  # 1, 2, 3 … since the data folder was made
    how: str  # "exit 1", "signal 11", "hung"
    place: str  # "flow.py:104", "" where nobody knows
    ran_s: float


class Past(msgspec.Struct, frozen=True):
    """What has to be known at the next start."""

    count: int = 0  # of all crashes there ever were
    recent: tuple[Crash, ...] = ()  # within five minutes of running, oldest first
    tries: int = 0  # from the page "out of service", in a row
    untold: tuple[Crash, ...] = ()  # not yet in the audit log


class Start(msgspec.Struct, frozen=True):
    """How to start next: as usual, or with the page "out of service" that tries again after a pause."""

    safe: bool
    retry_s: int = 0


def crashed(past: Past, how: str, place: str, ran_s: float) -> Past:
    """After one more."""
    crash = Crash(past.count + 1, how, place, round(ran_s, 1))
    well = ran_s >= WITHIN_S
    recent = (crash,) if well else (*past.recent, crash)[-MOST:]
    # The first of them counts from its end on: only what ran between the first crash and the last is between them.
    while sum(one.ran_s for one in recent[1:]) >= WITHIN_S:
        recent = recent[1:]
    out_of_service = _looping(past) and not well
    return Past(crash.number, recent, past.tries + 1 if out_of_service else 0, (*past.untold, crash)[-_REMEMBERED:])


def steady(past: Past) -> Past:
    """After five minutes of running: nothing of it counts any more, but what was not told."""
    return Past(past.count, untold=past.untold)


def told(past: Past) -> Past:
    """After the audit log took them."""
    return msgspec.structs.replace(past, untold=())


def next_start(past: Past) -> Start:
    """What these crashes call for."""
    if not _looping(past):
        return Start(safe=False)
    return Start(safe=True, retry_s=PAUSES_S[min(past.tries, len(PAUSES_S) - 1)])


def _looping(past: Past) -> bool:
    return len(past.recent) >= MOST
