"""The ticket of the queue: a number, what for, since when. As short as paper allows."""

from __future__ import annotations

from kiosk.domain.prints import TicketSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import head, number, time_of


def ticket(slip: TicketSlip, logo: Picture | None) -> Document:
    """The document for one place in the queue."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, "", words, logo, copy=slip.copy),
        *number(slip.ticket, words, priority=slip.priority),
        Text(slip.what, size=Size.TITLE, bold=True, align=Align.CENTRE),
        *time_of(slip.when, words, doubt=slip.clock_doubt),
        Feed(10),
        Rule(),
        Feed(10),
        Text(words.wait, align=Align.CENTRE),
        Cut(),
    ]
    return Document(f"{words.queue_number} {slip.ticket}", tuple(blocks))
