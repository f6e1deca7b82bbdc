"""A whole office for stories: the `kelurahan` command as its own process, a printer simulator, kiosks enrolled with both."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from printers.simulator import Simulator

ROOT = Path(__file__).parents[2]
_ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


@dataclass
class Office:
    """The office's computer, as its petugas uses it: by commands."""

    data: Path
    url: str = ""

    def kelurahan(self, *arguments: str | Path) -> dict[str, Any]:
        """One `kelurahan` command with `--json`."""
        done = subprocess.run(
            [sys.executable, "-m", "sync.server", *map(str, arguments), "--data", str(self.data)],
            env=_ENV,
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        told = done.stdout.strip()
        return dict(json.loads(told)) if told.startswith("{") else {"said": told}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose server is not running: sticks only."""
    office = Office(tmp_path / "kelurahan")
    office.kelurahan("init", "--json")
    return office


@pytest.fixture
def serving_office(office: Office) -> Iterator[Office]:
    """The same with its server running on a free port."""
    with subprocess.Popen(
        [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--data", str(office.data)],
        env=_ENV,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout
            address = re.search(r"http://[0-9.:]+", server.stdout.readline())
            assert address
            office.url = address[0]
            yield office
        finally:
            server.terminate()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Simulator]:
    """A printer of our own making that answers like a real one."""
    with Simulator(tmp_path / "tray") as simulator:
        yield simulator


@dataclass
class StoryKiosk:
    """One kiosk, used by commands in this process."""

    data: Path
    run: Callable[..., tuple[int, str, str]]

    def __call__(self, *arguments: str | Path) -> dict[str, Any]:
        """One `kiosk` command with `--json` that must end with 0."""
        code, out, err = self.run(*arguments, "--data", self.data, "--json")
        assert code == 0, err
        return dict(json.loads(out))

    def submit(self, name: str, **changes: Any) -> dict[str, Any]:
        """Submits the sample of a service."""
        sample = {**json.loads(self.run("services", name, "--json")[1])["sample"], **changes}
        file = self.data.parent / f"{self.data.name}-answers.json"
        file.write_text(json.dumps(sample), "utf-8")
        told = self("submit", name, "--answers", file)
        file.unlink()
        return told


@pytest.fixture
def make_kiosk(tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]) -> Callable[..., StoryKiosk]:
    """Makes a kiosk enrolled with an office; `settings` is its config.toml."""

    def make(office: Office, name: str = "kiosk", settings: str = "") -> StoryKiosk:
        kiosk = StoryKiosk(tmp_path / name, run_kiosk)
        kiosk("init")
        (kiosk.data / "config.toml").write_text(settings)
        enrolment = tmp_path / f"{name}.json"
        office.kelurahan("enrol-kiosk", name, "--out", enrolment, "--url", office.url, "--json")
        kiosk("enrol", enrolment)
        enrolment.unlink()
        return kiosk

    return make
