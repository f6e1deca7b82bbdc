"""Roads on which requests go to another system by themselves. Off by default.

There is one that is known to work: files in a folder, which the other side takes away. OpenSID's own interface for residents
(`/api/v1/layanan-mandiri/surat/…/permohonan`) asks for the PIN of each resident, which nobody may store, and what it expects
could not be tried against a live system; so there is no connector that pretends to speak it. Whoever has such a system to
try writes a `Connector` and names it in `CONNECTORS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec
from sqlalchemy import Connection, insert, select, update

from kiosk.domain.catalog import Catalog
from kiosk.errors import CannotNow, WrongUse
from kiosk.private_file import write_private
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.opensid import permohonan
from sync.server.opensid.permohonan import Numbers, PermohonanSurat
from sync.server.programs.export import Period
from sync.server.store.database import Database
from sync.server.store.tables import settings

OFF: Final = "off"
_SETTINGS: Final = "opensid"


class Connector(Protocol):
    """Hands requests to another system."""

    def deliver(self, rows: Sequence[PermohonanSurat], *, name: str) -> None:
        """Hands them over, all or none; the same `name` again means the same rows again. Raises CannotNow."""
        ...


class FileDrop:
    """Writes each delivery as a JSON file into a folder, whole or not at all. The other side takes the files away."""

    def __init__(self, place: str) -> None:
        self._folder = Path(place)

    def deliver(self, rows: Sequence[PermohonanSurat], *, name: str) -> None:
        """One file, readable by this program's owner only."""
        if not self._folder.is_dir():
            raise CannotNow(f"There is no folder {self._folder}.", "Make it, or connect its disk.")
        try:
            write_private(self._folder / f"{name}.json", permohonan.as_json(rows).encode())
        except OSError as error:
            raise CannotNow(
                f"{self._folder} cannot be written ({error.strerror}).", "Check the folder's owner and its disk."
            ) from error


CONNECTORS: Final[dict[str, Callable[[str], Connector]]] = {"file-drop": FileDrop}
"""By name; each is made with the place that the office has set."""


class OpensidSettings(msgspec.Struct, frozen=True):
    """How an office is connected."""

    connector: str = OFF
    place: str = ""  # a folder
    letters: dict[str, int] = {}  # `Numbers.letters`
    upto: int = 0  # what happened before was delivered, ms since 1970 UTC


def opensid_settings(connection: Connection, office: str) -> OpensidSettings:
    """How the office is connected; off where nobody said anything."""
    query = select(settings.c.value).where(settings.c.office == office, settings.c.name == _SETTINGS)
    found = connection.execute(query).scalar()
    return msgspec.json.decode(found, type=OpensidSettings) if found is not None else OpensidSettings()


def connect(
    connection: Connection, office: str, connector: str, place: str, letters: dict[str, int], *, actor: str, now: int
) -> None:
    """Switches a connector on, or all off, inside the caller's transaction. Raises WrongUse for one that there is not."""
    if connector != OFF and connector not in CONNECTORS:
        raise WrongUse(f"There is no connector {connector[:30]!r}.", f"One of: {', '.join((OFF, *CONNECTORS))}.")
    known = opensid_settings(connection, office)
    _keep(connection, office, OpensidSettings(connector, place, letters, known.upto), actor=actor, now=now)
    record(connection, office, actor, Action.CONNECTOR_SET, now=now, detail=connector)


def push(database: Database, office: OfficeKeys, catalog: Catalog, *, actor: str, now: int) -> int:
    """Delivers what arrived or moved since the last time; how many. Raises CannotNow, and then nothing counts as delivered;
    WrongUse where no connector is on.
    """
    with database.reading() as connection:
        wanted = opensid_settings(connection, office.code)
    if wanted.connector == OFF:
        raise WrongUse("No connector is on.", "See: kelurahan opensid connect --help")
    connector = CONNECTORS[wanted.connector](wanted.place)
    found = list(
        permohonan.rows(
            database,
            office,
            catalog,
            Period(),
            numbers=Numbers(wanted.letters),
            changed_since=wanted.upto,
            actor=actor,
            now=now,
        )
    )
    if found:
        connector.deliver(found, name=f"permohonan-{office.code}-{now}")
    with database.writing() as connection:
        # From this moment on again: what came in the same millisecond goes twice rather than never.
        _keep(connection, office.code, msgspec.structs.replace(wanted, upto=now), actor=actor, now=now)
    return len(found)


def _keep(connection: Connection, office: str, wanted: OpensidSettings, *, actor: str, now: int) -> None:
    here = (settings.c.office == office, settings.c.name == _SETTINGS)
    values = {"value": msgspec.json.encode(wanted).decode(), "at": now, "actor": actor}
    if not connection.execute(update(settings).where(*here).values(**values)).rowcount:
        connection.execute(insert(settings).values(office=office, name=_SETTINGS, **values))
