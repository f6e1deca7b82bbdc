"""Requests: list, find, open, move on, hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy import Connection

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.people.rights import Right
from sync.server.rest.common import (
    Cursor,
    Limit,
    Line,
    Lines,
    Moment,
    Ordinal,
    cursor,
    maybe,
    milliseconds,
    moment,
    place_of,
)
from sync.server.rest.once import Once, OnceKey, gone
from sync.server.rest.problem import Refused, not_found, refusals
from sync.server.work import complaints, confidential, forwards, notes, requests, restriction, search
from sync.server.work.forwards import AgencyVerdict, Forward, ForwardRefusal
from sync.server.work.notes import Note, NoteRefusal
from sync.server.work.requests import Item, MoveRefusal, NotMoved

_WHAT: Final = "Permohonan itu"
_TAGS: Final = ["requests"]


class RequestEntry(msgspec.Struct, frozen=True):
    """A request, its answers unopened."""

    id: UUID
    kiosk_id: str
    service: str
    ref: str
    ticket: str
    queue_day: str
    language: str
    priority: bool
    status: PermohonanStatus
    status_at: datetime
    note: str | None
    """What the resident reads beside the status."""
    holder: str
    """The agency that has it now."""
    assignee: str | None
    """The petugas who works on it."""
    deadline: datetime | None
    """Of a complaint: when it has to stand elsewhere, by SP4N-LAPOR's days."""
    created_at: datetime
    """By the kiosk's clock."""
    clock_doubtful: bool
    received_at: datetime
    waiting_since: datetime
    restricted: bool
    """The resident wants nothing done with it for now (UU PDP 27/2022, art. 11)."""
    allowed: tuple[PermohonanStatus, ...]
    """Where it may go from here."""


class Requests(msgspec.Struct, frozen=True):
    """A page of requests."""

    requests: list[RequestEntry]
    next: str | None


class Step(msgspec.Struct, frozen=True):
    """One line of a request's history."""

    old: PermohonanStatus
    new: PermohonanStatus
    note: str | None
    actor: str
    at: datetime


class History(msgspec.Struct, frozen=True):
    """How a request came to where it stands, oldest first."""

    request: RequestEntry
    steps: list[Step]


class Doubt(msgspec.Struct, frozen=True):
    """Something to look at once more."""

    field: str
    code: str


class Answers(msgspec.Struct, frozen=True):
    """What a resident told. Keep it no longer than you need it: UU 27/2022."""

    request: RequestEntry
    answers: dict[str, Any]
    """By question, as the service's form has them."""
    doubts: list[Doubt]
    photos: list[str]
    """Questions with a photo, for `/photos/{field}`."""
    missing_photos: list[str]
    """Those on their way."""


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to look for: a request code, the text of a scanned slip, a queue number, a NIK, a KK or words of a name."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=300, examples=["7KQ-M3X-9TP", "A-007"])]


class MoveOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A status change."""

    to: PermohonanStatus
    seen: PermohonanStatus
    """Where the request stood when you decided: when a colleague was faster, nothing is changed (409)."""
    note: Line | None = None
    """What the resident reads; needed for INCOMPLETE and REJECTED."""


class UndoOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take the last move back."""

    seen: PermohonanStatus
    """Where the request stood when you decided."""


class AssigneeOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who works on it; null: nobody any more."""

    petugas: Line | None


class NewNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note for colleagues. No resident reads it."""

    text: Lines


class NoteEntry(msgspec.Struct, frozen=True):
    """A note of the office's own."""

    number: int
    text: str
    actor: str
    at: datetime


class Notes(msgspec.Struct, frozen=True):
    """A request's notes, the oldest first."""

    notes: list[NoteEntry]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agency is asked."""

    agency: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,40}$", examples=["kua"])]
    asked: Lines


class ForwardEntry(msgspec.Struct, frozen=True):
    """An agency was asked."""

    number: int
    agency: str
    asked: str
    actor: str
    at: datetime
    verdict: AgencyVerdict | None
    """Null: it has not answered yet."""
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    withdrawn_at: datetime | None


class Forwards(msgspec.Struct, frozen=True):
    """Which agencies were asked, the oldest first."""

    forwards: list[ForwardEntry]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the name in a confidential complaint is opened; colleagues read it as a note."""

    reason: Lines


class HolderOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which agency has it now."""

    agency: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,40}$", examples=["kua"])]


@get(
    "/requests",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="listRequests",
    responses=refusals(422),
    sync_to_thread=True,
)
def listed(
    server: ServerDep,
    *,
    status: Annotated[list[PermohonanStatus] | None, QueryParameter(description="Only these")] = None,
    service: Annotated[str | None, QueryParameter(pattern="^[a-z0-9_]{1,60}$", description="Only this service")] = None,
    since: Annotated[datetime | None, QueryParameter(description="That arrived from then on")] = None,
    until: Annotated[datetime | None, QueryParameter(description="That arrived before")] = None,
    cursor_: Cursor = "",
    limit: Limit = 50,
) -> Requests:
    """Requests in the order in which they arrived."""
    after = place_of(cursor_, tuple[Moment, UUID])
    with server.database.reading() as connection:
        items = requests.in_order(
            connection,
            server.office.code,
            statuses=status or None,
            service=service,
            since=None if since is None else milliseconds(since),
            until=None if until is None else milliseconds(until),
            after=(after[0], str(after[1])) if after else None,
            limit=limit + 1,
        )
        told = entries(connection, server.office.code, items[:limit])
    last = items[limit - 1] if len(items) > limit else None
    more = cursor(last.received_at, last.permohonan.id) if last else None
    return Requests(told, more)


@post(
    "/requests/search",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="searchRequests",
    status_code=200,
    responses=refusals(),
    sync_to_thread=True,
)
def find(server: ServerDep, session: SessionDep, data: JSONBody[Wanted]) -> Requests:
    """Finds requests. Posted, so that no code and no NIK stands in an address; that somebody looked for a person is recorded."""
    office = server.office
    with server.database.reading() as connection:
        found = requests.by_code(connection, office, data.text)
        item = requests.get(connection, office.code, found) if found else None
        items = [item] if item else requests.by_ticket(connection, office.code, data.text.strip().upper()[:10])
    wanted = None if items else search.read(office.vault, data.text)
    if wanted is not None:
        now = server.clock.now_ms()
        with server.database.writing() as connection:
            items = search.find(connection, office, wanted, actor=session.petugas, now=now)
    with server.database.reading() as connection:
        return Requests(entries(connection, office.code, items), None)


@get(
    "/requests/{permohonan_id:uuid}",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="getRequest",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, permohonan_id: FromPath[UUID]) -> History:
    """One request and its history, its answers unopened."""
    with server.database.reading() as connection:
        item = requests.get(connection, server.office.code, str(permohonan_id))
        if item is None:
            raise not_found(_WHAT)
        steps = requests.history(connection, server.office.code, str(permohonan_id))
        told = entry(connection, server.office.code, item)
    return History(told, [Step(step.old, step.new, step.note, step.actor, moment(step.at)) for step in steps])


@get(
    "/requests/{permohonan_id:uuid}/answers",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="openRequest",
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def answers(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID]) -> Answers:
    """Opens a request's answers. The look is recorded in the audit trail."""
    return _answers(server, permohonan_id, session.petugas)


