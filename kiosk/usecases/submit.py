"""Submit a request: answers in, a number out, everything in one transaction.

When `submit` returns `Submitted`, the journal event, the sealed answers, the request, the queue number and the print job
are on the disk, and a power cut cannot undo them. Before that, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from kiosk import sealing
from kiosk.domain import antrean as queue
from kiosk.domain import events, project, words
from kiosk.domain.answers import MISSING, Answers, Refused, parse
from kiosk.domain.catalog import Condition, Requirement, Service, Stop
from kiosk.domain.code import RequestCode
from kiosk.domain.permohonan import Permohonan
from kiosk.domain.prints import Paper, ReceiptSlip, StopOnTheWay
from kiosk.domain.problem import Doubt
from kiosk.domain.rules import holds
from kiosk.domain.sealed import Sealed, shape_of
from kiosk.store import antrean, blobs, journal, permohonan, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context, Moment
from kiosk.usecases.office_copy import queue_office_copy
from kiosk.usecases.waiting import say_wait, wait_of


class Submitted(msgspec.Struct, frozen=True):
    """An accepted request. `code` and `slip` exist here and on paper only; the tables keep a hash."""

    permohonan: Permohonan
    code: RequestCode
    print_job: int
    slip: ReceiptSlip
    warnings: tuple[Doubt, ...]
    wait: events.WaitTold | None = None  # what the office said lately of the wait


def submit(
    context: Context, service: Service, raw: Mapping[str, Any], *, language: str = "id", priority: bool = False
) -> Submitted | Refused:
    """Takes a request. Raises DiskFull and the store's other errors; then nothing was stored."""
    answers = parse(service, raw, today=context.today(), regions=context.regions)
    if isinstance(answers, Refused):
        return answers
    context.store.require_room()
    code = RequestCode.new(context.draw)
    office = context.kiosk.office
    # Sealing and signing before the transaction: it keeps the writer for the shortest time.
    photos = {field: sealing.seal_photo(photo, office.seal_key) for field, photo in answers.photos.items()}
    hashes = {field: events.body_hash(photo) for field, photo in photos.items()}
    sealed = sealing.seal(
        Sealed(
            code,
            language,
            answers.values,
            tuple((doubt.field, doubt.key()) for doubt in answers.warnings if doubt.level == "warning"),
            hashes,
            answers.rows,
            answers.brought,
        ),
        shape_of(service),
        office.seal_key,
    )
    sealed_hash = events.body_hash(sealed)
    event_id = events.new_id(context.clock.now_ms(), sealed_hash)
    permohonan_id = events.permohonan_id(event_id)
    code_hash = sealing.code_hash(code, office.code_salt)
    qr = sealing.slip_qr(context.kiosk.id, code, context.kiosk.seed).payload()
    consent = service.consent()
    group = context.catalog.group(service.group)
    letter = queue.letter_for(group.letter, context.kiosk.letters, priority=priority)

    def write(db: Connection) -> Submitted:
        moment = context.moment(db)
        seq = journal.head(db, context.kiosk.id)[0] + 1
        day = queue.queue_day(moment.today, antrean.latest_day(db), clock_doubtful=moment.doubtful)
        ticket = str(antrean.take(db, day, letter, seq=seq, numbers=context.store.numbers))
        event = events.Submitted(
            service=service.id,
            ref=service.ref,
            ticket=ticket,
            queue_day=day.isoformat(),
            code_hash=code_hash,
            language=language,
            sealed_hash=sealed_hash,
            consent=consent.version if consent else None,
            clock_doubtful=moment.doubtful,
            priority=priority,
            blobs=tuple(hashes.values()),
        )
        journal.append(db, context.kiosk.id, event, event_id=event_id, at=moment.ms, sealed=sealed)
        blobs.add(db, seq, photos.values())
        request = project.begin(event, event_id=event_id, seq=seq, at=moment.ms)
        permohonan.put(db, request)
        wait = wait_of(db, group, moment)
        slip = receipt_slip(
            context, service, request, code,
            qr=qr, moment=moment, priority=priority, answers=answers, wait=say_wait(context, wait, language),
        )  # fmt: skip
        job = print_jobs.add(db, slip, now=moment.ms, permohonan_id=permohonan_id)
        queue_office_copy(
            context, db, ticket, service.slip or service.title, moment,
            priority=priority, qr=qr, permohonan_id=permohonan_id,
        )  # fmt: skip
        return Submitted(request, code, job, slip, answers.warnings, wait)

    return context.store.transaction(write)


def receipt_slip(
    context: Context,
    service: Service,
    request: Permohonan,
    code: RequestCode,
    *,
    qr: str,
    moment: Moment,
    priority: bool = False,
    answers: Answers | None = None,
    copy: bool = False,
    wait: str = "",
) -> ReceiptSlip:
    """The receipt in the resident's language. Without the answers (a reprint) what depends on them is marked so."""
    language = request.language

    def needed(conditions: tuple[Condition, ...]) -> bool:
        return answers is None or holds(conditions, answers.values, today=moment.today)

    here = {paper for paper, said in answers.brought.items() if said != MISSING} if answers else set()
    sure = [one for one in service.requirements if needed(one.show_when) and (answers or not one.show_when)]
    return ReceiptSlip(
        language=language,
        office=context.kiosk.office.name,
        ticket=request.ticket,
        code=str(code),
        qr=qr,
        service=(service.slip or service.title).say(language),
        when=words.date_and_time(context.zone.local(request.created_at), context.zone.name, language),
        clock_doubt=moment.doubtful,
        bring=tuple(one.text.say(language) for one in sure if one.id not in here),
        brought=tuple(one.text.say(language) for one in sure if one.id in here),
        maybe=() if answers else papers([one for one in service.requirements if one.show_when], language),
        queue=context.catalog.group(service.group).queue,
        route=tuple(
            stop_on_the_way(context, stop, language, sometimes=answers is None and bool(stop.show_when))
            for stop in service.route
            if needed(stop.show_when)
        ),
        next_steps=tuple(step.say(language) for step in service.next_steps),
        estimate=service.estimate.say(language),
        priority=priority,
        copy=copy,
        wait=wait,
    )


def papers(requirements: Iterable[Requirement], language: str) -> tuple[Paper, ...]:
    """What to bring, as it is said to whoever has not answered anything; the same thing for two reasons only once."""
    said = (
        Paper(one.text.say(language), one.note.say(language) if one.note else "", bool(one.show_when))
        for one in requirements
    )
    return tuple(dict.fromkeys(said))


def stop_on_the_way(context: Context, stop: Stop, language: str, *, sometimes: bool) -> StopOnTheWay:
    """One agency of a service's route in the resident's language."""
    agency = context.catalog.agency(stop.agency)
    where = " · ".join(one.say(language) for one in (agency.place, agency.hours) if one)
    return StopOnTheWay(
        agency.title.say(language),
        stop.does.say(language),
        tuple(one.say(language) for one in stop.bring),
        where,
        sometimes,
    )
