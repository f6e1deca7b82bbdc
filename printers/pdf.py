"""A slip as an A4 page: what an ordinary printer gives when no thermal printer works.

The same document on a large sheet: type for reading at a table, the code large enough for any scanner, and a dashed line
where the slip ends, so that it can be cut off.
"""

from __future__ import annotations

import io
from typing import assert_never

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Rule, Size, Text
from printers.layout import fold

_WIDTH, _HEIGHT = A4
_COLUMN = 340.0  # points, 120 mm: a line of some sixty characters
_LEFT = (_WIDTH - _COLUMN) / 2
_TOP = _HEIGHT - 50
_DOT = 0.45  # points a dot of the thermal slip
_INK = (0.078, 0.137, 0.169)
_SIZES = {Size.SMALL: 9.0, Size.NORMAL: 12.0, Size.LARGE: 20.0, Size.TITLE: 18.0, Size.NUMBER: 72.0}
_LEADING = 1.35
_QR_SIDE = 100.0


def render(document: Document) -> bytes:
    """The document as PDF. The same document gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(document.title)
    canvas.setFillColorRGB(*_INK)
    canvas.setStrokeColorRGB(*_INK)
    top = _TOP
    for block in document.blocks:
        need = _height(block)
        if top - need < 40:
            canvas.showPage()
            canvas.setFillColorRGB(*_INK)
            canvas.setStrokeColorRGB(*_INK)
            top = _TOP
        _draw(canvas, block, top)
        top -= need
    canvas.save()
    return out.getvalue()


def _font(block: Text | Row) -> str:
    return "Helvetica-Bold" if block.bold else "Helvetica"


def _lines(block: Text) -> list[str]:
    return simpleSplit(fold(block.text), _font(block), _SIZES[block.size], _COLUMN - _indent(block)) or [""]


def _indent(block: Text) -> float:
    return 0.0 if block.align is Align.CENTRE else block.hang * 5.0


def _height(block: Block) -> float:
    match block:
        case Text():
            leading = 1.1 if block.size is Size.NUMBER else _LEADING
            return len(_lines(block)) * _SIZES[block.size] * leading
        case Row():
            return _SIZES[Size.NORMAL] * _LEADING
        case Rule():
            return 2.0
        case Qr():
            return _QR_SIDE + 20 if block.payload else 0.0
        case Picture():
            return len(block.rows) * _DOT
        case Feed():
            return block.dots * _DOT * 1.5
        case Cut():
            return 30.0
        case _:
            assert_never(block)


def _draw(canvas: Canvas, block: Block, top: float) -> None:
    match block:
        case Text():
            _draw_text(canvas, block, top)
        case Row():
            size = _SIZES[Size.NORMAL]
            canvas.setFont(_font(block), size)
            canvas.drawString(_LEFT, top - size, fold(block.left))
            canvas.drawRightString(_LEFT + _COLUMN, top - size, fold(block.right))
        case Rule():
            _dashed(canvas, _LEFT, _LEFT + _COLUMN, top - 1, (3, 2))
        case Qr():
            if block.payload:
                _draw_qr(canvas, block, top - 10)
        case Picture():
            _draw_picture(canvas, block, top)
        case Feed():
            pass
        case Cut():
            _dashed(canvas, 0, _WIDTH, top - 15, (8, 6))
        case _:
            assert_never(block)


def _draw_text(canvas: Canvas, block: Text, top: float) -> None:
    size = _SIZES[block.size]
    step = _height(block) / len(_lines(block))
    canvas.setFont(_font(block), size)
    for at, line in enumerate(_lines(block)):
        base = top - size - at * step
        if block.inverse:
            width = canvas.stringWidth(line, _font(block), size) + size
            canvas.rect(_LEFT + (_COLUMN - width) / 2, base - size * 0.3, width, size * 1.25, stroke=0, fill=1)
            canvas.setFillColorRGB(1, 1, 1)
        if block.align is Align.CENTRE:
            canvas.drawCentredString(_WIDTH / 2, base, line)
        elif block.hang and at == 0:
            # The mark of a list ("1.", "[ ]") stands in the margin that the other lines keep free.
            mark, _, rest = _marked(line)
            canvas.drawString(_LEFT, base, mark)
            canvas.drawString(_LEFT + _indent(block), base, rest)
        else:
            canvas.drawString(_LEFT + _indent(block), base, line)
        if block.inverse:
            canvas.setFillColorRGB(*_INK)


def _marked(line: str) -> tuple[str, str, str]:
    return ("[ ]", " ", line[4:]) if line.startswith("[ ] ") else line.partition(" ")


def _draw_qr(canvas: Canvas, block: Qr, top: float) -> None:
    modules = [bytes(row) for row in segno.make(block.payload, error="m", micro=False).matrix]
    _draw_dots(canvas, modules, (_WIDTH - _QR_SIDE) / 2, top, _QR_SIDE / len(modules))


def _draw_picture(canvas: Canvas, block: Picture, top: float) -> None:
    if not block.rows:
        return
    across = len(block.rows[0])
    if not block.tile:
        _draw_dots(canvas, block.rows, (_WIDTH - across * _DOT) / 2, top, _DOT)
        return
    copies = max(1, round(_COLUMN / (across * _DOT)))
    dot = _COLUMN / (copies * across)  # whole copies from edge to edge
    for copy in range(copies):
        _draw_dots(canvas, block.rows, _LEFT + copy * across * dot, top, dot)


def _draw_dots(canvas: Canvas, rows: list[bytes] | tuple[bytes, ...], left: float, top: float, dot: float) -> None:
    """Black runs as rectangles, a hair higher than their row so that no seam shows on screen."""
    for at, row in enumerate(rows):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            canvas.rect(left + start * dot, top - (at + 1) * dot, (end - start) * dot, dot * 1.02, stroke=0, fill=1)
            start = end


def _dashed(canvas: Canvas, left: float, right: float, height: float, pattern: tuple[int, int]) -> None:
    canvas.setLineWidth(0.7)
    canvas.setDash(*pattern)
    canvas.line(left, height, right, height)
    canvas.setDash()
