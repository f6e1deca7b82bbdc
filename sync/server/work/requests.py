"""Requests as the office works on them: list, find, open, move on, take a move back, assign. Every look into answers is
recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, func, insert, select, tuple_, update

from kiosk import sealing
from kiosk.domain import project
from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.permohonan import MOVES, NEEDS_NOTE, Permohonan, PermohonanStatus, can_move
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.exchange import blobs, feed
from sync.server.office import OfficeKeys
from sync.server.people.rights import Right, read_roles, rights_of
from sync.server.store.tables import events, handovers, kiosks, moves, permohonan, petugas
from sync.server.work import complaints
from sync.server.work.corrections import Correction, corrected, corrections_of
from sync.server.work.restriction import restricted

NOTE_LENGTH: Final = 300
HOME: Final = "kelurahan"
"""The agency where every request begins."""
UNDO_MS: Final = 24 * 3600_000
"""So long who made a move may take it back, and so long a letter that was handed out may turn out not to have been."""
ENDINGS: Final = frozenset({PermohonanStatus.REJECTED, PermohonanStatus.CANCELLED})
"""Where a request may still go while its resident wants nothing done with it: to its end."""
_LONG_NUMBER: Final = re.compile(r"(?:\d[ .-]?){16}")


class Item(msgspec.Struct, frozen=True):
    """A request as the office sees it before its answers are opened."""

    permohonan: Permohonan
    kiosk_id: str
    priority: bool
    clock_doubtful: bool
    received_at: int  # ms since 1970 UTC
    waiting_since: int
    holder: str = HOME  # the agency that has it now
    assignee: str | None = None  # the petugas who works on it
    deadline: int | None = None  # of a complaint: when it has to stand elsewhere
    destroyed_at: int | None = None  # when its answers were removed at the end of their retention


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
    number: int = 0  # 1, 2, 3 … of its request
    undoes: int | None = None  # the move that this one takes back


class Colleague(msgspec.Struct, frozen=True):
    """A petugas who may work on requests."""

    name: str
    full_name: str


class Opened(msgspec.Struct, frozen=True):
    """A request with its answers, or why they cannot be opened."""

    item: Item
    content: Sealed | sealing.OpenFailed
    history: tuple[Move, ...]
    handovers: tuple[Handover, ...] = ()
    photos: dict[str, bytes] = {}  # of `content.photos`, those that could be opened
    missing: frozenset[str] = frozenset()  # and those that have not arrived yet
    corrections: tuple[Correction, ...] = ()  # `content` has them
    as_sealed: Sealed | None = None  # the answers as they came

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
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOT_YOURS = "not_yours"  # somebody else made that move
    TOO_LATE = "too_late"  # that move is too old to be taken back
    NO_SUCH_PETUGAS = "no_such_petugas"
    RESTRICTED = "restricted"  # the resident wants nothing done with it for now (UU PDP)


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
    return [item_of(row) for row in connection.execute(query.limit(limit)).mappings()]


def between(connection: Connection, office: str, kiosk_id: str, after: int, before: int) -> list[Item]:
    """The requests that a kiosk took with its entries between two of them."""
    query = select(permohonan).where(
        permohonan.c.office == office,
        permohonan.c.kiosk_id == kiosk_id,
        permohonan.c.seq > after,
        permohonan.c.seq < before,
    )
    return [item_of(row) for row in connection.execute(query.order_by(permohonan.c.seq)).mappings()]


def in_order(
    connection: Connection,
    office: str,
    *,
    statuses: Iterable[PermohonanStatus] | None = None,
    service: str | None = None,
    since: int | None = None,
    until: int | None = None,
    after: tuple[int, str] | None = None,
    limit: int,
) -> list[Item]:
    """Requests as they arrived: a page for programs, after the one with that arrival and id.

    `since` and `until`: ms since 1970 UTC, of the arrival; from the one on, before the other.
    """
    place = (permohonan.c.received_at, permohonan.c.id)
    query = select(permohonan).where(permohonan.c.office == office).order_by(*place).limit(limit)
    if statuses is not None:
        query = query.where(permohonan.c.status.in_([status.value for status in statuses]))
    if service is not None:
        query = query.where(permohonan.c.service == service)
    if since is not None:
        query = query.where(permohonan.c.received_at >= since)
    if until is not None:
        query = query.where(permohonan.c.received_at < until)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(*after))
    return [item_of(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, office: str) -> dict[PermohonanStatus, int]:
    """How many requests stand where."""
    query = select(permohonan.c.status, func.count()).where(permohonan.c.office == office).group_by(permohonan.c.status)
    found = {PermohonanStatus(status): int(count) for status, count in connection.execute(query)}
    return {status: found.get(status, 0) for status in PermohonanStatus}


def arrived(connection: Connection, office: str, since: int, *, without: Sequence[str] = ()) -> int:
    """How many requests have come after a moment (ms since 1970 UTC) and wait for somebody to begin; `without` those of
    services on which nobody works.
    """
    query = select(func.count()).where(
        permohonan.c.office == office,
        permohonan.c.status == PermohonanStatus.SUBMITTED.value,
        permohonan.c.received_at > since,
        *((permohonan.c.service.not_in(without),) if without else ()),
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
    return [item_of(row) for row in connection.execute(query).mappings()]


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
    query = select(permohonan).where(permohonan.c.office == office, permohonan.c.id == permohonan_id)
    row = connection.execute(query).mappings().first()
    return item_of(row) if row else None


def open_request(
    connection: Connection, office: OfficeKeys, permohonan_id: str, *, actor: str, now: int, detail: str = ""
) -> Opened | None:
    """Opens a request's answers, with what was corrected of them, and photos, and records who did, inside the caller's
    transaction. None when there is none.
    `detail`: what else the audit trail is to say, the agency of who looks.

    That the answers are this request's, the code inside them says: its salted hash stands in the event, which the kiosk
    signed and which no other request of the office has.
    """
    item = get(connection, office.code, permohonan_id)
    if item is None:
        return None
    record(connection, office.code, actor, Action.OPENED, now=now, permohonan_id=permohonan_id, detail=detail)
    query = select(events.c.sealed).where(
        events.c.office == office.code, events.c.kiosk_id == item.kiosk_id, events.c.seq == item.permohonan.seq
    )
    content = office.open(connection.execute(query).scalar_one() or b"")
    if isinstance(content, Sealed) and sealing.code_hash(content.code, office.code_salt) != item.permohonan.code_hash:
        content = sealing.OpenFailed("sealed for another request")
    photos: dict[str, bytes] = {}
    missing: frozenset[str] = frozenset()
    if isinstance(content, Sealed):
        arrived = blobs.bodies(connection, office.code, content.photos.values())
        here = {blob: office.open_photo(body) for blob, body in arrived.items()} | content.within
        photos = {field: photo for field, blob in content.photos.items() if (photo := here.get(blob)) is not None}
        missing = frozenset(field for field, blob in content.photos.items() if blob not in here)
    made = corrections_of(connection, office, permohonan_id)
    return Opened(
        item,
        corrected(content, made) if isinstance(content, Sealed) else content,
        tuple(history(connection, office.code, permohonan_id)),
        tuple(_handovers(connection, office.code, permohonan_id)),
        photos,
        missing,
        tuple(made),
        content if isinstance(content, Sealed) else None,
    )


def history(connection: Connection, office: str, permohonan_id: str) -> list[Move]:
    """How a request came to where it stands, oldest first."""
    query = (
        select(moves).where(moves.c.office == office, moves.c.permohonan_id == permohonan_id).order_by(moves.c.number)
    )
    return [
        Move(
            PermohonanStatus(row["old"]),
            PermohonanStatus(row["new"]),
            row["note"],
            row["actor"],
            int(row["at"]),
            int(row["number"]),
            row["undoes"],
        )
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
    row = lock_row(connection, office, permohonan_id)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = item_of(row)
    old = item.permohonan.status
    text = " ".join((note or "").split()) or None
    if seen is not None and seen is not old:
        return NotMoved(MoveRefusal.CHANGED_MEANWHILE, old)
    if not can_move(old, new):
        return NotMoved(MoveRefusal.NOT_ALLOWED, old)
    if new not in ENDINGS and restricted(connection, office, permohonan_id):
        return NotMoved(MoveRefusal.RESTRICTED, old)
    if new in NEEDS_NOTE and text is None:
        return NotMoved(MoveRefusal.NEEDS_NOTE, old)
    if text is not None and (len(text) > NOTE_LENGTH or not text.isprintable()):
        return NotMoved(MoveRefusal.NOTE_TOO_LONG, old)
    if text is not None and _LONG_NUMBER.search(text):
        return NotMoved(MoveRefusal.NOTE_PERSONAL, old)
    before = history(connection, office, permohonan_id)
    move = Move(old, new, text, actor, now, len(before) + 1)
    moved = _make(connection, office, item, move, before, note=text)
    record(connection, office, actor, Action.MOVED, now=now, permohonan_id=permohonan_id)
    return moved


def undo(
    connection: Connection,
    office: str,
    permohonan_id: str,
    *,
    actor: str,
    any_petugas: bool,
    now: int,
    seen: PermohonanStatus | None = None,
) -> Permohonan | NotMoved:
    """Takes the last move back, inside the caller's writing transaction: status, note and deadline are as before it, and the
    kiosks are told.

    Who made it may within a day; `any_petugas` (the lurah): whoever made it, and later too. A letter that was handed out
    more than a day ago stays so for everybody.
    """
    row = lock_row(connection, office, permohonan_id)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = item_of(row)
    status = item.permohonan.status
    if seen is not None and seen is not status:
        return NotMoved(MoveRefusal.CHANGED_MEANWHILE, status)
    before = history(connection, office, permohonan_id)
    held = restricted(connection, office, permohonan_id)
    refused = undo_refused(before, actor=actor, any_petugas=any_petugas, now=now, held=held)
    if refused is not None:
        return NotMoved(refused, status)
    *kept, last = effective(before)
    note = kept[-1].note if kept else None
    back = Move(last.new, last.old, None, actor, now, len(before) + 1, undoes=last.number)
    moved = _make(connection, office, item, back, before, note=note)
    record(connection, office, actor, Action.UNDONE, now=now, permohonan_id=permohonan_id)
    return moved


def undo_refused(
    history: Sequence[Move], *, actor: str, any_petugas: bool, now: int, held: bool = False
) -> MoveRefusal | None:
    """Why the last move cannot be taken back by somebody; None: it can. `held`: the request is `restricted`, and only an end that
    was a mistake can be.
    """
    standing = effective(history)
    if not standing:
        return MoveRefusal.NOTHING_TO_UNDO
    last = standing[-1]
    if held and last.new not in ENDINGS:
        return MoveRefusal.RESTRICTED
    old = now - last.at > UNDO_MS
    if old and (last.new is PermohonanStatus.COLLECTED or not any_petugas):
        return MoveRefusal.TOO_LATE
    if last.actor != actor and not any_petugas:
        return MoveRefusal.NOT_YOURS
    return None


def effective(history: Sequence[Move]) -> list[Move]:
    """The moves that still count: without those that were taken back, and without the taking back."""
    standing: list[Move] = []
    for move in history:
        if move.undoes is None:
            standing.append(move)
        else:
            standing = [one for one in standing if one.number != move.undoes]
    return standing


def _make(
    connection: Connection, office: str, item: Item, move: Move, before: Sequence[Move], *, note: str | None
) -> Permohonan:
    """Writes a move, and what follows from it: the request's row, what kiosks are told, a complaint's deadline."""
    moved = msgspec.structs.replace(item.permohonan, status=move.new, status_at=move.at, note=note)
    deadline = item.deadline
    if deadline is not None:
        deadline = complaints.due_after(effective([*before, move]), item.waiting_since, deadline)
    connection.execute(
        update(permohonan)
        .where(permohonan.c.office == office, permohonan.c.id == moved.id)
        .values(status=moved.status.value, status_at=moved.status_at, note=moved.note, deadline=deadline)
    )
    connection.execute(
        insert(moves).values(
            office=office,
            permohonan_id=moved.id,
            number=move.number,
            old=move.old.value,
            new=move.new.value,
            note=move.note,
            actor=move.actor,
            at=move.at,
            undoes=move.undoes,
        )
    )
    feed.publish(connection, office, project.told(moved), now=move.at)
    return moved


def assign(
    connection: Connection, office: str, permohonan_id: str, name: str | None, *, actor: str, now: int
) -> Item | NotMoved:
    """Notes who works on a request (None: nobody any more), inside the caller's writing transaction."""
    row = lock_row(connection, office, permohonan_id)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = item_of(row)
    if name == item.assignee:
        return item
    if not MOVES[item.permohonan.status]:
        return NotMoved(MoveRefusal.NOT_ALLOWED, item.permohonan.status)
    if name is not None and name not in {one.name for one in colleagues(connection, office)}:
        return NotMoved(MoveRefusal.NO_SUCH_PETUGAS, item.permohonan.status)
    here = (permohonan.c.office == office, permohonan.c.id == permohonan_id)
    connection.execute(update(permohonan).where(*here).values(assignee=name))
    record(connection, office, actor, Action.ASSIGNED, now=now, permohonan_id=permohonan_id, detail=name or "")
    return msgspec.structs.replace(item, assignee=name)


