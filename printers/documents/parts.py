"""What receipts and tickets have in common: the head with the band, the number, the time, the small print."""

from __future__ import annotations

from printers.band import woven_band
from printers.document import Align, Block, Feed, Size, Text
from printers.documents.messages import Messages


def head(office: str, kind: str, words: Messages, *, copy: bool) -> list[Block]:
    """Band, office, what kind of slip this is (when it has to be said); a copy says so where nobody can miss it."""
    blocks: list[Block] = [
        woven_band(),
        Feed(14),
        Text(office, bold=True, align=Align.CENTRE),
    ]
    if kind:
        blocks.append(Text(kind, size=Size.SMALL, align=Align.CENTRE))
    if copy:
        blocks += [Feed(10), Text(words.copy, size=Size.LARGE, bold=True, inverse=True, align=Align.CENTRE)]
    return blocks


def number(ticket: str, words: Messages, *, priority: bool, queue: bool = True) -> list[Block]:
    """The number, readable at arm's length."""
    blocks: list[Block] = [
        Feed(14),
        Text(words.queue_number if queue else words.number, align=Align.CENTRE),
        Text(ticket, size=Size.NUMBER, bold=True, align=Align.CENTRE),
    ]
    if priority:
        blocks += [Text(words.priority, size=Size.LARGE, bold=True, inverse=True, align=Align.CENTRE), Feed(12)]
    return blocks


def time_of(when: str, words: Messages, *, doubt: bool) -> list[Block]:
    """When, and whether that can be believed."""
    blocks: list[Block] = [Feed(6), Text(when, align=Align.CENTRE)]
    if doubt:
        blocks.append(Text(words.clock_doubt, size=Size.SMALL, align=Align.CENTRE))
    return blocks
