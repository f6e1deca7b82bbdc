"""What a printer says, framed by its fixed bits and read into a closed value.

Several kinds of answers share the line and none carries the number of its question. Epson fixed some bits of each, so
that a reader can tell them apart even when they arrive late, in bursts, or between broken bytes:

    real-time (DLE EOT n)   0xx1xx10            one byte
    buffered (GS r n)       0xx0xxxx            one byte
    automatic (GS a)        0xx1xx00 0xx0xxxx×3 four bytes, whenever the printer likes
    process id (GS ( H)     37 22 d1 d2 d3 d4 00
    information (GS I)      5F … 00
    XON / XOFF              11 / 13
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

import msgspec

from kiosk.domain.prints import PrintReason

PROCESS_ID = b"\x37\x22"
_INFO = 0x5F
_LONGEST_INFO = 82  # header, eighty characters, NUL
_FLOW = {0x11, 0x13}


class RealTime(msgspec.Struct, frozen=True):
    """The answer to one `DLE EOT n`; which `n` only the asker knows."""

    bits: int


class Buffered(msgspec.Struct, frozen=True):
    """The answer to `GS r n`: everything sent before it has been worked."""

    bits: int


class Automatic(msgspec.Struct, frozen=True):
    """Four bytes of automatic status, unasked."""

    bits: bytes


class Processed(msgspec.Struct, frozen=True):
    """The echo of one process id: all before it has been printed."""

    job: bytes


class Information(msgspec.Struct, frozen=True):
    """The answer to `GS I n`, n > 64."""

    text: bytes


class Noise(msgspec.Struct, frozen=True):
    """A byte that belongs to no answer."""

    byte: int


Frame = RealTime | Buffered | Automatic | Processed | Information | Noise


class Framer:
    """Cuts the stream into frames. Give it bytes as they come; what is unfinished waits for the next ones."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are complete now. Any bytes may be fed; every byte ends in at most one frame."""
        self._rest += data
        frames: list[Frame] = []
        while self._rest:
            frame, used = _first(self._rest)
            if used == 0:
                break
            if frame is not None:
                frames.append(frame)
            del self._rest[:used]
        return frames

    def give_up(self) -> list[Frame]:
        """What stands behind an answer that was begun and, for want of bytes, will not be ended; its head is noise."""
        frames: list[Frame] = []
        while self._rest:
            frames.append(Noise(self._rest.pop(0)))
            frames += self.feed(b"")
        return frames


def _first(data: bytearray) -> tuple[Frame | None, int]:
    """The frame at the start and the bytes it takes; 0 bytes when more are needed, no frame for flow control."""
    byte = data[0]
    if byte in _FLOW:
        return None, 1
    if data[:2] == PROCESS_ID[: len(data)]:
        return _process_id(data)
    if byte == _INFO:
        return _information(data)
    if byte & 0x93 == 0x12:
        return RealTime(byte), 1
    if byte & 0x93 == 0x10:
        return _automatic(data)
    if byte & 0x90 == 0x00:
        return Buffered(byte), 1
    return Noise(byte), 1


def _process_id(data: bytearray) -> tuple[Frame | None, int]:
    for byte in data[2:6]:
        if not 0x20 <= byte <= 0x7E:  # ids are printable: something else was cut into this one
            return Noise(data[0]), 1
    if len(data) < 7:
        return None, 0
    return (Processed(bytes(data[2:6])), 7) if data[6] == 0 else (Noise(data[0]), 1)


def _information(data: bytearray) -> tuple[Frame | None, int]:
    end = data.find(0, 1, _LONGEST_INFO)
    said = data[1 : end if end > 0 else _LONGEST_INFO]
    if PROCESS_ID in said or not all(0x20 <= byte <= 0x7E for byte in said):
        return Noise(data[0]), 1  # cut short by another answer, an echo perhaps, which must not be lost in it
    if end > 0:
        return Information(bytes(said)), end + 1
    return (None, 0) if len(data) < _LONGEST_INFO else (Noise(data[0]), 1)


def _automatic(data: bytearray) -> tuple[Frame | None, int]:
    for byte in data[1:4]:
        if byte & 0x90:  # broken off by another answer, which must not be lost
            return Noise(data[0]), 1
    return (Automatic(bytes(data[:4])), 4) if len(data) >= 4 else (None, 0)


class Paper(StrEnum):
    """What the sensors of the roll see."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


class PrinterStatus(msgspec.Struct, frozen=True):
    """Everything a printer can say of itself. `answered` false: it said nothing, and the other fields mean nothing."""

    answered: bool
    online: bool = True
    paper: Paper = Paper.ENOUGH
    cover_open: bool = False
    feeding: bool = False  # somebody holds the feed button
    cutter_error: bool = False
    overheated: bool = False  # or another error that ends by itself, as some models say (bit 2)
    unrecoverable: bool = False

    @classmethod
    def read(cls, answers: dict[int, int]) -> Self:
        """From the answers to `DLE EOT 1` to `4`; a question without an answer may be missing."""
        if not answers:
            return cls(answered=False)
        printer, cause, error, roll = (answers.get(what, 0) for what in (1, 2, 3, 4))
        out = bool(roll & 0x60) or bool(cause & 0x20)
        return cls(
            answered=True,
            online=not printer & 0x08,
            paper=Paper.OUT if out else Paper.LOW if roll & 0x0C else Paper.ENOUGH,
            cover_open=bool(cause & 0x04),
            feeding=bool(cause & 0x08),
            cutter_error=bool(error & 0x08),
            overheated=bool(error & 0x44),
            unrecoverable=bool(error & 0x20),
        )

    @property
    def reason(self) -> PrintReason | None:
        """Why nothing can be printed now, the most helpful cause first; None when the printer is ready."""
        if not self.answered:
            return PrintReason.NOT_ANSWERING
        if self.cover_open:
            return PrintReason.COVER_OPEN  # before paper: an open cover lifts the paper sensor too
        if self.paper is Paper.OUT:
            return PrintReason.PAPER_OUT
        if self.cutter_error:
            return PrintReason.CUTTER
        if self.unrecoverable:
            return PrintReason.UNRECOVERABLE
        if self.overheated:
            return PrintReason.OVERHEATED
        return None if self.online else PrintReason.OFFLINE
