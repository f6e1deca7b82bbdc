"""Whether a letter that somebody shows is from this office, checked without a network by the key that the kiosk knows."""

from __future__ import annotations

from enum import StrEnum

from kiosk import sealing
from kiosk.domain.letter import LetterQr
from kiosk.domain.office import Office


class LetterVerdict(StrEnum):
    """What a kiosk can say of a letter. Whether it was taken back since, only the office knows."""

    GENUINE = "genuine"
    FORGED = "forged"
    OTHER_OFFICE = "other_office"
    OTHER_KEYS = (
        "other_keys"  # signed before the office's keys changed, or after and this kiosk has not heard: the desk knows
    )


def check_letter(office: Office, qr: LetterQr) -> LetterVerdict:
    """By the office's present key."""
    if qr.office != office.code:
        return LetterVerdict.OTHER_OFFICE
    if qr.generation != office.generation:
        return LetterVerdict.OTHER_KEYS
    genuine = sealing.verify(qr.signed_bytes(), qr.signature, office.sign_key)
    return LetterVerdict.GENUINE if genuine else LetterVerdict.FORGED
