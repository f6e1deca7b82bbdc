"""The append-only journal: what this kiosk did, each row hashing the one before, and what the server said about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from kiosk.domain import project
from kiosk.domain.events import (
    LEAP,
    FilesTaken,
    JournalEntry,
    KioskEvent,
    OrderFollowed,
    Restored,
    ServerEvent,
    StatusChanged,
    Submitted,
    body_hash,
    chain_hash,
    decode_event,
    encode_event,
    genesis,
    next_seq,
    permohonan_id,
)
from kiosk.store import blobs, elsewhere, office_files, orders, permohonan, retention, settings
from kiosk.store.database import Connection, Row

AGREEMENT_MS = 5 * 60_000
"""Two clocks that differ by less say the same."""


_ALONE, _SHARED = 24, 96
"""Bytes of an entry beside its sealed answers that only it has, and that it usually has in common with others."""


class SyncState(msgspec.Struct, frozen=True):
    """How far this kiosk and its server agree."""

    acknowledged: int = 0  # the server has every entry up to this one
    cursor: int = 0  # the newest change of the server that was applied
    enrolled: bool = False  # the server knows this kiosk's key
    last_contact_at: int | None = None  # kiosk's clock, ms
    server_offset_ms: int | None = None  # server's clock minus ours at the last contact


class ClockMark(msgspec.Struct, frozen=True):
    """The latest time this kiosk's clock has shown, until the server says that the clock is right again."""

    at: int


class Outgoing(msgspec.Struct, frozen=True, array_like=True):
    """An entry with its sealed body, as it travels."""

    entry: JournalEntry
    sealed: bytes | None = None


class Changes(msgspec.Struct, frozen=True):
    """What a reply of the server changes here, already verified."""

    acknowledged: int
    cursor: int
    refused: tuple[tuple[int, str], ...]  # seq, reason
    events: tuple[ServerEvent, ...]
    server_time: int  # ms since 1970 UTC


class ChainProblem(msgspec.Struct, frozen=True):
    """Where the journal does not add up."""

    seq: int
    what: str


def head(db: Connection, kiosk_id: str) -> tuple[int, bytes]:
    """Sequence and hash of the newest entry; 0 and the genesis hash of an empty journal."""
    for row in db.query("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"):
        return int(row["seq"]), bytes(row["hash"])
    return 0, genesis(kiosk_id)


def latest_known_time(db: Connection) -> int | None:
    """The latest moment, ms, that certainly lies in the past; None on a new kiosk. A clock before it is wrong."""
    mark = settings.get(db, ClockMark)
    return mark.at if mark else None


def append(
    db: Connection, kiosk_id: str, event: KioskEvent, *, event_id: bytes, at: int, sealed: bytes | None = None
) -> int:
    """Adds an event inside the caller's transaction; returns its sequence."""
    previous_seq, previous_hash = head(db, kiosk_id)
    body = encode_event(event)
    seq = next_seq(previous_seq, body)
    keep(db, JournalEntry(seq, event_id, at, body, chain_hash(previous_hash, seq, event_id, at, body)), sealed)
    mark = latest_known_time(db)
    if mark is None or at > mark:
        settings.put(db, ClockMark(at))
    return seq


def keep(db: Connection, entry: JournalEntry, sealed: bytes | None) -> None:
    """Puts an entry as it is at the end of the journal, inside the caller's transaction: one that `follows` its head."""
    db.execute(
        "INSERT INTO journal (seq, id, at, body, hash) VALUES (?, ?, ?, ?, ?)",
        [entry.seq, entry.id, entry.at, entry.body, entry.hash],
    )
    if sealed is not None:
        db.execute("INSERT INTO sealed (seq, body) VALUES (?, ?)", [entry.seq, sealed])


def follows(entry: JournalEntry, seq: int, hash_: bytes) -> bool:
    """Whether an entry is the one that was written after entry `seq` with this hash, unchanged in every bit."""
    return entry.seq == next_seq(seq, entry.body) and entry.hash == chain_hash(
        hash_, entry.seq, entry.id, entry.at, entry.body
    )


