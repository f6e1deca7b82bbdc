"""The office's half of an exchange: bytes of a request in, bytes of the reply out, one transaction in between.

Idempotent for ever: an entry is known by kiosk and sequence, an event by its id. Whatever arrives twice, late or out of
order, the tables look as if it had come once. What cannot be taken is parked with a reason and the rest flows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, or_, select, update

from kiosk.clock import is_doubtful
from kiosk.domain import project
from kiosk.domain.events import (
    HASH_SIZE,
    REASON_LENGTH,
    FilesTaken,
    Given,
    KioskEvent,
    OrderFollowed,
    StatusChanged,
    Submitted,
    body_hash,
    chain_hash,
    decode_event,
    genesis,
    permohonan_id,
    subject_of,
)
from kiosk.domain.permohonan import MOVES, PermohonanStatus
from sync.protocol import (
    MAX_BODY,
    MAX_SEALED,
    Envelope,
    Event,
    EventRefusal,
    Files,
    Reply,
    Request,
    Verdict,
    Wrong,
    pack_reply,
    proves,
    read_request,
    unpack_request,
)
from sync.server import blobs, feed, files, fleet
from sync.server.database import Database
from sync.server.office import OfficeKeys
from sync.server.requests import Action, listed, record
from sync.server.tables import changes, events, heeded, kiosks, permohonan

CHANGES_A_REPLY: Final = 4_000
MOST_ROOM: Final = 2 * 2**20
"""Bytes of changes and files in one reply before they are compressed, whatever room a kiosk says there is."""
_FAR: Final = 10_000_000
"""More changes than an office makes between two backups: a kiosk that says it has heard of so many more is not believed."""
_HIGHEST: Final = 2**53  # a number of a change, as on the wire
_TEXT: Final = 120
_VARIABLES: Final = 500  # values in one IN (...): every database takes that many

T = TypeVar("T")


class Received(msgspec.Struct, frozen=True):
    """A reply, and what came of the request."""

    reply: bytes
    kiosk_id: str
    verdict: Verdict
    taken: int = 0  # events that were new and good
    parked: int = 0  # events that were new and were not
    changes: int = 0  # changes in the reply


class _Taken(msgspec.Struct, frozen=True):
    """What one entry of a request becomes in the tables."""

    seq: int
    event: Event
    hash: bytes
    body: KioskEvent | None  # none: it is parked
    refusal: EventRefusal | None


def receive(database: Database, office: OfficeKeys, data: bytes, *, now: int, live: bool) -> Received | Wrong:
    """Takes a request and makes the reply to it.

    `Wrong` is returned only where nobody can be answered: no request at all, or another office's. Everything else is a
    signed reply. `live`: it came over the network, so its clock can be compared with ours.
    """
    envelope = read_request(data)
    if isinstance(envelope, Wrong):
        return envelope
    if envelope.office != office.code:
        return Wrong.OTHER_OFFICE
    with database.reading() as connection:
        known = _kiosk(connection, office.code, envelope.kiosk_id)
    checked = _check(envelope, known)
    if isinstance(checked, Verdict):
        return _refuse(office, envelope, checked, now)
    request, key = checked
    with database.writing() as connection:
        row = _kiosk(connection, office.code, envelope.kiosk_id)
        if row is None or row["revoked_at"] is not None or row["public_key"] not in (None, key):
            # Revoked, or enrolled by somebody else, in the moment between.
            return _refuse(office, envelope, Verdict.REVOKED if row and row["revoked_at"] else Verdict.WRONG_KEY, now)
        return _take(connection, office, envelope, request, row=row, key=key, now=now, live=live)


def _check(envelope: Envelope, row: RowMapping | None) -> tuple[Request, bytes] | Verdict:
    """The request and the key that says it is genuine."""
    if row is None:
        return Verdict.UNKNOWN_KIOSK
    if row["revoked_at"] is not None:
        return Verdict.REVOKED
    first = envelope.first
    key: bytes | None = row["public_key"]
    if key is None and envelope.version == 1:
        if first is None or not proves(first, row["secret"], envelope.office, envelope.kiosk_id):
            return Verdict.WRONG_KEY
        key = first.key
    elif first is not None and first.key != key:
        return Verdict.WRONG_KEY
    request = unpack_request(envelope, key or b"")
    match request:
        case Request():
            return request, key or b""
        case Wrong.VERSION:
            return Verdict.VERSION
        case Wrong.SIGNATURE:
            return Verdict.BAD_SIGNATURE
        case _:
            return Verdict.BAD_REQUEST


def _take(
    connection: Connection,
    office: OfficeKeys,
    envelope: Envelope,
    request: Request,
    *,
    row: RowMapping,
    key: bytes,
    now: int,
    live: bool,
) -> Received:
    here = and_(kiosks.c.office == office.code, kiosks.c.id == envelope.kiosk_id)
    seen = {
        "public_key": key,
        "secret": None,
        "enrolled_at": row["enrolled_at"] or now,
        "seen_at": now,
        "clock_offset": now - request.clock if live else row["clock_offset"],
    }
    kiosk_id, known = envelope.kiosk_id, int(row["seq"])
    if row["public_key"] is None:
        _introduce(connection, office.code, now)
    verdict, chain = _follow(connection, office.code, kiosk_id, request, known)
    if verdict is Verdict.OK and _heard(request) > feed.newest(connection, office.code) + _FAR:
        verdict = Verdict.BAD_REQUEST
    fresh = [one for one in chain if one[0] > known]
    allowed = fresh[: fleet.allowance(row, now=now)]
    if verdict is Verdict.OK and fresh and not allowed:
        fleet.record_quota(connection, office.code, kiosk_id, now=now)
        verdict = Verdict.QUOTA
    if verdict is not Verdict.OK:
        forked_at = now if verdict is Verdict.FORK else row["forked_at"]
        connection.execute(update(kiosks).where(here).values(**seen, forked_at=forked_at))
        reply = Reply(envelope.hash, verdict, known, request.cursor, request.cursor, more=False, server_time=now)
        return _answer(office, envelope, reply)
    retold = int(row["retold"])
    if _heard(request) > row["sent"]:
        retold = request.head_seq
        if feed.heal(connection, office.code, heard=_heard(request)):
            _introduce(connection, office.code, now, to_all=True)
            record(connection, office.code, kiosk_id, Action.RESTORED, now=now, detail=kiosk_id)
    taken = list(_sort_out(connection, office.code, allowed))
    _store(connection, office.code, kiosk_id, taken, now)
    _tell(connection, office.code, kiosk_id, taken, now, retold=retold)
    acknowledged = max(known, request.after + len(request.events) - len(fresh) + len(allowed))
    room = min(request.room, MOST_ROOM)
    cursor, more = request.cursor, False
    bodies: tuple[bytes, ...] = ()
    page: Files | None = None
    if room:  # of several requests on a stick one asks for the news
        cursor, more, bodies = feed.after(
            connection, office.code, kiosk_id, request.cursor, room=room, most=CHANGES_A_REPLY
        )
        left = room - sum(map(len, bodies))
        page = files.page(connection, office.code, request.files, room=left, least=0 if bodies else 1)
    connection.execute(
        update(kiosks)
        .where(here)
        .values(
            **seen,
            forked_at=None,
            seq=acknowledged,
            hash=taken[-1].hash if taken else row["hash"],
            head_seq=max(int(row["head_seq"]), request.head_seq),
            retold=retold,
            sent=max(int(row["sent"]), _heard(request), cursor, page.newest if page else 0),
            cursor=max(int(row["cursor"]), request.cursor),
            files=max(int(row["files"]), request.files.good),
            quota_back_at=fleet.back_at(row, len(allowed), now=now),
        )
    )
    if request.cursor > row["cursor"]:
        feed.forget(connection, office.code, now=now)
    reply = Reply(
        request=envelope.hash,
        verdict=Verdict.OK,
        acknowledged=acknowledged,
        since=request.cursor,
        cursor=cursor,
        # What was left for the quota is asked for again at once, to hear of it.
        more=more or (page is not None and not page.complete) or len(allowed) < len(fresh),
        server_time=now,
        refused=_parked(connection, office.code, kiosk_id, request, acknowledged),
        changes=bodies,
        files=page,
        wanted=blobs.wanted(connection, office.code, kiosk_id, acknowledged),
    )
    refused = sum(1 for one in taken if one.refusal)
    return _answer(office, envelope, reply, taken=len(taken) - refused, parked=refused)


def _heard(request: Request) -> int:
    """The highest number of a change that the kiosk knows of."""
    held = request.files
    return max(request.cursor, held.good, held.seen, held.staged)


def _follow(
    connection: Connection, office: str, kiosk_id: str, request: Request, newest: int
) -> tuple[Verdict, list[tuple[int, Event, bytes]]]:
    """Follows the chain of hashes through the request: its entries with sequence and hash, if it is our chain."""
    last = request.after + len(request.events)
    if request.after > newest:
        return Verdict.GAP, []
    if request.head_seq < last:
        return Verdict.BAD_REQUEST, []
    query = select(events.c.seq, events.c.hash).where(
        events.c.office == office,
        events.c.kiosk_id == kiosk_id,
        or_(events.c.seq.between(request.after, last), events.c.seq == request.head_seq),
    )
    ours = {int(seq): bytes(hash_) for seq, hash_ in connection.execute(query)}
    ours[0] = genesis(kiosk_id)
    if ours.get(request.after) != request.previous:
        return Verdict.FORK, []
    chain = []
    current = request.previous
    for seq, event in enumerate(request.events, request.after + 1):
        current = chain_hash(current, seq, event.id, event.at, event.body)
        if ours.get(seq, current) != current:
            return Verdict.FORK, []
        chain.append((seq, event, current))
    if current != request.last:
        return Verdict.FORK, []
    theirs = current if request.head_seq == last else ours.get(request.head_seq, request.head_hash)
    return (Verdict.OK if theirs == request.head_hash else Verdict.FORK), chain


def _sort_out(connection: Connection, office: str, fresh: Sequence[tuple[int, Event, bytes]]) -> Iterator[_Taken]:
    """Which of the new entries are good, and why the others are not."""
    readable = [(seq, event, hash_, _read(event)) for seq, event, hash_ in fresh]
    submitted = [body for *_, body in readable if isinstance(body, Submitted)]
    ids = _existing(
        connection, office, events.c.event_id, [event.id for _, event, _ in fresh], events.c.refusal.is_(None)
    )
    requests = _existing(
        connection,
        office,
        permohonan.c.id,
        [permohonan_id(event.id) for _, event, _, body in readable if isinstance(body, Submitted)],
    )
    codes = _existing(connection, office, permohonan.c.code_hash, [body.code_hash for body in submitted])
    for seq, event, hash_, body in readable:
        request = body if isinstance(body, Submitted) else None
        refusal = body if isinstance(body, EventRefusal) else None
        if refusal is None and (event.id in ids or (request and permohonan_id(event.id) in requests)):
            refusal = EventRefusal.ID_TAKEN
        elif request and request.code_hash in codes:
            refusal = EventRefusal.CODE_TAKEN
        if refusal is None:
            ids.add(event.id)
            if request:
                requests.add(permohonan_id(event.id))
                codes.add(request.code_hash)
        yield _Taken(seq, event, hash_, None if isinstance(body, EventRefusal) or refusal else body, refusal)


def _read(event: Event) -> KioskEvent | EventRefusal:
    if len(event.body) > MAX_BODY or len(event.sealed or b"") > MAX_SEALED:
        return EventRefusal.UNREADABLE
    try:
        body = decode_event(event.body)
        if isinstance(body, Given):
            date.fromisoformat(body.queue_day)
    except (msgspec.DecodeError, ValueError):
        return EventRefusal.UNREADABLE
    texts = [value for value in msgspec.structs.astuple(body) if isinstance(value, str)]
    if not all(len(text) <= _TEXT and text.isprintable() for text in texts):
        return EventRefusal.UNREADABLE
    if isinstance(body, OrderFollowed | FilesTaken) and not 0 <= _number(body) <= _HIGHEST:
        return EventRefusal.UNREADABLE
    if isinstance(body, FilesTaken) and not all(
        len(name) <= _TEXT and len(what) <= REASON_LENGTH and (name + what).isprintable() for name, what in body.refused
    ):
        return EventRefusal.UNREADABLE
    if isinstance(body, Submitted):
        if len(body.code_hash) != 16 or any(len(blob) != HASH_SIZE for blob in body.blobs):
            return EventRefusal.UNREADABLE
        if event.sealed is None:
            return EventRefusal.SEALED_MISSING
        if body_hash(event.sealed) != body.sealed_hash:
            return EventRefusal.SEALED_CHANGED
    return body


def _number(event: OrderFollowed | FilesTaken) -> int:
    """The office's change that a kiosk speaks of."""
    return event.order if isinstance(event, OrderFollowed) else event.upto


