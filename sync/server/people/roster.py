"""The office's petugas: who they are, what they may do, who may still log in. There is always somebody who can change that."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, update

from sync.server.audit import Action, record
from sync.server.people import accounts, passwords, second_factor
from sync.server.people.rights import Right, Role, fitting, read_roles, rights_of, write_roles
from sync.server.store.tables import browsers, petugas, sessions

TEXT_LENGTH: Final = 80
_EMPLOYEE_NUMBER: Final = re.compile(
    r"|[\d ]{9,24}", re.ASCII
)  # 18 digits; some offices write spaces, honorary staff have none


class Details(msgspec.Struct, frozen=True):
    """What an admin says of a petugas."""

    full_name: str = ""
    position: str = ""  # "Kasi Pemerintahan", as a letter writes it
    employee_number: str = ""  # NIP
    roles: tuple[Role, ...] = (Role.PETUGAS,)
    agency: str | None = None  # of whom; none: the office itself


class Person(msgspec.Struct, frozen=True):
    """A petugas as the room "Akun" shows them. Times are ms since 1970 UTC."""

    name: str
    details: Details
    second_factor: bool
    created_at: int
    logged_in_at: int | None
    locked_until: int  # for browsers in which they never logged in; 0: not locked
    closed_at: int | None
    sessions: int
    password_by: str | None  # who chose the password


class PersonRefusal(StrEnum):
    """Why nothing was changed."""

    UNKNOWN = "unknown"
    NAME = "name"  # not two to forty small letters and digits
    TAKEN = "taken"
    TEXT = "text"  # a name or position that is too long
    EMPLOYEE_NUMBER = "employee_number"
    NO_ROLE = "no_role"
    AGENCY = "agency"  # an agency's petugas without an agency, with one that there is not, or with other roles
    LAST_ADMIN = "last_admin"  # nobody would be left who looks after accounts
    YOURSELF = "yourself"


class NewPassword(msgspec.Struct, frozen=True):
    """A password that was made: shown once."""

    name: str
    password: str

    def __repr__(self) -> str:
        return f"NewPassword({self.name})"


def listed(connection: Connection, office: str, *, now: int) -> list[Person]:
    """Everybody by name, those whose account is closed last."""
    query = select(petugas).where(petugas.c.office == office).order_by(petugas.c.closed_at.is_not(None), petugas.c.name)
    open_ = _sessions(connection, office, now)
    return [_person(row, open_.get(row["name"], 0), now) for row in connection.execute(query).mappings()]


def get(connection: Connection, office: str, name: str, *, now: int) -> Person | None:
    """One petugas."""
    row = connection.execute(select(petugas).where(*_here(office, name))).mappings().first()
    return None if row is None else _person(row, _sessions(connection, office, now).get(name, 0), now)


def add(
    connection: Connection,
    office: str,
    name: str,
    details: Details,
    *,
    agencies: Collection[str],
    actor: str,
    now: int,
) -> NewPassword | PersonRefusal:
    """Somebody new, with a password that is shown once; inside the caller's transaction. `agencies`: those there are."""
    name = accounts.folded(name)
    if accounts.NAME.fullmatch(name) is None:
        return PersonRefusal.NAME
    details = _tidied(details)
    refused = _wrong(details, agencies)
    if refused is not None:
        return refused
    if connection.execute(select(petugas.c.name).where(*_here(office, name))).first() is not None:
        return PersonRefusal.TAKEN
    password = passwords.new_password()
    accounts.put(connection, office, name, password, now=now, roles=details.roles, actor=actor)
    _write(connection, office, name, details)
    record(connection, office, actor, Action.ACCOUNT_MADE, now=now, detail=_said(name, details))
    return NewPassword(name, password)


def change(
    connection: Connection,
    office: str,
    name: str,
    details: Details,
    *,
    agencies: Collection[str],
    actor: str,
    now: int,
) -> PersonRefusal | None:
    """Who they are and what they may do from their next page on, inside the caller's transaction."""
    details = _tidied(details)
    refused = _wrong(details, agencies)
    if refused is not None:
        return refused
    if not _is_admin(details.roles) and not _admin_remains(connection, office, name):
        return PersonRefusal.LAST_ADMIN
    if not _write(connection, office, name, details):
        return PersonRefusal.UNKNOWN
    record(connection, office, actor, Action.ACCOUNT_CHANGED, now=now, detail=_said(name, details))
    return None


def new_password(
    connection: Connection, office: str, name: str, *, actor: str, now: int
) -> NewPassword | PersonRefusal:
    """Another password for somebody who lost theirs, inside the caller's transaction. Their sessions end."""
    if connection.execute(select(petugas.c.name).where(*_here(office, name))).first() is None:
        return PersonRefusal.UNKNOWN
    password = passwords.new_password()
    accounts.put(connection, office, name, password, now=now, actor=actor)
    return NewPassword(name, password)


def close(connection: Connection, office: str, name: str, *, actor: str, now: int) -> PersonRefusal | None:
    """Nobody logs in with that name any more, from now on; inside the caller's transaction. What they did keeps their name."""
    if name == actor:
        return PersonRefusal.YOURSELF
    if not _admin_remains(connection, office, name):
        return PersonRefusal.LAST_ADMIN
    here = (*_here(office, name), petugas.c.closed_at.is_(None))
    if not connection.execute(update(petugas).where(*here).values(closed_at=now)).rowcount:
        return PersonRefusal.UNKNOWN
    accounts.end_sessions(connection, office, name)
    record(connection, office, actor, Action.ACCOUNT_CLOSED, now=now, detail=name)
    return None


