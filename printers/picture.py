"""A slip as a picture, dot for dot what the head burns: for screens, reviews and the dock."""

from __future__ import annotations

import io
from typing import assert_never

from PIL import Image

from printers import glyphs
from printers.document import Align, Document
from printers.layout import Dots, End, Line, Space, Symbol, TextLine, raster, set_lines
from printers.profiles import Profile


def render(document: Document, profile: Profile) -> Image.Image:
    """A 1-bit picture, `profile.dots` wide, 0 for black."""
    strips = [_strip(line, profile) for line in set_lines(document, profile)]
    picture = Image.new("1", (profile.dots, max(1, sum(strip.height for strip in strips))), 1)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def png(document: Document, profile: Profile, margin: int = 0) -> bytes:
    """The picture as PNG; `margin` dots of white all around, as the paper is wider than the print."""
    slip = render(document, profile)
    sheet = Image.new("1", (slip.width + 2 * margin, slip.height + 2 * margin), 1)
    sheet.paste(slip, (margin, margin))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def of_rows(rows: tuple[bytes, ...] | list[bytes]) -> Image.Image:
    """Packed raster rows, 1 for black, as a 1-bit picture, 0 for black."""
    width = len(rows[0])
    return Image.frombytes("1", (width * 8, len(rows)), bytes(0xFF ^ byte for row in rows for byte in row))


def _strip(line: Line, profile: Profile) -> Image.Image:
    match line:
        case TextLine():
            style = line.style
            text = glyphs.text_line(
                line.text,
                small=style.small,
                wide=style.wide,
                high=style.high,
                bold=style.bold,
                inverse=style.inverse,
            )
            strip = Image.new("1", (profile.dots, max(line.advance, text.height)), 1)
            strip.paste(text, ((profile.dots - text.width) // 2 if line.align is Align.CENTRE else 0, 0))
            return strip
        case Dots():
            strip = Image.new("1", (profile.dots, len(line.rows)), 1)
            rows = of_rows(line.rows)
            strip.paste(rows, ((profile.dots - rows.width) // 2, 0))
            return strip
        case Symbol():
            return _strip(raster(line), profile)
        case Space():
            return Image.new("1", (profile.dots, line.dots), 1)
        case End():
            return Image.new("1", (profile.dots, 0), 1)
        case _:
            assert_never(line)
