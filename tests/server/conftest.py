"""The tests of the server start from the same office and kiosk as those of the wire, each on SQLite and on PostgreSQL."""

import pytest

from tests.sync.conftest import (
    cluster,
    kiosk,
    office,
    on_both,
    postgresql,
    shipped_services_are_read_once,
    stick,
    world,
)

__all__ = ["cluster", "kiosk", "office", "postgresql", "shipped_services_are_read_once", "stick", "world"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Only what a browser's JavaScript does is shown once: it does not know the database."""
    if not metafunc.definition.path.name.startswith("test_browser"):
        on_both(metafunc)
