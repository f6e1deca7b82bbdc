"""The way to a service: what happened, shelves, and words that somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.catalog_files import ASSETS
from kiosk.domain import session as flow
from kiosk.domain.catalog import MODELS, Entry, Information, LifeEvent, Service
from kiosk.usecases.find import Hit, find
from kiosk.usecases.popular import order, popular
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class EventRow(msgspec.Struct, frozen=True):
    """What happened, in a few words and a picture; `about` is what else belongs to it."""

    event: str
    title: str
    about: str
    drawing: str


class DoorRow(msgspec.Struct, frozen=True):
    """A card that leads to a shelf."""

    kind: str
    shelf: str
    title: str
    about: str
    picture: str


class EntryRow(msgspec.Struct, frozen=True):
    """A card that leads to a service, or to one record of what is published. `informs`: it has no form; `closed`: the office
    takes no requests for it now.
    """

    service: str
    title: str
    summary: str
    picture: str
    informs: bool
    closed: bool = False


class Shown(msgspec.Struct, frozen=True):
    """What the rows were made from."""

    shelf: flow.Shelf
    language: str
    popular: tuple[Service, ...]


class ModelWords(msgspec.Struct, frozen=True):
    """What residents call a model of the catalogue, one sentence about it, and its icon."""

    title: str
    note: str
    icon: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class FindingViewModel(QObject):
    """Everything that leads to a service. The words that are looked for stand in the session alone, and go with it."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._events = Rows(EventRow, self)
        self._models = Rows(DoorRow, self)
        self._agencies = Rows(DoorRow, self)
        self._entries = Rows(EntryRow, self)
        self._hits = Rows(EntryRow, self)
        self._popular = order(shared.context.catalog, {})
        self._shelf = flow.Shelf("all")
        self._shown: Shown | None = None
        self._looking = False
        self._searched: str | None = None
        shared.renewed.connect(self._renew)
        shared.changed.connect(self._refresh)
        shared.turned.connect(self._turned)
        shared.wiped.connect(self._forget)
        self._refresh()

    # --- Home

    @Property(Rows, notify=fixed)
    def events(self) -> Rows:
        """Life events that have a service, the most needed first."""
        return self._events

    @Slot(str)
    def openEvent(self, event: str) -> None:
        self.open("event", event)

    @Slot(str, str)
    def open(self, kind: Any, shelf: str) -> None:
        """A shelf: "event", "agency" or "model" with its id; "popular", "events" or "all"."""
        self._flow.send(flow.Browse(flow.Shelf(kind, shelf)))

    @Slot(str)
    def choose(self, service: str) -> None:
        """A service by id, or a record by its key ("C15/banjir")."""
        catalog, content = self._flow.context.catalog, self._flow.context.content
        if "/" not in service:
            self._flow.send(flow.Choose(catalog.entry(service)))
        elif (published := content.find(service)) is not None:
            self._flow.send(flow.Read(catalog.entry(published.service), published))

    # --- A shelf. Its words stay while its page leaves.

    @Property(str, notify=changed)
    def shelfTitle(self) -> str:
        catalog, language = self._flow.context.catalog, self._flow.language
        match self._shelf:
            case flow.Shelf("event", name):
                return next((_title(one, language) for one in catalog.events if one.id == name), "")
            case flow.Shelf("agency", name):
                return next((one.title.say(language) for one in catalog.agencies if one.id == name), "")
            case flow.Shelf("model", name):
                return _model(name).title
            case flow.Shelf("popular"):
                return translate("Finding", "Paling sering diurus")
            case flow.Shelf("events"):
                return translate("Finding", "Apa yang terjadi?")
            case _:
                return translate("Finding", "Semua layanan")

    @Property(str, notify=changed)
    def shelfReason(self) -> str:
        """What belongs to it, in one sentence."""
        catalog, language = self._flow.context.catalog, self._flow.language
        match self._shelf:
            case flow.Shelf("event"):
                return translate("Finding", "Ini yang mungkin Anda perlukan.")
            case flow.Shelf("agency", name):
                return next((one.does.say(language) for one in catalog.agencies if one.id == name), "")
            case flow.Shelf("model", name):
                return _model(name).note
            case flow.Shelf("popular"):
                return translate("Finding", "Yang paling banyak diminta warga di kiosk ini.")
            case flow.Shelf("events"):
                return translate("Finding", "Pilih yang paling mirip dengan keadaan Anda.")
            case _:
                return translate("Finding", "Menurut jenisnya, atau menurut kantor yang mengurusnya.")

    @Property(str, notify=changed)
    def shelfPicture(self) -> str:
        """The drawing of a life event, else ""."""
        events = self._flow.context.catalog.events
        return next((one.picture for one in events if self._shelf == flow.Shelf("event", one.id)), "")

    @Property(str, notify=changed)
    def shelfKind(self) -> str:
        return self._shelf.kind

    @Property(Rows, notify=fixed)
    def models(self) -> Rows:
        """On the shelf of all services: the models that have some."""
        return self._models

    @Property(Rows, notify=fixed)
    def agencies(self) -> Rows:
        """On the shelf of all services: the agencies that decide about some."""
        return self._agencies

    @Property(Rows, notify=fixed)
    def entries(self) -> Rows:
        """The services on this shelf."""
        return self._entries

    # --- The search

    @Property(str, notify=changed)
    def text(self) -> str:
        page = self._flow.session.page
        return page.text if isinstance(page, flow.Searching) else ""

    @Property(Rows, notify=fixed)
    def hits(self) -> Rows:
        """What fits the words, the best first; what is asked for most as long as there are none."""
        return self._hits

    @Property(bool, notify=changed)
    def found(self) -> bool:
        """The hits fit words that were typed; at first they are still what is asked for most."""
        return bool(self._searched and self._searched.strip() and self._hits.rows)

    @Property(bool, notify=changed)
    def missed(self) -> bool:
        """Nothing fits these words."""
        return bool(self.text.strip()) and self._searched == self.text and not self._hits.rows

    @Slot()
    def openSearch(self) -> None:
        self._flow.send(flow.Search())

    @Slot(str)
    def search(self, text: str) -> None:
        """While somebody types: looked up off the GUI thread, one look-up at a time, the newest words next."""
        if isinstance(self._flow.session.page, flow.Searching):
            self._flow.send(flow.Search(text))

    def _look(self) -> None:
        text, context, language = self.text, self._flow.context, self._flow.language
        if self._looking or text == self._searched:
            return
        if not text.strip():
            self._searched = text
            self._hits.show(self._rows(self._popular))
            # The index is built while somebody looks for the first key.
            self._flow.run(lambda: find(context, "", language=language), lambda _: None, lambda _: None)
            return
        self._looking = True

        def found(hits: tuple[Hit, ...]) -> None:
            self._looking = False
            if isinstance(self._flow.session.page, flow.Searching):
                self._searched = text
                self._hits.show(tuple(self._hit_rows(hits)))
                self._look()
                self.changed.emit()

        # The search has an answer to everything; what is left is a core that closes.
        self._flow.run(lambda: find(context, text, language=language), found, lambda _error: found(()))

    def _hit_rows(self, hits: Iterable[Hit]) -> Iterable[EntryRow]:
        catalog, language = self._flow.context.catalog, self._flow.language
        for hit in hits:
            entry = catalog.entry(hit.ref)
            if hit.kind == "service":
                yield from self._rows([entry])
            else:
                yield EntryRow(hit.id, hit.title, entry.title.say(language), entry.icon, informs=True)

    # --- The session moved

    @Slot()
    def _forget(self) -> None:
        self._looking, self._searched = False, None
        self._hits.show(())

    @Slot()
    def _turned(self) -> None:
        if isinstance(self._flow.session.page, flow.Catalogue) and not self._flow.session.trail:
            self._flow.run(lambda: popular(self._flow.context), self._learn_popular, lambda _error: None)

    @Slot()
    def _renew(self) -> None:
        """Other services, or others are closed: all rows are made anew."""
        now = {one.id: one for one in self._flow.context.catalog.services}
        self._popular = tuple(now[one.id] for one in self._popular if one.id in now)
        self._shown = None

    def _learn_popular(self, services: tuple[Service, ...]) -> None:
        self._popular = services
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        page, language = self._flow.session.page, self._flow.language
        if isinstance(page, flow.Shelf):
            self._shelf = page
        # Answers change with every key; what stands here does not.
        shown = Shown(self._shelf, language, self._popular)
        if shown != self._shown:
            if self._shown is None or self._shown.language != language:
                self._searched = None
            self._shown = shown
            self._events.show(tuple(_event(event, language) for event in self._flow.context.catalog.events))
            everything = self._flow.context.catalog.entries() if self._shelf.kind == "all" else ()
            self._models.show(tuple(self._by_model(everything)))
            self._agencies.show(tuple(self._by_agency(everything)))
            self._entries.show(self._rows(self._services()))
        if isinstance(page, flow.Searching):
            self._look()
        self.changed.emit()

    def _services(self) -> Iterable[Entry]:
        catalog = self._flow.context.catalog
        match self._shelf:
            case flow.Shelf("event", name):
                by_number = {entry.ref: entry for entry in catalog.entries()}
                refs = next((one.services for one in catalog.events if one.id == name), ())
                return [by_number[ref] for ref in refs if ref in by_number]
            case flow.Shelf("agency", name):
                return _forms_first(entry for entry in catalog.entries() if entry.decider == name)
            case flow.Shelf("model", name):
                return _forms_first(entry for entry in catalog.entries() if entry.model == name)
            case flow.Shelf("popular"):
                return self._popular
            case _:
                return ()

    def _rows(self, entries: Iterable[Entry]) -> tuple[EntryRow, ...]:
        return tuple(entry_row(self._flow, entry) for entry in entries)

    def _by_model(self, entries: tuple[Entry, ...]) -> Iterable[DoorRow]:
        for model in MODELS:
            if any(entry.model == model for entry in entries):
                said = _model(model)
                yield DoorRow("model", model, said.title, said.note, said.icon)

    def _by_agency(self, entries: tuple[Entry, ...]) -> Iterable[DoorRow]:
        for agency in self._flow.context.catalog.agencies:
            many = sum(entry.decider == agency.id for entry in entries)
            if many:
                about = translate("Finding", "%n layanan", "", many)
                yield DoorRow("agency", agency.id, agency.title.say(self._flow.language), about, agency.icon)