@post(
    "/requests/{permohonan_id:uuid}/reveal",
    opt=needs(Right.SIGN),
    tags=_TAGS,
    operation_id="revealReporter",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def reveal(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[Reason]) -> Answers:
    """Opens a confidential complaint with its sender's name. Recorded, and the reason is a note that colleagues see."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        kept = confidential.reveal(
            connection, server.office, str(permohonan_id), data.reason, actor=session.petugas, now=now
        )
    if isinstance(kept, NoteRefusal):
        raise _not_noted(kept)
    return _answers(server, permohonan_id, session.petugas, sees_name=True)


@get(
    "/requests/{permohonan_id:uuid}/photos/{field:str}",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="openPhoto",
    responses=refusals(404, 409),
    media_type="image/jpeg",
    sync_to_thread=True,
)
def photo(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], field: FromPath[str]
) -> Response[bytes]:
    """A photo of a request. The look is recorded in the audit trail."""
    opened, _ = _opened(server, permohonan_id, session.petugas)
    found = opened.photos.get(field)
    if found is None:
        raise not_found("Foto itu")
    return Response(found, media_type="image/jpeg")


@post(
    "/requests/{permohonan_id:uuid}/status",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="moveRequest",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def move(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[MoveOrder]
) -> RequestEntry:
    """Moves a request on. The kiosk tells the resident after its next exchange."""
    with server.database.writing() as connection:
        moved = requests.change_status(
            connection,
            server.office.code,
            str(permohonan_id),
            data.to,
            note=data.note,
            actor=session.petugas,
            now=server.clock.now_ms(),
            seen=data.seen,
        )
        if isinstance(moved, NotMoved):
            raise not_moved(moved)
        item = requests.get(connection, server.office.code, str(permohonan_id))
        assert item is not None  # it was moved
        return entry(connection, server.office.code, item)


@post(
    "/requests/{permohonan_id:uuid}/holder",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="handOverRequest",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def hand_over(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[HolderOrder]
) -> RequestEntry:
    """Notes which agency has a request now. Its status stays."""
    if data.agency not in {agency.id for agency in server.catalog.agencies}:
        raise Refused(422, "no_such_agency", "Instansi itu tidak ada.", "See: GET /api/v1/agencies")
    with server.database.writing() as connection:
        handed = requests.hand_over(
            connection,
            server.office.code,
            str(permohonan_id),
            data.agency,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        if isinstance(handed, NotMoved):
            raise not_moved(handed)
        return entry(connection, server.office.code, handed)


@post(
    "/requests/{permohonan_id:uuid}/undo",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="undoMove",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def undo(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[UndoOrder]
) -> RequestEntry:
    """Takes the last move back: your own within a day, anybody's with the right to sign."""
    with server.database.writing() as connection:
        moved = requests.undo(
            connection,
            server.office.code,
            str(permohonan_id),
            actor=session.petugas,
            any_petugas=session.may(Right.SIGN),
            now=server.clock.now_ms(),
            seen=data.seen,
        )
        if isinstance(moved, NotMoved):
            raise not_moved(moved)
        item = requests.get(connection, server.office.code, str(permohonan_id))
        assert item is not None  # it was moved
        return entry(connection, server.office.code, item)


@put(
    "/requests/{permohonan_id:uuid}/assignee",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="assignRequest",
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def assign(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[AssigneeOrder]
) -> RequestEntry:
    """Notes who works on a request."""
    with server.database.writing() as connection:
        done = requests.assign(
            connection,
            server.office.code,
            str(permohonan_id),
            data.petugas,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        if isinstance(done, NotMoved):
            raise not_moved(done)
        return entry(connection, server.office.code, done)


@get(
    "/requests/{permohonan_id:uuid}/notes",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="listNotes",
    responses=refusals(404),
    sync_to_thread=True,
)
def list_notes(server: ServerDep, permohonan_id: FromPath[UUID]) -> Notes:
    """What colleagues wrote on a request."""
    with server.database.reading() as connection:
        if requests.get(connection, server.office.code, str(permohonan_id)) is None:
            raise not_found(_WHAT)
        found = notes.listed(connection, server.office, str(permohonan_id))
    return Notes([_note_entry(one) for one in found])


@post(
    "/requests/{permohonan_id:uuid}/notes",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="addNote",
    status_code=201,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def add_note(
    server: ServerDep,
    session: SessionDep,
    permohonan_id: FromPath[UUID],
    data: JSONBody[NewNote],
    key: OnceKey = "",
) -> NoteEntry:
    """Leaves a note for colleagues."""
    once = Once(server, session, "addNote", key, permohonan_id, data)
    with server.database.writing() as connection:
        number = once.before(connection)
        if number is not None:
            there = notes.listed(connection, server.office, str(permohonan_id))
            known = next((one for one in there if str(one.number) == number), None)
            if known is None:
                raise gone(number)
            return _note_entry(known)
        now = server.clock.now_ms()
        kept = notes.add(connection, server.office, str(permohonan_id), data.text, actor=session.petugas, now=now)
        if isinstance(kept, NoteRefusal):
            raise _not_noted(kept)
        once.made(connection, str(kept.number))
    return _note_entry(kept)


@get(
    "/requests/{permohonan_id:uuid}/forwards",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="listForwards",
    responses=refusals(404),
    sync_to_thread=True,
)
def list_forwards(server: ServerDep, permohonan_id: FromPath[UUID]) -> Forwards:
    """Which agencies were asked what, and what they answered."""
    with server.database.reading() as connection:
        if requests.get(connection, server.office.code, str(permohonan_id)) is None:
            raise not_found(_WHAT)
        found = forwards.of_request(connection, server.office, str(permohonan_id))
    return Forwards([forward_entry(one) for one in found])


@post(
    "/requests/{permohonan_id:uuid}/forwards",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="forwardRequest",
    status_code=201,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def forward(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[Question]
) -> ForwardEntry:
    """Asks an agency, which sees the request from then on."""
    if data.agency not in {agency.id for agency in server.catalog.agencies}:
        raise not_forwarded(ForwardRefusal.NO_AGENCY)
    with server.database.writing() as connection:
        done = forwards.forward(
            connection,
            server.office,
            str(permohonan_id),
            data.agency,
            data.asked,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(done, ForwardRefusal):
        raise not_forwarded(done)
    return forward_entry(done)


@post(
    "/requests/{permohonan_id:uuid}/forwards/{number:int}/withdraw",
    opt=needs(Right.REQUESTS),
    tags=_TAGS,
    operation_id="withdrawForward",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def withdraw(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], number: Ordinal) -> None:
    """Asks an agency no more."""
    with server.database.writing() as connection:
        refused = forwards.withdraw(
            connection,
            server.office.code,
            str(permohonan_id),
            number,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if refused is not None:
        raise not_forwarded(refused)


ROUTES = (
    *(listed, find, one, answers, reveal, photo, move, undo, assign, hand_over),
    *(list_notes, add_note, list_forwards, forward, withdraw),
)


def entries(connection: Connection, office: str, items: Sequence[Item]) -> list[RequestEntry]:
    """Requests as the API writes them."""
    held = restriction.among(connection, office, [item.permohonan.id for item in items])
    return [_entry(item, restricted=item.permohonan.id in held) for item in items]


def entry(connection: Connection, office: str, item: Item) -> RequestEntry:
    """A request as the API writes it."""
    return entries(connection, office, [item])[0]


def _entry(item: Item, *, restricted: bool) -> RequestEntry:
    request = item.permohonan
    return RequestEntry(
        UUID(request.id),
        item.kiosk_id,
        request.service,
        request.ref,
        request.ticket,
        request.queue_day,
        request.language,
        item.priority,
        request.status,
        moment(request.status_at),
        request.note,
        item.holder,
        item.assignee,
        maybe(item.deadline),
        moment(request.created_at),
        item.clock_doubtful,
        moment(item.received_at),
        moment(item.waiting_since),
        restricted,
        tuple(requests.allowed(request.status, restricted=restricted)),
    )


def not_moved(refused: NotMoved) -> Refused:
    """Why a request was not moved, as a problem."""
    match refused.why:
        case MoveRefusal.NOT_FOUND:
            return not_found(_WHAT)
        case MoveRefusal.NEEDS_NOTE | MoveRefusal.NOTE_TOO_LONG | MoveRefusal.NOTE_PERSONAL:
            status = 422
        case _:
            status = 409
    hint = f"It stands at {refused.status.value}." if refused.status else None
    return Refused(status, refused.why.value, words.NOT_MOVED[refused.why], hint)


def _answers(server: Server, permohonan_id: UUID, actor: str, *, sees_name: bool = False) -> Answers:
    opened, content = _opened(server, permohonan_id, actor, sees_name=sees_name)
    with server.database.reading() as connection:
        written = entry(connection, server.office.code, opened.item)
    told = {key: value for key, value in content.told({}).items() if key not in content.photos}
    return Answers(
        written,
        msgspec.to_builtins(told),
        [Doubt(field, code) for field, code in content.warnings],
        sorted(opened.photos),
        sorted(opened.missing),
    )


def _opened(
    server: Server, permohonan_id: UUID, actor: str, *, sees_name: bool = False
) -> tuple[requests.Opened, Sealed]:
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        opened = requests.open_request(connection, server.office, str(permohonan_id), actor=actor, now=now)
    if opened is None:
        raise not_found(_WHAT)
    if not isinstance(opened.content, Sealed):
        raise Refused(409, "does_not_open", "Jawaban permohonan itu tidak bisa dibuka.", opened.content.reason)
    content = opened.content
    if not sees_name:
        content = complaints.veiled(server.catalog.known(opened.item.permohonan.service), content)
    return opened, content


def _not_noted(refused: NoteRefusal) -> Refused:
    if refused is NoteRefusal.NOT_FOUND:
        return not_found(_WHAT)
    return Refused(422, refused.value, words.NOT_NOTED[refused])


def not_forwarded(refused: ForwardRefusal) -> Refused:
    """Why an agency was not asked, or its answer not taken, as a problem."""
    match refused:
        case ForwardRefusal.NOT_FOUND:
            return not_found(_WHAT)
        case (
            ForwardRefusal.CLOSED
            | ForwardRefusal.WAITS_ALREADY
            | ForwardRefusal.NOT_WAITING
            | ForwardRefusal.RESTRICTED
        ):
            status = 409
        case _:
            status = 422
    return Refused(status, refused.value, words.NOT_FORWARDED[refused])


def forward_entry(one: Forward) -> ForwardEntry:
    """A question to an agency as the API writes it."""
    return ForwardEntry(
        one.number,
        one.agency,
        one.asked,
        one.actor,
        moment(one.at),
        one.verdict,
        one.answer,
        one.answered_by,
        maybe(one.answered_at),
        maybe(one.withdrawn_at),
    )


def _note_entry(one: Note) -> NoteEntry:
    return NoteEntry(one.number, one.text, one.actor, moment(one.at))
