"""A letter as an office stamps it: letterhead, title and number, lines with their colons in a column, justified text, the place to sign
and stamp at the right, the QR at the left. The same letter gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

import segno
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table

from kiosk.domain import words
from sync.server.letters.content import Block, Content, Grid, Identity, Issue, Signer, Words, until
from sync.server.letters.settings import Paper, Sheet
from sync.server.letters.templates import FOLDER

PLAIN, BOLD = "Surat", "Surat-Bold"
_FILES: Final = {PLAIN: "Arimo-Regular.ttf", BOLD: "Arimo-Bold.ttf"}
_SIZES: Final = {Paper.A4: A4, Paper.F4: (215 * mm, 330 * mm)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 20 * mm, 12 * mm, 18 * mm
_INDENT: Final = 12.5 * mm
_LABELS: Final = 50 * mm
_SIGNATURE: Final = 82 * mm
_STAMP: Final = 24 * mm
"""Room for a signature and a stamp over it."""
_QR: Final = 31 * mm
_LOGO: Final = 23 * mm
_QUIET: Final = 4  # modules of white around a code (ISO/IEC 18004)
_FITTING: Final = (1.0, 0.95, 0.9)
"""So small may the type of a letter get to stay on one page, so that nobody signs a page with nothing above the signature."""
_MARKS: Final = {"DRAF": (0.88, 0.88, 0.88), "BATAL": (0.96, 0.80, 0.80)}
_NO_NUMBER: Final = "…………………………"


class _Styles:
    """The type of a letter: 11 points, or a little less where that keeps it on one page."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        size, leading = 11 * scale, 14.2 * scale
        self.cell = ParagraphStyle("cell", fontName=PLAIN, fontSize=size, leading=leading)
        self.text = ParagraphStyle(
            "text", self.cell, leading=15.4 * scale, alignment=TA_JUSTIFY, spaceAfter=5 * scale, allowOrphans=0
        )
        self.indented = ParagraphStyle("indented", self.text, firstLineIndent=_INDENT)
        self.centre = ParagraphStyle("centre", self.cell, alignment=TA_CENTER)
        self.title = ParagraphStyle("title", self.centre, fontName=BOLD, fontSize=13.5, leading=17)
        self.small = ParagraphStyle("small", self.cell, fontSize=7.5, leading=9.2)
        self.foot = ParagraphStyle("foot", self.cell, fontSize=9.5, leading=12.4)
        self.head = ParagraphStyle("head", self.centre, fontName=BOLD, fontSize=13, leading=16)
        self.head_office = ParagraphStyle("office", self.head, fontSize=17, leading=20.5)
        self.head_small = ParagraphStyle("address", self.centre, fontSize=9.5, leading=12)


def render(content: Content, sheet: Sheet, *, day: date, issue: Issue | None = None, void: bool = False) -> bytes:
    """The letter as PDF. Without an issue it is a draft, and every page says so; `void` says BATAL across it."""
    _load_fonts()
    mark = "BATAL" if void else "" if issue else "DRAF"
    for scale in _FITTING:
        drawn, pages = _drawn(content, sheet, day=day, issue=issue, mark=mark, scale=scale)
        if pages == 1:
            return drawn
    return _drawn(content, sheet, day=day, issue=issue, mark=mark, scale=1.0)[0]


def _drawn(
    content: Content, sheet: Sheet, *, day: date, issue: Issue | None, mark: str, scale: float
) -> tuple[bytes, int]:
    """The PDF and how many pages it has."""
    size = _SIZES[sheet.paper]
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=size, title=content.title.title(), author=sheet.head.office, invariant=1, pageCompression=1
    )
    width = size[0] - _LEFT - _RIGHT
    frame = Frame(_LEFT, _BOTTOM, width, size[1] - _TOP - _BOTTOM, 0, 0, 0, 0)

    def begin(canvas: Any, _document: object) -> None:
        if mark:
            _across(canvas, size, mark)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=begin))
    story = _Story(content, sheet, width=width, day=day, issue=issue, scale=scale)
    document.build(list(story.flow()), canvasmaker=_Numbered)
    return out.getvalue(), int(document.page)


@cache
def _load_fonts() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, FOLDER / "fonts" / file))


