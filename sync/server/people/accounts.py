"""Petugas and their sessions: Argon2id passwords, a second factor, lock-out after wrong ones, sessions that end by themselves.

Wrong tries are counted in the database, for all processes: for each browser in which somebody logged in before by itself,
and for all others together. Who guesses from elsewhere locks out others who are elsewhere, never the office's own PCs.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.people import passwords, second_factor
from sync.server.people.factor_rule import factor_rule
from sync.server.people.rights import Right, Role, read_roles, rights_of, write_roles
from sync.server.store.database import Database
from sync.server.store.tables import browsers, petugas, sessions

NAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}", re.ASCII)
"""Of an account, once folded."""
IDLE_MS: Final = 30 * 60_000
LONGEST_MS: Final = 12 * 3600_000
HALF_MS: Final = 5 * 60_000
"""So long the second step of a log-in may take."""
BROWSER_MS: Final = 400 * 24 * 3600_000
"""So long a browser is remembered after its last log-in."""
FREE_TRIES: Final = 5
_FIRST_LOCK_MS: Final = 15_000
_LONGEST_LOCK_MS: Final = 3600_000
_SEEN_MS: Final = 60_000  # a session's last use is written at most once a minute: most page views only read


class LoggedIn(msgspec.Struct, frozen=True):
    """A new session; the token goes into the cookie and stands nowhere else."""

    token: str


class HalfWay(msgspec.Struct, frozen=True):
    """The password was right, and a code is still owed: the token opens nothing but that question, for HALF_MS."""

    token: str


class LoginRefused(msgspec.Struct, frozen=True):
    """Wrong name, password or code (which of them is not said), or too many tries."""

    wait_ms: int = 0


class Session(msgspec.Struct, frozen=True):
    """Who is at the desk."""

    petugas: str
    csrf: str
    full_name: str = ""
    roles: tuple[Role, ...] = ()
    agency: str | None = None  # of whom; none: the office itself
    strange_at: int | None = None  # somebody logged in as them where they never did before, ms since 1970 UTC
    owes_factor: bool = False  # the office wants a second factor of them: until it is on they may only turn it on

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do."""
        return rights_of(self.roles)

    def may(self, right: Right) -> bool:
        """Whether they may do that."""
        return right in self.rights


def put(
    connection: Connection,
    office: str,
    name: str,
    password: str,
    *,
    now: int,
    roles: tuple[Role, ...] | None = None,
    actor: str | None = None,
) -> None:
    """Adds a petugas or sets a new password, which ends their sessions and opens a lock; inside the caller's transaction.

    `roles`: none leaves those there are; somebody new is a petugas. `actor`: who does it; none: they themselves.
    """
    name = folded(name)
    if NAME.fullmatch(name) is None:
        raise WrongUse(
            "The name of an account has 2 to 40 letters, digits, dots, dashes or underscores, a letter first.",
            "For example: kelurahan password sari",
        )
    values: dict[str, object] = {
        "password": passwords.hashed(password),
        "password_by": actor or name,
        "failures": 0,
        "locked_until": 0,
    }
    if roles is not None:
        values["roles"] = write_roles(roles)
    if not connection.execute(update(petugas).where(*_here(office, name)).values(**values)).rowcount:
        connection.execute(insert(petugas).values(**values, office=office, name=name, created_at=now))
    connection.execute(delete(sessions).where(sessions.c.office == office, sessions.c.petugas == name))
    connection.execute(
        update(browsers)
        .where(browsers.c.office == office, browsers.c.petugas == name)
        .values(failures=0, locked_until=0)
    )
    record(connection, office, actor or name, Action.PASSWORD_SET, now=now, detail=name if actor else "")


def change_own_password(connection: Connection, office: str, name: str, password: str, *, now: int, stays: str) -> None:
    """A password that somebody chose, inside the caller's transaction; the caller has asked for the old one and has found the
    new one strong enough. Their sessions end but the one with the token `stays`.
    """
    values = {"password": passwords.hashed(password), "password_by": name}
    connection.execute(update(petugas).where(*_here(office, name)).values(**values))
    end_sessions(connection, office, name, but=stays)
    record(connection, office, name, Action.PASSWORD_SET, now=now)


def log_in(
    database: Database, office: str, name: str, password: str, *, now: int, browser: str = ""
) -> LoggedIn | HalfWay | LoginRefused:
    """Checks a password. A locked account is not even tried, so that a right guess says nothing either.

    `browser`: what its long-lived cookie holds; empty for one without.
    """
    name = folded(name)
    hash_ = _hash(browser) if browser else None
    right = _is_right(database, office, name, password, hash_, now=now)
    if not isinstance(right, bool):
        return right
    with database.writing() as connection:
        tried = _tried(connection, office, name, hash_, right=right, now=now)
        if isinstance(tried, LoginRefused):
            return tried
        row, known = tried
        if passwords.is_dated(bytes(row["password"])):
            newer = passwords.hashed(password)
            connection.execute(update(petugas).where(*_here(office, name)).values(password=newer))
        if row["totp"] is not None:
            # The count goes on: who knows the password does not begin anew with the codes.
            return HalfWay(_new_session(connection, row, hash_, now=now, half=True, strange=False))
        return _complete(connection, row, known, hash_, now)


