"""ENROLMENT: which office this kiosk belongs to, its keys, and the PIN of the petugas."""

from __future__ import annotations

from textwrap import wrap

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Role, Room
from ui.ports import Done, EnrolledNow, EnrolmentFound
from ui.viewmodels.errands import StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import moment_words

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class EnrolmentRow(msgspec.Struct, frozen=True):
    """An enrolment file on a stick. `fits`: this kiosk may be bound with it."""

    path: str
    office: str
    kiosk: str
    detail: str
    fits: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class EnrolmentViewModel(StickRoomViewModel):
    """What is done here cannot be taken back from here: each is asked for once more."""

    room = Room.ENROLMENT
    shown = Signal()
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._standing: EnrolledNow | None = None
        self._found: tuple[EnrolmentFound, ...] = ()
        self._rows = Rows(EnrolmentRow, self)
        self._asked = ""
        self._pin = ""

    @Property(str, notify=shown)
    def office(self) -> str:
        return self._standing.office if self._standing else ""

    @Property(str, notify=shown)
    def kioskId(self) -> str:
        return self._standing.kiosk_id if self._standing else ""

    @Property(str, notify=shown)
    def since(self) -> str:
        """ "" where nobody has written it down."""
        if self._standing is None or self._standing.since is None:
            return ""
        return moment_words(self._flow.context.zone, self._standing.since, "id")

    @Property(str, notify=shown)
    def kioskKey(self) -> str:
        """In groups of four, as it is read out over the telephone."""
        return _grouped(self._standing.kiosk_key) if self._standing else ""

    @Property(str, notify=shown)
    def officeKey(self) -> str:
        return _grouped(self._standing.office_key) if self._standing else ""

    @Property(Rows, notify=shown)
    def files(self) -> Rows:
        """On all the sticks that are plugged in."""
        return self._rows

    @Property(str, notify=shown)
    def asked(self) -> str:
        """What is about to be done: "key", "pin", or the path of a file; "" for nothing."""
        return self._asked

    @Property(str, notify=shown)
    def askedOffice(self) -> str:
        found = self._file(self._asked)
        return found.office if found else ""

    @Property(str, notify=shown)
    def askedKiosk(self) -> str:
        found = self._file(self._asked)
        return found.kiosk_id if found else ""

    @Property(str, notify=shown)
    def pin(self) -> str:
        """The new PIN of the petugas, until somebody has written it down; "" else."""
        return self._pin

    @Slot(str)
    def ask(self, what: str) -> None:
        """ "key", "pin" or a file by its path: nothing happens yet."""
        found = self._file(what)
        if what in ("key", "pin") or (found is not None and found.fits):
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
        machinery, found = self._flow.machinery, self._file(what)
        if what == "key":
            self.errand("key", machinery.enrolling.rotate_key, self._done)
        elif what == "pin":
            self.errand("pin", lambda: machinery.new_pin(Role.PETUGAS), self._told)
        elif found is not None:
            self.errand("enrol", lambda: machinery.enrolling.enrol(found.path), self._done)
        self.changed.emit()

    @Slot()
    def noted(self) -> None:
        """ "Sudah dicatat"."""
        self._pin = ""
        self.changed.emit()

    def entered(self) -> None:
        super().entered()
        self._look()

    def poked(self) -> None:
        super().poked()
        self._look()

    def left(self) -> None:
        super().left()
        self._standing, self._found, self._asked, self._pin = None, (), "", ""
        self._rows.show(())

    def _look(self) -> None:
        machinery = self._flow.machinery

        def read() -> tuple[EnrolledNow, tuple[EnrolmentFound, ...]]:
            found = [one for stick in machinery.usb_sticks() for one in machinery.enrolling.found(stick.path)]
            return machinery.enrolling.standing(), tuple(found)

        self.look(read, self._show)

    def _show(self, told: tuple[EnrolledNow, tuple[EnrolmentFound, ...]]) -> None:
        self._standing, self._found = told
        self._rows.show(tuple(_row(one) for one in self._found))

    def _file(self, path: str) -> EnrolmentFound | None:
        return next((one for one in self._found if one.path == path), None)

    def _told(self, pin: str) -> None:
        self._pin = pin

    def _done(self, done: Done) -> None:
        self.say_and_restart(done)
        self._look()


def _grouped(key: str) -> str:
    return " ".join(wrap(key, 4))


def _row(file: EnrolmentFound) -> EnrolmentRow:
    detail = (
        translate("Maintenance", "Untuk kiosk {id}").format(id=file.kiosk_id)
        if file.fits
        else translate(
            "Maintenance", "Untuk kelurahan lain: di kiosk ini masih ada data yang hanya bisa dibuka kelurahan lama."
        )
    )
    return EnrolmentRow(file.path, file.office, file.kiosk_id, detail, file.fits)
