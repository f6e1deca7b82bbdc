"""Who asks, and the office's services."""

from __future__ import annotations

import msgspec
from litestar import get

from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.people.rights import Right, Role
from sync.server.rest.problem import refusals


class Me(msgspec.Struct, frozen=True):
    """Who is asking."""

    office: str
    office_name: str
    name: str
    full_name: str
    roles: tuple[Role, ...]
    agency: str | None
    rights: tuple[Right, ...]
    csrf: str
    """What a page of the desk sends as `x-csrf-token`; a program with a token needs none."""


class ServiceEntry(msgspec.Struct, frozen=True):
    """A service of the kiosks."""

    id: str
    ref: str
    title: str
    group: str
    agency: str
    """Who decides, by its id."""


class Services(msgspec.Struct, frozen=True):
    """All services."""

    services: list[ServiceEntry]


class AgencyEntry(msgspec.Struct, frozen=True):
    """Whom a request can be handed or forwarded to."""

    id: str
    name: str


class Agencies(msgspec.Struct, frozen=True):
    """All agencies."""

    agencies: list[AgencyEntry]


@get(
    "/session",
    opt=needs(Right.OWN),
    tags=["session"],
    operation_id="session",
    responses=refusals(),
    sync_to_thread=False,
)
def who(server: ServerDep, session: SessionDep) -> Me:
    """Who is asking, and what they may do."""
    return Me(
        server.office.code,
        server.office.name,
        session.petugas,
        session.full_name,
        session.roles,
        session.agency,
        tuple(sorted(session.rights)),
        session.csrf,
    )


@get(
    "/services",
    opt=needs(Right.OWN),
    tags=["services"],
    operation_id="services",
    responses=refusals(),
    sync_to_thread=True,
)
def services(server: ServerDep) -> Services:
    """The office's services as its kiosks have them, published files included."""
    return Services(
        [ServiceEntry(one.id, one.ref, one.title.id, one.group, one.decider) for one in server.catalog.services]
    )


@get(
    "/agencies",
    opt=needs(Right.OWN),
    tags=["services"],
    operation_id="agencies",
    responses=refusals(),
    sync_to_thread=True,
)
def agencies(server: ServerDep) -> Agencies:
    """The agencies a request can be with."""
    return Agencies([AgencyEntry(one.id, one.title.id) for one in server.catalog.agencies])


ROUTES = (who, services, agencies)
