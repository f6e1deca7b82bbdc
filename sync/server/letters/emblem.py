"""The emblem at the head of letters: a picture that somebody uploaded, made small and bare."""

from __future__ import annotations

import io
import warnings
from typing import Final

MOST_BYTES: Final = 1_000_000
_MOST_SIDE: Final = 4_000
_SIDE: Final = 420  # dots: 23 mm at 460 dots an inch


def emblem(data: bytes) -> bytes | None:
    """A PNG of at most 420 dots a side without anything else in it; None when the data is no PNG or JPEG, or too large."""
    if len(data) > MOST_BYTES:
        return None
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if max(picture.size) > _MOST_SIDE:
                return None
            bare = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning):
        return None
    bare.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()
