"""The office itself: its petugas, the tokens of programs, the audit trail, reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.params import JSONBody, PathParameter, QueryParameter

from sync.server import audit
from sync.server.audit import Action, Fault
from sync.server.desk.account_words import REFUSED, TOKEN
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.people import roster, tokens
from sync.server.people.rights import Right, Role
from sync.server.people.roster import Details, NewPassword, Person, PersonRefusal
from sync.server.people.tokens import Made
from sync.server.reports import figures, sheets
from sync.server.reports.period import between
from sync.server.rest.common import Cursor, Limit, Line, Moment, cursor, maybe, milliseconds, moment, place_of
from sync.server.rest.once import Once, OnceKey
from sync.server.rest.problem import Refused, not_found, refusals
from sync.server.work.requests import HOME

_WHAT: Final = "Akun itu"

PersonName = Annotated[str, PathParameter(pattern="^[a-z][a-z0-9._-]{1,39}$", description="What they log in with")]
TokenId = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$", description="`id` of a token")]
AgencyId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,40}$", examples=["kua"])]


class AccountEntry(msgspec.Struct, frozen=True):
    """A petugas."""

    name: str
    full_name: str
    position: str
    employee_number: str
    roles: tuple[Role, ...]
    agency: str | None
    second_factor: bool
    created_at: datetime
    logged_in_at: datetime | None
    closed_at: datetime | None
    sessions: int


class AccountList(msgspec.Struct, frozen=True):
    """Everybody by name, those whose account is closed last."""

    accounts: list[AccountEntry]


class AccountDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who somebody is and what they may do."""

    roles: tuple[Role, ...]
    full_name: Line = ""
    position: Line = ""
    employee_number: Line = ""
    agency: AgencyId | None = None


class NewAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody new."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9._-]{1,39}$", examples=["sari"])]
    details: AccountDetails


class Password(msgspec.Struct, frozen=True):
    """A password that was made: shown only here."""

    name: str
    password: str


class TokenEntry(msgspec.Struct, frozen=True):
    """A program's token."""

    id: str
    name: str
    roles: tuple[Role, ...]
    agency: str | None
    created_at: datetime
    created_by: str
    used_at: datetime | None
    revoked_at: datetime | None


