"""Does what the office holds add up? Every kiosk's chain of entries, and everything that was made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, RowMapping, Select, select

from kiosk.domain import project
from kiosk.domain.events import (
    KioskEvent,
    Restored,
    ServerEvent,
    StatusChanged,
    Submitted,
    body_hash,
    chain_hash,
    decode_event,
    genesis,
    next_seq,
)
from kiosk.domain.permohonan import Permohonan, PermohonanStatus, can_move
from sync.server import audit
from sync.server.exchange import feed
from sync.server.store.tables import blobs, changes, events, files, kiosks, moves, permohonan

_MOVING: Final = ("status", "status_at", "note")
"""What moves change; the rest of a request is as its entry says, for ever."""


class Problem(msgspec.Struct, frozen=True):
    """Where it does not add up."""

    kiosk_id: str  # "" where it concerns no kiosk
    seq: int  # of the entry or change; 0 where it concerns none
    what: str


class Verified(msgspec.Struct, frozen=True):
    """What was looked at, and what is wrong with it."""

    kiosks: int
    entries: int
    requests: int
    photos: int  # that are here
    waiting: int  # photos that entries name and that are still on their way: no problem
    problems: tuple[Problem, ...]


def verify(connection: Connection, office: str) -> Verified:
    """Walks everything of one office: gaps, edits, requests and statuses that do not follow from entries and moves, photos
    that are not what entries name. Reads only.
    """
    return _Walk(connection, office).all()


class _Walk:
    """One look at everything, and what goes through the hands on the way."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office
        self._last = feed.newest(connection, office)
        self._kiosks = self._entries = self._requests = self._photos = self._waiting = 0
        self._named: dict[bytes, str] = {}  # photos, and the kiosk whose entry names each

    def all(self) -> Verified:
        """Everything, in the order in which one thing follows from another."""
        problems: list[Problem] = []
        query = select(kiosks).where(kiosks.c.office == self._office).order_by(kiosks.c.id)
        for kiosk in self._connection.execute(query).mappings().all():
            self._kiosks += 1
            problems += self._chain(kiosk)
        problems += self._strays()
        problems += self._statuses()
        problems += self._changes()
        problems += [Problem("", one.seq, one.what) for one in audit.check(self._connection, self._office)]
        problems += self._blobs()
        return Verified(self._kiosks, self._entries, self._requests, self._photos, self._waiting, tuple(problems))

    def _chain(self, kiosk: RowMapping) -> Iterator[Problem]:
        kiosk_id = kiosk["id"]
        query = select(permohonan).where(permohonan.c.office == self._office, permohonan.c.kiosk_id == kiosk_id)
        requests = {int(row["seq"]): row for row in self._connection.execute(query).mappings()}
        at, previous = 0, genesis(kiosk_id)
        walk = select(events).where(events.c.office == self._office, events.c.kiosk_id == kiosk_id)
        for row in self._rows(walk.order_by(events.c.seq), at_once=500):
            self._entries += 1
            seq = int(row["seq"])
            event = _decoded(row)
            if isinstance(event, Restored) and event.seq == seq and event.after < at:
                # What came between stays; the chain goes on from the entry that the kiosk still knew.
                at, previous = event.after, self._hash(kiosk_id, event.after)
            if seq != next_seq(at, row["body"]):
                yield Problem(kiosk_id, seq, f"entries {at + 1} to {seq - 1} are missing")
            elif chain_hash(previous, seq, row["event_id"], int(row["at"]), row["body"]) != row["hash"]:
                yield Problem(kiosk_id, seq, "does not fit the chain of hashes")
            request = requests.pop(seq, None)
            if row["refusal"] is None:
                yield from (Problem(kiosk_id, seq, what) for what in self._entry(row, request))
            elif request is not None:
                yield Problem(kiosk_id, seq, "is parked and has a request all the same")
            at, previous = seq, bytes(row["hash"])
        for seq in sorted(requests):
            yield Problem(kiosk_id, seq, "has a request and no entry")
        if int(kiosk["seq"]) != at or bytes(kiosk["hash"]) != previous:
            yield Problem(kiosk_id, at, f"is the newest entry, but {kiosk['seq']} is taken for it")
        if int(kiosk["sent"]) > self._last:
            yield Problem(kiosk_id, 0, f"was sent change {kiosk['sent']}, which is not made yet")

    def _entry(self, row: RowMapping, request: RowMapping | None) -> Iterator[str]:
        """What is wrong with an entry that was taken."""
        event = _decoded(row)
        if event is None:
            yield "cannot be read"
        if not isinstance(event, Submitted):
            if request is not None:
                yield "has a request and asks for none"
            return
        self._requests += 1
        self._named.update(dict.fromkeys(event.blobs, row["kiosk_id"]))
        # Answers that were removed when their time was over leave the entry and its hash.
        if row["sealed"] is not None and body_hash(row["sealed"]) != event.sealed_hash:
            yield "its sealed answers were changed"
        if request is None:
            yield "its request is missing"
            return
        begun = project.begin(event, event_id=row["event_id"], seq=int(row["seq"]), at=int(row["at"]))
        for field, value in msgspec.structs.asdict(begun).items():
            if field not in _MOVING and request[field] != value:
                yield f"its request has another {field}"

    def _hash(self, kiosk_id: str, seq: int) -> bytes:
        """The hash of an entry; that of no entry where it is not here, which then does not fit."""
        query = select(events.c.hash).where(
            events.c.office == self._office, events.c.kiosk_id == kiosk_id, events.c.seq == seq
        )
        found = self._connection.execute(query).scalar()
        return bytes(found) if found is not None else genesis(kiosk_id)

    def _strays(self) -> Iterator[Problem]:
        """Entries and requests of kiosks that nobody enrolled."""
        known = select(kiosks.c.id).where(kiosks.c.office == self._office)
        for table, what in ((events, "entries"), (permohonan, "requests")):
            query = select(table.c.kiosk_id).where(table.c.office == self._office, table.c.kiosk_id.not_in(known))
            for kiosk_id in self._connection.execute(query.distinct()).scalars():
                yield Problem(kiosk_id, 0, f"is not enrolled and has {what}")

    def _statuses(self) -> Iterator[Problem]:
        """Each request stands where its moves lead, and each move is one of those that are allowed, or takes the last one back."""
        history = select(moves).where(moves.c.office == self._office)
        stands: dict[str, PermohonanStatus] = {}
        broken: set[str] = set()
        for request, rows in groupby(
            self._rows(history.order_by(moves.c.permohonan_id, moves.c.number), at_once=500),
            key=lambda row: str(row["permohonan_id"]),
        ):
            status = _follow(rows)
            stands[request] = status or PermohonanStatus.SUBMITTED
            if status is None:
                broken.add(request)
        for row in self._rows(select(permohonan).where(permohonan.c.office == self._office), at_once=500):
            if stands.pop(row["id"], PermohonanStatus.SUBMITTED) != row["status"] or row["id"] in broken:
                yield Problem(row["kiosk_id"], int(row["seq"]), "its status does not follow from its moves")
        for request in stands:
            yield Problem("", 0, f"moves of a request that is not here: {request}")

    def _changes(self) -> Iterator[Problem]:
        """What kiosks are told is what is so, under numbers that were given out."""
        query = select(permohonan).where(permohonan.c.office == self._office)
        known = {bytes(row["code_hash"]): _told(row) for row in self._connection.execute(query).mappings()}
        told = select(changes.c.seq, changes.c.body).where(changes.c.office == self._office).order_by(changes.c.seq)
        for seq, body in self._connection.execute(told):
            if seq > self._last:
                yield Problem("", int(seq), "is a change above the last number")
            try:
                change = msgspec.msgpack.decode(body, type=ServerEvent)
            except msgspec.DecodeError:
                yield Problem("", int(seq), "is a change that cannot be read")
                continue
            if isinstance(change, StatusChanged) and known.get(change.code_hash) != change:
                yield Problem("", int(seq), "tells kiosks something else than the request says")
        above = select(files.c.seq).where(files.c.office == self._office, files.c.seq > self._last)
        for seq in self._connection.execute(above).scalars():
            yield Problem("", int(seq), "is a file above the last number")

    def _blobs(self) -> Iterator[Problem]:
        for row in self._rows(select(blobs).where(blobs.c.office == self._office), at_once=20):
            hash_ = bytes(row["hash"])
            if self._named.pop(hash_, None) is None:
                yield Problem(row["kiosk_id"], int(row["seq"]), "no entry names this photo")
            if row["body"] is None:
                # One that has come and is gone was destroyed when its time was over.
                self._waiting += row["received_at"] is None
            elif body_hash(row["body"]) != hash_:
                yield Problem(row["kiosk_id"], int(row["seq"]), "its photo was changed")
            else:
                self._photos += 1
        for kiosk_id in self._named.values():
            yield Problem(kiosk_id, 0, "names a photo that nobody waits for")

    def _rows(self, query: Select[Any], *, at_once: int) -> Iterator[RowMapping]:
        """A large table, without all of it in memory."""
        yield from self._connection.execute(query, execution_options={"yield_per": at_once}).mappings()


def _follow(rows: Iterable[RowMapping]) -> PermohonanStatus | None:
    """Where a request's moves lead; None when one does not follow from those before it."""
    status = PermohonanStatus.SUBMITTED
    made: list[tuple[int, PermohonanStatus]] = []  # the moves that count, each with the status before it
    for number, row in enumerate(rows, 1):
        old, new = PermohonanStatus(row["old"]), PermohonanStatus(row["new"])
        if row["number"] != number or old is not status:
            return None
        if row["undoes"] is None:
            if not can_move(old, new):
                return None
            made.append((number, old))
        elif not made or made.pop() != (row["undoes"], new):
            return None
        status = new
    return status


def _decoded(row: RowMapping) -> KioskEvent | None:
    try:
        return decode_event(row["body"])
    except msgspec.DecodeError:
        return None


def _told(row: RowMapping) -> StatusChanged:
    fields = {name: row[name] for name in Permohonan.__struct_fields__}
    return project.told(Permohonan(**{**fields, "status": PermohonanStatus(row["status"])}))
