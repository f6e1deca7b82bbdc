"""A KTP held before the camera: hints until it lies right, then a picture is taken by itself and read.

Reading takes a second, so it is done on a thread, which loads the networks while the person still aims. What a first
picture leaves in doubt a second one has a say in. No picture is kept longer than it takes to read it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

import cv2
import msgspec

from kiosk.scan import wire
from kiosk.scan.pictures import Picture, fitted
from kiosk.scan.wire import AimHint

if TYPE_CHECKING:
    from kiosk.scan.ktp.reader import KtpSight

_AGAIN_S = 2.0
"""How long it is said that nothing could be read, before the next try."""
_SECOND_S = 2.0
"""How long a second picture is waited for where the first one left a doubt."""
_STRIP_SIDE = 900
_STRIP_QUALITY = 85


class Aiming(Protocol):
    """Says of each picture what the person is told, and which picture is worth reading."""

    def look(self, picture: Picture) -> tuple[AimHint, Picture | None]:
        """The hint, and with `READING` the picture to read; with another hint one that is worth a try."""
        ...


class Reading(Protocol):
    """Reads cards; only ever asked by one thread."""

    def warm_up(self) -> None:
        """Loads what it needs."""
        ...

    def read(self, picture: Picture) -> KtpSight | None:
        """What a card in a picture says; None when there is none."""
        ...


class _Doing(Enum):
    AIMING = auto()
    READING = auto()
    RESTING = auto()  # a card was read, or could not be


class _Taken(msgspec.Struct, frozen=True):
    """A picture to be read. Of a `quiet` try nobody is told unless it succeeds."""

    picture: Picture
    quiet: bool

    def __repr__(self) -> str:
        return "_Taken()"


class CardWatch:
    """Takes one picture after the other until a card was read, and begins again when `again` is set."""

    def __init__(
        self,
        tell: Callable[[wire.Report], None],
        again: threading.Event,
        new_aim: Callable[[], Aiming],
        new_reader: Callable[[], Reading],
    ) -> None:
        self._tell = tell
        self._again = again
        self._new_aim = new_aim
        self._aim: Aiming | None = None
        self._hint: AimHint | None = None
        self._doing = _Doing.AIMING
        self._good: queue.Queue[_Taken] = queue.Queue(maxsize=1)
        threading.Thread(target=self._work, args=(new_reader,), name="ktp", daemon=True).start()

    def look(self, picture: Picture) -> None:
        """The next picture of the camera."""
        if self._doing is _Doing.RESTING:
            return
        aim = self._aim = self._aim or self._new_aim()
        hint, good = aim.look(picture)
        if self._doing is _Doing.AIMING:
            self._say(hint)
        if good is not None:
            quiet = hint is not AimHint.READING
            if not quiet:
                self._doing = _Doing.READING
            # While one is read, the newest good one waits: it is there at once when a second look is needed.
            with suppress(queue.Empty):
                self._good.get_nowait()
            self._good.put(_Taken(good, quiet))

    def _say(self, hint: AimHint) -> None:
        if hint is not self._hint:
            self._hint = hint
            self._tell(wire.Aimed(hint))

    # --- On the thread that reads

    def _work(self, new_reader: Callable[[], Reading]) -> None:
        reader = new_reader()
        reader.warm_up()
        while True:
            taken = self._good.get()
            quiet, sight = taken.quiet, self._sight(reader, taken)
            del taken
            if sight is None and quiet:
                continue
            self._doing = _Doing.RESTING
            self._aim = None  # and with it the pictures it holds
            if sight is None:
                self._say(AimHint.AGAIN)
                self._again.wait(_AGAIN_S)
            else:
                self._tell(wire.Card(sight.reading, {field: _jpeg(strip) for field, strip in sight.strips.items()}))
                del sight
                self._again.wait()
            self._again.clear()
            with suppress(queue.Empty):
                self._good.get_nowait()
            self._hint = None
            self._doing = _Doing.AIMING

    def _sight(self, reader: Reading, taken: _Taken) -> KtpSight | None:
        first = reader.read(taken.picture)
        if first.reading.certain if first else taken.quiet:
            return first
        try:
            second = reader.read(self._good.get(timeout=_SECOND_S).picture)
        except queue.Empty:
            return first
        if first is None or second is None:
            return first or second
        # Imported late: with it come the networks, which this thread alone needs.
        from kiosk.scan.ktp.reader import together

        return together([first, second])


def _jpeg(strip: Picture) -> bytes:
    quality = [cv2.IMWRITE_JPEG_QUALITY, _STRIP_QUALITY]
    return bytes(cv2.imencode(".jpg", fitted(strip, _STRIP_SIDE), quality)[1])
