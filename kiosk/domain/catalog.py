"""Services are data: the frozen shapes of `assets/services/*.toml`. `service_files.py` reads them.

A new service is a new file. A new field type is code on purpose: a struct here, a parser in `answers.py`, a QML file in
`ui/fields/`, a row in `assets/services/README.md`; the type checker and the tests name what is missing.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args

import msgspec

from kiosk.errors import WrongUse

Language = Literal["id", "en", "jv", "su", "plm"]
LANGUAGES: tuple[Language, ...] = ("id", "en", "jv", "su", "plm")
Pdp = Literal["umum", "spesifik"]

CHECKLIST = "berkas"
"""The field that the reader of service files adds to every form with requirements."""

MOST_PHOTOS = 5
"""In one service: the largest five take a link of 64 kbit/s eighty seconds."""


class Translations:
    """Texts of services in the languages that have a file of their own, by the Indonesian text.

    `read` is asked once a language, when it is first spoken: most kiosks and every command speak one or two.
    """

    def __init__(self, read: Callable[[str], Mapping[str, str]]) -> None:
        self._read = cache(read)
        self.missing: set[tuple[str, str]] = set()
        """What was said in Indonesian for want of a translation: (language, Indonesian text)."""

    def find(self, language: str, source: str) -> str | None:
        """The translation of an Indonesian text, if the language's file has one."""
        return self._read(language).get(source)


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text in Indonesian and, where they exist, other languages: its own, or those of the language's file."""

    id: str
    en: str | None = None
    jv: str | None = None
    su: str | None = None
    plm: str | None = None
    translations: Translations | None = None  # no key of service files: `parse_service` sets it

    def find(self, language: str) -> str | None:
        """The text in `language`, if there is one."""
        own: str | None = getattr(self, language) if language in LANGUAGES else None
        if own or self.translations is None:
            return own
        return self.translations.find(language, self.id)

    def say(self, language: str) -> str:
        """The text in `language`, or in Indonesian: never a key, never nothing."""
        found = self.find(language)
        if found:
            return found
        if self.translations is not None:
            self.translations.missing.add((language, self.id))
        return self.id


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """True while the answer to `field`, asked earlier, is as said. What was not asked or not answered is never true.

    `over_days` and `under_years` ask for today's date: requirements and checks may use them, fields may not, because which
    questions a form has must not change at midnight.
    """

    field: str
    values: tuple[str, ...] = msgspec.field(name="is", default=())
    others: tuple[str, ...] = msgspec.field(name="is_not", default=())
    at_least: int | None = None
    at_most: int | None = None
    over_days: int | None = None  # the day lies more than so many days back
    under_years: int | None = None  # who was born on that day is younger


class _Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    """What every field has. `pdp` is the class of personal data (UU 27/2022 art. 4)."""

    id: str
    label: Text
    help: Text | None = None
    required: bool = True
    pdp: Pdp = "umum"
    show_when: tuple[Condition, ...] = ()
    """It is asked only while all of them hold."""


class TextField(_Field, frozen=True, tag="text"):
    """One line. `accept`: "name" takes only what a name is made of, "digits" only digits (a number that nobody adds up),
    "code" capital letters and digits, "plate" the number of a vehicle ("BG 1234 AB").
    """

    accept: Literal["free", "name", "digits", "code", "plate"] = "free"
    min: int = 1
    max: int = 120
    example: Text | None = None


class LongTextField(_Field, frozen=True, tag="long_text"):
    """Several lines."""

    min: int = 1
    max: int = 1000


class AddressField(_Field, frozen=True, tag="address"):
    """A street and a house number in one line, with keys for "Jl.", "Gang" and "No."."""

    max: int = 120


class NumberField(_Field, frozen=True, tag="number"):
    """A whole number from `min` to `max`."""

    min: int = 0
    max: int = 999_999
    unit: Text | None = None


class MoneyField(_Field, frozen=True, tag="money"):
    """Whole Rupiah, not negative."""

    max: int = 999_999_999_999


