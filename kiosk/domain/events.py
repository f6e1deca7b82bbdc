"""What happened, as records that travel: the journal's bodies and the server's changes.

Events are tagged arrays in MessagePack. A field may be added at the end with a default; none is ever removed or moved.
"""

from __future__ import annotations

import hashlib
import os

import msgspec

from kiosk.domain.permohonan import PermohonanStatus

HASH_SIZE = 32


class Submitted(msgspec.Struct, frozen=True, tag="submitted", array_like=True):
    """A resident made a request. Nothing here tells who: the answers are sealed, and only their hash stands here."""

    permohonan_id: str
    service: str
    ref: str
    ticket: str
    queue_day: str
    code_hash: bytes
    language: str
    sealed_hash: bytes
    consent: str | None  # version of the privacy notice that was agreed to
    clock_doubtful: bool
    priority: bool = False


class NumberTaken(msgspec.Struct, frozen=True, tag="number_taken", array_like=True):
    """A resident took a place in the queue without a form."""

    group: str
    ticket: str
    queue_day: str
    clock_doubtful: bool
    priority: bool = False


class StatusChanged(msgspec.Struct, frozen=True, tag="status_changed", array_like=True):
    """A petugas moved a request on (an event of the server)."""

    permohonan_id: str
    status: PermohonanStatus
    at: int  # ms since 1970 UTC, server's clock
    note: str | None = None


KioskEvent = Submitted | NumberTaken
"""What a kiosk writes into its journal."""

ServerEvent = StatusChanged
"""What the server sends to kiosks."""


def encode_event(event: KioskEvent) -> bytes:
    """The bytes of an event's body."""
    return msgspec.msgpack.encode(event)


def decode_event(body: bytes) -> KioskEvent:
    """Raises msgspec.DecodeError for anything that is no event of ours."""
    event: KioskEvent = msgspec.msgpack.decode(body, type=KioskEvent)
    return event


class JournalEntry(msgspec.Struct, frozen=True, array_like=True):
    """One row of the journal. `hash` covers the row and, through the one before, the whole past."""

    seq: int  # 1, 2, 3 … without gaps
    id: bytes  # UUID version 7, 16 bytes: the idempotency key, for ever
    at: int  # ms since 1970 UTC, kiosk's clock; never used for order
    body: bytes  # a KioskEvent
    hash: bytes


def genesis(kiosk_id: str) -> bytes:
    """The hash before the first entry of a kiosk."""
    return hashlib.blake2b(b"publik-kiosk journal\x00" + kiosk_id.encode(), digest_size=HASH_SIZE).digest()


def chain_hash(previous: bytes, seq: int, event_id: bytes, at: int, body: bytes) -> bytes:
    """The hash of an entry: BLAKE2b over the previous hash and every field, each of known length."""
    digest = hashlib.blake2b(previous, digest_size=HASH_SIZE)
    digest.update(seq.to_bytes(8, "big"))
    digest.update(event_id)
    digest.update(at.to_bytes(8, "big", signed=True))
    digest.update(body)
    return digest.digest()


def body_hash(data: bytes) -> bytes:
    """The hash by which an event refers to a sealed body."""
    return hashlib.blake2b(data, digest_size=HASH_SIZE).digest()


def new_id(now_ms: int) -> bytes:
    """A UUID version 7 (RFC 9562 section 5.7), 16 bytes."""
    value = bytearray(max(now_ms, 0).to_bytes(6, "big") + os.urandom(10))
    value[6] = 0x70 | value[6] & 0x0F
    value[8] = 0x80 | value[8] & 0x3F
    return bytes(value)
