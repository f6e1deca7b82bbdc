"""The shape of the kiosk's database, one function per change. A released migration is never edited."""

from __future__ import annotations

import sqlite_utils
from sqlite_utils.migrations import Migrations

migrations = Migrations("kiosk")


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
