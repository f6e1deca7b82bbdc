"""What every handler of the server works with."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.clock import Clock, Zone
from kiosk.domain.catalog import Catalog
from sync.server.database import Database
from sync.server.office import OfficeKeys


@dataclass(frozen=True)
class Server:
    """The office, its database and catalogue, and the time."""

    database: Database
    office: OfficeKeys
    catalog: Catalog
    clock: Clock

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return Zone(self.office.zone)
