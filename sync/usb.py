"""The other road: the same exchange as files in a folder of a stick.

What was exported and which answers were taken is remembered in the kiosk's database: a stick can be lost, copied or
altered, and nothing it says about itself is believed. Whatever happens to it in the middle (pulled out, full, the program
killed), what is there afterwards is whole files or none, and exporting or importing again goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from kiosk.clock import Clock
from kiosk.store import blobs, settings
from kiosk.store.database import Connection, Store
from sync import blobs as outgoing
from sync import exchange, plan
from sync.exchange import KioskKeys, Prepared
from sync.outcome import Reason
from sync.protocol import MAX_BLOB_HEAD, MAX_PACKED, Health, Wrong
from sync.stick import (
    BLOBS,
    ROOT,
    FileRefusal,
    Folder,
    NotAStick,
    StickError,
    StickFull,
    Trouble,
    blob_name,
    digest,
    file_name,
    kiosk_folder,
    room,
)

_REMEMBERED: Final = 256
"""Exports whose answers are still taken: the oldest is forgotten first."""
_ROOM: Final = 2 * 2**20
"""Bytes of news that an answer may bring: nobody waits for a stick's link, and it never packs to more than MAX_PACKED."""
_MOST_PHOTOS: Final = 4_000
"""Photos on one stick, the oldest requests' first; more go with the next one."""
_OLD_REPLIES: Final = 8
"""Answers that an export leaves on the stick. Nobody fetched them, and the next ones say all they say."""


class ReplyRefusal(StrEnum):
    """Why an answer of a well-formed file was not applied, beyond `Wrong`, `FileRefusal` and `Reason`."""

    REPLAY = "replay"  # taken before
    NOT_ASKED = "not_asked"  # answers no request this kiosk remembers


class Step(StrEnum):
    """What is being done with the stick."""

    LOOKING = "looking"
    WRITING = "writing"
    CHECKING = "checking"  # reading back what was written
    TAKING = "taking"  # applying answers
    DONE = "done"


class Progress(msgspec.Struct, frozen=True):
    """How far it is. Told before the first byte is written and before each file."""

    step: Step
    done: int = 0  # bytes of this step; when taking answers, files
    total: int = 0
    entries: int = 0  # journal entries that go
    photos: int = 0  # photos that go


Tell = Callable[[Progress], None]
"""Is told how far it is. Raising `cancelled()` from it ends the work between two files."""


class Export(msgspec.Struct, frozen=True):
    """A request that left on a stick."""

    hash: bytes
    answered: bool = False


class StickMarks(msgspec.Struct, frozen=True):
    """The requests that left on sticks, oldest first."""

    exports: tuple[Export, ...] = ()


class Exported(msgspec.Struct, frozen=True):
    """What is on the stick now, read back and compared."""

    files: tuple[str, ...]  # below the stick's folder: "publik-kiosk/16.71.02.1003/7KQM3X/00000001-00000040.pkx"
    sent: int  # journal entries in them
    bytes: int
    photos: int = 0


class RefusedFile(msgspec.Struct, frozen=True):
    """A file that changed nothing here."""

    file: str
    reason: Wrong | FileRefusal | ReplyRefusal | Reason


class Imported(msgspec.Struct, frozen=True):
    """What the answers on a stick changed here."""

    acknowledged: int  # entries newly acknowledged
    received: int  # statuses that were new here
    refused: tuple[RefusedFile, ...] = ()
    at_rest: bool = True  # the stick took what was removed from it: it may be pulled out


class _File(msgspec.Struct, frozen=True):
    """A file that is to be on the stick."""

    name: str
    size: int
    content: Prepared | bytes  # a request, or the hash of a photo


def cancelled() -> StickError:
    """Somebody pressed "Batal"."""
    return StickError("Copying was cancelled.", "What is on the stick already does no harm.", Trouble.CANCELLED)


