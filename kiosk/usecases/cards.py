"""Cards that open the PIN page, for petugas who cannot do the hidden gesture. Never sufficient alone: the PIN is asked for.

Cheap readers type the card's UID. Anybody with a phone can read one off a card in a pocket, so it is a doorbell and no key.
A card can as well be a sheet with a QR whose number we have drawn ourselves, for kiosks whose reader reads no cards.
What is kept is a salted hash, beside the PINs: a restored database brings back no card that was lost, and another kiosk does
not know it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk import pins
from kiosk.errors import DiskReadOnly, WrongUse
from kiosk.pins import Card, Pins

MOST = 20
"""Cards of one kiosk."""
_LONGEST_LABEL = 40
# ISO/IEC 14443-3: 4, 7 or 10 bytes; many readers type four bytes as a decimal number with or without leading zeros.
_UID = re.compile(r"[0-9]{8,10}|[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20}")


def looks_like_card(text: str) -> bool:
    """Whether a scanned text has the form of a UID: 8 to 10 decimal, or 8, 14 or 20 hexadecimal digits."""
    return _UID.fullmatch(text.strip().upper()) is not None


def new_number() -> str:
    """What a QR says that is a card: as long as the longest UID, and nobody guesses it."""
    return secrets.token_hex(10).upper()


def enrol(data: Path, uid: str, label: str) -> None:
    """Remembers a card. Raises WrongUse for what is no card, a label that is taken, and a card that is enrolled already, and
    DiskReadOnly.
    """
    label = " ".join(label.split())
    if not 1 <= len(label) <= _LONGEST_LABEL or not label.isprintable():
        raise WrongUse("A card needs a name of 1 to 40 letters.", 'Take one that names no person, such as "Kartu 1".')
    if not looks_like_card(uid):
        # What it was instead may be somebody's NIK.
        raise WrongUse(
            "That is no number of a card.", "A reader types 8 to 10 digits, or 8, 14 or 20 hexadecimal ones."
        )

    def add(now: Pins) -> Pins:
        salt = now.salt or secrets.token_bytes(16)
        card = Card(label, _hash(salt, uid))
        if any(one.label == label for one in now.cards):
            raise WrongUse(f"There is a card {label!r} already.", "Take another name, or forget that one first.")
        same = next((one for one in now.cards if one.hash == card.hash), None)
        if same is not None:
            raise WrongUse(f"This card is enrolled already, as {same.label!r}.", "Nothing is left to do.")
        if len(now.cards) >= MOST:
            raise WrongUse(f"There are {MOST} cards already.", "Forget one first.")
        return msgspec.structs.replace(now, salt=salt, cards=(*now.cards, card))

    _change(data, add)


def forget(data: Path, label: str) -> None:
    """A card that was lost. Raises WrongUse when there is none of that name, and DiskReadOnly."""

    def take_away(now: Pins) -> Pins:
        left = tuple(one for one in now.cards if one.label != label)
        if left == now.cards:
            raise WrongUse(f"There is no card {label!r}.", "See: kiosk card --list")
        return msgspec.structs.replace(now, cards=left)

    _change(data, take_away)


def labels(data: Path) -> tuple[str, ...]:
    """The names of all cards, in the order in which they came."""
    kept = pins.read(data)
    return tuple(card.label for card in kept.cards) if kept else ()


def which(data: Path, uid: str) -> str | None:
    """The name of a card that was enrolled; None for any other."""
    kept = pins.read(data)
    if kept is None or not kept.cards:
        return None
    shown = _hash(kept.salt, uid)
    return next((card.label for card in kept.cards if card.hash == shown), None)


def _change(data: Path, how: Callable[[Pins], Pins]) -> None:
    try:
        pins.change(data, how)
    except OSError as error:
        raise DiskReadOnly(
            f"{data / pins.FILE} cannot be written ({error.strerror}).", "Check the disk and the folder's owner."
        ) from error


def _hash(salt: bytes, uid: str) -> bytes:
    return hashlib.blake2b(uid.strip().upper().encode(), key=salt, digest_size=16).digest()
