"""The projected requests: what the tracking page reads. No personal data stands here."""

from __future__ import annotations

from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.store.database import Connection, Row


def put(db: Connection, permohonan: Permohonan) -> None:
    """Adds a request, or replaces its status, inside the caller's transaction."""
    db.execute(
        "INSERT INTO permohonan (id, seq, service, ref, ticket, queue_day, code_hash, language, created_at, status,"
        " status_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET status = excluded.status, status_at = excluded.status_at, note = excluded.note",
        [
            permohonan.id,
            permohonan.seq,
            permohonan.service,
            permohonan.ref,
            permohonan.ticket,
            permohonan.queue_day,
            permohonan.code_hash,
            permohonan.language,
            permohonan.created_at,
            permohonan.status,
            permohonan.status_at,
            permohonan.note,
        ],
    )


def get(db: Connection, permohonan_id: str) -> Permohonan | None:
    """A request by its id."""
    return _one(db, "SELECT * FROM permohonan WHERE id = ?", permohonan_id)


def by_code(db: Connection, code_hash: bytes) -> Permohonan | None:
    """A request by the hash of its code."""
    return _one(db, "SELECT * FROM permohonan WHERE code_hash = ?", code_hash)


def count_by_service(db: Connection, since_ms: int, *, most: int) -> dict[str, int]:
    """How many of the newest `most` requests since a moment each service has had, by service id."""
    # Ids are of time: the key leads to the newest, however many lie before them.
    rows = db.query(
        "SELECT service, count(*) AS n FROM (SELECT service, created_at FROM permohonan ORDER BY id DESC LIMIT ?)"
        " WHERE created_at >= ? GROUP BY service",
        [most, since_ms],
    )
    return {row["service"]: int(row["n"]) for row in rows}


def _one(db: Connection, query: str, key: str | bytes) -> Permohonan | None:
    for row in db.query(query, [key]):
        return _permohonan(row)
    return None


def _permohonan(row: Row) -> Permohonan:
    return Permohonan(**{**row, "status": PermohonanStatus(row["status"])})
