"""The page "Kiosk": how every kiosk of the office is, and of each thing that is not in order what to do about it."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.clock import Zone
from kiosk.errors import WrongUse
from sync.server import orders
from sync.server.accounts import Session
from sync.server.context import Server
from sync.server.desk import fleet, words
from sync.server.desk import orders as desk_orders
from sync.server.desk.fleet import KioskState
from sync.server.desk.frame import ServerDep, SessionDep, own, page
from sync.server.desk.orders import OrderForm

_GIVEN: Final = "Perintah tercatat. Setiap kiosk menjalankannya saat terhubung berikutnya."

_QUIET_MS: Final = 3 * 24 * 3600_000
"""A kiosk that is silent for longer is worth a walk: over a weekend it may well be switched off."""
_CLOCK_MS: Final = 5 * 60_000
"""How far a kiosk's clock may be off before anybody is bothered: tickets and slips show minutes."""


class Problem(msgspec.Struct, frozen=True):
    """Something that is not in order, and what a petugas can do."""

    icon: str
    says: str
    todo: str
    serious: bool  # it does not mend itself


class KioskRow(msgspec.Struct, frozen=True):
    """One kiosk as a line of the page."""

    id: str
    name: str
    seen: str
    when: str
    data: str
    problems: tuple[Problem, ...]
    revoked: bool


class ParkedRow(msgspec.Struct, frozen=True):
    """One entry that was not taken."""

    seq: int
    why: str
    when: str


@get("/meja/kiosk", sync_to_thread=True)
def kiosks_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """All kiosks, and what they were told."""
    return _kiosks_page(server, session, done=_GIVEN if pesan == "diberikan" else None)


@post("/meja/kiosk/perintah", status_code=303, sync_to_thread=True)
def give_order(server: ServerDep, session: SessionDep, data: URLEncodedBody[OrderForm]) -> Response[Any]:
    """Tells one kiosk or all of them something."""
    own(session, data.token)
    now = server.clock.now_ms()
    order = desk_orders.parsed(server, data, now=now)
    if order is None:
        return _kiosks_page(server, session, typed=data)
    try:
        with server.database.writing() as connection:
            orders.give(
                connection,
                server.office.code,
                order,
                kiosk_id=data.kiosk or None,
                actor=session.petugas,
                now=now,
                zone=server.zone,
            )
    except WrongUse:  # no such kiosk, or no longer
        return _kiosks_page(server, session, typed=data)
    return Redirect("/meja/kiosk?pesan=diberikan", status_code=303)


@get("/meja/kiosk/{kiosk_id:str}", sync_to_thread=True)
def kiosk_page(server: ServerDep, session: SessionDep, kiosk_id: FromPath[str]) -> Response[str]:
    """One kiosk."""
    now = server.clock.now_ms()
    office = server.office.code
    with server.database.reading() as connection:
        state = next((one for one in fleet.overview(connection, office, now=now) if one.id == kiosk_id), None)
        if state is None:
            return page("tidak_ada.html", server, status=404, session=session, what="Kiosk ini", back="/meja/kiosk")
        parked = fleet.parked(connection, office, kiosk_id) if state.parked else []
        given = orders.listed(connection, office)
    return page(
        "satu_kiosk.html",
        server,
        session=session,
        row=row(server, state, now),
        enrolled=words.moment(server.zone, state.created_at),
        seen=words.moment(server.zone, state.seen_at) if state.seen_at else "Belum pernah",
        clock=_clock(state),
        files=_files(state),
        refused=state.files.refused if state.files else (),
        parked=[
            ParkedRow(one.seq, words.PARKED[one.refusal], words.short_moment(server.zone, one.received_at, now=now))
            for one in parked
        ],
        more=state.parked - len(parked),
        orders=desk_orders.rows(server, given, {state.id: state.name}, now, kiosk_id=kiosk_id),
    )


