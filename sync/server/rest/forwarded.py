"""An agency's side: what was forwarded to it, and its answers. Everything else is not there for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody

from kiosk.domain.permohonan import MOVES, PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.people.rights import Right
from sync.server.rest.common import Text, maybe, moment
from sync.server.rest.problem import not_found, refusals
from sync.server.rest.requests import ForwardEntry, forward_entry, not_forwarded
from sync.server.work import complaints, forwards, requests
from sync.server.work.forwards import AgencyVerdict, ForwardRefusal

_TAGS: Final = ["forwarded"]
_WHAT: Final = "Permohonan itu"


class SentEntry(msgspec.Struct, frozen=True):
    """A request that was forwarded."""

    id: UUID
    service: str
    ticket: str
    status: PermohonanStatus
    asked_at: datetime
    verdict: AgencyVerdict | None
    answered_at: datetime | None


class SentList(msgspec.Struct, frozen=True):
    """What waits for an answer, what waits longest first; and the newest of those that were answered."""

    waiting: list[SentEntry]
    answered: list[SentEntry]


class Forwarded(msgspec.Struct, frozen=True):
    """One request as its agency sees it."""

    id: UUID
    service: str
    ticket: str
    status: PermohonanStatus
    asked: list[ForwardEntry]
    """What this agency was asked."""
    answers: dict[str, Any] | None
    """What the resident told, without the name in a confidential complaint; null once the request is closed."""


class AgencyAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agency says."""

    verdict: AgencyVerdict
    text: Text = ""
    """Needed with `refused` and `needs_more`."""


@get(
    "/forwarded",
    opt=needs(Right.FORWARDED),
    tags=_TAGS,
    operation_id="listForwarded",
    responses=refusals(),
    sync_to_thread=True,
)
def listed(server: ServerDep, session: SessionDep) -> SentList:
    """What was forwarded to your agency."""
    office, agency = server.office.code, session.agency or ""
    with server.database.reading() as connection:
        waiting = forwards.sent_to(connection, office, agency, answered=False)
        done = forwards.sent_to(connection, office, agency, answered=True)
    return SentList([_entry(one) for one in waiting], [_entry(one) for one in done])


@get(
    "/forwarded/{permohonan_id:uuid}",
    opt=needs(Right.FORWARDED),
    tags=_TAGS,
    operation_id="openForwarded",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID]) -> Forwarded:
    """Opens a request that was forwarded to your agency. The look is recorded."""
    office, agency, id_ = server.office, session.agency or "", str(permohonan_id)
    with server.database.writing() as connection:
        item = requests.get(connection, office.code, id_)
        if item is None or not forwards.may_see(connection, office.code, id_, agency):
            raise not_found(_WHAT)
        asked = [one for one in forwards.of_request(connection, office, id_) if one.agency == agency]
        opened = None
        if MOVES[item.permohonan.status]:  # when it is done, nobody elsewhere needs the answers any more
            now = server.clock.now_ms()
            opened = requests.open_request(connection, office, id_, actor=session.petugas, now=now, detail=agency)
    told: dict[str, Any] | None = None
    if opened is not None and isinstance(opened.content, Sealed):
        content = complaints.veiled(server.catalog.known(item.permohonan.service), opened.content)
        told = msgspec.to_builtins({key: value for key, value in content.told({}).items() if key not in content.photos})
    return Forwarded(
        permohonan_id,
        item.permohonan.service,
        item.permohonan.ticket,
        item.permohonan.status,
        [forward_entry(one) for one in asked if one.withdrawn_at is None],
        told,
    )


@post(
    "/forwarded/{permohonan_id:uuid}/answer",
    opt=needs(Right.FORWARDED),
    tags=_TAGS,
    operation_id="answerForwarded",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def answer(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[UUID], data: JSONBody[AgencyAnswer]
) -> ForwardEntry:
    """Your agency's answer to what it was asked last; given once."""
    with server.database.writing() as connection:
        done = forwards.answer(
            connection,
            server.office,
            str(permohonan_id),
            session.agency or "",
            data.verdict,
            text=data.text,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(done, ForwardRefusal):
        raise not_forwarded(done)
    return forward_entry(done)


ROUTES = (listed, one, answer)


def _entry(one: forwards.Sent) -> SentEntry:
    request = one.item.permohonan
    return SentEntry(
        UUID(request.id),
        request.service,
        request.ticket,
        request.status,
        moment(one.at),
        one.verdict,
        maybe(one.answered_at),
    )
