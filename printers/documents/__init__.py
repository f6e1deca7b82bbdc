"""One pure function a slip: values in, `Document` out. `document_of` picks the right one."""

from __future__ import annotations

from typing import assert_never

from kiosk.domain.prints import (
    InfoSlip,
    OfficeSlip,
    ReadinessSlip,
    ReceiptSlip,
    ReferralSlip,
    Slip,
    StatusSlip,
    TestSlip,
    TicketSlip,
)
from printers.document import Document, Picture
from printers.documents.info import info
from printers.documents.office import office
from printers.documents.readiness import readiness
from printers.documents.receipt import receipt
from printers.documents.referral import referral
from printers.documents.status import status
from printers.documents.test_page import test_page
from printers.documents.ticket import ticket


def document_of(slip: Slip, logo: Picture | None = None) -> Document:
    """The document of any slip; what a resident takes home bears the office's logo (`printers.logo`), if there is one."""
    match slip:
        case ReceiptSlip():
            return receipt(slip, logo)
        case TicketSlip():
            return ticket(slip, logo)
        case TestSlip():
            return test_page(slip, logo)
        case InfoSlip():
            return info(slip, logo)
        case StatusSlip():
            return status(slip, logo)
        case ReferralSlip():
            return referral(slip, logo)
        case OfficeSlip():
            return office(slip)
        case ReadinessSlip():
            return readiness(slip)
        case _:
            assert_never(slip)
