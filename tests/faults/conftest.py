"""What faults are made with here, or why they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import failing
from tests.faults.rig import Rig, Told


@pytest.fixture(scope="session")
def _library(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    try:
        return failing.library(tmp_path_factory.mktemp("failing"))
    except failing.NoCompiler:
        return None


@pytest.fixture(scope="session")
def _rig(_library: Path | None) -> Iterator[Rig]:
    with Rig(_library) as rig:
        yield rig


@pytest.fixture
def library(_library: Path | None) -> None:
    """Makes the n-th write of a kiosk fail: for tests whose orders have a fault."""
    if _library is None:
        pytest.skip("no C compiler is here")


@pytest.fixture
def kiosks(_rig: Rig) -> Rig:
    """Lives of kiosks, of which nothing was heard yet."""
    _rig.told = Told()
    return _rig
