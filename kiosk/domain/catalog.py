"""Services are data: the frozen shapes of `assets/services/*.toml`, and the errors for authors of such files.

A new service is a new file. A new field type is code on purpose: a struct here, a parser in `answers.py`, a QML file in
`ui/fields/`, a row in `assets/services/README.md`; the type checker and the tests name what is missing.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args

import msgspec

from kiosk.errors import WrongUse

Language = Literal["id", "en", "jv", "su", "plm"]
LANGUAGES: tuple[Language, ...] = ("id", "en", "jv", "su", "plm")
Pdp = Literal["umum", "spesifik"]

_T = TypeVar("_T")
_ID = re.compile(r"[a-z][a-z0-9_]*")

MOST_PHOTOS = 5
"""In one service: five of 40 kB are what one set of sealed answers may weigh on the wire."""


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


class ShowWhen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The field is asked only while `field` (asked earlier) has one of the values `is`."""

    field: str
    values: tuple[str, ...] = msgspec.field(name="is")


class _Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    """What every field has. `pdp` is the class of personal data (UU 27/2022 art. 4)."""

    id: str
    label: Text
    help: Text | None = None
    required: bool = True
    pdp: Pdp = "umum"
    show_when: ShowWhen | None = None


class TextField(_Field, frozen=True, tag="text"):
    """One line. `accept = "name"` takes only what a name is made of."""

    accept: Literal["free", "name"] = "free"
    min: int = 1
    max: int = 120
    example: Text | None = None


class LongTextField(_Field, frozen=True, tag="long_text"):
    """Several lines."""

    min: int = 1
    max: int = 1000


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


