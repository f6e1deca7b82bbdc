"""What the office publishes: what stands under a service that informs, and one record of it to be read."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.catalog_files import ASSETS
from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.catalog import Entry as CatalogEntry
from kiosk.domain.catalog import Information, Service
from kiosk.domain.content import (
    Article,
    Block,
    Document,
    Entry,
    Published,
    Schedule,
    Table,
    category,
    in_order,
    next_day,
)
from kiosk.domain.prints import SlipKind
from kiosk.usecases.print_info import print_info
from ui.viewmodels.finding import EntryRow, entry_row
from ui.viewmodels.flow import Flow
from ui.viewmodels.paper import PaperViewModel
from ui.viewmodels.published import (
    ask,
    capital,
    cell_words,
    hours,
    lines,
    only_indonesian,
    rhythm,
    standard,
    until,
)
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import place_sentence, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class DayRow(msgspec.Struct, frozen=True):
    """Something that takes place. `number` and `month` are "" where the day is not known; `near` is "besok"."""

    key: str
    title: str
    number: str
    month: str
    near: str
    day: str
    where: str
    example: bool


class RecordRow(msgspec.Struct, frozen=True):
    """A card that leads to a record; `picture` is an icon's name, `heading` stands only on the first of its kind."""

    key: str
    title: str
    note: str
    picture: str
    heading: str
    example: bool


class CategoryRow(msgspec.Struct, frozen=True):
    """What a list can be narrowed to; the first is everything."""

    category: str
    title: str
    chosen: bool


class LineRow(msgspec.Struct, frozen=True):
    """A piece of what is read; see `kiosk.domain.content.Block`."""

    kind: str
    text: str
    mark: str
    missing: bool


class CodeRow(msgspec.Struct, frozen=True):
    """Something that a phone takes over from the screen: `source` is the picture of the code, `text` what it says."""

    label: str
    text: str
    source: str
    icon: str


class BarRow(msgspec.Struct, frozen=True):
    """A row of a table as a bar; `part` of the longest, from 0 to 1, below 0 where the number is not known."""

    name: str
    value: str
    part: float


_FEW = 6
"""So many records need nothing to narrow them."""


def _today(shared: Flow) -> date | None:
    """The day, None while the clock is in doubt: `Flow.today` then lies years ahead, to be kind to answers."""
    local = shared.context.zone.local(shared.context.clock.now_ms()).date()
    return local if abs((local - shared.today).days) <= 1 else None


def _records(shared: Flow, entry: CatalogEntry) -> tuple[Published, ...]:
    return in_order(shared.context.content.of(entry.ref), _today(shared))


def single(shared: Flow, information: Information) -> Published | None:
    """The one record of a service that has nothing else: it is shown at once, without a list of one."""
    records = _records(shared, information)
    return records[0] if len(records) == 1 and not information.standards else None


