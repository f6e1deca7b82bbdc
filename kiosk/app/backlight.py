"""How bright the screen is, where its light can be set by writing a file (`assets/system/99-publik-kiosk.rules` allows it).

A monitor behind a cable has a light of its own and its own buttons; nothing is known of it here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

SYS: Final = Path("/sys/class/backlight")


class Backlight:
    """The lights the kernel knows; tests give a folder of their own."""

    def __init__(self, folder: Path = SYS) -> None:
        self._folder = folder

    def shine(self, percent: int) -> bool:
        """Sets all of them; false where there is none, or none that may be set."""
        lit = [self._set(light, percent) for light in self._lights()]
        return any(lit)

    def _lights(self) -> list[Path]:
        try:
            return sorted(self._folder.iterdir())
        except OSError:
            return []

    def _set(self, light: Path, percent: int) -> bool:
        try:
            most = int((light / "max_brightness").read_text("ascii"))
            # Never quite dark: on some panels 0 is off.
            (light / "brightness").write_text(str(max(1, round(most * percent / 100))), "ascii")
        except (OSError, ValueError):
            return False
        return True
