"""What all view-models share: the session, the core, the machinery and the bridge. Not seen by QML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.domain import session as flow
from kiosk.domain.answers import Answers, Refused, parse
from kiosk.domain.catalog import LANGUAGES, Service
from kiosk.domain.events import ServiceClosed
from kiosk.domain.hall import Hall, Opening, merged
from kiosk.domain.orders import Orders
from kiosk.domain.problem import Doubt, Problem
from kiosk.usecases.context import Context
from ui.bridge import Bridge
from ui.camera import Camera
from ui.pictures import AnswerPictures
from ui.ports import Machinery

T = TypeVar("T")


@dataclass(frozen=True)
class Timing:
    """When the screen is emptied, in milliseconds without a touch."""

    warning_ms: int = 45_000
    wipe_ms: int = 20_000
    petugas_ms: int = 300_000
    """From the last touch in maintenance mode until its door closes, the question included."""


class Flow(QObject):
    """Holds the session and tells the view-models when it changed."""

    spoke = Signal(str)
    """Another language: before `changed`, so that every sentence is made once, in the new one."""
    changed = Signal()
    """Any part of the session: answers, language, page."""
    turned = Signal()
    """Another page."""
    wiped = Signal()
    """The resident has gone: forget everything."""
    renewed = Signal()
    """Other services, other content, other orders of the office or another hall: before `changed`, for what was made from them."""
    ticked = Signal()
    """Every few seconds: what depends on the time of day may be different now."""

    def __init__(
        self,
        context: Context,
        machinery: Machinery,
        bridge: Bridge,
        timing: Timing,
        *,
        resting: flow.Look,
        languages: tuple[str, ...] = LANGUAGES,
        camera: str = "none:",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.machinery = machinery
        self.bridge = bridge
        self.timing = timing
        self.languages = languages
        # `ui.renewal` keeps all four up to date.
        self.ordered = Orders()
        """What the office has told this kiosk."""
        self.hall = Hall()
        """How the petugas wants it to be, where the office has said nothing."""
        self.orders = Orders()
        """What counts of both."""
        self.opening = Opening(True)
        """Whether residents are served now."""
        self.pictures = AnswerPictures()
        self.camera = Camera(camera, self)
        self.session = flow.Session(look=resting, resting=resting)
        self.scanned_number = ""
        """Sixteen digits that were scanned on this page: offered, never filled in. Gone with the page."""
        # Asked of the core once a resident comes, off the GUI thread: it reads the database, and a frame must not wait.
        self.today: date = context.today()
        self._residents = 0
        self._silent = False

    @property
    def language(self) -> str:
        return self.session.language

    @property
    def deserted(self) -> bool:
        """Nobody is at the kiosk, and nobody has left a wish on the first page."""
        return self.session == flow.wiped(self.session)

    @property
    def shut(self) -> bool:
        """The whole kiosk is closed now: it can be read, and requests can be looked up."""
        return not self.opening.open

    def closing(self, service: str) -> ServiceClosed | None:
        """Why a service takes no requests now, by its id, or until when the kiosk is closed; None when it does."""
        closed = self.orders.closing(service, self.context.clock.now_ms())
        return closed or (ServiceClosed(service, until=self.opening.changes_at) if self.shut else None)

    def obey(self, orders: Orders) -> None:
        """The office has told this kiosk something else."""
        self.settle_in(orders, self.hall, self.opening)

    def settle_in(self, orders: Orders, hall: Hall, now: Opening) -> None:
        """The office has said something, somebody has changed how this kiosk is to be, or the hour has struck."""
        if (orders, hall, now) != (self.ordered, self.hall, self.opening):
            self.ordered, self.hall, self.opening = orders, hall, now
            self.orders = merged(orders, hall)
            self.tell_renewed()

    def tell_renewed(self) -> None:
        """What was made from services, content, settings or orders is made anew."""
        self.renewed.emit()
        self.changed.emit()

    def send(self, event: flow.Event) -> None:
        """The one way anything happens."""
        old = self.session
        self.session = flow.advance(old, event)
        if not self._silent:
            self._tell(old)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Many events as one: the pages between are never shown. For those who walk forms to look at one page of them."""
        old, self._silent = self.session, True
        try:
            yield
        finally:
            self._silent = False
            self._tell(old)

    def _tell(self, old: flow.Session) -> None:
        if self.session == old:
            return
        turns = _turns(old.page, self.session.page)
        if turns:
            self.scanned_number = ""
        if self.session.page != old.page and isinstance(self.session.page, flow.Attract):
            self._residents += 1
            self.wiped.emit()
        if isinstance(old.page, flow.Attract):
            self.bridge.run(self.context.today, self._learn_today, lambda _error: None)
        if self.session.language != old.language:
            self.spoke.emit(self.session.language)
        self.changed.emit()
        if turns:
            self.turned.emit()

    def offer_number(self, digits: str) -> None:
        """Sixteen digits from a scanner, for the questions of this page that ask for such a number; "" takes them back."""
        self.scanned_number = digits
        self.changed.emit()

    def _learn_today(self, today: date) -> None:
        if today != self.today:
            self.today = today
            self.changed.emit()

    def problems(self, service: Service) -> tuple[Problem, ...]:
        """Everything that is wrong in the form right now."""
        result = self._parse(service)
        return result.problems if isinstance(result, Refused) else ()

    def warnings(self, service: Service) -> tuple[Doubt, ...]:
        """What a person should look at once more, of what was answered so far."""
        return self._parse(service).warnings

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """A use case for the resident who stands here now; its result is dropped when they have left meanwhile."""
        self.bridge.run(work, self._only_now(done), self._only_now(failed))

    def errand(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """The same for what may take long."""
        self.bridge.errand(work, self._only_now(done), self._only_now(failed))

    def _only_now(self, receiver: Callable[[T], None]) -> Callable[[T], None]:
        resident = self._residents

        def receive(value: T) -> None:
            if resident == self._residents:
                receiver(value)

        return receive

    def _parse(self, service: Service) -> Answers | Refused:
        answers = flow.given_answers(service, self.session.answers)
        return parse(service, answers, today=self.today, regions=self.context.regions)


def _turns(old: flow.Page, new: flow.Page) -> bool:
    """A page that only learned of a problem is the same page."""
    if type(old) is not type(new):
        return True
    if isinstance(old, flow.Shelf | flow.ServiceShown | flow.InformationShown | flow.Reading | flow.Maintenance):
        return old != new
    return isinstance(old, flow.Asking) and isinstance(new, flow.Asking) and old.step.id != new.step.id
