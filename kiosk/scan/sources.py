"""Where pictures come from, behind one port.

    camera:0           a camera, by OpenCV
    file:///folder     its pictures one after the other, round and round; also one picture, or a video
    none:              nothing

Files are shown at the pace of a camera, so that whoever looks need not know which it is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import cv2
import numpy as np

from kiosk.errors import WrongUse
from kiosk.scan import wire
from kiosk.scan.pictures import Picture, read_picture

_PERIOD_S = 1 / 15
"""Between two pictures of a file that knows no pace of its own: what a camera gives in a dim hall."""
_LIVE_PERIOD_S = 1 / 20
"""Between two pictures of a camera at least: enough to aim by, and half a core is left for the rest."""
_STILL_FRAMES = 30
"""How long each picture of a folder is seen: two seconds."""
_VIDEOS = (".avi", ".mp4", ".mkv", ".webm")
USUAL_SIZE = (1280, 720)
"""Pixels: a KTP held into the frame is then some 900 wide."""
PAGE_SIZE = (1920, 1080)
"""What a page of paper needs to be read later."""
_FIRST_PAUSE_S = 0.25
_LONGEST_PAUSE_S = 4.0


def watch(
    source: str,
    tell: Callable[[wire.Report], None],
    *,
    all_of_them: bool = False,
    size: tuple[int, int] = USUAL_SIZE,
) -> Iterator[Picture]:
    """Pictures without end. Tells the size of the first, when they stop coming, and when they come again.

    A source that does not answer is tried again, after growing pauses. Raises WrongUse for what names none.
    """
    lost, opened, pause = False, False, _FIRST_PAUSE_S
    while True:
        began = time.monotonic()
        for picture in pictures(source, all_of_them=all_of_them, size=size):
            if lost:
                lost = False
                tell(wire.Returned())
            if not opened:
                opened = True
                tell(wire.Opened(picture.shape[1], picture.shape[0]))
            yield picture
        if not lost:
            lost = True
            tell(wire.Lost(wire.Loss.NO_CAMERA))
            # One that answers for a moment only, again and again, is tried less often too.
            if time.monotonic() - began > _LONGEST_PAUSE_S:
                pause = _FIRST_PAUSE_S
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def pictures(source: str, *, all_of_them: bool = False, size: tuple[int, int] = USUAL_SIZE) -> Iterator[Picture]:
    """What a source shows, without end; ends when it does not answer or goes away. Raises WrongUse.

    Of a camera's thirty in a second every other one, which spares unpacking the rest, or `all_of_them`. `size`: width and
    height that a camera is asked for; it gives what it has.
    """
    if source == "none:":
        return
    camera = re.fullmatch(r"camera:(\d{1,3})", source)
    if camera:
        yield from _live(int(camera[1]), 0.0 if all_of_them else _LIVE_PERIOD_S, size)
    elif source.startswith("file:///"):
        yield from _files(Path(unquote(source.removeprefix("file://"))))
    else:
        raise WrongUse(f"[scanner] source = {source!r} is none.", 'Write "camera:0", "file:///path" or "none:".')


def _live(number: int, period_s: float, size: tuple[int, int]) -> Iterator[Picture]:
    capture = cv2.VideoCapture(number)
    try:
        # Compressed by the camera, or a cable of USB 2 carries ten of them a second.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        # Whoever looks slower than the camera takes pictures sees the newest one, not one that has waited.
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        due = 0.0
        # Every picture is taken off the camera, so that none grows old in its buffer.
        while capture.grab():
            now = time.monotonic()
            if now < due:
                continue
            good, picture = capture.retrieve()
            if not good:
                return
            due = now + period_s
            yield np.asarray(picture, dtype=np.uint8)
    finally:
        capture.release()


def _files(path: Path) -> Iterator[Picture]:
    while True:
        try:
            files = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError:
            return
        shown = False
        for file in files:
            for picture in _video(file) if file.suffix.lower() in _VIDEOS else _still(file):
                shown = True
                yield picture
        if not shown:
            return


def _video(file: Path) -> Iterator[Picture]:
    capture = cv2.VideoCapture(str(file))
    try:
        rate = capture.get(cv2.CAP_PROP_FPS)
        period = 1 / rate if 1 <= rate <= 60 else _PERIOD_S
        due = time.monotonic()
        while True:
            good, picture = capture.read()
            if not good:
                return
            yield np.asarray(picture, dtype=np.uint8)
            due = max(due + period, time.monotonic())
            time.sleep(max(0.0, due - time.monotonic()))
    finally:
        capture.release()


def _still(file: Path) -> Iterator[Picture]:
    try:
        picture = read_picture(file)
    except WrongUse:
        return  # other things may lie in a folder of pictures
    for _ in range(_STILL_FRAMES):
        yield picture
        time.sleep(_PERIOD_S)
        if not file.exists():
            return
