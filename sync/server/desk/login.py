"""Coming and going: name and password, the code of the second factor, where the work begins."""

from __future__ import annotations

import secrets
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from sync.server.context import Server
from sync.server.desk.frame import (
    COOKIE,
    OfficesDep,
    ServerDep,
    SessionDep,
    TokenForm,
    cookie_of,
    needs,
    own,
    page,
    rooms_of,
    token_of,
)
from sync.server.people import accounts
from sync.server.people.accounts import HalfWay, LoggedIn, LoginRefused
from sync.server.people.rights import Right

BROWSER: Final = "peramban"
"""The cookie by which a browser is known again. It opens nothing: wrong tries are counted for it by itself."""
_OWN: Final = "/meja/akun/saya"
_SAID: Final = {
    "keluar": "Anda sudah keluar.",
    "berakhir": "Sesi Anda sudah berakhir. Silakan masuk lagi.",
    "terlambat": "Waktu untuk kode sudah habis. Silakan masuk lagi.",
}
# Per address and process; the lock-out of the account is in the database and counts for all of them.
_LIMIT: Final = RateLimitConfig(rate_limit=("minute", 30))


class LoginForm(msgspec.Struct):
    """What the log-in page sends."""

    nama: str = ""
    sandi: str = ""
    kantor: str = ""  # where several offices are served here

    def __repr__(self) -> str:
        return "LoginForm()"


class CodeForm(msgspec.Struct):
    """A code from the phone or from paper."""

    token: str = ""
    kode: str = ""


@get("/masuk", opt=needs(Right.OPEN), sync_to_thread=False)
def login_page(server: ServerDep, offices: OfficesDep, pesan: FromQuery[str] = "") -> Response[str]:
    """The log-in page."""
    return page("masuk.html", server, offices=offices.names(), message=_SAID.get(pesan), error=None, name="")


@post("/masuk", opt=needs(Right.OPEN), status_code=303, sync_to_thread=True, middleware=[_LIMIT.middleware])
def log_in(
    server: ServerDep, offices: OfficesDep, request: Request[Any, Any, Any], data: URLEncodedBody[LoginForm]
) -> Response[Any]:
    """Checks name and password."""
    server = offices.server(data.kantor) or server
    browser = request.cookies.get(BROWSER, "")[:100] or secrets.token_urlsafe(24)
    now = server.clock.now_ms()
    result = accounts.log_in(
        server.database, server.office.code, data.nama[:200], data.sandi[:1000], now=now, browser=browser
    )
    if isinstance(result, LoginRefused):
        error = refused_words(result, "Nama atau kata sandi tidak cocok. Coba periksa lagi.")
        return page(
            "masuk.html", server, status=401, offices=offices.names(), message=None, error=error, name=data.nama[:40]
        )
    response = Redirect("/masuk/kode" if isinstance(result, HalfWay) else "/", status_code=303)
    _give(response, request, server, result)
    response.set_cookie(
        BROWSER,
        browser,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        max_age=accounts.BROWSER_MS // 1000,
    )
    return response


@get("/masuk/kode", opt=needs(Right.OPEN), sync_to_thread=True)
def code_page(server: ServerDep, request: Request[Any, Any, Any]) -> Response[Any]:
    """The second step of a log-in."""
    return _code_page(server, request)


@post("/masuk/kode", opt=needs(Right.OPEN), status_code=303, sync_to_thread=True, middleware=[_LIMIT.middleware])
def send_code(server: ServerDep, request: Request[Any, Any, Any], data: URLEncodedBody[CodeForm]) -> Response[Any]:
    """Checks a code."""
    now, token = server.clock.now_ms(), token_of(request)
    half = accounts.half_way(server.database, server.office.code, token, now=now)
    if half is not None:
        own(half, data.token)
    result = accounts.second_step(server.database, server.office, token, data.kode[:40], now=now)
    match result:
        case LoggedIn():
            response = Redirect("/", status_code=303)
            _give(response, request, server, result)
            return response
        case LoginRefused():
            error = "Kode itu tidak cocok, atau sudah pernah dipakai. Tunggu kode berikutnya di ponsel Anda."
            return _code_page(server, request, error=refused_words(result, error))
        case None:
            return _too_late()


@post("/keluar", opt=needs(Right.OWN), status_code=303, sync_to_thread=True)
def log_out(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[TokenForm]
) -> Redirect:
    """Ends the session."""
    own(session, data.token)
    with server.database.writing() as connection:
        accounts.log_out(connection, server.office.code, token_of(request), now=server.clock.now_ms())
    response = Redirect("/masuk?pesan=keluar", status_code=303)
    response.delete_cookie(COOKIE)
    return response


@get("/", opt=needs(Right.OWN), status_code=303, sync_to_thread=False)
def home(session: SessionDep) -> Redirect:
    """Where somebody begins: the first room that is theirs; their own account when none is."""
    rooms = rooms_of(session)
    return Redirect(rooms[0].address if rooms else _OWN, status_code=303)


ROUTES: Final[tuple[Any, ...]] = (home, login_page, log_in, code_page, send_code, log_out)


def _code_page(server: Server, request: Request[Any, Any, Any], *, error: str | None = None) -> Response[Any]:
    half = accounts.half_way(server.database, server.office.code, token_of(request), now=server.clock.now_ms())
    if half is None:
        return _too_late()
    return page("masuk_kode.html", server, status=401 if error else 200, csrf=half.csrf, name=half.petugas, error=error)


def _too_late() -> Redirect:
    response = Redirect("/masuk?pesan=terlambat", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def _give(response: Redirect, request: Request[Any, Any, Any], server: Server, result: LoggedIn | HalfWay) -> None:
    response.set_cookie(
        COOKIE,
        cookie_of(server.office.code, result.token),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        max_age=(accounts.HALF_MS if isinstance(result, HalfWay) else accounts.LONGEST_MS) // 1000,
    )


def refused_words(result: LoginRefused, otherwise: str) -> str:
    """Why somebody was not let in: what they typed does not fit, or they tried too often."""
    return f"Terlalu banyak percobaan. Coba lagi {_in_words(result.wait_ms)} lagi." if result.wait_ms else otherwise


def _in_words(ms: int) -> str:
    seconds = -(-ms // 1000)
    return f"{seconds} detik" if seconds < 90 else f"{-(-seconds // 60)} menit"
