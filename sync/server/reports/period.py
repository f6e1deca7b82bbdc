"""The days that a report is about, by the office's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from kiosk.clock import Zone
from kiosk.domain import words

LONGEST_DAYS: Final = 366 * 5
HOUR_MS: Final = 3_600_000
_MONTHS_OF: Final = {"bulan": 1, "triwulan": 3, "tahun": 12}

CHOICES: Final = (
    ("hari", "Hari ini"),
    ("pekan", "Pekan ini"),
    ("bulan", "Bulan ini"),
    ("bulan-lalu", "Bulan lalu"),
    ("triwulan", "Triwulan ini"),
    ("triwulan-lalu", "Triwulan lalu"),
    ("tahun", "Tahun ini"),
    ("tahun-lalu", "Tahun lalu"),
)
"""What `named` knows, and what a petugas calls it."""


class Period(msgspec.Struct, frozen=True):
    """From the first minute of one day to the last of another."""

    first: date
    last: date

    def start(self, zone: Zone) -> int:
        """Its first moment, ms since 1970 UTC."""
        return _midnight(self.first, zone)

    def end(self, zone: Zone) -> int:
        """The first moment after it."""
        return _midnight(self.last + timedelta(days=1), zone)

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def title(self) -> str:
        """ "Sabtu, 21 November 2026", or "1 sampai 30 November 2026"."""
        if self.first == self.last:
            return words.day(self.first)
        first, last = words.day_without_name(self.first), words.day_without_name(self.last)
        if self.first.year == self.last.year:
            first = first.removesuffix(f" {self.first.year}")
            if self.first.month == self.last.month:
                first = str(self.first.day)
        return f"{first} sampai {last}"


def named(name: str, today: date) -> Period | None:
    """One of CHOICES as of a day; what has not ended yet goes until today. None for any other name."""
    if name == "hari":
        return Period(today, today)
    if name == "pekan":
        return Period(today - timedelta(days=today.weekday()), today)
    kind, _, past = name.partition("-")
    if kind not in _MONTHS_OF or past not in ("", "lalu"):
        return None
    length = _MONTHS_OF[kind]
    begun = today.year * 12 + (today.month - 1) // length * length
    if past:
        return Period(_month(begun - length), _month(begun) - timedelta(days=1))
    return Period(_month(begun), today)


def between(first: str, last: str) -> Period | None:
    """From one ISO date to another. None for what is no date, ends before it begins or is longer than LONGEST_DAYS."""
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    in_range = date(2000, 1, 1) <= period.first and period.last < date(9999, 1, 1)
    return period if in_range and 1 <= period.days <= LONGEST_DAYS else None


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _midnight(day: date, zone: Zone) -> int:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(midnight.timestamp()) * 1000 - zone.hours * HOUR_MS
