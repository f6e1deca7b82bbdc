"""What is wrong with a database file, and what of it can still be read.

What must not be lost proves itself: an entry of the journal by the chain of hashes, sealed answers and photos by the hash that
their entry names. So they are looked for in every page there is, those of the WAL included, without asking the file how
its pages hang together (https://www.sqlite.org/fileformat2.html, sections 1.6 and 4.1): a page is lost with what stands on it,
and nothing else. Whatever does not prove itself (settings, slips) is asked of SQLite, as far as it answers.

Reads only: neither the file nor its WAL is changed, whatever state they are in.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import sqlite_utils

from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.domain.events import HASH_SIZE, JournalEntry, body_hash, chain_hash, genesis, next_seq
from kiosk.errors import Damaged
from kiosk.store import backups, migrations, print_jobs
from kiosk.store.failures import UNREADABLE

PAGE: Final = 4096
"""Bytes of a page: SQLite's default, which our databases are made with."""

_MAGIC: Final = b"SQLite format 3\x00"
_LEAF: Final = 0x0D
_FILE_HEADER: Final = 100
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MOST_IN_PAGE: Final = PAGE - 35
_LEAST_IN_PAGE: Final = (PAGE - 12) * 32 // 255 - 23
_OVERFLOW: Final = PAGE - 4
_MOST_BYTES: Final = 4 * 2**20
"""Bytes of the longest row: a photo and its neighbours are far below it."""
_TAIL: Final = 64
"""Entries at the end of the journal that are looked at in any case."""
_ID_SIZE: Final = 16
_FIRST_TEXT: Final = 12
"""From this kind of value on it is a blob or a text, below it a number."""

_Image = tuple[int, int]
"""Where a page stands: which file, and at which byte."""


class _Found(NamedTuple):
    """A row of a table that proves itself, not read yet."""

    image: _Image
    cell: int  # where in the page


