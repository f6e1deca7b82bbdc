"""The frame into which a card is held: the screen draws it, and the camera's process looks for a card of that size."""

from __future__ import annotations

CARD_RATIO = 53.98 / 85.6
"""Height by width of a card: ISO/IEC 7810, ID-1."""


def guide(width: float, height: float) -> tuple[float, float, float, float]:
    """Left, top, width and height of the frame as shares of a picture of this size.

    In the middle, of a card's proportion, 80 % as wide as the picture or as high as fits.
    """
    wide = min(0.8 * width, 0.96 * height / CARD_RATIO)
    share, high = wide / width, wide * CARD_RATIO / height
    return ((1 - share) / 2, (1 - high) / 2, share, high)
