"""Nothing of one resident is visible to the next."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from kiosk.app.tour_command import sample_world
from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from tests.ui.conftest import PORTRAIT, Opener
from tests.ui.searching import Search
from tests.ui.stranger import Stranger
from ui.app import ROOT, Options, Screen, application
from ui.resident import Resident
from ui.tour.driver import driven
from ui.tour.stations import Station, stations
from ui.viewmodels.flow import Timing
from ui.voice import Silent

DOMISILI = "surat_keterangan_domisili"


Leaving = Callable[[Stranger], object]


def finish(stranger: Stranger) -> None:
    """ "Selesai"."""
    stranger.send(flow.Finish())


def walk_off(stranger: Stranger) -> None:
    """Nobody answers "Masih di sini?"."""
    shared, kiosk = stranger.screen.flow, stranger.screen.kiosk
    shared.timing, usual = Timing(0, 1), shared.timing
    kiosk.stay()
    stranger.wait(lambda: isinstance(shared.session.page, flow.Attract), "the wipe")
    shared.timing = usual


def _stranger() -> Iterator[Stranger]:
    """Goes to every page with values of their own."""
    QAccessible.setActive(True)
    with sample_world() as world:
        options = Options(
            windowed=True, size=PORTRAIT, idle_warning_s=86_400, motion=False, output=lambda _gain: Silent()
        )
        with driven(world, options, Stranger) as somebody:
            yield somebody


stranger = pytest.fixture(_stranger, name="stranger")


def _go(stranger: Stranger, station: Station, look: Look = Look()) -> None:
    stranger.begin("id", look)
    station.go(stranger)
    stranger.settle()
    stranger.leave_more()
    stranger.settle()


def _with_something_to_leave(stranger: Stranger) -> Iterator[Station]:
    """Every kind of page and every type of field once, as full as it can be. What only informs holds nothing of anybody."""
    silent = (flow.Shelf, flow.InformationShown, flow.Reading, flow.Trouble, flow.ServiceShown, flow.Privacy)
    met: set[object] = set()
    for station in stations(stranger.world.context):
        new = _kinds(station) - met
        if new and station.page not in silent:
            met |= new
            yield station


def _kinds(station: Station) -> set[object]:
    match station.shape:
        case None:
            # Voice mode shows pages in another way; the others differ in what the printer or the office said.
            alone = station.voice or station.page is flow.TrackResult
            return {station.name if alone else station.name.partition("-")[0]}
        case (tuple() as layouts, "filled"):
            return {kind for kind, *_ in layouts}
        case (tuple(), _):
            return set()
        case shape:
            return {shape}


def _left(stranger: Stranger, search: Search, station: Station) -> list[str]:
    """What can still be found of whoever stood there."""
    everything = stranger.unique | stranger.shown
    seen = search.on_screen(everything)
    held = search.in_python(stranger.unique)
    left = [f"{station.name}: {everything[one]} on the screen, {place}" for one, place in seen.items()]
    left += [f"{station.name}: {everything[one]} in Python, {place}" for one, place in held.items()]
    return left


SHOWN = {"text", "search", "nik", "phone", "money", "date", "code", "ticket", "note"}


def _left_anywhere() -> list[str]:
    """Goes to every kind of page, leaves, and tells what is left: the body of the next test."""
    left, met = list[str](), set[str]()
    with contextmanager(_stranger)() as stranger:
        search = Search(stranger.screen)
        for station in _with_something_to_leave(stranger):
            _go(stranger, station)
            if met != SHOWN:
                everything = stranger.unique | stranger.shown
                met |= {everything[one] for one in search.on_screen(everything)}
            finish(stranger)
            # A request that is on its way has to be kept until it is on the disk.
            stranger.let_go()
            stranger.settle()
            left += _left(stranger, search, station)
    return left + [f"the search does not find what is shown: {one}" for one in sorted(SHOWN - met)]


_SEARCHED: Final = (
    # "Selesai" is tried on every page above; here once.
    ("review-D12", finish),
    ("step-D18-keperluan-filled", walk_off),
    ("step-J01-titik-filled", walk_off),
    ("step-J01-foto-filled", walk_off),
    ("review-D12", walk_off),
    ("search-found", walk_off),
    ("pin", walk_off),
)


def _left_in_memory() -> list[str]:
    """Looks for everything of a resident before and after they leave: the body of the test after the next."""
    left = list[str]()
    with contextmanager(_stranger)() as stranger:
        search = Search(stranger.screen)
        known = {one.name: one for one in stations(stranger.world.context)}
        for name, leave in _SEARCHED:
            _go(stranger, known[name])
            unseen = stranger.unique.keys() - search.in_python(stranger.unique).keys()
            left += [f"{name}: the search does not find what is there: {stranger.unique[one]}" for one in unseen]
            left += [] if stranger.unique else [f"{name}: nothing was entered"]
            leave(stranger)
            stranger.settle()
            left += _left(stranger, search, known[name])
    return left


def _told(looks: Callable[[], list[str]]) -> tuple[int, str, str]:
    """What it tells in a process of its own: among thousands of other tests the search takes three times as long."""
    command = [sys.executable, "-m", __name__, looks.__name__]
    looked = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=500)
    return looked.returncode, looked.stdout, looked.stderr


@pytest.mark.slow
@pytest.mark.survives(28, 29)
def test_after_selesai_no_value_of_any_page_is_left_in_any_object() -> None:
    assert _told(_left_anywhere) == (0, "", "")


@pytest.mark.slow
def test_what_the_search_finds_in_memory_is_gone_after_the_wipe() -> None:
    assert _told(_left_in_memory) == (0, "", "")


@pytest.mark.survives(28)
def test_what_was_being_read_aloud_is_gone_with_the_resident(stranger: Stranger) -> None:
    screen, search = stranger.screen, Search(stranger.screen)
    station = next(one for one in stations(stranger.world.context) if one.name == "review-D12")
    _go(stranger, station, Look(voice=True))
    name = next(one for one, kind in stranger.unique.items() if kind == "text")
    screen.voice.say([name[::-1]], "id")
    stranger.wait(lambda: screen.voice.caption, "the first words")
    assert search.on_screen([name[-6:]]), "its first letters, before a full stop ends the sentence"
    finish(stranger)
    stranger.settle()
    assert _left(stranger, search, station) == []
    assert (screen.voice.caption, screen.guide.rest) == ("", "")


@pytest.mark.survives(29)
def test_nothing_typed_can_be_pasted_or_brought_back_by_the_next_resident(stranger: Stranger) -> None:
    window, clipboard = stranger.screen.window, QGuiApplication.clipboard()
    station = next(one for one in stations(stranger.world.context) if one.name == "step-D18-nama")
    for name in ("Siti", ""):
        stranger.begin("id", Look())
        station.go(stranger)
        stranger.settle()
        box = next(item for item in stranger.items() if item.inherits("QQuickTextInput"))
        box.forceActiveFocus()
        for letter in name:
            QTest.keyClick(window, letter)
        assert box.property("text") == name
        assert box.property("canUndo") is bool(name)
        for key in "ZYVV" if not name else "AC":
            QTest.keyClick(window, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier.ControlModifier)
            assert box.property("text") == name, f"after Ctrl+{key}"
        assert clipboard.text() == name
        finish(stranger)
        stranger.settle()
        assert clipboard.text() == ""


@pytest.mark.survives(29)
def test_pictures_of_an_answer_are_not_kept_by_the_cache_of_pictures(stranger: Stranger) -> None:
    seen = set()
    for station in stations(stranger.world.context):
        if station.name in ("step-J01-titik-filled", "step-J01-foto-filled", "done-confirmed"):
            _go(stranger, station)
            for item in stranger.items():
                source = item.property("source").toString() if item.inherits("QQuickImage") else ""
                if source.startswith(("image://answer/", "image://qr/")):
                    seen.add(station.name)
                    assert item.property("cache") is False, source.partition("/")[0]
    assert len(seen) == 3


def test_the_language_of_one_resident_is_not_the_next_ones(open_screen: Opener) -> None:
    screen, resident = open_screen()
    resident.tap("English")
    resident.wait_sees("Welcome")
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.tap("Finish, clear the screen")
    resident.wait_page("attract")
    assert resident.sees("Selamat datang")
    assert screen.kiosk.language == "id"


def test_a_resident_who_comes_after_midnight_is_asked_by_the_new_day(
    screen: Screen, resident: Resident, context: Context
) -> None:
    """The kiosk stood idle over midnight; yesterday's "today" would refuse this morning's date."""
    assert isinstance(context.clock, FixedClock)
    yesterday = screen.flow.today
    context.clock.ms += 24 * 3_600_000
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.wait(lambda: screen.flow.today > yesterday, "the new day")


if __name__ == "__main__":
    application()
    found = {one.__name__: one for one in (_left_anywhere, _left_in_memory)}[sys.argv[1]]()
    print("\n".join(found), end="")
    sys.exit(bool(found))
