"""The loket in a real Chromium: by keyboard alone, with a scanner at hand, and beside colleagues."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.test_antrean import Desk
from tests.server.test_browser import address, chromium, fits, log_in, page, pytestmark
from tests.sync.world import KioskWorld, OfficeWorld

__all__ = ["address", "chromium", "page", "pytestmark"]

DESK = pytest.mark.parametrize("page", [(1366, 768)], ids=["desk"], indirect=True)


@DESK
def test_enter_does_what_comes_next(office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any) -> None:
    """Call, serve, next: one key. A slip that is scanned meanwhile goes into the search field and presses nothing."""
    [one, _two] = kiosk.submit(2)
    kiosk.sync()
    Desk(office)
    log_in(page, address)
    page.goto(f"{address}/meja/loket")
    expect(page.locator(".button.main")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".now-number")).to_have_text("A-001")
    page.wait_for_load_state()
    page.keyboard.type("A-002")
    expect(page.locator("#cari")).to_have_value("A-002")
    expect(page.locator(".now-number")).to_have_text("A-001")
    page.goto(f"{address}/meja/loket")
    expect(page.locator(".button.main")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/meja/{one.permohonan.id}")
    page.goto(f"{address}/meja/loket")
    expect(page.locator(".button.main")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".now-number")).to_have_text("A-002")
    page.locator("summary", has_text="Beri nomor").click()
    page.get_by_role("button", name="Beri nomor").click()
    expect(page.get_by_role("button", name="Cetak slip")).to_be_focused()
    assert fits(page)


def test_the_list_of_those_who_wait_is_fresh_by_itself(office: OfficeWorld, address: str, page: Any) -> None:
    """A number that comes, and a colleague who takes the loket over: nobody has to reload."""
    desk = Desk(office)
    page.clock.install()
    log_in(page, address)
    page.goto(f"{address}/meja/loket")
    assert fits(page)
    desk.issue()
    page.clock.run_for(5_000)
    expect(page.locator("#antre")).to_contain_text("V-001")
    Desk(office, "1", "budi").open(take_over=True)
    Desk(office, "2", "sari").next()
    page.clock.run_for(5_000)
    expect(page.locator(".now-number")).to_have_text("V-001")
    assert fits(page)
