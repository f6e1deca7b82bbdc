"""A machine around the screen that does what a test tells it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain.petugas import Role
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from ui.ports import Copying, Exchanged, OfficeNews, Pending, PinOutcome, PinRight, PinWrong, Sent, Stick
from ui.tour.rooms import (
    StillAudit,
    StillBackups,
    StillCopies,
    StillDevices,
    StillEnrolling,
    StillHall,
    StillNetwork,
    StillPower,
    StillUpdates,
)


@dataclass
class TestMachinery:
    """Everything succeeds until a test says otherwise."""

    __test__ = False

    outcome: Outcome = field(default_factory=lambda: Outcome(JobState.WAITING))
    exchanged: Exchanged = field(default_factory=lambda: Exchanged(True, "Data sudah terkirim.", 2, 2, 1))
    pin: str = "482915"
    sticks: tuple[Stick, ...] = (
        Stick("/media/petugas/KELURAHAN", "KELURAHAN", "vfat", 15_600_000_000, 14_200_000_000),
    )
    copying: tuple[Copying, ...] = ()
    """What is told while a stick is written."""
    hold: threading.Event | None = None
    """Waited for before each file."""
    sending: tuple[Sent, ...] = ()
    """What is told during an exchange; `hold` is waited for after each."""
    checks: tuple[Check, ...] = field(
        default_factory=lambda: (Check("disk", True, "41 GB kosong"), Check("printer", False, "Kertas habis."))
    )
    prints: tuple[PrintJob, ...] = ()
    trouble: PrintReason | None = None
    news: OfficeNews = field(default_factory=OfficeNews)
    cards: tuple[str, ...] = ()
    hall: StillHall = field(default_factory=StillHall)
    network: StillNetwork = field(default_factory=StillNetwork)
    power: StillPower = field(default_factory=StillPower)
    backups: StillBackups = field(default_factory=StillBackups)
    updates: StillUpdates = field(default_factory=StillUpdates)
    enrolling: StillEnrolling = field(default_factory=StillEnrolling)
    audit: StillAudit = field(default_factory=StillAudit)
    devices: StillDevices = field(default_factory=StillDevices)
    copies: StillCopies = field(default_factory=StillCopies)
    said: list[str] = field(default_factory=list)
    callbacks: list[Callable[[], None]] = field(default_factory=list)

    def settle(self, outcome: Outcome) -> None:
        """The printer has something to say."""
        self.outcome = outcome
        for callback in list(self.callbacks):
            callback()

    def readiness(self) -> tuple[Check, ...]:
        return self.checks

    def pending(self) -> Pending:
        return Pending(3, 1)

    def office(self) -> OfficeNews:
        return self.news

    def sync_now(self, tell: Callable[[Sent], None] = lambda _now: None) -> Exchanged:
        self.said.append("sync")
        for now in self.sending:
            tell(now)
            if self.hold is not None:
                self.hold.wait(20)
        return self.exchanged

    def usb_sticks(self) -> tuple[Stick, ...]:
        return self.sticks

    def usb_export(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        self.said.append(f"export {path}")
        for now in self.copying:
            going_on = tell(now)
            if self.hold is not None:
                self.hold.wait(20)
            if not going_on:
                return Exchanged(False, "Dihentikan.")
        return Exchanged(True, "Aman dilepas.", sent=3)

    def usb_import(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        self.said.append(f"import {path}")
        return Exchanged(False, "Tidak ada jawaban di flashdisk ini.")

    def print_test(self) -> int:
        self.said.append("print")
        return 1

    def test_came_out(self, came: bool) -> None:
        self.said.append(f"test came out: {came}")

    def print_readiness(self) -> int:
        self.said.append("print readiness")
        return 2

    def job_outcome(self, job: int) -> Outcome:
        return self.outcome

    def printer_trouble(self) -> PrintReason | None:
        return self.trouble

    def recent_prints(self) -> tuple[PrintJob, ...]:
        return self.prints

    def cancel_print(self, job: int) -> bool:
        self.said.append(f"cancel {job}")
        left = [one for one in self.prints if one.id != job or one.state is not JobState.WAITING]
        cancelled, self.prints = len(left) < len(self.prints), tuple(left)
        return cancelled

    def save_report(self, folder: str) -> Exchanged:
        self.said.append(f"report {folder}")
        return Exchanged(True, "Laporan tersimpan.")

    def save_procedures(self, folder: str) -> Exchanged:
        self.said.append(f"procedures {folder}")
        return Exchanged(True, "Petunjuk tersimpan.")

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def wake_printer(self) -> None:
        self.said.append("wake printer")

    def wake_sync(self) -> None:
        self.said.append("wake sync")

    def step_out(self) -> None:
        self.said.append("step out")

    def new_pin(self, role: Role) -> str:
        return "730418"

    def check_pin(self, pin: str) -> PinOutcome:
        return PinRight() if pin == self.pin else PinWrong(4)

    def knows_card(self, uid: str) -> bool:
        return uid in self.cards

    def restart(self) -> None:
        self.said.append("restart")

    def leave(self) -> None:
        self.said.append("leave")
