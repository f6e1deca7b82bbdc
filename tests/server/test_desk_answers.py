"""What the desk shows of a place and a photo, from the kiosk's submit to the page and to the command's JSON."""

from __future__ import annotations

import base64
import io
import re

import httpx2
import msgspec
import pytest
from PIL import Image
from sqlalchemy import select, update

from kiosk import sealing
from kiosk.usecases.submit import Submitted, submit
from sync.protocol import BLOB_PATH
from sync.server.commands.receiving import request_row
from sync.server.store.tables import events
from tests.server.test_desk import Browser
from tests.sync.world import Handler, KioskWorld, OfficeWorld


@pytest.fixture
def complaint(kiosk: KioskWorld) -> Submitted:
    return request_with_photo(kiosk, sync=True)


@pytest.fixture
def page(office: OfficeWorld, complaint: Submitted) -> str:
    desk = Browser(office)
    desk.get("/masuk")
    desk.log_in()
    response = desk.get(f"/meja/{complaint.permohonan.id}")
    assert "img-src 'self' data:" in response.headers["content-security-policy"]
    return desk.page


def test_the_place_is_shown_as_numbers_and_by_its_landmark(page: str) -> None:
    assert "-2.98929, 104.74917 (100 m di barat laut Pos Ronda, RT 06)" in page


def test_the_photo_is_shown_as_it_was_taken(page: str, kiosk: KioskWorld) -> None:
    found = re.search(r'<img class="photo" alt="Foto" src="data:image/jpeg;base64,([^"]+)">', page)
    assert found
    assert found[1] == kiosk.machine.context.catalog.find("J01").sample["foto"]
    assert Image.open(io.BytesIO(base64.b64decode(found[1]))).size == (64, 48)


def test_the_command_s_json_carries_both(office: OfficeWorld, complaint: Submitted, kiosk: KioskWorld) -> None:
    (opened,) = office.opened()
    told = msgspec.json.decode(msgspec.json.encode(request_row(opened)))
    sample = kiosk.machine.context.catalog.find("J01").sample
    assert told["answers"]["foto"] == sample["foto"]
    assert told["answers"]["titik"] == sample["titik"]
    assert told["answers"] == sample, "what came out is what went in"


def test_a_photo_that_has_not_arrived_is_said_to_be_on_its_way(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The request is worked on meanwhile: over a link of 64 kbit/s a photo takes a quarter of a minute."""

    def too_slow_for_photos(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        if request.url.path == BLOB_PATH:
            raise httpx2.WriteTimeout("stalled")
        return deliver(request)

    kiosk.road.fault = too_slow_for_photos
    result = request_with_photo(kiosk, sync=True)
    (opened,) = office.opened()
    assert opened.missing == {"foto"}
    told = msgspec.json.decode(msgspec.json.encode(request_row(opened)))["answers"]
    assert told["foto"] is None
    assert told["isi"] == kiosk.machine.context.catalog.find("J01").sample["isi"]
    shown = page_of(office, result)
    assert "Foto belum sampai" in shown
    assert "data:image" not in shown
    kiosk.road.fault = None
    kiosk.sync()
    assert "data:image" in page_of(office, result)


def test_bytes_that_are_no_photo_never_reach_the_browser(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk that was taken over can sign what it likes."""
    honest = sealing.seal_photo
    monkeypatch.setattr(
        "kiosk.usecases.submit.sealing.seal_photo", lambda _photo, key: honest(b"<svg onload=alert(1)>", key)
    )
    shown = page_of(office, request_with_photo(kiosk, sync=True))
    assert "Tidak ada foto" in shown
    assert "data:image" not in shown


def test_a_photo_sealed_to_somebody_else_is_no_photo(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, stranger = sealing.seal_photo, sealing.seal_public(sealing.new_sealing_key())
    monkeypatch.setattr("kiosk.usecases.submit.sealing.seal_photo", lambda photo, _key: honest(photo, stranger))
    shown = page_of(office, request_with_photo(kiosk, sync=True))
    assert "Tidak ada foto" in shown
    assert "Foto belum sampai" not in shown


def test_answers_moved_to_another_request_are_not_shown_as_its_own(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Whoever writes to the office's tables cannot give one resident the words of another."""
    kiosk.submit(2)
    kiosk.sync()
    with office.database.writing() as connection:
        bodies = connection.execute(select(events.c.seq, events.c.sealed).order_by(events.c.seq)).all()
        for (seq, _), (_, sealed) in zip(bodies, reversed(bodies), strict=True):
            connection.execute(update(events).where(events.c.seq == seq).values(sealed=sealed))
    assert [one.content for one in office.opened()] == [sealing.OpenFailed("sealed for another request")] * 2


def request_with_photo(kiosk: KioskWorld, *, sync: bool = False) -> Submitted:
    context = kiosk.machine.context
    service = context.catalog.find("J01")
    result = submit(context, service, service.sample)
    assert isinstance(result, Submitted)
    if sync:
        kiosk.sync()
    return result


def page_of(office: OfficeWorld, result: Submitted) -> str:
    desk = Browser(office)
    desk.get("/masuk")
    desk.log_in()
    desk.get(f"/meja/{result.permohonan.id}")
    return desk.page
