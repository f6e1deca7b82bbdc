"""What a kiosk tells its office of itself: version, printer, what the checks say. Ids only, no words and nobody's data."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from kiosk import __version__, log
from kiosk.clock import Clock
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from sync.protocol import PAPER, Health

FIRST_S: Final = 120.0
"""After the start: residents and the first sync go before."""
LOOK_S: Final = 3600.0
"""Between two looks at everything: it asks the printer and reads files, so not with each sync."""
AGAIN_S: Final = 24 * 3600.0
"""After so long the same is told once more: an office that was restored from a backup has forgotten it."""


class HealthNews:
    """What there is to tell now. Asked by the thread that syncs, so nobody waits for it but the office.

    `look` makes the checks, `trouble` and `paper_low` say what the printer said last, without waiting for it.
    """

    def __init__(
        self,
        data: Path,
        clock: Clock,
        look: Callable[[], tuple[Check, ...]],
        trouble: Callable[[], PrintReason | None],
        paper_low: Callable[[], bool],
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._data = data
        self._look = look
        self._trouble = trouble
        self._paper_low = paper_low
        self._ticks = ticks
        self._began = clock.now_ms()
        self._from = ticks() + FIRST_S
        self._checks: tuple[Check, ...] = ()
        self._looked: float | None = None
        self._told: tuple[Health, float] | None = None

    def now(self) -> Health:
        """How this kiosk is now."""
        ticks = self._ticks()
        if self._looked is None or ticks - self._looked >= LOOK_S:
            self._checks, self._looked = self._look(), ticks
        trouble = self._trouble()
        # The printer is heard of more often than it is looked at.
        known = [one for one in self._checks if one.id != "printer"]
        printer = next((one for one in self._checks if one.id == "printer"), None)
        amber: list[str] = [one.id for one in known if one.ok and one.attention]
        if self._paper_low():
            amber.append(PAPER)
        elif trouble is None and printer and printer.ok and printer.attention:
            amber.append("printer")
        red: list[str] = [one.id for one in known if not one.ok]
        if trouble is not None or (printer and not printer.ok):
            red.append("printer")
        return Health(
            version=__version__[:40],
            started=self._began,
            printer=trouble.value if trouble else "",
            red=tuple(red),
            amber=tuple(amber),
            free=_free_mb(self._data),
        )

    def news(self) -> Health | None:
        """What the office does not know yet; None when it was told lately, and soon after the start."""
        if self._ticks() < self._from:
            return None
        try:
            health = self.now()
        except Exception as error:  # noqa: BLE001 - a check that breaks must not keep residents' requests from the office
            log.bug(error)
            return None
        if self._told is not None:
            told, at = self._told
            same = msgspec.structs.replace(told, free=health.free) == health
            if same and self._ticks() - at < AGAIN_S:
                return None
        return health

    def told(self, health: Health) -> None:
        """The office has it."""
        self._told = (health, self._ticks())


def _free_mb(data: Path) -> int:
    try:
        return shutil.disk_usage(data).free // 2**20
    except OSError:
        return 0  # the check of the disk says what is wrong with it
