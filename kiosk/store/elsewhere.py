"""Requests that other kiosks of the office took, as the office told of them. No personal data stands here."""

from __future__ import annotations

from typing import Final

from kiosk.domain import project
from kiosk.domain.events import StatusChanged
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.store.database import Connection

MOST: Final = 20_000
"""Requests that are remembered, those with the newest news first: a year of a busy office."""
_SLACK: Final = 500  # counting each time would cost more than these rows


def put(db: Connection, told: StatusChanged) -> bool:
    """Adds a request, or how it stands now, inside the caller's transaction; false when all of that was known."""
    known = by_code(db, told.code_hash)
    if known is not None and project.told(known) == told:
        return False
    db.execute(
        "INSERT INTO elsewhere (code_hash, service, ref, ticket, queue_day, created_at, status, status_at, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code_hash) DO UPDATE SET"
        " status = excluded.status, status_at = excluded.status_at, note = excluded.note",
        [
            told.code_hash,
            told.service,
            told.ref,
            told.ticket,
            told.queue_day,
            told.created_at,
            told.status,
            told.at,
            told.note,
        ],
    )
    return True


def trim(db: Connection, most: int = MOST, slack: int = _SLACK) -> None:
    """Forgets the requests with the oldest news beyond `most`, inside the caller's transaction."""
    if int(db.execute("SELECT count(*) FROM elsewhere").fetchone()[0]) > most + slack:
        db.execute(
            "DELETE FROM elsewhere WHERE code_hash IN"
            " (SELECT code_hash FROM elsewhere ORDER BY status_at DESC, code_hash LIMIT -1 OFFSET ?)",
            [most],
        )


def by_code(db: Connection, code_hash: bytes) -> Permohonan | None:
    """A request by the hash of its code. Its id and language are known to the kiosk that took it: here the id is the hash,
    and the language Indonesian.
    """
    for row in db.query("SELECT * FROM elsewhere WHERE code_hash = ?", [code_hash]):
        return Permohonan(
            id=code_hash.hex(), seq=0, language="id", **{**row, "status": PermohonanStatus(row["status"])}
        )
    return None
