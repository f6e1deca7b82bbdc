"""From a template and the answers of a request to what the letter says, before any petugas has looked at it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from kiosk.domain import words
from kiosk.domain.catalog import (
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    MoneyField,
    NumberField,
    RowsField,
    Service,
    TimeField,
    WilayahField,
)
from kiosk.domain.rules import holds, years_between
from kiosk.wilayah import Wilayah
from sync.server.letters.content import BLANK, Block, Content, Grid, Identity, Line, Signer, Words
from sync.server.letters.settings import Codes, OfficeWords
from sync.server.letters.templates import (
    PLACE,
    Classification,
    IdentityBlock,
    Shared,
    TableBlock,
    Template,
    TemplateBlock,
    TextBlock,
)

_NONE: Final = "-"
_REGIONS: Final = Wilayah()


class Given(msgspec.Struct, frozen=True):
    """What a letter is made of, beside its template. Without a service all answers are blank."""

    office: OfficeWords
    today: date
    service: Service | None = None
    answers: Mapping[str, Any] = {}
    rows: Mapping[str, list[dict[str, Any]]] = {}

    def __repr__(self) -> str:
        return "Given()"


def compose(template: Template, shared: Shared, given: Given, *, signer: Signer, codes: Codes) -> Content:
    """The letter as the template words it. What nobody answered is left blank in sentences, and its lines are left empty."""
    said = _Said(template, shared, given)
    known = {**given.answers, **given.rows}
    blocks = [Words(said.sentence(template.opening))]
    body: list[Block] = [
        block for one in template.block if holds(one.show_when, known) and (block := said.block(one)) is not None
    ]
    return Content(
        template=template.id,
        title=template.title,
        classification=classification(template, given.service, codes),
        blocks=(*blocks, *body, Words(said.sentence(template.closing))),
        signer=signer,
        to=tuple(said.sentence(text) for text in template.to),
        valid_months=template.valid_months,
        copies=tuple(said.sentence(text) for text in template.copies),
        attachments=tuple(text for one in template.attachments if (text := said.sentence(one)) and BLANK not in text),
    )


def fitting(templates: tuple[Template, ...], answers: Mapping[str, Any]) -> tuple[Template, ...]:
    """Of a service's templates those that these answers ask for; those with conditions know best, so they come first."""
    good = [one for one in templates if holds(one.when, answers)]
    return tuple(sorted(good, key=lambda one: not one.when))


def classification(template: Template, service: Service | None, codes: Codes) -> str:
    """The archive code by the office's choice; the other one where that is not known."""
    own = template.classification
    if own is None and service is not None:
        own = Classification(service.classification["old"], service.classification["new"])
    own = own or Classification()
    return (own.new or own.old) if codes is Codes.NEW else (own.old or own.new)


