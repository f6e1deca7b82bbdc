"""The network road: the exchange as HTTP POSTs over one connection that stays open for a whole sync.

Time-outs are for stalls, never for the whole: on 64 kbit/s a full batch takes its time and is fine. Who answers is
decided by the office's signature alone. TLS hides the traffic where it is there, but a kiosk with a wrong clock or
without the right authority must still reach its office: when a certificate cannot be verified, the exchange goes through
an unverified connection, because answers are sealed and both sides sign.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

import httpx2
import msgspec

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.store.database import Store
from sync import blobs, exchange, plan, tries
from sync.exchange import Applied, KioskKeys, Prepared
from sync.outcome import Reason, State, SyncOutcome
from sync.protocol import BLOB_PATH, CONTENT_TYPE, FIRST_ROOM, MAX_PACKED, PATH, Health, Wanted, Wrong

__all__ = ["Progress", "State", "SyncOutcome", "sync_once"]

_TIMEOUT: Final = httpx2.Timeout(connect=5.0, read=30.0, write=30.0, pool=5.0)
_ENDLESS: Final = 10_000
"""More exchanges than any backlog needs: a server that always says "more" must not keep a kiosk busy for ever."""
_LONGEST_WAIT_S: Final = 3600.0
_PIECE: Final = 16 * 2**10
_MEASURABLE: Final = 8 * 2**10  # bytes; less tells how far away the server is, not how fast the link
_STATUS_LINE: Final = 1  # bytes that "HTTP/1.1 200 OK" is longer than "POST  HTTP/1.1"


class Progress(msgspec.Struct, frozen=True):
    """How far a sync is."""

    acknowledged: int  # entries that the office has acknowledged in it
    waiting: int  # entries that waited when it began
    blobs: int  # photos that have left
    size: int  # bytes, in both directions


class _Answer:
    """What came back for one POST, and what it cost. `data` is None when `reason` says why there is none."""

    def __init__(self, data: bytes | None, reason: Reason, up: int, down: int, wait_s: float = 0.0) -> None:
        self.data, self.reason, self.up, self.down, self.wait_s = data, reason, up, down, wait_s


class _Body:
    """What is sent, in pieces, so that it is known how much left before a link broke."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._data), _PIECE):
            piece = self._data[start : start + _PIECE]
            yield piece
            self.sent += len(piece)


class _Cork:
    """Lets the head of a request and its body leave together: each segment is one more that a bad link may lose."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def __call__(self, event: str, info: dict[str, Any]) -> None:
        """Follows a connection through httpcore's trace of it."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
        elif event.endswith("send_request_headers.started"):
            self._set(on=True)
        elif event.endswith(("send_request_body.complete", "send_request_body.failed")):
            self._set(on=False)

    def _set(self, *, on: bool) -> None:
        if self._socket is not None and hasattr(socket, "TCP_CORK"):
            with suppress(OSError):  # a connection that broke says so where it is read
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, int(on))


def sync_once(
    store: Store,
    kiosk_keys: KioskKeys,
    url: str,
    clock: Clock,
    transport: httpx2.BaseTransport | None = None,
    *,
    tell: Callable[[Progress], None] = lambda _now: None,
    health: Health | None = None,
) -> SyncOutcome:
    """Exchanges until both sides have everything, or until something stands in the way; never raises for the network.

    `transport` replaces the network in tests. `tell` is called after each message, on the caller's thread. `health` travels
    with the first message; a sync that is done says that the office has it. Trouble with the kiosk's own data ends in `Reason.HERE`.
    """
    if not url:
        return SyncOutcome(Reason.NO_ADDRESS)
    secure = url.lower().startswith("https:")
    try:
        # The machine's authorities are read only where somebody will be verified: it takes a tenth of a second.
        outcome = _Sync(
            store, kiosk_keys, url, clock, _client(transport, verify=secure), tell=tell, health=health
        ).run()
        if outcome.reason is Reason.TLS and transport is None and secure:
            outcome = _Sync(
                store, kiosk_keys, url, clock, _client(transport, verify=False), tell=tell, health=health
            ).run()
    except _BadProxy:
        return SyncOutcome(Reason.PROXY)
    return outcome


