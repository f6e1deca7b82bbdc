"""How the office's kiosks are, as the page "Kiosk" needs it: what each brought, what it still has, what it refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from kiosk.domain.events import LEAP
from sync.protocol import EventRefusal, Health
from sync.server.exchange import files as office_files
from sync.server.kiosks.fleet import QUOTA, allowance
from sync.server.store.tables import blobs, events, kiosks

MOST_PARKED: Final = 100
"""Parked entries of one kiosk that are listed; all are counted."""


class Parked(msgspec.Struct, frozen=True):
    """An entry that could not be taken. It stays at the kiosk and here, for somebody to look at."""

    seq: int
    refusal: EventRefusal
    received_at: int  # ms since 1970 UTC


class KioskState(msgspec.Struct, frozen=True):
    """One kiosk, as far as the office knows. Times are ms since 1970 UTC by the office's clock."""

    id: str
    name: str
    created_at: int
    seen_at: int | None  # none: never heard of
    revoked_at: int | None
    forked_at: int | None  # when it showed another past than the one known here; none: it fits
    taken: int  # the newest entry that is here
    spoken_of: int  # the newest entry it said it has
    restored_at: int | None  # when its disk came back from an older copy, or lost a part
    only_here: int  # its entries that only the office has since then
    missing: int  # its entries that it had spoken of and that nobody has since then
    clock_offset: int | None  # our clock minus its, ms, at the last contact over the network
    exhausted: bool  # it has sent as much as it may for today
    parked: int
    photos: int  # that its entries name and that are not here
    files_due: int  # the newest change of files there is; 0: none was ever published
    files: office_files.Standing | None  # what it made of them; none for a revoked one
    audit_broken_at: int | None = None  # when its audit log had lost lines that it had told of, or had others
    health: Health | None = None  # what it said of itself last; none: nothing yet, or a program of before
    health_at: int | None = None  # when that was so
    quota: int = QUOTA  # new entries it may send in a day
    waits: bool = False  # enrolled, and its first contact is still to come

    @property
    def unsent(self) -> int:
        """Entries it said it has and that are not here."""
        # After a restore its numbers leap: those in between are not on their way.
        leap = self.spoken_of // LEAP * LEAP
        return max(0, self.spoken_of - max(self.taken, leap - 1 if self.taken < leap else 0))


def overview(connection: Connection, office: str, *, now: int) -> list[KioskState]:
    """Every kiosk by name, those that were revoked last."""
    due = office_files.newest(connection, office)
    parked = _counted(connection, office, events, events.c.refusal.is_not(None))
    # One that the kiosk has lost is not on its way either.
    photos = _counted(connection, office, blobs, and_(blobs.c.body.is_(None), blobs.c.received_at.is_(None)))
    standings = {one.kiosk_id: one for one in office_files.standings(connection, office)}
    query = select(kiosks).where(kiosks.c.office == office)
    query = query.order_by(kiosks.c.revoked_at.is_not(None), kiosks.c.name, kiosks.c.id)
    return [
        KioskState(
            id=row["id"],
            name=row["name"],
            created_at=int(row["created_at"]),
            seen_at=row["seen_at"],
            revoked_at=row["revoked_at"],
            forked_at=row["forked_at"],
            taken=int(row["seq"]),
            spoken_of=int(row["head_seq"]),
            audit_broken_at=row["audit_broken_at"],
            restored_at=row["restored_at"],
            only_here=int(row["only_here"]),
            missing=int(row["missing"]),
            clock_offset=row["clock_offset"],
            exhausted=allowance(row, now=now) <= 0,
            health=_health(row["health"]),
            health_at=row["health_at"],
            quota=int(row["quota"]),
            waits=row["public_key"] is None and row["revoked_at"] is None,
            parked=parked.get(row["id"], 0),
            photos=photos.get(row["id"], 0),
            files_due=due,
            files=standings.get(row["id"]),
        )
        for row in connection.execute(query).mappings()
    ]


def parked(connection: Connection, office: str, kiosk_id: str) -> Sequence[Parked]:
    """A kiosk's entries that could not be taken, the newest first, at most MOST_PARKED."""
    query = (
        select(events.c.seq, events.c.refusal, events.c.received_at)
        .where(events.c.office == office, events.c.kiosk_id == kiosk_id, events.c.refusal.is_not(None))
        .order_by(events.c.seq.desc())
        .limit(MOST_PARKED)
    )
    return [Parked(int(seq), EventRefusal(refusal), int(at)) for seq, refusal, at in connection.execute(query)]


def kiosk_name(connection: Connection, office: str, kiosk_id: str) -> str:
    """What the office calls a kiosk; its id when it is none of ours."""
    query = select(kiosks.c.name).where(kiosks.c.office == office, kiosks.c.id == kiosk_id)
    return connection.execute(query).scalar() or kiosk_id


def _health(said: str | None) -> Health | None:
    """None also for what a later program wrote into this database and this one cannot read."""
    try:
        return msgspec.json.decode(said, type=Health) if said else None
    except msgspec.DecodeError:
        return None


def _counted(connection: Connection, office: str, table: Table, condition: ColumnElement[bool]) -> dict[str, int]:
    query = select(table.c.kiosk_id, func.count()).where(table.c.office == office, condition)
    return {kiosk_id: int(count) for kiosk_id, count in connection.execute(query.group_by(table.c.kiosk_id))}
