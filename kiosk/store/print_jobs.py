"""The print queue: one row a slip, written with the request it belongs to, settled by the spool."""

from __future__ import annotations

import msgspec

from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, Slip, SlipKind
from kiosk.store.database import Connection, Row

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Slip).decode


def add(db: Connection, kind: SlipKind, slip: Slip, *, now: int, permohonan_id: str | None = None) -> int:
    """Queues a slip inside the caller's transaction; returns the job's id."""
    cursor = db.execute(
        "INSERT INTO print_jobs (kind, state, attempts, created_at, permohonan_id, slip) VALUES (?, ?, 0, ?, ?, ?)",
        [kind, JobState.WAITING, now, permohonan_id, _encode(slip)],
    )
    return int(cursor.lastrowid or 0)


def waiting(db: Connection) -> list[PrintJob]:
    """Jobs that may still come out, oldest first."""
    return [_job(row) for row in db.query("SELECT * FROM print_jobs WHERE state = 'waiting' ORDER BY id")]


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


def settle(db: Connection, job_id: int, outcome: Outcome) -> None:
    """Records what is known. Only a job that stays `waiting` keeps its slip."""
    with db.atomic():
        db.execute(
            "UPDATE print_jobs SET state = ?, reason = ?, sending = 0,"
            " slip = CASE WHEN ? = 'waiting' THEN slip ELSE NULL END WHERE id = ?",
            [outcome.state, outcome.reason, outcome.state, job_id],
        )


def settle_interrupted(db: Connection) -> list[int]:
    """Closes jobs that were being sent when the kiosk stopped, as `sent`/`interrupted`; returns their ids."""
    ids = [int(row["id"]) for row in db.query("SELECT id FROM print_jobs WHERE sending = 1")]
    for job_id in ids:
        settle(db, job_id, Outcome(JobState.SENT, PrintReason.INTERRUPTED))
    return ids


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
    )
