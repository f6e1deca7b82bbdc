"""Whoever goes away leaves an empty screen behind; whoever is still there is asked first, and keeps everything by any sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.app.tour_command import sample_world
from kiosk.config import Privacy
from kiosk.domain import session as flow
from kiosk.domain.session import Look
from tests.ui.conftest import PORTRAIT
from ui.app import Options
from ui.tour.driver import Driver, driven
from ui.tour.stations import Station, stations
from ui.viewmodels.flow import Timing
from ui.voice import Silent

FAST = Timing(1, 40, 41)
"""So short that no test waits; the true seconds are those of the settings."""
AFTER_A_LONG_TIME = Timing(1, 86_400_000)
"""The question comes at once and stays."""


@pytest.fixture
def driver() -> Iterator[Driver]:
    QAccessible.setActive(True)
    with sample_world() as world:
        options = Options(
            windowed=True, size=PORTRAIT, idle_warning_s=86_400, motion=False, output=lambda _gain: Silent()
        )
        with driven(world, options, Driver) as somebody:
            yield somebody


def go(driver: Driver, name: str, look: Look = Look()) -> None:
    """Somebody stands at this station."""
    _go(driver, next(one for one in stations(driver.world.context) if one.name == name), look)


def _go(driver: Driver, station: Station, look: Look = Look()) -> None:
    driver.screen.flow.timing = Timing(86_400_000, 86_400_000)
    driver.begin("id", look)
    station.go(driver)
    driver.settle()


def one_of_each_page(driver: Driver) -> list[Station]:
    """Of questions and results one of each kind, and every sheet that opens over a page."""
    kept: dict[object, Station] = {}
    for station in stations(driver.world.context):
        kind: object = station.page
        if station.page is flow.Asking:
            kind = station.twin[0].fields[0].__class__ if isinstance(station.twin, tuple) else station.name
        if station.name != "question-idle":
            kept.setdefault(kind, station)
    return list(kept.values())


def asked(driver: Driver) -> bool:
    """Whether "Masih di sini?" is on the screen."""
    return any(item.objectName() == "idle" for item in driver.items())


def wait_until_asked(driver: Driver) -> None:
    driver.screen.flow.timing = AFTER_A_LONG_TIME
    driver.screen.kiosk.stay()
    driver.wait(lambda: asked(driver), "the question")


@pytest.mark.survives(28)
def test_on_every_page_somebody_is_asked_before_it_is_emptied(driver: Driver) -> None:
    empty = flow.Session()
    for station in one_of_each_page(driver):
        _go(driver, station)
        kiosk = driver.screen.kiosk
        if station.page in (flow.Attract, flow.Sending):
            assert _time_left(driver) is None, station.name
            continue
        questions: list[bool] = []
        kiosk.idleChanged.connect(lambda questions=questions: questions.append(asked(driver)))
        driver.screen.flow.timing = FAST
        kiosk.stay()
        driver.wait(lambda: driver.screen.flow.session == empty, f"the wipe of {station.name}")
        assert True in questions, f"{station.name} was emptied without a question"
        driver.settle()
        assert not asked(driver)


def _touch(driver: Driver) -> None:
    finger = QTest.createTouchDevice()
    window = driver.screen.window
    QTest.touchEvent(window, finger).press(0, QPoint(20, 900), window).commit()
    QTest.touchEvent(window, finger).release(0, QPoint(20, 900), window).commit()


SIGNS: dict[str, Callable[[Driver], object]] = {
    "a touch": _touch,
    "a click": lambda driver: QTest.mouseClick(driver.screen.window, Qt.MouseButton.LeftButton, pos=QPoint(20, 900)),
    "a key": lambda driver: QTest.keyClick(driver.screen.window, Qt.Key.Key_Right),
}


@pytest.mark.parametrize("sign", list(SIGNS))
def test_any_sign_keeps_every_page_and_everything_on_it(driver: Driver, sign: str) -> None:
    for station in one_of_each_page(driver):
        if station.page in (flow.Attract, flow.Sending):
            continue
        _go(driver, station)
        session = driver.screen.flow.session
        wait_until_asked(driver)
        driver.screen.flow.timing = Timing(86_400_000, 86_400_000)
        SIGNS[sign](driver)
        driver.settle()
        assert not asked(driver), f"{station.name}, {sign}"
        assert driver.screen.flow.session == session, f"{sign} did something beneath the question on {station.name}"


def test_the_button_of_the_question_and_the_guide_keep_the_page(driver: Driver) -> None:
    go(driver, "step-D18-nama-filled", Look(voice=True))
    session = driver.screen.flow.session
    for choose in (driver.screen.kiosk.stay, driver.screen.guide.choose):
        wait_until_asked(driver)
        driver.screen.flow.timing = Timing(86_400_000, 86_400_000)
        if choose is not driver.screen.kiosk.stay:
            driver.screen.voice.stop()
            driver.screen.guide.next()
        choose()
        driver.wait(lambda: not asked(driver), "the page")
        assert driver.screen.flow.session == session


def test_a_key_that_is_held_down_is_presence(driver: Driver) -> None:
    go(driver, "step-D18-nama")
    window = driver.screen.window
    driver.screen.flow.timing = Timing(5_000, 5_000)
    driver.screen.kiosk.stay()
    _let_pass(driver, 4_000)
    QTest.keyPress(window, Qt.Key.Key_B)
    assert _idle(driver).interval() == 5_000, "it begins anew"


def test_speech_is_presence_until_it_ends(driver: Driver) -> None:
    go(driver, "step-D18-nama-filled", Look(voice=True))
    driver.screen.flow.timing = Timing(5_000, 5_000)
    driver.screen.kiosk.stay()
    driver.screen.voice.say(["Satu.", "Dua."], "id")
    for sentence in ("Satu.", "Dua."):
        _let_pass(driver, 5_000)
        driver.wait(lambda sentence=sentence: driver.screen.voice.caption == sentence, sentence)
        assert _idle(driver).interval() == 10_000, "who listens has twice the time"


def test_a_request_on_its_way_is_never_broken_off(driver: Driver) -> None:
    go(driver, "sending")
    driver.screen.flow.timing = FAST
    driver.screen.kiosk.stay()
    assert _time_left(driver) is None
    assert isinstance(driver.screen.flow.session.page, flow.Sending)
    driver.begin("id", Look())


def test_the_seconds_are_those_of_the_settings() -> None:
    privacy = Privacy()
    assert Timing(privacy.idle_warning_s * 1000, privacy.idle_wipe_s * 1000) == Timing()
    assert privacy.idle_wipe_s >= 20, "WCAG 2.2.1: twenty seconds to say that one is still there"


def _idle(driver: Driver) -> QTimer:
    """The clock that runs while nothing happens."""
    timer: QTimer = driver.screen.kiosk._idle
    return timer


def _time_left(driver: Driver) -> int | None:
    """Milliseconds to the question; None when it will never come."""
    timer = _idle(driver)
    return timer.remainingTime() if timer.isActive() else None


def _let_pass(driver: Driver, ms: int) -> None:
    """So much of the time is over, without waiting for it."""
    timer = _idle(driver)
    timer.start(timer.interval() - ms)
