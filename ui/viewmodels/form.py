"""The form: one step at a time, and the review of all of them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.catalog import Service, Step
from ui.viewmodels.field import FieldViewModel, say_answer
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class ReviewRow(msgspec.Struct, frozen=True):
    """One step's answers: label and answer of each field, ready to be read."""

    step: str
    title: str
    answer: str


@QmlElement
@QmlUncreatable("made by the form")
class StepViewModel(QObject):
    """One question. Lives as long as the form, so that a page that is leaving the screen still has its words."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, service: Service, step: Step, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._service = service
        self._step = step
        asked = {field.id for field in flow.asked_fields(service, shared.session.answers)}
        self._fields = [FieldViewModel(shared, field, self) for field in step.fields if field.id in asked]
        shared.changed.connect(self.changed)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._step.title.say(self._flow.language)

    @Property(str, notify=changed)
    def reason(self) -> str:
        return self._step.reason.say(self._flow.language) if self._step.reason else ""

    @Property(str, notify=changed)
    def words(self) -> str:
        """ "Pertanyaan 2 dari 18"."""
        steps = flow.asked_steps(self._service, self._flow.session.answers)
        number = steps.index(self._step) + 1 if self._step in steps else 1
        return translate("Form", "Pertanyaan {number} dari {total}").format(number=number, total=len(steps))

    @Property("QVariantList", notify=fixed)
    def fields(self) -> list[FieldViewModel]:
        return self._fields

    @Property(bool, notify=changed)
    def skippable(self) -> bool:
        """Nothing is answered and nothing has to be."""
        return not any(field.required or field.answered for field in self._fields)

    @Property(bool, notify=changed)
    def changing(self) -> bool:
        """Came here from the review."""
        page = self._flow.session.page
        return isinstance(page, flow.Asking) and page.saved is not None


@QmlElement
@QmlUncreatable("made by the kiosk")
class FormViewModel(QObject):
    """The form of the chosen service."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    stepChanged = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._steps: list[StepViewModel] = []
        self._consent: FieldViewModel | None = None
        self._review = Rows(ReviewRow, self)
        shared.changed.connect(self._refresh)
        shared.turned.connect(self._turned)

    @Property(StepViewModel, notify=stepChanged)
    def step(self) -> StepViewModel | None:
        return self._steps[-1] if self._steps else None

    @Property(FieldViewModel, notify=stepChanged)
    def consent(self) -> FieldViewModel | None:
        return self._consent

    @Property(str, notify=changed)
    def service(self) -> str:
        service = self._service()
        return service.title.say(self._flow.language) if service else ""

    @Property(str, notify=changed)
    def privacyTitle(self) -> str:
        service = self._service()
        for step in service.steps if service else ():
            if any(field == service.consent() for field in step.fields):
                return step.title.say(self._flow.language)
        return ""

    @Property(Rows, notify=fixed)
    def review(self) -> Rows:
        return self._review

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        return self._flow.session.priority

    @Slot()
    def next(self) -> None:
        service = self._service()
        if service is not None:
            self._flow.send(flow.Next(self._flow.problems(service)))

    @Slot(str)
    def change(self, step: str) -> None:
        self._flow.send(flow.Change(step))

    @Slot(bool)
    def setPriority(self, on: bool) -> None:
        self._flow.send(flow.SetPriority(on))

    def _service(self) -> Service | None:
        page = self._flow.session.page
        return (
            getattr(page, "service", None)
            if isinstance(page, flow.ServiceShown | flow.Privacy | flow.Asking | flow.Review | flow.Sending)
            else None
        )

    @Slot()
    def _turned(self) -> None:
        match self._flow.session.page:
            case flow.Asking(service, step):
                self._steps.append(StepViewModel(self._flow, service, step, self))
                # The page before is leaving the screen now, the ones before that are gone.
                while len(self._steps) > 2:
                    self._steps.pop(0).deleteLater()
                self.stepChanged.emit()
            case flow.Privacy(service):
                consent = service.consent()
                if self._consent is not None:
                    self._consent.deleteLater()
                self._consent = FieldViewModel(self._flow, consent, self) if consent else None
                self.stepChanged.emit()
            case _:
                pass

    @Slot()
    def _refresh(self) -> None:
        page = self._flow.session.page
        self._review.show(tuple(self._review_rows(page.service)) if isinstance(page, flow.Review) else ())
        self.changed.emit()

    def _review_rows(self, service: Service) -> list[ReviewRow]:
        answers = self._flow.session.answers
        language = self._flow.language
        asked = {field.id for field in flow.asked_fields(service, answers)}
        rows = []
        for step in flow.asked_steps(service, answers):
            fields = [field for field in step.fields if field.id in asked]
            said = [
                say_answer(field, answers.get(field.id), language, self._flow.context.regions, masked=True)
                or translate("Form", "(kosong)")
                for field in fields
            ]
            label = " · ".join(field.label.say(language) for field in fields)
            rows.append(ReviewRow(step.id, label, " · ".join(said)))
        return rows
