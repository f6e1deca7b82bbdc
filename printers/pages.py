"""Pages instead of slips: to a queue of the system's printers (CUPS), or as files into a folder of the office.

What CUPS took comes out when its printer can, perhaps tomorrow, in front of somebody else. So a page is watched until it
is done, and taken back when its printer says that something is wrong or when it takes too long. A page that had not begun
by then is on no paper and waits like any slip; one that had begun may be on paper in part, and has failed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable
from math import ceil
from pathlib import Path
from typing import assert_never

import msgspec
import structlog

from kiosk.domain.prints import JobState, Outcome, PrintReason
from printers import ipp
from printers.layout import fold
from printers.transports import Cups, Folder, PageTarget, is_folder

log = structlog.get_logger("printers")

_TITLE = 120  # characters; queues show less


class Patience(msgspec.Struct, frozen=True):
    """Bounds in seconds. Tests shorten them."""

    hand_over: float = 10.0
    begin: float = 20.0  # until CUPS has begun to print and its printer has been reached
    finish: float = 60.0  # a laser printer that slept needs half of that for its first page
    take_back: float = 5.0
    look: float = 0.25  # between looks


PATIENCE = Patience()


# printer-state-reasons (RFC 8011 section 5.4.12, PWG 5100.9), without the suffix for how bad it is.
_FAULTS = {
    "media-empty": PrintReason.PAPER_OUT,
    "media-needed": PrintReason.PAPER_OUT,
    "cover-open": PrintReason.COVER_OPEN,
    "door-open": PrintReason.COVER_OPEN,
    "interlock-open": PrintReason.COVER_OPEN,
    "media-jam": PrintReason.CUTTER,  # paper to be pulled out, the nearest there is
    "fuser-over-temp": PrintReason.OVERHEATED,
    "input-tray-missing": PrintReason.OFFLINE,
    "output-area-full": PrintReason.OFFLINE,
    "marker-supply-empty": PrintReason.OFFLINE,
    "marker-waste-full": PrintReason.OFFLINE,
    "toner-empty": PrintReason.OFFLINE,
}
# Not a fault yet: it may only be asleep.
_AWAY = ("connecting-to-device", "offline", "shutdown", "timed-out")


def look(target: PageTarget) -> PrintReason | None:
    """Why no page would come out now; None when nothing is known to be in the way. Takes a few milliseconds."""
    match target:
        case Folder(path):
            return _look_at(path)
        case Cups(name):
            try:
                queue = ipp.queue(name)
            except ipp.Unreachable:
                return PrintReason.DISCONNECTED
            if queue is None:
                return PrintReason.DISCONNECTED
            closed = queue.stopped or not queue.accepting
            return _fault(queue.alerts) or (PrintReason.OFFLINE if closed or _away(queue) else None)
        case _:
            assert_never(target)


def send_page(
    target: PageTarget,
    pdf: bytes,
    *,
    name: str,
    title: str,
    starting: Callable[[], None],
    patience: Patience = PATIENCE,
) -> Outcome:
    """Sends one page and says what is known of it. Never raises for the printer's sake; takes bounded time.

    `name` is that of the file; `title` is for people who look at a queue. `starting` is called before
    anything leaves. An outcome `waiting` means that nothing is on paper and nothing will come out by itself.
    """
    match target:
        case Folder(path):
            starting()
            return _file(path, name, pdf)
        case Cups(queue):
            return _Queue(queue, patience).print(pdf, fold(title)[:_TITLE], starting)
        case _:
            assert_never(target)


class _Queue:
    """One page through one queue of CUPS."""

    def __init__(self, name: str, patience: Patience) -> None:
        self._name = name
        self._patience = patience

    def print(self, pdf: bytes, title: str, starting: Callable[[], None]) -> Outcome:
        try:
            before = ipp.queue(self._name)
        except ipp.Unreachable:
            before = None
        if before is None:
            return Outcome(JobState.WAITING, PrintReason.DISCONNECTED)
        if before.stopped or not before.accepting:
            return Outcome(JobState.WAITING, _fault(before.alerts) or PrintReason.OFFLINE)
        starting()
        try:
            number = self._hand_over(pdf, title)
        except subprocess.TimeoutExpired:  # it may have taken it or not
            return Outcome(JobState.SENT, PrintReason.NOT_ANSWERING)
        if number is None:
            return Outcome(JobState.WAITING, PrintReason.OFFLINE)
        # What an idle queue complains of was so during its last job; only the next one shows whether it still is.
        return self._watch(number, set(before.alerts))

    def _hand_over(self, pdf: bytes, title: str) -> int | None:
        """The job's number; None when CUPS did not take it. Raises TimeoutExpired."""
        # When the kiosk loses its power meanwhile nobody is there to take the page back: then CUPS gives it up by itself.
        give_up = f"job-cancel-after={ceil(self._patience.begin + self._patience.finish)}"
        command = ["lp", "-d", self._name, "-t", title, "-o", give_up, "-"]
        environment = {**os.environ, "LC_ALL": "C"}
        bound = self._patience.hand_over
        done = subprocess.run(command, input=pdf, capture_output=True, env=environment, timeout=bound, check=False)
        said = re.search(rb"request id is .*-(\d+) ", done.stdout)
        if done.returncode != 0 or said is None:
            log.warning("page_refused", queue=self._name)
            return None
        return int(said[1])

    def _watch(self, number: int, known_before: set[str]) -> Outcome:
        start = time.monotonic()
        while True:
            spent = time.monotonic() - start
            try:
                job, queue = ipp.job(self._name, number), ipp.queue(self._name)
            except ipp.Unreachable:  # CUPS is started anew now and then, and knows its jobs afterwards
                if spent > self._patience.begin:
                    return Outcome(JobState.SENT, PrintReason.DISCONNECTED)
                time.sleep(self._patience.look)
                continue
            if job is None or queue is None:  # a CUPS that keeps no record of what is done
                return Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
            if job.ended:
                return _ended(job, _fault(queue.alerts))
            trouble = _fault(alert for alert in queue.alerts if alert not in known_before)
            if trouble or queue.stopped:
                return self._take_back(number, trouble or _fault(queue.alerts) or PrintReason.OFFLINE)
            complaint = _fault(queue.alerts)
            printing = job.state is ipp.JobState.PROCESSING and not _away(queue) and not complaint
            if spent > (self._patience.finish if printing else self._patience.begin):
                return self._take_back(number, complaint or _late(job, queue))
            time.sleep(self._patience.look)

    def _take_back(self, number: int, reason: PrintReason) -> Outcome:
        """Cancels the job, so that it does not come out by itself later, and looks what became of it."""
        deadline = time.monotonic() + self._patience.take_back
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(["cancel", str(number)], capture_output=True, timeout=self._patience.take_back, check=False)
        while True:
            with contextlib.suppress(ipp.Unreachable):
                job = ipp.job(self._name, number)
                if job is None or job.state is ipp.JobState.COMPLETED:  # it was done in that very moment
                    return Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
                if job.ended:
                    return Outcome(JobState.FAILED if job.began else JobState.WAITING, reason)
            if time.monotonic() > deadline:  # it still stands in the queue, and nobody knows what will come of it
                return Outcome(JobState.SENT, PrintReason.NOT_ANSWERING)
            time.sleep(self._patience.look)


