"""One pure function a slip: values in, `Document` out. `document_of` picks the right one."""

from __future__ import annotations

from typing import assert_never

from kiosk.domain.prints import InfoSlip, ReceiptSlip, Slip, TestSlip, TicketSlip
from printers.document import Document
from printers.documents.info import info
from printers.documents.receipt import receipt
from printers.documents.test_page import test_page
from printers.documents.ticket import ticket


def document_of(slip: Slip) -> Document:
    """The document of any slip."""
    match slip:
        case ReceiptSlip():
            return receipt(slip)
        case TicketSlip():
            return ticket(slip)
        case TestSlip():
            return test_page(slip)
        case InfoSlip():
            return info(slip)
        case _:
            assert_never(slip)
