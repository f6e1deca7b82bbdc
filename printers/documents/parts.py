"""What slips have in common: the head with the band, the number, lists of papers, stops on the way, the code, the time."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.prints import Paper, StopOnTheWay
from printers.band import band_with, woven_band
from printers.document import Align, Block, Feed, Picture, Qr, Rule, Size, Text
from printers.documents.messages import Messages

TO_BRING = "[\u00a0]"  # boxes to tick; a hard space, so that no line ends in the middle of one
BROUGHT = "[x]"


def head(office: str, kind: str, words: Messages, logo: Picture | None, *, copy: bool = False) -> list[Block]:
    """Band, office, what kind of slip this is (when it has to be said); a copy says so where nobody can miss it."""
    blocks: list[Block] = [
        band_with(logo) if logo else woven_band(),
        Feed(12),
        Text(office, bold=True, align=Align.CENTRE),
    ]
    if kind:
        blocks.append(Text(kind, size=Size.SMALL, align=Align.CENTRE))
    if copy:
        blocks += [Feed(10), mark(words.copy)]
    return blocks


def mark(text: str) -> Text:
    """White on black."""
    return Text(text, size=Size.LARGE, bold=True, inverse=True, align=Align.CENTRE)


def number(ticket: str, words: Messages, *, priority: bool, queue: bool = True) -> list[Block]:
    """The number, readable at arm's length."""
    blocks: list[Block] = [
        Feed(12),
        Text(words.queue_number if queue else words.number, align=Align.CENTRE),
        Text(ticket, size=Size.NUMBER, bold=True, align=Align.CENTRE),
    ]
    if priority:
        blocks += [mark(words.priority), Feed(10)]
    return blocks


def time_of(when: str, words: Messages, *, doubt: bool) -> list[Block]:
    """When, and whether that can be believed."""
    blocks: list[Block] = [Feed(4), Text(when, align=Align.CENTRE, fit=True)]
    if doubt:
        blocks.append(Text(words.clock_doubt, size=Size.SMALL, align=Align.CENTRE))
    return blocks


def wait_of(said: str) -> list[Block]:
    """How long until the number is called, where that is known."""
    return [Feed(6), Text(said, bold=True, align=Align.CENTRE)] if said else []


def papers(heading: str, things: Iterable[str], box: str = TO_BRING) -> list[Block]:
    """A list of papers under its heading; nothing for no papers."""
    blocks: list[Block] = [Text(f"{box} {thing}", hang=4) for thing in things]
    return [Text(heading, bold=True), *blocks, Feed(12)] if blocks else []


def noted_papers(heading: str, things: Iterable[Paper]) -> list[Block]:
    """The same with what is to be known about each, in small print below it."""
    blocks: list[Block] = []
    for thing in things:
        blocks.append(Text(f"{TO_BRING} {thing.text}", hang=4))
        if thing.note:
            blocks.append(Text(f"     {thing.note}", size=Size.SMALL, hang=5))
    return [Text(heading, bold=True), *blocks, Feed(12)] if blocks else []


def stops(heading: str, route: tuple[StopOnTheWay, ...], words: Messages) -> list[Block]:
    """The agencies in their order, each with what happens there, what to bring and where it is."""
    if not route:
        return []
    blocks: list[Block] = [Text(heading, bold=True)]
    all_sometimes = all(stop.sometimes for stop in route)
    if all_sometimes:
        blocks.append(Text(words.sometimes))
    for at, stop in enumerate(route, start=1):
        blocks += [Feed(4), Text(f"{at}. {stop.agency}", bold=True, hang=3)]
        if stop.sometimes and not all_sometimes:
            blocks.append(Text(f"    {words.sometimes}", size=Size.SMALL, hang=4))
        blocks.append(Text(f"   {stop.does}", hang=3))
        blocks += [Text(f"   {TO_BRING} {thing}", hang=7) for thing in stop.bring]
        # Place and hours come as one sentence with a dot between them; on paper each has its own line.
        blocks += [Text(f"   {part}", hang=3) for part in stop.where.split(" · ") if part]
    if not all(stop.where for stop in route):
        blocks += [Feed(4), Text(words.ask_place, fit=True)]
    return [*blocks, Feed(12)]


def code_to_keep(code: str, qr: str, words: Messages) -> list[Block]:
    """The code of a request as a QR and in letters, under a rule of its own."""
    return [
        Rule(),
        Qr(qr),
        Text(words.code_use, size=Size.SMALL, align=Align.CENTRE),
        Text(code, size=Size.LARGE, bold=True, align=Align.CENTRE),
    ]
