"""The waiting room: numbers, lokets, calls, and what the board shows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import delete, get, post, put
from litestar.params import JSONBody, PathParameter

from sync.server.board import state
from sync.server.board.state import Board
from sync.server.context import Server
from sync.server.desk import loket as room
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.hall import antrean, lokets
from sync.server.hall.antrean import Place, QueueRefusal, TicketState
from sync.server.hall.lokets import Loket, LoketRefusal
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.rest.common import Line, maybe, moment
from sync.server.rest.once import Once, OnceKey, gone
from sync.server.rest.problem import Refused, not_found, refusals

_TAGS: Final = ["queue"]

LoketId = Annotated[str, PathParameter(pattern="^[1-9][0-9]?$", description="1 to 99")]
TicketId = Annotated[str, PathParameter(pattern="^[0-9a-f-]{36}$", description="`id` of a number")]
GroupId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,40}$", examples=["surat"])]
SeenId = Annotated[str, msgspec.Meta(pattern="^([0-9a-f-]{36})?$")]


class Number(msgspec.Struct, frozen=True):
    """A number and where its resident is."""

    id: str
    ticket: str
    group: str
    request: UUID | None
    priority: bool
    state: TicketState
    loket: str | None
    waiting_since: datetime
    called_at: datetime | None
    calls: int
    by_hand: bool


class LoketEntry(msgspec.Struct, frozen=True):
    """A counter."""

    id: str
    name: str
    groups: tuple[str, ...]
    """Of services; empty: all."""
    petugas: str | None
    """Who sits there; null: closed."""
    since: datetime | None


class QueueNow(msgspec.Struct, frozen=True):
    """Today's queue."""

    waiting: list[Number]
    held: list[Number]
    at_lokets: list[Number]
    absent: list[Number]
    lokets: list[LoketEntry]


class NewNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number by hand."""

    group: GroupId
    priority: bool = False


class OpenOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sit down at a loket."""

    take_over: bool = False
    """Also where a colleague sits, who forgot to close it."""


class Pressed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A button of the loket."""

    seen: SeenId
    """The id of the number at the loket when you decided, empty for none: a button pressed twice counts once."""


class CallOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Call the next number, or a certain one."""

    seen: SeenId
    """As for the other buttons."""
    number: SeenId = ""
    """The id of the one that is meant; empty: the next."""


class TransferOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Send on, to a group of services or to one loket: one of the two."""

    seen: SeenId
    group: GroupId | None = None
    loket: Annotated[str, msgspec.Meta(pattern="^[1-9][0-9]?$")] | None = None


class LoketWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a loket is called and whom it serves."""

    name: Line = ""
    groups: Annotated[list[str], msgspec.Meta(max_length=50)] = []
    """Of services; empty: all."""


@get("/queue", opt=needs(Right.QUEUE), tags=_TAGS, operation_id="queue", responses=refusals(), sync_to_thread=True)
def now(server: ServerDep) -> QueueNow:
    """Who waits, who is called, who sits where."""
    with server.database.reading() as connection:
        found = antrean.queue(connection, server.office.code, now=server.clock.now_ms(), zone=server.zone)
    return QueueNow(
        [_number(one) for one in found.waiting],
        [_number(one) for one in found.held],
        [_number(one) for one in found.at_lokets],
        [_number(one) for one in found.absent],
        [_loket(one) for one in found.lokets],
    )


@get("/board", opt=needs(Right.QUEUE), tags=_TAGS, operation_id="board", responses=refusals(), sync_to_thread=True)
def board(server: ServerDep) -> Board:
    """What the screen in the waiting room shows."""
    return state.board(server)[0]


