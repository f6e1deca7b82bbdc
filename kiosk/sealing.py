"""Seal answers to the office; sign and verify; hash request codes.

A kiosk can seal but never open: it holds the public half of the office's key alone. So a stolen kiosk tells nothing, and
what travels on a stick or an unencrypted link needs no other lock. libsodium through PyNaCl.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from kiosk.domain.answers import Row, Value
from kiosk.domain.catalog import CHECKLIST
from kiosk.domain.code import RequestCode, SlipQr, signed_bytes

DICTIONARY = Path(__file__).resolve().parent.parent / "assets" / "services" / "dictionary-1.zdict"
_LEVEL = 12
_MAX_OPENED = 256 * 1024


class Sealed(msgspec.Struct, frozen=True):
    """What is inside the seal. The id is repeated so that a body cannot be moved to another request unnoticed."""

    permohonan_id: str
    code: str
    language: str
    answers: dict[str, Value]
    warnings: tuple[tuple[str, str], ...] = ()  # field, code: for the petugas to look at
    photos: dict[str, bytes] = {}  # JPEG by field; a union of str and bytes is beyond msgspec, so they stand apart
    rows: dict[str, list[Row]] = {}
    brought: dict[str, str] = {}  # requirement → what was said of it

    def told(self) -> dict[str, Any]:
        """All answers by field as they were given, photos as bytes."""
        papers: dict[str, Any] = dict(self.brought)
        photos: dict[str, bytes] = {}
        for key, photo in self.photos.items():
            field, dot, paper = key.partition(".")
            (papers if dot else photos)[paper or field] = photo
        return {**self.answers, **self.rows, **({CHECKLIST: papers} if papers else {}), **photos}


class OpenFailed(msgspec.Struct, frozen=True):
    """A sealed body that this key does not open, or whose content is not what it should be."""

    reason: str


def seal(content: Sealed, office_seal_key: bytes) -> bytes:
    """Answers → MessagePack → zstd with the catalogue's dictionary → libsodium sealed box."""
    packed = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(), write_content_size=True).compress(
        msgspec.msgpack.encode(content)
    )
    return SealedBox(PublicKey(office_seal_key)).encrypt(packed)


def open_sealed(body: bytes, office_private_key: bytes) -> Sealed | OpenFailed:
    """The way back, on the server. Hostile bodies are answered with a value, never with an exception or much memory."""
    try:
        packed = SealedBox(PrivateKey(office_private_key)).decrypt(body)
    except CryptoError:
        return OpenFailed("not sealed to this office")
    try:
        size = zstandard.get_frame_parameters(packed).content_size
        if not 0 < size <= _MAX_OPENED:
            return OpenFailed("too large")
        plain = zstandard.ZstdDecompressor(dict_data=_dictionary()).decompress(packed, max_output_size=_MAX_OPENED)
        return msgspec.msgpack.decode(plain, type=Sealed)
    except (zstandard.ZstdError, msgspec.DecodeError):
        return OpenFailed("not the content of a request")


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


def slip_qr(kiosk_id: str, code: RequestCode, seed: bytes) -> SlipQr:
    """The signed content of a slip's QR."""
    return SlipQr(kiosk_id, code, sign(signed_bytes(kiosk_id, code), seed))


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    # A zstd frame names its dictionary; a second one will be added beside the first, never in its place.
    return zstandard.ZstdCompressionDict(DICTIONARY.read_bytes())
