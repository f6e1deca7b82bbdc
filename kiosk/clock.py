"""Time as the kiosk may use it: for showing, never for order (order comes from the journal's sequence)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

# No kiosk of this version ran before this instant: a clock that says so has lost its battery.
EARLIEST_CREDIBLE_MS = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp() * 1000)


class Clock(Protocol):
    """What use cases ask for the time. Tests give their own."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000


@dataclass
class FixedClock:
    """A clock for tests and pictures; stands still until moved."""

    ms: int

    def now_ms(self) -> int:
        return self.ms


@dataclass(frozen=True)
class Zone:
    """An Indonesian time zone: WIB +7, WITA +8, WIT +9. No summer time, so a fixed offset says it all."""

    hours: int

    def local(self, ms: int) -> datetime:
        """Local time of an instant."""
        return datetime.fromtimestamp(ms / 1000, timezone(timedelta(hours=self.hours)))

    @property
    def name(self) -> str:
        return {7: "WIB", 8: "WITA", 9: "WIT"}[self.hours]


def is_doubtful(now_ms: int, last_known_ms: int | None) -> bool:
    """True when the clock stands before a moment that certainly lay in the past."""
    if now_ms < EARLIEST_CREDIBLE_MS:
        return True
    return last_known_ms is not None and now_ms < last_known_ms - 5 * 60_000
