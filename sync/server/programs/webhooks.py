"""Tells other programs of the office that a request came or something happened to it: which, what, and where it stands.
Never who, and never what a resident wrote; whoever wants more asks the API with a token.

Told are lines of the audit trail, in their order, each at least once. A delivery is a POST of JSON with a signature over its
time and its body. What fails is tried again for a day, at longer and longer random intervals; then the hook pauses and its
page says so. Any number of processes may send: one takes a hook for a while by moving its next time.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec
import structlog
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import KioskError
from sync.server.audit import Action, record
from sync.server.context import Offices
from sync.server.office import OfficeKeys
from sync.server.programs.outbound import Answered, Failed, Reach, is_address, post
from sync.server.store.database import Database
from sync.server.store.tables import audit, offices, permohonan, settings, webhooks

_log = structlog.get_logger("kelurahan")

_A = Action
TOLD: Final = frozenset(
    {
        _A.ARRIVED,
        *(_A.MOVED, _A.UNDONE, _A.HANDED_OVER, _A.ASSIGNED, _A.FORWARDED, _A.FORWARD_WITHDRAWN, _A.AGENCY_ANSWERED),
        *(_A.LETTER_ISSUED, _A.LETTER_VOIDED),
    }
)
"""What is told of a request. That somebody looked into it is the office's own business."""

SIGNATURE: Final = "x-kelurahan-signature"
MOST: Final = 20
"""Of an office."""
_BATCH: Final = 100
_SCANNED: Final = 1_000  # lines of the trail that one round reads
_LEASE_MS: Final = 120_000
"""So long a process has for one delivery before another may try."""
_FIRST_MS: Final = 30_000
_LONGEST_MS: Final = 3600_000
DAY_MS: Final = 24 * 3600_000
_EVERY_S: Final = 5.0
_ENDING_S: Final = 15.0  # what a call under way takes at most; what is cut off is told again
_SETTINGS: Final = "webhooks"


class HookRefusal(StrEnum):
    """Why no hook was made."""

    ADDRESS = "address"  # no http(s) address of a host
    TOO_MANY = "too_many"


class Made(msgspec.Struct, frozen=True):
    """A new hook; its secret is shown once."""

    id: str
    secret: str

    def __repr__(self) -> str:
        return f"Made({self.id})"


class Hook(msgspec.Struct, frozen=True):
    """A hook as its page shows it. Times are ms since 1970 UTC."""

    id: str
    url: str
    sent: int  # the newest line of the audit trail that it took
    failures: int  # in a row
    failing_since: int | None
    paused_at: int | None
    last_error: str | None  # a `Failed`, or "http_500"
    created_at: int


class HookSettings(msgspec.Struct, frozen=True):
    """Where hooks of this office may lead."""

    lan: bool = False
    """To private addresses too: a program on a computer of the office. Never to this computer itself."""


class Event(msgspec.Struct, frozen=True):
    """One thing that happened."""

    seq: int  # of the audit trail: what was seen once need not be taken again
    at: datetime
    action: Action
    request: str
    status: PermohonanStatus  # where it stands now


class Delivery(msgspec.Struct, frozen=True):
    """The body of a POST."""

    office: str
    hook: str
    events: tuple[Event, ...]


def make(connection: Connection, office: OfficeKeys, url: str, *, actor: str, now: int) -> Made | HookRefusal:
    """A hook that is told what happens from now on, inside the caller's transaction."""
    if not is_address(url):
        return HookRefusal.ADDRESS
    if len(listed(connection, office.code)) >= MOST:
        return HookRefusal.TOO_MANY
    made = Made(secrets.token_hex(8), secrets.token_urlsafe(32))
    seen = select(offices.c.audit_seq).where(offices.c.office == office.code)
    connection.execute(
        insert(webhooks).values(
            office=office.code,
            id=made.id,
            url=url,
            secret=office.vault.lock_text(made.secret, "webhooks", made.id),
            sent=connection.execute(seen).scalar_one(),
            next_at=now,
            created_at=now,
        )
    )
    record(connection, office.code, actor, Action.WEBHOOK_MADE, now=now, detail=made.id)
    return made


