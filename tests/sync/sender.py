"""A kiosk that is nothing but bytes: it signs whatever a test wants said, and calls the office's application as a socket does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from kiosk.domain import events
from sync.protocol import BlobHead, Event, Reply, Request, pack_blob, pack_request, unpack_reply
from sync.server.exchange.receive import Received, receive
from tests.sync.world import START, OfficeWorld

SEED = b"k" * 32


@dataclass
class Sender:
    """Enrolled at an office; keeps its own chain."""

    office: OfficeWorld
    seed: bytes = SEED
    entries: list[Event] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.enrolment = self.office.enrolment()
        self.id: str = self.enrolment.kiosk_id

    def submit(self, *blobs: bytes, sealed: bytes | None = None) -> Event:
        """One more entry of its journal; `blobs` are photos, sealed."""
        number = len(self.entries) + 1
        sealed = sealed if sealed is not None else f"sealed {self.id} {number}".encode()
        event = events.Submitted(
            "d18_domisili", "D18", f"A-{number:03}", "2026-11-18", _code(self.id, number),
            "id", events.body_hash(sealed), "1", False, blobs=tuple(events.body_hash(blob) for blob in blobs),
        )  # fmt: skip
        entry = Event(events.new_id(START, event.sealed_hash), START + number, events.encode_event(event), sealed)
        self.entries.append(entry)
        return entry

    def hashes(self) -> list[bytes]:
        """The chain, from the genesis on."""
        chain = [events.genesis(self.id)]
        for seq, entry in enumerate(self.entries, 1):
            chain.append(events.chain_hash(chain[-1], seq, entry.id, entry.at, entry.body))
        return chain

    def request(self, after: int = 0) -> Request:
        """What this kiosk would send, beginning after an entry."""
        chain = self.hashes()
        head = len(self.entries)
        return Request(after, chain[after], chain[-1], head, chain[-1], 0, START, tuple(self.entries[after:]))

    def packed(self, request: Request | None = None, *, known: bool = False) -> bytes:
        """A request as it travels, as a first contact unless `known`."""
        return pack_request(
            request or self.request(),
            office=self.office.keys.code,
            kiosk_id=self.id,
            seed=self.seed,
            secret=None if known else self.enrolment.secret,
        )

    def exchange(self, data: bytes | None = None) -> Reply:
        """One exchange, in process."""
        received = receive(self.office.database, self.office.keys, data or self.packed(), now=START, live=True)
        assert isinstance(received, Received), received
        reply = unpack_reply(received.reply, office=self.enrolment.office, kiosk_id=self.id)
        assert isinstance(reply, Reply)
        return reply

    def blob(self, body: bytes, offset: int = 0, *, size: int | None = None, name: bytes | None = None) -> bytes:
        """A blob as it travels; `size` and `name` tell lies."""
        head = BlobHead(name or events.body_hash(body), size or len(body), offset)
        return pack_blob(head, office=self.office.keys.code, kiosk_id=self.id, seed=self.seed) + body[offset:]


def call(app: Any, path: str, chunks: Sequence[bytes], *, cut: bool = False, silent: bool = False) -> int | None:
    """POSTs to the application piece by piece; `cut`: the connection breaks after them, `silent`: nothing more comes.

    Returns the status of the answer, None when there was none.
    """
    status: list[int] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": [],
        "client": ("10.1.2.3", 40000), "server": ("kelurahan.test", 80), "state": {},
    }  # fmt: skip
    pieces = list(chunks)

    async def receive_() -> dict[str, Any]:
        if pieces:
            body = pieces.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(pieces) or cut or silent}
        if silent:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    # In a thread of its own: a browser test has an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive_, send)).result()
    return status[0] if status else None


def _code(kiosk_id: str, number: int) -> bytes:
    return events.body_hash(f"{kiosk_id} {number}".encode())[:16]
