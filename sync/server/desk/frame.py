"""What every page of the desk stands in: the session it needs, the forms it accepts, the frame it is shown in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler
from litestar.params import SkipValidation
from litestar.response import Redirect
from markupsafe import Markup

from kiosk.catalog_files import ASSETS, load_motif
from sync.server.context import Offices, Server
from sync.server.people import accounts, tokens
from sync.server.people.accounts import Session
from sync.server.people.rights import Right

COOKIE: Final = "meja"
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:;"
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
    400: "Kiriman itu tidak bisa dibaca. Buka lagi halamannya, lalu coba sekali lagi.",
    403: "Formulir itu sudah tidak berlaku. Buka lagi halamannya, lalu coba sekali lagi.",
    413: "Kiriman itu terlalu besar.",
    429: "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.",
}


class DeskRoom(msgspec.Struct, frozen=True):
    """A part of the desk, in the head of every page for those who may enter it."""

    key: str
    address: str
    title: str
    right: Right


_ROOMS: Final = (
    DeskRoom("permohonan", "/meja", "Permohonan", Right.REQUESTS),
    DeskRoom("terusan", "/meja/terusan", "Terusan", Right.FORWARDED),
    DeskRoom("loket", "/meja/loket", "Loket", Right.QUEUE),
    DeskRoom("surat", "/meja/surat", "Surat", Right.LETTERS),
    DeskRoom("isi", "/meja/isi", "Isi kiosk", Right.CONTENT),
    DeskRoom("kiosk", "/meja/kiosk", "Kiosk", Right.KIOSKS),
    DeskRoom("flashdisk", "/meja/flashdisk", "Flashdisk", Right.STICKS),
    DeskRoom("laporan", "/meja/laporan", "Laporan", Right.REPORTS),
    DeskRoom("hak", "/meja/hak", "Hak warga", Right.SUBJECTS),
    DeskRoom("akun", "/meja/akun", "Akun", Right.ACCOUNTS),
    DeskRoom("catatan", "/meja/catatan", "Catatan", Right.AUDIT),
)

ServerDep = NamedDependency[SkipValidation[Server]]
OfficesDep = NamedDependency[SkipValidation[Offices]]
SessionDep = NamedDependency[SkipValidation[Session]]


Ticks = list[str] | str
"""Boxes of a form: one tick alone comes as a text, several as a list."""


def ticks(values: Ticks) -> list[str]:
    """The boxes that were ticked."""
    return [values] if isinstance(values, str) else values


class TokenForm(msgspec.Struct):
    """A button without further values."""

    token: str = ""


class NotLoggedIn(Exception):
    """No session, or one that has ended."""


class NotYours(PermissionDeniedException):
    """A room of the desk that is not for this petugas."""


class OwesFactor(NotYours):
    """The office wants a second factor of them before anything else."""


def needs(right: Right, *, asks_of_itself: bool = False) -> dict[str, Any]:
    """What a route says of itself (its `opt`): the right without which it is closed. One that a page asks of itself now and
    then keeps no session alive: a desk that nobody is at still closes after half an hour.
    """
    return {"right": right, "asks_of_itself": asks_of_itself}


def chosen(request: Request[Any, Any, Any]) -> Server:
    """The office of this request: the session's, and on a page that is open to all the one that its address names
    (`kantor`) or the first one.
    """
    admitted_to: Server | None = request.state.get("server")
    if admitted_to is not None:
        return admitted_to
    offices: Offices = request.app.state.offices
    named = _cookie(request)[0] or request.query_params.get("kantor")
    server = offices.server(named) or offices.server(None)
    assert server is not None
    return server


def admitted(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Lets through who may use a route, and notes their session and its office. A route that names no right is closed to all.

    Under /api/ a program's token (`Authorization: Bearer CODE~TOKEN`) is as good as the cookie; with the cookie a request that
    changes something brings its session's token in `x-csrf-token`, because a browser sends cookies by itself.
    Raises NotLoggedIn, which sends the browser to the log-in, or PermissionDeniedException.
    """
    right = handler.opt.get("right")
    if right is Right.OPEN:
        return
    offices: Offices = connection.app.state.offices
    for_programs = connection.scope["path"].startswith("/api/")
    bearer = connection.headers.get("authorization") if for_programs else None
    code, token = _read_badge(bearer.removeprefix("Bearer ")) if bearer is not None else _cookie(connection)
    server = offices.server(code) if code and token else None
    session = None
    if server is not None:
        office, now = server.office.code, server.clock.now_ms()
        if bearer is not None:
            session = tokens.session(server.database, office, token, now=now)
        else:
            used = not handler.opt.get("asks_of_itself", False)
            session = accounts.session(server.database, office, token, now=now, used=used)
    if session is None:
        raise NotLoggedIn
    if not isinstance(right, Right) or not session.may(right):
        raise NotYours
    if session.owes_factor and right is not Right.OWN:
        raise OwesFactor
    if for_programs and bearer is None and connection.scope.get("method") not in ("GET", "HEAD"):
        own(session, connection.headers.get("x-csrf-token", ""))
    connection.state.session = session
    connection.state.server = server


