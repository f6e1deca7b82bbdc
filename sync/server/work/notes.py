"""Notes that petugas leave each other on a request. Locked in the database; no resident, kiosk or other agency reads them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, func, insert, select

from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.tables import notes
from sync.server.work.requests import lock_row

LENGTH: Final = 1000


class Note(msgspec.Struct, frozen=True):
    """What somebody wrote."""

    number: int  # 1, 2, 3 … of its request
    text: str
    actor: str
    at: int  # ms since 1970 UTC

    def __repr__(self) -> str:
        return f"Note({self.number})"


class NoteRefusal(StrEnum):
    """Why a note was not kept."""

    NOT_FOUND = "not_found"
    EMPTY = "empty"
    TOO_LONG = "too_long"


def add(
    connection: Connection, office: OfficeKeys, permohonan_id: str, text: str, *, actor: str, now: int
) -> Note | NoteRefusal:
    """Keeps a note, inside the caller's writing transaction."""
    text = tidy(text)
    if lock_row(connection, office.code, permohonan_id) is None:
        return NoteRefusal.NOT_FOUND
    if not text:
        return NoteRefusal.EMPTY
    if len(text) > LENGTH:
        return NoteRefusal.TOO_LONG
    query = select(func.coalesce(func.max(notes.c.number), 0)).where(
        notes.c.office == office.code, notes.c.permohonan_id == permohonan_id
    )
    number = int(connection.execute(query).scalar_one()) + 1
    connection.execute(
        insert(notes).values(
            office=office.code,
            permohonan_id=permohonan_id,
            number=number,
            body=office.vault.lock_text(text, "notes", permohonan_id, str(number)),
            actor=actor,
            at=now,
        )
    )
    record(connection, office.code, actor, Action.NOTED, now=now, permohonan_id=permohonan_id)
    return Note(number, text, actor, now)


def listed(connection: Connection, office: OfficeKeys, permohonan_id: str) -> list[Note]:
    """A request's notes, oldest first."""
    query = (
        select(notes)
        .where(notes.c.office == office.code, notes.c.permohonan_id == permohonan_id)
        .order_by(notes.c.number)
    )
    vault = office.vault
    return [
        Note(
            int(row["number"]),
            vault.unlock_text(row["body"], "notes", permohonan_id, str(row["number"])),
            row["actor"],
            int(row["at"]),
        )
        for row in connection.execute(query).mappings()
    ]


def tidy(text: str) -> str:
    """Several lines as somebody typed them, without what a page cannot show."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join("".join(filter(str.isprintable, line)) for line in lines).strip()
