"""What goes when its time is over, table by table, oldest first and in small steps. Nothing that only this kiosk has."""

from __future__ import annotations

from typing import Final

from kiosk.domain.permohonan import MOVES, PermohonanStatus
from kiosk.store import acknowledged
from kiosk.store.database import Connection

CLOSED: Final = tuple(status.value for status in PermohonanStatus if not MOVES[status])
"""No move leads out of these."""


def purge_sealed(db: Connection, *, before: int, most: int) -> int:
    """Sealed answers that the office had before a moment of its clock, inside the caller's transaction; how many went.

    The journal keeps their hash. What the office would not take stays, for somebody to look at.
    """
    query = (
        "DELETE FROM sealed WHERE seq IN (SELECT seq FROM sealed"
        " WHERE seq <= ? AND seq NOT IN (SELECT seq FROM refused_events) ORDER BY seq LIMIT ?)"
    )
    return int(db.execute(query, [acknowledged.before(db, before), most]).rowcount)


def purge_prints(db: Connection, *, before: int, most: int) -> int:
    """Settled print jobs from before a moment, inside the caller's transaction; how many went."""
    query = (
        "DELETE FROM print_jobs WHERE id IN (SELECT id FROM print_jobs"
        " WHERE state <> 'waiting' AND sending = 0 AND created_at < ? ORDER BY id LIMIT ?)"
    )
    return int(db.execute(query, [before, most]).rowcount)


def purge_requests(db: Connection, *, before: int, most: int) -> int:
    """Closed requests whose last news is from before a moment, inside the caller's transaction; how many went.

    That they were forgotten is remembered, so that the journal's check does not miss them.
    """
    # An id begins with the time it was made at: what is younger than that need not be looked through.
    younger = f"{max(before, 0):012x}"
    query = (
        "DELETE FROM permohonan WHERE id IN (SELECT id FROM permohonan"
        f" WHERE id < ? AND status IN ({','.join('?' * len(CLOSED))}) AND status_at < ? ORDER BY id LIMIT ?) RETURNING seq"
    )
    gone = [int(row["seq"]) for row in db.query(query, [f"{younger[:8]}-{younger[8:]}", *CLOSED, before, most])]
    for seq in gone:
        db.execute("INSERT OR IGNORE INTO forgotten (seq) VALUES (?)", [seq])
    return len(gone)


def purge_elsewhere(db: Connection, *, before: int, most: int) -> int:
    """Other kiosks' requests whose last news is from before a moment, inside the caller's transaction; how many went."""
    query = (
        "DELETE FROM elsewhere WHERE code_hash IN (SELECT code_hash FROM elsewhere"
        " WHERE status_at < ? ORDER BY status_at LIMIT ?)"
    )
    return int(db.execute(query, [before, most]).rowcount)


def is_forgotten(db: Connection, seq: int) -> bool:
    """Whether the request of an entry went because its time was over."""
    return db.execute("SELECT 1 FROM forgotten WHERE seq = ?", [seq]).fetchone() is not None
