"""When a copy of the database is due, and making one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.clock import Clock
from kiosk.domain.audit import Act, Actor
from kiosk.errors import Damaged
from kiosk.store import backups, journal
from kiosk.store.backups import Backup, Head
from kiosk.store.database import Store, suspect
from kiosk.usecases.audit import note

MOST_ENTRIES: Final = 200
"""After so many new entries one is due, however short ago the last one was made …"""
LONGEST_S: Final = 3600.0
"""… and after so many seconds, when there are any."""
_SHARE: Final = 50
"""Between two there is at least so many times what the last one took: two hundredths of the machine's time."""


class Rhythm(msgspec.Struct, frozen=True):
    """What the copies before say about when the next one is due. Seconds are those of a clock that nobody can set."""

    seq: int = -1  # the newest entry of the last one; -1: none is known of
    made_s: float = 0.0
    rest_s: float = 0.0  # not before

    def due(self, seq: int, now_s: float) -> bool:
        """Whether to make one now. `seq` is the newest entry there is."""
        if now_s < self.rest_s or seq == self.seq:
            return False
        return self.seq < 0 or seq - self.seq >= MOST_ENTRIES or now_s - self.made_s >= LONGEST_S

    def tried(self, seq: int | None, began_s: float, ended_s: float) -> Rhythm:
        """The rhythm after another try; `seq`: the newest entry of what was made, none when nothing was."""
        rest_s = ended_s + _SHARE * (ended_s - began_s)
        if seq is None:
            return Rhythm(self.seq, self.made_s, max(rest_s, ended_s + LONGEST_S))
        return Rhythm(seq, ended_s, rest_s)


def back_up(
    store: Store,
    kiosk_id: str,
    clock: Clock,
    actor: Actor,
    *,
    since: Head | None = None,
    breathe: Callable[[], None] = backups.never,
) -> tuple[Backup, Head]:
    """A verified copy beside the database. What the machine does of itself is written down only when it fails.

    Raises Damaged when the copy does not verify: then the next start looks at all of the database. Raises DiskFull or the
    store's other errors; nothing was changed then.
    """
    try:
        made, head = backups.make(
            store.data,
            now=clock.now_ms(),
            kiosk_id=kiosk_id,
            reserve_bytes=store.reserve_bytes,
            since=since,
            breathe=breathe,
        )
    except Damaged:
        suspect(store.data)
        note(store, clock, actor, Act.BACKED_UP, done=False)
        raise
    if actor is not Actor.KIOSK:
        note(store, clock, actor, Act.BACKED_UP, detail=made.path.name)
    return made, head


def newest_entry(store: Store, kiosk_id: str) -> int:
    """The sequence of the newest entry."""
    return store.run(lambda db: journal.head(db, kiosk_id))[0]
