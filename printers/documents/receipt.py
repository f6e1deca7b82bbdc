"""The receipt of an accepted request: number, what to bring, what happens next, the code to ask with."""

from __future__ import annotations

from kiosk.domain.prints import ReceiptSlip
from printers.document import Align, Block, Cut, Document, Feed, Qr, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import head, number, time_of


def receipt(slip: ReceiptSlip) -> Document:
    """The document for one receipt. Sections without content are left out."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, words.receipt, words, copy=slip.copy),
        *number(slip.ticket, words, priority=slip.priority, queue=slip.queue),
        Text(slip.service, size=Size.TITLE, bold=True, align=Align.CENTRE),
        *time_of(slip.when, words, doubt=slip.clock_doubt),
        Feed(12),
        Rule(),
        Feed(12),
    ]
    if slip.brought:
        blocks.append(Text(words.brought, bold=True))
        blocks += [Text(f"[x] {thing}", hang=4) for thing in slip.brought]
        blocks.append(Feed(12))
    if slip.bring:
        blocks.append(Text(words.bring, bold=True))
        blocks += [Text(f"[ ] {thing}", hang=4) for thing in slip.bring]
        blocks.append(Feed(12))
    if slip.next_steps:
        blocks.append(Text(words.next_steps, bold=True))
        blocks += [Text(f"{at}. {step}", hang=3) for at, step in enumerate(slip.next_steps, start=1)]
        blocks.append(Feed(12))
    if slip.route:
        blocks.append(Text(words.route, bold=True))
        for at, stop in enumerate(slip.route, start=1):
            blocks.append(Text(f"{at}. {stop.agency}", bold=True, hang=3))
            blocks.append(Text(f"   {stop.does}", hang=3))
            blocks += [Text(f"   [ ] {thing}", hang=7) for thing in stop.bring]
            blocks.append(Text(f"   {stop.where or words.ask_place}", hang=3))
        blocks.append(Feed(12))
    if slip.estimate:
        blocks += [Text(f"{words.estimate}: {slip.estimate}"), Feed(12)]
    blocks += [
        Rule(),
        Feed(12),
        Qr(slip.qr),
        Text(words.code_use, size=Size.SMALL, align=Align.CENTRE),
        Text(slip.code, size=Size.LARGE, bold=True, align=Align.CENTRE),
        Feed(10),
        Text(words.keep, size=Size.SMALL, align=Align.CENTRE),
        Cut(),
    ]
    return Document(f"{words.receipt} {slip.ticket}", tuple(blocks))
