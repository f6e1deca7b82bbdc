"""A slip as an A4 page: what an ordinary printer gives when no thermal printer works.

The same document on a large sheet: type for reading at a table, the code large enough for any phone, and a dashed line
where the slip ends, so that it can be cut off. Type is the screen's own, embedded: nothing has to be folded but what it lacks.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, assert_never

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.catalog_files import ASSETS
from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Rule, Size, Text
from printers.layout import fold, spread

# Lengths are points, an inch / 72.
_WIDTH, _HEIGHT = A4
_COLUMN = 372.0  # 131 mm: a line of some fifty-five characters
_LEFT = (_WIDTH - _COLUMN) / 2
_RIGHT = _LEFT + _COLUMN
_TOP = _HEIGHT - 57
_BOTTOM = 62.0
_FOOT = 40.0
_SMALLEST = 0.8  # so much may a slip shrink to stay on one sheet: text of 13 points is then set in 10.4
_INK = (0.078, 0.137, 0.169)
PLAIN, BOLD = "Slip", "Slip-Bold"
_FILES = {
    PLAIN: "AtkinsonHyperlegibleNext-Regular.ttf",
    BOLD: "AtkinsonHyperlegibleNext-Bold.ttf",
}
_SIZES = {Size.SMALL: 10.5, Size.NORMAL: 13.0, Size.LARGE: 23.0, Size.TITLE: 23.0, Size.NUMBER: 104.0}
_LEADING = 1.35
_LEADINGS = {Size.SMALL: 1.3, Size.NORMAL: 1.35, Size.LARGE: 1.15, Size.TITLE: 1.15, Size.NUMBER: 1.0}
_TITLE_LINES = 2
_COLUMN_OF_SLIP = 6.5  # one column of the thermal slip, in which documents count indents
_DOT = 0.45  # one dot of the thermal slip
_FEED = 0.6  # and of its empty paper
_QR_SIDE, _QR_COMPACT = 104.0, 72.0  # 37 and 25 mm
_QUIET = 4  # modules of white around a code (ISO/IEC 18004)
_MARK = re.compile(r"(\[.\]|-|\w+[.)]) +(?=\S)")
_HAIR = 0.5  # what a line may be too long by, for rounding
_DIGITS = "0123456789"


class _Piece(NamedTuple):
    """A block that knows its height and can be drawn from a top edge on."""

    height: float
    draw: Callable[[Canvas, float], None]
    keep: bool = False  # never the last on a page: a heading
    space: bool = False  # nothing on it: never the first on a page


def render(document: Document) -> bytes:
    """The document as PDF, mostly of one page. The same document gives the same bytes."""
    _load_fonts()
    pieces = [_piece(block) for block in document.blocks]
    fitting = (_TOP - _BOTTOM) / sum(piece.height for piece in pieces)
    scale = fitting if _SMALLEST <= fitting < 1 else 1.0
    pages = [pieces] if fitting >= _SMALLEST else _paged(pieces)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, initialFontName=PLAIN)
    canvas.setTitle(document.title)
    for number, page in enumerate(pages, start=1):
        canvas.setFillColorRGB(*_INK)
        canvas.setStrokeColorRGB(*_INK)
        canvas.translate((1 - scale) * _WIDTH / 2, (1 - scale) * _TOP)
        canvas.scale(scale, scale)
        top = _TOP
        for piece in page:
            piece.draw(canvas, top)
            top -= piece.height
        if len(pages) > 1:  # sheets that belong together say so
            foot = f"{folded(document.title, PLAIN)}   {number}/{len(pages)}"
            canvas.setFont(PLAIN, _SIZES[Size.SMALL])
            canvas.drawCentredString(_WIDTH / 2, _FOOT, foot)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _load_fonts() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, ASSETS / "fonts" / file))


def _paged(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces by page. A heading goes to the next page together with what follows it."""
    pages: list[list[_Piece]] = [[]]
    room = _TOP - _BOTTOM
    for at, piece in enumerate(pieces):
        need = piece.height
        if piece.keep:
            need += next((after.height for after in pieces[at + 1 :] if not after.space), 0.0)
        if need > room and pages[-1]:
            pages.append([])
            room = _TOP - _BOTTOM
        if piece.space and not pages[-1]:
            continue
        pages[-1].append(piece)
        room -= piece.height
    return pages


