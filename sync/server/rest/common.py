"""What the areas of the API share: times, lines of text, pages with a cursor, the session of a call."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
from datetime import UTC, datetime
from typing import Annotated, Any, Final, TypeVar

import msgspec
from litestar.connection import ASGIConnection
from litestar.exceptions import TooManyRequestsException
from litestar.handlers.base import BaseRouteHandler
from litestar.params import PathParameter, QueryParameter

from sync.server.exchange.calls import Calls
from sync.server.rest.problem import Refused

MOST: Final = 200
"""Of a list, in one answer."""

T = TypeVar("T")

Moment = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""In a cursor: what a database takes for one."""
Line = Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^[^\x00-\x1f\x7f]*$", description="One line of text")]
Lines = Annotated[
    str,
    msgspec.Meta(min_length=1, max_length=1000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$", description="Lines of text"),
]
Text = Annotated[
    str, msgspec.Meta(max_length=1000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$", description="Lines of text, or none")
]
Ordinal = Annotated[int, PathParameter(ge=1, le=1_000_000, description="As the list has it")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="At most so many in one answer")]
Cursor = Annotated[
    str,
    QueryParameter(
        name="cursor", max_length=200, pattern=r"^[A-Za-z0-9_-]*$", description="`next` of the answer before"
    ),
]


def moment(ms: int) -> datetime:
    """An instant as the API writes it: UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def maybe(ms: int | None) -> datetime | None:
    """The same where there may be none."""
    return None if ms is None else moment(ms)


def milliseconds(at: datetime) -> int:
    """An instant as the database has it. Raises Refused for one without a zone or outside what a calendar can say."""
    if at.tzinfo is None:
        raise Refused(422, "no_zone", "Waktu itu tidak menyebut zonanya.", "Write 2026-12-01T08:00:00+07:00.")
    try:
        return int(at.timestamp() * 1000)
    except (OverflowError, ValueError) as error:
        raise Refused(422, "wrong_time", "Waktu itu tidak bisa dipakai.") from error


def cursor(*place: Any) -> str:
    """Where the next page begins, as text that says nothing to anybody else."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(place)).rstrip(b"=").decode()


def place_of(text: str, kind: type[T]) -> T | None:
    """What `cursor` wrote; none for the first page. Raises Refused for what it never wrote."""
    if not text:
        return None
    try:
        return msgspec.msgpack.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=kind)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise Refused(400, "bad_cursor", "Penanda halaman itu tidak dikenal.", "Begin without `cursor`.") from error


def _caller(request: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, str]:
    """Who is counted: a token or a session; without any, an address."""
    known = request.headers.get("authorization") or request.headers.get("cookie")
    if known:
        return "api", hashlib.blake2b(known.encode(), digest_size=16).hexdigest()
    return "api", request.client.host if request.client else ""


def paced(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Six hundred calls at once and ten a second from one token: a program gone mad must not keep the desk waiting."""
    calls: Calls = connection.app.state.calls
    wait = calls.wait_s(_caller(connection))
    if wait:
        raise TooManyRequestsException(headers={"retry-after": str(max(1, math.ceil(wait)))})
