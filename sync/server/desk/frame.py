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
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.params import SkipValidation
from litestar.response import Redirect
from markupsafe import Markup

from kiosk.catalog_files import ASSETS, load_motif
from sync.server import accounts
from sync.server.accounts import Session
from sync.server.context import Server

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

_ROOMS: Final = (
    ("permohonan", "/meja", "Permohonan"),
    ("kiosk", "/meja/kiosk", "Kiosk"),
    ("flashdisk", "/meja/flashdisk", "Flashdisk"),
)

ServerDep = NamedDependency[SkipValidation[Server]]
SessionDep = NamedDependency[SkipValidation[Session]]


class TokenForm(msgspec.Struct):
    """A button without further values."""

    token: str = ""


class NotLoggedIn(Exception):
    """No session, or one that has ended."""


def find_session(request: Request[Any, Any, Any], server: ServerDep) -> Session:
    """The session of the cookie. Raises NotLoggedIn, which sends the browser to the log-in."""
    return _session(request, server, used=True)


def peek_session(request: Request[Any, Any, Any], server: ServerDep) -> Session:
    """The same for what a page asks of itself: a desk that nobody is at still closes after half an hour."""
    return _session(request, server, used=False)


def _session(request: Request[Any, Any, Any], server: Server, *, used: bool) -> Session:
    token, now = request.cookies.get(COOKIE, ""), server.clock.now_ms()
    session = accounts.session(server.database, server.office.code, token, now=now, used=used) if token else None
    if session is None:
        raise NotLoggedIn
    return session


def to_login(request: Request[Any, Any, Any], _error: NotLoggedIn) -> Redirect:
    """Sends a browser without a session to the log-in."""
    response = Redirect("/masuk?pesan=berakhir" if request.cookies.get(COOKIE) else "/masuk", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def say_refused(_request: Request[Any, Any, Any], error: HTTPException, message: str | None = None) -> Response[str]:
    """A page that says in plain words why a request was not served."""
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
    html = _environment().get_template(template).render(office=server.office.name, **values)
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
    environment.globals["rooms"] = _ROOMS
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
