"""What the screen asks of the machine around it. `kiosk.app.bootstrap` implements it; tests have a small one of their own.

Calls that may take longer than a moment (sync, USB, readiness, PIN) are made on a worker thread, never on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.prints import Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from kiosk.usecases.maintenance import PinLocked, PinNotSet, PinOutcome, PinRight, PinWrong

__all__ = [
    "LEFT",
    "RESTART",
    "Exchanged",
    "Machinery",
    "Pending",
    "PinLocked",
    "PinNotSet",
    "PinOutcome",
    "PinRight",
    "PinWrong",
]

LEFT = 0
RESTART = 100
"""What `ui.app.run` returns: the petugas left the kiosk program, or wants it started anew."""


@dataclass(frozen=True)
class Exchanged:
    """How one exchange with the server went, over the network or on a stick. `detail` is for the petugas."""

    ok: bool
    detail: str
    sent: int = 0
    acknowledged: int = 0
    received: int = 0


@dataclass(frozen=True)
class Pending:
    """What waits here: events the server has not acknowledged, slips that have not come out."""

    events: int
    prints: int


class Machinery(Protocol):
    """The printer's spool, the road to the server, the machine itself."""

    def readiness(self) -> tuple[Check, ...]: ...

    def pending(self) -> Pending: ...

    def sync_now(self) -> Exchanged: ...

    def usb_folders(self) -> list[str]: ...

    def usb_export(self, path: str) -> Exchanged: ...

    def usb_import(self, path: str) -> Exchanged: ...

    def print_test(self) -> int:
        """Queues the test page; the job's id."""
        ...

    def test_came_out(self, came: bool) -> None:
        """What the petugas saw after a test page that the printer could not prove; a silent printer is then known to print."""
        ...

    def print_readiness(self) -> int:
        """Queues the readiness report; the job's id."""
        ...

    def job_outcome(self, job: int) -> Outcome: ...

    def printer_trouble(self) -> PrintReason | None:
        """What keeps slips from coming out, as last heard; None when nothing is known to. Never waits for the printer."""
        ...

    def recent_prints(self) -> tuple[PrintJob, ...]:
        """The last slips, newest first, without what they say."""
        ...

    def cancel_print(self, job: int) -> bool:
        """Takes a waiting slip out of the queue; false when it is on its way or settled."""
        ...

    def save_report(self, folder: str) -> Exchanged:
        """Today's report as PDF: into `folder` (a stick), or with "" to the page printer or folder of the settings."""
        ...

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback`, from any thread, when a print job or a status may have changed. The result unsubscribes."""
        ...

    def wake_printer(self) -> None: ...

    def wake_sync(self) -> None: ...

    def check_pin(self, pin: str) -> PinOutcome: ...

    def knows_card(self, uid: str) -> bool:
        """Whether the office has enrolled this card; the PIN is asked for all the same."""
        ...

    def restart(self) -> None:
        """Prepares a restart of the program; the screen closes right after."""
        ...

    def leave(self) -> None:
        """Prepares the end of the program; the screen closes right after."""
        ...
