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
from dataclasses import dataclass, field
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
from printers.transports import Address, Link, LinkBroken, NoPrinter, Tcp, connect

_ID_LETTERS = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_ASK_NAME = escpos.GS + b"I\x42" + escpos.GS + b"I\x43"  # maker and model, GS I 66 and 67
# Ends whatever command a slip was broken off in: zeros are white dots in a picture and nothing outside of one. A strip of
# the widest head, so that no picture can be left waiting for more. Then the line buffer is wiped and the torso cut off.
_AFRESH = bytes(escpos.STRIP * 72) + escpos.INITIALISE + escpos.CUT
_MOST_PACKETS = 64


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
    straggler: float = 5.0  # from a question to the moment when nobody reckons with its answer any more
    quiet: float = 0.15  # between an answer that was still owed and the one asked for right behind it


class Probe(msgspec.Struct, frozen=True):
    """How a printer is. `capability` is None when the printer's present state does not let us find out.

    `reason` says why nothing can be printed now; None means ready. A mute printer is "ready" as far as one can know.
    `model` is what the printer says it is, maker first; "" when it was not asked or did not say.
    """

    status: PrinterStatus
    capability: Capability | None
    reason: PrintReason | None
    model: str = ""


@dataclass
class Memory:
    """What talks with one printer, and people who stood beside it, leave for the next talk. A talk amends it."""

    capability: Capability | None = None
    came_out: bool | None = None  # whether a person saw the page that the silent printer got; None: nobody looked
    model: str | None = None  # what it says it is; None: not asked yet
    unclean: bool = False  # part of a slip may stand in it
    unknown: set[int] = field(default_factory=set)  # the `DLE EOT n` that it does not know
    listen_until: float = 0.0  # monotonic; before that, the answer to an old question may still come

    @property
    def speaks(self) -> bool:
        """It has answered before, so silence is trouble."""
        return self.capability not in (None, Capability.MUTE)

    @property
    def silence_is_mute(self) -> bool:
        """A silent printer is taken for one that never speaks: it never did, and no person knows better."""
        return self.came_out if self.came_out is not None else not self.speaks


def probe(address: Address, memory: Memory, timing: Timing = Timing()) -> Probe:
    """Asks how the printer is, printing nothing. Never raises; bounded by connecting and a few answers."""
    if isinstance(address, NoPrinter):
        return Probe(PrinterStatus(answered=False), None, PrintReason.NO_PRINTER)
    try:
        with connect(address) as link:
            return _Talk(link, memory, timing, fresh=isinstance(address, Tcp)).probe()
    except LinkBroken as broken:
        return Probe(PrinterStatus(answered=False), memory.capability, _why(broken, memory), memory.model or "")


class Printed(msgspec.Struct, frozen=True):
    """What is known after trying to print one slip. An outcome `waiting` means that no byte of it left."""

    outcome: Outcome
    probe: Probe


def print_bytes(
    address: Address, data: bytes, memory: Memory, *, starting: Callable[[], None], timing: Timing = Timing()
) -> Printed:
    """Prints one slip and says what is known of it. Never raises for the printer's sake; takes bounded time.

    `starting` is called once, after the printer was found ready and before the first byte of the slip leaves. When it
    raises, nothing leaves.
    """
    started = False

    def start() -> None:
        nonlocal started
        starting()
        started = memory.unclean = True

    seen = Probe(PrinterStatus(answered=False), memory.capability, None, memory.model or "")
    try:
        with connect(address) as link:
            talk = _Talk(link, memory, timing, fresh=isinstance(address, Tcp))
            seen = talk.prepare()
            if seen.reason is not None:
                return Printed(Outcome(JobState.WAITING, seen.reason), seen)
            outcome = talk.print(data, seen.capability or Capability.MUTE, start)
            fault = outcome.reason if outcome.reason is not PrintReason.UNCONFIRMED else None
            return Printed(outcome, msgspec.structs.replace(seen, status=talk.status, reason=fault))
    except LinkBroken as broken:
        state = JobState.FAILED if started else JobState.WAITING
        seen = msgspec.structs.replace(seen, reason=_why(broken, memory))
        return Printed(Outcome(state, seen.reason), seen)


