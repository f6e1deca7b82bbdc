"""Sending, and what the resident leaves with: the number, the code, and what is known of the paper."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import answers
from kiosk.domain import session as flow
from kiosk.domain.catalog import Group, Service
from kiosk.domain.prints import JobState, Outcome, ReceiptSlip, TicketSlip
from kiosk.usecases.printing import reprint
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import NumberTaken, take_number
from ui.viewmodels.flow import Flow
from ui.viewmodels.sentences import PrintSaid, print_sentence, translate, trouble_kind

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
        self._job: int | None = None
        self._outcome = Outcome(JobState.WAITING)
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

    def _said(self) -> PrintSaid:
        return print_sentence(self._outcome, self.ticket)

    @Property(str, notify=changed)
    def printMood(self) -> str:
        return self._said().mood

    @Property(str, notify=changed)
    def printTitle(self) -> str:
        return self._said().title

    @Property(str, notify=changed)
    def printDetail(self) -> str:
        return self._said().detail

    @Property(bool, notify=changed)
    def canPrintAgain(self) -> bool:
        return self._said().again and isinstance(self._slip, ReceiptSlip)

    # --- What the resident does

    @Slot()
    def send(self) -> None:
        """ "Kirim permohonan". A second tap finds another page and does nothing."""
        if isinstance(self._flow.session.page, flow.Review):
            self._flow.send(flow.Send())

    @Slot(str)
    def takeNumber(self, group: str) -> None:
        self._flow.send(flow.TakeNumber(group))

    @Slot()
    def printAgain(self) -> None:
        if not isinstance(self._slip, ReceiptSlip):
            return
        code, context = self._slip.code, self._flow.context
        self._outcome = Outcome(JobState.WAITING)
        self.changed.emit()
        self._flow.run(lambda: reprint(context, code), self._queued, self._broken)

    @Slot()
    def _turned(self) -> None:
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
        self._slip, self._outcome = result.slip, Outcome(JobState.WAITING)
        self._flow.send(flow.Accepted())
        self._queued(result.print_job)
        self._flow.machinery.wake_sync()

    def _queued(self, job: object) -> None:
        if isinstance(job, int):
            self._job = job
            self._flow.machinery.wake_printer()
            self._look()

    def _broken(self, error: Exception) -> None:
        self._flow.send(flow.Broken(trouble_kind(error)))

    @Slot()
    def _look(self) -> None:
        """Asks how the printing stands."""
        if self._job is None:
            return
        job, machinery = self._job, self._flow.machinery

        def show(outcome: Outcome) -> None:
            if job == self._job and outcome != self._outcome:
                self._outcome = outcome
                self.changed.emit()

        self._flow.run(lambda: machinery.job_outcome(job), show, lambda _error: None)

    @Slot()
    def _forget(self) -> None:
        self._slip, self._asked, self._job, self._outcome = None, None, None, Outcome(JobState.WAITING)
        self.changed.emit()
