"""`kiosk run` and `kiosk supervise` as the system starts them: struck, interrupted, broken and mended, they come back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import config, log
from kiosk.app.supervisor import read_past
from kiosk.domain.audit import Act
from kiosk.store import audit
from kiosk.store.database import reading
from kiosk.usecases.initialise import initialise
from ui.ports import LEFT

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    initialise(tmp_path / "data", demo=True)
    return tmp_path / "data"


class Program:
    """One command, and the ear of whoever started it."""

    def __init__(self, data: Path, folder: Path, command: str, **environ: str) -> None:
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.bind(str(folder / f"notify-{command}-{time.monotonic_ns()}"))
        self._ear.settimeout(PATIENCE_S)
        inherited = {name: value for name, value in os.environ.items() if name != "WATCHDOG_PID"}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kiosk", command, "--windowed", "--size", "540x960", "--data", str(data)],
            env={
                **inherited,
                "PYTHONPATH": str(ROOT),
                "QT_QPA_PLATFORM": "offscreen",
                "NOTIFY_SOCKET": self._ear.getsockname(),
                **environ,
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    def hears(self, what: str) -> None:
        """Waits for a line of the program's messages."""
        while not any(line.startswith(what) for line in self._ear.recv(4096).decode().splitlines()):
            pass

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()
        self._ear.close()


@contextmanager
def started(data: Path, folder: Path, command: str, **environ: str) -> Iterator[Program]:
    program = Program(data, folder, command, **environ)
    try:
        yield program
    finally:
        program.close()


def child_of(program: Program) -> int:
    """The touch program that a supervisor has started: its child that serves; the other one shows the page."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for pid in Path(f"/proc/{program.process.pid}/task/{program.process.pid}/children").read_text().split():
            if b"\0run\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    raise AssertionError("no program was started")


def acts(data: Path) -> list[tuple[Act, str]]:
    """The audit log, oldest first."""
    with reading(data) as db:
        return [(line.act, line.detail) for line in reversed(audit.newest(db, most=50))]


@pytest.mark.slow
@pytest.mark.survives(2, 30, 31)
def test_a_program_that_is_struck_comes_back_and_the_audit_log_knows(data: Path, tmp_path: Path) -> None:
    with started(data, tmp_path, "supervise") as program:
        program.hears("READY=1")
        first = child_of(program)
        os.kill(first, signal.SIGSEGV)
        program.hears("STATUS=Sedang dinyalakan.")
        program.hears("STATUS=Melayani.")
        assert child_of(program) != first
        program.process.terminate()
        assert program.process.wait(PATIENCE_S) == LEFT
    (said,) = [detail for act, detail in acts(data) if act is Act.CRASHED]
    number, _, rest = said.partition(": signal 11 ")
    place = rest.split(",")[0]
    assert number == "1"
    assert ":" in place, "where it stood"
    assert [act for act, _ in acts(data)].count(Act.STARTED) == 2


@pytest.mark.slow
@pytest.mark.survives(31)
def test_after_three_crashes_it_says_that_it_cannot_serve_and_with_which_code(data: Path, tmp_path: Path) -> None:
    with started(data, tmp_path, "supervise") as program:
        for _ in range(3):
            program.hears("STATUS=Melayani.")
            os.kill(child_of(program), signal.SIGKILL)
        program.hears("STATUS=Tidak melayani: K-08.")
        program.process.terminate()
        assert program.process.wait(PATIENCE_S) == LEFT
    assert [crash.how for crash in read_past(data).recent] == ["signal 9"] * 3
    assert [act for act, _ in acts(data)].count(Act.CRASHED) == 2, "the third waits for a program that starts"


@pytest.mark.slow
@pytest.mark.survives(31)
def test_broken_settings_do_not_close_a_kiosk_that_has_worked(data: Path, tmp_path: Path) -> None:
    """And without any that worked it says so, and goes on by itself once they are mended."""
    (data / config.FILE).write_text("[privacy]\nidle_wipe_s = 21\n", "utf-8")
    with started(data, tmp_path, "run") as program:
        program.hears("READY=1")
        program.process.terminate()
        assert program.process.wait(PATIENCE_S) == LEFT
    good = (data / config.GOOD).read_text("utf-8")
    assert "idle_wipe_s = 21" in good
    (data / config.FILE).write_text("[privacy]\nidle_wipe_s = many\n", "utf-8")
    with started(data, tmp_path, "run") as program:
        program.hears("STATUS=Melayani.")
        program.process.terminate()
        program.process.wait(PATIENCE_S)
    assert Act.SETTINGS_FELL_BACK in [act for act, _ in acts(data)]
    assert (data / config.GOOD).read_text("utf-8") == good, "broken ones are never the good ones"
    (data / config.GOOD).unlink()
    with started(data, tmp_path, "run") as program:
        program.hears("STATUS=Tidak melayani: K-06.")
        (data / config.FILE).write_text(good, "utf-8")
        program.hears("STATUS=Melayani.")
        program.process.terminate()
        assert program.process.wait(PATIENCE_S) == LEFT


@pytest.mark.slow
@pytest.mark.survives(30)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_window_is_there_ends_the_program_in_order(
    data: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """It used to break the start off somewhere, and threads that nobody ended kept the process for ever."""
    with started(data, tmp_path, "run") as program:
        program.hears("STATUS=Sedang dinyalakan.")
        program.process.send_signal(number)
        assert program.process.wait(PATIENCE_S) == LEFT
        assert program.process.stderr is not None
        assert program.process.stderr.read() == ""
    with reading(data) as db:
        assert db.execute("PRAGMA quick_check").fetchone()[0] == "ok"


@pytest.mark.slow
@pytest.mark.survives(31)
def test_a_kiosk_nobody_ever_made_ends_with_the_next_step(tmp_path: Path) -> None:
    for command in ("run", "supervise"):
        with started(tmp_path / "none", tmp_path, command) as program:
            assert program.process.wait(PATIENCE_S) == 3
            assert program.process.stderr is not None
            assert "kiosk init" in program.process.stderr.read()
    assert not (tmp_path / "none" / log.FOLDER).exists()