def _store(connection: Connection, office: str, kiosk_id: str, taken: Sequence[_Taken], now: int) -> None:
    if not taken:
        return
    connection.execute(
        insert(events),
        [
            {
                "office": office,
                "kiosk_id": kiosk_id,
                "seq": one.seq,
                "event_id": one.event.id,
                "at": one.event.at,
                "body": one.event.body,
                "hash": one.hash,
                "sealed": one.event.sealed,
                "refusal": one.refusal,
                "received_at": now,
            }
            for one in taken
        ],
    )
    requests = [_request_row(office, kiosk_id, one, one.body, now) for one in taken if isinstance(one.body, Submitted)]
    if requests:
        connection.execute(insert(permohonan), requests)
    named = [(one.seq, blob) for one in taken if isinstance(one.body, Submitted) for blob in one.body.blobs]
    blobs.expect(connection, office, kiosk_id, named)
    said = {row["subject"]: row for one in taken if (row := _heeded_row(office, kiosk_id, one.body, now))}
    if said:
        ours = and_(heeded.c.office == office, heeded.c.kiosk_id == kiosk_id)
        connection.execute(delete(heeded).where(ours, heeded.c.subject.in_(said)))
        connection.execute(insert(heeded), list(said.values()))


def _heeded_row(office: str, kiosk_id: str, event: KioskEvent | None, now: int) -> dict[str, object] | None:
    """What a kiosk says it did with an order or with the office's files."""
    match event:
        case OrderFollowed(subject=subject):
            refused: tuple[tuple[str, str], ...] = ()
        case FilesTaken(refused=refused):
            subject = files.SUBJECT
        case _:
            return None
    return {
        "office": office,
        "kiosk_id": kiosk_id,
        "subject": subject,
        "number": _number(event),
        "refused": msgspec.json.encode(refused).decode(),
        "at": now,
    }


