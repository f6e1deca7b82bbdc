"""Reads service files: the text of TOML files in, a `Catalog` out, and for each file that is no good what its author must do.

A file that cannot be used is left out and told of; all others work. Only `_shared.toml` has to be right.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from kiosk.domain.catalog import (
    CHECKLIST,
    FIELD_TYPES,
    LANGUAGES,
    MODELS,
    MOST_PHOTOS,
    Agency,
    Amount,
    Catalog,
    Check,
    Choice,
    ChoiceField,
    ChoicesField,
    Condition,
    DateField,
    Entry,
    Field,
    Group,
    Information,
    KkField,
    LifeEvent,
    MoneyField,
    NikField,
    NumberField,
    Order,
    PhoneField,
    PhotoField,
    RefField,
    Refusal,
    RowsField,
    Service,
    Text,
    TextField,
    TimeField,
    Translations,
    field_type,
)
from kiosk.errors import WrongUse

SHARED = "_shared.toml"
MOST_ROWS = 10

_T = TypeVar("_T")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CONDITIONS = ("show_when", "when", "unless")
_DEEPEST = 30  # tables within tables; the deepest service has seven

Raw = dict[str, Any]


class _Checklist(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the page "what do you have with you"."""

    title: Text
    reason: Text
    label: Text


class _Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of all files that begin with "_": what several services have in common."""

    group: tuple[Group, ...]
    checklist: _Checklist
    steps: dict[str, list[Raw]] = {}
    choices: dict[str, tuple[Choice, ...]] = {}
    agency: tuple[Agency, ...] = ()
    event: tuple[LifeEvent, ...] = ()


class TextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`texts/<language>.toml`: Indonesian text → translation, whichever services it stands in."""

    review: str = ""  # who must still review it
    texts: dict[str, str] = {}


def parse_texts(name: str, text: str) -> TextsFile:
    """One language's file of service texts. Raises WrongUse naming file, place and remedy."""
    return _convert(name, _toml(name, text), TextsFile)


def parse_catalog(
    files: Mapping[str, str], translations: Translations | None = None, *, office: Mapping[str, str] | None = None
) -> Catalog:
    """Reads files (name → TOML text), and the office's own, which add services and change shipped ones.

    Raises WrongUse when `_shared.toml` is missing or wrong. What is wrong with other files stands in `refused`.
    """
    return _Reader(files, office or {}, translations or Translations(lambda _language: {})).catalog()


class _FieldShape(msgspec.Struct):
    """Of a field, what is looked into before it is one."""

    show_when: Raw | list[Raw] = []
    field: list[_FieldShape] = []


class _StepShape(msgspec.Struct):
    """Of a step, likewise."""

    use: str = ""
    prefix: str = ""
    titles: Raw = {}
    show_when: Raw | list[Raw] = []
    field: list[_FieldShape] = []


class _Shape(msgspec.Struct):
    """Tables and lists stand where they belong: looked at first, because an author writes `[step]` for `[[step]]`."""

    step: list[_StepShape] = []
    require: list[str] = []
    fields: dict[str, Raw] = {}
    reword: dict[str, Raw] = {}
    requirements: list[Raw] = []


class _Source(msgspec.Struct):
    """A service on its way: its table, the file to blame for it, and the table to go back to if that file is no good."""

    file: str
    raw: Raw
    shipped: Raw | None = None


