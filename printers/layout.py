"""Sets a document for a paper width: the one place that folds, wraps, pads and centres.

Bytes, pictures and plain text are all made from the same lines, so they cannot disagree about what is on the slip.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import assert_never

import msgspec

from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Rule, Size, Text
from printers.profiles import Profile

CELL = (12, 24)  # dots of one character of the normal type
SMALL_CELL = (9, 17)
RULE_PATTERN = bytes((1, 1, 1, 1, 0, 0))
RULE_DOTS = 2
MIN_MODULE = 4  # dots; 0.5 mm, the smallest that cheap cameras and wedge scanners read without thought
MAX_MODULE = 6
QUIET = 4  # modules of white on every side of a QR code (ISO/IEC 18004)
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
    """Raster rows, packed eight dots a byte, most significant first, as wide as the paper or in the middle of it.

    `text` says what they show.
    """

    rows: tuple[bytes, ...]
    text: str


class Symbol(msgspec.Struct, frozen=True):
    """A QR code: its modules (0/1 a module, without quiet zone) and the dots a module takes."""

    payload: str
    modules: tuple[bytes, ...]
    scale: int


class Space(msgspec.Struct, frozen=True):
    """Empty paper, in dots."""

    dots: int


class End(msgspec.Struct, frozen=True):
    """Cut here."""


Line = TextLine | Dots | Symbol | Space | End

# What NFKD leaves alone, or takes apart into something else than it says.
_FOLDS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "‹": "'", "›": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "•": "-", "·": "-", "∙": "-", "●": "-", "○": "-", "■": "-", "▪": "-", "◦": "-", "‣": "-",
        "×": "x", "✓": "v", "✔": "v", "✗": "x", "✘": "x", "☐": "[ ]", "☑": "[v]", "☒": "[x]",
        "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⁄": "/", "∕": "/", "÷": "/", "±": "+/-",
        "≤": "<=", "≥": ">=", "≠": "<>", "≈": "~", "©": "(c)", "®": "(r)",
        "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
        "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ŋ": "ng", "ħ": "h",
        "€": "EUR", "£": "GBP", "°": " ",
    }
)  # fmt: skip
_FRACTION_AFTER_DIGIT = re.compile("(?<=[0-9])(?=[¼-¾⅐-⅞])")
_UNSEEN = {"Mn", "Me", "Cf"}  # accents, joiners, marks of direction: nothing to see without their letter


def fold(text: str) -> str:
    """The same text in printable ASCII. What has no likeness becomes `?`; control characters become spaces.

    Printers disagree about every code page but this one, and a single stray character must not turn a line to garbage.
    """
    apart = _FRACTION_AFTER_DIGIT.sub(" ", text)  # 2½ is not 21/2
    plain = unicodedata.normalize("NFKD", apart.translate(_FOLDS)).translate(_FOLDS)
    return "".join(_ascii(letter) for letter in plain)


def _ascii(letter: str) -> str:
    if " " <= letter <= "~":
        return letter
    category = unicodedata.category(letter)
    if category in _UNSEEN:
        return ""
    return " " if letter.isspace() or category == "Cc" else "?"


# Where a line may end: at any white space but the hard ones.
_BREAK = re.compile(r"(?:(?![\u00a0\u2007\u202f])[\s\x00-\x1f\x7f-\x9f])+")
# What a line break costs. Only a torn number is worth another line of paper.
_LINE = 10_000
_TORN = 12_000
_WIDOW_LETTERS = 8
_WIDOW = 1200  # over its letters: a last word of four is as bad as a line with seventeen empty columns
_PAUSE = {".": -150, "!": -150, "?": -150, ":": -90, ",": -90, ";": -90}  # a good place to end a line
_NUMBER = re.compile(r"\(?[0-9]+(?:[.,:/-][0-9]+)*%?")
_UNIT = re.compile(  # 3 hari, 09.15 WIB, 21 November, but not: Loket 2 untuk
    r"(?!(?:untuk|dan|atau|di|ke|dari|yang|lalu|sampai|and|or|at|for|from|in|to|until)\b)[A-Za-z]{1,9}\b.*"
)
_LABEL = re.compile(r"\(?(?:[A-Z][A-Za-z]{0,8}|jam|pukul|pasal|ayat|lantai)\.?")  # Loket 2, RT 03, Rp 25.000, jam 9


def wrap(text: str, columns: int, hang: int = 0, *, even: bool = False) -> list[str]:
    """Folded text in as few lines of at most `columns` as its words allow; `even` makes them about equally long.

    A number stays with its unit or label, and a short word does not end up alone on the last line, where that can be
    avoided; lines end at pauses rather than just after them. A hard space does not break. A word too long for a line is
    broken, at a sign if it has one.
    """
    hang = min(hang, columns // 2)
    first = min(len(text) - len(text.lstrip(" ")), columns // 2)
    words: list[str] = []
    broken: set[int] = set()  # where a line must begin, because the word does not fit on one
    for word in _BREAK.split(text):
        pieces = _pieces(" ".join(fold(word).split()), columns - max(first, hang))
        broken.update(range(len(words) + 1, len(words) + len(pieces)))
        words += pieces
    if not words:
        return [""]
    starts = _line_starts(words, broken, (columns - first, columns - hang), even=even)
    lines = [" ".join(words[start:end]) for start, end in pairwise([*starts, len(words)])]
    return [f"{'':{hang if at else first}}{line}" for at, line in enumerate(lines)]


def _pieces(word: str, columns: int) -> list[str]:
    """A word cut to the length of a line: at the last sign that fits, if that is not too near to its beginning."""
    pieces = []
    while len(word) > columns:
        signs = [
            at for at in range(columns // 2 + 1, columns + 1) if word[at - 1] in "/-_?&=,;:@ " or word[at] in "./ "
        ]
        cut = max(signs, default=columns)
        pieces.append(word[:cut].rstrip())
        word = word[cut:].lstrip()
    return [*pieces, word] if word else pieces


def _line_starts(words: list[str], broken: set[int], room: tuple[int, int], *, even: bool) -> list[int]:
    """The cheapest way to break words into lines: the index of each line's first word. `room`: of the first line, of others."""
    best, before = [0], [0]  # the cost of setting the words up to here, and where the last of their lines begins
    for end in range(1, len(words) + 1):
        last = end == len(words)
        sense = 0 if last else _PAUSE.get(words[end - 1][-1], 0) + _TORN * _belong_together(words[end - 1], words[end])
        options = []
        width = -1
        for start in range(end - 1, -1, -1):
            width += 1 + len(words[start])
            spare = room[start > 0] - width
            if spare >= 0 or start == end - 1:
                alone = last and 0 < start == end - 1 and len(words[start]) <= _WIDOW_LETTERS
                ragged = spare * spare if even or not last else 0
                widow = _WIDOW // len(words[start]) if alone else 0
                options.append((best[start] + _LINE + sense + ragged + widow, start))
            if start in broken or width > max(room):
                break
        cost, start = min(options)
        best.append(cost)
        before.append(start)
    starts = []
    at = len(words)
    while at > 0:
        at = before[at]
        starts.append(at)
    return starts[::-1]


