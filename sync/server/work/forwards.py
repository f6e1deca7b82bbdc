"""Asking another agency: what it is asked, what it answers. It sees the request from then on, and no other.

One request may go to several agencies at once, and to one of them again. Questions and answers are locked in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, or_, select, update

from kiosk.domain.permohonan import MOVES, PermohonanStatus
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.tables import forwards, permohonan
from sync.server.work.notes import tidy
from sync.server.work.requests import HOME, Item, item_of, lock_row
from sync.server.work.restriction import restricted

LENGTH: Final = 1000
_VARIABLES: Final = 500  # values in one IN (...): every database takes that many


class AgencyVerdict(StrEnum):
    """What an agency says."""

    AGREED = "agreed"  # setuju
    REFUSED = "refused"  # tidak setuju
    NEEDS_MORE = "needs_more"  # perlu data lain


NEEDS_TEXT: Final = frozenset({AgencyVerdict.REFUSED, AgencyVerdict.NEEDS_MORE})
"""Answers that nobody can work with unless they say why or what."""


class Forward(msgspec.Struct, frozen=True):
    """An agency was asked."""

    number: int  # 1, 2, 3 … of its request
    agency: str
    asked: str
    actor: str
    at: int  # ms since 1970 UTC
    verdict: AgencyVerdict | None = None  # none: not answered yet
    answer: str = ""
    answered_by: str | None = None
    answered_at: int | None = None
    withdrawn_at: int | None = None

    @property
    def waits(self) -> bool:
        """Whether an answer is still expected."""
        return self.verdict is None and self.withdrawn_at is None

    def __repr__(self) -> str:
        return f"Forward({self.number}, {self.agency})"


class ForwardRefusal(StrEnum):
    """Why an agency was not asked, or its answer not taken."""

    NOT_FOUND = "not_found"
    CLOSED = "closed"
    NO_AGENCY = "no_agency"
    WAITS_ALREADY = "waits_already"  # it was asked and has not answered
    NOT_WAITING = "not_waiting"  # it has answered, or was not asked any more
    NEEDS_TEXT = "needs_text"
    TOO_LONG = "too_long"
    RESTRICTED = "restricted"  # the resident wants nothing done with the request for now (UU PDP)


class Sent(msgspec.Struct, frozen=True):
    """A request in the list of the agency that it was forwarded to."""

    item: Item
    at: int  # when the agency was asked last, ms since 1970 UTC
    verdict: AgencyVerdict | None
    answered_at: int | None


class Asked(msgspec.Struct, frozen=True):
    """Which agencies a request waits for, and which have answered."""

    waiting: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    answered_at: int = 0  # the newest answer, ms since 1970 UTC


def forward(
    connection: Connection,
    office: OfficeKeys,
    permohonan_id: str,
    agency: str,
    asked: str,
    *,
    actor: str,
    now: int,
) -> Forward | ForwardRefusal:
    """Asks an agency, inside the caller's writing transaction. The caller knows that there is such an agency."""
    asked = tidy(asked)
    row = lock_row(connection, office.code, permohonan_id)
    if row is None:
        return ForwardRefusal.NOT_FOUND
    if not MOVES[PermohonanStatus(row["status"])]:
        return ForwardRefusal.CLOSED
    if restricted(connection, office.code, permohonan_id):
        return ForwardRefusal.RESTRICTED
    if agency == HOME:
        return ForwardRefusal.NO_AGENCY
    if not asked:
        return ForwardRefusal.NEEDS_TEXT
    if len(asked) > LENGTH:
        return ForwardRefusal.TOO_LONG
    here = and_(forwards.c.office == office.code, forwards.c.permohonan_id == permohonan_id)
    waiting = select(forwards.c.number).where(here, forwards.c.agency == agency, _WAITS)
    if connection.execute(waiting).first() is not None:
        return ForwardRefusal.WAITS_ALREADY
    newest = select(func.coalesce(func.max(forwards.c.number), 0)).where(here)
    number = int(connection.execute(newest).scalar_one()) + 1
    connection.execute(
        insert(forwards).values(
            office=office.code,
            permohonan_id=permohonan_id,
            number=number,
            agency=agency,
            asked=office.vault.lock_text(asked, "forwards", permohonan_id, str(number), "asked"),
            actor=actor,
            at=now,
        )
    )
    record(connection, office.code, actor, Action.FORWARDED, now=now, permohonan_id=permohonan_id, detail=agency)
    return Forward(number, agency, asked, actor, now)


def withdraw(
    connection: Connection, office: str, permohonan_id: str, number: int, *, actor: str, now: int
) -> ForwardRefusal | None:
    """Asks an agency no more, inside the caller's writing transaction: unless it is asked something else too, it sees the
    request no longer. What it has answered stays.
    """
    row = lock_row(connection, office, permohonan_id)
    if row is None:
        return ForwardRefusal.NOT_FOUND
    here = _one(office, permohonan_id, number)
    agency = connection.execute(select(forwards.c.agency).where(here, _WAITS)).scalar_one_or_none()
    if agency is None:
        return ForwardRefusal.NOT_WAITING
    connection.execute(update(forwards).where(here).values(withdrawn_at=now))
    record(
        connection, office, actor, Action.FORWARD_WITHDRAWN, now=now, permohonan_id=permohonan_id, detail=str(agency)
    )
    return None


