"""What the running program does for itself once a day: retention, and writing down what nobody else does: what commands did
beside it, and that the clock is in doubt.
"""

from __future__ import annotations

import threading
from typing import Final

from kiosk import log
from kiosk.app.bootstrap import Machine
from kiosk.domain.audit import Act, Actor
from kiosk.errors import KioskError
from kiosk.usecases import audit, retention

FIRST_S: Final = 120.0
"""After the start: residents and the first sync go before."""
AGAIN_S: Final = 24 * 3600.0
_BREATH_S: Final = 0.05
"""Between two steps somebody else may have the database."""


class Upkeep:
    """A thread of its own. Each step is short, so nobody waits for it; `stop` ends it between two."""

    def __init__(self, machine: Machine, *, first_s: float = FIRST_S, again_s: float = AGAIN_S) -> None:
        self._machine = machine
        self._first_s, self._again_s = first_s, again_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begins to wait for the first time."""
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing of it is in the database any more."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def look(self) -> retention.Purged:
        """Does it all once, now."""
        context = self._machine.context
        audit.take_in(context.store)
        if context.store.run(context.moment).doubtful:
            audit.note(context.store, context.clock, Actor.KIOSK, Act.CLOCK_JUMPED, done=False, detail="back")
        keep = self._machine.config.retention
        return retention.purge(context.store, keep, context.clock, stopping=lambda: self._stopping.wait(_BREATH_S))

    def _run(self) -> None:
        wait = self._first_s
        while not self._stopping.wait(wait):
            try:
                self.look()
            except (KioskError, OSError) as error:
                # The next night may be better; what is wrong with the disk, others tell.
                log.bug(error)
            wait = self._again_s
