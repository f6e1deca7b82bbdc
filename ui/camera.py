"""The kiosk's camera as the screen needs it: what it sees now, and a small JPEG of it. Nothing touches the disk.

    camera:0           a camera, by OpenCV
    file:///folder     its pictures one after the other, round and round; also one picture, or a video
    none:              no camera

Opening and reading a camera may block for seconds, so all of it happens on a thread; the newest frame is kept, older ones
are dropped. OpenCV is loaded by that thread: most screens never need it.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, np.dtype[np.uint8]]  # blue, green, red

_PERIOD_S = 1 / 12
"""Between two frames of the preview: enough to aim by, and half a core is left for the rest."""
_STILL_S = 2.0
"""How long each picture of a folder is seen."""
_PREVIEW_SIDE = 720
_QUALITIES = (85, 75, 65, 55, 45, 35)
_VIDEOS = (".avi", ".mp4", ".mkv")


class Camera(QObject):
    """Off until `start()`. Signals arrive on the GUI thread; after `stop()` none of that run does any more."""

    seen = Signal()
    """There is a new `frame`."""
    taken = Signal(bytes)
    """The JPEG that `take()` asked for."""
    gone = Signal()
    """There is no camera, or it has stopped answering."""

    _posted = Signal(object, object)

    def __init__(self, source: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame = QImage()
        self._source = source
        self._run: _Run | None = None
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def present(self) -> bool:
        """Whether the settings name one; whether it answers shows only when it is started."""
        return self._source != "none:"

    def start(self) -> None:
        """Turns it on, if it is off."""
        if self._run is None and self.present:
            self._run = _Run(self._source, self._post)
            self._run.start()

    def take(self) -> None:
        """Asks for the next frame as a photo."""
        if self._run is not None:
            self._run.wanted.set()

    def stop(self) -> None:
        """Turns it off and forgets what it saw. Does not wait: a hung camera would hold up the screen."""
        if self._run is not None:
            self._run.stopping.set()
            self._run = None
        self.frame = QImage()

    def shut(self) -> None:
        """Turns it off for good, and gives its thread a moment to let go of the device."""
        run = self._run
        self.stop()
        if run is not None:
            run.join(timeout=2)

    def _post(self, run: _Run, what: QImage | bytes | None) -> None:
        self._posted.emit(run, what)

    def _deliver(self, run: _Run, what: QImage | bytes | None) -> None:
        if run is not self._run:
            return  # of a run that was stopped: whoever stood before it has gone
        run.awaited.clear()
        match what:
            case QImage():
                self.frame = what
                self.seen.emit()
            case bytes():
                self.taken.emit(what)
            case _:
                self.stop()
                self.gone.emit()


class _Run(threading.Thread):
    """One opening of the source, until it is stopped."""

    def __init__(self, source: str, post: Any) -> None:
        super().__init__(name="camera", daemon=True)
        self._source = source
        self._post = post
        self.stopping = threading.Event()
        self.wanted = threading.Event()
        self.awaited = threading.Event()  # a frame is on its way to the screen: a slow one is not flooded

    def run(self) -> None:
        import cv2

        try:
            for picture in _pictures(self._source, self.stopping):
                if self.stopping.is_set():
                    return
                if self.wanted.is_set():
                    self.wanted.clear()
                    self._post(self, small_jpeg(picture))
                elif not self.awaited.is_set():
                    self.awaited.set()
                    self._post(self, _preview(picture))
        except (OSError, cv2.error):
            pass  # a cable pulled out, a file that is no picture: there is no camera
        if not self.stopping.is_set():
            self._post(self, None)


def small_jpeg(picture: Picture) -> bytes:
    """A photo within the limits of `kiosk.domain.photo`: first of lower quality, then smaller. No EXIF: only pixels go in."""
    import cv2

    side = LONGEST_SIDE
    while True:
        fitted = _fitted(picture, side)
        for quality in _QUALITIES:
            good, data = cv2.imencode(".jpg", fitted, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if good and data.size <= MOST_BYTES:
                return bytes(data)
        side = side * 3 // 4


def _preview(picture: Picture) -> QImage:
    fitted = _fitted(picture, _PREVIEW_SIDE)
    height, width = fitted.shape[:2]
    # A copy: the array's memory goes back to OpenCV.
    return QImage(fitted.data, width, height, 3 * width, QImage.Format.Format_BGR888).copy()


def _fitted(picture: Picture, side: int) -> Picture:
    import cv2
    import numpy as np

    scale = side / max(picture.shape[:2])
    if scale < 1:
        picture = np.asarray(
            cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
    return np.ascontiguousarray(picture)


def _pictures(source: str, stopping: threading.Event) -> Iterator[Picture]:
    """Frames at the pace of the preview, without end; ends when the source does not answer."""
    import cv2

    camera = re.fullmatch(r"camera:(\d+)", source)
    if camera:
        yield from _live(cv2.VideoCapture(int(camera[1])), stopping)
        return
    path = Path(source.removeprefix("file://"))
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    while True:
        shown = 0
        for file in files:
            frames = _video(file, stopping) if file.suffix.lower() in _VIDEOS else _still(file, stopping)
            for picture in frames:
                shown += 1
                yield picture
        if not shown:
            return


def _live(capture: Any, stopping: threading.Event) -> Iterator[Picture]:
    """Takes every frame off the camera, so that none grows old in its buffer, and unpacks those that are due."""
    due = 0.0
    try:
        while not stopping.is_set() and capture.grab():
            now = time.monotonic()
            if now >= due:
                good, picture = capture.retrieve()
                if not good:
                    return
                due = now + _PERIOD_S
                yield picture
    finally:
        capture.release()


def _video(file: Path, stopping: threading.Event) -> Iterator[Picture]:
    import cv2

    capture = cv2.VideoCapture(str(file))
    try:
        while True:
            good, picture = capture.read()
            if not good:
                return
            yield picture
            if stopping.wait(_PERIOD_S):
                return
    finally:
        capture.release()


def _still(file: Path, stopping: threading.Event) -> Iterator[Picture]:
    import cv2
    import numpy as np

    picture = cv2.imdecode(np.frombuffer(file.read_bytes(), dtype=np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        return
    for _ in range(round(_STILL_S / _PERIOD_S)):
        yield picture
        if stopping.wait(_PERIOD_S):
            return
