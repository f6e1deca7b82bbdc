"""How the last try to sync went, kept in the database: `kiosk doctor` is another process than the one that syncs."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from kiosk.errors import KioskError
from kiosk.store import settings
from kiosk.store.database import Connection, Store
from sync.outcome import Reason, SyncOutcome


class LastTry(msgspec.Struct, frozen=True):
    """The last try that said something new."""

    at: int  # kiosk's clock, ms
    reason: Reason
    failures: int = 0  # in a row, this one included

    @property
    def refused(self) -> bool:
        """True when it was the office that said no."""
        return SyncOutcome(self.reason).refused


def remember(store: Store, outcome: SyncOutcome, *, now: int) -> None:
    """Keeps how a sync ended, `now` by the kiosk's clock, ms. A success after a success is not written again."""

    def put(db: Connection) -> None:
        settings.put(db, LastTry(now, outcome.reason, 0 if outcome.done else before.failures + 1))

    # A disk that cannot be written is said where it matters: here it costs a line of the doctor's.
    with suppress(KioskError):
        before = store.run(recall) or LastTry(0, Reason.NONE)
        if not outcome.done or before.failures:
            store.transaction(put)


def recall(db: Connection) -> LastTry | None:
    """The last try, None when there was none yet."""
    return settings.get(db, LastTry)
