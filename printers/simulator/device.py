"""The printer on its line: one host at a time, faults on demand, and what people do with it."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from printers.dialogue import Capability
from printers.interpreter import Strip
from printers.profiles import by_width
from printers.simulator.engine import Engine, Faults
from printers.simulator.tray import Slip

_PACKET = 4096


class Simulator:
    """The printer. Use it in a `with` block; every method may be called from any thread.

    Slips are drawn into `folder` as they come; with `draw=False` only those whose picture somebody asks for.
    """

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        width: str = "80mm",
        capability: Capability = Capability.ECHO,
        draw: bool = True,
    ) -> None:
        self.folder = folder
        self.slips: list[Slip] = []
        self._draw = draw
        self._engine = Engine(by_width(width).dots, capability, self._say, self._drop)
        self._changed = threading.Condition()
        self._muted = False
        self._stalled = False
        self._dead = False  # nothing goes over the line, either way, and nobody is told
        self._held = False  # another host is being served
        self._delay = 0.0
        self._garbage = b""
        self._strike_in = 0
        self._strike: Callable[[], None] | None = None
        self._late: deque[tuple[float, socket.socket, bytes]] = deque()
        self._closed = False
        self._client: socket.socket | None = None
        self._server = socket.create_server((host, port))
        self._server.setblocking(False)
        self._bell, self._ringer = socket.socketpair()
        self._bell.setblocking(False)
        self._ringer.setblocking(False)
        self._thread = threading.Thread(target=self._serve, name="simulator", daemon=True)
        self.port: int = self._server.getsockname()[1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        with self._changing():
            self._closed = True
        self._thread.join()
        self._hang_up()
        for line in (self._server, self._bell, self._ringer):
            line.close()

    @property
    def url(self) -> str:
        """What to write into the kiosk's config."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def unknown(self) -> list[bytes]:
        """Commands it received and did not understand."""
        with self._changed:
            return list(self._engine.interpreter.unknown)

    @property
    def faults(self) -> Faults:
        """What is wrong with it."""
        return self._engine.faults

    @property
    def buffered(self) -> int:
        """Bytes that it has not worked yet."""
        return len(self._engine.buffer)

    # --- what breaks, and what people do about it ---

    def paper_out(self) -> None:
        """The roll ends now."""
        self._fault(paper_out=True)

    def run_out_after(self, dots: int) -> None:
        """The roll ends when `dots` more of it are printed."""
        with self._changing():
            self._engine.run_out_in = dots

    def paper_low(self) -> None:
        """The near-end sensor sees the end of the roll."""
        self._fault(paper_low=True)

    def refill(self) -> None:
        """Opens, puts a new roll in, closes. What hung out of the printer is torn off; the buffer is still there."""
        with self._changing():
            self._engine.tear_off()
            self._engine.run_out_in = None
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
        """Mends everything: it prints, talks and listens again."""
        with self._changing():
            self._muted = self._stalled = self._held = self._engine.held = False
            self._delay, self._garbage = 0.0, b""
            self._strike = self._engine.at_cut = self._engine.run_out_in = None
            self._revive()
            vars(self.faults).update(vars(Faults()))
            self._engine.changed()

    def mute(self) -> None:
        """Never answers again, but goes on printing."""
        with self._changing():
            self._muted = True

    def hold(self) -> None:
        """Stays online and answers, but the engine does not move: a very slow printer."""
        with self._changing():
            self._engine.held = True

    def stall(self) -> None:
        """Stops reading from the line: the sender's buffers fill up."""
        with self._changing():
            self._stalled = True

    def serve_another_host(self) -> None:
        """Another host has the connection: who comes now is accepted by the network card and then not served."""
        with self._changing():
            self._held = True

    def answer_late(self, seconds: float) -> None:
        """Every answer comes this much later."""
        with self._changing():
            self._delay = seconds

    def tell_automatically(self) -> None:
        """Tells every change of its state unasked, by its switches: four bytes in between the answers."""
        with self._changing():
            self._engine.always_tells = True

    def talk_garbage(self, data: bytes = b"\x14\x00\x00\x0f\xff\x80") -> None:
        """Sends `data` before every answer: automatic status and broken bytes, as clones do."""
        with self._changing():
            self._garbage = data

    def pull_cable(self) -> None:
        """The line is dead without a word. What the printer has received, it prints."""
        with self._changing():
            self._dead = True

    def lose_power(self) -> None:
        """Dark: what it held is gone and the line is dead without a word."""
        with self._changing():
            self._dead = True
            self._engine.lose_power()

    def power_on(self) -> None:
        """Power, or the cable, is back. Of the connections from before it knows nothing."""
        with self._changing():
            self._revive()

    def reset(self) -> None:
        """Its network card forgets the connection (RST). What the printer has received, it prints."""
        with self._changing():
            self._hang_up(reset=True)

    def blink(self) -> None:
        """Loses power for a moment: what it held is gone, the connection is reset, and it is ready again."""
        with self._changing():
            self._engine.lose_power()
            self._hang_up(reset=True)

    def reset_after(self, count: int) -> None:
        """Blinks when `count` more bytes have come."""
        self.strike_after(count, self.blink)

    def strike_after(self, count: int, fault: Callable[[], None]) -> None:
        """Lets `fault`, for instance `sim.paper_out`, happen when `count` more bytes have come and were worked."""
        with self._changing():
            if count == 0:
                fault()
            else:
                self._strike_in, self._strike = count, fault

    def strike_at_cut(self, fault: Callable[[], None]) -> None:
        """Lets `fault` happen when the next slip is printed to its last line and the cutter begins to move."""
        with self._changing():
            self._engine.at_cut = fault

    def say(self, data: bytes) -> None:
        """Says something unasked to whoever is connected."""
        with self._changing():
            self._send(self._client, data)

    # --- waiting ---

    def wait_for_slip(self, number: int, timeout: float) -> Slip:
        """The `number`-th piece of paper (from 1), waiting at most `timeout` seconds; TimeoutError when it stays away."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.slips) >= number, timeout):
                raise TimeoutError(f"no slip {number} within {timeout} s; there are {len(self.slips)}")
            return self.slips[number - 1]

    def wait_until_idle(self, timeout: float) -> None:
        """Until the buffer is worked off; TimeoutError when it is not."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._engine.buffer, timeout):
                raise TimeoutError(f"{self.buffered} bytes are still in the buffer")

    def end_command(self) -> None:
        """Until the command it is at has its end: a sheet at the cutter has fallen, though its line was reset meanwhile."""
        with self._changed:
            pass

    def wait_until_alone(self, timeout: float) -> None:
        """Until no host is connected and none waits to be served; TimeoutError when one stays."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._client is None and not self._called(), timeout):
                raise TimeoutError("a host is still connected")

    def _called(self) -> bool:
        queue = select.poll()
        queue.register(self._server, select.POLLIN)
        return bool(queue.poll(0))

    # --- the line ---

    def _serve(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                lines = select.poll()
                lines.register(self._bell, select.POLLIN)
                if self._client is None and not self._held and not self._dead:
                    lines.register(self._server, select.POLLIN)
                elif self._client is not None and not self._stalled and not self._dead:
                    lines.register(self._client, select.POLLIN)
                due = max(0.0, self._late[0][0] - time.monotonic()) if self._late else None
            lines.poll(None if due is None else int(due * 1000) + 1)
            with self._changed:
                with contextlib.suppress(BlockingIOError):
                    self._bell.recv(_PACKET)
                self._look_at_the_line()
                self._send_what_is_due()
                self._changed.notify_all()

    def _look_at_the_line(self) -> None:
        if self._dead:
            return
        if self._client is None:
            if self._held:
                return
            with contextlib.suppress(BlockingIOError):
                self._client, _ = self._server.accept()
                self._client.setblocking(False)
                self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._engine.listen()
            return
        if self._stalled:
            return
        try:
            # Exactly as much as the next fault lets in, so that the rest stays on the line.
            data = self._client.recv(min(_PACKET, self._strike_in) if self._strike else _PACKET)
        except BlockingIOError:
            return
        except OSError:
            data = b""  # the kiosk is gone; printers do not mind
        if not data:
            self._hang_up()
            return
        self._engine.take(data)
        if self._strike is not None:
            self._strike_in -= len(data)
            if self._strike_in == 0:
                strike, self._strike = self._strike, None
                strike()

    def _say(self, data: bytes) -> None:
        if self._muted:
            return
        data = self._garbage + data
        if not self._delay:
            self._send(self._client, data)
        elif self._client is not None:
            self._late.append((time.monotonic() + self._delay, self._client, data))

    def _send_what_is_due(self) -> None:
        while self._late and self._late[0][0] <= time.monotonic():
            _, client, data = self._late.popleft()
            if client is self._client:
                self._send(client, data)

    def _send(self, client: socket.socket | None, data: bytes) -> None:
        if client is not None and not self._dead:
            with contextlib.suppress(OSError):  # nobody listens any more
                client.send(data)

    def _hang_up(self, *, reset: bool = False) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        if reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()

    def _revive(self) -> None:
        if not self._dead:
            return
        self._dead = False
        self._hang_up(reset=True)
        # Who called meanwhile reached nobody, whatever the kernel here told them.
        with contextlib.suppress(BlockingIOError):
            while True:
                caller, _ = self._server.accept()
                caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                caller.close()

    def _drop(self, strips: list[Strip], whole: bool) -> None:
        text = "\n".join(strip.text for strip in strips if strip.text) + "\n"
        slip = Slip(len(self.slips) + 1, text, whole, self.folder, tuple(strips))
        if self._draw:
            _ = slip.picture
        self.slips.append(slip)

    def _fault(self, **changes: bool) -> None:
        with self._changing():
            vars(self.faults).update(changes)
            self._engine.changed()

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Something happens to the printer: it goes on with its work as far as that lets it."""
        with self._changed:
            yield
            self._engine.work()
            self._changed.notify_all()
        with contextlib.suppress(OSError):  # it rings already, or it has ended
            self._ringer.send(b"!")
