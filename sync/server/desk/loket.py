"""Calling numbers at a loket, giving them by hand, and setting up the lokets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect
from sqlalchemy import Connection, select

from kiosk.domain import words as spoken
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import WrongUse
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, Ticks, TokenForm, needs, own, page, ticks
from sync.server.hall import antrean, lokets
from sync.server.hall.antrean import Place, Queue, QueueRefusal, TicketState
from sync.server.hall.lokets import Loket, LoketRefusal, QueueSettings
from sync.server.hall.waits import Range
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.store.tables import permohonan

_SHOWN: Final = 60
"""So many of those who wait stand on the page; nobody reads further."""
_ROOM: Final = "/meja/loket"
_TICKET: Final = re.compile(r"([A-Za-z])\s*-?\s*(\d{1,4})", re.ASCII)

Asked = Request[Any, Any, Any]

_SAID: Final = {
    "kosong": "Tidak ada lagi yang menunggu untuk loket ini.",
    "ke-akhir": "Belum datang. Nomor itu masuk lagi ke antrean, paling belakang.",
    "tidak-datang": "Dua kali tidak datang. Nomor itu tidak dipanggil lagi, kecuali Anda memanggilnya sendiri.",
    "tersimpan": "Tersimpan.",
    "dihapus": "Loket dihapus.",
}
REFUSED: Final[dict[QueueRefusal, str]] = {
    QueueRefusal.NOT_FOUND: "Nomor itu tidak ada di antrean hari ini.",
    QueueRefusal.NOBODY_WAITS: "Tidak ada lagi yang menunggu untuk loket ini.",
    QueueRefusal.NOT_ALLOWED: "Itu tidak bisa untuk nomor ini. Lihat keadaannya sekarang.",
    QueueRefusal.CHANGED_MEANWHILE: "Keadaan sudah berubah sejak halaman ini dibuka. Lihat yang sekarang, lalu pilih lagi.",
    QueueRefusal.NOT_SEATED: "Anda belum membuka loket, atau rekan Anda sudah mengambil alih loket itu.",
    QueueRefusal.LETTERS_SHORT: "Huruf nomor dari meja tidak cukup untuk kelompok ini. Mintalah admin mengaturnya.",
}
LOKET_REFUSED: Final[dict[LoketRefusal, str]] = {
    LoketRefusal.NOT_FOUND: "Loket itu tidak ada lagi, atau bukan Anda yang membukanya.",
    LoketRefusal.OCCUPIED: "Loket itu sedang dipakai rekan Anda.",
    LoketRefusal.BUSY: "Masih ada nomor di loket. Selesaikan dulu nomor itu.",
    LoketRefusal.WRONG: f"Nomor loket 1 sampai {lokets.MOST_LOKETS}, dan namanya paling banyak {lokets.NAME_LENGTH} huruf.",
}


class OpenForm(msgspec.Struct, frozen=True):
    """Which loket somebody sits down at. `ambil`: "ya" also where a colleague sits."""

    token: str = ""
    loket: str = ""
    ambil: str = ""


class PressForm(msgspec.Struct, frozen=True):
    """A button of the loket. `kini`: the number at the loket as the page showed it; `nomor`: the one that is meant, by id or as
    it is written; `ke`: "grup:surat" or "loket:2".
    """

    token: str = ""
    tombol: str = ""
    kini: str = ""
    nomor: str = ""
    ke: str = ""


class IssueForm(msgspec.Struct, frozen=True):
    """A number by hand."""

    token: str = ""
    grup: str = ""
    prioritas: str = ""


class LoketForm(msgspec.Struct, frozen=True):
    """A loket as the settings send it; no group: all of them."""

    token: str = ""
    nomor: str = ""
    nama: str = ""
    grup: Ticks = []


class QueueForm(msgspec.Struct, frozen=True):
    """How the queue is run."""

    token: str = ""
    huruf: str = ""
    kunci: str = ""
    pengumuman: str = ""  # one a line
    bahasa: Ticks = []


class PlaceRow(msgspec.Struct, frozen=True):
    """A number as a line of the page."""

    id: str
    ticket: str
    what: str
    waited: str
    priority: bool
    remark: str  # "Hanya loket 2"
    ours: bool  # this loket calls it in turn


class CurrentView(msgspec.Struct, frozen=True):
    """Whom the loket has."""

    id: str
    ticket: str
    what: str
    serving: bool
    state: str
    priority: bool
    request: str  # its address, empty for a number without a form


class LoketRow(msgspec.Struct, frozen=True):
    """A loket to sit down at."""

    id: str
    name: str
    what: str
    petugas: str  # empty: free


class WaitRow(msgspec.Struct, frozen=True):
    """A group of services: who waits, and how long somebody new would."""

    title: str
    waiting: int
    wait: str


class QueueView(msgspec.Struct, frozen=True):
    """What stands beside the current number, and changes by itself."""

    waiting: tuple[PlaceRow, ...]
    ours: int  # of those who wait, how many this loket calls
    more: int
    held: tuple[PlaceRow, ...]
    absent: tuple[PlaceRow, ...]
    groups: tuple[WaitRow, ...]
    now: str  # the id of whom this loket has, empty for none


@get(_ROOM, opt=needs(Right.QUEUE), sync_to_thread=True)
def loket_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """The loket of a petugas, or all lokets while they sit at none."""
    return _page(server, session, done=_SAID.get(pesan))


@get(f"{_ROOM}/antre", opt=needs(Right.QUEUE, asks_of_itself=True), sync_to_thread=True)
def queue_part(server: ServerDep, session: SessionDep) -> Response[str]:
    """What an open loket asks every few seconds: the part of the page that changes by itself."""
    _, at, view = _look(server, session)
    return page("antre.html", server, session=session, at=at, queue=view)


@post(f"{_ROOM}/buka", opt=needs(Right.QUEUE), status_code=303, sync_to_thread=True)
def open_loket(server: ServerDep, session: SessionDep, data: URLEncodedBody[OpenForm]) -> Response[Any]:
    """Sits down at a loket."""
    own(session, data.token)
    with server.database.writing() as connection:
        opened = antrean.open_loket(
            connection, server.office.code, data.loket, take_over=data.ambil == "ya", **_by(server, session)
        )
    if isinstance(opened, LoketRefusal):
        return _page(server, session, error=LOKET_REFUSED[opened])
    return Redirect(_ROOM, status_code=303)


@post(f"{_ROOM}/tutup", opt=needs(Right.QUEUE), status_code=303, sync_to_thread=True)
def close_loket(server: ServerDep, session: SessionDep, data: URLEncodedBody[TokenForm]) -> Response[Any]:
    """Gets up."""
    own(session, data.token)
    with server.database.writing() as connection:
        at = _mine(connection, server, session)
        closed = antrean.close_loket(connection, server.office.code, at.id, **_by(server, session)) if at else None
    if isinstance(closed, LoketRefusal):
        return _page(server, session, error=LOKET_REFUSED[closed])
    return Redirect(_ROOM, status_code=303)


@post(f"{_ROOM}/tekan", opt=needs(Right.QUEUE), status_code=303, sync_to_thread=True)
def press(server: ServerDep, session: SessionDep, data: URLEncodedBody[PressForm]) -> Response[Any]:
    """A button of the loket."""
    own(session, data.token)
    with server.database.writing() as connection:
        at = _mine(connection, server, session)
        result = _press(connection, server, session, at, data) if at else QueueRefusal.NOT_SEATED
    if result is QueueRefusal.NOBODY_WAITS:
        return Redirect(f"{_ROOM}?pesan=kosong", status_code=303)
    if isinstance(result, QueueRefusal):
        return _page(server, session, error=REFUSED[result])
    if result.state is TicketState.SERVING and result.permohonan_id and session.may(Right.REQUESTS):
        return Redirect(f"/meja/{result.permohonan_id}", status_code=303)
    said = ""
    if data.tombol == "tidak-hadir":
        said = "?pesan=ke-akhir" if result.state is TicketState.WAITING else "?pesan=tidak-datang"
    return Redirect(f"{_ROOM}{said}", status_code=303)


@post(f"{_ROOM}/nomor", opt=needs(Right.QUEUE), status_code=303, sync_to_thread=True)
def issue(server: ServerDep, session: SessionDep, data: URLEncodedBody[IssueForm]) -> Response[Any]:
    """Gives a number by hand and shows its slip."""
    own(session, data.token)
    group = next((one for one in server.catalog.groups if one.id == data.grup and one.queue), None)
    if group is None:
        return _page(server, session, error=REFUSED[QueueRefusal.NOT_ALLOWED])
    with server.database.writing() as connection:
        given = antrean.issue(
            connection, server.office.code, group, priority=data.prioritas == "ya", **_by(server, session)
        )
    if isinstance(given, QueueRefusal):
        return _page(server, session, error=REFUSED[given])
    return Redirect(f"{_ROOM}/slip/{given.id}", status_code=303)


@get(f"{_ROOM}/slip/{{ticket_id:str}}", opt=needs(Right.QUEUE), sync_to_thread=True)
def slip(server: ServerDep, session: SessionDep, ticket_id: FromPath[str]) -> Response[str]:
    """A number by hand as a slip for the browser's own printing, 80 mm wide."""
    now, office = server.clock.now_ms(), server.office.code
    with server.database.reading() as connection:
        place = antrean.get(connection, office, ticket_id)
        if place is None or not place.by_hand:
            return page("tidak_ada.html", server, status=404, session=session, what="Nomor ini", back=_ROOM)
        wait = antrean.wait_now(connection, office, [place.group], now=now, zone=server.zone)[place.group]
    return page(
        "slip_nomor.html",
        server,
        session=session,
        ticket=place.ticket,
        what=_title(server, place.group),
        priority=place.priority,
        when=words.moment(server.zone, place.waiting_since),
        wait=spoken.wait_line(wait.low, wait.high, server.zone.local(now)) if wait.known else "",
    )


