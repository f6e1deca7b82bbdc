"""Sealed photos: named by an entry, sent on their own, kept as far as they came.

Whatever arrives is kept in parts, so an upload goes on where the last one was cut off. Two uploads of one blob at once do
no harm: each adds what the other has not brought yet. Nothing is locked while a link is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, Select, and_, delete, func, insert, select, update

from kiosk.domain.events import body_hash
from sync.protocol import MAX_WANTED, BlobHead, Wanted, Wrong, read_blob, unpack_blob
from sync.server.office import OfficeKeys
from sync.server.store.database import Database
from sync.server.store.tables import blob_parts, blobs, kiosks

PART: Final = 16 * 2**10
"""Bytes that are worth a transaction of their own."""
_VARIABLES: Final = 500  # values in one IN (...): every database takes that many


class BlobRefusal(StrEnum):
    """Why a genuine blob is not taken."""

    UNKNOWN_KIOSK = "unknown_kiosk"
    REVOKED = "revoked"
    NOT_NAMED = "not_named"  # no entry of this kiosk that is here names it
    TOO_FAR = "too_far"  # it begins after what is here
    CHANGED = "changed"  # whole, but not what its name says: begin again


class Upload(msgspec.Struct, frozen=True):
    """A blob that may come: its head is genuine and an entry names it."""

    kiosk_id: str
    head: BlobHead
    start: int  # where its bytes begin in what was sent


class Kept(msgspec.Struct, frozen=True):
    """How much of a blob is here now."""

    kiosk_id: str
    hash: bytes
    have: int
    whole: bool


def expect(connection: Connection, office: str, kiosk_id: str, named: Sequence[tuple[int, bytes]]) -> None:
    """Notes the blobs that new entries name, as sequence and hash, inside the caller's writing transaction."""
    first = {hash_: seq for seq, hash_ in reversed(named)}
    missing = first.keys() - _known(connection, office, list(first))
    rows = [
        {"office": office, "hash": hash_, "kiosk_id": kiosk_id, "seq": seq}
        for hash_, seq in first.items()
        if hash_ in missing
    ]
    if rows:
        connection.execute(insert(blobs), rows)


def _known(connection: Connection, office: str, hashes: Sequence[bytes]) -> set[bytes]:
    """Which of these blobs are noted already, here or not."""
    found: set[bytes] = set()
    for start in range(0, len(hashes), _VARIABLES):
        query = select(blobs.c.hash).where(
            blobs.c.office == office, blobs.c.hash.in_(hashes[start : start + _VARIABLES])
        )
        found.update(bytes(hash_) for hash_ in connection.execute(query).scalars())
    return found


def wanted(connection: Connection, office: str, kiosk_id: str, upto: int) -> tuple[Wanted, ...]:
    """The blobs that entries up to `upto` name and that are not here whole: the oldest entries', at most MAX_WANTED."""
    have = func.coalesce(func.sum(func.length(blob_parts.c.body)), 0)
    query = (
        select(blobs.c.hash, have)
        .join(blob_parts, and_(blob_parts.c.office == blobs.c.office, blob_parts.c.hash == blobs.c.hash), isouter=True)
        .where(
            blobs.c.office == office,
            blobs.c.kiosk_id == kiosk_id,
            blobs.c.body.is_(None),
            blobs.c.received_at.is_(None),
            blobs.c.seq <= upto,
        )
        .group_by(blobs.c.seq, blobs.c.hash)
        .order_by(blobs.c.seq, blobs.c.hash)
        .limit(MAX_WANTED)
    )
    return tuple(Wanted(bytes(hash_), int(size)) for hash_, size in connection.execute(query))


def bodies(connection: Connection, office: str, hashes: Iterable[bytes]) -> dict[bytes, bytes]:
    """The blobs of these that are here whole, sealed as they came."""
    query = select(blobs.c.hash, blobs.c.body).where(
        blobs.c.office == office, blobs.c.hash.in_(list(hashes)), blobs.c.body.is_not(None)
    )
    return {bytes(hash_): bytes(body) for hash_, body in connection.execute(query)}


def lost(connection: Connection, office: str, hashes: Iterable[bytes]) -> set[bytes]:
    """Those of these blobs that their kiosk said it has no more, before they were here."""
    query = select(blobs.c.hash).where(
        blobs.c.office == office,
        blobs.c.hash.in_(list(hashes)),
        blobs.c.body.is_(None),
        blobs.c.received_at.is_not(None),
    )
    return {bytes(hash_) for hash_ in connection.execute(query).scalars()}


def begin(database: Database, office: OfficeKeys, data: bytes) -> Upload | Wrong | BlobRefusal:
    """Whether a blob may come, of which `data` is the beginning. `Wrong.TRUNCATED`: give more of it."""
    envelope = read_blob(data)
    if isinstance(envelope, Wrong):
        return envelope
    if envelope.office != office.code:
        return Wrong.OTHER_OFFICE
    with database.reading() as connection:
        query = select(kiosks).where(kiosks.c.office == office.code, kiosks.c.id == envelope.kiosk_id)
        kiosk = connection.execute(query).mappings().first()
        if kiosk is None or kiosk["public_key"] is None:
            return BlobRefusal.UNKNOWN_KIOSK
        if kiosk["revoked_at"] is not None:
            return BlobRefusal.REVOKED
        head = unpack_blob(envelope, kiosk["public_key"])
        if isinstance(head, Wrong):
            return head
        if connection.execute(_noted(office.code, envelope.kiosk_id, head.hash)).first() is None:
            return BlobRefusal.NOT_NAMED
    return Upload(envelope.kiosk_id, head, envelope.start)


