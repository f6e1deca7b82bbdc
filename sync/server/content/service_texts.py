"""What an office says otherwise of a service: how long it takes, what it costs, what to bring. Published as a file of its own,
which changes these keys of the shipped one and leaves the rest to the program.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import tomlkit
from sqlalchemy import Connection

from kiosk.domain.catalog import Requirement, Service, Text
from kiosk.domain.slug import slug, unique
from sync.server.content.content_toml import value_of
from sync.server.content.drafts import Overtaken
from sync.server.exchange import files


class Saying(msgspec.Struct, frozen=True):
    """What an office may say in its own words of a service."""

    summary: Text
    estimate: Text
    cost: int  # Rupiah, 0 is free
    requirements: tuple[Requirement, ...]


def saying(service: Service) -> Saying:
    """As it stands now, without the translations that come from the languages' files."""
    requirements = tuple(
        msgspec.structs.replace(one, text=_own(one.text), note=_own(one.note) if one.note else None)
        for one in service.requirements
    )
    return Saying(_own(service.summary), _own(service.estimate), service.cost, requirements)


def file_of(service: Service) -> str:
    """The name of the file that holds what the office says otherwise."""
    return f"services/{service.ref.lower()}_kantor.toml"


def requirement(text: str, note: str, before: Requirement | None, taken: set[str]) -> Requirement:
    """A requirement as it was typed. One that was there keeps its id, when it is asked for and the words that did not change."""
    if before is None:
        id_ = unique(slug(text, "berkas"), taken)
        return Requirement(id=id_, text=Text(text), note=Text(note) if note else None)
    return msgspec.structs.replace(
        before, text=worded(text, before.text), note=worded(note, before.note) if note else None
    )


def worded(text: str, before: Text | None) -> Text:
    """The text as it was typed: with its translations where not a letter changed, else in Indonesian only."""
    return before if before is not None and before.id == text else Text(text)


def keep(
    connection: Connection,
    office: str,
    service: Service,
    said: Saying,
    *,
    seen: int,
    data: Path | None,
    actor: str,
    now: int,
) -> int | Overtaken | None:
    """Publishes what differs from what `service` says now, inside the caller's writing transaction: the number of the change,
    None when nothing does. `seen`: the number of the office's file when the form was made.

    Raises WrongUse where kiosks could not read it; then nothing was published.
    """
    name, before = file_of(service), saying(service)
    here = next((one for one in files.listed(connection, office) if one.name == name), None)
    if (here.number if here else 0) != seen:
        return Overtaken(here.actor if here else "")
    if said == before:
        return None
    text = files.current(connection, office).get(name)
    document = tomlkit.parse(text) if text is not None else tomlkit.document()
    document["change"] = service.ref
    for key in Saying.__struct_fields__:
        value = getattr(said, key)
        if value != getattr(before, key):
            document[key] = value_of(value)
    return files.publish(connection, office, {name: tomlkit.dumps(document)}, data=data, actor=actor, now=now).number


def _own(text: Text) -> Text:
    return msgspec.structs.replace(text, translations=None)
