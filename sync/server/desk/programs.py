"""Other programs of the office: the tokens by which they ask, in the room "Akun"."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.account_words import AGENCY_HINT, ROLE, ROLE_DOES, TOKEN, ticked
from sync.server.desk.frame import ServerDep, SessionDep, Ticks, needs, own, page
from sync.server.people import tokens
from sync.server.people.accounts import Session
from sync.server.people.rights import Right, Role
from sync.server.people.tokens import Made, Token
from sync.server.work.requests import HOME


class TokenMakeForm(msgspec.Struct):
    """A token to be made."""

    token: str = ""
    nama: str = ""
    peran: Ticks = []
    instansi: str = ""


class TokenEndForm(msgspec.Struct):
    """A token to be revoked."""

    token: str = ""
    id: str = ""


class TokenRow(msgspec.Struct, frozen=True):
    """A token as a line of the page."""

    id: str
    name: str
    roles: str
    made: str
    used: str
    revoked: str  # since when; empty: it counts


@get("/meja/akun/program", opt=needs(Right.EXPORT), sync_to_thread=True)
def programs_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """The tokens there are."""
    done = "Token itu sudah dicabut. Programnya tidak bisa lagi mengambil apa pun." if pesan == "dicabut" else None
    return _page(server, session, done=done)


@post("/meja/akun/program", opt=needs(Right.EXPORT), status_code=200, sync_to_thread=True)
def make_token(server: ServerDep, session: SessionDep, data: URLEncodedBody[TokenMakeForm]) -> Response[str]:
    """Makes one; the page shows it, once."""
    own(session, data.token)
    agency = data.instansi or None
    if agency is not None and agency not in {one.id for one in server.catalog.agencies if one.id != HOME}:
        return _page(server, session, error=TOKEN[tokens.TokenRefusal.ROLES], typed=data)
    with server.database.writing() as connection:
        made = tokens.make(
            connection,
            server.office.code,
            data.nama[:200],
            ticked(data.peran),
            agency=agency,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(made, Made):
        return _page(server, session, made=made)
    return _page(server, session, error=TOKEN[made], typed=data)


@post("/meja/akun/program/cabut", opt=needs(Right.EXPORT), status_code=303, sync_to_thread=True)
def revoke_token(server: ServerDep, session: SessionDep, data: URLEncodedBody[TokenEndForm]) -> Response[Any]:
    """Ends one for ever."""
    own(session, data.token)
    with server.database.writing() as connection:
        ended = tokens.revoke(connection, server.office.code, data.id, actor=session.petugas, now=server.clock.now_ms())
    if not ended:
        return page("tidak_ada.html", server, status=404, session=session, what="Token ini", back="/meja/akun/program")
    return Redirect("/meja/akun/program?pesan=dicabut", status_code=303)


ROUTES: Final[tuple[Any, ...]] = (programs_page, make_token, revoke_token)


def _page(
    server: Server,
    session: Session,
    *,
    done: str | None = None,
    error: str | None = None,
    made: Made | None = None,
    typed: TokenMakeForm | None = None,
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        found = tokens.listed(connection, server.office.code)
    return page(
        "akun_program.html",
        server,
        status=409 if error else 200,
        session=session,
        rows=[_row(server, one, now) for one in found],
        roles=[(role, ROLE[role], ROLE_DOES[role]) for role in Role],
        agencies=[one for one in server.catalog.agencies if one.id != HOME],
        agency_hint=AGENCY_HINT,
        name_length=tokens.NAME_LENGTH,
        bearer=made.bearer if made else None,
        typed=typed or TokenMakeForm(),
        ticked=ticked(typed.peran) if typed else (),
        done=done,
        error=error,
    )


def _row(server: Server, one: Token, now: int) -> TokenRow:
    def when(ms: int | None, otherwise: str) -> str:
        return words.short_moment(server.zone, ms, now=now) if ms else otherwise

    roles = ", ".join(ROLE[role] for role in one.roles)
    return TokenRow(
        id=one.id,
        name=one.name,
        roles=f"{roles} ({one.agency})" if one.agency else roles,
        made=f"{when(one.created_at, '')} oleh {one.created_by}",
        used=when(one.used_at, "Belum pernah"),
        revoked=when(one.revoked_at, ""),
    )
