"""Copies of the database beside it, each verified before it gets its name: what a recovery begins with.

A copy is one file without a WAL, made by SQLite's online backup through a connection of its own that reads: whoever writes does
not wait for it. It holds what the database holds, sealed as it is there, and is for the owner's eyes only.

    backups/0000000123-20261122T154500Z.db      the newest entry of its journal, and when it was made
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from kiosk.domain import project
from kiosk.domain.events import (
    Submitted,
    body_hash,
    chain_hash,
    decode_event,
    genesis,
    next_seq,
)
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import Damaged, DiskFull
from kiosk.private_file import fsync_folder
from kiosk.store.failures import UNREADABLE, disk_failures, known_failures

FOLDER: Final = "backups"
NEWEST: Final = 3
DAYS: Final = 7
"""How many are kept: the newest ones, and one of each of so many days."""

_SOURCE: Final = "kiosk.db"
_NEW: Final = ".new.db"
_NAME: Final = re.compile(r"(\d{10,16})-(\d{8}T\d{6}Z)\.db", re.ASCII)
_TIME: Final = "%Y%m%dT%H%M%SZ"
_STEP: Final = 1024  # pages copied at once
_CHECKED_AT_ONCE: Final = 256  # entries
_OF_ENTRY: Final = ("seq", "service", "ref", "ticket", "queue_day", "code_hash", "language", "created_at")
"""What a request has from its entry, for ever."""
_STATUSES: Final = frozenset(PermohonanStatus)
_WAL_VERSION, _VERSION_AT = b"\x02\x02", 18


class Backup(msgspec.Struct, frozen=True):
    """A copy that was verified when it was made."""

    path: Path
    seq: int  # the newest entry of its journal
    made_at: int  # ms since 1970 UTC, by this machine's clock
    size: int  # bytes


class Head(NamedTuple):
    """The newest entry of a journal whose chain held."""

    seq: int
    hash: bytes


class Stopped(Exception):
    """Somebody needed the machine for something else; nothing was left behind."""


def never() -> None:
    """What a copy asks between its steps when nothing may stop it."""


def listed(data: Path) -> list[Backup]:
    """Those of a data folder, newest first: by what they hold, since a clock may have been wrong."""
    return listed_in(data / FOLDER)


def listed_in(folder: Path) -> list[Backup]:
    """Those of any folder, newest first."""
    found = filter(None, map(described, folder.iterdir() if folder.is_dir() else ()))
    return sorted(found, key=lambda one: (one.seq, one.made_at), reverse=True)


def described(path: Path) -> Backup | None:
    """What a file's name says of it; None for anything that is no backup by its name."""
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink():
        return None
    try:
        made_at = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
        return Backup(path, int(match[1]), int(made_at.timestamp() * 1000), path.stat().st_size)
    except (ValueError, OSError):
        return None