class _Reader:
    """One reading of all files."""

    def __init__(self, files: Mapping[str, str], office: Mapping[str, str], translations: Translations) -> None:
        self._translations = translations
        self._refused: list[Refusal] = []
        tables = dict(self._tables(files))
        own = dict(self._tables(office))
        if SHARED not in tables:
            broken = next((one for one in self._refused if one.file == SHARED), None)
            raise WrongUse(
                broken.what if broken else f"There is no {SHARED}.",
                broken.remedy if broken else "Copy it from assets/services and adapt it.",
            )
        self._known: set[str] = set()
        self._files: dict[str, str] = {}
        self._shared = self._common(tables, own)
        self._sources = self._collect(tables, own)
        self._titles = {
            source.raw["id"]: (source.raw["ref"], source.raw["title"])
            for source in sorted(self._sources, key=lambda source: str(source.raw.get("ref")))
            if source.raw.get("step")
            and {"ref", "title"} <= source.raw.keys()
            and isinstance(source.raw.get("id"), str)
        }

    def catalog(self) -> Catalog:
        """Everything that can be used."""
        entries: dict[str, Entry] = {}
        for source in self._sources:
            entry = self._entry(source)
            if entry is None:
                continue
            twins = [one for one in entries.values() if entry.id == one.id or entry.ref == one.ref]
            if twins:
                key = "id" if twins[0].id == entry.id else "ref"
                self._refuse(source.file, f"{entry.id} and {twins[0].id} have the same {key}.", "Change one of them.")
                continue
            entries[entry.ref] = entry
            self._files[entry.ref] = source.file
        there = set(entries)
        events = self._finding(there)
        whole = sorted(entries.values(), key=lambda entry: entry.ref)
        return Catalog(
            self._shared.group,
            tuple(entry for entry in whole if isinstance(entry, Service)),
            self._translations,
            tuple(self._linked(entry, there) for entry in whole if isinstance(entry, Information)),
            self._shared.agency,
            events,
            tuple(self._refused),
        )

    # --- Files

    def _refuse(self, file: str, what: str, remedy: str) -> None:
        self._refused.append(Refusal(file, what, remedy))

    def _tables(self, files: Mapping[str, str]) -> Iterator[tuple[str, Raw]]:
        for name, text in sorted(files.items()):
            try:
                yield name, _toml(name, text)
            except WrongUse as error:
                self._refuse(name, error.what, error.remedy)

    def _common(self, tables: Mapping[str, Raw], own: Mapping[str, Raw]) -> _Shared:
        """What services have in common: the shipped tables, then each of the office's that fits."""
        merged: Raw = {}
        for name, table in tables.items():
            if name.startswith("_"):
                merged = _merged(merged, table)
        shared = _convert(SHARED, _translated(_lists(merged), self._translations), _Shared)
        for name, table in own.items():
            if name.startswith("_"):
                try:
                    again = _merged(merged, table)
                    shared = _convert(name, _translated(_lists(again), self._translations), _Shared)
                    merged = again
                except WrongUse as error:
                    self._refuse(name, error.what, error.remedy)
        return shared

    def _collect(self, tables: Mapping[str, Raw], own: Mapping[str, Raw]) -> list[_Source]:
        sources = [_Source(name, table) for name, table in tables.items() if not name.startswith("_")]
        for name, table in own.items():
            if name.startswith("_"):
                continue
            if "change" not in table:
                sources.append(_Source(name, table))
                continue
            wanted = table["change"]
            found = next((one for one in sources if wanted in (one.raw.get("ref"), one.raw.get("id"))), None)
            if found is None:
                hint = _near(str(wanted), (str(one.raw.get("ref")) for one in sources))
                self._refuse(name, f"{name}: changes {wanted!r}, which is no service{hint}.", "Correct the number.")
                continue
            self._known.add(str(found.raw.get("ref")))
            shipped = found.shipped or found.raw
            found.file, found.shipped = name, shipped
            found.raw = {**found.raw, **{key: value for key, value in table.items() if key != "change"}}
        self._known |= {str(source.raw.get("ref")) for source in sources}
        return [source for source in sources if source.raw.get("enabled", True) is not False]

    # --- One service

    def _entry(self, source: _Source) -> Entry | None:
        try:
            return self._build(source.file, source.raw)
        except WrongUse as error:
            self._refuse(source.file, error.what, error.remedy)
        if source.shipped is None:
            return None
        # The office's change is no good: residents keep the service as it was shipped.
        try:
            return self._build(source.file, source.shipped)
        except WrongUse:
            return None

    def _build(self, name: str, table: Raw) -> Entry:
        _convert(name, table, _Shape)
        raw = {key: value for key, value in table.items() if key not in ("enabled", "require", "fields", "reword")}
        if raw.get("kind") == "INFO":
            reworded = _reworded(raw, table.get("reword", {}))
            information = _convert(name, _translated(_lists(reworded), self._translations), Information)
            _check_entry(name, information, self._shared)
            return information
        raw["step"] = list(self._expand(name, raw.get("step", [])))
        for field_id in table.get("require", ()):
            _field(name, raw["step"], field_id, "require")["required"] = True
        for field_id, keys in table.get("fields", {}).items():
            _field(name, raw["step"], field_id, "fields").update(keys)
        if raw.get("requirements") and raw.get("kind") != "SURVEY":
            raw["step"].append(self._checklist(raw["requirements"]))
        raw = _reworded(raw, table.get("reword", {}))
        service = _convert(name, _translated(_lists(raw), self._translations), Service)
        _check_entry(name, service, self._shared)
        _check_service(name, service, self._shared)
        return service

    def _checklist(self, requirements: list[Raw]) -> Raw:
        words = self._shared.checklist
        field = {
            "id": CHECKLIST,
            "type": "checklist",
            "label": _plain(words.label),
            "items": requirements,
        }
        return {"id": CHECKLIST, "title": _plain(words.title), "reason": _plain(words.reason), "field": [field]}

    def _expand(self, name: str, steps: list[Raw]) -> Iterator[Raw]:
        """Shared steps (`use = "P1"`) and shared choices (`choices = "agama"`) filled in."""
        for step in steps:
            if "use" in step:
                yield from self._used(name, step)
                continue
            fields = [self._filled(name, field) for field in step.get("field", [])]
            asked = _as_list(step.get("show_when", []))
            for field in fields:
                if asked:
                    field["show_when"] = [*asked, *_as_list(field.get("show_when", []))]
            yield {**{key: value for key, value in step.items() if key != "show_when"}, "field": fields}

    def _used(self, name: str, use: Raw) -> Iterator[Raw]:
        wanted = use["use"]
        if wanted not in self._shared.steps:
            raise WrongUse(
                f"{name}: step uses {wanted!r}, which {SHARED} does not have.",
                f"Known groups: {', '.join(sorted(self._shared.steps))}.",
            )
        unknown = use.keys() - {"use", "prefix", "section", "show_when", "titles"}
        if unknown:
            raise WrongUse(
                f"{name}: step use = {wanted!r} has a key {min(unknown)!r}.",
                "It takes prefix, section, show_when and titles.",
            )
        block = list(self._expand(name, self._shared.steps[wanted]))
        prefix, titles = use.get("prefix", ""), dict(use.get("titles", {}))
        own = {field["id"] for step in block for field in step["field"]}
        asked = _as_list(use.get("show_when", []))
        for step in block:
            title = titles.pop(step["id"], step["title"])
            fields = [_prefixed(field, prefix, own, asked) for field in step["field"]]
            more = {"section": use["section"]} if "section" in use else {}
            yield {**step, **more, "id": prefix + step["id"], "title": title, "field": fields}
        if titles:
            raise WrongUse(
                f"{name}: titles of {wanted!r} name {min(titles)!r}, which is no step of it.",
                f"Its steps: {', '.join(step['id'] for step in block)}.",
            )

    def _filled(self, name: str, given: Raw) -> Raw:
        field = dict(given)
        choices = field.get("choices")
        if isinstance(choices, str):
            if choices not in self._shared.choices:
                raise WrongUse(
                    f"{name}: field {field.get('id')!r} uses choices {choices!r}, which {SHARED} does not have.",
                    f"Known lists: {', '.join(sorted(self._shared.choices))}.",
                )
            field["choices"] = _plain(self._shared.choices[choices])
        if field.get("type") == "ref":
            refs = field.get("refs")
            field["choices"] = [
                {"value": service, "label": title}
                for service, (ref, title) in self._titles.items()
                if not refs or ref in refs
            ]
        if isinstance(field.get("field"), list):
            field["field"] = [self._filled(name, inner) for inner in field["field"]]
        return field

    # --- What refers to services

    def _finding(self, there: set[str]) -> tuple[LifeEvent, ...]:
        found = []
        for event in self._shared.event:
            self._unknown("_events.toml", f"event {event.id!r}", event.services)
            services = tuple(ref for ref in event.services if ref in there)
            if services:
                found.append(msgspec.structs.replace(event, services=services))
        return tuple(found)

    def _linked(self, entry: Information, there: set[str]) -> Information:
        self._unknown(self._files[entry.ref], entry.ref, (*entry.standards, *entry.related))
        return msgspec.structs.replace(
            entry,
            standards=tuple(ref for ref in entry.standards if ref in there),
            related=tuple(ref for ref in entry.related if ref in there),
        )

    def _unknown(self, file: str, who: str, refs: Iterable[str]) -> None:
        """A number that no file has is a slip of the author's; one that the office took out is not."""
        for ref in refs:
            if ref not in self._known:
                self._refuse(file, f"{file}: {who} names {ref!r}, which is no service.", "Correct the number.")


