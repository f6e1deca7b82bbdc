"""The office's rule on the second factor: roles whose log-in needs one."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from sync.server.audit import Action, record
from sync.server.people.rights import Role, read_roles, write_roles
from sync.server.store.tables import settings

_NAME = "second_factor"


def factor_rule(connection: Connection, office: str) -> frozenset[Role]:
    """Who needs a second factor; nobody until the office says so."""
    here = (settings.c.office == office, settings.c.name == _NAME)
    value = connection.execute(select(settings.c.value).where(*here)).scalar()
    return frozenset(read_roles(msgspec.json.decode(value, type=str))) if value else frozenset()


def set_factor_rule(connection: Connection, office: str, roles: frozenset[Role], *, actor: str, now: int) -> None:
    """Who needs one from the next page on, inside the caller's transaction."""
    text = write_roles(tuple(roles))
    connection.execute(delete(settings).where(settings.c.office == office, settings.c.name == _NAME))
    connection.execute(
        insert(settings).values(
            office=office, name=_NAME, value=msgspec.json.encode(text).decode(), at=now, actor=actor
        )
    )
    record(connection, office, actor, Action.FACTOR_RULE_SET, now=now, detail=text)