def rooms_of(session: Session) -> list[DeskRoom]:
    """The parts of the desk that somebody may enter; the first is where they begin."""
    return [room for room in _ROOMS if session.may(room.right)]


def cookie_of(office: str, token: str) -> str:
    """What the cookie holds: the office and the session's token."""
    return f"{office}~{token}"


def _cookie(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, str]:
    return _read_badge(connection.cookies.get(COOKIE, ""))


def _read_badge(text: str) -> tuple[str, str]:
    office, _, token = text.partition("~")
    return (office, token) if office and token else ("", "")


def token_of(request: Request[Any, Any, Any]) -> str:
    """The token of the session in the cookie; empty without one."""
    return _cookie(request)[1]


def find_session(request: Request[Any, Any, Any]) -> Session:
    """Who is at the desk, as `admitted` found them."""
    session: Session = request.state.session
    return session


def to_login(request: Request[Any, Any, Any], _error: NotLoggedIn) -> Redirect:
    """Sends a browser without a session to the log-in."""
    response = Redirect("/masuk?pesan=berakhir" if request.cookies.get(COOKIE) else "/masuk", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def say_refused(_request: Request[Any, Any, Any], error: HTTPException, message: str | None = None) -> Response[Any]:
    """A page that says in plain words why a request was not served; who owes a second factor is sent to where it is set up."""
    if isinstance(error, OwesFactor):
        return Redirect("/meja/akun/saya", status_code=303)
    if isinstance(error, NotYours):
        message = "Bagian ini bukan untuk akun Anda. Tanyakan kepada admin kantor bila Anda memerlukannya."
    message = message or _REFUSED.get(error.status_code, "Permintaan itu tidak bisa dilayani.")
    html = _environment().get_template("galat.html").render(office="Publik Kiosk", message=message)
    return Response(html, status_code=error.status_code, media_type=MediaType.HTML, headers=HEADERS)


def same_site(request: Request[Any, Any, Any]) -> None:
    """Refuses forms that another site sends here, the log-in form included."""
    if request.method in ("GET", "HEAD"):
        return
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise PermissionDeniedException("This form was sent from another site.")


def own(session: Session, token: str) -> None:
    """Raises PermissionDeniedException for a form that no page of this session made."""
    if not accounts.is_own(session, token):
        raise PermissionDeniedException("This form belongs to another session. Open the page again.")


def page(template: str, server: Server, *, status: int = 200, **values: object) -> Response[str]:
    """A page of the desk."""
    session = values.get("session")
    rooms = rooms_of(session) if isinstance(session, Session) else []
    html = _environment().get_template(template).render(office=server.office.name, rooms=rooms, **values)
    return Response(html, status_code=status, media_type=MediaType.HTML, headers=HEADERS)


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
