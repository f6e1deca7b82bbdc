"""Dates, times and money as people say them, in Indonesian and English.

Qt's locale data has no part in the core, and the languages of the regions are not in every system's data: Indonesian
serves for them, as people here write dates.
"""

from __future__ import annotations

from datetime import date, datetime

_DAYS_ID = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS_ID = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = "January February March April May June July August September October November December".split()


def day(value: date, language: str = "id") -> str:
    """ "Sabtu, 21 November 2026"."""
    days = _DAYS_EN if language == "en" else _DAYS_ID
    return f"{days[value.weekday()]}, {day_without_name(value, language)}"


def day_without_name(value: date, language: str = "id") -> str:
    """ "21 November 2026"."""
    months = _MONTHS_EN if language == "en" else _MONTHS_ID
    return f"{value.day} {months[value.month - 1]} {value.year}"


def date_and_time(value: datetime, zone: str, language: str = "id") -> str:
    """ "Sabtu, 21 November 2026, 14.05 WIB"; English writes 14:05."""
    separator = ":" if language == "en" else "."
    return f"{day(value.date(), language)}, {value.hour:02}{separator}{value.minute:02} {zone}"


def rupiah(amount: int) -> str:
    """ "Rp1.500.000"."""
    return "Rp" + f"{amount:,}".replace(",", ".")
