"""Who may open maintenance mode: a PIN, slow to guess.

Five tries are free; then each further one waits 15 s, 30 s, 60 s … at most an hour. The count is in the database, so a
restart does not help, and the wait is measured by a clock nobody can set: after a restart it begins anew.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import msgspec
from nacl import pwhash
from nacl.exceptions import InvalidkeyError

from kiosk.store import settings
from kiosk.store.database import Connection, Store

FREE_TRIES = 5
_FIRST_WAIT_S = 15
_LONGEST_WAIT_S = 3600
_WEAK = frozenset({"012345", "123456", "654321", "123123", "112233", "121212"})


class AdminPin(msgspec.Struct, frozen=True):
    """The PIN's Argon2id hash and how often it was guessed wrongly since it was last right."""

    hash: bytes
    failures: int = 0


class PinRight(msgspec.Struct, frozen=True):
    """Come in."""


class PinWrong(msgspec.Struct, frozen=True):
    """Not this one."""

    tries_left: int  # before waiting begins


class PinLocked(msgspec.Struct, frozen=True):
    """Not looked at: too many wrong ones."""

    wait_s: int


class PinNotSet(msgspec.Struct, frozen=True):
    """Nobody can come in; `kiosk pin` on the machine sets one."""


PinOutcome = PinRight | PinWrong | PinLocked | PinNotSet


def new_pin(store: Store) -> str:
    """Sets and returns a random PIN of six digits; it is told once and kept as a hash only."""
    while True:
        pin = f"{secrets.randbelow(10**6):06}"
        if len(set(pin)) > 2 and pin not in _WEAK:
            break
    hashed = pwhash.argon2id.str(
        pin.encode(), pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE
    )
    store.transaction(lambda db: settings.put(db, AdminPin(hashed)))
    return pin


class PinGuard:
    """Stands at the door of maintenance mode of one running kiosk."""

    def __init__(self, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._monotonic = monotonic
        # Failures of earlier runs count: the wait starts again now.
        self._last_failure = monotonic()

    def check(self, pin: str) -> PinOutcome:
        """Looks at one PIN. Takes about 0.1 s (Argon2id), so not on the GUI's thread."""
        kept = self._store.run(lambda db: settings.get(db, AdminPin))
        if kept is None:
            return PinNotSet()
        wait = self._last_failure + wait_after(kept.failures) - self._monotonic()
        if kept.failures >= FREE_TRIES and wait > 0:
            return PinLocked(int(wait) + 1)
        # Counted before it is looked at: pulling the plug in between must not give a free try.
        self._count(kept.failures + 1)
        try:
            pwhash.verify(kept.hash, pin.encode())
        except InvalidkeyError:
            self._last_failure = self._monotonic()
            failures = kept.failures + 1
            return PinWrong(FREE_TRIES - failures) if failures < FREE_TRIES else PinLocked(wait_after(failures))
        self._count(0)
        return PinRight()

    def _count(self, failures: int) -> None:
        def write(db: Connection) -> None:
            kept = settings.get(db, AdminPin)
            if kept is not None:
                settings.put(db, msgspec.structs.replace(kept, failures=failures))

        self._store.transaction(write)


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row."""
    if failures < FREE_TRIES:
        return 0
    return int(min(_FIRST_WAIT_S * 2 ** min(failures - FREE_TRIES, 10), _LONGEST_WAIT_S))