def colleagues(connection: Connection, office: str) -> list[Colleague]:
    """Who may work on requests, by name."""
    query = (
        select(petugas.c.name, petugas.c.full_name, petugas.c.roles)
        .where(petugas.c.office == office, petugas.c.closed_at.is_(None))
        .order_by(petugas.c.name)
    )
    return [
        Colleague(name, full_name or name)
        for name, full_name, roles in connection.execute(query)
        if Right.REQUESTS in rights_of(read_roles(roles))
    ]


def hand_over(
    connection: Connection, office: str, permohonan_id: str, agency: str, *, actor: str, now: int
) -> Item | NotMoved:
    """Notes that another agency has the request now, inside the caller's writing transaction. Its status stays.

    The caller knows that there is such an agency. A request that is closed goes nowhere.
    """
    row = lock_row(connection, office, permohonan_id)
    if row is None:
        return NotMoved(MoveRefusal.NOT_FOUND)
    item = item_of(row)
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


def allowed(status: PermohonanStatus, *, restricted: bool = False) -> list[PermohonanStatus]:
    """Where a request may go from here, in the order a petugas expects; a `restricted` one only to an end without its product."""
    return [new for new in _ORDER if new in MOVES[status] and (new in ENDINGS or not restricted)]


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


def former_keys(packed: bytes | None) -> list[bytes]:
    """The keys that a kiosk had before, as its row holds them."""
    return [packed[start : start + 32] for start in range(0, len(packed or b""), 32)] if packed else []


def _is_genuine(connection: Connection, office: str, slip: SlipQr) -> bool:
    query = select(kiosks.c.public_key, kiosks.c.former_keys).where(
        kiosks.c.office == office, kiosks.c.id == slip.kiosk_id
    )
    found = connection.execute(query).first()
    if found is None or found.public_key is None:
        return False
    keys = (bytes(found.public_key), *former_keys(found.former_keys))
    return any(sealing.verify(slip.signed_bytes(), slip.signature, key) for key in keys)


def lock_row(connection: Connection, office: str, permohonan_id: str) -> RowMapping | None:
    """A request's row, held until the caller's writing transaction ends: whoever changes something of a request takes it
    first.
    """
    query = select(permohonan).where(permohonan.c.office == office, permohonan.c.id == permohonan_id)
    return connection.execute(query.with_for_update()).mappings().first()


def item_of(row: RowMapping) -> Item:
    """A request from its row of the table, with or without others' columns beside them."""
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
        row["assignee"],
        row["deadline"],
        row["destroyed_at"],
    )
