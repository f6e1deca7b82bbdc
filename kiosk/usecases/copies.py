"""A copy of a number for somebody whose slip is lost, torn or never came out, made by the petugas.

The kiosk keeps no slip that came out, and of a request's code the hash alone. What the journal says of a number is enough for
a copy of the number; with the code, which the resident has, the whole receipt is printed again. While a slip of the number is
still to come out, none is made: nobody shall hold two.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from kiosk.domain import antrean as queue
from kiosk.domain import words
from kiosk.domain.catalog import Group
from kiosk.domain.events import NumberTaken, Submitted, decode_event, permohonan_id
from kiosk.domain.prints import COPIED, ReceiptSlip, TicketSlip
from kiosk.store import antrean, journal, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context, Moment
from kiosk.usecases.printing import receipt_copy
from kiosk.usecases.track import NotFound, read_code

_TICKET = re.compile(r"([A-Z])-?(\d{1,6})")


class NoCopy(StrEnum):
    """Why there is no copy."""

    WAITING = "waiting"  # a slip of this number is still to come out: that one is to be printed
    UNKNOWN = "unknown"  # this kiosk knows of no such number


class Copied(msgspec.Struct, frozen=True):
    """A copy that is on its way to the printer: the job's id, and the number on it."""

    job: int
    ticket: str


def copy_slip(context: Context, job_id: int) -> Copied | NoCopy:
    """Queues a copy of the number on a slip of the list, without code and QR."""

    def write(db: Connection) -> Copied | NoCopy:
        job = print_jobs.get(db, job_id)
        if job is None or job.kind not in COPIED or job.permohonan_id is None:
            return NoCopy.UNKNOWN
        return _copy(context, db, UUID(job.permohonan_id).bytes)

    return context.store.transaction(write)


def copy_number(context: Context, text: str) -> Copied | NoCopy:
    """Queues a copy of a number of today's queue, as it is written on the slip: "A-007", or "a7"."""
    match = _TICKET.fullmatch(text.strip().upper())
    if match is None:
        return NoCopy.UNKNOWN
    ticket = queue.Ticket(match[1], int(match[2]))

    def write(db: Connection) -> Copied | NoCopy:
        event_id = antrean.event_of(db, _queue_day(db, context.moment(db)), ticket)
        return NoCopy.UNKNOWN if event_id is None else _copy(context, db, event_id)

    return context.store.transaction(write)


def copy_receipt(context: Context, text: str) -> Copied | NoCopy | NotFound:
    """Queues a copy of the receipt with this code, typed or scanned: whole, as the resident's own reprint is."""
    code = read_code(context, text)
    if isinstance(code, NotFound):
        return code

    def write(db: Connection) -> Copied | NoCopy | NotFound:
        found = receipt_copy(context, db, code)
        return found if isinstance(found, NotFound) else _queue(context, db, *found)

    return context.store.transaction(write)


def _copy(context: Context, db: Connection, event_id: bytes) -> Copied | NoCopy:
    entry = journal.get(db, event_id)
    event = decode_event(entry.body) if entry is not None else None
    if entry is None or not isinstance(event, Submitted | NumberTaken):
        return NoCopy.UNKNOWN
    today = _queue_day(db, context.moment(db)).isoformat() == event.queue_day
    language, what, group = _said(context, event)
    slip = TicketSlip(
        language=language,
        office=context.kiosk.office.name,
        ticket=event.ticket,
        what=what,
        when=words.date_and_time(context.zone.local(entry.at), context.zone.name, language),
        clock_doubt=event.clock_doubtful,
        priority=event.priority,
        copy=True,
        queue=today and group is not None and group.queue,
        coded=isinstance(event, Submitted),
    )
    return _queue(context, db, slip, permohonan_id(event_id))


def _said(context: Context, event: Submitted | NumberTaken) -> tuple[str, str, Group | None]:
    """The resident's language as far as it is known, what the number is for, and its queue."""
    groups = {group.id: group for group in context.catalog.groups}
    match event:
        case Submitted():
            service = context.catalog.known(event.service)
            if service is None:
                return "id", f"Permohonan {event.ref}", None
            return event.language, (service.slip or service.title).say(event.language), groups[service.group]
        case NumberTaken():
            group = groups.get(event.group)
            return "id", group.title.say("id") if group else "", group


def _queue(context: Context, db: Connection, slip: ReceiptSlip | TicketSlip, about: str | None) -> Copied | NoCopy:
    same = (job for job in print_jobs.waiting(db) if job.kind in COPIED and job.ticket == slip.ticket)
    # A number that was printed again from the page that shows it says nothing of its entry.
    if any(job.permohonan_id in (about, None) for job in same):
        return NoCopy.WAITING
    return Copied(print_jobs.add(db, slip, now=context.clock.now_ms(), permohonan_id=about), slip.ticket)


def _queue_day(db: Connection, moment: Moment) -> date:
    return queue.queue_day(moment.today, antrean.latest_day(db), clock_doubtful=moment.doubtful)
