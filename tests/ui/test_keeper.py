"""A sign of life says that the event loop runs and the database takes a write; without either of them there is none."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from kiosk.app.notify import Notify
from kiosk.app.watchdog import MEMORY_LIMIT, Heart, ProgramKeeper, is_night
from kiosk.domain import session as flow
from kiosk.errors import Damaged
from kiosk.store.database import DATABASE
from kiosk.usecases.context import Context
from ui.app import Screen
from ui.keeper import Keeping
from ui.ports import RESTART
from ui.resident import Resident

WATCHDOG_S = 0.1
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Ear:
    """Who started the program: what it has heard, and when."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.setblocking(False)

    def heard(self) -> list[str]:
        """Everything since it was asked last."""
        lines: list[str] = []
        while True:
            try:
                lines += self._socket.recv(4096).decode().splitlines()
            except BlockingIOError:
                return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    ear = Ear(tmp_path)
    yield ear
    ear.close()


class Kept:
    """One screen with its keeper."""

    def __init__(self, screen: Screen, context: Context, ear: Ear, **options: object) -> None:
        # A process that has run thousands of tests before is larger than any kiosk.
        usual = {"watchdog_s": WATCHDOG_S, "nightly": "", "local": lambda: NOON, "memory": lambda: 0}
        self.heart = Heart(context.store, context.clock)
        self.keeper = ProgramKeeper(self.heart, Notify(ear.address), **{**usual, **options})  # type: ignore[arg-type]
        self.left: list[int] = []
        keeping = Keeping(self.keeper, screen)
        keeping.leaving.connect(self.left.append)
        screen.window.update()

    def close(self) -> None:
        self.keeper.close()


@pytest.fixture
def keep(context: Context, ear: Ear) -> Iterator[Callable[..., Kept]]:
    kept: list[Kept] = []

    def one(screen: Screen, **options: object) -> Kept:
        kept.append(Kept(screen, context, ear, **options))
        return kept[-1]

    yield one
    for each in kept:
        each.close()


def turn(until: Callable[[], bool], seconds: float = 8) -> bool:
    """Runs the event loop until it holds; False when it did not in time."""
    over = time.monotonic() + seconds
    while not until():
        if time.monotonic() > over:
            return False
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    return True


def pings(ear: Ear) -> Callable[[], bool]:
    return lambda: "WATCHDOG=1" in ear.heard()


def rounds(kept: Kept, times: int = 4) -> None:
    """Lets so many beats pass; only the loop is turned, nobody waits for anything else."""
    over = time.monotonic() + times * kept.keeper.interval_ms / 1000
    turn(lambda: time.monotonic() >= over)


@pytest.mark.survives(30)
def test_ready_is_said_after_the_first_frame_and_then_signs_of_life(
    screen: Screen, keep: Callable[..., Kept], ear: Ear
) -> None:
    keep(screen)
    assert ear.heard() == []
    heard: list[str] = []
    assert turn(lambda: heard.extend(ear.heard()) or "WATCHDOG=1" in heard)  # type: ignore[func-returns-value]
    assert heard[:2] == ["READY=1", "STATUS=Melayani."]


@pytest.mark.survives(30)
def test_a_gui_that_hangs_gives_no_sign_of_life_and_one_that_goes_on_does(
    screen: Screen, keep: Callable[..., Kept], ear: Ear
) -> None:
    kept = keep(screen)
    assert turn(pings(ear))
    ear.heard()
    over = time.monotonic() + 5 * WATCHDOG_S
    while time.monotonic() < over:  # a slot that does not return
        sum(range(1000))
    assert ear.heard() == []
    assert turn(pings(ear))
    assert kept.left == []


@pytest.mark.survives(30)
def test_a_database_that_somebody_holds_gives_no_sign_of_life_until_it_is_free(
    screen: Screen, keep: Callable[..., Kept], ear: Ear, context: Context
) -> None:
    kept = keep(screen)
    assert turn(pings(ear))
    with _held_outside(context):
        rounds(kept, 2)  # the beat that was under way
        ear.heard()
        rounds(kept)
        assert "WATCHDOG=1" not in ear.heard()
    assert turn(pings(ear))


