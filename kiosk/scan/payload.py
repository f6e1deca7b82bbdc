"""What a scanned text is. Only our own slips are ever used; everything else is named and left alone.

Form alone decides, nothing is opened, looked up or believed: a code on paper is somebody else's typing.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.code import RequestCode, SlipQr

LONGEST = 4296  # alphanumeric capacity of the largest QR code

_DUKCAPIL = "dukcapil.kemendagri.go.id"


class OurSlip(msgspec.Struct, frozen=True, tag="slip"):
    """The QR of a slip. Whether its signature holds is for who knows the key (`usecases.track`)."""

    qr: SlipQr


class OurCode(msgspec.Struct, frozen=True, tag="request_code"):
    """A request code printed as a barcode."""

    code: RequestCode


class NikDigits(msgspec.Struct, frozen=True, tag="nik"):
    """Sixteen digits: offered as a NIK, always confirmed by the person."""

    digits: str

    def __repr__(self) -> str:
        return "NikDigits()"


class DukcapilLink(msgspec.Struct, frozen=True, tag="dukcapil"):
    """A document of Dukcapil: since 2026 only the officer's IKD app can check it. Never opened."""


class OtherLink(msgspec.Struct, frozen=True, tag="link"):
    """Any other address: the host may be shown, nothing is opened."""

    host: str


class Isbn(msgspec.Struct, frozen=True, tag="isbn"):
    """The number of a book, 13 digits."""

    digits: str


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """Anything else."""


Payload = OurSlip | OurCode | NikDigits | DukcapilLink | OtherLink | Isbn | Unknown


def name_of(payload: Payload) -> str:
    """The word for it in the contract: slip, request_code, nik, dukcapil, link, isbn or unknown."""
    return str(payload.__struct_config__.tag)


def classify(text: str) -> Payload:
    """By form alone; never raises."""
    stripped = text.strip()
    if len(stripped) > LONGEST:
        return Unknown()
    slip = SlipQr.parse(stripped)
    if slip is not None:
        return OurSlip(slip)
    code = RequestCode.parse(stripped)
    if code is not None:
        return OurCode(code)
    if re.fullmatch(r"[0-9]{16}", stripped):
        return NikDigits(stripped)
    if re.fullmatch(r"97[89][0-9]{10}", stripped) and _ean_holds(stripped):
        return Isbn(stripped)
    if re.match(r"https?://", stripped, re.IGNORECASE):
        return _link(stripped)
    return Unknown()


def _link(text: str) -> Payload:
    # The parsed host, not a substring: forged look-alikes hold the name somewhere else.
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return Unknown()
    if host == _DUKCAPIL or host.endswith("." + _DUKCAPIL):
        return DukcapilLink()
    return OtherLink(host) if host else Unknown()


def _ean_holds(digits: str) -> bool:
    """ISO 2108: the weighted sum of an ISBN-13 is a multiple of ten."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
