"""A new signing key for this kiosk. The office learns it with the next exchange, from the key before."""

from __future__ import annotations

from typing import Protocol

import msgspec

from kiosk.clock import Clock
from kiosk.domain.audit import Act, Actor
from kiosk.errors import NotReady
from kiosk.store import audit, journal
from kiosk.store.database import Connection, Store


class OwnKey(Protocol):
    """What `kiosk.keys` keeps."""

    @property
    def vouchers(self) -> tuple[tuple[bytes, bytes], ...]:
        """What the keys before said of those after them."""

    def rotate(self) -> None:
        """Replaces the key; it is on the disk when this returns."""


def rotate(store: Store, keys: OwnKey, clock: Clock, actor: Actor) -> None:
    """Replaces this kiosk's key. Wherever it is cut off, the office takes the key that is then in use.

    Raises NotReady while the office has not heard of the present key, which was new before: what keys say of one another does
    not reach back without end. Raises CannotNow, DiskReadOnly or the store's errors.
    """

    def introduce(db: Connection) -> None:
        if keys.vouchers and not journal.sync_state(db).enrolled:
            raise NotReady(
                "The office has not heard of the present key yet.", "Sync, or bring a stick; then change it."
            )
        # The next request says who it is from anew. Said before the key changes: with the old one it does no harm, and a
        # new one that nobody vouches for would be refused once.
        journal.put_sync_state(db, msgspec.structs.replace(journal.sync_state(db), enrolled=False))

    store.transaction(introduce)
    keys.rotate()
    store.transaction(lambda db: audit.append(db, actor, Act.KEY_ROTATED, at=clock.now_ms()))
