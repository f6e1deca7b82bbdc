"""What programs ask the server: the exchange, blobs, and whether it is well."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import structlog
from litestar import MediaType, Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from sqlalchemy import select

from sync.protocol import BLOB_PATH, CONTENT_TYPE, MAX_PACKED, PATH, Wrong, kiosk_of, office_of
from sync.server.context import Offices, Server
from sync.server.exchange.blobs import Arriving, BlobRefusal, Kept
from sync.server.exchange.calls import AGAIN_S, Calls
from sync.server.exchange.receive import receive
from sync.server.store.tables import offices

_log = structlog.get_logger("kelurahan")

_HEADER: Final = 64
"""Bytes in which a request or a blob has named its office, and more."""
_STALL_S: Final = 60.0
"""A sender that is silent for so long is gone."""
_STATUS: Final[dict[Wrong | BlobRefusal, int]] = {
    Wrong.TOO_LARGE: 413,
    Wrong.OTHER_OFFICE: 404,
    Wrong.SIGNATURE: 403,
    BlobRefusal.UNKNOWN_KIOSK: 403,
    BlobRefusal.REVOKED: 403,
    BlobRefusal.NOT_NAMED: 404,
    BlobRefusal.TOO_FAR: 409,
    BlobRefusal.CHANGED: 422,
}

ServerDep = NamedDependency[SkipValidation[Server]]
OfficesDep = NamedDependency[SkipValidation[Offices]]
CallsDep = NamedDependency[SkipValidation[Calls]]


class _CutOffError(Exception):
    """The sender went away, or fell silent, before the end."""


@post(PATH, status_code=200, media_type=CONTENT_TYPE)
async def exchange(request: Request[Any, Any, Any], offices: OfficesDep, calls: CallsDep) -> Response[bytes]:
    """One exchange: the bytes of a request, answered by the bytes of a signed reply (sync/README.md).

    Bytes that cannot be answered with a signature get 400, 404 (no such office here) or 413; too many calls 429 or 503.
    """
    data = bytearray()
    with calls.place() as free:
        if not free:
            return _later(503, AGAIN_S)
        try:
            async for chunk in _chunks(request):
                if not data and (wait := calls.wait_s(_caller(request, chunk))):
                    return _later(429, wait)
                data += chunk
                if len(data) > MAX_PACKED:
                    return _no(Wrong.TOO_LARGE)
        except _CutOffError:
            return _gone()
        server = offices.server(office_of(bytes(data)))
        return await _exchange(server, bytes(data)) if server else _no(Wrong.OTHER_OFFICE)


async def _exchange(server: Server, body: bytes) -> Response[bytes]:
    received = await sync_to_thread(
        receive,
        server.database,
        server.office,
        body,
        now=server.clock.now_ms(),
        live=True,
        catalog=lambda: server.catalog,
    )
    if isinstance(received, Wrong):
        _log.info("exchange_unreadable", reason=received.value, bytes=len(body))
        return _no(received)
    _log.info(
        "exchange",
        kiosk=received.kiosk_id,
        verdict=received.verdict.value,
        taken=received.taken,
        parked=received.parked,
        changes=received.changes,
        bytes_in=len(body),
        bytes_out=len(received.reply),
    )
    return Response(received.reply, media_type=CONTENT_TYPE)


@post(BLOB_PATH, status_code=200, media_type=CONTENT_TYPE)
async def blob(request: Request[Any, Any, Any], offices: OfficesDep, calls: CallsDep) -> Response[bytes]:
    """Bytes of one blob from an offset on. What arrived stays here, also when the link is cut in the middle.

    Answers without content: whether the blob is safe, the next signed reply says. 403, 404, 409 or 422 name a refusal.
    """
    arriving: Arriving | None = None
    now_ms: Callable[[], int] = int
    answer: Kept | Wrong | BlobRefusal | None = None
    begun = bytearray()
    with calls.place() as free:
        if not free:
            return _later(503, AGAIN_S)
        try:
            async for chunk in _chunks(request):
                if not begun and (wait := calls.wait_s(_caller(request, chunk))):
                    return _later(429, wait)
                if arriving is None:
                    begun += chunk
                    office = office_of(bytes(begun))
                    if office is None and len(begun) < _HEADER:
                        continue
                    server = offices.server(office)
                    if server is None:
                        return _no(Wrong.OTHER_OFFICE)
                    arriving, chunk, now_ms = (
                        Arriving(server.database, server.office),
                        bytes(begun),
                        server.clock.now_ms,
                    )
                answer = await sync_to_thread(arriving.take, chunk, now=now_ms())
                if isinstance(answer, Wrong | BlobRefusal):
                    break
        except _CutOffError:
            _log.info("blob_cut")
    if arriving is None:
        answer = Wrong.TRUNCATED
    elif not isinstance(answer, Wrong | BlobRefusal):
        answer = await sync_to_thread(arriving.stop, now=now_ms())
    if not isinstance(answer, Kept):
        _log.info("blob_refused", reason=answer.value)
        return _no(answer)
    _log.info("blob", kiosk=answer.kiosk_id, have=answer.have, whole=answer.whole)
    return Response(b"", media_type=CONTENT_TYPE)


@get("/healthz", sync_to_thread=True)
def healthz(server: ServerDep) -> dict[str, bool]:
    """Answers while the database does. For whoever watches the server."""
    with server.database.reading() as connection:
        connection.execute(select(offices.c.office).limit(1))
    return {"ok": True}


async def _chunks(request: Request[Any, Any, Any]) -> AsyncIterator[bytes]:
    """The body as it arrives. Raises _CutOffError where it ends too early; what came before was given."""
    while True:
        try:
            async with asyncio.timeout(_STALL_S):
                message = await request.receive()
        except TimeoutError as error:
            raise _CutOffError from error
        if message["type"] != "http.request":
            raise _CutOffError
        if body := message["body"]:
            yield body
        if not message["more_body"]:
            return


def _caller(request: Request[Any, Any, Any], data: bytes) -> tuple[str, str | None]:
    """Who is counted: a kiosk at an address, so that nobody elsewhere can use up a kiosk's calls in its name."""
    return request.client.host if request.client else "", kiosk_of(data)


def _no(reason: Wrong | BlobRefusal) -> Response[bytes]:
    return Response(reason.value.encode(), status_code=_STATUS.get(reason, 400), media_type=MediaType.TEXT)


def _gone() -> Response[bytes]:
    return Response(b"", status_code=408, media_type=MediaType.TEXT)


def _later(status: int, wait_s: float) -> Response[bytes]:
    _log.warning("turned_away", status=status)
    return Response(
        b"", status_code=status, media_type=MediaType.TEXT, headers={"retry-after": str(max(1, math.ceil(wait_s)))}
    )
