"""Colleagues for tests: petugas, a lurah, petugas of other agencies, all with the password of sari."""

from __future__ import annotations

from sqlalchemy import insert, select

from sync.server.people.rights import Role, write_roles
from sync.server.store.tables import petugas
from tests.server.test_desk import Browser
from tests.sync.world import OfficeWorld


def hire(office: OfficeWorld, name: str, *roles: Role, agency: str | None = None) -> str:
    """Somebody new; their name."""
    with office.database.writing() as connection:
        hashed = connection.execute(select(petugas.c.password).where(petugas.c.name == "sari")).scalar_one()
        connection.execute(
            insert(petugas).values(
                office=office.keys.code,
                name=name,
                password=hashed,
                failures=0,
                locked_until=0,
                created_at=office.clock.ms,
                full_name=name.title(),
                roles=write_roles(roles or (Role.PETUGAS,)),
                agency=agency,
            )
        )
    return name


def at_desk(office: OfficeWorld, name: str) -> Browser:
    """Their browser, logged in."""
    browser = Browser(office)
    assert browser.log_in(name).status_code == 200
    return browser