def _event(event: LifeEvent, language: str) -> EventRow:
    _, _, note = event.title.say(language).partition(": ")
    # An office may name a drawing for its own event that does not come with the program.
    drawn = (ASSETS / "illustrations" / f"{event.picture}.svg").is_file()
    return EventRow(event.id, _title(event, language), note, event.picture if drawn else "")


def _title(event: LifeEvent, language: str) -> str:
    """What happened, in few words: "KTP atau KK" of "KTP atau KK: baru, hilang, rusak"."""
    return event.title.say(language).partition(": ")[0]


def entry_row(shared: Flow, entry: Entry) -> EntryRow:
    """The card of a service."""
    language, informs = shared.language, isinstance(entry, Information)
    return EntryRow(
        entry.id,
        entry.title.say(language),
        entry.summary.say(language),
        entry.icon,
        informs,
        # What is only read stays open when the kiosk is closed.
        shared.closing(entry.id) is not None and not (informs and shared.shut),
    )


def _forms_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: isinstance(entry, Information))


def _model(model: str) -> ModelWords:
    match model:
        case "Content":
            return ModelWords(
                translate("Finding", "Info dan jadwal"),
                translate("Finding", "Posyandu, gotong royong, siaga bencana, dan lain-lain."),
                "book-open",
            )
        case "Direct-to-customer":
            return ModelWords(
                translate("Finding", "Surat dan permohonan"),
                translate("Finding", "Surat keterangan, pengantar, dan izin."),
                "file-text",
            )
        case "Value-net integration":
            return ModelWords(
                translate("Finding", "Urusan lewat beberapa kantor"),
                translate("Finding", "Kami bantu dari kantor ke kantor."),
                "waypoints",
            )
        case "Full service provider":
            return ModelWords(
                translate("Finding", "Layanan untuk lingkungan"),
                translate("Finding", "Keamanan dan sarana di RT dan RW Anda."),
                "layers",
            )
        case "Infrastructure service":
            return ModelWords(
                translate("Finding", "Sarana bersama"),
                translate("Finding", "Kiosk dan internet untuk semua."),
                "wrench",
            )
        case "Market":
            return ModelWords(
                translate("Finding", "Pasar warga"),
                translate("Finding", "Yang menawarkan dan yang membutuhkan."),
                "store",
            )
        case "Collaboration":
            return ModelWords(
                translate("Finding", "Usul dan musyawarah"),
                translate("Finding", "Ide, kritik, dan dokumen bersama."),
                "handshake",
            )
        case "Virtual community":
            return ModelWords(
                translate("Finding", "Saling bantu"),
                translate("Finding", "Warga menolong warga."),
                "messages-square",
            )
        case _:
            return ModelWords(
                translate("Finding", "Kota dan pemerintah"),
                translate("Finding", "Pengaduan, pajak, anggaran, sekolah, dan kantor-kantor."),
                "landmark",
            )
