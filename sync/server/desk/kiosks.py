"""The page "Kiosk": how every kiosk of the office is, and of each thing that is not in order what to do about it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.clock import Zone
from kiosk.domain.office import Enrolment
from kiosk.errors import WrongUse
from sync.server.context import Server
from sync.server.desk import fleet, fleet_words, words
from sync.server.desk import orders as desk_orders
from sync.server.desk.fleet import KioskState
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.orders import OrderForm
from sync.server.kiosks import fleet as kiosk_fleet
from sync.server.kiosks import orders
from sync.server.people.accounts import Session
from sync.server.people.rights import Right

_DONE: Final = {
    "dicabut": "Kiosk ini dicabut. Datanya tidak diterima lagi.",
    "jatah": "Jatah sehari sudah diganti.",
}
_GIVEN: Final = "Perintah tercatat. Setiap kiosk menjalankannya saat terhubung berikutnya."

_QUIET_MS: Final = 3 * 24 * 3600_000
_REMEMBERED_MS: Final = 30 * 24 * 3600_000  # so long a restore and a broken audit log are told of
"""A kiosk that is silent for longer is worth a walk: over a weekend it may well be switched off."""
_URL: Final = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(/[!-~]*)?")
_CLOCK_MS: Final = 5 * 60_000
"""How far a kiosk's clock may be off before anybody is bothered: tickets and slips show minutes."""


_LIGHT: Final = {
    "red": ("circle-alert", "Perlu tindakan"),
    "amber": ("info", "Jalan, ada catatan"),
    "green": ("circle-check", "Baik"),
    "off": ("lock", "Dicabut"),
}
_MOST_QUOTA: Final = 10_000_000


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
    light: Literal["red", "amber", "green", "off"]

    @property
    def word(self) -> str:
        """What the light says."""
        return _LIGHT[self.light][1]

    @property
    def icon(self) -> str:
        """What it looks like."""
        return _LIGHT[self.light][0]


class EnrolForm(msgspec.Struct, frozen=True):
    """A new kiosk: what the office calls it, and where it finds the server; empty when only sticks travel."""

    token: str = ""
    nama: str = ""
    alamat: str = ""


class RevokeForm(msgspec.Struct, frozen=True):
    """ "Cabut kiosk ini"."""

    token: str = ""
    yakin: str = ""


class QuotaForm(msgspec.Struct, frozen=True):
    """How many new entries it may send in a day."""

    token: str = ""
    jatah: str = ""


class ParkedRow(msgspec.Struct, frozen=True):
    """One entry that was not taken."""

    seq: int
    why: str
    when: str


@get("/meja/kiosk", opt=needs(Right.KIOSKS), sync_to_thread=True)
def kiosks_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """All kiosks, and what they were told."""
    return _kiosks_page(server, session, done=_GIVEN if pesan == "diberikan" else None)


@post("/meja/kiosk/perintah", opt=needs(Right.KIOSKS), status_code=303, sync_to_thread=True)
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


@get("/meja/kiosk/{kiosk_id:str}", opt=needs(Right.KIOSKS), sync_to_thread=True)
def kiosk_page(
    server: ServerDep,
    session: SessionDep,
    request: Request[Any, Any, Any],
    kiosk_id: FromPath[str],
    pesan: FromQuery[str] = "",
) -> Response[str]:
    """One kiosk."""
    return _kiosk_page(server, session, request, kiosk_id, done=_DONE.get(pesan))


