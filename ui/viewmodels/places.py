"""A `wilayah` question: from the province down, one level after the other, or a regency by its name at once."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.catalog import WilayahField
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_DEPTH = {"kabupaten": 2, "kecamatan": 3, "kelurahan": 4}
LONGEST = 60
"""So many regions of a list; eight of 7285 districts of Indonesia have more villages, and a longer page would be slow to make."""
_FOUND = 12
"""So many results of a search; who sees more types a letter more."""


class LevelRow(msgspec.Struct, frozen=True):
    """One level that is chosen: touch it to change it."""

    depth: int
    label: str
    name: str


class RegionRow(msgspec.Struct, frozen=True):
    """One region to choose."""

    value: str
    label: str
    note: str


@QmlElement
@QmlUncreatable("made by its field")
class PlacesViewModel(QObject):
    """The whole code is the session's answer; the way to it is only the screen's."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, field: WilayahField, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._field = field
        self._depth = _DEPTH[field.level]
        self._ready = False
        self._words = ""
        self._more = 0
        self._chosen = shared.session.answers.get(field.id) or self._near()
        self._levels = Rows(LevelRow, self)
        self._regions = Rows(RegionRow, self)
        shared.changed.connect(self._show)
        shared.wiped.connect(self._forget)
        shared.run(shared.context.regions.warm_up, lambda _: self._loaded(), lambda _error: self._loaded())

    @Property(Rows, notify=fixed)
    def levels(self) -> Rows:
        """What is chosen so far, from the province down."""
        return self._levels

    @Property(Rows, notify=fixed)
    def regions(self) -> Rows:
        """What may be chosen now."""
        return self._regions

    @Property(bool, notify=changed)
    def loading(self) -> bool:
        """The lists are being read: half a second, once after a start."""
        return not self._ready

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return self._depth_of(self._chosen) == self._depth

    @Property(str, notify=changed)
    def question(self) -> str:
        """What is to be chosen now."""
        match self._depth_of(self._chosen):
            case 0:
                return translate("Places", "Pilih provinsi")
            case 1:
                return translate("Places", "Pilih kabupaten atau kota")
            case 2:
                return translate("Places", "Pilih kecamatan")
            case _:
                return translate("Places", "Pilih kelurahan atau desa")

    @Property(int, notify=changed)
    def more(self) -> int:
        """How many regions of the list have no place on the page: a letter or two brings them."""
        return self._more

    @Slot(str)
    def search(self, words: str) -> None:
        """Narrows the list; while it is about regencies, it finds those of all provinces."""
        self._words = words.strip()
        self._show()

    @Slot(str)
    def pick(self, code: str) -> None:
        """One step down, or the answer."""
        self._chosen = code
        self._words = ""
        self._flow.send(flow.Answer(self._field.id, code if self.complete else None))
        self._show()

    @Slot(int)
    def change(self, depth: int) -> None:
        """Goes back to the list that this level was chosen from."""
        self._chosen = _cut(self._chosen, depth - 1)
        self._words = ""
        self._flow.send(flow.Answer(self._field.id, None))
        self._show()

    def _near(self) -> str:
        """Most people come from near: the office's own province, and its regency where the question goes deeper."""
        return _cut(self._flow.context.kiosk.office.code, min(self._depth - 1, 2))

    @Slot()
    def _forget(self) -> None:
        # Lives on until the next resident is asked something: the page that leaves still shows it.
        self._chosen, self._words = self._near(), ""

    def _loaded(self) -> None:
        self._ready = True
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._ready:
            self._levels.show(tuple(self._level_rows()))
            self._regions.show(() if self.complete else tuple(self._region_rows()))
        self.changed.emit()

    def _level_rows(self) -> list[LevelRow]:
        labels = [
            translate("Places", "Provinsi"),
            translate("Places", "Kabupaten atau kota"),
            translate("Places", "Kecamatan"),
            translate("Places", "Kelurahan atau desa"),
        ]
        depths = range(1, self._depth_of(self._chosen) + 1)
        name = self._flow.context.regions.name
        return [LevelRow(depth, labels[depth - 1], name(_cut(self._chosen, depth)) or "") for depth in depths]

    def _region_rows(self) -> list[RegionRow]:
        regions = self._flow.context.regions
        self._more = 0
        if self._words and self._depth_of(self._chosen) < 2:
            return [RegionRow(*found) for found in regions.search(self._words, limit=_FOUND)]
        words = self._words.casefold().split()
        rows = [
            RegionRow(code, name, "")
            for code, name in regions.children(self._chosen)
            if all(word in name.casefold() for word in words)
        ]
        self._more = max(0, len(rows) - LONGEST)
        return rows[:LONGEST]

    @staticmethod
    def _depth_of(code: str) -> int:
        return code.count(".") + 1 if code else 0


def _cut(code: str, depth: int) -> str:
    """The region of that depth around a region: depth 1 of "16.71.02" is "16"."""
    return ".".join(code.split(".")[:depth])
