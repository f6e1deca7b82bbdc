"""The house of the rooms: who is inside, which doors are open to them, and when they have gone."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.petugas import Room, may_enter
from ui.viewmodels.errands import RoomViewModel, StickRoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.audit import AuditViewModel
from ui.viewmodels.maintenance.backups import BackupsViewModel
from ui.viewmodels.maintenance.door import DoorViewModel
from ui.viewmodels.maintenance.enrolment import EnrolmentViewModel
from ui.viewmodels.maintenance.hall import HallViewModel
from ui.viewmodels.maintenance.help import HelpViewModel
from ui.viewmodels.maintenance.home import HomeViewModel
from ui.viewmodels.maintenance.look import LookViewModel
from ui.viewmodels.maintenance.network import NetworkViewModel
from ui.viewmodels.maintenance.power import PowerViewModel
from ui.viewmodels.maintenance.printer import PrinterViewModel
from ui.viewmodels.maintenance.reports import ReportsViewModel
from ui.viewmodels.maintenance.scanner import ScannerViewModel
from ui.viewmodels.maintenance.sending import SendingViewModel
from ui.viewmodels.maintenance.services import ServicesViewModel
from ui.viewmodels.maintenance.touch import TouchViewModel
from ui.viewmodels.maintenance.update import UpdateViewModel
from ui.viewmodels.maintenance.words import role_words, room_words
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


_DOORS: Final = (
    Room.PRINTER,
    Room.SENDING,
    Room.HALL,
    Room.REPORTS,
    Room.HELP,
    Room.SERVICES,
    Room.LOOK,
    Room.NETWORK,
    Room.SCANNER,
    Room.TOUCH,
    Room.AUDIT,
    Room.BACKUPS,
    Room.UPDATE,
    Room.ENROLMENT,
    Room.POWER,
)
"""What is used most stands first."""


class RoomRow(msgspec.Struct, frozen=True):
    """A door on the first page of maintenance mode."""

    room: str
    text: str
    note: str
    iconName: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class MaintenanceViewModel(QObject):
    """`room` is the page that is shown: `ui/pages/rooms/<Room>Room.qml`."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    closing = Signal(int)
    """The program is to end: `ui.ports.LEFT` or `RESTART`."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._inside = False
        self._rooms = Rows(RoomRow, self)
        self._door = DoorViewModel(shared, self)
        self._home = HomeViewModel(shared, self)
        self._printer = PrinterViewModel(shared, self)
        self._sending = SendingViewModel(shared, self)
        self._reports = ReportsViewModel(shared, self)
        self._touch = TouchViewModel(shared, self)
        self._scanner = ScannerViewModel(shared, self)
        self._help = HelpViewModel(shared, self)
        self._audit = AuditViewModel(shared, self)
        self._hall = HallViewModel(shared, self)
        self._services = ServicesViewModel(shared, self)
        self._look = LookViewModel(shared, self)
        self._network = NetworkViewModel(shared, self)
        self._backups = BackupsViewModel(shared, self)
        self._update = UpdateViewModel(shared, self)
        self._enrolment = EnrolmentViewModel(shared, self)
        self._power = PowerViewModel(shared, self)
        for room in (self._backups, self._update, self._enrolment, self._power):
            room.closing.connect(self.closing)
        shared.changed.connect(self._moved)

    # --- The rooms, one property each

    @Property(DoorViewModel, notify=fixed)
    def door(self) -> DoorViewModel:
        return self._door

    @Property(HomeViewModel, notify=fixed)
    def home(self) -> HomeViewModel:
        return self._home

    @Property(PrinterViewModel, notify=fixed)
    def printer(self) -> PrinterViewModel:
        return self._printer

    @Property(SendingViewModel, notify=fixed)
    def sending(self) -> SendingViewModel:
        return self._sending

    @Property(ReportsViewModel, notify=fixed)
    def reports(self) -> ReportsViewModel:
        return self._reports

    @Property(HallViewModel, notify=fixed)
    def hall(self) -> HallViewModel:
        return self._hall

    @Property(ServicesViewModel, notify=fixed)
    def services(self) -> ServicesViewModel:
        return self._services

    @Property(LookViewModel, notify=fixed)
    def look(self) -> LookViewModel:
        return self._look

    @Property(NetworkViewModel, notify=fixed)
    def network(self) -> NetworkViewModel:
        return self._network

    @Property(BackupsViewModel, notify=fixed)
    def backups(self) -> BackupsViewModel:
        return self._backups

    @Property(UpdateViewModel, notify=fixed)
    def update(self) -> UpdateViewModel:
        return self._update

    @Property(EnrolmentViewModel, notify=fixed)
    def enrolment(self) -> EnrolmentViewModel:
        return self._enrolment

    @Property(PowerViewModel, notify=fixed)
    def power(self) -> PowerViewModel:
        return self._power

    @Property(AuditViewModel, notify=fixed)
    def audit(self) -> AuditViewModel:
        return self._audit

    @Property(HelpViewModel, notify=fixed)
    def help(self) -> HelpViewModel:
        return self._help

    @Property(ScannerViewModel, notify=fixed)
    def scanner(self) -> ScannerViewModel:
        return self._scanner

    @Property(TouchViewModel, notify=fixed)
    def touch(self) -> TouchViewModel:
        return self._touch

    # --- Who is inside

    @Property(str, notify=changed)
    def room(self) -> str:
        """The room they are in, "" when nobody is inside."""
        page = self._flow.session.page
        return page.room.value if isinstance(page, flow.Maintenance) else ""

    @Property(bool, notify=changed)
    def admin(self) -> bool:
        """Whether it is the admin who is inside; what a petugas may not do is not shown to them."""
        page = self._flow.session.page
        return isinstance(page, flow.Maintenance) and page.role.value == "admin"

    @Property(str, notify=changed)
    def whom(self) -> str:
        """As whom they are inside, in words."""
        page = self._flow.session.page
        return role_words(page.role) if isinstance(page, flow.Maintenance) else ""

    @Property(Rows, notify=fixed)
    def rooms(self) -> Rows:
        """The doors that are open to them, in the order of how often they are used."""
        return self._rooms

    @Property(str, notify=fixed)
    def kioskId(self) -> str:
        """By which the office knows this kiosk."""
        return self._flow.context.kiosk.id

    @Slot(str)
    def visit(self, room: str) -> None:
        """Through a door; nothing happens where it is closed to them."""
        if room in {one.value for one in Room}:
            self._flow.send(flow.Visit(Room(room)))

    @property
    def occupied(self) -> bool:
        """Something is being done or tested: nobody is locked out of it."""
        return any(room.occupied for room in self.findChildren(RoomViewModel))

    @Slot()
    def stop(self) -> None:
        """The screen closes: nothing more is written to a stick."""
        for room in self.findChildren(StickRoomViewModel):
            room.stopCopying()

    @Slot()
    def _moved(self) -> None:
        page = self._flow.session.page
        was, self._inside = self._inside, isinstance(page, flow.Maintenance)
        if isinstance(page, flow.Maintenance):
            open_to = [room for room in _DOORS if may_enter(page.role, room)]
            self._rooms.show(tuple(_row(room) for room in open_to))
        elif was:
            # Behind what they asked for: it was they who asked for it.
            self._flow.bridge.errand(self._flow.machinery.step_out, lambda _nothing: None, lambda _error: None)
        self.changed.emit()


def _row(room: Room) -> RoomRow:
    said = room_words(room)
    return RoomRow(room.value, said.title, said.note, said.icon)
