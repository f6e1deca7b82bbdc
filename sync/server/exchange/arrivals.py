"""What becomes of entries that a kiosk sent, beside the request itself: a place in the queue, marks to find it by, a deadline,
a voice in the survey, news for other programs. All in the transaction that takes the entries; the answers are opened once and are gone with it.

A machine reads here, not a person: nothing of it is shown, so nothing goes into the audit trail, but that a request came, where
another program waits to be told: webhooks tell lines of the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, select

from kiosk.domain.catalog import Catalog, Service
from kiosk.domain.events import NumberTaken, Submitted, permohonan_id
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.hall import antrean
from sync.server.office import OfficeKeys
from sync.server.store.tables import webhooks
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

_ANY_HOOK: Final = select(webhooks.c.id).where(webhooks.c.office == bindparam("office")).limit(1)


def _tell_programs(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Lines for the office's webhooks, one that is paused too: it is told everything when it goes on. Nobody works on a survey, and
    a queue number alone is no request.
    """
    requests = [
        one
        for one in arrived
        if isinstance(one.given, Submitted) and (one.service is None or one.service.kind != surveys.KIND)
    ]
    if not requests or at.connection.execute(_ANY_HOOK, {"office": at.office.code}).first() is None:
        return
    for one in requests:
        record(at.connection, at.office.code, f"kiosk {one.kiosk_id}", Action.ARRIVED, now=at.now, permohonan_id=one.id)


TAKERS: Final[tuple[Taker, ...]] = (antrean.take, surveys.take, search.take, complaints.take, _tell_programs)
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
