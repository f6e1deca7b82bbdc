"""The promises of the queue, with a printer that fails in every way we know.

A job is confirmed only when a whole slip is on paper. Two unmarked slips of one job never come out. Every round ends in
bounded time, whatever the printer does.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from slip_samples import FAST, NOW, RECEIPT, TEST, TICKET

from kiosk.clock import FixedClock
from kiosk.domain.prints import JobState, PrintJob, PrintReason, Slip
from kiosk.store import print_jobs
from kiosk.store.database import Store
from printers.dialogue import Capability
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
