"""The door of maintenance mode: a PIN for each role, slow to guess, and no trick resets the count."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import pins
from kiosk.app.bootstrap import machine
from kiosk.app.machinery import Machinery
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Role
from kiosk.usecases import audit
from kiosk.usecases.initialise import initialise
from kiosk.usecases.maintenance import (
    FREE_TRIES,
    PinGuard,
    PinLocked,
    PinNotSet,
    PinOutcome,
    PinRight,
    PinWrong,
    is_weak,
    new_pin,
    wait_after,
)

Run = Callable[..., tuple[int, str, str]]


class Monotonic:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def wrong(*pins: str) -> str:
    """Some other PIN."""
    return next(pin for pin in ("000001", "000002", "000003") if pin not in pins)


def locked_out(data: Path, clock: Monotonic) -> PinGuard:
    """A guard after as many wrong PINs as are free."""
    guard = PinGuard(data, clock)
    for _ in range(FREE_TRIES):
        guard.check("000001")
    return guard


def test_the_right_pin_opens_and_forgets_the_wrong_ones(tmp_path: Path) -> None:
    """A petugas with thick fingers is not punished for ever."""
    pin = new_pin(tmp_path)
    guard = PinGuard(tmp_path, Monotonic())
    assert guard.check(wrong(pin)) == PinWrong(tries_left=FREE_TRIES - 1)
    assert guard.check(pin) == PinRight(Role.ADMIN)
    assert guard.check(wrong(pin)) == PinWrong(tries_left=FREE_TRIES - 1)


def test_each_role_comes_in_with_its_own_pin(tmp_path: Path) -> None:
    admin, petugas = new_pin(tmp_path), new_pin(tmp_path, Role.PETUGAS)
    guard = PinGuard(tmp_path, Monotonic())
    assert admin != petugas
    assert guard.check(admin) == PinRight(Role.ADMIN)
    assert guard.check(petugas) == PinRight(Role.PETUGAS)


def test_the_tries_of_both_roles_are_counted_together(tmp_path: Path) -> None:
    """Two PINs do not make twice as many guesses."""
    new_pin(tmp_path)
    new_pin(tmp_path, Role.PETUGAS)
    guard = PinGuard(tmp_path, Monotonic())
    assert [guard.check(wrong()) for _ in range(FREE_TRIES)][-1] == PinLocked(15, looked=True)


@pytest.mark.survives(26)
@pytest.mark.parametrize("roles", [(Role.ADMIN,), (Role.PETUGAS,), tuple(Role)])
def test_whoever_has_a_pin_a_try_takes_two_looks(
    tmp_path: Path, roles: tuple[Role, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time tells neither whose PIN was nearly right nor whether the other role has one."""
    told = [new_pin(tmp_path, role) for role in roles]
    guard = PinGuard(tmp_path, Monotonic())
    guard.check("000001")  # the first try draws what no PIN fits
    from kiosk.usecases import maintenance

    looks: list[bytes] = []
    verify = maintenance.pwhash.verify

    def counted(hashed: bytes, pin: bytes) -> bool:
        looks.append(hashed)
        return verify(hashed, pin)

    monkeypatch.setattr(maintenance.pwhash, "verify", counted)
    for pin in (*told, wrong(*told)):
        looks.clear()
        guard.check(pin)
        assert len(looks) == 2
        # And each is as slow as the other.
        assert len({hashed.rsplit(b"$", 2)[0] for hashed in looks}) == 1


@pytest.mark.survives(26)
def test_after_five_wrong_ones_even_the_right_one_waits(tmp_path: Path) -> None:
    """15 s, then twice as long each time."""
    pin, clock = new_pin(tmp_path), Monotonic()
    guard = PinGuard(tmp_path, clock)
    for _ in range(FREE_TRIES):
        outcome = guard.check(wrong(pin))
    assert outcome == PinLocked(15, looked=True)
    assert guard.check(pin) == PinLocked(16)
    clock.now += 15
    assert guard.check(wrong(pin)) == PinLocked(30, looked=True)
    clock.now += 30
    assert guard.check(pin) == PinRight()


@pytest.mark.survives(26)
def test_twenty_wrong_pins_with_restarts_between_them_still_wait_for_hours(tmp_path: Path) -> None:
    """The count is on the disk, the wait begins anew at each start, and no wall clock is asked."""
    pin, clock = new_pin(tmp_path), Monotonic()
    waited = 0.0
    for _ in range(20):
        guard = PinGuard(tmp_path, clock)
        outcome = guard.check(wrong(pin))
        while isinstance(outcome, PinLocked) and not outcome.looked:
            assert guard.check(pin) == outcome  # even the right one
            clock.now += outcome.wait_s
            waited += outcome.wait_s
            outcome = guard.check(wrong(pin))
    assert waited > 5 * 3600
    assert pins.read(tmp_path) == pins.Pins(admin=_kept(tmp_path).admin, failures=20)


