"""Queue numbers that were given: durable, without gaps, never twice."""

from __future__ import annotations

from datetime import date

import msgspec

from kiosk.domain.antrean import Ticket
from kiosk.store import settings
from kiosk.store.database import Connection
from kiosk.store.numbers import Numbers

_STEP = 100
"""Where nobody knows which numbers were given, they go on at the next hundred and a hundred."""


_FLOORS = 64


class Floors(msgspec.Struct, frozen=True):
    """Numbers that may have been given before a recovery though no table says so: day, letter ("": any), number."""

    floors: tuple[tuple[str, str, int], ...] = ()


def latest_day(db: Connection) -> date | None:
    """The queue day of the newest number, None before the first."""
    for row in db.query("SELECT queue_day FROM antrean ORDER BY seq DESC LIMIT 1"):
        return date.fromisoformat(row["queue_day"])
    return None


def event_of(db: Connection, queue_day: date, ticket: Ticket) -> bytes | None:
    """The id of the event with which a number was given; None for one that nobody has."""
    query = "SELECT journal.id FROM antrean JOIN journal USING (seq) WHERE queue_day = ? AND letter = ? AND antrean.number = ?"
    for row in db.query(query, [queue_day.isoformat(), ticket.letter, ticket.number]):
        return bytes(row["id"])
    return None


def take(db: Connection, queue_day: date, letter: str, *, seq: int, numbers: Numbers) -> Ticket:
    """Gives the next number inside the caller's transaction; `seq` is the journal entry it belongs to.

    Raises DiskFull, DiskReadOnly or Damaged when it could not be reserved for the case that the database is lost.
    """
    day = queue_day.isoformat()
    kept = settings.get(db, Floors) or Floors()
    floor = max((number for on, of, number in kept.floors if on == day and of in ("", letter)), default=0)
    ticket = Ticket(letter, max(_newest(db, day, letter), floor) + 1)
    # Where the file of reserved numbers was lost, it must hear of every letter of the day, not of this one only.
    given = _of_day(db, day) if numbers.lost else {}
    numbers.reserve(queue_day, {**given, letter: ticket.number})
    db.execute(
        "INSERT INTO antrean (queue_day, letter, number, seq) VALUES (?, ?, ?, ?)", [day, letter, ticket.number, seq]
    )
    return ticket


def go_on(db: Connection, today: date, numbers: Numbers, *, trusted: bool) -> None:
    """After a recovery, inside the caller's transaction: numbers go on above all that may have been given.

    `trusted`: the file of reserved numbers is newer than what was lost. Otherwise, or where it is lost too, they go on so far
    above the highest known one that nobody in the hall holds it.
    """
    kept = (settings.get(db, Floors) or Floors()).floors
    known = set(numbers.given())
    if numbers.lost or not trusted:
        latest = latest_day(db)
        for day in {today.isoformat(), (latest or today).isoformat()}:
            floors = (number for on, _, number in (*kept, *known) if on == day)
            highest = max([1, *_of_day(db, day).values(), *floors])
            known.add((day, "", (-(-highest // _STEP) + 1) * _STEP))
    settings.put(db, Floors(tuple(sorted({*kept, *known}))[-_FLOORS:]))


def keep(db: Connection, queue_day: str, ticket: str, *, seq: int) -> None:
    """Notes a number that another kiosk gave, inside the caller's transaction, so that it is not given again."""
    letter, _, number = ticket.partition("-")
    db.execute(
        "INSERT OR IGNORE INTO antrean (queue_day, letter, number, seq) VALUES (?, ?, ?, ?)",
        [queue_day, letter, int(number), seq],
    )


def _newest(db: Connection, day: str, letter: str) -> int:
    query = "SELECT coalesce(max(number), 0) FROM antrean WHERE queue_day = ? AND letter = ?"
    return int(db.execute(query, [day, letter]).fetchone()[0])


def _of_day(db: Connection, day: str) -> dict[str, int]:
    """The highest number of each letter."""
    query = "SELECT letter, max(number) AS number FROM antrean WHERE queue_day = ? GROUP BY letter"
    return {row["letter"]: int(row["number"]) for row in db.query(query, [day])}
