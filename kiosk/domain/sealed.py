"""What is inside a seal, and how it becomes a number and a text: few bytes, readable for ever without any service file.

A **shape** says which questions a form has: ids in the order of the form, each with the kind of its answer. It goes with
every body, or its number does where a dictionary that is shipped knows it.

    nama               text                          saksi{nama nik%}  rows of the same questions
    rt#3 no_hp#08+8-11 digits, so many after 08      berkas~ktp,kk     what is said of each paper, and its photo
    nik%               NIK or KK                     jk=L,P            one of
    tgl_lahir@nik      day, often the one in a NIK   perlu&a,b         some of
    jam:               time                          foto^             photo: the hash of the sealed picture
    jumlah+            number from 0                 setuju_pdp!       yes or no
    titik*             place                         wil_asal?         text that is not always asked for

What people write goes into the text, answer after answer. Choices, days and digits go into one large number, in which each
takes no more than its part of a bit; so do the digits that stand in the text, which says 0 for each. An answer that is not
of its question's kind (a place told in words) stands in the text as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.answers import BROUGHT, MISSING, PHOTOGRAPHED, Row, Value
from kiosk.domain.catalog import (
    CHECKLIST,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    ConsentField,
    DateField,
    Field,
    KkField,
    LocationField,
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
)
from kiosk.domain.code import CODES, RequestCode
from kiosk.domain.events import HASH_SIZE
from kiosk.domain.place import Point

_BREAK: Final = "\0"
"""Between the parts of a text."""
_MARKS: Final = "#%@:+*=&^!~"
_WORD: Final = re.compile(rf"[^\s\0,{{}}?{re.escape(_MARKS)}]+")
_PLACE: Final = re.compile(
    rf"([^\s\0{{}}?{re.escape(_MARKS)}]+)(\??)(?:([{re.escape(_MARKS)}])([^\s\0{{}}]*)|{{([^\0{{}}]*)}})?"
)
_LENGTHS: Final = re.compile(r"(?:([0-9]{1,4})\+)?([0-9]{1,2})(?:-([0-9]{1,2}))?")
_NO_DIGITS: Final = str.maketrans("123456789", "000000000")
_FIRST_DAY: Final = date(1900, 1, 1).toordinal()
_DAYS: Final = 2**16
_DEGREE: Final = 100_000  # a place has five decimals
_ROWS: Final = 16
_CARD: Final = re.compile(r"([0-9]{6})([0-6][0-9]|7[01])(0[0-9]|1[0-2])([0-9]{2})([0-9]{4})")
_CARD_DATE: Final = (72, 13, 100)  # 40 is added to a woman's day of birth
_FEMALE: Final = 40
_SERIAL_BITS: Final = 15
_CENTURIES: Final = (19, 20)
_BITS: Final = 64
_LANGUAGES: Final = ("id", "en", "jv", "su", "plm")  # as they were when bodies of this kind were first sealed
_LANGUAGE_ROOM: Final = 8
_SAID: Final = (None, BROUGHT, MISSING, PHOTOGRAPHED)
_SHOWN: Final = len(_SAID)  # photographed, and the photo is there

Fact = tuple[int, int]
"""A number, and how many there could be in its place."""


class Sealed(msgspec.Struct, frozen=True):
    """What a resident told, as the office reads it. Its request is the one with this code."""

    code: RequestCode
    language: str
    answers: dict[str, Value]
    warnings: tuple[tuple[str, str], ...] = ()  # field, code: for the petugas to look at
    photos: dict[str, bytes] = {}  # by field, of a paper by "berkas." and its id: `body_hash` of the sealed photo
    rows: dict[str, list[Row]] = {}
    brought: dict[str, str] = {}  # requirement → what was said of it
    within: dict[bytes, bytes] = {}  # photos by hash that lay under the same seal: only bodies of format 1 held any

    def __repr__(self) -> str:
        # What a resident wrote must not get into a log by way of somebody's error.
        return "Sealed()"

    def told(self, photos: Mapping[str, bytes]) -> dict[str, Any]:
        """All answers by field as they were given, photos as bytes; None for one that has not arrived."""
        papers: dict[str, Any] = dict(self.brought)
        pictures: dict[str, bytes | None] = {}
        for key in self.photos:
            field, dot, paper = key.partition(".")
            if dot:
                papers[paper] = photos.get(key)
            else:
                pictures[field] = photos.get(key)
        return {**self.answers, **self.rows, **({CHECKLIST: papers} if papers else {}), **pictures}


class Packed(msgspec.Struct, frozen=True):
    """A `Sealed` on its way to few bytes."""

    shape: str
    number: int
    text: str

    def __repr__(self) -> str:
        return "Packed()"


def shape_of(service: Service) -> str:
    """The shape of a service's form."""
    return " ".join(_shape(field) for field in service.fields() if not isinstance(field, NoteField))