class DateField(_Field, frozen=True, tag="date"):
    """A day. `from_nik` offers the birth date of the NIK, which the resident may correct."""

    when: Literal["past", "future", "any"] = "any"
    from_nik: str | None = None


class TimeField(_Field, frozen=True, tag="time"):
    """A time of day, hours and minutes, stored as "14:30"."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One possible answer, with a picture where one helps those who read slowly."""

    value: str
    label: Text
    icon: str | None = None  # a name in assets/icons
    picture: str | None = None  # a name in assets/illustrations


class ChoiceField(_Field, frozen=True, tag="choice"):
    """Exactly one of several. `from_nik` offers the sex of the NIK ("L" or "P")."""

    choices: tuple[Choice, ...]
    from_nik: str | None = None


class ChoicesField(_Field, frozen=True, tag="choices"):
    """Any number of several; a choice in `alone` excludes all others ("tidak ada")."""

    choices: tuple[Choice, ...]
    alone: tuple[str, ...] = ()


class RefField(_Field, frozen=True, tag="ref"):
    """One of the kiosk's own services, by id; all with a form, or those in `refs`. `choices` is filled in by the reader."""

    refs: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


class NikField(_Field, frozen=True, tag="nik"):
    """A NIK, 16 digits."""


class KkField(_Field, frozen=True, tag="kk"):
    """A nomor KK, 16 digits."""


class PhoneField(_Field, frozen=True, tag="phone"):
    """An Indonesian mobile number."""


class RtRwField(_Field, frozen=True, tag="rt_rw"):
    """The number of an RT or an RW, stored with three digits."""


class WilayahField(_Field, frozen=True, tag="wilayah"):
    """A region by Kemendagri code, as deep as `level`: "16.71", "16.71.02" or "16.71.02.1003"."""

    level: Literal["kabupaten", "kecamatan", "kelurahan"] = "kabupaten"


class LocationField(_Field, frozen=True, tag="location"):
    """A point on the map of the kelurahan; where there is no map, the place in words."""


class PhotoField(_Field, frozen=True, tag="photo"):
    """A picture from the kiosk's camera. It never blocks: a machine may have no camera, and a photo can be brought."""


class ConsentField(_Field, frozen=True, tag="consent"):
    """The privacy notice. It has a page of its own, before the first question."""

    version: str


class NoteField(_Field, frozen=True, kw_only=True, tag="note"):
    """Words between the questions, never answered: a hint, or a warning that must not be missed ("Bahaya? Telepon 112")."""

    level: Literal["hint", "warning"] = "hint"
    required: bool = False


RowField = (
    TextField
    | AddressField
    | LongTextField
    | NumberField
    | MoneyField
    | DateField
    | ChoiceField
    | ChoicesField
    | NikField
    | PhoneField
    | RtRwField
    | TimeField
)


