"""The camera: what it sees, the photo it takes, and that it lets go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, SignalInstance
from PySide6.QtTest import QSignalSpy

from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES, is_photo
from ui.app import application
from ui.camera import Camera, small_jpeg

Maker = Callable[[str], Camera]


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8)


def wait(signal: SignalInstance, act: Callable[[], None]) -> QSignalSpy:
    """Acts, then lets the program run until the signal comes."""
    spy = QSignalSpy(signal)
    act()
    until = time.monotonic() + 8
    while not spy.count() and time.monotonic() < until:
        # Not spy.wait(): it keeps Python's lock, and the camera's thread could not run.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    assert spy.count()
    return spy


@pytest.fixture
def camera() -> Iterator[Maker]:
    application()
    made: list[Camera] = []

    def make(source: str) -> Camera:
        made.append(Camera(source))
        return made[-1]

    yield make
    for one in made:
        one.shut()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "gambar"
    place.mkdir()
    cv2.imwrite(str(place / "b.png"), noise(1280, 720))
    (place / "a.txt").write_text("no picture")
    return place


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3, 3), (4000, 10), (480, 640)])
def test_a_photo_is_small_and_bare_even_of_pure_noise(width: int, height: int) -> None:
    photo = small_jpeg(noise(width, height))
    assert is_photo(photo)
    assert len(photo) <= MOST_BYTES
    back = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    assert max(back.shape[:2]) <= LONGEST_SIDE
    assert (back.shape[1] > back.shape[0]) == (width > height)


def test_a_folder_of_pictures_is_a_camera(camera: Maker, folder: Path) -> None:
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    assert one.frame.width() == 720
    taken = wait(one.taken, one.take)
    assert is_photo(bytes(taken.at(0)[0]))


def test_a_video_begins_again_when_it_has_ended(camera: Maker, tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (320, 240))
    for _ in range(2):
        writer.write(noise(320, 240))
    writer.release()
    one = camera(f"file://{path}")
    for _ in range(5):
        wait(one.seen, one.start)
    assert (one.frame.width(), one.frame.height()) == (320, 240)


@pytest.mark.parametrize("source", ["file:///no/such/folder", "camera:97"])
def test_a_camera_that_does_not_answer_is_said_to_be_gone(
    camera: Maker, source: str, capfd: pytest.CaptureFixture[str]
) -> None:
    one = camera(source)
    wait(one.gone, one.start)
    capfd.readouterr()  # OpenCV says on stderr which device it missed
    assert one.frame.isNull()


def test_after_stop_nothing_is_seen_and_the_thread_ends(camera: Maker, folder: Path) -> None:
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    heard: list[str] = []
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "camera"]
    one.stop()
    one.seen.connect(lambda: heard.append("seen"))
    one.gone.connect(lambda: heard.append("gone"))
    thread.join(timeout=5)
    assert not thread.is_alive()
    # What the thread had posted before it ended is delivered now, and must not be heard.
    QCoreApplication.processEvents()
    assert one.frame.isNull()
    assert heard == []


def test_no_camera_in_the_settings_starts_nothing(camera: Maker) -> None:
    one = camera("none:")
    assert not one.present
    one.start()
    assert "camera" not in [thread.name for thread in threading.enumerate()]
