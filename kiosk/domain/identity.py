"""NIK, nomor KK and phone numbers: parsed once, at the edge, into values that can only be well-formed.

Rules: domain facts section 6 (Permendagri 72/2022 and the structure of the NIK, PP KK CC DDMMYY SSSS). A NIK has no check
digit, so nothing here proves that it is registered, and nobody is ever told whether it is.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Protocol, Self

import msgspec

from kiosk.domain.place import Near, OfficeMap, Point
from kiosk.domain.problem import ProblemCode

# The 38 provinces of Kepmendagri 300.2.2-2138/2025.
PROVINCE_CODES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()
)

_SEPARATORS = re.compile(r"[\s.\-]")
_DIGITS = re.compile(r"[0-9]*")


class Regions(Protocol):
    """What is known of the country: its regions and its calendar, as far as answers need them."""

    def is_workday(self, day: date) -> bool:
        """True on days on which offices work: no weekend, no national holiday as far as the calendar is known."""
        ...

    def name(self, code: str) -> str | None:
        """Name of a region by its Kemendagri code ("16.71"), None when the list has no such code."""
        ...

    def search(self, text: str, *, limit: int = 50) -> list[tuple[str, str, str]]:
        """Regencies and cities that hold every word of `text`: (code, name, province), best first."""
        ...

    def warm_up(self) -> None:
        """Loads the lists, which takes half a second: not on a thread that draws."""
        ...

    def children(self, code: str) -> list[tuple[str, str]]:
        """The regions right below one, by name: (code, name). The provinces for ""."""
        ...

    def path(self, code: str) -> str | None:
        """Its name with those above it, from the smallest up, None when the list has no such code."""
        ...

    def office_map(self, code: str) -> OfficeMap | None:
        """The map of a kelurahan, None when there is none. Raises WrongUse for a file that is no map."""
        ...

    def near(self, point: Point) -> Near | None:
        """Where a point lies, as people say it; None outside all maps."""
        ...


class Sex(StrEnum):
    """Jenis kelamin as official forms abbreviate it."""

    MALE = "L"
    FEMALE = "P"


class IdentityProblem(msgspec.Struct, frozen=True):
    """Why digits are not a NIK, KK or phone number."""

    code: ProblemCode
    params: dict[str, str | int] = {}


class Nik(msgspec.Struct, frozen=True):
    """A well-formed NIK. Its `repr` shows only the ends, so that a log line cannot give a person away."""

    digits: str

    @classmethod
    def parse(cls, text: str, *, today: date) -> Self | IdentityProblem:
        """Reads 16 digits, with or without spaces, dots and dashes between them."""
        digits = _sixteen(text)
        if isinstance(digits, IdentityProblem):
            return digits
        day = int(digits[6:8])
        problem = _check(digits, day - 40 if day > 40 else day, today)
        return problem or cls(digits)

    @property
    def sex(self) -> Sex:
        """Women's NIK carry the day of birth plus 40."""
        return Sex.FEMALE if int(self.digits[6:8]) > 40 else Sex.MALE

    def birth_date(self, *, today: date) -> date:
        """The birth date the digits say. Two digits of year: later than today's means the last century.

        Wrong for people of 100 and older, so it is only ever a suggestion.
        """
        day = int(self.digits[6:8])
        born = _date(day - 40 if day > 40 else day, self.digits[8:12], today)
        assert born is not None  # parse() made sure
        return born

    @property
    def region(self) -> str:
        """Kemendagri code of the district where the person was first registered, "16.71.04"."""
        return f"{self.digits[:2]}.{self.digits[2:4]}.{self.digits[4:6]}"

    @property
    def masked(self) -> str:
        """What a screen in a public hall may show once the number is typed."""
        return f"{self.digits[:4]}********{self.digits[-4:]}"

    def __repr__(self) -> str:
        return f"Nik({self.masked})"


class NomorKk(msgspec.Struct, frozen=True):
    """A well-formed nomor Kartu Keluarga: region, date of issue (never plus 40), serial."""

    digits: str

    @classmethod
    def parse(cls, text: str, *, today: date) -> Self | IdentityProblem:
        """Reads 16 digits, with or without separators."""
        digits = _sixteen(text)
        if isinstance(digits, IdentityProblem):
            return digits
        problem = _check(digits, int(digits[6:8]), today)
        return problem or cls(digits)

    @property
    def masked(self) -> str:
        return f"{self.digits[:4]}********{self.digits[-4:]}"

    def __repr__(self) -> str:
        return f"NomorKk({self.masked})"


def parse_phone(text: str) -> str | IdentityProblem:
    """An Indonesian mobile number as `08…`, 10 to 13 digits; `+62…` and `62…` are taken too."""
    digits = _SEPARATORS.sub("", text).replace("(", "").replace(")", "")
    if digits.startswith("+62"):
        digits = "0" + digits[3:]
    elif digits.startswith("62"):
        digits = "0" + digits[2:]
    if not _DIGITS.fullmatch(digits):
        return IdentityProblem(ProblemCode.NOT_DIGITS)
    if not digits.startswith("08") or not 10 <= len(digits) <= 13:
        return IdentityProblem(ProblemCode.PHONE, {"got": len(digits)})
    return digits


def has_region(digits: str) -> bool:
    """Whether the first six of sixteen digits can be a district's.

    Districts come and go by pemekaran while a NIK never changes: only a province that never was is out of the question.
    """
    return digits[:2] in PROVINCE_CODES and "00" not in (digits[2:4], digits[4:6])


def _sixteen(text: str) -> str | IdentityProblem:
    digits = _SEPARATORS.sub("", text)
    if not _DIGITS.fullmatch(digits):
        return IdentityProblem(ProblemCode.NOT_DIGITS)
    if len(digits) != 16:
        return IdentityProblem(ProblemCode.DIGIT_COUNT, {"expected": 16, "got": len(digits)})
    return digits


def _check(digits: str, day: int, today: date) -> IdentityProblem | None:
    if not has_region(digits):
        return IdentityProblem(ProblemCode.REGION)
    if _date(day, digits[8:12], today) is None:
        return IdentityProblem(ProblemCode.DATE)
    if digits[12:] == "0000":
        return IdentityProblem(ProblemCode.SERIAL)
    return None


def _date(day: int, month_year: str, today: date) -> date | None:
    short_year = int(month_year[2:])
    century = today.year // 100 * 100
    try:
        born = date(century + short_year, int(month_year[:2]), day)
        if born > today:
            born = born.replace(year=born.year - 100)
    except ValueError:
        # 29 February exists in 2000 but not in 1900, and in 1996 but not in 2096: try the other century.
        try:
            born = date(century - 100 + short_year, int(month_year[:2]), day)
        except ValueError:
            return None
    return born