class RowsField(_Field, frozen=True, tag="rows"):
    """The same few questions once for each of several: children, witnesses, goods. Conditions inside a row name fields of
    that row. At most 10 rows.
    """

    one: Text  # what a row is called, "Saksi"
    fields: tuple[RowField, ...] = msgspec.field(name="field")
    min: int = 1
    max: int = 5


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to bring to the counter."""

    id: str
    text: Text
    note: Text | None = None
    show_when: tuple[Condition, ...] = ()
    photo: bool = True  # a photo of it helps the office to begin before it is brought


class ChecklistField(_Field, frozen=True, kw_only=True, tag="checklist"):
    """Which requirements the resident has with them. The reader of service files adds it to every form that has some."""

    items: tuple[Requirement, ...]
    required: bool = False


Field = (
    TextField
    | AddressField
    | LongTextField
    | NumberField
    | MoneyField
    | DateField
    | ChoiceField
    | ChoicesField
    | NikField
    | KkField
    | PhoneField
    | RtRwField
    | WilayahField
    | TimeField
    | LocationField
    | PhotoField
    | ConsentField
    | RefField
    | NoteField
    | RowsField
    | ChecklistField
)

FIELD_TYPES: tuple[str, ...] = tuple(str(kind.__struct_config__.tag) for kind in get_args(Field))


def field_type(field: Field) -> str:
    """The name of a field's type, as in service files."""
    return str(field.__struct_config__.tag)


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One screen of the form: a question and its fields."""

    id: str
    title: Text
    fields: tuple[Field, ...] = msgspec.field(name="field")
    reason: Text | None = None  # why the office asks, in one sentence
    section: Text | None = None  # the part of a long form it belongs to, "Calon istri"


Level = Literal["problem", "warning", "hint"]
"""A problem keeps the form from being sent; a warning is shown and told to the petugas; a hint is only shown."""


class _Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="rule"):
    """A rule over answers. It says `message` at its field unless the answers are as it wants."""

    id: str
    message: Text
    level: Level = "problem"
    when: tuple[Condition, ...] = ()  # looked at only while all of them hold
    unless: tuple[Condition, ...] = ()  # not looked at while all of them hold


class Differ(_Check, frozen=True, tag="differ"):
    """Two fields may not hold the same: a NIK typed as KK is the commonest typing error. Said at the second."""

    fields: tuple[str, str]


class Order(_Check, frozen=True, tag="order"):
    """The first of two dates, times or numbers is not above the second, with `strict` below it. Said at the second.

    `days`: two date fields; times are compared only when both days are the same.
    """

    fields: tuple[str, str]
    strict: bool = False
    days: tuple[str, str] | None = None


class Age(_Check, frozen=True, tag="age"):
    """Who was born on `field` is from `min` to `max` years old, today or on the day in field `on`."""

    field: str
    min: int = 0
    max: int = 200
    on: str | None = None


class Days(_Check, frozen=True, tag="days"):
    """The day in `field` lies at least `ahead` days ahead of today, and at most `back` days behind it.

    `working`: days on which offices work, by the national calendar, are counted instead.
    """

    field: str
    ahead: int | None = None
    back: int | None = None
    working: bool = False


class Amount(_Check, frozen=True, tag="amount"):
    """The number in `field` is from `min` to `max`."""

    field: str
    min: int = 0
    max: int = 999_999_999_999


class OneOf(_Check, frozen=True, tag="one_of"):
    """At least one of the fields is answered. Said at the first."""

    fields: tuple[str, ...]


Check = Differ | Order | Age | Days | Amount | OneOf


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter of the queue and the counter behind it."""

    id: str
    title: Text
    letter: int  # offset into the kiosk's letters, 0 is the first
    queue: bool = True  # residents may take a number without a form


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who decides, and where to find them. What the office has not filled in is for the petugas to say."""

    id: str
    title: Text
    icon: str
    does: Text  # in one sentence
    place: Text | None = None
    hours: Text | None = None
    phone: str | None = None
    example: bool = False  # made up for a demonstration


class LifeEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happened to a resident, and the services that then help, the most needed first."""

    id: str
    title: Text
    picture: str  # a name in assets/illustrations
    services: tuple[str, ...]  # numbers


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One agency on the way after the kelurahan: who, what happens there, what to bring."""

    agency: str
    does: Text
    bring: tuple[Text, ...] = ()
    show_when: tuple[Condition, ...] = ()


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a service with a form and one that only informs have in common."""

    id: str
    ref: str  # catalogue number, "D18"
    title: Text
    summary: Text
    model: str  # one of MODELS
    agency: Text
    decider: str = "kelurahan"  # the agency that decides, in _agencies.toml
    icon: str
    words: tuple[str, ...] = ()  # what people say who look for it, "ngurus akte"


