"""What the screen and the camera's process say to each other: length-prefixed MessagePack over two pipes."""

from __future__ import annotations

from enum import StrEnum

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


class Take(msgspec.Struct, frozen=True, tag=True):
    """The next frame as a photo."""


class More(msgspec.Struct, frozen=True, tag=True):
    """The last preview has been shown: another may come. A slow screen is not flooded."""


class Retry(msgspec.Struct, frozen=True, tag=True):
    """After a `Card`: look for a card again."""


# --- From the process -------------------------------------------------------------------------------------------------


class Preview(msgspec.Struct, frozen=True, tag=True):
    """A small picture of what the camera sees: blue, green, red, `3 * width` bytes a row."""

    width: int
    height: int
    pixels: bytes


class Photo(msgspec.Struct, frozen=True, tag=True):
    """The JPEG that `Take` asked for, within the limits of `kiosk.domain.photo`."""

    jpeg: bytes


class Seen(msgspec.Struct, frozen=True, tag=True):
    """The texts of codes in sight, of each no more than once in two seconds."""

    texts: tuple[str, ...]


class Aimed(msgspec.Struct, frozen=True, tag=True):
    """The hint has changed."""

    hint: AimHint


class Card(msgspec.Struct, frozen=True, tag=True):
    """A card was read; nothing more is looked for until `Retry`. `strips`: JPEG of the row each value came from."""

    reading: KtpReading
    strips: dict[KtpField, bytes]


class Lost(msgspec.Struct, frozen=True, tag=True):
    """No picture."""

    why: Loss


class Returned(msgspec.Struct, frozen=True, tag=True):
    """The camera answers again after a `Lost`."""


Request = Open | Take | More | Retry
Report = Preview | Photo | Seen | Aimed | Card | Lost | Returned
