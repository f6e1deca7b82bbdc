"""The office's half of an exchange: bytes of a request in, bytes of the reply out, one transaction in between.

Idempotent for ever: an entry is known by kiosk and sequence, an event by its id. Whatever arrives twice, late or out of
order, the tables look as if it had come once. What cannot be taken is parked with a reason and the rest flows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec
from sqlalchemy import (
    Connection,
    RowMapping,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from kiosk.catalog_files import load_catalog
from kiosk.clock import is_doubtful
from kiosk.domain import project
from kiosk.domain.catalog import Catalog
from kiosk.domain.events import (
    HASH_SIZE,
    REASON_LENGTH,
    FilesTaken,
    Given,
    KioskEvent,
    OrderFollowed,
    Restored,
    StatusChanged,
    Submitted,
    body_hash,
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
    chain,
    newest_key,
    pack_reply,
    proves,
    read_request,
    unpack_request,
)
from sync.server.audit import Action, record
from sync.server.exchange import arrivals, blobs, feed, files, witness
from sync.server.kiosks import fleet
from sync.server.office import OfficeKeys
from sync.server.store.database import Database
from sync.server.store.tables import changes, events, heeded, kiosks, permohonan
from sync.server.work.requests import between, listed

CHANGES_A_REPLY: Final = 4_000
MOST_ROOM: Final = 2 * 2**20
"""Bytes of changes and files in one reply before they are compressed, whatever room a kiosk says there is."""
_FAR: Final = 10_000_000
"""More changes than an office makes between two backups: a kiosk that says it has heard of so many more is not believed."""
_HIGHEST: Final = 2**53  # a number of a change, as on the wire
_TEXT: Final = 120
_AHEAD_MS: Final = 5 * 60_000
"""So much a kiosk's clock may be ahead of the office's: what two clocks differ by that nobody sets, in a few months without a
network. Their residents stand that much further back than those of other kiosks, no more."""
_AT_ONCE: Final = 300  # entries in one query, three values each: every database takes that many

# Every exchange asks these. Made once: to put a query together takes longer than to ask it.
_KIOSK: Final = select(kiosks).where(kiosks.c.office == bindparam("office"), kiosks.c.id == bindparam("kiosk_id"))
_KIOSK_LOCKED: Final = _KIOSK.with_for_update()
_KIOSK_SAYS: Final = update(kiosks).where(
    kiosks.c.office == bindparam("our_office"), kiosks.c.id == bindparam("our_kiosk")
)
_HERE: Final = select(events.c.seq, events.c.hash, events.c.refusal).where(
    events.c.office == bindparam("office"),
    events.c.kiosk_id == bindparam("kiosk_id"),
    or_(events.c.seq.between(bindparam("after"), bindparam("last")), events.c.seq == bindparam("head")),
)
_request = select(permohonan.c.id, permohonan.c.code_hash).where(permohonan.c.office == bindparam("office"))
_SAME: Final = union_all(
    select(literal_column("''", Text), events.c.event_id).where(
        events.c.office == bindparam("office"),
        events.c.event_id.in_(bindparam("event_ids", expanding=True)),
        events.c.refusal.is_(None),
    ),
    _request.where(permohonan.c.id.in_(bindparam("ids", expanding=True))),
    _request.where(permohonan.c.code_hash.in_(bindparam("codes", expanding=True))),
)
"""Entries by their ids, with an empty text, and requests by their ids or codes."""
_OTHERS: Final = (
    select(kiosks.c.id)
    .where(kiosks.c.office == bindparam("office"), kiosks.c.id != bindparam("kiosk_id"), kiosks.c.revoked_at.is_(None))
    .limit(1)
)


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


class _Followed(msgspec.Struct, frozen=True):
    """How a request fits what is here."""

    verdict: Verdict
    fresh: Sequence[tuple[int, Event, bytes]] = ()  # entries that are not here, with sequence and hash
    parked: Sequence[tuple[int, str]] = ()  # those that are here and were parked, with the reason


shipped: Final = cache(load_catalog)
"""The services without any office's own files."""


