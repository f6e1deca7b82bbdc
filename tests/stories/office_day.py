"""People at work on one day of an office: each in a browser context of their own, whose console is listened to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from playwright.sync_api import expect

from tests.server.test_antrean import MINUTE, take
from tests.sync.world import PASSWORD, KioskWorld, OfficeWorld

PATIENCE_MS = 30_000
"""So long a page may take on a machine that does much else; nobody waits for it to pass."""

_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_NOW = re.compile(r'name="kini" value="([^"]*)"')
_AT_LOKET = re.compile(r'class="now-number">([^<]+)<')
_FIRST = "Adi Bima Citra Dina Eka Fajar Gita Hadi Indah Joko Kartika Lukman Mira Nanda Putra".split()
_LAST = ("Contoh", "Misalnya")


@dataclass
class Person:
    """Somebody in front of their own browser."""

    page: Any
    address: str
    said: list[str] = field(default_factory=list)  # by the console, and errors of scripts

    def __post_init__(self) -> None:
        """Listens from the first page on."""
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    @property
    def complaints(self) -> list[str]:
        """What the console said, but Chromium's own note of a page that was answered with 409."""
        return [text for text in self.said if "status of 409" not in text]

    def log_in(self, name: str) -> None:
        """From the log-in page to the first room of this person, on the keyboard alone."""
        self.page.goto(f"{self.address}/")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/masuk" not in url and "/meja" in url)

    def go(self, path: str) -> None:
        """A page by its address."""
        self.page.goto(f"{self.address}{path}")

    def press(self, button: str) -> None:
        """The button with exactly these words, and the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    def unfold(self, summary: str) -> None:
        """Opens a part of the page that is folded away."""
        self.page.locator("summary", has_text=summary).click()

    def reads(self, text: str) -> None:
        """Waits until the page shows this."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)

    def has_now(self, ticket: str) -> None:
        """Waits until this number is at the loket."""
        expect(self.page.locator(".now-number")).to_have_text(ticket, timeout=PATIENCE_MS)

    def tab_to(self, what: str) -> None:
        """With the Tab key alone to the link, button, summary or field that says this or has this name."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                "what => [document.activeElement.innerText?.trim(), document.activeElement.name].includes(what)", what
            ):
                return
        raise AssertionError(f"{what} was never focused")

    def enter(self, what: str) -> None:
        """Tab to it, then Enter, and the page that it leads to."""
        self.tab_to(what)
        self.enter_here()

    def finds_the_next_step(self) -> None:
        """The focus is on the main button as soon as the page is there, for a hand that presses Enter at once."""
        assert self.page.evaluate("document.activeElement.className") == "button main"

    def enter_here(self) -> None:
        """Enter where the focus is, and the page that it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    # --- The same pages without waiting for a picture of them: what a colleague does for the tenth time today. ---------

    def see(self, path: str) -> str:
        """A page as text, with this person's session."""
        answer = self.page.request.get(f"{self.address}{path}")
        assert answer.status == 200, (path, answer.status)
        return unescape(answer.text())

    def send(self, page: str, action: str, **form: str) -> str:
        """A form of a page; the page that answers it."""
        token = _TOKEN.search(self.see(page))
        assert token is not None, page
        answer = self.page.request.post(f"{self.address}{action}", form={"token": token[1], **form})
        assert answer.status == 200, (action, answer.status)
        return unescape(answer.text())

    def press_at_loket(self, button: str) -> str:
        """A button of the loket as its page stands now; the page that answers."""
        now = _NOW.search(self.see("/meja/loket"))
        assert now is not None
        return self.send("/meja/loket", "/meja/loket/tekan", tombol=button, kini=now[1])

    def call_next(self) -> str | None:
        """The number that is called, served at once; None: nobody waits any more."""
        called = _AT_LOKET.search(self.press_at_loket("berikutnya"))
        if called is None or not re.match(r"[A-Z]-\d", called[1]):
            return None
        self.press_at_loket("layani")
        return called[1]

    def move(self, request: str, old: str, *steps: str, note: str = "") -> None:
        """Steps of a request on its page, each from the one before."""
        for new in steps:
            path = f"/meja/{request}"
            page = self.send(path, f"{path}/status", dari=old, ke=new, catatan=note)
            assert "Tersimpan" in page
            old = new


@dataclass
class Street:
    """Residents who come to one kiosk, a minute after each other; who they are is made up."""

    kiosk: KioskWorld
    first: int  # where this kiosk's people begin in the list of names
    requests: list[str] = field(default_factory=list)  # ids
    tickets: list[str] = field(default_factory=list)

    def letters(self, count: int) -> None:
        """Each asks for a letter."""
        for _ in range(count):
            at = self.first + len(self.requests)
            nik = f"167102540389{at + 1:04}"
            self._submit(nama=name(at), nik=nik)

    def complaint(self) -> None:
        """Somebody complains, and wants their name kept."""
        self._submit(service_id="J01")

    def numbers(self, count: int) -> None:
        """Each only wants to speak with somebody."""
        self.tickets += [take(self.kiosk, "petugas") for _ in range(count)]

    def _submit(self, **what: Any) -> None:
        self.kiosk.clock.ms += MINUTE
        [one] = self.kiosk.submit(**what)
        self.requests.append(one.permohonan.id)
        self.tickets.append(one.permohonan.ticket)


def name(at: int) -> str:
    """The made-up name of a resident."""
    return f"{_FIRST[at % len(_FIRST)]} {_LAST[at // len(_FIRST)]}"


def pass_time(office: OfficeWorld, people: list[Person], minutes: int) -> None:
    """The office's clock goes on, 20 minutes at a time: nobody is away so long that their session would end."""
    for _ in range(minutes // 20):
        office.clock.ms += 20 * MINUTE
        for one in people:
            one.see("/meja/akun/saya")
