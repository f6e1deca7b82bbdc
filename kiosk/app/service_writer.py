"""New service files: what a program knows of a service, written as TOML for a person to go on with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Table

from kiosk.app.service_check import check_files
from kiosk.domain.answers import Refused, parse
from kiosk.domain.catalog import LANGUAGES, Catalog, Service
from kiosk.domain.examples import sample
from kiosk.domain.slug import unique
from kiosk.errors import WrongUse
from kiosk.wilayah import Wilayah

Raw = dict[str, Any]

_STARTED: Raw = {
    "model": "Direct-to-customer",
    "kind": "REQ",
    "agency": {"id": "Kelurahan", "en": "Kelurahan office"},
    "decides": {"id": "Petugas kelurahan", "en": "An officer of the kelurahan"},
    "group": "usul",
    "icon": "file-text",
    "words": [],
    "estimate": {"id": "Tanyakan petugas di loket", "en": "Ask the officer at the counter"},
    "cost": 0,
    "product": {"id": "Tanda terima dengan kode untuk menanyakan kabarnya", "en": "A receipt with a code to ask with"},
    "basis": [],
    "classification": {"old": "", "new": ""},
    "pdp": "umum",
    "retention_days": 30,
    "next_steps": [
        {"id": "Petugas memeriksa isian Anda.", "en": "An officer checks your answers."},
        {"id": "Kalau ada yang kurang, Anda dihubungi.", "en": "You are contacted if something is missing."},
        {"id": "Lihat kabarnya di kiosk ini dengan kode Anda.", "en": "See the news at this kiosk with your code."},
    ],
}
"""What a new service says of itself until its author has changed it: each true of any service."""

_HINTS = {
    "kind": "REQ, REF, CMP, SIGNUP or SURVEY",
    "group": "the letter of the queue: surat, pengaduan, petugas or usul",
    "icon": "a name in assets/icons",
    "words": 'what people say who look for it: ["ktp hilang", "ngurus akte"]',
    "cost": "whole Rupiah, 0 is free",
    "pdp": "spesifik, if it asks for health, beliefs, children, money or crimes (UU 27/2022 art. 4)",
}
_PRIVACY: Raw = {"use": "PRIVASI"}
_SERIES = "XYZ"


class Draft(msgspec.Struct, frozen=True):
    """A service that is not in any file yet."""

    id: str
    ref: str
    title: Raw
    summary: Raw
    steps: list[Raw]
    checks: list[Raw] = []
    kind: str = "REQ"


class Written(msgspec.Struct, frozen=True):
    """A new file, and the service it makes."""

    path: Path
    service: Service


def free_ref(catalog: Catalog, folder: Path, wanted: str | None = None) -> str:
    """The next free number, X01 and on; `wanted`, if that one is free. Raises WrongUse when it is not."""
    taken = {entry.ref for entry in catalog.entries()} | set(_named(folder, "ref"))
    if wanted is not None:
        if wanted in taken:
            raise WrongUse(f"The number {wanted} is taken.", f"Free is: {free_ref(catalog, folder)}.")
        if not (wanted[:1].isalpha() and wanted[:1].isupper() and len(wanted) == 3 and wanted[1:].isdecimal()):
            raise WrongUse(f"{wanted!r} is no number of a service.", "Write a capital letter and two digits, like X02.")
        return wanted
    numbers = (f"{letter}{number:02}" for letter in _SERIES for number in range(1, 100))
    free = next((number for number in numbers if number not in taken), None)
    if free is None:
        raise WrongUse("X01 to Z99 are all taken.", "Choose a number with --ref.")
    return free


def free_id(catalog: Catalog, folder: Path, wanted: str) -> str:
    """A name that no service has yet."""
    return unique(wanted, {entry.id for entry in catalog.entries()} | set(_named(folder, "id")))


def write_service(draft: Draft, path: Path, notes: Iterable[str] = ()) -> Written:
    """Writes a new service with a sample that its own form takes. Raises WrongUse rather than write over a file."""
    without = _text(draft, {}, notes)
    checked = check_files({path.name: without})
    service = next((entry for entry in checked.entries.values() if isinstance(entry, Service)), None)
    if service is None:
        raise WrongUse(f"No service can be made of it: {checked.refused[0].what}", checked.refused[0].remedy)
    answers = sample(service)
    taken = parse(service, answers, today=datetime.now(UTC).date(), regions=Wilayah())
    if isinstance(taken, Refused):
        first = taken.problems[0]
        raise WrongUse(f"No answer fits the question {first.field!r} ({first.code}).", "Mend its limits and its rules.")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_text(draft, answers, notes))
    except FileExistsError as error:
        raise WrongUse(f"{path} is there already.", "Choose another file with --out; this one is kept.") from error
    except OSError as error:
        raise WrongUse(f"{path} cannot be written ({error.strerror}).", "Choose another file with --out.") from error
    return Written(path, msgspec.structs.replace(service, sample=answers))


def _named(folder: Path, key: str) -> Iterator[str]:
    """What the files of a folder have under a key: a new one beside them must have another."""
    for path in folder.glob("*.toml"):
        try:
            yield str(tomllib.loads(path.read_text("utf-8")).get(key))
        except (OSError, ValueError):
            # Not a file of ours to judge; `kiosk services check` says what is wrong with it.
            continue


def _text(draft: Draft, answers: Mapping[str, Any], notes: Iterable[str]) -> str:
    document = tomlkit.document()
    for note in notes:
        document.add(tomlkit.comment(note))
    head = {"id": draft.id, "ref": draft.ref, "title": draft.title, "summary": draft.summary}
    for key, value in {**head, **_STARTED, "kind": draft.kind}.items():
        item = tomlkit.item(_short(value))
        if key in _HINTS:
            item.comment(_HINTS[key])
        document.add(key, item)
    document.add("step", _tables([_PRIVACY, *draft.steps]))
    if draft.checks:
        document.add("check", _tables(draft.checks))
    document.add("sample", _table({"setuju_pdp": True, **answers}))
    return tomlkit.dumps(document)


def _tables(rows: Iterable[Mapping[str, Any]]) -> AoT:
    tables = tomlkit.aot()
    for row in rows:
        tables.append(_table(row))
    return tables


def _table(values: Mapping[str, Any]) -> Table:
    """A table of its own lines. What is asked stands below it, in tables too."""
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, _tables(value) if key == "field" and isinstance(value, list) else _short(value))
    return table


def _short(value: Any) -> Any:
    """Tables inside a value stay in its line; a list of tables has a line for each."""
    match value:
        case Mapping():
            inline: InlineTable = tomlkit.inline_table()
            for key in (*(key for key in LANGUAGES if key in value), *(key for key in value if key not in LANGUAGES)):
                inline.append(key, _short(value[key]))
            return inline
        case list() | tuple():
            rows: Array = tomlkit.array()
            rows.multiline(any(isinstance(one, Mapping) for one in value))
            for one in value:
                rows.append(_short(one))
            return rows
        case _:
            return value
