"""Ask for paper: a copy, how a request stands, where to go from here, the machine's own pages.

Each queues one slip in one transaction and returns the job's id. What the screen has put into words comes from the screen;
numbers, dates and codes come from the tables.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kiosk import sealing
from kiosk.domain import words
from kiosk.domain.catalog import Service
from kiosk.domain.code import RequestCode
from kiosk.domain.prints import (
    ReadinessLine,
    ReadinessSlip,
    ReceiptSlip,
    ReferralSlip,
    Slip,
    StatusSlip,
    TestSlip,
    TicketSlip,
)
from kiosk.domain.readiness import Check, is_ready, title_of
from kiosk.store import print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context, Moment
from kiosk.usecases.submit import papers, receipt_slip, stop_on_the_way
from kiosk.usecases.track import NotFound, Tracked, look_up, read_code


def reprint(context: Context, text: str) -> int | NotFound:
    """Queues a copy, marked SALINAN, of the receipt with this code; returns the job's id.

    Also of one that another kiosk of the office made: in Indonesian, and this kiosk signs its QR.
    """
    code = read_code(context, text)
    if isinstance(code, NotFound):
        return code

    def write(db: Connection) -> int | NotFound:
        found = receipt_copy(context, db, code)
        if isinstance(found, NotFound):
            return found
        slip, about = found
        return print_jobs.add(db, slip, now=context.clock.now_ms(), permohonan_id=about)

    return context.store.transaction(write)


def receipt_copy(context: Context, db: Connection, code: RequestCode) -> tuple[ReceiptSlip, str | None] | NotFound:
    """What the copy of a receipt says, and which request it is for: None for one of another kiosk."""
    found = look_up(db, code, context.kiosk.office.code_salt)
    if not isinstance(found, Tracked):
        return found
    service = context.catalog.known(found.permohonan.service)
    if service is None:
        return NotFound.NO_SERVICE
    qr, moment = _signed(context, code), context.moment(db)
    slip = receipt_slip(context, service, found.permohonan, code, qr=qr, moment=moment, copy=True)
    return slip, _own_id(found)


def reprint_ticket(context: Context, slip: TicketSlip) -> int:
    """Queues a copy, marked SALINAN, of a number without a form; returns the job's id.

    Such a number has no code to find it by: `slip` is what the page that still shows it holds.
    """
    copy = msgspec.structs.replace(slip, copy=True, wait="")
    return _queue(context, lambda _moment: copy)


def print_status(
    context: Context, code: str, *, status: str, detail: str, as_of: str, language: str = "id"
) -> int | NotFound:
    """Queues how the request with this code stands, in the words of the screen; returns the job's id.

    The note of the petugas comes from the table, as written.
    """
    known = read_code(context, code)
    if isinstance(known, NotFound):
        return known

    def write(db: Connection) -> int | NotFound:
        found = look_up(db, known, context.kiosk.office.code_salt)
        if not isinstance(found, Tracked):
            return found
        request, moment = found.permohonan, context.moment(db)
        service = context.catalog.known(found.permohonan.service)
        if service is None:
            return NotFound.NO_SERVICE
        slip = StatusSlip(
            language=language,
            office=context.kiosk.office.name,
            ticket=request.ticket,
            code=str(known),
            qr=_signed(context, known),
            service=(service.slip or service.title).say(language),
            status=status,
            detail=detail,
            note=request.note or "",
            as_of=as_of,
            when=_when(context, moment, language),
            clock_doubt=moment.doubtful,
            queue=context.catalog.group(service.group).queue,
        )
        return print_jobs.add(db, slip, now=moment.ms, permohonan_id=_own_id(found))

    return context.store.transaction(write)


def print_referral(
    context: Context, service: Service, *, language: str = "id", code: str | None = None
) -> int | NotFound:
    """Queues where to go for a service, in which order and with what; returns the job's id.

    Every paper and every stop is listed, and which of them not everybody needs, as no answers are known. With the code of a request for this very service the
    slip also bears its number, its code and the signed QR.
    """
    known = read_code(context, code) if code else None
    if isinstance(known, NotFound):
        return known

    def write(db: Connection) -> int | NotFound:
        moment = context.moment(db)
        slip = ReferralSlip(
            language=language,
            office=context.kiosk.office.name,
            service=(service.slip or service.title).say(language),
            bring=papers(service.requirements, language),
            route=tuple(
                stop_on_the_way(context, stop, language, sometimes=bool(stop.show_when)) for stop in service.route
            ),
            when=_when(context, moment, language),
            clock_doubt=moment.doubtful,
        )
        if known is None:
            return print_jobs.add(db, slip, now=moment.ms)
        found = look_up(db, known, context.kiosk.office.code_salt)
        if not isinstance(found, Tracked):
            return found
        request = found.permohonan
        if request.service != service.id:
            return NotFound.UNKNOWN
        slip = msgspec.structs.replace(slip, ticket=request.ticket, code=str(known), qr=_signed(context, known))
        return print_jobs.add(db, slip, now=moment.ms, permohonan_id=_own_id(found))

    return context.store.transaction(write)


def print_test_page(context: Context, printer: str, *, model: str = "", proof: str = "", language: str = "id") -> int:
    """Queues the test page; returns the job's id.

    `printer` is the URL from the config, `model` what the printer says it is, `proof` what it can prove, in words.
    """
    return _queue(
        context,
        lambda moment: TestSlip(
            language=language,
            office=context.kiosk.office.name,
            kiosk_id=context.kiosk.id,
            when=_when(context, moment, language),
            printer=printer,
            model=model,
            proof=proof,
        ),
    )


def print_readiness(context: Context, checks: tuple[Check, ...], *, unsent: int, unprinted: int) -> int:
    """Queues the readiness report, Indonesian as it is for the petugas; returns the job's id.

    `unsent` counts events that the server has not acknowledged, `unprinted` the slips that wait.
    """
    return _queue(
        context,
        lambda moment: ReadinessSlip(
            office=context.kiosk.office.name,
            kiosk_id=context.kiosk.id,
            when=_when(context, moment, "id"),
            clock_doubt=moment.doubtful,
            ready=is_ready(checks),
            lines=tuple(_readiness_line(check) for check in checks),
            unsent=unsent,
            unprinted=unprinted,
        ),
    )


def _queue(context: Context, slip_at: Callable[[Moment], Slip]) -> int:
    def write(db: Connection) -> int:
        moment = context.moment(db)
        return print_jobs.add(db, slip_at(moment), now=moment.ms)

    return context.store.transaction(write)


def _own_id(found: Tracked) -> str | None:
    """The id of a request of this kiosk: those of others are not known here."""
    return None if found.elsewhere else found.permohonan.id


def _signed(context: Context, code: RequestCode) -> str:
    return sealing.slip_qr(context.kiosk.id, code, context.kiosk.seed).payload()


def _when(context: Context, moment: Moment, language: str) -> str:
    return words.date_and_time(context.zone.local(moment.ms), context.zone.name, language)


def _readiness_line(check: Check) -> ReadinessLine:
    if check.ok:
        return ReadinessLine(title_of(check.id), check.detail, "unsure" if check.attention else "good")
    return ReadinessLine(title_of(check.id), check.detail, "bad" if check.needed else "unsure")
