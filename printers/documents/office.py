"""The office's own half of a number, pinned to the papers: no band, no advice, the smallest code that a desk scanner reads."""

from __future__ import annotations

from kiosk.domain.prints import OfficeSlip
from printers.document import Align, Block, Cut, Document, Feed, Qr, Size, Text
from printers.documents.messages import INDONESIAN
from printers.documents.parts import mark, time_of

FOR_THE_OFFICE = "UNTUK KANTOR"


def office(slip: OfficeSlip) -> Document:
    """The document for one half; a number without a form has no code."""
    blocks: list[Block] = [
        Text(FOR_THE_OFFICE, bold=True, inverse=True, align=Align.CENTRE),
        Text(slip.ticket, size=Size.LARGE, bold=True, align=Align.CENTRE),
    ]
    if slip.priority:
        blocks += [mark(INDONESIAN.priority), Feed(6)]
    blocks += [
        Text(slip.what, bold=True, align=Align.CENTRE),
        *time_of(slip.when, INDONESIAN, doubt=slip.clock_doubt),
        Text(slip.office, size=Size.SMALL, align=Align.CENTRE),
        Qr(slip.qr, compact=True),
        Cut(),
    ]
    return Document(f"{FOR_THE_OFFICE} {slip.ticket}", tuple(blocks))
