"""One process of the screen's measurements; `tests.bench.screen` starts it and reads what it prints.

python -m tests.bench.window kiosk DATA     first frame of the kiosk, then its memory
python -m tests.bench.window empty          the same of an empty Quick window of the same size
python -m tests.bench.window pages on|off [PICTURES]   what each change of the page costs, with and without the guide's
                                            voice; with a folder of pictures while a camera sees them and cards are read
python -m tests.bench.window stack          the same of an empty StackView
python -m tests.bench.window memory         what is left after hundreds of changes
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.catalog import Service, Step
from kiosk.domain.session import Look

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

WIDTH, HEIGHT = 1080, 1920

_EMPTY = b"""
import QtQuick
Window { width: 1080; height: 1920; visible: true; color: "#FBF7EF" }
"""

_STACK = b"""
import QtQuick
import QtQuick.Controls.Basic
Window {
    id: root
    width: 1080; height: 1920; visible: true
    property bool settled: !stack.busy
    function turn() { stack.replace(page) }
    Component { id: page; Rectangle { color: Qt.rgba(Math.random(), 1, 1, 1) } }
    StackView { id: stack; anchors.fill: parent; initialItem: page }
}
"""


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _memory_kb() -> dict[str, int]:
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        if name in ("Rss", "Pss"):
            found[name.lower()] = int(value.split()[0])
    return found


def _first_frame(window: object) -> None:
    """Tells of the first frame and, half a second of idle later, of the memory; then ends the program."""
    from PySide6.QtCore import QCoreApplication, QTimer

    frames = 0

    def swapped() -> None:
        nonlocal frames
        frames += 1
        if frames == 1:
            _tell(event="frame")
            QTimer.singleShot(500, remember)

    def remember() -> None:
        _tell(event="memory", **_memory_kb())
        # Not quit(), which first asks the windows: a kiosk's window may say no.
        QCoreApplication.exit(0)

    window.frameSwapped.connect(swapped)  # type: ignore[attr-defined]


def empty(qml: bytes = _EMPTY) -> None:
    """The least a PySide6 Quick program can be."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(qml)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    _first_frame(window)
    app.exec()


def kiosk(data: str) -> None:
    """The product, as `kiosk run` starts it."""
    from kiosk import log
    from kiosk.app import bootstrap
    from kiosk.app.machinery import Machinery
    from ui import app

    log.set_up(Path(data))
    with bootstrap.machine(Path(data)) as machine, Machinery(machine) as machinery:
        application = app.application()
        screen = app.build(machine.context, machinery, app.Options(windowed=True, size=(WIDTH, HEIGHT)))
        _first_frame(screen.window)
        screen.show()
        application.exec()
        screen.close()


class _Changes:
    """What changes of the page cost, by the name of what comes."""

    def __init__(self, window: Any) -> None:
        self.found: dict[str, dict[str, list[float]]] = {}
        self._window = window
        self._begun = 0.0
        self._costs: list[float] = []
        self._swaps: list[float] = []
        window.afterAnimating.connect(self._begin)
        window.frameSwapped.connect(self._end)

    def _begin(self) -> None:
        self._begun = time.perf_counter()

    def _end(self) -> None:
        now = time.perf_counter()
        self._costs.append((now - self._begun) * 1000)
        self._swaps.append(now)

    def change(self, name: str, act: Callable[[], object], settled: Callable[[], object], *, keep: bool) -> None:
        """Runs the event loop pass by pass until all has come; the longest pass is how long nothing else was possible.

        `work` is the processor's time in that pass: what it would be on a machine with nothing else to do.
        """
        from PySide6.QtCore import QCoreApplication, QEventLoop

        self._costs, self._swaps = [], []
        worked, tapped = time.thread_time(), time.perf_counter()
        act()
        longest, turned = time.perf_counter() - tapped, 0.0
        work = time.thread_time() - worked
        until = tapped + 20
        while time.perf_counter() < until:
            worked, begun = time.thread_time(), time.perf_counter()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            longest = max(longest, time.perf_counter() - begun)
            work = max(work, time.thread_time() - worked)
            if not turned and not self._window.property("turning"):
                # The next frame that ends after this pass began shows the new page.
                turned = begun
            if turned and any(swap >= turned for swap in self._swaps) and settled():
                break
        else:
            raise TimeoutError(name)
        if keep:
            found = self.found.setdefault(name, {"work": [], "blocks": [], "first": [], "frames": []})
            found["work"].append(work * 1000)
            found["blocks"].append(longest * 1000)
            found["first"].append((next(swap for swap in self._swaps if swap >= turned) - tapped) * 1000)
            found["frames"] += self._costs


ROUNDS, WARM = 2, 1
"""A running kiosk has seen every page before. With its motion a round takes half a minute."""


def pages(voice: str, pictures: str = "") -> None:
    """Residents go through everything there is, again and again; with `voice` "on" the guide reads it to them."""
    with _driver() as driver, _cards_being_read(pictures) as cards:
        changes = _Changes(driver.screen.window)
        for round_ in range(ROUNDS + WARM):
            _everything(driver, changes, Look(voice=voice == "on"), keep=round_ >= WARM)
    _tell(event="changes", found=changes.found, cards=len(cards))


@contextmanager
def _cards_being_read(pictures: str) -> Iterator[list[object]]:
    """The camera's process at work beside the pages, as hard as it can: each card that was read is followed by the next."""
    from ui.camera import Camera, CameraUse

    cards: list[object] = []
    if not pictures:
        yield cards
        return
    camera = Camera(Path(pictures).as_uri())

    def note(card: object) -> None:
        cards.append(card)
        camera.retry()

    camera.read.connect(note)
    camera.start(CameraUse.CARD)
    try:
        yield cards
    finally:
        camera.shut()