Field = (
    TextField
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


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to bring to the counter."""

    text: Text
    note: Text | None = None
    show_when: ShowWhen | None = None


class Differ(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="rule", tag="differ"):
    """The two fields may not hold the same digits: NIK typed as KK is the commonest typing error."""

    fields: tuple[str, str]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of services: a heading of the catalogue and a letter of the queue."""

    id: str
    title: Text
    letter: int  # offset into the kiosk's letters, 0 is the first


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One service, as its file says it."""

    id: str
    ref: str  # catalogue number, "D18"
    title: Text
    summary: Text
    model: str
    kind: Literal["REQ", "CMP"]
    agency: Text
    group: str
    icon: str
    decides: Text  # who decides
    estimate: Text
    cost: int  # Rupiah, 0 is free
    basis: tuple[str, ...]  # laws, in small print
    classification: dict[Literal["old", "new"], str]
    pdp: Pdp
    retention_days: int  # how long sealed answers stay on the kiosk after the server has them
    product: Text  # what the resident gets in the end
    letter: str | None = None
    requirements: tuple[Requirement, ...] = ()
    next_steps: tuple[Text, ...]
    steps: tuple[Step, ...] = msgspec.field(name="step")
    checks: tuple[Differ, ...] = msgspec.field(name="check", default=())
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


class Catalog(msgspec.Struct, frozen=True):
    """All services of this kiosk, in the order of their numbers."""

    groups: tuple[Group, ...]
    services: tuple[Service, ...]
    translations: Translations

    def texts(self) -> Iterator[Text]:
        """Every text a resident may meet in a service, as often as it stands there."""
        return _texts((self.groups, self.services))

    def find(self, name: str) -> Service:
        """A service by id ("surat_keterangan_domisili") or number ("D18").

        Raises WrongUse with the nearest names.
        """
        for service in self.services:
            if name in (service.id, service.ref) or name.upper() == service.ref:
                return service
        known = [name for service in self.services for name in (service.id, service.ref)]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise WrongUse(f"There is no service {name[:60]!r}.", f"{hint}See: kiosk services")

    def group(self, group_id: str) -> Group:
        """A group that is known to exist (`parse_catalog` made sure)."""
        return next(group for group in self.groups if group.id == group_id)


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


class _Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`_shared.toml`: what several services have in common."""

    group: tuple[Group, ...]
    steps: dict[str, list[dict[str, Any]]]
    choices: dict[str, tuple[Choice, ...]]


class TextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`texts/<language>.toml`: Indonesian text → translation, whichever services it stands in."""

    review: str = ""  # who must still review it
    texts: dict[str, str] = {}


def parse_texts(name: str, text: str) -> TextsFile:
    """One language's file of service texts. Raises WrongUse naming file, place and remedy."""
    return _convert(name, _toml(name, text), TextsFile)


def parse_catalog(shared_text: str, files: Mapping[str, str], translations: Translations | None = None) -> Catalog:
    """Reads the shared file and the service files (name → TOML text). Raises WrongUse naming file, place and remedy."""
    translations = translations or Translations(lambda _language: {})
    shared = _convert("_shared.toml", _toml("_shared.toml", shared_text), _Shared)
    services = [parse_service(name, text, shared, translations) for name, text in sorted(files.items())]
    for key in ("id", "ref"):
        seen: dict[str, str] = {}
        for service in services:
            value = getattr(service, key)
            if value in seen:
                raise WrongUse(f"{service.id} and {seen[value]} have the same {key} {value!r}.", "Change one of them.")
            seen[value] = service.id
    groups = _convert("_shared.toml", _translated(msgspec.to_builtins(shared.group), translations), tuple[Group, ...])
    return Catalog(groups, tuple(sorted(services, key=lambda service: service.ref)), translations)


def parse_service(name: str, text: str, shared: _Shared, translations: Translations) -> Service:
    """One service file, with shared steps (`use = "P1"`) and shared choices (`choices = "agama"`) filled in.

    `require = ["no_kk"]` makes a field required that the shared steps leave optional.
    """
    raw = _toml(name, text)
    raw["step"] = list(_expand_steps(name, raw.get("step", []), shared))
    for field_id in raw.pop("require", ()):
        _require(name, raw["step"], field_id)
    service = _convert(name, _translated(raw, translations), Service)
    _check(name, service, shared)
    return service


def _expand_steps(name: str, steps: list[dict[str, Any]], shared: _Shared) -> Iterator[dict[str, Any]]:
    for step in steps:
        if "use" in step:
            group = step["use"]
            if group not in shared.steps:
                raise WrongUse(
                    f"{name}: step uses {group!r}, which _shared.toml does not have.",
                    f"Known groups: {', '.join(sorted(shared.steps))}.",
                )
            yield from _expand_steps(name, shared.steps[group], shared)
            continue
        fields = [dict(field) for field in step.get("field", [])]
        for field in fields:
            choices = field.get("choices")
            if isinstance(choices, str):
                if choices not in shared.choices:
                    raise WrongUse(
                        f"{name}: field {field.get('id')!r} uses choices {choices!r}, which _shared.toml does not have.",
                        f"Known lists: {', '.join(sorted(shared.choices))}.",
                    )
                field["choices"] = msgspec.to_builtins(shared.choices[choices])
        yield {**step, "field": fields}


def _translated(raw: Any, translations: Translations) -> Any:
    """Hands the translations to every text of a file: a table that holds nothing but languages is one."""
    match raw:
        case dict() if "id" in raw and raw.keys() <= set(LANGUAGES):
            return {**raw, "translations": translations}
        case dict():
            return {key: _translated(value, translations) for key, value in raw.items()}
        case list() | tuple():
            return [_translated(value, translations) for value in raw]
        case _:
            return raw


def _require(name: str, steps: list[dict[str, Any]], field_id: str) -> None:
    fields = [field for step in steps for field in step["field"] if field.get("id") == field_id]
    if not fields:
        raise WrongUse(f"{name}: require names {field_id!r}, which is no field.", "Correct the name.")
    fields[0]["required"] = True


def _check(name: str, service: Service, shared: _Shared) -> None:
    """What types alone cannot say."""
    seen: set[str] = set()
    for field in service.fields():
        if not _ID.fullmatch(field.id):
            raise WrongUse(f"{name}: field id {field.id!r} is not a name.", "Use small letters, digits and _.")
        if field.id in seen:
            raise WrongUse(f"{name}: field {field.id!r} stands twice.", "Give each field its own id.")
        referred = [field.show_when.field] if field.show_when else []
        if isinstance(field, DateField | ChoiceField) and field.from_nik:
            referred.append(field.from_nik)
        for other in referred:
            if other not in seen:
                raise WrongUse(
                    f"{name}: field {field.id!r} depends on {other!r}, asked later or never.", "Ask it first."
                )
        seen.add(field.id)
    if sum(isinstance(field, PhotoField) for field in service.fields()) > MOST_PHOTOS:
        raise WrongUse(f"{name}: has more than {MOST_PHOTOS} photos.", "Ask for fewer, or make two services of it.")
    for check in service.checks:
        for other in check.fields:
            if other not in seen:
                raise WrongUse(f"{name}: a check names {other!r}, which is no field.", "Correct the name.")
    if service.group not in {group.id for group in shared.group}:
        raise WrongUse(f"{name}: group {service.group!r} is not in _shared.toml.", "Use one of its groups.")


def _toml(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{name}: not TOML: {error}.", "Mend that line.") from error


def _convert(name: str, raw: dict[str, Any], kind: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise WrongUse(
            f"{name}: {error}{_suggest(str(error))}.", "Mend that key; README.md beside it lists them."
        ) from error


def _suggest(message: str) -> str:
    """A misspelt field type is the commonest author's error, and msgspec does not say which ones exist."""
    wrong = re.search(r"Invalid value '([^']*)' - at `\$\.step\[", message)
    near = difflib.get_close_matches(wrong[1], FIELD_TYPES, n=1) if wrong else []
    return f" (did you mean {near[0]!r}?)" if near else ""
