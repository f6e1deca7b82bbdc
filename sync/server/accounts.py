"""Petugas and their sessions: Argon2id passwords, lock-out after wrong ones, sessions that end by themselves."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache
from typing import Final

import msgspec
from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id
from sqlalchemy import Connection, delete, insert, select, update

from kiosk.errors import WrongUse
from sync.server.database import Database
from sync.server.requests import Action, record
from sync.server.tables import petugas, sessions

IDLE_MS: Final = 30 * 60_000
LONGEST_MS: Final = 12 * 3600_000
FREE_TRIES: Final = 5
_FIRST_LOCK_MS: Final = 15_000
_LONGEST_LOCK_MS: Final = 3600_000
_SEEN_MS: Final = 60_000  # a session's last use is written at most once a minute: most page views only read


class LoggedIn(msgspec.Struct, frozen=True):
    """A new session; the token goes into the cookie and stands nowhere else."""

    token: str


class LoginRefused(msgspec.Struct, frozen=True):
    """Wrong name or password (which of the two is not said), or too many tries."""

    wait_ms: int = 0


class Session(msgspec.Struct, frozen=True):
    """Who is at the desk."""

    petugas: str
    csrf: str


def new_password() -> str:
    """Something a person can copy from paper: four groups without look-alikes, 78 bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def put(connection: Connection, office: str, name: str, password: str, *, now: int) -> None:
    """Adds a petugas or sets a new password, which ends their sessions; inside the caller's transaction."""
    name = _folded(name)
    if not name or len(name) > 40 or not name.isprintable():
        raise WrongUse("A petugas needs a name of up to 40 letters.", "For example: kelurahan password sari")
    hashed = argon2id.str(password.encode(), argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)
    here = (petugas.c.office == office, petugas.c.name == name)
    values = {"password": hashed, "failures": 0, "locked_until": 0}
    if not connection.execute(update(petugas).where(*here).values(**values)).rowcount:
        connection.execute(insert(petugas).values(**values, office=office, name=name, created_at=now))
    connection.execute(delete(sessions).where(sessions.c.office == office, sessions.c.petugas == name))
    record(connection, office, name, Action.PASSWORD_SET, now=now)


def log_in(database: Database, office: str, name: str, password: str, *, now: int) -> LoggedIn | LoginRefused:
    """Checks a password. A locked account is not even tried, so that a right guess says nothing either."""
    name = _folded(name)
    here = (petugas.c.office == office, petugas.c.name == name)
    with database.reading() as connection:
        row = connection.execute(select(petugas).where(*here)).mappings().first()
    if row is not None and row["locked_until"] > now:
        return LoginRefused(int(row["locked_until"]) - now)
    # An unknown name costs the same time as a known one.
    if not _verify(bytes(row["password"]) if row is not None else _nobody(), password) or row is None:
        return _count_failure(database, office, name, now) if row is not None else LoginRefused()
    token = secrets.token_urlsafe(32)
    with database.writing() as connection:
        connection.execute(update(petugas).where(*here).values(failures=0, locked_until=0))
        connection.execute(delete(sessions).where(sessions.c.office == office, sessions.c.seen_at < now - LONGEST_MS))
        connection.execute(
            insert(sessions).values(
                office=office,
                token_hash=_hash(token),
                petugas=name,
                csrf=secrets.token_urlsafe(32),
                created_at=now,
                seen_at=now,
            )
        )
        record(connection, office, name, Action.LOGGED_IN, now=now)
    return LoggedIn(token)


def session(database: Database, office: str, token: str, *, now: int, used: bool = True) -> Session | None:
    """Whose session a token is, while it lasts. `used`: by a person, which makes it last longer; not by a page that asks
    of itself.
    """
    here = (sessions.c.office == office, sessions.c.token_hash == _hash(token))
    with database.reading() as connection:
        row = connection.execute(select(sessions).where(*here)).mappings().first()
    if row is None or row["seen_at"] < now - IDLE_MS or row["created_at"] < now - LONGEST_MS:
        return None
    if used and row["seen_at"] < now - _SEEN_MS:
        with database.writing() as connection:
            connection.execute(update(sessions).where(*here).values(seen_at=now))
    return Session(row["petugas"], row["csrf"])


def log_out(connection: Connection, office: str, token: str, *, now: int) -> None:
    """Ends a session inside the caller's transaction."""
    here = (sessions.c.office == office, sessions.c.token_hash == _hash(token))
    name = connection.execute(select(sessions.c.petugas).where(*here)).scalar_one_or_none()
    if name is not None:
        connection.execute(delete(sessions).where(*here))
        record(connection, office, name, Action.LOGGED_OUT, now=now)


def is_own(session: Session, csrf: str) -> bool:
    """True when a form came from a page of this session."""
    return hmac.compare_digest(session.csrf.encode(), csrf.encode())


def _count_failure(database: Database, office: str, name: str, now: int) -> LoginRefused:
    here = (petugas.c.office == office, petugas.c.name == name)
    with database.writing() as connection:
        failures = int(connection.execute(select(petugas.c.failures).where(*here).with_for_update()).scalar_one()) + 1
        wait = 0
        if failures >= FREE_TRIES:
            wait = min(_LONGEST_LOCK_MS, _FIRST_LOCK_MS * 2 ** min(failures - FREE_TRIES, 20))
        connection.execute(update(petugas).where(*here).values(failures=failures, locked_until=now + wait))
        record(connection, office, name, Action.LOGIN_REFUSED, now=now)
    return LoginRefused(wait)


def _verify(hashed: bytes, password: str) -> bool:
    try:
        return argon2id.verify(hashed, password.encode())
    except InvalidkeyError:
        return False


@cache
def _nobody() -> bytes:
    return argon2id.str(secrets.token_bytes(16), argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)


def _folded(name: str) -> str:
    return name.strip().lower()


def _hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32).digest()
