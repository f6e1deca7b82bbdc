"""A resident asks for something, by touch, and it is on the disk."""

from __future__ import annotations

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.domain.catalog import Catalog
from kiosk.store import journal, permohonan
from kiosk.usecases.context import Context
from kiosk.usecases.track import Tracked, track
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener, begin
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.resident import Resident

DOMISILI = "surat_keterangan_domisili"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("ref", ["D12", "D18", "J01"])
def test_a_whole_request_by_touch_ends_as_a_durable_row(
    open_screen: Opener, context: Context, catalog: Catalog, machinery: TestMachinery, ref: str, size: tuple[int, int]
) -> None:
    screen, resident = open_screen(size=size)
    service = catalog.find(ref)
    begin(resident, service.id)
    resident.fill_form(service.sample)
    resident.tap("next")
    resident.wait_page("done")
    code, ticket = screen.kiosk.done.code, screen.kiosk.done.ticket
    found = track(context, code)
    assert isinstance(found, Tracked)
    assert (found.permohonan.service, found.permohonan.ticket) == (service.id, ticket)
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id))[0] == 1
    assert machinery.said == ["wake printer", "wake sync"]
    assert screen.flow.session.answers == {}


def test_the_qr_on_the_done_page_is_read_by_a_scanner_and_finds_the_request(
    screen: Screen, resident: Resident, context: Context, catalog: Catalog
) -> None:
    _send(resident, catalog)
    image = screen.window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    view = zxingcpp.ImageView(
        image.constBits(), image.width(), image.height(), zxingcpp.ImageFormat.Lum, image.bytesPerLine()
    )
    [code] = zxingcpp.read_barcodes(view)
    assert isinstance(track(context, code.text), Tracked)


def test_a_second_tap_on_send_sends_nothing_twice(
    screen: Screen, resident: Resident, context: Context, catalog: Catalog
) -> None:
    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    send = resident.item("next")
    point = send.mapToScene(send.boundingRect().center()).toPoint()
    resident.touch(point)
    resident.touch(point)
    resident.wait_page("done")
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id))[0] == 1


def test_only_a_number(screen: Screen, resident: Resident, context: Context) -> None:
    resident.tap("want-number")
    resident.wait_page("queue")
    resident.tap("priority")
    resident.tap("group-petugas")
    resident.wait_page("done")
    assert screen.kiosk.done.ticket == "E-001"  # the priority queue has the last letter
    assert screen.kiosk.done.code == ""
    assert context.store.run(lambda db: permohonan.by_code(db, b"")) is None


def test_a_full_disk_says_so_and_the_answers_are_still_there(
    screen: Screen, resident: Resident, context: Context, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.errors import DiskFull

    def no_room() -> None:
        raise DiskFull("full", "free some")

    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    monkeypatch.setattr(context.store, "require_room", no_room)
    resident.tap("next")
    resident.wait_page("trouble")
    assert resident.sees("Tempat penyimpanannya penuh")
    monkeypatch.undo()
    resident.tap("next")
    resident.wait_page("review")
    resident.tap("next")
    resident.wait_page("done")


def _send(resident: Resident, catalog: Catalog) -> None:
    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    resident.tap("next")
    resident.wait_page("done")


def test_the_done_page_speaks_the_language_that_is_chosen_there(
    screen: Screen, resident: Resident, catalog: Catalog
) -> None:
    """The slip is printed and keeps its language; the page does not."""
    begin(resident, "surat_keterangan_domisili")
    resident.fill_form(catalog.find("D18").sample)
    resident.tap("next")
    resident.wait_page("done")
    resident.tap("language")
    resident.tap("language-su")
    first = catalog.find("D18").next_steps[0]
    assert first.say("su") != first.id
    resident.wait_sees(first.say("su"))
    assert not resident.sees(first.id)