@QmlElement
@QmlUncreatable("made by the kiosk")
class InformationViewModel(QObject):
    """Everything under one service. Its words stay until another one is chosen or the resident goes."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._information: Information | None = None
        self._category = ""
        self._shown: object = None
        self._days = Rows(DayRow, self)
        self._records = Rows(RecordRow, self)
        self._categories = Rows(CategoryRow, self)
        self._standards = Rows(EntryRow, self)
        self._related = Rows(EntryRow, self)
        self._about = Rows(RecordRow, self)
        shared.changed.connect(self._refresh)
        shared.wiped.connect(self._forget)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._information.title.say(self._flow.language) if self._information else ""

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._information.summary.say(self._flow.language) if self._information else ""

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._information.agency.say(self._flow.language) if self._information else ""

    @Property(bool, notify=changed)
    def example(self) -> bool:
        """Some of it is made up for a demonstration."""
        return self._information is not None and any(one.example for one in _records(self._flow, self._information))

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Nothing is published."""
        return self._information is not None and not (
            _records(self._flow, self._information) or self._information.standards
        )

    @Property(Rows, notify=fixed)
    def days(self) -> Rows:
        """What takes place, the next first."""
        return self._days

    @Property(Rows, notify=fixed)
    def records(self) -> Rows:
        """Articles, lists, documents, numbers."""
        return self._records

    @Property(Rows, notify=fixed)
    def categories(self) -> Rows:
        """What the list can be narrowed to; none where there is nothing to choose."""
        return self._categories

    @Property(Rows, notify=fixed)
    def standards(self) -> Rows:
        """Services whose standard is published here."""
        return self._standards

    @Property(Rows, notify=fixed)
    def related(self) -> Rows:
        """What a reader may want next."""
        return self._related

    @Property(Rows, notify=fixed)
    def about(self) -> Rows:
        """What can be read about the service with a form that is shown, before anything is asked."""
        return self._about

    @Slot(str)
    def narrow(self, name: str) -> None:
        """Only this category of the list; "" is all."""
        self._category = name
        self._refresh()

    @Slot(str)
    def read(self, key: str) -> None:
        """A record, by its key."""
        context = self._flow.context
        published = context.content.find(key)
        if published is not None:
            self._flow.send(flow.Read(context.catalog.entry(published.service), published))

    @Slot(str)
    def readStandard(self, service: str) -> None:
        """The six published parts of a service."""
        self._flow.send(flow.Read(self._flow.context.catalog.entry(service)))

    @Slot(str)
    def choose(self, service: str) -> None:
        self._flow.send(flow.Choose(self._flow.context.catalog.entry(service)))

    @Slot()
    def _forget(self) -> None:
        self._information, self._category, self._shown = None, "", None
        for rows in (self._days, self._records, self._categories, self._standards, self._related, self._about):
            rows.show(())

    @Slot()
    def _refresh(self) -> None:
        page = self._flow.session.page
        if isinstance(page, flow.InformationShown) and page.information != self._information:
            self._information, self._category = page.information, ""
        if isinstance(page, flow.ServiceShown):
            records, language = _records(self._flow, page.service), self._flow.language
            self._about.show(tuple(_card(one, language) for one in records))
        if self._information is None:
            return
        # Answers change with every key; what stands here does not.
        if self._shown != (shown := (self._information, self._flow.language, self._category, _today(self._flow))):
            self._shown = shown
            self._show(self._information)
        self.changed.emit()

    def _show(self, information: Information) -> None:
        language, today = self._flow.language, _today(self._flow)
        records = _records(self._flow, information)
        listed = [(one, category(one.record)) for one in records]
        names = {name.id: name.say(language) for _, name in listed if name}
        if self._category not in names:
            self._category = ""
        many = len(names) > 1 and len(records) > _FEW
        choices = {"": translate("Information", "Semua"), **names} if many else {}
        self._categories.show(tuple(CategoryRow(key, title, key == self._category) for key, title in choices.items()))
        self._days.show(
            tuple(_day(one, one.record, language, today) for one in records if isinstance(one.record, Schedule))
        )
        cards, heading = [], ""
        for one, name in listed:
            if isinstance(one.record, Schedule) or (self._category and not (name and name.id == self._category)):
                continue
            card = _card(one, language)
            cards.append(card if card.heading != heading else msgspec.structs.replace(card, heading=""))
            heading = card.heading
        if {card.heading for card in cards} <= {translate("Information", "Bacaan"), ""} and not self._days.rows:
            # One heading over everything says nothing.
            cards = [msgspec.structs.replace(card, heading="") for card in cards]
        self._records.show(tuple(cards))
        self._standards.show(tuple(self._entry(ref) for ref in information.standards))
        self._related.show(tuple(self._entry(ref) for ref in information.related))

    def _entry(self, ref: str) -> EntryRow:
        return entry_row(self._flow, self._flow.context.catalog.entry(ref))


