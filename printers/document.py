"""What a slip is made of: a handful of frozen blocks that know nothing of printers, widths or bytes.

A `Document` is laid out for a paper width by `printers.layout` and then becomes bytes (`escpos`), text (`plain`), a
picture (`picture`) or, directly, a page (`pdf`).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Align(StrEnum):
    """Where a line stands on the paper."""

    LEFT = "left"
    CENTRE = "centre"


class Size(StrEnum):
    """How large text is set. A closed set, because a printer has only these few."""

    SMALL = "small"  # small print: 9 × 17 dots, still 2 mm high
    NORMAL = "normal"  # 12 × 24 dots
    LARGE = "large"  # twice in both directions
    TITLE = "title"  # large where one line takes it, twice as high in two lines at most, otherwise normal
    NUMBER = "number"  # as large as the line allows, up to six times: readable at arm's length


class Text(msgspec.Struct, frozen=True):
    """A paragraph, wrapped at words. Lines after the first are indented by `hang` columns; leading spaces indent the first."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    align: Align = Align.LEFT
    hang: int = 0
    inverse: bool = False  # white on black, for marks that nobody may miss
    fit: bool = False  # small where normal type would need another line


class Row(msgspec.Struct, frozen=True):
    """Two texts at the two edges of one line."""

    left: str
    right: str
    bold: bool = False


class Rule(msgspec.Struct, frozen=True):
    """A thin stitched line across the paper."""


class Qr(msgspec.Struct, frozen=True):
    """A QR code, error correction M, centred. The payload should be of `0-9 A-Z $%*+-./:` and at most 120 long.

    `compact`: as small as it can be read, for a scanner on a desk; otherwise a little larger, for any phone and camera.
    """

    payload: str
    compact: bool = False


class Picture(msgspec.Struct, frozen=True):
    """Black and white dots: each row is `bytes` of 0 (paper) and 1 (black), one a dot, all rows equally long.

    `tile` repeats the picture over the whole width, one copy exactly in the middle. `inset`, as many rows and narrower
    than the paper, covers the middle of it. `text` stands for it where nothing can be drawn.
    """

    rows: tuple[bytes, ...]
    text: str = ""
    tile: bool = False
    inset: tuple[bytes, ...] = ()


class Feed(msgspec.Struct, frozen=True):
    """Empty paper, in dots of an eighth of a millimetre (203 dpi)."""

    dots: int


class Cut(msgspec.Struct, frozen=True):
    """The end of the slip."""


Block = Text | Row | Rule | Qr | Picture | Feed | Cut


class Document(msgspec.Struct, frozen=True):
    """A whole slip. The title is for people who look at queues and files, it is not printed."""

    title: str
    blocks: tuple[Block, ...]
