"""The bytes of one exchange: what a kiosk asks, what its office answers, and every way in which bytes can be wrong.

    request  "PKX" version flags len office kiosk [key proof] [vouchers] signature length zstd(MessagePack(_Frame)) rest
    reply    "PKR" version flags len office kiosk             [new keys] signature zstd(MessagePack(Reply))
    blob     "PKB" version flags len office kiosk length MessagePack(BlobHead) signature its bytes from an offset on

`rest` is what no compressor makes smaller: hashes, random parts of ids, sealed answers (`sync.pack`). The signature of a blob
covers what stands before it; its bytes are checked by the hash in its head when all of them are there, so they can be sent
from anywhere on.

Keys that follow others are vouched for by the ones before. A kiosk's vouchers travel until the office has answered a request
of the newest key, an office's new keys go to each kiosk that says it does not know them.

The header is readable without any key, so that a stick can hold files of several kiosks and offices. Nothing is unpacked
before its signature holds, so only somebody who was enrolled can send a bomb, and those are bounded too. The same bytes
travel over HTTP and on a stick, a blob's as a file named by its hash.

Layout of the header, for ever: 3 bytes magic, 1 byte version, 1 byte flags, 1 byte length of the office code, the code in
ASCII, 6 bytes kiosk id. A later version may change only what follows.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Final, TypeVar

import msgspec
import zstandard

from kiosk import sealing
from kiosk.domain.code import is_kiosk_id
from kiosk.domain.events import HASH_SIZE, chain_hash, next_seq
from kiosk.domain.office import MOST_FORMER_KEYS, MOST_GENERATIONS, NextKeys, Office
from kiosk.domain.photo import MOST_BYTES
from sync.pack import MAX_EVENTS, Columns, pack, unpack

VERSION: Final = 1
MAX_PACKED: Final = 4 * 2**20
"""Bytes of a whole request or reply on the wire."""
MAX_UNPACKED: Final = 16 * 2**20
"""Bytes of its content once unpacked."""
MAX_BODY: Final = 4 * 2**10
"""Bytes of one journal event without its sealed answers."""
MAX_SEALED: Final = 64 * 2**10
"""Bytes of one set of sealed answers."""
MAX_BLOB: Final = MOST_BYTES + sealing.SEAL_BYTES
"""Bytes of one sealed photo."""
MAX_BLOB_HEAD: Final = 512
"""Bytes before those of a blob."""

MAX_WANTED: Final = 64
FIRST_ROOM: Final = 256 * 2**10
"""Bytes of changes and files before they are compressed, as long as nothing is known of the link."""

CONTENT_TYPE: Final = "application/vnd.publik-kiosk.exchange"
PATH: Final = "/v1/exchange"
BLOB_PATH: Final = "/v1/blob"

_REQUEST: Final = b"PKX"
_REPLY: Final = b"PKR"
_BLOB: Final = b"PKB"
_FIRST_CONTACT: Final = 1
_VOUCHED: Final = 2
_NEW_KEYS: Final = 1  # of a reply
_VOUCHER: Final = 96  # bytes: a signature and the key it speaks for
_SIGNATURE: Final = 64
_LENGTH: Final = 3  # bytes of the length of a request's frame
_LEVEL: Final = 12  # more effort gains less than one byte in a thousand

Hash = Annotated[bytes, msgspec.Meta(min_length=HASH_SIZE, max_length=HASH_SIZE)]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Millis = Annotated[int, msgspec.Meta(ge=-(2**53), le=253_402_000_000_000)]
"""ms since 1970 UTC, up to the year 9999: beyond that no calendar here can show it."""

Generation = Annotated[int, msgspec.Meta(ge=1, le=MOST_GENERATIONS)]

T = TypeVar("T", bound=msgspec.Struct)


class Wrong(StrEnum):
    """Why bytes are no request or no reply."""

    NOT_OURS = "not_ours"  # does not begin as ours do
    VERSION = "version"  # of a version this program does not speak
    TRUNCATED = "truncated"  # ends too early
    TOO_LARGE = "too_large"  # or would be, once unpacked
    OTHER_OFFICE = "other_office"
    OTHER_KIOSK = "other_kiosk"
    SIGNATURE = "signature"  # changed on the way, or not from whom it says
    CONTENT = "content"  # signed, but not what it should be


class Verdict(StrEnum):
    """What the office says to a request as a whole."""

    OK = "ok"
    GAP = "gap"  # entries between what the office has and what came are missing: send from `acknowledged` on
    FORK = "fork"  # the office knows another past of this kiosk: a restored or copied disk
    UNKNOWN_KIOSK = "unknown_kiosk"
    REVOKED = "revoked"
    WRONG_KEY = "wrong_key"  # this kiosk is enrolled with another key, or the enrolment was not made here
    BAD_SIGNATURE = "bad_signature"
    BAD_REQUEST = "bad_request"
    VERSION = "version"
    QUOTA = "quota"  # more than one kiosk may send: nothing was taken, try again later


class EventRefusal(StrEnum):
    """Why one event is parked at the office while the others flow."""

    UNREADABLE = "unreadable"
    SEALED_MISSING = "sealed_missing"
    SEALED_CHANGED = "sealed_changed"
    ID_TAKEN = "id_taken"
    CODE_TAKEN = "code_taken"


class Event(msgspec.Struct, frozen=True, array_like=True):
    """A journal entry on its way. Its sequence and hash follow from the request, so they are not sent."""

    id: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    at: Millis
    body: bytes
    sealed: bytes | None = None


class FilesHeld(msgspec.Struct, frozen=True, array_like=True):
    """How far a kiosk has the office's files."""

    good: Seq = 0  # the newest change of files in use
    seen: Seq = 0  # the newest one it has judged; more than `good` when it refused what came after
    staged: Seq = 0  # files that wait until all of them are there, up to this change …
    name: str = ""  # … and this file of it