@contextmanager
def _held_outside(context: Context) -> Iterator[None]:
    other = sqlite3.connect(context.store.data / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.survives(30)
def test_a_mutex_that_is_never_let_go_gives_no_sign_of_life(
    screen: Screen, keep: Callable[..., Kept], ear: Ear, context: Context
) -> None:
    kept = keep(screen)
    assert turn(pings(ear))
    free, held = threading.Event(), threading.Event()

    def hold(_db: object) -> None:
        held.set()
        free.wait(30)

    thread = threading.Thread(target=context.store.run, args=(hold,))
    thread.start()
    assert held.wait(10)
    rounds(kept, 2)
    ear.heard()
    rounds(kept)
    assert "WATCHDOG=1" not in ear.heard()
    free.set()
    thread.join()
    assert turn(pings(ear))


@pytest.mark.survives(3)
def test_a_store_that_is_broken_ends_the_program_at_once_while_nobody_is_there(
    screen: Screen, resident: Resident, keep: Callable[..., Kept], ear: Ear, context: Context
) -> None:
    """And not in the middle of somebody's reading why."""
    kept = keep(screen)
    assert turn(pings(ear))
    resident.tap("want-number")
    resident.wait_page("queue")
    _break(context)
    assert turn(lambda: kept.keeper.why == "store")
    ear.heard()
    rounds(kept)
    assert "WATCHDOG=1" not in ear.heard()
    assert kept.left == []
    screen.flow.send(flow.Finish())
    assert turn(lambda: kept.left == [RESTART])


def _break(context: Context) -> None:
    """As the store is after the disk reported an error."""

    def damage(_db: object) -> None:
        raise Damaged("The disk reported an error.", "Stop.")

    with pytest.raises(Damaged):
        context.store.run(damage)


@pytest.mark.survives(3)
def test_nobody_waits_longer_than_the_grace_before_a_broken_store(
    screen: Screen, resident: Resident, keep: Callable[..., Kept], context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.keeper.GRACE_MS", 50)
    kept = keep(screen)
    resident.tap("want-number")
    resident.wait_page("queue")
    _break(context)
    assert turn(lambda: kept.left == [RESTART])


@pytest.mark.survives(30)
def test_the_nightly_restart_waits_until_nobody_is_there(
    screen: Screen, resident: Resident, keep: Callable[..., Kept]
) -> None:
    times = iter([0.0])
    kept = keep(
        screen,
        nightly="03:00",
        local=lambda: datetime(2026, 11, 22, 3, 10, tzinfo=UTC),
        monotonic=lambda: next(times, 7 * 3600.0),
    )
    resident.tap("want-number")
    resident.wait_page("queue")
    assert turn(lambda: kept.keeper.why == "night")
    rounds(kept, 2)
    assert kept.left == []
    screen.flow.send(flow.Finish())
    assert turn(lambda: kept.left == [RESTART])


@pytest.mark.survives(30)
def test_a_program_that_has_become_large_begins_anew_while_nobody_is_there(
    screen: Screen, keep: Callable[..., Kept]
) -> None:
    times = iter([0.0])
    kept = keep(screen, memory=lambda: MEMORY_LIMIT + 1, monotonic=lambda: next(times, 3600.0))
    assert turn(lambda: kept.left == [RESTART])
    assert kept.keeper.why == "memory"


@pytest.mark.survives(18, 30)
@pytest.mark.parametrize(
    ("setting", "hour", "minute", "up_h", "night"),
    [
        ("03:00", 3, 0, 20, True),
        ("03:00", 5, 59, 20, True),  # somebody was there until now
        ("03:00", 6, 0, 20, False),
        ("03:00", 2, 59, 20, False),
        ("23:30", 0, 15, 20, True),  # over midnight
        ("03:00", 3, 0, 5, False),  # it began anew this night, and the clock was set back since
        ("", 3, 0, 20, False),
    ],
)
def test_the_night_comes_once_whatever_the_clock_does(
    setting: str, hour: int, minute: int, up_h: int, night: bool
) -> None:
    assert is_night(setting, datetime(2026, 11, 22, hour, minute, tzinfo=UTC), up_h * 3600.0) is night
