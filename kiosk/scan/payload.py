"""What a scanned text is. Only our own slips are ever used; everything else is named and left alone."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

from kiosk.domain.code import RequestCode, SlipQr

LONGEST = 4296  # alphanumeric capacity of the largest QR code


class PayloadClass(StrEnum):
    """A closed set of what a code may be."""

    SLIP = "slip"  # the QR of one of our slips; its signature is checked by who knows the key
    REQUEST_CODE = "request_code"  # a request code printed as a barcode
    NIK = "nik"  # 16 digits: offered, always confirmed by the person
    DUKCAPIL = "dukcapil"  # a document of Dukcapil: since 2026 only the IKD app can check it
    LINK = "link"  # any other address: never opened
    OPAQUE = "opaque"  # anything else


def classify(text: str) -> PayloadClass:
    """By form alone. Nothing is decided from it."""
    stripped = text.strip()
    if SlipQr.parse(stripped) is not None:
        return PayloadClass.SLIP
    if RequestCode.parse(stripped) is not None:
        return PayloadClass.REQUEST_CODE
    if re.fullmatch(r"[0-9]{16}", stripped):
        return PayloadClass.NIK
    if re.match(r"https?://", stripped, re.IGNORECASE):
        # The parsed host, not a substring: forged look-alikes hold the name somewhere else.
        try:
            host = urlsplit(stripped).hostname or ""
        except ValueError:
            return PayloadClass.OPAQUE
        official = host == "dukcapil.kemendagri.go.id" or host.endswith(".dukcapil.kemendagri.go.id")
        return PayloadClass.DUKCAPIL if official else PayloadClass.LINK
    return PayloadClass.OPAQUE
