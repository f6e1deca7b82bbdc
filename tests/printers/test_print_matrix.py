"""The promise of the print path, at every place where a printer can fail.

Each fault strikes before a slip, inside of it and at its cut, on printers of each of the four levels of proof. Inside of it:
at every 128th byte, on two of the levels 64 bytes further than on the other two, so that each fault strikes every 64th byte.
Each time a resident takes a number, the slip is printed, everything is mended, the queue is worked again and a copy is asked
for. What must hold then does not depend on how fast this machine is: a slow one may turn `confirmed` into `sent`, never
into a lie.
"""

from __future__ import annotations

import contextlib
import gc
import queue
import secrets
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec
import pytest

from kiosk import sealing
from kiosk.clock import FixedClock
from kiosk.domain.antrean import letters
from kiosk.domain.catalog import Catalog, Group
from kiosk.domain.code import new_kiosk_id
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, Slip, TicketSlip
from kiosk.store import print_jobs
from kiosk.store.database import Store
from kiosk.usecases.context import Context, Kiosk
from kiosk.usecases.printing import reprint
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number
from kiosk.usecases.track import Tracked, track
from kiosk.wilayah import Wilayah
from printers import escpos
from printers.dialogue import Capability, Timing
from printers.documents import document_of
from printers.interpreter import Interpreter, Strip
from printers.printer import Printer
from printers.profiles import NARROW
from printers.simulator import Simulator
from printers.simulator import Slip as Paper
from printers.spool import work_once
from tests.conftest import NOON_MS, new_office

STEP = 64
KIOSKS = 16  # at once: they mostly wait
# A printer that answers does so at once, however long it may take; one that does not is waited for, so that is short.
PATIENT = Timing(answer=2.0, printed=4.0, ask_again=0.02, watch=0.1, straggler=2.0, quiet=0.02)
HASTY = Timing(answer=0.15, printed=0.3, ask_again=0.02, watch=0.1, straggler=0.3, quiet=0.02)
ACQUAINTED = msgspec.structs.replace(PATIENT, answer=0.6)
MARGIN_S = 3.0  # connecting, one write that stands still, and a machine that is busy elsewhere
FRAME_S = 0.1


@dataclass(frozen=True)
class Fault:
    """Something that happens to a printer, and how much of it the printer can tell afterwards."""

    strike: Callable[[Simulator], None]
    reason: PrintReason  # of a job that finds the printer like that
    told: bool = True  # the printer says so; else the line is silent or gone
    late: bool = False  # what stood on the line comes out when it is mended: the printer could not be told to forget it


def late_answers(sim: Simulator) -> None:
    """The 3 seconds of the promise, on the scale of the times here."""
    sim.answer_late(3 * HASTY.answer)


FAULTS = {
    "paper out": Fault(Simulator.paper_out, PrintReason.PAPER_OUT),
    "cover open": Fault(Simulator.cover_open, PrintReason.COVER_OPEN),
    "cutter jammed": Fault(Simulator.cutter_error, PrintReason.CUTTER),
    "overheated": Fault(Simulator.overheat, PrintReason.OVERHEATED),
    "power lost": Fault(Simulator.lose_power, PrintReason.NOT_ANSWERING, told=False),
    "cable pulled": Fault(Simulator.pull_cable, PrintReason.NOT_ANSWERING, told=False),
    "stops reading": Fault(Simulator.stall, PrintReason.NOT_ANSWERING, told=False, late=True),
    "falls silent": Fault(Simulator.mute, PrintReason.NOT_ANSWERING, told=False),
    "answers late": Fault(late_answers, PrintReason.NOT_ANSWERING, told=False),
    "reset": Fault(Simulator.reset, PrintReason.DISCONNECTED, told=False),
    "another host": Fault(Simulator.serve_another_host, PrintReason.NOT_ANSWERING, told=False, late=True),
}


BEFORE, AT_CUT = "before", "at the cut"
Place = int | str  # bytes of the slip that have come, or one of these


class FailingPrinter(Printer):
    """Lets something happen when the next slip is about to leave."""

    about_to_leave: Callable[[], None] | None = None

    def print(self, slip: Slip, starting: Callable[[], None], job: int = 0) -> Outcome:
        def start() -> None:
            starting()
            happens, self.about_to_leave = self.about_to_leave, None
            if happens is not None:
                happens()

        return super().print(slip, start, job)