def _belong_together(word: str, after: str) -> bool:
    if _NUMBER.fullmatch(word):
        return _UNIT.fullmatch(after) is not None
    return _LABEL.fullmatch(word) is not None and after[0].isdigit()


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
            return [_picture(block, profile)]
        case Feed():
            return [Space(block.dots)]
        case Cut():
            return [End()]
        case _:
            assert_never(block)


def _picture(block: Picture, profile: Profile) -> Dots:
    text = fold(block.text)
    if block.tile and text:
        text = _tiled(text.encode(), profile.columns).decode()
    return Dots(tuple(_pack(row) for row in spread(block, profile.dots)), text.rstrip())


def spread(picture: Picture, width: int) -> tuple[bytes, ...]:
    """A picture over `width` dots, unpacked: tiled or in the middle, with what is set into it."""
    rows = tuple((_tiled if picture.tile else _centred)(row, width) for row in picture.rows)
    if not picture.inset:
        return rows
    left = (width - len(picture.inset[0])) // 2
    return tuple(
        row[:left] + middle + row[left + len(middle) :] for row, middle in zip(rows, picture.inset, strict=True)
    )


def _text(block: Text, profile: Profile) -> list[Line]:
    style, leading = _style(block, profile)
    columns = (profile.small_columns if style.small else profile.columns) // style.wide
    if block.inverse:
        columns -= 2 * MARK_COLUMNS
    lines: list[Line] = []
    for text in wrap(block.text, columns, block.hang, even=block.align is Align.CENTRE):
        if block.inverse:
            text = f"{'':{MARK_COLUMNS}}{text}{'':{MARK_COLUMNS}}"
        lines.append(TextLine(text, style, block.align, style.cell[1] + leading))
    return lines


def _style(block: Text, profile: Profile) -> tuple[Style, int]:
    """How a block is set, and the white dots below each of its lines."""
    bold, inverse = block.bold, block.inverse
    match block.size:
        case Size.NORMAL if block.fit and len(wrap(block.text, profile.columns, block.hang)) > 1:
            return Style(small=True, bold=bold, inverse=inverse), 5
        case Size.SMALL:
            return Style(small=True, bold=bold, inverse=inverse), 5
        case Size.NORMAL:
            return Style(bold=bold, inverse=inverse), 6
        case Size.LARGE:
            return Style(wide=2, high=2, bold=bold, inverse=inverse), 2
        case Size.TITLE:
            if len(wrap(block.text, profile.columns // 2)) == 1:
                return Style(wide=2, high=2, bold=bold, inverse=inverse), 2
            if len(wrap(block.text, profile.columns)) <= TITLE_LINES:
                return Style(high=2, bold=bold, inverse=inverse), 2
            return Style(bold=bold, inverse=inverse), 6
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
    import segno  # not at the start of the program: the spool warms it up

    # A control character has no place in a code, and `10 04` in one that the printer draws would be a command to it.
    payload = "".join(sign for sign in block.payload if unicodedata.category(sign) != "Cc")
    if not payload:
        return []
    symbol = segno.make(payload, error="m", micro=False)
    modules = tuple(bytes(row) for row in symbol.matrix)
    side = len(modules)
    scale = MIN_MODULE if block.compact else max(MIN_MODULE, min(MAX_MODULE, QR_WIDTH // side))
    if (side + 2 * QUIET) * scale > profile.dots:
        raise ValueError(f"a QR code of {len(payload)} characters does not fit on {profile.name} paper")
    quiet = Space(QUIET * scale)
    return [quiet, Symbol(payload, modules, scale), quiet]


def raster(symbol: Symbol) -> Dots:
    """A QR code as dots, without the white beside it: a third fewer bytes on a slow line."""
    side = len(symbol.modules) * symbol.scale
    blank = bytes(-side % 8 // 2)  # whole bytes, and the code in the middle of them
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


@lru_cache(maxsize=256)  # the rows of band, logo and rule come again with every slip
def _pack(row: bytes) -> bytes:
    """One byte a dot → eight dots a byte."""
    padded = row + bytes(-len(row) % 8)
    return int("".join("1" if dot else "0" for dot in padded), 2).to_bytes(len(padded) // 8, "big")