class _Said:
    """Puts words into places."""

    def __init__(self, template: Template, shared: Shared, given: Given) -> None:
        self._template, self._shared, self._given = template, shared, given

    def block(self, block: TemplateBlock) -> Block | None:
        match block:
            case TextBlock():
                return Words(self.sentence(block.text))
            case IdentityBlock():
                return Identity(tuple(Line(label, self._value(text)) for label, text in block.lines))
            case TableBlock():
                return self._grid(block)

    def sentence(self, text: str) -> str:
        """With a blank for what is not known."""
        return PLACE.sub(lambda match: self._place(match) or BLANK, text)

    def _value(self, text: str) -> str:
        """Of a line: nothing when anything in it is not known, so that the line can be filled in or falls away."""
        found = [self._place(match) for match in PLACE.finditer(text)]
        return self.sentence(text) if all(found) else ""

    def _grid(self, block: TableBlock) -> Grid | None:
        service = self._given.service
        field = service.field(block.rows) if service else None
        columns = tuple(label for label, _ in block.columns)
        if not isinstance(field, RowsField):
            return Grid(columns, (("",) * len(columns),))
        inner = {one.id: one for one in field.fields}

        def cell(text: str, row: Mapping[str, Any]) -> str:
            def place(match: re.Match[str]) -> str:
                one = inner.get(match[1])
                return self._spoken(one, row.get(match[1]), match[2] or "") if one is not None else ""

            return PLACE.sub(place, text) or _NONE

        rows = tuple(
            tuple(cell(text, row) for _, text in block.columns) for row in self._given.rows.get(block.rows, ())
        )
        if not rows and not self._given.answers:
            return Grid(columns, (("",) * len(columns),))  # nothing was asked: the petugas writes them
        return Grid(columns, rows) if rows else None

    def _place(self, match: re.Match[str]) -> str:
        name, how = match[1], match[2] or ""
        office, today = self._given.office, self._given.today
        match name:
            case "kantor":
                return _cased(office.office, how)
            case "kepala":
                return _cased(office.chief, how)
            case "kecamatan":
                return _cased(office.district, how)
            case "kota":
                return _cased(office.city, how)
            case "provinsi":
                return _cased(office.province, how)
            case "hari_ini":
                return words.day(today) if how == "hari" else words.day_without_name(today)
            case "tahun_ini":
                return str(today.year)
        service = self._given.service
        field = service.field(name) if service else None
        return self._spoken(field, self._given.answers.get(name), how) if field is not None else ""

    def _spoken(self, field: Field, answer: Any, how: str) -> str:
        """An answer as a letter says it; "" when there is none."""
        if answer is None or answer == "" or answer == []:
            return ""
        match field:
            case DateField():
                return self._day(str(answer), how)
            case MoneyField():
                return f"{_figures(int(answer))} rupiah" if how == "huruf" else f"{words.rupiah(int(answer))},00"
            case NumberField():
                return _figures(int(answer)) if how == "huruf" else _number(int(answer))
            case TimeField():
                return str(answer).replace(":", ".")
            case WilayahField():
                return _REGIONS.path(str(answer)) or str(answer)
            case ChoiceField():
                return _cased(self._choice(field, str(answer)), how)
            case ChoicesField():
                return _cased(_listed([self._choice(field, str(one)) for one in answer]), how)
            case _:
                return _from_nik(str(answer), how) if how in ("lahir", "kelamin") else _cased(str(answer), how)

    def _day(self, answer: str, how: str) -> str:
        day = date.fromisoformat(answer)
        match how:
            case "hari":
                return words.day(day)
            case "umur":
                return str(years_between(day, self._given.today))
            case _:
                return words.day_without_name(day)

    def _choice(self, field: ChoiceField | ChoicesField, value: str) -> str:
        """As the template says it, as all letters do, or in the form's own words."""
        said = self._template.words.get(field.id, {}).get(value)
        if said is None:
            known = (
                table for name, table in self._shared.words.items() if field.id == name or field.id.endswith(f"_{name}")
            )
            said = next((table[value] for table in known if value in table), None)
        if said is None:
            said = next((choice.label.id for choice in field.choices if choice.value == value), value)
        return said


def _figures(number: int) -> str:
    from lokal import terbilang

    return terbilang(number)


def _number(number: int) -> str:
    """Points between thousands from five digits on: a year has none."""
    return f"{number:,}".replace(",", ".") if number >= 10_000 else str(number)


def _listed(parts: list[str]) -> str:
    """ "KTP, SIM dan STNK"."""
    return " dan ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _cased(text: str, how: str) -> str:
    match how:
        case "besar":
            return text.upper()
        case "kecil":
            return text[:1].lower() + text[1:]
        case _:
            return text


def _from_nik(nik: str, how: str) -> str:
    """Day of birth or sex, as far as the number tells."""
    from lokal import parse_nik

    info = parse_nik(nik)
    if not info.valid:
        return ""
    if how == "kelamin":
        return {"L": "Laki-laki", "P": "Perempuan"}.get(str(info.gender), "")
    return words.day_without_name(date.fromisoformat(info.birth_date)) if info.birth_date else ""
