"""A database that is damaged, lost or older than it should be: the newest backup that is whole takes its place, with everything
that can still be read.

Nothing is lost that is safe elsewhere. The damaged files are kept. An entry that continues the backup's chain of hashes is
genuine, bit for bit, and goes on under its own number; one behind a hole goes on under a new number with its own id. Then the
journal leaps (`Restored`), so the office sees where this kiosk stopped knowing, keeps what it has, and no sequence is used
twice; an id is at the office once for ever. Queue numbers go on above what was reserved before any was given.

Cut off at any moment, the next start goes on: until the new database is whole the old one is not touched, and afterwards only
names change. Only if no database can be made at all does the kiosk stay shut, with words that say why.

    recovering/asked.db            a copy that somebody wants back, verified
    recovering/building.db         the new database, not whole yet
    recovering/ready-<time>.db     whole; the old one goes to …
    damaged/<time>/                … here
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
import sqlite_utils

from kiosk.clock import Clock, Zone
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import (
    LEAP,
    Given,
    JournalEntry,
    Restored,
    Submitted,
    body_hash,
    decode_event,
    new_id,
)
from kiosk.errors import Damaged
from kiosk.private_file import fsync_folder
from kiosk.store import antrean, audit, backups, journal, office_files, print_jobs, settings
from kiosk.store.database import DATABASE, SUSPECT, Connection, connect, owning, was_closed
from kiosk.store.failures import disk_failures, known_failures
from kiosk.store.migrations import migrations
from kiosk.store.numbers import BLOCK, Numbers
from kiosk.store.salvage import Remains, damage
from kiosk.usecases.rescue import Found, put_beside, take_over

ASIDE: Final = "damaged"
SETS_KEPT: Final = 3
"""Damaged databases that are kept, the newest."""
LOOKED_THROUGH: Final = 64 * 2**20
"""Bytes of a database that is looked at whole at each start, in a tenth of a second or two. A larger one is by its backups."""

_WORK: Final = "recovering"
_ASKED, _BUILDING, _READY = "asked.db", "building.db", "ready-"
_BESIDE: Final = ("", "-wal", "-shm")
_TIME: Final = "%Y%m%dT%H%M%SZ"


class Why(StrEnum):
    """Why a database was replaced."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"  # no database of this kiosk's
    UNREADABLE = "unreadable"
    WAL = "wal"  # what was committed last cannot be reached
    OLDER = "older"  # whole, but a backup or the numbers given know of more
    ASKED = "asked"  # somebody wanted a copy back
    OFFICE = "office"  # nothing was seen here, but the office has more: the disk came back from an older copy


class Recovered(msgspec.Struct, frozen=True):
    """What a recovery found and made. The newest is kept in the database until an admin has seen it."""

    at: int  # ms since 1970 UTC
    why: Why
    set_aside: str = ""  # name of the folder below `damaged/`; "" where there was nothing to keep
    backup: str = ""  # name of the copy that was taken; "" for none
    entries: int = 0  # the newest entry of that copy
    salvaged: int = 0  # entries after it that were read from what was damaged
    moved: int = 0  # of these under new numbers, because they stood behind a hole
    lost: int = 0  # entries that are known to have been and are neither here nor acknowledged: at most so many
    unknown: bool = True  # whether there may have been more of which nothing is known
    seen: bool = False


def ensure(data: Path, kiosk_id: str, clock: Clock, zone: Zone, *, wait_s: float = 10.0) -> Recovered | None:
    """Looks at the database before it is opened and, if something is wrong with it, puts a whole one in its place; one that was
    asked for (`ask`) in any case.

    Returns what was done, None when all was well. Raises Busy, DiskReadOnly, DiskFull, or Damaged when not even an empty
    database can be made; then everything is as it was.
    """
    with owning(data, wait_s=wait_s) as was_open:
        return _ensure(data, kiosk_id, clock, zone, was_open=was_open, by=Actor.KIOSK)


