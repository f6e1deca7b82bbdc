"""Asking for paper: every slip says what the tables know, its code is signed, and nothing is written but the job."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar

import msgspec
import pytest
import zxingcpp

from kiosk import sealing
from kiosk.clock import FixedClock
from kiosk.domain.code import SlipQr
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import (
    OfficeSlip,
    ReadinessSlip,
    ReceiptSlip,
    ReferralSlip,
    Slip,
    SlipKind,
    StatusSlip,
    TestSlip,
    TicketSlip,
)
from kiosk.domain.readiness import Check
from kiosk.errors import DiskFull
from kiosk.store import journal, permohonan, print_jobs
from kiosk.usecases.context import Context
from kiosk.usecases.printing import (
    print_readiness,
    print_referral,
    print_status,
    print_test_page,
    reprint,
    reprint_ticket,
)
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import NumberTaken, take_number
from kiosk.usecases.track import NotFound
from printers import picture
from printers.documents import document_of
from printers.profiles import NARROW

S = TypeVar("S", bound=Slip)
CHECKS = (
    Check("disk", True, "Sisa 41 GB."),
    Check("printer", True, "Kertas hampir habis. Siapkan gulungan baru.", attention=True),
    Check("network", False, "Server tidak terjangkau. Data aman di sini.", needed=False),
    Check("database", False, "Basis data rusak. Jangan dihapus; hubungi teknisi."),
)


def send(context: Context, name: str = "D18") -> Submitted:
    """Submits a sample and expects it to be taken."""
    service = context.catalog.find(name)
    outcome = submit(context, service, service.sample)
    assert isinstance(outcome, Submitted), outcome
    return outcome


def number(context: Context, *, priority: bool = False) -> NumberTaken:
    """A place in the first queue."""
    return take_number(context, context.catalog.groups[0], priority=priority)


def queued(context: Context, job: object, kind: type[S]) -> S:
    """The slip of a job that waits, of the kind that is expected."""
    assert isinstance(job, int)
    known = context.store.run(lambda db: print_jobs.get(db, job))
    assert known is not None
    assert isinstance(known.slip, kind)
    return known.slip


def waiting(context: Context) -> list[SlipKind]:
    """What would come out, in its order."""
    return [job.kind for job in context.store.run(print_jobs.waiting)]


def wants_copies(context: Context) -> Context:
    """The same kiosk of an office that keeps a half of each number."""
    return dataclasses.replace(context, office_copy=True)


def status_slip(context: Context, code: str, language: str = "id") -> int | NotFound:
    """As the tracking page asks for it."""
    return print_status(
        context, code, status="Siap diambil", detail="Ambil di loket.", as_of="Data per tadi", language=language
    )


def test_every_code_on_paper_leads_back_to_the_request_and_is_signed(context: Context) -> None:
    """From the use case to the paper and back: what a scanner reads is ours, short enough, and the signature holds."""
    done = send(wants_copies(context))
    office = next(job.slip for job in context.store.run(print_jobs.waiting) if job.kind is SlipKind.OFFICE)
    assert office is not None
    service = context.catalog.find("D18")
    slips: list[Slip] = [
        done.slip,
        office,
        queued(context, reprint(context, str(done.code)), ReceiptSlip),
        queued(context, status_slip(context, str(done.code)), StatusSlip),
        queued(context, print_referral(context, service, code=str(done.code)), ReferralSlip),
    ]
    for slip in slips:
        (read,) = zxingcpp.read_barcodes(picture.render(document_of(slip), NARROW).convert("L"))
        assert re.fullmatch(r"[0-9A-Z $%*+\-./:]{1,120}", read.text)
        ours = SlipQr.parse(read.text)
        assert ours is not None
        assert (ours.kiosk_id, ours.code) == (context.kiosk.id, done.code)
        assert sealing.verify(ours.signed_bytes(), ours.signature, sealing.sign_public(context.kiosk.seed))


def test_a_status_slip_says_what_the_screen_says_and_what_the_petugas_wrote(context: Context) -> None:
    """Words from the page; note, number and service from the tables; the service under its discreet name."""
    done = send(context, "J01")
    service = context.catalog.find("J01")
    changed = msgspec.structs.replace(done.permohonan, status=PermohonanStatus.INCOMPLETE, note="Fotonya belum jelas.")
    context.store.transaction(lambda db: permohonan.put(db, changed))
    slip = queued(context, status_slip(context, str(done.code), "en"), StatusSlip)
    assert (slip.status, slip.detail, slip.as_of) == ("Siap diambil", "Ambil di loket.", "Data per tadi")
    assert (slip.ticket, slip.code, slip.note) == (done.permohonan.ticket, str(done.code), "Fotonya belum jelas.")
    assert slip.service == (service.slip or service.title).say("en")
    assert slip.when == "Saturday, 21 November 2026, 12:00 WIB"
    assert not slip.clock_doubt


def test_a_referral_lists_every_paper_and_every_stop(context: Context) -> None:
    """For whoever only asked the way: no number, no code."""
    service = next(one for one in context.catalog.services if one.route and one.requirements)
    slip = queued(context, print_referral(context, service), ReferralSlip)
    assert [paper.text for paper in slip.bring] == list(
        dict.fromkeys(one.text.say("id") for one in service.requirements)
    )
    assert [stop.agency for stop in slip.route] == [
        context.catalog.agency(stop.agency).title.say("id") for stop in service.route
    ]
    assert (slip.ticket, slip.code, slip.qr) == ("", "", "")


def test_papers_that_not_everybody_needs_are_told_apart(context: Context) -> None:
    """Nobody is sent for a court's permission who does not need one: neither by a referral nor by a copy, whose answers are sealed."""
    service = context.catalog.find("D20")
    done = send(context, "D20")
    copy = queued(context, reprint(context, str(done.code)), ReceiptSlip)
    referral = queued(context, print_referral(context, service), ReferralSlip)
    permission = "Dispensasi pengadilan untuk calon suami"
    assert permission not in [*done.slip.bring, *copy.bring]
    assert permission in [paper.text for paper in copy.maybe]
    assert [paper.note for paper in referral.bring if paper.text == permission] == [
        "Bila pada hari akad ia belum 19 tahun"
    ]
    assert [paper for paper in referral.bring if paper.sometimes] == list(copy.maybe)
    assert done.slip.maybe == ()
    assert not any(stop.sometimes for stop in done.slip.route)
    assert all(stop.sometimes for stop in copy.route)


