"""Requests of a period for other programs: as JSON, or as CSV for a spreadsheet. Answers only where somebody says so, and then
each is a look into them that is recorded.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from kiosk.domain.catalog import Catalog
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.database import Database
from sync.server.work import complaints, requests, restriction
from sync.server.work.requests import Item

_PAGE: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would run (OWASP, CSV injection)."""


class Period(msgspec.Struct, frozen=True):
    """Requests that arrived from a moment on and before another; ms since 1970 UTC. None: without end."""

    since: int | None = None
    until: int | None = None


class Exported(msgspec.Struct, frozen=True):
    """A request for another program. Times are RFC 3339, UTC."""

    id: str
    kiosk_id: str
    service: str
    ref: str
    ticket: str
    queue_day: str
    language: str
    priority: bool
    status: PermohonanStatus
    status_at: datetime
    holder: str
    created_at: datetime
    received_at: datetime
    answers: dict[str, Any] | None = None  # none: not asked for, or they do not open any more

    def __repr__(self) -> str:
        return f"Exported({self.id})"


COLUMNS: Final = (
    "id", "kiosk_id", "service", "ref", "ticket", "queue_day", "language", "priority", "status", "status_at", "holder",
    "created_at", "received_at",
)  # fmt: skip
"""What the CSV has of each request, before its answers."""


def requests_of(
    database: Database,
    office: OfficeKeys,
    catalog: Catalog,
    period: Period,
    *,
    service: str | None = None,
    with_answers: bool = False,
    actor: str,
    now: int,
) -> Iterator[Exported]:
    """The requests of a period as they arrived. A transaction a page: kiosks are served in between.

    One line of the audit trail for the export, and with answers one more for each request. Photos are never in it, nor the
    name and contacts in a confidential complaint: what was promised holds here too.
    """
    with database.writing() as connection:
        detail = f"{service or 'all'} {'answers' if with_answers else 'no answers'}"
        record(connection, office.code, actor, Action.EXPORTED, now=now, detail=detail)
    after: tuple[int, str] | None = None
    while True:
        with database.writing() if with_answers else database.reading() as connection:
            page = requests.in_order(
                connection,
                office.code,
                service=service,
                since=period.since,
                until=period.until,
                after=after,
                limit=_PAGE,
            )
            found = [
                _exported(
                    item,
                    _answers(connection, office, catalog, item, actor=actor, now=now) if with_answers else None,
                )
                for item in page
            ]
        yield from found
        if len(page) < _PAGE:
            return
        after = page[-1].received_at, page[-1].permohonan.id


def as_csv(found: Iterable[Exported], fields: Iterable[str] = ()) -> str:
    """A table with a row a request and a column for each of `fields` of its answers: UTF-8 with a byte order mark, so that
    Excel reads it, and no cell that a spreadsheet would run.
    """
    wanted = list(fields)
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, *(f"answer_{field}" for field in wanted)])
    for one in found:
        known = msgspec.to_builtins(one)
        answers = one.answers or {}
        writer.writerow([*(cell(known[column]) for column in COLUMNS), *(cell(answers.get(field)) for field in wanted)])
    return text.getvalue()


def as_json(found: Iterable[Exported]) -> str:
    """One object with a list of requests."""
    return msgspec.json.encode({"requests": list(found)}).decode()


def _exported(item: Item, answers: dict[str, Any] | None) -> Exported:
    request = item.permohonan
    return Exported(
        request.id,
        item.kiosk_id,
        request.service,
        request.ref,
        request.ticket,
        request.queue_day,
        request.language,
        item.priority,
        request.status,
        _time(request.status_at),
        item.holder,
        _time(request.created_at),
        _time(item.received_at),
        answers,
    )


def open_for_others(
    connection: Connection,
    office: OfficeKeys,
    catalog: Catalog,
    permohonan_id: str,
    *,
    detail: str,
    actor: str,
    now: int,
) -> Sealed | None:
    """A request's answers as another program may have them, inside the caller's writing transaction: corrected where the
    resident asked for it, without the name and contacts in a confidential complaint; the look is recorded. None for
    one that does not open any more, and for one whose resident has asked that nothing be done with it.
    """
    if restriction.restricted(connection, office.code, permohonan_id):
        return None
    opened = requests.open_request(connection, office, permohonan_id, actor=actor, now=now, detail=detail)
    if opened is None or not isinstance(opened.content, Sealed):
        return None
    return complaints.veiled(catalog.known(opened.item.permohonan.service), opened.content)


def _answers(
    connection: Connection, office: OfficeKeys, catalog: Catalog, item: Item, *, actor: str, now: int
) -> dict[str, Any] | None:
    content = open_for_others(
        connection, office, catalog, item.permohonan.id, detail=Action.EXPORTED.value, actor=actor, now=now
    )
    if content is None:
        return None
    told = {key: value for key, value in content.told({}).items() if key not in content.photos}
    found: dict[str, Any] = msgspec.to_builtins(told)
    return found


def cell(value: object) -> str:
    """A value as a cell. A text that a spreadsheet would run gets the apostrophe that keeps it from doing so."""
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case int() | float():
            return str(value)
        case str():
            text = value
        case _:
            text = json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _time(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
