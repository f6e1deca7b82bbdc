"""The test page of maintenance mode: shows a person in half a minute whether width, letters, dots and cutter are right."""

from __future__ import annotations

from kiosk.domain.prints import TestSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Qr, Row, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import head

SCAN = "UJI-PRINTER-12345"
# Every element of the head at work at once: one that is dead leaves a white line.
BAR = Picture((b"\x01",) * 12, text="#", tile=True)


def test_page(slip: TestSlip, logo: Picture | None) -> Document:
    """The document of the test page."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, "", words, logo),
        Text(words.test, size=Size.TITLE, bold=True, align=Align.CENTRE),
        Text(slip.when, align=Align.CENTRE, fit=True),
        Feed(10),
        Row(words.test_kiosk, slip.kiosk_id),
        Row(words.test_printer, slip.printer),
    ]
    if slip.model:
        blocks.append(Row(words.test_model, slip.model))
    if slip.proof:
        blocks.append(Text(f"{words.test_proof}: {slip.proof}", hang=2))
    blocks += [
        Feed(10),
        Text(words.test_width),
        BAR,
        Feed(10),
        Text(words.test_letters),
        Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        Text("abcdefghijklmnopqrstuvwxyz"),
        Text("0123456789 .,:;!?()/-+%&@"),
        Text("0123456789 abcdefghijklmnopqrstuv", size=Size.SMALL),
        Text("A-001", size=Size.NUMBER, bold=True, align=Align.CENTRE),
        Feed(8),
        Text(words.test_scan, align=Align.CENTRE),
        Text(SCAN, bold=True, align=Align.CENTRE),
        Qr(SCAN),
        Text(words.test_good, align=Align.CENTRE),
        Cut(),
    ]
    return Document(words.test, tuple(blocks))


test_page.__test__ = False  # type: ignore[attr-defined]  # not a test, in spite of its name