def _tell(
    connection: Connection, office: str, kiosk_id: str, taken: Sequence[_Taken], now: int, *, retold: int
) -> None:
    """Any kiosk of the office answers who asks for a request. Where there is only one, nobody needs to be told; entries up to
    `retold` are told to the kiosk itself as well.
    """
    if not taken:
        return
    others = select(kiosks.c.id).where(
        kiosks.c.office == office, kiosks.c.id != kiosk_id, kiosks.c.revoked_at.is_(None)
    )
    alone = connection.execute(others.limit(1)).first() is None
    told: list[tuple[StatusChanged, str | None]] = []
    for one in taken:
        if isinstance(one.body, Submitted) and not (alone and one.seq > retold):
            request = project.begin(one.body, event_id=one.event.id, seq=one.seq, at=one.event.at)
            told.append((project.told(request), kiosk_id if one.seq > retold else None))
    feed.announce(connection, office, told, now=now)


def _introduce(connection: Connection, office: str, now: int, *, to_all: bool = False) -> None:
    """A new kiosk shall know every request that is still open; while there was one kiosk, nobody was told of any.

    `to_all`: also the kiosk that took it, because its news of it may be from before this database was restored.
    """
    told = set(
        connection.execute(
            select(changes.c.subject).where(changes.c.office == office, changes.c.subject.startswith("request:"))
        ).scalars()
    )
    still_open = [status for status in PermohonanStatus if MOVES[status]]
    known = [(project.told(one.permohonan), one.kiosk_id) for one in listed(connection, office, still_open)]
    untold = [(change, None if to_all else origin) for change, origin in known if subject_of(change) not in told]
    feed.announce(connection, office, untold, now=now)


