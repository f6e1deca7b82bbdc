"""What the screen and the camera's process say to each other: length-prefixed MessagePack over two pipes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import StrEnum
from typing import IO

import msgspec

from kiosk.domain.ktp import KtpField, KtpReading


class CameraUse(StrEnum):
    """What the camera is on for."""

    PHOTO = "photo"
    CODES = "codes"
    CARD = "card"


class AimHint(StrEnum):
    """What a person who holds a card before the camera is told."""

    NO_CARD = "no_card"  # hold your KTP into the frame
    CLOSER = "closer"
    FARTHER = "farther"  # a part of the card is out of sight
    DARK = "dark"
    GLARE = "glare"
    HOLD = "hold"  # good; still too blurred or moving
    READING = "reading"  # the picture was taken
    AGAIN = "again"  # it could not be read: once more


class Loss(StrEnum):
    """Why there is no picture."""

    NO_CAMERA = "no_camera"  # does not answer, or was pulled out; it is tried again
    BAD_SOURCE = "bad_source"  # the setting names none
    CRASHED = "crashed"  # the process ended, several times in a row


# --- To the process ---------------------------------------------------------------------------------------------------


class Open(msgspec.Struct, frozen=True, tag=True):
    """The camera on, for one use. Sent once, first; the process ends with its input."""

    source: str
    use: CameraUse


class Look(msgspec.Struct, frozen=True, tag=True):
    """A picture in a file instead of the camera. Sent once, first; after the one report the process ends.

    `path` is absolute, as the system writes it.
    """

    path: bytes


class Take(msgspec.Struct, frozen=True, tag=True):
    """The next frame as a photo."""


class More(msgspec.Struct, frozen=True, tag=True):
    """The last preview has been shown: another may come. A slow screen is not flooded."""


class Retry(msgspec.Struct, frozen=True, tag=True):
    """After a `Card`: look for a card again."""


# --- From the process -------------------------------------------------------------------------------------------------


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The first picture has come, of so many pixels."""

    width: int
    height: int


class _Private(msgspec.Struct, frozen=True, tag=True):
    """Holds something of a person: its `repr` says nothing of it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Preview(_Private, frozen=True, tag=True):
    """A small picture of what the camera sees: blue, green, red, `3 * width` bytes a row."""

    width: int
    height: int
    pixels: bytes


class Photo(_Private, frozen=True, tag=True):
    """The JPEG that `Take` asked for, within the limits of `kiosk.domain.photo`."""

    jpeg: bytes


class Seen(_Private, frozen=True, tag=True):
    """The texts of codes in sight, of each no more than once in two seconds."""

    texts: tuple[str, ...]


class Aimed(msgspec.Struct, frozen=True, tag=True):
    """The hint has changed."""

    hint: AimHint


class Card(_Private, frozen=True, tag=True):
    """A card was read; nothing more is looked for until `Retry`. `strips`: JPEG of the row each value came from."""

    reading: KtpReading
    strips: dict[KtpField, bytes]


class Lost(msgspec.Struct, frozen=True, tag=True):
    """No picture."""

    why: Loss


class Returned(msgspec.Struct, frozen=True, tag=True):
    """The camera answers again after a `Lost`."""


class FoundCode(_Private, frozen=True):
    """A code in a picture; `name` says what it is (`kiosk.scan.payload.name_of`)."""

    kind: str
    text: str
    name: str


class Found(_Private, frozen=True, tag=True):
    """What there was to be read in a file."""

    codes: tuple[FoundCode, ...]
    card: KtpReading | None


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The file is no picture, or too large; what is wrong with it, and what to do."""

    what: str
    remedy: str


Request = Open | Look | Take | More | Retry
Report = Opened | Preview | Photo | Seen | Aimed | Card | Lost | Returned | Found | Refused

_LENGTH = struct.Struct(">I")
_LONGEST = 8 * 2**20
"""Bytes. No message comes near it: a preview of 720 × 720 has 1.6 MB."""
_ENCODER = msgspec.msgpack.Encoder()
_REQUESTS = msgspec.msgpack.Decoder(Request)
_REPORTS = msgspec.msgpack.Decoder(Report)


def write(stream: IO[bytes], message: Request | Report) -> None:
    """Writes one message whole. Raises OSError when nobody reads any more."""
    body = _ENCODER.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def requests(stream: IO[bytes]) -> Iterator[Request]:
    """What the screen says, until it ends. Raises ValueError for what is no message."""
    return (_REQUESTS.decode(body) for body in _bodies(stream))


def reports(stream: IO[bytes]) -> Iterator[Report]:
    """What the process says, until it ends. Raises ValueError for what is no message."""
    return (_REPORTS.decode(body) for body in _bodies(stream))


def _bodies(stream: IO[bytes]) -> Iterator[bytes]:
    """A message that breaks off is the end: whoever wrote it has been killed."""
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        if length > _LONGEST:
            raise ValueError("no message is that long")
        body = stream.read(length)
        if len(body) < length:
            return
        yield body
