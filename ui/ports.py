"""What the screen asks of the machine around it. `kiosk.app.bootstrap` implements it; tests have a small one of their own.

Calls that may take longer than a moment (sync, USB, readiness, PIN) are made on a worker thread, never on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kiosk.domain.audit import AuditEntry
from kiosk.domain.hall import Hall, Opening
from kiosk.domain.orders import Orders
from kiosk.domain.petugas import Role
from kiosk.domain.prints import Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from kiosk.usecases.copies import Copied, NoCopy
from kiosk.usecases.maintenance import PinLocked, PinNotSet, PinOutcome, PinRight, PinWrong
from kiosk.usecases.track import NotFound

__all__ = [
    "LEFT",
    "RESTART",
    "AuditLog",
    "Backup",
    "Backups",
    "Copied",
    "Copies",
    "Copying",
    "Devices",
    "Done",
    "EnrolledNow",
    "Enrolling",
    "EnrolmentFound",
    "Exchanged",
    "HallPort",
    "Machinery",
    "Network",
    "NetworkNow",
    "NoCopy",
    "NotFound",
    "OfficeNews",
    "Parked",
    "Pending",
    "PinLocked",
    "PinNotSet",
    "PinOutcome",
    "PinRight",
    "PinWrong",
    "Power",
    "PrinterNow",
    "Sent",
    "Stick",
    "UpdateFound",
    "Updates",
    "UpdatesNow",
    "Wifi",
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
class Sent:
    """How far an exchange over the network is."""

    entries: int  # acknowledged by the office so far
    total: int  # of those that waited when it began
    photos: int  # that have left so far
    size: int  # bytes, in both directions


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


@dataclass(frozen=True)
class Done:
    """How something ended. `words` are for the petugas: what is now so, or what was wrong and what to do."""

    ok: bool
    words: str
    restart: bool = False
    """It counts from the next start of the program on: the screen closes with RESTART."""


# --- What the rooms of maintenance mode ask, each of a piece of its own. What the one who is inside may not do raises
# --- `kiosk.errors.WrongUse`: who is inside is known there, not here.


class HallPort(Protocol):
    """How this kiosk is in its hall."""

    def now(self) -> Hall: ...

    def opening(self) -> Opening: ...

    def change(self, hall: Hall) -> Done:
        """Takes everything as it stands in `hall`; a petugas may change `closed_until` only."""
        ...

    def dim(self, percent: int) -> Done:
        """Shows this brightness at once and keeps nothing of it, so that a screen that went dark comes back by itself;
        `change` keeps it. Not done, with words, where this screen cannot be dimmed from here.
        """
        ...


@dataclass(frozen=True)
class Wifi:
    """A network in the air."""

    name: str
    strength: int  # percent
    locked: bool  # asks for a password
    known: bool  # was joined before
    joined: bool = False


@dataclass(frozen=True)
class NetworkNow:
    """How this machine is connected. Without NetworkManager `managed` is False, and nothing can be set here."""

    managed: bool
    cable: bool = False  # plugged in and with an address
    address: str = ""  # of the road that is used, "" for none
    wifi: tuple[Wifi, ...] = ()  # strongest first
    radio: bool = False  # there is a Wi-Fi adapter, and it is on


class Network(Protocol):
    """Cable and Wi-Fi."""

    def look(self) -> NetworkNow: ...

    def join(self, name: str, password: str) -> Done: ...

    def forget(self, name: str) -> Done: ...


class Power(Protocol):
    """The machine itself."""

    def restart_machine(self) -> Done: ...

    def shut_down(self) -> Done: ...

    def release(self, path: str) -> Done:
        """Unmounts a stick: then it may be pulled out whatever was done with it."""
        ...


@dataclass(frozen=True)
class Backup:
    """A copy of the database that was verified when it was made."""

    path: str
    made_at: int  # ms since 1970 UTC
    entries: int  # of the journal
    size: int  # bytes
    place: str  # "disk", or the name of the stick


class Backups(Protocol):
    """Copies of the database, on this disk and on sticks."""

    def listed(self) -> tuple[Backup, ...]:
        """Newest first, those on sticks too."""
        ...

    def make(self, stick: str) -> Done:
        """Onto a stick, or with "" onto this disk."""
        ...

    def restore(self, path: str) -> Done:
        """Verifies the copy, sets the present database aside and takes the copy in its place."""
        ...


@dataclass(frozen=True)
class UpdateFound:
    """A bundle on a stick whose signature holds."""

    path: str
    version: str
    size: int  # bytes
    newer: bool


@dataclass(frozen=True)
class UpdatesNow:
    """Which program runs, and which one it can go back to. `why`: why nothing can be installed here, "" when it can."""

    version: str
    previous: str = ""
    why: str = ""


class Updates(Protocol):
    """New versions of the program."""

    def standing(self) -> UpdatesNow: ...

    def found(self, stick: str) -> tuple[UpdateFound, ...]:
        """The bundles of this office on a stick."""
        ...

    def install(self, path: str, tell: Callable[[Copying], bool]) -> Done: ...

    def roll_back(self) -> Done: ...


@dataclass(frozen=True)
class EnrolmentFound:
    """An enrolment file on a stick."""

    path: str
    office: str
    kiosk_id: str
    fits: bool  # this kiosk may be bound with it: it holds nothing that is sealed to another office


@dataclass(frozen=True)
class EnrolledNow:
    """Which office this kiosk belongs to. Keys are told by the first 16 bytes of the BLAKE2b hash of their public halves, in hex:
    what two people can compare over the telephone.
    """

    office: str
    kiosk_id: str
    kiosk_key: str
    office_key: str  # with which the office signs
    since: int | None = None  # ms since 1970 UTC; none: nobody has written it down


class Enrolling(Protocol):
    """Which office this kiosk belongs to."""

    def standing(self) -> EnrolledNow: ...

    def found(self, stick: str) -> tuple[EnrolmentFound, ...]: ...

    def enrol(self, path: str) -> Done: ...

    def rotate_key(self) -> Done:
        """A new key of this kiosk's own; the office learns it with the next exchange."""
        ...