def test_a_referral_with_the_code_of_another_service_is_not_printed(context: Context) -> None:
    """A number on the wrong way would send somebody to the wrong office."""
    done = send(context, "D18")
    other = context.catalog.find("D12")
    assert print_referral(context, other, code=str(done.code)) is NotFound.UNKNOWN
    assert waiting(context) == [SlipKind.RECEIPT]


@pytest.mark.parametrize("text", ["7KQ-M3X-9TP", "halo", "PK1:" + "A" * 111])
def test_a_code_that_is_not_known_here_prints_nothing(context: Context, text: str) -> None:
    """Whatever is typed or scanned."""
    service = context.catalog.find("D18")
    assert isinstance(status_slip(context, text), NotFound)
    assert isinstance(print_referral(context, service, code=text), NotFound)
    assert waiting(context) == []


def test_a_number_without_a_form_can_be_printed_again_as_a_copy(context: Context) -> None:
    """The same number and the same time, marked; no second number is taken."""
    taken = number(context, priority=True)
    copy = queued(context, reprint_ticket(context, taken.slip), TicketSlip)
    assert copy == msgspec.structs.replace(taken.slip, copy=True)
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id)[0]) == 1


def test_the_office_half_follows_the_residents_slip(context: Context) -> None:
    """Queued in the same transaction, after it, with the same number and code; the resident's job is the one that is told."""
    keeps = wants_copies(context)
    done, taken = send(keeps), number(keeps, priority=True)
    assert waiting(context) == [SlipKind.RECEIPT, SlipKind.OFFICE, SlipKind.TICKET, SlipKind.OFFICE]
    half = queued(context, done.print_job + 1, OfficeSlip)
    assert (half.ticket, half.qr, half.priority) == (done.slip.ticket, done.slip.qr, False)
    assert queued(context, done.print_job, ReceiptSlip) == done.slip
    half = queued(context, taken.print_job + 1, OfficeSlip)
    assert (half.ticket, half.qr, half.priority) == (taken.ticket, "", True)
    assert queued(context, taken.print_job, TicketSlip) == taken.slip


