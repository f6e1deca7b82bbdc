"""The office's own files for its kiosks: services, texts, content."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.exchange import files
from sync.server.people.rights import Right
from sync.server.rest.common import moment
from sync.server.rest.problem import not_found, refusals

_TAGS: Final = ["content"]
_NAME: Final = r"^(services|services/texts|content)/_?[a-z0-9][a-z0-9_-]{0,80}\.toml$"

FileName = Annotated[str, msgspec.Meta(pattern=_NAME, examples=["content/c15_kantor.toml"])]


class FileEntry(msgspec.Struct, frozen=True):
    """One file of the office."""

    name: str
    number: int
    """Of the change: files that were published together have one."""
    withdrawn: bool
    at: datetime
    actor: str
    bytes: int


class KioskFiles(msgspec.Struct, frozen=True):
    """What a kiosk made of them."""

    kiosk_id: str
    good: int
    """It uses the files up to this change."""
    judged: int
    refused: list[tuple[str, str]]
    """File, and what is wrong with it."""


class FileList(msgspec.Struct, frozen=True):
    """Every file, withdrawn ones too, and which kiosks use them."""

    files: list[FileEntry]
    kiosks: list[KioskFiles]


class FileText(msgspec.Struct, frozen=True):
    """A file that is published."""

    name: str
    text: str


class NewFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file to be published: TOML, as the folders `assets/services` and `assets/content` have it."""

    name: FileName
    text: Annotated[str, msgspec.Meta(max_length=files.MOST_BYTES)]


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files that kiosks take together: all of them, or none when one is no good."""

    files: Annotated[list[NewFile], msgspec.Meta(min_length=1, max_length=files.MOST_FILES)]


class Published(msgspec.Struct, frozen=True):
    """What a publication changed."""

    number: int | None
    """Of the change; null: nothing was new."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]


class Withdrawal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file to be taken back."""

    name: FileName


@get(
    "/files", opt=needs(Right.CONTENT), tags=_TAGS, operation_id="listFiles", responses=refusals(), sync_to_thread=True
)
def listed(server: ServerDep) -> FileList:
    """What is published, since when and by whom, and what each kiosk made of it."""
    with server.database.reading() as connection:
        found = files.listed(connection, server.office.code)
        standings = files.standings(connection, server.office.code)
    return FileList(
        [FileEntry(one.name, one.number, one.withdrawn, moment(one.at), one.actor, one.bytes) for one in found],
        [KioskFiles(one.kiosk_id, one.good, one.judged, list(one.refused)) for one in standings],
    )


@get(
    "/files/text",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="readFile",
    responses=refusals(404),
    sync_to_thread=True,
)
def text(server: ServerDep, name: Annotated[str, QueryParameter(pattern=_NAME, description="Of the file")]) -> FileText:
    """One file as it is published."""
    with server.database.reading() as connection:
        found = files.current(connection, server.office.code).get(name)
    if found is None:
        raise not_found("Berkas itu")
    return FileText(name, found)


@post(
    "/files/publish",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="publishFiles",
    status_code=200,
    responses=refusals(422),
    sync_to_thread=True,
)
def publish(server: ServerDep, session: SessionDep, data: JSONBody[Publication]) -> Published:
    """Publishes files to all kiosks, which take them with their next exchange. Refused (422) where their reader would."""
    with server.database.writing() as connection:
        done = files.publish(
            connection,
            server.office.code,
            {one.name: one.text for one in data.files},
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return Published(done.number, done.added, done.changed, done.same)


@post(
    "/files/withdraw",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="withdrawFile",
    status_code=200,
    responses=refusals(422),
    sync_to_thread=True,
)
def withdraw(server: ServerDep, session: SessionDep, data: JSONBody[Withdrawal]) -> Published:
    """Takes a file back from all kiosks. What it replaced is in use again."""
    with server.database.writing() as connection:
        number = files.withdraw(
            connection,
            server.office.code,
            data.name,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return Published(number, (), (data.name,), ())


ROUTES = (listed, text, publish, withdraw)
