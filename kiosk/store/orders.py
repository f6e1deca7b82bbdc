"""The office's orders, of each subject the newest."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kiosk.domain.events import Order, subject_of
from kiosk.store.database import Connection


def put(db: Connection, order: Order, number: int, *, now: int) -> bool:
    """Takes an order that stood among the office's changes up to `number`, inside the caller's transaction; false when one
    as new is there.
    """
    taken = db.execute(
        "INSERT INTO orders (subject, number, body, at) VALUES (?, ?, ?, ?) ON CONFLICT (subject) DO UPDATE SET"
        " number = excluded.number, body = excluded.body, at = excluded.at WHERE excluded.number > orders.number",
        [subject_of(order), number, msgspec.msgpack.encode(order), now],
    )
    return taken.rowcount > 0


def standing(db: Connection) -> Sequence[Order]:
    """Every order that was not taken back by a newer one."""
    rows = db.query("SELECT body FROM orders ORDER BY subject")
    return [msgspec.msgpack.decode(row["body"], type=Order) for row in rows]


def about(db: Connection, subject: str) -> Order | None:
    """The order that stands about a subject, None where there never was one."""
    for row in db.query("SELECT body FROM orders WHERE subject = ?", [subject]):
        order: Order = msgspec.msgpack.decode(row["body"], type=Order)
        return order
    return None


def number(db: Connection, subject: str) -> int:
    """How far the office's changes about a subject are followed, 0 where there never was one."""
    for row in db.query("SELECT number FROM orders WHERE subject = ?", [subject]):
        return int(row["number"])
    return 0
