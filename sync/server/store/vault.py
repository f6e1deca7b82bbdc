"""What the server's database holds of residents beside the sealed answers: locked with a key that stands in the office's key
file, so that a stolen database or a copy of it tells nothing. What must be found is found by keyed hashes.
"""

from __future__ import annotations

import hashlib
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from kiosk.errors import Damaged

MARK_BYTES: Final = 16


class Vault:
    """Locks and unlocks values, and makes the marks by which they are found."""

    def __init__(self, key: bytes) -> None:
        """`key`: 32 bytes, `OfficeKeys.data_key`."""
        self._aead = Aead(hashlib.blake2b(key, digest_size=32, person=b"kelurahan lock").digest())
        self._mark = hashlib.blake2b(key, digest_size=32, person=b"kelurahan mark").digest()

    def lock(self, value: bytes, *place: str) -> bytes:
        """XChaCha20-Poly1305. `place` says where it stands (table and keys): copied elsewhere it does not open."""
        return bytes(self._aead.encrypt(value, aad=_place(place)))

    def unlock(self, locked: bytes, *place: str) -> bytes:
        """What was locked for that place. Raises Damaged for anything else."""
        try:
            return self._aead.decrypt(bytes(locked), aad=_place(place))
        except CryptoError as error:
            raise Damaged(
                "A locked value in the database does not open with the office's key.",
                "Restore the database and the keys from one and the same backup.",
            ) from error

    def lock_text(self, text: str, *place: str) -> bytes:
        """The same for a text."""
        return self.lock(text.encode(), *place)

    def unlock_text(self, locked: bytes, *place: str) -> str:
        """The same for a text."""
        return self.unlock(locked, *place).decode()

    def mark(self, kind: str, text: str) -> bytes:
        """A hash of a value of some kind ("nik", "name") that only this office can make; 16 bytes."""
        data = kind.encode() + b"\0" + text.encode()
        return hashlib.blake2b(data, key=self._mark, digest_size=MARK_BYTES).digest()


def _place(place: tuple[str, ...]) -> bytes:
    return "\0".join(place).encode()
