"""Take a place in the queue without a form: for those who want to speak with somebody."""

from __future__ import annotations

import msgspec

from kiosk.domain import antrean as queue
from kiosk.domain import events, words
from kiosk.domain.catalog import Group
from kiosk.domain.prints import TicketSlip
from kiosk.store import antrean, journal, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from kiosk.usecases.office_copy import queue_office_copy
from kiosk.usecases.waiting import say_wait, wait_of


class NumberTaken(msgspec.Struct, frozen=True):
    """A number that is durable and may be shown."""

    ticket: str
    print_job: int
    slip: TicketSlip
    wait: events.WaitTold | None = None  # what the office said lately of the wait


def take_number(context: Context, group: Group, *, language: str = "id", priority: bool = False) -> NumberTaken:
    """Gives a number of the group's queue, in one transaction with its journal event and its slip."""
    context.store.require_room()
    letter = queue.letter_for(group.letter, context.kiosk.letters, priority=priority)

    def write(db: Connection) -> NumberTaken:
        moment = context.moment(db)
        seq = journal.head(db, context.kiosk.id)[0] + 1
        day = queue.queue_day(moment.today, antrean.latest_day(db), clock_doubtful=moment.doubtful)
        ticket = str(antrean.take(db, day, letter, seq=seq, numbers=context.store.numbers))
        event = events.NumberTaken(group.id, ticket, day.isoformat(), moment.doubtful, priority)
        event_id = events.new_id(moment.ms)
        journal.append(db, context.kiosk.id, event, event_id=event_id, at=moment.ms)
        wait = wait_of(db, group, moment)
        slip = TicketSlip(
            language=language,
            office=context.kiosk.office.name,
            ticket=ticket,
            what=group.title.say(language),
            when=words.date_and_time(context.zone.local(moment.ms), context.zone.name, language),
            clock_doubt=moment.doubtful,
            priority=priority,
            wait=say_wait(context, wait, language),
        )
        job = print_jobs.add(db, slip, now=moment.ms, permohonan_id=events.permohonan_id(event_id))
        queue_office_copy(context, db, ticket, group.title, moment, priority=priority)
        return NumberTaken(ticket, job, slip, wait)

    return context.store.transaction(write)