# --- Tables -----------------------------------------------------------------------------------------------------------


def _merged(old: Raw, new: Raw) -> Raw:
    """Tables by key; lists of tables with an id by id, the old ones first."""
    whole = dict(old)
    for key, value in new.items():
        before = whole.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            whole[key] = _merged(before, value) if key in ("steps", "choices", "checklist") else {**before, **value}
        elif key in ("group", "agency", "event") and isinstance(before, list) and _is_rows(value):
            whole[key] = _by_id(before, value)
        else:
            whole[key] = value
    return whole


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _by_id(old: list[Raw], new: list[Raw]) -> list[Raw]:
    rows = {str(row.get("id")): row for row in old}
    for row in new:
        rows[str(row.get("id"))] = {**rows.get(str(row.get("id")), {}), **row}
    return list(rows.values())


def _lists(raw: Any) -> Any:
    """One condition may be written without the list around it."""
    match raw:
        case dict():
            return {
                key: [value]
                if key in _CONDITIONS and isinstance(value, dict)
                else value
                if key == "sample"
                else _lists(value)
                for key, value in raw.items()
            }
        case list() | tuple():
            return [_lists(value) for value in raw]
        case _:
            return raw


def _as_list(conditions: Any) -> list[Raw]:
    return [conditions] if isinstance(conditions, dict) else list(conditions)


