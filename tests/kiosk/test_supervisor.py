"""The program never dies for good and never runs in circles: whatever ends it, it is started anew, and more and more rarely."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app import supervisor
from kiosk.app.notify import Notify, parse, watchdog_s
from kiosk.app.supervisor import Programs, Supervisor
from kiosk.domain import crashes
from kiosk.domain.crashes import MOST, PAUSES_S, WITHIN_S, Past, Start
from kiosk.domain.outage import Code
from ui.ports import LEFT, RESTART

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, signal, socket, sys, time
def say(text):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.sendto(text.encode(), os.environ["NOTIFY_SOCKET"])
"""


class Scripted:
    """Programs that do one thing each, in order; what was started is remembered, and the last one leaves."""

    def __init__(self, data: Path, *bodies: str) -> None:
        self.started: list[Start] = []
        self.data = data
        self._bodies = list(bodies)
        self.said: list[str] = []

    def command(self, start: Start) -> list[str]:
        self.started.append(start)
        body = self._bodies.pop(0) if self._bodies else "sys.exit(0)"
        return [sys.executable, "-S", "-c", PROGRAM + body]

    def supervise(self, **options: object) -> int:
        watcher = Supervisor(self.data, Programs(self.command), say=self.said.append, **options)  # type: ignore[arg-type]
        return watcher.run()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path


def test_a_petugas_who_leaves_ends_it_and_a_restart_is_no_crash(data: Path) -> None:
    programs = Scripted(data, f"sys.exit({RESTART})", f"sys.exit({RESTART})", f"sys.exit({LEFT})")
    assert programs.supervise() == LEFT
    assert programs.started == [Start(safe=False)] * 3
    assert supervisor.read_past(data) == Past()


@pytest.mark.parametrize("code", [2, 3])
def test_a_program_that_was_used_wrongly_is_not_tried_again(data: Path, code: int) -> None:
    programs = Scripted(data, f"sys.exit({code})")
    assert programs.supervise() == code
    assert len(programs.started) == 1


@pytest.mark.survives(31)
def test_three_crashes_lead_to_the_page_out_of_service_and_later_tries_come_more_rarely(data: Path) -> None:
    crash, kill = "sys.exit(1)", "os.kill(os.getpid(), signal.SIGKILL)"
    again = f"say('READY=1'); sys.exit({RESTART})"
    programs = Scripted(data, crash, kill, crash, again, crash, again, kill, again)
    assert programs.supervise() == LEFT
    safe = [Start(safe=True, retry_s=pause) for pause in PAUSES_S]
    normal = Start(safe=False)
    assert programs.started == [normal, normal, normal, safe[0], normal, safe[1], normal, safe[2], normal]
    past = supervisor.read_past(data)
    assert [crash.how for crash in past.untold] == ["exit 1", "signal 9", "exit 1", "exit 1", "signal 9"]
    assert past.count == 5


