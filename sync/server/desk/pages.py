"""The desk's routes. Every page but the log-in needs a session; every form carries its session's token."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromPath, FromQuery, SkipValidation, URLEncodedBody
from litestar.response import Redirect
from litestar.static_files import create_static_files_router
from markupsafe import Markup
from sqlalchemy import select

from kiosk.catalog_files import ASSETS, load_motif
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from sync.server import accounts, requests
from sync.server.accounts import LoggedIn, Session
from sync.server.context import Server
from sync.server.desk import views, words
from sync.server.requests import NOTE_LENGTH, MoveRefusal, NotMoved
from sync.server.tables import kiosks

COOKIE: Final = "meja"
_PAGE: Final = 200
_TICKET: Final = re.compile(r"([A-Za-z])\s*-?\s*(\d{1,4})", re.ASCII)
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: forms would say "Origin: null", and then no form could be told from another site's.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    # Answers must not be found in the browser's cache after the petugas has gone.
    "cache-control": "no-store",
}

_REFUSED: Final = {
    403: "Formulir itu sudah tidak berlaku. Buka lagi halamannya, lalu coba sekali lagi.",
    413: "Isian itu terlalu panjang.",
    429: "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.",
}

_Server = NamedDependency[SkipValidation[Server]]
_Session = NamedDependency[SkipValidation[Session]]


class NotLoggedIn(Exception):
    """No session, or one that has ended."""


class LoginForm(msgspec.Struct):
    """What the log-in page sends."""

    nama: str = ""
    sandi: str = ""


class TokenForm(msgspec.Struct):
    """A button without further values."""

    token: str = ""


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
def login_page(server: _Server, pesan: FromQuery[str] = "") -> Response[str]:
    """The log-in page."""
    message = {"keluar": "Anda sudah keluar.", "berakhir": "Sesi Anda sudah berakhir. Silakan masuk lagi."}.get(pesan)
    return _page("masuk.html", server, message=message, error=None, name="")


@post(
    "/masuk",
    status_code=303,
    sync_to_thread=True,
    # Per address and process; the lock-out of the account is in the database and counts for all of them.
    middleware=[RateLimitConfig(rate_limit=("minute", 30)).middleware],
)
def log_in(server: _Server, request: Request[Any, Any, Any], data: URLEncodedBody[LoginForm]) -> Response[Any]:
    """Checks name and password."""
    result = accounts.log_in(
        server.database, server.office.code, data.nama[:200], data.sandi[:1000], now=server.clock.now_ms()
    )
    if not isinstance(result, LoggedIn):
        error = "Nama atau kata sandi tidak cocok. Coba periksa lagi."
        if result.wait_ms:
            error = f"Terlalu banyak percobaan. Coba lagi {_in_words(result.wait_ms)} lagi."
        return _page("masuk.html", server, status=401, message=None, error=error, name=data.nama[:40])
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
    server: _Server, session: _Session, request: Request[Any, Any, Any], data: URLEncodedBody[TokenForm]
) -> Redirect:
    """Ends the session."""
    _own(session, data.token)
    with server.database.writing() as connection:
        accounts.log_out(connection, server.office.code, request.cookies.get(COOKIE, ""), now=server.clock.now_ms())
    response = Redirect("/masuk?pesan=keluar", status_code=303)
    response.delete_cookie(COOKIE)
    return response


@get("/meja", sync_to_thread=True)
def inbox(
    server: _Server,
    session: _Session,
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
    return _page(
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
    )


@post("/meja/cari", status_code=303, sync_to_thread=True)
def search(server: _Server, session: _Session, data: URLEncodedBody[SearchForm]) -> Redirect:
    """Finds by request code, scanned slip or queue number."""
    _own(session, data.token)
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
    server: _Server,
    session: _Session,
    permohonan_id: FromPath[str],
    pesan: FromQuery[str] = "",
) -> Response[str]:
    """One request with its answers opened; the look is recorded."""
    done = _DONE.get(pesan)
    return _request_page(server, session, permohonan_id, done=done)


@post("/meja/{permohonan_id:str}/status", status_code=303, sync_to_thread=True)
def change_status(
    server: _Server, session: _Session, permohonan_id: FromPath[str], data: URLEncodedBody[MoveForm]
) -> Response[Any]:
    """Moves a request on."""
    _own(session, data.token)
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
    server: _Server, session: _Session, permohonan_id: FromPath[str], data: URLEncodedBody[HandoverForm]
) -> Response[Any]:
    """Notes which agency has a request now."""
    _own(session, data.token)
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
        route_handlers=[home, login_page, log_in, log_out, inbox, search, one, change_status, hand_over],
        dependencies={"session": Provide(_find_session, sync_to_thread=True)},
        before_request=_same_site,
        exception_handlers={NotLoggedIn: _to_login, HTTPException: _refused},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
    return Router("/", route_handlers=[pages, files])


def _find_session(request: Request[Any, Any, Any], server: _Server) -> Session:
    token = request.cookies.get(COOKIE, "")
    session = accounts.session(server.database, server.office.code, token, now=server.clock.now_ms()) if token else None
    if session is None:
        raise NotLoggedIn
    return session


def _to_login(request: Request[Any, Any, Any], _error: NotLoggedIn) -> Redirect:
    response = Redirect("/masuk?pesan=berakhir" if request.cookies.get(COOKIE) else "/masuk", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def _refused(_request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    message = _REFUSED.get(error.status_code, "Permintaan itu tidak bisa dilayani.")
    html = _environment().get_template("galat.html").render(office="Publik Kiosk", message=message)
    return Response(html, status_code=error.status_code, media_type=MediaType.HTML, headers=_HEADERS)


def _same_site(request: Request[Any, Any, Any]) -> None:
    """Refuses forms that another site sends here, the log-in form included."""
    if request.method in ("GET", "HEAD"):
        return
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise PermissionDeniedException("This form was sent from another site.")


def _own(session: Session, token: str) -> None:
    if not accounts.is_own(session, token):
        raise PermissionDeniedException("This form belongs to another session. Open the page again.")


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
            return _page("tidak_ada.html", server, status=404, session=session)
        query = select(kiosks.c.name).where(kiosks.c.office == server.office.code, kiosks.c.id == opened.item.kiosk_id)
        kiosk_name = connection.execute(query).scalar_one()
    return _page(
        "permohonan.html",
        server,
        status=409 if refused else 200,
        session=session,
        view=views.request_view(server, opened, kiosk_name, now),
        looked=words.moment(server.zone, now),
        done=done,
        error=words.NOT_MOVED[refused.why] if refused else None,
        typed_for=typed[0],
        typed=typed[1],
        note_length=NOTE_LENGTH,
    )


def _page(template: str, server: Server, *, status: int = 200, **values: object) -> Response[str]:
    html = _environment().get_template(template).render(office=server.office.name, **values)
    return Response(html, status_code=status, media_type=MediaType.HTML, headers=_HEADERS)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["icon"] = _icon
    environment.globals["band"] = _band
    return environment


@cache
def _icon(name: str) -> Markup:
    """A picture beside a word; the word says it all, so screen readers pass over it."""
    text = (ASSETS / "icons" / f"{name}.svg").read_text("utf-8")
    return Markup(text.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1))  # noqa: S704


@cache
def _band(scale: int) -> Markup:
    """The woven band: the kiosk's motif as one path, a run of threads at a time; `scale` pixels a thread."""
    lines = load_motif()
    runs = (
        f"M{match.start()} {y}h{len(match[0])}v1h-{len(match[0])}z"
        for y, line in enumerate(lines)
        for match in re.finditer("#+", line)
    )
    width, height = len(lines[0]), len(lines)
    return Markup(
        '<svg class="band" aria-hidden="true" focusable="false" height="{px}">'
        '<defs><pattern id="songket" width="{w}" height="{h}" patternUnits="userSpaceOnUse" patternTransform="scale({s})">'
        '<path class="thread" d="{d}"/></pattern></defs>'
        '<rect class="ground" width="100%" height="100%"/><rect width="100%" height="100%" fill="url(#songket)"/></svg>'
    ).format(w=width, h=height, px=height * scale, s=scale, d=Markup("").join(runs))


def _ticket(text: str) -> str:
    match = _TICKET.fullmatch(text.strip())
    return f"{match[1].upper()}-{int(match[2]):03}" if match else ""


def _in_words(ms: int) -> str:
    seconds = -(-ms // 1000)
    return f"{seconds} detik" if seconds < 90 else f"{-(-seconds // 60)} menit"
