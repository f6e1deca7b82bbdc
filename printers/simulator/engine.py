"""The printer behind its plug: buffer, sensors, head and cutter. Knows no lines and no threads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from printers.dialogue import Capability
from printers.interpreter import Action, Answer, Cutting, Interpreter, NeedMore, Strip

MODEL = {65: b"1.00", 66: b"PUBLIK", 67: b"KIOSK-SIM", 68: b"0001"}
_REAL_TIME = re.compile(rb"\x10(?:\x04[\x01-\x04]|\x05[\x01\x02])", re.DOTALL)
_IN_ORDER = (Capability.ECHO, Capability.FENCE)


@dataclass
class Faults:
    """What is wrong with the printer at present."""

    paper_out: bool = False
    paper_low: bool = False
    cover_open: bool = False
    cutter: bool = False
    overheated: bool = False
    unrecoverable: bool = False

    @property
    def offline(self) -> bool:
        """It does not print."""
        return self.paper_out or self.cover_open or self.cutter or self.overheated or self.unrecoverable


class Engine:
    """Receives bytes, works them as far as its state allows, and says what it has to say.

    `say` gets each answer, `drop` each piece of paper: its strips and whether it is whole.
    """

    def __init__(
        self,
        dots: int,
        capability: Capability,
        say: Callable[[bytes], None],
        drop: Callable[[list[Strip], bool], None],
    ) -> None:
        self.faults = Faults()
        self.held = False  # online, but the head does not move
        self.run_out_in: int | None = None  # dots until the roll ends
        self.at_cut: Callable[[], None] | None = None  # what happens when the cutter moves next
        self.always_tells = False  # automatic status by its switches, whatever `GS a` and `ESC @` say
        self.buffer = bytearray()
        self.interpreter = Interpreter(dots, proves=capability in _IN_ORDER)
        self._capability = capability
        self._say = say
        self._drop = drop
        self._strips: list[Strip] = []
        self._whole = True
        self._working = False
        self._last_two = b""  # to find real-time commands over the edges of packets
        self._told = self.automatic_status()

    def listen(self) -> None:
        """Another connection begins; a command does not begin on one and end on the next."""
        self._last_two = b""

    def take(self, data: bytes) -> None:
        """Puts bytes into the buffer, working the real-time commands among them as they pass; then prints."""
        seen, at = self._last_two, 0
        known = seen + data
        for command in _REAL_TIME.finditer(known):
            end = command.end() - len(seen)
            self.buffer += data[at:end]
            at = end
            self._now(command[0])
        self.buffer += data[at:]
        self._last_two = known[-2:]
        self.work()

    def _now(self, command: bytes) -> None:
        if command[1] == 0x04:
            if self._capability is not Capability.MUTE:
                self._say(bytes((self._status(command[2]),)))
            return
        if command[2] == 2 and self.faults.offline:
            self.buffer.clear()
            self.interpreter.reset()
            self._whole = not self._strips
        self.faults.cutter = False
        self.changed()

    def work(self) -> None:
        """Works the buffer, command by command, as far as it goes."""
        if self._working:  # a fault strikes in the middle of a command, which has its end first
            return
        self._working = True
        try:
            while self.buffer and not self.held and not self.faults.offline:
                for action in self.interpreter.step(self.buffer):
                    self._do(action)
        except NeedMore:
            pass  # the rest of the command comes, or something that makes it pointless
        finally:
            self._working = False

    def _do(self, action: Action) -> None:
        match action:
            case Strip():
                self._burn(action)
            case Cutting():
                self._cut()
            case Answer():
                self._answer(action)

    def _burn(self, strip: Strip) -> None:
        if self.run_out_in is not None:
            self.run_out_in -= strip.height
            if self.run_out_in < 0:
                # The line that no longer found paper is lost; the next ones wait for the new roll.
                self.run_out_in = None
                self.faults.paper_out = True
                self._whole = False
                self.changed()
                return
        self._strips.append(strip)

    def _cut(self) -> None:
        strike, self.at_cut = self.at_cut, None
        if strike is not None:
            strike()
        if not self.faults.offline:  # or the paper ended on the line before the cut
            self._finish(whole=self._whole)

    def _finish(self, *, whole: bool) -> None:
        strips, self._strips = self._strips, []
        self._whole = True
        if strips:
            self._drop(strips, whole)

    def tear_off(self) -> None:
        """Somebody opens it and tears off what hangs out."""
        if self._strips:
            self._finish(whole=False)
            # What still comes out of the buffer has no head. Questions, which wait there too, are nothing to print.
            self._whole = not _REAL_TIME.sub(b"", bytes(self.buffer))

    def lose_power(self) -> None:
        """What it held is gone, and somebody tears off what hangs out."""
        self.buffer.clear()
        self.interpreter.reset()
        self.listen()
        self.tear_off()
        self._whole = True

    # --- what it says ---

    def _answer(self, asked: Answer) -> None:
        if self._capability not in _IN_ORDER:
            return
        match asked.kind:
            case "sensor":
                self._say(b"\x03" if self.faults.paper_low else b"\x00")
            case "process" if self._capability is Capability.ECHO:
                self._say(b"\x37\x22" + asked.data + b"\x00")
            case "info":
                model = MODEL.get(asked.data[0])
                self._say(b"\x5f" + model + b"\x00" if model else b"\x02")
            case "automatic" if self.interpreter.automatic:
                self._say(self.automatic_status())

    def changed(self) -> None:
        """Tells a change of its state by itself, when it was asked to (`GS a`) or always does."""
        told, self._told = self._told, self.automatic_status()
        tells = self.always_tells or self.interpreter.automatic
        if tells and told != self._told and self._capability is not Capability.MUTE:
            self._say(self._told)

    def automatic_status(self) -> bytes:
        """The four bytes of `GS a`."""
        faults = self.faults
        return bytes(
            (
                0x14 | faults.offline << 3 | faults.cover_open << 5,
                faults.cutter << 3 | faults.unrecoverable << 5 | faults.overheated << 6,
                (0x03 if faults.paper_low or faults.paper_out else 0) | (0x0C if faults.paper_out else 0),
                0x0F,
            )
        )

    def _status(self, what: int) -> int:
        faults = self.faults
        match what:
            case 1:
                return 0x16 | faults.offline << 3
            case 2:
                error = faults.cutter or faults.overheated or faults.unrecoverable
                return 0x12 | faults.cover_open << 2 | faults.paper_out << 5 | error << 6
            case 3:
                return 0x12 | faults.cutter << 3 | faults.unrecoverable << 5 | faults.overheated << 6
            case _:
                low = faults.paper_low or faults.paper_out
                return 0x12 | (0x0C if low else 0) | (0x60 if faults.paper_out else 0)
