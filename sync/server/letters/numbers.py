"""Numbers of letters: by the office's own pattern, from 1 every year, without gaps, and never one twice.

A number is given in the transaction that issues its letter, under the lock of its series' row. Of two petugas who issue at once,
the second waits for the first; when the first fails, the second gets its number.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from sync.server.store.tables import letter_series, letters

DEFAULT_PATTERN: Final = "[kode]/[nomor,3]/[kode_desa]/[bulan_romawi]/[tahun]"
"""OpenSID's, which most offices know."""
LONGEST: Final = 80
"""Of a number as it stands in a letter."""
_PART: Final = re.compile(r"\[([a-z_]+)(?:, ?([1-9]))?\]")
_PARTS: Final = ("kode", "jenis", "nomor", "kode_desa", "bulan", "bulan_romawi", "tahun")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Numbering(StrEnum):
    """Which letters share a series."""

    ONE = "one"  # all of the office
    CLASS = "class"  # those of one archive code
    TEMPLATE = "template"  # those of one kind


class PatternWrong(StrEnum):
    """Why a pattern cannot be used."""

    NO_NUMBER = "no_number"
    NO_YEAR = "no_year"  # numbers begin anew every year: without it two letters would look the same
    NO_CODE = "no_code"  # likewise with a series of its own for each code
    NO_KIND = "no_kind"  # or for each kind
    UNKNOWN = "unknown"  # a part that is none
    LETTERS = "letters"  # what is no plain letter, or too long


class Number(msgspec.Struct, frozen=True):
    """A number that was given."""

    series: str
    year: int
    number: int
    written: str


def wrong_with(pattern: str, numbering: Numbering) -> PatternWrong | None:
    """What is wrong with a pattern; None: it can be used."""
    found = [match[1] for match in _PART.finditer(pattern)]
    rest = _PART.sub("", pattern)
    if not pattern.isascii() or not pattern.isprintable() or len(_longest(pattern)) > LONGEST:
        return PatternWrong.LETTERS
    if "[" in rest or "]" in rest or any(part not in _PARTS for part in found):
        return PatternWrong.UNKNOWN
    if "nomor" not in found:
        return PatternWrong.NO_NUMBER
    if "tahun" not in found:
        return PatternWrong.NO_YEAR
    if numbering is Numbering.CLASS and "kode" not in found:
        return PatternWrong.NO_CODE
    if numbering is Numbering.TEMPLATE and "jenis" not in found:
        return PatternWrong.NO_KIND
    return None


class Numbered(msgspec.Struct, frozen=True):
    """What of a letter its number depends on."""

    template: str
    mark: str  # of its kind, "SKD"
    classification: str  # an archive code, "" where there is none
    day: date


def write(pattern: str, number: int, letter: Numbered, office: str) -> str:
    """The number as it stands in the letter. Without a classification its place and one sign beside it fall away."""

    def part(match: re.Match[str]) -> str:
        match match[1]:
            case "nomor":
                return f"{number:0{match[2] or 1}}"
            case "kode":
                return letter.classification
            case "jenis":
                return letter.mark
            case "kode_desa":
                return office.replace(".", "")
            case "bulan":
                return f"{letter.day.month:02}"
            case "bulan_romawi":
                return _ROMAN[letter.day.month - 1]
            case "tahun":
                return str(letter.day.year)
            case other:
                return other

    if not letter.classification:
        pattern = re.sub(r"\[kode\][/.\- ]?", "", pattern)
    return _PART.sub(part, pattern)


def give(connection: Connection, office: str, letter: Numbered, *, pattern: str, numbering: Numbering) -> Number:
    """The next number of a letter's series, inside the caller's writing transaction: kept when that is committed, free again
    when it is not.
    """
    series, year = _series(letter, numbering), letter.day.year
    here = _here(office, series, year)
    query = select(letter_series.c.last).where(*here).with_for_update()
    last = connection.execute(query).scalar_one_or_none()
    if last is None:
        try:
            with connection.begin_nested():
                begun = _newest(connection, office, letter, numbering)
                connection.execute(insert(letter_series).values(office=office, series=series, year=year, last=begun))
        except IntegrityError:
            pass  # a colleague began the series a moment ago
        last = connection.execute(query).scalar_one()
    number = int(last) + 1
    connection.execute(update(letter_series).where(*here).values(last=number))
    return Number(series, year, number, write(pattern, number, letter, office))


def regroup(connection: Connection, office: str) -> None:
    """Forgets how numbers were grouped, because they are grouped otherwise from now on: each new series goes on after the newest
    number that one of its letters has this year, so that none is given twice.
    """
    connection.execute(delete(letter_series).where(letter_series.c.office == office))


def go_on_after(connection: Connection, office: str, year: int, last: int) -> bool:
    """Begins the one series of a year after a number that stands in the office's book of before. False: numbers up to there, or
    later ones, are given already.
    """
    letter = Numbered("", "", "", date(year, 1, 1))
    if last < _newest(connection, office, letter, Numbering.ONE):
        return False
    connection.execute(delete(letter_series).where(*_here(office, "", year)))
    connection.execute(insert(letter_series).values(office=office, series="", year=year, last=last))
    return True


def newest(connection: Connection, office: str, year: int) -> int:
    """The newest number that any letter of a year has, or that the one series goes on after; 0 for none."""
    letter = Numbered("", "", "", date(year, 1, 1))
    begun = connection.execute(select(letter_series.c.last).where(*_here(office, "", year))).scalar_one_or_none()
    return max(_newest(connection, office, letter, Numbering.ONE), int(begun or 0))


def _longest(pattern: str) -> str:
    """The longest number that a pattern may write: it has to fit into the QR."""
    letter = Numbered("", "N" * 12, "9" * 30, date(2026, 8, 1))
    return write(pattern, 999_999, letter, "9" * 10)


def _series(letter: Numbered, numbering: Numbering) -> str:
    match numbering:
        case Numbering.ONE:
            return ""
        case Numbering.CLASS:
            return letter.classification
        case Numbering.TEMPLATE:
            return letter.template


def _newest(connection: Connection, office: str, letter: Numbered, numbering: Numbering) -> int:
    """The newest number of this year among the letters that are to share a series from now on."""
    query = select(func.max(letters.c.number)).where(letters.c.office == office, letters.c.year == letter.day.year)
    match numbering:
        case Numbering.CLASS:
            query = query.where(letters.c.classification == letter.classification)
        case Numbering.TEMPLATE:
            query = query.where(letters.c.template == letter.template)
        case Numbering.ONE:
            pass
    return int(connection.execute(query).scalar_one() or 0)


def _here(office: str, series: str, year: int) -> tuple[ColumnElement[bool], ...]:
    return (letter_series.c.office == office, letter_series.c.series == series, letter_series.c.year == year)
