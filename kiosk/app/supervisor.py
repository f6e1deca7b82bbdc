"""Keeps the touch program alive: what systemd starts, and what starts the program.

It hears the program's heartbeat, ends a program that hangs, starts it anew, shows a page meanwhile, and after three crashes
within five minutes starts it with the page "out of service", which tries again later and later (`kiosk.domain.crashes`). It
holds no window, no database and no key, so that there is little in it that could fail.

    run()      until the petugas leaves the program, or SIGTERM; the exit code for `kiosk supervise`
"""

from __future__ import annotations

import ctypes
import math
import os
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec

from kiosk.app.notify import Notify, parse, watchdog_s
from kiosk.domain import crashes
from kiosk.domain.crashes import Past, Start
from kiosk.domain.outage import Code
from kiosk.private_file import write_private
from ui.ports import LEFT, RESTART

FILE: Final = "supervisor.json"
TRACES: Final = "crash.txt"
"""In the folder of the logs: where the threads stood when the program ended, places only."""
SUPERVISED: Final = "PUBLIK_KIOSK_SUPERVISED"
"""Set for the program: it ends with RESTART instead of starting itself anew."""
CRASHES: Final = "PUBLIK_KIOSK_CRASHES"
"""Set for the program: those that the audit log has not yet, as JSON."""
WATCHDOG_S: Final = 30.0
_START_S: Final = 120.0
_LEAVING_S: Final = 15.0
_TRACE_S: Final = 2.0
_FAILED_SAFE_S: Final = 60.0
_PR_SET_PDEATHSIG: Final = 1


class Trial(Protocol):
    """A new version of the program that has yet to show that it starts (`kiosk.updates`); without one nothing happens."""

    def begin(self) -> None:
        """The program is about to be started."""
        ...

    def confirm(self) -> None:
        """It has served for five minutes."""
        ...

    def fail(self) -> bool:
        """It ended by itself three times. True: the version before is in its place now."""
        ...


@dataclass(frozen=True)
class Programs:
    """Command lines."""

    run: Callable[[Start], list[str]]
    page: Callable[[Code | None], list[str]] | None = None
    """The page while restarting; with a code: the page when not even "out of service" can be shown."""