def answer(
    connection: Connection,
    office: OfficeKeys,
    permohonan_id: str,
    agency: str,
    verdict: AgencyVerdict,
    *,
    text: str,
    actor: str,
    now: int,
) -> Forward | ForwardRefusal:
    """An agency's answer to what it was asked last, inside the caller's writing transaction. Given once: who changes their
    mind is asked again.
    """
    text = tidy(text)
    row = lock_row(connection, office.code, permohonan_id)
    asked = [one for one in of_request(connection, office, permohonan_id) if one.agency == agency]
    if row is None or not any(one.withdrawn_at is None for one in asked):
        return ForwardRefusal.NOT_FOUND
    if not MOVES[PermohonanStatus(row["status"])]:
        return ForwardRefusal.CLOSED
    waiting = next((one for one in asked if one.waits), None)
    if waiting is None:
        return ForwardRefusal.NOT_WAITING
    if verdict in NEEDS_TEXT and not text:
        return ForwardRefusal.NEEDS_TEXT
    if len(text) > LENGTH:
        return ForwardRefusal.TOO_LONG
    connection.execute(
        update(forwards)
        .where(_one(office.code, permohonan_id, waiting.number))
        .values(
            verdict=verdict.value,
            answer=office.vault.lock_text(text, "forwards", permohonan_id, str(waiting.number), "answer"),
            answered_by=actor,
            answered_at=now,
        )
    )
    record(connection, office.code, actor, Action.AGENCY_ANSWERED, now=now, permohonan_id=permohonan_id, detail=agency)
    return msgspec.structs.replace(waiting, verdict=verdict, answer=text, answered_by=actor, answered_at=now)


def of_request(connection: Connection, office: OfficeKeys, permohonan_id: str) -> list[Forward]:
    """Which agencies were asked what and what they answered, oldest first."""
    query = (
        select(forwards)
        .where(forwards.c.office == office.code, forwards.c.permohonan_id == permohonan_id)
        .order_by(forwards.c.number)
    )
    return [_forward(office, row) for row in connection.execute(query).mappings()]


def may_see(connection: Connection, office: str, permohonan_id: str, agency: str) -> bool:
    """Whether a request was forwarded to an agency and not taken back."""
    query = select(forwards.c.number).where(
        forwards.c.office == office,
        forwards.c.permohonan_id == permohonan_id,
        forwards.c.agency == agency,
        forwards.c.withdrawn_at.is_(None),
    )
    return connection.execute(query.limit(1)).first() is not None


def sent_to(
    connection: Connection, office: str, agency: str, *, answered: bool, before: int | None = None, limit: int = 200
) -> list[Sent]:
    """What an agency has to answer, what waits longest first; or what it `answered`, the newest first.

    `before`: of the answered ones only those asked before that moment (ms since 1970 UTC).
    """
    mine = and_(forwards.c.office == office, forwards.c.agency == agency, forwards.c.withdrawn_at.is_(None))
    query = select(
        permohonan,
        forwards.c.at.label("forward_at"),
        forwards.c.verdict.label("forward_verdict"),
        forwards.c.answered_at.label("forward_answered_at"),
    ).join(permohonan, and_(permohonan.c.office == forwards.c.office, permohonan.c.id == forwards.c.permohonan_id))
    if answered:
        query = query.where(mine, or_(forwards.c.answered_at.is_not(None), permohonan.c.status.in_(_CLOSED)))
        if before is not None:
            query = query.where(forwards.c.at < before)
        query = query.order_by(forwards.c.at.desc(), forwards.c.permohonan_id)
    else:
        query = query.where(mine, forwards.c.answered_at.is_(None), permohonan.c.status.not_in(_CLOSED))
        query = query.order_by(forwards.c.at, forwards.c.permohonan_id)
    return [
        Sent(
            item_of(row),
            int(row["forward_at"]),
            AgencyVerdict(row["forward_verdict"]) if row["forward_verdict"] else None,
            row["forward_answered_at"],
        )
        for row in connection.execute(query.limit(limit)).mappings()
    ]


def asked(connection: Connection, office: str, ids: Iterable[str]) -> dict[str, Asked]:
    """Of some requests, those that agencies were asked about."""
    found: dict[str, Asked] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _VARIABLES):
        query = (
            select(forwards.c.permohonan_id, forwards.c.agency, forwards.c.answered_at)
            .where(
                forwards.c.office == office,
                forwards.c.permohonan_id.in_(wanted[start : start + _VARIABLES]),
                forwards.c.withdrawn_at.is_(None),
            )
            .order_by(forwards.c.number)
        )
        for request, agency, answered_at in connection.execute(query):
            one = found.get(request, Asked())
            if answered_at is None:
                found[request] = msgspec.structs.replace(one, waiting=(*one.waiting, agency))
            else:
                answered = tuple(dict.fromkeys((*one.answered, agency)))
                newest = max(one.answered_at, int(answered_at))
                found[request] = msgspec.structs.replace(one, answered=answered, answered_at=newest)
    return found


_WAITS: Final = and_(forwards.c.verdict.is_(None), forwards.c.withdrawn_at.is_(None))
_CLOSED: Final = [status.value for status in MOVES if not MOVES[status]]


def _one(office: str, permohonan_id: str, number: int) -> ColumnElement[bool]:
    return and_(forwards.c.office == office, forwards.c.permohonan_id == permohonan_id, forwards.c.number == number)


def _forward(office: OfficeKeys, row: RowMapping) -> Forward:
    vault, place = office.vault, ("forwards", row["permohonan_id"], str(row["number"]))
    return Forward(
        int(row["number"]),
        row["agency"],
        vault.unlock_text(row["asked"], *place, "asked") if row["asked"] is not None else "",
        row["actor"],
        int(row["at"]),
        AgencyVerdict(row["verdict"]) if row["verdict"] else None,
        vault.unlock_text(row["answer"], *place, "answer") if row["answer"] is not None else "",
        row["answered_by"],
        row["answered_at"],
        row["withdrawn_at"],
    )
