"""AUDIT: who did what to this machine."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import words
from kiosk.domain.audit import Act, AuditEntry
from kiosk.domain.petugas import Room
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import entry_words, translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import clock_words

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

PAGE: Final = 20
"""Lines that are added at a time: a hall's screen is no place to read a thousand."""
_READ: Final = 200


class Kind(StrEnum):
    """Which lines are shown."""

    ALL = "all"
    ENTRY = "entry"  # who came in, and who could not
    SETTINGS = "settings"


_OF_ENTRY: Final = frozenset(
    (Act.ENTERED, Act.LEFT, Act.PIN_WRONG, Act.PIN_SET, Act.CARD_SHOWN, Act.CARD_ENROLLED, Act.CARD_FORGOTTEN)
)
_OF_SETTINGS: Final = frozenset(
    (
        Act.PIN_SET, Act.ENROLLED, Act.KEY_ROTATED, Act.OFFICE_KEYS_CHANGED, Act.CLOSED, Act.OPENED, Act.HOURS_SET,
        Act.SERVICE_SWITCHED, Act.MESSAGE_SHOWN, Act.LOOK_SET, Act.NETWORK_SET, Act.UPDATED, Act.ROLLED_BACK,
        Act.RESTORED, Act.SETTINGS_FELL_BACK,
    )
)  # fmt: skip


class AuditRow(msgspec.Struct, frozen=True):
    """A line. `day`: the heading above it, "" within a day."""

    day: str
    when: str
    text: str
    detail: str
    mood: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class AuditViewModel(StickRoomViewModel):
    """Newest first; older ones when they are asked for."""

    room = Room.AUDIT
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._lines = Rows(AuditRow, self)
        self._entries: tuple[AuditEntry, ...] = ()
        self._kind = Kind.ALL
        self._more = False

    @Property(Rows, notify=shown)
    def lines(self) -> Rows:
        return self._lines

    @Property(str, notify=shown)
    def kind(self) -> str:
        """Which lines are shown: all, entry or settings."""
        return self._kind

    @Property(bool, notify=shown)
    def more(self) -> bool:
        """There are older ones."""
        return self._more

    @Slot(str)
    def narrow(self, kind: str) -> None:
        self._kind, self._entries = Kind(kind), ()
        self._lines.show(())
        self.older()

    @Slot()
    def older(self) -> None:
        """ "Tampilkan yang lebih lama"."""
        before = self._entries[-1].seq if self._entries else None
        kind = self._kind
        self.look(lambda: self._find(before, kind), lambda found: self._add(found, kind))

    @Slot(str)
    def saveTo(self, path: str) -> None:
        """All of it, onto a stick."""
        self.errand("save", lambda: self._flow.machinery.audit.save(path), self.say_done)

    def entered(self) -> None:
        super().entered()
        self.older()

    def left(self) -> None:
        super().left()
        self._lines.show(())
        self._entries, self._kind, self._more = (), Kind.ALL, False

    def _find(self, before: int | None, kind: Kind) -> tuple[AuditEntry, ...]:
        """One more than a page, where there are so many."""
        found: list[AuditEntry] = []
        while read := self._flow.machinery.audit.newest(before, _READ):
            before = read[-1].seq
            found += [entry for entry in read if _is_of(entry, kind)]
            if len(found) > PAGE or before <= 1:
                break
        return tuple(found[: PAGE + 1])

    def _add(self, found: tuple[AuditEntry, ...], kind: Kind) -> None:
        if kind is not self._kind:
            return
        self._more = len(found) > PAGE
        self._entries += found[:PAGE]
        rows, day = [], ""
        for entry in self._entries:
            local = self._flow.context.zone.local(entry.at)
            said = words.day(local.date())
            bad = not entry.done
            mood = "unsure" if bad else "notice"
            rows.append(
                AuditRow(said if said != day else "", clock_words(local, "id"), entry_words(entry), entry.detail, mood)
            )
            day = said
        self._lines.show(tuple(rows))

    @Property(str, notify=shown)
    def nothing(self) -> str:
        """What stands there where there is no line, "" where there is one."""
        if self._entries or self._reads:
            return ""
        return translate("Maintenance", "Belum ada catatan seperti itu.")


def _is_of(entry: AuditEntry, kind: Kind) -> bool:
    match kind:
        case Kind.ALL:
            return True
        case Kind.ENTRY:
            return entry.act in _OF_ENTRY
        case Kind.SETTINGS:
            return entry.act in _OF_SETTINGS
