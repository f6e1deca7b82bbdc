"""The camera: what it sees, the photo it takes, and that it lets go."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from PySide6.QtCore import QCoreApplication, QEventLoop, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy

from kiosk.domain.ktp import KtpField
from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES, is_photo
from kiosk.scan import process
from kiosk.scan.pictures import small_jpeg
from kiosk.scan.wire import AimHint, CameraUse
from kiosk.usecases.context import Context
from tests.scan.specimens import sample
from tests.ui.conftest import PORTRAIT
from tests.ui.every_field import begin_form, with_fields
from tests.ui.machinery import TestMachinery
from ui.app import Options, application, build
from ui.camera import Camera
from ui.resident import Resident

Maker = Callable[[str], Camera]


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8)


def wait(signal: SignalInstance, act: Callable[[], None]) -> QSignalSpy:
    """Acts, then lets the program run until the signal comes; the process stands back where others want the cores."""
    spy = QSignalSpy(signal)
    act()
    until = time.monotonic() + 60
    while not spy.count() and time.monotonic() < until:
        # Not spy.wait(): it keeps Python's lock, and the camera's thread could not run.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.002)
    assert spy.count()
    return spy


def pid_of(camera: Camera) -> int:
    return camera._run._process.pid


def leavings() -> tuple[int, list[str]]:
    """How many descriptors this process has, and its children: dead ones that nobody waited for too."""
    own = Path("/proc/self")
    children = " ".join(one.read_text() for one in own.glob("task/*/children"))
    return len(list((own / "fd").iterdir())), sorted(children.split())


def gone(pidfd: int) -> bool:
    """Whether a process has ended, which is when its descriptor can be read."""
    try:
        return bool(select.select([pidfd], [], [], 5)[0])
    finally:
        os.close(pidfd)


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
    cv2.imwrite(str(place / "b.png"), np.full((720, 1280, 3), 120, np.uint8))
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


@pytest.mark.parametrize("source", ["file:///no/such/folder", "camera:97", "webcam"])
def test_a_camera_that_does_not_answer_is_said_to_be_gone(camera: Maker, source: str) -> None:
    one = camera(source)
    wait(one.gone, one.start)
    assert one.frame.isNull()


def test_after_stop_nothing_is_seen_and_the_process_is_gone(camera: Maker, folder: Path) -> None:
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    heard: list[str] = []
    ended, thread = os.pidfd_open(pid_of(one)), one._run
    one.stop()
    one.seen.connect(lambda: heard.append("seen"))
    one.gone.connect(lambda: heard.append("gone"))
    thread.join(timeout=5)
    assert not thread.is_alive()
    assert gone(ended)
    # What the thread had posted before it ended is delivered now, and must not be heard.
    QCoreApplication.processEvents()
    assert one.frame.isNull()
    assert thread._newest is None
    assert heard == []


def test_no_camera_in_the_settings_starts_nothing(camera: Maker) -> None:
    one = camera("none:")
    assert not one.present
    one.start()
    assert "camera" not in [thread.name for thread in threading.enumerate()]


def test_what_the_camera_needs_is_not_loaded_by_the_screen() -> None:
    """It would cost the first page a fifth of a second, and memory."""
    code = "import sys, ui.camera; print(*{'cv2', 'numpy', 'onnxruntime', 'PIL', 'zxingcpp'} & set(sys.modules))"
    root = Path(process.__file__).parents[2]
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout == "\n"


def test_turned_on_and_off_again_and_again_it_leaves_nothing_behind(camera: Maker, folder: Path) -> None:
    """No process, thread or descriptor, however soon it is turned off."""
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    one.shut()
    before = leavings()
    for _ in range(20):
        one.start()
        one.start(CameraUse.CODES)
        one.stop()
    for thread in threading.enumerate():
        if thread.name == "camera":
            thread.join(timeout=5)
    assert "camera" not in [thread.name for thread in threading.enumerate()]
    assert leavings() == before


def test_the_next_use_waits_until_the_device_is_free(camera: Maker, folder: Path) -> None:
    """A camera has one user at a time: who comes too early would be told that there is none."""
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    first = os.pidfd_open(pid_of(one))
    spawned = []
    spawn = process.spawn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "spawn", lambda: spawned.append(bool(select.select([first], [], [], 0)[0])) or spawn())
        wait(one.seen, lambda: one.start(CameraUse.CODES))
    os.close(first)
    assert spawned == [True]


# --- When things break ------------------------------------------------------------------------------------------------


def test_a_process_that_is_killed_is_started_again(camera: Maker, folder: Path) -> None:
    """By the system, which is short of memory, or by a fault of its own."""
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    first = pid_of(one)
    wait(one.restarted, lambda: os.kill(first, signal.SIGKILL))
    wait(one.seen, lambda: None)
    assert pid_of(one) != first
    assert one.frame.width() == 720


def test_one_that_crashes_three_times_in_a_row_is_no_camera(
    camera: Maker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    monkeypatch.setattr("ui.camera._PAUSES_S", (0.0, 0.0))
    one = camera(folder.as_uri())
    again = QSignalSpy(one.restarted)
    wait(one.gone, one.start)
    assert again.count() == 2
    assert one._run is None


def test_one_that_cannot_be_started_at_all_is_no_camera(
    camera: Maker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "command", lambda: ["/no/such/program"])
    monkeypatch.setattr("ui.camera._PAUSES_S", (0.0, 0.0))
    one = camera(folder.as_uri())
    wait(one.gone, one.start)


def test_a_process_that_hangs_is_no_camera_and_is_killed(camera: Maker, folder: Path) -> None:
    """A driver that never comes back: even then it can be ended."""
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    pid = pid_of(one)
    ended = os.pidfd_open(pid)
    one._patience.setInterval(300)
    wait(one.gone, lambda: os.kill(pid, signal.SIGSTOP))
    assert gone(ended)


def test_a_camera_that_is_pulled_out_comes_back_by_itself(camera: Maker, folder: Path, tmp_path: Path) -> None:
    one = camera(folder.as_uri())
    wait(one.seen, one.start)
    wait(one.gone, lambda: folder.rename(tmp_path / "dicabut"))
    assert one.lost
    assert one.frame.isNull()
    assert not one._patience.isActive(), "it is waited for, however long that takes"
    wait(one.returned, lambda: (tmp_path / "dicabut").rename(folder))
    wait(one.seen, lambda: None)
    assert not one.lost


def test_a_flood_of_pictures_waits_nowhere(camera: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that stands still for a moment then shows the newest one, and no other is kept."""
    told = tmp_path / "selesai"
    code = f"""
import pathlib, sys
from kiosk.scan import wire
for grey in range(200):
    wire.write(sys.stdout.buffer, wire.Preview(100, 100, bytes([grey]) * 30_000))
# Of the reader's pipe the last picture has left this process: what comes now follows it.
wire.write(sys.stdout.buffer, wire.Seen(("semua",)))
pathlib.Path({str(told)!r}).touch()
sys.stdin.buffer.read()
"""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-P", "-c", code])
    one = camera("file:///banjir")
    seen = QSignalSpy(one.seen)
    one.start()
    until = time.monotonic() + 8
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.005)  # the screen stands still: no event is looked at
    wait(one.scanned, lambda: None)
    assert seen.count() <= 2
    assert one.frame.pixelColor(50, 50).red() == 199


