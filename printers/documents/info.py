"""Something to take home: an article, when and where, an address, numbers. No number of a queue, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kiosk.domain.content import Block as Piece
from kiosk.domain.prints import InfoSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import head, mark


def info(slip: InfoSlip, logo: Picture | None) -> Document:
    """The document for one slip of information."""
    words = messages(slip.language)
    blocks: list[Block] = head(slip.office, words.info, words, logo)
    if slip.example:
        blocks += [
            Feed(10),
            mark(words.example),
            Feed(4),
            Text(words.example_why, size=Size.SMALL, align=Align.CENTRE),
        ]
    blocks += [Feed(14), Text(slip.title, size=Size.TITLE, bold=True, align=Align.CENTRE), Feed(10), Rule()]
    last = ""
    for piece in slip.lines:
        # What belongs together stands together: a list, a group of facts.
        if piece.kind != last or piece.kind == "paragraph":
            blocks.append(Feed(6 if last == "heading" else 12))
        blocks += _piece(piece)
        last = piece.kind
    if slip.more:
        blocks += [Feed(12), Text(words.more, bold=True)]
    blocks += [Feed(12), Rule()]
    if slip.url:
        blocks += [Qr(slip.url), Text(slip.url, size=Size.SMALL, align=Align.CENTRE)]
    small = [line for line in (slip.source, slip.when) if line]
    blocks += [Feed(8), *(Text(line, size=Size.SMALL, align=Align.CENTRE) for line in small)]
    blocks += [Text(words.info_keep, size=Size.SMALL, align=Align.CENTRE), Cut()]
    return Document(f"{words.info}: {slip.title}", tuple(blocks))


def _piece(piece: Piece) -> Iterator[Block]:
    match piece.kind:
        case "heading":
            yield Text(piece.text, bold=True)
        case "paragraph":
            yield Text(piece.text)
        case "item":
            yield Text(f"- {piece.text}", hang=2)
        case "step":
            yield Text(f"{piece.mark} {piece.text}", hang=len(piece.mark) + 1)
        case "fact":
            yield Text(f"{piece.mark}: {piece.text}", hang=2)
        case "row":
            yield Row(piece.mark, piece.text)
        case _:
            assert_never(piece.kind)
