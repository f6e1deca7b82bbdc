"""From the kiosk's submit to the office's screen: every service arrives as it was said."""

from __future__ import annotations

import msgspec

from kiosk.usecases.submit import Submitted, submit
from printers.documents import document_of
from printers.plain import render
from printers.profiles import PROFILES
from sync.server.commands.receiving import request_row
from tests.sync.world import KioskWorld, OfficeWorld


def test_every_sample_is_taken_gets_a_slip_travels_and_is_read_at_the_office_unchanged(
    kiosk: KioskWorld, office: OfficeWorld
) -> None:
    context = kiosk.machine.context
    said = {}
    for service in context.catalog.services:
        outcome = submit(context, service, service.sample)
        assert isinstance(outcome, Submitted), service.ref
        said[outcome.permohonan.id] = service
        slip = render(document_of(outcome.slip), PROFILES["58mm"])
        assert outcome.permohonan.ticket in slip, service.ref
    kiosk.sync()
    opened = [msgspec.json.decode(msgspec.json.encode(request_row(one))) for one in office.opened()]
    assert {one["id"] for one in opened} == said.keys()
    for one in opened:
        service = said[one["id"]]
        assert one["answers"] == service.sample, service.ref
