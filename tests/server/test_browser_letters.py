"""The form of a letter in a real Chromium: the sheet beside it follows every key, and nothing typed is lost in silence."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.test_browser import CHROMIUM, address, chromium, log_in, page
from tests.sync.world import KioskWorld

__all__ = ["address", "chromium", "page"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


def test_the_sheet_follows_what_is_typed(page: Any, address: str, kiosk: KioskWorld) -> None:
    """By keyboard alone, from the request to the letter; a line that is emptied leaves the sheet, a blank is marked."""
    [request] = kiosk.submit()
    kiosk.sync()
    log_in(page, address)
    page.goto(f"{address}/meja/{request.permohonan.id}")
    page.locator("#surat button").focus()
    page.keyboard.press("Enter")
    sheet = page.locator(".sheet")
    expect(sheet).to_contain_text("SITI RAHMAWATI")
    page.locator('[name="b1-l0-v"]').focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("NAMA CONTOH")
    expect(sheet).to_contain_text("NAMA CONTOH")
    expect(sheet).not_to_contain_text("SITI RAHMAWATI")
    expect(sheet.locator("dt", has_text="Nomor KK")).to_be_visible()
    page.locator('[name="b1-l2-v"]').fill("")
    expect(sheet.locator("dt", has_text="Nomor KK")).to_be_hidden()
    page.locator('[name="b2"]').fill("Tinggal di …………")
    expect(sheet.locator(".waits")).to_have_text("Tinggal di …………")
    page.get_by_role("button", name="Simpan draf").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Draf tersimpan.")
    expect(sheet).to_contain_text("NAMA CONTOH")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
