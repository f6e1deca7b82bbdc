"""The inbox: which requests wait for whom, in pages. As quick with a million requests as with ten, because each page is read
status by status in the order of an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from kiosk.clock import Zone
from kiosk.domain.permohonan import MOVES, PermohonanStatus
from sync.server.store.tables import forwards, permohonan
from sync.server.work.requests import HOME, Item, item_of

PAGE: Final = 100
MOST_COUNTED: Final = 1000
"""More than that is said as "999+": counting on would take longer than reading the page."""
_DAY_MS: Final = 86_400_000
_OPEN: Final = tuple(status for status in PermohonanStatus if MOVES[status])
_LETTERS: Final = 80


class Age(StrEnum):
    """For how long something waits."""

    TODAY = "hari-ini"  # it came today
    OVER_1_DAY = "lebih-1-hari"
    OVER_3_DAYS = "lebih-3-hari"
    OVERDUE = "lewat-tenggat"  # of complaints


class Filter(msgspec.Struct, frozen=True):
    """What an inbox shows: everything that all of these say."""

    statuses: tuple[PermohonanStatus, ...]
    service: str | None = None
    age: Age | None = None
    agency: str | None = None  # has the papers, or was asked
    assignee: str | None = None
    answered: bool = False  # an agency has answered, and nothing was done since
    without: tuple[str, ...] = ()  # services on which nobody works, unless `service` asks for one

    @property
    def closed(self) -> bool:
        """Whether it shows what is done: the newest first, not what waits longest."""
        return not any(MOVES[status] for status in self.statuses)


class Place(msgspec.Struct, frozen=True):
    """Where the next page begins: after the request with these. It names nobody, so it may stand in an address."""

    at: int
    key: str
    seq: int = 0

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Reads what `str` wrote; None for anything else."""
        at, _, rest = text[:_LETTERS].partition("-")
        key, _, seq = rest.rpartition("-")
        if not (at.isascii() and at.isdigit() and seq.isascii() and seq.isdigit() and key and len(at + seq) < 36):
            return None
        return cls(int(at), key, int(seq)) if max(int(at), int(seq)) < 2**63 else None

    def __str__(self) -> str:
        return f"{self.at}-{self.key}-{self.seq}"


class Page(msgspec.Struct, frozen=True):
    """Some requests, and where it goes on; None at the end."""

    items: tuple[Item, ...]
    next: Place | None


class Counts(msgspec.Struct, frozen=True):
    """How many are where, up to `MOST_COUNTED`."""

    statuses: dict[PermohonanStatus, int]  # the open ones
    mine: int
    answered: int
    overdue: int


def page(
    connection: Connection,
    office: str,
    wanted: Filter,
    *,
    zone: Zone,
    now: int,
    after: Place | None = None,
    limit: int = PAGE,
) -> Page:
    """A page of the inbox: what waits longest first, of what is done the newest first. `zone` says when today began."""
    found: dict[str, Item] = {}
    conditions = _conditions(wanted, zone, now)
    for query in _queries(office, wanted, conditions, after, limit + 1):
        for row in connection.execute(query).mappings():
            found[row["id"]] = item_of(row)
    if wanted.closed:
        ordered = sorted(found.values(), key=lambda item: (item.permohonan.status_at, item.permohonan.id), reverse=True)
    else:
        ordered = sorted(found.values(), key=lambda item: (item.waiting_since, item.kiosk_id, item.permohonan.seq))
    items = tuple(ordered[:limit])
    return Page(items, _place(items[-1], closed=wanted.closed) if len(ordered) > limit else None)


def counts(connection: Connection, office: str, *, actor: str, now: int, without: Sequence[str] = ()) -> Counts:
    """How many requests stand where, how many are `actor`'s, how many have an answer of an agency, how many are overdue;
    `without` those of services on which nobody works.
    """
    standing = permohonan.c.status.in_([status.value for status in _OPEN])
    mine = permohonan.c.assignee == actor
    overdue = permohonan.c.deadline < now
    asked = {status.value: _all(office).where(permohonan.c.status == status.value) for status in _OPEN}
    asked["mine"] = _all(office).where(mine, standing)
    asked["overdue"] = _all(office).where(overdue, standing)
    # One status at a time, as pages are: for several at once SQLite reads through all requests there ever were.
    answered = {f"answered {status.value}": status for status in _OPEN}
    asked |= {name: _answered(office).where(permohonan.c.status == status.value) for name, status in answered.items()}
    parts = []
    for name, query in asked.items():
        if without:
            query = query.where(permohonan.c.service.not_in(without))
        some = query.with_only_columns(literal(1)).limit(MOST_COUNTED).subquery()
        parts.append(select(literal(name), func.count()).select_from(some))
    found = {name: int(count) for name, count in connection.execute(union_all(*parts))}
    return Counts(
        {status: found[status.value] for status in _OPEN},
        found["mine"],
        min(MOST_COUNTED, sum(found[name] for name in answered)),
        found["overdue"],
    )


