"""Photos as answers: small JPEG files that hold a picture and nothing else. Checked without decoding them."""

from __future__ import annotations

MOST_BYTES = 128 * 1024
"""Sixteen seconds of a link of 64 kbit/s."""
LONGEST_SIDE = 1600
"""Pixels: the digits of a photographed A4 page with type of 11 points can be read, at half of it no longer."""
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_PLAIN = frozenset((0xC4, 0xDA, 0xDB, 0xDD, 0xE0)) | _FRAMES
"""Segments a bare JPEG needs: tables, scan, restart interval, JFIF header. Comments and APP1 (EXIF: time, camera, place)
are not among them, so what could tell more than the picture never gets in."""


def is_photo(data: bytes) -> bool:
    """True for a whole JPEG within the limits, without EXIF and comments."""
    if len(data) > MOST_BYTES or not data.startswith(b"\xff\xd8") or not data.endswith(b"\xff\xd9"):
        return False
    at, size = 2, (0, 0)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _STANDALONE:
            at += 2
            continue
        if marker not in _PLAIN or length < 2 or at + 2 + length > len(data):
            return False
        if marker in _FRAMES:
            if length < 8:
                return False
            size = int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker == 0xDA:
            # What follows is the picture itself, up to the end of the file.
            return min(size) > 0 and max(size) <= LONGEST_SIDE
        at += 2 + length
    return False