def pack(content: Sealed, shape: str) -> Packed:
    """Raises ValueError, naming questions and never answers, for content that the shape has no place for."""
    for odd in (False, True):
        try:
            return _Writer(content, odd=odd).packed(shape)
        except _Odd:
            continue
    raise ValueError("a photo is of no kind that a shape has: it is named by its hash")


def unpack(packed: Packed) -> Sealed:
    """The way back. Raises ValueError for what `pack` never made."""
    return _Reader(packed).content()


class _Odd(Exception):
    """An answer that is not of its question's kind."""


class _Place(msgspec.Struct, frozen=True):
    """One question of a shape."""

    id: str
    optional: bool = False
    mark: str = ""  # of _MARKS; "{" are rows, nothing is text
    options: tuple[str, ...] = ()
    start: str = ""  # of all digits
    least: int = 0  # digits after that
    most: int = 0
    inner: tuple[_Place, ...] = ()


_PHOTO: Final = _Place("", mark="^")


# --- Shapes -----------------------------------------------------------------------------------------------------------


def _shape(field: Field) -> str:
    always = field.required and not field.show_when
    return f"{field.id}{'' if always else '?'}{_kind(field)}"


def _kind(field: Field) -> str:  # noqa: C901 - one line a type
    match field:
        case NikField() | KkField():
            return "%"
        case PhoneField():
            return "#08+8-11"
        case RtRwField():
            return "#3"
        case TextField(accept="digits", max=most) if most < 100:
            return f"#{field.min}-{most}"
        case DateField():
            return f"@{field.from_nik or ''}"
        case TimeField():
            return ":"
        case NumberField() | MoneyField():
            return "+"
        case LocationField():
            return "*"
        case PhotoField():
            return "^"
        case ConsentField():
            return "!"
        case ChoiceField() | RefField():
            return _options("=", (choice.value for choice in field.choices))
        case ChoicesField():
            return _options("&", (choice.value for choice in field.choices))
        case ChecklistField():
            return _options("~", (item.id for item in field.items))
        case RowsField():
            return f"{{{' '.join(map(_shape, field.fields))}}}"
        case _:
            return ""


def _options(mark: str, values: Iterable[str]) -> str:
    options = list(values)
    # A choice that is no word has no place in a shape; its answers stand in the text.
    return f"{mark}{','.join(options)}" if all(map(_WORD.fullmatch, options)) else ""


@lru_cache(maxsize=128)
def _places(shape: str) -> tuple[_Place, ...]:
    places = []
    at = 0
    for found in _PLACE.finditer(shape):
        if found.start() != at:
            raise ValueError("not a shape")
        at = found.end() + 1
        places.append(_place(*found.groups()))
        if shape[found.end() : at] not in ("", " "):
            raise ValueError("not a shape")
    if at not in (0, len(shape) + 1) or len({place.id for place in places}) != len(places):
        raise ValueError("not a shape")
    return tuple(places)


def _place(name: str, sometimes: str, mark: str | None, rest: str | None, inner: str | None) -> _Place:
    place = _Place(name, optional=bool(sometimes))
    if inner is not None:
        asked = _places(inner)
        if any(one.mark in {"^", "~"} for one in asked):
            raise ValueError("not a shape")  # a row holds no photos
        return replace(place, mark="{", inner=asked)
    match mark:
        case None:
            return place
        case "#":
            lengths = _LENGTHS.fullmatch(rest or "")
            if lengths is None:
                raise ValueError("not a shape")
            least, most = int(lengths[2]), int(lengths[3] or lengths[2])
            return replace(place, mark="#", start=lengths[1] or "", least=least, most=most)
        case "=" | "&" | "~" | "@":
            return replace(place, mark=mark, options=tuple((rest or "").split(",")))
        case _ if not rest:
            return replace(place, mark=mark)
        case _:
            raise ValueError("not a shape")


