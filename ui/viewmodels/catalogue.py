"""The catalogue, one service of it, and the counters that give a number without a form."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.catalog import Service
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class ServiceRow(msgspec.Struct, frozen=True):
    """A card of the catalogue; `heading` only on the first of its group."""

    service: str
    title: str
    summary: str
    icon: str
    heading: str


class GroupRow(msgspec.Struct, frozen=True):
    """A counter."""

    group: str
    title: str
    picture: str


class RequirementRow(msgspec.Struct, frozen=True):
    """Something to bring."""

    text: str
    note: str


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
        self._services = Rows(ServiceRow, self)
        self._groups = Rows(GroupRow, self)
        self._requirements = Rows(RequirementRow, self)
        self._service: Service | None = None
        shared.changed.connect(self._refresh)
        shared.wiped.connect(self._forget)
        self._refresh()

    @Property(Rows, notify=fixed)
    def services(self) -> Rows:
        return self._services

    @Property(Rows, notify=fixed)
    def groups(self) -> Rows:
        return self._groups

    @Slot(str)
    def choose(self, service: str) -> None:
        self._flow.send(flow.Choose(self._flow.context.catalog.find(service)))

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

    @Property(Rows, notify=fixed)
    def requirements(self) -> Rows:
        return self._requirements

    @Slot()
    def _forget(self) -> None:
        self._service = None
        self._requirements.show(())

    @Slot()
    def _refresh(self) -> None:
        language = self._flow.language
        catalog = self._flow.context.catalog
        rows = []
        for group in catalog.groups:
            heading = group.title.say(language)
            for service in catalog.services:
                if service.group == group.id:
                    rows.append(
                        ServiceRow(
                            service.id,
                            service.title.say(language),
                            service.summary.say(language),
                            service.icon,
                            heading,
                        )
                    )
                    heading = ""
        self._services.show(tuple(rows))
        self._groups.show(
            tuple(
                GroupRow(group.id, group.title.say(language), _GROUP_ICONS.get(group.id, "ticket"))
                for group in catalog.groups
            )
        )
        page = self._flow.session.page
        if isinstance(page, flow.ServiceShown):
            self._service = page.service
        if self._service is not None:
            self._requirements.show(
                tuple(
                    RequirementRow(one.text.say(language), one.note.say(language) if one.note else "")
                    for one in self._service.requirements
                )
            )
        self.changed.emit()