class File(msgspec.Struct, frozen=True, array_like=True):
    """A service file, texts of one language or a content file, as the office published it."""

    seq: Seq
    name: str  # "services/d18_domisili.toml", "services/texts/jv.toml", "content/c15_kantor.toml"
    body: str | None  # none: withdrawn


class Files(msgspec.Struct, frozen=True, array_like=True):
    """Files after those a kiosk holds, by number and name."""

    files: tuple[File, ...]
    newest: Seq  # the newest change of files there is
    complete: bool  # with these it has everything up to `newest`


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """A blob that an entry names and the office does not have whole yet."""

    hash: Hash
    have: Seq  # bytes that are there


class AuditHead(msgspec.Struct, frozen=True, array_like=True):
    """The newest line of a kiosk's audit log, and the one that the office spoke of last: who has that one still, with the same
    hash, has only added to the log since. 75 bytes, sent when there is a newer line than the office knows of.
    """

    known: Seq  # what the office said last that it knows; 0: nothing
    known_hash: Annotated[
        bytes, msgspec.Meta(max_length=HASH_SIZE)
    ]  # of that line as it is now; empty: it is not there
    seq: Seq
    hash: Hash


Word = Annotated[str, msgspec.Meta(max_length=40)]

PAPER: Final = "paper"
"""Among what wants somebody soon: the printer says that its roll is nearly at its end."""


class Health(msgspec.Struct, frozen=True, array_like=True):
    """How a kiosk is, for the office's page of its kiosks. About 60 bytes before they are compressed, sent when any of it but
    `free` has changed and once in a while.
    """

    version: Word  # of the program
    started: Millis  # when the program began, by the kiosk's clock
    printer: Word = ""  # a PrintReason that keeps slips from coming out; empty: none is known
    red: Annotated[tuple[Word, ...], msgspec.Meta(max_length=32)] = ()  # ids of checks that are not as they should be
    amber: Annotated[
        tuple[Word, ...], msgspec.Meta(max_length=32)
    ] = ()  # likewise, and PAPER: works, but wants somebody soon
    free: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0  # MB of room on its disk


