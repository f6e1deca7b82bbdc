"""The other road: the same exchange as files in a folder of a stick.

What was exported and which answers were taken is remembered in the kiosk's database: a stick can be lost, copied or
altered, and nothing it says about itself is believed.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from kiosk.clock import Clock
from kiosk.store import journal, settings
from kiosk.store.database import Connection, Store
from sync import exchange, plan
from sync.exchange import KioskKeys, Prepared
from sync.outcome import Reason
from sync.protocol import MAX_PACKED, Wrong
from sync.stick import FileRefusal, Folder, file_name, kiosk_folder

_REMEMBERED: Final = 256
"""Exports whose answers are still taken: the oldest is forgotten first."""


class ReplyRefusal(StrEnum):
    """Why an answer of a well-formed file was not applied, beyond `Wrong`, `FileRefusal` and `Reason`."""

    REPLAY = "replay"  # taken before
    NOT_ASKED = "not_asked"  # answers no request this kiosk remembers


class Export(msgspec.Struct, frozen=True):
    """A request that left on a stick."""

    hash: bytes
    cursor: int
    answered: bool = False


class StickMarks(msgspec.Struct, frozen=True):
    """The requests that left on sticks, oldest first."""

    exports: tuple[Export, ...] = ()


class Exported(msgspec.Struct, frozen=True):
    """What is on the stick now, read back and compared."""

    files: tuple[str, ...]  # below the stick's folder: "publik-kiosk/7KQM3X/00000001-00000040.pkx"
    sent: int  # journal entries in them
    bytes: int


class RefusedFile(msgspec.Struct, frozen=True):
    """A file that changed nothing here."""

    file: str
    reason: Wrong | FileRefusal | ReplyRefusal | Reason


class Imported(msgspec.Struct, frozen=True):
    """What the answers on a stick changed here."""

    acknowledged: int  # entries newly acknowledged
    received: int  # statuses that were new here
    refused: tuple[RefusedFile, ...] = ()


def export(store: Store, kiosk_keys: KioskKeys, folder: Path, clock: Clock) -> Exported:
    """Writes everything the office has not acknowledged, and asks for its changes.

    When this returns, the stick may be pulled out. Raises WrongUse, CannotNow or DiskFull; then nothing is claimed, and
    the entries go with the next export or sync.
    """
    names: list[str] = []
    sent = size = 0
    with kiosk_folder(folder, kiosk_keys.id, create=True) as target:
        assert target is not None  # it was created
        after: int | None = None
        while True:
            prepared = exchange.prepare(store, kiosk_keys, clock, max_bytes=plan.LARGEST_BATCH, after=after)
            # Remembered before it leaves: an answer that comes back must never be unknown here.
            store.transaction(lambda db, one=prepared: _remember(db, one))  # type: ignore[misc]
            name = file_name(prepared.after + 1, prepared.to, "pkx")
            target.write(name, prepared.data)
            names.append(name)
            sent += prepared.count
            size += len(prepared.data)
            if prepared.to >= prepared.head:
                break
            after = prepared.to
        # Older requests of ours hold a part of what was just written.
        target.tidy(keep=set(names))
    return Exported(tuple(f"publik-kiosk/{kiosk_keys.id}/{name}" for name in names), sent, size)


def import_replies(store: Store, kiosk_keys: KioskKeys, folder: Path, clock: Clock) -> Imported:
    """Applies the office's answers for this kiosk, each in its own transaction; other kiosks' files are left alone.

    A file is removed from the stick once it is applied. Raises WrongUse or CannotNow for a folder that cannot be read.
    """
    acknowledged = received = 0
    refused: list[RefusedFile] = []
    with kiosk_folder(folder, kiosk_keys.id, create=False) as source:
        if source is None:
            return Imported(0, 0)
        for name in source.names("pkr"):
            applied = _import_one(store, kiosk_keys, source, name, clock)
            if isinstance(applied, exchange.Applied):
                acknowledged += applied.acknowledged
                received += applied.received
                source.remove(name)
                source.remove(name[:-1] + "x")
            else:
                refused.append(RefusedFile(name, applied))
    return Imported(acknowledged, received, tuple(refused))


def _import_one(
    store: Store, keys: KioskKeys, source: Folder, name: str, clock: Clock
) -> exchange.Applied | Wrong | FileRefusal | ReplyRefusal | Reason:
    data = source.read(name, MAX_PACKED)
    if isinstance(data, FileRefusal):
        return data
    reply = exchange.verify(keys, data)
    if isinstance(reply, Wrong):
        return reply

    def take(db: Connection) -> exchange.Applied | ReplyRefusal | Reason:
        marks = settings.get(db, StickMarks) or StickMarks()
        export = next((one for one in marks.exports if one.hash == reply.request), None)
        if export is None:
            return ReplyRefusal.NOT_ASKED
        if export.answered:
            return ReplyRefusal.REPLAY
        applied = exchange.apply(db, keys, reply, asked=export.cursor, now=clock.now_ms(), live=False)
        if isinstance(applied, exchange.Applied):
            done = msgspec.structs.replace(export, answered=True)
            settings.put(db, StickMarks(tuple(done if one is export else one for one in marks.exports)))
        return applied

    return store.transaction(take)


def _remember(db: Connection, prepared: Prepared) -> None:
    marks = settings.get(db, StickMarks) or StickMarks()
    settings.put(db, StickMarks((*marks.exports, Export(prepared.hash, prepared.cursor))[-_REMEMBERED:]))


def waiting(store: Store) -> int:
    """How many entries an export would carry now."""
    return store.run(journal.unacknowledged)
