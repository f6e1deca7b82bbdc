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
from typing import Final

import httpx2

from kiosk import __version__
from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.store.database import Store
from sync import exchange, plan
from sync.exchange import Applied, KioskKeys, Prepared
from sync.outcome import Reason, State, SyncOutcome
from sync.protocol import CONTENT_TYPE, MAX_PACKED, PATH, Wrong

__all__ = ["State", "SyncOutcome", "sync_once"]

_TIMEOUT: Final = httpx2.Timeout(connect=5.0, read=30.0, write=30.0, pool=5.0)
_ENDLESS: Final = 10_000
"""More exchanges than any backlog needs: a server that always says "more" must not keep a kiosk busy for ever."""


class _Answer:
    """What came back for one POST, and what it cost. `data` is None when `reason` says why there is none."""

    def __init__(self, data: bytes | None, reason: Reason, up: int, down: int) -> None:
        self.data, self.reason, self.up, self.down = data, reason, up, down


def sync_once(
    store: Store,
    kiosk_keys: KioskKeys,
    url: str,
    clock: Clock,
    transport: httpx2.BaseTransport | None = None,
) -> SyncOutcome:
    """Exchanges until both sides have everything, or until something stands in the way; never raises for the network.

    `transport` replaces the network in tests. Trouble with the kiosk's own data ends in `Reason.HERE`.
    """
    if not url:
        return SyncOutcome(Reason.NO_ADDRESS)
    outcome = _sync(store, kiosk_keys, url, clock, _client(transport, verify=True))
    if outcome.reason is Reason.TLS and transport is None:
        outcome = _sync(store, kiosk_keys, url, clock, _client(transport, verify=False))
    return outcome


def _client(transport: httpx2.BaseTransport | None, *, verify: bool) -> httpx2.Client:
    headers = {"user-agent": f"publik-kiosk/{__version__}", "accept": "*/*", "accept-encoding": "identity"}
    return httpx2.Client(transport=transport, verify=verify, timeout=_TIMEOUT, headers=headers, follow_redirects=False)


def _sync(store: Store, keys: KioskKeys, url: str, clock: Clock, client: httpx2.Client) -> SyncOutcome:
    sent = acknowledged = received = up = down = 0
    reason = Reason.NONE
    size = plan.FIRST_BATCH
    address = url.rstrip("/") + PATH
    try:
        with client:
            for _ in range(_ENDLESS):
                prepared = exchange.prepare(store, keys, clock, max_bytes=size)
                began = time.monotonic()
                answer = _post(client, address, prepared.data)
                up += answer.up
                down += answer.down
                sent += prepared.count if answer.down else 0
                if answer.data is None:
                    reason = answer.reason
                    break
                applied = _apply(store, keys, clock, prepared, answer.data)
                if isinstance(applied, Reason):
                    reason = applied
                    break
                acknowledged += applied.acknowledged
                received += applied.received
                if not applied.more and _finished(prepared, applied):
                    break
                size = plan.batch_bytes(answer.up, time.monotonic() - began)
    except KioskError:
        reason = Reason.HERE
    return SyncOutcome(reason, sent, acknowledged, received, up, down)


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
        lambda db: exchange.apply(db, keys, reply, asked=prepared.cursor, now=clock.now_ms(), live=True)
    )


def _post(client: httpx2.Client, address: str, data: bytes) -> _Answer:
    """One POST. The answer is read only as far as a reply may be long."""
    up = down = 0
    try:
        request = client.build_request("POST", address, content=data, headers={"content-type": CONTENT_TYPE})
        up = _head_size(request.headers) + len(address) + len(data)
        response = client.send(request, stream=True)
        try:
            down = _head_size(response.headers) + 17
            reason = _reason(response)
            if reason is not Reason.NONE:
                return _Answer(None, reason, up, down)
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                down += len(chunk)
                if len(body) > MAX_PACKED:
                    return _Answer(None, Reason.NOT_OURS, up, down)
            return _Answer(bytes(body), Reason.NONE, up, down)
        finally:
            response.close()
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        return _Answer(None, Reason.NO_ADDRESS, 0, 0)
    except httpx2.TransportError as error:
        return _Answer(None, _network_reason(error), up, down)


def _head_size(headers: httpx2.Headers) -> int:
    """Bytes of the lines of an HTTP/1.1 head, its first line but for the address included."""
    return 17 + sum(len(name) + len(value) + 4 for name, value in headers.raw)


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
