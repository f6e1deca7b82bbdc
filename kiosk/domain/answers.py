"""Raw answers in, good answers or problems out: the one place where a resident's words become values.

An answer may hold what our keyboard can type and names need, no more: letters of Latin script, digits, and a few marks.
Markup, control characters, emoji and pasted commands end here, so that no later line has to think of them.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, assert_never

import msgspec

from kiosk.domain.catalog import (
    MOST_PHOTOS,
    AddressField,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    ConsentField,
    DateField,
    Differ,
    Field,
    KkField,
    LocationField,
    LongTextField,
    MoneyField,
    NikField,
    NoteField,
    NumberField,
    PhoneField,
    PhotoField,
    RefField,
    RowsField,
    RtRwField,
    Service,
    TextField,
    TimeField,
    WilayahField,
)
from kiosk.domain.identity import IdentityProblem, Nik, NomorKk, Regions, parse_phone
from kiosk.domain.photo import MOST_BYTES, is_photo
from kiosk.domain.place import Point, in_range, rounded
from kiosk.domain.problem import Doubt, DoubtCode, Problem, ProblemCode
from kiosk.domain.rules import broken, holds

Value = str | int | bool | list[str] | Point
"""A good answer: text, whole number, consent, the values of several choices, or a place. Dates are ISO 8601 text."""

Row = dict[str, Value]
"""The good answers of one row, by the id of its question."""

BROUGHT, MISSING, PHOTOGRAPHED = "ada", "belum", "foto"
"""What a resident says of a paper: has it here, does not yet, let the kiosk take a picture of it."""

OLDEST_YEAR = 1900
_LEVEL_CODES: dict[Literal["kabupaten", "kecamatan", "kelurahan"], str] = {
    "kabupaten": r"\d\d\.\d\d",
    "kecamatan": r"\d\d\.\d\d\.\d\d",
    "kelurahan": r"\d\d\.\d\d\.\d\d\.\d{4}",
}
_NAME_MARKS = " .'-"
_TEXT_MARKS = _NAME_MARKS + ',/()&:+%@#"!?'
_PLATE = re.compile("([A-Z]{1,2}) ?([0-9]{1,4}) ?([A-Z]{0,3})")
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "“": '"', "”": '"', "–": "-", "—": "-", " ": " "})


class Answers(msgspec.Struct, frozen=True):
    """Good answers by field id, in the order of the form, and what a person should look at once more."""

    values: dict[str, Value]
    warnings: tuple[Doubt, ...] = ()
    photos: dict[str, bytes] = {}  # JPEG, by field id; of a paper, by "berkas." and its id
    rows: dict[str, list[Row]] = {}  # by field id
    brought: dict[str, str] = {}  # requirement → BROUGHT, MISSING or PHOTOGRAPHED


class Refused(msgspec.Struct, frozen=True):
    """At least one answer is not good; nothing was stored. `warnings`: what else there is to say about the good ones."""

    problems: tuple[Problem, ...]
    warnings: tuple[Doubt, ...] = ()


def parse(service: Service, raw: Mapping[str, Any], *, today: date, regions: Regions) -> Answers | Refused:
    """All answers of a service. Hidden fields (their condition is not met) are dropped, whatever `raw` holds.

    A question of a row is named "saksi.0.nama" in problems: field, row from 0, question.
    """
    form = _Form(today, regions)
    for field in service.fields():
        if holds(field.show_when, form.values):
            form.take(field, raw.get(field.id))
    known = {field.id for field in service.fields() if not isinstance(field, NoteField)}
    problems = form.problems + [Problem(str(key)[:60], ProblemCode.UNKNOWN_FIELD) for key in raw if key not in known]
    if len(form.photos) > MOST_PHOTOS:
        last = next(reversed(form.photos)).partition(".")[0]
        problems.append(Problem(last, ProblemCode.TOO_LONG, {"max": MOST_PHOTOS}))
    doubts: list[Doubt] = []
    for check, field_id in broken(service, form.values, today=today, is_workday=regions.is_workday):
        if check.level == "problem":
            code = ProblemCode.SAME if isinstance(check, Differ) else ProblemCode.RULE
            problems.append(Problem(field_id, code, {"rule": check.id}, check.message))
        else:
            doubts.append(Doubt(field_id, DoubtCode.RULE, check.id, check.message, check.level))
    doubts += _warnings(service, form.values, form.photos, today, regions)
    if problems:
        return Refused(tuple(problems), tuple(doubts))
    return Answers(form.values, tuple(doubts), form.photos, form.rows, form.brought)


class _Form:
    """The answers of one form, as they are read."""

    def __init__(self, today: date, regions: Regions) -> None:
        self._today = today
        self._regions = regions
        self.problems: list[Problem] = []
        self.values: dict[str, Value] = {}
        self.photos: dict[str, bytes] = {}
        self.rows: dict[str, list[Row]] = {}
        self.brought: dict[str, str] = {}

    def take(self, field: Field, raw: object) -> None:
        """One field that is asked, with what was given for it."""
        match field:
            case RowsField():
                lines, wrong = parse_rows(field, raw, today=self._today, regions=self._regions)
                self.problems += wrong
                if lines:
                    self.rows[field.id] = lines
            case ChecklistField():
                said = parse_checklist(field, raw)
                if isinstance(said, Problem):
                    self.problems.append(said)
                else:
                    self._bring(field, said)
            case _:
                result = parse_field(field, raw, today=self._today, regions=self._regions)
                if isinstance(result, Problem):
                    self.problems.append(result)
                elif isinstance(result, bytes):
                    self.photos[field.id] = result
                elif result is not None:
                    self.values[field.id] = result

    def _bring(self, field: ChecklistField, said: Mapping[str, str | bytes]) -> None:
        for item in field.items:
            answer = said.get(item.id)
            if answer is None or not holds(item.show_when, self.values, today=self._today):
                continue
            self.brought[item.id] = PHOTOGRAPHED if isinstance(answer, bytes) else answer
            if isinstance(answer, bytes):
                self.photos[f"{field.id}.{item.id}"] = answer


def parse_rows(
    field: RowsField, raw: object, *, today: date, regions: Regions
) -> tuple[list[Row], tuple[Problem, ...]]:
    """The good rows, and everything that is wrong with the others."""
    if raw is None or raw == []:
        missing = field.required and field.min > 0
        return [], (Problem(field.id, ProblemCode.REQUIRED),) if missing else ()
    if not isinstance(raw, list) or not all(isinstance(line, Mapping) for line in raw):
        return [], (Problem(field.id, ProblemCode.WRONG_TYPE),)
    if len(raw) > field.max:
        return [], (Problem(field.id, ProblemCode.TOO_LONG, {"max": field.max}),)
    problems: list[Problem] = []
    if len(raw) < field.min:
        problems.append(Problem(field.id, ProblemCode.TOO_SHORT, {"min": field.min}))
    rows: list[Row] = []
    for number, line in enumerate(raw):
        row: Row = {}
        for inner in field.fields:
            if not holds(inner.show_when, row):
                continue
            result = parse_field(inner, line.get(inner.id), today=today, regions=regions)
            if isinstance(result, Problem):
                problems.append(Problem(row_field(field.id, number, inner.id), result.code, result.params))
            elif result is not None and not isinstance(result, bytes):
                row[inner.id] = result
        known = {inner.id for inner in field.fields}
        problems += [
            Problem(row_field(field.id, number, str(key)[:60]), ProblemCode.UNKNOWN_FIELD)
            for key in line
            if key not in known
        ]
        rows.append(row)
    return rows, tuple(problems)


def row_field(rows: str, number: int, inner: str) -> str:
    """The name of a question of a row: "saksi.0.nama"."""
    return f"{rows}.{number}.{inner}"


def parse_checklist(field: ChecklistField, raw: object) -> dict[str, str | bytes] | Problem:
    """What is said of each paper: BROUGHT, MISSING, or the bytes of a photo of it (base64 in JSON)."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        return Problem(field.id, ProblemCode.WRONG_TYPE)
    papers = {item.id: item for item in field.items}
    said: dict[str, str | bytes] = {}
    for paper, answer in raw.items():
        if paper not in papers:
            return Problem(field.id, ProblemCode.NOT_A_CHOICE)
        if answer in (BROUGHT, MISSING):
            said[paper] = answer
            continue
        photo = _photo(field, answer)
        if isinstance(photo, Problem) or not papers[paper].photo:
            return photo if isinstance(photo, Problem) else Problem(field.id, ProblemCode.NOT_A_CHOICE)
        said[paper] = photo
    return said