def prove(
    database: Database,
    office: OfficeKeys,
    name: str,
    password: str,
    code: str | None = None,
    *,
    now: int,
    browser: str = "",
) -> LoginRefused | None:
    """Asks somebody who is logged in for their password once more (with a code: for that too), before what a stranger at an
    unattended desk must not do. Wrong tries count like those of a log-in. None: it is they.
    """
    hash_ = _hash(browser) if browser else None
    right = _is_right(database, office.code, name, password, hash_, now=now)
    if not isinstance(right, bool):
        return right
    with database.writing() as connection:
        tried = _tried(connection, office.code, name, hash_, right=right, now=now)
        if isinstance(tried, LoginRefused):
            return tried
        row, known = tried
        if code is not None and not second_factor.take(connection, office, row, code, now=now):
            return _count_failure(connection, row, known, now)
    return None


def half_way(database: Database, office: str, token: str, *, now: int) -> Session | None:
    """Whose log-in waits for its second step; None when none does, or no longer."""
    with database.reading() as connection:
        found = connection.execute(
            select(sessions.c.petugas, sessions.c.csrf).where(*_half(office, token, now))
        ).first()
    return None if found is None else Session(found.petugas, found.csrf)


def second_step(
    database: Database, office: OfficeKeys, token: str, code: str, *, now: int
) -> LoggedIn | LoginRefused | None:
    """Ends a log-in with a code from the phone or from paper. None: it took too long, the password is asked again."""
    with database.writing() as connection:
        half = connection.execute(select(sessions).where(*_half(office.code, token, now))).mappings().first()
        if half is None:
            return None
        here = _here(office.code, half["petugas"])
        row = connection.execute(select(petugas).where(*here).with_for_update()).mappings().one()
        if row["closed_at"] is not None or row["totp"] is None:
            return None
        hash_ = bytes(half["browser"]) if half["browser"] is not None else None
        known = _known(connection, office.code, row["name"], hash_)
        if wait := _wait(row, known, now):
            return LoginRefused(wait)
        if not second_factor.take(connection, office, row, code, now=now):
            return _count_failure(connection, row, known, now)
        mine = (sessions.c.office == office.code, sessions.c.token_hash == _hash(token))
        if not connection.execute(delete(sessions).where(*mine)).rowcount:
            return None
        return _complete(connection, row, known, hash_, now)


def session(database: Database, office: str, token: str, *, now: int, used: bool = True) -> Session | None:
    """Whose session a token is, while it lasts. `used`: by a person, which makes it last longer; not by a page that asks
    of itself.
    """
    here = (sessions.c.office == office, sessions.c.token_hash == _hash(token))
    who = (petugas.c.full_name, petugas.c.roles, petugas.c.agency, petugas.c.strange_at, petugas.c.totp.is_(None))
    query = (
        select(sessions, *who[:-1], who[-1].label("without_factor"))
        .join(petugas, (petugas.c.office == sessions.c.office) & (petugas.c.name == sessions.c.petugas))
        .where(*here, sessions.c.half.is_(False), petugas.c.closed_at.is_(None))
    )
    with database.reading() as connection:
        row = connection.execute(query).mappings().first()
        if row is None or row["seen_at"] < now - IDLE_MS or row["created_at"] < now - LONGEST_MS:
            return None
        roles = read_roles(row["roles"])
        owes = bool(row["without_factor"]) and not factor_rule(connection, office).isdisjoint(roles)
    if used and row["seen_at"] < now - _SEEN_MS:
        with database.writing() as connection:
            connection.execute(update(sessions).where(*here).values(seen_at=now))
    return Session(
        petugas=row["petugas"],
        csrf=row["csrf"],
        full_name=row["full_name"],
        roles=roles,
        agency=row["agency"],
        # Not to the stranger.
        strange_at=None if row["strange"] else row["strange_at"],
        owes_factor=owes,
    )


def log_out(connection: Connection, office: str, token: str, *, now: int) -> None:
    """Ends a session inside the caller's transaction."""
    here = (sessions.c.office == office, sessions.c.token_hash == _hash(token))
    name = connection.execute(select(sessions.c.petugas).where(*here)).scalar_one_or_none()
    if name is not None:
        connection.execute(delete(sessions).where(*here))
        record(connection, office, name, Action.LOGGED_OUT, now=now)


def end_sessions(connection: Connection, office: str, name: str, *, but: str = "") -> int:
    """Ends every session of somebody, inside the caller's transaction; `but`: the token of one that stays. How many ended."""
    here = (sessions.c.office == office, sessions.c.petugas == name, sessions.c.token_hash != _hash(but))
    return connection.execute(delete(sessions).where(*here)).rowcount


def is_own(session: Session, csrf: str) -> bool:
    """True when a form came from a page of this session. A program's session has no pages."""
    return bool(session.csrf) and hmac.compare_digest(session.csrf.encode(), csrf.encode())


