"""Copies of numbers and receipts for residents who come to the petugas. Implements `ui.ports.Copies`."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.domain.audit import Act
from kiosk.domain.petugas import Room
from kiosk.usecases.context import Context
from kiosk.usecases.copies import Copied, NoCopy, copy_receipt, copy_slip
from kiosk.usecases.track import NotFound


class CopyDesk:
    """Writes down whose number was printed again, and never its code."""

    def __init__(self, context: Context, door: Door, book: AuditBook, wake_printer: Callable[[], None]) -> None:
        self._context = context
        self._door = door
        self._book = book
        self._wake_printer = wake_printer

    def of_slip(self, job: int) -> Copied | NoCopy:
        """Queues a copy of the number on one of the last slips. Raises NotAllowed where nobody is inside."""
        self._door.require(Room.PRINTER)
        copied = copy_slip(self._context, job)
        if isinstance(copied, Copied):
            self._queued(copied, "number")
        return copied

    def of_code(self, text: str) -> Copied | NoCopy | NotFound:
        """Queues a copy of the receipt with this code. Raises NotAllowed where nobody is inside."""
        self._door.require(Room.PRINTER)
        copied = copy_receipt(self._context, text)
        if isinstance(copied, Copied):
            self._queued(copied, "receipt")
        return copied

    def _queued(self, copied: Copied, what: str) -> None:
        self._book.note(Act.PRINTED, detail=f"copy of {what} {copied.ticket}")
        self._wake_printer()