def suggestion(field: Field, raw: Mapping[str, Any], *, today: date) -> str | None:
    """What the NIK already says about this field: birth date or sex. Only ever offered, never forced."""
    if not isinstance(field, DateField | ChoiceField) or field.from_nik is None:
        return None
    nik = Nik.parse(str(raw.get(field.from_nik, "")), today=today)
    if isinstance(nik, IdentityProblem):
        return None
    return nik.birth_date(today=today).isoformat() if isinstance(field, DateField) else nik.sex.value


def parse_field(  # noqa: C901 - one line a type
    field: Field, raw: object, *, today: date, regions: Regions
) -> Value | bytes | Problem | None:
    """One answer: a good value, the bytes of a photo, a problem, or None for a field that may be and was left empty."""

    def problem(code: ProblemCode, **params: str | int) -> Problem:
        return Problem(field.id, code, params)

    match field:
        case ConsentField():
            return True if raw is True else problem(ProblemCode.CONSENT)
        case NoteField():
            return None
        case RowsField():
            return next(iter(parse_rows(field, raw, today=today, regions=regions)[1]), None)
        case ChecklistField():
            said = parse_checklist(field, raw)
            return said if isinstance(said, Problem) else None
        case _:
            pass
    if raw is None or raw == "" or raw == [] or (isinstance(raw, str) and not raw.strip()):
        # A photo is never missing: a kiosk without a camera takes the request, and the petugas asks at the counter.
        return problem(ProblemCode.REQUIRED) if field.required and not isinstance(field, PhotoField) else None
    match field:
        case ChoicesField():
            return _choices(field, raw)
        case NumberField() | MoneyField():
            return _number(field, raw)
        case LocationField() if not isinstance(raw, str):
            return _place(field, raw)
        case PhotoField():
            return _photo(field, raw)
        case _:
            pass
    if not isinstance(raw, str):
        return problem(ProblemCode.WRONG_TYPE)
    # Cut off before any work: ten thousand characters are never an answer to a one-line question.
    limit = field.max if isinstance(field, TextField | AddressField | LongTextField) else 60
    if len(raw) > 4 * limit:
        return problem(ProblemCode.TOO_LONG, max=limit)
    text = unicodedata.normalize("NFC", raw).translate(_TYPOGRAPHIC)
    match field:
        case TextField():
            return _line(field, re.sub(" +", " ", text).strip())
        case AddressField():
            line = _text(field, re.sub(" +", " ", text).strip(), _TEXT_MARKS, least=3)
            # A number alone is no street.
            lettered = isinstance(line, Problem) or any(map(_is_latin_letter, line))
            return line if lettered else problem(ProblemCode.CHARACTERS)
        case LongTextField():
            return _text(field, text.replace("\r\n", "\n").strip(), _TEXT_MARKS + "\n")
        case DateField():
            return _date(field, text, today)
        case ChoiceField() | RefField():
            return text if text in {choice.value for choice in field.choices} else problem(ProblemCode.NOT_A_CHOICE)
        case NikField():
            nik = Nik.parse(text, today=today)
            return nik.digits if isinstance(nik, Nik) else problem(nik.code, **nik.params)
        case KkField():
            kk = NomorKk.parse(text, today=today)
            return kk.digits if isinstance(kk, NomorKk) else problem(kk.code, **kk.params)
        case PhoneField():
            phone = parse_phone(text)
            return phone if isinstance(phone, str) else problem(phone.code, **phone.params)
        case RtRwField():
            return _rt_rw(field, text)
        case WilayahField():
            known = re.fullmatch(_LEVEL_CODES[field.level], text, re.ASCII) and regions.name(text)
            return text if known else problem(ProblemCode.NOT_A_CHOICE)
        case TimeField():
            return _time(field, text)
        case LocationField():
            # Where there is no map, the place is told in words.
            words = TextField(id=field.id, label=field.label, min=3)
            return _text(words, re.sub(" +", " ", text).strip(), _TEXT_MARKS)
        case _:
            assert_never(field)


