"""The ticket of the queue: a number, what for, since when. As short as paper allows."""

from __future__ import annotations

from kiosk.domain.prints import TicketSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import head, number, time_of, wait_of


def ticket(slip: TicketSlip, logo: Picture | None) -> Document:
    """The document for one place in the queue."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, "", words, logo, copy=slip.copy),
        *number(slip.ticket, words, priority=slip.priority, queue=slip.queue),
    ]
    if slip.what:
        blocks.append(Text(slip.what, size=Size.TITLE, bold=True, align=Align.CENTRE))
    blocks += time_of(slip.when, words, doubt=slip.clock_doubt)
    blocks += wait_of(slip.wait)
    foot = [*([words.code_first] if slip.coded else []), *([words.wait] if slip.queue else [])]
    if foot:
        blocks += [Feed(10), Rule()]
    for line in foot:
        blocks += [Feed(10), Text(line, align=Align.CENTRE)]
    title = words.queue_number if slip.queue else words.number
    return Document(f"{title} {slip.ticket}", (*blocks, Cut()))
