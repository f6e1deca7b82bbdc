"""The server as one ASGI application: the exchange, the desk, /healthz."""

from __future__ import annotations

import copy
import traceback
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar, MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.stores.registry import StoreRegistry

from kiosk.clock import Clock
from kiosk.domain.catalog import Catalog
from kiosk.errors import CannotNow
from sync.server.board.stream import Boards
from sync.server.context import Offices
from sync.server.desk.frame import chosen
from sync.server.desk.pages import desk
from sync.server.exchange import api
from sync.server.exchange.calls import Calls
from sync.server.office import OfficeKeys
from sync.server.rest.described import DescribedStructs
from sync.server.rest.problem import say
from sync.server.rest.router import api as rest
from sync.server.rest.router import openapi
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase

_log = structlog.get_logger("kelurahan")


def create_app(
    database: Database,
    office: OfficeKeys,
    catalog: Catalog,
    clock: Clock,
    calls: Calls | None = None,
    *,
    data: Path | None = None,
    others: Iterable[OfficeKeys] = (),
    passphrase: Passphrase | None = None,
) -> Litestar:
    """The application on an open database. Several can stand behind one proxy: each only counts who calls it too often.

    `catalog` is what there is without the files that the office has published, `data` the server's folder, `others` the
    offices that are served beside the first; `passphrase`: what key files in that folder are locked with.
    """
    calls = calls or Calls()
    offices = Offices(
        database, {keys.code: keys for keys in (office, *others)}, catalog, clock, data, passphrase=passphrase
    )
    app = copy.copy(_routes())
    app.state = State({"offices": offices, "calls": calls, "boards": Boards(offices)})
    app.stores = StoreRegistry()  # who logs in too often, counted for each
    return app


@cache
def _routes() -> Litestar:
    """The routes, which know no office: they are made once in a process, which takes a third of a second. Litestar names the
    application that was called in each request's scope, so a copy with a state of its own serves what is in that state.
    """
    return Litestar(
        route_handlers=[api.exchange, api.blob, api.healthz, desk(), rest()],
        dependencies={
            "offices": Provide(_offices, sync_to_thread=False),
            "server": Provide(chosen, sync_to_thread=False),
            "calls": Provide(_calls, sync_to_thread=False),
            "boards": Provide(_boards, sync_to_thread=False),
        },
        exception_handlers={CannotNow: _cannot_now, Exception: _bug},
        logging_config=None,
        openapi_config=openapi(),
        include_in_schema=False,  # what is no part of the API
        plugins=[DescribedStructs()],
    )


def _offices(request: Request[Any, Any, Any]) -> Offices:
    offices: Offices = request.app.state.offices
    return offices


def _calls(request: Request[Any, Any, Any]) -> Calls:
    calls: Calls = request.app.state.calls
    return calls


def _boards(request: Request[Any, Any, Any]) -> Boards:
    boards: Boards = request.app.state.boards
    return boards


def _cannot_now(_request: Request[Any, Any, Any], error: CannotNow) -> Response[str]:
    _log.error("cannot_now", what=type(error).__name__)
    return Response(f"{error}\n", status_code=503, media_type=MediaType.TEXT, headers={"retry-after": "30"})


def _bug(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A surprise: logged by type and place only, because a message may quote what a resident wrote."""
    if isinstance(error, HTTPException):
        if request.url.path.startswith("/api/"):
            return say(request, error)
        return Response(f"{error.detail}\n", status_code=error.status_code, media_type=MediaType.TEXT)
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("bug", error=type(error).__name__, place=f"{Path(place.filename).name}:{place.lineno}")
    return Response("Internal error\n", status_code=500, media_type=MediaType.TEXT)
