"""Letters: templates, drafts, issue, void, the page itself and the register."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody, PathParameter, QueryParameter

from sync.server.desk import letters as room
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.letters import book, register, templates
from sync.server.letters.book import Letter, LetterRefusal, LetterState, Page
from sync.server.letters.content import Content
from sync.server.people.rights import Right
from sync.server.rest.common import Line, maybe, moment
from sync.server.rest.once import Once, OnceKey, gone
from sync.server.rest.problem import Refused, not_found, refusals
from sync.server.work import requests

_TAGS: Final = ["letters"]
_WHAT: Final = "Surat itu"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LetterId = Annotated[str, PathParameter(pattern="^[0-9a-f]{32}$", description="`id` of a letter")]
Year = Annotated[int, PathParameter(ge=2000, le=9998, description="A year")]


class TemplateEntry(msgspec.Struct, frozen=True):
    """A kind of letter."""

    id: str
    name: str
    services: tuple[str, ...]
    """Catalogue numbers of the services that it is for."""


class TemplateList(msgspec.Struct, frozen=True):
    """The kinds of letters there are."""

    templates: list[TemplateEntry]


class LetterEntry(msgspec.Struct, frozen=True):
    """A letter, nothing of what it says."""

    id: str
    request: UUID | None
    template: str
    state: LetterState
    written: str | None
    """Its number as it stands in the letter; null until it is issued."""
    year: int | None
    number: int | None
    classification: str
    created_at: datetime
    created_by: str
    issued_at: datetime | None
    issued_by: str | None
    voided_at: datetime | None
    voided_by: str | None


class LetterList(msgspec.Struct, frozen=True):
    """Letters, the newest first."""

    letters: list[LetterEntry]


class LetterPage(msgspec.Struct, frozen=True):
    """A letter and what it says."""

    letter: LetterEntry
    content: Content
    blanks: int
    """Places that wait for somebody; it is not issued before they are filled."""
    qr: str | None
    void_reason: str | None


class NewLetter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft to be."""

    template: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,60}$", examples=["domisili"])]
    request: UUID | None = None
    """Whose answers it is filled from; null: an empty one."""


class VoidOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take an issued letter back."""

    reason: Line


@get(
    "/letters/templates",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="listTemplates",
    responses=refusals(),
    sync_to_thread=True,
)
def kinds() -> TemplateList:
    """The kinds of letters that the office writes."""
    return TemplateList([TemplateEntry(one.id, one.name, tuple(one.services)) for one in templates.shipped().all])


@get(
    "/letters",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="listLetters",
    responses=refusals(),
    sync_to_thread=True,
)
def listed(
    server: ServerDep,
    *,
    states: Annotated[list[LetterState] | None, QueryParameter(name="state", description="Only these")] = None,
    year: Annotated[int | None, QueryParameter(ge=2000, le=9998, description="Issued in that year")] = None,
) -> LetterList:
    """Letters, the newest first."""
    with server.database.reading() as connection:
        found = book.listed(connection, server.office.code, states or list(LetterState), year=year)
    return LetterList([_entry(one) for one in found])


@post(
    "/letters",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="beginLetter",
    status_code=201,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def begin(server: ServerDep, session: SessionDep, data: JSONBody[NewLetter], key: OnceKey = "") -> LetterPage:
    """A draft, filled from a request's answers; the look into them is recorded."""
    shelf = templates.shipped()
    template = shelf.find(data.template)
    if template is None:
        raise Refused(422, "no_such_template", "Jenis surat itu tidak ada.", "See: GET /api/v1/letters/templates")
    now = server.clock.now_ms()
    once = Once(server, session, "beginLetter", key, data)
    with server.database.writing() as connection:
        before = once.before(connection)
        if before is not None:
            known = book.read(connection, server.office, before, actor=session.petugas, now=now)
            if known is None:
                raise gone(before)
            return _page(known)
        opened = None
        if data.request is not None:
            opened = requests.open_request(connection, server.office, str(data.request), actor=session.petugas, now=now)
            if opened is None:
                raise not_found("Permohonan itu")
        made = book.begin(
            connection,
            server.office,
            template,
            shelf=shelf,
            opened=opened,
            catalog=server.catalog,
            actor=session.petugas,
            now=now,
        )
        if isinstance(made, LetterRefusal):
            raise _refused(made)
        once.made(connection, made.letter.id)
    return _page(made)


@get(
    "/letters/{letter_id:str}",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="openLetter",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, session: SessionDep, letter_id: LetterId) -> LetterPage:
    """A letter and what it says. The look is recorded."""
    with server.database.writing() as connection:
        found = book.read(connection, server.office, letter_id, actor=session.petugas, now=server.clock.now_ms())
    if found is None:
        raise not_found(_WHAT)
    return _page(found)


