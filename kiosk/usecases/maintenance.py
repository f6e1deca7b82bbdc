"""Who may open maintenance mode: a PIN for each role, slow to guess.

Five tries are free, for the door as a whole; then each further one waits 15 s, 30 s, 60 s … at most an hour. The count is on
the disk, so a restart does not help, and the wait is measured by a clock nobody can set: after a restart it begins anew.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
from nacl import pwhash
from nacl.exceptions import InvalidkeyError

from kiosk import pins
from kiosk.domain.petugas import Role
from kiosk.errors import DiskReadOnly
from kiosk.pins import Pins

FREE_TRIES: Final = 5
_DIGITS: Final = 6
_FIRST_WAIT_S = 15
_LONGEST_WAIT_S = 3600


class PinRight(msgspec.Struct, frozen=True):
    """Come in, as whose PIN it was."""

    role: Role = Role.ADMIN


class PinWrong(msgspec.Struct, frozen=True):
    """Not this one."""

    tries_left: int  # before waiting begins


class PinLocked(msgspec.Struct, frozen=True):
    """Wait, in seconds. `looked`: this one was looked at and wrong; else it was not looked at."""

    wait_s: int
    looked: bool = False


class PinNotSet(msgspec.Struct, frozen=True):
    """Nobody can come in; `kiosk pin` on the machine sets one."""


PinOutcome = PinRight | PinWrong | PinLocked | PinNotSet


def new_pin(data: Path, role: Role = Role.ADMIN) -> str:
    """Sets and returns a random PIN of six digits for a role; it is told once and kept as a hash only.

    Wrong tries are forgotten. Raises DiskReadOnly.
    """
    kept = pins.read(data) or Pins()
    other = kept.of(Role.PETUGAS if role is Role.ADMIN else Role.ADMIN)
    while True:
        pin = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        if not is_weak(pin) and not (other and _fits(other, pin)):
            break
    hashed = _hashed(pin)
    try:
        pins.change(data, lambda now: msgspec.structs.replace(now, failures=0, **{role.value: hashed}))
    except OSError as error:
        raise DiskReadOnly(
            f"{data / pins.FILE} cannot be written ({error.strerror}).", "Check the disk and the folder's owner."
        ) from error
    return pin


def is_weak(pin: str) -> bool:
    """Whether six digits are among those that people try first: few digits, runs, repetitions, dates, years."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeated = pin[:3] == pin[3:] or pin[:3] == pin[:2:-1] or pin[::2] == pin[1::2]
    return len(set(pin)) < 3 or steps in ({1}, {9}) or repeated or _is_date(pin)


def _is_date(pin: str) -> bool:
    """170845, 450817, 081945 or 194508: what stands on a card in somebody's pocket."""
    first, second, third = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    months_of_years = ((int(pin[:4]), third), (int(pin[2:]), first))
    if any(1900 <= year < 2100 and 1 <= month <= 12 for year, month in months_of_years):
        return True
    return any(
        _is_day(1900 + year, month, day) for year, month, day in ((third, second, first), (first, second, third))
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class PinGuard:
    """Stands at the door of maintenance mode of one running kiosk."""

    def __init__(self, data: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._data = data
        self._monotonic = monotonic
        # Failures of earlier runs count: the wait starts again now.
        self._last_failure = monotonic()
        self._uncounted = 0  # failures that the disk does not know of, because it takes nothing
        self._nobodys = ""

    def check(self, pin: str) -> PinOutcome:
        """Looks at one PIN. Takes about 0.2 s (Argon2id), so not on the GUI's thread.

        It is held against both roles, whichever has a PIN and whichever fits: the time tells nothing.
        """
        kept = pins.read(self._data)
        if kept is None or not (kept.admin or kept.petugas):
            return PinNotSet()
        failures = max(kept.failures, self._uncounted)
        wait = self._last_failure + wait_after(failures) - self._monotonic()
        if failures >= FREE_TRIES and wait > 0:
            return PinLocked(int(wait) + 1)
        # Counted before it is looked at: pulling the plug in between must not give a free try.
        if not self._count(lambda now: now + 1):
            # Who comes to mend a disk that takes nothing must get in; but without a count each try waits, from the first on.
            if self._uncounted == 0:
                self._uncounted, self._last_failure = FREE_TRIES, self._monotonic()
                return PinLocked(wait_after(FREE_TRIES))
            self._uncounted = failures + 1
        found = None
        for role in Role:
            if _fits(kept.of(role) or self._nobody(), pin) and kept.of(role):
                found = role
        if found is None:
            self._last_failure = self._monotonic()
            left = FREE_TRIES - failures - 1
            return PinWrong(left) if left > 0 else PinLocked(wait_after(failures + 1), looked=True)
        self._uncounted = 0
        self._count(lambda _now: 0)
        return PinRight(found)

    def _count(self, failures: Callable[[int], int]) -> bool:
        """Whether the disk has taken it."""
        try:
            pins.change(self._data, lambda now: msgspec.structs.replace(now, failures=failures(now.failures)))
        except OSError:
            return False
        return True

    def _nobody(self) -> str:
        """A hash that no PIN has, in the place of a role's that has none: looking at it takes as long."""
        self._nobodys = self._nobodys or _hashed(secrets.token_hex())
        return self._nobodys


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row."""
    if failures < FREE_TRIES:
        return 0
    return int(min(_FIRST_WAIT_S * 2 ** min(failures - FREE_TRIES, 10), _LONGEST_WAIT_S))


def _hashed(pin: str) -> str:
    text = pwhash.argon2id.str(pin.encode(), pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE)
    return text.decode("ascii")


def _fits(hashed: str, pin: str) -> bool:
    try:
        return pwhash.verify(hashed.encode(), pin.encode())
    except (InvalidkeyError, ValueError):
        return False
