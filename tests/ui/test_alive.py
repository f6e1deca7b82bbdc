"""Whatever the printer does, the screen stays alive: the real spool in the program, a printer that misbehaves outside."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from kiosk.app.watchdog import Heart, ProgramKeeper
from kiosk.domain import session as flow
from kiosk.domain.prints import JobState, Outcome
from kiosk.store import print_jobs
from kiosk.usecases.context import Context
from printers.dialogue import Timing
from printers.printer import Printer
from printers.profiles import by_width
from printers.spool import Spool
from tests.ui.conftest import PORTRAIT
from tests.ui.machinery import TestMachinery
from ui.app import ROOT, Options, Screen, build
from ui.keeper import Keeping
from ui.resident import Resident

MOST_MS = 100
"""Between two frames: more, and a finger meets a dead screen."""
TRIES = 3
"""A screen that waits for the printer does so every time; a machine that has other things to do does not."""
PATIENCE_MS = 15_000
FAULTS = (
    "recover",  # nothing at all
    "stall",
    "mute",
    "answer-late 3",
    "reset-after 1500",
    "busy",
    "pull-cable",
    "power-off",
    "run-out-after 200",
)
BEAT_MS = 15
WATCHDOG_S = 5.0
SHORT = Timing(answer=0.2, printed=0.6, ask_again=0.1, watch=0.3)


class Printing(TestMachinery):
    """The real queue and the real talk; the printer is tried when the test says so, so that only that is measured."""

    def __init__(self, context: Context, url: str) -> None:
        super().__init__()
        self._store = context.store
        self._spool = Spool(
            context.store,
            Printer(url, by_width("80mm"), SHORT),
            context.clock,
            on_settled=lambda _jobs: self._changed(),
        )

    def start(self) -> None:
        self._spool.start()

    def stop(self) -> None:
        self._spool.stop()

    def go(self) -> None:
        self._spool.hint()

    def job_outcome(self, job: int) -> Outcome:
        known = self._store.run(lambda db: print_jobs.get(db, job))
        assert known is not None
        return Outcome(known.state, known.reason)

    def _changed(self) -> None:
        for callback in list(self.callbacks):
            callback()


class Outside:
    """A printer in a process of its own."""

    def __init__(self, tray: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "printers.simulator", "--port", "0", "--out", str(tray)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self._process.stdout is not None
        ports = json.loads(self._process.stdout.readline())
        self.url = f"tcp://127.0.0.1:{ports['port']}"
        self._control = socket.create_connection(("127.0.0.1", ports["control_port"]), 5)
        self._answers = self._control.makefile("r")

    def tell(self, command: str) -> None:
        self._control.sendall(command.encode() + b"\n")
        assert self._answers.readline() == "ok\n"

    def close(self) -> None:
        self._answers.close()
        self._control.close()
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


class Signs:
    """The signs of life that a watchdog would wait for."""

    def __init__(self, context: Context) -> None:
        self._at: list[float] = []
        self.keeper = ProgramKeeper(
            Heart(context.store, context.clock),
            self,  # type: ignore[arg-type]
            watchdog_s=WATCHDOG_S,
            nightly="",
            local=lambda: context.zone.local(context.clock.now_ms()),
        )

    def say(self, **said: str) -> None:
        """Stands for the way to whoever started the program."""
        if said.get("READY") or said.get("WATCHDOG"):
            self._at.append(time.monotonic())

    def longest_gap(self) -> float:
        """In seconds."""
        assert len(self._at) > 2
        return max(later - sooner for sooner, later in pairwise(self._at))


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    printer = Outside(tmp_path / "tray")
    yield printer
    printer.close()


@pytest.fixture
def machinery(context: Context, outside: Outside) -> Iterator[Printing]:
    printing = Printing(context, outside.url)
    printing.start()
    yield printing
    printing.stop()


@pytest.fixture
def screen(context: Context, machinery: Printing) -> Iterator[Screen]:
    screen = build(context, machinery, Options(size=PORTRAIT, motion=True))
    screen.show()
    yield screen
    screen.close()


@pytest.mark.survives(10)
@pytest.mark.survives(10, 30)
def test_the_screen_stays_alive_whatever_the_printer_does(
    screen: Screen, machinery: Printing, outside: Outside, context: Context
) -> None:
    signs = Signs(context)
    Keeping(signs.keeper, screen)
    resident = Resident(screen)
    resident.wait_page("attract")
    done = screen.kiosk.done
    slowest: dict[str, float] = {}
    for fault in FAULTS:
        for _ in range(TRIES):
            screen.flow.send(flow.Finish())
            screen.flow.send(flow.WantNumber())
            screen.flow.send(flow.TakeNumber("petugas"))
            resident.wait_page("done")
            outside.tell(fault)
            gap = _longest_gap(screen, machinery.go, lambda: done.printMood != "busy")
            slowest[fault] = min(gap, slowest.get(fault, gap))
            outside.tell("recover")
            if done.printMood == "bad" and context.store.run(print_jobs.waiting):
                # It could not even begin: now that the printer is well again it comes out by itself.
                _longest_gap(screen, machinery.go, lambda: done.printMood == "good")
            if slowest[fault] < MOST_MS:
                break
    signs.keeper.close()
    assert {fault: round(gap) for fault, gap in slowest.items() if gap >= MOST_MS} == {}
    assert signs.longest_gap() < WATCHDOG_S, "and no watchdog would have ended it"
    states = {job.state for job in context.store.run(lambda db: print_jobs.recent(db, 50))}
    assert JobState.WAITING not in states
    assert JobState.CONFIRMED in states, "it does print"
    assert len(states) > 1, "and it did misbehave"


def _longest_gap(screen: Screen, begin: Callable[[], None], over: Callable[[], bool]) -> float:
    """The longest time in ms between two turns of the event loop, each of which asks for a frame, until it is over."""
    beats = [time.perf_counter() * 1000]

    def tick() -> None:
        beats.append(time.perf_counter() * 1000)
        screen.window.update()

    beat = QTimer()
    beat.timeout.connect(tick)
    beat.start(BEAT_MS)
    begin()
    while not over() or len(beats) == 1:
        assert beats[-1] - beats[0] < PATIENCE_MS, f"not settled: {screen.kiosk.done.printTitle}"
        # Sleeps until the next beat, as a running program does; an event loop of its own ends at once after some exit().
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    beat.stop()
    return max(later - sooner for sooner, later in pairwise(beats))
