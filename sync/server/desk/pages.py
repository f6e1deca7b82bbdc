"""The desk's routes. Every page but the log-in needs a session; every form carries its session's token."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect
from litestar.static_files import create_static_files_router

from kiosk.catalog_files import ASSETS
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from sync.server import accounts, requests
from sync.server.accounts import LoggedIn, Session
from sync.server.context import Server
from sync.server.desk import flashdisk, kiosks, views, words
from sync.server.desk.fleet import kiosk_name
from sync.server.desk.frame import (
    COOKIE,
    HEADERS,
    NotLoggedIn,
    ServerDep,
    SessionDep,
    TokenForm,
    find_session,
    own,
    page,
    peek_session,
    same_site,
    say_refused,
    to_login,
)
from sync.server.requests import NOTE_LENGTH, MoveRefusal, NotMoved

_PAGE: Final = 200
_TICKET: Final = re.compile(r"([A-Za-z])\s*-?\s*(\d{1,4})", re.ASCII)


class LoginForm(msgspec.Struct):
    """What the log-in page sends."""

    nama: str = ""
    sandi: str = ""


class SearchForm(msgspec.Struct):
    """The search field. Posted, so that a request code never stands in an address or a log."""

    token: str = ""
    cari: str = ""


class MoveForm(msgspec.Struct):
    """A status change. `dari` is the status the petugas saw."""

    token: str = ""
    dari: str = ""
    ke: str = ""
    catatan: str = ""


class HandoverForm(msgspec.Struct, frozen=True):
    """Which agency has it now."""

    token: str = ""
    instansi: str = ""


_DONE: Final = {
    "tersimpan": "Tersimpan. Warga melihatnya di kiosk setelah kiosk terhubung berikutnya.",
    "diserahkan": "Tercatat. Berkas sekarang di instansi itu.",
}


@get("/masuk", sync_to_thread=False)
def login_page(server: ServerDep, pesan: FromQuery[str] = "") -> Response[str]:
    """The log-in page."""
    message = {"keluar": "Anda sudah keluar.", "berakhir": "Sesi Anda sudah berakhir. Silakan masuk lagi."}.get(pesan)
    return page("masuk.html", server, message=message, error=None, name="")


@post(
    "/masuk",
    status_code=303,
    sync_to_thread=True,
    # Per address and process; the lock-out of the account is in the database and counts for all of them.
    middleware=[RateLimitConfig(rate_limit=("minute", 30)).middleware],
)
def log_in(server: ServerDep, request: Request[Any, Any, Any], data: URLEncodedBody[LoginForm]) -> Response[Any]:
    """Checks name and password."""
    result = accounts.log_in(
        server.database, server.office.code, data.nama[:200], data.sandi[:1000], now=server.clock.now_ms()
    )
    if not isinstance(result, LoggedIn):
        error = "Nama atau kata sandi tidak cocok. Coba periksa lagi."
        if result.wait_ms:
            error = f"Terlalu banyak percobaan. Coba lagi {_in_words(result.wait_ms)} lagi."
        return page("masuk.html", server, status=401, message=None, error=error, name=data.nama[:40])
    response = Redirect("/meja", status_code=303)
    response.set_cookie(
        COOKIE,
        result.token,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        max_age=accounts.LONGEST_MS // 1000,
    )
    return response


@post("/keluar", status_code=303, sync_to_thread=True)
def log_out(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[TokenForm]
) -> Redirect:
    """Ends the session."""
    own(session, data.token)
    with server.database.writing() as connection:
        accounts.log_out(connection, server.office.code, request.cookies.get(COOKIE, ""), now=server.clock.now_ms())
    response = Redirect("/masuk?pesan=keluar", status_code=303)
    response.delete_cookie(COOKIE)
    return response


@get("/meja", sync_to_thread=True)
def inbox(
    server: ServerDep,
    session: SessionDep,
    *,
    tampil: FromQuery[str] = "",
    layanan: FromQuery[str] = "",
    nomor: FromQuery[str] = "",
    pesan: FromQuery[str] = "",
) -> Response[str]:
    """The inbox: what waits longest on top."""
    now = server.clock.now_ms()
    tab = views.tab(tampil)
    office = server.office.code
    ticket = _ticket(nomor)
    with server.database.reading() as connection:
        counts = requests.counts(connection, office)
        if ticket:
            items = requests.by_ticket(connection, office, ticket)
        else:
            items = requests.listed(
                connection,
                office,
                tab.statuses,
                service=layanan or None,
                newest_first=tab.key == "selesai",
                limit=_PAGE + 1,
            )
    return page(
        "daftar.html",
        server,
        session=session,
        rows=[views.row(server, item, now) for item in items[:_PAGE]],
        more=len(items) > _PAGE,
        tab=tab,
        tabs=[(one, sum(counts[status] for status in one.statuses)) for one in views.TABS],
        services=server.catalog.services,
        service=layanan,
        ticket=ticket,
        not_found=pesan == "tidak-ada",
        now=now,
    )


class Arrived(msgspec.Struct, frozen=True):
    """How many requests have come since an inbox was opened."""

    baru: int


@get("/meja/baru", sync_to_thread=True, dependencies={"session": Provide(peek_session, sync_to_thread=True)})
def arrived(server: ServerDep, session: SessionDep, sejak: FromQuery[int]) -> Response[Arrived]:  # noqa: ARG001
    """What an open inbox asks now and then."""
    with server.database.reading() as connection:
        count = requests.arrived(connection, server.office.code, min(sejak, server.clock.now_ms()))
    return Response(Arrived(count), headers=HEADERS)


@post("/meja/cari", status_code=303, sync_to_thread=True)
def search(server: ServerDep, session: SessionDep, data: URLEncodedBody[SearchForm]) -> Redirect:
    """Finds by request code, scanned slip or queue number."""
    own(session, data.token)
    text = data.cari[:300]
    with server.database.reading() as connection:
        found = requests.by_code(connection, server.office, text)
        ticket = _ticket(text)
        items = requests.by_ticket(connection, server.office.code, ticket) if ticket and not found else []
    if len(items) == 1:
        found = items[0].permohonan.id
    if found:
        return Redirect(f"/meja/{found}", status_code=303)
    if items:
        return Redirect(f"/meja?nomor={ticket}", status_code=303)
    return Redirect("/meja?pesan=tidak-ada", status_code=303)


@get("/meja/{permohonan_id:str}", sync_to_thread=True)
def one(
    server: ServerDep,
    session: SessionDep,
    permohonan_id: FromPath[str],
    pesan: FromQuery[str] = "",
) -> Response[str]:
    """One request with its answers opened; the look is recorded."""
    done = _DONE.get(pesan)
    return _request_page(server, session, permohonan_id, done=done)


@post("/meja/{permohonan_id:str}/status", status_code=303, sync_to_thread=True)
def change_status(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[MoveForm]
) -> Response[Any]:
    """Moves a request on."""
    own(session, data.token)
    try:
        new, seen = PermohonanStatus(data.ke), PermohonanStatus(data.dari)
    except ValueError:
        return _request_page(server, session, permohonan_id, refused=NotMoved(MoveRefusal.NOT_ALLOWED))
    with server.database.writing() as connection:
        moved = requests.change_status(
            connection,
            server.office.code,
            permohonan_id,
            new,
            note=data.catatan,
            actor=session.petugas,
            now=server.clock.now_ms(),
            seen=seen,
        )
    if isinstance(moved, Permohonan):
        return Redirect(f"/meja/{permohonan_id}?pesan=tersimpan", status_code=303)
    return _request_page(server, session, permohonan_id, refused=moved, typed=(new.value, data.catatan[:1000]))


@post("/meja/{permohonan_id:str}/instansi", status_code=303, sync_to_thread=True)
def hand_over(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[HandoverForm]
) -> Response[Any]:
    """Notes which agency has a request now."""
    own(session, data.token)
    if data.instansi not in {agency.id for agency in server.catalog.agencies}:
        return _request_page(server, session, permohonan_id, refused=NotMoved(MoveRefusal.NOT_ALLOWED))
    with server.database.writing() as connection:
        handed = requests.hand_over(
            connection,
            server.office.code,
            permohonan_id,
            data.instansi,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(handed, NotMoved):
        return _request_page(server, session, permohonan_id, refused=handed)
    return Redirect(f"/meja/{permohonan_id}?pesan=diserahkan", status_code=303)


@get("/", status_code=303, sync_to_thread=False)
def home() -> Redirect:
    """Where a petugas begins."""
    return Redirect("/meja", status_code=303)


def desk() -> Router:
    """The desk's routes and their files."""
    files = create_static_files_router(
        "/web", [ASSETS / "web", ASSETS / "fonts"], after_request=_file_headers, include_in_schema=False
    )
    pages = Router(
        "/",
        route_handlers=[
            *(home, login_page, log_in, log_out, inbox, arrived, search, one, change_status, hand_over),
            *(flashdisk.stick_page, flashdisk.send_files, flashdisk.send_file),
            *(kiosks.kiosks_page, kiosks.kiosk_page, kiosks.give_order),
        ],
        dependencies={"session": Provide(find_session, sync_to_thread=True)},
        before_request=same_site,
        exception_handlers={NotLoggedIn: to_login, HTTPException: say_refused},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
    return Router("/", route_handlers=[pages, files])


def _file_headers(response: Response[Any]) -> Response[Any]:
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["cache-control"] = "max-age=3600"
    return response


def _request_page(
    server: Server,
    session: Session,
    permohonan_id: str,
    *,
    done: str | None = None,
    refused: NotMoved | None = None,
    typed: tuple[str, str] = ("", ""),
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        opened = requests.open_request(connection, server.office, permohonan_id, actor=session.petugas, now=now)
        if opened is None:
            return page("tidak_ada.html", server, status=404, session=session, what="Permohonan ini", back="/meja")
        kiosk = kiosk_name(connection, server.office.code, opened.item.kiosk_id)
    return page(
        "permohonan.html",
        server,
        status=409 if refused else 200,
        session=session,
        view=views.request_view(server, opened, kiosk, now),
        looked=words.moment(server.zone, now),
        done=done,
        error=words.NOT_MOVED[refused.why] if refused else None,
        typed_for=typed[0],
        typed=typed[1],
        note_length=NOTE_LENGTH,
    )


def _ticket(text: str) -> str:
    match = _TICKET.fullmatch(text.strip())
    return f"{match[1].upper()}-{int(match[2]):03}" if match else ""


def _in_words(ms: int) -> str:
    seconds = -(-ms // 1000)
    return f"{seconds} detik" if seconds < 90 else f"{-(-seconds // 60)} menit"
