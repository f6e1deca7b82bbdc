"""What every handler of the server works with."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Clock, Zone
from kiosk.domain.catalog import Catalog
from sync.server import files
from sync.server.database import Database
from sync.server.office import OfficeKeys


class Shelf:
    """The catalogue as it stands, read again when the office has published or withdrawn files. For all requests at once."""

    def __init__(self, database: Database, office: str, start: Catalog, data: Path | None) -> None:
        """`start` is the catalogue without published files, `data` the server's folder with service files of its own."""
        self._database = database
        self._office = office
        self._data = data
        self._mutex = threading.Lock()
        self._known: tuple[int, Catalog] = (0, start)

    def catalog(self) -> Catalog:
        """Today's services; asks the database whether anything changed."""
        with self._database.reading() as connection:
            newest = files.newest(connection, self._office)
            if newest == self._known[0]:
                return self._known[1]
            published = files.current(connection, self._office)
        office = office_services(self._data) if self._data else None
        with self._mutex:
            if newest > self._known[0]:
                self._known = (newest, load_catalog(office=office, published=published))
            return self._known[1]


@dataclass(frozen=True)
class Server:
    """The office, its database and services, and the time, for one request."""

    database: Database
    office: OfficeKeys
    shelf: Shelf
    clock: Clock

    @cached_property
    def catalog(self) -> Catalog:
        """The services, the same ones for the whole request."""
        return self.shelf.catalog()

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return Zone(self.office.zone)