def _day(one: Published, schedule: Schedule, language: str, today: date | None) -> DayRow:
    title, unknown = schedule.title.say(language), translate("Information", "{what}: {ask}")
    place = schedule.place.say(language) if schedule.place else ""
    where = ", ".join(filter(None, [hours(schedule, language), place]))
    if not place:
        missing = unknown.format(what=translate("Reading", "Tempat"), ask=ask())
        where = f"{where}. {missing}" if where else missing
    day = next_day(schedule, today) if today else schedule.first if schedule.repeats == "no" else None
    if day is None:
        often = rhythm(schedule, language)
        missing = unknown.format(what=translate("Reading", "Hari"), ask=ask()) if schedule.first is None else ""
        return DayRow(
            one.key, title, "", "", "", ". ".join(filter(None, [often, missing])), capital(where), one.example
        )
    _, month, _ = words.day_without_name(day, language).split(" ")
    near = until(day, today) if today else ""
    said = words.day(day, language)
    return DayRow(one.key, title, str(day.day), month[:3], capital(near), said, capital(where), one.example)


def _card(one: Published, language: str) -> RecordRow:
    record = one.record
    note = record.summary.say(language) if record.summary else ""
    name = category(record)
    match record:
        case Article():
            icon, heading = "book-open", translate("Information", "Bacaan")
        case Entry():
            icon = "globe" if record.url else "phone" if record.phone else "map-pin"
            heading = name.say(language) if name else translate("Information", "Daftar")
            note = note or _first_fact(record, language)
        case Document():
            icon = "file-text"
            heading = name.say(language) if name else translate("Information", "Dokumen")
            note = note or (str(record.year) if record.year else "")
        case _:
            icon, heading = "chart-column", translate("Information", "Angka")
    return RecordRow(one.key, record.title.say(language), note, icon, heading, one.example)


def _first_fact(entry: Entry, language: str) -> str:
    for fact in entry.facts:
        if fact.value:
            return f"{fact.label.say(language)}: {fact.value.say(language)}"
    return entry.phone or ""


# --- One record -------------------------------------------------------------------------------------------------------


