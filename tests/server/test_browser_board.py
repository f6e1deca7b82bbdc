"""The board in a real Chromium: for days without reload, calls one after the other, back by itself when the server was away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import expect

from tests.server.test_antrean import Desk
from tests.server.test_browser import CHROMIUM, chromium
from tests.sync.world import OfficeWorld, listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]

__all__ = ["chromium"]

FAKE = """
window.lines = [];
window.EventSource = class extends EventTarget {
  constructor(address) { super(); this.address = address; this.readyState = 1; window.lines.push(this); }
  close() { this.readyState = 2; }
};
window.EventSource.CLOSED = 2;
window.send = (kind, data) => {
  const event = new MessageEvent(kind, { data: JSON.stringify(data) });
  window.lines.at(-1).dispatchEvent(event);
};
"""


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A TV of 1366 x 768. What its console says is in `page.said`."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


@contextmanager
def serving(office: OfficeWorld, port: int = 0) -> Iterator[int]:
    """The office's server, which goes when the test wants it, whoever hangs on it."""
    with listening(port) as listener:
        config = uvicorn.Config(office.app, log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def call(at: int, now: int, loket: int = 1) -> dict[str, Any]:
    number = f"A-{at % 1000:03}"
    caption = f"Nomor antrean {number}, silakan ke loket {loket}."
    return {"key": f"{at}:1", "number": number, "loket": str(loket), "at": now, "caption": caption, "say": []}


def board(*calls: dict[str, Any], waiting: int = 3) -> dict[str, Any]:
    groups = [
        {
            "title": title,
            "next": [f"{letter}-{at:03}" for at in range(waiting)],
            "waiting": waiting,
            "wait": "10–20 menit",
        }
        for letter, title in (("A", "Surat keterangan"), ("B", "Pengaduan dan saran"), ("C", "Bicara dengan petugas"))
    ]
    return {"office": "x", "calls": list(calls), "groups": groups, "notices": ["Siapkan KTP Anda."], "lokets": 2}


def test_the_board_comes_back_by_itself(office: OfficeWorld, page: Any) -> None:
    """The server is gone and comes back: the board says so in small words, goes on, and was never loaded again."""
    desk = Desk(office)
    desk.issue()
    with serving(office) as port:
        page.goto(f"http://127.0.0.1:{port}/papan?kantor={office.keys.code}")
        page.evaluate("window.same = true")
        desk.next()
        expect(page.locator("#number")).to_have_text("V-001")
        expect(page.locator("#loket")).to_have_text("Loket 1")
        assert page.said == []
    expect(page.get_by_text("Menyambung kembali")).to_be_visible()
    desk.issue()
    desk.next()
    with serving(office, port):
        expect(page.locator("#number")).to_have_text("V-002", timeout=20_000)
        expect(page.get_by_text("Menyambung kembali")).to_be_hidden()
        assert page.evaluate("window.same")
    assert {text for text in page.said if "net::ERR_" not in text} == set()


def test_thousands_of_calls_leave_nothing_behind(office: OfficeWorld, page: Any) -> None:
    """A week of calls: not one node, listener or line more than in the first minute, and no memory to speak of."""
    page.add_init_script(FAKE)
    with serving(office) as port:
        page.goto(f"http://127.0.0.1:{port}/papan?kantor={office.keys.code}")
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable")

        def push(first: int, last: int) -> dict[str, float]:
            page.evaluate(
                """([first, last, make]) => {
                  for (let at = first; at < last; at++) {
                    const text = make.replaceAll("@", String(at % 1000).padStart(3, "0")).replaceAll("#", at);
                    window.send("keadaan", JSON.parse(text));
                    if (at % 10 === 0) window.send("detak", Date.now());
                  }
                }""",
                [first, last, _template()],
            )
            tools.send("HeapProfiler.collectGarbage")
            found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
            return {name: found[name] for name in ("Nodes", "JSEventListeners", "JSHeapUsedSize")}

        before = push(0, 200)
        after = push(200, 3_200)
        expect(page.locator("[data-call] span").first).to_have_text("A-199")
    assert after["Nodes"] <= before["Nodes"]
    assert after["JSEventListeners"] <= before["JSEventListeners"]
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + 1_000_000
    assert page.evaluate("window.lines.length") == 1
    assert page.said == []


def test_two_calls_at_once_are_said_one_after_the_other(office: OfficeWorld, page: Any) -> None:
    """Each has its time in large letters and in the caption; what was called before the board was opened is only shown."""
    page.clock.install()
    page.add_init_script(FAKE)
    with serving(office) as port:
        page.goto(f"http://127.0.0.1:{port}/papan?kantor={office.keys.code}")
        now = page.evaluate("Date.now()")
        old, one, two = call(1, now), call(2, now), call(3, now, loket=2)
        page.evaluate("data => send('keadaan', data)", board(old))
        expect(page.locator("#number")).to_have_text("A-001")
        expect(page.locator("#caption")).to_be_hidden()
        page.evaluate("data => send('keadaan', data)", board(two, one, old))
        expect(page.locator("#caption")).to_have_text("Nomor antrean A-002, silakan ke loket 1.")
        expect(page.locator("#number")).to_have_text("A-002")
        page.clock.run_for(7_500)
        expect(page.locator("#number")).to_have_text("A-003")
        expect(page.locator("#loket")).to_have_text("Loket 2")
        expect(page.locator("#caption")).to_have_text("Nomor antrean A-003, silakan ke loket 2.")
        page.clock.run_for(7_500)
        expect(page.locator("#caption")).to_be_hidden()
        expect(page.locator("#number")).to_have_text("A-003")
        expect(page.locator("[data-call] span").first).to_have_text("A-002")
        late = {**call(4, now - 600_000), "key": "late"}
        page.evaluate("data => send('keadaan', data)", board(two, one, late))
        expect(page.locator("#caption")).to_be_hidden()
    assert page.said == []


def test_a_silent_line_is_given_up(office: OfficeWorld, page: Any) -> None:
    """A cable that was pulled says nothing: after half a minute without a beat the board connects again."""
    page.clock.install()
    page.add_init_script(FAKE)
    with serving(office) as port:
        page.goto(f"http://127.0.0.1:{port}/papan?kantor={office.keys.code}")
        for _ in range(3):
            page.clock.run_for(20_000)
            page.evaluate("send('detak', Date.now())")
        assert page.evaluate("window.lines.length") == 1
        page.clock.run_for(32_000)
        assert page.evaluate("window.lines.map(line => line.readyState)") == [2, 1]
        expect(page.get_by_text("Menyambung kembali")).to_be_visible()
        page.evaluate("send('detak', Date.now())")
        expect(page.get_by_text("Menyambung kembali")).to_be_hidden()
    assert page.said == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_everything_stands_on_the_screen(office: OfficeWorld, page: Any, width: int, height: int) -> None:
    """Nothing is cut off, nothing covers anything, and the smallest word is large enough for the last row of chairs."""
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(FAKE)
    with serving(office) as port:
        page.goto(f"http://127.0.0.1:{port}/papan?kantor={office.keys.code}")
        now = page.evaluate("Date.now()")
        page.evaluate(
            "data => send('keadaan', data)", board(*(call(at, now, 12) for at in range(888, 894)), waiting=28)
        )
        boxes = page.evaluate(
            """() => [...document.querySelectorAll("#number, #loket, [data-call], [data-group], #notice, #clock")].map(node => {
              const box = node.getBoundingClientRect();
              return [box.left, box.top, box.right, box.bottom];
            })"""
        )
        small = page.evaluate(
            """() => Math.min(...[...document.querySelectorAll("body *")].filter(node => node.textContent.trim()
                 && node.checkVisibility() && !["STYLE", "SCRIPT", "NOSCRIPT"].includes(node.tagName))
                 .map(node => parseFloat(getComputedStyle(node).fontSize)))"""
        )
    assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in boxes)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (one, other)
    assert small >= height / 64
    assert page.said == []


def _template() -> str:
    """A board whose newest call is number @, key #."""
    made = board({**call(0, 0), "key": "#", "number": "A-@", "at": 1e15}, *(call(at, 0) for at in range(193, 198)))
    return json.dumps(made)
