"""Queue numbers: a letter for the group of services and a counter that starts at 1 every day.

The day of the queue is not simply today: a kiosk whose clock fell back (dead battery, 1970) goes on with the queue it was
in, so that two people in one hall never hold the same number.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from kiosk.errors import WrongUse


class Ticket(msgspec.Struct, frozen=True):
    """A place in the queue: `A-007`."""

    letter: str
    number: int

    def __str__(self) -> str:
        return f"{self.letter}-{self.number:03}"


def queue_day(today: date, latest: date | None, *, clock_doubtful: bool) -> date:
    """The day whose counter gives the next number. `latest` is the day of the newest number given so far."""
    if latest is not None and clock_doubtful and today != latest:
        return latest
    return today


def letters(setting: str) -> tuple[str, ...]:
    """The letters of a kiosk from its setting ("A-E"). A second kiosk of the office has another range.

    Raises WrongUse when the setting is no range of capital letters.
    """
    match = re.fullmatch(r"([A-Z])-([A-Z])", setting)
    if not match or match[1] > match[2]:
        raise WrongUse(f"[kiosk] letters = {setting!r} is no range of letters.", 'Write for example letters = "A-E".')
    return tuple(chr(code) for code in range(ord(match[1]), ord(match[2]) + 1))


def letter_for(offset: int, available: tuple[str, ...], *, priority: bool) -> str:
    """The letter of a group; the last letter of the range is the priority queue's.

    Raises WrongUse when the range is too short to keep the groups and the priority queue apart.
    """
    if offset >= len(available) - 1:
        raise WrongUse(
            f"[kiosk] letters {available[0]}-{available[-1]} is too short for the groups of services.",
            f"Give this kiosk at least {offset + 2} letters.",
        )
    return available[-1] if priority else available[offset]
