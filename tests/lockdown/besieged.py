"""The touch program on a real X server, attacked on one page after another by keys, mouse and fingers; run by the tests.

    python -m tests.lockdown.besieged [--windowed] [--only NAME …]

Each line of stdout is what got through, as JSON; the last one says how many pages and attacks there were. `--windowed` is
how a developer starts it: it may be closed, which the tests must notice.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from kiosk import config
from kiosk.app.tour_command import sample_world
from kiosk.domain import session as flow
from kiosk.domain.session import Look
from kiosk.scan import readers
from ui.app import Options
from ui.tour.driver import Driver, driven
from ui.tour.stations import Station, stations

PATIENCE_S = 8.0
HELD_MS = 100
"""So long a touch is held before Qt says so; usually eight times that, on each of forty pages."""
_AT_ONCE = 8
"""Keys before it is looked what came of them: which of them it was, a developer sees by pressing it."""

KEYS = (
    "alt+F4 alt+Tab alt+Escape alt+space alt+F1 alt+F2 alt+Left alt+Right alt+Home "
    "ctrl+alt+Delete ctrl+alt+BackSpace ctrl+alt+Escape ctrl+alt+F1 ctrl+alt+F2 ctrl+alt+F7 ctrl+alt+t ctrl+alt+Left "
    "ctrl+q ctrl+w ctrl+n ctrl+o ctrl+p ctrl+s ctrl+r ctrl+t ctrl+h ctrl+F4 ctrl+Escape ctrl+shift+i ctrl+shift+Escape "
    "super+d super+e super+l super+m super+r super+space super+Tab Super_L Super_R Menu shift+F10 Print "
    "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 shift+F1 ctrl+F1 "
    "XF86HomePage XF86WWW XF86Search XF86Mail XF86Calculator XF86Explorer XF86Back XF86Reload XF86MenuKB XF86Sleep"
).split()
_ALPHABET = "a b q z 0 5 9 space Tab shift+Tab Up Down Left Right Home End Page_Up Page_Down Delete Insert".split()


@dataclass(frozen=True)
class Attack:
    """What a stranger does: words for xdotool, or something done with fingers. `stays`: the page must be the same after it."""

    name: str
    words: tuple[str, ...] = ()
    fingers: Callable[[Siege], None] | None = None
    stays: bool = True


class Siege(Driver):
    """A driver whose screen hears real input."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._marks = 0
        self._seen: set[tuple[int, int]] = set()
        self.closing: list[int] = []
        self.screen.kiosk.maintenance.closing.connect(self.closing.append)
        self._watch = _Watch(self._seen)
        QGuiApplication.instance().installEventFilter(self._watch)
        self.finger = QTest.createTouchDevice()

    def reach(self, place: Station) -> None:
        """The first page, and from there the station's."""
        self.begin("id", Look())
        place.go(self)
        self.settle()

    def suffer(self, attack: Attack) -> str:
        """Does it, and says what got through: "" for nothing."""
        before, window = self.screen.flow.session.page, self.screen.window
        if attack.fingers is not None:
            attack.fingers(self)
        # X delivers in order: once the mouse is seen here, everything before it was.
        self._marks += 1
        mark = (3 + self._marks % 7, 5 + self._marks // 7 % 900)
        words = [*attack.words, "mousemove", str(mark[0]), str(mark[1])]
        self._seen.clear()
        tool = subprocess.Popen(["xdotool", *words], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        heard = _until(lambda: tool.poll() is not None and mark in self._seen)
        tool.kill()
        tool.wait()
        for _ in range(3):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if not heard:
            return "the window no longer hears the mouse"
        after = self.screen.flow.session.page
        if self.closing:
            return "the program would end"
        if not window.isVisible() or window.visibility() is not window.Visibility.FullScreen:
            return "the window is not shown on the whole screen"
        if [other for other in QGuiApplication.topLevelWindows() if other.isVisible() and other is not window]:
            return "another window of ours is open"
        if not window.isActive():
            return "another window has the keys"
        if isinstance(after, flow.Maintenance) and not isinstance(before, flow.Maintenance):
            return "maintenance mode is open"
        if attack.stays and type(after) is not type(before):
            return f"the page became {type(after).__name__}"
        return ""


class _Watch(QObject):
    """Where the mouse was."""

    def __init__(self, seen: set[tuple[int, int]]) -> None:
        super().__init__()
        self._seen = seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.globalPosition().toPoint()
            self._seen.add((place.x(), place.y()))
        return False


def _until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    again = QTimer()
    again.start(5)
    while not condition():
        if time.monotonic() > deadline:
            return False
        # The server and the tools that it waits for need the core more.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return True


def attacks(width: int, height: int) -> Iterator[Attack]:
    """Everything, in this order."""
    for start in range(0, len(KEYS), _AT_ONCE):
        keys = KEYS[start : start + _AT_ONCE]
        yield Attack(" ".join(keys), ("key", "--clearmodifiers", *keys))
    yield Attack("the window manager asks it to close", fingers=lambda siege: siege.screen.window.close())
    middle = (str(width // 2), str(height // 2))
    yield Attack("right click", ("mousemove", *middle, "click", "3"))
    yield Attack("middle click", ("mousemove", *middle, "click", "2"))
    yield Attack("further buttons", ("mousemove", *middle, "click", "8", "click", "9"))
    yield Attack("wheel", ("mousemove", *middle, "click", "--repeat", "3", "5", "click", "--repeat", "3", "4"))
    for name, x, y, to_x, to_y in (
        ("left edge", 0, height // 2, width // 2, height // 2),
        ("right edge", width - 1, height // 2, width // 2, height // 2),
        ("upper edge", width // 2, 0, width // 2, height // 2),
        ("lower edge", width // 2, height - 1, width // 2, height // 2),
    ):
        drag = ("mousemove", str(x), str(y), "mousedown", "1", "mousemove", str(to_x), str(to_y), "mouseup", "1")
        yield Attack(f"drag from the {name}", drag, stays=False)
    # Longer than Qt waits here before it calls a touch held.
    yield Attack("long press", fingers=lambda siege: _press(siege, 1, 2 * HELD_MS), stays=False)
    yield Attack("five fingers", fingers=lambda siege: _press(siege, 5, 0), stays=False)
    yield Attack("three fingers swiped", fingers=_swipe, stays=False)


def _press(siege: Siege, count: int, held_ms: int) -> None:
    window = siege.screen.window
    points = [QPoint(8 + 2 * finger, window.height() // 2 + 60 * finger) for finger in range(count)]
    down = QTest.touchEvent(window, siege.finger)
    for finger, point in enumerate(points):
        down.press(finger, point, window)
    down.commit()
    if held_ms:
        QTest.qWait(held_ms)
    up = QTest.touchEvent(window, siege.finger)
    for finger, point in enumerate(points):
        up.release(finger, point, window)
    up.commit()


def _swipe(siege: Siege) -> None:
    window = siege.screen.window
    for step in range(12):
        moved = QTest.touchEvent(window, siege.finger)
        for finger in range(3):
            point = QPoint(40 + 30 * finger + 40 * step, window.height() // 2 + 80 * finger)
            (moved.press if step == 0 else moved.release if step == 11 else moved.move)(finger, point, window)
        moved.commit()


def monkey(rounds: int, seed: int) -> Iterator[Attack]:
    """A child with a keyboard and a mouse."""
    chance = random.Random(seed)
    for number in range(rounds):
        words: list[str] = []
        for _ in range(12):
            if chance.random() < 0.3:
                words += ["mousemove", str(chance.randrange(1080)), str(chance.randrange(1920)), "click", "1"]
            else:
                words += ["key", chance.choice([*KEYS, *_ALPHABET, *_ALPHABET, "Return"])]
        yield Attack(f"monkey {number}", tuple(words), stays=False)


def places(driver: Siege, only: list[str]) -> list[Station]:
    """One of each kind of page, every sheet of keys, and what else is named."""
    found: dict[object, Station] = {}
    for place in stations(driver.world.context):
        kind = (place.page, place.name.split("-")[0])
        if (not only or any(name in place.name for name in only)) and not place.voice:
            found.setdefault(kind, place)
    return list(found.values())


def main(arguments: list[str]) -> int:
    """Attacks until nothing is left to be tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--windowed", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--monkey", type=int, default=0)
    given = parser.parse_args(arguments)
    options = Options(windowed=given.windowed, motion=False, reader=readers.parse(config.Scanner()))
    pages = tried = 0
    QGuiApplication.styleHints().setMousePressAndHoldInterval(HELD_MS)
    with sample_world() as world, driven(world, options, Siege) as siege:
        window = siege.screen.window
        window.requestActivate()
        if not _until(window.isActive):
            print(json.dumps({"page": "", "attack": "", "broke": "the window never came up"}))
            return 1
        window.setCursor(Qt.CursorShape.BlankCursor)
        for place in places(siege, given.only):
            pages += 1
            siege.reach(place)
            for attack in (*attacks(window.width(), window.height()), *monkey(given.monkey, seed=pages)):
                tried += 1
                before = siege.screen.flow.session.page
                broke = siege.suffer(attack)
                if broke:
                    print(json.dumps({"page": place.name, "attack": attack.name, "broke": broke}), flush=True)
                    if not window.isVisible():
                        return 1
                if broke or siege.screen.flow.session.page != before:
                    siege.closing.clear()
                    siege.reach(place)
    print(json.dumps({"pages": pages, "attacks": tried}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
