"""The room "Akun": who works here, what they may do, who is locked out; with one's own account and the programs' tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect
from sqlalchemy import Connection

from sync.server.context import Server
from sync.server.desk import own_account, programs, words
from sync.server.desk.account_words import AGENCY_HINT, REFUSED, ROLE, ROLE_DOES, role_list, ticked
from sync.server.desk.frame import ServerDep, SessionDep, Ticks, needs, own, page
from sync.server.people import factor_rule, roster
from sync.server.people.accounts import Session
from sync.server.people.rights import Right, Role
from sync.server.people.roster import Details, NewPassword, Person, PersonRefusal
from sync.server.work.requests import HOME

_DONE: Final = {
    "disimpan": "Tersimpan. Berlaku mulai halaman berikutnya yang mereka buka.",
    "ditutup": "Akun ini sudah ditutup. Namanya tetap ada di riwayat.",
    "dibuka": "Akun ini dibuka lagi, dengan kata sandi yang lama.",
    "bebas": "Kuncinya sudah dibuka. Silakan dicoba masuk lagi.",
    "keluar": "Semua sesinya sudah diakhiri.",
    "kode": "Kode kedua sudah dimatikan untuk akun ini.",
    "aturan": "Tersimpan.",
}


class PersonForm(msgspec.Struct):
    """What an admin types of a petugas."""

    token: str = ""
    nama: str = ""
    lengkap: str = ""
    jabatan: str = ""
    nip: str = ""
    peran: Ticks = []
    instansi: str = ""

    def details(self) -> Details:
        """As the office keeps it. Roles that there are not are left out."""
        return Details(self.lengkap, self.jabatan, self.nip, ticked(self.peran), self.instansi or None)


class ActForm(msgspec.Struct):
    """Something to be done with an account."""

    token: str = ""
    nama: str = ""


class RuleForm(msgspec.Struct):
    """Whose log-in needs a second factor."""

    token: str = ""
    peran: Ticks = []


class PersonRow(msgspec.Struct, frozen=True):
    """An account as a line of the page."""

    name: str
    title: str
    position: str
    roles: str
    agency: str
    factor: bool
    owes_factor: bool
    last: str
    here: bool  # logged in now
    locked: bool
    closed: str  # since when; empty: it is open
    is_own: bool


@get("/meja/akun", opt=needs(Right.ACCOUNTS), sync_to_thread=True)
def people_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """Everybody who works here."""
    now, office = server.clock.now_ms(), server.office.code
    with server.database.reading() as connection:
        everybody = roster.listed(connection, office, now=now)
        rule = factor_rule.factor_rule(connection, office)
    return page(
        "akun.html",
        server,
        session=session,
        rows=[_row(server, one, rule, session, now) for one in everybody],
        roles=role_list(rule),
        done=_DONE.get(pesan),
    )


@post("/meja/akun/aturan", opt=needs(Right.ACCOUNTS), status_code=303, sync_to_thread=True)
def set_rule(server: ServerDep, session: SessionDep, data: URLEncodedBody[RuleForm]) -> Redirect:
    """Says whose log-in needs a second factor."""
    own(session, data.token)
    roles = frozenset(ticked(data.peran))
    with server.database.writing() as connection:
        factor_rule.set_factor_rule(
            connection, server.office.code, roles, actor=session.petugas, now=server.clock.now_ms()
        )
    return Redirect("/meja/akun?pesan=aturan", status_code=303)


@get("/meja/akun/baru", opt=needs(Right.ACCOUNTS), sync_to_thread=False)
def new_page(server: ServerDep, session: SessionDep) -> Response[str]:
    """The form for somebody new."""
    return _new_page(server, session, PersonForm(peran=[Role.PETUGAS.value]))


@post("/meja/akun/baru", opt=needs(Right.ACCOUNTS), status_code=200, sync_to_thread=True)
def add_person(server: ServerDep, session: SessionDep, data: URLEncodedBody[PersonForm]) -> Response[str]:
    """Somebody new; the page shows their password, once."""
    own(session, data.token)
    with server.database.writing() as connection:
        added = roster.add(
            connection,
            server.office.code,
            data.nama[:200],
            data.details(),
            agencies=_agencies(server),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(added, NewPassword):
        return _password_page(server, session, added)
    return _new_page(server, session, data, error=REFUSED[added])


@get("/meja/akun/petugas", opt=needs(Right.ACCOUNTS), sync_to_thread=True)
def person_page(
    server: ServerDep, session: SessionDep, nama: FromQuery[str] = "", pesan: FromQuery[str] = ""
) -> Response[str]:
    """One account."""
    return _person_page(server, session, nama, done=_DONE.get(pesan))


@post("/meja/akun/petugas", opt=needs(Right.ACCOUNTS), status_code=303, sync_to_thread=True)
def change_person(server: ServerDep, session: SessionDep, data: URLEncodedBody[PersonForm]) -> Response[Any]:
    """Who somebody is and what they may do."""
    own(session, data.token)
    with server.database.writing() as connection:
        refused = roster.change(
            connection,
            server.office.code,
            data.nama,
            data.details(),
            agencies=_agencies(server),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if refused is None:
        return _to_person(data.nama, "disimpan")
    return _person_page(server, session, data.nama, error=REFUSED[refused], typed=data)


@post("/meja/akun/petugas/sandi", opt=needs(Right.ACCOUNTS), status_code=200, sync_to_thread=True)
def renew_password(server: ServerDep, session: SessionDep, data: URLEncodedBody[ActForm]) -> Response[str]:
    """Another password; the page shows it, once."""
    own(session, data.token)
    with server.database.writing() as connection:
        made = roster.new_password(
            connection, server.office.code, data.nama, actor=session.petugas, now=server.clock.now_ms()
        )
    if isinstance(made, NewPassword):
        return _password_page(server, session, made)
    return _person_page(server, session, data.nama, error=REFUSED[made])


_Act = Callable[..., PersonRefusal | None]


def _acts(path: str, act: _Act, done: str) -> Any:
    """A button that does one thing with an account."""

    @post(f"/meja/akun/petugas/{path}", opt=needs(Right.ACCOUNTS), status_code=303, sync_to_thread=True, name=path)
    def handler(server: ServerDep, session: SessionDep, data: URLEncodedBody[ActForm]) -> Response[Any]:
        own(session, data.token)
        with server.database.writing() as connection:
            refused = act(connection, server.office.code, data.nama, actor=session.petugas, now=server.clock.now_ms())
        if refused is None:
            return _to_person(data.nama, done)
        return _person_page(server, session, data.nama, error=REFUSED[refused])

    return handler


ROUTES: Final[tuple[Any, ...]] = (
    *(people_page, set_rule, new_page, add_person, person_page, change_person, renew_password),
    _acts("tutup", roster.close, "ditutup"),
    _acts("buka", roster.reopen, "dibuka"),
    _acts("bebas", roster.unlock, "bebas"),
    _acts("sesi", roster.end_sessions, "keluar"),
    _acts("kode", roster.factor_off, "kode"),
    *own_account.ROUTES,
    *programs.ROUTES,
)
"""The routes of this room."""


def _to_person(name: str, done: str) -> Redirect:
    return Redirect("/meja/akun/petugas", query_params={"nama": name, "pesan": done}, status_code=303)


def _new_page(server: Server, session: Session, typed: PersonForm, *, error: str | None = None) -> Response[str]:
    return page(
        "akun_baru.html",
        server,
        status=409 if error else 200,
        session=session,
        typed=typed,
        error=error,
        **_choices(server, typed),
    )


def _person_page(
    server: Server,
    session: Session,
    name: str,
    *,
    done: str | None = None,
    error: str | None = None,
    typed: PersonForm | None = None,
) -> Response[str]:
    now, office = server.clock.now_ms(), server.office.code

    def read(connection: Connection) -> tuple[Person | None, frozenset[Role]]:
        return roster.get(connection, office, name, now=now), factor_rule.factor_rule(connection, office)

    with server.database.reading() as connection:
        person, rule = read(connection)
    if person is None:
        return page("tidak_ada.html", server, status=404, session=session, what="Akun ini", back="/meja/akun")
    details = person.details
    shown = typed or PersonForm(
        nama=person.name,
        lengkap=details.full_name,
        jabatan=details.position,
        nip=details.employee_number,
        peran=[role.value for role in details.roles],
        instansi=details.agency or "",
    )
    return page(
        "akun_satu.html",
        server,
        status=409 if error else 200,
        session=session,
        row=_row(server, person, rule, session, now),
        made=words.moment(server.zone, person.created_at),
        locked_until=words.short_moment(server.zone, person.locked_until, now=now) if person.locked_until else "",
        sessions=person.sessions,
        typed=shown,
        done=done,
        error=error,
        **_choices(server, shown),
    )


def _password_page(server: Server, session: Session, made: NewPassword) -> Response[str]:
    now = server.clock.now_ms()
    return page(
        "akun_sandi.html",
        server,
        session=session,
        made=made,
        when=words.moment(server.zone, now),
        room="akun",
    )


def _choices(server: Server, typed: PersonForm) -> dict[str, object]:
    return {
        "ticked": ticked(typed.peran),
        "roles": [(role, ROLE[role], ROLE_DOES[role]) for role in Role],
        "agencies": [agency for agency in server.catalog.agencies if agency.id != HOME],
        "agency_hint": AGENCY_HINT,
        "text_length": roster.TEXT_LENGTH,
    }


def _agencies(server: Server) -> frozenset[str]:
    return frozenset(agency.id for agency in server.catalog.agencies) - {HOME}


def _row(server: Server, person: Person, rule: frozenset[Role], session: Session, now: int) -> PersonRow:
    details = person.details
    agency = next((one.title.id for one in server.catalog.agencies if one.id == details.agency), details.agency or "")
    return PersonRow(
        name=person.name,
        title=details.full_name or person.name,
        position=details.position,
        roles=", ".join(ROLE[role] for role in details.roles) or "Belum punya peran",
        agency=agency,
        factor=person.second_factor,
        owes_factor=not person.second_factor and not rule.isdisjoint(details.roles),
        last=words.short_moment(server.zone, person.logged_in_at, now=now) if person.logged_in_at else "Belum pernah",
        here=person.sessions > 0,
        locked=person.locked_until > 0,
        closed=words.short_moment(server.zone, person.closed_at, now=now) if person.closed_at else "",
        is_own=person.name == session.petugas,
    )
