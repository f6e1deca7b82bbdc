"""What a day's report counts. Nothing is kept for it: the queue's key leads to a day, however many lie before it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import msgspec

from kiosk.domain import events
from kiosk.domain.events import KioskEvent, Submitted, decode_event, permohonan_id
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, PrintReason
from kiosk.domain.report import Given, PrintCount
from kiosk.errors import Damaged
from kiosk.store import journal
from kiosk.store.database import Connection


def given(db: Connection, first: date, last: date) -> list[Given]:
    """The numbers of the queue's days `first` to `last`. Raises Damaged when an entry cannot be read."""
    rows = db.execute(
        "SELECT a.queue_day, a.seq, j.at, j.id, j.body FROM antrean a JOIN journal j USING (seq)"
        " WHERE a.queue_day BETWEEN ? AND ?",
        [first.isoformat(), last.isoformat()],
    )
    return [
        Given(date.fromisoformat(day), at, event, _status(db, event_id, event))
        for day, seq, at, event_id, body in rows
        if isinstance(event := _event(seq, body), events.Given)
    ]


def totals_before(db: Connection, day: date, days: int) -> list[int]:
    """How many numbers were given on each of the last `days` days before `day` that had any, newest first."""
    rows = db.execute(
        "SELECT count(*) FROM antrean WHERE queue_day < ? GROUP BY queue_day ORDER BY queue_day DESC LIMIT ?",
        [day.isoformat(), days],
    )
    return [int(row[0]) for row in rows]


def prints(db: Connection, start: int, end: int, also: Sequence[int] = ()) -> list[PrintCount]:
    """Slips queued from `start` up to `end`, and at the moments `also`, by outcome (all ms).

    A slip bears the time of the entry it was queued with: `also` finds those that a doubtful clock put elsewhere.
    """
    rows = db.execute(
        "SELECT state, reason, count(*) FROM print_jobs WHERE (created_at >= ? AND created_at < ?)"
        " OR created_at IN (SELECT value FROM json_each(?)) GROUP BY state, reason",
        [start, end, json.dumps(list(also))],
    )
    found = [
        PrintCount(JobState(state), PrintReason(reason) if reason else None, count) for state, reason, count in rows
    ]
    return sorted(found, key=lambda one: (list(JobState).index(one.state), -one.count, one.reason or ""))


def oldest_unsent(db: Connection) -> tuple[int, bool] | None:
    """When the oldest unacknowledged entry was made (ms) and whether the clock was in doubt; None when there is none.

    Raises Damaged when that entry cannot be read.
    """
    after = journal.sync_state(db).acknowledged
    for seq, at, body in db.execute("SELECT seq, at, body FROM journal WHERE seq > ? ORDER BY seq LIMIT 1", [after]):
        event = _event(seq, body)
        return int(at), isinstance(event, events.Given) and event.clock_doubtful
    return None


def _event(seq: int, body: bytes) -> KioskEvent:
    try:
        return decode_event(body)
    except msgspec.DecodeError as error:
        raise Damaged(f"Journal entry {seq} cannot be read.", "Run: kiosk verify") from error


def _status(db: Connection, event_id: bytes, event: events.Given) -> PermohonanStatus | None:
    if not isinstance(event, Submitted):
        return None
    row = db.execute("SELECT status FROM permohonan WHERE id = ?", [permohonan_id(event_id)]).fetchone()
    return PermohonanStatus(row[0]) if row else None
