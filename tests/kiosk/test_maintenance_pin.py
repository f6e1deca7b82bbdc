"""The door of maintenance mode: slow to guess, and no trick resets the count."""

from __future__ import annotations

import pytest

from kiosk.usecases.context import Context
from kiosk.usecases.maintenance import (
    FREE_TRIES,
    AdminPin,
    PinGuard,
    PinLocked,
    PinNotSet,
    PinRight,
    PinWrong,
    new_pin,
    wait_after,
)


class Monotonic:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def wrong(pin: str) -> str:
    """Some other PIN."""
    return "000001" if pin != "000001" else "000002"


def test_the_right_pin_opens_and_forgets_the_wrong_ones(context: Context) -> None:
    """A petugas with thick fingers is not punished for ever."""
    pin = new_pin(context.store)
    guard = PinGuard(context.store, Monotonic())
    assert guard.check(wrong(pin)) == PinWrong(tries_left=FREE_TRIES - 1)
    assert guard.check(pin) == PinRight()
    assert guard.check(wrong(pin)) == PinWrong(tries_left=FREE_TRIES - 1)


def test_after_five_wrong_ones_even_the_right_one_waits(context: Context) -> None:
    """15 s, then twice as long each time."""
    pin, clock = new_pin(context.store), Monotonic()
    guard = PinGuard(context.store, clock)
    for _ in range(FREE_TRIES):
        outcome = guard.check(wrong(pin))
    assert outcome == PinLocked(15)
    assert isinstance(guard.check(pin), PinLocked)
    clock.now += 15
    assert guard.check(wrong(pin)) == PinLocked(30)
    clock.now += 30
    assert guard.check(pin) == PinRight()


def test_a_restart_is_no_way_around(context: Context) -> None:
    """The count is on the disk, and the wait begins anew."""
    pin, clock = new_pin(context.store), Monotonic()
    guard = PinGuard(context.store, clock)
    for _ in range(FREE_TRIES):
        guard.check(wrong(pin))
    again = PinGuard(context.store, clock)
    assert again.check(pin) == PinLocked(16)
    clock.now += 15
    assert again.check(pin) == PinRight()


def test_a_try_counts_before_it_is_judged(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pulling the plug while the hash is computed gives no free try."""
    pin = new_pin(context.store)
    guard = PinGuard(context.store, Monotonic())

    def power_cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.usecases.maintenance.pwhash.verify", power_cut)
    with pytest.raises(KeyboardInterrupt):
        guard.check(wrong(pin))
    from kiosk.store import settings

    kept = context.store.run(lambda db: settings.get(db, AdminPin))
    assert kept is not None
    assert kept.failures == 1


def test_without_a_pin_nobody_comes_in(context: Context) -> None:
    """A kiosk is never open by default."""
    assert PinGuard(context.store).check("") == PinNotSet()


def test_the_wait_has_an_upper_bound() -> None:
    """A petugas must get in the same day."""
    assert wait_after(1000) == 3600


def test_the_pin_itself_is_nowhere_on_the_disk(context: Context) -> None:
    """Only its Argon2id hash."""
    pin = new_pin(context.store)
    assert not any(pin.encode() in file.read_bytes() for file in context.store.data.iterdir())
