"""A resident's rights: what they wish of the data about them, and what the office answered (UU PDP)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody

from kiosk.domain.problem import Problem
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.desk.subjects import SAYS
from sync.server.people.rights import Right
from sync.server.privacy import subjects
from sync.server.privacy.subjects import Outcome, SubjectRefusal, Wish, WishKind
from sync.server.rest.common import Line, Lines, maybe, moment
from sync.server.rest.problem import Refused, not_found, refusals
from sync.server.rest.retention import DestructionEntry, destruction_entry
from sync.server.work import requests

_TAGS: Final = ["subjects"]
_WHAT: Final = "Permohonan itu"
_BELOW: Final = "/requests/{permohonan_id:uuid}/wishes"


class WishEntry(msgspec.Struct, frozen=True):
    """A resident came and wanted something."""

    request: UUID
    number: int
    """1, 2, 3 … of its request."""
    kind: WishKind
    at: datetime
    due: datetime
    """When it has to be answered: 3 × 24 hours."""
    actor: str
    """Who saw the resident's KTP."""
    outcome: Outcome | None
    """Null: it waits for an answer."""
    answered_at: datetime | None
    answered_by: str | None
    reason: str | None
    """Why it was refused."""
    ended_at: datetime | None
    """Of a restriction that was lifted."""


class WishList(msgspec.Struct, frozen=True):
    """Wishes."""

    wishes: list[WishEntry]


class NewWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a resident wants."""

    kind: WishKind
    ktp_seen: bool
    """Somebody looked at the resident's KTP; without that nothing is written down."""


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A no, and why: the resident has a right to know."""

    kind: WishKind
    reason: Lines


class CopyOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goes into a copy."""

    with_notes: bool
    """Also what petugas and agencies wrote; not where that tells of somebody else (UU PDP art. 33)."""


class DataCopy(msgspec.Struct, frozen=True):
    """Everything that the office holds about a request, for its resident."""

    copy: dict[str, Any]
    """As the file that the desk hands out, Indonesian."""


class NewCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer should be."""

    field: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_]{1,60}$", examples=["nama"])]
    value: Line
    """As it is typed."""


class CorrectionEntry(msgspec.Struct, frozen=True):
    """An answer is something else now. What was sent stays, sealed, beside it."""

    number: int
    field: str
    actor: str
    at: datetime


@get(
    "/wishes",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="waitingWishes",
    responses=refusals(),
    sync_to_thread=True,
)
def waiting(server: ServerDep) -> WishList:
    """What residents wish and nobody has answered, the most urgent first."""
    with server.database.reading() as connection:
        return WishList([_entry(one) for one in subjects.unanswered(connection, server.office)])


@get(
    _BELOW,
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="listWishes",
    responses=refusals(404),
    sync_to_thread=True,
)
def of_request(server: ServerDep, permohonan_id: FromPath[UUID]) -> WishList:
    """What was wished about a request, oldest first."""
    with server.database.reading() as connection:
        if requests.get(connection, server.office.code, str(permohonan_id)) is None:
            raise not_found(_WHAT)
        return WishList([_entry(one) for one in subjects.of_request(connection, server.office, str(permohonan_id))])


@post(
    _BELOW,
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="writeWishDown",
    status_code=201,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def ask(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[NewWish]) -> WishEntry:
    """Writes down what a resident wants. Asked twice, the second is refused (409) until the first is answered."""
    with server.database.writing() as connection:
        done = subjects.ask(
            connection,
            server.office.code,
            str(permohonan_id),
            data.kind,
            seen_ktp=data.ktp_seen,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _done(done)


@post(
    f"{_BELOW}/refuse",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="refuseWish",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def refuse(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[Refusal]) -> WishEntry:
    """Answers a wish with no."""
    with server.database.writing() as connection:
        done = subjects.refuse(
            connection,
            server.office,
            str(permohonan_id),
            data.kind,
            data.reason,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _done(done)


@post(
    f"{_BELOW}/copy",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="grantCopy",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def hand_copy(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[CopyOrder]
) -> DataCopy:
    """Grants the wish for a copy, which can be fetched again. The look into the answers is recorded."""
    from sync.server.desk.subject_files import copy_json

    with server.database.writing() as connection:
        found = subjects.copy(
            connection,
            server.office,
            str(permohonan_id),
            with_notes=data.with_notes,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        if isinstance(found, SubjectRefusal):
            raise _refused(found)
    return DataCopy(msgspec.json.decode(copy_json(server, found)))


@post(
    f"{_BELOW}/correction",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="grantCorrection",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def correct(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[NewCorrection]
) -> CorrectionEntry:
    """Grants the wish to correct: keeps what an answer should say, which letters use from then on."""
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        item = requests.get(connection, server.office.code, str(permohonan_id))
        service = server.catalog.known(item.permohonan.service) if item else None
        if service is None:
            raise not_found(_WHAT)
        done = subjects.correct(
            connection,
            server.office,
            service,
            str(permohonan_id),
            (data.field, data.value),
            regions=words.REGIONS,
            today=server.zone.local(now).date(),
            actor=session.petugas,
            now=now,
        )
        if isinstance(done, Problem):
            raise Refused(422, "no_answer", "Isinya belum betul untuk isian ini.", "It is no answer to that question.")
        if isinstance(done, SubjectRefusal):
            raise _refused(done)
    return CorrectionEntry(done.number, done.field, done.actor, moment(done.at))


@post(
    f"{_BELOW}/restriction",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="grantRestriction",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def restrict(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID]) -> WishEntry:
    """Grants that nothing more is done with the data than keeping it."""
    with server.database.writing() as connection:
        done = subjects.restrict(
            connection, server.office, str(permohonan_id), actor=session.petugas, now=server.clock.now_ms()
        )
        return _done(done)


@post(
    f"{_BELOW}/restriction/lift",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="liftRestriction",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def lift(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID]) -> None:
    """Ends a restriction."""
    with server.database.writing() as connection:
        refused = subjects.lift(
            connection, server.office.code, str(permohonan_id), actor=session.petugas, now=server.clock.now_ms()
        )
        if refused is not None:
            raise _refused(refused)


@post(
    f"{_BELOW}/destruction",
    opt=needs(Right.SUBJECTS),
    tags=_TAGS,
    operation_id="grantDestruction",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def destroy(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID]) -> DestructionEntry:
    """Grants the wish to destroy: puts the request on a list of its own, which a second person confirms."""
    with server.database.writing() as connection:
        done = subjects.grant_destruction(
            connection,
            server.office,
            server.catalog,
            str(permohonan_id),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        if isinstance(done, SubjectRefusal):
            raise _refused(done)
    return destruction_entry(done)


ROUTES = (waiting, of_request, ask, refuse, hand_copy, correct, restrict, lift, destroy)


def _done(done: Wish | SubjectRefusal) -> WishEntry:
    if isinstance(done, SubjectRefusal):
        raise _refused(done)
    return _entry(done)


def _refused(refused: SubjectRefusal) -> Refused:
    match refused:
        case SubjectRefusal.NOT_FOUND:
            return not_found(_WHAT)
        case (
            SubjectRefusal.NOT_SEEN
            | SubjectRefusal.NEEDS_REASON
            | SubjectRefusal.TOO_LONG
            | SubjectRefusal.NO_SUCH_ANSWER
            | SubjectRefusal.SAME
        ):
            status = 422
        case _:
            status = 409
    return Refused(status, refused.value, SAYS[refused])


def _entry(one: Wish) -> WishEntry:
    return WishEntry(
        UUID(one.permohonan_id),
        one.number,
        one.kind,
        moment(one.at),
        moment(one.due),
        one.actor,
        one.outcome,
        maybe(one.answered_at),
        one.answered_by,
        one.reason,
        maybe(one.ended_at),
    )
