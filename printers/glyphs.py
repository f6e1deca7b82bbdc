"""The built-in type of a thermal printer, dot for dot: 12 × 24 and 9 × 17 cells, enlarged by doubling dots as printers do."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from printers.layout import CELL, SMALL_CELL

_SYSTEM = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
_SIZES = {CELL: 20, SMALL_CELL: 15}  # the sizes at which DejaVu Sans Mono is exactly as wide as the cell


def text_line(
    text: str, *, small: bool = False, wide: int = 1, high: int = 1, bold: bool = False, inverse: bool = False
) -> Image.Image:
    """One line of text as a 1-bit picture, 0 for black; `wide` and `high` are multiples of the cell."""
    cell = SMALL_CELL if small else CELL
    line = Image.new("1", (cell[0] * len(text), cell[1]), 1)
    for at, letter in enumerate(text):
        line.paste(_letter(letter, cell, bold), (at * cell[0], 0))
    if inverse:
        line = ImageChops.invert(line)
    return line.resize((line.width * wide, line.height * high), Image.Resampling.NEAREST)


@cache
def _letter(letter: str, cell: tuple[int, int], bold: bool) -> Image.Image:
    picture = Image.new("1", cell, 1)
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    draw.text((0, cell[1] * 4 // 5), letter, fill=0, font=_font(_SIZES[cell]), anchor="ls")
    if letter == "0":
        # Printers have a plain zero. The dot of this one, enlarged, makes it look like an eight.
        width, height = cell
        draw.rectangle((width // 3, height * 3 // 8, width * 2 // 3 - 1, height * 5 // 8), fill=1)
    if bold:
        # Emphasised print is struck twice, one dot apart.
        second = Image.new("1", cell, 1)
        second.paste(picture, (1, 0))
        picture = ImageChops.logical_and(picture, second)
    return picture


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in _candidates():
        if path.is_file():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


def _candidates() -> list[Path]:
    # python-barcode comes with python-escpos and brings the same file to every machine.
    barcode = importlib.util.find_spec("barcode")
    places = barcode.submodule_search_locations if barcode else None
    return [*(Path(place) / "fonts" / "DejaVuSansMono.ttf" for place in places or ()), _SYSTEM]
