"""One talk with one printer: is it ready, here is a slip, did it come out?

No byte of a slip leaves before the printer was asked how it is. After the slip a mark is sent that the printer gives
back when it has printed so far; only then the slip counts as printed. Meanwhile the printer is asked again and again,
so that paper that runs out is known in a moment and not after the longest wait. When something went wrong, the rest is
cleared (`DLE ENQ 2`), because a printer would otherwise finish the slip when the next roll is put in, in front of
somebody else.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.prints import JobState, Outcome, PrintReason
from printers import escpos
from printers.status import (
    Automatic,
    Buffered,
    Frame,
    Framer,
    Information,
    Noise,
    PrinterStatus,
    Processed,
    RealTime,
)
from printers.transports import Address, Link, LinkBroken, NoPrinter, connect

_ID_LETTERS = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Capability(StrEnum):
    """How much a printer can prove, best first."""

    ECHO = "echo"  # gives back the id of the very job when it is printed
    FENCE = "fence"  # answers in order, so an answer after the job proves the job
    STATUS = "status"  # says how it is, proves nothing
    MUTE = "mute"  # says nothing


class Timing(msgspec.Struct, frozen=True):
    """Bounds in seconds. Tests shorten them."""

    answer: float = 1.0  # for one question; Epson answers within milliseconds
    printed: float = 10.0  # from the last byte to the proof
    ask_again: float = 0.4  # between looks while waiting
    watch: float = 3.0  # how long a printer without proof is watched for faults


class Probe(msgspec.Struct, frozen=True):
    """How a printer is. `capability` is None when the printer's present state does not let us find out.

    `reason` says why nothing can be printed now; None means ready. A mute printer is "ready" as far as one can know.
    """

    status: PrinterStatus
    capability: Capability | None
    reason: PrintReason | None


def probe(address: Address, timing: Timing = Timing(), known: Capability | None = None) -> Probe:
    """Asks how the printer is, printing nothing. Never raises; bounded by connecting and a few answers."""
    nothing = PrinterStatus(answered=False)
    if isinstance(address, NoPrinter):
        return Probe(nothing, None, PrintReason.NO_PRINTER)
    try:
        with connect(address) as link:
            talk = _Talk(link, timing)
            return talk.probe(known)
    except LinkBroken as broken:
        return Probe(nothing, known, broken.reason)


class Printed(msgspec.Struct, frozen=True):
    """What is known after trying to print one slip. An outcome `waiting` means that no byte of it left.

    `cleared` false: part of the slip may still stand in the printer, so the next talk begins by clearing it.
    """

    outcome: Outcome
    probe: Probe
    cleared: bool = True


def print_bytes(
    address: Address,
    data: bytes,
    *,
    starting: Callable[[], None],
    timing: Timing = Timing(),
    known: Capability | None = None,
    clear_first: bool = False,
) -> Printed:
    """Prints one slip and says what is known of it. Never raises for the printer's sake; takes bounded time.

    `starting` is called once, after the printer was found ready and before the first byte of the slip leaves.
    `known` is what earlier talks found out about this printer.
    """
    started = False

    def start() -> None:
        nonlocal started
        starting()
        started = True

    seen = Probe(PrinterStatus(answered=False), known, None)
    try:
        with connect(address) as link:
            talk = _Talk(link, timing)
            seen = talk.probe(known, clear_first)
            if seen.reason is not None:
                return Printed(Outcome(JobState.WAITING, seen.reason), seen, not clear_first or seen.status.answered)
            outcome, cleared = talk.print(data, seen.capability or Capability.MUTE, start)
            if not cleared:
                link.drop()
            fault = outcome.reason if outcome.reason is not PrintReason.UNCONFIRMED else None
            return Printed(outcome, Probe(talk.status, seen.capability, fault), cleared)
    except LinkBroken as broken:
        state = JobState.FAILED if started else JobState.WAITING
        seen = msgspec.structs.replace(seen, reason=broken.reason)
        return Printed(Outcome(state, broken.reason), seen, cleared=not started and not clear_first)


class _Talk:
    """The questions and answers over one open link."""

    def __init__(self, link: Link, timing: Timing) -> None:
        self._link = link
        self._timing = timing
        self._framer = Framer()
        self._answers: list[int] = []  # to DLE EOT
        self._buffered = 0
        self._printed: set[bytes] = set()
        self._noise = False
        self._late = False
        self.status = PrinterStatus(answered=False)  # when last asked

    def probe(self, known: Capability | None, clear_first: bool = False) -> Probe:
        """State first; what the printer can prove only when it is ready, because its queue stands still otherwise."""
        if not self._link.two_way:
            return Probe(PrinterStatus(answered=False), Capability.MUTE, None)
        self._take(0.0)  # answers to somebody else's questions
        if clear_first:
            self._link.write(escpos.CLEAR)
        status = self._status()
        if not status.answered:
            # A printer that never answered may be one that never does. One that did is in trouble.
            mute = known in (None, Capability.MUTE)
            return Probe(status, Capability.MUTE if mute else known, None if mute else PrintReason.NOT_ANSWERING)
        if known is Capability.MUTE:
            known = None
        if status.reason is not None:
            return Probe(status, known, status.reason)
        return Probe(status, known or self._capability(), None)

    def print(self, data: bytes, capability: Capability, starting: Callable[[], None]) -> tuple[Outcome, bool]:
        """Sends a slip to a printer found ready. True with the outcome: nothing of it is left in the printer."""
        job = _new_id()
        proof = {Capability.ECHO: escpos.fence(job), Capability.FENCE: escpos.ASK_BUFFERED}.get(capability, b"")
        self._take(0.0)
        self._buffered, self._noise = 0, False
        starting()
        self._link.write(data + proof)
        if capability is Capability.MUTE:
            return Outcome(JobState.SENT, PrintReason.UNCONFIRMED), True
        try:
            outcome = self._wait(job, capability)
            clean = outcome.reason in (None, PrintReason.UNCONFIRMED)
            return outcome, clean or self._clear()
        except LinkBroken as broken:
            # Every byte was handed over and then the printer went away: nobody knows what it did with them.
            return Outcome(JobState.SENT, broken.reason), False

    def _wait(self, job: bytes, capability: Capability) -> Outcome:
        proves = capability is not Capability.STATUS
        deadline = time.monotonic() + (self._timing.printed if proves else self._timing.watch)
        status = PrinterStatus(answered=True)
        while (left := deadline - time.monotonic()) > 0:
            if self._until(lambda: self._proven(job, capability), min(self._timing.ask_again, left)):
                if capability is Capability.ECHO:
                    return Outcome(JobState.CONFIRMED)
                # The queue has been worked; printed it is when the printer is still well after that.
                status = self._status()
                return Outcome(JobState.FAILED, status.reason) if status.reason else Outcome(JobState.CONFIRMED)
            status = self._status()
            if status.answered and status.reason is not None:
                return Outcome(JobState.FAILED, status.reason)
        return Outcome(JobState.SENT, PrintReason.UNCONFIRMED if status.answered else PrintReason.NOT_ANSWERING)

    def _proven(self, job: bytes, capability: Capability) -> bool:
        if capability is Capability.ECHO:
            return job in self._printed
        # A lone byte is weak proof: once anything on this line was broken, it may be a splinter of something else.
        return capability is Capability.FENCE and self._buffered > 0 and not self._noise

    def _capability(self) -> Capability:
        """Asks a printer that is ready what it can prove, printing nothing."""
        job = _new_id()
        self._link.write(escpos.ASK_BUFFERED + escpos.fence(job))
        if self._until(lambda: job in self._printed, self._timing.answer):
            return Capability.ECHO
        # A printer that does not know these commands took them for text. It stands in the line buffer, which this empties.
        self._link.write(escpos.INITIALISE)
        # On a line with broken bytes a lone byte proves nothing; an echo of four letters would have.
        return Capability.FENCE if self._buffered and not self._noise else Capability.STATUS

    def _status(self) -> PrinterStatus:
        answers: dict[int, int] = {}
        for what in (1, 2, 3, 4):
            if self._late:
                break
            self._take(0.0)
            self._answers.clear()
            self._link.write(escpos.ask_now(what))
            if self._until(lambda: bool(self._answers), self._timing.answer):
                answers[what] = self._answers[0]
            elif what == 1:
                # The answer may still come, and would then be taken for the answer to another question. On this link
                # nothing more is asked.
                self._late = True
        self.status = PrinterStatus.read(answers)
        return self.status

    def _clear(self) -> bool:
        """Makes the printer forget the rest of the slip; true when it answered afterwards, so it has heard."""
        self._link.write(escpos.CLEAR)
        return self._status().answered

    def _until(self, met: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not met():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._take(left)
        return True

    def _take(self, seconds: float) -> None:
        """Sorts what has come, waiting at most `seconds` for it."""
        self._sort(self._framer.feed(self._link.read(seconds)))

    def _sort(self, frames: list[Frame]) -> None:
        for frame in frames:
            match frame:
                case RealTime(bits):
                    self._answers.append(bits)
                case Buffered():
                    self._buffered += 1
                case Processed(job):
                    self._printed.add(job)
                case Noise():
                    self._noise = True
                case Automatic() | Information():
                    pass  # unasked: the next question tells the same, and certainly
                case _:
                    assert_never(frame)


def _new_id() -> bytes:
    """Four printable characters. Random, so that no late echo of an earlier talk can be this one's."""
    return bytes(secrets.choice(_ID_LETTERS) for _ in range(4))
