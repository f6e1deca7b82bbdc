"""Who may come into maintenance mode, as one file beside the database: hashes of PINs and cards, and the wrong tries.

It stands apart so that no restored database brings back an old PIN, a card that was lost, or an old count of wrong tries, and
so that a damaged database does not keep out those who come to mend it. It is read anew at each try: what a command changes
counts at once in the program that runs.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kiosk.domain.petugas import Role
from kiosk.private_file import write_private

FILE: Final = "pins.json"
_LOCK: Final = "pins.lock"


class Card(msgspec.Struct, frozen=True):
    """A card that opens the PIN page, by a name of the office's choice."""

    label: str
    hash: bytes


class Pins(msgspec.Struct, frozen=True):
    """The whole file. A hash is Argon2id's own text; none: this role has no PIN."""

    admin: str | None = None
    petugas: str | None = None
    failures: Annotated[int, msgspec.Meta(ge=0)] = 0  # wrong tries since one was right, at the door as a whole
    cards: tuple[Card, ...] = ()
    salt: bytes = b""  # of the cards' hashes; drawn with the first card

    def of(self, role: Role) -> str | None:
        """The hash of a role's PIN."""
        return self.admin if role is Role.ADMIN else self.petugas


def read(data: Path) -> Pins | None:
    """What stands in the file of a data folder; None where there is none, or where it cannot be read."""
    try:
        return _read(data)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def change(data: Path, how: Callable[[Pins], Pins]) -> Pins:
    """Replaces what stands in the file, also while another process does so; on the disk when this returns.

    A file that is damaged is begun anew. Raises OSError where nothing can be read or written; then nothing changed.
    """
    lock = os.open(data / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        changed = how(_kept(data))
        write_private(data / FILE, msgspec.json.format(msgspec.json.encode(changed), indent=2))
    finally:
        os.close(lock)
    return changed


def _kept(data: Path) -> Pins:
    try:
        return _read(data)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return Pins()


def _read(data: Path) -> Pins:
    return msgspec.json.decode((data / FILE).read_bytes(), type=Pins)
