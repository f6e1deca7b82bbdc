"""Data whose time is over: the list of them, the second person's yes, and the record of it."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect
from sqlalchemy import select

from kiosk.domain import words as dates
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, TokenForm, needs, own, page
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.privacy import retention
from sync.server.privacy.retention import Cause, Destruction, NotConfirmed
from sync.server.store.tables import petugas

SAYS: Final[dict[NotConfirmed, str]] = {
    NotConfirmed.NOT_FOUND: "Daftar ini tidak ada.",
    NotConfirmed.DECIDED: "Daftar ini sudah diputuskan.",
    NotConfirmed.SAME_PERSON: "Yang mengusulkan tidak bisa menyetujui daftarnya sendiri. Minta orang kedua, biasanya lurah.",
    NotConfirmed.NO_PERSON: (
        "Program tidak bisa menyetujui pemusnahan."
        " Yang menyetujui harus petugas yang masuk dengan akunnya sendiri, biasanya lurah."
    ),
}
_DONE: Final = {
    "diusulkan": "Daftar dibuat. Belum ada yang dimusnahkan: lurah perlu menyetujuinya dulu.",
    "kosong": "Tidak ada permohonan yang masa simpannya habis.",
    "musnah": "Sudah dimusnahkan. Unduh berita acaranya, cetak, dan tanda tangani.",
    "ditolak": "Daftar ditolak. Semua data tetap tersimpan.",
}


_DRAFTS: Final = (
    "Draf surat yang tidak pernah terbit",
    f"bersama permohonannya; tanpa permohonan {retention.DRAFT_YEARS} tahun sejak dibuat, lalu dihapus",
)


class ListView(msgspec.Struct, frozen=True):
    """A list on a page."""

    id: str
    title: str
    proposed: str
    state: str
    icon: str
    waits: bool
    unfinished: bool
    count: int


class RowView(msgspec.Struct, frozen=True):
    """A request on a list."""

    ticket: str
    service: str
    classification: str
    made: str
    closed: str
    gone: str | None


@get("/meja/pemusnahan", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def lists_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """What is due, and all lists."""
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        due = retention.due(connection, server.office.code, server.catalog, zone=server.zone, now=now)
        found = retention.lists(connection, server.office.code)
        rules = retention.rules(connection, server.office.code).rules
    return page(
        "pemusnahan.html",
        server,
        session=session,
        due=len(due),
        many=len(due) == retention.MOST,
        rows=[_row(server, retention.Listed(one, None)) for one in due[:200]],
        lists=[_list(server, one, now) for one in found],
        rules=[*(_rule(rule) for rule in rules), _DRAFTS],
        done=_DONE.get(pesan),
    )


@post("/meja/pemusnahan", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def propose(server: ServerDep, session: SessionDep, data: URLEncodedBody[TokenForm]) -> Redirect:
    """Makes a list of everything that is due."""
    own(session, data.token)
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
        return Redirect("/meja/pemusnahan?pesan=kosong", status_code=303)
    return Redirect(f"/meja/pemusnahan/{made.id}?pesan=diusulkan", status_code=303)


@get("/meja/pemusnahan/{destruction:str}", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def list_page(
    server: ServerDep, session: SessionDep, destruction: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """One list."""
    return _list_page(server, session, destruction, done=_DONE.get(pesan))


@post("/meja/pemusnahan/{destruction:str}/setuju", opt=needs(Right.SIGN), status_code=303, sync_to_thread=True)
def confirm(
    server: ServerDep, session: SessionDep, destruction: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """The second person agrees, and it is done; a list that was left half-way is carried out to its end."""
    own(session, data.token)
    office, now = server.office.code, server.clock.now_ms()
    with server.database.writing() as connection:
        refused = retention.confirm(connection, office, destruction, actor=session.petugas, now=now)
        left = destruction in retention.unfinished(connection, office)
    if refused is not None and not left:
        return _list_page(server, session, destruction, error=SAYS[refused])
    retention.carry_out(server.database, office, destruction, now=now)
    return Redirect(f"/meja/pemusnahan/{destruction}?pesan=musnah", status_code=303)


@post("/meja/pemusnahan/{destruction:str}/tolak", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def reject(
    server: ServerDep, session: SessionDep, destruction: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """Everything stays."""
    own(session, data.token)
    with server.database.writing() as connection:
        refused = retention.reject(
            connection, server.office.code, destruction, actor=session.petugas, now=server.clock.now_ms()
        )
    if refused is not None:
        return _list_page(server, session, destruction, error=SAYS[refused])
    return Redirect(f"/meja/pemusnahan/{destruction}?pesan=ditolak", status_code=303)


@get("/meja/pemusnahan/{destruction:str}/berita-acara", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def record_file(server: ServerDep, destruction: FromPath[str]) -> Response[bytes]:
    """The record as PDF."""
    from sync.server.desk.subject_files import record_pdf

    with server.database.reading() as connection:
        found = retention.get(connection, server.office.code, destruction)
        if found is None:
            raise NotFoundException
        requests = retention.listed(connection, server.office.code, destruction)
        people = select(petugas.c.name, petugas.c.full_name).where(petugas.c.office == server.office.code)
        names = {row.name: row.full_name for row in connection.execute(people)}
    body = record_pdf(server, found, requests, names)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="berita-acara-{found.id}.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers)


def _list_page(
    server: Server, session: Session, destruction: str, *, done: str | None = None, error: str | None = None
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        found = retention.get(connection, server.office.code, destruction)
        requests = retention.listed(connection, server.office.code, destruction) if found else []
    if found is None:
        what, back = "Daftar ini", "/meja/pemusnahan"
        return page("tidak_ada.html", server, status=404, session=session, what=what, back=back)
    return page(
        "pemusnahan_daftar.html",
        server,
        status=200 if error is None else 409,
        session=session,
        view=_list(server, found, now),
        rows=[_row(server, one) for one in requests[:200]],
        more=max(0, len(requests) - 200),
        may_confirm=session.may(Right.SIGN),
        mine=found.proposed_by == session.petugas,
        done=done,
        error=error,
    )


def _list(server: Server, one: Destruction, now: int) -> ListView:
    def when(ms: int) -> str:
        return words.short_moment(server.zone, ms, now=now)

    if one.rejected_at is not None:
        icon, state = "ban", f"Ditolak {when(one.rejected_at)}"
    elif one.done_at is not None:
        icon, state = "circle-check", f"Dimusnahkan {when(one.done_at)}, disetujui {one.confirmed_by}"
    elif one.confirmed_at is not None:
        icon, state = "hourglass", f"Disetujui {one.confirmed_by}, masih {one.left} yang belum dimusnahkan"
    else:
        icon, state = "clock", "Menunggu persetujuan orang kedua"
    cause = "masa simpan habis" if one.cause is Cause.SCHEDULE else "permintaan warga"
    return ListView(
        id=one.id,
        title=f"{one.requests} permohonan, {cause}",
        proposed=f"{when(one.proposed_at)}, {one.proposed_by}",
        state=state,
        icon=icon,
        waits=one.waits,
        unfinished=one.confirmed_at is not None and one.done_at is None,
        count=one.requests,
    )


def _row(server: Server, one: retention.Listed) -> RowView:
    def day(ms: int) -> str:
        return dates.day_without_name(server.zone.local(ms).date())

    request = one.request
    return RowView(
        request.ticket or "Draf",
        f"{request.ref} {request.service}".strip(),
        request.classification or "–",
        day(request.made_at),
        day(request.closed_at),
        day(one.at) if one.at is not None else None,
    )


def _rule(rule: retention.Rule) -> tuple[str, str]:
    """For what, and how long."""
    what = f"Klasifikasi {rule.classification}" if rule.classification else f"Layanan {rule.service}"
    if not rule.classification and not rule.service:
        what = "Semua yang lain"
    if rule.fate == "permanen":
        return what, "disimpan seterusnya"
    then = f", {rule.inactive} tahun inaktif" if rule.inactive else ""
    return what, f"{rule.active} tahun aktif{then}, lalu dimusnahkan"


ROUTES: Final[tuple[Any, ...]] = (lists_page, propose, list_page, confirm, reject, record_file)
"""The routes of this part of the room."""
