"""The end of retention: what is due for destruction, lists of it, a second person's yes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import get, post
from litestar.params import PathParameter

from sync.server.desk.destruction import SAYS
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.people.rights import Right
from sync.server.privacy import retention
from sync.server.privacy.retention import Cause, Destruction, NotConfirmed, Rule
from sync.server.rest.common import maybe, moment
from sync.server.rest.problem import Refused, not_found, refusals

_TAGS: Final = ["retention"]
_WHAT: Final = "Daftar itu"

ListId = Annotated[str, PathParameter(pattern="^[0-9a-f-]{36}$", description="`id` of a list")]


class DestructionEntry(msgspec.Struct, frozen=True):
    """A list of requests whose data is to go, and what became of it."""

    id: str
    cause: Cause
    proposed_at: datetime
    proposed_by: str
    requests: int
    left: int
    """That are still there."""
    confirmed_at: datetime | None
    confirmed_by: str | None
    rejected_at: datetime | None
    done_at: datetime | None


class Destructions(msgspec.Struct, frozen=True):
    """What is due, the lists, and by which rules."""

    due: int
    """Requests whose time is over and that stand on no list."""
    lists: list[DestructionEntry]
    """The newest first."""
    rules: tuple[Rule, ...]
    """Of what fits, the first counts."""


class DestroyedRequest(msgspec.Struct, frozen=True):
    """A request on a list. Nothing here says whose it is."""

    id: str
    ref: str
    service: str
    classification: str
    ticket: str
    made_at: datetime
    closed_at: datetime
    destroyed_at: datetime | None


class DestructionPage(msgspec.Struct, frozen=True):
    """A list and what stands on it, the oldest first."""

    destruction: DestructionEntry
    requests: list[DestroyedRequest]


@get(
    "/destructions",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="listDestructions",
    responses=refusals(),
    sync_to_thread=True,
)
def listed(server: ServerDep) -> Destructions:
    """What is due for destruction, and the lists of it."""
    office, now = server.office.code, server.clock.now_ms()
    with server.database.reading() as connection:
        due = retention.due(connection, office, server.catalog, zone=server.zone, now=now)
        found = retention.lists(connection, office)
        rules = retention.rules(connection, office).rules
    return Destructions(len(due), [destruction_entry(one) for one in found], rules)


@get(
    "/destructions/{destruction:str}",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="openDestruction",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, destruction: ListId) -> DestructionPage:
    """One list."""
    with server.database.reading() as connection:
        found = retention.get(connection, server.office.code, destruction)
        if found is None:
            raise not_found(_WHAT)
        rows = retention.listed(connection, server.office.code, destruction)
    return DestructionPage(destruction_entry(found), [_row(row) for row in rows])


@post(
    "/destructions",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="proposeDestruction",
    status_code=201,
    responses=refusals(409),
    sync_to_thread=True,
)
def propose(server: ServerDep, session: SessionDep) -> DestructionEntry:
    """Makes a list of everything that is due. Nothing is destroyed yet; asked twice, the second finds nothing (409)."""
    with server.database.writing() as connection:
        made = retention.propose_due(
            connection,
            server.office.code,
            server.catalog,
            zone=server.zone,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if made is None:
        raise Refused(409, "nothing_due", "Tidak ada permohonan yang masa simpannya habis.")
    return destruction_entry(made)


@post(
    "/destructions/{destruction:str}/confirm",
    opt=needs(Right.SIGN),
    tags=_TAGS,
    operation_id="confirmDestruction",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def confirm(server: ServerDep, session: SessionDep, destruction: ListId) -> DestructionEntry:
    """The second person agrees, and it is done. A list that was left half-way is carried out to its end.

    A program's token is no person (409, `no_person`): whoever confirms is logged in as themselves.
    """
    office, now = server.office.code, server.clock.now_ms()
    with server.database.writing() as connection:
        refused = retention.confirm(connection, office, destruction, actor=session.petugas, now=now)
        left = destruction in retention.unfinished(connection, office)
    if refused is not None and not left:
        raise _refused(refused)
    retention.carry_out(server.database, office, destruction, now=now)
    return _found(server, destruction)


@post(
    "/destructions/{destruction:str}/reject",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="rejectDestruction",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def reject(server: ServerDep, session: SessionDep, destruction: ListId) -> DestructionEntry:
    """Everything on the list stays."""
    with server.database.writing() as connection:
        refused = retention.reject(
            connection, server.office.code, destruction, actor=session.petugas, now=server.clock.now_ms()
        )
    if refused is not None:
        raise _refused(refused)
    return _found(server, destruction)


ROUTES = (listed, one, propose, confirm, reject)


def _found(server: ServerDep, destruction: str) -> DestructionEntry:
    with server.database.reading() as connection:
        found = retention.get(connection, server.office.code, destruction)
    assert found is not None  # it was decided
    return destruction_entry(found)


def _refused(refused: NotConfirmed) -> Refused:
    if refused is NotConfirmed.NOT_FOUND:
        return not_found(_WHAT)
    hint = "Confirm with the session of a petugas, not with a token." if refused is NotConfirmed.NO_PERSON else None
    return Refused(409, refused.value, SAYS[refused], hint)


def destruction_entry(one: Destruction) -> DestructionEntry:
    """A list as the API writes it."""
    return DestructionEntry(
        one.id,
        one.cause,
        moment(one.proposed_at),
        one.proposed_by,
        one.requests,
        one.left,
        maybe(one.confirmed_at),
        one.confirmed_by,
        maybe(one.rejected_at),
        maybe(one.done_at),
    )


def _row(row: retention.Listed) -> DestroyedRequest:
    of = row.request
    return DestroyedRequest(
        of.id,
        of.ref,
        of.service,
        of.classification,
        of.ticket,
        moment(of.made_at),
        moment(of.closed_at),
        maybe(row.at),
    )
