"""For programs of other offices and systems: exports, and hooks that tell of what happens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody, PathParameter, QueryParameter

from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.desk.hook_words import NOT_MADE
from sync.server.people.rights import Right
from sync.server.programs import export, webhooks
from sync.server.programs.export import Exported, Period
from sync.server.programs.webhooks import HookRefusal, HookSettings
from sync.server.rest.common import maybe, milliseconds, moment
from sync.server.rest.once import Once, OnceKey
from sync.server.rest.problem import Refused, not_found, refusals

_TAGS: Final = ["programs"]
_WHAT: Final = "Webhook itu"

HookId = Annotated[str, PathParameter(pattern="^[0-9a-f]{16}$", description="`id` of a hook")]
ServiceId = Annotated[str | None, QueryParameter(pattern="^[a-z0-9_]{1,60}$", description="Only this service")]
Since = Annotated[datetime | None, QueryParameter(description="That arrived from then on")]
Until = Annotated[datetime | None, QueryParameter(description="That arrived before")]
WithAnswers = Annotated[bool, QueryParameter(description="With what residents wrote; each is recorded as opened")]


class Exports(msgspec.Struct, frozen=True):
    """Requests of a period."""

    requests: list[Exported]


class HookEntry(msgspec.Struct, frozen=True):
    """A hook."""

    id: str
    url: str
    sent: int
    """The newest line of the audit trail that it took."""
    failures: int
    failing_since: datetime | None
    paused_at: datetime | None
    """It failed for a day and is not called any more, until it is resumed."""
    last_error: str | None
    created_at: datetime


class HookList(msgspec.Struct, frozen=True):
    """The office's hooks, and whether they may lead into its own network."""

    hooks: list[HookEntry]
    lan: bool


class NewHook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to tell."""

    url: Annotated[str, msgspec.Meta(max_length=500, examples=["https://desa.example/hook"])]


class HookSecret(msgspec.Struct, frozen=True):
    """A new hook. Its secret is shown only here."""

    id: str
    secret: str


class HookReach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where hooks may lead."""

    lan: bool
    """Private addresses too: a program on a computer of the office. Never to the server's own."""


class TriedHook(msgspec.Struct, frozen=True):
    """What came of an empty delivery."""

    error: str | None
    """Null: it was taken."""


@get(
    "/export/requests",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="exportRequests",
    responses=refusals(422),
    sync_to_thread=True,
)
def requests_json(
    server: ServerDep,
    session: SessionDep,
    *,
    since: Since = None,
    until: Until = None,
    service: ServiceId = None,
    answers: WithAnswers = False,
) -> Exports:
    """Requests of a period. Photos are never in it, nor the name and contacts in a confidential complaint."""
    return Exports(
        list(
            export.requests_of(
                server.database,
                server.office,
                server.catalog,
                _period(since, until),
                service=service,
                with_answers=answers,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
        )
    )


@get(
    "/export/requests.csv",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="exportRequestsCsv",
    responses=refusals(422),
    media_type="text/csv",
    sync_to_thread=True,
)
def requests_csv(
    server: ServerDep,
    session: SessionDep,
    *,
    since: Since = None,
    until: Until = None,
    service: ServiceId = None,
    answers: WithAnswers = False,
) -> Response[str]:
    """The same as a table; with a service and answers each question is a column."""
    known = server.catalog.known(service) if service else None
    found = export.requests_of(
        server.database,
        server.office,
        server.catalog,
        _period(since, until),
        service=service,
        with_answers=answers,
        actor=session.petugas,
        now=server.clock.now_ms(),
    )
    fields = [field.id for field in known.fields()] if known and answers else []
    return Response(export.as_csv(found, fields), media_type="text/csv; charset=utf-8")


@get(
    "/webhooks",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="listWebhooks",
    responses=refusals(),
    sync_to_thread=True,
)
def hooks(server: ServerDep) -> HookList:
    """Whom the office tells, and how that goes."""
    with server.database.reading() as connection:
        found = webhooks.listed(connection, server.office.code)
        reach = webhooks.hook_settings(connection, server.office.code)
    return HookList(
        [
            HookEntry(
                one.id,
                one.url,
                one.sent,
                one.failures,
                maybe(one.failing_since),
                maybe(one.paused_at),
                one.last_error,
                moment(one.created_at),
            )
            for one in found
        ],
        reach.lan,
    )


@post(
    "/webhooks",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="makeWebhook",
    status_code=201,
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def make(server: ServerDep, session: SessionDep, data: JSONBody[NewHook], key: OnceKey = "") -> HookSecret:
    """Tells an address from now on what happens to requests: which, what, where it stands, signed. Never who."""
    once = Once(server, session, "makeWebhook", key, data)
    with server.database.writing() as connection:
        once.never_twice(connection)
        made = webhooks.make(connection, server.office, data.url, actor=session.petugas, now=server.clock.now_ms())
        if isinstance(made, HookRefusal):
            status = 422 if made is HookRefusal.ADDRESS else 409
            raise Refused(status, made.value, NOT_MADE[made])
        once.made(connection, made.id)
    return HookSecret(made.id, made.secret)


@delete(
    "/webhooks/{hook_id:str}",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="removeWebhook",
    responses=refusals(404),
    sync_to_thread=True,
)
def remove(server: ServerDep, session: SessionDep, hook_id: HookId) -> None:
    """Tells it nothing any more."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        done = webhooks.remove(connection, server.office.code, hook_id, actor=session.petugas, now=now)
    if not done:
        raise not_found(_WHAT)


@post(
    "/webhooks/{hook_id:str}/resume",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="resumeWebhook",
    status_code=204,
    responses=refusals(404),
    sync_to_thread=True,
)
def resume(server: ServerDep, hook_id: HookId) -> None:
    """Tries it again at once, also one that paused; it goes on where it was."""
    with server.database.writing() as connection:
        done = webhooks.resume(connection, server.office.code, hook_id, now=server.clock.now_ms())
    if not done:
        raise not_found(_WHAT)


@post(
    "/webhooks/{hook_id:str}/test",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="testWebhook",
    status_code=200,
    responses=refusals(404),
    sync_to_thread=True,
)
def try_out(server: ServerDep, hook_id: HookId) -> TriedHook:
    """Sends an empty delivery at once, and says what came of it."""
    error = webhooks.try_out(server.database, server.office, hook_id, now=server.clock.now_ms())
    if error == "gone":
        raise not_found(_WHAT)
    return TriedHook(error)


@put(
    "/webhooks/reach",
    opt=needs(Right.EXPORT),
    tags=_TAGS,
    operation_id="setWebhookReach",
    status_code=204,
    responses=refusals(),
    sync_to_thread=True,
)
def set_reach(server: ServerDep, session: SessionDep, data: JSONBody[HookReach]) -> None:
    """Whether hooks may lead into the office's own network."""
    with server.database.writing() as connection:
        webhooks.set_hooks(
            connection,
            server.office.code,
            HookSettings(data.lan),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )


ROUTES = (requests_json, requests_csv, hooks, make, remove, resume, try_out, set_reach)


def _period(since: datetime | None, until: datetime | None) -> Period:
    return Period(
        None if since is None else milliseconds(since),
        None if until is None else milliseconds(until),
    )