def test_an_office_that_wants_no_half_gets_none_and_a_copy_has_none(context: Context) -> None:
    """Paper is money."""
    done = send(context)
    number(context)
    reprint(wants_copies(context), str(done.code))
    assert waiting(context) == [SlipKind.RECEIPT, SlipKind.TICKET, SlipKind.RECEIPT]


def test_the_office_half_is_indonesian_and_bears_the_discreet_name(context: Context) -> None:
    """The petugas reads it, whatever the resident speaks."""
    service = next(one for one in context.catalog.services if one.slip)
    outcome = submit(wants_copies(context), service, service.sample, language="en")
    assert isinstance(outcome, Submitted)
    half = queued(context, outcome.print_job + 1, OfficeSlip)
    assert service.slip is not None
    assert half.what == service.slip.say("id")
    assert half.when == "Sabtu, 21 November 2026, 12.00 WIB"


def test_when_the_office_half_cannot_be_queued_nothing_is(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: a number is never given without all its traces."""

    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFull("no room", "make room")

    monkeypatch.setattr("kiosk.usecases.submit.queue_office_copy", full)
    with pytest.raises(DiskFull):
        send(wants_copies(context))
    monkeypatch.undo()
    assert waiting(context) == []
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id)[0]) == 0


def test_a_readiness_report_keeps_order_and_weight_of_the_checks(context: Context) -> None:
    """What works but wants somebody soon, and what only costs comfort, is neither good nor bad."""
    slip = queued(context, print_readiness(context, CHECKS, unsent=12, unprinted=3), ReadinessSlip)
    assert [(line.title, line.mood) for line in slip.lines] == [
        ("Penyimpanan", "good"),
        ("Printer", "unsure"),
        ("Jaringan", "unsure"),
        ("Basis data", "bad"),
    ]
    assert (slip.ready, slip.unsent, slip.unprinted) == (False, 12, 3)
    assert queued(context, print_readiness(context, CHECKS[:3], unsent=0, unprinted=0), ReadinessSlip).ready


def test_the_test_page_says_what_the_printer_is_and_can_prove(context: Context) -> None:
    """For the technician who compares it with the label below the machine."""
    job = print_test_page(context, "usb://04b8:0e15", model="EPSON TM-T82", proof="memastikan setiap struk")
    slip = queued(context, job, TestSlip)
    assert (slip.printer, slip.model, slip.proof) == ("usb://04b8:0e15", "EPSON TM-T82", "memastikan setiap struk")


def test_slips_of_a_doubtful_clock_say_so(context: Context, clock: FixedClock) -> None:
    """A kiosk that woke up in 1970 does not pretend to know the day."""
    done = send(wants_copies(context))
    clock.ms = 0
    assert queued(context, status_slip(context, str(done.code)), StatusSlip).clock_doubt
    assert queued(context, print_referral(context, context.catalog.find("D18")), ReferralSlip).clock_doubt
    assert queued(context, print_readiness(context, CHECKS, unsent=0, unprinted=0), ReadinessSlip).clock_doubt


def test_asking_for_paper_writes_nothing_into_the_journal(context: Context) -> None:
    """Who asked what is nobody's business."""
    done = send(context)
    before = context.store.run(lambda db: journal.head(db, context.kiosk.id))
    reprint(context, str(done.code))
    status_slip(context, str(done.code))
    print_referral(context, context.catalog.find("D18"), code=str(done.code))
    print_test_page(context, "none:")
    print_readiness(context, CHECKS, unsent=0, unprinted=0)
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id)) == before
    assert len(waiting(context)) == 6
