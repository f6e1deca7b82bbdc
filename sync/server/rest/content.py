"""What kiosks show, as petugas write it: drafts, publishing, editions of before; services in the office's own words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from litestar import get, post, put
from litestar.params import JSONBody, PathParameter
from sqlalchemy import Connection

from kiosk.domain.catalog import Service
from kiosk.domain.content import ContentFile, Record, flaws, parse_file
from kiosk.errors import WrongUse
from sync.server.content import drafts, service_texts
from sync.server.content.content_toml import write_file
from sync.server.content.drafts import Edition, Overtaken, Place, Sheet
from sync.server.content.service_texts import Saying
from sync.server.context import Server
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.exchange import files
from sync.server.people.rights import Right
from sync.server.rest.common import maybe, moment
from sync.server.rest.files import FileName
from sync.server.rest.once import Once, OnceKey, gone
from sync.server.rest.problem import Refused, not_found, refusals, say

_TAGS: Final = ["content"]
_WHAT: Final = "Isi itu"

Ref = Annotated[str, PathParameter(pattern="^[A-Z][0-9]{2}$", description="Number of a service, `C15`")]
ServiceRef = Annotated[str, PathParameter(pattern="^[A-Z][0-9]{2}$", description="Number of a service, `D18`")]
RecordId = Annotated[str, PathParameter(pattern="^[a-z0-9][a-z0-9_]{0,100}$", description="`id` of a record")]
Seen = Annotated[str, msgspec.Meta(max_length=64, pattern="^[0-9a-f]*$")]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Kind = Literal["article", "schedule", "entry", "document", "table"]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f]$")]


class RecordEntry(msgspec.Struct, frozen=True):
    """A record as it stands in the draft, or without one as kiosks show it."""

    id: str
    kind: Kind
    file: str
    record: dict[str, Any]
    """As in `assets/content/*.toml`; what is left out the office has not filled in."""
    seen: str
    """What whoever changes it sends back."""


class ContentPage(msgspec.Struct, frozen=True):
    """What stands under one service."""

    ref: str
    records: list[RecordEntry]
    drafted_at: datetime | None
    """Of what nobody has published yet; null: kiosks show all of it."""
    drafted_by: str | None
    seen: str
    """What whoever publishes or discards the draft sends back; empty without one."""


class ContentEntry(msgspec.Struct, frozen=True):
    """A service that has something to read."""

    ref: str
    records: int
    drafted: bool
    published: bool
    """The office's own, not only what the program brings."""


class ContentList(msgspec.Struct, frozen=True):
    """All of them, by number."""

    services: list[ContentEntry]


class NewRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record to be; its id is made from its title."""

    kind: Kind
    record: dict[str, Any]


class RecordChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record as it should be, the whole of it."""

    seen: Seen
    record: dict[str, Any]


class SeenRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which record it was when you decided."""

    seen: Seen


class Shift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Before or after its neighbour of the same kind."""

    direction: Literal["up", "down"]


class DraftOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Publish the draft of a service."""

    seen: Seen
    """The `seen` of the page: when a colleague has written since, nothing is published (409)."""
    over: bool = False
    """Also where somebody has published the same file since the draft was begun."""


class SeenDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which draft it was when you decided."""

    seen: Seen


class EditionEntry(msgspec.Struct, frozen=True):
    """One publication of a file."""

    name: str
    number: int
    """0: what the program brings."""
    at: datetime | None
    actor: str
    withdrawn: bool
    current: bool


class Editions(msgspec.Struct, frozen=True):
    """What was published, the newest first."""

    editions: list[EditionEntry]


class RevertOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Publish an edition of before once more."""

    name: FileName
    number: Number
    """Of the edition; 0: what the program brings."""
    seen: Number
    """The newest number of this file when you decided."""


class Changed(msgspec.Struct, frozen=True):
    """What a publication made."""

    number: int | None
    """Of the change; null: nothing was new."""


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to bring."""

    text: Words
    note: Annotated[str, msgspec.Meta(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    id: Annotated[str, msgspec.Meta(max_length=100, pattern="^[a-z0-9_]*$")] = ""
    """Of one that was there, which keeps when it is asked for; empty: a new one."""


class ServiceTexts(msgspec.Struct, frozen=True):
    """A service as it is told of, Indonesian."""

    summary: str
    estimate: str
    cost: int
    """Rupiah; 0: free."""
    requirements: list[Requirement]
    seen: int
    """What whoever changes it sends back."""
    editions: list[EditionEntry]
    """What the office published in its own words, the newest first."""


class NewTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office says of a service."""

    seen: Number
    summary: Words
    estimate: Words
    cost: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
    requirements: Annotated[list[Requirement], msgspec.Meta(max_length=40)]


class TextsRevert(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which edition of the office's own words is to be in use; 0: the program's."""

    number: Number
    seen: Number


# --- Content ----------------------------------------------------------------------------------------------------------


@get(
    "/content",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="listContent",
    responses=refusals(),
    sync_to_thread=True,
)
def listed(server: ServerDep) -> ContentList:
    """Every service that has something to read."""
    with server.database.reading() as connection:
        all_ = drafts.sheets(connection, server.office.code)
    found = []
    for ref in sorted({one.file.service for one in all_}):
        here = [one for one in all_ if one.file.service == ref]
        count = sum(len(one.file.records()) for one in here)
        found.append(ContentEntry(ref, count, any(one.draft for one in here), any(one.issue for one in here)))
    return ContentList(found)


@get(
    "/content/{ref:str}",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="openContent",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, ref: Ref) -> ContentPage:
    """What stands under one service, with what is not published yet."""
    _known(server, ref)
    with server.database.reading() as connection:
        return _page(ref, drafts.sheets(connection, server.office.code, ref))


@post(
    "/content/{ref:str}/records",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="addRecord",
    status_code=201,
    responses=refusals(404, 409, 422),
    exception_handlers={RecursionError: say},
    sync_to_thread=True,
)
def add(server: ServerDep, session: SessionDep, ref: Ref, data: JSONBody[NewRecord], key: OnceKey = "") -> RecordEntry:
    """Keeps a new record in the draft. Residents see it when it is published."""
    _known(server, ref)
    record = _read(data.kind, {**data.record, "id": "baru"})
    once = Once(server, session, "addRecord", key, ref, data)
    with server.database.writing() as connection:
        made = once.before(connection)
        here = drafts.sheets(connection, server.office.code, ref)
        if made is not None:
            known = _find(here, made)
            if known is None:
                raise gone(made)
            return _entry(*known)
        place = drafts.place_of_new(ref, here)
        kept = _kept(
            drafts.keep(
                connection,
                server.office.code,
                place,
                record,
                seen="",
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
        )
        once.made(connection, kept.id)
    return _entry(kept, place.name)


@put(
    "/content/{ref:str}/records/{record_id:str}",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="saveRecord",
    responses=refusals(404, 409, 422),
    exception_handlers={RecursionError: say},
    sync_to_thread=True,
)
def save(
    server: ServerDep, session: SessionDep, ref: Ref, record_id: RecordId, data: JSONBody[RecordChange]
) -> RecordEntry:
    """Keeps a record in the draft, in the place of what it was."""
    with server.database.writing() as connection:
        before, name = _found(connection, server, ref, record_id)
        record = _read(_kind(before), {**data.record, "id": record_id})
        if not data.seen:
            raise _overtaken(Overtaken(""))
        kept = _kept(
            drafts.keep(
                connection,
                server.office.code,
                Place(ref, name),
                record,
                seen=data.seen,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
        )
    return _entry(kept, name)


@post(
    "/content/{ref:str}/records/{record_id:str}/remove",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="removeRecord",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def remove(server: ServerDep, session: SessionDep, ref: Ref, record_id: RecordId, data: JSONBody[SeenRecord]) -> None:
    """Takes a record out of the draft. Residents see it until that is published."""
    with server.database.writing() as connection:
        _, name = _found(connection, server, ref, record_id)
        _kept(
            drafts.remove(
                connection,
                server.office.code,
                Place(ref, name),
                record_id,
                seen=data.seen,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
        )


@post(
    "/content/{ref:str}/records/{record_id:str}/shift",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="shiftRecord",
    status_code=204,
    responses=refusals(404),
    sync_to_thread=True,
)
def shift(server: ServerDep, session: SessionDep, ref: Ref, record_id: RecordId, data: JSONBody[Shift]) -> None:
    """Moves a record one place in the draft; the first stays the first, and the last the last."""
    with server.database.writing() as connection:
        _, name = _found(connection, server, ref, record_id)
        drafts.shift(
            connection,
            server.office.code,
            Place(ref, name),
            record_id,
            data.direction,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )


@post(
    "/content/{ref:str}/publish",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="publishContent",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def publish(server: ServerDep, session: SessionDep, ref: Ref, data: JSONBody[DraftOrder]) -> Changed:
    """Publishes the draft of a service to all kiosks, which take it with their next exchange."""
    _known(server, ref)
    with server.database.writing() as connection:
        done = drafts.publish(
            connection,
            server.office.code,
            ref,
            seen=data.seen,
            over=data.over,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _changed(done)


@post(
    "/content/{ref:str}/discard",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="discardDraft",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def discard(server: ServerDep, ref: Ref, data: JSONBody[SeenDraft]) -> None:
    """Throws the draft of a service away."""
    _known(server, ref)
    with server.database.writing() as connection:
        if not drafts.discard(connection, server.office.code, ref, seen=data.seen):
            raise _overtaken(Overtaken(""))


@get(
    "/content/{ref:str}/history",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="contentHistory",
    responses=refusals(404),
    sync_to_thread=True,
)
def history(server: ServerDep, ref: Ref) -> Editions:
    """What was published under a service, the newest first."""
    _known(server, ref)
    with server.database.reading() as connection:
        here = drafts.sheets(connection, server.office.code, ref)
        found = drafts.history(connection, server.office.code, [one.name for one in here])
    return Editions([_edition(one) for one in found])


@post(
    "/content/{ref:str}/revert",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="revertContent",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def revert(server: ServerDep, session: SessionDep, ref: Ref, data: JSONBody[RevertOrder]) -> Changed:
    """Publishes an edition of before once more, or takes the office's file back."""
    _known(server, ref)
    with server.database.writing() as connection:
        here = drafts.sheets(connection, server.office.code, ref)
        if all(one.name != data.name for one in here):
            raise Refused(422, "no_such_file", "Berkas itu bukan dari layanan ini.", "See its history.")
        done = drafts.revert(
            connection,
            server.office.code,
            data.name,
            data.number,
            seen=data.seen,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _changed(done)


# --- Services in the office's words -----------------------------------------------------------------------------------


@get(
    "/services/{service_ref:str}/texts",
    opt=needs(Right.CONTENT),
    tags=["services"],
    operation_id="serviceTexts",
    responses=refusals(404),
    sync_to_thread=True,
)
def texts(server: ServerDep, service_ref: ServiceRef) -> ServiceTexts:
    """What residents are told of a service, as it stands."""
    service = _service(server, service_ref)
    name, said = service_texts.file_of(service), service_texts.saying(service)
    with server.database.reading() as connection:
        listed = next((one for one in files.listed(connection, server.office.code) if one.name == name), None)
        editions = drafts.history(connection, server.office.code, [name])
    return ServiceTexts(
        said.summary.id,
        said.estimate.id,
        said.cost,
        [Requirement(one.text.id, one.note.id if one.note else "", one.id) for one in said.requirements],
        listed.number if listed else 0,
        [_edition(one) for one in editions],
    )


@put(
    "/services/{service_ref:str}/texts",
    opt=needs(Right.CONTENT),
    tags=["services"],
    operation_id="publishServiceTexts",
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def reword(server: ServerDep, session: SessionDep, service_ref: ServiceRef, data: JSONBody[NewTexts]) -> Changed:
    """Publishes what the office says of a service. Translations stay where not a letter of a text changed."""
    service = _service(server, service_ref)
    before = service_texts.saying(service)
    known = {one.id: one for one in before.requirements}
    taken = set(known)
    requirements = []
    for wanted in data.requirements:
        if wanted.id and wanted.id not in known:
            raise Refused(422, "no_such_requirement", "Syarat itu tidak ada.", "Leave `id` out for a new one.")
        # One that is named twice is a new one the second time.
        made = service_texts.requirement(wanted.text, wanted.note, known.pop(wanted.id, None), taken)
        taken.add(made.id)
        requirements.append(made)
    said = Saying(
        service_texts.worded(data.summary, before.summary),
        service_texts.worded(data.estimate, before.estimate),
        data.cost,
        tuple(requirements),
    )
    with server.database.writing() as connection:
        done = service_texts.keep(
            connection,
            server.office.code,
            service,
            said,
            seen=data.seen,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _changed(done)


@post(
    "/services/{service_ref:str}/texts/revert",
    opt=needs(Right.CONTENT),
    tags=["services"],
    operation_id="revertServiceTexts",
    status_code=200,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def revert_texts(
    server: ServerDep, session: SessionDep, service_ref: ServiceRef, data: JSONBody[TextsRevert]
) -> Changed:
    """Takes back what the office says otherwise, or publishes an edition of before once more."""
    name = service_texts.file_of(_service(server, service_ref))
    with server.database.writing() as connection:
        done = drafts.revert(
            connection,
            server.office.code,
            name,
            data.number,
            seen=data.seen,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        return _changed(done)


ROUTES = (
    *(listed, one, add, save, remove, shift, publish, discard, history, revert),
    *(texts, reword, revert_texts),
)


def _known(server: Server, ref: str) -> None:
    if all(one.ref != ref for one in server.catalog.entries()):
        raise not_found("Layanan itu")


def _service(server: Server, ref: str) -> Service:
    found = next((one for one in server.catalog.services if one.ref == ref), None)
    if found is None:
        raise not_found("Layanan itu")
    return found


def _read(kind: str, body: dict[str, Any]) -> Record:
    """A record that kiosks can read. Raises Refused."""
    try:
        record: Record = msgspec.convert(body, drafts.KINDS[kind])
        file = msgspec.structs.replace(ContentFile("A00"), **{kind: (record,)})
        read_back = parse_file("record", write_file(file)) == file
    except (msgspec.ValidationError, WrongUse, ValueError, OverflowError) as error:
        raise _no_record(str(error)) from error
    wrong = next((flaw.what for flaw in flaws(record)), None if read_back else "it does not read back the same.")
    if wrong is not None:
        raise _no_record(wrong)
    return record


def _no_record(why: str) -> Refused:
    return Refused(422, "no_record", "Isi itu belum bisa dibaca kiosk.", why[:500])


def _kind(record: Record) -> Kind:
    return cast(Kind, next(kind for kind, type_ in drafts.KINDS.items() if type(record) is type_))


def _find(here: list[Sheet], record_id: str) -> tuple[Record, str] | None:
    """A record and the name of its file."""
    return next(((found, one.name) for one in here if (found := one.find(record_id)) is not None), None)


def _found(connection: Connection, server: Server, ref: str, record_id: str) -> tuple[Record, str]:
    found = _find(drafts.sheets(connection, server.office.code, ref), record_id)
    if found is None:
        raise not_found(_WHAT)
    return found


def _kept(done: Record | Overtaken) -> Record:
    if isinstance(done, Overtaken):
        raise _overtaken(done)
    return done


def _changed(done: int | Overtaken | None) -> Changed:
    if isinstance(done, Overtaken):
        raise _overtaken(done)
    return Changed(done)


def _overtaken(by: Overtaken) -> Refused:
    who = f" ({by.actor})" if by.actor else ""
    return Refused(
        409, "changed_meanwhile", f"Rekan{who} baru saja mengubahnya.", "Read it again and send back its `seen`."
    )


def _page(ref: str, here: list[Sheet]) -> ContentPage:
    written = [one.draft for one in here if one.draft]
    draft = max(written, key=lambda one: one.at, default=None)
    return ContentPage(
        ref,
        [_entry(record, one.name) for one in here for record in one.file.records()],
        maybe(draft.at if draft else None),
        draft.actor if draft else None,
        drafts.fingerprint_of_drafts(here),
    )


def _entry(record: Record, name: str) -> RecordEntry:
    fields = {key: value for key, value in msgspec.to_builtins(record).items() if value is not None}
    return RecordEntry(record.id, _kind(record), name, fields, drafts.fingerprint(record))


def _edition(one: Edition) -> EditionEntry:
    return EditionEntry(
        one.name, one.number, moment(one.at) if one.number else None, one.actor, one.withdrawn, one.current
    )
