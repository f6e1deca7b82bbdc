"""What happened, as records that travel: the journal's bodies and the server's changes.

Events are tagged arrays in MessagePack. A field may be added at the end with a default; none is ever removed or moved.
"""

from __future__ import annotations

import hashlib
import os
import uuid

import msgspec

from kiosk.domain.permohonan import PermohonanStatus

HASH_SIZE = 32
LEAP = 1_000_000
"""After a restore the journal goes on at a multiple of this: more entries than a kiosk writes between two backups."""
REASON_LENGTH = 200
"""Letters a kiosk may need to say what is wrong with a file of the office's."""


class Submitted(msgspec.Struct, frozen=True, tag="submitted", array_like=True):
    """A resident made a request, whose id is the event's. Nothing here tells who: the answers are sealed, and only their
    hash stands here, with the hashes of the sealed photos that travel on their own.
    """

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
    blobs: tuple[bytes, ...] = ()  # `body_hash` of each sealed photo


class NumberTaken(msgspec.Struct, frozen=True, tag="number_taken", array_like=True):
    """A resident took a place in the queue without a form."""

    group: str
    ticket: str
    queue_day: str
    clock_doubtful: bool
    priority: bool = False


class OrderFollowed(msgspec.Struct, frozen=True, tag="order_followed", array_like=True):
    """An order of the office is in force on this kiosk. In the chain, so that the office can prove who was told what."""

    order: int  # the office's changes up to this number are followed, as far as they are about …
    subject: str  # … this, a `subject_of`


class FilesTaken(msgspec.Struct, frozen=True, tag="files_taken", array_like=True):
    """The office's files up to a number were taken, or refused whole and the old ones kept."""

    upto: int  # the newest change of files
    refused: tuple[tuple[str, str], ...] = ()  # file and what is wrong with it; empty: they are in use


class Restored(msgspec.Struct, frozen=True, tag="restored", array_like=True):
    """This kiosk's disk came back from an older copy, or a part of it was lost: what it knows ends with entry `after`.

    It stands at `seq`, the only sequence that is not one above the one before, and its hash follows that of entry `after`.
    What was between (if anything was) the office may have; what it has stays as it is. So nothing is written over, no
    number of the journal has two meanings, and both sides can go on without anybody's help.
    """

    seq: int  # a multiple of LEAP, above everything this kiosk knows that it ever wrote
    after: int  # the entry before it; 0: nothing was left


class StatusChanged(msgspec.Struct, frozen=True, tag="status", array_like=True):
    """How a request stands (an event of the server). Found by the salted hash of its code on every kiosk of the office."""

    code_hash: bytes
    status: PermohonanStatus
    at: int  # ms since 1970 UTC, server's clock
    note: str | None
    service: str
    ref: str
    ticket: str
    queue_day: str
    created_at: int  # ms since 1970 UTC, by the clock of the kiosk that took it


class ServiceClosed(msgspec.Struct, frozen=True, tag="service_closed", array_like=True):
    """An order: no new requests for this service."""

    service: str
    reason: str = ""  # Indonesian, shown as written; empty: "Sedang ditutup"
    until: int | None = None  # ms since 1970 UTC; none: until it is opened


class ServiceOpened(msgspec.Struct, frozen=True, tag="service_opened", array_like=True):
    """An order: requests for this service are taken again."""

    service: str


class MessageShown(msgspec.Struct, frozen=True, tag="message", array_like=True):
    """An order: what the first page says below its title. An empty text takes it away."""

    text: str
    until: int | None = None  # ms since 1970 UTC


class SettingsChanged(msgspec.Struct, frozen=True, tag="settings", array_like=True):
    """An order: settings that go before those of `config.toml`; none leaves a setting as the file has it."""

    idle_warning_s: int | None = None
    idle_wipe_s: int | None = None
    languages: tuple[str, ...] | None = None
    office_copy: bool | None = None


class WaitTold(msgspec.Struct, frozen=True, tag="wait", array_like=True):
    """How long somebody waits who takes a number of a group now (an event of the server). No order: nobody has to follow it.
    A kiosk of before this kind passes over it, and its slips say nothing of a wait, as ever.
    """

    group: str
    minutes_low: int
    minutes_high: int  # 0: nothing can be said
    waiting: int  # numbers of the group that wait
    at: int  # ms since 1970 UTC, server's clock