class Request(msgspec.Struct, frozen=True, array_like=True):
    """What a kiosk sends: its entries after `after`, and how far it has the office's changes."""

    after: Seq
    previous: Hash  # of entry `after`
    last: Hash  # of the last entry sent; `previous` when none is
    head_seq: Seq
    head_hash: Hash  # of the newest entry of the journal, sent or not
    cursor: Seq
    clock: Millis
    events: Annotated[tuple[Event, ...], msgspec.Meta(max_length=MAX_EVENTS)] = ()
    files: FilesHeld = FilesHeld()
    room: Annotated[int, msgspec.Meta(ge=0, le=MAX_UNPACKED)] = (
        FIRST_ROOM  # bytes of changes and files the link has time for
    )
    office_keys: Generation = 1  # the office's newest keys that the kiosk knows
    audit: AuditHead | None = None  # none: nothing newer than the office knows of, or entries follow
    health: Health | None = None  # none: as it said last


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What the office answers to the request whose hash it names."""

    request: Hash
    verdict: Verdict
    acknowledged: Seq  # the office has every entry up to this one
    since: Seq  # the changes begin after this cursor, the one that was asked with
    cursor: Seq
    more: bool  # ask again at once
    server_time: Millis
    refused: tuple[tuple[Seq, str], ...] = ()  # seq, EventRefusal; a newer office may know more reasons
    changes: tuple[bytes, ...] = ()  # each a ServerEvent in MessagePack; kinds unknown here are passed over
    files: Files | None = None  # none: it has them all
    wanted: Annotated[tuple[Wanted, ...], msgspec.Meta(max_length=MAX_WANTED)] = ()
    """Of the entries up to `acknowledged`. A blob of one of them that is not named here is safe at the office, unless there
    are MAX_WANTED, the oldest entries' first."""
    audit: Seq = 0  # the newest line of the kiosk's audit log that the office knows of


class BlobHead(msgspec.Struct, frozen=True, array_like=True):
    """Which blob comes, and from where on."""

    hash: Hash
    size: Annotated[int, msgspec.Meta(ge=0, le=MAX_BLOB)]  # 0: the kiosk has it no more, nobody needs to wait for it
    offset: Seq = 0  # bytes the office has already


class _Frame(msgspec.Struct, frozen=True, array_like=True):
    """A request without what does not get smaller."""

    after: Seq
    head_seq: Seq
    cursor: Seq
    clock: Millis
    files: FilesHeld
    room: Annotated[int, msgspec.Meta(ge=0, le=MAX_UNPACKED)]
    last: bool  # `last` follows: it is not what the entries say
    head: bool  # `head_hash` follows: it is not `last`
    columns: Columns | None
    office_keys: Generation = 1
    audit: AuditHead | None = None
    health: Health | None = None


class FirstContact(msgspec.Struct, frozen=True):
    """A new kiosk's public key, vouched for by the one-time secret of its enrolment."""

    key: bytes  # Ed25519, 32 bytes
    proof: bytes  # 32 bytes


class Voucher(msgspec.Struct, frozen=True):
    """What a kiosk's former key says of the one after it."""

    signature: bytes  # Ed25519, 64 bytes
    key: bytes  # Ed25519, 32 bytes


class Envelope(msgspec.Struct, frozen=True):
    """A request whose header was read; whether it is genuine, `unpack_request` says."""

    version: int
    office: str
    kiosk_id: str
    first: FirstContact | None
    signature: bytes
    signed: bytes  # what the signature covers
    packed: bytes
    hash: bytes  # of the whole request
    vouchers: tuple[Voucher, ...] = ()  # oldest first


class BlobEnvelope(msgspec.Struct, frozen=True):
    """A blob whose header was read; whether it is genuine, `unpack_blob` says."""

    office: str
    kiosk_id: str
    head: bytes
    signature: bytes
    signed: bytes
    start: int  # its bytes begin here


def first_contact_proof(secret: bytes, office: str, kiosk_id: str, key: bytes) -> bytes:
    """Keyed BLAKE2b over office, kiosk and public key, 32 bytes: only who holds the enrolment can make it."""
    message = b"\x00".join((office.encode(), kiosk_id.encode(), key))
    return hashlib.blake2b(message, key=secret, digest_size=32, person=b"pk-first-contact").digest()


def chain(previous: bytes, after: int, events: Sequence[Event]) -> Iterator[tuple[int, Event, bytes]]:
    """Each entry with the sequence and the hash that follow from where a request begins."""
    seq = after
    for event in events:
        seq = next_seq(seq, event.body)
        previous = chain_hash(previous, seq, event.id, event.at, event.body)
        yield seq, event, previous