def keep(
    database: Database, office: OfficeKeys, upload: Upload, position: int, data: bytes, *, now: int
) -> Kept | BlobRefusal:
    """Keeps the bytes of a blob from `position` on; with the last ones it is put together and checked."""
    head = upload.head
    named = and_(blobs.c.office == office.code, blobs.c.hash == head.hash)
    here = and_(blob_parts.c.office == office.code, blob_parts.c.hash == head.hash)
    with database.writing() as connection:
        named_here = _noted(office.code, upload.kiosk_id, head.hash).with_for_update()
        noted = connection.execute(named_here).mappings().first()
        if noted is None:
            return BlobRefusal.NOT_NAMED
        if noted["here"]:
            return Kept(upload.kiosk_id, head.hash, head.size, whole=True)
        if head.size == 0:
            connection.execute(update(blobs).where(named).values(received_at=now))
            return Kept(upload.kiosk_id, head.hash, 0, whole=False)
        parts = connection.execute(
            select(blob_parts.c.start, func.length(blob_parts.c.body)).where(here).order_by(blob_parts.c.start.desc())
        ).all()
        have = sum(int(size) for _, size in parts)
        if position > have:
            return BlobRefusal.TOO_FAR
        if position + len(data) < head.size:
            # What another upload has brought in the meantime is not taken twice.
            new = data[have - position :]
            if new and parts and parts[0][1] < PART:
                last = and_(here, blob_parts.c.start == parts[0][0])
                body = bytes(connection.execute(select(blob_parts.c.body).where(last)).scalar_one()) + new
                connection.execute(update(blob_parts).where(last).values(body=body, at=now))
            elif new:
                connection.execute(
                    insert(blob_parts).values(office=office.code, hash=head.hash, start=have, body=new, at=now)
                )
            return Kept(upload.kiosk_id, head.hash, have + len(new), whole=False)
        earlier = connection.execute(select(blob_parts.c.body).where(here).order_by(blob_parts.c.start)).scalars()
        whole = b"".join(earlier)[:position] + data
        connection.execute(delete(blob_parts).where(here))
        if len(whole) != head.size or body_hash(whole) != head.hash:
            return BlobRefusal.CHANGED
        connection.execute(update(blobs).where(named).values(body=whole, received_at=now))
        return Kept(upload.kiosk_id, head.hash, head.size, whole=True)


class Arriving:
    """A blob on its way: what came is kept in parts that are worth it, and the rest when no more comes."""

    def __init__(self, database: Database, office: OfficeKeys) -> None:
        self._database = database
        self._office = office
        self._data = bytearray()
        self._upload: Upload | None = None
        self._position = 0

    def take(self, chunk: bytes, *, now: int) -> Kept | Wrong | BlobRefusal | None:
        """What the next bytes brought; None while nothing is to be said."""
        self._data += chunk
        if self._upload is None:
            begun = begin(self._database, self._office, bytes(self._data))
            if not isinstance(begun, Upload):
                return None if begun is Wrong.TRUNCATED else begun
            self._upload, self._position = begun, begun.head.offset
            del self._data[: begun.start]
        if len(self._data) < PART and self._position + len(self._data) < self._upload.head.size:
            return None
        return self._keep(self._upload, now)

    def stop(self, *, now: int) -> Kept | Wrong | BlobRefusal:
        """No more comes: what is in hand is kept."""
        return Wrong.TRUNCATED if self._upload is None else self._keep(self._upload, now)

    def _keep(self, upload: Upload, now: int) -> Kept | BlobRefusal:
        data = bytes(self._data)
        self._data.clear()
        kept = keep(self._database, self._office, upload, self._position, data, now=now)
        self._position += len(data)
        return kept


def take_file(database: Database, office: OfficeKeys, data: bytes, *, now: int) -> Kept | Wrong | BlobRefusal:
    """Takes a blob that came as a file: all of it, or nothing."""
    upload = begin(database, office, data)
    if not isinstance(upload, Upload):
        return upload
    there, due = len(data) - upload.start, upload.head.size - upload.head.offset
    if there != due:
        return Wrong.TRUNCATED if there < due else Wrong.CONTENT
    body = data[upload.start :]
    if upload.head.offset == 0 and body_hash(body) != upload.head.hash:
        # Said here, because what came over the network before is not at fault.
        return BlobRefusal.CHANGED
    return keep(database, office, upload, upload.head.offset, body, now=now)


def _noted(office: str, kiosk_id: str, hash_: bytes) -> Select[bool]:
    return select(blobs.c.body.is_not(None).label("here")).where(
        blobs.c.office == office, blobs.c.hash == hash_, blobs.c.kiosk_id == kiosk_id
    )