class Remains:
    """What can be read of a database. Use as a context manager."""

    def __init__(self, folder: Path, name: str) -> None:
        self._paths = (folder / name, folder / f"{name}-wal")
        self._fds: list[int | None] = []
        self._images: defaultdict[int, list[_Image]] = defaultdict(list)
        self._photos: defaultdict[bytes, list[_Found]] = defaultdict(list)
        self.entries: defaultdict[int, list[JournalEntry]] = defaultdict(list)
        """By sequence; more than one where a page stands in two states, one of them damaged."""
        self.sealed: defaultdict[int, list[bytes]] = defaultdict(list)
        """Sealed answers by the sequence they stand under; which of them is the entry's its hash says."""
        self.audit: defaultdict[int, list[AuditEntry]] = defaultdict(list)

    def __enter__(self) -> Self:
        for path in self._paths:
            try:
                self._fds.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW))
            except OSError:
                self._fds.append(None)
        return self

    def __exit__(self, *_exception: object) -> None:
        for fd in self._fds:
            if fd is not None:
                os.close(fd)

    def look(self, *, after: int, audit_after: int) -> None:
        """Finds everything of the journal after an entry, and of the audit log after a line."""
        self._map()
        for images in list(self._images.values()):
            for image in images:
                page = self._page(image)
                if page is not None:
                    self._leaf(image, page, after, audit_after)

    def photo(self, hash_: bytes) -> bytes | None:
        """The sealed photo with this hash."""
        for found in self._photos.get(hash_, ()):
            page = self._page(found.image)
            for row in self._rows(page, found.cell) if page is not None else ():
                if len(row) == 4 and isinstance(row[2], bytes) and body_hash(row[2]) == hash_:
                    return row[2]
        return None

    def settings(self) -> list[tuple[Any, ...]]:
        """Key and value of what it remembered, as `store.settings.read` takes them."""
        return self._query("SELECT key, value FROM settings")

    def slips(self) -> list[tuple[Any, ...]]:
        """As `print_jobs.bring_back` takes them."""
        return self._query(print_jobs.ROWS)

    def newest_entry(self) -> int:
        """The sequence of the newest entry that SQLite sees, 0 for none."""
        return max((seq for (seq,) in self._query("SELECT max(seq) FROM journal") if seq), default=0)

    def newest_number(self, day: str, letter: str) -> int:
        """The highest queue number of a day that SQLite sees, 0 for none."""
        query = "SELECT max(number) FROM antrean WHERE queue_day = ? AND letter = ?"
        return max((number for (number,) in self._query(query, (day, letter)) if number), default=0)

    def _query(self, sql: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows that SQLite gives, as many as it does: with the WAL, or if that does not work without it."""
        for options in ("mode=ro", "mode=ro&immutable=1"):
            rows: list[tuple[Any, ...]] = []
            with suppress(*UNREADABLE):
                uri = f"{self._paths[0].resolve().as_uri()}?{options}"
                with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
                    for row in connection.execute(sql, values):
                        rows.append(row)  # noqa: PERF402 - what came before an error is kept
            if rows:
                return rows
        return []

    def _map(self) -> None:
        """Where each page stands, the newest state first."""
        for file, (first, step, skip) in enumerate(((0, PAGE, 0), (_WAL_HEADER, _FRAME_HEADER + PAGE, _FRAME_HEADER))):
            fd = self._fds[file]
            if fd is None:
                continue
            for number, at in enumerate(range(first, os.fstat(fd).st_size - skip, step), 1):
                page = number
                if file:
                    with suppress(OSError):
                        page = int.from_bytes(os.pread(fd, 4, at))
                self._images[page].insert(0, (file, at + skip))

    def _page(self, image: _Image) -> bytes | None:
        file, at = image
        fd = self._fds[file]
        with suppress(OSError):  # a bad sector
            page = os.pread(fd, PAGE, at) if fd is not None else b""
            # The file's last page may be cut off.
            return page.ljust(PAGE, b"\0") if page else None
        return None

    def _leaf(self, image: _Image, page: bytes, after: int, audit_after: int) -> None:
        start = _FILE_HEADER if image == (0, 0) or page.startswith(_MAGIC) else 0
        if page[start] != _LEAF:
            return
        count = int.from_bytes(page[start + 3 : start + 5])
        first = start + 8
        for at in range(first, min(first + 2 * count, PAGE - 1), 2):
            cell = int.from_bytes(page[at : at + 2])
            if _known(page, cell, after):
                continue
            for row in self._rows(page, cell):
                self._keep(row, image, cell, after, audit_after)

    def _keep(self, row: tuple[Any, ...], image: _Image, cell: int, after: int, audit_after: int) -> None:
        """Sorts a row into its table by what it looks like; whether it is genuine, its hash says later."""
        match row:
            case (int(seq), bytes(body)) if seq > after:
                _add(self.sealed[seq], body)
            case (int(seq), bytes(event_id), int(at), bytes(body), bytes(hash_)) if seq > after and (
                len(event_id),
                len(hash_),
            ) == (_ID_SIZE, HASH_SIZE):
                _add(self.entries[seq], JournalEntry(seq, event_id, at, body, hash_))
            case (bytes(hash_), int(), bytes(body), int()) if len(hash_) == HASH_SIZE and body:
                self._photos[hash_].append(_Found(image, cell))
            case (int(seq), int(at), str(actor), str(act), int(done), str(detail), bytes(hash_)) if seq > audit_after:
                with suppress(ValueError):
                    line = AuditEntry(seq, at, Actor(actor), Act(act), bool(done), detail, hash_)
                    _add(self.audit[seq], line)
            case _:
                pass

    def _rows(self, page: bytes, cell: int) -> Iterator[tuple[Any, ...]]:
        """A row, with the row's number in the place of its key; twice where it runs over to pages that stand in two states."""
        try:
            size, at = _varint(page, cell)
            number, at = _varint(page, at)
        except IndexError:
            return
        if not 0 < size <= _MOST_BYTES:
            return
        if size <= _MOST_IN_PAGE:
            bodies = [page[at : at + size]]
        else:
            here = _LEAST_IN_PAGE + (size - _LEAST_IN_PAGE) % _OVERFLOW
            here = here if here <= _MOST_IN_PAGE else _LEAST_IN_PAGE
            next_page = int.from_bytes(page[at + here : at + here + 4])
            bodies = [page[at : at + here] + self._overflow(next_page, size - here, old=old) for old in (False, True)]
            bodies = bodies[: 1 if bodies[0] == bodies[1] else 2]
        for body in bodies:
            if len(body) == size:
                with suppress(IndexError, ValueError, struct.error):
                    yield _record(body, number)

    def _overflow(self, page: int, size: int, *, old: bool) -> bytes:
        """What runs over, from the newest states of its pages or from the oldest ones."""
        found = bytearray()
        while page and len(found) < size:
            images = self._images.get(page)
            data = self._page(images[-1 if old else 0]) if images else None
            if data is None:
                break
            found += data[4 : 4 + size - len(found)]
            page = int.from_bytes(data[:4])
        return bytes(found)


def damage(data: Path, name: str, kiosk_id: str, *, whole: bool, deep: bool = False) -> str:
    """What is wrong with a database file, "" when nothing is seen to be.

    Looks at the file's header, its tables, the journal's first entry and its last ones, and the WAL; with `whole` at how every
    page hangs together; `deep`, at every entry with its sealed answers too. Its owner calls it before opening it.
    """
    path = data / name
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return "foreign" if path.stat().st_size else "empty"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as db:
            # The first look makes SQLite read the WAL, as far as it is whole.
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if _breaks_off(data / f"{name}-wal", data / f"{name}-shm"):
                return "wal"
            return _look(db, path, kiosk_id, whole=whole or deep, deep=deep)
    except UNREADABLE as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL):
            return ""  # nothing is known of its pages, and whoever opens it says what the disk does not allow
        return "unreadable"


