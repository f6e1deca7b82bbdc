"""What the tests of the wire share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import content_files
from kiosk.app import bootstrap
from kiosk.catalog_files import load_catalog
from kiosk.domain.catalog import Catalog
from tests.sync.world import KioskWorld, OfficeWorld, World, shipped


@pytest.fixture(autouse=True)
def shipped_services_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes most of a kiosk's start is the same for all of them; an office's own files are read each time."""

    def load(**own: Any) -> Catalog:
        return load_catalog(**own) if any(own.values()) else shipped()

    for module in (bootstrap, content_files):
        monkeypatch.setattr(module, "load_catalog", load)


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


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
