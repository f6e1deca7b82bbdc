"""A report as A4 pages to hand upwards. Plots are vectors, type is embedded; the same report gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from kiosk.catalog_files import ASSETS, load_motif
from kiosk.domain import words
from sync.server.reports.drawing import SIZE, Drawing, Label, Path, Rect, Shape, Tone
from sync.server.reports.figures import Report
from sync.server.reports.sheets import Kind, Sheet, lasted, said

_WIDTH, _HEIGHT = A4
MARGIN: Final = 48.0
ACROSS: Final = _WIDTH - 2 * MARGIN
_BAND: Final = 16.0
_NARROW: Final = {Kind.COUNT: 66.0, Kind.SHARE: 60.0, Kind.MINUTES: 72.0, Kind.SCORE: 76.0}
PLAIN, STRONG, HEAVY = "Paper-Regular", "Paper-SemiBold", "Paper-Bold"
FONT: Final = ("FONTNAME", (0, 0), (-1, -1), PLAIN)
"""Of a table: reportlab would name one of its own in every page, which is not embedded."""

_INK, _SOFT, _RULE = HexColor(Tone.INK), HexColor(Tone.SOFT), HexColor(Tone.RULE)
_GROUND, _THREAD = HexColor("#073B45"), HexColor("#F2C14E")

BODY: Final = ParagraphStyle("body", fontName=PLAIN, fontSize=10.5, leading=14.5, textColor=_INK)
CELL: Final = ParagraphStyle("cell", parent=BODY, fontSize=9.5, leading=12)
NUMBER: Final = ParagraphStyle("number", parent=CELL, alignment=TA_RIGHT)
HEAD_CELL: Final = ParagraphStyle(
    "head cell", parent=CELL, fontName=STRONG, fontSize=8.5, leading=10.5, textColor=_SOFT
)
HEAD_NUMBER: Final = ParagraphStyle("head number", parent=HEAD_CELL, alignment=TA_RIGHT)
HEADING: Final = ParagraphStyle("heading", parent=BODY, fontName=HEAVY, fontSize=13, leading=17, spaceBefore=14)
SMALL: Final = ParagraphStyle("small", parent=BODY, fontSize=8.5, leading=11.5, textColor=_SOFT)
TITLE: Final = ParagraphStyle("title", parent=BODY, fontName=HEAVY, fontSize=23, leading=29)
SUBTITLE: Final = ParagraphStyle("subtitle", parent=BODY, fontName=STRONG, fontSize=13, leading=18)


class Picture(Flowable):  # type: ignore[misc]
    """A drawing, as wide as the page."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self._scale = ACROSS / drawing.width
        self.width, self.height = ACROSS, drawing.height * self._scale

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        for shape in self._drawing.shapes:
            _draw(canvas, shape, self._drawing.height)
        canvas.restoreState()


def pdf_file(report: Report, sheets: Sequence[Sheet], drawings: Sequence[Drawing]) -> bytes:
    """The report as PDF."""
    made = words.date_and_time(report.zone.local(report.made), report.zone.name)
    story: list[Flowable] = [
        text("Laporan pelayanan", TITLE),
        text(report.period.title, SUBTITLE),
        text(f"{report.office} · dibuat {made}", SMALL),
        Spacer(0, 12),
        _figures(report),
    ]
    for drawing in drawings:
        heading = text(drawing.title, HEADING)
        story.append(KeepTogether([heading, Spacer(0, 4), Picture(drawing)]))
    for sheet in sheets:
        story += table(sheet)
    return pages(
        story,
        title=f"Laporan pelayanan {report.period.title}",
        office=report.office,
        foot="Hanya jumlah: laporan ini tidak memuat nama, NIK, atau isi permohonan.",
    )


def pages(story: list[Flowable], *, title: str, office: str, foot: str) -> bytes:
    """Flowables on pages with the woven band, the office, what stands at every foot, and the number of the page."""
    _load_fonts()
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title, author=office, lang="id", invariant=1)
    frame = Frame(MARGIN, 46, ACROSS, _HEIGHT - 46 - 66, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_page_head))
    document.build(story, canvasmaker=_numbered(foot))
    return out.getvalue()