class Service(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One service with a form, as its file says it."""

    kind: Literal["REQ", "REF", "CMP", "SIGNUP", "SURVEY"]
    group: str
    decides: Text  # who decides
    estimate: Text
    cost: int  # Rupiah, 0 is free
    basis: tuple[str, ...]  # laws, in small print
    classification: dict[Literal["old", "new"], str]
    pdp: Pdp
    anonymous: bool = False  # by rule: never asks who somebody is
    retention_days: int  # how long sealed answers stay on the kiosk after the server has them
    product: Text  # what the resident gets in the end
    slip: Text | None = None  # what the slip calls it, where the title would tell others too much
    letter: str | None = None
    requirements: tuple[Requirement, ...] = ()
    next_steps: tuple[Text, ...]
    route: tuple[Stop, ...] = ()  # the agencies after the kelurahan, in order
    steps: tuple[Step, ...] = msgspec.field(name="step")
    checks: tuple[Check, ...] = msgspec.field(name="check", default=())
    sample: dict[str, Any]

    def fields(self) -> Iterator[Field]:
        """Every field in the order it is asked."""
        for step in self.steps:
            yield from step.fields

    def field(self, field_id: str) -> Field | None:
        """A field by its id."""
        return next((field for field in self.fields() if field.id == field_id), None)

    def consent(self) -> ConsentField | None:
        """The privacy notice this service shows, if it asks for anything personal."""
        return next((field for field in self.fields() if isinstance(field, ConsentField)), None)

    def check(self, check_id: str) -> Check | None:
        """A rule by its id."""
        return next((check for check in self.checks if check.id == check_id), None)


class Information(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One service that informs: what is published under its number, and the service standards of others."""

    kind: Literal["INFO"]
    standards: tuple[str, ...] = ()  # numbers of services whose six published parts are shown (Permen PANRB 15/2014)
    related: tuple[str, ...] = ()  # numbers of services that somebody who read this may want next


Entry = Service | Information

MODELS: tuple[str, ...] = (
    "Content",
    "Direct-to-customer",
    "Value-net integration",
    "Full service provider",
    "Infrastructure service",
    "Market",
    "Collaboration",
    "Virtual community",
    "Portal",
)
"""The eight e-government models, and the city portal."""


class Refusal(msgspec.Struct, frozen=True):
    """A file of the office's that was left out, and what its author must do; everything else works."""

    file: str
    what: str
    remedy: str


class Catalog(msgspec.Struct, frozen=True):
    """All services of this kiosk, in the order of their numbers."""

    groups: tuple[Group, ...]
    services: tuple[Service, ...]
    translations: Translations
    information: tuple[Information, ...] = ()
    agencies: tuple[Agency, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every text a resident may meet in a service, as often as it stands there."""
        return _texts((self.groups, self.services, self.information, self.agencies, self.events))

    def entries(self) -> tuple[Entry, ...]:
        """Services with and without a form, in the order of their numbers."""
        return tuple(sorted((*self.services, *self.information), key=lambda entry: entry.ref))

    def find(self, name: str) -> Service:
        """A service with a form by id ("surat_keterangan_domisili") or number ("D18").

        Raises WrongUse with the nearest names.
        """
        entry = self.entry(name)
        if isinstance(entry, Information):
            raise WrongUse(f"{entry.ref} has no form, it only informs.", "Read it with: kiosk services " + entry.ref)
        return entry

    def entry(self, name: str) -> Entry:
        """A service of either kind by id or number. Raises WrongUse with the nearest names."""
        entries = self.entries()
        for entry in entries:
            if name in (entry.id, entry.ref) or name.upper() == entry.ref:
                return entry
        known = [name for entry in entries for name in (entry.id, entry.ref)]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise WrongUse(f"There is no service {name[:60]!r}.", f"{hint}See: kiosk services")

    def known(self, service_id: str) -> Service | None:
        """The service of a request, by its id; None where the office has taken it out since, or has it elsewhere alone."""
        return next((service for service in self.services if service.id == service_id), None)

    def group(self, group_id: str) -> Group:
        """A group that is known to exist (the reader made sure)."""
        return next(group for group in self.groups if group.id == group_id)

    def agency(self, agency_id: str) -> Agency:
        """An agency that is known to exist (the reader made sure)."""
        return next(agency for agency in self.agencies if agency.id == agency_id)


def _texts(value: object) -> Iterator[Text]:
    match value:
        case Text():
            yield value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _texts(getattr(value, name))
        case tuple():
            for item in value:
                yield from _texts(item)