@contextmanager
def _driver() -> Iterator[Any]:
    from kiosk.app.tour_command import sample_world
    from ui import app
    from ui.tour.driver import Driver, driven
    from ui.voice import Silent

    with sample_world() as world:
        options = app.Options(windowed=True, size=(WIDTH, HEIGHT), idle_warning_s=86_400, output=lambda _gain: Silent())
        with driven(world, options, Driver) as driver:
            yield driver


def _everything(driver: Any, changes: _Changes, look: Look, *, keep: bool) -> None:
    """One round: each service from the first page to its number, and what lies beside that way."""
    from kiosk.domain import session as flow

    screen, services = driver.screen, [driver.world.context.catalog.find(ref) for ref in ("D18", "J01")]

    def settled() -> bool:
        return bool(screen.window.property("settled")) and screen.bridge.pending == 0

    def change(name: str, *events: flow.Event) -> None:
        act(name, lambda: driver.send(*events))

    def act(name: str, do: Callable[[], object]) -> None:
        driver.settle()
        changes.change(name, do, settled, keep=keep)

    driver.begin("id", look)
    for service in services:
        change("catalogue", flow.Start())
        change("service", flow.Choose(service))
        change("privacy", flow.Next())
        driver.send(flow.Answer(service.consent().id, True))
        while not isinstance(screen.flow.session.page, flow.Review):
            following = flow.Next(screen.flow.problems(service))
            page = flow.advance(screen.flow.session, following).page
            change(_kinds(page.step) if isinstance(page, flow.Asking) else "review", following)
            if isinstance(page, flow.Asking):
                driver.answer(page.step, _typed(service))
        change("sending, then done", flow.Send())
        change("attract", flow.Finish())
        driver.begin("id", look)
    change("queue", flow.WantNumber())
    change("sending, then done", flow.TakeNumber(driver.world.context.catalog.groups[0].id))
    driver.begin("id", look)
    code = driver.request(services[0]).code.symbols
    change("track", flow.WantTrack())
    act("result", lambda: screen.kiosk.track.look_up(code))
    driver.begin("id", look)
    change("pin", flow.Knock())
    change("maintenance", flow.Enter())
    driver.begin("id", look)
    change("trouble", flow.WantTrack(), flow.Broken("full"))
    driver.begin("id", look)
    driver.open_step(services[0], flow.asked_steps(services[0], {})[1], _typed(services[0]))
    for question in ("help", "finish", "language", "look"):
        act(f"sheet over a question: {question}", lambda question=question: driver.ask(question))  # type: ignore[misc]
        driver.ask("")
    for language in ("en", "id"):
        change("another language", flow.Speak(language))
    for size in ("largest", "normal"):
        change("another text size", flow.SetLook(msgspec.structs.replace(look, text=size)))
    for contrast in (True, False):
        change("another theme", flow.SetLook(msgspec.structs.replace(look, contrast=contrast)))
    driver.begin("id", look)


def _typed(service: Service) -> dict[str, Any]:
    from ui.tour import stations

    return stations.typed(service)  # the same resident as in the pictures


def _kinds(step: Step) -> str:
    return "question: " + " + ".join(type(field).__name__.removesuffix("Field").lower() for field in step.fields)


def memory() -> None:
    """What 300 changes of the page leave behind, under exec() as the kiosk runs: items, other objects, memory."""
    from PySide6.QtCore import QCoreApplication, QObject, QTimer

    from kiosk.domain import session as flow

    with _driver() as driver:
        screen = driver.screen
        service = driver.world.context.catalog.services[0]
        steps = flow.asked_steps(service, service.sample)[:6]
        way = [flow.Start(), flow.Choose(service), flow.Next(), flow.Answer(service.consent().id, True), flow.Next()]
        way += [event for step in steps for event in (step, flow.Next())]
        left = [*way, flow.Finish()] * 30
        turned = 0
        seen: list[dict[str, int]] = []

        def count() -> None:
            seen.append({"changes": turned, "objects": len(screen.window.findChildren(QObject)), **_memory_kb()})

        def go() -> None:
            nonlocal turned
            if not screen.window.property("settled") or screen.bridge.pending:
                return
            event = left.pop(0)
            if isinstance(event, Step):
                driver.answer(event, _typed(service))
            elif isinstance(event, flow.Next):
                driver.next(service)
            else:
                driver.send(event)
            turned += 0 if isinstance(event, Step | flow.Answer) else 1
            if isinstance(event, flow.Finish) and turned % 100 < 11:
                QTimer.singleShot(0, count)
            if turned >= 310:
                QTimer.singleShot(0, lambda: QCoreApplication.exit(0))

        timer = QTimer(interval=0)
        timer.timeout.connect(go)
        timer.start()
        QCoreApplication.exec()
    _tell(event="memory", seen=seen)


def stack() -> None:
    """The baseline: a StackView with nothing on its pages."""
    from PySide6.QtCore import QMetaObject
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(_STACK)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    changes = _Changes(window)
    for index in range(110):
        changes.change(
            "empty",
            lambda: QMetaObject.invokeMethod(window, "turn"),
            lambda: bool(window.property("settled")),
            keep=index >= 10,
        )
    _tell(event="changes", found=changes.found)
    del app


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    {"kiosk": kiosk, "empty": empty, "pages": pages, "stack": stack, "memory": memory}[what](*rest)
