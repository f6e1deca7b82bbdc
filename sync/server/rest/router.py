"""The routes of the API and its description."""

from __future__ import annotations

from typing import Any, Final

from litestar import MediaType, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from kiosk.errors import CannotNow, WrongUse
from sync.server.desk.frame import COOKIE, NotLoggedIn, admitted, find_session, needs
from sync.server.people.rights import Right
from sync.server.rest import (
    catalog,
    content,
    files,
    forwarded,
    kiosks,
    letters,
    office,
    programs,
    queue,
    requests,
    retention,
    settings,
    sticks,
    subjects,
)
from sync.server.rest.common import paced
from sync.server.rest.problem import say

PATH: Final = "/api/v1"
_DESCRIPTION: Final = """\
Everything the desk does, for other programs of the same office. Ask with `Authorization: Bearer CODE~TOKEN` (an admin makes
tokens in the room "Akun"), or from a page of the desk with its cookie and the header `x-csrf-token`.

Times are UTC (RFC 3339). Lists come in pages: ask again with `cursor` = `next` until `next` is null. Every refusal is an
`application/problem+json`; go by its `code`. Whatever opens a resident's answers is recorded in the audit trail.
"""


def api() -> Router:
    """All areas of the API."""
    return Router(
        PATH,
        route_handlers=[
            *catalog.ROUTES,
            *requests.ROUTES,
            *forwarded.ROUTES,
            *subjects.ROUTES,
            *retention.ROUTES,
            *queue.ROUTES,
            *letters.ROUTES,
            *settings.ROUTES,
            *content.ROUTES,
            *files.ROUTES,
            *kiosks.ROUTES,
            *sticks.ROUTES,
            *office.ROUTES,
            *programs.ROUTES,
        ],
        dependencies={"session": Provide(find_session, sync_to_thread=False)},
        guards=[paced, admitted],
        exception_handlers={NotLoggedIn: say, HTTPException: say, WrongUse: say, CannotNow: say},
        response_headers={},
        after_request=_private,
        request_max_body_size=4 * 1024 * 1024,
        security=[{"token": []}, {"session": []}],
        include_in_schema=True,
    )


def openapi() -> OpenAPIConfig:
    """What `/api/v1/openapi.json` says. Open to all: it tells nothing of anybody."""
    return OpenAPIConfig(
        title="Publik Kiosk: kelurahan",
        version="1",
        description=_DESCRIPTION,
        use_handler_docstrings=True,
        components=Components(
            security_schemes={
                "token": SecurityScheme(type="http", scheme="bearer"),
                "session": SecurityScheme(type="apiKey", name=COOKIE, security_scheme_in="cookie"),
            }
        ),
        openapi_router=Router(f"{PATH}/openapi.json", route_handlers=[], opt=needs(Right.OPEN)),
        render_plugins=[JsonRenderPlugin(path="/", media_type=MediaType.JSON)],
    )


def _private(response: Response[Any]) -> Response[Any]:
    """Answers of residents must not be kept by anything between us and the program that asked."""
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    return response
