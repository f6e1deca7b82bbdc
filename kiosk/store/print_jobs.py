"""The print queue: one row a slip, written with the request it belongs to, settled by the spool."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, Slip, SlipKind, kind_of
from kiosk.store.database import Connection, Row

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Slip).decode


def add(db: Connection, slip: Slip, *, now: int, permohonan_id: str | None = None) -> int:
    """Queues a slip inside the caller's transaction; returns the job's id."""
    cursor = db.execute(
        "INSERT INTO print_jobs (kind, state, attempts, created_at, permohonan_id, slip, ticket)"
        " VALUES (?, ?, 0, ?, ?, ?, ?)",
        [kind_of(slip), JobState.WAITING, now, permohonan_id, _encode(slip), getattr(slip, "ticket", "")],
    )
    return int(cursor.lastrowid or 0)


def waiting(db: Connection) -> list[PrintJob]:
    """Jobs that may still come out, oldest first."""
    return [_job(row) for row in db.query("SELECT * FROM print_jobs WHERE state = 'waiting' ORDER BY id")]


def recent(db: Connection, count: int) -> list[PrintJob]:
    """The last jobs, newest first: what a petugas compares with the paper."""
    return [_job(row) for row in db.query("SELECT * FROM print_jobs ORDER BY id DESC LIMIT ?", [count])]


def get(db: Connection, job_id: int) -> PrintJob | None:
    """One job, settled or not."""
    for row in db.query("SELECT * FROM print_jobs WHERE id = ?", [job_id]):
        return _job(row)
    return None


def start_attempt(db: Connection, job_id: int) -> None:
    """Marks, durably and before the first byte leaves, that the printer is about to get this job.

    A job found `sending` after a restart was cut off in the middle: `settle_interrupted` closes it, because printing it
    again by itself could put a second unmarked slip into somebody's hand.
    """
    with db.atomic():
        db.execute("UPDATE print_jobs SET sending = 1, attempts = attempts + 1 WHERE id = ?", [job_id])


def settle(db: Connection, job_id: int, outcome: Outcome, *, now: int) -> None:
    """Records what is known, and when it came to be known (ms). Only a job that stays `waiting` keeps its slip."""
    with db.atomic():
        db.execute(
            "UPDATE print_jobs SET state = :state, reason = :reason, sending = 0,"
            " slip = CASE WHEN :state = 'waiting' THEN slip ELSE NULL END,"
            " settled_at = CASE WHEN :state = 'waiting' THEN NULL ELSE :now END WHERE id = :id",
            {"state": outcome.state, "reason": outcome.reason, "now": now, "id": job_id},
        )


def cancel(db: Connection, job_id: int, *, now: int) -> bool:
    """Takes a waiting job out of the queue, unless it is being sent; says whether it did. Its slip is gone then."""
    job = get(db, job_id)
    busy = any(db.query("SELECT 1 FROM print_jobs WHERE id = ? AND sending = 1", [job_id]))
    if job is None or job.state is not JobState.WAITING or busy:
        return False
    settle(db, job_id, Outcome(JobState.FAILED, PrintReason.CANCELLED), now=now)
    return True


def settle_interrupted(db: Connection, *, now: int) -> list[int]:
    """Closes jobs that were being sent when the kiosk stopped, as `sent`/`interrupted`; returns their ids."""
    ids = [int(row["id"]) for row in db.query("SELECT id FROM print_jobs WHERE sending = 1")]
    for job_id in ids:
        settle(db, job_id, Outcome(JobState.SENT, PrintReason.INTERRUPTED), now=now)
    return ids


def bring_back(db: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Takes over the slips of a damaged database as far as they can be read, inside the caller's transaction.

    `rows`: id, kind, state, reason, sending, attempts, created_at, permohonan_id, slip, ticket, settled_at. Of a slip that waits
    here and cannot be read there nobody knows whether it came out since: it is closed like one that was cut off, because a
    second unmarked slip is worse than a reprint.
    """
    readable = [row for row in rows if _is_job(row)]
    known = {int(row[0]) for row in readable}
    for row in db.query("SELECT id FROM print_jobs WHERE state = 'waiting'"):
        if row["id"] not in known:
            db.execute("UPDATE print_jobs SET sending = 1 WHERE id = ?", [row["id"]])
    for one in readable:
        db.execute(
            "INSERT OR REPLACE INTO print_jobs (id, kind, state, reason, sending, attempts, created_at, permohonan_id, slip,"
            " ticket, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            list(one),
        )


def _is_job(row: tuple[Any, ...]) -> bool:
    try:
        job = _job(dict(zip(_COLUMNS, row, strict=True)))
    except (TypeError, ValueError, msgspec.DecodeError):
        return False
    return (job.slip is None) == (job.state is not JobState.WAITING)


_COLUMNS = (
    "id", "kind", "state", "reason", "sending", "attempts", "created_at", "permohonan_id", "slip", "ticket", "settled_at",
)  # fmt: skip
ROWS = f"SELECT {', '.join(_COLUMNS)} FROM print_jobs"
"""What `bring_back` takes."""


def _job(row: Row) -> PrintJob:
    return PrintJob(
        id=int(row["id"]),
        kind=SlipKind(row["kind"]),
        state=JobState(row["state"]),
        reason=PrintReason(row["reason"]) if row["reason"] else None,
        attempts=int(row["attempts"]),
        created_at=int(row["created_at"]),
        permohonan_id=row["permohonan_id"],
        slip=_decode(row["slip"]) if row["slip"] is not None else None,
        ticket=row["ticket"],
        settled_at=row["settled_at"],
    )
