"""How a request stands: the answer first and largest, then what to do, since when that is known, and what it is about."""

from __future__ import annotations

from kiosk.domain.prints import StatusSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Row, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import code_to_keep, head


def status(slip: StatusSlip, logo: Picture | None) -> Document:
    """The document for one answer to "how is my request?"."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, words.status, words, logo),
        Feed(12),
        Text(slip.status, size=Size.TITLE, bold=True, align=Align.CENTRE),
        Feed(4),
        Text(slip.detail, align=Align.CENTRE),
        Feed(4),
        Text(slip.as_of, size=Size.SMALL, align=Align.CENTRE),
        Feed(10),
        Rule(),
        Feed(12),
    ]
    if slip.note:
        blocks += [Text(words.note, bold=True), Text(slip.note), Feed(12)]
    blocks += [
        Text(slip.service, bold=True),
        Row(words.queue_number if slip.queue else words.number, slip.ticket, bold=True),
        Feed(10),
        *code_to_keep(slip.code, slip.qr, words),
        Feed(4),
        Text(f"{words.printed} {slip.when}", size=Size.SMALL, align=Align.CENTRE),
    ]
    if slip.clock_doubt:
        blocks.append(Text(words.clock_doubt, size=Size.SMALL, align=Align.CENTRE))
    blocks.append(Cut())
    return Document(f"{words.status} {slip.ticket}", tuple(blocks))
