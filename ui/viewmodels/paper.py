"""A slip that somebody may ask for: its print job is followed as long as the resident is here."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.prints import JobState, Outcome, SlipKind
from kiosk.usecases.track import NotFound
from ui.viewmodels.flow import Flow
from ui.viewmodels.sentences import PaperSaid, paper_sentence

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 3
"""Times one slip goes to the printer for one resident while it does not come out: paper is money, and there is a petugas."""


class Asked(msgspec.Struct, frozen=True):
    """What became of a wish for paper: its job once it is queued, what is known of it, which time it is."""

    job: int | None
    outcome: Outcome
    times: int


@QmlElement
@QmlUncreatable("made by view-models")
class PaperViewModel(QObject):
    """One button "Cetak" and what is known of its paper, for whatever `about` says the page shows now."""

    changed = Signal()

    def __init__(
        self, shared: Flow, kind: SlipKind, about: Callable[[], Hashable], parent: QObject | None = None
    ) -> None:
        """`about()` names what would be printed; None is nothing. Its owner emits `changed` when that is another thing."""
        super().__init__(parent)
        self._flow = shared
        self._kind = kind
        self._about = about
        self._asked: dict[Hashable, Asked] = {}
        shared.wiped.connect(self._forget)
        shared.bridge.poked.connect(self._look)

    # --- What the page shows

    @Property(str, notify=changed)
    def mood(self) -> str:
        """ "" as long as nothing was asked for; busy, good, unsure or bad."""
        return self._said().mood

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._said().title

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self._said().detail

    @Property(str, notify=changed)
    def button(self) -> str:
        """What the button says instead of its own words, "" where it may be pressed."""
        return self._said().button

    @Property(bool, notify=changed)
    def printable(self) -> bool:
        """Once, because paper is scarce; again when nothing came out, a few times."""
        if self._about() is None:
            return False
        return self.outcome is None or (self.outcome.state is JobState.FAILED and not self.spent)

    # --- For its owner

    @property
    def outcome(self) -> Outcome | None:
        """What is known; None when nothing was asked for."""
        asked = self._asked.get(self._about())
        return asked.outcome if asked else None

    @property
    def spent(self) -> bool:
        """It was asked for as often as is reasonable."""
        asked = self._asked.get(self._about())
        return asked is not None and asked.times >= MOST

    def ask(self, work: Callable[[], int | NotFound]) -> None:
        """Has a use case queue the slip, and follows its job."""
        about = self._about()
        times = self._asked[about].times if about in self._asked else 0
        self._know(about, Asked(None, Outcome(JobState.WAITING), times + 1))
        self._flow.run(work, lambda job: self._queued(about, job), lambda _error: self._queued(about, None))

    def follow(self, job: int) -> None:
        """A slip that was queued with the request itself."""
        self._know(self._about(), Asked(job, Outcome(JobState.WAITING), 1))
        self._queued(self._about(), job)

    # --- The job

    def _said(self) -> PaperSaid:
        return paper_sentence(self.outcome, self._kind, spent=self.spent)

    def _know(self, about: Hashable, asked: Asked) -> None:
        if self._asked.get(about) != asked:
            self._asked[about] = asked
            self.changed.emit()

    def _queued(self, about: Hashable, job: object) -> None:
        asked = self._asked[about]
        if not isinstance(job, int):
            self._know(about, msgspec.structs.replace(asked, outcome=Outcome(JobState.FAILED)))
            return
        self._know(about, msgspec.structs.replace(asked, job=job))
        self._flow.machinery.wake_printer()
        self._look()

    @Slot()
    def _look(self) -> None:
        """Asks how the printing of what is not settled stands."""
        for about, asked in self._asked.items():
            if asked.job is not None and asked.outcome.state is JobState.WAITING:
                self._ask_how(about, asked.job)

    def _ask_how(self, about: Hashable, job: int) -> None:
        def show(outcome: Outcome) -> None:
            asked = self._asked.get(about)
            if asked is not None and asked.job == job:
                self._know(about, msgspec.structs.replace(asked, outcome=outcome))

        machinery = self._flow.machinery
        self._flow.run(lambda: machinery.job_outcome(job), show, lambda _error: None)

    @Slot()
    def _forget(self) -> None:
        self._asked = {}
        self.changed.emit()
