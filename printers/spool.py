"""Works the print queue: one job after the other, each at most once.

The table is the truth and the wake-up only a hint. A job is marked in the database before its first byte leaves; whatever
happens afterwards, a slip without the SALINAN mark never leaves a second time. Policy, outcome by outcome:

* The printer is not ready (no paper, cover open, unplugged, silent though it can speak): the job keeps waiting with that
  reason, and so do those behind it. The printer is asked again at the next interval or hint.
* The printer proved the slip: confirmed.
* All was sent and nothing looks wrong, but this printer proves nothing: sent, unconfirmed.
* Something broke while sending: failed, or sent when every byte was taken, with the reason. What the printer still holds
  is cleared. Nothing is tried again by itself; a reprint on request is another job, with the mark.
* The job has waited for ten minutes: failed, expired. The resident has left with the number from the screen.
* A petugas took the job out of the queue (`print_jobs.cancel`) while others were printed: it is left as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from kiosk.clock import Clock
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.store import print_jobs
from kiosk.store.database import Connection, Store
from printers.printer import Printer

EXPIRES_MS = 10 * 60_000
INTERVAL_S = 15.0

log = structlog.get_logger("printers")


def work_once(store: Store, printer: Printer, clock: Clock, *, expires_ms: int | None = EXPIRES_MS) -> list[PrintJob]:
    """Tries every waiting job once, oldest first; returns those whose state or reason is known now, as they stand.

    Also closes jobs that a stopped kiosk left in the middle. Without `expires_ms` even an old job comes out: for a
    person who asks for it and stands beside the printer. Safe to call from several threads of one process.
    """
    with printer.working():
        touched = store.run(lambda db: print_jobs.settle_interrupted(db, now=clock.now_ms()))
        if touched:
            printer.unclean = True  # part of those slips may still stand in it
        blocked: PrintReason | None = None
        for job in store.run(print_jobs.waiting):
            if expires_ms is not None and clock.now_ms() - job.created_at > expires_ms:
                outcome = Outcome(JobState.FAILED, PrintReason.EXPIRED)
            elif blocked is not None:
                outcome = Outcome(JobState.WAITING, blocked)
            else:
                try:
                    outcome = _print(store, printer, job)
                except _Withdrawn:
                    continue
                # Some wait for the printer alone; the slips behind them may go to the fallback.
                alone = printer.fallback and job.kind in (SlipKind.TEST, SlipKind.OFFICE)
                if outcome.state is JobState.WAITING and not alone:
                    blocked = outcome.reason
            if (outcome.state, outcome.reason) != (job.state, job.reason):
                log.info("print_job", job=job.id, kind=job.kind, state=outcome.state, reason=outcome.reason)
            store.transaction(_settling(job.id, outcome, clock.now_ms()))
            touched.append(job.id)
        return [job for job in (store.run(_getting(job_id)) for job_id in touched) if job is not None]


class _Withdrawn(Exception):
    """The job was taken out of the queue before its first byte left."""


def _print(store: Store, printer: Printer, job: PrintJob) -> Outcome:
    if job.slip is None:  # a waiting row always has one; a row without must not stop the others
        return Outcome(JobState.FAILED, PrintReason.UNRECOVERABLE)

    def start(db: Connection) -> None:
        if not _waits(db, job.id):
            raise _Withdrawn
        print_jobs.start_attempt(db, job.id)

    def starting() -> None:
        store.transaction(start)

    return printer.print(job.slip, starting, job.id)


def _settling(job_id: int, outcome: Outcome, now: int) -> Callable[[Connection], None]:
    def settle(db: Connection) -> None:
        if _waits(db, job_id):  # and was not taken out of the queue while the printer was asked
            print_jobs.settle(db, job_id, outcome, now=now)

    return settle


def _waits(db: Connection, job_id: int) -> bool:
    job = print_jobs.get(db, job_id)
    return job is not None and job.state is JobState.WAITING


def _getting(job_id: int) -> Callable[[Connection], PrintJob | None]:
    return lambda db: print_jobs.get(db, job_id)


class Spool:
    """The worker thread. `hint()` after a commit wakes it; the interval finds what no hint announced."""

    def __init__(
        self,
        store: Store,
        printer: Printer,
        clock: Clock,
        *,
        interval_s: float = INTERVAL_S,
        on_settled: Callable[[list[PrintJob]], None] | None = None,
    ) -> None:
        """`on_settled` is called on the worker thread with every job of a round that found something to do; with none when
        only the printer is not as it was.
        """
        self.printer = printer
        self._store = store
        self._clock = clock
        self._interval_s = interval_s
        self._on_settled = on_settled
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="spool", daemon=True)

    def start(self) -> None:
        """Begins with the jobs that wait already."""
        self._wake.set()
        self._thread.start()

    def hint(self) -> None:
        """There may be something to print. Returns at once."""
        self._wake.set()

    def stop(self, timeout_s: float = 20.0) -> None:
        """Lets the job at hand come to its bounded end, then ends."""
        self._stopping.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(self._interval_s)
            self._wake.clear()
            if self._stopping.is_set():
                return
            try:
                self._round()
            except Exception:  # the worker outlives any one fault: a closed store, a full disk, a bug in one slip
                log.exception("spool_round")

    def _round(self) -> None:
        before = self.printer.last
        jobs = work_once(self._store, self.printer, self._clock)
        if not jobs:
            self.printer.probe()  # so that the screen knows of the paper before a resident takes a number
        if self._on_settled is not None and (jobs or self.printer.last != before):
            self._on_settled(jobs)