def proves(first: FirstContact, secret: bytes, office: str, kiosk_id: str) -> bool:
    """True when the key was sent by the holder of the enrolment."""
    return hmac.compare_digest(first.proof, first_contact_proof(secret, office, kiosk_id, first.key))


def newest_key(known: bytes, envelope: Envelope) -> bytes:
    """The kiosk's key that the known one, directly or through others, vouches for; the known one where none is."""
    for one in envelope.vouchers:
        said = sealing.kiosk_key_bytes(envelope.office, envelope.kiosk_id, one.key)
        if sealing.verify(said, one.signature, known):
            known = one.key
    return known


def exchange_hash(data: bytes) -> bytes:
    """The hash by which a reply names its request."""
    return hashlib.blake2b(data, digest_size=HASH_SIZE).digest()


def pack_request(
    request: Request,
    *,
    office: str,
    kiosk_id: str,
    seed: bytes,
    secret: bytes | None = None,
    vouchers: Sequence[tuple[bytes, bytes]] = (),
) -> bytes:
    """A signed request. With `secret` it carries the kiosk's public key: the first contact. `vouchers` (signature and key)
    lead from a key that the office may know to this one.
    """
    flags = (_FIRST_CONTACT if secret else 0) | (_VOUCHED if vouchers else 0)
    head = _header(_REQUEST, office, kiosk_id, flags)
    if secret:
        key = sealing.sign_public(seed)
        head += key + first_contact_proof(secret, office, kiosk_id, key)
    if vouchers:
        head += bytes((len(vouchers),)) + b"".join(signature + key for signature, key in vouchers)
    return _seal(head, _pack(request), seed)


def pack_reply(reply: Reply, *, office: str, kiosk_id: str, seed: bytes, new_keys: Sequence[NextKeys] = ()) -> bytes:
    """A reply signed by the office's key. `new_keys` lead to it from one that the kiosk may know."""
    head = _header(_REPLY, office, kiosk_id, _NEW_KEYS if new_keys else 0)
    if new_keys:
        said = msgspec.msgpack.encode(tuple(new_keys))
        head += len(said).to_bytes(_LENGTH, "big") + said
    return _seal(head, _compress(reply), seed)


def pack_blob(head: BlobHead, *, office: str, kiosk_id: str, seed: bytes) -> bytes:
    """What goes before a blob's bytes from `head.offset` on."""
    said = msgspec.msgpack.encode(head)
    front = _header(_BLOB, office, kiosk_id, 0) + len(said).to_bytes(2, "big") + said
    return front + sealing.sign(front, seed)


def knock(office: str, kiosk_id: str) -> bytes:
    """A request of no version: the office changes nothing and signs its no, which proves that it is the office."""
    head = _header(_REQUEST, office, kiosk_id, 0)
    return head[:3] + b"\x00" + head[4:]


def read_request(data: bytes) -> Envelope | Wrong:
    """The header of a request. A later version still yields its office and kiosk, with nothing to verify."""
    read = _read_header(data, _REQUEST)
    if isinstance(read, Wrong):
        return read
    version, flags, office, kiosk_id, at = read
    if version != VERSION:
        return Envelope(version, office, kiosk_id, None, b"", b"", b"", exchange_hash(data))
    if flags & ~(_FIRST_CONTACT | _VOUCHED):
        return Wrong.CONTENT
    first = None
    if flags & _FIRST_CONTACT:
        first = FirstContact(data[at : at + 32], data[at + 32 : at + 64])
        at += 64
    vouchers: list[Voucher] = []
    if flags & _VOUCHED:
        # Each costs the office a signature to verify, and nothing is known of the sender yet.
        if int.from_bytes(data[at : at + 1], "big") > MOST_FORMER_KEYS:
            return Wrong.CONTENT
        end = at + 1 + _VOUCHER * int.from_bytes(data[at : at + 1], "big")
        for start in range(at + 1, end, _VOUCHER):
            signature = data[start : start + _SIGNATURE]
            vouchers.append(Voucher(signature, data[start + _SIGNATURE : start + _VOUCHER]))
        at = end
    if len(data) <= at + _SIGNATURE:
        return Wrong.TRUNCATED
    packed = data[at + _SIGNATURE :]
    return Envelope(
        version,
        office,
        kiosk_id,
        first,
        data[at : at + _SIGNATURE],
        data[:at] + packed,
        packed,
        exchange_hash(data),
        tuple(vouchers),
    )


