"""The desk in a real Chromium: a petugas' morning, by keyboard and on a phone, without one console message."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import expect

from kiosk.domain.permohonan import PermohonanStatus
from tests.sync.world import PASSWORD, KioskWorld, OfficeWorld, listening

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture
def address(office: OfficeWorld) -> Iterator[str]:
    with listening() as listener:
        server = uvicorn.Server(uvicorn.Config(office.app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A page that fails the test when anything is said on its console."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def log_in(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    page.keyboard.type("sari")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja")


def enter(page: Any, room: str) -> None:
    """Through the head of the page; on a phone its rooms are behind one word."""
    menu = page.locator(".menu summary")
    if menu.is_visible():
        menu.click()
    page.get_by_role("link", name=room, exact=True).click()


def fits(page: Any) -> bool:
    """No page is wider than its screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_morning_at_the_desk(office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any) -> None:
    """Log in by keyboard, take the request that waits, ask for a missing paper, log out; the kiosk knows."""
    [one] = kiosk.submit()
    kiosk.sync()
    log_in(page, address)
    assert fits(page)
    page.get_by_role("link", name="A-001").click()
    expect(page.get_by_text("Siti Rahmawati")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Mulai periksa").click()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan")
    page.locator("summary", has_text="Minta dilengkapi").click()
    page.get_by_label("Apa yang masih kurang?").fill("Fotokopi KK belum ada.")
    page.get_by_role("button", name="Minta dilengkapi").click()
    expect(page.get_by_text("Belum lengkap").first).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk?pesan=keluar")
    page.goto(f"{address}/meja/{one.permohonan.id}")
    assert page.url == f"{address}/masuk"
    kiosk.sync()
    assert kiosk.status(one.permohonan.id).status is PermohonanStatus.INCOMPLETE


def test_the_browser_itself_asks_for_the_reason(kiosk: KioskWorld, address: str, page: Any) -> None:
    """An empty reason does not even leave the page."""
    kiosk.submit()
    kiosk.sync()
    log_in(page, address)
    page.get_by_role("link", name="A-001").click()
    page.locator("summary", has_text="Tolak").click()
    before = page.url
    page.get_by_role("button", name="Tolak").click()
    assert page.url == before
    assert page.evaluate("document.activeElement.id") == "catatan-REJECTED"


def test_a_slip_scanned_anywhere_opens_its_request(kiosk: KioskWorld, address: str, page: Any) -> None:
    """A wedge scanner types the QR and Enter while nothing is focused."""
    [one] = kiosk.submit()
    kiosk.sync()
    log_in(page, address)
    page.keyboard.type(one.slip.qr)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/meja/{one.permohonan.id}")


def test_the_keyboard_alone_suffices(kiosk: KioskWorld, address: str, page: Any) -> None:
    """From the inbox to a changed status with Tab and Enter only."""
    [one] = kiosk.submit()
    kiosk.sync()
    log_in(page, address)

    def tab_to(text: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.innerText") == text:
                return
        raise AssertionError(f"{text} was never focused")

    tab_to("A-001")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/meja/{one.permohonan.id}")
    tab_to("Mulai periksa")
    page.keyboard.press("Enter")
    page.wait_for_url("**pesan=tersimpan")
    expect(page.get_by_text("Sedang diperiksa").first).to_be_visible()


@pytest.mark.parametrize("page", [(1366, 768)], ids=["desk"], indirect=True)
def test_an_open_inbox_says_what_has_come(office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any) -> None:
    """A minute later the page itself says that there is something new."""
    page.clock.install()
    log_in(page, address)
    expect(page.get_by_text("permohonan baru.")).to_be_hidden()
    office.clock.ms += 1
    kiosk.submit(3)
    kiosk.sync()
    page.clock.fast_forward(61_000)
    expect(page.get_by_text("3 permohonan baru.")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Tampilkan").click()
    expect(page.get_by_text("3 permohonan baru.")).to_be_hidden()
    expect(page.get_by_role("link", name="A-003")).to_be_visible()


def test_the_kiosks_are_looked_after(office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any) -> None:
    """From the inbox to a kiosk that needs somebody, and a service closed for all of them."""
    office.enrolment("Balai RW 05")
    kiosk.clock.ms -= 2 * 3600_000
    kiosk.sync()
    log_in(page, address)
    enter(page, "Kiosk")
    expect(page.get_by_text("2 dari 2 kiosk perlu dilihat.")).to_be_visible()
    expect(page.get_by_text("Belum pernah terhubung")).to_be_visible()
    assert fits(page)
    page.locator("summary", has_text="Tutup satu layanan").click()
    page.get_by_label("Layanan").select_option(label="Surat Keterangan Domisili")
    page.get_by_label("Alasan").fill("Blangko habis.")
    assert fits(page)
    page.get_by_role("button", name="Tutup layanan").click()
    expect(page.get_by_role("status")).to_contain_text("Perintah tercatat")
    expect(page.get_by_role("button", name="Buka lagi")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Ruang depan").click()
    expect(page.get_by_text("Jamnya terlambat 2 jam").first).to_be_visible()
    expect(page.get_by_text("Menunggu kiosk terhubung")).to_be_visible()
    assert fits(page)