class _Talk:
    """The questions and answers over one open link. `fresh`: what an earlier talk asked is not answered into this one."""

    def __init__(self, link: Link, memory: Memory, timing: Timing, *, fresh: bool) -> None:
        self._link = link
        self._memory = memory
        self._timing = timing
        self._fresh = fresh
        self._framer = Framer()
        self._answers: list[int] = []  # to DLE EOT
        self._said: list[str] = []  # to GS I
        self._buffered = 0
        self._printed: set[bytes] = set()
        self._noise = False
        self._late = False
        self.status = PrinterStatus(answered=False)  # when last asked

    def probe(self) -> Probe:
        """How the printer is. It is not asked who it is while it may be in the middle of a command."""
        memory = self._memory
        guessed_mute = memory.capability is Capability.MUTE and memory.came_out is None
        # A question that it will hardly answer would only keep the next slip waiting for stragglers.
        if not self._link.two_way or (guessed_mute and not self._fresh):
            return self._taken_for_mute()
        return self._look(wipe=False)

    def prepare(self) -> Probe:
        """As `probe`, for a slip that is about to leave: what may stand in the printer of an earlier one is wiped."""
        if self._link.two_way and self._memory.came_out is not True:
            return self._look(wipe=self._memory.unclean)
        if self._memory.unclean:
            self._link.write(_AFRESH)
            self._memory.unclean = False
        return self._taken_for_mute()

    def print(self, data: bytes, capability: Capability, starting: Callable[[], None]) -> Outcome:
        """Sends a slip to a printer found ready. `Memory.unclean` stays set when something of it may be left in there."""
        if capability is Capability.FENCE:
            if not self._queue_answers():
                return Outcome(JobState.WAITING, self._status().reason or PrintReason.NOT_ANSWERING)
            if self._noise:  # a lone byte proves nothing on such a line
                capability = Capability.STATUS
        job = _new_id()
        proof = {Capability.ECHO: escpos.fence(job), Capability.FENCE: escpos.ASK_BUFFERED}.get(capability, b"")
        self._drain()
        self._buffered = 0
        starting()
        self._link.write(data + proof)
        if capability is Capability.MUTE:
            self._memory.unclean = False
            return Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
        try:
            outcome = self._wait(job, capability)
            self._memory.unclean = outcome.reason not in (None, PrintReason.UNCONFIRMED)
            if self._memory.unclean and not self._clear():
                self._link.drop()
        except LinkBroken as broken:
            # Every byte was handed over and then the printer went away: nobody knows what it did with them.
            return Outcome(JobState.SENT, broken.reason)
        return outcome

    def _look(self, *, wipe: bool) -> Probe:
        memory = self._memory
        self._hear_out()
        if wipe:
            self._link.write(escpos.CLEAR)
        status = self._status()
        reason = status.reason
        if status.answered:
            memory.came_out = None  # whatever a person saw of a silent printer: this one speaks
            if memory.capability is Capability.MUTE:
                memory.capability = None
        elif memory.silence_is_mute:
            memory.capability, reason = Capability.MUTE, None
        if wipe and reason is None:
            self._link.write(_AFRESH)
            memory.unclean = False
        # What it can prove is asked only when it is ready, because its queue stands still otherwise.
        if status.answered and reason is None and not memory.unclean:
            # Behind so many zeros a slow line needs longer.
            self._get_acquainted(self._timing.printed if wipe else self._timing.answer)
        return Probe(status, memory.capability, reason, memory.model or "")

    def _taken_for_mute(self) -> Probe:
        self._memory.capability = Capability.MUTE
        return Probe(PrinterStatus(answered=False), Capability.MUTE, None)

    def _wait(self, job: bytes, capability: Capability) -> Outcome:
        proves = capability is not Capability.STATUS
        deadline = time.monotonic() + (self._timing.printed if proves else self._timing.watch)
        status = PrinterStatus(answered=True)
        while True:
            left = deadline - time.monotonic()
            if self._until(lambda: self._proven(job, capability), min(self._timing.ask_again, left)):
                if capability is Capability.ECHO:
                    return Outcome(JobState.CONFIRMED)
                # The queue has been worked; printed it is when the printer is still well after that.
                status = self._status()
                if not status.answered:
                    break
                return Outcome(JobState.FAILED, status.reason) if status.reason else Outcome(JobState.CONFIRMED)
            if left <= 0:
                break
            status = self._status()
            if status.answered and status.reason is not None:
                return Outcome(JobState.FAILED, status.reason)
        return Outcome(JobState.SENT, PrintReason.UNCONFIRMED if status.answered else PrintReason.NOT_ANSWERING)

    def _proven(self, job: bytes, capability: Capability) -> bool:
        if capability is Capability.ECHO:
            return job in self._printed
        # A lone byte is weak proof: once anything on this line was broken, it may be a splinter of something else.
        return capability is Capability.FENCE and self._buffered > 0 and not self._noise

    def _get_acquainted(self, patience: float) -> None:
        """On first contact, asks a printer that is ready who it is and what it can prove, printing nothing."""
        memory = self._memory
        if memory.capability is not None and memory.model is not None:
            return
        job = _new_id()
        self._buffered = 0
        self._link.write(_ASK_NAME + escpos.ASK_BUFFERED + escpos.fence(job))
        echo = self._until(lambda: job in self._printed, patience)
        # A printer that does not know these commands took them for text. It stands in the line buffer, which this empties.
        self._link.write(escpos.INITIALISE)
        memory.model = " ".join(self._said)
        # On a line with broken bytes a lone byte proves nothing; an echo of four letters does.
        fence = self._buffered > 0 and not self._noise
        memory.capability = Capability.ECHO if echo else Capability.FENCE if fence else Capability.STATUS

    def _queue_answers(self) -> bool:
        """Whether the queue answers, and has answered all that was ever asked of it.

        The proof of an earlier slip may still be owed, by a slow printer, and would be taken for the proof of this one.
        Between it and the question put here stands nothing to print, so both come in one breath.
        """
        self._buffered, self._noise = 0, False
        self._link.write(escpos.ASK_BUFFERED)
        if not self._until(lambda: self._buffered > 0, self._timing.printed):
            return False
        self._until(lambda: False, self._timing.quiet)
        return True

    def _status(self) -> PrinterStatus:
        answers: dict[int, int] = {}
        if self._late:
            self._late = not self._until(lambda: bool(self._answers), self._timing.answer)
        for what in (1, 2, 3, 4):
            if self._late:
                break
            if what in self._memory.unknown:
                continue
            answer = self._ask(what)
            if answer is not None:
                answers[what] = answer
            elif what > 1 and self._ask(1) is not None:
                self._memory.unknown.add(what)
        if self._late:
            answers.clear()  # it fell silent between two questions: what it said is over
        self.status = PrinterStatus.read(answers)
        return self.status

    def _ask(self, what: int) -> int | None:
        """The answer to `DLE EOT n`; None when there is none.

        Answers do not carry the number of their question, so the next one is put only when no straggler can be taken for
        its answer. After a silent `DLE EOT 1` nothing more is asked until its answer came, in the next talk if need be: a
        printer with a small buffer reads on only when it has printed.
        """
        self._drain()
        self._answers.clear()
        asked = time.monotonic()
        self._memory.listen_until = asked + self._timing.straggler
        self._link.write(escpos.ask_now(what))
        if not self._until(lambda: bool(self._answers), self._timing.answer):
            self._sort(self._framer.give_up())  # answers come in one piece; it may stand behind half of another
        if what > 1:
            self._until(lambda: bool(self._answers), asked + self._timing.straggler - time.monotonic())
        if self._answers:
            self._memory.listen_until = 0.0
            return self._answers[0]
        self._late = what == 1
        return None

    def _clear(self) -> bool:
        """Makes the printer forget the rest of the slip; true when it answered afterwards, so it has heard."""
        self._link.write(escpos.CLEAR)
        return self._status().answered

    def _hear_out(self) -> None:
        """Lets the answer to an earlier talk's question come, and throws away what is on the line."""
        while not self._fresh and not self._answers and (left := self._memory.listen_until - time.monotonic()) > 0:
            self._take(left)
        self._drain()

    def _until(self, met: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not met():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._take(left)
        return True

    def _drain(self) -> None:
        # Some links give a packet at a time. What still comes after so many is no rest but a printer that babbles.
        for _ in range(_MOST_PACKETS):
            if not self._take(0.0):
                return

    def _take(self, seconds: float) -> bool:
        """Sorts what has come, waiting at most `seconds` for it; false when nothing came."""
        data = self._link.read(seconds)
        self._sort(self._framer.feed(data))
        return bool(data)

    def _sort(self, frames: list[Frame]) -> None:
        for frame in frames:
            match frame:
                case RealTime(bits):
                    self._answers.append(bits)
                case Buffered():
                    self._buffered += 1
                case Processed(job):
                    self._printed.add(job)
                case Information(text):
                    self._said.append(text.decode("ascii").strip())
                case Noise():
                    self._noise = True
                case Automatic():
                    pass  # unasked: the next question tells the same, and certainly
                case _:
                    assert_never(frame)


def _why(broken: LinkBroken, memory: Memory) -> PrintReason:
    """A printer that has answered here before and now refuses serves somebody else: its card takes one host at a time."""
    refused = isinstance(broken.__cause__, ConnectionRefusedError)
    return PrintReason.BUSY if refused and memory.speaks else broken.reason


def _new_id() -> bytes:
    """Four printable characters. Random, so that no late echo of an earlier talk can be this one's."""
    return bytes(secrets.choice(_ID_LETTERS) for _ in range(4))