def export(
    store: Store,
    kiosk_keys: KioskKeys,
    folder: Path,
    clock: Clock,
    tell: Tell = lambda _progress: None,
    *,
    health: Health | None = None,
) -> Exported:
    """Writes everything the office has not acknowledged, and asks for its changes.

    When this returns, all of it was read back from the device and the stick may be pulled out. Whether it fits is known
    before the first byte. Raises NotAStick, StickError or StickFull; then nothing is claimed, and the entries go with the
    next export or sync.
    """
    tell(Progress(Step.LOOKING))
    space = room(folder)
    if space.read_only:
        raise StickError(
            f"{folder} is read-only.", "Is its switch locked? Otherwise use another stick.", Trouble.READ_ONLY
        )
    office, kiosk_id = kiosk_keys.office.code, kiosk_keys.id
    requests = _prepare(store, kiosk_keys, clock, health)
    photos = [
        _File(blob_name(photo.hash), photo.size + MAX_BLOB_HEAD, photo.hash)
        for photo in store.run(blobs.undelivered)[:_MOST_PHOTOS]
    ]
    _make_room(folder, office, kiosk_id, requests, photos)
    # Remembered before they leave: an answer that comes back must never be unknown here.
    store.transaction(lambda db: _remember(db, [one.content for one in requests if isinstance(one.content, Prepared)]))
    files = requests + photos
    plan_ = Progress(
        Step.WRITING,
        total=sum(one.size for one in files),
        entries=sum(one.content.count for one in files if isinstance(one.content, Prepared)),
        photos=len(photos),
    )
    with kiosk_folder(folder, office, kiosk_id, create=True) as target:
        assert target is not None  # it was created
        with target.inner(BLOBS, create=bool(photos)) as shelf:
            written = _write(
                store, kiosk_keys, target, shelf, files, tell=lambda done: tell(_at(plan_, Step.WRITING, done))
            )
            for place in (target, shelf):
                if place is not None:
                    place.flush()
            done = 0
            for place, one, size, wanted in written:
                tell(_at(plan_, Step.CHECKING, done))
                place.prove(one.name, size, wanted)
                done += one.size
        # Older requests of ours hold a part of what was just written.
        target.tidy({one.name for one in requests}, replies=_OLD_REPLIES)
        target.flush()
    tell(_at(plan_, Step.DONE, plan_.total))
    below = f"{ROOT}/{office}/{kiosk_id}"
    return Exported(
        files=(*(f"{below}/{one.name}" for one in requests), *(f"{below}/{BLOBS}/{one.name}" for one in photos)),
        sent=plan_.entries,
        bytes=sum(size for _, _, size, _ in written),
        photos=len(photos),
    )


def import_replies(
    store: Store, kiosk_keys: KioskKeys, folder: Path, clock: Clock, tell: Tell = lambda _progress: None
) -> Imported:
    """Applies the office's answers for this kiosk, each in its own transaction; other kiosks' files are left alone.

    An answer is removed from the stick once it is applied, or when it can never be: it was taken before, or answers what
    is long forgotten. With it go the photos that the office has. Raises NotAStick or StickError for a folder that cannot
    be read.
    """
    tell(Progress(Step.LOOKING))
    acknowledged = received = 0
    refused: list[RefusedFile] = []
    with kiosk_folder(folder, kiosk_keys.office.code, kiosk_keys.id, create=False) as source:
        if source is None:
            return Imported(0, 0)
        names = source.names("pkr")
        for number, name in enumerate(names):
            tell(Progress(Step.TAKING, number, len(names)))
            applied = _import_one(store, kiosk_keys, source, name, clock)
            if isinstance(applied, exchange.Applied):
                acknowledged += applied.acknowledged
                received += applied.received
                source.remove(name[:-1] + "x")
            else:
                refused.append(RefusedFile(name, applied))
            if isinstance(applied, exchange.Applied | ReplyRefusal):
                source.remove(name)
        exchange.settle(store, kiosk_keys, clock)
        at_rest = _clear(store, source)
    tell(Progress(Step.DONE, len(names), len(names)))
    return Imported(acknowledged, received, tuple(refused), at_rest)


