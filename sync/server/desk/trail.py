"""The room "Catatan": who did what, as sentences; whether the chain of lines holds; all of it for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromQuery
from sqlalchemy import Connection, select

from kiosk.clock import Zone
from kiosk.domain import words as dates
from sync.server import audit
from sync.server.audit import Action, Line, Wanted, record
from sync.server.context import Server
from sync.server.desk import trail_words
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, needs, page
from sync.server.desk.rows import ticket_of
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.store.tables import permohonan, petugas
from sync.server.work import requests

PAGE: Final = 100
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS: Final = ("nomor", "waktu", "siapa", "kegiatan", "kode_kegiatan", "nomor_antrean", "permohonan", "rincian")


class Asked(msgspec.Struct, frozen=True):
    """The filter as it is typed."""

    siapa: str = ""
    kegiatan: str = ""
    nomor: str = ""  # a queue number
    permohonan: str = ""  # or the request itself, from its page
    dari: str = ""  # "2026-12-01", with that day
    sampai: str = ""

    def address(self, path: str, **more: object) -> str:
        """A page with this filter."""
        told = {key: value for key, value in (msgspec.structs.asdict(self) | more).items() if value}
        return f"{path}?{urlencode(told)}" if told else path


class LineRow(msgspec.Struct, frozen=True):
    """A line as a sentence."""

    seq: int
    clock: str
    who: str
    does: str
    icon: str
    grave: bool
    ticket: str  # of the request it is about
    address: str  # of that request's page, for who may open it
    detail: str


class DayRows(msgspec.Struct, frozen=True):
    """The lines of one day."""

    day: str
    rows: list[LineRow]


class Chain(msgspec.Struct, frozen=True):
    """What came of checking all lines."""

    lines: int
    faults: list[str]


_Filter = FromQuery[str]


@get("/meja/catatan", opt=needs(Right.AUDIT), sync_to_thread=True)
def trail_page(
    server: ServerDep,
    session: SessionDep,
    *,
    siapa: _Filter = "",
    kegiatan: _Filter = "",
    nomor: _Filter = "",
    permohonan: _Filter = "",
    dari: _Filter = "",
    sampai: _Filter = "",
    sebelum: FromQuery[int] = 0,
    periksa: _Filter = "",
) -> Response[str]:
    """The newest lines first, a hundred a page."""
    asked = Asked(siapa, kegiatan, nomor, permohonan, dari, sampai)
    office = server.office.code
    with server.database.reading() as connection:
        wanted = _wanted(connection, server, asked)
        found = audit.lines(connection, office, before=_number(sebelum), limit=PAGE + 1, wanted=wanted)
        shown = found[:PAGE]
        tickets = _tickets(connection, office, shown)
        head = audit.head(connection, office)
        chain = _check(connection, office, head.seq) if periksa else None
        names = connection.execute(
            select(petugas.c.name).where(petugas.c.office == office).order_by(petugas.c.name)
        ).scalars()
        people = list(names)
    return page(
        "catatan.html",
        server,
        session=session,
        asked=asked,
        about=tickets.get(asked.permohonan, "ini") if asked.permohonan else "",
        days=_days(server, session, shown, tickets),
        older=asked.address("/meja/catatan", sebelum=shown[-1].seq) if len(found) > PAGE else None,
        newest=asked.address("/meja/catatan") if sebelum else None,
        download=asked.address("/meja/catatan/unduh"),
        check=asked.address("/meja/catatan", periksa="ya"),
        people=people if asked.siapa in ("", *people) else [*people, asked.siapa],
        actions=sorted(((action.value, trail_words.says(action)[1]) for action in Action), key=lambda one: one[1]),
        head=head,
        fingerprint=" ".join(head.hash[start : start + 4] for start in range(0, 24, 4)),
        chain=chain,
    )


@get("/meja/catatan/unduh", opt=needs(Right.AUDIT), sync_to_thread=True)
def download(
    server: ServerDep,
    session: SessionDep,
    *,
    siapa: _Filter = "",
    kegiatan: _Filter = "",
    nomor: _Filter = "",
    permohonan: _Filter = "",
    dari: _Filter = "",
    sampai: _Filter = "",
) -> Response[str]:
    """The lines of a filter as CSV; that they were taken is recorded too."""
    asked = Asked(siapa, kegiatan, nomor, permohonan, dari, sampai)
    office, now = server.office.code, server.clock.now_ms()
    with server.database.writing() as connection:
        found = audit.lines(connection, office, limit=None, wanted=_wanted(connection, server, asked))
        tickets = _tickets(connection, office, found)
        record(connection, office, session.petugas, Action.AUDIT_EXPORTED, now=now, detail=f"{len(found)}")
    name = f"catatan-{office}-{server.zone.local(now).date().isoformat()}.csv"
    headers = HEADERS | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(_csv(server.zone, found, tickets), media_type="text/csv; charset=utf-8", headers=headers)


ROUTES: Final[tuple[Any, ...]] = (trail_page, download)
"""The routes of this room."""


def _wanted(connection: Connection, server: Server, asked: Asked) -> Wanted:
    """The filter as the trail knows it. What makes no sense finds nothing rather than everything."""
    ids: tuple[str, ...] | None = None
    if asked.permohonan:
        ids = (asked.permohonan,)
    elif asked.nomor:
        ticket = ticket_of(asked.nomor)
        items = requests.by_ticket(connection, server.office.code, ticket) if ticket else []
        ids = tuple(item.permohonan.id for item in items)
    action = next((one for one in Action if one.value == asked.kegiatan), None)
    until = _day(asked.sampai)
    return Wanted(
        actor=asked.siapa or None,
        action=action,
        permohonan_ids=ids,
        since=_midnight(server.zone, _day(asked.dari)),
        until=_midnight(server.zone, until + timedelta(days=1) if until and until < date.max else None),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(zone: Zone, day: date | None) -> int | None:
    """The first moment of a day in the office's zone, ms since 1970 UTC; of years that no clock here shows none."""
    if day is None or not 1970 < day.year < 9999:
        return None
    return int(datetime.combine(day, time(), tzinfo=zone.local(0).tzinfo).timestamp() * 1000)


