"""What the office said of the wait at its lokets, and whether that still holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from kiosk.domain.events import WaitTold

FRESH_MS: Final = 30 * 60_000
"""Older than this nobody is told: half an hour later the hall is another one."""
_SLACK_MS: Final = 5 * 60_000  # two clocks never agree


class Waits(msgspec.Struct, frozen=True):
    """Of each group of services the newest that was said."""

    told: tuple[WaitTold, ...] = ()

    def after(self, news: Iterable[WaitTold]) -> Waits:
        """With what has come since, in the order in which it came."""
        newest = {one.group: one for one in (*self.told, *news)}
        return Waits(tuple(newest[group] for group in sorted(newest)))

    def fresh(self, group: str, now_ms: int) -> WaitTold | None:
        """What is known about a group now, by the office's clock; None when it is too old or nothing could be said."""
        told = next((one for one in self.told if one.group == group), None)
        if told is None or not told.minutes_high or not -_SLACK_MS <= now_ms - told.at < FRESH_MS:
            return None
        return told