def _look(db: sqlite3.Connection, path: Path, kiosk_id: str, *, whole: bool, deep: bool) -> str:
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").fetchone() is None:
        return "foreign"
    if not migrations.consistent(sqlite_utils.Database(db, execute_plugins=False)):
        return "unreadable"
    rows = "SELECT seq, id, at, body, hash FROM journal ORDER BY seq"
    first = db.execute(f"{rows} LIMIT 1").fetchone()
    if first is not None:
        seq, event_id, at, body, hash_ = first
        if (next_seq(0, body), chain_hash(genesis(kiosk_id), seq, event_id, at, body)) != (seq, hash_):
            return "foreign"
    last = db.execute(f"{rows} DESC LIMIT {_TAIL}").fetchall()[::-1]
    for (seq, *_, hash_), (following, event_id, at, body, its_hash) in pairwise(last):
        if (next_seq(seq, body), chain_hash(hash_, following, event_id, at, body)) != (following, its_hash):
            return "unreadable"
    if whole and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return "unreadable"
    if deep:
        try:
            backups.walk(db, path, kiosk_id)
        except Damaged:
            return "unreadable"
    return ""


def _breaks_off(wal: Path, index: Path) -> bool:
    """Whether the WAL is damaged before its end: SQLite passes over all that was committed after it.

    How far it is whole SQLite has written into its index (https://www.sqlite.org/walformat.html, section 2.1). A power cut
    leaves a last transaction that is not whole. More than one can only be damage: each was flushed before the next began.
    """
    step = _FRAME_HEADER + PAGE
    try:
        with wal.open("rb") as file, index.open("rb") as known:
            header = file.read(_WAL_HEADER)
            if len(header) < _WAL_HEADER:
                return False
            order = ">" if header[3] & 1 else "<"
            genuine = struct.pack(">2I", *_sums(header[:24], order)) == header[24:]
            known.seek(16)
            whole = int.from_bytes(known.read(4), sys.byteorder)
            ends: list[bytes] = []
            for at in range(_WAL_HEADER + whole * step, os.fstat(file.fileno()).st_size - step + 1, step):
                frame = os.pread(file.fileno(), _FRAME_HEADER, at)
                if frame[4:8] != bytes(4):  # the last frame of a transaction
                    ends.append(frame[8:16])
            # What stands there from before the last checkpoint has other salts.
            return ends.count(header[16:24] if genuine or not ends else ends[0]) > 1
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _sums(data: bytes, order: str) -> tuple[int, int]:
    """The WAL's checksum (https://www.sqlite.org/fileformat2.html, section 4.2)."""
    one = two = 0
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two


def _add(found: list[Any], one: object) -> None:
    if one not in found:
        found.append(one)


def _known(page: bytes, cell: int, after: int) -> bool:
    """Whether a row is an entry or sealed answers up to `after`, by its first bytes alone: most rows of a large file are."""
    try:
        _, at = _varint(page, cell)
        number, at = _varint(page, at)
        # Of the record: the length of its header, the kind of its first value (NULL: the row's number), of its second (a blob).
        return number <= after and page[at + 1] == 0 and page[at + 2] >= _FIRST_TEXT
    except IndexError:
        return False


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | data[at + 8], at + 9


def _record(body: bytes, number: int) -> tuple[Any, ...]:
    """A record's values; a NULL in the first column is the row's number."""
    end, at = _varint(body, 0)
    kinds = []
    while at < end:
        kind, at = _varint(body, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        piece = body[end : end + size]
        if len(piece) != size:
            raise ValueError("cut off")
        end += size
        if kind >= 12:
            values.append(piece if kind % 2 == 0 else piece.decode())
        elif kind == 7:
            values.append(struct.unpack(">d", piece)[0])
        elif kind in (8, 9):
            values.append(kind - 8)
        else:
            values.append(int.from_bytes(piece, signed=True) if kind else None)
    if values and values[0] is None:
        values[0] = number
    return tuple(values)