class Heartbeat:
    """A thread beside all the printing, as the screen's is: says how long the printing kept it from running.

    Time in which this process had no processor either is not counted: that is the machine, busy elsewhere.
    """

    def __init__(self) -> None:
        self._gaps: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def beats(self) -> int:
        return len(self._gaps)

    def largest_since(self, beat: int) -> float:
        return max(self._gaps[beat:], default=0.0)

    def _beat(self) -> None:
        last, worked = time.monotonic(), time.process_time()
        while not self._stop.wait(0.005):
            now, work = time.monotonic(), time.process_time()
            self._gaps.append(min(now - last, work - worked))
            last, worked = now, work


def read(slip: Slip) -> str:
    """What a reader reads on the whole slip."""
    interpreter, data = Interpreter(NARROW.dots), bytearray(escpos.encode(document_of(slip), NARROW))
    lines = []
    while data:
        lines += [action.text for action in interpreter.step(data) if isinstance(action, Strip) and action.text]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Wording:
    """What stands on a slip and on its copy, read once; only the number differs from one resident to the next."""

    slip: TicketSlip
    plain: str
    copy: str
    size: int  # bytes

    def whole(self, ticket: str, paper: list[Paper]) -> list[Paper]:
        """The papers with all of the unmarked slip and nothing else, cut or torn off."""
        return [sheet for sheet in paper if sheet.text == self.plain.replace(self.slip.ticket, ticket)]

    def marked(self, ticket: str, paper: list[Paper]) -> list[Paper]:
        """The sheets with the whole copy."""
        return [sheet for sheet in paper if self.copy.replace(self.slip.ticket, ticket) in sheet.text]


@pytest.fixture(scope="module")
def kiosks(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, regions: Wilayah
) -> Iterator[queue.SimpleQueue[Context]]:
    """Kiosks of a made-up office, each with its own data folder; whoever takes one puts it back."""
    office = new_office().office
    free: queue.SimpleQueue[Context] = queue.SimpleQueue()
    with contextlib.ExitStack() as stack:
        for _ in range(KIOSKS):
            store = stack.enter_context(Store.open(tmp_path_factory.mktemp("kiosk")))
            kiosk = Kiosk(new_kiosk_id(secrets.randbelow), office, sealing.new_signing_key(), letters("A-E"))
            free.put(Context(store, kiosk, catalog, regions, FixedClock(NOON_MS)))
        yield free


@pytest.fixture(scope="module")
def wording(kiosks: queue.SimpleQueue[Context]) -> Wording:
    """Of the slip that all these residents get."""
    context = kiosks.get()
    slip = take_number(context, group_of(context)).slip
    context.store.run(lambda db: [print_jobs.cancel(db, job.id, now=NOON_MS) for job in print_jobs.waiting(db)])
    kiosks.put(context)
    marked = msgspec.structs.replace(slip, copy=True)
    return Wording(slip, read(slip), read(marked), len(escpos.encode(document_of(slip), NARROW)))


@pytest.fixture(scope="module")
def heartbeat() -> Iterator[Heartbeat]:
    """Beats through all of it. A kiosk prints in one thread; so many in one process get shorter turns each."""
    turn_s = sys.getswitchinterval()
    sys.setswitchinterval(turn_s / KIOSKS)
    # No kiosk holds what thousands of other tests left here: walking through that stops everything for a third of a second.
    gc.collect()
    gc.freeze()
    with Heartbeat() as beating:
        yield beating
    gc.unfreeze()
    sys.setswitchinterval(turn_s)


def group_of(context: Context) -> Group:
    """A queue that gives numbers without a form."""
    return next(group for group in context.catalog.groups if group.queue)


@dataclass(frozen=True)
class Told:
    """How a case ended: what was said of the first attempt, in the end, and of the copy."""

    first: JobState
    last: JobState
    copy: JobState
    gap_s: float


