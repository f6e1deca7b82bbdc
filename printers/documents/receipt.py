"""The receipt of an accepted request: number, what to bring, what happens next, the code to ask with."""

from __future__ import annotations

from kiosk.domain.prints import ReceiptSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import BROUGHT, code_to_keep, head, noted_papers, number, papers, stops, time_of, wait_of


def receipt(slip: ReceiptSlip, logo: Picture | None) -> Document:
    """The document for one receipt. Sections without content are left out."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, words.receipt, words, logo, copy=slip.copy),
        *number(slip.ticket, words, priority=slip.priority, queue=slip.queue),
        Text(slip.service, size=Size.TITLE, bold=True, align=Align.CENTRE),
        *time_of(slip.when, words, doubt=slip.clock_doubt),
        *wait_of(slip.wait),
        Feed(10),
        Rule(),
        Feed(12),
        *papers(words.brought, slip.brought, BROUGHT),
        *papers(words.bring, slip.bring),
        *noted_papers(words.sometimes, slip.maybe),
    ]
    if slip.next_steps:
        blocks.append(Text(words.next_steps, bold=True))
        blocks += [Text(f"{at}. {step}", hang=3) for at, step in enumerate(slip.next_steps, start=1)]
        blocks.append(Feed(12))
    blocks += stops(words.route, slip.route, words)
    if slip.estimate:
        blocks += [Text(f"{words.estimate}: {slip.estimate}"), Feed(10)]
    blocks += [
        *code_to_keep(slip.code, slip.qr, words),
        Feed(8),
        Text(words.keep, size=Size.SMALL, align=Align.CENTRE),
        Cut(),
    ]
    return Document(f"{words.receipt} {slip.ticket}", tuple(blocks))
