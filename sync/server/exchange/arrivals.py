"""What becomes of entries that a kiosk sent, beside the request itself: a place in the queue, marks to find it by, a deadline,
a voice in the survey. All in the transaction that takes the entries; the answers are opened once and are gone with it.

A machine reads here, not a person: nothing of it is shown, so nothing goes into the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection

from kiosk.domain.catalog import Catalog, Service
from kiosk.domain.events import NumberTaken, Submitted, permohonan_id
from kiosk.domain.sealed import Sealed
from sync.server.hall import antrean
from sync.server.office import OfficeKeys
from sync.server.work import complaints, search, surveys


class Arrival(msgspec.Struct, frozen=True):
    """One entry that gave a resident a number."""

    id: str  # the event's, and the request's
    kiosk_id: str
    given: Submitted | NumberTaken
    waiting_since: int  # ms since 1970 UTC, by the better of the two clocks
    received_at: int
    service: Service | None = None  # of a request; none: this office's catalogue does not know it
    content: Sealed | None = None  # of a request whose answers open

    def __repr__(self) -> str:
        return f"Arrival({self.id})"


class Welcome(msgspec.Struct, frozen=True):
    """Where they arrive."""

    connection: Connection
    office: OfficeKeys
    catalog: Catalog
    now: int


Taker = Callable[[Welcome, Sequence[Arrival]], None]

TAKERS: Final[tuple[Taker, ...]] = (antrean.take, surveys.take, search.take, complaints.take)
"""Each looks at the new ones and writes what is its own; an entry comes once."""


def welcome(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Hands what is new to each who makes something of it."""
    if arrived:
        for take in TAKERS:
            take(at, arrived)


def arrival(
    at: Welcome,
    event_id: bytes,
    kiosk_id: str,
    given: Submitted | NumberTaken,
    sealed: bytes | None,
    *,
    waiting_since: int,
) -> Arrival:
    """An entry with its answers opened."""
    service = content = None
    if isinstance(given, Submitted):
        service = at.catalog.known(given.service)
        opened = at.office.open(sealed or b"")
        content = opened if isinstance(opened, Sealed) else None
    return Arrival(permohonan_id(event_id), kiosk_id, given, waiting_since, at.now, service, content)