@get(f"{_ROOM}/atur", opt=needs(Right.CONTENT), sync_to_thread=True)
def settings_page(server: ServerDep, session: SessionDep, request: Asked, pesan: FromQuery[str] = "") -> Response[str]:
    """The lokets and how the queue is run."""
    return _settings_page(server, session, request, done=_SAID.get(pesan))


@post(f"{_ROOM}/atur/loket", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def put_loket(server: ServerDep, session: SessionDep, request: Asked, data: URLEncodedBody[LoketForm]) -> Response[Any]:
    """Makes a loket or changes it."""
    own(session, data.token)
    known = [group.id for group in server.catalog.groups if group.queue]
    groups = tuple(one for one in ticks(data.grup) if one in known)
    with server.database.writing() as connection:
        refused = lokets.put_loket(
            connection,
            server.office.code,
            data.nomor.strip(),
            data.nama,
            groups if len(groups) < len(known) else (),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if refused is not None:
        return _settings_page(server, session, request, error=LOKET_REFUSED[refused])
    return Redirect(f"{_ROOM}/atur?pesan=tersimpan", status_code=303)


@post(f"{_ROOM}/atur/hapus", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def remove_loket(
    server: ServerDep, session: SessionDep, request: Asked, data: URLEncodedBody[OpenForm]
) -> Response[Any]:
    """Removes a loket where nobody sits."""
    own(session, data.token)
    with server.database.writing() as connection:
        refused = lokets.remove_loket(connection, server.office.code, data.loket, **_by(server, session))
    if refused is not None:
        return _settings_page(server, session, request, error=LOKET_REFUSED[refused])
    return Redirect(f"{_ROOM}/atur?pesan=dihapus", status_code=303)


@post(f"{_ROOM}/atur/antrean", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def set_queue(server: ServerDep, session: SessionDep, request: Asked, data: URLEncodedBody[QueueForm]) -> Response[Any]:
    """Sets the letters of numbers by hand, what the board says, and who may see it."""
    own(session, data.token)
    wanted = QueueSettings(
        letters=data.huruf.strip().upper(),
        board_key=data.kunci.strip(),
        notices=tuple(data.pengumuman.splitlines()),
        languages=tuple(one for one in LANGUAGES if one in ticks(data.bahasa)) or ("id",),
    )
    try:
        with server.database.writing() as connection:
            lokets.set_queue(connection, server.office.code, wanted, actor=session.petugas, now=server.clock.now_ms())
    except WrongUse:
        return _settings_page(
            server,
            session,
            request,
            typed=wanted,
            error="Belum tersimpan. Hurufnya ditulis seperti V-Z dan tidak boleh dipakai kiosk; kuncinya 6 sampai 40 huruf"
            f" dan angka; pengumuman paling banyak {lokets.MOST_NOTICES} baris, masing-masing {lokets.NOTICE_LENGTH} huruf.",
        )
    return Redirect(f"{_ROOM}/atur?pesan=tersimpan", status_code=303)


def _press(
    connection: Connection, server: Server, session: Session, at: Loket, data: PressForm
) -> Place | QueueRefusal:
    office, by = server.office.code, _by(server, session)
    simple: dict[str, Callable[..., Place | QueueRefusal]] = {
        "berikutnya": antrean.call_next,
        "ulang": antrean.recall,
        "layani": antrean.serve,
        "tunda": antrean.hold,
        "tidak-hadir": antrean.absent,
        "selesai": antrean.finish,
    }
    match data.tombol:
        case "panggil":
            return antrean.call(connection, office, at.id, _meant(connection, server, data), seen=data.kini, **by)
        case "batal":
            return antrean.cancel(connection, office, data.nomor, **by)
        case "pindah":
            kind, _, where = data.ke.partition(":")
            if kind == "grup" and any(group.id == where and group.queue for group in server.catalog.groups):
                return antrean.transfer(connection, office, at.id, group=where, seen=data.kini, **by)
            if kind == "loket":
                return antrean.transfer(connection, office, at.id, to=where, seen=data.kini, **by)
            return QueueRefusal.NOT_ALLOWED
        case button if button in simple:
            return simple[button](connection, office, at.id, seen=data.kini, **by)
        case _:
            return QueueRefusal.NOT_ALLOWED


def _meant(connection: Connection, server: Server, data: PressForm) -> str:
    """The id of the number that is meant, also where somebody typed "a7"."""
    match = _TICKET.fullmatch(data.nomor.strip())
    if match is None:
        return data.nomor
    ticket = f"{match[1].upper()}-{int(match[2]):03}"
    found = antrean.by_number(connection, server.office.code, ticket, now=server.clock.now_ms(), zone=server.zone)
    return found.id if found else ""


def _by(server: Server, session: Session) -> dict[str, Any]:
    return {"actor": session.petugas, "now": server.clock.now_ms(), "zone": server.zone}


def _mine(connection: Connection, server: Server, session: Session) -> Loket | None:
    day = lokets.today(server.clock.now_ms(), server.zone)
    there = lokets.listed(connection, server.office.code, day=day, zone=server.zone)
    return next((one for one in there if one.petugas == session.petugas), None)


def _look(server: Server, session: Session) -> tuple[Queue, Loket | None, QueueView]:
    now, office = server.clock.now_ms(), server.office.code
    groups = [group for group in server.catalog.groups if group.queue]
    with server.database.reading() as connection:
        queue = antrean.queue(connection, office, now=now, zone=server.zone)
        wait = antrean.wait_now(connection, office, [one.id for one in groups], now=now, zone=server.zone)
        shown = [*queue.waiting[:_SHOWN], *queue.held, *queue.absent[:10], *queue.at_lokets]
        services = _services(connection, server, shown)
    at = next((one for one in queue.lokets if one.petugas == session.petugas), None)
    has = _at(queue, at)

    def rows(places: Sequence[Place]) -> tuple[PlaceRow, ...]:
        return tuple(_row(server, one, services, now, ours=_is_ours(one, at, queue)) for one in places)

    view = QueueView(
        waiting=rows(queue.waiting[:_SHOWN]),
        ours=sum(_is_ours(one, at, queue) for one in queue.waiting),
        more=max(0, len(queue.waiting) - _SHOWN),
        held=rows(queue.held),
        absent=rows(queue.absent[:10]),
        groups=tuple(
            WaitRow(one.title.id, sum(place.group == one.id for place in queue.waiting), _wait(wait[one.id]))
            for one in groups
        ),
        now=has.id if has else "",
    )
    return queue, at, view


def _page(server: Server, session: Session, *, done: str | None = None, error: str | None = None) -> Response[str]:
    queue, at, view = _look(server, session)
    has = _at(queue, at)
    with server.database.reading() as connection:
        services = _services(connection, server, [has] if has else [])
    return page(
        "loket.html",
        server,
        status=409 if error else 200,
        session=session,
        at=at,
        current=_current(server, has, services) if has else None,
        queue=view,
        lokets=[_loket_row(server, one) for one in queue.lokets],
        groups=[group for group in server.catalog.groups if group.queue],
        may_set=session.may(Right.CONTENT),
        done=done,
        error=error,
    )


def _settings_page(
    server: Server,
    session: Session,
    request: Asked,
    *,
    done: str | None = None,
    error: str | None = None,
    typed: QueueSettings | None = None,
) -> Response[str]:
    day, office = lokets.today(server.clock.now_ms(), server.zone), server.office.code
    with server.database.reading() as connection:
        there = lokets.listed(connection, office, day=day, zone=server.zone)
        kept = lokets.queue_settings(connection, office)
    numbers = {one.id for one in there}
    return page(
        "atur_loket.html",
        server,
        status=409 if error else 200,
        session=session,
        lokets=there,
        groups=[group for group in server.catalog.groups if group.queue],
        next_number=next(str(at) for at in range(1, lokets.MOST_LOKETS + 2) if str(at) not in numbers),
        settings=typed or kept,
        # As the petugas reached the server, so can the TV, but for the computer that it runs on.
        board=f"{request.base_url}papan?kantor={office}" + (f"&kunci={kept.board_key}" if kept.board_key else ""),
        may_call=session.may(Right.QUEUE),
        languages=_LANGUAGES,
        done=done,
        error=error,
    )


_LANGUAGES: Final = {"id": "Indonesia", "en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}


def _at(queue: Queue, at: Loket | None) -> Place | None:
    return next((one for one in queue.at_lokets if at is not None and one.loket == at.id), None)


def _is_ours(place: Place, at: Loket | None, queue: Queue) -> bool:
    if at is None or place.loket == at.id:
        return at is not None
    theirs = any(one.id == place.loket and one.petugas is not None for one in queue.lokets)
    return not theirs and at.serves(place.group)


def _services(connection: Connection, server: Server, places: Sequence[Place]) -> dict[str, str]:
    """The services of these requests, by the request's id."""
    ids = [one.permohonan_id for one in places if one.permohonan_id]
    query = select(permohonan.c.id, permohonan.c.service).where(
        permohonan.c.office == server.office.code, permohonan.c.id.in_(ids)
    )
    found = {}
    for permohonan_id, service in connection.execute(query):
        known = server.catalog.known(service)
        found[str(permohonan_id)] = (known.slip or known.title).id if known else str(service)
    return found


def _title(server: Server, group: str) -> str:
    return next((one.title.id for one in server.catalog.groups if one.id == group), "Lainnya")


def _row(server: Server, place: Place, services: dict[str, str], now: int, *, ours: bool) -> PlaceRow:
    if place.state is TicketState.TRANSFERRED and place.loket:
        remark = f"Hanya loket {place.loket}"
    elif place.state is TicketState.TRANSFERRED:
        remark = "Pindahan"
    elif place.state is TicketState.WAITING and place.absences:
        remark = "Tadi tidak hadir"
    else:
        remark = ""
    return PlaceRow(
        id=place.id,
        ticket=place.ticket,
        what=services.get(place.permohonan_id or "", _title(server, place.group)),
        waited=words.waited(now - place.waiting_since),
        priority=place.priority,
        remark=remark,
        ours=ours,
    )


def _current(server: Server, place: Place, services: dict[str, str]) -> CurrentView:
    serving = place.state is TicketState.SERVING
    times = f"Sudah dipanggil {place.calls} kali" if place.calls > 1 else "Sedang dipanggil"
    return CurrentView(
        id=place.id,
        ticket=place.ticket,
        what=services.get(place.permohonan_id or "", _title(server, place.group)),
        serving=serving,
        state="Sedang dilayani" if serving else times,
        priority=place.priority,
        request=f"/meja/{place.permohonan_id}" if place.permohonan_id else "",
    )


def _loket_row(server: Server, one: Loket) -> LoketRow:
    what = ", ".join(_title(server, group) for group in one.groups) or "Semua layanan"
    return LoketRow(one.id, one.name, what, one.petugas or "")


def _wait(wait: Range) -> str:
    return spoken.wait(wait.low, wait.high) if wait.known else ""


ROUTES: Final[tuple[Any, ...]] = (
    *(loket_page, queue_part, open_loket, close_loket, press, issue, slip),
    *(settings_page, put_loket, remove_loket, set_queue),
)
"""The routes of this room."""