def _piece(block: Block) -> _Piece:
    match block:
        case Text():
            return _text(block)
        case Row():
            return _row(block)
        case Rule():
            return _Piece(2.0, lambda canvas, top: _dashed(canvas, _LEFT, _RIGHT, top - 1, (3, 2)))
        case Qr():
            return _qr(block)
        case Picture():
            return _picture(block)
        case Feed():
            return _Piece(block.dots * _FEED, _nothing, space=True)
        case Cut():
            # From edge to edge, also of a page that was shrunk. Alone on a page it would cut nothing off.
            return _Piece(24.0, lambda canvas, top: _dashed(canvas, -_WIDTH, 2 * _WIDTH, top - 22, (8, 6)), space=True)
        case _:
            assert_never(block)


def _nothing(canvas: Canvas, top: float) -> None:
    """Empty paper."""


def _text(block: Text) -> _Piece:
    font = BOLD if block.bold else PLAIN
    text = folded(block.text, font)
    if block.align is Align.CENTRE:
        return _centred(block, text, font)
    size = _SIZES[block.size]
    first = (len(text) - len(text.lstrip())) * _COLUMN_OF_SLIP
    indent = max(first, block.hang * _COLUMN_OF_SLIP)
    found = _MARK.match(text.lstrip())
    # A mark ("1.", "[ ]") stands in the margin that the lines keep free.
    mark = found[1] if found and indent > first else ""
    lines = split(text.lstrip()[found.end() if found and mark else 0 :], font, size, _COLUMN - indent)
    step = size * _LEADING

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setFont(font, size)
        if mark:
            _draw_mark(canvas, mark, _LEFT + first, top - size)
        for at, line in enumerate(lines):
            left = _LEFT + (first if at == 0 and not mark else indent)
            canvas.drawString(left, top - size - at * step, line)

    return _Piece(max(1, len(lines)) * step, draw, keep=block.bold)


def _centred(block: Text, text: str, font: str) -> _Piece:
    size = _SIZES[block.size]
    if block.size is Size.NUMBER:  # as large as the line allows
        size *= min(1.0, _COLUMN / max(1.0, pdfmetrics.stringWidth(text, font, size)))
    lines = split(text, font, size, _COLUMN) or [""]
    if block.size is Size.TITLE and len(lines) > _TITLE_LINES:
        size = _SIZES[Size.NORMAL] * 1.25
        lines = split(text, font, size, _COLUMN)
    step = size * _LEADINGS[block.size]

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setFont(font, size)
        for at, line in enumerate(lines):
            base = top - size * (_LEADINGS[block.size] - 0.2) - at * step
            if block.inverse:
                width = pdfmetrics.stringWidth(line, font, size) + size
                canvas.rect(_WIDTH / 2 - width / 2, base - size * 0.25, width, size * 1.15, stroke=0, fill=1)
                canvas.setFillColorRGB(1, 1, 1)
            canvas.drawCentredString(_WIDTH / 2, base, line)
            if block.inverse:
                canvas.setFillColorRGB(*_INK)

    return _Piece(len(lines) * step, draw, keep=block.bold)


def _draw_mark(canvas: Canvas, mark: str, left: float, base: float) -> None:
    """The signs of a list, drawn: a box to tick, a box that is ticked, a dot; numbers as they are."""
    if mark == "-":
        canvas.drawString(left, base, "•")
    elif mark.startswith("["):
        side = 10.0
        canvas.setLineWidth(1.1)
        canvas.rect(left, base - 0.8, side, side, stroke=1, fill=0)
        if not mark[1].isspace():
            canvas.setLineWidth(1.8)
            canvas.line(left + 2, base + 4.2, left + 4.2, base + 1.6)
            canvas.line(left + 4.2, base + 1.6, left + 8.4, base + 7.4)
    else:
        canvas.drawString(left, base, mark)


def _row(block: Row) -> _Piece:
    font, size = (BOLD if block.bold else PLAIN), _SIZES[Size.NORMAL]
    left, right = folded(block.left, font), folded(block.right, font)
    step = size * _LEADING
    figures = _Figures(font, size)
    beside = pdfmetrics.stringWidth(left, font, size) + figures.width(right) + size < _COLUMN
    # Where they do not fit side by side the right one goes on lines of its own, as on the slip.
    lefts = [left] if beside else split(left, font, size, _COLUMN)
    rights = [right] if beside else split(right, font, size, _COLUMN)
    below = 0 if beside else len(lefts)

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setFont(font, size)
        for at, line in enumerate(lefts):
            canvas.drawString(_LEFT, top - size - at * step, line)
        for at, line in enumerate(rights, start=below):
            figures.draw(canvas, line, top - size - at * step)

    return _Piece(step * max(len(lefts), below + len(rights)), draw)