def _prefixed(field: Raw, prefix: str, own: set[str], asked: list[Raw]) -> Raw:
    """A field of a shared block under another name; what it says of fields of its block follows."""

    def renamed(condition: Raw) -> Raw:
        return {**condition, "field": prefix + condition["field"]} if condition.get("field") in own else condition

    changed = {**field, "id": prefix + field["id"]}
    if field.get("from_nik") in own:
        changed["from_nik"] = prefix + field["from_nik"]
    conditions = [*asked, *map(renamed, _as_list(field.get("show_when", [])))]
    if conditions:
        changed["show_when"] = conditions
    return changed


def _field(name: str, steps: list[Raw], field_id: str, key: str) -> Raw:
    for step in steps:
        for field in step["field"]:
            if field.get("id") == field_id:
                return field  # type: ignore[no-any-return]
    raise WrongUse(f"{name}: {key} names {field_id!r}, which is no field.", "Correct the name.")


def _reworded(raw: Any, words: Mapping[str, Any]) -> Any:
    if not words:
        return raw
    match raw:
        case dict() if raw.keys() <= set(LANGUAGES) and isinstance(raw.get("id"), str) and raw["id"] in words:
            return words[raw["id"]]
        case dict():
            return {key: value if key == "sample" else _reworded(value, words) for key, value in raw.items()}
        case list() | tuple():
            return [_reworded(value, words) for value in raw]
        case _:
            return raw


def _translated(raw: Any, translations: Translations) -> Any:
    """Hands the translations to every text of a file: a table that holds nothing but languages is one."""
    match raw:
        case dict() if "id" in raw and raw.keys() <= set(LANGUAGES):
            return {**raw, "translations": translations}
        case dict():
            return {key: value if key == "sample" else _translated(value, translations) for key, value in raw.items()}
        case list() | tuple():
            return [_translated(value, translations) for value in raw]
        case _:
            return raw