def _kiosk_page(
    server: Server,
    session: Session,
    request: Request[Any, Any, Any],
    kiosk_id: str,
    *,
    done: str | None = None,
    error: str = "",
) -> Response[str]:
    now = server.clock.now_ms()
    office = server.office.code
    with server.database.reading() as connection:
        state = next((one for one in fleet.overview(connection, office, now=now) if one.id == kiosk_id), None)
        if state is None:
            return page("tidak_ada.html", server, status=404, session=session, what="Kiosk ini", back="/meja/kiosk")
        parked = fleet.parked(connection, office, kiosk_id) if state.parked else []
        given = orders.listed(connection, office)
    health = state.health
    return page(
        "satu_kiosk.html",
        server,
        status=409 if error else 200,
        session=session,
        done=done,
        error=error,
        address=f"/meja/kiosk/{kiosk_id}",
        said=words.short_moment(server.zone, state.health_at, now=now) if health and state.health_at else "",
        version=health.version if health else "",
        started=words.short_moment(server.zone, health.started, now=now) if health else "",
        printer=fleet_words.printer(health) if health else "",
        space=fleet_words.room(health) if health else "",
        quota=state.quota,
        waits=state.waits,
        here=_here(request),
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


@get("/meja/kiosk/daftar", opt=needs(Right.KIOSKS), sync_to_thread=False)
def enrol_page(server: ServerDep, session: SessionDep, request: Request[Any, Any, Any]) -> Response[str]:
    """The form for a new kiosk."""
    return _enrol_page(server, session, EnrolForm(alamat=_here(request)))


@post("/meja/kiosk/daftar", opt=needs(Right.KIOSKS), status_code=200, sync_to_thread=True)
def enrol(server: ServerDep, session: SessionDep, data: URLEncodedBody[EnrolForm]) -> Response[str]:
    """Enrols a kiosk; its file stands in the answer and nowhere else."""
    own(session, data.token)
    name, address = data.nama.strip(), data.alamat.strip()
    if address and (not _URL.fullmatch(address) or len(address) > 200):
        return _enrol_page(server, session, data, error="Alamat server diawali http:// atau https://, tanpa spasi.")
    try:
        with server.database.writing() as connection:
            # Whoever sends the form twice has one kiosk.
            if kiosk_fleet.named(connection, server.office.code, name) is not None:
                return _enrol_page(
                    server,
                    session,
                    data,
                    error="Sudah ada kiosk dengan nama itu. Beri nama lain, atau cabut dulu yang lama.",
                )
            made = kiosk_fleet.enrol(
                connection, server.office, name, address, actor=session.petugas, now=server.clock.now_ms()
            )
    except WrongUse:
        return _enrol_page(
            server, session, data, error="Beri nama kiosk, paling banyak 60 huruf. Misalnya: Ruang depan."
        )
    return _enrolled_page(server, session, made, name)


@post("/meja/kiosk/{kiosk_id:str}/daftar", opt=needs(Right.KIOSKS), status_code=200, sync_to_thread=True)
def enrol_again(
    server: ServerDep,
    session: SessionDep,
    request: Request[Any, Any, Any],
    kiosk_id: FromPath[str],
    data: URLEncodedBody[EnrolForm],
) -> Response[str]:
    """Another file for a kiosk that never made contact."""
    own(session, data.token)
    address = data.alamat.strip()
    if address and (not _URL.fullmatch(address) or len(address) > 200):
        wrong = "Alamat server diawali http:// atau https://, tanpa spasi."
        return _kiosk_page(server, session, request, kiosk_id, error=wrong)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        made = kiosk_fleet.enrol_again(connection, server.office, kiosk_id, address, actor=session.petugas, now=now)
        name = fleet.kiosk_name(connection, server.office.code, kiosk_id)
    if made is None:
        wrong = "Kiosk ini sudah terhubung atau sudah dicabut, jadi tidak memerlukan berkas pendaftaran."
        return _kiosk_page(server, session, request, kiosk_id, error=wrong)
    return _enrolled_page(server, session, made, name)


@post("/meja/kiosk/{kiosk_id:str}/cabut", opt=needs(Right.KIOSKS), status_code=303, sync_to_thread=True)
def revoke(
    server: ServerDep,
    session: SessionDep,
    request: Request[Any, Any, Any],
    kiosk_id: FromPath[str],
    data: URLEncodedBody[RevokeForm],
) -> Response[Any]:
    """Refuses a kiosk for ever."""
    own(session, data.token)
    if data.yakin != "ya":
        return _kiosk_page(
            server, session, request, kiosk_id, error="Beri dulu tanda bahwa Anda yakin. Kiosk belum dicabut."
        )
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        states = fleet.overview(connection, server.office.code, now=now)
        state = next((one for one in states if one.id == kiosk_id), None)
        # Once is enough: the day on which it was shut out stays what it is.
        if state is not None and state.revoked_at is None:
            kiosk_fleet.revoke(connection, server.office.code, kiosk_id, actor=session.petugas, now=now)
    return Redirect(f"/meja/kiosk/{kiosk_id}?pesan=dicabut", status_code=303)


@post("/meja/kiosk/{kiosk_id:str}/jatah", opt=needs(Right.KIOSKS), status_code=303, sync_to_thread=True)
def set_quota(
    server: ServerDep,
    session: SessionDep,
    request: Request[Any, Any, Any],
    kiosk_id: FromPath[str],
    data: URLEncodedBody[QuotaForm],
) -> Response[Any]:
    """How many new entries a kiosk may send in a day."""
    own(session, data.token)
    typed = data.jatah.strip().replace(".", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and 1 <= int(typed) <= _MOST_QUOTA):
        wrong = "Jatah sehari adalah angka dari 1 sampai 10.000.000."
        return _kiosk_page(server, session, request, kiosk_id, error=wrong)
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        kiosk_fleet.set_quota(connection, server.office.code, kiosk_id, int(typed), actor=session.petugas, now=now)
    return Redirect(f"/meja/kiosk/{kiosk_id}?pesan=jatah", status_code=303)


def _here(request: Request[Any, Any, Any]) -> str:
    """The address under which this browser found the server."""
    return str(request.base_url).rstrip("/")


def _enrol_page(server: Server, session: Session, typed: EnrolForm, *, error: str = "") -> Response[str]:
    return page(
        "kiosk_baru.html", server, status=409 if error else 200, session=session, typed=typed, error=error, made=None
    )


def _enrolled_page(server: Server, session: Session, made: Enrolment, name: str) -> Response[str]:
    file = base64.b64encode(kiosk_fleet.enrolment_file(made)).decode()
    return page(
        "kiosk_baru.html",
        server,
        session=session,
        typed=EnrolForm(nama=name, alamat=made.url),
        error="",
        made=made.kiosk_id,
        file=f"data:application/json;base64,{file}",
        file_name=f"kiosk-{made.kiosk_id}.json",
        only_here=any(f"//{host}" in made.url for host in ("localhost", "127.", "[::1]")),
    )


def _kiosks_page(
    server: Server, session: Session, *, done: str | None = None, typed: OrderForm | None = None
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        states = fleet.overview(connection, server.office.code, now=now)
        given = orders.listed(connection, server.office.code)
    rows = sorted((row(server, state, now) for state in states), key=lambda one: list(_LIGHT).index(one.light))
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
    found = problems(server.zone, state, now)
    light: Literal["red", "amber", "green", "off"] = "amber" if found else "green"
    if any(one.serious for one in found):
        light = "red"
    if state.revoked_at is not None:
        light = "off"
    return KioskRow(
        id=state.id,
        name=state.name,
        seen="Belum pernah" if state.seen_at is None else words.ago(now - state.seen_at),
        when="" if state.seen_at is None else words.short_moment(server.zone, state.seen_at, now=now),
        data=_data(state),
        problems=found,
        revoked=state.revoked_at is not None,
        light=light,
    )


def _restored(state: KioskState) -> str:
    """What a restored kiosk has lost, and what of that the office has."""
    kept = f"{state.only_here} data yang hilang di sana tetap ada di kantor." if state.only_here else ""
    lost = (
        f"{state.missing} data terakhir tidak sampai ke kantor: layani warga yang membawa nomornya."
        if state.missing
        else ""
    )
    return " ".join(filter(None, (kept, lost))) or "Tidak ada data yang hilang."


def _past(zone: Zone, state: KioskState, now: int) -> Iterator[Problem]:
    """What happened to a kiosk lately that somebody should know of."""
    if state.audit_broken_at is not None and now - state.audit_broken_at < _REMEMBERED_MS:
        since = words.short_moment(zone, state.audit_broken_at, now=now)
        todo = "Tanyakan siapa yang membuka kiosk itu, dan minta admin menyimpan catatannya ke flashdisk."
        yield Problem("circle-alert", f"Catatan petugasnya terpotong atau diganti ({since})", todo, serious=True)
    if state.restored_at is not None and now - state.restored_at < _REMEMBERED_MS:
        since = words.short_moment(zone, state.restored_at, now=now)
        yield Problem(
            "info", f"Disknya dipulihkan dari cadangan ({since})", _restored(state), serious=state.missing > 0
        )


def _own_word(state: KioskState) -> list[Problem]:
    """What is not in order by the kiosk's own word."""
    said = fleet_words.faults(state.health) if state.health is not None else ()
    return [Problem(one.icon, one.says, one.todo, one.serious) for one in said]


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
    found += _past(zone, state, now)
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
    found += _own_word(state)
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
    return tuple(sorted(found, key=lambda one: not one.serious))


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


ROUTES: Final[tuple[Any, ...]] = (
    kiosks_page,
    enrol_page,
    enrol,
    kiosk_page,
    give_order,
    enrol_again,
    revoke,
    set_quota,
)
"""The routes of this room."""
