"""`kiosk services`: the catalogue, one service of it, and the tools for authors of service files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from kiosk.app import bootstrap
from kiosk.app.command import command, refuse, say
from kiosk.catalog_files import load_catalog, service_files
from kiosk.domain.answers import Refused, parse
from kiosk.domain.catalog import Catalog, Field, Information, NoteField, PhotoField, Refusal, Service, field_type
from kiosk.domain.service_files import SHARED
from kiosk.errors import WrongUse
from kiosk.wilayah import Wilayah


@command("services", as_json=True)
@click.argument("words", nargs=-1)
def services(data: Path, words: tuple[str, ...]) -> dict[str, Any] | None:
    """The catalogue; `services ID` shows one service; `services check DIR` checks files of your own."""
    match words:
        case ():
            return _list(bootstrap.catalog(data))
        case ("check", folder):
            return _check(Path(folder))
        case (name,):
            entry = bootstrap.catalog(data).entry(name)
            return _show_information(entry) if isinstance(entry, Information) else _show(entry)
        case _:
            raise WrongUse("services takes no name, one name, or: check DIR.", "See: kiosk services")


def _list(catalog: Catalog) -> dict[str, Any]:
    rows = [
        {
            "id": entry.id,
            "ref": entry.ref,
            "title": entry.title.id,
            "model": entry.model,
            "kind": entry.kind,
            "agency": entry.agency.id,
            "form": isinstance(entry, Service),
        }
        for entry in catalog.entries()
    ]
    for row in rows:
        say(f"{row['ref']:5} {row['id']:32} {row['title']}")
    # Everything else works: residents must not wait for one author.
    _warn(catalog.refused)
    return {"services": rows}


def _show(service: Service) -> dict[str, Any]:
    fields = [
        {"id": field.id, "type": field_type(field), "required": _must_be_answered(field)} for field in service.fields()
    ]
    say(f"{service.ref} {service.title.id}: {service.summary.id}")
    for field in fields:
        say(f"  {field['id']:20} {field['type']:10} {'required' if field['required'] else ''}")
    return {"id": service.id, "ref": service.ref, "title": service.title.id, "fields": fields, "sample": service.sample}


def _must_be_answered(field: Field) -> bool:
    """Whatever else is answered, without this the form is refused. A photo is never: a kiosk may have no camera."""
    return field.required and not field.show_when and not isinstance(field, PhotoField | NoteField)


def _show_information(entry: Information) -> dict[str, Any]:
    say(f"{entry.ref} {entry.title.id}: {entry.summary.id}")
    return {"id": entry.id, "ref": entry.ref, "title": entry.title.id, "fields": [], "sample": {}}


def _check(folder: Path) -> dict[str, Any]:
    """All files of a folder: a whole catalogue when it has a `_shared.toml`, else an office's own files."""
    names = service_files(folder)
    whole = SHARED in names
    catalog = load_catalog(folder) if whole else load_catalog(office=folder)
    refused = [one for one in catalog.refused if one.file in names]
    own = catalog.services if whole else _own(catalog, names.values())
    refused += _samples(own)
    if refused:
        _warn(refused[1:])
        told = {"services": len(own), "refused": [{"file": one.file, "what": one.what} for one in refused]}
        refuse(2, told, f"{refused[0].what} {refused[0].remedy}")
    count = len(catalog.entries()) if whole else len(names)
    say(f"{count} services, all good." if whole else f"{count} files, all good.")
    return {"services": count, "refused": []}


def _own(catalog: Catalog, texts: Iterable[str]) -> tuple[Service, ...]:
    """The services that an office's files make or change: those that they name."""
    whole = "\n".join(texts)
    return tuple(one for one in catalog.services if f'"{one.ref}"' in whole or f'"{one.id}"' in whole)


def _samples(services: Iterable[Service]) -> list[Refusal]:
    """Samples that the form itself would not take."""
    today, regions = datetime.now(UTC).date(), Wilayah()
    found = []
    for service in services:
        checked = parse(service, service.sample, today=today, regions=regions)
        if isinstance(checked, Refused):
            first = checked.problems[0]
            said = f": {first.message.id}" if first.message else ""
            what = f"{service.id}: its sample is not good: {first.field}: {first.code}{said}."
            found.append(Refusal(service.id, what, "Mend the sample."))
    return found


def _warn(refused: Iterable[Refusal]) -> None:
    for one in refused:
        click.echo(f"kiosk: left out: {one.what} {one.remedy}", err=True)
