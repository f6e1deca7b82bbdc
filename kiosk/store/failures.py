"""What SQLite says when the disk is full, read-only or failing, in words that say what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import CannotNow, Damaged, DiskFull, DiskReadOnly, KioskError

UNREADABLE = (sqlite3.Error, ValueError, TypeError, AttributeError, OverflowError)
"""What comes of rows that are not what they should be, and of messages about them that are no text."""


@contextmanager
def disk_failures(path: Path) -> Iterator[None]:
    """Turns what the disk says about a file of ours into errors that say what to do."""
    try:
        yield
    except OSError as error:
        said, accepted = f"{path} cannot be written ({error.strerror}).", "What was accepted is still there."
        if error.errno == errno.EIO:
            raise Damaged(said, "Stop, check the disk, then run: kiosk verify. Nothing is retried.") from error
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(said, f"Free some room and try again. {accepted}") from error
        raise DiskReadOnly(said, f"Check the disk and the folder's owner. {accepted}") from error


@contextmanager
def known_failures(data: Path) -> Iterator[None]:
    """Turns SQLite's environment failures into errors that say what to do; bugs pass through as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _known(error, data)
        if known is None:
            raise
        raise known from error


def _known(error: sqlite3.DatabaseError, data: Path) -> KioskError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    accepted = "What was accepted is still there."
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(f"The disk of {data} is full.", f"Free some room and try again. {accepted}")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return DiskReadOnly(
            f"The database in {data} cannot be written.", f"Check the disk and the folder's owner. {accepted}"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CannotNow(f"The database in {data} is busy.", "Try again in a moment.")
    if code == sqlite3.SQLITE_IOERR:
        return Damaged(
            f"The disk of {data} reported an error.",
            "Stop, check the disk, then run: kiosk verify. Nothing is retried.",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(
            f"The database in {data} is damaged.",
            "Keep it. Start the kiosk: it makes a new one from a backup and what can be read. Or run: kiosk restore --newest",
        )
    return None