class Supervisor:
    """Of one data folder. `watchdog_s` without a sign of life, and the program is ended."""

    def __init__(
        self,
        data: Path,
        programs: Programs,
        *,
        watchdog_s: float = WATCHDOG_S,
        start_s: float = _START_S,
        trial: Trial | None = None,
        environ: Mapping[str, str] = os.environ,
        say: Callable[[str], object] = lambda line: sys.stderr.write(f"{line}\n"),
    ) -> None:
        self._data = data
        self._programs = programs
        self._watchdog_s = watchdog_s
        self._start_s = start_s
        self._trial = trial
        # Behind a compositor that systemd started this process is not the one it names; both listen to the same socket.
        self._environ = {name: value for name, value in environ.items() if name != "WATCHDOG_PID"}
        self._above = Notify.from_environment(environ)
        self._say = say
        self._past = read_past(data)
        self._ended_by: int | None = None
        self._page: subprocess.Popen[bytes] | None = None
        self._told_ready = False
        self._ear: socket.socket
        self._address = ""
        self._alarm: socket.socket

    # --- The whole life

    def run(self) -> int:
        """Returns LEFT, or the exit code of a program that was used wrongly."""
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="publik-kiosk-"))
            self._address = str(Path(folder) / "notify")
            self._ear = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
            self._ear.bind(self._address)
            self._ear.setblocking(False)
            stack.enter_context(self._signals())
            stack.callback(self._hide_page)
            code = self._keep_alive()
            self._above.say(STOPPING="1")
            return code

    def _keep_alive(self) -> int:
        start = crashes.next_start(self._past)
        while True:
            ended = self._one(start)
            if self._is_asked_to_end() or ended.code == LEFT:
                return LEFT
            if ended.code == RESTART:
                # Asked for: nothing went wrong. From "out of service" it is the next try.
                start = Start(safe=False)
                continue
            if ended.code in (2, 3) and not ended.ready and not start.safe:
                # Wrong use, or no kiosk here: starting it again says the same.
                return ended.code
            self._take_note(ended)
            if start.safe:
                self._show_page(Code.CRASHED)
                self._pause(max(_FAILED_SAFE_S, start.retry_s))
                if self._is_asked_to_end():
                    return LEFT
                start = Start(safe=False)
                continue
            start = crashes.next_start(self._past)
            if start.safe and self._trial is not None and self._trial.fail():
                self._say("kiosk: the new version does not start; the one before is used again")
                self._past = crashes.steady(self._past)
                self._keep()
                start = Start(safe=False)

    def _take_note(self, ended: Ended) -> None:
        self._past = crashes.crashed(self._past, ended.how, ended.place, ended.ran_s)
        self._say(f"kiosk: ended by itself ({ended.how}{', ' + ended.place if ended.place else ''}); starting anew")
        self._keep()

    def _keep(self) -> None:
        # A disk that cannot be written is one of the reasons to be here.
        with suppress(OSError):
            write_private(self._data / FILE, msgspec.json.encode(self._past))

    # --- One program

    def _one(self, start: Start) -> Ended:
        """Starts it and stays with it to its end."""
        self._forget_messages()
        self._show_page(None)
        # Its place is read from here on.
        with suppress(OSError):
            (self._data / "logs" / TRACES).unlink()
        if self._trial is not None and not start.safe:
            self._trial.begin()
        begun = time.monotonic()
        child = self._start(start)
        pid = os.pidfd_open(child.pid)
        try:
            return self._stay_with(_Running(child, pid, begun, begun + self._start_s), start)
        finally:
            # Whatever it started and left behind goes with it. It is not yet reaped, so the number is still its own.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            os.close(pid)

    def _start(self, start: Start) -> subprocess.Popen[bytes]:
        environ = {**self._environ, "NOTIFY_SOCKET": self._address}
        environ["WATCHDOG_USEC"] = str(round(self._watchdog_s * 1_000_000))
        environ[SUPERVISED] = "1"
        environ[CRASHES] = msgspec.json.encode(self._past.untold).decode()
        return subprocess.Popen(
            self._programs.run(start),
            env=environ,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_with_its_parent(os.getpid()),  # noqa: PLW1509 - this process has one thread
        )

    def _stay_with(self, running: _Running, start: Start) -> Ended:
        steady_at = math.inf
        while True:
            now = time.monotonic()
            if self._is_asked_to_end():
                return self._leave(running)
            if now >= steady_at:
                steady_at = math.inf
                self._serves_well(start)
            self._still_here()
            wait = min(running.deadline, steady_at, now + self._beat()) - now
            ear, alarm = self._ear.fileno(), self._alarm.fileno()
            ready, _, _ = select.select([ear, alarm, running.pidfd], [], [], max(0.0, wait))
            if alarm in ready:
                self._alarm.recv(64)
            if ear in ready:
                was = running.ready
                self._hear(running)
                if running.ready and not was:
                    steady_at = time.monotonic() + crashes.WITHIN_S
                    self._is_ready(start)
            if running.pidfd in ready:
                return self._gone(running)
            # Only after everything was heard: on a busy machine a sign of life waits longer for its listener than it took to come.
            if time.monotonic() >= running.deadline:
                return self._end_hanging(running)

    def _hear(self, running: _Running) -> None:
        """Everything that was said by now."""
        while True:
            try:
                said = parse(self._ear.recv(4096))
            except BlockingIOError:
                return
            now = time.monotonic()
            if said.get("READY") == "1":
                running.ready = True
                running.deadline = now + self._watchdog_s
            if said.get("WATCHDOG") == "1" and running.ready:
                running.deadline = now + self._watchdog_s
            if "EXTEND_TIMEOUT_USEC" in said and not running.ready:
                self._above.say(EXTEND_TIMEOUT_USEC=said["EXTEND_TIMEOUT_USEC"])
                with suppress(ValueError):
                    running.deadline = max(running.deadline, now + int(said["EXTEND_TIMEOUT_USEC"]) / 1_000_000)
            if said.get("STOPPING") == "1":
                running.deadline = now + max(_LEAVING_S, self._watchdog_s)
            if "STATUS" in said:
                self._above.say(STATUS=said["STATUS"])

    def _is_ready(self, start: Start) -> None:
        self._hide_page()
        if not self._told_ready:
            self._told_ready = True
            self._above.say(READY="1")
        if not start.safe and self._past.untold:
            # It has written them into the audit log before it showed anything.
            self._past = crashes.told(self._past)
            self._keep()

    def _serves_well(self, start: Start) -> None:
        if start.safe:
            return
        if self._past.recent or self._past.tries:
            self._past = crashes.steady(self._past)
            self._keep()
        if self._trial is not None:
            self._trial.confirm()

    def _leave(self, running: _Running) -> Ended:
        """SIGTERM came: the program may finish what it does."""
        self._above.say(STOPPING="1")
        running.child.terminate()
        self._wait_for(running, _LEAVING_S)
        return self._gone(running)

    def _end_hanging(self, running: _Running) -> Ended:
        # SIGABRT makes it write down where it stands; then it goes, whatever it says.
        running.child.send_signal(signal.SIGABRT)
        self._wait_for(running, _TRACE_S)
        ran = time.monotonic() - running.begun
        how = "hung" if running.ready else "hung while starting"
        return Ended(None, how, self._place(), ran, running.ready)

    def _wait_for(self, running: _Running, seconds: float) -> None:
        """Until it ended, or was ended."""
        poll = select.poll()
        poll.register(running.pidfd, select.POLLIN)
        if not poll.poll(seconds * 1000):
            running.child.kill()
            poll.poll(10_000)

    def _gone(self, running: _Running) -> Ended:
        ran = time.monotonic() - running.begun
        # Looked at, not reaped: its number stays its own until its whole group was ended.
        seen = os.waitid(os.P_PID, running.child.pid, os.WEXITED | os.WNOWAIT)
        status = seen.si_status if seen is not None else 0
        if seen is not None and seen.si_code == os.CLD_EXITED:
            return Ended(status, f"exit {status}", "", ran, running.ready)
        return Ended(None, f"signal {status}", self._place(), ran, running.ready)

    def _place(self) -> str:
        """Where the thread that was struck stood: file and line."""
        try:
            text = (self._data / "logs" / TRACES).read_text("utf-8", "replace")
        except OSError:
            return ""
        _, _, current = text.partition("Current thread")
        found = re.search(r'File "([^"]+)", line (\d+)', current)
        return f"{Path(found[1]).name}:{found[2]}" if found else ""

    # --- Who listens above

    def _beat(self) -> float:
        wait = watchdog_s(self._environ)
        return wait / 2 if wait is not None and self._above else 3600.0

    def _still_here(self) -> None:
        """This process itself is watched, too: it goes round at least as often as that needs."""
        if self._told_ready or self._page is not None:
            self._above.say(WATCHDOG="1")

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._is_asked_to_end() and (left := until - time.monotonic()) > 0:
            self._still_here()
            if select.select([self._alarm], [], [], min(left, self._beat()))[0]:
                self._alarm.recv(64)

    def _forget_messages(self) -> None:
        with suppress(BlockingIOError):
            while True:
                self._ear.recv(4096)

    def _is_asked_to_end(self) -> bool:
        return self._ended_by is not None

    def _signals(self) -> ExitStack:
        reading, writing = socket.socketpair()
        reading.setblocking(False)
        writing.setblocking(False)
        stack = ExitStack()
        for end in (reading, writing):
            stack.enter_context(end)
        self._alarm = reading
        stack.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False))

        def asked(number: int, _frame: object) -> None:
            self._ended_by = number

        for number in (signal.SIGTERM, signal.SIGINT):
            stack.callback(signal.signal, number, signal.signal(number, asked))
        return stack

    # --- The page meanwhile

    def _show_page(self, code: Code | None) -> None:
        if self._programs.page is None or (code is None and self._page is not None):
            return
        self._hide_page()
        try:
            self._page = subprocess.Popen(
                self._programs.page(code),
                stdin=subprocess.DEVNULL,
                env={name: value for name, value in self._environ.items() if name != "NOTIFY_SOCKET"},
                preexec_fn=_with_its_parent(os.getpid()),  # noqa: PLW1509
            )
        except OSError:
            self._page = None  # the program itself is what matters

    def _hide_page(self) -> None:
        if self._page is not None:
            self._page.kill()
            self._page.wait()
            self._page = None


