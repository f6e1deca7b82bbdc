"""The camera's process, spoken to as the screen does: what it says, what it knows, and that it ends."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.domain.photo import is_photo
from kiosk.errors import WrongUse
from kiosk.scan import process, sources, wire
from kiosk.scan.wire import CameraUse, Loss

Child = subprocess.Popen[bytes]
Starter = Callable[..., tuple[Child, Iterator[wire.Report]]]


@pytest.fixture
def start() -> Iterator[Starter]:
    """Starts a process that looks at a source; nothing of it is left afterwards. One that says nothing is ended."""
    children: list[Child] = []

    def begin(source: str, use: CameraUse = CameraUse.PHOTO) -> tuple[Child, Iterator[wire.Report]]:
        child = process.spawn()
        children.append(child)
        say(child, wire.Open(source, use))
        return child, wire.reports(child.stdout)

    yield begin
    for child in children:
        with child:
            child.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "gambar"
    place.mkdir()
    cv2.imwrite(str(place / "a.png"), np.full((480, 640, 3), 90, np.uint8))
    return place


def say(child: Child, request: wire.Request) -> None:
    wire.write(child.stdin, request)


def until(reports: Iterator[wire.Report], kind: type[wire.Report]) -> wire.Report:
    """The next report of a kind; fails when the process ends before."""
    for report in reports:
        if isinstance(report, kind):
            return report
    raise AssertionError(f"no {kind.__name__}")


# --- What it says -----------------------------------------------------------------------------------------------------


def test_it_tells_the_size_shows_a_small_picture_and_takes_a_photo(start: Starter, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.full((900, 1600, 3), 90, np.uint8))
    child, reports = start((tmp_path / "a.png").as_uri())
    assert next(reports) == wire.Opened(1600, 900)
    preview = next(reports)
    assert isinstance(preview, wire.Preview)
    assert (preview.width, preview.height, set(preview.pixels)) == (720, 405, {90})
    assert len(preview.pixels) == 720 * 405 * 3
    say(child, wire.Take())
    assert is_photo(until(reports, wire.Photo).jpeg)


def test_a_slow_screen_is_sent_one_picture_and_no_more_until_it_has_shown_it(start: Starter, folder: Path) -> None:
    child, reports = start(folder.as_uri())
    assert isinstance(until(reports, wire.Preview), wire.Preview)
    for _ in range(4):
        # Each photo is of a later frame, and the preview that could have come with it did not.
        say(child, wire.Take())
        assert isinstance(next(reports), wire.Photo)
    say(child, wire.More())
    assert isinstance(next(reports), wire.Preview)


def test_a_source_that_goes_away_is_waited_for(start: Starter, folder: Path, tmp_path: Path) -> None:
    """A cable that is pulled out and put back."""
    _, reports = start(folder.as_uri())
    until(reports, wire.Opened)
    folder.rename(tmp_path / "dicabut")
    assert until(reports, wire.Lost) == wire.Lost(Loss.NO_CAMERA)
    (tmp_path / "dicabut").rename(folder)
    assert next(reports) == wire.Returned()


@pytest.mark.parametrize(
    "source", ["webcam", "camera:", "camera:-1", "file://relative", "http://example.com/a.mp4", ""]
)
def test_a_setting_that_names_no_source_says_so(source: str) -> None:
    with pytest.raises(WrongUse, match="camera:0"):
        next(sources.pictures(source))


def test_a_wrong_setting_ends_it(start: Starter) -> None:
    child, reports = start("webcam")
    assert list(reports) == [wire.Lost(Loss.BAD_SOURCE)]
    assert child.wait(timeout=10) == 0


def test_a_folder_is_seen_round_and_round_whatever_else_lies_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_STILL_FRAMES", 1)
    cv2.imwrite(str(folder / "b.jpg"), np.full((48, 64, 3), 200, np.uint8))
    (folder / "Thumbs.db").write_bytes(b"no picture")
    (folder / "folder").mkdir()
    pictures = sources.pictures(folder.as_uri())
    assert [next(pictures).shape[1] for _ in range(5)] == [640, 64, 640, 64, 640]
    shutil.rmtree(folder)
    assert list(pictures) == []


class Device:
    """A camera as OpenCV has it: numbered frames 33 ms apart, until it is pulled out."""

    def __init__(self, frames: int) -> None:
        self.left = frames
        self.unpacked = 0
        self.settings: dict[int, float] = {}
        self.now = 0.0
        self.released = False

    def set(self, setting: int, value: float) -> None:
        self.settings[setting] = value

    def grab(self) -> bool:
        self.left -= 1
        self.now += 0.0333
        return self.left >= 0

    def retrieve(self) -> tuple[bool, np.ndarray]:
        self.unpacked += 1
        return True, np.zeros((720, 1280, 3), np.uint8)

    def release(self) -> None:
        self.released = True


@pytest.mark.parametrize(("all_of_them", "unpacked"), [(False, 15), (True, 30)], ids=["photo", "codes"])
def test_of_a_camera_no_old_picture_is_seen_and_what_is_not_shown_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch, all_of_them: bool, unpacked: int
) -> None:
    device = Device(30)
    monkeypatch.setattr(sources.cv2, "VideoCapture", lambda _number: device)
    monkeypatch.setattr(sources.time, "monotonic", lambda: device.now)
    assert len(list(sources.pictures("camera:0", all_of_them=all_of_them))) == unpacked == device.unpacked
    assert device.released
    assert device.settings[cv2.CAP_PROP_BUFFERSIZE] == 1
    assert device.settings[cv2.CAP_PROP_FRAME_WIDTH] == 1280


def test_a_camera_that_does_not_answer_is_asked_less_and_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """And often again once it has given pictures for a while."""
    told: list[wire.Report] = []
    now, pauses, lives = 0.0, [], [0, 0, 0, 0, 0, 0, 200, 0, 0]

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        pauses.append(seconds)
        if not lives:
            raise InterruptedError

    def pictures(_source: str, **_more: bool) -> Iterator[np.ndarray]:
        nonlocal now
        for _ in range(lives.pop(0)):
            now += 0.1
            yield np.zeros((2, 2, 3), np.uint8)

    monkeypatch.setattr(sources, "pictures", pictures)
    monkeypatch.setattr(sources.time, "sleep", sleep)
    monkeypatch.setattr(sources.time, "monotonic", lambda: now)
    with pytest.raises(InterruptedError):
        list(sources.watch("camera:0", told.append))
    assert pauses == [0.25, 0.5, 1, 2, 4, 4, 0.25, 0.5, 1]
    lost = wire.Lost(Loss.NO_CAMERA)
    assert told == [lost, wire.Returned(), wire.Opened(2, 2), lost]


# --- What it knows, and that it ends ----------------------------------------------------------------------------------


def test_it_inherits_no_secret_no_open_file_and_no_place(
    start: Starter, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_SECRET", "rahasia")
    with (tmp_path / "kunci").open("w+b") as key:
        os.set_inheritable(key.fileno(), True)
        child, reports = start(folder.as_uri())
        until(reports, wire.Preview)
        about = Path(f"/proc/{child.pid}")
        assert b"rahasia" not in (about / "environ").read_bytes()
        assert (about / "cwd").readlink() == Path("/")
        opened = [entry.stat() for entry in (about / "fd").iterdir()]
        limits = (about / "limits").read_text()
        assert re.search(r"Max core file size +0 ", limits), "a crash leaves nothing on the disk"
        assert int((about / "oom_score_adj").read_text()) == 800, "it goes first where memory runs out"
    # Pipes and /dev/null; no file, so that nothing can have been written to one either.
    assert not any(stat.S_ISREG(one.st_mode) for one in opened)
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == 10


def test_it_ends_with_its_input_at_any_moment(start: Starter, folder: Path) -> None:
    """Before it has seen anything, and while it looks."""
    early, _ = start(folder.as_uri())
    late, reports = start(folder.as_uri())
    until(reports, wire.Preview)
    for child in (early, late):
        child.stdin.close()
        assert child.wait(timeout=10) == 0
        child.stdin = None


def test_it_ends_when_whoever_started_it_is_killed(folder: Path) -> None:
    code = f"""
