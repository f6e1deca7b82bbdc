"""What the office has sent and the petugas has set comes into use: orders and hours at once, settings for the next resident,
services and content while nobody is at the kiosk.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import log
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.domain.content import Content
from kiosk.domain.events import SettingsChanged
from kiosk.domain.hall import Hall, Opening
from kiosk.domain.orders import Orders
from kiosk.usecases import office_files
from kiosk.usecases.orders import orders
from ui.viewmodels.flow import Flow, Timing


@dataclass(frozen=True)
class _Told:
    """What the core knows after an exchange, or after somebody was in maintenance mode."""

    orders: Orders
    files: int
    hall: Hall
    opening: Opening


@dataclass(frozen=True)
class _Usual:
    """How the settings of this machine want it, where the office has said nothing."""

    timing: Timing
    languages: tuple[str, ...]
    office_copy: bool


class Renewal(QObject):
    """Asks the core after every exchange, off the GUI thread, and tells the view-models by `Flow.renewed`."""

    refilled = Signal()
    """Other services or other content are in use."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._usual = _Usual(shared.timing, shared.languages, shared.context.office_copy)
        self._settings = SettingsChanged()
        self._asking = self._again = self._reading = False
        self._tried = shared.context.files
        self._wanted = office_files.newest(shared.context)
        self._files: tuple[Catalog, Content] | None = None
        # At once: the first page shall not change under the eyes of whoever comes first.
        self._learn(self._know())
        shared.bridge.poked.connect(self._ask)
        # Again and again, not when the hour strikes: a clock may jump, and a machine may sleep.
        shared.ticked.connect(self._ask)
        shared.changed.connect(self._settle)

    @Slot()
    def _ask(self) -> None:
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._flow.bridge.run(self._know, self._answered, self._unread)

    def _know(self) -> _Told:
        context, hall = self._flow.context, self._flow.machinery.hall
        return _Told(orders(context), office_files.newest(context), hall.now(), hall.opening())

    def _answered(self, told: _Told) -> None:
        self._asking, again, self._again = False, self._again, False
        self._learn(told)
        if again:
            self._ask()

    def _unread(self, _error: Exception) -> None:
        # A store that cannot be read says so where somebody needs it; the next exchange asks again.
        self._asking = self._again = False

    def _learn(self, told: _Told) -> None:
        self._wanted = told.files
        self._flow.settle_in(told.orders, told.hall, told.opening)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        """Whoever is at the kiosk keeps the services, the languages and the patience they began with."""
        if not self._flow.deserted:
            return
        if self._flow.orders.settings != self._settings:
            self._settings = self._flow.orders.settings
            self._follow(self._settings)
        if self._files is not None:
            self._take(*self._files)
        elif self._wanted != self._tried and not self._reading:
            self._read(self._wanted)

    def _follow(self, said: SettingsChanged) -> None:
        shared, usual = self._flow, self._usual
        warning, wipe = said.idle_warning_s, said.idle_wipe_s
        shared.timing = Timing(
            usual.timing.warning_ms if warning is None else warning * 1000,
            usual.timing.wipe_ms if wipe is None else wipe * 1000,
        )
        # A later office may speak more than this program.
        spoken = tuple(language for language in said.languages or () if language in LANGUAGES)
        shared.languages = spoken or usual.languages
        shared.context.follow(office_copy=usual.office_copy if said.office_copy is None else said.office_copy)
        shared.tell_renewed()

    def _read(self, number: int) -> None:
        self._reading = True
        context = self._flow.context

        def read(files: tuple[Catalog, Content]) -> None:
            self._reading, self._tried, self._files = False, number, files
            self._settle()

        def failed(error: Exception) -> None:
            # What is in use stays; `kiosk doctor` names the file.
            log.bug(error)
            self._reading, self._tried = False, number
            self._settle()

        self._flow.bridge.run(lambda: office_files.current(context), read, failed)

    def _take(self, catalog: Catalog, content: Content) -> None:
        self._files = None
        self._flow.context.renew(catalog, content, self._tried)
        self.refilled.emit()
        self._flow.tell_renewed()