class _BadProxy(Exception):
    """The environment names a proxy that no connection can be made through."""


def _client(transport: httpx2.BaseTransport | None, *, verify: bool) -> httpx2.Client:
    try:
        return httpx2.Client(transport=transport, verify=verify, follow_redirects=False)
    except (ImportError, ValueError, httpx2.InvalidURL) as error:  # socks, or no address at all
        raise _BadProxy from error


class _Sync:
    """One sync: exchanges, then what photos the office lacks, then exchanges again until nothing is left to say."""

    def __init__(
        self,
        store: Store,
        keys: KioskKeys,
        url: str,
        clock: Clock,
        client: httpx2.Client,
        *,
        tell: Callable[[Progress], None],
        health: Health | None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._address = url.rstrip("/")
        self._clock = clock
        self._client = client
        self._tell = tell
        self._health = health
        self._waiting: int | None = None  # entries that waited when it began; None before the first batch
        self._cork = _Cork()
        self._size = 0  # bytes of the next batch, and of what an answer may bring
        self._room = FIRST_ROOM
        self._tried: dict[bytes, int] = {}  # blobs that were sent, and how much of each was there before
        self._sent = self._acknowledged = self._received = self._blobs = self._up = self._down = 0
        self._wait_s = 0.0

    def run(self) -> SyncOutcome:
        """Never raises for the network."""
        try:
            with self._client:
                reason = self._everything()
        except KioskError:
            reason = Reason.HERE
        return SyncOutcome(
            reason,
            self._sent,
            self._acknowledged,
            self._received,
            self._up,
            self._down,
            blobs=self._blobs,
            retry_after=self._wait_s,
        )

    def _everything(self) -> Reason:
        last = self._store.run(tries.recall)
        self._size = plan.first_batch(last.failures if last else 0)
        for _ in range(_ENDLESS):
            applied = self._exchange()
            if isinstance(applied, Reason):
                return applied
            if applied.more:
                continue
            # A blob that got no further since it was sent will get no further now.
            wanted = [one for one in applied.wanted if self._tried.get(one.hash, -1) < one.have]
            if not wanted:
                return Reason.NONE
            reason = self._photos(wanted)
            if reason is not Reason.NONE:
                return reason
        return Reason.NONE

    def _exchange(self) -> Applied | Reason:
        prepared = exchange.prepare(
            self._store, self._keys, self._clock, max_bytes=self._size, room=self._room, health=self._health
        )
        if self._waiting is None:
            self._waiting = prepared.head - prepared.after
        began = time.monotonic()
        answer = self._post(PATH, prepared.data)
        self._sent += prepared.count if answer.down else 0
        if answer.data is None:
            return answer.reason
        applied = _apply(self._store, self._keys, self._clock, prepared, answer.data)
        if isinstance(applied, Reason):
            return applied
        self._health = None  # the office has it
        seconds = time.monotonic() - began
        if (moved := answer.up + answer.down) > _MEASURABLE:
            self._size, self._room = plan.batch_bytes(moved, seconds), plan.room(moved, seconds)
        self._acknowledged += applied.acknowledged
        self._received += applied.received
        self._say()
        return msgspec.structs.replace(applied, more=applied.more or not _finished(prepared, applied))

    def _photos(self, wanted: Sequence[Wanted]) -> Reason:
        """Sends blobs for a while; then new entries get their turn. Whether they arrived, the next reply says."""
        until = time.monotonic() + plan.BLOB_SECONDS
        for one in wanted:
            self._tried[one.hash] = one.have
            data = blobs.message(self._store, self._keys, one.hash, offset=one.have)
            answer = self._post(BLOB_PATH, data or blobs.farewell(self._keys, one.hash))
            if answer.data is None:
                # A no without a signature, or a stranger: the next exchange finds out which.
                stranger = SyncOutcome(answer.reason).state is State.NOT_OUR_SERVER
                return Reason.NONE if stranger else answer.reason
            self._blobs += data is not None
            self._say()
            if time.monotonic() > until:
                break
        return Reason.NONE

    def _say(self) -> None:
        self._tell(Progress(self._acknowledged, self._waiting or 0, self._blobs, self._up + self._down))

    def _post(self, path: str, data: bytes) -> _Answer:
        answer = _post(self._client, self._address + path, data, self._cork)
        self._up += answer.up
        self._down += answer.down
        self._wait_s = answer.wait_s
        return answer


def _finished(prepared: Prepared, applied: Applied) -> bool:
    """True when nothing is left, or when the office took nothing of what was sent (it will not take it next time)."""
    return prepared.to >= prepared.head or applied.acknowledged == 0


def _apply(store: Store, keys: KioskKeys, clock: Clock, prepared: Prepared, data: bytes) -> Applied | Reason:
    reply = exchange.verify(keys, data)
    if isinstance(reply, Wrong):
        return Reason.VERSION if reply is Wrong.VERSION else Reason.FORGED
    if reply.request != prepared.hash:
        return Reason.OTHER_REQUEST
    return store.transaction(
        lambda db: exchange.apply(db, keys, reply, now=clock.now_ms(), live=True, numbers=store.numbers)
    )


def _post(client: httpx2.Client, address: str, data: bytes, cork: _Cork) -> _Answer:
    """One POST. The answer is read only as far as a reply may be long."""
    head = down = 0
    content = _Body(data)
    try:
        # Made by hand: what a client adds to every request (accept, user-agent, connection) says nothing here.
        request = httpx2.Request(
            "POST",
            address,
            headers={"content-type": CONTENT_TYPE, "content-length": str(len(data))},
            content=content,
            extensions={"timeout": _TIMEOUT.as_dict(), "trace": cork},
        )
        head = _head_size(request.headers) + len(request.url.raw_path)
        response = client.send(request, stream=True)
        try:
            down = _head_size(response.headers) + _STATUS_LINE
            reason = _reason(response)
            if reason is not Reason.NONE:
                wait_s = _wait_s(response) if reason is Reason.BUSY else 0.0
                return _Answer(None, reason, head + content.sent, down, wait_s)
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                down += len(chunk)
                if len(body) > MAX_PACKED:
                    return _Answer(None, Reason.NOT_OURS, head + content.sent, down)
            return _Answer(bytes(body), Reason.NONE, head + content.sent, down)
        finally:
            response.close()
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        return _Answer(None, Reason.NO_ADDRESS, 0, 0)
    except httpx2.TransportError as error:
        return _Answer(None, _network_reason(error), head + content.sent, down)


def _head_size(headers: httpx2.Headers) -> int:
    """Bytes of the lines of an HTTP/1.1 head, its first line but for the path included."""
    return 18 + sum(len(name) + len(value) + 4 for name, value in headers.raw)


def _wait_s(response: httpx2.Response) -> float:
    """The seconds a busy server asks for; its answer is not signed, so never more than an hour. A date counts as none."""
    said = response.headers.get("retry-after", "")
    return min(_LONGEST_WAIT_S, float(said)) if said.isascii() and said.isdigit() else 0.0


def _reason(response: httpx2.Response) -> Reason:
    """What the head of a response says. Only the office's own content type is read further."""
    status = response.status_code
    kind = response.headers.get("content-type", "").split(";")[0].strip()
    if status == 407:
        return Reason.PROXY
    if response.is_redirect or status == 511:
        return Reason.CAPTIVE_PORTAL
    if status in (429, 503):
        return Reason.BUSY
    if status >= 500:
        return Reason.SERVER_FAILED
    if status == 200 and kind == "text/html":
        return Reason.CAPTIVE_PORTAL
    if status != 200 or kind != CONTENT_TYPE:
        return Reason.NOT_OURS
    return Reason.NONE


def _network_reason(error: httpx2.TransportError) -> Reason:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Reason.TLS
        if isinstance(cause, socket.gaierror):
            return Reason.NO_NAME
        cause = cause.__cause__ or cause.__context__
    match error:
        case httpx2.ProxyError():
            return Reason.PROXY
        case httpx2.ConnectError() | httpx2.ConnectTimeout():
            return Reason.NO_CONNECTION
        case httpx2.TimeoutException():
            return Reason.STALLED
        case httpx2.RemoteProtocolError() | httpx2.NetworkError():
            return Reason.CUT
        case _:
            return Reason.NO_CONNECTION
