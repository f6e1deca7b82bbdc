"""What every story starts from: a kiosk of a made-up office with the real store, and the key that office keeps."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nacl import pwhash

# Before any import of Qt: without a display there is nothing else it could start on.
if not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from kiosk import sealing
from kiosk.catalog_files import load_catalog
from kiosk.clock import FixedClock
from kiosk.domain.antrean import letters
from kiosk.domain.catalog import Catalog
from kiosk.domain.code import new_kiosk_id
from kiosk.domain.office import Office
from kiosk.store.database import Store
from kiosk.usecases.context import Context, Kiosk
from kiosk.wilayah import Wilayah

NOON_MS = int(datetime(2026, 11, 21, 5, 0, tzinfo=UTC).timestamp() * 1000)
"""Saturday, 21 November 2026, 12.00 WIB."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first: who broke something hears of it soon. Before them what looks at every object of the process, while
    there are few.
    """
    items.sort(key=lambda item: (item.path.name != "test_leaving.py", item.get_closest_marker("slow") is not None))


@dataclass(frozen=True)
class OfficeKeys:
    """The private halves that only the office has."""

    seal: bytes
    sign: bytes
    office: Office


@pytest.fixture(scope="session", autouse=True)
def guessing_is_cheap() -> None:
    """Argon2 takes 0.1 s on purpose; nobody guesses here, and thousands of tests make a PIN and a password each."""
    pwhash.argon2id.OPSLIMIT_INTERACTIVE = pwhash.argon2id.OPSLIMIT_MIN
    pwhash.argon2id.MEMLIMIT_INTERACTIVE = pwhash.argon2id.MEMLIMIT_MIN
    pwhash.argon2id.OPSLIMIT_MODERATE = pwhash.argon2id.OPSLIMIT_MIN
    pwhash.argon2id.MEMLIMIT_MODERATE = pwhash.argon2id.MEMLIMIT_MIN


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped services."""
    return load_catalog()


@pytest.fixture(scope="session")
def regions() -> Wilayah:
    """The real list of regions."""
    return Wilayah()


def new_office() -> OfficeKeys:
    """A made-up office."""
    seal, sign = sealing.new_sealing_key(), sealing.new_signing_key()
    office = Office(
        code="16.71.02.1003",
        name="Kelurahan 26 Ilir",
        seal_key=sealing.seal_public(seal),
        sign_key=sealing.sign_public(sign),
        code_salt=os.urandom(32),
    )
    return OfficeKeys(seal, sign, office)


@pytest.fixture
def office_keys() -> OfficeKeys:
    """A made-up office of this test."""
    return new_office()


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock(NOON_MS)


@pytest.fixture
def context(
    tmp_path: Path, office_keys: OfficeKeys, catalog: Catalog, regions: Wilayah, clock: FixedClock
) -> Iterator[Context]:
    """One kiosk of that office, ready for a resident."""
    data = tmp_path / "kiosk"
    data.mkdir()
    with Store.open(data) as store:
        kiosk = Kiosk(new_kiosk_id(secrets.randbelow), office_keys.office, sealing.new_signing_key(), letters("A-E"))
        yield Context(store, kiosk, catalog, regions, clock)


@pytest.fixture
def run_kiosk(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs one `kiosk` command in this process: exit code, stdout, stderr."""
    from kiosk.app.cli import run

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="session")
def qapp() -> Any:
    """The program's own instead of pytest-qt's, which has widgets and does not take another for its own."""
    from ui.app import application

    return application()
