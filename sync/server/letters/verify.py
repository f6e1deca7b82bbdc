"""Whether a letter that somebody shows is ours: its QR against the letter in the book.

The book keeps the QR of every letter, so that those signed with former keys are known as well, until what they say is destroyed. A
letter that is not in it, signed with a key of the office, is said to be signed and not found: the book was restored from an older
copy, or worse.
"""

from __future__ import annotations

import hmac
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from kiosk import sealing
from kiosk.domain.letter import LetterQr
from sync.server.letters import book
from sync.server.letters.book import LetterState
from sync.server.office import OfficeKeys


class Verdict(StrEnum):
    """What the office says of a letter's QR."""

    GENUINE = "genuine"
    VOID = "void"  # genuine, and taken back
    NOT_IN_BOOK = "not_in_book"  # our signature, and no such letter
    OTHER_OFFICE = "other_office"
    FORGED = "forged"
    UNSURE = "unsure"  # signed with former keys, or so it says, and the book has it no more: nobody can tell


class Checked(msgspec.Struct, frozen=True):
    """What was found out."""

    verdict: Verdict
    qr: LetterQr
    letter_id: str | None = None


def check(connection: Connection, office: OfficeKeys, text: str) -> Checked | None:
    """The verdict on what was scanned; None when it is no letter's QR at all."""
    qr = LetterQr.parse(text)
    if qr is None:
        return None
    if qr.office != office.code:
        return Checked(Verdict.OTHER_OFFICE, qr)
    newest = office.generation
    keys = {hop.generation: hop.sign_key for hop in office.chain} | {newest: office.public.sign_key}
    key = keys.get(qr.generation)
    signed = key is not None and sealing.verify(qr.signed_bytes(), qr.signature, key)
    for page in book.by_number(connection, office, qr):
        letter = page.letter
        in_book = page.issue is not None and hmac.compare_digest(page.issue.qr, qr.payload())
        if in_book or (letter.destroyed and signed and letter.written == qr.written):
            return Checked(Verdict.VOID if letter.state is LetterState.VOID else Verdict.GENUINE, qr, letter.id)
        if letter.destroyed and key is None and letter.written == qr.written:
            return Checked(Verdict.UNSURE, qr, letter.id)
    return Checked(Verdict.NOT_IN_BOOK if signed else Verdict.FORGED, qr)
