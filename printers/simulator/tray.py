"""Where the slips fall: pieces of paper that somebody can hold, read and look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from PIL import Image

from printers.interpreter import Strip


@dataclass(frozen=True)
class Slip:
    """A piece of paper."""

    number: int
    text: str  # a line a printed line, "#" for each picture
    complete: bool  # begun at its start and cut at its end, with no roll change between
    folder: Path
    strips: tuple[Strip, ...] = field(repr=False)

    @cached_property
    def picture(self) -> Path:
        """The slip as a PNG in the folder, with its text beside it; both are written when first asked for."""
        path = self.folder / f"{self.number:04}.png"
        sheet = Image.new("1", (self.strips[0].image.width, sum(strip.height for strip in self.strips)), 1)
        top = 0
        for strip in self.strips:
            sheet.paste(strip.image, (0, top))
            top += strip.height
        self.folder.mkdir(parents=True, exist_ok=True)
        sheet.save(path, "PNG")
        path.with_suffix(".txt").write_text(self.text, encoding="ascii")
        return path