class _Figures(NamedTuple):
    """Figures that stand below each other at the right edge, all equally wide. In a line they are as wide as looks best."""

    font: str
    size: float

    def width(self, text: str) -> float:
        return sum(cell for _, _, cell in self._cells(text))

    def draw(self, canvas: Canvas, text: str, base: float) -> None:
        left = _RIGHT - self.width(text)
        for run, width, cell in self._cells(text):
            canvas.drawString(left + (cell - width) / 2, base, run)
            left += cell

    def _cells(self, text: str) -> Iterator[tuple[str, float, float]]:
        """Digits one by one and everything else together, each with its own width and the one it is given."""
        widest: float = max(pdfmetrics.stringWidth(digit, self.font, self.size) for digit in _DIGITS)
        for found in re.finditer(r"[0-9]|[^0-9]+", text):
            width: float = pdfmetrics.stringWidth(found[0], self.font, self.size)
            yield found[0], width, widest if found[0] in _DIGITS else width


def _qr(block: Qr) -> _Piece:
    if not block.payload:
        return _Piece(0.0, _nothing, space=True)
    modules = tuple(bytes(row) for row in segno.make(block.payload, error="m", micro=False).matrix)
    side = _QR_COMPACT if block.compact else _QR_SIDE
    dot = side / len(modules)

    def draw(canvas: Canvas, top: float) -> None:
        _draw_dots(canvas, modules, (_WIDTH - side) / 2, top - _QUIET * dot, dot)

    return _Piece(side + 2 * _QUIET * dot, draw)


def _picture(block: Picture) -> _Piece:
    if not block.rows:
        return _Piece(0.0, _nothing, space=True)
    across = len(block.rows[0])
    # Whole copies from edge to edge.
    wide = across * max(1, round(_COLUMN / (across * _DOT))) if block.tile else across
    rows = spread(block, wide)
    dot = _COLUMN / wide if block.tile else min(_DOT, _COLUMN / wide)
    return _Piece(len(rows) * dot, lambda canvas, top: _draw_dots(canvas, rows, (_WIDTH - wide * dot) / 2, top, dot))


def _draw_dots(canvas: Canvas, rows: tuple[bytes, ...], left: float, top: float, dot: float) -> None:
    """Equal runs of black below each other become one rectangle, so that no seam shows between them."""
    open_runs: dict[tuple[int, int], int] = {}
    for at, row in enumerate((*rows, b"")):
        runs = {found.span() for found in re.finditer(b"\x01+", row)}
        for start, end in sorted(open_runs.keys() - runs):
            begun = open_runs.pop((start, end))
            canvas.rect(left + start * dot, top - at * dot, (end - start) * dot, (at - begun) * dot, stroke=0, fill=1)
        for run in runs - open_runs.keys():
            open_runs[run] = at


def _dashed(canvas: Canvas, left: float, right: float, height: float, pattern: tuple[int, int]) -> None:
    canvas.setLineWidth(0.7)
    canvas.setDash(*pattern)
    canvas.line(left, height, right, height)
    canvas.setDash()


def split(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of at most `width`, broken at words; no word stands alone on the last of them where that can be helped."""
    text = " ".join(piece for word in text.split(" ") for piece in _pieces(word, font, size, width))
    lines: list[str] = simpleSplit(text, font, size, width)
    for part in range(99, 79, -1):
        if len(lines) < 2 or " " in lines[-1]:
            break
        narrower: list[str] = simpleSplit(text, font, size, width * part / 100)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _pieces(word: str, font: str, size: float, width: float) -> Iterator[str]:
    """A word in pieces that fit a line: an address on the web may be longer than one."""
    while pdfmetrics.stringWidth(word, font, size) > width + _HAIR:
        fits = (at for at in range(len(word) - 1, 1, -1) if pdfmetrics.stringWidth(word[:at], font, size) <= width)
        end = next(fits, 1)
        yield word[:end]
        word = word[end:]
    yield word


def folded(text: str, font: str) -> str:
    """The text with what the type lacks in its likeness of ASCII; control characters are spaces."""
    known = pdfmetrics.getFont(font).face.charToGlyph
    return "".join(
        sign if ord(sign) in known and sign.isprintable() else fold(sign) for sign in unicodedata.normalize("NFC", text)
    )
