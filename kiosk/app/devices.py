"""What is tried out at the machine itself: the printer while its paper is changed, the screen, the scanner. Implements `ui.ports.Devices`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.domain.audit import Act
from kiosk.domain.petugas import Room
from kiosk.domain.prints import PrintReason
from printers.printer import Printer
from printers.status import Paper
from ui.ports import PrinterNow

_PAPER: dict[Paper, Literal["enough", "low", "out"]] = {Paper.ENOUGH: "enough", Paper.LOW: "low", Paper.OUT: "out"}


class DeviceBench:
    """Each room asks for its own device."""

    def __init__(self, printer: Printer, door: Door, book: AuditBook, print_test: Callable[[], int]) -> None:
        self._printer = printer
        self._door = door
        self._book = book
        self._print_test = print_test

    def printer(self) -> PrinterNow:
        """Asks the printer, printing nothing. Silence of one that has never spoken is no trouble."""
        self._door.require(Room.PRINTER)
        seen = self._printer.probe()
        status = seen.status
        if not status.answered:
            return PrinterNow(answers=False, trouble=seen.reason)
        out = status.paper is Paper.OUT or seen.reason is PrintReason.PAPER_OUT
        return PrinterNow(True, status.cover_open, "out" if out else _PAPER[status.paper], seen.reason)

    def paper_changed(self) -> int:
        """Written down, then a test page shows whether the paper lies right."""
        self._door.require(Room.PRINTER)
        self._book.note(Act.PAPER_CHANGED)
        return self._print_test()

    def tested(self, device: Literal["touch", "scanner"], passed: bool) -> None:
        """Written down: a device that fails in the evening may have worked in the morning."""
        self._door.require(Room.TOUCH if device == "touch" else Room.SCANNER)
        self._book.note(Act.DEVICE_TESTED, done=passed, detail=device)