def at_or_before(db: Connection, kiosk_id: str, seq: int) -> tuple[int, bytes]:
    """Sequence and hash of the newest entry up to `seq`, which may be one that this disk lost; 0 and the genesis hash when
    there is none.
    """
    for row in db.query("SELECT seq, hash FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1", [seq]):
        return int(row["seq"]), bytes(row["hash"])
    return 0, genesis(kiosk_id)


def outgoing(db: Connection, after: int, *, max_bytes: int) -> list[Outgoing]:
    """Entries after a sequence, oldest first, as many as fit into about `max_bytes` on the wire (at least one)."""
    found: list[Outgoing] = []
    size = 0
    query = "SELECT j.*, s.body AS sealed FROM journal j LEFT JOIN sealed s USING (seq) WHERE j.seq > ? ORDER BY j.seq"
    for row in db.query(query, [after]):
        # What a body shares with others is sent once (`sync.pack`); sealed answers go as they are.
        size += len(row["sealed"] or b"") + max(_ALONE, len(row["body"]) - _SHARED)
        if found and size > max_bytes:
            break
        found.append(Outgoing(_entry(row), row["sealed"]))
    return found


def get(db: Connection, event_id: bytes) -> JournalEntry | None:
    """The entry of an event."""
    for row in db.query("SELECT * FROM journal WHERE id = ?", [event_id]):
        return _entry(row)
    return None


def holds(db: Connection, event_id: bytes) -> bool:
    """True when the event is in the journal already."""
    return db.execute("SELECT 1 FROM journal WHERE id = ?", [event_id]).fetchone() is not None


def unacknowledged(db: Connection) -> int:
    """How many entries the server has not acknowledged yet."""
    return between(db, sync_state(db).acknowledged)