def _prepare(store: Store, keys: KioskKeys, clock: Clock, health: Health | None) -> list[_File]:
    """Requests with everything that is not acknowledged; one at least, because it asks for changes."""
    found: list[_File] = []
    after: int | None = None
    while True:
        # One of them brings the news; the others would bring the same once more.
        room_ = 0 if found else _ROOM
        said = None if found else health
        one = exchange.prepare(store, keys, clock, max_bytes=plan.LARGEST_BATCH, after=after, room=room_, health=said)
        found.append(_File(file_name(one.after + 1, one.to, "pkx"), len(one.data), one))
        # Entries that come while this goes on are the next export's.
        if one.to >= one.head:
            return found
        after = one.to


def _make_room(folder: Path, office: str, kiosk_id: str, requests: list[_File], photos: list[_File]) -> None:
    """Takes away what is of no use any more, and raises StickFull, before anything is written, when the rest is not enough."""
    there: set[str] = set()
    with kiosk_folder(folder, office, kiosk_id, create=False) as target:
        if target is not None:
            target.clear_leftovers()
            with target.inner(BLOBS, create=False) as shelf:
                if shelf is not None:
                    shelf.tidy({one.name for one in photos})
                    there.update(shelf.names("pkb"))
    space = room(folder)
    coming = [one.size for one in requests] + [one.size for one in photos if one.name not in there]
    # Each file takes whole units, and so do four folders.
    needed = sum(-(-size // space.unit) * space.unit for size in coming) + 4 * space.unit
    if space.size and needed > space.free:
        missing = needed - space.free
        raise StickFull(
            f"{folder} has {space.free:,} bytes free; {missing:,} more are needed.",
            "Free some room on the stick, or use another. Nothing was written.",
            missing,
        )


def _write(
    store: Store,
    keys: KioskKeys,
    target: Folder,
    shelf: Folder | None,
    files: list[_File],
    *,
    tell: Callable[[int], None],
) -> list[tuple[Folder, _File, int, bytes]]:
    """Writes what is not there yet; what was written where, with size and digest."""
    written = []
    done = 0
    for one in files:
        tell(done)
        done += one.size
        if isinstance(one.content, Prepared):
            place, data = target, one.content.data
        else:
            assert shelf is not None  # there are photos, so it was made
            photo = outgoing.message(store, keys, one.content)
            if photo is None:
                continue  # damaged here, which `kiosk verify` says, or long delivered over the network
            place, data = shelf, photo
        wanted = digest(data)
        if not place.holds(one.name, len(data), wanted):
            place.put(one.name, data)
        written.append((place, one, len(data), wanted))
    return written


def _at(progress: Progress, step: Step, done: int) -> Progress:
    return msgspec.structs.replace(progress, step=step, done=done)


def _clear(store: Store, source: Folder) -> bool:
    """Takes the photos away that the office has, and brings the stick to rest; whether it is."""
    wanted = {blob_name(photo.hash) for photo in store.run(blobs.undelivered)}
    try:
        with source.inner(BLOBS, create=False) as shelf:
            if shelf is not None:
                shelf.tidy(wanted)
    except (NotAStick, StickError):
        pass  # What matters is in our database, and the next export says what is wrong with that folder.
    try:
        source.flush()
    except (StickError, StickFull) as error:
        return error.trouble is Trouble.READ_ONLY
    return True


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
        applied = exchange.apply(db, keys, reply, now=clock.now_ms(), live=False, numbers=store.numbers)
        if isinstance(applied, exchange.Applied):
            done = msgspec.structs.replace(export, answered=True)
            settings.put(db, StickMarks(tuple(done if one is export else one for one in marks.exports)))
        return applied

    return store.transaction(take)


def _remember(db: Connection, requests: list[Prepared]) -> None:
    marks = settings.get(db, StickMarks) or StickMarks()
    left = tuple(Export(one.hash) for one in requests)
    settings.put(db, StickMarks((*marks.exports, *left)[-_REMEMBERED:]))