def reopen(connection: Connection, office: str, name: str, *, actor: str, now: int) -> PersonRefusal | None:
    """They may log in again, with the password they had; inside the caller's transaction."""
    here = (*_here(office, name), petugas.c.closed_at.is_not(None))
    if not connection.execute(update(petugas).where(*here).values(closed_at=None)).rowcount:
        return PersonRefusal.UNKNOWN
    record(connection, office, actor, Action.ACCOUNT_OPENED, now=now, detail=name)
    return None


def unlock(connection: Connection, office: str, name: str, *, actor: str, now: int) -> PersonRefusal | None:
    """Forgets wrong tries, inside the caller's transaction."""
    free = {"failures": 0, "locked_until": 0}
    if not connection.execute(update(petugas).where(*_here(office, name)).values(**free)).rowcount:
        return PersonRefusal.UNKNOWN
    connection.execute(update(browsers).where(browsers.c.office == office, browsers.c.petugas == name).values(**free))
    record(connection, office, actor, Action.ACCOUNT_UNLOCKED, now=now, detail=name)
    return None


def end_sessions(connection: Connection, office: str, name: str, *, actor: str, now: int) -> PersonRefusal | None:
    """Logs somebody out wherever they are, inside the caller's transaction."""
    if connection.execute(select(petugas.c.name).where(*_here(office, name))).first() is None:
        return PersonRefusal.UNKNOWN
    accounts.end_sessions(connection, office, name)
    record(connection, office, actor, Action.SESSIONS_ENDED, now=now, detail=name)
    return None


def factor_off(connection: Connection, office: str, name: str, *, actor: str, now: int) -> PersonRefusal | None:
    """For somebody who lost the phone and the codes on paper, inside the caller's transaction. Their sessions end."""
    if name == actor:
        return PersonRefusal.YOURSELF  # in one's own account, where password and code are asked
    here = (*_here(office, name), petugas.c.totp.is_not(None))
    if connection.execute(select(petugas.c.name).where(*here).with_for_update()).first() is None:
        return PersonRefusal.UNKNOWN
    second_factor.turn_off(connection, office, name, actor=actor, now=now)
    accounts.end_sessions(connection, office, name)
    return None


def known_browser(connection: Connection, office: str, name: str) -> None:
    """The log-in from a new browser was their own: it is not told of any more; inside the caller's transaction."""
    connection.execute(update(petugas).where(*_here(office, name)).values(strange_at=None))


def _wrong(details: Details, agencies: Collection[str]) -> PersonRefusal | None:
    if any(len(text) > TEXT_LENGTH or not text.isprintable() for text in (details.full_name, details.position)):
        return PersonRefusal.TEXT
    if _EMPLOYEE_NUMBER.fullmatch(details.employee_number) is None:
        return PersonRefusal.EMPLOYEE_NUMBER
    if not details.roles:
        return PersonRefusal.NO_ROLE
    if not fitting(details.roles, details.agency) or (details.agency is not None and details.agency not in agencies):
        return PersonRefusal.AGENCY
    return None


def _admin_remains(connection: Connection, office: str, without: str) -> bool:
    """Whether somebody else looks after accounts. Locks the rows: of two admins who close each other, only one does."""
    query = (
        select(petugas.c.name, petugas.c.roles)
        .where(petugas.c.office == office, petugas.c.closed_at.is_(None))
        .order_by(petugas.c.name)
        .with_for_update()
    )
    rows = connection.execute(query).all()
    if not any(name == without and _is_admin(read_roles(roles)) for name, roles in rows):
        return True  # it is not they
    return any(name != without and _is_admin(read_roles(roles)) for name, roles in rows)


def _is_admin(roles: tuple[Role, ...]) -> bool:
    return Right.ACCOUNTS in rights_of(roles)


def _write(connection: Connection, office: str, name: str, details: Details) -> bool:
    values = msgspec.structs.asdict(details) | {"roles": write_roles(details.roles)}
    return bool(connection.execute(update(petugas).where(*_here(office, name)).values(**values)).rowcount)


def _tidied(details: Details) -> Details:
    texts = {name: " ".join(getattr(details, name).split()) for name in ("full_name", "position", "employee_number")}
    return msgspec.structs.replace(details, **texts, agency=details.agency or None)


def _said(name: str, details: Details) -> str:
    return f"{name}: {write_roles(details.roles)}" + (f" ({details.agency})" if details.agency else "")


def _sessions(connection: Connection, office: str, now: int) -> dict[str, int]:
    query = (
        select(sessions.c.petugas, func.count())
        .where(
            sessions.c.office == office,
            sessions.c.half.is_(False),
            sessions.c.seen_at >= now - accounts.IDLE_MS,
            sessions.c.created_at >= now - accounts.LONGEST_MS,
        )
        .group_by(sessions.c.petugas)
    )
    return {name: int(count) for name, count in connection.execute(query)}


def _person(row: RowMapping, open_sessions: int, now: int) -> Person:
    locked_until = int(row["locked_until"])
    return Person(
        name=row["name"],
        details=Details(
            row["full_name"], row["position"], row["employee_number"], read_roles(row["roles"]), row["agency"]
        ),
        second_factor=row["totp"] is not None,
        created_at=int(row["created_at"]),
        logged_in_at=row["logged_in_at"],
        locked_until=locked_until if locked_until > now else 0,
        closed_at=row["closed_at"],
        sessions=open_sessions,
        password_by=row["password_by"],
    )


def _here(office: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return petugas.c.office == office, petugas.c.name == name
