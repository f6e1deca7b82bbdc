"""The kiosk's camera as the screen needs it: what it sees now, a small JPEG of it, codes and cards in sight.

The camera itself is a process of its own (`kiosk.scan.process`). It is started when the camera is turned on and killed when
it is turned off: that lets go of the device and drops every picture, whatever a driver is doing at that moment. One that
ends by itself is started again. Starting, reading and waiting happen on a thread; the newest picture is kept, older ones
are dropped.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from kiosk import log
from kiosk.scan import process, wire
from kiosk.scan.wire import CameraUse, Loss

_PATIENCE_MS = 8_000
"""A camera that has sent nothing for so long is not there."""
_CRASHES = 3
"""So many in a row, and it is not started any more."""
_PAUSES_S = (0.0, 1.0)
"""Before it is started again, after the first and the second crash."""
_LETTING_GO_S = 3.0
"""For the process before it to end: at once, unless a driver hangs."""
_HEALTHY_S = 10.0
"""A process that lived so long has not crashed in a row with the one before it."""


class _News(Enum):
    """What a run tells besides the reports themselves."""

    FRAME = auto()
    RESTARTED = auto()


class Camera(QObject):
    """Off until `start()`. Signals arrive on the GUI thread; after `stop()` none of that run does any more."""

    seen = Signal()
    """There is a new `frame`."""
    taken = Signal(bytes)
    """The JPEG that `take()` asked for."""
    scanned = Signal(object)
    """`CameraUse.CODES`: the texts of codes in sight, a tuple; of each no more than once in two seconds."""
    aimed = Signal(object)
    """`CameraUse.CARD`: the `AimHint` has changed."""
    read = Signal(object)
    """`CameraUse.CARD`: a `wire.Card`. Nothing more is looked for until `retry()`."""
    gone = Signal()
    """There is no camera, or it has stopped answering. Where it is `lost`, `returned` may follow by itself."""
    returned = Signal()
    """It answers again after `gone`: a cable was put back."""
    restarted = Signal()
    """It had to be started again ("kamera dimulai ulang"); what was asked of it is forgotten."""

    _posted = Signal(object, object)

    def __init__(self, source: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame = QImage()
        self.lost = False
        """On and without a picture: its source does not answer, and is tried again and again."""
        self._source = source
        self._run: _Run | None = None
        self._before: _Run | None = None
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._lose)
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def present(self) -> bool:
        """Whether the settings name one; whether it answers shows only when it is started."""
        return self._source != "none:"

    def start(self, use: CameraUse = CameraUse.PHOTO) -> None:
        """Turns it on for this use, unless it is."""
        if self._run is not None and self._run.use is not use:
            self.stop()
        if self._run is None and self.present:
            self._run = _Run(self._source, use, self._posted.emit, self._before)
            self._run.start()
            self._patience.start()

    def take(self) -> None:
        """Asks for the next frame as a photo."""
        if self._run is not None:
            self._run.send(wire.Take())

    def retry(self) -> None:
        """Looks for a card again, after one was read."""
        if self._run is not None:
            self._run.send(wire.Retry())

    def stop(self) -> None:
        """Turns it off and forgets what it saw. Does not wait: a hung camera would hold up the screen."""
        if self._run is not None:
            self._run.end()
            self._before, self._run = self._run, None
        self._patience.stop()
        self.lost = False
        self.frame = QImage()

    def shut(self) -> None:
        """Turns it off for good, and gives its process a moment to be gone."""
        run = self._run
        self.stop()
        if run is not None:
            run.join(timeout=2)

    @Slot()
    def _lose(self) -> None:
        self.stop()
        self.gone.emit()

    @Slot(object, object)
    def _deliver(self, run: _Run, what: _News | wire.Report) -> None:
        if run is not self._run:
            return  # of a run that was stopped: whoever stood before it has gone
        self._patience.start()
        match what:
            case _News.FRAME:
                self.frame = run.newest()
                run.send(wire.More())
                self.seen.emit()
            case _News.RESTARTED:
                self.lost = False
                self.frame = QImage()
                self.restarted.emit()
            case wire.Photo(jpeg):
                self.taken.emit(jpeg)
            case wire.Seen(texts):
                self.scanned.emit(texts)
            case wire.Aimed(hint):
                self.aimed.emit(hint)
            case wire.Card():
                self.read.emit(what)
            case wire.Lost(Loss.NO_CAMERA):
                # It is waited for, however long that takes.
                self._patience.stop()
                self.lost = True
                self.frame = QImage()
                self.gone.emit()
            case wire.Lost():
                self._lose()
            case wire.Returned():
                self.lost = False
                self.returned.emit()
            case _:
                pass


class _Run(threading.Thread):
    """The camera turned on, until it is turned off: one process, and another where that one ended by itself."""

    def __init__(
        self,
        source: str,
        use: CameraUse,
        post: Callable[[_Run, _News | wire.Report], None],
        before: _Run | None,
    ) -> None:
        super().__init__(name="camera", daemon=True)
        self.use = use
        self._source = source
        self._post = post
        self._before = before
        self._process: subprocess.Popen[bytes] | None = None
        self._newest: QImage | None = None
        self._guard = threading.Lock()
        self._ending = threading.Event()

    def run(self) -> None:
        if self._before is not None:
            # A device has one user at a time, and lets go of it only when its process has ended.
            self._before.join(_LETTING_GO_S)
            self._before = None
        crashes = 0
        while not self._ending.is_set():
            began = time.monotonic()
            with contextlib.suppress(OSError, ValueError):
                # No program, a pipe that broke, a message that is none: all the same as a crash.
                if self._live():
                    return
            if self._ending.is_set():
                return
            crashes = 1 if time.monotonic() - began > _HEALTHY_S else crashes + 1
            if crashes == _CRASHES:
                self._post(self, wire.Lost(Loss.CRASHED))
                return
            self._post(self, _News.RESTARTED)
            self._ending.wait(_PAUSES_S[crashes - 1])

    def send(self, request: wire.Request) -> None:
        """Asks the process; forgotten where there is none at the moment."""
        with self._guard, contextlib.suppress(OSError, ValueError):
            if self._process is not None and self._process.stdin is not None:
                wire.write(self._process.stdin, request)

    def end(self) -> None:
        """Kills the process, now or as soon as it has been started, and forgets its last picture."""
        with self._guard:
            self._ending.set()
            self._newest = None
            if self._process is not None:
                self._process.kill()

    def newest(self) -> QImage:
        """The newest picture, and no other one is kept."""
        with self._guard:
            newest, self._newest = self._newest, None
        return newest if newest is not None else QImage()

    def _live(self) -> bool:
        """The life of one process; True when another one would fare no better. Raises OSError, ValueError."""
        # Leaving closes the pipes and waits: no descriptor and no zombie stays behind.
        with process.spawn() as child:
            try:
                with self._guard:
                    self._process = child
                if self._ending.is_set():
                    return True
                self.send(wire.Open(self._source, self.use))
                return self._hear(child)
            finally:
                with self._guard:
                    self._process = None
                child.kill()

    def _hear(self, child: subprocess.Popen[bytes]) -> bool:
        assert child.stdout is not None
        for report in wire.reports(child.stdout):
            if self._ending.is_set():
                return True
            if isinstance(report, wire.Preview):
                self._keep(report)
            else:
                self._post(self, report)
            if isinstance(report, wire.Lost) and report.why is Loss.BAD_SOURCE:
                return True
        if not self._ending.is_set():
            # What it said ends a moment before it does itself.
            with contextlib.suppress(subprocess.TimeoutExpired):
                log.info(log.Event.CAMERA_ENDED, status=child.wait(timeout=1))
        return False

    def _keep(self, preview: wire.Preview) -> None:
        if len(preview.pixels) != 3 * preview.width * preview.height:
            raise ValueError("no picture of that size")
        size = preview.width, preview.height, 3 * preview.width
        # A copy: the message's memory goes with the message.
        image = QImage(preview.pixels, *size, QImage.Format.Format_BGR888).copy()
        with self._guard:
            if self._ending.is_set():
                return
            told, self._newest = self._newest is not None, image
        if not told:
            self._post(self, _News.FRAME)