@put(
    "/letters/{letter_id:str}/content",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="saveLetter",
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def save(server: ServerDep, letter_id: LetterId, data: JSONBody[Content]) -> LetterPage:
    """What somebody made of a draft. Its template stays."""
    if not all(text.isprintable() and len(text) <= 4000 for text in _texts(msgspec.to_builtins(data))):
        raise Refused(422, "odd_characters", "Isi surat memuat huruf yang tidak bisa dicetak.")
    with server.database.writing() as connection:
        before = book.peek(connection, server.office, letter_id)
        if before is not None and before.content.template != data.template:
            raise Refused(422, "other_template", "Jenis surat tidak bisa diganti.", "Begin another draft.")
        done = book.save(connection, server.office, letter_id, data)
    return _done(done)


@delete(
    "/letters/{letter_id:str}",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="discardLetter",
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def discard(server: ServerDep, session: SessionDep, letter_id: LetterId) -> None:
    """Throws a draft away. What was issued stays for ever."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        refused = book.discard(connection, server.office, letter_id, actor=session.petugas, now=now)
    if refused is not None:
        raise _refused(refused)


@post(
    "/letters/{letter_id:str}/issue",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="issueLetter",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def issue(server: ServerDep, session: SessionDep, letter_id: LetterId) -> LetterPage:
    """Gives a draft its number, its date and its QR. It is never changed again; asked twice, the second is refused (409)."""
    with server.database.writing() as connection:
        done = book.issue(
            connection,
            server.office,
            templates.shipped(),
            letter_id,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return _done(done)


@post(
    "/letters/{letter_id:str}/void",
    opt=needs(Right.SIGN),
    tags=_TAGS,
    operation_id="voidLetter",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def void(server: ServerDep, session: SessionDep, letter_id: LetterId, data: JSONBody[VoidOrder]) -> LetterPage:
    """Takes an issued letter back. Its number stays its own."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        done = book.void(connection, server.office, letter_id, data.reason, actor=session.petugas, now=now)
    return _done(done)


@get(
    "/letters/{letter_id:str}/pdf",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="letterPdf",
    responses=refusals(404),
    media_type="application/pdf",
    sync_to_thread=True,
)
def paper(server: ServerDep, session: SessionDep, letter_id: LetterId) -> Response[bytes]:
    """The page: of an issued letter the very bytes that were issued, of a void one crossed by BATAL."""
    with server.database.writing() as connection:
        found = book.paper(connection, server.office, letter_id, actor=session.petugas, now=server.clock.now_ms())
    if found is None:
        raise not_found(_WHAT)
    return Response(found, media_type="application/pdf")


@get(
    "/letters/register/{year:int}",
    opt=needs(Right.LETTERS),
    tags=_TAGS,
    operation_id="letterRegister",
    responses=refusals(404),
    media_type=_XLSX,
    sync_to_thread=True,
)
def register_of(server: ServerDep, session: SessionDep, year: Year) -> Response[bytes]:
    """The register of outgoing letters of a year, as a workbook. It names people, so the look is recorded."""
    with server.database.writing() as connection:
        lines = register.entries(
            connection,
            server.office,
            templates.shipped(),
            year,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return Response(register.workbook(lines, server.office, year), media_type=_XLSX)


ROUTES = (kinds, listed, begin, one, save, discard, issue, void, paper, register_of)


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case list() | tuple():
            return [text for one in value for text in _texts(one)]
        case _:
            return []


def _done(done: Page | LetterRefusal) -> LetterPage:
    if isinstance(done, LetterRefusal):
        raise _refused(done)
    return _page(done)


def _refused(refused: LetterRefusal) -> Refused:
    match refused:
        case LetterRefusal.NOT_FOUND:
            return not_found(_WHAT)
        case LetterRefusal.NEEDS_REASON:
            status = 422
        case _:
            status = 409
    return Refused(status, refused.value, room.REFUSED[refused])


def _page(page: Page) -> LetterPage:
    return LetterPage(
        _entry(page.letter),
        page.content,
        page.content.blanks(),
        page.issue.qr if page.issue else None,
        page.void_reason,
    )


def _entry(one: Letter) -> LetterEntry:
    return LetterEntry(
        one.id,
        UUID(one.permohonan_id) if one.permohonan_id else None,
        one.template,
        one.state,
        one.written,
        one.year,
        one.number,
        one.classification,
        moment(one.created_at),
        one.created_by,
        maybe(one.issued_at),
        one.issued_by,
        maybe(one.voided_at),
        one.voided_by,
    )