def _number(before: int) -> int | None:
    return before if 0 < before < 2**62 else None


def _check(connection: Connection, office: str, lines: int) -> Chain:
    broken = audit.check(connection, office)
    return Chain(lines, [trail_words.fault(one.fault, one.seq) for one in broken][:20])


def _tickets(connection: Connection, office: str, lines: list[Line]) -> dict[str, str]:
    """The queue numbers of the requests that lines are about."""
    ids = sorted({line.permohonan_id for line in lines if line.permohonan_id is not None})
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        query = select(permohonan.c.id, permohonan.c.ticket).where(
            permohonan.c.office == office, permohonan.c.id.in_(some)
        )
        found.update((row.id, row.ticket) for row in connection.execute(query))
    return found


def _days(server: Server, session: Session, lines: list[Line], tickets: dict[str, str]) -> list[DayRows]:
    days: list[DayRows] = []
    for line in lines:
        local = server.zone.local(line.at)
        day = dates.day(local.date())
        if not days or days[-1].day != day:
            days.append(DayRows(day, []))
        icon, does = trail_words.says(line.action)
        known = line.permohonan_id is not None and line.permohonan_id in tickets
        days[-1].rows.append(
            LineRow(
                seq=line.seq,
                clock=f"{local.hour:02}.{local.minute:02}",
                who=line.actor,
                does=does,
                icon=icon,
                grave=line.action in trail_words.GRAVE,
                ticket=tickets.get(line.permohonan_id or "", ""),
                address=f"/meja/{line.permohonan_id}" if known and session.may(Right.REQUESTS) else "",
                detail=line.detail,
            )
        )
    return days


def _csv(zone: Zone, lines: list[Line], tickets: dict[str, str]) -> str:
    """UTF-8 with a byte order mark, so that Excel reads it, and no cell that a spreadsheet would run."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for line in lines:
        cells = (
            str(line.seq),
            zone.local(line.at).isoformat(timespec="seconds"),
            line.actor,
            trail_words.says(line.action)[1],
            line.action.value,
            tickets.get(line.permohonan_id or "", ""),
            line.permohonan_id or "",
            line.detail,
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue()
