"""One question's answer as the screen needs it: what was typed, how people say it, what is wrong with it."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import speech
from kiosk.catalog_files import ASSETS
from kiosk.domain import session as flow
from kiosk.domain.answers import parse_field, suggestion
from kiosk.domain.catalog import (
    AddressField,
    ChecklistField,
    Choice,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    KkField,
    LocationField,
    LongTextField,
    MoneyField,
    NikField,
    NoteField,
    NumberField,
    PhotoField,
    RefField,
    RowsField,
    TextField,
    TimeField,
    WilayahField,
    field_type,
)
from kiosk.domain.problem import Doubt, DoubtCode, Problem, ProblemCode
from kiosk.domain.rules import years_between
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.map import MapViewModel
from ui.viewmodels.photo import PhotoViewModel
from ui.viewmodels.places import PlacesViewModel
from ui.viewmodels.repeated import RepeatedViewModel
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import part_of_day, problem_sentence, translate, warning_sentence
from ui.viewmodels.spoken import say_answer

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

MANY = 25
"""From so many choices on, a list with search is quicker than cards."""


_CODE_MARKS = "./-"
_YES_NO = {"ya": "check", "tidak": "x"}
"""A nod and a shake of the head need no file to say so."""


class ChoiceRow(msgspec.Struct, frozen=True):
    """One card. `symbol` names one of assets/icons, `drawing` one of assets/illustrations; "" for none."""

    value: str
    label: str
    note: str
    selected: bool
    symbol: str
    drawing: str


@QmlElement
@QmlUncreatable("made by the form")
class FieldViewModel(QObject):
    """Holds no answer of its own: it reads and writes the session."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, field: Field, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._field = field
        self._choices = Rows(ChoiceRow, self)
        self._search = ""
        self._doubts: tuple[Doubt, ...] = ()
        self._asked = True
        self._map = MapViewModel(shared, field, self) if isinstance(field, LocationField) else None
        self._photo = PhotoViewModel(shared, field.id, self) if isinstance(field, PhotoField) else None
        self._places = PlacesViewModel(shared, field, self) if isinstance(field, WilayahField) else None
        self._rows = RepeatedViewModel(shared, field, self) if isinstance(field, RowsField) else None
        self._papers = ChecklistViewModel(shared, field, self) if isinstance(field, ChecklistField) else None
        # Slots, not plain methods: with plain ones QML sometimes found none of an object's properties after some hundred
        # pages (PySide 6.11.3; seen in ./run bench, cause not proven).
        shared.changed.connect(self.refresh)
        shared.wiped.connect(self._forget)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """After any change of the session."""
        self._choices.show(tuple(self._choice_rows()))
        self._doubts = self._find_doubts()
        page = self._flow.session.page
        # A page that is leaving the screen keeps what it shows.
        if isinstance(page, flow.Asking) and self._field in page.step.fields:
            self._asked = self._field in flow.asked_on(page, self._flow.session.answers)
        self.changed.emit()

    # --- What is asked

    @Property(str, notify=fixed)
    def fieldId(self) -> str:
        return self._field.id

    @Property(str, notify=fixed)
    def kind(self) -> str:
        """The type in the service file; of a choice of many "list", of text that is typed on other keys "digits" or "code"."""
        match self._field:
            case ChoiceField(choices=choices) | RefField(choices=choices):
                return "list" if len(choices) >= MANY else "choice"
            case TextField(accept="digits"):
                return "digits"
            case TextField(accept="code" | "plate"):
                return "code"
            case _:
                return field_type(self._field)

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether it is asked, given what was answered on the same page."""
        return self._asked

    @Property(str, notify=fixed)
    def level(self) -> str:
        """Of a `note`: hint | warning."""
        return self._field.level if isinstance(self._field, NoteField) else ""

    @Property(str, notify=fixed)
    def alphabet(self) -> str:
        """Of a code or the number of a vehicle: what can be typed."""
        if not isinstance(self._field, TextField) or self.kind != "code":
            return ""
        return string.ascii_uppercase + string.digits + (_CODE_MARKS if self._field.accept == "code" else "")

    @Property(str, notify=changed)
    def example(self) -> str:
        """How an answer looks."""
        text = self._field.example if isinstance(self._field, TextField) else None
        return text.say(self._flow.language) if text else ""

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._field.label.say(self._flow.language)

    @Property(str, notify=changed)
    def help(self) -> str:
        return self._field.help.say(self._flow.language) if self._field.help else ""

    @Property(bool, notify=fixed)
    def required(self) -> bool:
        return self._field.required

    @Property(str, notify=fixed)
    def capitals(self) -> str:
        """Where the keyboard writes capitals by itself: words | sentence."""
        return "words" if isinstance(self._field, TextField) and self._field.accept == "name" else "sentence"

    @Property(int, notify=fixed)
    def longest(self) -> int:
        match self._field:
            case TextField(accept="plate"):
                return 9
            case TextField() | AddressField() | LongTextField():
                return self._field.max
            case NumberField() | MoneyField():
                return len(str(self._field.max))
            case _:
                return {"nik": 16, "kk": 16, "phone": 13, "rt_rw": 3, "location": 120}.get(self.kind, 60)

    @Property(str, notify=changed)
    def unit(self) -> str:
        return (
            self._field.unit.say(self._flow.language)
            if isinstance(self._field, NumberField) and self._field.unit
            else ""
        )

    @Property(bool, notify=fixed)
    def illustrated(self) -> bool:
        """Every choice has an icon or a drawing: cards side by side, for those who read slowly."""
        rows = self._choices.rows
        return bool(rows) and all(isinstance(row, ChoiceRow) and (row.symbol or row.drawing) for row in rows)

    @Property(Rows, notify=fixed)
    def choices(self) -> Rows:
        return self._choices

    @Property(MapViewModel, notify=fixed)
    def map(self) -> MapViewModel | None:
        """Of a `location`."""
        return self._map

    @Property(PhotoViewModel, notify=fixed)
    def photo(self) -> PhotoViewModel | None:
        """Of a `photo`."""
        return self._photo

    @Property(PlacesViewModel, notify=fixed)
    def places(self) -> PlacesViewModel | None:
        """Of a `wilayah`."""
        return self._places

    @Property(RepeatedViewModel, notify=fixed)
    def rows(self) -> RepeatedViewModel | None:
        """Of `rows`."""
        return self._rows

    @Property(ChecklistViewModel, notify=fixed)
    def papers(self) -> ChecklistViewModel | None:
        """Of a `checklist`."""
        return self._papers

    # --- What was answered

    @property
    def _raw(self) -> Any:
        return flow.answer_at(self._flow.session.answers, self._field.id)

    @property
    def _around(self) -> Mapping[str, Any]:
        """The answers this field may refer to: those of its row, or of the form."""
        answers = self._flow.session.answers
        page = self._flow.session.page
        if "." in self._field.id and isinstance(page, flow.Asking) and page.row is not None:
            rows = answers.get(page.row.field.id, [])
            return rows[page.row.index] if page.row.index < len(rows) else {}
        return answers

    @Property(str, notify=changed)
    def text(self) -> str:
        # What was not typed here, as an author's sample, may be a number already.
        raw = self._raw
        return str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""

    @Property(bool, notify=changed)
    def checked(self) -> bool:
        return self._raw is True

    @Property(bool, notify=changed)
    def answered(self) -> bool:
        return self._raw not in (None, "", [], {})

    @Property(str, notify=changed)
    def spoken(self) -> str:
        """The answer as people say it."""
        return say_answer(self._field, self._raw, self._flow.language, self._flow.context.regions)

    @Property(str, notify=changed)
    def day(self) -> str:
        return _parts(self.text)[2]

    @Property(int, notify=changed)
    def month(self) -> int:
        return int(_parts(self.text)[1] or 0)

    @Property(str, notify=changed)
    def year(self) -> str:
        return _parts(self.text)[0]

    @Property(str, notify=changed)
    def hour(self) -> str:
        return self.text.partition(":")[0]

    @Property(str, notify=changed)
    def minute(self) -> str:
        return self.text.partition(":")[2]

    @Property(str, notify=changed)
    def echo(self) -> str:
        """The answer in other words, by which people notice a wrong digit: an age, an amount in words, a part of the day."""
        value = parse_field(self._field, self._raw, today=self._flow.today, regions=self._flow.context.regions)
        match self._field, value:
            case DateField(), str():
                return self._age(date.fromisoformat(value))
            case MoneyField(), int() if value:
                return f"{speech.in_words(value, self._flow.language)} rupiah"
            case TimeField(), str():
                return part_of_day(int(value[:2]))
            case _:
                return ""

    def _age(self, day: date) -> str:
        years = years_between(day, self._flow.today)
        if years < 1:
            return ""
        born = isinstance(self._field, DateField) and self._field.from_nik is not None
        return (
            translate("Field", "Umur %n tahun", "", years)
            if born
            else translate("Field", "%n tahun yang lalu", "", years)
        )

    # --- What is wrong, or good, about it

    @Property(str, notify=changed)
    def problem(self) -> str:
        """The sentence beside the field, "" when there is none."""
        page = self._flow.session.page
        problems = page.problems if isinstance(page, flow.Asking | flow.Privacy) else ()
        found = next((problem for problem in problems if problem.field == self._field.id), None)
        if found is None and self._rows is not None and self._rows.lacking:
            return translate("Problem", "Ada yang belum lengkap. Sentuh Ubah di kartunya.")
        return self._sentence(found) if found else ""

    @Property(str, notify=changed)
    def warning(self) -> str:
        """What to look at once more, though one may go on; "" when there is nothing, or something has to be mended first."""
        return self._said("warning")

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What is good to know about this answer."""
        return self._said("hint")

    def _said(self, level: str) -> str:
        return " ".join(warning_sentence(doubt, self._flow.language) for doubt in self._doubts if doubt.level == level)

    @Property(str, notify=changed)
    def hint(self) -> str:
        """Live help while digits are typed: how many are missing, what they cannot be."""
        if self.kind == "phone" and len(self.text) > 1 and not self.text.startswith("08"):
            return translate("Problem", "Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.")
        if self.kind not in ("nik", "kk") or not self.text:
            return ""
        if len(self.text) < 16:
            left = 16 - len(self.text)
            return translate("Field", "%n angka lagi", "", left)
        wrong = self._check()
        return self._sentence(wrong) if wrong else ""

    @Property(bool, notify=changed)
    def good(self) -> bool:
        """Complete and well-formed: worth a tick."""
        return self.answered and self._check() is None

    @Property(str, notify=changed)
    def offer(self) -> str:
        """What may be taken with one touch, in words: a number that was scanned, or, as long as nothing is answered, what
        the NIK already says.
        """
        offered = self._offered()
        return say_answer(self._field, offered, self._flow.language, self._flow.context.regions) if offered else ""

    @Property(str, notify=changed)
    def ask(self) -> str:
        """The question about a number that was scanned; "" for what the NIK says."""
        if self._scanned() is None:
            return ""
        if self._field.id == "nik":
            return translate("Field", "Apakah ini NIK Anda?")
        return translate("Field", "Apakah ini {label} yang benar?").format(label=self.label)

    def _offered(self) -> str | None:
        scanned = self._scanned()
        if scanned is not None or self.answered:
            return scanned
        return suggestion(self._field, self._around, today=self._flow.today)

    def _scanned(self) -> str | None:
        """Sixteen digits that a scanner read, where they can be an answer and are not yet."""
        digits = self._flow.scanned_number
        if not digits or not isinstance(self._field, NikField | KkField) or digits == self._raw:
            return None
        result = parse_field(self._field, digits, today=self._flow.today, regions=self._flow.context.regions)
        return None if isinstance(result, Problem) else digits

    @Property(bool, notify=changed)
    def onCard(self) -> bool:
        """A NIK that may be read off a KTP: there is a camera, and it was not just read."""
        page = self._flow.session.page
        asked = isinstance(page, flow.Asking) and page.card is None
        return asked and isinstance(self._field, NikField) and self._flow.camera.present

    # --- Answering

    @Slot()
    def showCard(self) -> None:
        """ "Foto KTP saja"."""
        self._flow.send(flow.ShowCard(self._field.id))

    @Slot(str)
    def put(self, text: str) -> None:
        self._flow.send(flow.Answer(self._field.id, text))

    @Slot(str)
    def typed(self, digit: str) -> None:
        """One more digit at the end."""
        if len(self.text) < self.longest:
            self.put(self.text + digit)

    @Slot()
    def erased(self) -> None:
        """The last digit goes."""
        self.put(self.text[:-1])

    @Slot()
    def cleared(self) -> None:
        self.put("")

    @Slot(bool)
    def check(self, on: bool) -> None:
        self._flow.send(flow.Answer(self._field.id, True if on else None))

    @Slot(str)
    def toggle(self, value: str) -> None:
        """One card more or less, where several may be chosen."""
        if not isinstance(self._field, ChoicesField):
            self.put(value)
            return
        chosen = list(self._raw or [])
        if value in chosen:
            chosen.remove(value)
        elif value in self._field.alone:
            chosen = [value]
        else:
            chosen = [one for one in chosen if one not in self._field.alone] + [value]
        self._flow.send(flow.Answer(self._field.id, chosen))

    @Slot(str, str)
    def putPart(self, part: str, text: str) -> None:
        """Day, month or year of a date."""
        year, month, day = _parts(self.text)
        match part:
            case "day":
                day = text
            case "month":
                month = text
            case _:
                year = text
        whole = f"{year}-{month.zfill(2) if month else ''}-{day.zfill(2) if day else ''}"
        self.put("" if whole == "--" else whole)

    @Slot(str, str)
    def putTime(self, part: str, text: str) -> None:
        """Hour or minute of a time of day."""
        hour, minute = (text, self.minute) if part == "hour" else (self.hour, text)
        self.put(f"{hour}:{minute}" if hour or minute else "")

    @Slot()
    def take(self) -> None:
        """ "Pakai ini" beside what is offered."""
        offered = self._offered()
        if offered is not None:
            self.put(offered)
            self._flow.offer_number("")  # it is the number of one thing only

    @Slot(str)
    def search(self, text: str) -> None:
        """Narrows the list of choices."""
        self._search = text
        self.refresh()

    @Slot()
    def _forget(self) -> None:
        self._search = ""

    def _choice_rows(self) -> list[ChoiceRow]:
        language = self._flow.language
        raw = self._raw
        if not isinstance(self._field, ChoiceField | ChoicesField | RefField):
            return []
        wanted = self._search.casefold().strip()
        rows = []
        for choice in self._field.choices:
            label = choice.label.say(language)
            if wanted in label.casefold():
                chosen = choice.value in raw if isinstance(raw, list) else choice.value == raw
                icon = choice.icon or _YES_NO.get(choice.value, "") if len(self._field.choices) == 2 else choice.icon
                rows.append(ChoiceRow(choice.value, label, "", chosen, icon or "", _drawing(choice)))
        return rows

    def _check(self) -> Problem | None:
        result = parse_field(self._field, self._raw, today=self._flow.today, regions=self._flow.context.regions)
        return result if isinstance(result, Problem) else None

    def _find_doubts(self) -> tuple[Doubt, ...]:
        """What there is to say about a good answer."""
        page = self._flow.session.page
        if not isinstance(page, flow.Asking) or not self.answered or self._check() is not None:
            return ()
        found = (doubt for doubt in self._flow.warnings(page.service) if doubt.field == self._field.id)
        return tuple(doubt for doubt in found if doubt.code is not DoubtCode.PHOTO_MISSING)

    def _sentence(self, problem: Problem) -> str:
        if problem.code is ProblemCode.DATE and isinstance(self._field, DateField):
            year, month, day = _parts(self.text)
            if day and month and year and len(year) < 4:
                return translate("Problem", "Tulis tahunnya lengkap, misalnya 1951.")
            if not (day and month and year):
                return translate("Problem", "Isi dulu tanggal, bulan, dan tahunnya.")
        return problem_sentence(problem, self._field, self._flow.language)


def _drawing(choice: Choice) -> str:
    """The drawing that a service file names, if it is there."""
    name = choice.picture or ""
    return name if name and (ASSETS / "illustrations" / f"{Path(name).name}.svg").is_file() else ""


def _parts(text: str) -> tuple[str, str, str]:
    """Year, month and day of a date that may be half typed: "1951-03-07", "--07"."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return year, month.lstrip("0"), day.lstrip("0")
