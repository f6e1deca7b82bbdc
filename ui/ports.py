"""What the screen asks of the machine around it. `kiosk.app.bootstrap` implements it; tests have a small one of their own.

Calls that may take longer than a moment (sync, USB, readiness, PIN) are made on a worker thread, never on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kiosk.domain.orders import Orders
from kiosk.domain.prints import Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from kiosk.usecases.maintenance import PinLocked, PinNotSet, PinOutcome, PinRight, PinWrong

__all__ = [
    "LEFT",
    "RESTART",
    "Copying",
    "Exchanged",
    "Machinery",
    "OfficeNews",
    "Parked",
    "Pending",
    "PinLocked",
    "PinNotSet",
    "PinOutcome",
    "PinRight",
    "PinWrong",
    "Stick",
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
class Stick:
    """A flashdisk, or a folder that is used like one. Sizes in bytes, 0 where nobody knows."""

    path: str
    name: str
    kind: str  # its file system, as the kernel calls it
    size: int
    free: int
    wrong: Literal["", "read_only", "damaged"] = ""


@dataclass(frozen=True)
class Copying:
    """How far it is with a stick: bytes while writing and reading back, files while taking answers."""

    step: Literal["looking", "writing", "checking", "taking", "done"]
    done: int = 0
    total: int = 0
    entries: int = 0  # requests and numbers that go
    photos: int = 0


@dataclass(frozen=True)
class Pending:
    """What waits here: events the server has not acknowledged, slips that have not come out."""

    events: int
    prints: int


@dataclass(frozen=True)
class Parked:
    """An entry of this kiosk that the office would not take, by number. `why`: what to do, for the petugas.

    `ticket`: the number it gave, "" where it gave none.
    """

    seq: int
    ticket: str
    why: str


@dataclass(frozen=True)
class OfficeNews:
    """How the office and this kiosk stand, and what the office has sent. Sentences are for the petugas."""

    contact_at: int | None = None  # ms since 1970 UTC, this kiosk's clock; none: never
    trouble: str = ""  # how the last exchange failed, "" when it did not
    turned_away: bool = False  # the office answered, and the answer was no
    orders: Orders = field(default_factory=Orders)
    files: int = 0  # of the office's own, in use
    refused_files: tuple[tuple[str, str], ...] = ()  # file and what is wrong with it: the old ones are in use
    parked: tuple[Parked, ...] = ()  # oldest first


class Machinery(Protocol):
    """The printer's spool, the road to the server, the machine itself."""

    def readiness(self) -> tuple[Check, ...]: ...

    def pending(self) -> Pending: ...

    def office(self) -> OfficeNews: ...

    def sync_now(self) -> Exchanged: ...

    def usb_sticks(self) -> tuple[Stick, ...]:
        """The sticks that are there now."""
        ...

    def usb_export(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        """Writes what is unacknowledged onto a stick.

        `tell` is called on the caller's thread before each file, and ends it there by returning False.
        """
        ...

    def usb_import(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        """Takes the office's answers from a stick; `tell` as above."""
        ...

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
        """Calls `callback`, from any thread, when a print job, a status or the sticks may have changed.

        The result unsubscribes.
        """
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
