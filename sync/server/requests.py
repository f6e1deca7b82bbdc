"""Requests as the office works on them: list, find, open, move on. Every look into answers is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from kiosk import sealing
from kiosk.domain import project
from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.events import new_id
from kiosk.domain.permohonan import MOVES, NEEDS_NOTE, Permohonan, PermohonanStatus, can_move
from kiosk.domain.sealed import Sealed
from sync.server import blobs, feed
from sync.server.office import OfficeKeys
from sync.server.tables import audit, events, handovers, kiosks, moves, permohonan

NOTE_LENGTH: Final = 300
HOME: Final = "kelurahan"
"""The agency where every request begins."""
_LONG_NUMBER: Final = re.compile(r"(?:\d[ .-]?){16}")


class Action(StrEnum):
    """What the audit trail records."""

    LOGGED_IN = "logged_in"
    LOGIN_REFUSED = "login_refused"
    LOGGED_OUT = "logged_out"
    OPENED = "opened"  # looked into the answers
    MOVED = "moved"
    HANDED_OVER = "handed_over"  # to another agency, or back
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of an action
    KIOSK_ENROLLED = "kiosk_enrolled"
    KIOSK_REVOKED = "kiosk_revoked"
    QUOTA_REACHED = "quota_reached"  # a kiosk sent more than it may; once a day
    QUOTA_SET = "quota_set"
    FILES_PUBLISHED = "files_published"
    FILE_WITHDRAWN = "file_withdrawn"
    ORDERED = "ordered"  # something of one kiosk or all
    RESTORED = "restored"  # a kiosk knew more than this database: it came back from an older copy


class Item(msgspec.Struct, frozen=True):
    """A request as the office sees it before its answers are opened."""

    permohonan: Permohonan
    kiosk_id: str
    priority: bool
    clock_doubtful: bool
    received_at: int  # ms since 1970 UTC
    waiting_since: int
    holder: str = HOME  # the agency that has it now


class Handover(msgspec.Struct, frozen=True):
    """A request came to an agency."""

    agency: str
    actor: str
    at: int


class Move(msgspec.Struct, frozen=True):
    """One line of a request's history."""

    old: PermohonanStatus
    new: PermohonanStatus
    note: str | None
    actor: str
    at: int


class Opened(msgspec.Struct, frozen=True):
    """A request with its answers, or why they cannot be opened."""

    item: Item
    content: Sealed | sealing.OpenFailed
    history: tuple[Move, ...]
    handovers: tuple[Handover, ...] = ()
    photos: dict[str, bytes] = {}  # of `content.photos`, those that could be opened
    missing: frozenset[str] = frozenset()  # and those that have not arrived yet

    def __repr__(self) -> str:
        return f"Opened({self.item!r})"


class MoveRefusal(StrEnum):
    """Why a status was not changed."""

    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    NEEDS_NOTE = "needs_note"
    NOTE_TOO_LONG = "note_too_long"
    NOTE_PERSONAL = "note_personal"  # holds what looks like a NIK or a KK: anybody with the code reads it at a kiosk
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotMoved(msgspec.Struct, frozen=True):
    """Nothing was changed. `status` is where the request stands, None when there is no such request."""

    why: MoveRefusal
    status: PermohonanStatus | None = None


