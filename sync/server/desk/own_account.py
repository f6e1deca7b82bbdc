"""One's own account: the password, the second factor with its codes for paper, a log-in from a new browser."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import segno
from litestar import Request, Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect
from markupsafe import Markup

from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.account_words import FACTOR, ROLE, WEAK
from sync.server.desk.frame import ServerDep, SessionDep, TokenForm, needs, own, page, token_of
from sync.server.desk.login import BROWSER, refused_words
from sync.server.people import accounts, passwords, roster, second_factor
from sync.server.people.accounts import LoginRefused, Session
from sync.server.people.rights import Right
from sync.server.people.second_factor import FactorRefusal

_DONE: Final = {
    "sandi": "Kata sandi Anda sudah diganti. Di komputer lain Anda harus masuk lagi.",
    "mati": "Kode kedua sudah dimatikan. Sekarang kata sandi saja cukup.",
    "kenal": "Baik. Peramban itu sekarang dikenal.",
}
_OLD_WRONG: Final = "Kata sandi Anda yang sekarang tidak cocok. Coba ketik lagi."
_CODE_WRONG: Final = "Kata sandi atau kodenya tidak cocok. Tidak ada yang diubah."
_DIFFERENT: Final = "Dua kata sandi baru itu tidak sama. Ketik lagi keduanya."


class PasswordForm(msgspec.Struct):
    """A new password, typed twice."""

    token: str = ""
    lama: str = ""
    baru: str = ""
    ulang: str = ""

    def __repr__(self) -> str:
        return "PasswordForm()"


class ProofForm(msgspec.Struct):
    """Password and code once more."""

    token: str = ""
    sandi: str = ""
    kode: str = ""

    def __repr__(self) -> str:
        return "ProofForm()"


class ConfirmForm(msgspec.Struct):
    """The first code from the phone."""

    token: str = ""
    kode: str = ""


@get("/meja/akun/saya", opt=needs(Right.OWN), sync_to_thread=True)
def own_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """One's own account."""
    return _own_page(server, session, done=_DONE.get(pesan))


@post("/meja/akun/saya/sandi", opt=needs(Right.OWN), status_code=303, sync_to_thread=True)
def change_password(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[PasswordForm]
) -> Response[Any]:
    """Another password of one's own; the old one is asked. Sessions elsewhere end, this one begins anew."""
    own(session, data.token)
    if data.baru != data.ulang:
        return _own_page(server, session, error=_DIFFERENT)
    weak = passwords.weakness(data.baru, session.petugas, session.full_name, server.office.name)
    if weak is not None:
        return _own_page(server, session, error=WEAK[weak])
    refused = _proven(server, session, request, data.lama)
    if refused is not None:
        return _own_page(server, session, error=refused_words(refused, _OLD_WRONG))
    with server.database.writing() as connection:
        accounts.change_own_password(
            connection,
            server.office.code,
            session.petugas,
            data.baru,
            now=server.clock.now_ms(),
            stays=token_of(request),
        )
    return Redirect("/meja/akun/saya?pesan=sandi", status_code=303)


@post("/meja/akun/saya/peramban", opt=needs(Right.OWN), status_code=303, sync_to_thread=True)
def know_browser(server: ServerDep, session: SessionDep, data: URLEncodedBody[TokenForm]) -> Redirect:
    """The log-in from a new browser was one's own."""
    own(session, data.token)
    with server.database.writing() as connection:
        roster.known_browser(connection, server.office.code, session.petugas)
    return Redirect("/meja/akun/saya?pesan=kenal", status_code=303)


@post("/meja/akun/saya/kode/mulai", opt=needs(Right.OWN), status_code=303, sync_to_thread=True)
def begin_factor(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[ProofForm]
) -> Response[Any]:
    """A secret for the phone, to be confirmed; the password is asked, or whoever passes by could lock somebody out."""
    own(session, data.token)
    refused = _proven(server, session, request, data.sandi)
    if refused is not None:
        return _own_page(server, session, error=refused_words(refused, _OLD_WRONG))
    with server.database.writing() as connection:
        second_factor.begin(connection, server.office, session.petugas)
    return Redirect("/meja/akun/saya/kode", status_code=303)


@get("/meja/akun/saya/kode", opt=needs(Right.OWN), sync_to_thread=True)
def factor_page(server: ServerDep, session: SessionDep) -> Response[Any]:
    """The QR for the phone."""
    return _factor_page(server, session)


