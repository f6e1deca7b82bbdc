"""One service with a form as its page says it, and the counters that give a number without a form."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.catalog import Agency, Requirement, Service
from kiosk.domain.events import ServiceClosed
from kiosk.domain.prints import SlipKind
from kiosk.usecases.printing import print_referral
from ui.viewmodels.flow import Flow
from ui.viewmodels.paper import PaperViewModel
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import moment_words, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class GroupRow(msgspec.Struct, frozen=True):
    """A counter."""

    group: str
    title: str
    picture: str


class RequirementRow(msgspec.Struct, frozen=True):
    """Something to bring. `note` says when, where not everybody needs it."""

    text: str
    note: str


class StopRow(msgspec.Struct, frozen=True):
    """A place on the way, what happens there and what to bring; `sometimes` says when not everybody goes there.

    `bring` holds a line for each. `place`, `hours` and `phone` are "" where the office has not said them; `example` where they
    are made up for a demonstration.
    """

    title: str
    iconName: str
    does: str
    bring: str
    place: str
    hours: str
    phone: str
    sometimes: bool
    example: bool


COMPLAINTS = "J01"
"""The service that takes complaints about everything else; an office may have switched it off."""

_GROUP_ICONS = {"surat": "file-text", "pengaduan": "message-report", "petugas": "users"}


@QmlElement
@QmlUncreatable("made by the kiosk")
class CatalogueViewModel(QObject):
    """What the kiosk offers."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._groups = Rows(GroupRow, self)
        self._requirements = Rows(RequirementRow, self)
        self._stops = Rows(StopRow, self)
        self._service: Service | None = None
        self._paper = PaperViewModel(shared, SlipKind.REFERRAL, self._printed_about, self)
        self.changed.connect(self._paper.changed)
        shared.changed.connect(self._refresh)
        shared.wiped.connect(self._forget)
        self._refresh()

    @Property(Rows, notify=fixed)
    def groups(self) -> Rows:
        return self._groups

    # --- The chosen service. Its words stay until another one is chosen or the resident goes: a leaving page still shows them.

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._service.title.say(self._flow.language) if self._service else ""

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._service.summary.say(self._flow.language) if self._service else ""

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._service.icon if self._service else ""

    @Property(str, notify=changed)
    def estimate(self) -> str:
        return self._service.estimate.say(self._flow.language) if self._service else ""

    @Property(str, notify=changed)
    def cost(self) -> str:
        if self._service is None:
            return ""
        return words.rupiah(self._service.cost) if self._service.cost else translate("Catalogue", "Gratis")

    @Property(str, notify=changed)
    def decides(self) -> str:
        return self._service.decides.say(self._flow.language) if self._service else ""

    @Property(str, notify=changed)
    def product(self) -> str:
        return self._service.product.say(self._flow.language) if self._service else ""

    @Property(str, notify=changed)
    def basis(self) -> str:
        return "; ".join(self._service.basis) if self._service else ""

    @Property(bool, notify=changed)
    def anonymous(self) -> bool:
        """By rule nobody is asked who they are."""
        return self._service is not None and self._service.anonymous

    @Property(str, notify=changed)
    def complaints(self) -> str:
        """Where to complain about the service itself, the sixth part of a published standard."""
        desk = next((one for one in self._flow.context.catalog.services if one.ref == COMPLAINTS), None)
        if desk is None:
            return translate("Catalogue", "Tanyakan petugas di loket.")
        return translate("Catalogue", "Lewat kiosk ini: {title} ({ref})").format(
            ref=desk.ref, title=desk.title.say(self._flow.language)
        )

    @Property(Rows, notify=fixed)
    def requirements(self) -> Rows:
        return self._requirements

    @Property(Rows, notify=fixed)
    def stops(self) -> Rows:
        """The way of a request: this kiosk, the counter of the kelurahan, the agencies after it."""
        return self._stops

    # --- Closed by the office

    def _closing(self) -> ServiceClosed | None:
        return self._flow.closing(self._service.id) if self._service else None

    @Property(bool, notify=changed)
    def closed(self) -> bool:
        """The office takes no requests for it now: it can be read, and asked about at the counter."""
        return self._closing() is not None

    @Property(str, notify=changed)
    def closedBecause(self) -> str:
        """In the office's own words: Indonesian, whatever is spoken. "" where it gave none."""
        closing = self._closing()
        return closing.reason if closing else ""

    @Property(str, notify=changed)
    def closedUntil(self) -> str:
        """When it is opened again, as far as that is known, and what to do instead."""
        closing, language = self._closing(), self._flow.language
        if closing is None:
            return ""
        if self._flow.shut:
            instead = translate("Catalogue", "Syaratnya tetap bisa dibaca di sini.")
        else:
            instead = translate(
                "Catalogue", "Syaratnya tetap bisa dibaca di sini. Ambil nomor antrean kalau ingin bertanya di loket."
            )
        if closing.until is None:
            return instead
        again = translate("Catalogue", "Dibuka lagi {when}.").format(
            when=moment_words(self._flow.context.zone, closing.until, language)
        )
        return f"{again} {instead}"

    # --- On paper

    def _printed_about(self) -> tuple[str, str] | None:
        return (self._service.id, self._flow.language) if self._service else None

    @Property(PaperViewModel, notify=fixed)
    def routePaper(self) -> PaperViewModel:
        return self._paper

    @Property(bool, notify=changed)
    def routed(self) -> bool:
        """After the kelurahan there are other agencies to go to: more than anybody keeps in mind."""
        return self._service is not None and bool(self._service.route)

    @Slot()
    def printRoute(self) -> None:
        """ "Cetak rute dan syarat"."""
        context, service, language = self._flow.context, self._service, self._flow.language
        if service is not None and service.route and self._paper.printable:
            self._paper.ask(lambda: print_referral(context, service, language=language))

    @Slot()
    def _forget(self) -> None:
        self._service = None
        self._requirements.show(())
        self._stops.show(())

    @Slot()
    def _refresh(self) -> None:
        language = self._flow.language
        catalog = self._flow.context.catalog
        self._groups.show(
            tuple(
                GroupRow(group.id, group.title.say(language), _GROUP_ICONS.get(group.id, "ticket"))
                for group in catalog.groups
                if group.queue
            )
        )
        page = self._flow.session.page
        if isinstance(page, flow.ServiceShown):
            self._service = page.service
        if self._service is not None:
            self._requirements.show(
                tuple(_requirement(one, language) for one in self._service.requirements),
            )
            self._stops.show(tuple(self._way(self._service)))
        self.changed.emit()

    def _way(self, service: Service) -> Iterable[StopRow]:
        """Nobody who may stay without a name is sent to the counter: what comes next is said at the kiosk."""
        language, agencies = self._flow.language, {one.id: one for one in self._flow.context.catalog.agencies}
        then = "\n".join(one.say(language) for one in service.next_steps)
        counter = None if service.anonymous else agencies.get("kelurahan")
        if service.anonymous:
            here = translate("Catalogue", "Isi formulir ini, tanpa nama.")
        elif self._flow.context.catalog.group(service.group).queue:
            here = translate("Catalogue", "Isi formulir ini. Anda mendapat nomor antrean dan bukti permohonan.")
        else:
            here = translate("Catalogue", "Isi formulir ini. Anda mendapat bukti permohonan.")
        if counter is None:
            here = f"{here}\n{then}"
        kiosk = translate("Catalogue", "Kiosk ini")
        yield StopRow(kiosk, "pointer", here, "", "", "", "", sometimes=False, example=False)
        if counter is not None:
            yield _stop(counter, then, "", language, sometimes=False)
        for stop in service.route:
            bring = "\n".join(one.say(language) for one in stop.bring)
            yield _stop(agencies[stop.agency], stop.does.say(language), bring, language, sometimes=bool(stop.show_when))


def _requirement(one: Requirement, language: str) -> RequirementRow:
    note = one.note.say(language) if one.note else ""
    if one.show_when and not note:
        note = translate("Catalogue", "Tergantung jawaban Anda")
    return RequirementRow(one.text.say(language), note)


def _stop(agency: Agency, does: str, bring: str, language: str, *, sometimes: bool) -> StopRow:
    return StopRow(
        agency.title.say(language),
        agency.icon,
        does,
        bring,
        agency.place.say(language) if agency.place else "",
        agency.hours.say(language) if agency.hours else "",
        agency.phone or "",
        sometimes,
        agency.example,
    )
