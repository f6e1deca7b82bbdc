"""SERVICES: which services take requests at this kiosk."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.catalog import Service
from kiosk.domain.events import ServiceClosed
from kiosk.domain.hall import REASON_LENGTH, Hall
from kiosk.domain.orders import Orders
from kiosk.domain.petugas import Room
from ui.ports import Done
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.untils import UntilRow, chosen_until, until_rows
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import moment_words

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class SwitchRow(msgspec.Struct, frozen=True):
    """A service and its switch. `office`: the office has closed it, and nobody opens it here."""

    service: str
    title: str
    detail: str
    turnedOn: bool
    office: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class ServicesViewModel(RoomViewModel):
    """What is switched off can be read, and asked about at the counter; whoever has begun may finish."""

    room = Room.SERVICES
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._hall = Hall()
        self._searched = ""
        self._asked: Service | None = None
        self._rows = Rows(SwitchRow, self)
        self._untils = Rows(UntilRow, self)
        shared.renewed.connect(self._renew)

    @Property(Rows, notify=shown)
    def services(self) -> Rows:
        """Those whose name holds the words that are looked for; what is closed stands first."""
        return self._rows

    @Property(Rows, notify=shown)
    def untils(self) -> Rows:
        """Until when one may be closed, to choose from."""
        return self._untils

    @Property(int, notify=shown)
    def longestReason(self) -> int:
        """Letters."""
        return REASON_LENGTH

    @Property(str, notify=shown)
    def asked(self) -> str:
        """The name of the service that is about to be closed, "" for none."""
        return self._asked.title.say("id") if self._asked else ""

    @Property(int, notify=shown)
    def closedHere(self) -> int:
        """How many are switched off at this kiosk."""
        return sum(self._lasting(one) for one in self._hall.closed)

    @Slot(str)
    def search(self, text: str) -> None:
        self._searched = text.strip().casefold()
        self._list()

    @Slot(str)
    def turn(self, service: str) -> None:
        """A switch was touched: what is closed here is open again at once; before one is closed it is asked why."""
        found = next((one for one in self._flow.context.catalog.services if one.id == service), None)
        if found is None or self._orders().closing(service, self._now()) is not None:
            return
        if self._here_closed(service) is None:
            self._asked = found
            self.changed.emit()
        else:
            self._change("open", service, None)

    @Slot(str, int)
    def close(self, reason: str, until: int) -> None:
        """`until`: a place in `untils`."""
        if self._asked is None:
            return
        shut = ServiceClosed(self._asked.id, reason.strip(), chosen_until(self._untils, until))
        self._change("close", self._asked.id, shut)

    @Slot()
    def leaveOpen(self) -> None:
        """ "Batal"."""
        self._asked = None
        self.changed.emit()

    def entered(self) -> None:
        self._untils.show(until_rows(self._flow.context.zone, self._now()))
        self._look()

    def poked(self) -> None:
        self._look()

    def left(self) -> None:
        self._hall = Hall()
        self._asked, self._searched = None, ""
        self._rows.show(())

    @Slot()
    def _renew(self) -> None:
        """The office has said something else."""
        if self.here:
            self._list()

    def _look(self) -> None:
        self.look(self._flow.machinery.hall.now, self._show, quick=True)

    def _show(self, hall: Hall) -> None:
        self._hall = hall
        self._list()

    def _list(self) -> None:
        services = self._flow.context.catalog.services
        rows = [self._row(one) for one in services if self._searched in one.title.say("id").casefold()]
        self._rows.show(tuple(sorted(rows, key=lambda row: row.turnedOn)))
        self.changed.emit()

    def _row(self, service: Service) -> SwitchRow:
        title = service.title.say("id")
        ordered, here = self._orders().closing(service.id, self._now()), self._here_closed(service.id)
        if ordered is not None:
            detail = translate("Maintenance", "Ditutup kelurahan. {more}").format(more=self._more(ordered))
            return SwitchRow(service.id, title, detail.strip(), turnedOn=False, office=True)
        if here is not None:
            detail = translate("Maintenance", "Ditutup di kiosk ini. {more}").format(more=self._more(here))
            return SwitchRow(service.id, title, detail.strip(), turnedOn=False, office=False)
        return SwitchRow(service.id, title, "", turnedOn=True, office=False)

    def _more(self, closed: ServiceClosed) -> str:
        if closed.until is None:
            return closed.reason
        until = moment_words(self._flow.context.zone, closed.until, "id")
        return f"{closed.reason} {translate('Maintenance', 'Dibuka lagi {when}.').format(when=until)}".strip()

    def _orders(self) -> Orders:
        return self._flow.ordered

    def _here_closed(self, service: str) -> ServiceClosed | None:
        return next((one for one in self._hall.closed if one.service == service and self._lasting(one)), None)

    def _lasting(self, closed: ServiceClosed) -> bool:
        return closed.until is None or self._now() < closed.until

    def _change(self, name: str, service: str, shut: ServiceClosed | None) -> None:
        hall = self._flow.machinery.hall

        def work() -> tuple[Done, Hall]:
            # Of what counts now, not of what was read when they came in.
            now = hall.now()
            others = tuple(one for one in now.closed if one.service != service)
            wanted = msgspec.structs.replace(now, closed=(*others, shut) if shut else others)
            return hall.change(wanted), wanted

        def changed(result: tuple[Done, Hall]) -> None:
            done, wanted = result
            if done.ok:
                self._asked, self._hall = None, wanted
                self._list()
            self.say_done(done)
            self._flow.bridge.poke()

        self.errand(name, work, changed)

    def _now(self) -> int:
        return self._flow.context.clock.now_ms()