@dataclass(frozen=True)
class PrinterNow:
    """How the slip printer is at this moment, in its own words. Where it cannot answer, whoever stands before it knows more."""

    answers: bool
    open: bool = False  # its cover
    paper: Literal["enough", "low", "out"] = "enough"
    trouble: PrintReason | None = None  # why nothing can be printed now


class Devices(Protocol):
    """What is tried out at the machine itself."""

    def printer(self) -> PrinterNow:
        """Asks the printer, printing nothing; may take some seconds."""
        ...

    def paper_changed(self) -> int:
        """A new roll was put in: queues a test page; the job's id."""
        ...

    def tested(self, device: Literal["touch", "scanner"], passed: bool) -> None:
        """Somebody tried this device."""
        ...


class Copies(Protocol):
    """Another slip for somebody whose own is lost; each is marked SALINAN."""

    def of_slip(self, job: int) -> Copied | NoCopy:
        """Of the number on one of the last slips; the job's id and the number."""
        ...

    def of_code(self, text: str) -> Copied | NoCopy | NotFound:
        """Of the whole receipt with a code, typed or scanned."""
        ...


class AuditLog(Protocol):
    """Who did what to this machine."""

    def newest(self, before: int | None, most: int) -> tuple[AuditEntry, ...]:
        """Lines before a sequence (none: all), newest first."""
        ...

    def save(self, stick: str) -> Done:
        """All of it as a file on a stick."""
        ...


class Machinery(Protocol):
    """The printer's spool, the road to the server, the machine itself."""

    @property
    def hall(self) -> HallPort: ...

    @property
    def network(self) -> Network: ...

    @property
    def power(self) -> Power: ...

    @property
    def backups(self) -> Backups: ...

    @property
    def updates(self) -> Updates: ...

    @property
    def enrolling(self) -> Enrolling: ...

    @property
    def audit(self) -> AuditLog: ...

    @property
    def devices(self) -> Devices: ...

    @property
    def copies(self) -> Copies: ...

    def readiness(self) -> tuple[Check, ...]: ...

    def pending(self) -> Pending: ...

    def office(self) -> OfficeNews: ...

    def sync_now(self, tell: Callable[[Sent], None] = ...) -> Exchanged:
        """One whole sync, now; `tell` is called on the caller's thread after each message."""
        ...

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

    def save_procedures(self, folder: str) -> Exchanged:
        """What to do when something is lost, as PDF; `folder` as above."""
        ...

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback`, from any thread, when a print job, a status or the sticks may have changed.

        The result unsubscribes.
        """
        ...

    def wake_printer(self) -> None: ...

    def wake_sync(self) -> None: ...

    def check_pin(self, pin: str) -> PinOutcome:
        """Looks at a PIN; whoever it belongs to is inside until `step_out`."""
        ...

    def step_out(self) -> None:
        """Nobody is in maintenance mode any more."""
        ...

    def new_pin(self, role: Role) -> str:
        """Another PIN for this role: the old one opens nothing any more, and this one is told once. For the admin only."""
        ...

    def knows_card(self, uid: str) -> bool:
        """Whether the office has enrolled this card; the PIN is asked for all the same."""
        ...

    def restart(self) -> None:
        """Prepares a restart of the program; the screen closes right after."""
        ...

    def leave(self) -> None:
        """Prepares the end of the program; the screen closes right after."""
        ...