@post("/meja/akun/saya/kode", opt=needs(Right.OWN), status_code=200, sync_to_thread=True)
def confirm_factor(server: ServerDep, session: SessionDep, data: URLEncodedBody[ConfirmForm]) -> Response[Any]:
    """Turns the second factor on; the page shows the codes for paper, once."""
    own(session, data.token)
    with server.database.writing() as connection:
        codes = second_factor.confirm(
            connection, server.office, session.petugas, data.kode[:40], now=server.clock.now_ms()
        )
    if isinstance(codes, FactorRefusal):
        return _factor_page(server, session, error=FACTOR[codes])
    return _codes_page(server, session, codes)


@post("/meja/akun/saya/kode/cadangan", opt=needs(Right.OWN), status_code=200, sync_to_thread=True)
def renew_codes(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[ProofForm]
) -> Response[Any]:
    """New codes for paper instead of the old ones."""
    own(session, data.token)
    refused = _proven(server, session, request, data.sandi, data.kode[:40])
    if refused is not None:
        return _own_page(server, session, error=refused_words(refused, _CODE_WRONG))
    with server.database.writing() as connection:
        codes = second_factor.renew_codes(connection, server.office, session.petugas, now=server.clock.now_ms())
    return _codes_page(server, session, codes)


@post("/meja/akun/saya/kode/mati", opt=needs(Right.OWN), status_code=303, sync_to_thread=True)
def turn_factor_off(
    server: ServerDep, session: SessionDep, request: Request[Any, Any, Any], data: URLEncodedBody[ProofForm]
) -> Response[Any]:
    """From now on the password is enough; password and code are asked."""
    own(session, data.token)
    refused = _proven(server, session, request, data.sandi, data.kode[:40])
    if refused is not None:
        return _own_page(server, session, error=refused_words(refused, _CODE_WRONG))
    with server.database.writing() as connection:
        second_factor.turn_off(
            connection, server.office.code, session.petugas, actor=session.petugas, now=server.clock.now_ms()
        )
    return Redirect("/meja/akun/saya?pesan=mati", status_code=303)


ROUTES: Final[tuple[Any, ...]] = (
    *(own_page, change_password, know_browser),
    *(begin_factor, factor_page, confirm_factor, renew_codes, turn_factor_off),
)


def _proven(
    server: Server, session: Session, request: Request[Any, Any, Any], password: str, code: str | None = None
) -> LoginRefused | None:
    return accounts.prove(
        server.database,
        server.office,
        session.petugas,
        password[:1000],
        code,
        now=server.clock.now_ms(),
        browser=request.cookies.get(BROWSER, "")[:100],
    )


def _own_page(server: Server, session: Session, *, done: str | None = None, error: str | None = None) -> Response[str]:
    now, office = server.clock.now_ms(), server.office.code
    with server.database.reading() as connection:
        person = roster.get(connection, office, session.petugas, now=now)
        codes_left = second_factor.codes_left(connection, office, session.petugas)
    assert person is not None
    agency = next((one.title.id for one in server.catalog.agencies if one.id == session.agency), session.agency)
    return page(
        "akun_saya.html",
        server,
        status=409 if error else 200,
        session=session,
        room="saya",
        person=person,
        roles=", ".join(ROLE[role] for role in session.roles),
        agency=agency,
        last=words.moment(server.zone, person.logged_in_at) if person.logged_in_at else "",
        strange=words.moment(server.zone, session.strange_at) if session.strange_at else "",
        codes_left=codes_left,
        shortest=passwords.SHORTEST,
        given=person.password_by not in (None, session.petugas),
        done=done,
        error=error,
    )


def _factor_page(server: Server, session: Session, *, error: str | None = None) -> Response[Any]:
    with server.database.reading() as connection:
        secret = second_factor.pending(connection, server.office, session.petugas)
    if secret is None:
        return Redirect("/meja/akun/saya", status_code=303)
    picture = segno.make(second_factor.address(server.office, session.petugas, secret), error="m")
    return page(
        "akun_kode.html",
        server,
        status=409 if error else 200,
        session=session,
        room="saya",
        # Our own drawing of our own text: nothing in it was typed by anybody but as a QR.
        qr=Markup(picture.svg_inline(scale=5, border=2, dark="#14232b", light="#fff")),  # noqa: S704
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        error=error,
    )


def _codes_page(server: Server, session: Session, codes: tuple[str, ...]) -> Response[str]:
    when = words.moment(server.zone, server.clock.now_ms())
    return page("akun_cadangan.html", server, session=session, room="saya", codes=codes, when=when)
