"""The promises of the queue, with a printer that fails in every way we know.

A job is confirmed only when a whole slip is on paper. Two unmarked slips of one job never come out. Every round ends in
bounded time, whatever the printer does.
"""

from __future__ import annotations

import itertools
import os
import pty
import select
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from slip_samples import FAST, NOW, RECEIPT, TEST, TICKET

from kiosk.clock import FixedClock
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, Slip
from kiosk.store import print_jobs
from kiosk.store.database import Store
from printers import escpos
from printers.dialogue import Capability
from printers.documents import document_of
from printers.printer import Printer
from printers.profiles import NARROW, WIDE
from printers.simulator import Simulator
from printers.spool import EXPIRES_MS, Spool, work_once

Queue = Callable[[Slip], int]
Job = Callable[[int], PrintJob]
BOUND_S = 8.0  # connecting, four answers, the wait for proof, four answers again: with the timing of these tests


def work(store: Store, printer: Printer, clock: FixedClock) -> tuple[JobState, PrintReason | None]:
    """One round with one job in it; says how it ended, and that it ended in time."""
    began = time.monotonic()
    (settled,) = work_once(store, printer, clock)
    assert time.monotonic() - began < BOUND_S
    return settled.state, settled.reason


def test_a_slip_is_confirmed_when_it_is_on_paper(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue, job: Job
) -> None:
    """Bu Sri's receipt is printed, the printer echoes the job's id, and the slip's text is kept nowhere any more."""
    job_id = queue(RECEIPT)
    assert work(store, printer, clock) == (JobState.CONFIRMED, None)
    slip = sim.wait_for_slip(1, 2)
    assert slip.complete
    assert "A-007" in slip.text
    assert "7KQ-M3X-9TP" in slip.text
    assert sim.unknown == []
    assert job(job_id).slip is None
    assert job(job_id).attempts == 1
    assert work_once(store, printer, clock) == []


@pytest.mark.parametrize(
    ("capability", "expected"),
    [
        (Capability.ECHO, (JobState.CONFIRMED, None)),
        (Capability.FENCE, (JobState.CONFIRMED, None)),
        (Capability.STATUS, (JobState.SENT, PrintReason.UNCONFIRMED)),
        (Capability.MUTE, (JobState.SENT, PrintReason.UNCONFIRMED)),
    ],
)
@pytest.mark.survives(11)
def test_only_a_printer_that_can_prove_it_confirms(
    tmp_path: Path,
    store: Store,
    clock: FixedClock,
    queue: Queue,
    capability: Capability,
    expected: tuple[JobState, PrintReason | None],
) -> None:
    """The slip comes out of all four; two of them cannot say so, and then we do not say so either."""
    with Simulator(tmp_path / "slips", capability=capability) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        queue(TICKET)
        assert work(store, printer, clock) == expected
        assert sim.wait_for_slip(1, 2).complete
        assert printer.last is not None
        assert printer.last.capability is capability


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Simulator.paper_out, PrintReason.PAPER_OUT),
        (Simulator.cover_open, PrintReason.COVER_OPEN),
        (Simulator.cutter_error, PrintReason.CUTTER),
        (Simulator.overheat, PrintReason.OVERHEATED),
        (Simulator.break_down, PrintReason.UNRECOVERABLE),
    ],
)
@pytest.mark.survives(7, 8)
def test_a_printer_that_is_not_ready_gets_nothing_and_the_job_waits(
    store: Store,
    sim: Simulator,
    printer: Printer,
    clock: FixedClock,
    queue: Queue,
    job: Job,
    fault: Callable[[Simulator], None],
    reason: PrintReason,
) -> None:
    """No byte of the slip leaves; mended within the ten minutes, the printer prints it once."""
    fault(sim)
    job_id = queue(TICKET)
    assert work(store, printer, clock) == (JobState.WAITING, reason)
    assert job(job_id).attempts == 0
    sim.recover()
    sim.refill()
    assert work(store, printer, clock) == (JobState.CONFIRMED, None)
    assert [slip.complete for slip in sim.slips] == [True]