class Case:
    """One resident, one printer, one fault at one place."""

    def __init__(
        self, context: Context, wording: Wording, sim: Simulator, fault: Fault, capability: Capability, place: Place
    ) -> None:
        self.context, self.wording, self.sim, self.fault, self.place = context, wording, sim, fault, place
        patient = fault.told and capability is not Capability.MUTE
        self.printer = FailingPrinter(sim.url, NARROW, PATIENT if patient else HASTY)
        if capability is not Capability.MUTE:
            # That a printer gives no echo is found out by waiting for it.
            timing, self.printer.timing = self.printer.timing, PATIENT if capability is Capability.ECHO else ACQUAINTED
            self.printer.probe()
            self.printer.timing = timing
        self.silent = self.printer.capability in (None, Capability.MUTE)
        self.ticket = ""  # the number that must stay known

    def run(self) -> tuple[JobState, JobState, JobState]:
        """The whole story; asserts the promise on its way."""
        sim, fault = self.sim, self.fault
        taken = take_number(self.context, group_of(self.context))
        self.ticket = taken.ticket
        self.arm()
        first = self.work(taken.print_job)
        if self.place == BEFORE and fault.strike is not Simulator.reset and not self.silent:
            assert (first.state, first.reason, first.attempts) == (JobState.WAITING, fault.reason, 0)
            assert sim.slips == []
        self._one_sheet_if_confirmed(first)
        sim.end_command()
        fallen = len(sim.slips)
        self.mend()
        if not fault.late and not self.silent:
            by_itself = sim.slips[fallen:]
            torn_off = [sheet.text for sheet in by_itself if not sheet.complete]
            assert len(by_itself) == len(torn_off) <= 1, f"came out by itself: {by_itself}"
        last = self.settle(taken.print_job)
        self._one_sheet_if_confirmed(last)
        copy = self.settle(self._ask_for_a_copy(taken.slip))
        # A printer that says nothing may have been left in the middle of a picture; then somebody asks once more.
        if self.silent and not self.wording.marked(self.ticket, sim.slips):
            copy = self.settle(self._ask_for_a_copy(taken.slip))
        sim.wait_until_alone(MARGIN_S)
        assert self.wording.marked(self.ticket, sim.slips), f"no copy: {sim.slips}"
        assert len(self.wording.whole(self.ticket, sim.slips)) <= 1, f"a second unmarked slip: {sim.slips}"
        return first.state, last.state, copy.state

    def arm(self) -> None:
        """The fault happens now, or waits for its place."""

        def strike() -> None:
            self.fault.strike(self.sim)

        match self.place:
            case int(count):
                self.printer.about_to_leave = lambda: self.sim.strike_after(count, strike)
            case str() if self.place == AT_CUT:
                self.sim.strike_at_cut(strike)
            case _:
                strike()

    def mend(self) -> None:
        """Paper, cover, power, cable; then the printer works off what it still has, and nobody is connected to it."""
        self.printer.about_to_leave = None  # should it not have left in time
        self.sim.recover()
        self.sim.refill()
        self.sim.wait_until_alone(MARGIN_S)

    def work(self, job_id: int) -> PrintJob:
        """One round of the queue, which ends in time and forgets no number."""
        began = time.monotonic()
        work_once(self.context.store, self.printer, self.context.clock)
        assert time.monotonic() - began < bound_s(self.printer.timing)
        letter, number = self.ticket.split("-")
        known = "SELECT count(*) FROM antrean WHERE letter = ? AND number = ?"
        assert self.context.store.run(lambda db: db.execute(known, [letter, int(number)]).fetchone()[0]) == 1
        job = self.context.store.run(lambda db: print_jobs.get(db, job_id))
        assert job is not None
        return job

    def settle(self, job_id: int) -> PrintJob:
        """With a printer that is well: a few rounds, should this machine be too busy to hear its answers in time."""
        job = self.work(job_id)
        for _ in range(20):
            if job.state is not JobState.WAITING:
                break
            job = self.work(job_id)
        assert job.state is not JobState.WAITING, f"{job.reason}, and the printer is well"
        return job

    def _ask_for_a_copy(self, slip: TicketSlip) -> int:
        marked = msgspec.structs.replace(slip, copy=True)
        return self.context.store.transaction(lambda db: print_jobs.add(db, marked, now=NOON_MS))

    def _one_sheet_if_confirmed(self, job: PrintJob) -> None:
        if job.state is JobState.CONFIRMED:
            sheets = self.wording.whole(self.ticket, self.sim.slips)
            assert [sheet.complete for sheet in sheets] == [True], f"confirmed, and on paper: {self.sim.slips}"