def _request_row(office: str, kiosk_id: str, one: _Taken, event: Submitted, now: int) -> dict[str, object]:
    request = project.begin(event, event_id=one.event.id, seq=one.seq, at=one.event.at)
    # Waiting counts from the touch, not from the day a stick arrived, unless that clock is not to be believed.
    believed = not event.clock_doubtful and request.created_at <= now and not is_doubtful(request.created_at, None)
    return {
        **msgspec.structs.asdict(request),
        "office": office,
        "kiosk_id": kiosk_id,
        "priority": event.priority,
        "clock_doubtful": event.clock_doubtful,
        "received_at": now,
        "waiting_since": request.created_at if believed else now,
    }


def _parked(
    connection: Connection, office: str, kiosk_id: str, request: Request, upto: int
) -> tuple[tuple[int, str], ...]:
    """What of this request is parked, also when that was said before: that answer may have been lost."""
    query = (
        select(events.c.seq, events.c.refusal)
        .where(
            events.c.office == office,
            events.c.kiosk_id == kiosk_id,
            events.c.seq > request.after,
            events.c.seq <= min(upto, request.after + len(request.events)),
            events.c.refusal.is_not(None),
        )
        .order_by(events.c.seq)
    )
    return tuple((int(seq), str(refusal)) for seq, refusal in connection.execute(query))