def _line(field: TextField, text: str) -> str | Problem:
    """One line of the kind that the field accepts, as it is stored."""
    match field.accept:
        case "free":
            return _text(field, text, _TEXT_MARKS)
        case "name":
            return _text(field, text, _NAME_MARKS)
        case "digits":
            digits = re.sub(r"[ .-]", "", text)
            if not re.fullmatch("[0-9]+", digits):
                return Problem(field.id, ProblemCode.NOT_DIGITS)
            return _text(field, digits, "")
        case "code":
            code = text.upper().replace(" ", "")
            if not re.fullmatch("[A-Z0-9./-]+", code):
                return Problem(field.id, ProblemCode.CHARACTERS)
            return _text(field, code, "./-")
        case "plate":
            plate = _PLATE.fullmatch(text.upper())
            return " ".join(filter(None, plate.groups())) if plate else Problem(field.id, ProblemCode.PLATE)
        case _:
            assert_never(field.accept)


def _text(
    field: TextField | AddressField | LongTextField, text: str, marks: str, *, least: int | None = None
) -> str | Problem:
    letters_only = isinstance(field, TextField) and field.accept == "name"
    for character in text:
        if not (character in marks or _is_latin_letter(character) or (character.isascii() and character.isdigit())):
            return Problem(field.id, ProblemCode.CHARACTERS)
        if letters_only and character.isdigit():
            return Problem(field.id, ProblemCode.CHARACTERS)
    if len(text) > field.max:
        return Problem(field.id, ProblemCode.TOO_LONG, {"max": field.max})
    fewest = field.min if isinstance(field, TextField | LongTextField) else least or 1
    if len(text) < fewest:
        return Problem(field.id, ProblemCode.TOO_SHORT, {"min": fewest})
    if not any(character.isalnum() for character in text):
        return Problem(field.id, ProblemCode.CHARACTERS)
    return text


