"""The camera's process: it takes pictures off the source, looks at them, and tells the screen what it saw.

A process of its own, because drivers and native code hang and crash, and because ending it is the surest way to drop a
picture: its memory goes with it. It lives as long as its input; it writes no file and has no output but the messages of
`kiosk.scan.wire`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from kiosk.errors import WrongUse
from kiosk.scan import wire

if TYPE_CHECKING:
    from kiosk.scan.ktp.reader import KtpReader
    from kiosk.scan.pictures import Picture

ARGUMENT = "camera-process"
"""What the built program is started with to be this process: it has no `python -m`."""

_ROOT = Path(__file__).resolve().parents[2]
_NICE = 10
"""The screen comes first: a page turns as fast beside a busy camera as without one."""
_PERIOD_S = 1 / 20
"""Between two pictures of the preview, at least: of a camera's thirty in a second every other one is shown."""
_PREVIEW_SIDE = 720
_LEAST_SIDE = 8
"""Of what codes and cards are looked for in; the smallest QR code has 21 modules."""
_PIPE_BYTES = 2**20


# --- For whoever wants one --------------------------------------------------------------------------------------------


def command() -> list[str]:
    """What starts the process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-P", "-m", "kiosk.scan.process"]


def spawn() -> subprocess.Popen[bytes]:
    """Starts the process, with nothing of this one's but two pipes. Raises OSError."""
    child = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Drivers and codecs talk there, and nobody reads it.
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        # Ctrl+C in a terminal is for the screen; this process ends with its input.
        start_new_session=True,
    )
    assert child.stdout is not None
    with contextlib.suppress(OSError):
        # A preview in one piece instead of fourteen: the screen's thread is interrupted less often.
        fcntl.fcntl(child.stdout, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return child


def _environment() -> dict[str, str]:
    """No variable of this process is handed on: one may hold a secret, and none is needed."""
    return {
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        # Threads that numpy's and OpenCV's libraries start for sums that are not done here.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Seconds until a camera that sends nothing counts as unplugged; ten otherwise.
        "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "3",
    }


def ask(request: wire.Open | wire.Look, patience_s: float) -> wire.Report | None:
    """The first thing that a process of its own has to say; None when it crashed, or said nothing in time."""
    try:
        with spawn() as child:
            giving_up = threading.Timer(patience_s, child.kill)
            giving_up.start()
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                wire.write(child.stdin, request)
                return next(wire.reports(child.stdout), None)
            finally:
                giving_up.cancel()
                child.kill()
    except (OSError, ValueError):
        return None


# --- The process ------------------------------------------------------------------------------------------------------


def main() -> NoReturn:
    """Runs until the input ends."""
    # Native libraries print to descriptor 1, which would break a message in two.
    out = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    # A crash must not leave what was seen on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        # Where memory runs out the system ends this process and not the kiosk.
        Path("/proc/self/oom_score_adj").write_text("800")
    requests = wire.requests(sys.stdin.buffer)
    first = next(requests, None)
    asked = _Asked()
    # A fault in one thread must not leave a process that seems to work.
    threading.excepthook = lambda _arguments: os._exit(1)
    threading.Thread(target=asked.listen, args=(requests,), name="requests", daemon=True).start()
    # One that nobody listens to any more ends like the others.
    with contextlib.suppress(BrokenPipeError):
        match first:
            case wire.Open():
                _Eye(first, asked, out).watch()
            case wire.Look(path):
                wire.write(out, looked(Path(os.fsdecode(path))))
            case _:
                pass
    # Not sys.exit: a thread in native code would be waited for.
    os._exit(0)


def looked(path: Path) -> wire.Found | wire.Refused:
    """What there is to be read in a file."""
    from kiosk.scan.pictures import grey, read_picture

    try:
        picture = read_picture(path)
    except WrongUse as error:
        return wire.Refused(error.what, error.remedy)
    if not _may_hold_something(picture):
        return wire.Found((), None)
    # What reads is loaded only for what can be read.
    from kiosk.scan.decode import decode
    from kiosk.scan.ktp.reader import KtpReader
    from kiosk.scan.payload import name_of

    codes = tuple(wire.FoundCode(code.kind, code.text, name_of(code.payload)) for code in decode(grey(picture)))
    sight = KtpReader().read(picture)
    return wire.Found(codes, sight.reading if sight else None)


def _may_hold_something(picture: Picture) -> bool:
    """Whether there is anything to look at: half of a pixel is no picture."""
    return min(picture.shape[:2]) >= _LEAST_SIDE


class _Asked:
    """What the screen has asked for and has not got yet."""

    def __init__(self) -> None:
        self.preview = threading.Event()
        self.preview.set()
        self.photo = threading.Event()
        self.card = threading.Event()

    def listen(self, requests: Iterator[wire.Request]) -> None:
        """Until the input ends, and with it the process: even while native code is busy elsewhere."""
        try:
            for request in requests:
                match request:
                    case wire.More():
                        self.preview.set()
                    case wire.Take():
                        self.photo.set()
                    case wire.Retry():
                        self.card.set()
                    case wire.Open():
                        break  # said once, first
        finally:
            os._exit(0)


class _Eye:
    """Looks at every picture that the source gives."""

    def __init__(self, opened: wire.Open, asked: _Asked, out: IO[bytes]) -> None:
        self._opened = opened
        self._asked = asked
        self._out = out
        self._speaking = threading.Lock()
        self._due = 0.0

    def watch(self) -> None:
        """Until nobody listens any more."""
        import cv2

        from kiosk.scan import sources

        os.nice(_NICE)
        cv2.setNumThreads(1)
        use = self._opened.use
        look = self._looker(use)
        every = use is wire.CameraUse.CODES
        size = sources.PAGE_SIZE if use is wire.CameraUse.PHOTO else sources.USUAL_SIZE
        try:
            for picture in sources.watch(self._opened.source, self._tell, all_of_them=every, size=size):
                self._show(picture)
                if _may_hold_something(picture):
                    look(picture)
        except WrongUse:
            self._tell(wire.Lost(wire.Loss.BAD_SOURCE))

    def _looker(self, use: wire.CameraUse) -> Callable[[Picture], None]:
        """What else is done with every picture."""
        match use:
            case wire.CameraUse.PHOTO:
                return lambda _picture: None
            case wire.CameraUse.CODES:
                return self._codes()
            case wire.CameraUse.CARD:
                return self._card()

    def _codes(self) -> Callable[[Picture], None]:
        from kiosk.scan.decode import CodeReader
        from kiosk.scan.pictures import grey

        reader = CodeReader()

        def look(picture: Picture) -> None:
            codes = reader.read(grey(picture))
            if codes:
                self._tell(wire.Seen(tuple(code.text for code in codes)))

        return look

    def _card(self) -> Callable[[Picture], None]:
        from kiosk.scan.card import CardWatch
        from kiosk.scan.ktp.aim import Aim

        def new_reader() -> KtpReader:
            # Here, on the thread that reads: the person sees the picture meanwhile.
            from kiosk.scan.ktp.reader import KtpReader

            return KtpReader()

        return CardWatch(self._tell, self._asked.card, Aim, new_reader).look

    def _show(self, picture: Picture) -> None:
        from kiosk.scan.pictures import fitted, small_jpeg

        if self._asked.photo.is_set():
            self._asked.photo.clear()
            self._tell(wire.Photo(small_jpeg(picture)))
        now = time.monotonic()
        if now >= self._due and self._asked.preview.is_set():
            self._asked.preview.clear()
            self._due = now + _PERIOD_S
            small = fitted(picture, _PREVIEW_SIDE)
            self._tell(wire.Preview(small.shape[1], small.shape[0], small.tobytes()))

    def _tell(self, report: wire.Report) -> None:
        with self._speaking:
            wire.write(self._out, report)


if __name__ == "__main__":
    main()