def remove(connection: Connection, office: str, hook_id: str, *, actor: str, now: int) -> bool:
    """Tells it nothing any more, inside the caller's transaction; False when there is none."""
    here = (webhooks.c.office == office, webhooks.c.id == hook_id)
    if not connection.execute(delete(webhooks).where(*here)).rowcount:
        return False
    record(connection, office, actor, Action.WEBHOOK_REMOVED, now=now, detail=hook_id)
    return True


def resume(connection: Connection, office: str, hook_id: str, *, now: int) -> bool:
    """Tries a hook again at once, also one that paused, inside the caller's transaction; False when there is none."""
    here = (webhooks.c.office == office, webhooks.c.id == hook_id)
    again = {"failures": 0, "failing_since": None, "paused_at": None, "next_at": now}
    return bool(connection.execute(update(webhooks).where(*here).values(**again)).rowcount)


def listed(connection: Connection, office: str) -> list[Hook]:
    """The office's hooks, the oldest first."""
    query = select(webhooks).where(webhooks.c.office == office).order_by(webhooks.c.created_at, webhooks.c.id)
    return [_hook(row) for row in connection.execute(query).mappings()]


def hook_settings(connection: Connection, office: str) -> HookSettings:
    """Where hooks may lead."""
    query = select(settings.c.value).where(settings.c.office == office, settings.c.name == _SETTINGS)
    found = connection.execute(query).scalar()
    return msgspec.json.decode(found, type=HookSettings) if found is not None else HookSettings()


def set_hooks(connection: Connection, office: str, wanted: HookSettings, *, actor: str, now: int) -> None:
    """Sets where hooks may lead, inside the caller's transaction."""
    here = (settings.c.office == office, settings.c.name == _SETTINGS)
    values = {"value": msgspec.json.encode(wanted).decode(), "at": now, "actor": actor}
    if not connection.execute(update(settings).where(*here).values(**values)).rowcount:
        connection.execute(insert(settings).values(office=office, name=_SETTINGS, **values))
    record(connection, office, actor, Action.WEBHOOKS_SET, now=now, detail=f"lan={str(wanted.lan).lower()}")


def signature(secret: str, at_s: int, body: bytes) -> str:
    """The header that a receiver checks: HMAC-SHA256 over the time, a dot and the body. It refuses old times by itself."""
    digest = hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at_s},v1={digest}"


# --- Sending ----------------------------------------------------------------------------------------------------------


Reached = Callable[[HookSettings], Reach]


def reach_of(wanted: HookSettings) -> Reach:
    """Which addresses may be called."""
    return Reach.LAN if wanted.lan else Reach.INTERNET


def send_due(
    database: Database,
    office: OfficeKeys,
    *,
    now: int,
    reached: Reached = reach_of,
    jitter: Callable[[float, float], float] = random.uniform,
) -> int:
    """One delivery for every hook that has something to be told; how many were taken. Opens no transaction while it calls."""
    with database.reading() as connection:
        due = [row["id"] for row in _due(connection, office.code, now)]
        reach = reached(hook_settings(connection, office.code))
    return sum(_deliver(database, office, one, reach, now=now, jitter=jitter) for one in due)


def try_out(
    database: Database, office: OfficeKeys, hook_id: str, *, now: int, reached: Reached = reach_of
) -> str | None:
    """Sends an empty delivery at once; why it failed, None when it was taken. Changes nothing."""
    with database.reading() as connection:
        here = (webhooks.c.office == office.code, webhooks.c.id == hook_id)
        row = connection.execute(select(webhooks).where(*here)).mappings().first()
        reach = reached(hook_settings(connection, office.code))
    return _post(office, row, (), reach, now) if row is not None else Failed.GONE.value


def _deliver(
    database: Database,
    office: OfficeKeys,
    hook_id: str,
    reach: Reach,
    *,
    now: int,
    jitter: Callable[[float, float], float],
) -> bool:
    here = (webhooks.c.office == office.code, webhooks.c.id == hook_id)
    with database.writing() as connection:
        # Of several processes that found it due, one moves its time; the others find it moved.
        taken = connection.execute(
            update(webhooks)
            .where(*here, webhooks.c.next_at <= now, webhooks.c.paused_at.is_(None))
            .values(next_at=now + _LEASE_MS)
        )
        if not taken.rowcount:
            return False
        row = connection.execute(select(webhooks).where(*here)).mappings().one()
        events, upto = _events(connection, office.code, int(row["sent"]))
    error = _post(office, row, events, reach, now) if events else None
    with database.writing() as connection:
        mine = (*here, webhooks.c.sent == row["sent"])
        connection.execute(update(webhooks).where(*mine).values(**_outcome(row, error, upto, now, jitter)))
    if error is not None:
        _log.warning("webhook_failed", hook=hook_id, reason=error)
    return error is None and bool(events)


