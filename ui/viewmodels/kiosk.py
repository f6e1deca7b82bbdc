"""The root of all view-models: which page, which language, how much of the band is woven, and whether anybody is here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.petugas import Room
from kiosk.scan.payload import NikDigits, OurCode, OurLetter, OurSlip, Payload, classify
from kiosk.usecases.cards import looks_like_card
from ui.viewmodels.catalogue import CatalogueViewModel
from ui.viewmodels.done import DoneViewModel
from ui.viewmodels.finding import FindingViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.form import FormViewModel
from ui.viewmodels.information import InformationViewModel, ReadingViewModel, single
from ui.viewmodels.ktp import KtpViewModel
from ui.viewmodels.maintenance.root import MaintenanceViewModel
from ui.viewmodels.sentences import clock_words, opens_again_sentence, trouble_sentence
from ui.viewmodels.track import TrackViewModel
from ui.viewmodels.watch import WatchViewModel

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_NAMES: dict[type[flow.Page], str] = {
    flow.Attract: "attract",
    flow.Catalogue: "catalogue",
    flow.Shelf: "shelf",
    flow.Searching: "search",
    flow.InformationShown: "information",
    flow.Reading: "reading",
    flow.PickQueue: "queue",
    flow.ServiceShown: "service",
    flow.Privacy: "privacy",
    flow.Asking: "step",
    flow.CardShown: "ktp",
    flow.CardRead: "ktp_read",
    flow.Review: "review",
    flow.Sending: "sending",
    flow.Done: "done",
    flow.Track: "track",
    flow.TrackResult: "result",
    flow.Trouble: "trouble",
    flow.Pin: "pin",
    flow.Maintenance: "maintenance",
}
_ORDER = list(_NAMES.values())
_SCALES: dict[str, float] = {"normal": 1.0, "large": 1.3, "largest": 1.6}
_READING_TAKES = 4
"""Times as long until somebody is asked whether they are still there."""
_SAME_SCAN_MS = 3000
"""A camera tells every two seconds what it still sees."""
_TOUCHES = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
)


@QmlElement
@QmlUncreatable("made by ui.app")
class KioskViewModel(QObject):
    """What the root window binds to."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    turned = Signal(int)
    """Another page; 1 forward, -1 back, 0 a new beginning."""
    renewed = Signal()
    languageChanged = Signal()
    lookChanged = Signal()
    idleChanged = Signal()

    def __init__(self, shared: Flow, clock_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._clock_ms = clock_ms
        self._knocking = flow.Knocking()
        self._latest_scan: tuple[int, int] | None = None
        """Its hash, and when: people hold a code longer than reading it takes."""
        self._shown = shared.session.page
        self._spoken = shared.language
        self._look = shared.session.look
        self._seconds = 0
        self._finding = FindingViewModel(shared, self)
        self._catalogue = CatalogueViewModel(shared, self)
        self._information = InformationViewModel(shared, self)
        self._reading = ReadingViewModel(shared, self)
        self._form = FormViewModel(shared, self)
        self._ktp = KtpViewModel(shared, self)
        self._done = DoneViewModel(shared, self)
        self._track = TrackViewModel(shared, self)
        self._watch = WatchViewModel(shared, self)
        self._maintenance = MaintenanceViewModel(shared, self)
        self._maintenance.printer.watching.connect(self._watch.look)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._warn)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count)
        self._minute = QTimer(self)
        self._minute.setInterval(5000)
        self._minute.timeout.connect(self.changed)
        self._minute.timeout.connect(shared.ticked)
        self._minute.start()
        shared.changed.connect(self._refresh)
        shared.renewed.connect(self.renewed)
        shared.turned.connect(self._turned)
        self._ktp.attended.connect(self.listen)
        self._watch.scanned.connect(self.take)

    # --- What is shown

    @Property(str, notify=changed)
    def page(self) -> str:
        shown = self._flow.session.page
        return "reading" if self._reads() else _NAMES[type(shown)]

    def _reads(self) -> bool:
        """A service with one record shows it at once."""
        shown = self._flow.session.page
        if isinstance(shown, flow.InformationShown):
            return single(self._flow, shown.information) is not None
        return isinstance(shown, flow.Reading)

    @Property(float, notify=changed)
    def woven(self) -> float:
        """How much of the band is woven, from 0 to 1."""
        if isinstance(self._flow.session.page, flow.TrackResult):
            return self._track.woven
        woven = flow.progress(self._flow.session)
        return woven.done / woven.total

    @Property(str, notify=fixed)
    def office(self) -> str:
        return self._flow.context.kiosk.office.name

    @Property(str, notify=changed)
    def today(self) -> str:
        return words.day(self._flow.today, self._flow.language)

    @Property(str, notify=changed)
    def clock(self) -> str:
        """ "14.05"."""
        now = self._flow.context.zone.local(self._flow.context.clock.now_ms())
        return clock_words(now, self._flow.language)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._flow.language

    @Property("QVariantList", notify=renewed)
    def languages(self) -> list[str]:
        return list(self._flow.languages)

    @Property(str, notify=changed)
    def notice(self) -> str:
        """What the office wants everybody to know, else what the petugas at this kiosk has written: in their own words,
        Indonesian, whatever is spoken. "" for nothing.
        """
        return self._flow.orders.notice(self._flow.context.clock.now_ms())

    @Property(bool, notify=changed)
    def shut(self) -> bool:
        """Closed for today, or outside the opening hours: there is something to read, and nothing to begin."""
        return self._flow.shut

    @Property(str, notify=changed)
    def opensAgain(self) -> str:
        """ "Buka lagi besok, Minggu, 08.00 WIB."; "" where nobody knows."""
        at, context = self._flow.opening.changes_at, self._flow.context
        if not self._flow.shut or at is None:
            return ""
        return opens_again_sentence(context.zone, at, context.clock.now_ms(), self._flow.language)

    # --- How this resident wants it

    @Property(str, notify=lookChanged)
    def text(self) -> str:
        """ "normal", "large" or "largest"."""
        return self._flow.session.look.text

    @Property(float, notify=lookChanged)
    def textScale(self) -> float:
        return _SCALES[self._flow.session.look.text]

    @Property(bool, notify=lookChanged)
    def contrast(self) -> bool:
        return self._flow.session.look.contrast

    @Property(bool, notify=lookChanged)
    def reach(self) -> bool:
        return self._flow.session.look.reach

    @Property(bool, notify=lookChanged)
    def voice(self) -> bool:
        return self._flow.session.look.voice

    @Property(bool, notify=lookChanged)
    def changedLook(self) -> bool:
        """Whether this resident sees it differently from what the office chose."""
        wish = msgspec.structs.replace(self._flow.session.look, voice=self._flow.session.resting.voice)
        return wish != self._flow.session.resting

    @Slot(str)
    def setText(self, size: str) -> None:
        if size in _SCALES:
            self._wear(text=size)

    @Slot(bool)
    def setContrast(self, on: bool) -> None:
        self._wear(contrast=on)

    @Slot(bool)
    def setReach(self, on: bool) -> None:
        self._wear(reach=on)

    @Slot(bool)
    def setVoice(self, on: bool) -> None:
        self._wear(voice=on)

    def _wear(self, **wish: object) -> None:
        self._flow.send(flow.SetLook(msgspec.structs.replace(self._flow.session.look, **wish)))

    # --- The view-models of the pages

    @Property(FindingViewModel, notify=fixed)
    def finding(self) -> FindingViewModel:
        return self._finding

    @Property(CatalogueViewModel, notify=fixed)
    def catalogue(self) -> CatalogueViewModel:
        return self._catalogue

    @Property(InformationViewModel, notify=fixed)
    def information(self) -> InformationViewModel:
        return self._information

    @Property(ReadingViewModel, notify=fixed)
    def reading(self) -> ReadingViewModel:
        return self._reading

    @Property(FormViewModel, notify=fixed)
    def form(self) -> FormViewModel:
        return self._form

    @Property(KtpViewModel, notify=fixed)
    def ktp(self) -> KtpViewModel:
        return self._ktp

    @Property(DoneViewModel, notify=fixed)
    def done(self) -> DoneViewModel:
        return self._done

    @Property(TrackViewModel, notify=fixed)
    def track(self) -> TrackViewModel:
        return self._track

    @Property(WatchViewModel, notify=fixed)
    def watch(self) -> WatchViewModel:
        return self._watch

    @Property(MaintenanceViewModel, notify=fixed)
    def maintenance(self) -> MaintenanceViewModel:
        return self._maintenance

    def _trouble(self) -> str:
        page = self._flow.session.page
        return page.kind if isinstance(page, flow.Trouble) else "fault"

    @Property(str, notify=changed)
    def troubleTitle(self) -> str:
        return trouble_sentence(self._trouble()).title

    @Property(str, notify=changed)
    def troubleDetail(self) -> str:
        return trouble_sentence(self._trouble()).detail

    @Property(bool, notify=changed)
    def canRetry(self) -> bool:
        return trouble_sentence(self._trouble()).retry

    # --- What the resident does

    @Slot()
    def start(self) -> None:
        self._flow.send(flow.Start())

    @Slot()
    def wantNumber(self) -> None:
        if not self._flow.shut:
            self._flow.send(flow.WantNumber())

    @Slot()
    def wantTrack(self) -> None:
        self._flow.send(flow.WantTrack())

    @Slot()
    def back(self) -> None:
        self._flow.send(flow.Back())

    @Slot()
    def finish(self) -> None:
        self._flow.send(flow.Finish())

    @Slot(str)
    def speak(self, language: str) -> None:
        if language in self._flow.languages:
            self._flow.send(flow.Speak(language))

    @Slot(str)
    def corner(self, which: str) -> None:
        """A corner of the first page was touched."""
        self._knocking = self._knocking.tap(which, self._clock_ms())
        if self._knocking.complete:
            self._knocking = flow.Knocking()
            self._flow.send(flow.Knock())

    # --- A code was read

    @Slot(str)
    def take(self, text: str) -> None:
        """What a scanner or the camera read. It does something only where that is expected, and is kept nowhere."""
        asked = self._countdown.isActive()
        self.stay()
        latest, self._latest_scan = self._latest_scan, (hash(text), self._clock_ms())
        again = latest is not None and latest[0] == hash(text) and self._latest_scan[1] - latest[1] < _SAME_SCAN_MS
        # As a touch that answers "Masih di sini?", it does nothing else.
        if asked or again:
            return
        payload = classify(text)
        if isinstance(self._flow.session.page, flow.Attract) and looks_like_card(text):
            machinery = self._flow.machinery
            self._flow.run(
                lambda: machinery.knows_card(text),
                lambda known: self._flow.send(flow.Knock()) if known else self._follow(text, payload),
                lambda _error: None,
            )
        else:
            self._follow(text, payload)

    def _follow(self, text: str, payload: Payload) -> None:
        """The one place that says where a code leads. On pages with answers nothing navigates: they would be lost."""
        match payload, self._flow.session.page:
            case OurSlip() | OurCode(), flow.Attract() | flow.Catalogue() | flow.Track() | flow.TrackResult():
                self._flow.send(flow.WantTrack())
                self._track.scanned(text)
            case OurLetter(), flow.Attract() | flow.Catalogue() | flow.Track() | flow.TrackResult():
                self._flow.send(flow.WantTrack())
                self._track.explain(payload)
            case NikDigits(digits), flow.Asking():
                self._flow.offer_number(digits)
            case _, flow.Track():
                self._track.explain(payload)
            case OurSlip() | OurCode(), flow.Maintenance(room=Room.PRINTER):
                self._maintenance.printer.heard(text)
            case _, flow.Maintenance(room=Room.SCANNER):
                self._maintenance.scanner.heard(text, payload)
            case _:
                pass

    # --- Is anybody here?

    @Property(bool, notify=idleChanged)
    def warning(self) -> bool:
        return self._countdown.isActive()

    @Property(int, notify=idleChanged)
    def secondsLeft(self) -> int:
        return self._seconds

    @Slot()
    def stay(self) -> None:
        """ "Ya, masih di sini", or any touch."""
        was = self._countdown.isActive()
        self._countdown.stop()
        self._idle.stop()
        if not self._nobody_waits():
            self._idle.start(self._patience_ms())
        if was:
            self.idleChanged.emit()

    @Slot()
    def listen(self) -> None:
        """Something is being read aloud: whoever listens is here. It does not answer "Masih di sini?"."""
        if not self._countdown.isActive():
            self.stay()

    def close(self) -> None:
        """Nobody is waited for any more."""
        for timer in (self._idle, self._countdown, self._minute):
            timer.stop()

    def _patience_ms(self) -> int:
        """Until somebody is asked whether they are still there."""
        timing = self._flow.timing
        if isinstance(self._flow.session.page, flow.Maintenance):
            # Whoever mends a printer has no hand free; then the door closes all the same.
            return max(timing.warning_ms, timing.petugas_ms - timing.wipe_ms)
        # Nobody touches anything while reading three hundred words.
        return timing.warning_ms * self._slowness() * (_READING_TAKES if self._reads() else 1)

    def _nobody_waits(self) -> bool:
        page = self._flow.session.page
        if isinstance(page, flow.Attract):
            # A language or a voice that was chosen on the first page is a resident's, and goes with them.
            return self._flow.deserted
        # Nothing that may be broken off.
        return isinstance(page, flow.Sending)

    def _slowness(self) -> int:
        """Who listens, and works with one or two switches, has twice the time."""
        inside = isinstance(self._flow.session.page, flow.Maintenance)
        return 2 if self._flow.session.look.voice and not inside else 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the window: every touch counts as "still here". A scanner's keys never come here (`ui.scanner`)."""
        if event.type() in _TOUCHES:
            if self._countdown.isActive():
                # The touch that answers "Masih di sini?" must not press what lies beneath.
                self.stay()
                return event.type() != QEvent.Type.TouchUpdate
            self.stay()
        return False

    @Slot()
    def _warn(self) -> None:
        if self._maintenance.occupied:
            # A stick takes minutes, and nobody touches anything meanwhile.
            self.stay()
            return
        wipe_ms = self._flow.timing.wipe_ms * self._slowness()
        self._seconds = max(1, round(wipe_ms / 1000))
        self._countdown.setInterval(max(1, wipe_ms // self._seconds))
        self._countdown.start()
        self.idleChanged.emit()

    @Slot()
    def _count(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._countdown.stop()
            self._flow.send(flow.Finish())
        self.idleChanged.emit()

    # --- The session moved

    @Slot()
    def _turned(self) -> None:
        old, new = self._shown, self._flow.session.page
        self._shown = new
        if isinstance(new, flow.Attract):
            self._latest_scan = None
        self._knocking = flow.Knocking()
        self.stay()
        # What one came from lies behind; between shelves and services the order of pages says nothing.
        further = self._flow.session.trail[-1:] == (old,) or self._reading.went_on(old, new)
        self.turned.emit(1 if further else _direction(old, new))

    @Slot()
    def _refresh(self) -> None:
        if self._flow.language != self._spoken:
            self._spoken = self._flow.language
            self.languageChanged.emit()
            self.stay()
        if self._flow.session.look != self._look:
            self._look = self._flow.session.look
            self.lookChanged.emit()
            self.stay()
        self.changed.emit()


def _direction(old: flow.Page, new: flow.Page) -> int:
    if isinstance(new, flow.Attract):
        return 0
    if isinstance(old, flow.Maintenance) and isinstance(new, flow.Maintenance):
        return -1 if new.room is Room.HOME else 1
    if isinstance(old, flow.CardShown | flow.CardRead) and isinstance(new, flow.Asking) and new.card is None:
        return -1 if new.step == old.asking.step else 1
    if isinstance(old, flow.Asking) and isinstance(new, flow.Asking):
        if old.row or new.row:
            return 1 if new.row else -1
        steps = [step.id for step in old.service.steps]
        return 1 if steps.index(new.step.id) > steps.index(old.step.id) else -1
    return 1 if _ORDER.index(_NAMES[type(new)]) > _ORDER.index(_NAMES[type(old)]) else -1