@pytest.mark.survives(26)
def test_a_try_counts_before_it_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pulling the plug while the hash is computed gives no free try."""
    pin = new_pin(tmp_path)
    guard = PinGuard(tmp_path, Monotonic())

    def power_cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.usecases.maintenance.pwhash.verify", power_cut)
    with pytest.raises(KeyboardInterrupt):
        guard.check(wrong(pin))
    assert _kept(tmp_path).failures == 1


def test_where_the_disk_takes_no_count_each_try_waits_from_the_first_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes to mend the disk gets in; who guesses gets no free tries by breaking it."""
    pin, clock = new_pin(tmp_path), Monotonic()

    def broken(*_arguments: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("kiosk.pins.write_private", broken)
    guard = PinGuard(tmp_path, clock)
    assert guard.check(pin) == PinLocked(15)
    assert guard.check(pin) == PinLocked(16)
    clock.now += 15
    assert guard.check(wrong(pin)) == PinLocked(30, looked=True)
    clock.now += 30
    assert guard.check(pin) == PinRight()


def test_without_a_pin_nobody_comes_in(tmp_path: Path) -> None:
    """A kiosk is never open by default."""
    assert PinGuard(tmp_path).check("") == PinNotSet()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"admin": 5}', b'{"admin": "x", "failures": -9}', b"\xff"])
def test_with_a_damaged_file_nobody_comes_in_until_a_new_pin_is_made(tmp_path: Path, content: bytes) -> None:
    pin = new_pin(tmp_path)
    (tmp_path / pins.FILE).write_bytes(content)
    guard = PinGuard(tmp_path, Monotonic())
    assert guard.check(pin) == PinNotSet()
    assert guard.check(new_pin(tmp_path)) == PinRight()


def test_a_hash_that_is_none_fits_nothing(tmp_path: Path) -> None:
    (tmp_path / pins.FILE).write_bytes(b'{"admin": "$argon2id$v=19$m=8,t=1,p=1$x$x", "petugas": "000001"}')
    assert PinGuard(tmp_path, Monotonic()).check("000001") == PinWrong(FREE_TRIES - 1)


def test_a_new_pin_counts_from_the_next_try_in_the_program_that_runs(tmp_path: Path, run_kiosk: Run) -> None:
    """And ends a lock-out: who can log in to the machine needs no patience."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data) as running:
        locked = locked_out(data, Monotonic())
        code, out, err = run_kiosk("pin", "--role", "petugas", "--data", data, "--json")
        assert (code, err) == (0, "")
        told = json.loads(out)
        assert locked.check(told["pin"]) == PinRight(Role.PETUGAS)
        # The program that owns the database writes it down.
        audit.take_in(running.context.store)
        line = audit.entries(running.context.store)[0]
        assert (line.actor, line.act, line.detail) == (Actor.COMMAND, Act.PIN_SET, "petugas")
        assert not (data / audit.WAITING).read_bytes()


@pytest.mark.survives(26)
def test_wrong_pins_and_who_came_in_are_in_the_audit_log_and_no_pin_is(tmp_path: Path) -> None:
    data = tmp_path / "kiosk"
    pin = initialise(data, demo=True).pin
    with machine(data) as one:
        machinery = Machinery(one)
        assert isinstance(machinery.check_pin(wrong(pin)), PinWrong)
        assert machinery.check_pin(pin) == PinRight()
        machinery.step_out()
        machinery.step_out()
        tries: list[PinOutcome] = [machinery.check_pin(wrong(pin)) for _ in range(FREE_TRIES + 50)]
        assert isinstance(tries[-1], PinLocked)
        lines = audit.entries(one.context.store)[::-1]
    assert [(line.actor, line.act, line.done) for line in lines[:3]] == [
        (Actor.NOBODY, Act.PIN_WRONG, False),
        (Actor.ADMIN, Act.ENTERED, True),
        (Actor.ADMIN, Act.LEFT, True),
    ]
    # Fifty tries that were not looked at leave no line.
    assert [line.act for line in lines[3:]] == [Act.PIN_WRONG] * FREE_TRIES
    assert not any(pin in line.detail or wrong(pin) in line.detail for line in lines)


@pytest.mark.parametrize(
    "pin",
    (
        "111111 121212 112112 012345 987654 890123 123123 123321 112233 170845 450817 081945 194508 290204 010203"
    ).split(),
)
def test_what_people_try_first_is_no_pin(pin: str) -> None:
    assert is_weak(pin)


def test_nine_of_ten_numbers_are_good_enough() -> None:
    """Too many refused would make the rest easier to guess."""
    good = sum(not is_weak(f"{number:06}") for number in range(0, 1_000_000, 37))
    assert good / len(range(0, 1_000_000, 37)) > 0.9
    assert not is_weak("739284")


def test_the_wait_has_an_upper_bound() -> None:
    """A petugas must get in the same day."""
    assert wait_after(1000) == 3600


@pytest.mark.survives(24)
def test_the_pin_itself_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    """Only its Argon2id hash, in a file that its owner alone may read, and not in the database that backups copy."""
    data = tmp_path / "kiosk"
    pin = initialise(data, demo=True).pin
    assert not any(pin.encode() in file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert stat.S_IMODE((data / pins.FILE).stat().st_mode) == 0o600
    assert not any(b"argon2" in file.read_bytes() for file in data.glob("kiosk.db*"))


def _kept(data: Path) -> pins.Pins:
    kept = pins.read(data)
    assert kept is not None
    return kept
