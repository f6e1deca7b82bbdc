"""The test page of maintenance mode: shows a person in half a minute whether width, letters, dots and cutter are right."""

from __future__ import annotations

from kiosk.domain.prints import TestSlip
from printers.band import woven_band
from printers.document import Align, Cut, Document, Feed, Qr, Row, Rule, Size, Text
from printers.documents.messages import messages

SCAN = "UJI-PRINTER-12345"


def test_page(slip: TestSlip) -> Document:
    """The document of the test page."""
    words = messages(slip.language)
    return Document(
        words.test,
        (
            woven_band(),
            Feed(14),
            Text(slip.office, bold=True, align=Align.CENTRE),
            Text(words.test, size=Size.TITLE, bold=True, align=Align.CENTRE),
            Text(slip.when, align=Align.CENTRE),
            Feed(12),
            Row(words.test_kiosk, slip.kiosk_id),
            Row(words.test_printer, slip.printer),
            Feed(12),
            Text(words.test_width),
            Rule(),
            Feed(12),
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
        ),
    )


test_page.__test__ = False  # type: ignore[attr-defined]  # not a test, in spite of its name