def _kiosk(connection: Connection, office: str, kiosk_id: str) -> RowMapping | None:
    # FOR UPDATE keeps two exchanges of one kiosk apart on PostgreSQL; SQLite's writer is alone anyway.
    query = select(kiosks).where(kiosks.c.office == office, kiosks.c.id == kiosk_id).with_for_update()
    return connection.execute(query).mappings().first()


def _existing(
    connection: Connection, office: str, column: ColumnElement[T], values: Sequence[T], *conditions: ColumnElement[bool]
) -> set[T]:
    table_office = column.table.c.office
    found: set[T] = set()
    for start in range(0, len(values), _VARIABLES):
        query = select(column).where(
            table_office == office, column.in_(values[start : start + _VARIABLES]), *conditions
        )
        found.update(connection.execute(query).scalars())
    return found


def _refuse(office: OfficeKeys, envelope: Envelope, verdict: Verdict, now: int) -> Received:
    return _answer(office, envelope, Reply(envelope.hash, verdict, 0, 0, 0, more=False, server_time=now))


def _answer(office: OfficeKeys, envelope: Envelope, reply: Reply, *, taken: int = 0, parked: int = 0) -> Received:
    data = pack_reply(reply, office=office.code, kiosk_id=envelope.kiosk_id, seed=office.sign_seed)
    return Received(data, envelope.kiosk_id, reply.verdict, taken, parked, len(reply.changes))
