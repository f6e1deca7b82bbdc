"""What the tests of the server share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.world import KioskWorld, OfficeWorld, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        yield made


@pytest.fixture
def office(world: World) -> OfficeWorld:
    return world.office()


@pytest.fixture
def kiosk(world: World, office: OfficeWorld) -> KioskWorld:
    return world.kiosk(office)
