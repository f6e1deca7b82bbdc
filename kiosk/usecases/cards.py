"""Cards that open the PIN page, for petugas who cannot do the hidden gesture. Never sufficient alone: the PIN is asked for.

Cheap readers type the card's UID. Anybody with a phone can read one off a card in a pocket, so it is a doorbell and no key.
What is kept is a keyed hash: the database alone, in a backup, does not tell whose card it was.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

from kiosk.errors import WrongUse
from kiosk.store import settings
from kiosk.store.database import Connection
from kiosk.usecases.context import Context

MOST = 20
"""Cards of one kiosk."""
_LONGEST_LABEL = 40
# ISO/IEC 14443-3: 4, 7 or 10 bytes; many readers type four bytes as a decimal number with or without leading zeros.
_UID = re.compile(r"[0-9]{8,10}|[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20}")


class Card(msgspec.Struct, frozen=True):
    """A card the office has enrolled, by a name of the office's choice."""

    label: str
    hash: bytes


class Cards(msgspec.Struct, frozen=True):
    """All of them."""

    all: tuple[Card, ...] = ()


def looks_like_card(text: str) -> bool:
    """Whether a scanned text has the form of a UID: 8 to 10 decimal, or 8, 14 or 20 hexadecimal digits."""
    return _UID.fullmatch(text.strip().upper()) is not None


def enrol(context: Context, uid: str, label: str) -> None:
    """Remembers a card. Raises WrongUse for what is no card, a label that is taken, and a card that is enrolled already."""
    label = " ".join(label.split())
    if not 1 <= len(label) <= _LONGEST_LABEL or not label.isprintable():
        raise WrongUse("A card needs a name of 1 to 40 letters.", 'Take one that names no person, such as "Kartu 1".')
    if not looks_like_card(uid):
        # What it was instead may be somebody's NIK.
        raise WrongUse(
            "That is no number of a card.", "A reader types 8 to 10 digits, or 8, 14 or 20 hexadecimal ones."
        )
    card = Card(label, _hash(context, uid))

    def write(db: Connection) -> None:
        known = _kept(db)
        if any(one.label == label for one in known):
            raise WrongUse(f"There is a card {label!r} already.", "Take another name, or forget that one first.")
        same = next((one for one in known if one.hash == card.hash), None)
        if same is not None:
            raise WrongUse(f"This card is enrolled already, as {same.label!r}.", "Nothing is left to do.")
        if len(known) >= MOST:
            raise WrongUse(f"There are {MOST} cards already.", "Forget one first.")
        settings.put(db, Cards((*known, card)))

    context.store.transaction(write)


def forget(context: Context, label: str) -> None:
    """A card that was lost. Raises WrongUse when there is none of that name."""

    def write(db: Connection) -> None:
        known = _kept(db)
        left = tuple(one for one in known if one.label != label)
        if left == known:
            raise WrongUse(f"There is no card {label!r}.", "See: kiosk card --list")
        settings.put(db, Cards(left))

    context.store.transaction(write)


def labels(context: Context) -> tuple[str, ...]:
    """The names of all cards, in the order in which they came."""
    return tuple(card.label for card in context.store.run(_kept))


def is_known(context: Context, uid: str) -> bool:
    """Whether a card was enrolled."""
    return any(card.hash == _hash(context, uid) for card in context.store.run(_kept))


def _kept(db: Connection) -> tuple[Card, ...]:
    kept = settings.get(db, Cards)
    return kept.all if kept else ()


def _hash(context: Context, uid: str) -> bytes:
    """Keyed by what stands in a file that only its owner can read, not in the database."""
    key = hashlib.blake2b(context.kiosk.seed, person=b"card", digest_size=32).digest()
    return hashlib.blake2b(uid.strip().upper().encode(), key=key, digest_size=16).digest()
