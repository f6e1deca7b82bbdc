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


class _Waiting(msgspec.Struct, frozen=True):
    between: str
    less: str
    more: str
    line: str


_INDONESIAN_WAIT = _Waiting(
    "{low}–{high} menit",
    "kurang dari {high} menit",
    "lebih dari {hours} jam",
    "Perkiraan tunggu {wait} (data pukul {at})",
)
_WAITS: dict[str, _Waiting] = {
    "id": _INDONESIAN_WAIT,
    "en": _Waiting(
        "{low}–{high} minutes",
        "less than {high} minutes",
        "more than {hours} hours",
        "Expected wait {wait} (as of {at})",
    ),
    "jv": _Waiting(
        "{low}–{high} menit",
        "kirang saking {high} menit",
        "langkung saking {hours} jam",
        "Kinten-kinten nengga {wait} (data tabuh {at})",
    ),
    "su": _Waiting(
        "{low}–{high} menit",
        "kirang ti {high} menit",
        "langkung ti {hours} jam",
        "Kira-kira ngantosan {wait} (data tabuh {at})",
    ),
    "plm": _Waiting(
        "{low}–{high} menit",
        "kurang dari {high} menit",
        "lebih dari {hours} jam",
        "Kiro-kiro nunggu {wait} (data jam {at})",
    ),
}


def wait_texts(language: str) -> tuple[str, ...]:
    """What `wait` and `wait_line` are made of, with places for what is filled in: for the voice."""
    said: tuple[str, ...] = msgspec.structs.astuple(_WAITS.get(language, _INDONESIAN_WAIT))
    return said


def wait(low: int, high: int, language: str = "id") -> str:
    """A range of minutes: "10–20 menit", "kurang dari 5 menit", from two hours on "lebih dari 2 jam"."""
    said = _WAITS.get(language, _INDONESIAN_WAIT)
    if low >= 120:
        return said.more.format(hours=low // 60)
    return (said.between if low else said.less).format(low=low, high=high)


def wait_line(low: int, high: int, at: datetime, language: str = "id") -> str:
    """ "Perkiraan tunggu 10–20 menit (data pukul 09.40)"."""
    separator = ":" if language == "en" else "."
    clock = f"{at.hour:02}{separator}{at.minute:02}"
    return _WAITS.get(language, _INDONESIAN_WAIT).line.format(wait=wait(low, high, language), at=clock)
