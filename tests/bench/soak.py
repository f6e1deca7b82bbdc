"""`./run bench soak [--sessions=N]`: thousands of residents, one after the other, before one process that never restarts.

They touch the real pages in front of the real core and its workers: forms sent and forms left half-way, numbers, look-ups,
reading, languages, letters of another size, walking away. Memory, files, threads, objects and the time of a frame have to
be at the end what they were at the beginning. `tests/ui/test_soak.py` asserts the same of fewer residents.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from kiosk import log
from kiosk.app import bootstrap
from kiosk.app.machinery import Machinery
from kiosk.config import FILE
from kiosk.domain import session as flow
from kiosk.domain.catalog import Service
from kiosk.domain.session import Look
from kiosk.usecases.initialise import initialise
from tests.bench.spread import percentile
from ui.app import ROOT, Options, Screen, build
from ui.resident import Resident
from ui.viewmodels.flow import Timing
from ui.voice import Silent

SESSIONS = 5000
SIZE = (1080, 1920)
FORMS = ("D18", "J01", "D12")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Bounds:
    """What a kiosk may grow by from the first third of a soak to the last, and still run for months."""

    memory_kb: float = 4.0
    """A session. 500 residents a day and a restart every night: 2 MB. Above a megabyte in all, which a heap may swing by."""
    swing_mb: float = 6.0
    files: int = 0
    threads: int = 0
    objects: int = 0
    """QObjects, of C++, QML and Python."""
    held: float = 10.0
    """Python objects that the collector knows, a session. PySide leaves some three weak references of 72 bytes for each
    page that goes: seen as about five a session."""
    frames: float = 1.5
    """Times the median, and the 99th percentile, of what a frame costs the processor."""


@dataclass(frozen=True)
class Sample:
    """The process between two residents, on the first page, with everything collected that can be."""

    session: int
    memory: int  # bytes resident
    files: int
    threads: int
    objects: int
    held: int


@dataclass
class Found:
    """What a soak saw, after its warm-up."""

    samples: list[Sample] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)  # ms of the processor, in order
    served: dict[str, int] = field(default_factory=dict)

    def growths(self) -> dict[str, float]:
        """Last third against first third: medians of samples; a frame's as a ratio."""
        early, late = _thirds(self.samples)
        first, last = _thirds(self.frames)
        between = median(one.session for one in late) - median(one.session for one in early)

        def grown(what: str) -> float:
            return median(getattr(one, what) for one in late) - median(getattr(one, what) for one in early)

        return {
            "memory_mb": grown("memory") / 2**20,
            "memory_kb_a_session": grown("memory") / 1024 / between,
            "files": grown("files"),
            "threads": grown("threads"),
            "objects": grown("objects"),
            "held_a_session": grown("held") / between,
            "frame_p50": median(last) / median(first),
            "frame_p99": percentile(last, 99) / percentile(first, 99),
        }

    def problems(self, bounds: Bounds = Bounds()) -> list[str]:
        """What grew by more than its bound, in words; nothing for a program that can run on."""
        grown = self.growths()
        wrong = []
        if grown["memory_kb_a_session"] > bounds.memory_kb and grown["memory_mb"] > bounds.swing_mb:
            wrong.append(f"memory: {grown['memory_mb']:.1f} MB, {grown['memory_kb_a_session']:.1f} KB a session")
        wrong += [
            f"{what}: {grown[what]:+.0f}"
            for what in ("files", "threads", "objects")
            if grown[what] > getattr(bounds, what)
        ]
        if grown["held_a_session"] > bounds.held:
            wrong.append(f"held: {grown['held_a_session']:.1f} Python objects a session")
        wrong += [
            f"{what}: {grown[what]:.2f} times" for what in ("frame_p50", "frame_p99") if grown[what] > bounds.frames
        ]
        return wrong


T = TypeVar("T")


