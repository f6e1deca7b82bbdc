"""The QR of a letter that the office issued: which letter it is, signed by the office, so that anybody who knows the office's key can
tell a genuine one without a network. It names nobody: whom the letter is about only the paper says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Self

import msgspec

from kiosk.domain.code import base45_decode, base45_encode

PREFIX: Final = "PKL1:"
DIGEST_BYTES: Final = 12
_SIGNATURE_BYTES: Final = 64
_FIRST_DAY: Final = date(2000, 1, 1)
_LONGEST_NUMBER, _LONGEST_TEMPLATE = 80, 40
_HEAD: Final = 5 + 2 + 2 + 4  # office, generation, day, number
_MOST_OFFICES: Final = 10**10
_CODE_DIGITS: Final = (2, 4, 6)
"""Where the dots of an office's code stand among its ten digits."""


class LetterQr(msgspec.Struct, frozen=True):
    """What stands in the QR."""

    office: str  # "16.71.02.1003"
    generation: int  # of the office's key that signed
    day: date  # of the letter
    number: int  # in its series
    written: str  # the number as the letter has it, "400.12.2.1/007/1671021003/XI/2026"
    template: str  # "domisili"
    digest: bytes  # 12 bytes of a hash over all that the page says
    signature: bytes = b""  # Ed25519 over `signed_bytes`, 64 bytes

    def signed_bytes(self) -> bytes:
        """The bytes the signature covers."""
        return b"publik-kiosk letter\x00" + self._body()

    @property
    def mark(self) -> bytes:
        """16 bytes that stand for this letter alone: of the signature, which nobody can guess who has not seen the paper."""
        return hashlib.blake2b(self.signature, digest_size=16).digest()

    def payload(self) -> str:
        """Upper-case alphanumeric, some 210 symbols: a QR of version 9, three centimetres wide at half a millimetre a module."""
        return PREFIX + base45_encode(self._body() + self.signature)

    def _body(self) -> bytes:
        written, template = self.written.encode("ascii"), self.template.encode("ascii")
        return b"".join(
            (
                int(self.office.replace(".", "")).to_bytes(5, "big"),
                self.generation.to_bytes(2, "big"),
                (self.day - _FIRST_DAY).days.to_bytes(2, "big"),
                self.number.to_bytes(4, "big"),
                bytes((len(written),)),
                written,
                bytes((len(template),)),
                template,
                self.digest,
            )
        )

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Reads the form only; whether the signature holds is for `kiosk.sealing`. None when it is no letter's QR."""
        text = text.strip().upper()
        data = base45_decode(text.removeprefix(PREFIX)) if text.startswith(PREFIX) else None
        if data is None or len(data) < _HEAD + 2 + DIGEST_BYTES + _SIGNATURE_BYTES:
            return None
        office = int.from_bytes(data[:5], "big")
        written, rest = _text(data[_HEAD:], _LONGEST_NUMBER)
        template, rest = _text(rest, _LONGEST_TEMPLATE)
        if not written or not template or office >= _MOST_OFFICES or len(rest) != DIGEST_BYTES + _SIGNATURE_BYTES:
            return None
        digits = f"{office:010}"
        return cls(
            ".".join(digits[start:end] for start, end in zip((0, *_CODE_DIGITS), (*_CODE_DIGITS, 10), strict=True)),
            int.from_bytes(data[5:7], "big"),
            _FIRST_DAY + timedelta(days=int.from_bytes(data[7:9], "big")),
            int.from_bytes(data[9:_HEAD], "big"),
            written,
            template,
            rest[:DIGEST_BYTES],
            rest[DIGEST_BYTES:],
        )


class VoidLetters(msgspec.Struct, frozen=True):
    """The letters that the office has told to be void, by their marks."""

    marks: tuple[bytes, ...] = ()

    def after(self, news: Iterable[bytes]) -> VoidLetters:
        """With those that were told since."""
        return VoidLetters(tuple(sorted({*self.marks, *news})))


def _text(data: bytes, longest: int) -> tuple[str, bytes]:
    """A text with its length before it, and what follows; "" when there is none that can be read to somebody."""
    size = data[0] if data else 0
    text = data[1 : 1 + size]
    if not 0 < size <= longest or len(text) != size or not all(32 < byte < 127 or byte == 32 for byte in text):
        return "", b""
    return text.decode("ascii"), data[1 + size :]