class TokenList(msgspec.Struct, frozen=True):
    """Every token, those in use first."""

    tokens: list[TokenEntry]


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token to be."""

    name: Line
    roles: tuple[Role, ...]
    agency: AgencyId | None = None


class Bearer(msgspec.Struct, frozen=True):
    """What a program sends behind `Authorization: Bearer`; shown only here."""

    bearer: str


class TrailLine(msgspec.Struct, frozen=True):
    """One line of the audit trail."""

    seq: int
    at: datetime
    actor: str
    action: Action
    request: str | None
    detail: str


class Trail(msgspec.Struct, frozen=True):
    """A page of the trail, the newest line first."""

    lines: list[TrailLine]
    next: str | None


class BrokenLine(msgspec.Struct, frozen=True):
    """A line that is not what was written, or that is missing."""

    seq: int
    fault: Fault


class TrailCheck(msgspec.Struct, frozen=True):
    """Whether the trail holds."""

    seq: int
    """The newest line."""
    hash: str
    """Its hash: who writes it down elsewhere can prove later that nothing before it was rewritten."""
    broken: list[BrokenLine]


class ReportTable(msgspec.Struct, frozen=True):
    """One table."""

    key: str
    title: str
    columns: list[str]
    rows: list[list[str | float | None]]
    note: str


class ReportTables(msgspec.Struct, frozen=True):
    """The numbers of some days. Nobody is named, and what is too small to hide anybody is not told."""

    first: date
    last: date
    requests: int
    tables: list[ReportTable]


@get(
    "/accounts",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="listAccounts",
    responses=refusals(),
    sync_to_thread=True,
)
def accounts(server: ServerDep) -> AccountList:
    """Everybody of the office and its agencies."""
    with server.database.reading() as connection:
        found = roster.listed(connection, server.office.code, now=server.clock.now_ms())
    return AccountList([_account(one) for one in found])


@post(
    "/accounts",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="addAccount",
    status_code=201,
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def add_account(server: ServerDep, session: SessionDep, data: JSONBody[NewAccount]) -> Password:
    """Somebody new, with a password that is shown once."""
    with server.database.writing() as connection:
        made = roster.add(
            connection,
            server.office.code,
            data.name,
            _details(data.details),
            agencies=_agencies(server),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return _password(made)


@put(
    "/accounts/{name:str}",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="changeAccount",
    status_code=204,
    responses=refusals(404, 409, 422),
    sync_to_thread=True,
)
def change_account(server: ServerDep, session: SessionDep, name: PersonName, data: JSONBody[AccountDetails]) -> None:
    """Who they are and what they may do from now on. Never the last admin's rights away."""
    with server.database.writing() as connection:
        refused = roster.change(
            connection,
            server.office.code,
            name,
            _details(data),
            agencies=_agencies(server),
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    _unless(refused)


@post(
    "/accounts/{name:str}/password",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="newPassword",
    status_code=200,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def new_password(server: ServerDep, session: SessionDep, name: PersonName) -> Password:
    """Another password for somebody who lost theirs. Their sessions end."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        made = roster.new_password(connection, server.office.code, name, actor=session.petugas, now=now)
    return _password(made)


@post(
    "/accounts/{name:str}/close",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="closeAccount",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def close_account(server: ServerDep, session: SessionDep, name: PersonName) -> None:
    """They log in no more. What they did keeps their name."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        refused = roster.close(connection, server.office.code, name, actor=session.petugas, now=now)
    _unless(refused)


@post(
    "/accounts/{name:str}/reopen",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="reopenAccount",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def reopen_account(server: ServerDep, session: SessionDep, name: PersonName) -> None:
    """They may log in again."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        refused = roster.reopen(connection, server.office.code, name, actor=session.petugas, now=now)
    _unless(refused)


@post(
    "/accounts/{name:str}/unlock",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="unlockAccount",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def unlock_account(server: ServerDep, session: SessionDep, name: PersonName) -> None:
    """Forgets wrong tries."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        refused = roster.unlock(connection, server.office.code, name, actor=session.petugas, now=now)
    _unless(refused)


@post(
    "/accounts/{name:str}/end-sessions",
    opt=needs(Right.ACCOUNTS),
    tags=["accounts"],
    operation_id="endSessions",
    status_code=204,
    responses=refusals(404, 409),
    sync_to_thread=True,
)
def end_sessions(server: ServerDep, session: SessionDep, name: PersonName) -> None:
    """Logs somebody out wherever they are."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        refused = roster.end_sessions(connection, server.office.code, name, actor=session.petugas, now=now)
    _unless(refused)


@get(
    "/tokens",
    opt=needs(Right.EXPORT),
    tags=["accounts"],
    operation_id="listTokens",
    responses=refusals(),
    sync_to_thread=True,
)
def list_tokens(server: ServerDep) -> TokenList:
    """The tokens of programs."""
    with server.database.reading() as connection:
        found = tokens.listed(connection, server.office.code)
    return TokenList(
        [
            TokenEntry(
                one.id,
                one.name,
                one.roles,
                one.agency,
                moment(one.created_at),
                one.created_by,
                maybe(one.used_at),
                maybe(one.revoked_at),
            )
            for one in found
        ]
    )


@post(
    "/tokens",
    opt=needs(Right.EXPORT),
    tags=["accounts"],
    operation_id="makeToken",
    status_code=201,
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def make_token(server: ServerDep, session: SessionDep, data: JSONBody[NewToken], key: OnceKey = "") -> Bearer:
    """A token for another program."""
    if data.agency is not None and data.agency not in _agencies(server):
        raise Refused(422, tokens.TokenRefusal.ROLES.value, TOKEN[tokens.TokenRefusal.ROLES])
    once = Once(server, session, "makeToken", key, data)
    with server.database.writing() as connection:
        once.never_twice(connection)
        made = tokens.make(
            connection,
            server.office.code,
            data.name,
            data.roles,
            agency=data.agency,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
        if not isinstance(made, Made):
            raise Refused(422, made.value, TOKEN[made])
        once.made(connection, data.name)
    return Bearer(made.bearer)


@post(
    "/tokens/{token_id:str}/revoke",
    opt=needs(Right.EXPORT),
    tags=["accounts"],
    operation_id="revokeToken",
    status_code=204,
    responses=refusals(404),
    sync_to_thread=True,
)
def revoke_token(server: ServerDep, session: SessionDep, token_id: TokenId) -> None:
    """Ends a token for ever."""
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        done = tokens.revoke(connection, server.office.code, token_id, actor=session.petugas, now=now)
    if not done:
        raise not_found("Token itu")


@get(
    "/audit",
    opt=needs(Right.AUDIT),
    tags=["audit"],
    operation_id="auditTrail",
    responses=refusals(422),
    sync_to_thread=True,
)
def trail(
    server: ServerDep,
    *,
    actor: Annotated[
        str | None, QueryParameter(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$", description="Who")
    ] = None,
    action: Annotated[Action | None, QueryParameter(description="What")] = None,
    permohonan: Annotated[UUID | None, QueryParameter(name="request", description="With which request")] = None,
    since: Annotated[datetime | None, QueryParameter(description="From then on")] = None,
    until: Annotated[datetime | None, QueryParameter(description="Before")] = None,
    cursor_: Cursor = "",
    limit: Limit = 100,
) -> Trail:
    """Who did what, the newest first. Nothing of what a resident wrote stands here."""
    before = place_of(cursor_, tuple[Moment])
    wanted = audit.Wanted(
        actor,
        action,
        (str(permohonan),) if permohonan else None,
        None if since is None else milliseconds(since),
        None if until is None else milliseconds(until),
    )
    with server.database.reading() as connection:
        found = audit.lines(
            connection,
            server.office.code,
            before=before[0] if before else None,
            limit=limit + 1,
            wanted=wanted,
        )
    more = cursor(found[limit - 1].seq) if len(found) > limit else None
    return Trail(
        [
            TrailLine(one.seq, moment(one.at), one.actor, one.action, one.permohonan_id, one.detail)
            for one in found[:limit]
        ],
        more,
    )


@get(
    "/audit/check",
    opt=needs(Right.AUDIT),
    tags=["audit"],
    operation_id="checkAudit",
    responses=refusals(),
    sync_to_thread=True,
)
def check(server: ServerDep) -> TrailCheck:
    """Walks the whole trail. It takes as long as the trail is."""
    with server.database.reading() as connection:
        head = audit.head(connection, server.office.code)
        broken = [BrokenLine(one.seq, one.fault) for one in audit.check(connection, server.office.code)]
    return TrailCheck(head.seq, head.hash, broken)


@get(
    "/reports",
    opt=needs(Right.REPORTS),
    tags=["reports"],
    operation_id="report",
    responses=refusals(422),
    sync_to_thread=True,
)
def report(
    server: ServerDep,
    first: Annotated[date, QueryParameter(description="The first day, the office's")],
    last: Annotated[date, QueryParameter(description="The last day")],
) -> ReportTables:
    """The tables of the room "Laporan", as numbers."""
    period = between(first.isoformat(), last.isoformat())
    if period is None:
        raise Refused(422, "wrong_period", "Hari awal harus sebelum hari akhir, paling lama lima tahun.")
    asked = figures.Asked(server.office.code, server.office.name, server.zone, server.catalog, period)
    with server.database.reading() as connection:
        found = figures.report(connection, asked, now=server.clock.now_ms())
    return ReportTables(
        first,
        last,
        found.requests,
        [
            ReportTable(
                one.key,
                one.title,
                [column.title for column in one.columns],
                [[_plain(cell) for cell in row] for row in one.rows],
                one.note,
            )
            for one in sheets.sheets(found, server.catalog)
        ],
    )


ROUTES = (
    *(accounts, add_account, change_account, new_password, close_account, reopen_account, unlock_account),
    *(end_sessions, list_tokens, make_token, revoke_token, trail, check, report),
)


def _plain(cell: object) -> str | float | None:
    return cell if cell is None or isinstance(cell, str | int | float) else float(str(cell))


def _agencies(server: ServerDep) -> set[str]:
    return {one.id for one in server.catalog.agencies if one.id != HOME}


def _details(data: AccountDetails) -> Details:
    return Details(data.full_name, data.position, data.employee_number, data.roles, data.agency)


def _password(made: NewPassword | PersonRefusal) -> Password:
    if isinstance(made, PersonRefusal):
        raise _refused(made)
    return Password(made.name, made.password)


def _unless(refused: PersonRefusal | None) -> None:
    if refused is not None:
        raise _refused(refused)


def _refused(refused: PersonRefusal) -> Refused:
    match refused:
        case PersonRefusal.UNKNOWN:
            return not_found(_WHAT)
        case PersonRefusal.TAKEN | PersonRefusal.LAST_ADMIN | PersonRefusal.YOURSELF:
            status = 409
        case _:
            status = 422
    return Refused(status, refused.value, REFUSED[refused])


def _account(one: Person) -> AccountEntry:
    details = one.details
    return AccountEntry(
        one.name,
        details.full_name,
        details.position,
        details.employee_number,
        details.roles,
        details.agency,
        one.second_factor,
        moment(one.created_at),
        maybe(one.logged_in_at),
        maybe(one.closed_at),
        one.sessions,
    )
