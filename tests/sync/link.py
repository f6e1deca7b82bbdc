"""A bad link on one machine: two network namespaces, a TUN device in each, and a process that carries the packets.

Real kernel TCP at both ends; in between rate, delay, loss, a queue and cuts, as asked. Works on kernels without
`sch_netem`, too. The namespaces have no name: they are gone with the last process inside, however that ended, so nothing is
left behind and runs at the same time cannot meet. No setting of the machine is changed.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

T = TypeVar("T")

_KIOSK, _OFFICE = "10.99.0.1", "10.99.0.2"
_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET
_TUNSETIFF, _TUN, _NO_HEADER = 0x400454CA, 0x0001, 0x1000
_SET_FLAGS, _SET_ADDRESS, _SET_MASK, _SET_MTU, _INDEX = 0x8914, 0x8916, 0x891C, 0x8922, 0x8933
_UP = 0x1
_DEVICE: Final = "link0"
_MTU: Final = 1500
_TRACED: Final = 100_000
_ROOT: Final = Path(__file__).resolve().parents[2]
_libc = ctypes.CDLL(None, use_errno=True)


class Shape(msgspec.Struct, frozen=True, tag=True):
    """How good the link is, in each direction."""

    rate: int | None = None  # bit/s; none: as fast as it goes
    delay_s: float = 0.0  # one way
    loss: float = 0.0  # chance of a packet; one that is lost has spent its time on the air all the same
    queue: int = 100  # packets waiting for the transmitter; more are dropped
    seed: int = 1
    up_s: float = 0.0  # every so many seconds …
    cut_s: float = 0.0  # … nothing passes for so many; none: never


EDGE: Final = Shape(rate=64_000, delay_s=0.3, loss=0.02)
"""The bad link of the promises: 64 kbit/s, 600 ms there and back, one packet in fifty lost."""


class Way(msgspec.Struct, frozen=True):
    """What one end has put on the link since it got its shape, retransmissions included."""

    packets: int = 0
    bytes: int = 0  # IP headers included
    lost: int = 0  # packets: on the air …
    dropped: int = 0  # … or because the queue was full or the link cut


class Counted(msgspec.Struct, frozen=True):
    """Both ways, seen from the kiosk."""

    up: Way
    down: Way


class Passed(msgspec.Struct, frozen=True):
    """One TCP packet that was put on the link, for whoever wants to know where the time went."""

    at: float  # seconds since the link got its shape
    up: bool
    bytes: int
    sequence: int
    flags: str  # of S, F, R, P and A
    payload: int  # bytes
    arrived: float | None  # seconds since the link got its shape; none: lost or dropped

    def __str__(self) -> str:
        end = "lost" if self.arrived is None else f"{self.arrived:7.3f}"
        way = "->" if self.up else "<-"
        return f"{self.at:7.3f} {way} {self.flags:3} {self.payload:5} @{self.sequence:010} {end}"


class _Cut(msgspec.Struct, frozen=True, tag=True):
    """From now on nothing passes, or it does again."""

    down: bool


class _Count(msgspec.Struct, frozen=True, tag=True):
    """Asks for `Counted`."""


class _Trace(msgspec.Struct, frozen=True, tag=True):
    """Asks for what passed."""


_command: Final[msgspec.msgpack.Decoder[Shape | _Cut | _Count | _Trace]] = msgspec.msgpack.Decoder(
    Shape | _Cut | _Count | _Trace
)


class End:
    """One end of the link, seen from outside: what runs in here has no other network."""

    def __init__(self, namespace: int, address: str, other: str) -> None:
        self._namespace = namespace
        self.address = address
        self._other = other

    def call(self, function: Callable[[], T]) -> T:
        """Runs a function inside, in a thread of its own. A socket it makes stays inside wherever it is used."""

        def inside() -> T:
            _enter(self._namespace)
            return function()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(inside).result()

    def start(self, command: Sequence[str], **options: Any) -> subprocess.Popen[str]:
        """Starts a program inside, with text on its pipes. It ends at the latest with the thread that started it."""
        launcher = [sys.executable, "-m", __name__, "inside", str(self._namespace), str(os.getpid()), *command]
        return subprocess.Popen(launcher, text=True, pass_fds=[self._namespace], cwd=_ROOT, **options)

    def unplug(self) -> None:
        """Takes the cable out: this end knows that it has no network."""
        self.call(lambda: _set_up(on=False))

    def plug(self) -> None:
        """Puts it back, and the way to the other end with it."""

        def put() -> None:
            _set_up(on=True)
            _add_route(self._other)

        self.call(put)


class Link:
    """The link between `kiosk` and `office`. Made by `link()`."""

    def __init__(self, kiosk: End, office: End, control: socket.socket) -> None:
        self.kiosk = kiosk
        self.office = office
        self._control = control

    def shape(self, shape: Shape) -> None:
        """Gives the link another shape from the next packet on, and counts from zero."""
        self._tell(shape)

    def cut(self) -> None:
        """Nothing passes any more; the ends are not told."""
        self._tell(_Cut(True))

    def mend(self) -> None:
        """It passes again."""
        self._tell(_Cut(False))

    def counted(self) -> Counted:
        """What was put on the link since it got its shape."""
        return msgspec.msgpack.decode(self._tell(_Count()), type=Counted)

    def passed(self) -> list[Passed]:
        """The first hundred thousand TCP packets since it got its shape."""
        size = int(self._tell(_Trace()))
        data = bytearray()
        while len(data) < size:
            data += self._control.recv(2**16)
        return msgspec.msgpack.decode(data, type=list[Passed])

    def _tell(self, command: msgspec.Struct) -> bytes:
        self._control.sendall(msgspec.msgpack.encode(command))
        # Every command is answered, so that what follows it follows it.
        return self._control.recv(2**16)


@cache
def unavailable() -> str:
    """Why this machine cannot have a link; "" when it can."""
    if sys.platform != "linux":
        return "network namespaces are Linux's"
    if os.geteuid() != 0:
        return "network namespaces need root"
    try:
        with link():
            return ""
    except OSError as error:
        return f"no network namespace with a TUN device: {error.strerror}"


@contextmanager
def link(shape: Shape | None = None) -> Iterator[Link]:
    """A link of this shape, unhindered without one. Raises OSError where the machine does not allow it."""
    with ExitStack() as stack:
        ends, devices = [], []
        for address, other in ((_KIOSK, _OFFICE), (_OFFICE, _KIOSK)):
            with ThreadPoolExecutor(1) as thread:
                namespace, device = thread.submit(_make_end, address, other).result()
            stack.callback(os.close, namespace)
            ends.append(End(namespace, address, other))
            devices.append(device)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        stack.enter_context(ours)
        carrier = [sys.executable, "-m", __name__, "carry", *map(str, (*devices, theirs.fileno()))]
        process = subprocess.Popen(carrier, pass_fds=[*devices, theirs.fileno()], cwd=_ROOT)
        stack.callback(process.wait)
        # The carrier ends when our end of the pair is closed, which a kill does for us, too.
        stack.callback(ours.close)
        theirs.close()
        for device in devices:
            os.close(device)
        made = Link(ends[0], ends[1], ours)
        made.shape(shape or Shape())
        yield made


@contextmanager
def served(between: Link, app: object) -> Iterator[str]:
    """An ASGI application at the office's end, in a thread of this process; its address."""
    import uvicorn

    end = between.office

    def listen() -> socket.socket:
        # With the protocol named, or asyncio leaves Nagle's algorithm on and answers wait for acknowledgements.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind((end.address, 0))
        listener.listen()
        return listener

    with end.call(listen) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://{end.address}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _make_end(address: str, other: str) -> tuple[int, int]:
    """A new network namespace with a TUN device in it, as file descriptors. Runs in a thread that ends there."""
    _check(_libc.unshare(_NEW_NETWORK), "unshare")
    with ExitStack() as stack:
        namespace = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        stack.callback(os.close, namespace)
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        stack.callback(os.close, device)
        fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", _DEVICE.encode(), _TUN | _NO_HEADER))
        # Of this namespace alone. Without it a second connection profits from what the first has learnt of the link.
        Path("/proc/sys/net/ipv4/tcp_no_metrics_save").write_text("1", "ascii")
        Path(f"/proc/sys/net/ipv6/conf/{_DEVICE}/disable_ipv6").write_text("1", "ascii")
        _set("lo", _SET_FLAGS, struct.pack("H", _UP))
        _set(_DEVICE, _SET_ADDRESS, _address(address))
        _set(_DEVICE, _SET_MASK, _address("255.255.255.255"))
        _set(_DEVICE, _SET_MTU, struct.pack("i", _MTU))
        _set_up(on=True)
        _add_route(other)
        stack.pop_all()
        return namespace, device


