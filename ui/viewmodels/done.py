"""Sending, and what the resident leaves with: the number, the code, and what is known of the paper."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import answers
from kiosk.domain import session as flow
from kiosk.domain.catalog import Group, Service
from kiosk.domain.events import WaitTold
from kiosk.domain.prints import JobState, Outcome, PrintReason, ReceiptSlip, SlipKind, TicketSlip
from kiosk.usecases.printing import reprint, reprint_ticket
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import NumberTaken, take_number
from kiosk.usecases.waiting import say_wait
from ui.viewmodels.flow import Flow
from ui.viewmodels.paper import PaperViewModel
from ui.viewmodels.sentences import PrintSaid, enough_copies, print_sentence, translate, trouble_kind

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the kiosk")
class DoneViewModel(QObject):
    """The accepted request, or the number without one."""

    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._slip: ReceiptSlip | TicketSlip | None = None
        self._asked: Service | Group | None = None
        self._paper = PaperViewModel(shared, SlipKind.RECEIPT, lambda: self.ticket or None, self)
        self._wait: WaitTold | None = None
        self._came: bool | None = None
        self._held_up = False
        self._trouble: PrintReason | None = None
        self._paper.changed.connect(self._heard)
        shared.changed.connect(self.changed)
        shared.wiped.connect(self._forget)
        shared.turned.connect(self._turned)
        shared.bridge.poked.connect(self._look)

    # --- What to show

    @Property(str, notify=changed)
    def ticket(self) -> str:
        return self._slip.ticket if self._slip else ""

    @Property(bool, notify=changed)
    def queued(self) -> bool:
        """The number is called at a counter; else it only names the request."""
        return not isinstance(self._slip, ReceiptSlip) or self._slip.queue

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._slip.code if isinstance(self._slip, ReceiptSlip) else ""

    @Property(str, notify=changed)
    def qr(self) -> str:
        """Source of the QR picture."""
        return f"image://qr/{self._slip.qr.encode().hex()}" if isinstance(self._slip, ReceiptSlip) else ""

    # The slip keeps the language it was printed in; the page changes with the resident's.

    @Property(str, notify=changed)
    def what(self) -> str:
        return self._asked.title.say(self._flow.language) if self._asked else ""

    @Property(str, notify=changed)
    def wait(self) -> str:
        """How long until the number is called, and when that was true; "" where nobody knows."""
        return say_wait(self._flow.context, self._wait, self._flow.language)

    @Property("QVariantList", notify=changed)
    def nextSteps(self) -> list[str]:
        if isinstance(self._asked, Service):
            return [step.say(self._flow.language) for step in self._asked.next_steps]
        return [
            translate("Done", "Duduk dulu di ruang tunggu."),
            translate("Done", "Datang ke loket saat nomor Anda dipanggil."),
        ]

    @Property(bool, notify=changed)
    def doubtful(self) -> bool:
        """The kiosk's clock may be wrong."""
        return self._slip.clock_doubt if self._slip else False

    # --- The paper

    def _said(self) -> PrintSaid:
        outcome = self._paper.outcome or Outcome(JobState.WAITING)
        return print_sentence(outcome, self.ticket, came=self._came, mended=self._held_up)

    @Property(str, notify=changed)
    def printMood(self) -> str:
        return self._said().mood

    @Property(str, notify=changed)
    def printTitle(self) -> str:
        return self._said().title

    @Property(str, notify=changed)
    def printDetail(self) -> str:
        said = self._said()
        return f"{said.detail} {enough_copies()}" if said.again and self._paper.spent else said.detail

    @Property(bool, notify=changed)
    def asksForPaper(self) -> bool:
        """The printer cannot say whether the slip came out, the resident can."""
        return self._said().asks

    @Property(bool, notify=changed)
    def canPrintAgain(self) -> bool:
        return self._said().again and not self._paper.spent

    @Property(bool, notify=changed)
    def photo(self) -> bool:
        """Nothing is on paper: the screen is to be photographed."""
        return self._said().photo

    @Property(bool, notify=changed)
    def paperless(self) -> bool:
        """As last heard the printer prints nothing: a number would stand on the screen alone."""
        return self._trouble is not None

    # --- What the resident does

    @Slot()
    def send(self) -> None:
        """ "Kirim permohonan". A second tap finds another page and does nothing."""
        if isinstance(self._flow.session.page, flow.Review):
            self._flow.send(flow.Send())

    @Slot(str)
    def takeNumber(self, group: str) -> None:
        self._flow.send(flow.TakeNumber(group))

    @Slot(bool)
    def sawPaper(self, came: bool) -> None:
        """ "Sudah keluar" or "Belum". The database learns nothing of it: the printer itself has not said so."""
        if self._said().asks:
            self._came = came
            self.changed.emit()

    @Slot()
    def printAgain(self) -> None:
        """ "Cetak salinan"."""
        slip, context = self._slip, self._flow.context
        if slip is None or not self.canPrintAgain:
            return
        self._came, self._held_up = None, False
        if isinstance(slip, ReceiptSlip):
            self._paper.ask(lambda: reprint(context, slip.code))
        else:
            self._paper.ask(lambda: reprint_ticket(context, slip))

    @Slot()
    def _turned(self) -> None:
        self._look()
        page = self._flow.session.page
        if not isinstance(page, flow.Sending):
            return
        now, context = self._flow.session, self._flow.context
        if page.service is not None:
            self._asked = page.service
            service, given = page.service, flow.given_answers(page.service, now.answers)
            self._flow.run(
                lambda: submit(context, service, given, language=now.language, priority=now.priority),
                self._accepted,
                self._broken,
            )
        elif page.group is not None:
            self._asked = group = context.catalog.group(page.group)
            self._flow.run(
                lambda: take_number(context, group, language=now.language, priority=now.priority),
                self._accepted,
                self._broken,
            )

    def _accepted(self, result: Submitted | NumberTaken | answers.Refused) -> None:
        if isinstance(result, answers.Refused):
            self._flow.send(flow.Refused(result.problems))
            return
        self._slip, self._wait, self._came, self._held_up = result.slip, result.wait, None, False
        self._flow.send(flow.Accepted())
        self._paper.follow(result.print_job)
        self._flow.machinery.wake_sync()

    def _broken(self, error: Exception) -> None:
        self._flow.send(flow.Broken(trouble_kind(error)))

    @Slot()
    def _heard(self) -> None:
        outcome = self._paper.outcome
        if outcome is not None and outcome.state is JobState.WAITING and outcome.reason is not None:
            self._held_up = True
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        """Asks how the printer is, for whoever is about to take a number."""
        if isinstance(self._flow.session.page, flow.PickQueue):
            self._flow.run(self._flow.machinery.printer_trouble, self._learn, lambda _error: None)

    def _learn(self, trouble: PrintReason | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self._slip, self._asked, self._came, self._held_up, self._trouble = None, None, None, False, None
        self._wait = None
        self.changed.emit()
