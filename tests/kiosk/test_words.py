"""Dates, times and money as they are written in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from kiosk.domain import words
from kiosk.domain.catalog import LANGUAGES

WEEK = [date(2026, 11, number) for number in range(16, 23)]  # from Monday
YEAR = [date(2026, month, 1) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("id", "Sabtu, 21 November 2026, 14.05 WIB"),
        ("en", "Saturday, 21 November 2026, 14:05 WIB"),
        ("jv", "Sabtu, 21 November 2026, 14.05 WIB"),
        ("su", "Saptu, 21 Nopémber 2026, 14.05 WIB"),
        ("plm", "Sabtu, 21 November 2026, 14.05 WIB"),
    ],
)
def test_a_moment_is_written_as_its_language_writes_it(language: str, written: str) -> None:
    """Day, month, year in this order everywhere."""
    assert words.date_and_time(datetime(2026, 11, 21, 14, 5, tzinfo=UTC), "WIB", language) == written


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_the_names_are_those_of_the_locale_data(language: str) -> None:
    """CLDR, as Qt ships it."""
    locale = QLocale(language)
    assert [words.day(day, language).split(",")[0] for day in WEEK] == [locale.dayName(at) for at in range(1, 8)]
    months = [words.day_without_name(day, language).split()[1] for day in YEAR]
    assert months == [locale.monthName(at) for at in range(1, 13)]


def test_palembang_writes_dates_as_indonesian_does() -> None:
    """CLDR does not know it."""
    for day in [*WEEK, *YEAR]:
        assert words.day(day, "plm") == words.day(day, "id")


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_every_language_can_write_every_day(language: str) -> None:
    """One that is not known, from a newer version's data, gets Indonesian."""
    for day in [*WEEK, *YEAR]:
        assert words.day(day, language).endswith(" 2026")


def test_money_is_written_as_on_price_tags() -> None:
    """Points between thousands, no space."""
    assert [words.rupiah(amount) for amount in (0, 25_000, 1_500_000)] == ["Rp0", "Rp25.000", "Rp1.500.000"]
