"""Sets a document for a paper width: the one place that folds, wraps, pads and centres.

Bytes, pictures and plain text are all made from the same lines, so they cannot disagree about what is on the slip.
"""

from __future__ import annotations

import textwrap
import unicodedata
from typing import assert_never

import msgspec
import segno

from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Rule, Size, Text
from printers.profiles import Profile

CELL = (12, 24)  # dots of one character of the normal type
SMALL_CELL = (9, 17)
RULE_PATTERN = bytes((1, 1, 1, 1, 0, 0))
RULE_DOTS = 2
MIN_MODULE = 4  # dots; 0.5 mm, the smallest that cheap cameras and wedge scanners read without thought
MAX_MODULE = 6
QR_WIDTH = 200  # dots, 25 mm: as large as it need be, paper is money
NUMBER_SCALE = 6
TITLE_LINES = 2
MARK_COLUMNS = 2  # white space inside an inverse mark, each side


class Style(msgspec.Struct, frozen=True):
    """How the printer sets a line: type, multiples of the cell, weight."""

    small: bool = False
    wide: int = 1
    high: int = 1
    bold: bool = False
    inverse: bool = False

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of one character in dots."""
        width, height = SMALL_CELL if self.small else CELL
        return width * self.wide, height * self.high


class TextLine(msgspec.Struct, frozen=True):
    """One line of ASCII that fits. `advance` is the paper it uses, in dots."""

    text: str
    style: Style
    align: Align
    advance: int


class Dots(msgspec.Struct, frozen=True):
    """Raster rows, packed eight dots a byte, most significant first. `text` says what they show."""

    rows: tuple[bytes, ...]
    text: str


class Symbol(msgspec.Struct, frozen=True):
    """A QR code: its modules (0/1 a module, without quiet zone), the dots a module takes, the left margin in dots."""

    payload: str
    modules: tuple[bytes, ...]
    scale: int
    left: int


class Space(msgspec.Struct, frozen=True):
    """Empty paper, in dots."""

    dots: int


class End(msgspec.Struct, frozen=True):
    """Cut here."""


Line = TextLine | Dots | Symbol | Space | End

# What NFKD leaves alone but Indonesian typing brings along.
_FOLDS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "•": "-", "·": "-", "×": "x", "→": "->", "←": "<-", "✓": "v", "⁄": "/", "÷": "/",
        "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
        "€": "EUR", "°": " ", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The same text in printable ASCII. What has no likeness becomes `?`; control characters become spaces.

    Printers disagree about every code page but this one, and a single stray character must not turn a line to garbage.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDS)).translate(_FOLDS)
    return "".join(_ascii(letter) for letter in plain if not unicodedata.combining(letter))


def _ascii(letter: str) -> str:
    if " " <= letter <= "~":
        return letter
    return " " if letter.isspace() or unicodedata.category(letter) == "Cc" else "?"


def wrap(text: str, columns: int, hang: int = 0) -> list[str]:
    """Folded text broken at words into lines of at most `columns`; a word that is too long is broken where it must."""
    indent = " " * min(hang, columns // 2)
    return textwrap.wrap(fold(text), columns, subsequent_indent=indent, break_on_hyphens=False) or [""]


def set_lines(document: Document, profile: Profile) -> list[Line]:
    """The document as lines for this printer, top to bottom."""
    lines: list[Line] = []
    for block in document.blocks:
        lines.extend(_block(block, profile))
    return lines


def _block(block: Block, profile: Profile) -> list[Line]:
    match block:
        case Text():
            return _text(block, profile)
        case Row():
            return _row(block, profile)
        case Rule():
            if not profile.raster:
                return [TextLine("-" * profile.columns, Style(), Align.LEFT, CELL[1])]
            return [Dots((_pack(_tiled(RULE_PATTERN, profile.dots)),) * RULE_DOTS, "-" * profile.columns)]
        case Qr():
            return _qr(block, profile)
        case Picture():
            if not profile.raster:
                return []
            place = _tiled if block.tile else _centred
            text = fold(block.text)
            if block.tile and text:
                text = _tiled(text.encode(), profile.columns).decode()
            return [Dots(tuple(_pack(place(row, profile.dots)) for row in block.rows), text.rstrip())]
        case Feed():
            return [Space(block.dots)]
        case Cut():
            return [End()]
        case _:
            assert_never(block)


def _text(block: Text, profile: Profile) -> list[Line]:
    style, leading = _style(block, profile)
    columns = (profile.small_columns if style.small else profile.columns) // style.wide
    if block.inverse:
        columns -= 2 * MARK_COLUMNS
    lines: list[Line] = []
    centred = block.align is Align.CENTRE
    for text in _balanced(block.text, columns) if centred else wrap(block.text, columns, block.hang):
        if block.inverse:
            text = f"{'':{MARK_COLUMNS}}{text}{'':{MARK_COLUMNS}}"
        lines.append(TextLine(text, style, block.align, style.cell[1] + leading))
    return lines


def _balanced(text: str, columns: int) -> list[str]:
    """Wrapped into as few lines as possible, and these about equally long: no lone word below a centred line."""
    lines = wrap(text, columns)
    while columns > 1 and len(narrower := wrap(text, columns - 1)) == len(lines) > 1:
        lines, columns = narrower, columns - 1
    return lines


def _style(block: Text, profile: Profile) -> tuple[Style, int]:
    """How a block is set, and the white dots below each of its lines."""
    bold, inverse = block.bold, block.inverse
    match block.size:
        case Size.SMALL:
            return Style(small=True, bold=bold, inverse=inverse), 5
        case Size.NORMAL:
            return Style(bold=bold, inverse=inverse), 6
        case Size.LARGE:
            return Style(wide=2, high=2, bold=bold, inverse=inverse), 2
        case Size.TITLE:
            large = len(wrap(block.text, profile.columns // 2)) <= TITLE_LINES
            return (Style(wide=2, high=2, bold=bold, inverse=inverse), 2) if large else (Style(bold=bold), 6)
        case Size.NUMBER:
            scale = max(1, min(NUMBER_SCALE, profile.columns // max(1, len(fold(block.text)))))
            return Style(wide=scale, high=scale, bold=bold, inverse=inverse), 0
        case _:
            assert_never(block.size)


def _row(block: Row, profile: Profile) -> list[Line]:
    left, right = fold(block.left), fold(block.right)
    room = profile.columns - len(right) - 1
    style = Style(bold=block.bold)
    if len(left) <= room:
        texts = [f"{left}{right:>{profile.columns - len(left)}}"]
    else:  # the two do not fit side by side: the right one goes on lines of its own
        texts = wrap(left, profile.columns) + [f"{part:>{profile.columns}}" for part in wrap(right, profile.columns)]
    return [TextLine(text, style, Align.LEFT, CELL[1] + 6) for text in texts]


def _qr(block: Qr, profile: Profile) -> list[Line]:
    if not block.payload:
        return []
    symbol = segno.make(block.payload, error="m", micro=False)
    modules = tuple(bytes(row) for row in symbol.matrix)
    side = len(modules)
    scale = max(MIN_MODULE, min(MAX_MODULE, QR_WIDTH // side))
    if (side + 8) * scale > profile.dots:
        raise ValueError(f"a QR code of {len(block.payload)} characters does not fit on {profile.name} paper")
    quiet = Space(2 * scale)  # the lines around it keep white of their own
    return [quiet, Symbol(block.payload, modules, scale, (profile.dots - side * scale) // 2), quiet]


def raster(symbol: Symbol) -> Dots:
    """A QR code as dots, with the white at its left but not at its right: fewer bytes on a slow line."""
    blank = bytes(symbol.left)
    rows: list[bytes] = []
    for modules in symbol.modules:
        row = _pack(blank + b"".join(bytes((module,)) * symbol.scale for module in modules))
        rows.extend([row] * symbol.scale)
    return Dots(tuple(rows), symbol.payload)


def _tiled(row: bytes, width: int) -> bytes:
    """`row` again and again over `width`, one copy exactly in the middle."""
    start = (len(row) - width) // 2 % len(row)
    return (row * (width // len(row) + 2))[start : start + width]


def _centred(row: bytes, width: int) -> bytes:
    shown = row[:width]
    left = (width - len(shown)) // 2
    return bytes(left) + shown + bytes(width - left - len(shown))


def _pack(row: bytes) -> bytes:
    """One byte a dot → eight dots a byte."""
    padded = row + bytes(-len(row) % 8)
    return int("".join("1" if dot else "0" for dot in padded), 2).to_bytes(len(padded) // 8, "big")