@dataclass
class _Running:
    child: subprocess.Popen[bytes]
    pidfd: int
    begun: float
    deadline: float  # monotonic: ended by force when nothing was heard until then
    ready: bool = False


@dataclass(frozen=True)
class Ended:
    """How a program ended. No code: it was killed, by the kernel, by us or by itself."""

    code: int | None
    how: str
    place: str
    ran_s: float
    ready: bool


def read_past(data: Path) -> Past:
    """What is remembered of a data folder's crashes; nothing where the file is missing or damaged."""
    try:
        return msgspec.json.decode((data / FILE).read_bytes(), type=Past)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Past()


def untold(environ: Mapping[str, str] = os.environ) -> tuple[crashes.Crash, ...]:
    """The crashes that whoever was started by the supervisor writes into the audit log."""
    try:
        return msgspec.json.decode(environ.get(CRASHES, "[]"), type=tuple[crashes.Crash, ...])
    except msgspec.DecodeError:
        return ()


def is_supervised(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody starts this process anew when it ends with RESTART."""
    return SUPERVISED in environ


def _with_its_parent(parent: int) -> Callable[[], None]:
    """Run in the new process: it ends with the one that started it, and leaves no core with what residents typed."""
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if os.getppid() != parent:
            os._exit(1)  # it ended before the kernel knew

    return prepare