def bound_s(timing: Timing) -> float:
    """The longest a round with one job may take."""
    questions = 4 * timing.answer + 2 * timing.straggler
    return questions + 2 * timing.printed + timing.watch + MARGIN_S


def places(fault: Fault, size: int, capability: Capability) -> list[Place]:
    """Before the slip, at the bytes that are this level's, at the cut. Who holds the line holds it before.

    Three times then: a single look at the heartbeat may fall into a pause of this machine.
    """
    if fault.strike is Simulator.serve_another_host:
        return [BEFORE] * 3
    further = list(Capability).index(capability) % 2
    return [BEFORE, *range(further * STEP, size + 1, 2 * STEP), AT_CUT]


@pytest.mark.slow
@pytest.mark.parametrize("capability", list(Capability))
@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.survives(7, 8, 9, 10)
def test_whatever_fails_wherever_no_slip_is_claimed_and_none_comes_twice(
    name: str,
    capability: Capability,
    kiosks: queue.SimpleQueue[Context],
    wording: Wording,
    heartbeat: Heartbeat,
    tmp_path: Path,
) -> None:
    """Confirmed means one whole sheet; the number stays known; the copy is marked; the line is free; the screen lives."""
    fault = FAULTS[name]

    def story(place: Place) -> Told:
        context = kiosks.get()
        beat = heartbeat.beats
        try:
            with Simulator(tmp_path, width=NARROW.name, capability=capability, draw=False) as sim:
                states = Case(context, wording, sim, fault, capability, place).run()
        except (AssertionError, TimeoutError) as broken:
            raise AssertionError(f"{name}, {capability}, {place}: {broken}") from broken
        finally:
            kiosks.put(context)
        return Told(*states, heartbeat.largest_since(beat))

    where = places(fault, wording.size, capability)
    # The same place is tried one after the other, so that one pause is in one case.
    with ThreadPoolExecutor(KIOSKS if AT_CUT in where else 1) as pool:
        told = list(pool.map(story, where))
    tally = Counter(case.first for case in told)
    print(f"{name}, {capability}: {len(told)} cases, {dict(tally)}")  # seen when it fails
    proves = capability in (Capability.ECHO, Capability.FENCE)
    if capability is not Capability.MUTE and fault.strike is not Simulator.reset:
        assert tally[JobState.WAITING] >= 1
    if not fault.told and AT_CUT in where:
        assert tally[JobState.SENT] >= 1
    if proves:
        assert sum(case.copy is JobState.CONFIRMED for case in told) > len(told) / 2
    else:
        assert all(JobState.CONFIRMED not in (case.first, case.last, case.copy) for case in told)
    if fault.told and capability is not Capability.MUTE:
        assert tally[JobState.FAILED] > len(told) / 2
    assert statistics.median(case.gap_s for case in told) < FRAME_S


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.survives(9)
def test_a_request_is_found_by_its_code_and_printed_again_whatever_failed(
    name: str, kiosks: queue.SimpleQueue[Context], wording: Wording, tmp_path: Path
) -> None:
    """The receipt fails before it begins or at its cut: the code stays valid, and the copy of the use case comes out."""
    context = kiosks.get()
    service = context.catalog.find("D18")
    for place in (BEFORE, AT_CUT):
        with Simulator(tmp_path, width=NARROW.name, draw=False) as sim:
            case = Case(context, wording, sim, FAULTS[name], Capability.ECHO, place)
            done = submit(context, service, service.sample)
            assert isinstance(done, Submitted)
            case.ticket = done.permohonan.ticket
            case.arm()
            case.work(done.print_job)
            case.mend()
            case.settle(done.print_job)
            code = str(done.code)
            found = track(context, code)
            assert isinstance(found, Tracked)
            assert found.permohonan.ticket == case.ticket
            copy = reprint(context, code)
            assert isinstance(copy, int)
            case.settle(copy)
            receipts = [sheet for sheet in sim.slips if code in sheet.text]
            assert ["SALINAN" in sheet.text for sheet in receipts][-1:] == [True]
            assert sum("SALINAN" not in sheet.text for sheet in receipts) <= 1
    kiosks.put(context)
