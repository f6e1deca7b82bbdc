"""Who did what to this machine, for the room of maintenance mode that shows it. Implements `ui.ports.AuditLog`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk import log
from kiosk.app.audit_commands import as_csv, file_name
from kiosk.app.door import Door
from kiosk.app.report_command import write_file
from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.domain.petugas import Room
from kiosk.errors import KioskError
from kiosk.usecases import audit
from kiosk.usecases.context import Context
from ui.ports import Done


class AuditBook:
    """Writes down what is done in maintenance mode, in the name of whoever is inside, and shows what was written."""

    def __init__(
        self, context: Context, door: Door, is_there: Callable[[str], bool], words: Callable[[KioskError], str]
    ) -> None:
        self._context = context
        self._door = door
        self._is_there = is_there
        self._words = words

    def note(self, act: Act, *, done: bool = True, detail: str = "", actor: Actor | None = None) -> None:
        """One line. What was done is done: a disk that cannot take the line is told by others."""
        try:
            audit.note(
                self._context.store, self._context.clock, actor or self._door.actor, act, done=done, detail=detail
            )
        except KioskError as error:
            log.bug(error)

    def take_in(self) -> None:
        """Writes down what commands did beside this program."""
        try:
            audit.take_in(self._context.store)
        except KioskError as error:
            log.bug(error)

    def newest(self, before: int | None, most: int) -> tuple[AuditEntry, ...]:
        """Lines before a sequence (none: all), newest first."""
        self._door.require(Room.AUDIT)
        self.take_in()
        return tuple(audit.entries(self._context.store, before=before, most=most))

    def save(self, stick: str) -> Done:
        """All of it as a table on a stick."""
        self._door.require(Room.AUDIT)
        if not self._is_there(stick):
            return Done(False, "Flashdisk tidak ada lagi. Colokkan lagi, lalu ulangi.")
        context = self._context
        table = context.store.run(lambda db: as_csv(audit.listed(db), context.zone))
        name = file_name(context.kiosk.id, context.zone.local(context.clock.now_ms()).date())
        try:
            write_file(Path(stick) / name, table)
        except KioskError as error:
            return Done(False, self._words(error))
        self.note(Act.EXPORTED, detail=name)
        return Done(True, f"Catatan disimpan sebagai {name}. Aman dilepas.")