def _set(device: str, command: int, value: bytes) -> bytes:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        return fcntl.ioctl(plain, command, struct.pack("16s24s", device.encode(), value))


def _set_up(*, on: bool) -> None:
    _set(_DEVICE, _SET_FLAGS, struct.pack("H", _UP if on else 0))


def _address(text: str) -> bytes:
    return struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(text))


def _add_route(to: str) -> None:
    """The way to the other end, with the congestion control most machines have.

    A route may name it; a namespace may not choose it for itself unless the whole machine allows it.
    """

    def attribute(kind: int, value: bytes) -> bytes:
        return struct.pack("HH", 4 + len(value), kind) + value + bytes(-len(value) % 4)

    device = _set(_DEVICE, _INDEX, b"")[16:20]
    gateway_free = struct.pack(
        "BBBBBBBBI", socket.AF_INET, 32, 0, 0, 254, 4, 253, 1, 0
    )  # main table, static, link, unicast
    metrics = attribute(16, b"cubic\0")  # RTAX_CC_ALGO
    body = gateway_free + attribute(1, socket.inet_aton(to)) + attribute(4, device) + attribute(8, metrics)
    message = struct.pack("IHHII", 16 + len(body), 24, 0x0405, 1, 0) + body  # RTM_NEWROUTE, request + create + answer
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.send(message)
        _check(struct.unpack_from("i", kernel.recv(4096), 16)[0], "route", code_in_result=True)