@QmlElement
@QmlUncreatable("made by the kiosk")
class ReadingViewModel(QObject):
    """A record, or the standard of a service, to be read, heard and taken home."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._entry: CatalogEntry | None = None
        self._published: Published | None = None
        self._shown: object = None
        self._lines = Rows(LineRow, self)
        self._codes = Rows(CodeRow, self)
        self._bars = Rows(BarRow, self)
        # On paper once for each record and language.
        self._paper = PaperViewModel(shared, SlipKind.INFO, lambda: self._name() if self._name()[0] else None, self)
        self.changed.connect(self._paper.changed)
        shared.changed.connect(self._refresh)
        shared.wiped.connect(self._forget)

    # --- What is read. It stays until something else is opened or the resident goes: a leaving page still shows it.

    @Property(str, notify=changed)
    def service(self) -> str:
        """What it belongs to."""
        if self._published is None:
            return translate("Reading", "Standar pelayanan")
        return self._entry.title.say(self._flow.language) if self._entry else ""

    @Property(str, notify=changed)
    def title(self) -> str:
        if self._published is not None:
            return self._published.record.title.say(self._flow.language)
        return self._entry.title.say(self._flow.language) if self._entry else ""

    @Property(str, notify=changed)
    def summary(self) -> str:
        if self._published is None:
            return self._entry.summary.say(self._flow.language) if self._entry else ""
        record = self._published.record
        return record.summary.say(self._flow.language) if record.summary else ""

    @Property(str, notify=changed)
    def picture(self) -> str:
        record = self._published.record if self._published else None
        name = record.picture if isinstance(record, Article) else None
        # An office may name a drawing that does not come with the program.
        return name if name and (ASSETS / "illustrations" / f"{name}.svg").is_file() else ""

    @Property(str, notify=changed)
    def source(self) -> str:
        """Who says so, and since when."""
        language = self._flow.language
        if self._published is None:
            basis = "; ".join(self._entry.basis) if isinstance(self._entry, Service) else ""
            return translate("Reading", "Dasar hukum: {basis}").format(basis=basis) if basis else ""
        match self._published.record:
            case Article(source=source, updated=updated):
                text = translate("Reading", "Sumber: {source}. Diperbarui {day}.")
                return text.format(source=source, day=words.day_without_name(updated, language))
            case Table() as table:
                parts = [
                    translate("Reading", "Data {period}.").format(period=table.period) if table.period else "",
                    translate("Reading", "Sumber: {source}.").format(source=table.source) if table.source else "",
                ]
                return " ".join(part for part in parts if part)
            case _:
                return ""

    @Property(bool, notify=changed)
    def example(self) -> bool:
        return self._published is not None and self._published.example

    @Property(bool, notify=changed)
    def onlyIndonesian(self) -> bool:
        """It is not written in the resident's language."""
        return self._published is not None and only_indonesian(self._published.record, self._flow.language)

    @Property(Rows, notify=fixed)
    def lines(self) -> Rows:
        return self._lines

    @Property(Rows, notify=fixed)
    def codes(self) -> Rows:
        return self._codes

    @Property(Rows, notify=fixed)
    def bars(self) -> Rows:
        return self._bars

    @Property(str, notify=changed)
    def measured(self) -> str:
        """What the bars are about."""
        record = self._published.record if self._published else None
        if not isinstance(record, Table) or record.chart == "none":
            return ""
        return record.columns[1].say(self._flow.language)

    @Property(str, notify=changed)
    def form(self) -> str:
        """The id of the service with a form whose standard this is."""
        return self._entry.id if isinstance(self._entry, Service) else ""

    # --- Its neighbours

    def _neighbour(self, step: int) -> Published | None:
        if self._entry is None or self._published is None:
            return None
        records = _records(self._flow, self._entry)
        if self._published not in records:
            return None
        index = records.index(self._published) + step
        return records[index] if 0 <= index < len(records) else None

    def _neighbour_title(self, step: int) -> str:
        found = self._neighbour(step)
        return found.record.title.say(self._flow.language) if found else ""

    @Property(str, notify=changed)
    def nextTitle(self) -> str:
        return self._neighbour_title(1)

    @Property(str, notify=changed)
    def previousTitle(self) -> str:
        return self._neighbour_title(-1)

    @Slot()
    def readNext(self) -> None:
        self._go(1)

    @Slot()
    def readPrevious(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        found = self._neighbour(step)
        if found is not None and self._entry is not None:
            self._flow.send(flow.Read(self._entry, found))

    def went_on(self, old: flow.Page, new: flow.Page) -> bool:
        """From a record to a later one of the same service."""
        if not (isinstance(old, flow.Reading) and isinstance(new, flow.Reading) and old.entry == new.entry):
            return False
        records = [None, *_records(self._flow, old.entry)]
        places = [records.index(page.published) if page.published in records else 0 for page in (old, new)]
        return places[0] < places[1]

    @Slot()
    def apply(self) -> None:
        """To the form whose standard this is."""
        if isinstance(self._entry, Service):
            self._flow.send(flow.Choose(self._entry))

    # --- On paper

    def _name(self) -> tuple[str, str]:
        key = self._published.key if self._published else self._entry.ref if self._entry else ""
        return key, self._flow.language

    @Property(PaperViewModel, notify=fixed)
    def paper(self) -> PaperViewModel:
        return self._paper

    @Slot()
    def printOut(self) -> None:
        """ "Cetak"."""
        if not self._paper.printable:
            return
        context, title, kept = self._flow.context, self.title, self._on_paper()
        language, source, example = self._flow.language, self.source, self.example
        url = getattr(self._published.record, "url", None) if self._published else None
        self._paper.ask(
            lambda: print_info(context, title, kept, language=language, source=source, url=url or "", example=example)
        )

    def _on_paper(self) -> tuple[Block, ...]:
        """What is read, the summary first, and what codes say on the screen."""
        first = (Block("paragraph", self.summary),) if self.summary else ()
        phone = getattr(self._published.record, "phone", None) if self._published else None
        last = (Block("fact", phone, translate("Reading", "Telepon")),) if phone else ()
        return (*first, *self._read_lines(), *last)

    # --- The session moved

    @Slot()
    def _forget(self) -> None:
        self._entry, self._published, self._shown = None, None, None
        for rows in (self._lines, self._codes, self._bars):
            rows.show(())
        self.changed.emit()

    @Slot()
    def _refresh(self) -> None:
        match self._flow.session.page:
            case flow.Reading(entry, published):
                self._entry, self._published = entry, published
            case flow.InformationShown(information) if record := single(self._flow, information):
                self._entry, self._published = information, record
        if self._entry is None:
            return
        if self._shown != (shown := (self._name(), _today(self._flow))):
            self._shown = shown
            self._show()
        self.changed.emit()

    def _read_lines(self) -> tuple[Block, ...]:
        language = self._flow.language
        if self._published is not None:
            return self._placed(lines(self._published.record, language, _today(self._flow)))
        if isinstance(self._entry, Service):
            return standard(self._entry, self._flow.context.catalog, language)
        return ()

    def _placed(self, read: tuple[Block, ...]) -> tuple[Block, ...]:
        """With the place as neighbours say it, where there is a map of the kelurahan."""
        record = self._published.record if self._published else None
        if not isinstance(record, Entry) or record.point is None:
            return read
        near = place_sentence(self._flow.context.regions.near(record.point))
        return (*read, Block("fact", near, translate("Reading", "Letaknya"))) if near else read

    def _show(self) -> None:
        record = self._published.record if self._published else None
        bars = _bars(record, self._flow.language) if isinstance(record, Table) else ()
        # What two columns say is in the bars already.
        read = () if bars and isinstance(record, Table) and len(record.columns) == 2 else self._read_lines()
        self._lines.show(tuple(LineRow(line.kind, line.text, line.mark, line.missing) for line in read))
        self._bars.show(bars)
        self._codes.show(_codes(record) if isinstance(record, Entry | Document) else ())


def _bars(table: Table, language: str) -> tuple[BarRow, ...]:
    if table.chart != "bars":
        return ()
    numbers = [row[1] for row in table.rows]
    longest = max((abs(number) for number in numbers if not isinstance(number, str)), default=0)
    return tuple(
        BarRow(
            str(row[0]),
            cell_words(number, table.unit, language) or ask(),
            -1.0 if isinstance(number, str) else abs(number) / longest if longest else 0.0,
        )
        for row, number in zip(table.rows, numbers, strict=True)
    )


def _codes(record: Entry | Document) -> tuple[CodeRow, ...]:
    found = []
    if isinstance(record, Entry) and record.phone:
        dialled = "".join(character for character in record.phone if character.isdigit() or character == "+")
        found.append(_code(translate("Reading", "Telepon"), record.phone, f"tel:{dialled}", "phone"))
    if record.url:
        plain = record.url.partition("//")[2].rstrip("/")
        found.append(_code(translate("Reading", "Buka di HP Anda"), plain, record.url, "globe"))
    if isinstance(record, Entry) and record.point:
        point = f"{record.point.lat:.5f},{record.point.lon:.5f}"
        found.append(
            _code(translate("Reading", "Peta di HP Anda"), point.replace(",", ", "), f"geo:{point}", "map-pin")
        )
    return tuple(found)


def _code(label: str, text: str, payload: str, icon: str) -> CodeRow:
    return CodeRow(label, text, f"image://qr/{payload.encode().hex()}", icon)