@post(
    "/queue/numbers",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="issueNumber",
    status_code=201,
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def issue(server: ServerDep, session: SessionDep, data: JSONBody[NewNumber], key: OnceKey = "") -> Number:
    """Gives a number by hand, with a letter that no kiosk gives."""
    group = next((one for one in server.catalog.groups if one.id == data.group and one.queue), None)
    if group is None:
        raise Refused(422, "no_such_group", "Kelompok layanan itu tidak ada.")
    once = Once(server, session, "issueNumber", key, data)
    with server.database.writing() as connection:
        made = once.before(connection)
        if made is not None:
            known = antrean.get(connection, server.office.code, made)
            if known is None:
                raise gone(made)
            return _number(known)
        given = antrean.issue(connection, server.office.code, group, priority=data.priority, **_by(server, session))
        if isinstance(given, QueueRefusal):
            raise _not_done(given)
        once.made(connection, given.id)
    return _number(given)


@post(
    "/queue/numbers/{ticket_id:str}/cancel",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="cancelNumber",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def cancel(server: ServerDep, session: SessionDep, ticket_id: TicketId) -> Number:
    """Takes a number out of the queue whose resident has gone."""
    with server.database.writing() as connection:
        return _done(antrean.cancel(connection, server.office.code, ticket_id, **_by(server, session)))


@put(
    "/lokets/{loket_id:str}",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="putLoket",
    status_code=204,
    responses=refusals(422),
    sync_to_thread=True,
)
def put_loket(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[LoketWish]) -> None:
    """Makes a loket or changes it."""
    if not set(data.groups) <= {group.id for group in server.catalog.groups}:
        raise Refused(422, "no_such_group", "Kelompok layanan itu tidak ada.")
    with server.database.writing() as connection:
        wrong = lokets.put_loket(
            connection,
            server.office.code,
            loket_id,
            data.name,
            tuple(data.groups),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if wrong is not None:
        raise _not_opened(wrong)


@delete(
    "/lokets/{loket_id:str}",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="removeLoket",
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def remove_loket(server: ServerDep, session: SessionDep, loket_id: LoketId) -> None:
    """Removes a loket where nobody sits."""
    with server.database.writing() as connection:
        wrong = lokets.remove_loket(connection, server.office.code, loket_id, **_by(server, session))
    if wrong is not None:
        raise _not_opened(wrong)


@post(
    "/lokets/{loket_id:str}/open",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="openLoket",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def open_loket(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[OpenOrder]) -> LoketEntry:
    """Sits down at a loket."""
    with server.database.writing() as connection:
        done = antrean.open_loket(
            connection, server.office.code, loket_id, take_over=data.take_over, **_by(server, session)
        )
    return _seated(done)


@post(
    "/lokets/{loket_id:str}/close",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="closeLoket",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def close_loket(server: ServerDep, session: SessionDep, loket_id: LoketId) -> LoketEntry:
    """Gets up."""
    with server.database.writing() as connection:
        return _seated(antrean.close_loket(connection, server.office.code, loket_id, **_by(server, session)))


@post(
    "/lokets/{loket_id:str}/call",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="call",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def call(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[CallOrder]) -> Number:
    """Calls the next number, or a certain one; whom the loket had is done."""
    by = _by(server, session)
    with server.database.writing() as connection:
        office = server.office.code
        if data.number:
            called = antrean.call(connection, office, loket_id, data.number, seen=data.seen, **by)
        else:
            called = antrean.call_next(connection, office, loket_id, seen=data.seen, **by)
        # That nobody waits is an answer and no refusal: whom the loket had is done all the same.
        if isinstance(called, QueueRefusal) and called is not QueueRefusal.NOBODY_WAITS:
            raise _not_done(called)
    return _done(called)


@post(
    "/lokets/{loket_id:str}/recall",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="recall",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def recall(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[Pressed]) -> Number:
    """Calls the number at the loket once more."""
    return _press(antrean.recall, server, session, loket_id, data)


@post(
    "/lokets/{loket_id:str}/serve",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="serve",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def serve(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[Pressed]) -> Number:
    """Who was called has come."""
    return _press(antrean.serve, server, session, loket_id, data)


@post(
    "/lokets/{loket_id:str}/hold",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="hold",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def hold(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[Pressed]) -> Number:
    """Sets the number at the loket aside until it is called again."""
    return _press(antrean.hold, server, session, loket_id, data)


@post(
    "/lokets/{loket_id:str}/absent",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="absent",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def absent(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[Pressed]) -> Number:
    """Nobody came: the number goes to the end of the queue once, then it ends."""
    return _press(antrean.absent, server, session, loket_id, data)


@post(
    "/lokets/{loket_id:str}/finish",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="finish",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def finish(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[Pressed]) -> Number:
    """The loket is through with whom it has and calls nobody yet."""
    return _press(antrean.finish, server, session, loket_id, data)


@post(
    "/lokets/{loket_id:str}/transfer",
    opt=needs(Right.QUEUE),
    tags=_TAGS,
    operation_id="transfer",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def transfer(server: ServerDep, session: SessionDep, loket_id: LoketId, data: JSONBody[TransferOrder]) -> Number:
    """Sends whom the loket has on, with the place that their waiting gave them."""
    if data.group is not None and data.group not in {group.id for group in server.catalog.groups}:
        raise Refused(422, "no_such_group", "Kelompok layanan itu tidak ada.")
    with server.database.writing() as connection:
        done = antrean.transfer(
            connection,
            server.office.code,
            loket_id,
            group=data.group,
            to=data.loket,
            seen=data.seen,
            **_by(server, session),
        )
    return _done(done)


ROUTES = (
    *(now, board, issue, cancel, put_loket, remove_loket, open_loket, close_loket),
    *(call, recall, serve, hold, absent, finish, transfer),
)


def _press(button: Any, server: Server, session: Session, loket_id: str, data: Pressed) -> Number:
    with server.database.writing() as connection:
        return _done(button(connection, server.office.code, loket_id, seen=data.seen, **_by(server, session)))


def _by(server: Server, session: Session) -> dict[str, Any]:
    return {"actor": session.petugas, "now": server.clock.now_ms(), "zone": server.zone}


def _done(done: Place | QueueRefusal) -> Number:
    if isinstance(done, QueueRefusal):
        raise _not_done(done)
    return _number(done)


def _not_done(refused: QueueRefusal) -> Refused:
    if refused is QueueRefusal.NOT_FOUND:
        return not_found("Nomor itu")
    return Refused(409, refused.value, room.REFUSED[refused])


def _seated(done: Loket | LoketRefusal) -> LoketEntry:
    if isinstance(done, LoketRefusal):
        raise _not_opened(done)
    return _loket(done)


def _not_opened(refused: LoketRefusal) -> Refused:
    status = {LoketRefusal.NOT_FOUND: 404, LoketRefusal.WRONG: 422}.get(refused, 409)
    return Refused(status, refused.value, room.LOKET_REFUSED[refused])


def _number(place: Place) -> Number:
    return Number(
        place.id,
        place.ticket,
        place.group,
        UUID(place.permohonan_id) if place.permohonan_id else None,
        place.priority,
        place.state,
        place.loket,
        moment(place.waiting_since),
        maybe(place.called_at),
        place.calls,
        place.by_hand,
    )


def _loket(one: Loket) -> LoketEntry:
    return LoketEntry(one.id, one.name, one.groups, one.petugas, maybe(one.since))