def unpack_request(envelope: Envelope, key: bytes) -> Request | Wrong:
    """The request, when the kiosk's public key says that it is genuine."""
    if envelope.version != VERSION:
        return Wrong.VERSION
    if not sealing.verify(envelope.signed, envelope.signature, key):
        return Wrong.SIGNATURE
    return _unpack(envelope.packed)


class Answered(msgspec.Struct, frozen=True):
    """A genuine reply, and the office with the keys it has now: others than before where the reply brought them."""

    reply: Reply
    office: Office


def unpack_reply(data: bytes, *, office: Office, kiosk_id: str) -> Reply | Wrong:
    """The reply, when it is for this kiosk and its office signed it."""
    opened = open_reply(data, office=office, kiosk_id=kiosk_id)
    return opened if isinstance(opened, Wrong) else opened.reply


def open_reply(data: bytes, *, office: Office, kiosk_id: str) -> Answered | Wrong:
    """The same, with what it says of the office's keys: `office` may be one that has others by now."""
    read = _read_header(data, _REPLY)
    if isinstance(read, Wrong):
        return read
    version, flags, code, to, at = read
    if version != VERSION:
        return Wrong.VERSION
    if flags & ~_NEW_KEYS:
        return Wrong.CONTENT
    if code != office.code:
        return Wrong.OTHER_OFFICE
    if to != kiosk_id:
        return Wrong.OTHER_KIOSK
    if flags & _NEW_KEYS:
        end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "big")
        if len(data) < end:
            return Wrong.TRUNCATED
        # The only thing read before the reply's own signature holds: small, of fixed form, and vouched for hop by hop.
        try:
            hops = _new_keys.decode(data[at + _LENGTH : end])
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Wrong.CONTENT
        office, at = sealing.gone_over(office, hops), end
    if len(data) <= at + _SIGNATURE:
        return Wrong.TRUNCATED
    packed = data[at + _SIGNATURE :]
    if not sealing.verify(data[:at] + packed, data[at : at + _SIGNATURE], office.sign_key):
        return Wrong.SIGNATURE
    reply = _decompress(packed, Reply)
    return reply if isinstance(reply, Wrong) else Answered(reply, office)


_new_keys: Final[msgspec.msgpack.Decoder[tuple[NextKeys, ...]]] = msgspec.msgpack.Decoder(
    Annotated[tuple[NextKeys, ...], msgspec.Meta(max_length=MOST_GENERATIONS)]
)


def read_blob(data: bytes) -> BlobEnvelope | Wrong:
    """The header of a blob, of which `data` is the beginning. TRUNCATED: there has to be more of it first."""
    read = _read_header(data, _BLOB)
    if isinstance(read, Wrong):
        return read
    version, flags, office, kiosk_id, at = read
    if version != VERSION:
        return Wrong.VERSION
    if flags:
        return Wrong.CONTENT
    end = at + 2 + int.from_bytes(data[at : at + 2], "big")
    if end + _SIGNATURE > MAX_BLOB_HEAD:
        return Wrong.CONTENT
    if len(data) < end + _SIGNATURE or len(data) < at + 2:
        return Wrong.TRUNCATED
    start = end + _SIGNATURE
    return BlobEnvelope(office, kiosk_id, data[at + 2 : end], data[end:start], data[:end], start)


def unpack_blob(envelope: BlobEnvelope, key: bytes) -> BlobHead | Wrong:
    """Which blob comes, when the kiosk's public key says that it is genuine."""
    if not sealing.verify(envelope.signed, envelope.signature, key):
        return Wrong.SIGNATURE
    try:
        head = msgspec.msgpack.decode(envelope.head, type=BlobHead)
    except msgspec.DecodeError:
        return Wrong.CONTENT
    return head if head.offset < max(1, head.size) else Wrong.CONTENT