def _is_latin_letter(character: str) -> bool:
    return character.isalpha() and (character.isascii() or unicodedata.name(character, "").startswith("LATIN "))


def _choices(field: ChoicesField, raw: object) -> list[str] | Problem:
    known = [choice.value for choice in field.choices]
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        return Problem(field.id, ProblemCode.WRONG_TYPE)
    if len(set(raw)) != len(raw):
        return Problem(field.id, ProblemCode.REPEATED)
    if not set(raw) <= set(known) or (len(raw) > 1 and set(raw) & set(field.alone)):
        return Problem(field.id, ProblemCode.NOT_A_CHOICE)
    return [value for value in known if value in raw]


def _number(field: NumberField | MoneyField, raw: object) -> int | Problem:
    least = field.min if isinstance(field, NumberField) else 0
    if isinstance(raw, str):
        # "1.500.000" is how people here write it; "Rp" and spaces are forgiven too.
        digits = re.sub(r"^[Rr]p\.?", "", raw.strip()).replace(".", "").replace(" ", "")
        if not re.fullmatch(r"[0-9]{1,15}", digits):
            return Problem(field.id, ProblemCode.NOT_DIGITS)
        number = int(digits)
    elif isinstance(raw, int) and not isinstance(raw, bool):
        number = raw
    else:
        return Problem(field.id, ProblemCode.WRONG_TYPE)
    if not least <= number <= field.max:
        return Problem(field.id, ProblemCode.RANGE, {"min": least, "max": field.max})
    return number