def _check(result: int, what: str, *, code_in_result: bool = False) -> None:
    if result:
        number = -result if code_in_result else ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _enter(namespace: int) -> None:
    _check(_libc.setns(namespace, _NEW_NETWORK), "setns")


class _Direction:
    """The packets from one end to the other."""

    def __init__(self, shape: Shape, seed: int) -> None:
        self._shape = shape
        self._chance = random.Random(seed)
        self._free = 0.0  # when the transmitter is
        self._sending: deque[float] = deque()  # when each packet in the queue has left
        self.flying: deque[tuple[float, bytes]] = deque()
        self.packets = self.bytes = self.lost = self.dropped = 0

    def offer(self, packet: bytes, now: float, *, cut: bool) -> float | None:
        """Takes a packet; when it will arrive, None when it will not."""
        shape = self._shape
        self.packets += 1
        self.bytes += len(packet)
        while self._sending and self._sending[0] <= now:
            self._sending.popleft()
        if cut or len(self._sending) >= shape.queue:
            self.dropped += 1
            return None
        self._free = max(now, self._free) + (len(packet) * 8 / shape.rate if shape.rate else 0.0)
        self._sending.append(self._free)
        if self._chance.random() < shape.loss:
            self.lost += 1
            return None
        self.flying.append((self._free + shape.delay_s, packet))
        return self._free + shape.delay_s

    def counted(self) -> Way:
        return Way(self.packets, self.bytes, self.lost, self.dropped)