def between(db: Connection, after: int, upto: int = 2**62) -> int:
    """How many entries there are after one, up to another; both may be such that this disk has lost."""
    newest = int(db.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])
    upto = min(upto, newest)
    # Counted by subtraction, a million as fast as one. What is missing before a `Restored` is no entry.
    missing = 0
    for seq in range((after // LEAP + 1) * LEAP, newest + 1, LEAP):
        before = db.execute("SELECT coalesce(max(seq), 0) FROM journal WHERE seq < ?", [seq]).fetchone()[0]
        missing += max(0, min(seq - 1, upto) - max(int(before), after))
    return max(0, upto - after - missing)


def newest_restored(db: Connection) -> int:
    """The sequence of the newest `Restored`, 0 where this disk never came back from a copy."""
    newest = int(db.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])
    for seq in range(newest // LEAP * LEAP, 0, -LEAP):
        for row in db.query("SELECT body FROM journal WHERE seq = ?", [seq]):
            # A kiosk that wrote a million entries has a common one here.
            if isinstance(decode_event(row["body"]), Restored):
                return seq
    return 0


def sync_state(db: Connection) -> SyncState:
    """How far kiosk and server agree."""
    return settings.get(db, SyncState) or SyncState()


def put_sync_state(db: Connection, state: SyncState) -> None:
    """Remembers how far kiosk and server agree, inside the caller's transaction."""
    settings.put(db, state)


def apply_changes(db: Connection, changes: Changes, *, now: int) -> int:
    """Applies the office's word on this kiosk's entries and on requests, inside the caller's transaction; returns how many
    statuses were new here.

    Applying a reply twice, or an older one after a newer, changes nothing.
    """
    state = sync_state(db)
    for seq, reason in changes.refused:
        # Of an entry that this disk lost there is nothing to be looked at here.
        db.execute(
            "INSERT OR IGNORE INTO refused_events (seq, reason) SELECT seq, ? FROM journal WHERE seq = ?", [reason, seq]
        )
    received = 0
    if changes.cursor > state.cursor:
        for event in changes.events:
            if not isinstance(event, StatusChanged):
                continue
            current = permohonan.by_code(db, event.code_hash)
            if current is None:
                received += elsewhere.put(db, event)
            elif (moved := project.apply(current, event)) != current:
                permohonan.put(db, moved)
                received += 1
        if received:
            elsewhere.trim(db)
    if abs(changes.server_time - now) < AGREEMENT_MS:
        # The server vouches for our clock: an earlier jump into the future is over.
        settings.put(db, ClockMark(now))
    put_sync_state(
        db,
        msgspec.structs.replace(
            state,
            acknowledged=max(state.acknowledged, changes.acknowledged),
            cursor=max(state.cursor, changes.cursor),
            enrolled=True,
            last_contact_at=now,
            server_offset_ms=changes.server_time - now,
        ),
    )
    return received


def refused(db: Connection) -> list[tuple[int, str]]:
    """Entries the server would not take, with its reason: for the petugas to look at."""
    return [(int(row["seq"]), str(row["reason"])) for row in db.query("SELECT * FROM refused_events ORDER BY seq")]


def entries(db: Connection) -> Iterator[JournalEntry]:
    """The whole journal, oldest first."""
    for row in db.query("SELECT * FROM journal ORDER BY seq"):
        yield _entry(row)


def latest(db: Connection) -> Iterator[JournalEntry]:
    """The whole journal, newest first."""
    for row in db.query("SELECT * FROM journal ORDER BY seq DESC"):
        yield _entry(row)


def verify(db: Connection, kiosk_id: str) -> tuple[int, Sequence[ChainProblem]]:
    """Walks the chain: number of entries, and every edit, gap, reorder or missing projection."""
    problems: list[ChainProblem] = []
    previous_seq, previous_hash = 0, genesis(kiosk_id)
    count = 0
    restored = newest_restored(db)
    for row in db.query("SELECT j.*, s.body AS sealed FROM journal j LEFT JOIN sealed s USING (seq) ORDER BY j.seq"):
        entry = _entry(row)
        count += 1
        if entry.seq != next_seq(previous_seq, entry.body):
            problems.append(ChainProblem(entry.seq, f"entries {previous_seq + 1} to {entry.seq - 1} are missing"))
        if chain_hash(previous_hash, entry.seq, entry.id, entry.at, entry.body) != entry.hash:
            problems.append(ChainProblem(entry.seq, "does not fit the chain of hashes"))
        sealed = row["sealed"]
        problems += _check_entry(db, entry, None if sealed is None else body_hash(sealed), old=entry.seq < restored)
        previous_seq, previous_hash = entry.seq, entry.hash
    return count, problems


def _check_entry(db: Connection, entry: JournalEntry, sealed_hash: bytes | None, *, old: bool) -> list[ChainProblem]:
    """`old`: written before a restore, since when the office's orders and files come once more."""
    try:
        event = decode_event(entry.body)
    except msgspec.DecodeError:
        return [ChainProblem(entry.seq, "cannot be read")]
    match event:
        case Submitted():
            problems = []
            if sealed_hash is not None and sealed_hash != event.sealed_hash:
                problems.append(ChainProblem(entry.seq, "its sealed answers were changed"))
            if sealed_hash is None and entry.seq > sync_state(db).acknowledged:
                problems.append(
                    ChainProblem(entry.seq, "its sealed answers are missing and the server has not got them")
                )
            try:
                request = permohonan.get(db, permohonan_id(entry.id))
            except (sqlite3.OperationalError, ValueError):  # a text that is none, a status there is not
                problems.append(ChainProblem(entry.seq, "its request cannot be read"))
            else:
                if request is None and not retention.is_forgotten(db, entry.seq):
                    problems.append(ChainProblem(entry.seq, "its request is missing"))
            problems += [ChainProblem(entry.seq, what) for what in blobs.problems(db, entry.seq, event.blobs)]
            return problems
        case OrderFollowed(order=order, subject=subject) if not old and orders.number(db, subject) < order:
            return [ChainProblem(entry.seq, "the order it follows is missing")]
        case FilesTaken(upto=upto) if not old and office_files.held(db).seen < upto:
            return [ChainProblem(entry.seq, "the office's files it took are missing")]
        case _:
            return []


def _entry(row: Row) -> JournalEntry:
    return JournalEntry(int(row["seq"]), bytes(row["id"]), int(row["at"]), bytes(row["body"]), bytes(row["hash"]))
