"""What a scanned text is. Only our own slips are ever used; everything else is named and left alone.

Form alone decides, nothing is opened, looked up or believed: a code on paper is somebody else's typing. What browsers and
parsers are known to read differently (a backslash, a blank, a name before the host) is no link of anybody's here.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

import msgspec

from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.letter import LetterQr

LONGEST = 4296  # alphanumeric capacity of the largest QR code

_DUKCAPIL = "dukcapil.kemendagri.go.id"
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_DOTS = "\u3002\uff0e\uff61"  # of East Asian scripts, which browsers take for a dot (UTS 46)
_LONGEST_SHOWN = 40


class OurSlip(msgspec.Struct, frozen=True, tag="slip"):
    """The QR of a slip. Whether its signature holds is for who knows the key (`usecases.track`)."""

    qr: SlipQr


class OurCode(msgspec.Struct, frozen=True, tag="request_code"):
    """A request code printed as a barcode."""

    code: RequestCode


class OurLetter(msgspec.Struct, frozen=True, tag="letter"):
    """The QR of a letter from an office of ours. Whether its signature holds is for `usecases.letters`."""

    qr: LetterQr


class NikDigits(msgspec.Struct, frozen=True, tag="nik"):
    """Sixteen digits: offered as a NIK, always confirmed by the person."""

    digits: str

    def __repr__(self) -> str:
        return "NikDigits()"


class DukcapilLink(msgspec.Struct, frozen=True, tag="dukcapil"):
    """A document of Dukcapil: since 2026 only the officer's IKD app can check it. Never opened."""


class OtherLink(msgspec.Struct, frozen=True, tag="link"):
    """Any other address: nothing is opened. `host` is plain ASCII, a name in other letters as "xn--…"."""

    host: str

    @property
    def shown(self) -> str:
        """The host to be read by people; of a long one the end, which says whose it is."""
        return self.host if len(self.host) <= _LONGEST_SHOWN else "…" + self.host[-_LONGEST_SHOWN:]


class Isbn(msgspec.Struct, frozen=True, tag="isbn"):
    """The number of a book, 13 digits."""

    digits: str


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """Anything else."""


Payload = OurSlip | OurCode | OurLetter | NikDigits | DukcapilLink | OtherLink | Isbn | Unknown


def name_of(payload: Payload) -> str:
    """The word for it in the contract: slip, request_code, letter, nik, dukcapil, link, isbn or unknown."""
    return str(payload.__struct_config__.tag)


def classify(text: str) -> Payload:
    """By form alone; never raises."""
    stripped = text.strip()
    if len(stripped) > LONGEST:
        return Unknown()
    if re.match(r"https?://", stripped, re.IGNORECASE):
        return _link(stripped)
    if not stripped.isascii():
        return Unknown()  # letters of other scripts become ours in capitals
    slip = SlipQr.parse(stripped)
    if slip is not None:
        return OurSlip(slip)
    code = RequestCode.parse(stripped)
    if code is not None:
        return OurCode(code)
    letter = LetterQr.parse(stripped)
    if letter is not None:
        return OurLetter(letter)
    if re.fullmatch(r"[0-9]{16}", stripped):
        return NikDigits(stripped)
    if re.fullmatch(r"97[89][0-9]{10}", stripped) and _ean_holds(stripped):
        return Isbn(stripped)
    return Unknown()


def _link(text: str) -> Payload:
    # The parsed host, not a substring: forged look-alikes hold the name somewhere else.
    if "\\" in text or not text.isprintable() or " " in text:
        return Unknown()
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises where it is none
        host = _host(parts)
    except ValueError:
        return Unknown()
    if host is None or ("@" in parts.netloc and _is_dukcapil(host)):
        return Unknown()
    return DukcapilLink() if _is_dukcapil(host) else OtherLink(host)


def _host(parts: SplitResult) -> str | None:
    """In plain ASCII; None when it is none. Raises ValueError for letters that no host can have."""
    host = (parts.hostname or "").removesuffix(".")
    if ":" in host:
        return f"[{host}]" if re.fullmatch(r"[0-9a-f:.]{2,45}", host) else None
    plain = host if host.isascii() else _in_ascii(host)
    return plain if _HOST.fullmatch(plain) else None


def _in_ascii(host: str) -> str:
    """ "xn--…" (RFC 3492). Not by the rules of browsers, which make Latin letters of wide ones: such a host is nobody's."""
    if any(letter in _DOTS or unicodedata.normalize("NFKC", letter) != letter for letter in host):
        raise ValueError("letters that stand for others")
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii") for label in host.split(".")
    )


def _is_dukcapil(host: str) -> bool:
    return host == _DUKCAPIL or host.endswith("." + _DUKCAPIL)


def _ean_holds(digits: str) -> bool:
    """ISO 2108: the weighted sum of an ISBN-13 is a multiple of ten."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