# --- Answers of a kind ------------------------------------------------------------------------------------------------


class _Cards:
    """The NIK and KK of a form so far. A family has one region, and a birthday is often asked for after the NIK."""

    def __init__(self, seen: Mapping[str, str] | None = None, region: str = "") -> None:
        self._seen = dict(seen or {})
        self._region = region

    def copy(self) -> _Cards:
        """As it is now."""
        return _Cards(self._seen, self._region)

    def facts(self, place: _Place, value: str) -> list[Fact]:
        """Sixteen digits: region, day, month, year, and a serial number, which is small nearly always."""
        parts = _CARD.fullmatch(value)
        if parts is None:
            return [(2, 3), (int(value), 10**16)]
        region, *date_, serial = parts.groups()
        bits = int(serial).bit_length()
        where = [(0, 3)] if region == self._region else [(1, 3), (int(region), 10**6)]
        day = [(int(number), base) for number, base in zip(date_, _CARD_DATE, strict=True)]
        self._note(place, value)
        return [*where, *day, (bits, _SERIAL_BITS), (int(serial), 2**bits)]

    def read(self, place: _Place, take: Callable[[int], int]) -> str:
        """The way back."""
        how = take(3)
        if how == 2:
            return f"{take(10**16):016}"
        region = self._region if how == 0 else f"{take(10**6):06}"
        day = "".join(f"{take(base):02}" for base in _CARD_DATE)
        value = f"{region}{day}{take(1 << take(_SERIAL_BITS)):04}"
        if not _CARD.fullmatch(value):
            raise ValueError("not a NIK or KK")
        self._note(place, value)
        return value

    def born(self, field: str, century: int) -> str:
        """The day in the NIK of a field, written as an answer is; nothing when there is none."""
        parts = _CARD.fullmatch(self._seen.get(field, ""))
        return f"{century}{parts[4]}-{parts[3]}-{int(parts[2]) % _FEMALE:02}" if parts else ""

    def _note(self, place: _Place, value: str) -> None:
        self._seen[place.id] = value
        self._region = value[:6]


