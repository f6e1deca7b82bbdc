"""The board in the waiting room: a page for a TV, and the stream that keeps it up to date."""

from __future__ import annotations

import hmac
from typing import Any, Final

from litestar import MediaType, Response, get
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, SkipValidation
from litestar.response import Stream

from kiosk.domain import words
from sync.server.board import voice
from sync.server.board.state import CALLS, NEXT, Board, board
from sync.server.board.stream import Boards
from sync.server.context import Offices, Server
from sync.server.desk.frame import HEADERS, OfficesDep, needs, page
from sync.server.people.rights import Right

BoardsDep = NamedDependency[SkipValidation[Boards]]

_KINDS: Final = {".ogg": "audio/ogg", ".wav": "audio/wav"}


@get("/papan", opt=needs(Right.OPEN), sync_to_thread=True)
def board_page(offices: OfficesDep, kantor: FromQuery[str] = "", kunci: FromQuery[str] = "") -> Response[str]:
    """The board: for everybody in the hall, unless the office has closed it with a key."""
    found = _open(offices, kantor, kunci)
    if found is None:
        return _closed()
    server, shown = found
    local = server.zone.local(server.clock.now_ms())
    return page(
        "papan.html",
        server,
        board=shown,
        previous=[*shown.calls[1:], *[None] * CALLS][: CALLS - 1],
        places=NEXT,
        stream=f"/papan/aliran?kantor={server.office.code}" + (f"&kunci={kunci}" if kunci else ""),
        clock=f"{local.hour:02}.{local.minute:02}",
        day=words.day(local.date()),
        zone=server.zone.hours,
    )


@get("/papan/aliran", opt=needs(Right.OPEN))
async def stream(
    offices: OfficesDep, boards: BoardsDep, kantor: FromQuery[str] = "", kunci: FromQuery[str] = ""
) -> Response[Any]:
    """The board's events: `keadaan` with the whole board as JSON, `detak` with the server's time."""
    if boards.full:
        return Response(b"", status_code=503, media_type=MediaType.TEXT, headers={"retry-after": "30"})
    found = await sync_to_thread(_open, offices, kantor, kunci)
    if found is None:
        return _closed()
    headers = {**HEADERS, "x-accel-buffering": "no"}
    return Stream(boards.follow(found[0].office.code, kunci), media_type="text/event-stream", headers=headers)


@get("/papan/suara/{language:str}/{name:str}", opt=needs(Right.OPEN), sync_to_thread=True)
def clip(language: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """One clip of the words that calls are made of."""
    path = voice.clip(language, name)
    if path is None:
        return Response(b"", status_code=404, media_type=MediaType.TEXT)
    headers = {"cache-control": "max-age=86400", "x-content-type-options": "nosniff"}
    return Response(path.read_bytes(), media_type=_KINDS[path.suffix], headers=headers)


def _open(offices: Offices, code: str, key: str) -> tuple[Server, Board] | None:
    """The office of a board's address and its board, when the address may see it."""
    server = offices.server(code or None)
    if server is None:
        return None
    shown, wanted = board(server)
    return (server, shown) if not wanted or hmac.compare_digest(wanted.encode(), key.encode()) else None


def _closed() -> Response[str]:
    """One answer for an office that is not served here and for a key that is wrong."""
    return Response("Papan ini tidak terbuka untuk alamat itu.\n", status_code=404, media_type=MediaType.TEXT)


ROUTES: Final[tuple[Any, ...]] = (board_page, stream, clip)
"""The routes of the board."""
