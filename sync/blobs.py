"""Sealed photos on their way: the bytes of one, for the network from where the office has it, for a stick as a file."""

from __future__ import annotations

from kiosk.domain.events import body_hash
from kiosk.store import blobs
from kiosk.store.database import Store
from sync.exchange import KioskKeys
from sync.protocol import BlobHead, pack_blob


def message(store: Store, keys: KioskKeys, hash_: bytes, *, offset: int = 0) -> bytes | None:
    """A blob from `offset` on, signed; all of it is also the file `<hash in hexadecimal>.pkb`.

    None when it is not here whole and unchanged: sending it would be in vain. Raises the store's errors.
    """
    body = store.run(lambda db: blobs.body(db, hash_))
    if body is None or offset >= len(body) or body_hash(body) != hash_:
        return None
    return _signed(keys, BlobHead(hash_, len(body), offset)) + body[offset:]


def farewell(keys: KioskKeys, hash_: bytes) -> bytes:
    """Says that a blob is here no more: the office stops asking, and asks for others."""
    return _signed(keys, BlobHead(hash_, 0))


def _signed(keys: KioskKeys, head: BlobHead) -> bytes:
    return pack_blob(head, office=keys.office.code, kiosk_id=keys.id, seed=keys.seed)
