"""Writes into the audit log, and reads it.

What commands do beside a running kiosk waits in a file until the program that owns the database takes it in.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from kiosk.clock import Clock
from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.errors import KioskError
from kiosk.store import audit
from kiosk.store.database import Connection, Store

WAITING: Final = "audit.waiting"
_MOST_BYTES: Final = 2**18


class _Waiting(msgspec.Struct, frozen=True, array_like=True):
    at: int
    actor: Actor
    act: Act
    done: bool
    detail: str


def note(store: Store, clock: Clock, actor: Actor, act: Act, *, done: bool = True, detail: str = "") -> None:
    """One line, in a transaction of its own. `detail` holds numbers and ids, never what a resident wrote.

    Raises the store's errors.
    """
    now = clock.now_ms()
    store.transaction(lambda db: audit.append(db, actor, act, at=now, done=done, detail=detail))


def note_command(
    data: Path, clock: Clock, act: Act, *, done: bool = True, detail: str = "", actor: Actor = Actor.COMMAND
) -> None:
    """One line about what a command did that needs no database, also while a kiosk runs or its database is damaged."""
    try:
        with Store.open(data, wait_s=0) as store:
            take_in(store)
            note(store, clock, actor, act, done=done, detail=detail)
    except KioskError:
        line = msgspec.json.encode(_Waiting(clock.now_ms(), actor, act, done, detail)) + b"\n"
        # A disk that takes nothing has refused what is noted here, too.
        with suppress(OSError), _queue(data, os.O_CREAT | os.O_APPEND) as fd:
            if os.fstat(fd).st_size + len(line) <= _MOST_BYTES:
                os.write(fd, line)
                os.fsync(fd)


def take_in(store: Store) -> None:
    """Writes down what commands did meanwhile. Raises the store's errors; then it waits on."""
    if not (store.data / WAITING).exists():
        return
    with suppress(OSError), _queue(store.data) as fd:
        lines = [line for text in os.read(fd, _MOST_BYTES).splitlines() if (line := _read(text)) is not None]

        def write(db: Connection) -> None:
            for line in lines:
                audit.append(db, line.actor, line.act, at=line.at, done=line.done, detail=line.detail)

        store.transaction(write)
        os.ftruncate(fd, 0)


def listed(db: Connection) -> Iterator[AuditEntry]:
    """The whole log, newest first."""
    before: int | None = None
    while found := audit.newest(db, before=before, most=500):
        yield from found
        before = found[-1].seq


def entries(store: Store, *, before: int | None = None, most: int = 50) -> list[AuditEntry]:
    """Lines before a sequence (default: all), newest first."""
    return store.run(lambda db: audit.newest(db, before=before, most=most))


@contextmanager
def _queue(data: Path, flags: int = 0) -> Iterator[int]:
    fd = os.open(data / WAITING, os.O_RDWR | os.O_CLOEXEC | flags, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield fd
    finally:
        os.close(fd)


def _read(text: bytes) -> _Waiting | None:
    try:
        return msgspec.json.decode(text, type=_Waiting)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # the power went while it was written