def _queries(
    office: str, wanted: Filter, conditions: Sequence[ColumnElement[bool]], after: Place | None, limit: int
) -> list[Select[Any]]:
    """One query a status, and one for each way in which an agency has to do with a request."""
    order: tuple[ColumnElement[Any], ...]
    if wanted.closed:
        order = (permohonan.c.status_at.desc(), permohonan.c.id.desc())
        beyond = after and tuple_(permohonan.c.status_at, permohonan.c.id) < tuple_(after.at, after.key)
    else:
        order = (permohonan.c.waiting_since, permohonan.c.kiosk_id, permohonan.c.seq)
        beyond = after and tuple_(*order) > tuple_(after.at, after.key, after.seq)
    here = [*conditions, *((beyond,) if beyond is not None else ())]
    return [
        way.where(permohonan.c.status == status.value, *here).order_by(*order).limit(limit)
        for way in _ways(office, wanted)
        for status in wanted.statuses
    ]


def _ways(office: str, wanted: Filter) -> list[Select[Any]]:
    """Where to begin, so that what is rare is never looked for among all requests."""
    start = _all(office)
    if wanted.answered:
        start = _closed_answered(office) if wanted.closed else _answered(office)
    if wanted.agency is None:
        return [start]
    # The condition of an index that holds only papers that are elsewhere.
    elsewhere = permohonan.c.holder != literal_column(f"'{HOME}'")
    asked = (
        select(forwards.c.permohonan_id)
        .where(forwards.c.office == office, forwards.c.agency == wanted.agency, forwards.c.withdrawn_at.is_(None))
        .distinct()
        .subquery()
    )
    answered = [permohonan.c.id.in_(start.with_only_columns(permohonan.c.id))] if wanted.answered else []
    return [start.where(elsewhere, permohonan.c.holder == wanted.agency), _those(office, asked).where(*answered)]


def _all(office: str) -> Select[Any]:
    return select(permohonan).where(permohonan.c.office == office)


def _those(office: str, found: Subquery) -> Select[Any]:
    here = and_(permohonan.c.office == office, permohonan.c.id == found.c.permohonan_id)
    return select(permohonan).join_from(found, permohonan, here)


def _answered(office: str) -> Select[Any]:
    """An agency has answered since the last move; a request that was never moved has the kiosk's time there.

    Asked of each open request by the key of its forwards: an office has few open ones, and after years many answers.
    """
    answer = select(literal(1)).where(
        forwards.c.office == permohonan.c.office,
        forwards.c.permohonan_id == permohonan.c.id,
        forwards.c.answered_at.is_not(None),
        forwards.c.withdrawn_at.is_(None),
        or_(
            forwards.c.answered_at >= permohonan.c.status_at,
            permohonan.c.status == PermohonanStatus.SUBMITTED.value,
        ),
    )
    return _all(office).where(answer.exists())


def _closed_answered(office: str) -> Select[Any]:
    """Of closed requests, which are many, it is asked the other way round: from the answers."""
    answers = (
        select(forwards.c.permohonan_id, func.max(forwards.c.answered_at).label("answered_at"))
        .where(forwards.c.office == office, forwards.c.answered_at.is_not(None), forwards.c.withdrawn_at.is_(None))
        .group_by(forwards.c.permohonan_id)
        .subquery()
    )
    return _those(office, answers).where(answers.c.answered_at >= permohonan.c.status_at)


def _conditions(wanted: Filter, zone: Zone, now: int) -> list[ColumnElement[bool]]:
    here: list[ColumnElement[bool]] = []
    if wanted.service is not None:
        here.append(permohonan.c.service == wanted.service)
    elif wanted.without:
        here.append(permohonan.c.service.not_in(wanted.without))
    if wanted.assignee is not None:
        here.append(permohonan.c.assignee == wanted.assignee)
    match wanted.age:
        case Age.TODAY:
            local = zone.local(now)
            midnight = datetime(local.year, local.month, local.day, tzinfo=local.tzinfo)
            here.append(permohonan.c.waiting_since >= round(midnight.timestamp() * 1000))
        case Age.OVER_1_DAY:
            here.append(permohonan.c.waiting_since < now - _DAY_MS)
        case Age.OVER_3_DAYS:
            here.append(permohonan.c.waiting_since < now - 3 * _DAY_MS)
        case Age.OVERDUE:
            here.append(permohonan.c.deadline < now)
        case None:
            pass
    return here


def _place(item: Item, *, closed: bool) -> Place:
    if closed:
        return Place(item.permohonan.status_at, item.permohonan.id)
    return Place(item.waiting_since, item.kiosk_id, item.permohonan.seq)