def _date(field: DateField, text: str, today: date) -> str | Problem:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return Problem(field.id, ProblemCode.DATE)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Problem(field.id, ProblemCode.DATE)
    if day.year < OLDEST_YEAR:
        return Problem(field.id, ProblemCode.DATE_TOO_OLD, {"min": OLDEST_YEAR})
    if field.when == "past" and day > today:
        return Problem(field.id, ProblemCode.DATE_IN_FUTURE)
    if field.when == "future" and day < today:
        return Problem(field.id, ProblemCode.DATE_IN_PAST)
    return day.isoformat()


def _rt_rw(field: RtRwField, text: str) -> str | Problem:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()):
        return Problem(field.id, ProblemCode.NOT_DIGITS)
    number = int(text)
    if number == 0:
        return Problem(field.id, ProblemCode.RANGE, {"min": 1, "max": 999})
    return f"{number:03}"


def _time(field: TimeField, text: str) -> str | Problem:
    """ "7.05", "07:05" and "0705" are all written here; 24.00 is tomorrow."""
    found = re.fullmatch(r"([0-9]{1,2})[.:]?([0-9]{2})", text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return Problem(field.id, ProblemCode.TIME)
    return f"{int(found[1]):02}:{found[2]}"


def _place(field: LocationField, raw: object) -> Point | Problem:
    if isinstance(raw, Mapping) and set(raw) == {"lat", "lon"}:
        raw = Point(raw["lat"], raw["lon"])
    if not isinstance(raw, Point) or not (_is_number(raw.lat) and _is_number(raw.lon)):
        return Problem(field.id, ProblemCode.WRONG_TYPE)
    # Neither infinity nor "not a number" lies in any range.
    return rounded(raw.lat, raw.lon) if in_range(raw) else Problem(field.id, ProblemCode.PLACE)


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _photo(field: PhotoField | ChecklistField, raw: object) -> bytes | Problem:
    """A JPEG, from the screen as bytes, in JSON as base64."""
    if isinstance(raw, str):
        try:
            # Cut off before any work.
            raw = base64.b64decode(raw, validate=True) if len(raw) <= 2 * MOST_BYTES else b""
        except ValueError:
            return Problem(field.id, ProblemCode.PHOTO)
    if not isinstance(raw, bytes):
        return Problem(field.id, ProblemCode.WRONG_TYPE)
    return raw if is_photo(raw) else Problem(field.id, ProblemCode.PHOTO)


def _warnings(
    service: Service, values: Mapping[str, Value], photos: Mapping[str, bytes], today: date, regions: Regions
) -> list[Doubt]:
    warnings = []
    for field in service.fields():
        if (
            isinstance(field, PhotoField)
            and field.required
            and field.id not in photos
            and holds(field.show_when, values)
        ):
            warnings.append(Doubt(field.id, DoubtCode.PHOTO_MISSING))
        value = values.get(field.id)
        if value is None:
            continue
        if isinstance(field, NikField):
            nik = Nik(str(value))
            # Codes of split districts disappear from the list while the NIK stays valid.
            if regions.name(nik.region) is None:
                warnings.append(Doubt(field.id, DoubtCode.REGION_UNKNOWN))
        expected = suggestion(field, values, today=today)
        if expected is not None and expected != value:
            differs = DoubtCode.BIRTH_DATE_DIFFERS if isinstance(field, DateField) else DoubtCode.SEX_DIFFERS
            warnings.append(Doubt(field.id, differs))
    return warnings
