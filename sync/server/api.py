"""What programs ask the server: the exchange, and whether it is well."""

from __future__ import annotations

import structlog
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody, SkipValidation
from sqlalchemy import select

from sync.protocol import CONTENT_TYPE, MAX_PACKED, PATH, Wrong
from sync.server.context import Server
from sync.server.receive import receive
from sync.server.tables import offices

_log = structlog.get_logger("kelurahan")

_STATUS = {Wrong.TOO_LARGE: 413, Wrong.OTHER_OFFICE: 404}


@post(PATH, status_code=200, media_type=CONTENT_TYPE, request_max_body_size=MAX_PACKED, sync_to_thread=True)
def exchange(body: RawBody, server: NamedDependency[SkipValidation[Server]]) -> Response[bytes]:
    """One exchange: the bytes of a request, answered by the bytes of a signed reply (sync/README.md).

    Bytes that cannot be answered with a signature get 400, 404 (no such office here) or 413.
    """
    received = receive(server.database, server.office, body, now=server.clock.now_ms(), live=True)
    if isinstance(received, Wrong):
        _log.info("exchange_unreadable", reason=received.value, bytes=len(body))
        return Response(received.value.encode(), status_code=_STATUS.get(received, 400), media_type=MediaType.TEXT)
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


@get("/healthz", sync_to_thread=True)
def healthz(server: NamedDependency[SkipValidation[Server]]) -> dict[str, bool]:
    """Answers while the database does. For whoever watches the server."""
    with server.database.reading() as connection:
        connection.execute(select(offices.c.office).limit(1))
    return {"ok": True}