@pytest.mark.parametrize(
    "message",
    ["bytes([255] * 8)", "bytes([0, 0, 0, 1, 193])", "wire_bytes(wire.Preview(4000, 4000, b'short'))"],
    ids=["too long", "no message", "a size that is not true"],
)
def test_a_process_that_talks_nonsense_is_not_believed(
    camera: Maker, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    """Whatever a file made of it: it is started again, and the third time there is no camera."""
    code = f"""
import io, sys
from kiosk.scan import wire
def wire_bytes(message):
    out = io.BytesIO()
    wire.write(out, message)
    return out.getvalue()
sys.stdout.buffer.write({message})
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-P", "-c", code])
    monkeypatch.setattr("ui.camera._PAUSES_S", (0.0, 0.0))
    one = camera("file:///apa")
    wait(one.gone, one.start)
    assert one.frame.isNull()


# --- On the page ------------------------------------------------------------------------------------------------------


def test_the_page_says_that_the_camera_was_restarted_and_a_cable_that_was_put_back_is_enough(
    context: Context, folder: Path, tmp_path: Path
) -> None:
    place = with_fields(context, tmp_path / "services", 'type = "photo"')
    screen = build(place, TestMachinery(), Options(size=PORTRAIT, motion=False, camera=folder.as_uri()))
    try:
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        begin_form(screen, resident)
        photo = screen.kiosk.form.step.fields[0].photo
        resident.wait(lambda: photo.state == "live", "the camera")
        assert not resident.sees("Kamera dimulai ulang.")
        resident.tap("Ambil foto")
        os.kill(pid_of(screen.flow.camera), signal.SIGKILL)
        resident.wait(lambda: photo.state == "live", "the camera, and the button once more")
        assert resident.sees("Kamera dimulai ulang.")
        photo._notice.setInterval(1)
        resident.wait(lambda: not photo.restarted, "the end of the notice")
        folder.rename(tmp_path / "dicabut")
        resident.wait_sees("Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.")
        (tmp_path / "dicabut").rename(folder)
        resident.wait(lambda: photo.state == "live", "the camera again")
        resident.tap("Ambil foto")
        resident.tap("Ambil sekarang")
        resident.wait(lambda: photo.state == "taken", "a photo")
    finally:
        screen.close()


# --- Codes and cards --------------------------------------------------------------------------------------------------


def test_a_code_in_sight_is_told_once(camera: Maker, tmp_path: Path) -> None:
    segno.make("7KQ-M3X-9TP", error="m", micro=False).save(str(tmp_path / "kode.png"), scale=6, border=4)
    one = camera((tmp_path / "kode.png").as_uri())
    scanned = wait(one.scanned, lambda: one.start(CameraUse.CODES))
    assert scanned.at(0)[0] == ("7KQ-M3X-9TP",)
    for _ in range(5):
        wait(one.seen, lambda: None)
    assert scanned.count() == 1


def test_a_card_that_is_held_well_is_read_by_itself_and_another_one_when_it_is_asked_for(
    camera: Maker, tmp_path: Path
) -> None:
    person, photo = sample("easy", 2)
    cv2.imwrite(str(tmp_path / "spesimen.png"), photo)
    one = camera((tmp_path / "spesimen.png").as_uri())
    hints = QSignalSpy(one.aimed)
    card = wait(one.read, lambda: one.start(CameraUse.CARD)).at(0)[0]
    assert hints.at(hints.count() - 1)[0] is AimHint.READING
    assert card.reading.text(KtpField.NIK) == person.nik
    strip = QImage.fromData(card.strips[KtpField.NIK])
    assert strip.width() > 2 * strip.height() > 0
    assert person.nik not in repr(card)
    again = wait(one.read, one.retry).at(0)[0]
    assert again.reading.text(KtpField.NIK) == person.nik
