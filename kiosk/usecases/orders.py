"""What the office tells this kiosk to do, and what counts of it and of the hall's own settings."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.events import HoursSet, Order, OrderFollowed, ServerEvent, new_id, subject_of
from kiosk.domain.hall import Hall, merged, ordered_hours
from kiosk.domain.orders import Orders, in_force
from kiosk.errors import WrongUse
from kiosk.store import journal, settings
from kiosk.store import orders as kept
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from kiosk.usecases.hall import keep_hours


def orders(context: Context) -> Orders:
    """The orders in force; whether one has ended, `Orders.closing` and `Orders.notice` say."""
    return context.store.run(lambda db: in_force(kept.standing(db)))


def what_counts(context: Context) -> Orders:
    """The office's orders with what was set at the machine itself: services, message, languages."""
    return context.store.run(lambda db: merged(in_force(kept.standing(db)), settings.get(db, Hall) or Hall()))


def follow(db: Connection, kiosk_id: str, changes: Iterable[ServerEvent], number: int, *, now: int) -> int:
    """Takes the orders among the office's changes up to `number`, inside the caller's transaction, and writes for each that
    was new that it is followed; returns how many were.
    """
    # One order for all and one for this kiosk may be about the same: the later counts.
    newest = {subject_of(change): change for change in changes if isinstance(change, Order) and _is_sound(change)}
    followed = 0
    for subject, order in newest.items():
        before = kept.about(db, subject)
        if kept.put(db, order, number, now=now):
            # What was set at the machine since stands, also when an office that was restored tells everything once more.
            if isinstance(order, HoursSet) and order != before:
                keep_hours(db, order, now=now)
            journal.append(db, kiosk_id, OrderFollowed(number, subject), event_id=new_id(now), at=now)
            followed += 1
    return followed


def _is_sound(order: Order) -> bool:
    """Whether it can be followed. An office of another version may know hours that we do not: the office sees who does not follow."""
    if not isinstance(order, HoursSet):
        return True
    try:
        ordered_hours(order)
    except WrongUse:
        return False
    return True
