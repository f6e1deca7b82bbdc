"""`run`, the front door: what it says to a newcomer, and that it says nothing when nothing is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "run", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_is_plain_posix_sh() -> None:
    assert (ROOT / "run").read_text().startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", ROOT / "run"], check=False).returncode == 0


@pytest.mark.parametrize("arguments", [(), ("dance",)])
def test_an_unknown_command_is_wrong_use_and_shows_what_there_is(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage: ./run COMMAND" in done.stderr


def test_help_names_every_command() -> None:
    done = run("help")
    assert done.returncode == 0
    assert done.stderr == ""
    for command in ("demo", "kiosk", "kelurahan", "serve", "test", "lint", "bench", "build", "sbom", "audit"):
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", ["kiosk", "kelurahan"])
def test_with_nothing_missing_only_the_command_speaks(command: str, tmp_path: Path) -> None:
    """Called from elsewhere, beside folders that bear our packages' names."""
    for name in ("kiosk", "sync"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong folder was taken')")
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.startswith("Usage:")


def test_without_apt_it_names_the_packages_and_stops(tmp_path: Path) -> None:
    """A distribution of another family, whose loader knows none of our libraries."""
    for tool in ("sh", "dirname", "cat", "cksum", "readlink", "id"):
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / tool).symlink_to(found)
    # The last ldconfig that PATH would reach is replaced by one that lists nothing.
    (tmp_path / "ldconfig").write_text("#!/bin/sh\n")
    (tmp_path / "ldconfig").chmod(0o755)
    done = run("kiosk", "--help", PATH=str(tmp_path))
    assert done.returncode == 3
    assert "please install these" in done.stderr
    assert "libegl1" in done.stderr
