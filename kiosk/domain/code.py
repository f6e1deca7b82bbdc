"""The request code a resident keeps: on the slip, in its QR, typed on the tracking page.

Eight random symbols and a check symbol over 31 characters without look-alikes (no 0 O 1 I L), in groups of three:
`7KQ-M3X-9TP`. 31 is prime, so a weighted sum notices every single wrong symbol and every swap of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Self

import msgspec

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 9
CODES = len(ALPHABET) ** (LENGTH - 1)
"""How many there are."""
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_PREFIX = "PK1:"
_SIGNATURE_SYMBOLS = 96  # 64 bytes in base45
_KIOSK_SYMBOLS = 6
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


class RequestCode(msgspec.Struct, frozen=True):
    """A code whose check symbol is right."""

    symbols: str

    @classmethod
    def new(cls, choose: Callable[[int], int]) -> Self:
        """Makes a code; `choose(n)` gives a random integer below n (`secrets.randbelow` outside tests)."""
        body = "".join(ALPHABET[choose(len(ALPHABET))] for _ in range(LENGTH - 1))
        return cls(body + _check_symbol(body))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Reads what a person typed or a scanner sent: any case, with or without separators. None when it is no code."""
        symbols = re.sub(r"[\s\-.]", "", text).upper()
        if len(symbols) != LENGTH or any(symbol not in _VALUE for symbol in symbols):
            return None
        return cls(symbols) if _check_symbol(symbols[:-1]) == symbols[-1] else None

    @classmethod
    def of_number(cls, number: int) -> Self:
        """The code with this number, from 0 to below CODES."""
        symbols: list[str] = []
        for _ in range(LENGTH - 1):
            number, value = divmod(number, len(ALPHABET))
            symbols.append(ALPHABET[value])
        body = "".join(reversed(symbols))
        return cls(body + _check_symbol(body))

    def number(self) -> int:
        """What the symbols before the check symbol say, read as one number: 40 bits."""
        number = 0
        for symbol in self.symbols[: LENGTH - 1]:
            number = number * len(ALPHABET) + _VALUE[symbol]
        return number

    def __str__(self) -> str:
        return "-".join(self.symbols[i : i + 3] for i in range(0, LENGTH, 3))


class SlipQr(msgspec.Struct, frozen=True):
    """What the QR of our own slip says: which kiosk issued which code, signed by that kiosk."""

    kiosk_id: str
    code: RequestCode
    signature: bytes  # Ed25519 over `signed_bytes`, 64 bytes

    def payload(self) -> str:
        """Upper-case alphanumeric, 115 symbols: a QR of version 5, which a 58 mm slip prints at 8 dots a module."""
        return f"{_PREFIX}{self.kiosk_id}{self.code.symbols}{base45_encode(self.signature)}"

    def signed_bytes(self) -> bytes:
        """The bytes the signature covers."""
        return signed_bytes(self.kiosk_id, self.code)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Reads the form only; whether the signature holds is for `kiosk.sealing`. None when it is not ours."""
        text = text.strip().upper()
        if len(text) != len(_PREFIX) + _KIOSK_SYMBOLS + LENGTH + _SIGNATURE_SYMBOLS or not text.startswith(_PREFIX):
            return None
        kiosk_id = text[len(_PREFIX) :][:_KIOSK_SYMBOLS]
        code = RequestCode.parse(text[len(_PREFIX) + _KIOSK_SYMBOLS :][:LENGTH])
        signature = base45_decode(text[-_SIGNATURE_SYMBOLS:])
        if code is None or signature is None or not is_kiosk_id(kiosk_id):
            return None
        return cls(kiosk_id, code, signature)


def signed_bytes(kiosk_id: str, code: RequestCode) -> bytes:
    """What a kiosk signs for a slip."""
    return b"publik-kiosk slip\x00" + kiosk_id.encode() + code.symbols.encode()


def new_kiosk_id(choose: Callable[[int], int]) -> str:
    """Six symbols of the same alphabet, unique within an office by chance and checked at enrolment."""
    return "".join(ALPHABET[choose(len(ALPHABET))] for _ in range(_KIOSK_SYMBOLS))


def is_kiosk_id(text: str) -> bool:
    """True for six symbols of the code alphabet."""
    return len(text) == _KIOSK_SYMBOLS and all(symbol in _VALUE for symbol in text)


def _check_symbol(body: str) -> str:
    # Weights 2..n are distinct and none is 0 or 1 mod 31, so no single error and no swap leaves the sum as it was.
    return ALPHABET[sum(weight * _VALUE[symbol] for weight, symbol in enumerate(body, 2)) % len(ALPHABET)]


def base45_encode(data: bytes) -> str:
    """RFC 9285: two bytes become three symbols of the QR alphanumeric set."""
    out = []
    for i in range(0, len(data) - 1, 2):
        value = data[i] * 256 + data[i + 1]
        out += [_BASE45[value % 45], _BASE45[value // 45 % 45], _BASE45[value // 2025]]
    if len(data) % 2:
        out += [_BASE45[data[-1] % 45], _BASE45[data[-1] // 45]]
    return "".join(out)


def base45_decode(text: str) -> bytes | None:
    """RFC 9285; None for anything that is not base45."""
    values = [_BASE45.find(symbol) for symbol in text]
    if -1 in values or len(values) % 3 == 1:
        return None
    out = bytearray()
    for i in range(0, len(values), 3):
        group = values[i : i + 3]
        value = sum(digit * 45**power for power, digit in enumerate(group))
        size = len(group) - 1
        if value >= 256**size:
            return None
        out += value.to_bytes(size, "big")
    return bytes(out)
