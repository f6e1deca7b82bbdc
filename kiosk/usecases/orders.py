"""What the office tells this kiosk to do."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.events import OrderFollowed, ServerEvent, StatusChanged, new_id, subject_of
from kiosk.domain.orders import Orders, in_force
from kiosk.store import journal
from kiosk.store import orders as kept
from kiosk.store.database import Connection
from kiosk.usecases.context import Context


def orders(context: Context) -> Orders:
    """The orders in force; whether one has ended, `Orders.closing` and `Orders.notice` say."""
    return context.store.run(lambda db: in_force(kept.standing(db)))


def follow(db: Connection, kiosk_id: str, changes: Iterable[ServerEvent], number: int, *, now: int) -> int:
    """Takes the orders among the office's changes up to `number`, inside the caller's transaction, and writes for each that
    was new that it is followed; returns how many were.
    """
    # One order for all and one for this kiosk may be about the same: the later counts.
    newest = {subject_of(change): change for change in changes if not isinstance(change, StatusChanged)}
    followed = 0
    for subject, order in newest.items():
        if kept.put(db, order, number, now=now):
            journal.append(db, kiosk_id, OrderFollowed(number, subject), event_id=new_id(now), at=now)
            followed += 1
    return followed
