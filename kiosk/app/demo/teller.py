"""Tells the demo's story on the terminal, and keeps its numbered pictures."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ui.resident import Resident


@dataclass
class Story:
    """Tells what happens, with numbered pictures."""

    folder: Path
    pictures: int = 0
    started: float = field(default_factory=time.monotonic)

    def tell(self, line: str) -> None:
        """A line of the story."""
        click.echo(f"{time.monotonic() - self.started:6.1f} s  {line}")

    def look(self, resident: Resident, name: str) -> None:
        """A picture of the screen."""
        self._told(resident.picture(self._next(name)))

    def keep(self, picture: Path, name: str) -> None:
        """A picture that somebody else made."""
        self._told(Path(shutil.copyfile(picture, self._next(name))))

    def _next(self, name: str) -> Path:
        self.pictures += 1
        return self.folder / f"{self.pictures:02}-{name}.png"

    def _told(self, path: Path) -> None:
        click.echo(f"          {path}")
