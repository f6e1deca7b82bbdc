"""The desk's routes. Every page but the log-in needs a session; every form carries its session's token."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router

from kiosk.catalog_files import ASSETS
from sync.server.board import pages as board
from sync.server.desk import (
    content,
    flashdisk,
    forwarded,
    hooks,
    inbox,
    kiosks,
    letters,
    login,
    loket,
    people,
    reports,
    request,
    subjects,
    trail,
)
from sync.server.desk.frame import (
    NotLoggedIn,
    admitted,
    find_session,
    same_site,
    say_refused,
    to_login,
)


def desk() -> Router:
    """The desk's routes and their files."""
    files = create_static_files_router(
        "/web", [ASSETS / "web", ASSETS / "fonts"], after_request=_file_headers, include_in_schema=False
    )
    pages = Router(
        "/",
        route_handlers=[
            *login.ROUTES,
            *inbox.ROUTES,
            *request.ROUTES,
            *(flashdisk.stick_page, flashdisk.send_files, flashdisk.send_file),
            *kiosks.ROUTES,
            *forwarded.ROUTES,
            *loket.ROUTES,
            *board.ROUTES,
            *letters.ROUTES,
            *content.ROUTES,
            *reports.ROUTES,
            *people.ROUTES,
            *hooks.ROUTES,
            *trail.ROUTES,
            *subjects.ROUTES,
        ],
        dependencies={"session": Provide(find_session, sync_to_thread=False)},
        guards=[admitted],
        before_request=same_site,
        exception_handlers={NotLoggedIn: to_login, HTTPException: say_refused},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
    return Router("/", route_handlers=[pages, files])


def _file_headers(response: Response[Any]) -> Response[Any]:
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["cache-control"] = "max-age=3600"
    return response