def _outcome(
    row: RowMapping, error: str | None, upto: int, now: int, jitter: Callable[[float, float], float]
) -> dict[str, object]:
    if error is None:
        return {
            "sent": upto,
            "failures": 0,
            "failing_since": None,
            "last_error": None,
            "next_at": now,
        }
    failures = int(row["failures"]) + 1
    since = int(row["failing_since"] or now)
    # Full jitter: programs that came back together are not all called in the same second.
    longest = min(_LONGEST_MS, _FIRST_MS * 2 ** min(failures, 20))
    return {
        "failures": failures,
        "failing_since": since,
        "last_error": error,
        "next_at": now + round(jitter(0, longest)),
        "paused_at": now if now - since >= DAY_MS else None,
    }


def _post(office: OfficeKeys, row: RowMapping, events: tuple[Event, ...], reach: Reach, now: int) -> str | None:
    body = msgspec.json.encode(Delivery(office.code, row["id"], events))
    secret = office.vault.unlock_text(row["secret"], "webhooks", row["id"])
    answer = post(row["url"], body, {SIGNATURE: signature(secret, now // 1000, body)}, reach)
    if isinstance(answer, Answered):
        return None if 200 <= answer.status < 300 else f"http_{answer.status}"
    return answer.value


def _due(connection: Connection, office: str, now: int) -> list[RowMapping]:
    newest = select(offices.c.audit_seq).where(offices.c.office == office).scalar_subquery()
    query = select(webhooks.c.id).where(
        webhooks.c.office == office,
        webhooks.c.next_at <= now,
        webhooks.c.paused_at.is_(None),
        webhooks.c.sent < newest,
    )
    return list(connection.execute(query.order_by(webhooks.c.next_at)).mappings())


def _events(connection: Connection, office: str, after: int) -> tuple[tuple[Event, ...], int]:
    """What is to be told after a line of the trail, and the line up to which that is everything."""
    lines = connection.execute(
        select(audit.c.seq, audit.c.at, audit.c.action, audit.c.permohonan_id)
        .where(audit.c.office == office, audit.c.seq > after)
        .order_by(audit.c.seq)
        .limit(_SCANNED)
    ).all()
    told = [line for line in lines if line.action in TOLD and line.permohonan_id is not None]
    if len(told) > _BATCH:
        told = told[:_BATCH]
        upto = int(told[-1].seq)
    else:
        upto = int(lines[-1].seq) if lines else after
    wanted = {line.permohonan_id for line in told}
    query = select(permohonan.c.id, permohonan.c.status).where(
        permohonan.c.office == office, permohonan.c.id.in_(wanted)
    )
    status = {id_: PermohonanStatus(value) for id_, value in connection.execute(query)}
    return tuple(
        Event(
            int(line.seq),
            datetime.fromtimestamp(line.at / 1000, UTC),
            Action(line.action),
            line.permohonan_id,
            status[line.permohonan_id],
        )
        for line in told
        if line.permohonan_id in status
    ), upto


def _hook(row: RowMapping) -> Hook:
    return Hook(
        row["id"],
        row["url"],
        int(row["sent"]),
        int(row["failures"]),
        row["failing_since"],
        row["paused_at"],
        row["last_error"],
        int(row["created_at"]),
    )


@contextmanager
def sending(database: Database, served: Offices) -> Iterator[None]:
    """A thread that tells the hooks of all offices, as long as the block lasts."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(_EVERY_S):
            for code in served.names():
                server = served.server(code)
                if server is None or stop.is_set():
                    continue
                try:
                    send_due(database, server.office, now=server.clock.now_ms())
                except (
                    KioskError
                ) as error:  # the database is away for a while; the next round finds everything as it was
                    _log.warning("webhooks_cannot", what=type(error).__name__)

    thread = threading.Thread(target=work, name="webhooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_ENDING_S)
