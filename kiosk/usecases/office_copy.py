"""The office's own half of a number, where the office wants one on paper."""

from __future__ import annotations

from kiosk.domain import words
from kiosk.domain.catalog import Text
from kiosk.domain.prints import OfficeSlip
from kiosk.store import print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context, Moment


def queue_office_copy(
    context: Context,
    db: Connection,
    ticket: str,
    what: Text,
    moment: Moment,
    *,
    priority: bool,
    qr: str = "",
    permohonan_id: str | None = None,
) -> None:
    """Queues it behind the resident's slip, in the caller's transaction; does nothing for an office that wants none."""
    if not context.office_copy:
        return
    slip = OfficeSlip(
        office=context.kiosk.office.name,
        ticket=ticket,
        what=what.say("id"),
        when=words.date_and_time(context.zone.local(moment.ms), context.zone.name),
        clock_doubt=moment.doubtful,
        priority=priority,
        qr=qr,
    )
    print_jobs.add(db, slip, now=moment.ms, permohonan_id=permohonan_id)
