"""Whether a letter that somebody shows is from this office, checked without a network by the key that the kiosk knows."""

from __future__ import annotations

from enum import StrEnum

from kiosk import sealing
from kiosk.domain.letter import LetterQr
from kiosk.domain.office import Office
from kiosk.store import void_letters
from kiosk.usecases.context import Context


class LetterVerdict(StrEnum):
    """What a kiosk can say of a letter. That it was taken back since, it knows from the office, with the next exchange."""

    GENUINE = "genuine"
    VOID = "void"
    FORGED = "forged"
    OTHER_OFFICE = "other_office"
    OTHER_KEYS = (
        "other_keys"  # signed before the office's keys changed, or after and this kiosk has not heard: the desk knows
    )


def check_letter(context: Context, qr: LetterQr) -> LetterVerdict:
    """By the office's present key, and by what it has told of letters since."""
    verdict = signed_by(context.kiosk.office, qr)
    if (
        verdict in (LetterVerdict.GENUINE, LetterVerdict.OTHER_KEYS)
        and qr.mark in context.store.run(void_letters.told).marks
    ):
        return LetterVerdict.VOID
    return verdict


def signed_by(office: Office, qr: LetterQr) -> LetterVerdict:
    """By the office's present key alone."""
    if qr.office != office.code:
        return LetterVerdict.OTHER_OFFICE
    if qr.generation != office.generation:
        return LetterVerdict.OTHER_KEYS
    genuine = sealing.verify(qr.signed_bytes(), qr.signature, office.sign_key)
    return LetterVerdict.GENUINE if genuine else LetterVerdict.FORGED
