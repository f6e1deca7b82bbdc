"""BACKUPS: copies of what this kiosk holds, and how one of them takes its place."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import words
from kiosk.domain.petugas import Room
from ui.ports import Backup, Done
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import moment_words

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class BackupRow(msgspec.Struct, frozen=True):
    """A copy that was verified when it was made."""

    path: str
    title: str
    detail: str
    stick: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class BackupsViewModel(StickRoomViewModel):
    """A copy is asked for twice before it is taken, because what came after it goes with the present data."""

    room = Room.BACKUPS
    shown = Signal()
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._found: tuple[Backup, ...] = ()
        self._rows = Rows(BackupRow, self)
        self._asked: Backup | None = None
        self._sure = False

    @Property(Rows, notify=shown)
    def backups(self) -> Rows:
        """Newest first."""
        return self._rows

    @Property(str, notify=shown)
    def asked(self) -> str:
        """When the copy was made that is about to be taken, "" for none."""
        return self._when(self._asked) if self._asked else ""

    @Property(bool, notify=shown)
    def sure(self) -> bool:
        """They have said yes once."""
        return self._sure

    @Slot()
    def make(self) -> None:
        """ "Buat cadangan sekarang", on this disk."""
        self.makeOn("")

    @Slot(str)
    def makeOn(self, stick: str) -> None:
        self.errand("make", lambda: self._flow.machinery.backups.make(stick), self._made)

    @Slot(str)
    def ask(self, path: str) -> None:
        """ "Pakai cadangan ini" on one of the list: nothing happens yet."""
        self._asked = next((one for one in self._found if one.path == path), None)
        self._sure = False
        self.changed.emit()

    @Slot()
    def agree(self) -> None:
        """ "Ya", the first time and the second."""
        if self._asked is None:
            return
        if not self._sure:
            self._sure = True
            self.changed.emit()
            return
        path = self._asked.path
        self._asked, self._sure = None, False
        self.errand("restore", lambda: self._flow.machinery.backups.restore(path), self._restored)

    @Slot()
    def refuse(self) -> None:
        """ "Batal"."""
        self._asked, self._sure = None, False
        self.changed.emit()

    def entered(self) -> None:
        super().entered()
        self._look()

    def poked(self) -> None:
        super().poked()
        self._look()

    def left(self) -> None:
        super().left()
        self._found, self._asked, self._sure = (), None, False
        self._rows.show(())

    def _look(self) -> None:
        self.look(self._flow.machinery.backups.listed, self._show)

    def _show(self, found: tuple[Backup, ...]) -> None:
        self._found = found
        self._rows.show(tuple(self._row(one) for one in found))

    def _row(self, backup: Backup) -> BackupRow:
        on_disk = backup.place == "disk"
        place = (
            translate("Maintenance", "Di kiosk ini")
            if on_disk
            else translate("Maintenance", "Flashdisk {name}").format(name=backup.place)
        )
        entries = translate("Maintenance", "{count} catatan").format(count=f"{backup.entries:,}".replace(",", "."))
        detail = f"{place} · {entries} · {words.size(backup.size)}"
        return BackupRow(backup.path, self._when(backup), detail, stick=not on_disk)

    def _when(self, backup: Backup) -> str:
        return moment_words(self._flow.context.zone, backup.made_at, "id")

    def _made(self, done: Done) -> None:
        self.say_done(done)
        self._look()

    def _restored(self, done: Done) -> None:
        self.say_and_restart(done)
        self._look()
