"""One process of the screen's measurements; `tests.bench.screen` starts it and reads what it prints.

python -m tests.bench.window kiosk DATA     first frame of the kiosk, then its memory
python -m tests.bench.window empty          the same of an empty Quick window of the same size
python -m tests.bench.window pages DATA     frame times while a finger goes from page to page
python -m tests.bench.window stack          frame times of an empty StackView changing pages
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def kiosk(data: Path) -> None:
    """The product, as `kiosk run` starts it."""
    from kiosk import log
    from kiosk.app import bootstrap
    from kiosk.app.machinery import Machinery
    from ui import app

    log.set_up(data)
    with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
        application = app.application()
        screen = app.build(machine.context, machinery, app.Options(windowed=True, size=(WIDTH, HEIGHT)))
        _first_frame(screen.window)
        screen.show()
        application.exec()
        screen.close()


class _Frames:
    """What frames cost, page change by page change."""

    def __init__(self, window: object) -> None:
        self.page: list[float] = []  # ms from the tap to the first frame of the next page
        self.costs: list[float] = []  # ms of work for each frame, from the end of the animations' step to the swap
        self._begun = 0.0
        self._tapped = 0.0
        self._turned = False
        window.afterAnimating.connect(self._begin)  # type: ignore[attr-defined]
        window.frameSwapped.connect(self._end)  # type: ignore[attr-defined]

    def _begin(self) -> None:
        self._begun = time.perf_counter()

    def _end(self) -> None:
        now = time.perf_counter()
        self.costs.append((now - self._begun) * 1000)
        if self._turned:
            self.page.append((now - self._tapped) * 1000)
            self._turned = False

    def turned(self) -> None:
        """The program has put another page up; the next frame shows it."""
        self._turned = True

    def change(self, act: Callable[[], object], settle: Callable[[], object]) -> None:
        """One page change: `act` touches, `settle` waits."""
        self._tapped = time.perf_counter()
        act()
        settle()

    def forget(self) -> None:
        """Warm rounds do not count."""
        self.page.clear()
        self.costs.clear()


def pages(data: Path) -> None:
    """A finger goes through the catalogue, a service and back, again and again."""
    from PySide6.QtCore import QPointF

    from kiosk import log
    from kiosk.app import bootstrap
    from kiosk.app.machinery import Machinery
    from ui import app
    from ui.resident import Resident

    log.set_up(data)
    with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
        screen = app.build(machine.context, machinery, app.Options(windowed=True, size=(WIDTH, HEIGHT)))
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        frames = _Frames(screen.window)
        window: Any = screen.window
        window.turningChanged.connect(lambda: None if window.property("turning") else frames.turned())
        service = machine.context.catalog.find("D18").id
        for round_ in range(13):
            if round_ == 3:
                # Three rounds warm the caches that a running kiosk has warm.
                frames.forget()
            resident.settle()
            for name, page in (
                ("start", "catalogue"),
                (f"service-{service}", "service"),
                ("next", "privacy"),
                ("back", "service"),
                ("back", "catalogue"),
                ("back", "attract"),
            ):
                # Found before the clock starts.
                item = resident.item(name)
                point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
                frames.change(lambda p=point: resident.touch(p), lambda p=page: resident.wait_page(p))  # type: ignore[misc]
        screen.close()
    _tell(event="frames", page=frames.page, costs=frames.costs)


def stack() -> None:
    """The baseline: a StackView with nothing on its pages."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QMetaObject
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(_STACK)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    frames = _Frames(window)

    def settle() -> None:
        QCoreApplication.processEvents()
        while not window.property("settled"):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    settle()
    for _ in range(60):
        frames.change(lambda: (QMetaObject.invokeMethod(window, "turn"), frames.turned()), settle)
    _tell(event="frames", page=frames.page, costs=frames.costs)
    del app


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    {"kiosk": kiosk, "empty": empty, "pages": pages, "stack": stack}[what](*map(Path, rest))
