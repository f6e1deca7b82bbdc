"""Seal answers to the office; sign and verify; hash request codes.

A kiosk can seal but never open: it holds the public half of the office's key alone. So a stolen kiosk tells nothing, and
what travels on a stick or an unencrypted link needs no other lock. libsodium through PyNaCl.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
import zstandard
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from kiosk.domain.answers import Row, Value
from kiosk.domain.code import RequestCode, SlipQr, signed_bytes
from kiosk.domain.events import body_hash
from kiosk.domain.office import NextKeys, Office
from kiosk.domain.sealed import Packed, Sealed, pack, unpack

DICTIONARIES = Path(__file__).resolve().parent.parent / "assets" / "services"
FORMAT = 2
"""The first byte under the seal, which is also the number of the dictionary. Bodies of format 1 begin as zstd frames do."""
SEAL_BYTES = 48
"""How much longer a seal makes what is under it."""
MAX_TEXT = 48 * 1024
"""Bytes: no form has room for so much, and with its number it stays below what an office takes."""
_LEVEL = 19
_PLAIN = 0x80
"""Added to the format of a text that zstd cannot make smaller."""
_HEAD = b"\x00\x38"
"""Of a frame without magic, checksum, number of a dictionary and size, with a window of 128 kB."""
_WINDOW_LOG = 17
_MAX_NUMBER = 8 * 1024
_MAX_OPENED_1 = 256 * 1024


class OpenFailed(msgspec.Struct, frozen=True):
    """A sealed body that this key does not open, or whose content is not what it should be."""

    reason: str


NOT_TO_THIS_KEY = OpenFailed("not sealed to this office")


def seal(content: Sealed, shape: str, office_seal_key: bytes) -> bytes:
    """Answers → number and text (`domain/sealed.py`) → zstd with the catalogue's dictionary → libsodium sealed box.

    Under the seal lie the format, the number of the shape, the length of the number, the number, and the one block of a zstd
    frame: what heads such a frame says nothing new and is left out. A shape that is not known has the number 0 and stands
    before the text. Raises ValueError for content that is larger than any form or has no place in the shape.
    """
    packed = pack(content, shape)
    number = packed.number.to_bytes((packed.number.bit_length() + 7) // 8, "big")
    known = _shapes().index(shape) + 1 if shape in _shapes() else 0
    text = (packed.text if known else f"{shape}\n{packed.text}").encode()
    if len(text) > MAX_TEXT or len(number) > _MAX_NUMBER:
        raise ValueError("more than a form holds")
    frame = _compressor().compress(text)
    kind, block = FORMAT, frame[len(_HEAD) + 3 :]
    if frame[len(_HEAD) :] != _headed(block):
        kind, block = FORMAT | _PLAIN, text
    return SealedBox(PublicKey(office_seal_key)).encrypt(bytes((kind, known)) + _length(len(number)) + number + block)


def open_sealed(body: bytes, office_private_key: bytes) -> Sealed | OpenFailed:
    """The way back, on the server. Hostile bodies are answered with a value, never with an exception or much memory.

    That a body belongs to its request is for the caller to see, by the code inside: its salted hash stands in the event,
    which the kiosk signed and which no other request of the office has.
    """
    try:
        plain = SealedBox(PrivateKey(office_private_key)).decrypt(body)
    except CryptoError:
        return NOT_TO_THIS_KEY
    try:
        return _opened_1(plain) if plain.startswith(zstandard.FRAME_HEADER) else _opened(plain)
    except (zstandard.ZstdError, msgspec.DecodeError, ValueError, IndexError):
        return OpenFailed("not the content of a request")


def seal_photo(photo: bytes, office_seal_key: bytes) -> bytes:
    """A photo sealed on its own: it travels after its request."""
    return SealedBox(PublicKey(office_seal_key)).encrypt(photo)


def open_photo(body: bytes, office_private_key: bytes) -> bytes | None:
    """The photo in a blob; None when this key does not open it."""
    try:
        return SealedBox(PrivateKey(office_private_key)).decrypt(body)
    except CryptoError:
        return None


def code_hash(code: RequestCode, office_salt: bytes) -> bytes:
    """What stands in tables instead of a request code. Keyed, so that a table alone cannot be searched for codes."""
    return hashlib.blake2b(code.symbols.encode(), key=office_salt, digest_size=16).digest()


def new_signing_key() -> bytes:
    """A new Ed25519 seed, 32 bytes."""
    return bytes(SigningKey.generate())


def new_sealing_key() -> bytes:
    """A new Curve25519 private key, 32 bytes."""
    return bytes(PrivateKey.generate())


def seal_public(private_key: bytes) -> bytes:
    """The public half of a sealing key."""
    return bytes(PrivateKey(private_key).public_key)


def sign_public(seed: bytes) -> bytes:
    """The public half of a signing key."""
    return bytes(SigningKey(seed).verify_key)


def sign(message: bytes, seed: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    return SigningKey(seed).sign(message).signature


def verify(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """True when the signature holds."""
    try:
        VerifyKey(public_key).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def kiosk_key_bytes(office: str, kiosk_id: str, key: bytes) -> bytes:
    """What a kiosk's key signs to vouch for the one that follows it."""
    return b"publik-kiosk kiosk key\x00" + b"\x00".join((office.encode(), kiosk_id.encode(), key))


