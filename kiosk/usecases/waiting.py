"""How long somebody waits, as the office told it lately."""

from __future__ import annotations

from kiosk.domain import words
from kiosk.domain.catalog import Group
from kiosk.domain.events import WaitTold
from kiosk.store import journal, waits
from kiosk.store.database import Connection
from kiosk.usecases.context import Context, Moment


def wait_of(db: Connection, group: Group, moment: Moment) -> WaitTold | None:
    """What is known of the wait for a group now; None when its numbers are not called, the news are old, or this kiosk's
    clock, by which their age is told, is not to be believed.
    """
    if not group.queue or moment.doubtful:
        return None
    offset = journal.sync_state(db).server_offset_ms or 0
    return waits.said(db).fresh(group.id, moment.ms + offset)


def say_wait(context: Context, told: WaitTold | None, language: str) -> str:
    """ "Perkiraan tunggu 10–20 menit (data pukul 09.40)", "" where nothing is known."""
    if told is None:
        return ""
    return words.wait_line(told.minutes_low, told.minutes_high, context.zone.local(told.at), language)