def receive(
    database: Database,
    office: OfficeKeys,
    data: bytes,
    *,
    now: int,
    live: bool,
    catalog: Callable[[], Catalog] = shipped,
) -> Received | Wrong:
    """Takes a request and makes the reply to it.

    `Wrong` is returned only where nobody can be answered: no request at all, or another office's. Everything else is a
    signed reply. `live`: it came over the network, so its clock can be compared with ours. `catalog`: the
    office's services, asked for only when requests arrive.
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
    # Before the transaction: while it writes, another connection may not be able to read.
    services = catalog() if request.events else None
    with database.writing() as connection:
        row = _kiosk(connection, office.code, envelope.kiosk_id, lock=True)
        before = known["public_key"] if known else None
        if row is None or row["revoked_at"] is not None or row["public_key"] not in (before, key):
            # Revoked, or enrolled by somebody else, or with another key, in the moment between.
            return _refuse(office, envelope, Verdict.REVOKED if row and row["revoked_at"] else Verdict.WRONG_KEY, now)
        return _take(connection, office, envelope, request, row=row, key=key, now=now, live=live, services=services)


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
    else:
        key = newest_key(key or b"", envelope)
        if first is not None and first.key != key:
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
    services: Catalog | None,
) -> Received:
    here = {"our_office": office.code, "our_kiosk": envelope.kiosk_id}
    seen = {
        "public_key": key,
        "former_keys": row["former_keys"],
        "office_keys": request.office_keys,
        "secret": None,
        "enrolled_at": row["enrolled_at"] or now,
        "seen_at": now,
        "clock_offset": now - request.clock if live else row["clock_offset"],
        **_health(row, request, now=now, live=live),
    }
    kiosk_id, known = envelope.kiosk_id, int(row["seq"])
    if row["public_key"] is None:
        _introduce(connection, office.code, now)
    elif row["public_key"] != key:
        seen["former_keys"] = (row["former_keys"] or b"") + row["public_key"]
        record(connection, office.code, kiosk_id, Action.KIOSK_KEY_CHANGED, now=now, detail=kiosk_id)
    followed, heard = _follow(connection, office.code, kiosk_id, request, known), _heard(request)
    verdict, fresh = followed.verdict, followed.fresh
    if verdict is Verdict.OK and heard > row["sent"] and heard > feed.newest(connection, office.code) + _FAR:
        verdict = Verdict.BAD_REQUEST
    allowed = fresh[: fleet.allowance(row, now=now)]
    if verdict is Verdict.OK and fresh and not allowed:
        fleet.record_quota(connection, office.code, kiosk_id, now=now)
        verdict = Verdict.QUOTA
    if verdict is not Verdict.OK:
        forked_at = now if verdict is Verdict.FORK else row["forked_at"]
        connection.execute(_KIOSK_SAYS, {**here, **seen, "forked_at": forked_at})
        reply = Reply(envelope.hash, verdict, known, request.cursor, request.cursor, more=False, server_time=now)
        return _answer(office, envelope, reply, request.office_keys)
    retold = int(row["retold"])
    if heard > row["sent"]:
        retold = request.head_seq
        if feed.heal(connection, office.code, heard=heard):
            _introduce(connection, office.code, now, to_all=True)
            record(connection, office.code, kiosk_id, Action.RESTORED, now=now, detail=kiosk_id)
    taken = list(_sort_out(connection, office.code, allowed))
    _store(connection, office.code, kiosk_id, taken, now, newest=known)
    if services is not None:
        _welcome(arrivals.Welcome(connection, office, services, now), kiosk_id, taken)
    restored = _restored(connection, office.code, row, taken, now)
    _tell(connection, office.code, kiosk_id, taken, now, retold=retold)
    acknowledged = max(known, allowed[-1][0] if allowed else 0)
    # Of a stick from before, what it says of the audit log is as old as itself.
    newest = acknowledged == request.head_seq and request.head_seq >= row["head_seq"]
    said = request.audit if newest else None
    logged = witness.look(connection, office.code, row, said, restored=bool(restored), now=now)
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
        _KIOSK_SAYS,
        {
            **here,
            **seen,
            "forked_at": None,
            "seq": acknowledged,
            "hash": taken[-1].hash if acknowledged > known else row["hash"],
            "head_seq": max(int(row["head_seq"]), request.head_seq),
            "retold": retold,
            "sent": max(int(row["sent"]), heard, cursor, page.newest if page else 0),
            "cursor": max(int(row["cursor"]), request.cursor),
            "files": max(int(row["files"]), request.files.good),
            "quota_back_at": fleet.back_at(row, len(allowed), now=now),
            **restored,
            **logged,
        },
    )
    if request.cursor > row["cursor"]:
        feed.forget(connection, office.code, now=now)
    refused = [(one.seq, one.refusal.value) for one in taken if one.refusal]
    reply = Reply(
        request=envelope.hash,
        verdict=Verdict.OK,
        acknowledged=acknowledged,
        since=request.cursor,
        cursor=cursor,
        # What was left for the quota is asked for again at once, to hear of it.
        more=more or (page is not None and not page.complete) or len(allowed) < len(fresh),
        server_time=now,
        # Also what was said before: that answer may have been lost.
        refused=tuple(sorted([*followed.parked, *refused])),
        changes=bodies,
        files=page,
        wanted=blobs.wanted(connection, office.code, kiosk_id, acknowledged),
        audit=logged.get("audit_seq", int(row["audit_seq"])),
    )
    return _answer(office, envelope, reply, request.office_keys, taken=len(taken) - len(refused), parked=len(refused))


def _health(row: RowMapping, request: Request, *, now: int, live: bool) -> dict[str, str | int]:
    """What changes in what is known of the kiosk itself. A stick may bring what was said long before."""
    at = now if live else min(now, request.clock)
    if request.health is None or at < (row["health_at"] or 0):
        return {}
    return {"health": msgspec.json.encode(request.health).decode(), "health_at": at}


def _heard(request: Request) -> int:
    """The highest number of a change that the kiosk knows of."""
    held = request.files
    return max(request.cursor, held.good, held.seen, held.staged)


def _follow(connection: Connection, office: str, kiosk_id: str, request: Request, newest: int) -> _Followed:
    """Follows the chain of hashes through the request: which of its entries are not here, if it is our chain.

    They are usually those after the newest. Of a kiosk that lost entries and was restored, a stick that left it before may
    still bring some of these.
    """
    entries = list(chain(request.previous, request.after, request.events))
    last = entries[-1][0] if entries else request.after
    if request.after > newest:
        return _Followed(Verdict.GAP)
    if request.head_seq < last:
        return _Followed(Verdict.BAD_REQUEST)
    wanted = {"office": office, "kiosk_id": kiosk_id, "after": request.after, "last": last, "head": request.head_seq}
    here = connection.execute(_HERE, wanted).all()
    ours = {int(seq): bytes(hash_) for seq, hash_, _ in here}
    ours[0] = genesis(kiosk_id)
    if request.after not in ours:
        return _Followed(
            Verdict.GAP
        )  # among those that were lost before a restore, and an earlier one is missing here too
    if ours[request.after] != request.previous or any(ours.get(seq, hash_) != hash_ for seq, _, hash_ in entries):
        return _Followed(Verdict.FORK)
    current = entries[-1][2] if entries else request.previous
    if current != request.last:
        return _Followed(Verdict.FORK)
    theirs = current if request.head_seq == last else ours.get(request.head_seq, request.head_hash)
    if theirs != request.head_hash:
        return _Followed(Verdict.FORK)
    parked = [(int(seq), str(why)) for seq, _, why in here if why is not None and request.after < seq <= last]
    return _Followed(Verdict.OK, [one for one in entries if one[0] not in ours], parked)


def _sort_out(connection: Connection, office: str, fresh: Sequence[tuple[int, Event, bytes]]) -> Iterator[_Taken]:
    """Which of the new entries are good, and why the others are not."""
    readable = [(seq, event, hash_, _read(event)) for seq, event, hash_ in fresh]
    ids, requests, codes = _known(connection, office, readable)
    for seq, event, hash_, body in readable:
        request = body if isinstance(body, Submitted) else None
        refusal = body if isinstance(body, EventRefusal) else None
        if isinstance(body, Restored) and body.seq != seq:
            refusal = EventRefusal.UNREADABLE  # it says a sequence that it cannot have
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


def _restored(
    connection: Connection, office: str, kiosk: RowMapping, taken: Sequence[_Taken], now: int
) -> dict[str, object]:
    """What becomes of a kiosk that was restored: it is told of the requests that only the office still has, and the petugas
    of these and of what nobody has.

    What it sent before stays as it is: those were real people. Nothing can come twice, because an event is known by its id.
    """
    noted: dict[str, object] = {}
    for one in taken:
        if not isinstance(one.body, Restored):
            continue
        kiosk_id, after = str(kiosk["id"]), one.body.after
        here = and_(events.c.office == office, events.c.kiosk_id == kiosk_id)
        lost = and_(here, events.c.seq > after, events.c.seq < one.seq)
        only_here = int(connection.execute(select(func.count()).where(lost)).scalar_one())
        newest = int(connection.execute(select(func.coalesce(func.max(events.c.seq), 0)).where(lost)).scalar_one())
        spoken_of = int(kiosk["head_seq"])
        missing = max(0, spoken_of - max(newest, after)) if spoken_of < one.seq else 0
        requests = between(connection, office, kiosk_id, after, one.seq)
        feed.retell(connection, office, [project.told(item.permohonan) for item in requests], now=now)
        detail = f"{kiosk_id} {after}-{one.seq} {only_here} {missing}"
        record(connection, office, kiosk_id, Action.KIOSK_RESTORED, now=now, detail=detail)
        noted = {"restored_at": now, "only_here": only_here, "missing": missing}
    return noted


def _store(
    connection: Connection, office: str, kiosk_id: str, taken: Sequence[_Taken], now: int, *, newest: int
) -> None:
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
    # What comes late from before a restore says nothing of how the kiosk is now.
    late = [one for one in taken if one.seq > newest]
    said = {row["subject"]: row for one in late if (row := _heeded_row(office, kiosk_id, one.body, now))}
    if said:
        ours = and_(heeded.c.office == office, heeded.c.kiosk_id == kiosk_id)
        connection.execute(delete(heeded).where(ours, heeded.c.subject.in_(said)))
        connection.execute(insert(heeded), list(said.values()))


def _welcome(at: arrivals.Welcome, kiosk_id: str, taken: Sequence[_Taken]) -> None:
    given = [
        (one.event, one.body, _waiting_since(one, one.body, at.now)) for one in taken if isinstance(one.body, Given)
    ]
    arrivals.welcome(
        at,
        [
            arrivals.arrival(at, event.id, kiosk_id, body, event.sealed, waiting_since=since)
            for event, body, since in given
        ],
    )


def _waiting_since(one: _Taken, event: Given, now: int) -> int:
    """Waiting counts from the touch, not from the day a stick arrived, unless that clock is not to be believed.

    A clock that is a little ahead is: with the office's time instead, all of one exchange would have come at once, and nobody
    knew who was first.
    """
    at = one.event.at
    believed = not event.clock_doubtful and at <= now + _AHEAD_MS and not is_doubtful(at, None)
    return at if believed else now


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
    requests = [(one, one.body) for one in taken if isinstance(one.body, Submitted)]
    if not requests:
        return
    alone = connection.execute(_OTHERS, {"office": office, "kiosk_id": kiosk_id}).first() is None
    told: list[tuple[StatusChanged, str | None]] = []
    for one, body in requests:
        if not (alone and one.seq > retold):
            request = project.begin(body, event_id=one.event.id, seq=one.seq, at=one.event.at)
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
    return {
        **msgspec.structs.asdict(request),
        "office": office,
        "kiosk_id": kiosk_id,
        "priority": event.priority,
        "clock_doubtful": event.clock_doubtful,
        "received_at": now,
        "waiting_since": _waiting_since(one, event, now),
    }


def _kiosk(connection: Connection, office: str, kiosk_id: str, *, lock: bool = False) -> RowMapping | None:
    # Locked it keeps two exchanges of one kiosk apart on PostgreSQL; SQLite's writer is alone anyway.
    query = _KIOSK_LOCKED if lock else _KIOSK
    return connection.execute(query, {"office": office, "kiosk_id": kiosk_id}).mappings().first()


def _known(
    connection: Connection, office: str, read: Sequence[tuple[int, Event, bytes, KioskEvent | EventRefusal]]
) -> tuple[set[bytes], set[str], set[bytes]]:
    """Which of these are here already: entries by their ids, requests by their ids and by the hashes of their codes."""
    ids: set[bytes] = set()
    requests: set[str] = set()
    codes: set[bytes] = set()
    for start in range(0, len(read), _AT_ONCE):
        some = read[start : start + _AT_ONCE]
        submitted = [(permohonan_id(event.id), body) for _, event, _, body in some if isinstance(body, Submitted)]
        asked = {
            "office": office,
            "event_ids": [event.id for _, event, _, _ in some],
            "ids": [id_ for id_, _ in submitted],
            "codes": [body.code_hash for _, body in submitted],
        }
        for id_, value in connection.execute(_SAME, asked):
            if id_:
                requests.add(id_)
                codes.add(bytes(value))
            else:
                ids.add(bytes(value))
    return ids, requests, codes


def _refuse(office: OfficeKeys, envelope: Envelope, verdict: Verdict, now: int) -> Received:
    # Which of our keys it knows, it may not have been able to say.
    return _answer(office, envelope, Reply(envelope.hash, verdict, 0, 0, 0, more=False, server_time=now), 1)


def _answer(
    office: OfficeKeys, envelope: Envelope, reply: Reply, knows: int, *, taken: int = 0, parked: int = 0
) -> Received:
    """`knows`: the generation of the office's keys that the kiosk has."""
    data = pack_reply(
        reply,
        office=office.code,
        kiosk_id=envelope.kiosk_id,
        seed=office.sign_seed,
        new_keys=office.chain_from(knows),
    )
    return Received(data, envelope.kiosk_id, reply.verdict, taken, parked, len(reply.changes))
