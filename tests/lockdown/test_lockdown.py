"""A stranger with a keyboard, a mouse and ten fingers gets nowhere, on any page."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_KEYS = ROOT / "assets" / "system" / "openbox-rc.xml"
"""What the deployment guide gives a kiosk under X."""
_MISSING = [tool for tool in ("Xvfb", "xdotool", "openbox", "xprop") if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
]


def _until(condition: Callable[[], object], what: str, patience_s: float = 30) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience_s} s for {what}")
        time.sleep(0.02)


_DISPLAYS = itertools.count(1000 + os.getpid() % 5000 * 10)
"""Nobody else's: two servers that look for a free number at the same time may both take one."""


@contextmanager
def _running(*command: str, **more: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, text=True, **more)
    try:
        yield process
    finally:
        # Asked to end, an X server takes its lock and its socket away.
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def hall() -> Iterator[dict[str, str]]:
    """A screen of its own, as a kiosk has it; what a program needs to know to show itself there."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        f":{next(_DISPLAYS)}",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1080x1920x24",
        "-nolisten",
        "tcp",
    ]
    with _running(*command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        os.close(writing)
        with os.fdopen(reading) as number:
            display = f":{number.readline().strip()}"
        stray = {name for name in os.environ if name.startswith(("QT_", "WAYLAND", "FONTCONFIG"))}
        yield {
            **{name: value for name, value in os.environ.items() if name not in stray},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "PYTHONPATH": str(ROOT),
        }


@contextmanager
def _window_manager(hall: dict[str, str], *options: str) -> Iterator[None]:
    with (
        tempfile.TemporaryFile("w+") as log,
        _running("openbox", "--sm-disable", *options, env=hall, stdout=log, stderr=log) as manager,
    ):

        def said() -> str:
            log.seek(0)
            return log.read()

        def there() -> bool:
            assert manager.poll() is None, f"openbox ended with {manager.poll()}: {said()}"
            root = subprocess.run(
                ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], check=False, env=hall, capture_output=True, text=True
            )
            return "window id" in root.stdout

        _until(there, "the window manager")
        yield


def _besieged(hall: dict[str, str], *options: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.lockdown.besieged", *options]
    done = subprocess.run(command, check=False, cwd=ROOT, env=hall, capture_output=True, text=True, timeout=540)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr[-2000:]
    return lines


@pytest.mark.survives(25)
def test_no_key_no_click_and_no_finger_leads_out_of_any_page(hall: dict[str, str]) -> None:
    """On every kind of page, and a child at the keyboard on each of them."""
    with _window_manager(hall, "--config-file", str(WITHOUT_KEYS)):
        *through, counted = _besieged(hall, "--monkey", "1")
    assert through == []
    assert counted["pages"] > 20


@pytest.mark.survives(25)
def test_what_gets_through_is_noticed(hall: dict[str, str]) -> None:
    """In a window, as developers start it, it may be closed."""
    with _window_manager(hall, "--config-file", str(WITHOUT_KEYS)):
        through = _besieged(hall, "--windowed", "--only", "attract")
    assert [one for one in through if one.get("attack") == "the window manager asks it to close"] != []


@pytest.mark.survives(25)
@pytest.mark.parametrize("options", [("--demo",), ()], ids=["in service", "out of service"])
def test_the_program_itself_outlives_a_window_manager_that_knows_every_key(
    hall: dict[str, str], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """One that was left as its distribution has it: Alt+F4 closes windows there."""
    data, kiosk = tmp_path / "kiosk", [sys.executable, "-P", "-m", "kiosk"]
    subprocess.run([*kiosk, "init", *options, "--data", str(data)], env=hall, check=True, capture_output=True)
    with _window_manager(hall), _running(*kiosk, "run", "--data", str(data), env=hall) as program:

        def ask(*words: str) -> str:
            return subprocess.run(
                ["xdotool", *words], check=False, env=hall, capture_output=True, text=True
            ).stdout.strip()

        def active() -> str:
            return ask("getactivewindow", "getwindowpid")

        _until(lambda: active() == str(program.pid), "the window")
        for key in ("alt+F4", "ctrl+q", "ctrl+w", "ctrl+alt+Delete", "Escape"):
            ask("key", key)
        # Asked of the program's own window, so it has gone through what came before.
        assert ask("getactivewindow", "getwindowgeometry", "--shell").split("\n")[3:5] == ["WIDTH=1080", "HEIGHT=1920"]
        assert program.poll() is None
        assert active() == str(program.pid)


@pytest.mark.survives(25, 29)
def test_no_page_can_open_anything_that_is_not_ours() -> None:
    """No browser, no file dialog, no menu of the system's, no tooltip, no shortcut, no drag out of a text."""
    doors = re.compile(
        r"openUrlExternally|QDesktopServices|FileDialog|FolderDialog|ColorDialog|FontDialog|onLinkActivated"
        r"|MenuBar|ContextMenu|ToolTip|\bShortcut\b|selectByMouse: true|WebEngine|WebView|Qt\.labs|DropArea|Drag\.active"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "ui").rglob("*"))
        if path.suffix in (".qml", ".py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if doors.search(line)
    ]
    assert found == []
