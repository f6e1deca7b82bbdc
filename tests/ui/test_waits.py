"""The wait at the office's lokets, on the page with the number."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF

from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.events import WaitTold
from kiosk.domain.session import Look
from kiosk.store import waits
from kiosk.usecases.context import Context
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.test_paper import Sender, send

__all__ = ["send"]


@pytest.fixture
def told(context: Context, clock: FixedClock) -> None:
    """The office said a minute ago how long it takes."""
    news = [WaitTold(group, 10, 20, 4, clock.ms - 60_000) for group in ("surat", "petugas")]
    context.store.transaction(lambda db: waits.keep(db, news))


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("text", ["normal", "large", "largest"])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_wait_stands_beside_the_number(open_screen: Opener, send: Sender, size: tuple[int, int], text: str) -> None:
    """Below what it is for; number and code stay above the fold."""
    screen, resident = open_screen(size=size, look=Look(text))
    send(screen, resident)
    resident.wait_sees("Perkiraan tunggu 10–20 menit (data pukul ")
    screen.window.grabWindow()
    for name in ("wait", "ticket", *(["code"] if text == "normal" else [])):
        item: Any = resident.item(name)
        assert QRectF(0, 0, *size).contains(item.mapRectToScene(item.boundingRect()))


@pytest.mark.usefixtures("told")
def test_it_follows_the_language_and_goes_with_the_resident(open_screen: Opener, context: Context) -> None:
    """A number without a form has it too; the next resident sees nothing of it."""
    screen, resident = open_screen()
    screen.flow.send(flow.WantNumber())
    screen.flow.send(flow.TakeNumber("petugas"))
    resident.wait_page("done")
    resident.wait_sees("Perkiraan tunggu 10–20 menit")
    screen.flow.send(flow.Speak("en"))
    resident.wait_sees("Expected wait 10–20 minutes")
    screen.flow.send(flow.Finish())
    assert screen.kiosk.done.wait == ""


def test_without_news_the_page_is_as_ever(open_screen: Opener, send: Sender) -> None:
    """No line, and no gap where it would stand."""
    screen, resident = open_screen()
    send(screen, resident)
    assert "wait" not in [item.objectName() for item in resident.items()]