@pytest.mark.parametrize("capability", [Capability.ECHO, Capability.FENCE, Capability.STATUS])
@pytest.mark.parametrize("dots", [0, 40, 300, 500])
@pytest.mark.survives(7)
def test_paper_that_ends_in_the_middle_never_gives_a_second_slip(
    tmp_path: Path, store: Store, clock: FixedClock, queue: Queue, capability: Capability, dots: int
) -> None:
    """The job fails with the reason; after the new roll nothing comes out by itself; the reprint is marked."""
    with Simulator(tmp_path / "slips", capability=capability) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        printer.probe()
        sim.run_out_after(dots)
        queue(TICKET)
        assert work(store, printer, clock) == (JobState.FAILED, PrintReason.PAPER_OUT)
        sim.refill()
        sim.wait_until_idle(2)
        assert work_once(store, printer, clock) == []
        queue(msgspec.structs.replace(TICKET, copy=True))
        work(store, printer, clock)
        slip = sim.wait_for_slip(1 + (dots >= 80), 2)  # the torn piece, when at least the band came out, and the copy
        assert "SALINAN" in slip.text
        assert [slip.complete for slip in sim.slips].count(True) == 1


@pytest.mark.survives(7, 8)
def test_a_fault_on_the_very_last_line_is_not_called_printed(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """Wherever the paper ends, a confirmed job has a whole slip and a failed one has none."""
    printer.probe()
    for dots in range(480, 580, 20):
        sim.run_out_after(dots)
        queue(TICKET)
        state, _ = work(store, printer, clock)
        whole = sum(slip.complete for slip in sim.slips)
        assert (state is JobState.CONFIRMED) == (whole == 1)
        sim.refill()
        sim.slips.clear()


@pytest.mark.parametrize("after", [1, 200, 3000, 6000])
@pytest.mark.survives(9)
def test_a_printer_that_loses_power_in_the_middle_is_not_tried_again(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue, after: int
) -> None:
    """The connection breaks and the buffer is gone: nobody claims a print, nothing comes twice."""
    printer.probe()
    queue(TICKET)
    sim.reset_after(12 + after)  # four questions of three bytes come first
    state, reason = work(store, printer, clock)
    assert state in (JobState.FAILED, JobState.SENT)
    assert reason is PrintReason.DISCONNECTED
    assert work_once(store, printer, clock) == []
    assert not any(slip.complete for slip in sim.slips)


@pytest.mark.survives(9)
def test_a_printer_that_fell_silent_gets_nothing(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """It used to answer, so silence is trouble: the job waits."""
    printer.probe()
    sim.mute()
    queue(TICKET)
    assert work(store, printer, clock) == (JobState.WAITING, PrintReason.NOT_ANSWERING)
    sim.recover()
    assert work(store, printer, clock) == (JobState.CONFIRMED, None)
    assert len(sim.slips) == 1


def test_a_printer_that_falls_silent_after_the_slip_is_not_believed(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """All was sent, then nothing was heard. The slip may be out; we do not claim it, and we do not repeat it."""
    printer.probe()
    job_id = queue(TICKET)

    def starting() -> None:
        store.run(lambda db: print_jobs.start_attempt(db, job_id))
        sim.mute()

    outcome = printer.print(TICKET, starting)
    assert (outcome.state, outcome.reason) == (JobState.SENT, PrintReason.NOT_ANSWERING)


@pytest.mark.parametrize("delay", [0.1, 1.5])
@pytest.mark.survives(11)
def test_late_answers_are_never_taken_for_other_answers(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue, delay: float
) -> None:
    """A slow printer is waited for; a very slow one is not sent a slip, and its late words confuse nobody."""
    printer.probe()
    sim.answer_late(delay)
    queue(TICKET)
    state, reason = work(store, printer, clock)
    if delay < FAST.answer:
        assert (state, reason) == (JobState.CONFIRMED, None)
        assert sim.wait_for_slip(1, 2).complete
    else:
        assert (state, reason) == (JobState.WAITING, PrintReason.NOT_ANSWERING)
        assert sim.slips == []


@pytest.mark.parametrize("garbage", ["1400000f", "1400000f1400000f", "ff80", "140000", "1113", "000000", "37224142"])
@pytest.mark.parametrize("capability", [Capability.ECHO, Capability.FENCE])
@pytest.mark.survives(11)
def test_noise_on_the_line_never_becomes_a_proof(
    tmp_path: Path, store: Store, clock: FixedClock, queue: Queue, capability: Capability, garbage: str
) -> None:
    """With bursts and broken bytes before every answer and paper that ends in the middle, nothing is confirmed."""
    with Simulator(tmp_path / "slips", capability=capability) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        sim.talk_garbage(bytes.fromhex(garbage))
        queue(TICKET)
        state, _ = work(store, printer, clock)
        assert state in (JobState.CONFIRMED, JobState.SENT)
        assert sim.wait_for_slip(1, 2).complete
        sim.run_out_after(300)
        queue(RECEIPT)
        state, _ = work(store, printer, clock)
        assert state in (JobState.FAILED, JobState.SENT)
        assert sum(slip.complete for slip in sim.slips) == 1


@pytest.mark.parametrize(
    ("splinter", "expected"),
    [
        ("1400ff", (JobState.SENT, PrintReason.UNCONFIRMED)),  # a burst broken off: two bytes look like a fence
        ("3722414243440037", (JobState.SENT, PrintReason.UNCONFIRMED)),  # the echo of another job
    ],
)
@pytest.mark.parametrize("capability", [Capability.ECHO, Capability.FENCE])
def test_a_splinter_is_not_a_proof_while_the_printer_is_still_at_it(
    tmp_path: Path, capability: Capability, splinter: str, expected: tuple[JobState, PrintReason]
) -> None:
    """The printer is well but has printed nothing yet, and something that resembles an answer arrives."""
    with Simulator(tmp_path / "slips", capability=capability) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        printer.probe()

        def starting() -> None:
            sim.hold()
            sim.say(bytes.fromhex(splinter))

        outcome = printer.print(TICKET, starting)
        assert (outcome.state, outcome.reason) == expected
        assert sim.slips == []


def test_a_fence_counts_only_when_the_printer_is_well_afterwards(tmp_path: Path) -> None:
    """The answer came, and so did a fault: a printer that answers before it prints cannot make us claim a print."""
    with Simulator(tmp_path / "slips", capability=Capability.FENCE) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        printer.probe()

        def starting() -> None:
            sim.paper_out()
            sim.say(b"\x00")

        outcome = printer.print(TICKET, starting)
        assert (outcome.state, outcome.reason) == (JobState.FAILED, PrintReason.PAPER_OUT)


@pytest.mark.survives(10)
def test_a_printer_that_takes_no_bytes_is_given_up(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """It accepts the connection and never reads: the round ends in bounded time."""
    printer.probe()
    sim.stall()
    queue(TICKET)
    state, reason = work(store, printer, clock)
    assert state is JobState.WAITING
    assert reason is PrintReason.NOT_ANSWERING
    sim.recover()


@pytest.mark.survives(9, 10)
def test_a_printer_that_stops_reading_in_the_middle_gives_no_second_slip(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """The slip hangs somewhere on the line. The next talk begins by clearing, and only the copy is whole afterwards."""
    printer.probe()
    outcome = printer.print(TICKET, sim.stall)
    assert (outcome.state, outcome.reason) == (JobState.SENT, PrintReason.NOT_ANSWERING)
    sim.recover()
    queue(msgspec.structs.replace(TICKET, copy=True))
    assert work(store, printer, clock) == (JobState.CONFIRMED, None)
    whole = [slip for slip in sim.slips if slip.complete]
    assert len([slip for slip in whole if "SALINAN" not in slip.text]) <= 1
    assert len([slip for slip in whole if "SALINAN" in slip.text]) == 1


def test_a_printer_that_is_not_there_lets_the_jobs_wait(store: Store, clock: FixedClock, queue: Queue) -> None:
    """Unplugged in the morning: all jobs wait with the same reason, and the printer is asked once, not once a job."""
    printer = Printer("tcp://127.0.0.1:9", WIDE, FAST)
    queue(TICKET)
    queue(RECEIPT)
    settled = work_once(store, printer, clock)
    assert [(job.state, job.reason, job.attempts) for job in settled] == [
        (JobState.WAITING, PrintReason.DISCONNECTED, 0)
    ] * 2


def test_a_kiosk_without_printer_says_so(store: Store, clock: FixedClock, queue: Queue) -> None:
    """`none:` settles the job; the number stays on the screen."""
    queue(TICKET)
    assert work(store, Printer("none:", WIDE, FAST), clock) == (JobState.FAILED, PrintReason.NO_PRINTER)


def test_an_old_job_does_not_come_out_by_itself(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """Ten minutes later the resident has gone: the job expires, no slip appears in front of a stranger."""
    queue(TICKET)
    clock.ms = NOW + EXPIRES_MS + 1
    assert work(store, printer, clock) == (JobState.FAILED, PrintReason.EXPIRED)
    assert sim.slips == []


def test_a_job_cut_off_by_a_crash_is_not_sent_again(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """The power failed between the first byte and the answer. At the next start the job is closed as it is known."""
    job_id = queue(TICKET)
    store.run(lambda db: print_jobs.start_attempt(db, job_id))
    assert work(store, printer, clock) == (JobState.SENT, PrintReason.INTERRUPTED)
    assert sim.slips == []


def test_a_slip_that_cannot_be_set_does_not_stop_the_others(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """A code too long for the paper fails its own job; the next one is printed."""
    queue(msgspec.structs.replace(RECEIPT, qr="A" * 4000))
    queue(TICKET)
    settled = work_once(store, printer, clock)
    assert [(job.state, job.reason) for job in settled] == [
        (JobState.FAILED, PrintReason.UNRECOVERABLE),
        (JobState.CONFIRMED, None),
    ]


def test_jobs_come_out_in_their_order(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """First come, first printed."""
    for number in range(1, 6):
        queue(msgspec.structs.replace(TICKET, ticket=f"A-{number:03}"))
    assert {job.state for job in work_once(store, printer, clock)} == {JobState.CONFIRMED}
    for number, slip in enumerate(sim.slips, start=1):
        assert f"A-{number:03}" in slip.text


def test_a_plain_file_gets_the_bytes_and_no_claim(
    tmp_path: Path, store: Store, clock: FixedClock, queue: Queue
) -> None:
    """`file:` cannot answer, so the job is sent, not confirmed; two slips stand one after the other."""
    path = tmp_path / "slips.bin"
    printer = Printer(path.as_uri(), NARROW, FAST)
    for _ in range(2):
        queue(TICKET)
        assert work(store, printer, clock) == (JobState.SENT, PrintReason.UNCONFIRMED)
    assert path.read_bytes().count(b"\x1b@") == 2


def test_probing_prints_nothing(sim: Simulator, printer: Printer) -> None:
    """The doctor and the attract page may ask as often as they like."""
    for _ in range(3):
        seen = printer.probe()
    assert (seen.capability, seen.reason) == (Capability.ECHO, None)
    sim.paper_out()
    assert printer.probe().reason is PrintReason.PAPER_OUT
    sim.refill()
    sim.wait_until_idle(2)
    assert printer.probe().reason is None
    assert sim.slips == []
    assert sim.unknown == []


@pytest.mark.parametrize("slip", [RECEIPT, TICKET, TEST])
def test_every_kind_of_slip_comes_out(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue, slip: Slip
) -> None:
    """Receipt, ticket and test page, on a real line."""
    queue(slip)
    assert work(store, printer, clock) == (JobState.CONFIRMED, None)
    assert sim.wait_for_slip(1, 2).complete


def test_the_worker_wakes_on_a_hint_and_stops_when_asked(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """After a commit the slip comes at once, not at the next interval; a fault is told and mended by the next hint."""
    rounds: list[PrintJob] = []
    told = threading.Condition()

    def on_settled(jobs: list[PrintJob]) -> None:
        with told:
            rounds.extend(jobs)
            told.notify_all()

    spool = Spool(store, printer, clock, interval_s=60, on_settled=on_settled)
    sim.paper_out()
    queue(TICKET)
    spool.start()
    with told:
        assert told.wait_for(lambda: len(rounds) == 1, BOUND_S)
    assert rounds[0].reason is PrintReason.PAPER_OUT
    sim.refill()
    spool.hint()
    assert sim.wait_for_slip(1, BOUND_S).complete
    with told:
        assert told.wait_for(lambda: len(rounds) == 2, BOUND_S)
    assert rounds[1].state is JobState.CONFIRMED
    spool.stop()
    assert not any(thread.name == "spool" for thread in threading.enumerate())


def test_a_printer_that_changes_while_nothing_is_printed_is_told_of(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock
) -> None:
    """The screen knows of an empty roll before anybody takes a number; while all stays as it is nothing is told."""
    told: list[PrintReason | None] = []
    news = threading.Condition()

    def on_settled(jobs: list[PrintJob]) -> None:
        with news:
            assert jobs == []
            told.append(printer.last.reason if printer.last else None)
            news.notify_all()

    spool = Spool(store, printer, clock, interval_s=0.05, on_settled=on_settled)
    spool.start()
    with news:
        assert news.wait_for(lambda: told == [None], BOUND_S)
    sim.paper_out()
    with news:
        assert news.wait_for(lambda: len(told) > 1, BOUND_S)
    spool.stop()
    assert told == [None, PrintReason.PAPER_OUT]


def test_two_workers_never_print_a_job_twice(
    store: Store, sim: Simulator, printer: Printer, clock: FixedClock, queue: Queue
) -> None:
    """The maintenance page and the spool work the queue at the same moment; each job comes out once."""
    for _ in range(4):
        queue(TICKET)
    done: list[list[PrintJob]] = []
    threads = [threading.Thread(target=lambda: done.append(work_once(store, printer, clock))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND_S)
    assert sorted(job.id for job in itertools.chain(*done)) == [1, 2, 3, 4]
    assert len(sim.slips) == 4


# --- who it is ---


def test_a_printer_says_who_it_is_on_first_contact(sim: Simulator, printer: Printer) -> None:
    """Maker and model, asked once and known from then on, also while the printer has other troubles."""
    assert printer.probe().model == "PUBLIK KIOSK-SIM"
    sim.paper_out()
    assert printer.probe().model == "PUBLIK KIOSK-SIM"


def test_what_a_clone_takes_for_text_is_not_on_the_slip(tmp_path: Path) -> None:
    """It knows none of the questions and puts their letters into its line buffer, which is emptied at once."""
    with Simulator(tmp_path, width="58mm", capability=Capability.STATUS, draw=False) as sim:
        printer = Printer(sim.url, NARROW, FAST)
        assert printer.probe().model == ""
        with socket.create_connection(("127.0.0.1", sim.port)) as line:
            line.sendall(b"A\n" + escpos.CUT)
        assert sim.wait_for_slip(1, 2).text == "A\n"


@pytest.mark.survives(11)
def test_bursts_of_automatic_status_disturb_nothing(tmp_path: Path) -> None:
    """A printer set to tell every change unasked: a slip is confirmed through them, and a fault among them is seen."""
    with Simulator(tmp_path, capability=Capability.FENCE, draw=False) as sim:
        sim.tell_automatically()
        printer = Printer(sim.url, WIDE, FAST)
        assert printer.print(TICKET, sim.paper_low) == Outcome(JobState.CONFIRMED)
        assert printer.print(TICKET, sim.paper_out) == Outcome(JobState.FAILED, PrintReason.PAPER_OUT)


# --- answers that come too late ---


@pytest.fixture
def serial_line(sim: Simulator) -> Iterator[str]:
    """The printer behind a pseudo-terminal: what it says after a talk has ended waits there for the next one."""
    far, near = pty.openpty()
    tty.setraw(near)
    ended, end = os.pipe()
    with socket.create_connection(("127.0.0.1", sim.port)) as plug:

        def carry() -> None:
            while True:
                ready = select.select([far, plug, ended], [], [])[0]
                if ended in ready:
                    return
                if far in ready:
                    plug.sendall(os.read(far, 4096))
                if plug in ready:
                    os.write(far, plug.recv(4096))

        carrier = threading.Thread(target=carry)
        carrier.start()
        yield f"file://{os.ttyname(near)}"
        os.write(end, b"!")
        carrier.join()
    for fd in (far, near, ended, end):
        os.close(fd)


def test_an_answer_that_comes_into_the_next_talk_is_not_taken_for_another(sim: Simulator, serial_line: str) -> None:
    """Answers three times later than we wait: never "cover open" on a printer that is closed, and well again at once."""
    timing = msgspec.structs.replace(FAST, answer=0.1, straggler=2.0)
    printer = Printer(serial_line, NARROW, timing)
    assert printer.probe().capability is Capability.ECHO
    sim.answer_late(0.3)
    for _ in range(4):
        assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, PrintReason.NOT_ANSWERING)
    sim.answer_late(0.0)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert len(sim.slips) == 1


def test_a_silent_serial_printer_is_not_asked_again_and_again() -> None:
    """Each question would keep a slip waiting for its answer; that somebody pulled the plug is seen without any."""
    far, near = pty.openpty()
    tty.setraw(near)
    printer = Printer(f"file://{os.ttyname(near)}", NARROW, msgspec.structs.replace(FAST, answer=0.05))
    for _ in range(3):
        assert printer.probe().capability is Capability.MUTE
    assert os.read(far, 100) == escpos.ask_now(1)
    for fd in (far, near):
        os.close(fd)
    assert printer.probe().reason is not None


@pytest.mark.parametrize("capability", [Capability.ECHO, Capability.FENCE])
def test_a_printer_that_reads_questions_only_after_printing_is_waited_for(
    tmp_path: Path, capability: Capability
) -> None:
    """Its buffer is smaller than a slip: proof and answers come late and together, and it is confirmed."""
    with Simulator(tmp_path, capability=capability, draw=False) as sim:
        printer = Printer(sim.url, WIDE, msgspec.structs.replace(FAST, answer=0.3))
        printer.probe()
        goes_on = threading.Timer(0.7, sim.recover)

        def starting() -> None:
            sim.strike_after(64, sim.stall)
            goes_on.start()

        assert printer.print(TICKET, starting) == Outcome(JobState.CONFIRMED)
        goes_on.join()


def test_a_proof_that_is_still_owed_is_not_taken_for_the_proof_of_the_next_slip(tmp_path: Path) -> None:
    """A very slow printer has the first slip in its buffer: the second does not leave before the first is worked."""
    with Simulator(tmp_path, capability=Capability.FENCE, draw=False) as sim:
        printer = Printer(sim.url, WIDE, msgspec.structs.replace(FAST, printed=0.3))
        assert printer.print(TICKET, sim.hold) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)

        def starting() -> None:
            sim.recover()
            sim.hold()

        assert printer.print(TICKET, starting) == Outcome(JobState.WAITING, PrintReason.NOT_ANSWERING)
        sim.recover()
        assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
        assert len(sim.slips) == 2


# --- part of a slip is left in the printer ---


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
@pytest.mark.survives(2, 9)
def test_after_a_crash_the_next_slip_is_whole_and_alone(
    tmp_path: Path, store: Store, clock: FixedClock, queue: Queue, job: Job, share: float
) -> None:
    """The kiosk stopped in the middle of a picture: the torso is ended and cut off, the next slip begins at its start."""
    whole = escpos.encode(document_of(TICKET), NARROW)
    with Simulator(tmp_path / "slips", width="58mm", draw=False) as sim:
        with socket.create_connection(("127.0.0.1", sim.port)) as line:
            line.sendall(whole[: int(len(whole) * share)])
        sim.wait_until_alone(2)
        cut_off = queue(TICKET)
        store.run(lambda db: print_jobs.start_attempt(db, cut_off))
        printer = Printer(sim.url, NARROW, FAST)
        assert work(store, printer, clock) == (JobState.SENT, PrintReason.INTERRUPTED)
        assert printer.unclean
        queue(msgspec.structs.replace(TICKET, copy=True))
        assert work(store, printer, clock) == (JobState.CONFIRMED, None)
        assert not printer.unclean
        torso, copy = sim.slips
        assert "SALINAN" not in torso.text
        assert copy.text.count("B-012") == 1
        assert "SALINAN" in copy.text


def test_what_is_left_in_a_printer_is_remembered_over_a_restart(sim: Simulator, printer: Printer) -> None:
    """A printer that lost its line in the middle is unclean; told so, another process begins by wiping it."""
    printer.probe()
    printer.print(TICKET, lambda: sim.strike_after(3000, sim.reset))
    assert printer.unclean
    again = Printer(sim.url, WIDE, FAST)
    again.unclean = printer.unclean
    assert again.print(TEST, lambda: None) == Outcome(JobState.CONFIRMED)
    assert "B-012" not in sim.slips[-1].text
    assert not again.unclean


# --- a printer that never answered, and a person beside it ---


def test_a_page_that_a_person_saw_makes_a_silent_printer_mute_for_certain(tmp_path: Path) -> None:
    """From then on slips leave without waiting for answers, and that may be kept over a restart."""
    slow = msgspec.structs.replace(FAST, answer=30.0)  # whoever waits for this printer is found out
    with Simulator(tmp_path, capability=Capability.MUTE, draw=False) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        assert printer.print(TEST, lambda: None) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
        assert printer.proven is None
        printer.trust(came_out=True)
        assert printer.proven is Capability.MUTE
        for known in (printer, Printer(sim.url, WIDE, capability=printer.proven)):
            known.timing = slow
            began = time.monotonic()
            assert known.print(TICKET, lambda: None) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
            assert time.monotonic() - began < slow.answer
        assert sim.wait_for_slip(3, 2).complete


def test_a_page_that_never_came_makes_slips_wait(sim: Simulator, printer: Printer) -> None:
    """A silent printer that prints nothing either is in trouble; when it speaks again, it is believed again."""
    sim.mute()
    assert printer.print(TEST, lambda: None) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    printer.trust(came_out=False)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, PrintReason.NOT_ANSWERING)
    sim.recover()
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)


def test_a_printer_exchanged_for_a_mute_one_works_after_a_test_page(sim: Simulator, printer: Printer) -> None:
    """Its silence is trouble until somebody prints a test page and says that it came out."""
    printer.probe()
    sim.mute()
    waits = Outcome(JobState.WAITING, PrintReason.NOT_ANSWERING)
    assert printer.print(TICKET, lambda: None) == waits
    assert printer.print(TEST, lambda: None) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    assert printer.print(TICKET, lambda: None) == waits
    printer.trust(came_out=True)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    sim.recover()
    assert printer.probe().capability is Capability.ECHO


@pytest.mark.parametrize("came_out", [True, False])
def test_a_printer_that_speaks_needs_nobody_to_speak_for_it(sim: Simulator, printer: Printer, came_out: bool) -> None:
    """Whatever somebody taps: what it says itself counts."""
    assert printer.print(TEST, lambda: None) == Outcome(JobState.CONFIRMED)
    printer.trust(came_out)
    assert printer.proven is Capability.ECHO
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)


def test_a_test_page_finds_out_anew_what_the_printer_can_prove(tmp_path: Path) -> None:
    """Another printer at the same place: what the old one could prove is forgotten with the first page of the new one."""
    with Simulator(tmp_path, capability=Capability.STATUS, draw=False) as sim:
        printer = Printer(sim.url, WIDE, FAST, capability=Capability.ECHO)
        printer.print(TEST, lambda: None)
        assert printer.proven is Capability.STATUS


# --- somebody else has it ---


def test_a_printer_that_answered_before_and_now_refuses_is_busy(tmp_path: Path) -> None:
    """Its network card serves one host; nobody has unplugged anything."""
    with Simulator(tmp_path, draw=False) as sim:
        printer = Printer(sim.url, WIDE, FAST)
        printer.probe()
    assert printer.probe().reason is PrintReason.BUSY
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, PrintReason.BUSY)


# --- the queue while the printer works ---


class WatchedPrinter(Printer):
    """Tells when a slip is about to leave."""

    def __init__(self, url: str, about_to_leave: Callable[[], None]) -> None:
        super().__init__(url, WIDE, FAST)
        self._about_to_leave = about_to_leave

    def print(self, slip: Slip, starting: Callable[[], None], job: int = 0) -> Outcome:
        def start() -> None:
            self._about_to_leave()
            starting()

        return super().print(slip, start, job)


@pytest.mark.survives(10)
def test_the_queue_is_free_while_the_printer_works(
    store: Store, sim: Simulator, clock: FixedClock, queue: Queue, job: Job
) -> None:
    """In the middle of a slip another is taken out: it is not printed, and the one under way cannot be taken out."""
    first, second = queue(TICKET), queue(RECEIPT)
    printer = Printer(sim.url, WIDE, msgspec.structs.replace(FAST, printed=30.0))
    printer.probe()
    sim.hold()
    worker = threading.Thread(target=work_once, args=(store, printer, clock))
    worker.start()
    deadline = time.monotonic() + BOUND_S
    while job(first).attempts == 0:
        assert time.monotonic() < deadline
    assert not store.transaction(lambda db: print_jobs.cancel(db, first, now=NOW))
    assert store.transaction(lambda db: print_jobs.cancel(db, second, now=NOW))
    assert worker.is_alive(), "the store was free only after the talk"
    sim.recover()
    worker.join(BOUND_S)
    assert (job(first).state, job(second).reason) == (JobState.CONFIRMED, PrintReason.CANCELLED)
    assert len(sim.slips) == 1


def test_a_slip_taken_out_at_the_last_moment_does_not_leave(
    store: Store, sim: Simulator, clock: FixedClock, queue: Queue, job: Job
) -> None:
    """The printer was already asked whether it is ready; the petugas was faster than the first byte."""
    first, second = queue(TICKET), queue(TICKET)
    taken_out: list[bool] = []

    def take_out() -> None:
        taken_out.append(store.transaction(lambda db: print_jobs.cancel(db, first, now=NOW)))

    printer = WatchedPrinter(sim.url, take_out)
    work_once(store, printer, clock)
    assert taken_out == [True, False]
    assert (job(first).state, job(first).reason, job(first).attempts) == (JobState.FAILED, PrintReason.CANCELLED, 0)
    assert job(second).state is JobState.CONFIRMED
    assert len(sim.slips) == 1


def test_a_slip_taken_out_while_the_printer_is_asked_stays_out(
    store: Store, sim: Simulator, clock: FixedClock, queue: Queue, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not put back to wait for the paper that the printer asks for."""
    sim.paper_out()
    first = queue(TICKET)
    printer = Printer(sim.url, WIDE, FAST)

    def asked(slip: Slip, starting: Callable[[], None], job: int = 0) -> Outcome:
        store.transaction(lambda db: print_jobs.cancel(db, first, now=NOW))
        return Printer.print(printer, slip, starting, job)

    monkeypatch.setattr(printer, "print", asked)
    work_once(store, printer, clock)
    assert (job(first).state, job(first).reason) == (JobState.FAILED, PrintReason.CANCELLED)
