"""A program that heard no answer asks again. With a key that it made up (`Idempotency-Key`), the second call makes no second
thing: what the first one made is remembered for a day, by its id and never by what it holds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from sync.server.office import OfficeKeys
from sync.server.store.tables import repeats

DAY_MS: Final = 24 * 3_600_000


class Call(msgspec.Struct, frozen=True):
    """A call that makes something."""

    actor: str  # who asks; two programs may make up the same key
    route: str  # what for: "addNote"
    key: str
    body: bytes  # all that was said, the address too

    def __repr__(self) -> str:
        return f"Call({self.actor}, {self.route})"


class RepeatRefusal(StrEnum):
    """Why a key does not count."""

    OTHER_CALL = "other_call"  # it was used for something else


def begin(connection: Connection, office: OfficeKeys, call: Call, *, now: int) -> str | RepeatRefusal | None:
    """What the same call made before; None: it is the first one. First thing in the caller's writing transaction, which must
    not end well when the call is refused: its key could not be used again.

    Of two at once the second waits here until the first is done, and holds nothing while it waits.
    """
    connection.execute(delete(repeats).where(repeats.c.office == office.code, repeats.c.at < now - DAY_MS))
    here = _here(office.code, call)
    mark = office.vault.mark("repeats", call.body.hex())
    row = {"office": office.code, "actor": call.actor, "route": call.route, "key": call.key}
    try:
        with connection.begin_nested():
            connection.execute(insert(repeats).values(**row, mark=mark, made="", at=now))
    except IntegrityError:
        known, made = connection.execute(select(repeats.c.mark, repeats.c.made).where(here)).one()
        return str(made) if bytes(known) == mark else RepeatRefusal.OTHER_CALL
    return None


def end(connection: Connection, office: OfficeKeys, call: Call, made: str) -> None:
    """Remembers what a call made, by its id, in the same transaction."""
    connection.execute(update(repeats).where(_here(office.code, call)).values(made=made))


def _here(office: str, call: Call) -> ColumnElement[bool]:
    return and_(
        repeats.c.office == office,
        repeats.c.actor == call.actor,
        repeats.c.route == call.route,
        repeats.c.key == call.key,
    )