class LetterVoided(msgspec.Struct, frozen=True, tag="letter_voided", array_like=True):
    """A letter that the office has taken back (an event of the server), by the mark of its QR. No order: nobody has to follow
    it. A kiosk of before this kind passes over it.
    """

    mark: bytes  # `LetterQr.mark`
    at: int  # ms since 1970 UTC, server's clock


class HoursSet(msgspec.Struct, frozen=True, tag="hours", array_like=True):
    """An order: when the kiosks are open. They keep it as if it was set at the machine, where it may be changed again; so an
    order that is only told once more, which has the same `at`, changes nothing. A kiosk of before this kind passes over it.
    """

    week: tuple[
        tuple[int, int] | None, ...
    ]  # Monday first: minutes after midnight; none of a day: closed; empty: always open
    at: int = 0  # ms since 1970 UTC, server's clock: when it was ordered


Given = Submitted | NumberTaken
"""What gives a resident a number."""

KioskEvent = Given | OrderFollowed | FilesTaken | Restored
"""What a kiosk writes into its journal."""

Order = ServiceClosed | ServiceOpened | MessageShown | SettingsChanged | HoursSet
"""What an office can tell its kiosks to do."""

ServerEvent = StatusChanged | Order | WaitTold | LetterVoided
"""What the server sends to kiosks."""


def subject_of(change: ServerEvent) -> str:
    """What a change is about. Of several with one subject only the newest counts, so only that one is kept and sent."""
    match change:
        case StatusChanged():
            return f"request:{change.code_hash.hex()}"
        case ServiceClosed() | ServiceOpened():
            return f"service:{change.service}"
        case MessageShown():
            return "message"
        case SettingsChanged():
            return "settings"
        case HoursSet():
            return "hours"
        case WaitTold():
            return f"wait:{change.group}"
        case LetterVoided():
            return f"letter:{change.mark.hex()}"


def permohonan_id(event_id: bytes) -> str:
    """The id of the request that an event began: the event's own, as a UUID is written."""
    return str(uuid.UUID(bytes=event_id))


def encode_event(event: KioskEvent) -> bytes:
    """The bytes of an event's body."""
    return msgspec.msgpack.encode(event)


def decode_event(body: bytes) -> KioskEvent:
    """Raises msgspec.DecodeError for anything that is no event of ours."""
    try:
        event: KioskEvent = msgspec.msgpack.decode(body, type=KioskEvent)
    except UnicodeDecodeError as error:  # what msgspec says of a text that is none
        raise msgspec.DecodeError(str(error)) from error
    return event


_RESTORED = encode_event(Restored(0, 0))[:-2]


class JournalEntry(msgspec.Struct, frozen=True, array_like=True):
    """One row of the journal. `hash` covers the row and, through the one before, the whole past."""

    seq: int  # 1, 2, 3 … without gaps, but for those before a `Restored`
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


def next_seq(seq: int, body: bytes) -> int:
    """The sequence of an entry with this body that follows entry `seq`. It need not travel: only a `Restored` says its own."""
    if body.startswith(_RESTORED):
        try:
            event = decode_event(body)
        except msgspec.DecodeError:
            return seq + 1
        if isinstance(event, Restored) and event.after == seq < event.seq and event.seq % LEAP == 0:
            return event.seq
    return seq + 1


def body_hash(data: bytes) -> bytes:
    """The hash by which an event refers to a sealed body."""
    return hashlib.blake2b(data, digest_size=HASH_SIZE).digest()


def new_id(now_ms: int, chance: bytes | None = None) -> bytes:
    """A UUID version 7 (RFC 9562 section 5.7), 16 bytes. `chance`: at least 10 bytes that are nobody else's; none: random.

    A request's is the hash of its sealed answers, which the seal makes as good as random: so it need not travel.
    """
    value = bytearray(max(now_ms, 0).to_bytes(6, "big") + (chance or os.urandom(10))[:10])
    value[6] = 0x70 | value[6] & 0x0F
    value[8] = 0x80 | value[8] & 0x3F
    return bytes(value)