def text(what: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain text: markup in it is only letters."""
    _load_fonts()
    return Paragraph(escape(what), style)


def table(sheet: Sheet) -> list[Flowable]:
    """A sheet; its head is said again on each page. The heading stays with the first rows."""
    heads = [text(column.title, HEAD_CELL if column.kind is Kind.TEXT else HEAD_NUMBER) for column in sheet.columns]
    rows = [
        [
            text(said(cell, column.kind), CELL if column.kind is Kind.TEXT else NUMBER)
            for cell, column in zip(row, sheet.columns, strict=True)
        ]
        for row in sheet.rows
    ]
    narrow = [_NARROW.get(column.kind, 0.0) for column in sheet.columns]
    texts = [column.kind is Kind.TEXT for column in sheet.columns]
    # The first column says what a row is about: it gets twice as much of what is left as other texts.
    shares = [2 * text_ if number == 0 else int(text_) for number, text_ in enumerate(texts)]
    left = ACROSS - sum(narrow)
    widths = [wide or left * share / sum(shares) for wide, share in zip(narrow, shares, strict=True)]
    grid = Table([heads, *rows], colWidths=widths, repeatRows=1, hAlign="LEFT")
    grid.setStyle(
        [
            FONT,
            ("NOSPLIT", (0, max(1, len(rows) - 2)), (0, -1)),  # the last row, often a total, does not stand alone
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, _RULE),
            ("LEFTPADDING", (0, 0), (0, -1), 2),
            ("LEFTPADDING", (1, 0), (-1, -1), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    heading = text(sheet.title, HEADING)
    note = [Spacer(0, 4), text(sheet.note, SMALL)] if sheet.note else []
    if not sheet.rows:
        return [KeepTogether([heading, *note])]
    if len(sheet.rows) <= 12:
        return [KeepTogether([heading, Spacer(0, 4), grid, *note])]
    return [CondPageBreak(140), heading, grid, *note]


def _figures(report: Report) -> Table:
    """What counts, in large type."""
    waiting, handling = report.waiting.median, report.handling.median
    still = sum(one.open for one in report.services)
    survey = report.survey
    figures = [
        (said(report.requests, Kind.COUNT), "permohonan"),
        (said(still, Kind.COUNT), "belum ditutup"),
        (lasted(waiting) if waiting is not None else "–", "menunggu (tengah)"),
        (lasted(handling) if handling is not None else "–", "dikerjakan (tengah)"),
    ]
    if survey is not None and survey.total.respondents >= 5:
        figures.append((said(survey.total.score(), Kind.SCORE), "nilai SKM"))
    figure = ParagraphStyle("figure", parent=BODY, fontName=HEAVY, fontSize=20, leading=25)
    cells = [[text(number, figure) for number, _ in figures], [text(what, SMALL) for _, what in figures]]
    grid = Table(cells, colWidths=[ACROSS / len(figures)] * len(figures))
    grid.setStyle(
        [
            FONT,
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, _INK),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, _INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 8),
        ]
    )
    return grid


@cache
def _load_fonts() -> None:
    for name in (PLAIN, STRONG, HEAVY):
        file = f"AtkinsonHyperlegibleNext-{name.removeprefix('Paper-')}.ttf"
        pdfmetrics.registerFont(TTFont(name, ASSETS / "fonts" / file))


def _page_head(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """The woven band from margin to margin, gold thread on dark ground."""
    rows = load_motif()
    thread = _BAND / len(rows)
    copies = max(1, round(ACROSS / (len(rows[0]) * thread)))
    wide = ACROSS / (copies * len(rows[0]))
    top = _HEIGHT - 34
    canvas.setFillColor(_GROUND)
    canvas.rect(MARGIN, top - _BAND, ACROSS, _BAND, stroke=0, fill=1)
    canvas.setFillColor(_THREAD)
    path = canvas.beginPath()
    for at, row in enumerate(rows):
        for start, mark in enumerate(row * copies):
            if mark == "#":
                # A hair larger than its thread, so that no seam shows on screen.
                path.rect(MARGIN + start * wide, top - (at + 1) * thread, wide * 1.02, thread * 1.02)
    canvas.drawPath(path, stroke=0, fill=1)


def _numbered(foot: str) -> Callable[..., Canvas]:
    """A canvas that knows, when it is saved, how many pages there are."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **wishes: Any) -> None:
            super().__init__(*args, **{**wishes, "initialFontName": PLAIN})
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, kept in enumerate(self._kept, 1):
                self.__dict__.update(kept)
                self.setFont(PLAIN, 8.5)
                self.setFillColor(_SOFT)
                self.drawString(MARGIN, 28, foot)
                self.drawRightString(_WIDTH - MARGIN, 28, f"Halaman {number} dari {len(self._kept)}")
                super().showPage()
            super().save()

    return Numbered


def _draw(canvas: Canvas, shape: Shape, height: float) -> None:
    """A drawing counts from its upper left corner, a page from its lower left one."""
    match shape:
        case Rect(x, y, width, tall, tone, edge):
            canvas.setFillColor(HexColor(tone))
            canvas.setStrokeColor(_INK)
            canvas.setLineWidth(0.8)
            canvas.rect(x, height - y - tall, width, tall, stroke=int(edge), fill=1)
        case Path(points, tone, thick, dashed):
            canvas.setStrokeColor(HexColor(tone))
            canvas.setLineWidth(thick)
            canvas.setDash([4, 3] if dashed else [])
            path = canvas.beginPath()
            path.moveTo(points[0][0], height - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, height - y)
            canvas.drawPath(path)
            canvas.setDash([])
        case Label(x, y, said_, anchor, tone, bold):
            canvas.setFont(HEAVY if bold else PLAIN, SIZE)
            canvas.setFillColor(HexColor(tone))
            say = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
            say[anchor](x, height - y, said_)
