"""What the commands, the list of the maintenance page and the tray of the printer say about paper is one story."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk import log
from kiosk.app import bootstrap
from kiosk.app.machinery import Machinery
from printers.simulator import Simulator
from tests.stories.conftest import Office, StoryKiosk

SETTINGS = """[printer]
url = "{url}"
width = "58mm"
"""


def tried(kiosk: StoryKiosk, *options: str) -> tuple[int, list[dict[str, Any]]]:
    """One `kiosk print`, whatever its exit code."""
    code, out, err = kiosk.run("print", *options, "--data", kiosk.data, "--json")
    assert out, err
    return code, json.loads(out)["jobs"]


def sheets(tray: Simulator, ticket: str) -> list[str]:
    """The whole sheets with this number that lie in the tray, as "first" or "copy"."""
    return [
        "copy" if "SALINAN" in slip.text else "first" for slip in tray.slips if slip.complete and ticket in slip.text
    ]


@pytest.mark.slow
@pytest.mark.survives(7)
def test_commands_page_and_tray_tell_one_story(
    office: Office, make_kiosk: Callable[..., StoryKiosk], printer: Simulator
) -> None:
    """A morning with an empty roll, one that ends in the middle, a copy, and a slip that a petugas takes out."""
    kiosk = make_kiosk(office, settings=SETTINGS.format(url=printer.url))
    told: dict[int, tuple[str, str | None]] = {}

    def note(jobs: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
        told.update({job["id"]: (job["state"], job["reason"]) for job in jobs})
        return [(job["state"], job["reason"]) for job in jobs]

    # Bu Sri: all is well.
    sri = kiosk.submit("D18")
    code, jobs = tried(kiosk, "--pending")
    assert (code, note(jobs)) == (0, [("confirmed", None)])
    assert sheets(printer, sri["ticket"]) == ["first"]

    # Pak Darto: the roll is empty, he leaves with the number from the screen; after the new roll his slip comes.
    printer.paper_out()
    darto = kiosk.submit("D18")
    code, jobs = tried(kiosk, "--pending")
    assert (code, note(jobs)) == (3, [("waiting", "paper_out")])
    assert sheets(printer, darto["ticket"]) == []
    printer.refill()
    code, jobs = tried(kiosk)
    assert (code, note(jobs)) == (0, [("confirmed", None)])
    assert sheets(printer, darto["ticket"]) == ["first"]

    # Mbak Ayu: the roll ends in the middle. Nothing comes by itself; her copy is marked.
    printer.run_out_after(400)
    ayu = kiosk.submit("D18")
    code, jobs = tried(kiosk, "--pending")
    assert (code, note(jobs)) == (3, [("failed", "paper_out")])
    printer.refill()
    printer.wait_until_idle(5)
    assert tried(kiosk, "--pending") == (0, [])
    assert sheets(printer, ayu["ticket"]) == []
    code, jobs = tried(kiosk, "--reprint", ayu["code"])
    assert (code, note(jobs)) == (0, [("confirmed", None)])
    assert sheets(printer, ayu["ticket"]) == ["copy"]

    # Somebody without patience: the petugas takes the slip out of the queue, and it never comes.
    printer.cover_open()
    gone = kiosk.submit("D18")
    code, jobs = tried(kiosk, "--pending")
    assert (code, note(jobs)) == (3, [("waiting", "cover_open")])
    log.set_up(kiosk.data)  # as `kiosk run` does before the page opens
    with bootstrap.machine(kiosk.data) as machine:
        page = Machinery(machine)
        assert page.cancel_print(jobs[0]["id"])
        assert not page.cancel_print(jobs[0]["id"])
        told[jobs[0]["id"]] = ("failed", "cancelled")
        shown = {job.id: (job.state.value, job.reason.value if job.reason else None) for job in page.recent_prints()}
        assert page.pending().prints == 0
    log.close()
    printer.cover_close()
    assert tried(kiosk, "--pending") == (0, [])
    assert sheets(printer, gone["ticket"]) == []

    # The same from all sides.
    _, recent = tried(kiosk, "--recent")
    assert shown == told == {job["id"]: (job["state"], job["reason"]) for job in recent}
    whole = [slip for slip in printer.slips if slip.complete]
    assert len(whole) == sum(state == "confirmed" for state, _ in told.values())
    for resident in (sri, darto, ayu, gone):
        assert kiosk("track", resident["code"])["ticket"] == resident["ticket"]