def _facts(place: _Place, value: object, cards: _Cards) -> list[Fact]:  # noqa: C901 - one case a kind
    """An answer as numbers. Raises _Odd for one that is not of the kind."""
    match place.mark, value:
        case "#", str() if value.isascii() and value.isdigit() and value.startswith(place.start):
            length = len(value) - len(place.start)
            if place.least <= length <= place.most:
                rest = int(value[len(place.start) :] or "0")
                return [(length - place.least, place.most - place.least + 1), (rest, 10**length)]
        case "%", str() if value.isascii() and value.isdigit() and len(value) == 16:
            return cards.facts(place, value)
        case "@", str():
            day = _day(value)
            for how, century in enumerate(_CENTURIES):
                if cards.born(place.options[0], century) == value:
                    return [(how, 3)]
            return [(2, 3), (day, _DAYS)]
        case ":", str() if re.fullmatch("(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
            return [(int(value[:2]) * 60 + int(value[3:]), 24 * 60)]
        case "+", int() if not isinstance(value, bool) and 0 <= value < 2 ** (_BITS - 1):
            bits = value.bit_length()
            return [(bits, _BITS), (value, 2**bits)]
        case "*", Point():
            facts = [(_steps(value.lat, 90), 180 * _DEGREE + 1), (_steps(value.lon, 180), 360 * _DEGREE + 1)]
            if _point(*(number for number, _ in facts)) == value:
                return facts
        case "=", str() if value in place.options:
            return [(place.options.index(value), len(place.options))]
        case "&", list() if value == [one for one in place.options if one in value]:
            return [(sum(1 << at for at, one in enumerate(place.options) if one in value), 1 << len(place.options))]
        case "^", bytes() if len(value) == HASH_SIZE:
            return [(int.from_bytes(value, "big"), 1 << 8 * HASH_SIZE)]
        case "!", bool():
            return [(int(value), 2)]
        case _:
            pass
    raise _Odd


def _read(place: _Place, take: Callable[[int], int], cards: _Cards) -> Any:
    """The way back: `take(n)` is the next number below n."""
    match place.mark:
        case "#":
            length = place.least + take(place.most - place.least + 1)
            rest = f"{take(10**length):0{length}}" if length else ""
            return place.start + rest
        case "%":
            return cards.read(place, take)
        case "@":
            how = take(3)
            if how == 2:
                return date.fromordinal(_FIRST_DAY + take(_DAYS)).isoformat()
            return date.fromisoformat(cards.born(place.options[0], _CENTURIES[how])).isoformat()
        case ":":
            hour, minute = divmod(take(24 * 60), 60)
            return f"{hour:02}:{minute:02}"
        case "+":
            return take(1 << take(_BITS))
        case "*":
            return _point(take(180 * _DEGREE + 1), take(360 * _DEGREE + 1))
        case "=":
            return place.options[take(len(place.options))]
        case "&":
            chosen = take(1 << len(place.options))
            return [one for at, one in enumerate(place.options) if chosen >> at & 1]
        case "^":
            return take(1 << 8 * HASH_SIZE).to_bytes(HASH_SIZE, "big")
        case "!":
            return take(2) == 1
        case _:
            raise ValueError("not a shape")


def _day(text: str) -> int:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Odd from None
    number = day.toordinal() - _FIRST_DAY
    if not 0 <= number < _DAYS or day.isoformat() != text:
        raise _Odd
    return number


def _steps(degrees: float, most: int) -> int:
    if not -most <= degrees <= most:
        raise _Odd
    return round(degrees * _DEGREE) + most * _DEGREE


def _point(north: int, east: int) -> Point:
    return Point((north - 90 * _DEGREE) / _DEGREE, (east - 180 * _DEGREE) / _DEGREE)


# --- Whole forms ------------------------------------------------------------------------------------------------------


class _Writer:
    """`odd`: whether answers of another kind than their question's are told apart, which costs a part of a bit each."""

    def __init__(self, content: Sealed, *, odd: bool) -> None:
        self._content = content
        self._odd = odd
        self._cards = _Cards()
        self._facts: list[Fact] = [(int(odd), 2)]
        self._parts: list[str] = []
        if content.language in _LANGUAGES:
            self._facts.append((_LANGUAGES.index(content.language), _LANGUAGE_ROOM))
        else:
            self._facts.append((len(_LANGUAGES), _LANGUAGE_ROOM))
            self._text(content.language)

    def packed(self, shape: str) -> Packed:
        content = self._content
        answers, rows = set(content.answers), set(content.rows)
        photos, brought = set(content.photos), set(content.brought)
        places = _places(shape)
        self._warnings([place.id for place in places])
        for place in places:
            match place.mark:
                case "~":
                    self._papers(place)
                    brought -= set(place.options)
                    photos -= {f"{place.id}.{paper}" for paper in place.options}
                case "{":
                    self._write(place, content.rows.get(place.id))
                    rows.discard(place.id)
                case "^":
                    self._write(place, content.photos.get(place.id))
                    photos.discard(place.id)
                case _:
                    self._write(place, content.answers.get(place.id))
                    answers.discard(place.id)
        if left := answers | rows | photos | brought:
            raise ValueError(f"the shape has no place for {', '.join(sorted(left))}")
        text = _BREAK.join(self._parts)
        digits = ((ord(digit) - ord("0"), 10) for digit in text if "0" <= digit <= "9")
        number = 0
        for value, base in reversed([(content.code.number(), CODES), *digits, *self._facts]):
            number = number * base + value
        return Packed(shape, number, text.translate(_NO_DIGITS))

    def _warnings(self, fields: list[str]) -> None:
        for field, code in self._content.warnings:
            self._facts.append((1, 2))
            if field in fields:
                self._facts.append((fields.index(field), len(fields) + 1))
            else:
                self._facts.append((len(fields), len(fields) + 1))
                self._text(field)
            self._text(code)
        self._facts.append((0, 2))

    def _write(self, place: _Place, value: object) -> None:
        facts, parts, cards = len(self._facts), len(self._parts), self._cards.copy()
        try:
            self._state(place, int(value is not None))
            match place.mark, value:
                case _, None:
                    pass
                case "", str():
                    self._text(value)
                case "{", list() if len(value) < _ROWS:
                    self._rows(place, value)
                case _:
                    self._facts += _facts(place, value, self._cards)
        except _Odd:
            if not self._odd or place.mark == "^":
                raise
            del self._facts[facts:], self._parts[parts:]
            self._cards = cards
            self._state(place, 2)
            self._parts.append(_json(value))

    def _state(self, place: _Place, state: int) -> None:
        """0: not answered, 1: answered, 2: with an answer of another kind."""
        if self._odd:
            self._facts.append((state, 3))
        elif place.optional:
            self._facts.append((state, 2))
        elif state != 1:
            raise _Odd

    def _text(self, text: str) -> None:
        if _BREAK in text:
            raise _Odd
        self._parts.append(text)

    def _rows(self, place: _Place, rows: list[Row]) -> None:
        self._facts.append((len(rows), _ROWS))
        known = {inner.id for inner in place.inner}
        for row in rows:
            if not row.keys() <= known:
                raise _Odd
            for inner in place.inner:
                self._write(inner, row.get(inner.id))

    def _papers(self, place: _Place) -> None:
        for paper in place.options:
            said, photo = self._content.brought.get(paper), self._content.photos.get(f"{place.id}.{paper}")
            if said not in _SAID or (photo is not None and (said != PHOTOGRAPHED or len(photo) != HASH_SIZE)):
                raise ValueError(f"the shape has no place for what is said of {paper}")
            self._facts.append((_SAID.index(said) if photo is None else _SHOWN, _SHOWN + 1))
            if photo is not None:
                self._facts += _facts(_PHOTO, photo, self._cards)


class _Reader:
    """Takes from the number and the text what the writer put there, in the same order."""

    def __init__(self, packed: Packed) -> None:
        self._shape, self._left = packed.shape, packed.number
        self._cards = _Cards()
        self._code = RequestCode.of_number(self._take(CODES))
        self._parts = iter(re.sub("0", lambda _: str(self._take(10)), packed.text).split(_BREAK))
        self._odd, language = self._take(2), self._take(_LANGUAGE_ROOM)
        self._language = _LANGUAGES[language] if language < len(_LANGUAGES) else self._part()

    def content(self) -> Sealed:
        answers: dict[str, Value] = {}
        photos: dict[str, bytes] = {}
        rows: dict[str, list[Row]] = {}
        brought: dict[str, str] = {}
        places = _places(self._shape)
        warnings = tuple(self._warnings([place.id for place in places]))
        for place in places:
            if place.mark == "~":
                self._papers(place, brought, photos)
                continue
            value = self._value(place)
            if value is None:
                continue
            match place.mark:
                case "{":
                    rows[place.id] = value
                case "^":
                    photos[place.id] = value
                case _:
                    answers[place.id] = value
        if self._left or list(self._parts) not in ([], [""]):  # an empty text has a part too
            raise ValueError("more than its shape says")
        return Sealed(self._code, self._language, answers, warnings, photos, rows, brought)

    def _warnings(self, fields: list[str]) -> Iterator[tuple[str, str]]:
        while self._take(2):
            at = self._take(len(fields) + 1)
            yield fields[at] if at < len(fields) else self._part(), self._part()

    def _take(self, base: int) -> int:
        self._left, number = divmod(self._left, base)
        return number

    def _part(self) -> str:
        part = next(self._parts, None)
        if part is None:
            raise ValueError("less than its shape says")
        return part

    def _value(self, place: _Place) -> Any:
        state = self._take(3) if self._odd else self._take(2) if place.optional else 1
        match state, place.mark:
            case 0, _:
                return None
            case 2, "{":
                return _from_json(self._part(), list[Row])
            case 2, "^":
                raise ValueError("not a photo")
            case 2, _:
                return _from_json(self._part(), Value)
            case _, "":
                return self._part()
            case _, "{":
                return list(self._rows(place))
            case _:
                return _read(place, self._take, self._cards)

    def _rows(self, place: _Place) -> Iterator[Row]:
        for _ in range(self._take(_ROWS)):
            row = {inner.id: self._value(inner) for inner in place.inner}
            yield {key: value for key, value in row.items() if value is not None}

    def _papers(self, place: _Place, brought: dict[str, str], photos: dict[str, bytes]) -> None:
        for paper in place.options:
            said = self._take(_SHOWN + 1)
            if said == _SHOWN:
                photos[f"{place.id}.{paper}"] = _read(_PHOTO, self._take, self._cards)
            answer = PHOTOGRAPHED if said == _SHOWN else _SAID[said]
            if answer is not None:
                brought[paper] = answer


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _from_json(text: str, kind: Any) -> Any:
    try:
        return msgspec.json.decode(text.encode(), type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("not an answer") from error
