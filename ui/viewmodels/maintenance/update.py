"""UPDATE: a newer program from a stick, and the way back to the one before."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import words
from kiosk.domain.petugas import Room
from ui.ports import Done, Stick, UpdateFound, UpdatesNow
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class BundleRow(msgspec.Struct, frozen=True):
    """A program on a stick whose signature holds."""

    path: str
    title: str
    detail: str
    newer: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class UpdateViewModel(StickRoomViewModel):
    """What is installed counts from the next start on, and the program before it stays."""

    room = Room.UPDATE
    shown = Signal()
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._standing = UpdatesNow("")
        self._found: tuple[tuple[str, UpdateFound], ...] = ()
        self._rows = Rows(BundleRow, self)
        self._asked = ""

    @Property(str, notify=shown)
    def version(self) -> str:
        """Of the program that runs."""
        return self._standing.version

    @Property(str, notify=shown)
    def previous(self) -> str:
        """Of the one it can go back to, "" for none."""
        return self._standing.previous

    @Property(str, notify=shown)
    def why(self) -> str:
        """Why nothing can be installed here, "" when it can."""
        return self._standing.why

    @Property(Rows, notify=shown)
    def bundles(self) -> Rows:
        """On all the sticks that are plugged in."""
        return self._rows

    @Property(str, notify=shown)
    def asked(self) -> str:
        """What is about to be done: "back", or the path of a program; "" for nothing."""
        return self._asked

    @Property(str, notify=shown)
    def askedVersion(self) -> str:
        found = self._bundle(self._asked)
        return self._standing.previous if self._asked == "back" else found[1].version if found else ""

    @Slot(str)
    def ask(self, what: str) -> None:
        """A program by its path, or "back": nothing happens yet."""
        if (what == "back" and self._standing.previous) or self._bundle(what) is not None:
            self._asked = what
            self.changed.emit()

    @Slot()
    def refuse(self) -> None:
        """ "Batal"."""
        self._asked = ""
        self.changed.emit()

    @Slot()
    def agree(self) -> None:
        """ "Ya"."""
        what, self._asked = self._asked, ""
        found, updates = self._bundle(what), self._flow.machinery.updates
        if what == "back":
            self.errand("back", updates.roll_back, self._done)
        elif found is not None:
            stick, bundle = found
            self.copy("install", stick, lambda tell: updates.install(bundle.path, tell), self._installed)
        self.changed.emit()

    def entered(self) -> None:
        super().entered()
        self._look()

    def poked(self) -> None:
        super().poked()
        if not self._busy:
            self._look()

    def left(self) -> None:
        super().left()
        self._found, self._asked = (), ""
        self._rows.show(())

    def _look(self) -> None:
        machinery = self._flow.machinery

        def read() -> tuple[UpdatesNow, tuple[tuple[str, UpdateFound], ...]]:
            sticks: tuple[Stick, ...] = machinery.usb_sticks()
            found = [(stick.path, one) for stick in sticks for one in machinery.updates.found(stick.path)]
            return machinery.updates.standing(), tuple(found)

        self.look(read, self._show)

    def _show(self, told: tuple[UpdatesNow, tuple[tuple[str, UpdateFound], ...]]) -> None:
        self._standing, self._found = told
        self._rows.show(tuple(_row(bundle) for _, bundle in self._found))

    def _bundle(self, path: str) -> tuple[str, UpdateFound] | None:
        return next(((stick, one) for stick, one in self._found if one.path == path), None)

    def _installed(self, done: Done, stopped: bool) -> None:
        if stopped and not done.ok:
            self.say("unsure", done.words)
        else:
            self._done(done)

    def _done(self, done: Done) -> None:
        self.say_and_restart(done)
        self._look()


def _row(bundle: UpdateFound) -> BundleRow:
    age = (
        translate("Maintenance", "lebih baru")
        if bundle.newer
        else translate("Maintenance", "tidak lebih baru dari yang dipakai")
    )
    title = translate("Maintenance", "Versi {version}").format(version=bundle.version)
    return BundleRow(bundle.path, title, f"{age} · {words.size(bundle.size)}", bundle.newer)