import sys
from kiosk.scan import process, wire
child = process.spawn()
wire.write(child.stdin, wire.Open({folder.as_uri()!r}, wire.CameraUse.PHOTO))
next(wire.reports(child.stdout))
print(child.pid, flush=True)
sys.stdin.read()
"""
    root = Path(process.__file__).parents[2]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-P", "-c", code], cwd=root, stdin=pipe, stdout=pipe, env={"PYTHONPATH": str(root)}
    ) as parent:
        pid = int(parent.stdout.readline())
        ended = os.pidfd_open(pid)
        parent.send_signal(signal.SIGKILL)
    assert select.select([ended], [], [], 10)[0], "readable once it has ended"
    os.close(ended)


def test_what_native_code_prints_breaks_no_message(
    start: Starter, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
import os
from kiosk.scan import process, sources
watch = sources.watch
def noisy(*arguments, **more):
    for picture in watch(*arguments, **more):
        os.write(1, b"assertion failed in databar.c")
        os.write(2, b"VIDEOIO ERROR: V4L2")
        yield picture
sources.watch = noisy
process.main()
"""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-P", "-c", code])
    child, reports = start(folder.as_uri())
    for _ in range(3):
        until(reports, wire.Preview)
        say(child, wire.More())


@pytest.mark.parametrize("said", [b"", b"\xff\xff\xff\xff", b"\0\0\0\1\xc1", b"\0\0\0\x0c\x81\xa4type\xa5Close"])
def test_nonsense_ends_it(said: bytes) -> None:
    with process.spawn() as child:
        out, _ = child.communicate(said, timeout=10)
    assert out == b""
