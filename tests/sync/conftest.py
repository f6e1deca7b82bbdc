"""What the tests of the wire share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import content_files
from kiosk.app import bootstrap
from kiosk.catalog_files import load_catalog
from kiosk.content_files import load_content
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from tests import postgres
from tests.postgres import Cluster
from tests.sync.world import KioskWorld, OfficeWorld, World, shipped, shipped_content

_BOTH = frozenset(
    f"test_{name}.py"
    for name in (
        "blobs",
        "exchange",
        "feed",
        "files",
        "keys",
        "orders",
        "rescue",
        "restored",
        "together",
        "usb",
        "witness",
    )
)
"""What the office's half does with its database; the others look at the kiosk's half, and SQLite is enough for them."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What the server does is shown on SQLite and on PostgreSQL."""
    if metafunc.definition.path.name in _BOTH:
        on_both(metafunc)


def on_both(metafunc: pytest.Metafunc) -> None:
    """A test that has an office is two tests, one on each database."""
    named = any(mark.args[0] == "cluster" for mark in metafunc.definition.iter_markers("parametrize"))
    if "cluster" in metafunc.fixturenames and not named:
        metafunc.parametrize("cluster", ["sqlite", "postgresql"], indirect=True, scope="module")


@pytest.fixture(autouse=True)
def shipped_services_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes most of a kiosk's start is the same for all of them; an office's own files are read each time."""

    def load(**own: Any) -> Catalog:
        return load_catalog(**own) if any(own.values()) else shipped()

    def content(catalog: Catalog, *, office: Path | None = None, **own: Any) -> Content:
        if catalog is shipped() and not any(own.values()) and not (office and office.exists()):
            return shipped_content()
        return load_content(catalog, office=office, **own)

    for module in (bootstrap, content_files):
        monkeypatch.setattr(module, "load_catalog", load)
        monkeypatch.setattr(module, "load_content", content)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One for each process of the tests: made in 0.6 s, and a database in it in 25 ms."""
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.cluster() as made:
        yield made


@pytest.fixture(scope="module")
def cluster(request: pytest.FixtureRequest) -> Cluster | None:
    """Where offices have their databases; none: in files."""
    found: Cluster | None = None
    if getattr(request, "param", "sqlite") == "postgresql":
        found = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def world(tmp_path: Path, cluster: Cluster | None) -> Iterator[World]:
    with World(tmp_path, cluster) as made:
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