class _Carrier:
    """Carries packets between two TUN devices until nobody holds the other end of `control`."""

    def __init__(self, devices: tuple[int, int], control: socket.socket) -> None:
        self._devices = devices
        self._control = control
        self._become(Shape())

    def _become(self, shape: Shape) -> None:
        self._shape = shape
        self._began = time.monotonic()
        self._cut = False
        self._passed: list[Passed] = []
        # Two streams of chance, so that what is lost one way does not depend on how much went the other.
        self._ways = (_Direction(shape, 2 * shape.seed), _Direction(shape, 2 * shape.seed + 1))

    def run(self) -> None:
        while True:
            due = min((way.flying[0][0] for way in self._ways if way.flying), default=None)
            wait = None if due is None else max(0.0, due - time.monotonic())
            ready = select.select([*self._devices, self._control], [], [], wait)[0]
            if self._control in ready and not self._obey(self._control.recv(2**12)):
                return
            for index, device in enumerate(self._devices):
                if device in ready:
                    self._take(index, device)
            self._deliver(time.monotonic())

    def _take(self, index: int, device: int) -> None:
        with suppress(BlockingIOError):
            while True:
                packet = os.read(device, 2**16)
                now = time.monotonic()
                if packet[0] >> 4 == 4:
                    arrives = self._ways[index].offer(packet, now, cut=self._is_cut(now))
                    self._note(packet, index == 0, now, arrives)

    def _is_cut(self, now: float) -> bool:
        shape = self._shape
        if self._cut or not shape.cut_s:
            return self._cut
        return (now - self._began) % (shape.up_s + shape.cut_s) >= shape.up_s

    def _deliver(self, now: float) -> None:
        for way, device in zip(self._ways, reversed(self._devices), strict=True):
            while way.flying and way.flying[0][0] <= now:
                os.write(device, way.flying.popleft()[1])

    def _note(self, packet: bytes, up: bool, now: float, arrives: float | None) -> None:
        head = (packet[0] & 15) * 4
        if packet[9] != socket.IPPROTO_TCP or len(self._passed) >= _TRACED:
            return
        sequence = int.from_bytes(packet[head + 4 : head + 8], "big")
        flags = "".join(name for bit, name in enumerate("FSRPA") if packet[head + 13] >> bit & 1)
        payload = len(packet) - head - (packet[head + 12] >> 4) * 4
        arrived = None if arrives is None else arrives - self._began
        self._passed.append(Passed(now - self._began, up, len(packet), sequence, flags, payload, arrived))

    def _obey(self, message: bytes) -> bool:
        if not message:
            return False
        match _command.decode(message):
            case Shape() as shape:
                self._become(shape)
                self._control.sendall(b"done")
            case _Cut(down):
                self._cut = down
                self._control.sendall(b"done")
            case _Count():
                up, down = self._ways
                self._control.sendall(msgspec.msgpack.encode(Counted(up.counted(), down.counted())))
            case _Trace():
                data = msgspec.msgpack.encode(self._passed)
                self._control.sendall(str(len(data)).encode())
                for start in range(0, len(data), 2**15):
                    self._control.sendall(data[start : start + 2**15])
        return True


def _main(what: str, *arguments: str) -> None:
    if what == "carry":
        kiosk, office, control = map(int, arguments)
        # Ctrl+C ends whoever holds the link, and that ends us.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _Carrier((kiosk, office), socket.socket(fileno=control)).run()
    elif what == "inside":
        namespace, parent, *command = arguments
        _check(_libc.prctl(1, signal.SIGKILL), "prctl")  # PR_SET_PDEATHSIG
        if os.getppid() != int(parent):
            return  # ended before it could be watched
        _enter(int(namespace))
        os.close(int(namespace))
        os.execvp(command[0], command)


if __name__ == "__main__":
    _main(*sys.argv[1:])