def _plain(value: Any) -> Any:
    """Back to tables, without the translations, which are handed out once more."""
    match value:
        case Text():
            return {key: text for key in LANGUAGES if (text := getattr(value, key)) is not None}
        case msgspec.Struct():
            return {key: _plain(inner) for key in value.__struct_fields__ if (inner := getattr(value, key)) is not None}
        case tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value


# --- What types alone cannot say --------------------------------------------------------------------------------------


def _check_entry(name: str, entry: Entry, shared: _Shared) -> None:
    if not _ID.fullmatch(entry.id):
        raise WrongUse(f"{name}: id {entry.id!r} is not a name.", "Use small letters, digits and _.")
    if entry.model not in MODELS:
        raise WrongUse(f"{name}: model {entry.model!r} is not known{_near(entry.model, MODELS)}.", "See README.md.")
    _check_agency(name, entry.decider, shared)


def _check_agency(name: str, agency: str, shared: _Shared) -> None:
    known = [one.id for one in shared.agency]
    if agency not in known and agency != "kelurahan":
        raise WrongUse(
            f"{name}: agency {agency!r} is not in _agencies.toml{_near(agency, known)}.", "Correct it or add it."
        )


def _check_service(name: str, service: Service, shared: _Shared) -> None:
    seen: dict[str, Field] = {}
    for field in service.fields():
        _check_field(name, field, seen)
        seen[field.id] = field
    _check_steps(name, service)
    photos = sum(isinstance(field, PhotoField) for field in service.fields())
    if photos > MOST_PHOTOS:
        raise WrongUse(f"{name}: has more than {MOST_PHOTOS} photos.", "Ask for fewer, or make two services of it.")
    for requirement in service.requirements:
        if not _ID.fullmatch(requirement.id) or [one.id for one in service.requirements].count(requirement.id) > 1:
            raise WrongUse(f"{name}: requirement id {requirement.id!r} is no name or stands twice.", "Change it.")
        _check_conditions(name, f"requirement {requirement.id!r}", requirement.show_when, seen)
    for stop in service.route:
        _check_agency(name, stop.agency, shared)
        _check_conditions(name, f"route {stop.agency!r}", stop.show_when, seen)
    for check in service.checks:
        _check_rule(name, check, seen)
    if service.group not in {group.id for group in shared.group}:
        known = [group.id for group in shared.group]
        raise WrongUse(
            f"{name}: group {service.group!r} is not in {SHARED}{_near(service.group, known)}.",
            "Use one of its groups.",
        )
    if service.anonymous:
        _check_anonymous(name, service)


def _check_steps(name: str, service: Service) -> None:
    steps = [step.id for step in service.steps]
    for step in service.steps:
        if steps.count(step.id) > 1:
            raise WrongUse(f"{name}: step {step.id!r} stands twice.", "Give each step its own id.")
        if any(isinstance(field, RowsField) for field in step.fields) and len(step.fields) > 1:
            raise WrongUse(f"{name}: step {step.id!r} has rows and more.", "Rows stand alone in their step.")


def _check_field(name: str, field: Field, seen: Mapping[str, Field]) -> None:
    if not _ID.fullmatch(field.id):
        raise WrongUse(f"{name}: field id {field.id!r} is not a name.", "Use small letters, digits and _.")
    if field.id in seen:
        raise WrongUse(f"{name}: field {field.id!r} stands twice.", "Give each field its own id.")
    _check_conditions(name, f"field {field.id!r}", field.show_when, seen, today=False)
    if isinstance(field, DateField | ChoiceField) and field.from_nik and field.from_nik not in seen:
        raise _asked_later(name, f"field {field.id!r}", field.from_nik)
    if isinstance(field, ChoiceField | ChoicesField):
        values = [choice.value for choice in field.choices]
        if not values or len(set(values)) != len(values):
            raise WrongUse(f"{name}: field {field.id!r} has no choices, or one twice.", "Mend its choices.")
    if isinstance(field, RowsField):
        if not 0 <= field.min <= field.max <= MOST_ROWS or field.max < 1 or not field.fields:
            raise WrongUse(f"{name}: rows {field.id!r} have a wrong min or max.", f"At most {MOST_ROWS} rows.")
        inner: dict[str, Field] = {}
        for one in field.fields:
            _check_field(name, one, inner)
            inner[one.id] = one