def _thirds(values: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    third = max(1, len(values) // 3)
    return values[:third], values[-third:]


class Hall:
    """Residents come and go in front of one screen. `soak(sessions)` lets so many come; each kind of visit takes its turn."""

    def __init__(self, screen: Screen, resident: Resident) -> None:
        self._screen = screen
        self._resident = resident
        self._codes: list[str] = []
        self._begun = 0.0
        self._frames: list[float] = []
        self.window = screen.window
        screen.window.afterAnimating.connect(self._frame_begins)
        screen.window.frameSwapped.connect(self._frame_ends)
        services = screen.flow.context.catalog
        self._forms = itertools.cycle([services.find(ref) for ref in FORMS])
        self._words = itertools.cycle(("ktp hilang", "banjir", "posyandu", "tanah"))
        visits = (self.send_a_form, self.leave_a_form, self.take_a_number, self.look_up, self.read, self.choose_a_look)
        # Forms are what people come for, and cost most: one in five sessions is whole, one in five is left half-way.
        self._visits = itertools.cycle(
            (visits[0], *visits[2:4], visits[1], visits[4], visits[5], visits[2], *visits[3:5], visits[5])
        )

    def soak(
        self, sessions: int, *, warm_up: int, every: int, leak: Callable[[], None] = lambda: None, tell: bool = False
    ) -> Found:
        """`every` so many sessions a sample is taken. Before them come `warm_up` sessions which count for nothing."""
        found = Found()
        for session in range(warm_up + sessions):
            if session == warm_up:
                self._frames.clear()
            visit = next(self._visits)
            visit()
            self._leave()
            leak()
            if session >= warm_up:
                found.served[visit.__name__] = found.served.get(visit.__name__, 0) + 1
                if (session - warm_up) % every == 0:
                    found.samples.append(self._look(session - warm_up))
            if tell and session % 100 == 0:
                print(f"soak: {session} sessions, {self._look(session)}", file=sys.stderr, flush=True)
        found.frames = list(self._frames)
        return found

    # --- What they come for

    def send_a_form(self) -> None:
        """From the first page to the number."""
        service, resident = next(self._forms), self._resident
        self._begin_form(service)
        resident.fill_form(service.sample)
        resident.tap("next")
        self._wait_number()
        self._codes.append(str(self._screen.kiosk.done.code))

    def leave_a_form(self) -> None:
        """In the middle of it they are called away: nobody answers "Masih di sini?"."""
        service, shared = next(self._forms), self._screen.flow
        self._begin_form(service)
        step = shared.session.page.step
        for one in step.fields:
            if one.id in service.sample:
                shared.send(flow.Answer(one.id, service.sample[one.id]))
        self._resident.settle()
        shared.timing, usual = Timing(0, 1), shared.timing
        self._screen.kiosk.stay()
        self._resident.wait(lambda: isinstance(shared.session.page, flow.Attract), "the wipe")
        shared.timing = usual

    def take_a_number(self) -> None:
        """Only a number."""
        resident = self._resident
        resident.tap("want-number")
        resident.wait_page("queue")
        resident.tap(f"group-{self._screen.flow.context.catalog.groups[0].id}")
        self._wait_number()

    def look_up(self) -> None:
        """An earlier request, by its code."""
        resident = self._resident
        resident.tap("want-track")
        resident.wait_page("track")
        if not self._codes:
            return
        resident.type_text("".join(filter(str.isalnum, self._codes[len(self._codes) // 2])))
        resident.tap("next")
        resident.wait_page("result")

    def read(self) -> None:
        """Searches for something, and opens what is found first."""
        resident = self._resident
        resident.tap("start")
        resident.wait_page("catalogue")
        resident.tap("search")
        resident.wait_page("search")
        resident.type_text(next(self._words))
        resident.wait(lambda: self._screen.bridge.pending == 0, "the search")
        resident.settle()
        name = next(
            item.objectName() for item in resident.items() if item.objectName().startswith(("service-", "record-"))
        )
        resident.tap(name)
        resident.wait(lambda: resident.page in ("service", "information", "reading"), "what was found")
        resident.settle()

    def choose_a_look(self) -> None:
        """Another language, larger letters, contrast, low controls, the voice; help."""
        resident, shared = self._resident, self._screen.flow
        for language in ("jv", "en"):
            shared.send(flow.Speak(language))
            resident.settle()
        resident.tap("start")
        resident.wait_page("catalogue")
        resident.tap("shelf-popular")
        resident.wait_page("shelf")
        resident.tap("help")
        self._screen.window.setProperty("asking", "")
        for look in (Look(text="largest"), Look(contrast=True, reach=True), Look(text="large", voice=True)):
            shared.send(flow.SetLook(look))
            resident.settle()

    def _begin_form(self, service: Service) -> None:
        resident = self._resident
        resident.tap("start")
        resident.wait_page("catalogue")
        self._screen.flow.send(flow.Choose(service))
        resident.wait_page("service")
        resident.tap("next")
        resident.wait_page("privacy")
        resident.tap("consent")
        resident.tap("next")
        resident.wait_page("step")

    def _wait_number(self) -> None:
        """Until it is drawn. Not until its button may be pressed: five thousand residents would wait for more than an hour."""
        window, drawn = self._screen.window, len(self._frames)
        self._resident.wait(lambda: self._resident.page == "done" and not window.property("turning"), "the number")
        self._resident.wait(lambda: len(self._frames) > drawn, "a frame")

    def _leave(self) -> None:
        """ "Selesai"."""
        self._screen.flow.send(flow.Finish())
        self._resident.wait(lambda: self._screen.bridge.pending == 0, "the core")
        self._resident.wait_page("attract")

    # --- What is measured

    def _frame_begins(self) -> None:
        self._begun = time.thread_time()

    def _frame_ends(self) -> None:
        # The processor's time: what a frame costs, whoever else is at work on this machine.
        self._frames.append((time.thread_time() - self._begun) * 1000)

    def _look(self, session: int) -> Sample:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        resident = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE
        objects = len(self._screen.window.findChildren(QObject)) + len(self._screen.findChildren(QObject))
        return Sample(
            session,
            resident,
            len(list(Path("/proc/self/fd").iterdir())),
            len(list(Path("/proc/self/task").iterdir())),
            objects,
            len(gc.get_objects()),
        )


@contextmanager
def hall() -> Iterator[Hall]:
    """A whole kiosk of the demonstration's office with its workers, and a printer in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="kiosk-soak-") as folder, _printer(Path(folder) / "tray") as url:
        data = Path(folder) / "kiosk"
        initialise(data, demo=True)
        (data / FILE).write_text(f'[printer]\nurl = "{url}"\n', "utf-8")
        log.set_up(data)
        with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
            options = Options(windowed=True, size=SIZE, motion=False, output=lambda _gain: Silent())
            screen = build(machine.context, machinery, options)
            try:
                screen.show()
                resident = Resident(screen)
                resident.wait_page("attract")
                yield Hall(screen, resident)
            finally:
                screen.close()
        log.close()


@contextmanager
def _printer(tray: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "printers.simulator", "--port", "0", "--out", str(tray)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield f"tcp://127.0.0.1:{json.loads(process.stdout.readline())['port']}"
        finally:
            process.terminate()


def measure(sessions: int = SESSIONS) -> Iterator[str]:
    """One line a figure; the last says whether the bounds hold."""
    begun, worked = time.monotonic(), time.process_time()
    with hall() as residents:
        found = residents.soak(sessions, warm_up=max(20, sessions // 50), every=max(1, sessions // 150), tell=True)
    first, last = found.samples[0], found.samples[-1]
    visits = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in found.served.items())
    yield f"soak: {sum(found.served.values())} sessions ({visits})"
    yield f"  {time.monotonic() - begun:.0f} s, {time.process_time() - worked:.0f} s of the processor"
    yield f"  memory               {first.memory / 2**20:.1f} MB at first, {last.memory / 2**20:.1f} MB at last"
    yield f"  files, threads       {first.files}, {first.threads} at first, {last.files}, {last.threads} at last"
    yield f"  QObjects             {first.objects} at first, {last.objects} at last"
    yield f"  Python objects       {first.held} at first, {last.held} at last"
    for name, value in found.growths().items():
        yield f"  {name:20} {value:+.2f}" if "frame" not in name else f"  {name:20} x {value:.2f}"
    early, late = _thirds(found.frames)
    for name, part in (("first third", early), ("last third", late)):
        yield f"  frames, {name:12} p50 {median(part):.2f} ms, p99 {percentile(list(part), 99):.1f} ms, {len(part)} frames"
    problems = found.problems()
    yield "  " + ("flat: every bound holds" if not problems else "GREW: " + "; ".join(problems))