def _kiosks_page(
    server: Server, session: Session, *, done: str | None = None, typed: OrderForm | None = None
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        states = fleet.overview(connection, server.office.code, now=now)
        given = orders.listed(connection, server.office.code)
    rows = [row(server, state, now) for state in states]
    return page(
        "kiosk.html",
        server,
        status=409 if typed else 200,
        session=session,
        rows=rows,
        troubled=sum(any(one.serious for one in row.problems) for row in rows),
        orders=desk_orders.rows(server, given, {state.id: state.name for state in states}, now),
        services=sorted(server.catalog.entries(), key=lambda entry: entry.title.id),
        reason_length=orders.REASON_LENGTH,
        message_length=orders.MESSAGE_LENGTH,
        today=server.zone.local(now).date().isoformat(),
        done=done,
        error=words.ORDER_REFUSED if typed else None,
        typed=typed or OrderForm(),
    )


def row(server: Server, state: KioskState, now: int) -> KioskRow:
    """A kiosk as a line of the page."""
    return KioskRow(
        id=state.id,
        name=state.name,
        seen="Belum pernah" if state.seen_at is None else words.ago(now - state.seen_at),
        when="" if state.seen_at is None else words.short_moment(server.zone, state.seen_at, now=now),
        data=_data(state),
        problems=problems(server.zone, state, now),
        revoked=state.revoked_at is not None,
    )


def problems(zone: Zone, state: KioskState, now: int) -> tuple[Problem, ...]:
    """What is not in order with a kiosk, the worst first."""
    if state.revoked_at is not None:
        since = words.short_moment(zone, state.revoked_at, now=now)
        return (Problem("lock", f"Dicabut sejak {since}", "Datanya tidak diterima lagi.", serious=False),)
    found = []
    if state.forked_at is not None:
        since = words.short_moment(zone, state.forked_at, now=now)
        todo = (
            "Jangan hapus apa pun. Pengelola sistem mendaftarkan kiosk itu sekali lagi; yang sudah diterima tetap aman."
        )
        found.append(Problem("circle-alert", f"Disknya disalin atau dipulihkan ({since})", todo, serious=True))
    if state.seen_at is None:
        todo = "Di kiosk itu, pasang berkas pendaftarannya. Tanpa jaringan: bawa datanya dengan flashdisk."
        found.append(Problem("hourglass", "Belum pernah terhubung", todo, serious=True))
    elif now - state.seen_at > _QUIET_MS:
        todo = "Periksa listrik dan jaringannya, atau ambil datanya dengan flashdisk."
        found.append(Problem("hourglass", f"Tidak ada kabar {words.waited(now - state.seen_at)}", todo, serious=True))
    if state.parked:
        todo = "Sebabnya ada di halaman kiosk ini. Hubungi pengelola sistem; data lain tetap jalan."
        found.append(Problem("circle-alert", f"{state.parked} data ditahan, tidak bisa diterima", todo, serious=True))
    if state.exhausted:
        todo = "Sisanya diterima sendiri besok. Kalau terulang, hubungi pengelola sistem."
        found.append(Problem("upload", "Mengirim terlalu banyak hari ini", todo, serious=True))
    if state.files and state.files.refused:
        todo = "Kiosk tetap memakai berkas yang lama. Betulkan berkasnya, lalu terbitkan lagi."
        found.append(Problem("file-text", "Menolak berkas layanan yang baru", todo, serious=True))
    if state.clock_offset is not None and abs(state.clock_offset) > _CLOCK_MS:
        todo = "Betulkan jam di kiosk itu. Urutan data tidak terganggu."
        found.append(Problem("clock", _clock(state), todo, serious=True))
    if state.unsent:
        todo = "Dikirim sendiri saat terhubung. Kalau besok masih ada, ambil dengan flashdisk."
        found.append(Problem("upload", f"{state.unsent} data belum terkirim", todo, serious=False))
    if state.photos:
        todo = "Dikirim sendiri sesudah datanya. Permohonannya sudah bisa dibuka."
        found.append(Problem("camera", f"{state.photos} foto masih di jalan", todo, serious=False))
    if state.files and not state.files.refused and state.files.good < state.files_due:
        found.append(
            Problem(
                "download", "Belum memakai berkas layanan terbaru", "Diambil sendiri saat terhubung.", serious=False
            )
        )
    return tuple(found)


def _data(state: KioskState) -> str:
    if state.unsent:
        return f"{state.taken} data, {state.unsent} belum terkirim"
    return f"{state.taken} data, lengkap" if state.taken else "Belum ada"


def _clock(state: KioskState) -> str:
    """How far a kiosk's clock is off. It was compared at the last contact over the network."""
    if state.clock_offset is None:
        return "Jamnya belum pernah dibandingkan"
    if abs(state.clock_offset) <= _CLOCK_MS:
        return "Jamnya cocok"
    return (
        f"Jamnya {'terlambat' if state.clock_offset > 0 else 'terlalu cepat'} {words.waited(abs(state.clock_offset))}"
    )


def _files(state: KioskState) -> str:
    if not state.files_due:
        return "Bawaan program; kantor belum menerbitkan berkas sendiri"
    if state.files is None:
        return "Tidak diperiksa lagi"
    if state.files.refused:
        return "Yang terbaru ditolak; yang lama tetap dipakai"
    return "Yang terbaru" if state.files.good >= state.files_due else "Menunggu yang terbaru"
