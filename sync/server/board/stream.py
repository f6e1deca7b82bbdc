"""Keeps boards up to date: one look at the database a second for all that hang on this process, a line to each that changed.

Any number of processes may serve boards: each asks for itself, so nobody has to tell anybody. An event is the whole board,
so one that was lost costs nothing. A beat every few seconds says that the line is alive; a board that misses three of them
connects again, and there is none while the database does not answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import msgspec
import structlog
from litestar.concurrency import sync_to_thread

from kiosk.errors import CannotNow
from sync.server.board.state import Seen, board, seen
from sync.server.context import Offices

EVERY_S: Final = 1.0
BEAT_S: Final = 10.0
MOST: Final = 500
"""Boards on one process: whoever opens more has no TVs in mind."""
STALE_S: Final = 30.0
"""So old a board is made anew though nothing was counted: a message has ended, a day has begun."""

_log = structlog.get_logger("kelurahan")


class _Watched:
    """An office whose board is looked at."""

    def __init__(self) -> None:
        self.watchers = 0
        self.counted: Seen | None = None
        self.made_at = 0.0
        self.data = b""
        self.message = b""
        self.key = ""
        self.changed = asyncio.Event()


class Boards:
    """The boards of this process."""

    def __init__(self, offices: Offices, *, every_s: float = EVERY_S, beat_s: float = BEAT_S) -> None:
        self._offices = offices
        self._every_s = every_s
        self._beat_s = beat_s
        self._watched: dict[str, _Watched] = {}
        self._task: asyncio.Task[None] | None = None
        self._well = True
        self._stopped = False

    @property
    def full(self) -> bool:
        """Whether no more boards can hang on this process."""
        return sum(one.watchers for one in self._watched.values()) >= MOST

    def stop(self) -> None:
        """Ends every line at its next beat or change: the server stops, and its boards connect to the next one."""
        self._stopped = True
        for one in self._watched.values():
            one.changed.set()

    async def follow(self, code: str, key: str) -> AsyncIterator[bytes]:
        """The events of an office's board, in the bytes of a server-sent event, until its key is another one."""
        one = self._watched.setdefault(code, _Watched())
        one.watchers += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        sent = b""
        try:
            yield b"retry: 2000\n\n" + self._beat(code)
            while not self._stopped and (not one.message or one.key == key):
                if one.message != sent:
                    sent = one.message
                    yield sent
                    continue
                try:
                    async with asyncio.timeout(self._beat_s):
                        await one.changed.wait()
                except TimeoutError:
                    if self._well:
                        yield self._beat(code)
        finally:
            one.watchers -= 1
            if not one.watchers:
                self._watched.pop(code, None)

    def _beat(self, code: str) -> bytes:
        server = self._offices.server(code)
        return b"event: detak\ndata: %d\n\n" % (server.clock.now_ms() if server else 0)

    async def _look(self) -> None:
        while self._watched and not self._stopped:
            try:
                await self._once()
                self._well = True
            except CannotNow as error:
                if self._well:
                    _log.warning("board_waits", error=type(error).__name__)
                self._well = False
            await asyncio.sleep(self._every_s)

    async def _once(self) -> None:
        server = self._offices.server(None)
        assert server is not None
        counted = await sync_to_thread(self._counted, list(self._watched))
        for code, now in counted.items():
            one = self._watched.get(code)
            age = asyncio.get_running_loop().time()
            if one is None or (one.counted == now and age - one.made_at < STALE_S):
                continue
            office = self._offices.server(code)
            if office is None:
                continue
            made, key = await sync_to_thread(board, office)
            data = msgspec.json.encode(made)
            changed = data != one.data or key != one.key
            one.counted, one.made_at, one.data, one.key = now, age, data, key
            if changed:
                one.message = b"id: %d\nevent: keadaan\ndata: %s\n\n" % (now.board, data)
                one.changed.set()
                one.changed = asyncio.Event()

    def _counted(self, codes: list[str]) -> dict[str, Seen]:
        server = self._offices.server(None)
        assert server is not None
        with server.database.reading() as connection:
            return seen(connection, codes)
