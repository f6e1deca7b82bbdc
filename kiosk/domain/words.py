"""Dates, times and money as people say them, in every language of the kiosk.

Qt's locale data has no part in the core. The names are CLDR's for id, en, jv and su, which
`tests/kiosk/test_words.py` compares with Qt's; Palembang, which CLDR does not know, writes them as Indonesian does.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class _Calendar(msgspec.Struct, frozen=True):
    days: list[str]
    """From Monday."""
    months: list[str]


_INDONESIAN = _Calendar(
    "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
)
_CALENDARS: dict[str, _Calendar] = {
    "id": _INDONESIAN,
    "en": _Calendar(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        "January February March April May June July August September October November December".split(),
    ),
    "jv": _Calendar("Senin Selasa Rabu Kamis Jumat Sabtu Ahad".split(), _INDONESIAN.months),
    "su": _Calendar(
        "Senén Salasa Rebo Kemis Jumaah Saptu Minggu".split(),
        "Januari Pébruari Maret April Méi Juni Juli Agustus Séptémber Oktober Nopémber Désémber".split(),
    ),
    "plm": _INDONESIAN,
}


def _calendar(language: str) -> _Calendar:
    return _CALENDARS.get(language, _INDONESIAN)


def day(value: date, language: str = "id") -> str:
    """ "Sabtu, 21 November 2026"."""
    return f"{_calendar(language).days[value.weekday()]}, {day_without_name(value, language)}"


def day_without_name(value: date, language: str = "id") -> str:
    """ "21 November 2026"."""
    return f"{value.day} {_calendar(language).months[value.month - 1]} {value.year}"


def date_and_time(value: datetime, zone: str, language: str = "id") -> str:
    """ "Sabtu, 21 November 2026, 14.05 WIB"; English writes 14:05, all others as the clocks and letters here do."""
    separator = ":" if language == "en" else "."
    return f"{day(value.date(), language)}, {value.hour:02}{separator}{value.minute:02} {zone}"


def rupiah(amount: int) -> str:
    """ "Rp1.500.000", as on price tags here, whatever language is spoken."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def size(count: int, language: str = "id") -> str:
    """ "1,2 MB", in the units that are printed on sticks: a kB is 1,000 bytes. English writes 1.2 MB."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if count >= unit:
            text = f"{count / unit:.1f}" if count < 100 * unit else f"{count // unit}"
            return f"{text.removesuffix('.0').replace('.', '.' if language == 'en' else ',')} {name}"
    return f"{count} B"