class _Story:
    """What stands on the page, from top to bottom."""

    def __init__(
        self, content: Content, sheet: Sheet, *, width: float, day: date, issue: Issue | None, scale: float
    ) -> None:
        self._content, self._sheet, self._width = content, sheet, width
        self._day, self._issue = day, issue
        self._style = _Styles(scale)

    def flow(self) -> Iterator[Flowable]:
        content, style = self._content, self._style
        number = self._issue.written if self._issue else _NO_NUMBER
        yield _Letterhead(self._sheet, self._width, style)
        yield Spacer(0, 7 * mm * style.scale)
        yield _Underlined(content.title, self._width, style)
        yield Paragraph(f"Nomor: {escape(number)}", style.centre)
        yield Spacer(0, 6 * mm * style.scale)
        if content.to:
            yield Paragraph("<br/>".join(["Kepada Yth.", *map(escape, content.to)]), style.cell)
            yield Spacer(0, 4 * mm)
        body = list(self._body(content.blocks))
        yield from body[:-1]
        # The last words go with the signature: nobody signs a page that says nothing.
        foot: list[Flowable] = []
        if content.valid_months:
            last = words.day_without_name(until(self._day, content.valid_months))
            foot.append(Paragraph(f"Surat ini berlaku sampai dengan tanggal {last}.", style.indented))
        foot += body[-1:]
        if content.attachments:
            foot.append(self._listed("Lampiran", content.attachments))
        foot += [Spacer(0, 5 * mm * style.scale), self._signature(content.signer)]
        if content.copies:
            foot += [Spacer(0, 4 * mm * style.scale), self._listed("Tembusan", content.copies)]
        yield KeepTogether(foot)

    def _body(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        """Paragraphs begin further right, but for those that go on after a table in the middle of a sentence."""
        for number, block in enumerate(blocks):
            match block:
                case Words():
                    goes_on = number > 0 and block.text[:1].islower()
                    if block.text:
                        yield Paragraph(escape(block.text), self._style.text if goes_on else self._style.indented)
                case Identity():
                    lines = [(line.label, line.value) for line in block.lines if line.value]
                    if lines:
                        yield self._lines(lines)
                case Grid():
                    yield self._grid(block)

    def _lines(self, lines: list[tuple[str, str]]) -> Table:
        cell = self._style.cell
        rows = [[Paragraph(escape(label), cell), ":", Paragraph(escape(value), cell)] for label, value in lines]
        style = [
            ("FONT", (0, 0), (-1, -1), PLAIN, cell.fontSize, cell.leading),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6),
            ("LEFTPADDING", (0, 0), (0, -1), _INDENT),
        ]
        colon, left = 4 * mm, _INDENT + _LABELS
        return Table(
            rows,
            [left, colon, self._width - left - colon],
            style=style,
            spaceBefore=1,
            spaceAfter=6 * self._style.scale,
        )

    def _grid(self, block: Grid) -> Table:
        cell, centre = self._style.cell, self._style.centre
        head = [Paragraph(f'<font name="{BOLD}">{escape(text)}</font>', centre) for text in ("No.", *block.columns)]
        rows = [
            [Paragraph(f"{number}.", centre), *(Paragraph(escape(text), cell) for text in row)]
            for number, row in enumerate(block.rows, 1)
        ]
        style = [
            ("GRID", (0, 0), (-1, -1), 0.6, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
        first = 11 * mm
        rest = (self._width - _INDENT - first) / max(1, len(block.columns))
        widths = [first, *[rest] * len(block.columns)]
        after = 8 * self._style.scale
        return Table([head, *rows], widths, style=style, hAlign="RIGHT", repeatRows=1, spaceBefore=3, spaceAfter=after)

    def _listed(self, head: str, items: tuple[str, ...]) -> Paragraph:
        lines = [f"{head}:", *(f"{number}. {escape(item)}" for number, item in enumerate(items, 1))]
        return Paragraph("<br/>".join(lines), self._style.foot)

    def _signature(self, signer: Signer) -> Table:
        centre, place = self._style.centre, self._sheet.place
        position = escape(signer.position)
        above = [f"{escape(place)}, {words.day_without_name(self._day)}"]
        above += [f"a.n. {position}", f"{escape(signer.own_position)},"] if signer.own_position else [f"{position},"]
        below = [f'<font name="{BOLD}"><u>{escape(signer.name or _NO_NUMBER)}</u></font>']
        below += [escape(signer.rank)] if signer.rank else []
        below += [f"NIP {escape(signer.number)}"] if signer.number else []
        right: list[Flowable] = [
            Paragraph("<br/>".join(above), centre),
            Spacer(0, _STAMP),
            Paragraph("<br/>".join(below), centre),
        ]
        left: list[Flowable] = []
        if self._issue:
            said = "Keaslian surat ini dapat diperiksa dengan memindai kode di kiosk atau di kantor"
            office = escape(self._sheet.head.office.title())
            left = [_Code(self._issue.qr), Paragraph(f"{said} {office}.", self._style.small)]
        beside = self._width - _SIGNATURE
        style = [
            ("VALIGN", (0, 0), (0, 0), "BOTTOM"),
            ("VALIGN", (1, 0), (1, 0), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, 0), max(0.0, beside - 52 * mm)),
            ("RIGHTPADDING", (1, 0), (1, 0), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
        return Table([[left, right]], [beside, _SIGNATURE], style=style)


def _across(canvas: Any, size: tuple[float, float], mark: str) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(*_MARKS[mark])
    canvas.setFont(BOLD, 120)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -40, mark)
    canvas.restoreState()


class _Letterhead(Flowable):  # type: ignore[misc]
    """Emblem, the lines of the office, and the double rule below."""

    def __init__(self, sheet: Sheet, width: float, style: _Styles) -> None:
        super().__init__()
        self._sheet, self.width = sheet, width
        head = sheet.head
        # The emblem's width is kept free at both sides, so that the lines stand in the middle of the paper.
        self._inner = width - 2 * (_LOGO + 3 * mm) if sheet.logo else width
        large = ((head.government, style.head), (head.district, style.head), (head.office, style.head_office))
        small = ((head.address, style.head_small), (head.contact, style.head_small))
        self._lines = [Paragraph(escape(text), one) for text, one in (*large, *small) if text]
        heights = [line.wrap(self._inner, 1000)[1] for line in self._lines]
        self._heights = heights
        self.height = max(sum(heights), _LOGO if sheet.logo else 0) + 3.5 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        if self._sheet.logo:
            picture = ImageReader(io.BytesIO(self._sheet.logo))
            canvas.drawImage(picture, 0, 3.5 * mm, _LOGO, _LOGO, mask="auto", preserveAspectRatio=True, anchor="c")
        top = self.height - (self.height - 3.5 * mm - sum(self._heights)) / 2
        for line, height in zip(self._lines, self._heights, strict=True):
            top -= height
            line.drawOn(canvas, (self.width - self._inner) / 2, top)
        canvas.setLineWidth(2.2)
        canvas.line(0, 1.6 * mm, self.width, 1.6 * mm)
        canvas.setLineWidth(0.7)
        canvas.line(0, 0.4 * mm, self.width, 0.4 * mm)


class _Underlined(Flowable):  # type: ignore[misc]
    """The title, underlined: reportlab's own line lies too close to capitals."""

    def __init__(self, text: str, width: float, style: _Styles) -> None:
        super().__init__()
        self._paragraph = Paragraph(f"<u>{escape(text)}</u>", style.title)
        self.width = width

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.height = self._paragraph.wrap(self.width, 1000)[1] + 1.5
        return self.width, self.height

    def draw(self) -> None:
        self._paragraph.drawOn(self.canv, 0, 1.5)


class _Code(Flowable):  # type: ignore[misc]
    """The QR."""

    def __init__(self, payload: str) -> None:
        super().__init__()
        self._modules = tuple(bytes(row) for row in segno.make(payload, error="m", micro=False).matrix)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return _QR, _QR

    def draw(self) -> None:
        dot = _QR / (len(self._modules) + _QUIET)  # half of the white around it is the page's
        path = self.canv.beginPath()
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    path.rect(x * dot, _QR - (y + 1 + _QUIET / 2) * dot, dot, dot)
        self.canv.drawPath(path, stroke=0, fill=1)


class _Numbered(Canvas):  # type: ignore[misc]
    """ "Halaman 1 dari 2" at the foot, on letters of several pages."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            if len(self._pages) > 1:
                self.setFont(PLAIN, 8.5)
                self.drawRightString(self._pagesize[0] - _RIGHT, 10 * mm, f"Halaman {number} dari {len(self._pages)}")
            super().showPage()
        super().save()
