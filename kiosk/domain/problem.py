"""What is wrong with an answer, as values. The screen and the desk choose the words; the code is for programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from kiosk.domain.catalog import Text


class ProblemCode(StrEnum):
    """Why an answer was not taken. Part of the command contract (`problems: [{field, code}]`)."""

    REQUIRED = "required"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"  # has characters our keyboard cannot type: control characters, emoji, markup
    NOT_DIGITS = "not_digits"
    DIGIT_COUNT = "digit_count"  # params: expected, got
    REGION = "region"  # digits 1-6 name no province, regency or district
    DATE = "date"  # no such day in the calendar
    DATE_IN_FUTURE = "date_in_future"
    DATE_IN_PAST = "date_in_past"
    DATE_TOO_OLD = "date_too_old"
    SERIAL = "serial"  # the last four digits are 0000
    RANGE = "range"  # params: min, max
    NOT_A_CHOICE = "not_a_choice"
    REPEATED = "repeated"
    PHONE = "phone"
    SAME = "same"  # params: rule; two answers that are never the same: NIK and KK
    PLATE = "plate"  # not the number of a vehicle
    RULE = "rule"  # a check of the service file; params: rule
    CONSENT = "consent"
    TIME = "time"  # no such time of day
    PLACE = "place"  # not two degrees that lie in Indonesia
    PHOTO = "photo"  # no JPEG as this kiosk takes them: too many bytes or pixels, or with data about camera and place


class DoubtCode(StrEnum):
    """Odd but allowed: shown kindly, flagged to the petugas, never blocking."""

    REGION_UNKNOWN = "region_unknown"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    SEX_DIFFERS = "sex_differs"
    PHOTO_MISSING = "photo_missing"  # wanted, but nobody is kept from going on without a camera
    RULE = "rule"  # a check of the service file


class Problem(msgspec.Struct, frozen=True):
    """One reason why one field was not taken."""

    field: str
    code: ProblemCode
    params: dict[str, str | int] = {}
    message: Text | None = None  # what the service file says of it


class Doubt(msgspec.Struct, frozen=True):
    """Something a person should look at once more."""

    field: str
    code: DoubtCode
    rule: str = ""  # id of the check in the service file
    message: Text | None = None  # what the service file says of it
    level: Literal["warning", "hint"] = "warning"

    def key(self) -> str:
        """What the office is told: the code, or the check of the service."""
        return f"{self.code}:{self.rule}" if self.rule else str(self.code)
