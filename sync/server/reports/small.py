"""Small numbers point to persons. What splits people by something about them is never shown for fewer than five of them.

Languages, services of a delicate kind, reasons and survey scores of one to four people are put together with others until
they are five; a time is told for five requests or more. As the parts that are left always hold five or none, nobody can find
a small one by taking the others from the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

LEAST: Final = 5


class Folded(msgspec.Struct, frozen=True):
    """The parts of a whole that may be told, and how many are in the rest that is told as one."""

    parts: dict[str, int]  # the largest first
    rest: int


def fold(counts: Mapping[str, int]) -> Folded:
    """Puts small parts together, and with them the next larger ones until they are five or there are no more."""
    parts = {key: count for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if count}
    rest = sum(count for count in parts.values() if count < LEAST)
    parts = {key: count for key, count in parts.items() if count >= LEAST}
    while 0 < rest < LEAST and parts:
        _, count = parts.popitem()
        rest += count
    return Folded(parts, rest)
