"""Picture files, read with suspicion, and pictures made small.

A file may come from anywhere. Only its header is looked at before it is decided whether anything is decoded, and only the
decoders of five common formats are asked at all.
"""

from __future__ import annotations

import io
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES
from kiosk.errors import WrongUse

if TYPE_CHECKING:
    from PIL import Image

    from kiosk.scan.decode import Frame

Picture = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""A picture in colour: height × width × blue, green, red, 0 to 255."""

_MOST_FILE_BYTES = 40 * 2**20
_MOST_SIDE = 16_384
_MOST_PIXELS = 25_000_000
"""Of a picture that can only be decoded whole: A4 at 500 dpi has 24 million. Reading it takes half a gigabyte at most."""
_LARGEST_SIDE = 4000
"""Pixels of what is handed on: codes and letters that are lost at this size are not meant to be read."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_REMEDY = "Give a JPEG, PNG, WebP, GIF or BMP picture."
_SMALLER = "Make it smaller first."
_QUALITIES = (70, 60, 50, 40)
"""Above that a page reads no better, and below it letters fray: rather a smaller picture then."""


def read_picture(path: Path) -> Picture:
    """The picture in a file, upright, on white, its longest side at most 4,000 pixels; of an animation the first one.

    A file that breaks off is refused: half a picture looks like one without a code. Raises WrongUse.
    """
    # Imported late: whoever has a camera reads no files.
    from PIL.Image import DecompressionBombError

    data = _bytes(path)
    try:
        with warnings.catch_warnings():
            # What Pillow warns of, size and odd metadata, is decided here.
            warnings.simplefilter("ignore")
            return _decoded(data, path)
    except WrongUse:
        raise
    except DecompressionBombError as error:
        raise WrongUse(f"{path} is too large.", _SMALLER) from error
    except Exception as error:
        # A broken file raises whatever its decoder stumbles over.
        raise WrongUse(f"{path} is {_what(data)}.", _REMEDY) from error


def grey(picture: Picture) -> Frame:
    """Without its colours."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def fitted(picture: Picture, side: int) -> Picture:
    """Made smaller where its longest side is longer."""
    scale = side / max(picture.shape[:2])
    if scale < 1:
        height, width = (max(1, round(length * scale)) for length in picture.shape[:2])
        picture = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return np.ascontiguousarray(picture)


def small_jpeg(picture: Picture) -> bytes:
    """A photo within the limits of `kiosk.domain.photo`: first of lower quality, then smaller. No EXIF: only pixels go in."""
    side = LONGEST_SIDE
    while True:
        small = fitted(picture, side)
        for quality in _QUALITIES:
            good, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if good and data.size <= MOST_BYTES:
                return bytes(data)
        side = side * 3 // 4


def _bytes(path: Path) -> bytes:
    try:
        # Not blocking: what is no file, a pipe for one, must not be waited for.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise WrongUse(f"{path} is no file.", _REMEDY)
            data = file.read(_MOST_FILE_BYTES + 1)
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}.", _REMEDY) from error
    if len(data) > _MOST_FILE_BYTES:
        raise WrongUse(f"{path} is larger than {_MOST_FILE_BYTES // 2**20} MB.", _REMEDY)
    return data


def _decoded(data: bytes, path: Path) -> Picture:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        width, height = image.size
        # A JPEG is decoded at half its size, or less, row by row; only a progressive one has to be held whole.
        by_rows = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
        if max(width, height) > _MOST_SIDE or (width * height > _MOST_PIXELS and not by_rows):
            raise WrongUse(f"{path} is too large: {width} x {height} pixels.", _SMALLER)
        image.draft(None, (_LARGEST_SIDE, _LARGEST_SIDE))
        image.load()
        plain = _plain(image)
        plain.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE), reducing_gap=1.0)
        upright = ImageOps.exif_transpose(plain)
    if upright.mode == "RGBA":
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    return np.asarray(cv2.cvtColor(np.asarray(upright.convert("RGB")), cv2.COLOR_RGB2BGR), dtype=np.uint8)


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a channel, which is what can be made smaller: grey, three or four colours, or with an alpha channel."""
    from PIL import Image

    if image.mode.startswith("I;16"):
        # Converting would cut values off at 255.
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _what(data: bytes) -> str:
    """What is wrong with what could not be read, as far as the first bytes tell."""
    if not data:
        return "empty"
    if data[4:8] == b"ftyp":
        return "a HEIC or AVIF picture or a film, which is not read here"
    return "no picture, or a broken one"
