"""Which of the office's former keys are still needed: by kiosks that seal to them, by requests that are kept here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from sync.server.office import OfficeKeys
from sync.server.store.tables import blobs, events, kiosks

_PAGE: Final = 500


class KioskKeys(msgspec.Struct, frozen=True):
    """How far one active kiosk is with the office's keys."""

    kiosk_id: str
    name: str
    generation: int  # of the office's keys it seals to
    settled: bool  # everything that it ever spoke of is here: nothing sealed to an older key can come from it


class Need(msgspec.Struct, frozen=True):
    """What would be lost with a key."""

    kiosks: tuple[str, ...] = ()  # ids of those that may still send what is sealed to it
    bodies: int = 0  # answers and photos here that nothing else opens


def standing(connection: Connection, office: str) -> list[KioskKeys]:
    """The active kiosks of the office."""
    query = select(kiosks).where(kiosks.c.office == office, kiosks.c.revoked_at.is_(None)).order_by(kiosks.c.id)
    lacking = select(blobs.c.kiosk_id).where(
        blobs.c.office == office, blobs.c.body.is_(None), blobs.c.received_at.is_(None)
    )
    lack_photos = set(connection.execute(lacking.distinct()).scalars())
    return [
        KioskKeys(
            row["id"],
            row["name"],
            int(row["office_keys"]),
            int(row["seq"]) >= int(row["head_seq"]) and row["id"] not in lack_photos,
        )
        for row in connection.execute(query).mappings()
    ]


def need(connection: Connection, office: OfficeKeys, generation: int) -> Need:
    """Looks at every sealed body: about a tenth of a second for a thousand of them."""
    still = tuple(
        one.kiosk_id
        for one in standing(connection, office.code)
        if one.generation <= generation or (one.generation == generation + 1 and not one.settled)
    )
    private = next((key.private for key in office.former_seals if key.generation == generation), None)
    if private is None:
        return Need(still)
    return Need(still, sum(office.sealed_to(body) == generation for body in _bodies(connection, office.code)))


def _bodies(connection: Connection, office: str) -> Iterator[bytes]:
    for table, column in ((events, events.c.sealed), (blobs, blobs.c.body)):
        query = select(column).where(table.c.office == office, column.is_not(None))
        for body in connection.execute(query.execution_options(yield_per=_PAGE)).scalars():
            yield bytes(body)