def listed(
    connection: Connection,
    office: str,
    statuses: Iterable[PermohonanStatus] | None = None,
    *,
    service: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[Item]:
    """Requests with one of the statuses (all without) for one service (all without), what waits longest first."""
    query = select(permohonan).where(permohonan.c.office == office)
    if statuses is not None:
        query = query.where(permohonan.c.status.in_([status.value for status in statuses]))
    if service is not None:
        query = query.where(permohonan.c.service == service)
    if newest_first:
        query = query.order_by(permohonan.c.status_at.desc(), permohonan.c.id.desc())
    else:
        query = query.order_by(permohonan.c.waiting_since, permohonan.c.kiosk_id, permohonan.c.seq)
    return [_item(row) for row in connection.execute(query.limit(limit)).mappings()]


def counts(connection: Connection, office: str) -> dict[PermohonanStatus, int]:
    """How many requests stand where."""
    query = select(permohonan.c.status, func.count()).where(permohonan.c.office == office).group_by(permohonan.c.status)
    found = {PermohonanStatus(status): int(count) for status, count in connection.execute(query)}
    return {status: found.get(status, 0) for status in PermohonanStatus}


def arrived(connection: Connection, office: str, since: int) -> int:
    """How many requests have come after a moment (ms since 1970 UTC) and wait for somebody to begin."""
    query = select(func.count()).where(
        permohonan.c.office == office,
        permohonan.c.status == PermohonanStatus.SUBMITTED.value,
        permohonan.c.received_at > since,
    )
    return int(connection.execute(query).scalar_one())


def by_ticket(connection: Connection, office: str, ticket: str) -> list[Item]:
    """The requests that had this queue number, newest day first: numbers begin anew every day."""
    query = (
        select(permohonan)
        .where(permohonan.c.office == office, permohonan.c.ticket == ticket)
        .order_by(permohonan.c.queue_day.desc(), permohonan.c.id.desc())
        .limit(50)
    )
    return [_item(row) for row in connection.execute(query).mappings()]


def by_code(connection: Connection, office: OfficeKeys, text: str) -> str | None:
    """The id of the request with a typed code or a scanned slip. A slip whose signature does not hold finds nothing."""
    slip = SlipQr.parse(text)
    if slip is not None and not _is_genuine(connection, office.code, slip):
        return None
    code = slip.code if slip else RequestCode.parse(text)
    if code is None:
        return None
    query = select(permohonan.c.id).where(
        permohonan.c.office == office.code, permohonan.c.code_hash == sealing.code_hash(code, office.code_salt)
    )
    return connection.execute(query).scalar_one_or_none()


def get(connection: Connection, office: str, permohonan_id: str) -> Item | None:
    """A request, its answers unopened."""
    row = _row(connection, office, permohonan_id)
    return _item(row) if row else None


def open_request(
    connection: Connection, office: OfficeKeys, permohonan_id: str, *, actor: str, now: int
) -> Opened | None:
    """Opens a request's answers and photos and records who did, inside the caller's transaction. None when there is none.

    That the answers are this request's, the code inside them says: its salted hash stands in the event, which the kiosk
    signed and which no other request of the office has.
    """
    item = get(connection, office.code, permohonan_id)
    if item is None:
        return None
    record(connection, office.code, actor, Action.OPENED, now=now, permohonan_id=permohonan_id)
    query = select(events.c.sealed).where(
        events.c.office == office.code, events.c.kiosk_id == item.kiosk_id, events.c.seq == item.permohonan.seq
    )
    content = sealing.open_sealed(connection.execute(query).scalar_one() or b"", office.seal_private)
    if isinstance(content, Sealed) and sealing.code_hash(content.code, office.code_salt) != item.permohonan.code_hash:
        content = sealing.OpenFailed("sealed for another request")
    photos: dict[str, bytes] = {}
    missing: frozenset[str] = frozenset()
    if isinstance(content, Sealed):
        arrived = blobs.bodies(connection, office.code, content.photos.values())
        here = {blob: sealing.open_photo(body, office.seal_private) for blob, body in arrived.items()} | content.within
        photos = {field: photo for field, blob in content.photos.items() if (photo := here.get(blob)) is not None}
        missing = frozenset(field for field, blob in content.photos.items() if blob not in here)
    return Opened(
        item,
        content,
        tuple(history(connection, office.code, permohonan_id)),
        tuple(_handovers(connection, office.code, permohonan_id)),
        photos,
        missing,
    )


def history(connection: Connection, office: str, permohonan_id: str) -> list[Move]:
    """How a request came to where it stands, oldest first."""
    query = (
        select(moves).where(moves.c.office == office, moves.c.permohonan_id == permohonan_id).order_by(moves.c.number)
    )
    return [
        Move(PermohonanStatus(row["old"]), PermohonanStatus(row["new"]), row["note"], row["actor"], int(row["at"]))
        for row in connection.execute(query).mappings()
    ]


def change_status(
    connection: Connection,
    office: str,
    permohonan_id: str,
    new: PermohonanStatus,
    *,
    note: str | None,
    actor: str,
    now: int,
    seen: PermohonanStatus | None = None,
) -> Permohonan | NotMoved:
    """One allowed move, inside the caller's writing transaction; its change goes to the kiosk with the next exchange.

    `seen`: the status on the petugas' screen. When a colleague was faster, nothing is changed.
    """
    row = _row(connection, office, permohonan_id, lock=True)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = _item(row)
    old = item.permohonan.status
    text = " ".join((note or "").split()) or None
    if seen is not None and seen is not old:
        return NotMoved(MoveRefusal.CHANGED_MEANWHILE, old)
    if not can_move(old, new):
        return NotMoved(MoveRefusal.NOT_ALLOWED, old)
    if new in NEEDS_NOTE and text is None:
        return NotMoved(MoveRefusal.NEEDS_NOTE, old)
    if text is not None and (len(text) > NOTE_LENGTH or not text.isprintable()):
        return NotMoved(MoveRefusal.NOTE_TOO_LONG, old)
    if text is not None and _LONG_NUMBER.search(text):
        return NotMoved(MoveRefusal.NOTE_PERSONAL, old)
    moved = msgspec.structs.replace(item.permohonan, status=new, status_at=now, note=text)
    connection.execute(
        update(permohonan)
        .where(permohonan.c.office == office, permohonan.c.id == permohonan_id)
        .values(status=moved.status.value, status_at=moved.status_at, note=moved.note)
    )
    feed.publish(connection, office, project.told(moved), now=now)
    number = len(history(connection, office, permohonan_id)) + 1
    connection.execute(
        insert(moves).values(
            office=office,
            permohonan_id=permohonan_id,
            number=number,
            old=old.value,
            new=new.value,
            note=text,
            actor=actor,
            at=now,
        )
    )
    record(connection, office, actor, Action.MOVED, now=now, permohonan_id=permohonan_id)
    return moved


def hand_over(
    connection: Connection, office: str, permohonan_id: str, agency: str, *, actor: str, now: int
) -> Item | NotMoved:
    """Notes that another agency has the request now, inside the caller's writing transaction. Its status stays.

    The caller knows that there is such an agency. A request that is closed goes nowhere.
    """
    row = _row(connection, office, permohonan_id, lock=True)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = _item(row)
    if not MOVES[item.permohonan.status]:
        return NotMoved(MoveRefusal.NOT_ALLOWED, item.permohonan.status)
    if item.holder == agency:
        return item
    connection.execute(
        update(permohonan).where(permohonan.c.office == office, permohonan.c.id == permohonan_id).values(holder=agency)
    )
    number = len(_handovers(connection, office, permohonan_id)) + 1
    connection.execute(
        insert(handovers).values(
            office=office, permohonan_id=permohonan_id, number=number, agency=agency, actor=actor, at=now
        )
    )
    record(connection, office, actor, Action.HANDED_OVER, now=now, permohonan_id=permohonan_id)
    return msgspec.structs.replace(item, holder=agency)


def _handovers(connection: Connection, office: str, permohonan_id: str) -> list[Handover]:
    query = (
        select(handovers)
        .where(handovers.c.office == office, handovers.c.permohonan_id == permohonan_id)
        .order_by(handovers.c.number)
    )
    return [Handover(row["agency"], row["actor"], int(row["at"])) for row in connection.execute(query).mappings()]


def allowed(status: PermohonanStatus) -> list[PermohonanStatus]:
    """Where a request may go from here, in the order a petugas expects."""
    return [new for new in _ORDER if new in MOVES[status]]


def record(
    connection: Connection,
    office: str,
    actor: str,
    action: Action,
    *,
    now: int,
    permohonan_id: str | None = None,
    detail: str = "",
) -> None:
    """A line of the audit trail, inside the caller's transaction. `detail` never holds what a resident wrote."""
    connection.execute(
        insert(audit).values(
            office=office,
            id=new_id(now),
            at=now,
            actor=actor,
            action=action.value,
            permohonan_id=permohonan_id,
            detail=detail,
        )
    )


_ORDER: Final = (
    PermohonanStatus.IN_REVIEW,
    PermohonanStatus.AWAITING_SIGNATURE,
    PermohonanStatus.READY,
    PermohonanStatus.COLLECTED,
    PermohonanStatus.INCOMPLETE,
    PermohonanStatus.REJECTED,
    PermohonanStatus.CANCELLED,
    PermohonanStatus.SUBMITTED,
)


def _is_genuine(connection: Connection, office: str, slip: SlipQr) -> bool:
    query = select(kiosks.c.public_key).where(kiosks.c.office == office, kiosks.c.id == slip.kiosk_id)
    key = connection.execute(query).scalar_one_or_none()
    return key is not None and sealing.verify(slip.signed_bytes(), slip.signature, key)


def _row(connection: Connection, office: str, permohonan_id: str, *, lock: bool = False) -> RowMapping | None:
    query = select(permohonan).where(permohonan.c.office == office, permohonan.c.id == permohonan_id)
    if lock:
        query = query.with_for_update()
    return connection.execute(query).mappings().first()


def _item(row: RowMapping) -> Item:
    request = Permohonan(
        id=row["id"],
        seq=int(row["seq"]),
        service=row["service"],
        ref=row["ref"],
        ticket=row["ticket"],
        queue_day=row["queue_day"],
        code_hash=bytes(row["code_hash"]),
        language=row["language"],
        created_at=int(row["created_at"]),
        status=PermohonanStatus(row["status"]),
        status_at=int(row["status_at"]),
        note=row["note"],
    )
    return Item(
        request,
        row["kiosk_id"],
        row["priority"],
        row["clock_doubtful"],
        int(row["received_at"]),
        int(row["waiting_since"]),
        row["holder"],
    )
