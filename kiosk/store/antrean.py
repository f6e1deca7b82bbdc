"""Queue numbers that were given: durable, without gaps, never twice."""

from __future__ import annotations

from datetime import date

from kiosk.domain.antrean import Ticket
from kiosk.store.database import Connection


def latest_day(db: Connection) -> date | None:
    """The queue day of the newest number, None before the first."""
    for row in db.query("SELECT queue_day FROM antrean ORDER BY seq DESC LIMIT 1"):
        return date.fromisoformat(row["queue_day"])
    return None


def take(db: Connection, queue_day: date, letter: str, *, seq: int) -> Ticket:
    """Gives the next number inside the caller's transaction; `seq` is the journal entry it belongs to."""
    day = queue_day.isoformat()
    last = db.execute(
        "SELECT coalesce(max(number), 0) FROM antrean WHERE queue_day = ? AND letter = ?", [day, letter]
    ).fetchone()[0]
    ticket = Ticket(letter, int(last) + 1)
    db.execute(
        "INSERT INTO antrean (queue_day, letter, number, seq) VALUES (?, ?, ?, ?)", [day, letter, ticket.number, seq]
    )
    return ticket


def keep(db: Connection, queue_day: str, ticket: str, *, seq: int) -> None:
    """Notes a number that another kiosk gave, inside the caller's transaction, so that it is not given again."""
    letter, _, number = ticket.partition("-")
    db.execute(
        "INSERT OR IGNORE INTO antrean (queue_day, letter, number, seq) VALUES (?, ?, ?, ?)",
        [queue_day, letter, int(number), seq],
    )