def folded(name: str) -> str:
    """The name of an account as it is stored: it may be typed in any case."""
    return name.strip().lower()


def _is_right(
    database: Database, office: str, name: str, password: str, browser: bytes | None, *, now: int
) -> bool | LoginRefused:
    """Whether it is the password of an account that is open; nothing is locked while that is found out, which takes long."""
    with database.reading() as connection:
        row = connection.execute(select(petugas).where(*_here(office, name))).mappings().first()
        known = _known(connection, office, name, browser)
    if row is not None and row["closed_at"] is not None:
        row = None
    if row is not None and (wait := _wait(row, known, now)):
        return LoginRefused(wait)
    # An unknown name costs the same time as a known one.
    right = passwords.fits(bytes(row["password"]) if row is not None else None, password)
    return right if row is not None else LoginRefused()


def _tried(
    connection: Connection, office: str, name: str, browser: bytes | None, *, right: bool, now: int
) -> tuple[RowMapping, RowMapping | None] | LoginRefused:
    """The petugas' row, locked, and the browser's, after a password was compared; a wrong one is counted."""
    row = connection.execute(select(petugas).where(*_here(office, name)).with_for_update()).mappings().one()
    known = _known(connection, office, name, browser)
    # Once more: of many tries at once only the free ones count.
    if wait := _wait(row, known, now):
        return LoginRefused(wait)
    return (row, known) if right else _count_failure(connection, row, known, now)


def _complete(
    connection: Connection, row: RowMapping, known: RowMapping | None, browser: bytes | None, now: int
) -> LoggedIn:
    office, name = row["office"], row["name"]
    mine = (browsers.c.office == office, browsers.c.petugas == name)
    connection.execute(delete(browsers).where(*mine, browsers.c.seen_at < now - BROWSER_MS))
    elsewhere = connection.execute(select(browsers.c.hash).where(*mine)).first() is not None
    strange = known is None and elsewhere
    values: dict[str, object] = {"logged_in_at": now}
    if strange:
        values["strange_at"] = now
    if known is None:
        values |= {"failures": 0, "locked_until": 0}
        if browser is not None:
            fresh = {"office": office, "petugas": name, "hash": browser}
            connection.execute(insert(browsers).values(**fresh, failures=0, locked_until=0, seen_at=now))
    else:
        connection.execute(
            update(browsers).where(*mine, browsers.c.hash == browser).values(failures=0, locked_until=0, seen_at=now)
        )
    connection.execute(update(petugas).where(*_here(office, name)).values(**values))
    connection.execute(delete(sessions).where(sessions.c.office == office, sessions.c.seen_at < now - LONGEST_MS))
    token = _new_session(connection, row, browser, now=now, half=False, strange=strange)
    record(connection, office, name, Action.LOGGED_IN, now=now)
    if strange:
        record(connection, office, name, Action.BROWSER_NEW, now=now)
    return LoggedIn(token)


def _new_session(
    connection: Connection, row: RowMapping, browser: bytes | None, *, now: int, half: bool, strange: bool
) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(sessions).values(
            office=row["office"],
            token_hash=_hash(token),
            petugas=row["name"],
            csrf=secrets.token_urlsafe(32),
            created_at=now,
            seen_at=now,
            half=half,
            browser=browser,
            strange=strange,
        )
    )
    return token


def _known(connection: Connection, office: str, name: str, browser: bytes | None) -> RowMapping | None:
    """A browser in which they logged in before."""
    if browser is None:
        return None
    here = (browsers.c.office == office, browsers.c.petugas == name, browsers.c.hash == browser)
    return connection.execute(select(browsers).where(*here)).mappings().first()


def _wait(row: RowMapping, known: RowMapping | None, now: int) -> int:
    return max(0, int((known or row)["locked_until"]) - now)


def _count_failure(connection: Connection, row: RowMapping, known: RowMapping | None, now: int) -> LoginRefused:
    """Counts where it was tried. The caller has locked the petugas' row."""
    failures = int((known or row)["failures"]) + 1
    wait = 0
    if failures >= FREE_TRIES:
        wait = min(_LONGEST_LOCK_MS, _FIRST_LOCK_MS * 2 ** min(failures - FREE_TRIES, 20))
    values = {"failures": failures, "locked_until": now + wait}
    if known is not None:
        here = (browsers.c.office == row["office"], browsers.c.petugas == row["name"], browsers.c.hash == known["hash"])
        connection.execute(update(browsers).where(*here).values(**values))
    else:
        connection.execute(update(petugas).where(*_here(row["office"], row["name"])).values(**values))
    record(connection, row["office"], row["name"], Action.LOGIN_REFUSED, now=now)
    return LoginRefused(wait)


def _half(office: str, token: str, now: int) -> tuple[ColumnElement[bool], ...]:
    return (
        sessions.c.office == office,
        sessions.c.token_hash == _hash(token),
        sessions.c.half.is_(True),
        sessions.c.created_at >= now - HALF_MS,
    )


def _here(office: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return petugas.c.office == office, petugas.c.name == name


def _hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32).digest()
