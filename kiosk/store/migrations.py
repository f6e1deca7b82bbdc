"""The shape of the kiosk's database, one function per change. A released migration is never edited."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import sqlite_utils
from sqlite_utils.migrations import Migrations

migrations = Migrations("kiosk")


def known() -> int:
    """How many changes of shape this program knows."""
    return len(_names())


def _names() -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return [one.name for one in migrations.pending(sqlite_utils.Database(connection, execute_plugins=False))]


def needed(db: sqlite_utils.Database) -> int:
    """How many of them a program must know to work with this database. Migrations only add, so it is 0 until one does not:
    that one says so with `PRAGMA user_version`.
    """
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def consistent(db: sqlite_utils.Database) -> bool:
    """Whether what a database says of its shape can be: changes in their order, unknown ones only after all that this program
    knows, and no more needed than were made. Anything else is damage, which no look at its pages shows.
    """
    made, ours = [one.name for one in migrations.applied(db)], _names()
    return bool(made) and needed(db) <= len(made) and made[: len(ours)] == ours[: len(made)]


@migrations()
def create(db: sqlite_utils.Database) -> None:
    """The first shape."""
    db.execute("CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID")
    db.execute(
        """CREATE TABLE journal (
            seq  INTEGER PRIMARY KEY,
            id   BLOB NOT NULL UNIQUE,
            at   INTEGER NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT"""
    )
    # Append-only is a property of the table, not of good manners.
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal"
            " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
    # Sealed answers stand apart from the journal, which holds their hash: retention can remove them and the chain of
    # hashes stays whole.
    db.execute("CREATE TABLE sealed (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
    db.execute("CREATE TABLE refused_events (seq INTEGER PRIMARY KEY, reason TEXT NOT NULL) STRICT")
    db.execute(
        """CREATE TABLE permohonan (
            id         TEXT PRIMARY KEY,
            seq        INTEGER NOT NULL,
            service    TEXT NOT NULL,
            ref        TEXT NOT NULL,
            ticket     TEXT NOT NULL,
            queue_day  TEXT NOT NULL,
            code_hash  BLOB NOT NULL UNIQUE,
            language   TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            status     TEXT NOT NULL,
            status_at  INTEGER NOT NULL,
            note       TEXT
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE antrean (
            queue_day TEXT NOT NULL,
            letter    TEXT NOT NULL,
            number    INTEGER NOT NULL,
            seq       INTEGER NOT NULL UNIQUE,
            PRIMARY KEY (queue_day, letter, number)
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE print_jobs (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            kind          TEXT NOT NULL,
            state         TEXT NOT NULL,
            reason        TEXT,
            sending       INTEGER NOT NULL DEFAULT 0,
            attempts      INTEGER NOT NULL,
            created_at    INTEGER NOT NULL,
            permohonan_id TEXT,
            slip          BLOB
        ) STRICT"""
    )
    db.execute("CREATE INDEX print_jobs_waiting ON print_jobs (id) WHERE state = 'waiting'")


@migrations()
def say_more_of_prints(db: sqlite_utils.Database) -> None:
    """The number on a slip and when its fate was known: what a petugas compares with the paper."""
    db.execute("ALTER TABLE print_jobs ADD COLUMN ticket TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE print_jobs ADD COLUMN settled_at INTEGER")


@migrations()
def know_what_the_office_says(db: sqlite_utils.Database) -> None:
    """Photos on their own; requests of other kiosks; the office's files and orders."""
    db.execute(
        """CREATE TABLE blobs (
            hash      BLOB PRIMARY KEY,
            seq       INTEGER NOT NULL,
            body      BLOB NOT NULL,
            delivered INTEGER NOT NULL DEFAULT 0
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE elsewhere (
            code_hash  BLOB PRIMARY KEY,
            service    TEXT NOT NULL,
            ref        TEXT NOT NULL,
            ticket     TEXT NOT NULL,
            queue_day  TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            status     TEXT NOT NULL,
            status_at  INTEGER NOT NULL,
            note       TEXT
        ) STRICT, WITHOUT ROWID"""
    )
    # In use, and waiting until all that belong together are there.
    db.execute("CREATE TABLE office_files (name TEXT PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL) STRICT")
    db.execute("CREATE TABLE staged_files (name TEXT PRIMARY KEY, seq INTEGER NOT NULL, body TEXT) STRICT")
    db.execute(
        """CREATE TABLE orders (
            subject TEXT PRIMARY KEY,
            number  INTEGER NOT NULL,
            body    BLOB NOT NULL,
            at      INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID"""
    )


@migrations()
def know_who_did_what(db: sqlite_utils.Database) -> None:
    """The audit log. Retention takes away its oldest lines, and nothing changes any. What retention needs to know: when the
    office had which entries, by its own clock, and whose requests were forgotten when their time was over. PINs and cards
    stand in a file of their own from now on.
    """
    db.execute(
        """CREATE TABLE audit (
            seq    INTEGER PRIMARY KEY,
            at     INTEGER NOT NULL,
            actor  TEXT NOT NULL,
            act    TEXT NOT NULL,
            done   INTEGER NOT NULL,
            detail TEXT NOT NULL,
            hash   BLOB NOT NULL
        ) STRICT"""
    )
    db.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
        " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )
    db.execute("CREATE TABLE acknowledged (upto INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT")
    db.execute("CREATE TABLE forgotten (seq INTEGER PRIMARY KEY) STRICT")
    # What is asked again and again must not wait for everything that ever was: the slips of one day, the photos of an entry,
    # those that wait.
    db.execute("CREATE INDEX print_jobs_by_time ON print_jobs (created_at)")
    db.execute("CREATE INDEX blobs_by_entry ON blobs (seq)")
    db.execute("CREATE INDEX blobs_waiting ON blobs (seq) WHERE delivered = 0")
    db.execute("DELETE FROM settings WHERE key IN ('AdminPin', 'Cards')")