def restore(
    data: Path, backup: Path, kiosk_id: str, clock: Clock, zone: Zone, *, by: Actor, wait_s: float = 10.0
) -> Recovered:
    """Verifies a copy and puts it in the place of the present database, which is set aside; whatever that has beyond the copy is
    taken over.

    Raises Busy while a kiosk is running, else what `ask` and `ensure` raise; then nothing was changed.
    """
    with owning(data, wait_s=wait_s) as was_open:
        ask(data, backup, kiosk_id)
        done = _ensure(data, kiosk_id, clock, zone, was_open=was_open, by=by)
    assert done is not None  # it was asked for
    return done


def ask(data: Path, backup: Path, kiosk_id: str) -> None:
    """Verifies a copy and puts it where the next start takes it in the place of the present database.

    Raises Damaged when it does not verify or is another kiosk's, or what the disk says; then nothing was changed.
    """
    work = data / _WORK
    with disk_failures(work):
        work.mkdir(mode=0o700, exist_ok=True)
        new = work / f"{_ASKED}.new"
        try:
            _copy(backup, new)
            backups.verify(new, kiosk_id)
            new.replace(work / _ASKED)
            fsync_folder(work)
            fsync_folder(data)
        finally:
            new.unlink(missing_ok=True)


def go_on(db: Connection, kiosk_id: str, numbers: Numbers, *, now: int, today: date, known: int, trusted: bool) -> None:
    """Lets the journal leap above `known`, an entry the office has, and the queue numbers go on above what may have been given.
    Inside the caller's transaction.

    `trusted`: the file of reserved numbers is newer than what was lost.
    """
    head, _ = journal.head(db, kiosk_id)
    seq = (max(head, known, numbers.journal) // LEAP + 1) * LEAP
    numbers.leap(seq)
    journal.append(db, kiosk_id, Restored(seq, head), event_id=new_id(now), at=now)
    antrean.go_on(db, today, numbers, trusted=trusted)


def office_knows_more(
    db: Connection, kiosk_id: str, numbers: Numbers, *, now: int, today: date, acknowledged: int
) -> None:
    """The office has entries that this disk lost without anybody noticing: an older copy was put back. Goes on after them, inside
    the caller's transaction. `acknowledged` stands in a reply whose signature held.
    """
    head, _ = journal.head(db, kiosk_id)
    go_on(db, kiosk_id, numbers, now=now, today=today, known=acknowledged, trusted=False)
    settings.put(db, Recovered(now, Why.OFFICE, entries=head))
    audit.append(db, Actor.KIOSK, Act.RESTORED, at=now, detail=f"{Why.OFFICE} {head} {acknowledged}")


def last(db: Connection) -> Recovered | None:
    """The newest recovery, None for a database that was never replaced."""
    return settings.get(db, Recovered)


def mark_seen(db: Connection) -> None:
    """An admin has seen it. Inside the caller's transaction."""
    found = last(db)
    if found is not None and not found.seen:
        settings.put(db, msgspec.structs.replace(found, seen=True))


def _ensure(data: Path, kiosk_id: str, clock: Clock, zone: Zone, *, was_open: bool, by: Actor) -> Recovered | None:
    with disk_failures(data):
        finished = _switch(data)
        if finished is not None:
            return finished
        now = clock.now_ms()
        today = zone.local(now).date()
        why = Why.ASKED if (data / _WORK / _ASKED).exists() else _wrong(data, kiosk_id, today, was_open=was_open)
        if why is None:
            (data / SUSPECT).unlink(missing_ok=True)
            return None
        _build(data, kiosk_id, why, now=now, today=today, by=by)
        return _switch(data)


def _wrong(data: Path, kiosk_id: str, today: date, *, was_open: bool) -> Why | None:
    path = data / DATABASE
    whole = path.exists() and path.stat().st_size <= LOOKED_THROUGH
    if said := damage(data, DATABASE, kiosk_id, whole=whole, deep=(data / SUSPECT).exists()):
        return Why(said)
    if was_open and not path.with_name(f"{DATABASE}-wal").exists():
        return Why.OLDER
    with Remains(data, DATABASE) as present:
        head = present.newest_entry()
        if any(one.seq > head for one in backups.listed(data)[:1]):
            return Why.OLDER
        floors = (settings.read(present.settings(), antrean.Floors) or antrean.Floors()).floors
        for day, letter, number in Numbers(data).given():
            # Of days long past the table may know no more.
            if abs((today - date.fromisoformat(day)).days) > 1:
                continue
            floor = max((low for on, of, low in floors if on == day and of in ("", letter)), default=0)
            # One block is reserved before its first number is given, and may have been in vain.
            if number - max(present.newest_number(day, letter), floor) > BLOCK:
                return Why.OLDER
    return None


def _newest_whole(data: Path, kiosk_id: str, target: Path) -> backups.Backup | None:
    """Copies the newest backup that is whole to `target`."""
    for one in backups.listed(data):
        try:
            _copy(one.path, target)
            backups.verify(target, kiosk_id)
        except Damaged:
            continue
        return one
    return None


def _build(data: Path, kiosk_id: str, why: Why, *, now: int, today: date, by: Actor) -> None:
    """Makes the database that is to take the place of the present one, whole and on the disk. Whatever it raises, nothing was
    changed but the folder it works in.
    """
    work = data / _WORK
    work.mkdir(mode=0o700, exist_ok=True)
    building = work / _BUILDING
    stamp = _stamp(data, now)
    try:
        for beside in _BESIDE:
            building.with_name(_BUILDING + beside).unlink(missing_ok=True)
        base = _base(data, kiosk_id, why, building)
        with known_failures(data), closing(connect(building)) as connection:
            db = sqlite_utils.Database(connection, execute_plugins=False)
            migrations.apply(db)
            with db.atomic(), Remains(data, DATABASE) as remains:
                there = any((data / f"{DATABASE}{beside}").exists() for beside in _BESIDE)
                done = Recovered(now, why, stamp if there else "", base, entries=journal.head(db, kiosk_id)[0])
                ours = damage(data, DATABASE, kiosk_id, whole=False) != Why.FOREIGN
                _fill(db, kiosk_id, remains, Numbers(data), done, today=today, ours=ours, by=by)
        _flush(building)
        building.replace(work / f"{_READY}{stamp}.db")
        fsync_folder(work)
        fsync_folder(data)
    except BaseException:
        for beside in _BESIDE:
            building.with_name(_BUILDING + beside).unlink(missing_ok=True)
        raise


def _base(data: Path, kiosk_id: str, why: Why, building: Path) -> str:
    """What the new database begins with: the copy that was asked for, the newest whole one, or nothing."""
    if why is Why.ASKED:
        _copy(data / _WORK / _ASKED, building)
        return _ASKED
    base = _newest_whole(data, kiosk_id, building)
    if base is None:
        building.unlink(missing_ok=True)
        os.close(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        return ""
    return base.path.name


def _fill(
    db: Connection,
    kiosk_id: str,
    remains: Remains,
    numbers: Numbers,
    done: Recovered,
    *,
    today: date,
    ours: bool,
    by: Actor,
) -> None:
    """Adds what can be read of the damaged database, and lets the journal leap. Inside the caller's transaction.

    `ours`: not known to be another kiosk's, of which only what proves itself is taken.
    """
    head, audit_head = journal.head(db, kiosk_id), audit.head(db)
    remains.look(after=head[0], audit_after=audit_head[0])
    # What is older than the copy says nothing that the copy does not know better.
    older = 0 < max(remains.newest_entry(), *remains.entries, 0) < head[0]
    newer = ours and not older
    rows = remains.settings() if newer else []
    newest = max(remains.entries, default=0)
    state = _agreed(journal.sync_state(db), settings.read(rows, journal.SyncState), upto=max(newest, head[0]) + LEAP)
    salvaged = 0
    for entry in _continuing(remains, *head):
        found = _whole(remains, entry, state.acknowledged)
        if found is None:
            break
        journal.keep(db, entry, found.sealed if isinstance(found, Found) else None)
        if isinstance(found, Found):
            put_beside(db, entry.seq, found)
        salvaged += 1
    after, _ = journal.head(db, kiosk_id)
    behind = [one for one in _behind_a_hole(remains, after, state.acknowledged) if ours]
    # Whatever says that there was an entry, readable or not; a number far away is damage itself.
    traces = {remains.newest_entry(), *remains.entries, *remains.sealed} if ours else set()
    known = max([after, state.acknowledged, *(seq for seq in traces if seq < after + LEAP)])
    settings.bring_back(db, rows, but=_OF_TABLES)
    print_jobs.bring_back(db, remains.slips() if newer else [])
    for seq in sorted(remains.audit):
        if not any(audit.keep(db, line) for line in remains.audit[seq]):
            break
    journal.put_sync_state(db, state)
    go_on(db, kiosk_id, numbers, now=done.at, today=today, known=known, trusted=True)
    moved = 0
    for one in behind:
        if not journal.holds(db, one.entry.id):
            take_over(db, kiosk_id, one)
            moved += 1
    lost = max(0, known - max(after, state.acknowledged) - moved)
    # Of a file that SQLite can still read in part, it says itself how far it went.
    went_to = remains.newest_entry() if done.why in (Why.UNREADABLE, Why.ASKED) else 0
    unknown = not 0 < went_to <= max(after, known)
    done = msgspec.structs.replace(done, salvaged=salvaged + moved, moved=moved, lost=lost, unknown=unknown)
    settings.put(db, done)
    if done.set_aside:
        audit.append(db, by, Act.SET_ASIDE, at=done.at, detail=f"{done.why} {done.set_aside}")
    detail = f"{done.why} {done.backup or 'nothing'} {done.entries} +{salvaged} ~{moved} -{lost}"
    audit.append(db, by, Act.RESTORED, at=done.at, detail=detail)


_OF_TABLES: Final = (
    journal.SyncState, office_files.HeldFiles, antrean.Floors, Recovered, audit.AuditHead, audit.AuditAnchor, audit.AuditTold,
)  # fmt: skip
"""What the settings say of tables: of the tables of the copy, they say it rightly there."""


def _agreed(kept: journal.SyncState, read: journal.SyncState | None, *, upto: int) -> journal.SyncState:
    """How far kiosk and office agree, by what the copy says and by what the damaged database said.

    The cursor is the copy's, as are its statuses, orders and files: what came after it comes once more.
    """
    if read is None or not 0 <= read.acknowledged <= upto:
        return kept
    return msgspec.structs.replace(
        kept,
        acknowledged=max(kept.acknowledged, read.acknowledged),
        enrolled=kept.enrolled or read.enrolled,
        last_contact_at=read.last_contact_at or kept.last_contact_at,
        server_offset_ms=read.server_offset_ms if read.last_contact_at else kept.server_offset_ms,
    )


def _continuing(remains: Remains, seq: int, hash_: bytes) -> Iterator[JournalEntry]:
    """The entries that follow one after the other, each proven by the hash of the one before."""
    leaps = [one for at in sorted(remains.entries) if at % LEAP == 0 for one in remains.entries[at]]
    while True:
        here = [one for one in (*remains.entries.get(seq + 1, ()), *leaps) if journal.follows(one, seq, hash_)]
        if not here:
            return
        yield here[0]
        seq, hash_ = here[0].seq, here[0].hash


def _behind_a_hole(remains: Remains, after: int, acknowledged: int) -> Iterator[Found]:
    """What residents were given after the entry at which the chain breaks off, and what the office has not got."""
    for seq in sorted(remains.entries):
        if seq <= max(after, acknowledged):
            continue
        for entry in remains.entries[seq]:
            found = _whole(remains, entry, acknowledged)
            if isinstance(found, Found) and _genuine(remains, found):
                yield found
                break


def _genuine(remains: Remains, found: Found) -> bool:
    """Whether an entry that the chain does not reach is as it was written: by the entry before it or, where that one is lost, by the
    one behind it or by its own id.
    """
    entry = found.entry
    if before := remains.entries.get(entry.seq - 1):
        return any(journal.follows(entry, one.seq, one.hash) for one in before)
    if any(journal.follows(one, entry.seq, entry.hash) for one in remains.entries.get(entry.seq + 1, ())):
        return True
    # An id is made of the hash of the sealed answers.
    return isinstance(found.event, Submitted) and (
        new_id(int.from_bytes(entry.id[:6]), found.event.sealed_hash) == entry.id
    )


def _whole(remains: Remains, entry: JournalEntry, acknowledged: int) -> Found | JournalEntry | None:
    """An entry with what belongs to it; the entry alone where nothing does; None where it is of no use without."""
    try:
        event = decode_event(entry.body)
    except msgspec.DecodeError:
        return None
    if not isinstance(event, Given):
        return entry
    if not isinstance(event, Submitted):
        return Found(entry, event, None, ())
    sealed = next((one for one in remains.sealed.get(entry.seq, ()) if body_hash(one) == event.sealed_hash), None)
    if sealed is None and entry.seq > acknowledged:
        return None  # nobody could read what this resident wanted
    photos = {blob: remains.photo(blob) for blob in event.blobs}
    return Found(
        entry,
        event,
        sealed,
        tuple(body for body in photos.values() if body is not None),
        tuple(blob for blob, body in photos.items() if body is None),
    )


def _switch(data: Path) -> Recovered | None:
    """Puts a database that is ready in its place, also one that was made before the power went. What it replaces is kept."""
    work = data / _WORK
    ready = sorted(work.glob(f"{_READY}*.db")) if work.is_dir() else []
    if not ready:
        return None
    stamp = ready[-1].name.removeprefix(_READY).removesuffix(".db")
    aside = data / ASIDE / stamp
    # What is ready was made of it. Found again later, it would be taken once more.
    (work / _ASKED).unlink(missing_ok=True)
    fsync_folder(work)
    for beside in _BESIDE:
        old = data / f"{DATABASE}{beside}"
        if old.exists():
            aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            old.replace(aside / old.name)
    if aside.exists():
        fsync_folder(aside)
        fsync_folder(aside.parent)
    # The WAL of the old one must be gone for certain before another file has the name it belongs to.
    fsync_folder(data)
    was_closed(data)
    ready[-1].replace(data / DATABASE)
    fsync_folder(data)
    shutil.rmtree(work)
    (data / SUSPECT).unlink(missing_ok=True)
    for old_set in sorted((data / ASIDE).iterdir())[:-SETS_KEPT] if (data / ASIDE).is_dir() else ():
        shutil.rmtree(old_set, ignore_errors=True)
    with Remains(data, DATABASE) as now:
        return settings.read(now.settings(), Recovered)


def _copy(source: Path, target: Path) -> None:
    """Copies a file for its owner's eyes, from one that is no link."""
    target.unlink(missing_ok=True)
    with (
        os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as there,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as here,
    ):
        shutil.copyfileobj(there, here, 2**20)
        here.flush()
        os.fsync(here.fileno())


def _flush(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _stamp(data: Path, now: int) -> str:
    """A name for what is set aside, which nothing there has yet."""
    moment = datetime.fromtimestamp(max(now, 0) / 1000, UTC)
    while (data / ASIDE / (stamp := moment.strftime(_TIME))).exists():
        moment += timedelta(seconds=1)
    return stamp
