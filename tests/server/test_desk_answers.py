"""What the desk shows of a place and a photo, from the kiosk's submit to the page and to the command's JSON."""

from __future__ import annotations

import base64
import io
import re

import msgspec
import pytest
from PIL import Image

from kiosk import sealing
from kiosk.usecases.submit import Submitted, submit
from sync.server.cli import _request
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld


@pytest.fixture
def complaint(kiosk: KioskWorld) -> Submitted:
    context = kiosk.machine.context
    service = context.catalog.find("J01")
    result = submit(context, service, service.sample)
    assert isinstance(result, Submitted)
    kiosk.sync()
    return result


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
    told = msgspec.json.decode(msgspec.json.encode(_request(opened)))
    sample = kiosk.machine.context.catalog.find("J01").sample
    assert told["answers"]["foto"] == sample["foto"]
    assert told["answers"]["titik"] == sample["titik"]
    assert told["answers"] == sample, "what came out is what went in"


def test_bytes_that_are_no_photo_never_reach_the_browser(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk that was taken over can sign what it likes."""
    honest = sealing.seal

    def hostile(content: sealing.Sealed, key: bytes) -> bytes:
        return honest(
            msgspec.structs.replace(content, photos={"foto": b"<svg onload=alert(1)>", "lain": b"GIF89a"}), key
        )

    monkeypatch.setattr("kiosk.usecases.submit.sealing.seal", hostile)
    context = kiosk.machine.context
    service = context.catalog.find("J01")
    result = submit(context, service, service.sample)
    assert isinstance(result, Submitted)
    kiosk.sync()
    desk = Browser(office)
    desk.get("/masuk")
    desk.log_in()
    desk.get(f"/meja/{result.permohonan.id}")
    assert desk.page.count("Tidak ada foto") == 2
    assert "data:image" not in desk.page
