"""Tokens by which other programs ask: made by an admin, shown once, with roles of their own, revoked at any time."""

from __future__ import annotations

import hashlib
import secrets
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, insert, select, update

from sync.server.audit import Action, record
from sync.server.people.accounts import Session
from sync.server.people.rights import Role, fitting, read_roles, write_roles
from sync.server.store.database import Database
from sync.server.store.tables import tokens

NAME_LENGTH: Final = 40
_PROGRAM: Final = "program "
_USED_MS: Final = 60_000  # a token's last use is written at most once a minute


class Token(msgspec.Struct, frozen=True):
    """A token as the page shows it. Times are ms since 1970 UTC."""

    id: str
    name: str
    roles: tuple[Role, ...]
    agency: str | None
    created_at: int
    created_by: str
    used_at: int | None
    revoked_at: int | None


class TokenRefusal(StrEnum):
    """Why no token was made."""

    NAME = "name"
    ROLES = "roles"  # none, or an agency's together with the office's


class Made(msgspec.Struct, frozen=True):
    """A new token: what the program sends behind `Authorization: Bearer`; it stands nowhere else."""

    bearer: str


def actor_of(name: str) -> str:
    """Who stands in the audit trail for what a program did."""
    return f"{_PROGRAM}{name}"


def is_program(actor: str) -> bool:
    """Whether that is how a program stands there: nobody who could answer for what was done."""
    return actor.startswith(_PROGRAM)


def make(
    connection: Connection,
    office: str,
    name: str,
    roles: tuple[Role, ...],
    *,
    actor: str,
    now: int,
    agency: str | None = None,
) -> Made | TokenRefusal:
    """A token for a program with the rights of these roles, inside the caller's transaction."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        return TokenRefusal.NAME
    if not roles or not fitting(roles, agency):
        return TokenRefusal.ROLES
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(tokens).values(
            office=office,
            token_hash=_hash(token),
            name=name,
            roles=write_roles(roles),
            agency=agency,
            created_at=now,
            created_by=actor,
        )
    )
    detail = f"{_hash(token).hex()[:8]}: {write_roles(roles)}"
    record(connection, office, actor, Action.TOKEN_MADE, now=now, detail=detail)
    return Made(f"{office}~{token}")


def listed(connection: Connection, office: str) -> list[Token]:
    """Every token, those in use first, the newest on top."""
    query = (
        select(tokens)
        .where(tokens.c.office == office)
        .order_by(tokens.c.revoked_at.is_not(None), tokens.c.created_at.desc(), tokens.c.token_hash)
    )
    return [
        Token(
            bytes(row["token_hash"]).hex(),
            row["name"],
            read_roles(row["roles"]),
            row["agency"],
            int(row["created_at"]),
            row["created_by"],
            row["used_at"],
            row["revoked_at"],
        )
        for row in connection.execute(query).mappings()
    ]


def revoke(connection: Connection, office: str, token_id: str, *, actor: str, now: int) -> bool:
    """Ends a token for ever, inside the caller's transaction. False when there is none, or it has ended before."""
    try:
        hash_ = bytes.fromhex(token_id)
    except ValueError:
        return False
    here = (tokens.c.office == office, tokens.c.token_hash == hash_, tokens.c.revoked_at.is_(None))
    if not connection.execute(update(tokens).where(*here).values(revoked_at=now)).rowcount:
        return False
    record(connection, office, actor, Action.TOKEN_REVOKED, now=now, detail=token_id[:8])
    return True


def session(database: Database, office: str, token: str, *, now: int) -> Session | None:
    """What a program may do that sends this token; None for one that is not known or revoked."""
    here = (tokens.c.office == office, tokens.c.token_hash == _hash(token))
    with database.reading() as connection:
        row = connection.execute(select(tokens).where(*here, tokens.c.revoked_at.is_(None))).mappings().first()
    if row is None:
        return None
    if (row["used_at"] or 0) < now - _USED_MS:
        with database.writing() as connection:
            connection.execute(update(tokens).where(*here).values(used_at=now))
    return Session(actor_of(row["name"]), "", row["name"], read_roles(row["roles"]), row["agency"])


def _hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32).digest()