def _late(job: ipp.Job, queue: ipp.Queue) -> PrintReason:
    """Why a page is not done in time, as far as one can tell from a printer that complains of nothing."""
    if job.began:
        return PrintReason.OFFLINE if _away(queue) else PrintReason.NOT_ANSWERING
    return PrintReason.BUSY if queue.at_work else PrintReason.OFFLINE  # with somebody else's page


def _ended(job: ipp.Job, fault: PrintReason | None) -> Outcome:
    """What a job that ended without our doing has come to."""
    if job.state is ipp.JobState.COMPLETED:
        return Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    if job.state is ipp.JobState.CANCELED:  # by somebody at the office's computer, who will not want it again
        return Outcome(JobState.FAILED, PrintReason.CANCELLED)
    return Outcome(JobState.FAILED if job.began else JobState.WAITING, fault or PrintReason.OFFLINE)


def _fault(alerts: Iterable[str]) -> PrintReason | None:
    """What stops the printer; warnings and reports do not."""
    return next((fault for alert in alerts if (fault := _FAULTS.get(alert.removesuffix("-error")))), None)


def _away(queue: ipp.Queue) -> bool:
    return any(alert.startswith(_AWAY) for alert in queue.alerts)


def _look_at(folder: Path) -> PrintReason | None:
    if not is_folder(folder):
        return PrintReason.DISCONNECTED
    return None if os.access(folder, os.W_OK | os.X_OK) else PrintReason.NOT_ALLOWED


def _file(folder: Path, name: str, pdf: bytes) -> Outcome:
    """Writes the page whole or not at all; it is on the disk when this returns. What is there already is never touched."""
    part = folder / f".{name}.part"
    try:
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o640)
        with os.fdopen(fd, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.rename(_free(folder, name))
        _sync(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        denied = error.errno in (errno.EACCES, errno.EPERM)
        return Outcome(JobState.WAITING, PrintReason.NOT_ALLOWED if denied else PrintReason.DISCONNECTED)
    return Outcome(JobState.SENT, PrintReason.FILED)


def _free(folder: Path, name: str) -> Path:
    """A name nobody has: numbers begin again when a kiosk is set up anew and keeps the folder."""
    wanted, at = folder / name, 1
    path = wanted
    while path.exists():
        at += 1
        path = wanted.with_stem(f"{wanted.stem}-{at}")
    return path


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):  # shares of other systems do not know this; the file is there all the same
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
