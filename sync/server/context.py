"""What every handler of the server works with: one of the offices that are served here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Clock, Zone
from kiosk.domain.catalog import Catalog
from kiosk.errors import KioskError
from sync.server import office as folders
from sync.server.exchange import files
from sync.server.office import Keyring, OfficeKeys
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase
from sync.server.store.vault import Vault


class Shelf:
    """The catalogue as it stands, read again when the office has published or withdrawn files. For all requests at once."""

    def __init__(self, database: Database, office: str, start: Catalog, data: Path | None) -> None:
        """`start` is the catalogue without published files, `data` the server's folder with service files of its own."""
        self._database = database
        self._office = office
        self.data = data
        self._mutex = threading.Lock()
        self._known: tuple[int, Catalog] = (0, start)

    def catalog(self) -> Catalog:
        """Today's services; asks the database whether anything changed."""
        with self._database.reading() as connection:
            newest = files.newest(connection, self._office)
            if newest == self._known[0]:
                return self._known[1]
            published = files.current(connection, self._office)
        office = office_services(self.data) if self.data else None
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

    @cached_property
    def vault(self) -> Vault:
        """Locks and unlocks what the database holds of residents."""
        return self.office.vault

    @property
    def data(self) -> Path | None:
        """The server's folder, where it has one: files in it stand beside those that are published."""
        return self.shelf.data

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return Zone(self.office.zone)


class Offices:
    """Every office that this process serves. Any number of processes may serve the same ones."""

    def __init__(
        self,
        database: Database,
        offices: Mapping[str, OfficeKeys],
        start: Catalog,
        clock: Clock,
        data: Path | None,
        *,
        passphrase: Passphrase | None = None,
    ) -> None:
        """`offices` by code, the first one is meant where none is named; `start` and `data` as for `Shelf`.

        With `data`, offices that are added there are served from then on; `passphrase`: what key files are locked with.
        """
        self._database = database
        self._clock = clock
        self._start = start
        self._data = data
        self._passphrase = passphrase
        self._first = next(iter(offices))
        self._mutex = threading.Lock()
        self._keyrings: dict[str, Keyring] = {}
        self._shelves: dict[str, Shelf] = {}
        self._seen: int | None = None
        for keys in offices.values():
            self._take(keys)

    def server(self, code: str | None) -> Server | None:
        """An office, for one request; the first one for none. None: it is not served here."""
        self._look()
        keyring = self._keyrings.get(code or self._first)
        if keyring is None:
            return None
        keys = keyring.now()
        return Server(self._database, keys, self._shelves[keys.code], self._clock)

    def names(self) -> dict[str, str]:
        """The offices' names by their codes, the first one first."""
        self._look()
        return {code: keyring.now().name for code, keyring in self._keyrings.items()}

    def _take(self, keys: OfficeKeys) -> None:
        self._shelves[keys.code] = Shelf(self._database, keys.code, self._start, self._data)
        self._keyrings = {**self._keyrings, keys.code: Keyring(keys, self._data, self._passphrase)}

    def _look(self) -> None:
        """Takes offices that a command has added since."""
        if self._data is None:
            return
        try:
            changed = (self._data / folders.KEYS).stat().st_mtime_ns
        except OSError:
            return
        if changed == self._seen:
            return
        with self._mutex:
            for code in folders.codes(self._data):
                if code not in self._keyrings:
                    # What cannot be read is told by the commands; whom it does not concern goes on.
                    with contextlib.suppress(KioskError):
                        self._take(folders.keys_of(self._data, code, self._passphrase))
            self._seen = changed
