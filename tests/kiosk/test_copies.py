"""Copies by the petugas: the number as it was given, never two slips that wait, and on paper what the tables know."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.app.audit_log import AuditBook
from kiosk.app.copies import CopyDesk
from kiosk.app.door import Door
from kiosk.clock import FixedClock
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Role
from kiosk.domain.prints import JobState, Outcome, ReceiptSlip, SlipKind, TicketSlip
from kiosk.errors import NotAllowed
from kiosk.store import audit, journal, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from kiosk.usecases.copies import Copied, NoCopy, copy_number, copy_receipt, copy_slip
from kiosk.usecases.printing import reprint_ticket
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import NumberTaken, take_number
from kiosk.usecases.track import NotFound
from printers.simulator import Simulator

DAY_MS = 86_400_000


def send(context: Context, name: str = "D18", *, language: str = "id", priority: bool = False) -> Submitted:
    """Submits a sample and expects it to be taken."""
    service = context.catalog.find(name)
    outcome = submit(context, service, service.sample, language=language, priority=priority)
    assert isinstance(outcome, Submitted)
    return outcome


def number(context: Context) -> NumberTaken:
    """A place in the queue of those who go first."""
    return take_number(context, context.catalog.groups[0], priority=True)


def come_out(context: Context) -> None:
    """Whatever waits is settled, and nothing is kept of what it said."""

    def settle(db: Connection) -> None:
        for job in print_jobs.waiting(db):
            print_jobs.settle(db, job.id, Outcome(JobState.CONFIRMED), now=job.created_at)

    context.store.transaction(settle)


def said(context: Context, copied: Copied | NoCopy | NotFound) -> TicketSlip | ReceiptSlip:
    """What the copy says that waits alone."""
    assert isinstance(copied, Copied), copied
    (job,) = context.store.run(print_jobs.waiting)
    assert job.id == copied.job
    assert isinstance(job.slip, TicketSlip | ReceiptSlip)
    assert (job.slip.ticket, job.slip.copy) == (copied.ticket, True)
    return job.slip


def test_the_copy_of_a_request_says_number_service_and_time_and_not_its_code(
    context: Context, clock: FixedClock
) -> None:
    done = send(context, "J01", language="en", priority=True)
    come_out(context)
    clock.ms += 3_600_000
    service = context.catalog.find("J01")
    assert said(context, copy_slip(context, done.print_job)) == TicketSlip(
        language="en",
        office=context.kiosk.office.name,
        ticket=done.permohonan.ticket,
        what=(service.slip or service.title).say("en"),
        when=done.slip.when,
        clock_doubt=False,
        priority=True,
        copy=True,
        queue=done.slip.queue,
        coded=True,
    )
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id)[0]) == 1, "no second number is taken"


def test_the_copy_of_a_number_without_a_form_is_that_number_also_from_its_copy(context: Context) -> None:
    taken, job = number(context), 1
    for _ in range(2):
        come_out(context)
        copied = copy_slip(context, job)
        assert said(context, copied) == msgspec.structs.replace(taken.slip, copy=True)
        assert isinstance(copied, Copied)
        job = copied.job


def test_the_number_of_another_day_is_not_called_any_more(context: Context, clock: FixedClock) -> None:
    taken = number(context)
    come_out(context)
    clock.ms += DAY_MS
    slip = said(context, copy_slip(context, taken.print_job))
    assert isinstance(slip, TicketSlip)
    assert (slip.queue, slip.when, slip.coded) == (False, taken.slip.when, False)
    come_out(context)
    assert copy_number(context, taken.ticket) is NoCopy.UNKNOWN, "today somebody else may get it"


def test_a_request_whose_service_is_withdrawn_keeps_its_number(context: Context) -> None:
    done = send(context)
    come_out(context)
    services = tuple(one for one in context.catalog.services if one.ref != "D18")
    context.renew(msgspec.structs.replace(context.catalog, services=services), context.content)
    slip = said(context, copy_slip(context, done.print_job))
    assert isinstance(slip, TicketSlip)
    assert (slip.what, slip.queue) == ("Permohonan D18", False)
    come_out(context)
    assert copy_receipt(context, str(done.code)) is NotFound.NO_SERVICE


def test_while_a_slip_of_the_number_is_still_to_come_out_there_is_no_second_one(context: Context) -> None:
    """Neither beside the first one, nor beside a copy, nor for whoever taps twice."""
    done, taken = send(context), number(context)
    first = context.store.run(print_jobs.waiting)
    for refused in (
        copy_slip(context, done.print_job),
        copy_number(context, done.permohonan.ticket),
        copy_receipt(context, str(done.code)),
        copy_slip(context, taken.print_job),
        copy_number(context, taken.ticket),
    ):
        assert refused is NoCopy.WAITING
    assert context.store.run(print_jobs.waiting) == first
    come_out(context)
    said(context, copy_receipt(context, str(done.code)))
    assert copy_slip(context, done.print_job) is NoCopy.WAITING
    come_out(context)
    context.store.run(lambda db: print_jobs.start_attempt(db, reprint_ticket(context, taken.slip)))
    assert copy_slip(context, taken.print_job) is NoCopy.WAITING, "also while it is being printed"


def test_with_the_code_the_whole_receipt_comes_typed_or_scanned(context: Context) -> None:
    done = send(context)
    for text in (str(done.code), done.slip.qr):
        come_out(context)
        slip = said(context, copy_receipt(context, text))
        assert isinstance(slip, ReceiptSlip)
        assert (slip.code, slip.next_steps) == (str(done.code), done.slip.next_steps)


@pytest.mark.parametrize("text", ["7KQ-M3X-9TP", "halo", "PK1:" + "A" * 111])
def test_a_code_that_is_not_known_here_prints_nothing(context: Context, text: str) -> None:
    assert isinstance(copy_receipt(context, text), NotFound)
    assert context.store.run(print_jobs.waiting) == []


@pytest.mark.parametrize("written", ["A-001", "a1", " a-01 "])
def test_a_number_of_today_is_found_as_people_write_it(context: Context, written: str) -> None:
    taken = take_number(context, context.catalog.groups[0])
    assert taken.ticket == "A-001"
    come_out(context)
    said(context, copy_number(context, written))


@pytest.mark.parametrize("written", ["A-002", "B-001", "", "A-0000001", "٣", "A-001; DROP"])
def test_a_number_that_nobody_has_prints_nothing(context: Context, written: str) -> None:
    take_number(context, context.catalog.groups[0])
    come_out(context)
    assert copy_number(context, written) is NoCopy.UNKNOWN
    assert context.store.run(print_jobs.waiting) == []


def test_slips_of_no_number_have_no_copy(context: Context) -> None:
    assert copy_slip(context, 77) is NoCopy.UNKNOWN
    done = send(context)
    come_out(context)
    context.store.run(lambda db: db.execute("UPDATE print_jobs SET kind = 'status'"))
    assert copy_slip(context, done.print_job) is NoCopy.UNKNOWN


def test_whose_number_was_copied_by_whom_is_written_down_and_never_a_code(context: Context) -> None:
    door, woken = Door(), list[str]()
    desk = CopyDesk(context, door, AuditBook(context, door, lambda _path: True, str), lambda: woken.append("printer"))
    done = send(context)
    come_out(context)
    for forbidden in (lambda: desk.of_slip(done.print_job), lambda: desk.of_code(str(done.code))):
        with pytest.raises(NotAllowed):
            forbidden()
    door.enter(Role.PETUGAS)
    assert isinstance(desk.of_slip(done.print_job), Copied)
    assert desk.of_code(str(done.code)) is NoCopy.WAITING
    come_out(context)
    assert isinstance(desk.of_code(str(done.code)), Copied)
    lines = context.store.run(lambda db: audit.newest(db, before=None, most=9))
    ticket = done.permohonan.ticket
    assert [(one.act, one.actor, one.detail) for one in lines] == [
        (Act.PRINTED, Actor.PETUGAS, f"copy of receipt {ticket}"),
        (Act.PRINTED, Actor.PETUGAS, f"copy of number {ticket}"),
    ]
    assert woken == ["printer"] * 2


def test_the_command_puts_a_copy_of_todays_number_on_paper(
    tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]
) -> None:
    """With a printer that is out of paper first: nothing is copied while the first slip waits for the new roll."""
    data = tmp_path / "kiosk"
    assert run_kiosk("init", "--demo", "--data", data)[0] == 0
    with Simulator(tmp_path / "tray", draw=False) as printer:
        (data / "config.toml").write_text(f'[printer]\nurl = "{printer.url}"\n', "utf-8")
        answers = tmp_path / "answers.json"
        sample = json.loads(run_kiosk("services", "D18", "--data", data, "--json")[1])["sample"]
        answers.write_text(json.dumps(sample), "utf-8")
        told = json.loads(run_kiosk("submit", "D18", "--answers", answers, "--data", data, "--json")[1])
        printer.paper_out()
        code, _, error = run_kiosk("print", "--copy", told["ticket"], "--data", data)
        assert (code, "still to come out" in error) == (3, True), error
        printer.refill()
        assert run_kiosk("print", "--data", data)[0] == 0
        code, out, error = run_kiosk("print", "--copy", told["ticket"].lower(), "--data", data, "--json")
        assert code == 0, error
        (job,) = json.loads(out)["jobs"]
        assert (job["kind"], job["state"]) == (SlipKind.TICKET, JobState.CONFIRMED)
        first, copy = (slip.text for slip in printer.slips if slip.complete)
        assert ("SALINAN" in first, "SALINAN" in copy) == (False, True)
        assert told["ticket"] in first
        assert told["ticket"] in copy
        assert (told["code"] in first, told["code"] in copy) == (True, False)
        assert "Kode permohonan ada" in copy
        code, _, error = run_kiosk("print", "--copy", "B-099", "--data", data)
        assert (code, "no such number today" in error) == (2, True), error
    code, out, _ = run_kiosk("audit", "--data", data, "--json")
    assert f"copy of number {told['ticket']}" in out
    assert told["code"] not in out