def make(
    data: Path,
    *,
    now: int,
    kiosk_id: str | None = None,
    reserve_bytes: int = 0,
    since: Head | None = None,
    breathe: Callable[[], None] = never,
) -> tuple[Backup, Head]:
    """Copies the database of a data folder, verifies the copy, and lets the oldest go.

    `since` is where the chain of the last one of this run ended: only what follows is walked. `breathe` is called between
    steps and may raise Stopped. Raises DiskFull when the reserve would be touched, Damaged when the copy does not verify
    (then so does the database), or the store's other errors; whatever it raises, no half a file is left.
    """
    folder = data / FOLDER
    with disk_failures(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        new = folder / _NEW
        _remove(new)
        _make_room(data, _size(data), reserve_bytes)
        try:
            os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            with known_failures(data):
                _copy(data / _SOURCE, new, breathe)
            _settle(new)
            head = verify(new, kiosk_id, since=since, breathe=breathe)
            stamp = datetime.fromtimestamp(max(now, 0) / 1000, UTC).strftime(_TIME)
            path = folder / f"{head.seq:010}-{stamp}.db"
            new.replace(path)
            fsync_folder(folder)
        finally:
            _remove(new)
        _rotate(listed(data))
        made = described(path)
        assert made is not None  # it has just been named
        return made, head


def give_way(data: Path, reserve_bytes: int) -> None:
    """Lets the oldest go, all but the newest, while less than twice the reserve is free: below it residents are sent away."""
    there = listed(data)
    while len(there) > 1 and shutil.disk_usage(data).free < 2 * reserve_bytes:
        _remove(there.pop().path)


def verify(path: Path, kiosk_id: str | None, *, since: Head | None = None, breathe: Callable[[], None] = never) -> Head:
    """Reads every page and walks the chain of entries with their sealed answers; returns where it ends.

    `kiosk_id`: whose it must be; None: anybody's. Raises Damaged where anything does not add up.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            [said] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise _damaged(path, "its pages do not add up")
            return walk(connection, path, kiosk_id, since, breathe)
    except UNREADABLE as error:
        raise _damaged(path, "it cannot be read") from error


def walk(
    connection: sqlite3.Connection,
    path: Path,
    kiosk_id: str | None,
    since: Head | None = None,
    breathe: Callable[[], None] = never,
) -> Head:
    """Walks the chain of entries with their sealed answers and their requests; as `verify`, of a database that is open."""
    forgets = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'forgotten'").fetchone() is not None
    seq, hash_ = since or (0, genesis(kiosk_id) if kiosk_id else b"")
    query = (
        "SELECT j.seq, j.id, j.at, j.body, j.hash, s.body FROM journal j LEFT JOIN sealed s USING (seq) WHERE j.seq > ?"
    )
    for number, (at, event_id, when, body, hash_of, sealed) in enumerate(
        connection.execute(f"{query} ORDER BY j.seq", [seq])
    ):
        if number % _CHECKED_AT_ONCE == 0:
            breathe()
        known = hash_ == b""  # the first entry of a kiosk that nobody named
        if at != next_seq(seq, body) or not (known or chain_hash(hash_, at, event_id, when, body) == hash_of):
            another = seq == 0 and kiosk_id is not None
            raise _damaged(path, f"its entry {at} does not fit the chain" + " (or it is another kiosk's)" * another)
        if what := _wrong(connection, at, event_id, body, sealed, at=when, forgets=forgets):
            raise _damaged(path, f"{what} of its entry {at}")
        seq, hash_ = at, hash_of
    if since is not None and seq == since.seq:
        held = connection.execute("SELECT hash FROM journal WHERE seq = ?", [seq]).fetchone()
        if seq and (held is None or held[0] != hash_):
            raise _damaged(path, f"its entry {seq} is another one")
    return Head(seq, hash_)


def _wrong(
    connection: sqlite3.Connection,
    seq: int,
    event_id: bytes,
    body: bytes,
    sealed: bytes | None,
    *,
    at: int,
    forgets: bool,
) -> str:
    """What is wrong with what belongs to an entry, "" for nothing."""
    try:
        event = decode_event(body)
    except msgspec.DecodeError:
        return "nobody can read the content"
    if not isinstance(event, Submitted):
        return "nobody asked for the answers" if sealed is not None else ""
    if sealed is not None and body_hash(sealed) != event.sealed_hash:
        return "somebody changed the answers"
    begun = project.begin(event, event_id=event_id, seq=seq, at=at)
    row = connection.execute(
        f"SELECT {', '.join(_OF_ENTRY)}, status FROM permohonan WHERE id = ?", [begun.id]
    ).fetchone()
    if row is None:
        known = forgets and connection.execute("SELECT 1 FROM forgotten WHERE seq = ?", [seq]).fetchone() is not None
        return "" if known else "nobody knows the request"
    # As the entry says, but for how it stands.
    if row[:-1] != tuple(getattr(begun, name) for name in _OF_ENTRY) or row[-1] not in _STATUSES:
        return "somebody changed the request"
    return ""


def _copy(source: Path, target: Path, breathe: Callable[[], None]) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as reader,
        closing(sqlite3.connect(target, isolation_level=None)) as writer,
    ):
        # Flushed once, at the end. And one look at the source for all of it: what is written meanwhile does not start it anew.
        writer.execute("PRAGMA synchronous = OFF")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        reader.backup(writer, pages=_STEP, progress=lambda _status, _left, _all: breathe())


def _settle(path: Path) -> None:
    """Makes it a file that needs no WAL beside it, on the disk, to be read from there."""
    fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        if os.pread(fd, 2, _VERSION_AT) == _WAL_VERSION:
            os.pwrite(fd, b"\x01\x01", _VERSION_AT)
        os.fsync(fd)
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(fd)


def _size(data: Path) -> int:
    return sum(path.stat().st_size for path in (data / _SOURCE, data / f"{_SOURCE}-wal") if path.exists())


def _make_room(data: Path, needed: int, reserve: int) -> None:
    """Lets the oldest go until another one fits, all but the newest."""
    there = listed(data)
    while (free := shutil.disk_usage(data).free) < needed + reserve:
        if len(there) < 2:
            raise DiskFull(
                f"A backup needs {needed // 2**20 + 1} MB beside the reserve; {free // 2**20} MB are free.",
                "Free some room; what was accepted is safe in the database.",
            )
        _remove(there.pop().path)


def _rotate(there: Iterable[Backup]) -> None:
    days: list[int] = []
    for number, one in enumerate(there):
        day = one.made_at // 86_400_000
        first = day not in days
        if first:
            days.append(day)
        if number >= NEWEST and not (first and len(days) <= DAYS):
            _remove(one.path)


def _remove(path: Path) -> None:
    for one in (path, path.with_name(path.name + "-journal")):
        one.unlink(missing_ok=True)


def _damaged(path: Path, why: str) -> Damaged:
    return Damaged(f"The copy {path.name} is damaged: {why}.", "Another one may be whole: kiosk backup --list")