def next_keys(office: Office, seal_key: bytes, sign_key: bytes, sign_seed: bytes) -> NextKeys:
    """The keys that follow those of `office`, vouched for with its sign seed."""
    unsigned = NextKeys(office.generation + 1, seal_key, sign_key, b"")
    return msgspec.structs.replace(unsigned, signature=sign(unsigned.vouched_bytes(office.code), sign_seed))


def gone_over(office: Office, chain: Iterable[NextKeys]) -> Office:
    """The office with the newest keys that its present ones vouch for. A hop that does not follow ends the way."""
    for hop in chain:
        if hop.generation <= office.generation:
            continue  # went over before
        if hop.generation != office.generation + 1 or len(hop.seal_key) != 32:
            break
        if not verify(hop.vouched_bytes(office.code), hop.signature, office.sign_key):
            break
        office = msgspec.structs.replace(
            office, generation=hop.generation, seal_key=hop.seal_key, sign_key=hop.sign_key
        )
    return office


def slip_qr(kiosk_id: str, code: RequestCode, seed: bytes) -> SlipQr:
    """The signed content of a slip's QR."""
    return SlipQr(kiosk_id, code, sign(signed_bytes(kiosk_id, code), seed))


class _Sealed1(msgspec.Struct, frozen=True):
    """The content of format 1: a map by names, photos and all."""

    code: str
    language: str
    answers: dict[str, Value]
    warnings: tuple[tuple[str, str], ...] = ()
    photos: dict[str, bytes] = {}
    rows: dict[str, list[Row]] = {}
    brought: dict[str, str] = {}


def _opened(plain: bytes) -> Sealed:
    kind, known, size, at = plain[0], plain[1], plain[2], 3
    if size & 0x80:
        size, at = (size & 0x7F) << 8 | plain[3], 4
    number, block = plain[at : at + size], plain[at + size :]
    if kind & ~_PLAIN != FORMAT or len(number) != size or size > _MAX_NUMBER or len(block) > MAX_TEXT:
        raise ValueError("not a format of ours")
    text = block if kind & _PLAIN else _decompressor().decompress(_HEAD + _headed(block), max_output_size=MAX_TEXT)
    shape, tail = (_shapes()[known - 1], text.decode()) if known else text.decode().split("\n", 1)
    return unpack(Packed(shape, int.from_bytes(number, "big"), tail))


def _opened_1(plain: bytes) -> Sealed:
    size = zstandard.get_frame_parameters(plain).content_size
    if not 0 < size <= _MAX_OPENED_1:
        raise ValueError("too large")
    unpacked = zstandard.ZstdDecompressor(dict_data=_dictionary(1)).decompress(plain, max_output_size=_MAX_OPENED_1)
    old = msgspec.msgpack.decode(unpacked, type=_Sealed1)
    code = RequestCode.parse(old.code)
    if code is None:
        raise ValueError("not a code")
    within = {body_hash(photo): photo for photo in old.photos.values()}
    photos = {field: body_hash(photo) for field, photo in old.photos.items()}
    return Sealed(code, old.language, old.answers, old.warnings, photos, old.rows, old.brought, within)


def _length(size: int) -> bytes:
    """One byte below 128, else two, the first of them with its highest bit set."""
    return bytes((size,)) if size < 0x80 else (size | 0x8000).to_bytes(2, "big")


def _headed(block: bytes) -> bytes:
    """A block with its header, which says that it is the last one, compressed, and so many bytes long."""
    return (len(block) << 3 | 2 << 1 | 1).to_bytes(3, "little") + block


@cache
def _dictionary(number: int) -> zstandard.ZstdCompressionDict:
    # A new one comes beside the others, never in the place of one.
    return zstandard.ZstdCompressionDict((DICTIONARIES / f"dictionary-{number}.zdict").read_bytes())


@cache
def _shapes() -> tuple[str, ...]:
    """The shapes that belong to the newest dictionary, a line each."""
    return tuple((DICTIONARIES / f"dictionary-{FORMAT}.shapes").read_text().splitlines())


def _compressor() -> zstandard.ZstdCompressor:
    # One a thread: a compressor must not be used by two at once.
    found: zstandard.ZstdCompressor | None = getattr(_mine, "compressor", None)
    if found is None:
        found = _mine.compressor = zstandard.ZstdCompressor(
            dict_data=_dictionary(FORMAT), compression_params=_parameters()
        )
    return found


def _decompressor() -> zstandard.ZstdDecompressor:
    found: zstandard.ZstdDecompressor | None = getattr(_mine, "decompressor", None)
    if found is None:
        found = _mine.decompressor = zstandard.ZstdDecompressor(
            dict_data=_dictionary(FORMAT), format=zstandard.FORMAT_ZSTD1_MAGICLESS
        )
    return found


def _parameters() -> zstandard.ZstdCompressionParameters:
    return zstandard.ZstdCompressionParameters.from_level(
        _LEVEL,
        window_log=_WINDOW_LOG,
        format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=False,
        write_checksum=False,
        write_dict_id=False,
    )


_mine = threading.local()
