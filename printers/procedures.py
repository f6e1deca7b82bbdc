"""What to do when something is lost, as pages to hang up: one procedure each, after a page that says which one to take.

A4 in black, large enough to be read at arm's length beside an open machine; what is typed stands in boxes, letter by letter.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from kiosk.catalog_files import ASSETS
from kiosk.procedures import Procedure, Step, Who

TITLE: Final = "Kalau ada yang hilang atau rusak"
WHO: Final = {
    Who.PETUGAS: "petugas",
    Who.ADMIN: "admin kiosk",
    Who.TECHNICIAN: "teknisi yang bisa masuk ke komputer",
}
WHERE: Final = {"kiosk": "Di komputer kiosk, ketik:", "server": "Di komputer server kelurahan, ketik:"}

_PLAIN, _STRONG, _HEAVY = "Procedure-Regular", "Procedure-SemiBold", "Procedure-Bold"
_CODE: Final = "Courier-Bold"  # of every PDF reader: a command is of plain letters
_INK, _SOFT, _GROUND, _LINE = HexColor("#14232B"), HexColor("#3D4C54"), HexColor("#EEF1F2"), HexColor("#5E6E76")
_MARGIN, _FOOT = 54.0, 34.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_INDENT: Final = 26.0


def render(procedures: Sequence[Procedure]) -> bytes:
    """All of them as PDF. The same procedures give the same bytes."""
    _load_fonts()
    pages = _build(procedures, 0)[1]
    return _build(procedures, pages)[0]


def _build(procedures: Sequence[Procedure], pages: int) -> tuple[bytes, int]:
    """The bytes, and how many pages they are; each says that it is one of `pages`."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1, title=TITLE, lang="id", initialFontName=_PLAIN)
    frame = Frame(_MARGIN, _FOOT + 24, _WIDTH, A4[1] - _FOOT - 24 - _MARGIN, 0, 0, 0, 0)

    def foot(canvas: Canvas, at: BaseDocTemplate) -> None:
        canvas.setFont(_PLAIN, 9.5)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_MARGIN, _FOOT, f"{TITLE} · simpan di dekat kiosk dan di kantor")
        canvas.drawRightString(A4[0] - _MARGIN, _FOOT, f"Halaman {at.page} dari {pages}")

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=foot))
    story = _contents(procedures)
    for number, procedure in enumerate(procedures, 1):
        story += [PageBreak(), *_procedure(number, procedure)]
    document.build(story)
    return out.getvalue(), document.page


@cache
def _load_fonts() -> None:
    for name in (_PLAIN, _STRONG, _HEAVY):
        file = f"AtkinsonHyperlegibleNext-{name.removeprefix('Procedure-')}.ttf"
        pdfmetrics.registerFont(TTFont(name, ASSETS / "fonts" / file))


def _style(font: str, size: float, *, after: float = 0, colour: HexColor = _INK, left: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=size * 1.35,
        spaceAfter=after,
        textColor=colour,
        leftIndent=left,
        splitLongWords=1,
    )


def _say(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _contents(procedures: Sequence[Procedure]) -> list[Flowable]:
    story: list[Flowable] = [
        _say(TITLE, _style(_HEAVY, 26, after=10)),
        _say(
            "Tenang dulu. Nomor yang sudah diberikan kepada warga tetap berlaku. Cari baris yang cocok, buka halamannya,"
            " dan kerjakan langkahnya satu per satu. Jangan menghapus apa pun kecuali langkahnya menyuruh.",
            _style(_PLAIN, 12.5, after=16),
        ),
    ]
    for number, procedure in enumerate(procedures, 1):
        said = [
            _say(f"{number}. {procedure.title}", _style(_STRONG, 13.5)),
            _say(procedure.when, _style(_PLAIN, 11.5, after=3)),
            _say(f"Oleh {WHO[procedure.who]}, {_minutes(procedure)}.", _style(_PLAIN, 10.5, colour=_SOFT)),
        ]
        story.append(KeepTogether([*said, Spacer(1, 12)]))
    return story


def _procedure(number: int, procedure: Procedure) -> list[Flowable]:
    heading = _style(_STRONG, 12, after=4)
    text = _style(_PLAIN, 12)
    story: list[Flowable] = [
        _say(f"{number}. {procedure.title}", _style(_HEAVY, 22, after=6)),
        _say(procedure.when, _style(_PLAIN, 12.5, after=4)),
        _say(
            f"Oleh {WHO[procedure.who]}, {_minutes(procedure)}.",
            _style(_PLAIN, 11, after=10, colour=_SOFT),
        ),
    ]
    if procedure.needs:
        story.append(_say("Siapkan dulu", heading))
        story += [piece for need in procedure.needs for piece in _listed("•", [_say(need, text)], after=0)]
    if procedure.blanks:
        blanks = [[_say(one.word, _style(_CODE, 11)), _say(one.means, text)] for one in procedure.blanks]
        story += [Spacer(1, 8), _say("Ganti kata berhuruf besar pada perintah dengan:", heading)]
        story.append(Table(blanks, colWidths=[96, _WIDTH - 96], style=_ROWS, hAlign="LEFT"))
    story += [Spacer(1, 8), _say("Langkah", heading)]
    for at, step in enumerate(procedure.steps, 1):
        story += _listed(f"{at}.", _step(step), after=5)
    if procedure.after:
        after = Table([[[_say("Sesudahnya", heading), _say(procedure.after, text)]]], colWidths=[_WIDTH], style=_BOXED)
        story += [Spacer(1, 8), KeepTogether([after])]
    return story


def _step(step: Step) -> list[Flowable]:
    said: list[Flowable] = [_say(step.do, _style(_PLAIN, 12, after=3))]
    if step.commands:
        if step.where:
            said.append(_say(WHERE[step.where], _style(_PLAIN, 10.5, after=2, colour=_SOFT)))
        lines = [[_say(command, _style(_CODE, 10.5))] for command in step.commands]
        said += [Table(lines, colWidths=[_WIDTH - _INDENT - 6], style=_BOXED, hAlign="LEFT"), Spacer(1, 3)]
    if step.see:
        said.append(_say(f"Yang terlihat: {step.see}", _style(_PLAIN, 11, colour=_SOFT)))
    return said


def _listed(mark: str, said: list[Flowable], *, after: float) -> list[Flowable]:
    """A line of a list. A table's row is not broken: what to do, to type and to see stays on one page."""
    row = Table(
        [[_say(mark, _style(_STRONG, 12)), said]], colWidths=[_INDENT, _WIDTH - _INDENT], style=_ROWS, hAlign="LEFT"
    )
    return [row, Spacer(1, after)]


def _minutes(procedure: Procedure) -> str:
    hours, minutes = divmod(procedure.minutes, 60)
    said = [f"{hours} jam" if hours else "", f"{minutes} menit" if minutes else ""]
    return "kira-kira " + " ".join(filter(None, said))


_ROWS: Final = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
_BOXED: Final = [
    ("BACKGROUND", (0, 0), (-1, -1), _GROUND),
    ("LINEBEFORE", (0, 0), (0, -1), 2, _LINE),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LEFTPADDING", (0, 0), (-1, -1), 8),
]
