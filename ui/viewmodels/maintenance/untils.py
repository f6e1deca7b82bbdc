"""Until when something may last that a petugas sets: a few moments to choose from, because nobody types a date with a finger."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from kiosk.clock import Zone
from kiosk.domain import words
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows


class UntilRow(msgspec.Struct, frozen=True):
    """One of them. `at`: ms since 1970 UTC, none: until somebody changes it."""

    title: str
    at: int | None


def until_rows(zone: Zone, now: int) -> tuple[UntilRow, ...]:
    """The end of today, of tomorrow, of a week, and no end. `now`: ms since 1970 UTC."""
    today = zone.local(now).replace(hour=0, minute=0, second=0, microsecond=0)

    def end(days: int) -> int:
        return int((today + timedelta(days=days)).timestamp() * 1000)

    week = words.day_without_name((today + timedelta(days=6)).date()).rpartition(" ")[0]
    return (
        UntilRow(translate("Maintenance", "Hari ini saja"), end(1)),
        UntilRow(translate("Maintenance", "Sampai besok"), end(2)),
        UntilRow(translate("Maintenance", "Seminggu, sampai {day}").format(day=week), end(7)),
        UntilRow(translate("Maintenance", "Sampai dicabut"), None),
    )


def chosen_until(rows: Rows, place: int) -> int | None:
    """The moment at a place of the list."""
    row = rows.rows[place]
    assert isinstance(row, UntilRow)
    return row.at
