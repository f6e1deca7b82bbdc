"""How a program is told that something was not done: one shape for every refusal (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from kiosk.errors import CannotNow, WrongUse
from sync.server.desk.frame import NotLoggedIn

MEDIA_TYPE: Final = "application/problem+json"
_TYPE: Final = "urn:publik-kiosk:problem:"
_AGAIN_S: Final = 30
_REFUSED: Final = "Permintaan itu tidak bisa dilayani."


class Problem(msgspec.Struct, frozen=True):
    """Why a request was not served. A program goes by `code`, a person reads `detail`."""

    type: Annotated[str, msgspec.Meta(description="A name for this kind of problem", examples=[f"{_TYPE}not_allowed"])]
    title: Annotated[str, msgspec.Meta(description="The HTTP status in words", examples=["Conflict"])]
    status: Annotated[int, msgspec.Meta(description="The HTTP status", examples=[409])]
    code: Annotated[str, msgspec.Meta(description="The refusal, for programs", examples=["not_allowed"])]
    detail: Annotated[str, msgspec.Meta(description="The refusal, for people, Indonesian", examples=[_REFUSED])]
    hint: Annotated[str | None, msgspec.Meta(description="For whoever writes the program: what to mend, English")] = (
        None
    )


class Refused(HTTPException):
    """Something that a use case did not do."""

    def __init__(self, status: int, code: str, detail: str, hint: str | None = None) -> None:
        super().__init__(detail=detail, status_code=status)
        self.code = code
        self.hint = hint


def not_found(what: str) -> Refused:
    """There is none, or not for this account: the two are not told apart."""
    return Refused(404, "not_found", f"{what} tidak ditemukan.")


_SAID: Final = {
    400: ("unreadable", "Kiriman itu tidak bisa dibaca."),
    401: ("not_logged_in", "Program ini belum masuk, atau tokennya sudah dicabut."),
    403: ("forbidden", "Akun atau token ini tidak boleh melakukan itu."),
    404: ("not_found", "Alamat itu tidak ada."),
    405: ("method_not_allowed", "Alamat itu tidak melayani cara ini."),
    409: ("conflict", "Tidak bisa dilakukan pada keadaan sekarang."),
    413: ("too_large", "Kiriman itu terlalu besar."),
    422: ("wrong_values", "Nilai itu tidak bisa dipakai."),
    429: ("too_many", "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi."),
    503: ("cannot_now", "Server sedang tidak bisa melayani. Coba lagi sebentar lagi."),
}


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """What a route may answer instead: what every route may, and these."""
    return {
        status: ResponseSpec(
            Problem, description=HTTPStatus(status).phrase, media_type=MEDIA_TYPE, generate_examples=False
        )
        for status in sorted({400, 401, 403, 429, 503, *statuses})
    }


def say(_request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The answer for a refusal of any kind."""
    match error:
        case Refused():
            return _answer(error.status_code, error.code, error.detail, error.hint, error.headers)
        case NotLoggedIn():
            return _answer(401, headers={"www-authenticate": "Bearer"})
        case ValidationException():
            return _answer(400, hint=_places(error.extra))
        case HTTPException():
            return _answer(error.status_code, headers=error.headers)
        case RecursionError():  # brackets within brackets without end, where a body may hold anything
            return _answer(400)
        case WrongUse():
            return _answer(422, hint=str(error))
        case CannotNow():
            return _answer(503, headers={"retry-after": str(_AGAIN_S)})
        case _:
            raise error


def _answer(
    status: int,
    code: str = "",
    detail: str = "",
    hint: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response[Problem]:
    usual_code, usual = _SAID.get(status, ("refused", _REFUSED))
    problem = Problem(
        f"{_TYPE}{code or usual_code}", HTTPStatus(status).phrase, status, code or usual_code, detail or usual, hint
    )
    allowed = {name: value for name, value in (headers or {}).items() if name.lower() != "content-type"}
    return Response(
        problem, status_code=status, media_type=MEDIA_TYPE, headers={"cache-control": "no-store", **allowed}
    )


def _places(extra: object) -> str | None:
    """What was wrong where: names of fields and kinds, in the words of the decoder."""
    found: Iterable[object] = extra if isinstance(extra, list) else ()
    said = [f"{one.get('key', '')}: {one.get('message', '')}" for one in found if isinstance(one, dict)]
    return "; ".join(said)[:500] or None
