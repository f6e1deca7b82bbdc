"""Ask for paper again: a copy of a receipt, or a test page."""

from __future__ import annotations

from kiosk import sealing
from kiosk.domain import words
from kiosk.domain.prints import TestSlip
from kiosk.store import print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from kiosk.usecases.submit import receipt_slip
from kiosk.usecases.track import NotFound, Tracked, look_up, read_code


def reprint(context: Context, text: str) -> int | NotFound:
    """Queues a copy, marked SALINAN, of the receipt with this code; returns the job's id."""
    code = read_code(context, text)
    if isinstance(code, NotFound):
        return code

    def write(db: Connection) -> int | NotFound:
        found = look_up(db, code, context.kiosk.office.code_salt)
        if not isinstance(found, Tracked):
            return found
        service = context.catalog.find(found.permohonan.service)
        qr = sealing.slip_qr(context.kiosk.id, code, context.kiosk.seed).payload()
        moment = context.moment(db)
        slip = receipt_slip(context, service, found.permohonan, code, qr=qr, moment=moment, copy=True)
        return print_jobs.add(db, slip, now=moment.ms, permohonan_id=found.permohonan.id)

    return context.store.transaction(write)


def print_test_page(context: Context, printer: str, *, language: str = "id") -> int:
    """Queues the test page; returns the job's id. `printer` is the URL from the config."""

    def write(db: Connection) -> int:
        moment = context.moment(db)
        slip = TestSlip(
            language=language,
            office=context.kiosk.office.name,
            kiosk_id=context.kiosk.id,
            when=words.date_and_time(context.zone.local(moment.ms), context.zone.name, language),
            printer=printer,
        )
        return print_jobs.add(db, slip, now=moment.ms)

    return context.store.transaction(write)