def kiosk_of(data: bytes) -> str | None:
    """The kiosk that a request or a blob names, whether genuine or not; None for anything else."""
    read = _read_header(data, _BLOB if data.startswith(_BLOB) else _REQUEST)
    return None if isinstance(read, Wrong) else read[3]


def office_of(data: bytes) -> str | None:
    """The office that a request or a blob is for, whether genuine or not; None for anything else."""
    read = _read_header(data, _BLOB if data.startswith(_BLOB) else _REQUEST)
    return None if isinstance(read, Wrong) else read[2]


def _header(magic: bytes, office: str, kiosk_id: str, flags: int) -> bytes:
    code = office.encode("ascii")
    return magic + bytes((VERSION, flags, len(code))) + code + kiosk_id.encode("ascii")


def _seal(head: bytes, content: bytes, seed: bytes) -> bytes:
    # The header begins with the magic, so a request's signature can never be taken for a reply's.
    return head + sealing.sign(head + content, seed) + content


def _read_header(data: bytes, magic: bytes) -> tuple[int, int, str, str, int] | Wrong:
    """Version, flags, office, kiosk and where the rest begins."""
    if not data.startswith(magic):
        return Wrong.TRUNCATED if magic.startswith(data) else Wrong.NOT_OURS
    if len(data) > MAX_PACKED:
        return Wrong.TOO_LARGE
    if len(data) < 6 or len(data) < 12 + data[5]:
        return Wrong.TRUNCATED
    at = 12 + data[5]
    office, kiosk_id = data[6 : at - 6], data[at - 6 : at]
    if not (
        office.isascii() and kiosk_id.isascii() and is_kiosk_id(kiosk_id.decode()) and office.decode().isprintable()
    ):
        return Wrong.CONTENT
    return data[3], data[4], office.decode(), kiosk_id.decode(), at


def _pack(request: Request) -> bytes:
    last = request.last != _last(request.previous, request.after, request.events)
    head = request.head_hash != request.last
    columns, rest = pack(request.events) if request.events else (None, b"")
    frame = _compress(
        _Frame(
            request.after,
            request.head_seq,
            request.cursor,
            request.clock,
            request.files,
            request.room,
            last,
            head,
            columns,
            request.office_keys,
            request.audit,
            request.health,
        )
    )
    hashes = request.previous + request.last * last + request.head_hash * head
    return len(frame).to_bytes(_LENGTH, "big") + frame + hashes + rest


def _unpack(content: bytes) -> Request | Wrong:
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
    frame = _decompress(content[_LENGTH:end], _Frame)
    if isinstance(frame, Wrong):
        return frame
    at = end + HASH_SIZE * (1 + frame.last + frame.head)
    if len(content) < at or (frame.columns is None and len(content) > at):
        return Wrong.CONTENT
    try:
        entries = unpack(frame.columns, content[at:]) if frame.columns else []
    except ValueError:
        return Wrong.CONTENT
    events = tuple(Event(*entry) for entry in entries)
    hashes = [content[start : start + HASH_SIZE] for start in range(end, at, HASH_SIZE)]
    previous = hashes.pop(0)
    last = hashes.pop(0) if frame.last else _last(previous, frame.after, events)
    return Request(
        after=frame.after,
        previous=previous,
        last=last,
        head_seq=frame.head_seq,
        head_hash=hashes.pop(0) if frame.head else last,
        cursor=frame.cursor,
        clock=frame.clock,
        events=events,
        files=frame.files,
        room=frame.room,
        office_keys=frame.office_keys,
        audit=frame.audit,
        health=frame.health,
    )


def _last(previous: bytes, after: int, events: Sequence[Event]) -> bytes:
    """The hash of the last entry, when each follows from the one before."""
    for *_, hash_ in chain(previous, after, events):
        previous = hash_
    return previous


def _compress(content: msgspec.Struct) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(msgspec.msgpack.encode(content))


def _decompress(packed: bytes, kind: type[T]) -> T | Wrong:
    try:
        size = zstandard.get_frame_parameters(packed).content_size
        if size > MAX_UNPACKED:  # also when the frame does not say
            return Wrong.TOO_LARGE
        plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=MAX_UNPACKED, allow_extra_data=False)
        return msgspec.msgpack.decode(plain, type=kind)
    except (zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Wrong.CONTENT
