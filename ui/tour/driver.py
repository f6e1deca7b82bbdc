"""Leads one screen from page to page without touching it: by events of the session, over the real core."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem

from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.catalog import ConsentField, Language, Service, Step
from kiosk.domain.code import RequestCode
from kiosk.domain.hall import Hall
from kiosk.domain.orders import Orders
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.petugas import Role
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from kiosk.domain.rules import holds
from kiosk.scan.wire import Card
from kiosk.ts_files import Message, read_sources, read_ts
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from ui.app import Options, Screen, build
from ui.inspection import Calls, Problem
from ui.ports import Copying, Exchanged, OfficeNews, Pending, PinOutcome, PinRight, Sent, Stick
from ui.tour.card import StillCamera
from ui.tour.rooms import (
    StillAudit,
    StillBackups,
    StillCopies,
    StillDevices,
    StillEnrolling,
    StillHall,
    StillNetwork,
    StillPower,
    StillUpdates,
)
from ui.viewmodels.flow import Timing

PATIENCE_S = 20
_DAY_MS = 86_400_000
_PLACE = re.compile(r"%\d|%n|\{\w+\}")


@cache
def _unsaid(path: Path) -> frozenset[Message]:
    """What this language of the screen has no translation for."""
    return frozenset(read_sources(path)) - read_ts(path).keys()


class StationLost(AssertionError):
    """A station could not be reached. Says which step of the way failed."""


@dataclass(frozen=True)
class World:
    """A kiosk of the tour's own: nothing in it is random, its clock stands still, nobody's data is inside."""

    context: Context
    clock: FixedClock
    decide: Callable[[str, PermohonanStatus, str | None], None]
    """What the office says about a request: its id, the status, a note."""
    announce: Callable[[RequestCode, str, str], None]
    """What the office says about a request of another kiosk: its code, the service and its number."""


@dataclass
class StillMachinery:
    """The machine around the screen, standing still in the state a station wants it in. Implements `ui.ports`."""

    outcome: Outcome = field(default_factory=lambda: Outcome(JobState.CONFIRMED))
    exchanged: Exchanged = field(default_factory=lambda: Exchanged(True, "Data sudah terkirim.", 2, 2, 1))
    pin: PinOutcome = field(default_factory=PinRight)
    sticks: tuple[Stick, ...] = (
        Stick("/media/petugas/KELURAHAN", "KELURAHAN", "vfat", 15_600_000_000, 14_200_000_000),
    )
    copying: Copying | None = None
    """How far it is with a stick …"""
    gate: threading.Event | None = None
    """… until this opens."""
    checks: tuple[Check, ...] = (
        Check("disk", True, "41 GB kosong"),
        Check("database", True, "128 permohonan, semua utuh"),
        Check("printer", False, "Kertas habis. Pasang gulungan baru, lalu tutup printernya."),
        Check("scanner", True, "siap"),
        Check("clock", True, "cocok dengan server"),
        Check("network", False, "Belum ada sinyal sejak pukul 09.40.", needed=False),
        Check("sync", True, "terakhir pukul 09.38"),
    )

    prints: tuple[PrintJob, ...] = ()
    trouble: PrintReason | None = None
    news: OfficeNews = field(default_factory=OfficeNews)
    hall: StillHall = field(default_factory=StillHall)
    network: StillNetwork = field(default_factory=StillNetwork)
    power: StillPower = field(default_factory=StillPower)
    backups: StillBackups = field(default_factory=StillBackups)
    updates: StillUpdates = field(default_factory=StillUpdates)
    enrolling: StillEnrolling = field(default_factory=StillEnrolling)
    audit: StillAudit = field(default_factory=StillAudit)
    devices: StillDevices = field(default_factory=StillDevices)
    copies: StillCopies = field(default_factory=StillCopies)
    sent: Sent | None = None
    """How far an exchange is, until the gate opens."""

    def readiness(self) -> tuple[Check, ...]:
        return self.checks

    def pending(self) -> Pending:
        return Pending(3, 1)

    def office(self) -> OfficeNews:
        return self.news

    def sync_now(self, tell: Callable[[Sent], None] = lambda _now: None) -> Exchanged:
        if self.sent is not None and self.gate is not None:
            tell(self.sent)
            self.gate.wait(600)
        return self.exchanged

    def usb_sticks(self) -> tuple[Stick, ...]:
        return self.sticks

    def usb_export(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        if self.copying is not None and self.gate is not None:
            tell(self.copying)
            self.gate.wait(600)
        return self.exchanged

    def usb_import(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        return self.exchanged

    def print_test(self) -> int:
        return 1

    def test_came_out(self, came: bool) -> None: ...

    def print_readiness(self) -> int:
        return 2

    def job_outcome(self, job: int) -> Outcome:
        return self.outcome

    def printer_trouble(self) -> PrintReason | None:
        return self.trouble

    def recent_prints(self) -> tuple[PrintJob, ...]:
        return self.prints

    def cancel_print(self, job: int) -> bool:
        return True

    def save_report(self, folder: str) -> Exchanged:
        return self.exchanged

    def save_procedures(self, folder: str) -> Exchanged:
        return self.exchanged

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def wake_printer(self) -> None: ...

    def wake_sync(self) -> None: ...

    def knows_card(self, uid: str) -> bool:
        return False

    def step_out(self) -> None:
        pass

    def new_pin(self, role: Role) -> str:
        return "730418"

    def check_pin(self, pin: str) -> PinOutcome:
        return self.pin

    def restart(self) -> None: ...

    def leave(self) -> None: ...


class Held:
    """A loudspeaker that never comes to the end of the first sentence: its caption can be looked at. Implements `ui.voice`."""

    def play(self, _samples: object, stop: threading.Event) -> None:
        stop.wait()

    def rest(self) -> None: ...

    def close(self) -> None: ...


class Driver:
    """What a station is reached with. Every station begins at the first page, with a machine where all is well."""

    def __init__(self, screen: Screen, world: World, machinery: StillMachinery) -> None:
        self.screen = screen
        self.world = world
        self.machinery = machinery
        self.calls = Calls(screen.engine)
        self._noon = world.clock.ms
        self._gate = threading.Event()
        self._gate.set()
        self._requests: dict[str, Submitted] = {}
        self._no_camera = screen.flow.camera
        self._camera = StillCamera(screen.flow)
        self._warnings: list[tuple[str, int, str]] = []
        screen.engine.warnings.connect(self._warn)

    # --- The way

    def begin(self, language: Language, look: flow.Look) -> None:
        """Back to the first page; whatever a station changed is as it was."""
        self._gate.set()
        self.wait(lambda: self.screen.bridge.pending == 0, "the core")
        self.world.clock.ms = self._noon
        still = StillMachinery()
        for name in vars(still):
            setattr(self.machinery, name, getattr(still, name))
        self.machinery.hall.clock, self.machinery.hall.zone = self.world.clock, self.world.context.zone
        self.keep(Hall())
        self.ask("")
        self.order(Orders())
        self.screen.hide_gallery()
        self.send(flow.Finish(), flow.Speak(language), flow.SetLook(look))
        self.screen.flow.camera = self._no_camera
        self.settle()

    def send(self, *events: flow.Event) -> None:
        """What a resident does, without the touches."""
        for event in events:
            self.screen.flow.send(event)

    def order(self, orders: Orders) -> None:
        """The office has told this kiosk something, until the next station."""
        self.screen.flow.obey(orders)

    def keep(self, hall: Hall) -> None:
        """The petugas has set this at the machine, until the next station."""
        self.machinery.hall.hall = hall
        self.screen.flow.settle_in(self.screen.flow.ordered, hall, self.machinery.hall.opening())

    def plug(self) -> StillCamera:
        """A camera, until the next station."""
        self.screen.flow.camera = self._camera
        return self._camera

    def hold_card(self, card: Card) -> None:
        """A KTP lies before the camera, and was read."""
        self.plug().read.emit(card)

    def scan(self, digits: str) -> None:
        """A scanner reads sixteen digits."""
        self.screen.flow.offer_number(digits)

    def hold(self) -> None:
        """Keeps the core busy: what is sent now stays on its way until the next station."""
        self._gate.clear()
        self.screen.bridge.run(lambda: self._gate.wait(600), lambda _passed: None, lambda _error: None)

    def release(self) -> None:
        """What was held back goes on."""
        self._gate.set()

    def hold_stick(self, now: Copying) -> None:
        """What is done with a stick from here on stays as far as this until the next station."""
        self._gate.clear()
        self.machinery.copying, self.machinery.gate = now, self._gate

    def hold_sync(self, now: Sent) -> None:
        """The exchange that is asked for next stays as far as this until the next station."""
        self._gate.clear()
        self.machinery.sent, self.machinery.gate = now, self._gate

    def ask(self, question: str) -> None:
        """Opens a question or sheet over the page: a value of the window's property `asking`."""
        self._put(self.screen.window, asking=question)

    def warn_idle(self) -> None:
        """Nobody has touched anything for a while. The countdown stands still at its first second."""
        shared, kiosk = self.screen.flow, self.screen.kiosk
        usual = shared.timing
        shared.timing = Timing(0, 20_000)
        kiosk.stay()
        self.wait(lambda: bool(kiosk.warning), "the idle warning")
        shared.timing = usual
        self._stop_timers()

    def open(self, service: Service) -> None:
        """From the first page to the service's page."""
        self.send(flow.Start(), flow.Choose(service))

    def open_step(self, service: Service, step: Step, answers: Mapping[str, Any]) -> None:
        """From the first page to a question, with these answers to all that are asked before it."""
        with self.screen.flow.at_once():
            self._walk(service, step, answers)
        page = self.screen.flow.session.page
        if not isinstance(page, flow.Asking) or page.step.id != step.id:
            raise StationLost(f"{service.id}: step {step.id} is not asked; the way ended on {type(page).__name__}")

    def _walk(self, service: Service, step: Step, answers: Mapping[str, Any]) -> None:
        self.open(service)
        self.send(flow.Next())
        consent = service.consent()
        if consent is not None:
            self.send(flow.Answer(consent.id, True), flow.Next())
        for _ in service.steps:
            page = self.screen.flow.session.page
            if not isinstance(page, flow.Asking) or page.step.id == step.id:
                break
            self.answer(page.step, answers)
            self.next(service)

    def open_review(self, service: Service, answers: Mapping[str, Any]) -> None:
        """From the first page to the review."""
        self.open_step(service, flow.asked_steps(service, answers)[-1], answers)
        page = self.screen.flow.session.page
        if isinstance(page, flow.Asking):
            self.answer(page.step, answers)
        self.next(service)
        if not isinstance(self.screen.flow.session.page, flow.Review):
            raise StationLost(f"{service.id}: the sample did not lead to the review")

    def answer(self, step: Step, answers: Mapping[str, Any]) -> None:
        """The fields of a step that are asked."""
        for one in step.fields:
            value = answers.get(one.id)
            if value is not None and not isinstance(one, ConsentField) and holds(one.show_when, answers):
                self.send(flow.Answer(one.id, value))

    def next(self, service: Service) -> None:
        """ "Lanjut", with what is wrong."""
        self.send(flow.Next(self.screen.flow.problems(service)))

    def request(self, service: Service) -> Submitted:
        """A request of the sample resident that is on the disk, made once."""
        if service.id not in self._requests:
            made = submit(self.world.context, service, service.sample)
            if not isinstance(made, Submitted):
                raise StationLost(f"{service.id}: the sample is refused: {made}")
            self._requests[service.id] = made
        return self._requests[service.id]

    # --- Items

    def items(self) -> Iterator[QQuickItem]:
        """Everything visible, parents first."""
        stack = [self.screen.window.contentItem()]
        while stack:
            item = stack.pop()
            yield item
            stack += [child for child in reversed(item.childItems()) if child.isVisible()]

    def press(self, name: str) -> None:
        """A button, by its objectName."""
        self.settle()
        for item in self.items():
            if item.objectName() == name:
                QMetaObject.invokeMethod(item, "click")
                self.settle()
                return
        raise StationLost(f"no visible item {name!r}")

    def sections(self) -> list[str]:
        """The sections of the gallery."""
        self.open_gallery()
        return list(self._gallery().property("sections"))

    def open_gallery(self, section: str | None = None) -> None:
        """The gallery in place of the first page."""
        self.screen.show_gallery()
        self.settle()
        if section is not None:
            self._put(self._gallery(), section=section)
            self.settle()

    def _gallery(self) -> QQuickItem:
        item = self.calls.find(self.screen.window.contentItem(), "GalleryPage")
        if item is None:
            raise StationLost("the gallery did not open")
        return item

    def listen(self) -> None:
        """Until the caption of what is being read is there; it stands still."""
        self.wait(lambda: bool(self.screen.voice.caption), "the voice")
        self.settle()

    def put(self, kind: str, **values: object) -> None:
        """Properties of the visible item of a QML type ("LetterKeys")."""
        self.settle()
        item = self.calls.find(self.screen.window.contentItem(), kind)
        if item is None:
            raise StationLost(f"no visible {kind}")
        self._put(item, **values)
        self.settle()

    def _put(self, target: Any, **values: object) -> None:
        for name, value in values.items():
            if target.property(name) is None:
                raise StationLost(f"there is no property {name!r}")
            target.setProperty(name, value)

    # --- Words

    def forget_missing(self) -> None:
        """From here on, whatever of a service is said in Indonesian for want of a translation is noted anew."""
        self.world.context.catalog.translations.missing.clear()

    def untranslated(self) -> list[Problem]:
        """Texts in sight that fell back to Indonesian: those of the screen, and of services since `forget_missing`."""
        language = self.screen.flow.language
        path = self.screen.translator.folder / f"{language}.ts"
        sources = {message.source for message in _unsaid(path)} if language != "id" else set()
        sources |= {text for spoken, text in self.world.context.catalog.translations.missing if spoken == language}
        # Places for numbers and names may hold anything. Where nothing else is said, as in "%1: %2", any text would fit.
        said = [words for source in sorted(sources) if any(map(str.isalpha, "".join(words := _PLACE.split(source))))]
        if not said:
            return []
        pattern = re.compile("|".join(".*".join(map(re.escape, words)) for words in said), re.DOTALL)
        told, _ = self.calls.gather(self.screen.window.contentItem())
        found = []
        for one in told:
            if one.text and pattern.fullmatch(one.text):
                left, top, right, bottom = (round(edge) for edge in one.box)
                box = left, top, right - left, bottom - top
                found.append(Problem("untranslated", "Text", one.text, box, f"still Indonesian in {language}"))
        return found

    # --- Warnings

    def _warn(self, warnings: list[QQmlError]) -> None:
        self._warnings += [(Path(one.url().path()).name, one.line(), one.description()) for one in warnings]

    def warnings(self) -> list[Problem]:
        """What the engine complained of since the last time this was asked."""
        said, self._warnings = self._warnings, []
        return [Problem("warning", f"{file}:{line}", "", (0, 0, 0, 0), text) for file, line, text in said]

    # --- Standing still

    def settle(self) -> None:
        """Until the page is there, the core has answered and nothing moves."""
        window, bridge = self.screen.window, self.screen.bridge
        held = 0 if self._gate.is_set() else 1
        self.wait(lambda: window.property("turning") is False and (held or bridge.pending == 0), "the page")
        # What was put off until the event loop (Qt.callLater) and what that puts off in turn.
        for _ in range(3):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        # Outside of exec() nobody else takes away what deleteLater() left: the questions of hundreds of stations.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._stop_timers()

    def grab(self) -> QImage:
        """The picture. The first frame lays out; what depends on that comes with the second."""
        window = self.screen.window
        window.grabWindow()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        return window.grabWindow()

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Lets the program run until the condition holds."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                raise StationLost(f"waited {PATIENCE_S} s for {what} on page {self.screen.kiosk.page}")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def _stop_timers(self) -> None:
        """The clock stands still, and so does every countdown."""
        for timer in self.screen.kiosk.findChildren(QTimer):
            if timer.isActive() and timer.interval() < _DAY_MS:
                timer.setInterval(_DAY_MS)


_D = TypeVar("_D", bound=Driver)


@contextmanager
def driven(world: World, options: Options, kind: type[_D]) -> Iterator[_D]:
    """A screen over the world, shown, with a driver of this kind; closed in the end."""
    machinery = StillMachinery()
    screen = build(world.context, machinery, options)
    try:
        screen.show()
        driver = kind(screen, world, machinery)
        try:
            yield driver
        finally:
            driver.release()
    finally:
        screen.close()
