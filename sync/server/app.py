"""The server as one ASGI application: the exchange, the desk, /healthz."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar, MediaType, Request, Response
from litestar.di import Provide
from litestar.exceptions import HTTPException

from kiosk.clock import Clock
from kiosk.domain.catalog import Catalog
from kiosk.errors import CannotNow
from sync.server import api
from sync.server.calls import Calls
from sync.server.context import Server, Shelf
from sync.server.database import Database
from sync.server.desk.pages import desk
from sync.server.office import OfficeKeys

_log = structlog.get_logger("kelurahan")


def create_app(
    database: Database,
    office: OfficeKeys,
    catalog: Catalog,
    clock: Clock,
    calls: Calls | None = None,
    *,
    data: Path | None = None,
) -> Litestar:
    """The application on an open database. Several can stand behind one proxy: each only counts who calls it too often.

    `catalog` is what there is without the files that the office has published, `data` the server's folder.
    """
    calls = calls or Calls()
    shelf = Shelf(database, office.code, catalog, data)
    return Litestar(
        route_handlers=[api.exchange, api.blob, api.healthz, desk()],
        dependencies={
            "server": Provide(lambda: Server(database, office, shelf, clock), sync_to_thread=False),
            "calls": Provide(lambda: calls, sync_to_thread=False),
        },
        exception_handlers={CannotNow: _cannot_now, Exception: _bug},
        logging_config=None,
        openapi_config=None,
    )


def _cannot_now(_request: Request[Any, Any, Any], error: CannotNow) -> Response[str]:
    _log.error("cannot_now", what=type(error).__name__)
    return Response(f"{error}\n", status_code=503, media_type=MediaType.TEXT, headers={"retry-after": "30"})


def _bug(_request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """A surprise: logged by type and place only, because a message may quote what a resident wrote."""
    if isinstance(error, HTTPException):
        return Response(f"{error.detail}\n", status_code=error.status_code, media_type=MediaType.TEXT)
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("bug", error=type(error).__name__, place=f"{Path(place.filename).name}:{place.lineno}")
    return Response("Internal error\n", status_code=500, media_type=MediaType.TEXT)
