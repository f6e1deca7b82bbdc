"""The form: one step at a time, and the review of all of them."""

from __future__ import annotations

from collections import Counter

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.catalog import ConsentField, NikField, NoteField, Service, Text
from kiosk.domain.identity import IdentityProblem, Nik
from kiosk.domain.rules import years_between
from ui.viewmodels.field import FieldViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate, warning_sentence
from ui.viewmodels.spoken import say_answer

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


_FILLING = flow.ServiceShown | flow.Privacy | flow.Asking | flow.CardShown | flow.CardRead | flow.Review | flow.Sending

LANSIA = 60
"""Years: from then on somebody is elderly (UU 13/1998 art. 1)."""


class ReviewRow(msgspec.Struct, frozen=True):
    """One step's answers: label and answer of each field, ready to be read. Without a step: the name of a section.

    `place` counts within the section. `heard` is the title for those who do not see where it stands: no other row has it.
    """

    step: str
    title: str
    answer: str = ""
    place: int = 0
    heard: str = ""


class RemarkRow(msgspec.Struct, frozen=True):
    """What there is to say about an answer before it is sent. `level`: warning | hint."""

    level: str
    text: str


@QmlElement
@QmlUncreatable("made by the form")
class StepViewModel(QObject):
    """One question. Lives as long as the form, so that a page that is leaving the screen still has its words."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, page: flow.Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        # Not the page itself: it holds answers, and must go with the resident.
        self._service = page.service
        self._step = page.step
        self._place = page.row.overview if page.row else page.step
        self._changing = page.saved is not None or page.row is not None
        self._fields = [
            FieldViewModel(shared, field, self) for field in page.step.fields if not isinstance(field, ConsentField)
        ]
        shared.changed.connect(self.changed)

    @Property(str, notify=fixed)
    def stepId(self) -> str:
        """In the service file; of a row "saksi.0"."""
        return self._step.id

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._step.title.say(self._flow.language)

    @Property(str, notify=changed)
    def reason(self) -> str:
        return self._step.reason.say(self._flow.language) if self._step.reason else ""

    @Property(str, notify=changed)
    def words(self) -> str:
        """ "Pertanyaan 2 dari 18"; of a long form within its section: "Calon istri · pertanyaan 3 dari 7"."""
        place = self._place
        steps = flow.asked_steps(self._service, self._flow.session.answers)
        if place.section is None:
            number = steps.index(place) + 1 if place in steps else 1
            return translate("Form", "Pertanyaan {number} dari {total}").format(number=number, total=len(steps))
        near = [step for step in steps if step.section == place.section]
        return translate("Form", "{section} · pertanyaan {number} dari {total}").format(
            section=place.section.say(self._flow.language),
            number=near.index(place) + 1 if place in near else 1,
            total=len(near),
        )

    @Property("QVariantList", notify=fixed)
    def fields(self) -> list[FieldViewModel]:
        """Also those that are not asked now: an answer on this page may bring them out."""
        return self._fields

    @Property(bool, notify=changed)
    def skippable(self) -> bool:
        """Nothing is answered and nothing has to be."""
        questions = [field for field in self._fields if field.kind != "note" and field.asked]
        return bool(questions) and not any(field.required or field.answered for field in questions)

    @Property(bool, notify=changed)
    def changing(self) -> bool:
        """Came here from the review, or from the page with all rows: "Batal" takes back what was changed."""
        return self._changing


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
        self._remarks = Rows(RemarkRow, self)
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

    @Property(Rows, notify=fixed)
    def remarks(self) -> Rows:
        """What to look at before sending: warnings first, then hints."""
        return self._remarks

    @Property(int, notify=changed)
    def elder(self) -> int:
        """The age of an elderly resident by their NIK, in years; 0 for everybody else."""
        service = self._service()
        if service is None or not isinstance(service.field("nik"), NikField):
            return 0
        today = self._flow.today
        nik = Nik.parse(str(self._flow.session.answers.get("nik", "")), today=today)
        age = 0 if isinstance(nik, IdentityProblem) else years_between(nik.birth_date(today=today), today)
        return age if age >= LANSIA else 0

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        return self._flow.session.priority

    @Slot()
    def next(self) -> None:
        service = self._service()
        # Whoever has begun goes on; nobody begins what the office has closed.
        shut = isinstance(self._flow.session.page, flow.ServiceShown) and service and self._flow.closing(service.id)
        if service is not None and not shut:
            self._flow.send(flow.Next(self._flow.problems(service)))

    @Slot(str)
    def change(self, step: str) -> None:
        self._flow.send(flow.Change(step))

    @Slot(bool)
    def setPriority(self, on: bool) -> None:
        self._flow.send(flow.SetPriority(on))

    def _service(self) -> Service | None:
        page = self._flow.session.page
        return getattr(page, "service", None) if isinstance(page, _FILLING) else None

    @Slot()
    def _turned(self) -> None:
        match self._flow.session.page:
            case flow.Asking() as page:
                self._steps.append(StepViewModel(self._flow, page, self))
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
        self._remarks.show(self._remark_rows(page.service) if isinstance(page, flow.Review) else ())
        self.changed.emit()

    def _review_rows(self, service: Service) -> list[ReviewRow]:
        answers = self._flow.session.answers
        language = self._flow.language
        asked = {field.id for field in flow.asked_fields(service, answers)}
        rows: list[ReviewRow] = []
        section: Text | None = None
        place = 0
        for step in flow.asked_steps(service, answers):
            fields = [field for field in step.fields if field.id in asked and not isinstance(field, NoteField)]
            if not fields:
                continue
            if step.section != section:
                section, place = step.section, 0
                rows.append(ReviewRow("", section.say(language) if section else translate("Form", "Lainnya")))
            said = [
                say_answer(field, answers.get(field.id), language, self._flow.context.regions, masked=True)
                or translate("Form", "(kosong)")
                for field in fields
            ]
            label = " · ".join(field.label.say(language) for field in fields)
            question = step.title.say(language)
            heard = f"{section.say(language)}, {question}" if section else question
            rows.append(ReviewRow(step.id, label, " · ".join(said), place, heard))
            place += 1
        often = Counter(row.title for row in rows)
        return [row if often[row.title] > 1 else msgspec.structs.replace(row, heard=row.title) for row in rows]

    def _remark_rows(self, service: Service) -> tuple[RemarkRow, ...]:
        language = self._flow.language
        rows = []
        for doubt in self._flow.warnings(service):
            field = service.field(doubt.field)
            label = f"{field.label.say(language)}: " if field else ""
            rows.append(RemarkRow(doubt.level, label + warning_sentence(doubt, language)))
        return tuple(sorted(rows, key=lambda row: row.level != "warning"))
