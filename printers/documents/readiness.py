"""How the machine is, for the folder of the petugas or the telephone of a technician. What is wrong stands out."""

from __future__ import annotations

from typing import assert_never

from kiosk.domain.prints import ReadinessLine, ReadinessSlip
from printers.document import Align, Block, Cut, Document, Feed, Row, Rule, Size, Text
from printers.documents.messages import INDONESIAN
from printers.documents.parts import mark, time_of

TITLE = "Keadaan kiosk"


def readiness(slip: ReadinessSlip) -> Document:
    """The document of the readiness report."""
    blocks: list[Block] = [
        Text(TITLE, size=Size.TITLE, bold=True, align=Align.CENTRE),
        Text(f"{slip.office}, kiosk {slip.kiosk_id}", bold=True, align=Align.CENTRE, fit=True),
        *time_of(slip.when, INDONESIAN, doubt=slip.clock_doubt),
        Feed(8),
        Text("Siap melayani", size=Size.TITLE, bold=True, align=Align.CENTRE) if slip.ready else mark("BELUM SIAP"),
        Feed(8),
        Rule(),
        Feed(8),
    ]
    for line in slip.lines:
        blocks += _line(line)
    blocks += [
        Feed(2),
        Rule(),
        Feed(8),
        Row("Belum diakui server", str(slip.unsent)),
        Row("Struk yang menunggu", str(slip.unprinted)),
        Cut(),
    ]
    return Document(TITLE, tuple(blocks))


def _line(line: ReadinessLine) -> list[Block]:
    match line.mood:
        case "good":
            return [Row(line.title, "baik"), Text(line.detail, size=Size.SMALL), Feed(6)]
        case "unsure":
            return [Row(line.title, "perlu dilihat", bold=True), Text(line.detail), Feed(6)]
        case "bad":
            return [Row(line.title, "RUSAK", bold=True), Text(line.detail, bold=True), Feed(6)]
        case _:
            assert_never(line.mood)
