"""What nobody needs any more goes when its time is over, and one line says how much of what went.

Time is over when this machine's clock and the office's both say so, the office's as heard in its last signed answer; while our
own is in doubt nothing goes. So a kiosk that hears of nobody keeps what it has, and a clock that jumps takes nothing away.
What the office has not acknowledged never goes.

Freed pages are overwritten with zeros (`secure_delete`), the WAL is emptied, and SQLite uses the room again. Backups are older
than the database they copy: those from before the same number of days go too, so that no copy on this disk holds sealed
answers for more than twice as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.clock import Clock, is_doubtful
from kiosk.config import Retention
from kiosk.domain.audit import Act, Actor
from kiosk.store import acknowledged, audit, backups, blobs, journal, retention
from kiosk.store.database import Connection, Store

STEP: Final = 1000
"""Rows of one transaction: a resident's request waits for no more than these."""
_PHOTOS_STEP: Final = 20
_REQUESTS_STEP: Final = 200  # each stands in an index by chance, a page of its own to overwrite
_DAY_MS: Final = 86_400_000


class Purged(msgspec.Struct, frozen=True):
    """How much went, or would go."""

    sealed: int = 0  # sets of answers
    photos: int = 0
    prints: int = 0  # print jobs
    requests: int = 0  # closed ones of this kiosk
    elsewhere: int = 0  # requests of other kiosks
    audit: int = 0  # lines
    backups: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in msgspec.structs.asdict(self).items() if count)


class _Rule(msgspec.Struct, frozen=True):
    what: str  # a field of Purged
    days: int
    purge: Callable[..., int]
    step: int = STEP


def never() -> bool:
    """Whether to stop between two steps, when nothing may stop it."""
    return False


def now(db: Connection, clock: Clock) -> int | None:
    """The moment by which time is judged, ms since 1970 UTC; None while nothing may go."""
    here = clock.now_ms()
    if is_doubtful(here, journal.latest_known_time(db)):
        return None
    there = acknowledged.office_time(db)
    return here if there is None else min(here, there)


def purge(
    store: Store, keep: Retention, clock: Clock, *, actor: Actor = Actor.KIOSK, stopping: Callable[[], bool] = never
) -> Purged:
    """Takes away everything whose time is over, in steps; `stopping` is asked between them. Raises the store's errors."""
    moment = store.run(lambda db: now(db, clock))
    if moment is None:
        return Purged()
    gone: dict[str, int] = {}
    for rule in _rules(keep):
        before = moment - rule.days * _DAY_MS
        went = rule.step
        while went == rule.step and not stopping():
            went = _step(store, rule, before)
            gone[rule.what] = gone.get(rule.what, 0) + went
    if any(gone.values()):
        # Out of the WAL too. Somebody who reads meanwhile keeps it; then the next night empties it.
        store.run(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    gone["backups"] = 0 if stopping() else _let_old_backups_go(store, keep, moment, clock)
    purged = Purged(**gone)
    if any(gone.values()):
        at = clock.now_ms()
        store.transaction(lambda db: audit.append(db, actor, Act.PURGED, at=at, detail=str(purged)))
    return purged


def due(db: Connection, keep: Retention, clock: Clock) -> Purged:
    """How much `purge` would take away now of what is in the database."""
    moment = now(db, clock)
    if moment is None:
        return Purged()
    db.execute("SAVEPOINT due")
    try:
        return Purged(
            **{rule.what: rule.purge(db, before=moment - rule.days * _DAY_MS, most=2**62) for rule in _rules(keep)}
        )
    finally:
        db.execute("ROLLBACK TO due")
        db.execute("RELEASE due")


def _step(store: Store, rule: _Rule, before: int) -> int:
    return store.transaction(lambda db: rule.purge(db, before=before, most=rule.step))


def _rules(keep: Retention) -> tuple[_Rule, ...]:
    return (
        _Rule("sealed", keep.sealed_days, retention.purge_sealed),
        _Rule("photos", keep.photos_days, blobs.purge, _PHOTOS_STEP),
        _Rule("prints", keep.prints_days, retention.purge_prints),
        _Rule("requests", keep.requests_days, retention.purge_requests, _REQUESTS_STEP),
        _Rule("elsewhere", keep.requests_days, retention.purge_elsewhere),
        _Rule("audit", keep.audit_days, audit.purge),
    )


def _let_old_backups_go(store: Store, keep: Retention, moment: int, clock: Clock) -> int:
    """Those from before sealed answers go; a newer one takes the place of the newest."""
    there = backups.listed(store.data)
    old = [one for one in there if one.made_at < moment - keep.sealed_days * _DAY_MS]
    made = backups.make(store.data, now=clock.now_ms())[0].path if old and len(old) == len(there) else None
    for one in old:
        if one.path != made:  # made in the same second, it has the same name
            one.path.unlink(missing_ok=True)
    return len(old)
