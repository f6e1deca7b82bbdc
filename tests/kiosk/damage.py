"""What happens to files of a database: every region of them, and files that are gone or something else."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

PAGE = 4096


def flip(path: Path, at: int, bit: int = 0) -> None:
    """One bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def garbage(path: Path, page: int, seed: int = 0) -> None:
    """A whole page of a file."""
    data = bytearray(path.read_bytes())
    data[page * PAGE : (page + 1) * PAGE] = random.Random(seed).randbytes(PAGE)
    path.write_bytes(data)


def truncated(share: float) -> Callable[[Path], None]:
    """The end of a database is gone."""

    def damage(data: Path) -> None:
        path = data / "kiosk.db"
        with path.open("r+b") as file:
            file.truncate(int(path.stat().st_size * share))

    return damage


def crashed(data: Path, target: Path) -> Path:
    """The folder as it lies there when the power goes: copied while the database is open."""
    shutil.copytree(data, target)
    return target