@pytest.mark.survives(31)
def test_when_not_even_the_page_out_of_service_can_be_shown_a_plain_one_is_and_it_goes_on_trying(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_FAILED_SAFE_S", 0.05)
    monkeypatch.setattr(crashes, "PAUSES_S", (0,))
    programs = Scripted(data, *["sys.exit(1)"] * 4, f"say('READY=1'); sys.exit({LEFT})")
    shown: list[Code | None] = []

    def page(code: Code | None) -> list[str]:
        shown.append(code)
        return [sys.executable, "-S", "-c", "import signal; signal.pause()"]

    assert Supervisor(data, Programs(programs.command, page), say=programs.said.append).run() == LEFT
    assert [start.safe for start in programs.started] == [False, False, False, True, False]
    assert shown == [None, Code.CRASHED], "one page from the first start on, until there is something worse to say"


@pytest.mark.survives(31)
def test_crashes_are_remembered_over_a_power_cut(data: Path) -> None:
    """The machine goes off after two crashes; the third is the third."""
    programs = Scripted(data, "sys.exit(1)", "sys.exit(1)", f"sys.exit({LEFT})")
    programs.supervise()
    after = Scripted(data, "sys.exit(1)", f"sys.exit({LEFT})")
    after.supervise()
    assert after.started[1] == Start(safe=True, retry_s=PAUSES_S[0])


@pytest.mark.survives(31)
def test_a_damaged_memory_of_crashes_is_no_crash(data: Path) -> None:
    for text in (b"", b"{", b'{"count": "x"}', b"\x00" * 100):
        (data / supervisor.FILE).write_bytes(text)
        assert Scripted(data).supervise() == LEFT


@pytest.mark.survives(30)
def test_a_program_that_gives_no_sign_of_life_is_ended_and_started_anew_with_its_place(data: Path) -> None:
    hang = (
        "import faulthandler\n"
        f"faulthandler.enable(open({str(data / 'logs' / supervisor.TRACES)!r}, 'w'))\n"
        "def stuck():\n    say('READY=1')\n    signal.pause()\n"
        "stuck()"
    )
    programs = Scripted(data, hang, f"sys.exit({LEFT})")
    assert programs.supervise(watchdog_s=0.2) == LEFT
    (crash,) = supervisor.read_past(data).untold
    assert crash.how == "hung"
    assert crash.place.startswith("<string>:")


@pytest.mark.survives(30)
def test_signs_of_life_keep_it_running_and_they_count_only_after_it_was_ready(data: Path) -> None:
    # Short for a machine, long for a busy one that lets a program wait for its turn.
    alive = "say('READY=1')\nfor _ in range(13):\n    time.sleep(0.25); say('WATCHDOG=1')\nsys.exit(0)"
    assert Scripted(data, alive).supervise(watchdog_s=3) == LEFT
    assert supervisor.read_past(data) == Past()
    never_ready = "for _ in range(100):\n    say('WATCHDOG=1'); time.sleep(0.05)"
    programs = Scripted(data, never_ready)
    assert programs.supervise(start_s=0.4) == LEFT
    assert [crash.how for crash in supervisor.read_past(data).untold] == ["hung while starting"]


@pytest.mark.survives(5)
def test_a_start_that_takes_long_for_a_reason_may_ask_for_more_time(data: Path) -> None:
    slow = "say('EXTEND_TIMEOUT_USEC=60000000'); time.sleep(3.5); sys.exit(0)"
    assert Scripted(data, slow).supervise(start_s=3) == LEFT
    assert supervisor.read_past(data) == Past()


@pytest.mark.survives(30)
def test_what_a_program_left_behind_ends_with_it(data: Path) -> None:
    """The camera's process, for example: it would hold the camera for ever."""
    orphan = "p = os.fork()\nif p == 0:\n    signal.pause()\nopen('orphan', 'w').write(str(p))\nos._exit(1)"
    os_cwd = Path.cwd()
    os.chdir(data)
    try:
        Scripted(data, orphan).supervise()
    finally:
        os.chdir(os_cwd)
    assert _gone(int((data / "orphan").read_text()))


def _gone(pid: int) -> bool:
    """Nobody of that number lives, or only its entry waits for somebody to look at it."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
    return False


WRAPPER = """
import sys
from pathlib import Path
from kiosk.app.supervisor import Programs, Supervisor
code = '''{program}'''
child = [sys.executable, "-S", "-c", code]
sys.exit(Supervisor(Path(sys.argv[1]), Programs(lambda start: child)).run())
"""


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """Its ear."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "systemd"))
        ear.settimeout(10)
        yield ear


def _heard(ear: socket.socket, what: str) -> None:
    while what not in ear.recv(4096).decode().splitlines():
        pass


@pytest.mark.survives(30)
def test_systemd_hears_ready_the_status_signs_of_life_and_the_end(data: Path, systemd: socket.socket) -> None:
    program = PROGRAM + (
        "open('pid', 'w').write(str(os.getpid()))\n"
        "say('READY=1\\\\nSTATUS=Melayani.')\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
        "while True:\n    say('WATCHDOG=1'); time.sleep(0.05)\n"
    )
    environ = {**os.environ, "NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": "200000"}
    environ.pop("WATCHDOG_PID", None)
    command = [sys.executable, "-P", "-c", WRAPPER.format(program=program), str(data)]
    with subprocess.Popen(command, env={**environ, "PYTHONPATH": str(ROOT)}, cwd=data) as process:
        _heard(systemd, "STATUS=Melayani.")
        _heard(systemd, "READY=1")
        _heard(systemd, "WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        _heard(systemd, "STOPPING=1")
        assert process.wait(10) == LEFT
    assert _gone(int((data / "pid").read_text()))


@pytest.mark.survives(2)
def test_a_program_does_not_outlive_its_supervisor(data: Path) -> None:
    program = (
        PROGRAM
        + "say('READY=1'); open('pid.new', 'w').write(str(os.getpid()))\nos.rename('pid.new', 'pid')\nsignal.pause()"
    )
    command = [sys.executable, "-P", "-c", WRAPPER.format(program=program), str(data)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=data) as process:
        until = time.monotonic() + 10
        while not (data / "pid").exists() and time.monotonic() < until:
            threading.Event().wait(0.01)
        process.kill()
        process.wait()
    assert _gone(int((data / "pid").read_text()))


class _Trial:
    """Of a new version with one before it."""

    def __init__(self) -> None:
        self.begun = self.failed = 0

    def begin(self) -> None:
        self.begun += 1

    def confirm(self) -> None: ...

    def fail(self) -> bool:
        self.failed += 1
        return self.failed == 1


@pytest.mark.survives(31)
def test_a_new_version_that_does_not_start_is_taken_back_and_the_old_one_begins_without_blame(data: Path) -> None:
    programs = Scripted(data, *["sys.exit(1)"] * 5, f"sys.exit({LEFT})")
    trial = _Trial()
    assert programs.supervise(trial=trial) == LEFT
    assert (trial.begun, trial.failed) == (6, 1)
    assert programs.started == [Start(safe=False)] * 6


# --- When to try again: pure


@given(st.lists(st.floats(0, 2 * WITHIN_S), max_size=40))
def test_whatever_happens_there_are_never_more_than_three_normal_starts_in_five_minutes(runs: list[float]) -> None:
    """Each run ends in a crash. Between two tries lies what ran, and the pause of the page "out of service"."""
    past, now = Past(), 0.0
    begun: list[float] = []
    for ran in runs:
        start = crashes.next_start(past)
        if start.safe:
            assert start.retry_s in PAUSES_S
            now += start.retry_s
        begun.append(now)
        now += ran
        past = crashes.crashed(past, "exit 1", "", ran)
    for first, fourth in zip(begun, begun[MOST + 1 :], strict=False):
        assert fourth - first >= PAUSES_S[0]
    assert past.count == len(runs)


def test_five_minutes_of_running_make_it_well_again() -> None:
    past = Past()
    for _ in range(2):
        past = crashes.crashed(past, "exit 1", "", 1.0)
    past = crashes.crashed(past, "exit 1", "", WITHIN_S)
    assert crashes.next_start(past) == Start(safe=False)
    for _ in range(2):
        past = crashes.crashed(past, "exit 1", "", 1.0)
    assert crashes.next_start(past).safe
    assert crashes.next_start(crashes.steady(past)) == Start(safe=False)


def test_the_crashes_told_to_the_program_are_read_as_they_were_written() -> None:
    past = crashes.crashed(Past(), "signal 11", "flow.py:104", 3.0)
    environ = {supervisor.CRASHES: msgspec.json.encode(past.untold).decode()}
    assert supervisor.untold(environ) == past.untold
    assert supervisor.untold({supervisor.CRASHES: "["}) == supervisor.untold({}) == ()


# --- The protocol


def test_messages_are_as_sd_notify_has_them_also_to_an_abstract_socket() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("")  # the kernel gives it an abstract name
        ear.settimeout(5)
        address = "@" + ear.getsockname()[1:].decode()
        Notify.from_environment({"NOTIFY_SOCKET": address}).say(READY="1", STATUS="Dua\nbaris")
        assert ear.recv(100) == b"READY=1\nSTATUS=Dua baris"
    Notify(address).say(WATCHDOG="1")  # nobody there: nothing happens
    Notify.from_environment({}).say(READY="1")
    assert parse(b"READY=1\nnothing\nSTATUS=a=b\n\xff") == {"READY": "1", "STATUS": "a=b"}


@pytest.mark.parametrize(
    ("environ", "wait"),
    [
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "many"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({}, None),
    ],
)
def test_how_long_the_starter_waits(environ: dict[str, str], wait: float | None) -> None:
    assert watchdog_s(environ) == wait
