"""A bad link without root: a TCP proxy that is slow, late, cuts, falls silent or refuses, exactly where a test says."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_SEGMENT = 1460
_WAITING = 64  # segments between the two ends: as on a real link, the sender then has to wait


class End(StrEnum):
    """What becomes of a connection that has carried as much as it may."""

    RESET = "reset"  # both ends get an RST
    CLOSE = "close"  # both ends get a FIN
    SILENT = "silent"  # it stays open and carries nothing: the other side's cable was pulled


@dataclass(frozen=True)
class Limit:
    """How many bytes of a connection are carried in one direction, to the byte, and what comes then."""

    after: int
    end: End = End.RESET


@dataclass(frozen=True)
class Faults:
    """What the link does. `down=Limit(0)` loses the answer after the server has made it."""

    rate: float | None = None  # bytes a second in each direction, for all connections together
    delay_s: float = 0.0  # one way
    up: Limit | None = None
    down: Limit | None = None
    refuse: bool = False  # nobody listens


class Proxy:
    """Stands before 127.0.0.1:`port`. What it does can be changed while it runs; `connections`, `up` and `down` count what
    was carried, in bytes.
    """

    def __init__(self, port: int) -> None:
        self.connections = self.up = self.down = 0
        self._target = port
        self._faults = Faults()
        self._free = {"up": 0.0, "down": 0.0}  # when the link has carried what it was given
        self._counted = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._changed = asyncio.Event()
        self._lines: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server | None = None
        self._port = 0
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy")

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(self, *_exception: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """Where it listens, or did before it refused."""
        return f"http://127.0.0.1:{self._port}"

    def set(self, faults: Faults = Faults()) -> None:
        """From now on the link does this, to open connections too. When it returns, it is so."""
        self._do(self._set(faults))

    def wait_for(self, condition: Callable[[Proxy], bool], timeout_s: float = 10.0) -> None:
        """Waits until the counts are as a test wants them."""
        with self._counted:
            assert self._counted.wait_for(lambda: condition(self), timeout_s), (self.connections, self.up, self.down)

    def _do(self, work: Callable[[], None] | object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)  # type: ignore[arg-type]

    async def _set(self, faults: Faults) -> None:
        self._faults = faults
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        if faults.refuse and self._listener:
            self._listener.close()
            self._listener = None
        elif not faults.refuse and not self._listener:
            await self._listen()

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._accepted, "127.0.0.1", self._port, reuse_address=True)
        self._port = self._listener.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self._listener:
            self._listener.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def _accepted(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._lines.add(task)
        self._count("connections", 1)
        writers = [to_client]
        try:
            server, to_server = await asyncio.open_connection("127.0.0.1", self._target)
            writers.append(to_server)
            ways = [
                asyncio.ensure_future(self._carry("up", client, to_server)),
                asyncio.ensure_future(self._carry("down", server, to_client)),
            ]
            try:
                # A way that ends with None has carried its side's FIN on; the other may have more to say.
                for way in asyncio.as_completed(ways):
                    if (end := await way) is not None:
                        _end(writers, end)
                        break
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            # Whatever one side does, the other one learns; a test's end is the end of all.
            _end(writers, End.RESET)
        finally:
            for writer in writers:
                writer.close()
            self._lines.discard(task)

    async def _carry(self, way: str, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> End | None:
        """One direction of one connection, until its end. None: the source had no more to say."""
        line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_WAITING)
        feeding = asyncio.ensure_future(self._feed(way, source, line))
        carried = 0
        try:
            while True:
                due, data = await line.get()
                if (wait := due - self._loop.time()) > 0:
                    await asyncio.sleep(wait)
                if not data:
                    sink.write_eof()
                    return None
                while data:
                    limit: Limit | None = getattr(self._faults, way)
                    part = data if limit is None else data[: max(0, limit.after - carried)]
                    if part:
                        sink.write(part)
                        await sink.drain()
                        carried += len(part)
                        data = data[len(part) :]
                        self._count(way, len(part))
                    if limit is not None and carried >= limit.after and (data or limit.after):
                        if limit.end is not End.SILENT:
                            return limit.end
                        await self._changed.wait()
        finally:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)

    async def _feed(self, way: str, source: asyncio.StreamReader, line: asyncio.Queue[tuple[float, bytes]]) -> None:
        while True:
            try:
                data = await source.read(_SEGMENT)
            except OSError:
                data = b""
            now = self._loop.time()
            faults = self._faults
            self._free[way] = max(self._free[way], now) + (len(data) / faults.rate if faults.rate else 0.0)
            await line.put((self._free[way] + faults.delay_s, data))
            if not data:
                return

    def _count(self, what: str, more: int) -> None:
        with self._counted:
            setattr(self, what, getattr(self, what) + more)
            self._counted.notify_all()


def _end(writers: list[asyncio.StreamWriter], end: End) -> None:
    for writer in writers:
        if end is End.RESET:
            taken = writer.get_extra_info("socket")
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        else:
            writer.close()
