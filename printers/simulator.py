"""A thermal printer on TCP that behaves like a real one, faults included. Slips come out as PNG and text in a folder.

    python -m printers.simulator --port 9100 --out /tmp/slips --width 80mm

It receives like a real printer, in two places: real-time commands (`DLE EOT`, `DLE ENQ`) are worked the moment they arrive,
wherever they stand; everything else waits in a buffer until the engine comes to it. The engine stops where paper ends, keeps
the buffer, and goes on after the refill, which is exactly what makes double slips on careless kiosks.

A second port takes one command a line and answers one line: `paper-out`, `refill`, `cover-open`, `status`, `help` …
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from PIL import Image

from printers.dialogue import Capability
from printers.interpreter import Action, Answer, Cutting, Interpreter, NeedMore, Strip
from printers.profiles import by_width

MODEL = {65: b"1.00", 66: b"PUBLIK", 67: b"KIOSK-SIM", 68: b"0001"}
_POLL_S = 0.05


class Slip(msgspec.Struct, frozen=True):
    """A piece of paper somebody can hold."""

    number: int
    text: str  # a line a printed line, "#" for each picture
    picture: Path
    complete: bool  # begun at its start and cut at its end, with no roll change between


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
        return self.paper_out or self.cover_open or self.cutter or self.overheated or self.unrecoverable


class Simulator:
    """The printer. Use it in a `with` block; every method may be called from any thread."""

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        width: str = "80mm",
        capability: Capability = Capability.ECHO,
        control_port: int | None = None,
    ) -> None:
        self.folder = folder
        self.capability = capability
        self.slips: list[Slip] = []
        self._interpreter = Interpreter(by_width(width).dots)
        self._faults = Faults()
        self._changed = threading.Condition()
        self._buffer = bytearray()
        self._strips: list[Strip] = []
        self._whole = True
        self._run_out_in: int | None = None
        self._reset_in: int | None = None
        self._muted = False
        self._stalled = False
        self._held = False
        self._delay = 0.0
        self._garbage = b""
        self._closed = False
        self._client: socket.socket | None = None
        self._received = bytearray()  # the last two bytes, to find real-time commands over the edges of packets
        self._timers: list[threading.Timer] = []
        self._threads: list[threading.Thread] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._server = _listen(host, port)
        self.port: int = self._server.getsockname()[1]
        self._control = _listen(host, control_port) if control_port is not None else None
        self.control_port: int | None = self._control.getsockname()[1] if self._control else None

    def __enter__(self) -> Self:
        self._start(self._serve)
        self._start(self._engine)
        if self._control is not None:
            self._start(self._serve_control)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            timers = list(self._timers)
        for timer in timers:
            timer.cancel()
            timer.join()
        for thread in self._threads:
            thread.join()
        self._server.close()
        if self._control is not None:
            self._control.close()

    @property
    def url(self) -> str:
        """What to write into the kiosk's config."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def unknown(self) -> list[bytes]:
        """Commands it received and did not understand."""
        with self._changed:
            return list(self._interpreter.unknown)

    def paper_out(self) -> None:
        """The roll ends now."""
        self._fault(paper_out=True)

    def run_out_after(self, dots: int) -> None:
        """The roll ends when `dots` more of it are printed."""
        with self._changed:
            self._run_out_in = dots

    def paper_low(self) -> None:
        """The near-end sensor sees the end of the roll."""
        self._fault(paper_low=True)

    def refill(self) -> None:
        """Opens, puts a new roll in, closes. What hung out of the printer is torn off; the buffer is still there."""
        with self._changed:
            self._tear_off()
            self._run_out_in = None
        self._fault(paper_out=False, paper_low=False, cover_open=False)

    def cover_open(self) -> None:
        """Somebody opens the cover."""
        self._fault(cover_open=True)

    def cover_close(self) -> None:
        """And closes it."""
        self._fault(cover_open=False)

    def cutter_error(self) -> None:
        """The cutter jams."""
        self._fault(cutter=True)

    def overheat(self) -> None:
        """The head is too hot to print."""
        self._fault(overheated=True)

    def break_down(self) -> None:
        """An error that only a technician ends."""
        self._fault(unrecoverable=True)

    def recover(self) -> None:
        """Mends everything, talks and listens again."""
        with self._changed:
            self._faults = Faults()
            self._run_out_in = self._reset_in = None
            self._muted = self._stalled = self._held = False
            self._delay, self._garbage = 0.0, b""
            self._changed.notify_all()

    def mute(self) -> None:
        """Never answers again, but goes on printing."""
        with self._changed:
            self._muted = True

    def hold(self) -> None:
        """Stays online and answers, but the engine does not move: a very slow printer."""
        with self._changed:
            self._held = True

    def stall(self) -> None:
        """Stops reading from the line: the sender's buffers fill up."""
        with self._changed:
            self._stalled = True

    def answer_late(self, seconds: float) -> None:
        """Every answer comes this much later."""
        with self._changed:
            self._delay = seconds

    def talk_garbage(self, data: bytes = b"\x14\x00\x00\x0f\xff\x80") -> None:
        """Sends `data` before every answer: automatic status and broken bytes, as clones do."""
        with self._changed:
            self._garbage = data

    def reset_after(self, count: int) -> None:
        """Loses power when `count` more bytes have come: connection reset, buffer gone, then ready again."""
        with self._changed:
            self._reset_in = count

    def say(self, data: bytes) -> None:
        """Says something unasked to whoever is connected."""
        self._send(data)

    def wait_for_slip(self, number: int, timeout: float) -> Slip:
        """The `number`-th piece of paper (from 1), waiting at most `timeout` seconds; TimeoutError when it stays away."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.slips) >= number, timeout):
                raise TimeoutError(f"no slip {number} within {timeout} s; there are {len(self.slips)}")
            return self.slips[number - 1]

    def wait_until_idle(self, timeout: float) -> None:
        """Until the buffer is worked off; TimeoutError when it is not."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._buffer, timeout):
                raise TimeoutError(f"{len(self._buffer)} bytes are still in the buffer")

    # -- receiving ----------------------------------------------------------------------------------------------

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while not self._closed:
            client = _accept(self._server)
            if client is None:
                continue
            with self._changed:
                self._client = client
                self._received.clear()
            try:
                self._receive(client)
            except OSError:
                pass  # the kiosk is gone; printers do not mind
            finally:
                with self._changed:
                    self._client = None
                client.close()

    def _receive(self, client: socket.socket) -> None:
        client.settimeout(_POLL_S)
        while not self._closed:
            with self._changed:
                if self._stalled:
                    self._changed.wait(_POLL_S)
                    continue
            try:
                data = client.recv(4096)
            except TimeoutError:
                continue
            if not data:
                return
            if self._loses_power(len(data)):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            self._take(data)

    def _loses_power(self, received: int) -> bool:
        with self._changed:
            if self._reset_in is None:
                return False
            self._reset_in -= received
            if self._reset_in > 0:
                return False
            self._reset_in = None
            self._buffer.clear()
            self._interpreter.reset()
            self._tear_off()
            self._changed.notify_all()
            return True

    def _take(self, data: bytes) -> None:
        """Puts bytes into the buffer, working the real-time commands among them as they pass."""
        for byte in data:
            with self._changed:
                self._buffer.append(byte)
                before = bytes(self._received)
                self._received = (self._received + bytes((byte,)))[-2:]
            if before == b"\x10\x04" and 1 <= byte <= 4:
                self._answer(bytes((self._status(byte),)))
            elif before == b"\x10\x05" and byte in (1, 2):
                self._clear(forget=byte == 2)
        with self._changed:
            self._changed.notify_all()

    def _clear(self, *, forget: bool) -> None:
        with self._changed:
            if forget and self._faults.offline:
                self._buffer.clear()
                self._interpreter.reset()
                self._whole = not self._strips
            self._faults.cutter = False
            self._changed.notify_all()

    def _status(self, what: int) -> int:
        faults = self._faults
        with self._changed:
            match what:
                case 1:
                    return 0x16 | (0x08 if faults.offline else 0)
                case 2:
                    error = faults.cutter or faults.overheated or faults.unrecoverable
                    return 0x12 | faults.cover_open << 2 | faults.paper_out << 5 | error << 6
                case 3:
                    return 0x12 | faults.cutter << 3 | faults.unrecoverable << 5 | faults.overheated << 6
                case _:
                    low = faults.paper_low or faults.paper_out
                    return 0x12 | (0x0C if low else 0) | (0x60 if faults.paper_out else 0)

    # -- answering ----------------------------------------------------------------------------------------------

    def _answer(self, data: bytes) -> None:
        with self._changed:
            if self._muted or self.capability is Capability.MUTE:
                return
            data = self._garbage + data
            if self._delay:
                timer = threading.Timer(self._delay, self._send, [data])
                self._timers.append(timer)
                timer.start()
                return
        self._send(data)

    def _send(self, data: bytes) -> None:
        with self._changed:
            client = self._client
        if client is not None:
            with contextlib.suppress(OSError):  # nobody listens any more
                client.sendall(data)

    # -- printing -----------------------------------------------------------------------------------------------

    def _engine(self) -> None:
        """Works the buffer, command by command, whenever the printer is online."""
        while True:
            with self._changed:
                self._changed.wait_for(self._may_work)
                if self._closed:
                    return
                try:
                    actions = self._interpreter.step(self._buffer)
                except NeedMore:
                    self._changed.wait()  # for the rest of the command, or for whatever makes it pointless
                    continue
                answers = [action for action in actions if not self._print(action)]
                self._changed.notify_all()
            for answer in answers:
                self._answer_from_queue(answer)

    def _may_work(self) -> bool:
        return self._closed or (bool(self._buffer) and not self._held and not self._faults.offline)

    def _print(self, action: Action) -> bool:
        """Puts an action on paper; false when it is not for the paper. Called with the lock held."""
        match action:
            case Strip():
                self._burn(action)
            case Cutting():
                self._cut()
            case Answer():
                return False
        return True

    def _burn(self, strip: Strip) -> None:
        if self._run_out_in is not None:
            self._run_out_in -= strip.image.height
            if self._run_out_in < 0:
                # The line that no longer found paper is lost; the next ones wait for the new roll.
                self._run_out_in = None
                self._faults.paper_out = True
                self._whole = False
                return
        self._strips.append(strip)

    def _cut(self) -> None:
        if self._faults.offline:  # the paper ended on the line before the cut
            return
        self._finish(complete=self._whole)

    def _tear_off(self) -> None:
        if self._strips:
            self._finish(complete=False)
            # What still comes out of the buffer has no head. Questions, which wait there too, are nothing to print.
            self._whole = not re.sub(rb"\x10[\x04\x05].", b"", bytes(self._buffer), flags=re.DOTALL)

    def _finish(self, *, complete: bool) -> None:
        strips, self._strips = self._strips, []
        self._whole = True
        if not strips:
            return
        number = len(self.slips) + 1
        path = self.folder / f"{number:04}.png"
        sheet = Image.new("1", (self._interpreter.dots, sum(strip.image.height for strip in strips)), 1)
        top = 0
        for strip in strips:
            sheet.paste(strip.image, (0, top))
            top += strip.image.height
        sheet.save(path, "PNG")
        text = "\n".join(strip.text for strip in strips if strip.text) + "\n"
        path.with_suffix(".txt").write_text(text, encoding="ascii")
        self.slips.append(Slip(number, text, path, complete))

    def _answer_from_queue(self, action: Action) -> None:
        if not isinstance(action, Answer):
            return
        proves = {
            "sensor": (Capability.ECHO, Capability.FENCE),
            "info": (Capability.ECHO, Capability.FENCE),
            "process": (Capability.ECHO,),
        }
        if self.capability not in proves[action.kind]:
            return
        match action.kind:
            case "sensor":
                self._answer(b"\x03" if self._faults.paper_low else b"\x00")
            case "process":
                self._answer(b"\x37\x22" + action.data + b"\x00")
            case "info":
                model = MODEL.get(action.data[0])
                self._answer(b"\x5f" + model + b"\x00" if model else b"\x02")

    def _fault(self, **changes: bool) -> None:
        with self._changed:
            for name, value in changes.items():
                setattr(self._faults, name, value)
            self._changed.notify_all()

    # -- the control port ---------------------------------------------------------------------------------------

    def command(self, line: str) -> str:
        """Works one line of the control port, for instance `answer-late 2`; returns the line to answer."""
        name, *values = line.split()
        commands: dict[str, Callable[[], None]] = {
            "paper-out": self.paper_out,
            "paper-low": self.paper_low,
            "refill": self.refill,
            "cover-open": self.cover_open,
            "cover-close": self.cover_close,
            "cutter-error": self.cutter_error,
            "overheat": self.overheat,
            "break-down": self.break_down,
            "mute": self.mute,
            "stall": self.stall,
            "hold": self.hold,
            "garbage": self.talk_garbage,
            "recover": self.recover,
        }
        try:
            if name == "status":
                with self._changed:
                    return json.dumps({**vars(self._faults), "slips": len(self.slips), "buffered": len(self._buffer)})
            if name == "answer-late":
                self.answer_late(float(values[0]))
            elif name == "reset-after":
                self.reset_after(int(values[0]))
            elif name == "run-out-after":
                self.run_out_after(int(values[0]))
            elif name in commands:
                commands[name]()
            else:
                more = "answer-late SECONDS, reset-after BYTES, run-out-after DOTS, status"
                return f"commands: {', '.join(commands)}, {more}"
        except (IndexError, ValueError):
            return f"{name} needs a number, for instance: {name} 2"
        return "ok"

    def _serve_control(self) -> None:
        assert self._control is not None
        while not self._closed:
            client = _accept(self._control)
            if client is None:
                continue
            client.settimeout(_POLL_S)
            with client, contextlib.suppress(OSError):  # whoever commanded is gone
                self._control_lines(client)

    def _control_lines(self, client: socket.socket) -> None:
        rest = b""
        while not self._closed:
            try:
                data = client.recv(1024)
            except TimeoutError:
                continue
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if line.strip():
                    client.sendall(self.command(line.decode("ascii", "replace")).encode() + b"\n")


def _listen(host: str, port: int) -> socket.socket:
    server = socket.create_server((host, port))
    server.settimeout(_POLL_S)
    return server


def _accept(server: socket.socket) -> socket.socket | None:
    try:
        client, _ = server.accept()
    except TimeoutError:
        return None
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def main(arguments: list[str] | None = None) -> int:
    """Runs until interrupted; the first line on stdout is JSON with the ports."""
    parser = argparse.ArgumentParser(prog="python -m printers.simulator", description="A thermal printer on TCP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--control-port", type=int, default=0, help="takes commands such as paper-out; 0 picks one")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the slips")
    parser.add_argument("--width", default="80mm")
    parser.add_argument("--capability", type=Capability, choices=list(Capability), default=Capability.ECHO)
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        printer = Simulator(
            options.out,
            host=options.host,
            port=options.port,
            width=options.width,
            capability=options.capability,
            control_port=options.control_port,
        )
    except (OSError, ValueError) as error:
        sys.stderr.write(f"The simulator cannot start: {error}\n")
        return 2
    with printer:
        sys.stdout.write(json.dumps({"port": printer.port, "control_port": printer.control_port}) + "\n")
        sys.stdout.flush()
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