def _check_conditions(
    name: str, who: str, conditions: Iterable[Condition], seen: Mapping[str, Field], *, today: bool = True
) -> None:
    for condition in conditions:
        field = seen.get(condition.field)
        if field is None:
            raise _asked_later(name, who, condition.field)
        if condition == Condition(condition.field):
            raise WrongUse(f"{name}: {who} has a condition that says nothing.", "Add is, is_not, at_least or another.")
        if not today and (condition.over_days is not None or condition.under_years is not None):
            raise WrongUse(
                f"{name}: {who} depends on today's date.", "Only requirements, route and checks may: see README.md."
            )
        if isinstance(field, ChoiceField | ChoicesField | RefField):
            values = [choice.value for choice in field.choices]
            for value in (*condition.values, *condition.others):
                if value not in values and not isinstance(field, RefField):
                    raise WrongUse(
                        f"{name}: {who} waits for {condition.field!r} to be {value!r}, which it cannot be"
                        f"{_near(value, values)}.",
                        "Correct the value.",
                    )
        dates = condition.over_days is not None or condition.under_years is not None
        amounts = condition.at_least is not None or condition.at_most is not None
        if (dates and not isinstance(field, DateField)) or (
            amounts and not isinstance(field, NumberField | MoneyField)
        ):
            raise WrongUse(
                f"{name}: {who} compares {condition.field!r}, which is a {field_type(field)}.",
                "Days need a date, amounts a number.",
            )


def _asked_later(name: str, who: str, field: str) -> WrongUse:
    return WrongUse(f"{name}: {who} depends on {field!r}, asked later or never.", "Ask it first.")


def _check_rule(name: str, check: Check, seen: Mapping[str, Field]) -> None:
    who = f"check {check.id!r}"
    named = (*getattr(check, "fields", ()), *filter(None, [getattr(check, "field", None), getattr(check, "on", None)]))
    for other in (*named, *(getattr(check, "days", None) or () if isinstance(check, Order) else ())):
        if other not in seen:
            raise WrongUse(f"{name}: {who} names {other!r}, which is no field.", "Correct the name.")
    _check_conditions(name, who, (*check.when, *check.unless), seen)
    kinds: tuple[type, ...] = (object,)
    match check:
        case Order():
            kinds = (DateField, TimeField, NumberField, MoneyField)
        case Amount():
            kinds = (NumberField, MoneyField)
        case _ if hasattr(check, "field"):
            kinds = (DateField,)
        case _:
            pass
    for other in named:
        if not isinstance(seen[other], kinds):
            raise WrongUse(
                f"{name}: {who} compares {other!r}, which is a {field_type(seen[other])}.", "Name a field that fits."
            )


def _check_anonymous(name: str, service: Service) -> None:
    for field in service.fields():
        telling = isinstance(field, NikField | KkField) or (isinstance(field, TextField) and field.accept == "name")
        if telling or (isinstance(field, PhoneField) and field.required):
            raise WrongUse(
                f"{name}: is anonymous, but asks {field.id!r}.", "Take it out; a phone number may be left empty."
            )


def _near(wrong: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(wrong, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _toml(name: str, text: str) -> Raw:
    endless = WrongUse(f"{name}: brackets within brackets without end.", "Mend that line.")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{name}: not TOML: {error}.", "Mend that line.") from error
    except RecursionError as error:
        raise endless from error
    # Dotted keys nest without a bracket, and what reads them goes as deep.
    level: list[Any] = [raw]
    for _ in range(_DEEPEST):
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
        level = [one for one in level if isinstance(one, dict | list)]
        if not level:
            return raw
    raise endless


def _convert(name: str, raw: Raw, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise WrongUse(
            f"{name}: {error}{_suggest(str(error))}.", "Mend that key; README.md beside it lists them."
        ) from error


def _suggest(message: str) -> str:
    """A misspelt field type is the commonest author's error, and msgspec does not say which ones exist."""
    wrong = re.search(r"Invalid value '([^']*)' - at `\$\.step\[", message)
    return _near(wrong[1], FIELD_TYPES) if wrong else ""
