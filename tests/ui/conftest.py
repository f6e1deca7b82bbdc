"""A screen, offscreen, around the real core; a resident in front of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from kiosk.usecases.context import Context

# Before anything of Qt: it reads these when it starts.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"


from tests.ui.machinery import TestMachinery
from ui.app import Options, Screen, build
from ui.resident import Resident

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
Opener = Callable[..., tuple[Screen, Resident]]


@pytest.fixture
def machinery() -> TestMachinery:
    return TestMachinery()


@pytest.fixture
def open_screen(context: Context, machinery: TestMachinery) -> Iterator[Opener]:
    """Opens screens with the options a test wants, of another kiosk where one is given, and closes them after it."""
    screens: list[Screen] = []

    def open_one(place: Context = context, **options: object) -> tuple[Screen, Resident]:
        machinery.hall.clock, machinery.hall.zone = place.clock, place.zone
        screen = build(place, machinery, Options(**{"size": PORTRAIT, "motion": False, **options}))  # type: ignore[arg-type]
        screens.append(screen)
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        return screen, resident

    yield open_one
    for screen in screens:
        screen.close()


@pytest.fixture
def screen_and_resident(open_screen: Opener) -> tuple[Screen, Resident]:
    return open_screen()


@pytest.fixture
def screen(screen_and_resident: tuple[Screen, Resident]) -> Screen:
    return screen_and_resident[0]


@pytest.fixture
def resident(screen_and_resident: tuple[Screen, Resident]) -> Resident:
    return screen_and_resident[1]


def begin(resident: Resident, service: str) -> None:
    """From the first page to the first question."""
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.tap("shelf-popular")
    resident.wait_page("shelf")
    resident.tap(f"service-{service}")
    resident.wait_page("service")
    resident.tap("next")
    resident.wait_page("privacy")
    resident.tap("consent")
    resident.tap("next")
    resident.wait_page("step")
