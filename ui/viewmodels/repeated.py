"""A `rows` question: who or what was entered so far, and the way to the page of one more."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.answers import parse_rows
from kiosk.domain.catalog import RowsField
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import translate
from ui.viewmodels.spoken import say_answer

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class RowCardRow(msgspec.Struct, frozen=True):
    """One card: "Saksi 2", who that is, what else was said. `complete`: nothing of it has to be mended."""

    number: int
    name: str
    detail: str
    complete: bool


@QmlElement
@QmlUncreatable("made by its field")
class RepeatedViewModel(QObject):
    """Holds nothing: the rows are the session's answer."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, field: RowsField, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._field = field
        self._cards = Rows(RowCardRow, self)
        shared.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """After any change of the session."""
        self._cards.show(tuple(self._card(number) for number in range(len(self._rows))))
        self.changed.emit()

    @Property(Rows, notify=fixed)
    def cards(self) -> Rows:
        return self._cards

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._rows)

    @Property(str, notify=changed)
    def one(self) -> str:
        """What a row is called: "Saksi"."""
        return self._field.one.say(self._flow.language)

    @Property(bool, notify=changed)
    def mayAdd(self) -> bool:
        return len(self._rows) < self._field.max

    @Property(str, notify=changed)
    def bounds(self) -> str:
        """How many there must and may be."""
        least, most = (self._field.min if self._field.required else 0), self._field.max
        if least == most:
            return translate("Field", "Ada {most}.").format(most=most)
        if least:
            return translate("Field", "Paling sedikit {least}, paling banyak {most}.").format(least=least, most=most)
        return translate("Field", "Boleh kosong, paling banyak {most}.").format(most=most)

    @property
    def lacking(self) -> bool:
        """Whether the page says that something is missing in a row."""
        page = self._flow.session.page
        wrong = page.problems if isinstance(page, flow.Asking) and page.row is None else ()
        return any(problem.field.startswith(f"{self._field.id}.") for problem in wrong)

    @Slot()
    def add(self) -> None:
        self._flow.send(flow.AddRow(self._field.id))

    @Slot(int)
    def edit(self, index: int) -> None:
        self._flow.send(flow.EditRow(self._field.id, index))

    @Slot(int)
    def drop(self, index: int) -> None:
        self._flow.send(flow.DropRow(self._field.id, index))

    @property
    def _rows(self) -> list[dict[str, Any]]:
        return list(self._flow.session.answers.get(self._field.id, []))

    def _card(self, number: int) -> RowCardRow:
        row = self._rows[number]
        regions, language = self._flow.context.regions, self._flow.language
        said = [
            words
            for one in self._field.fields
            if (words := say_answer(one, row.get(one.id), language, regions, masked=True))
        ]
        alone = msgspec.structs.replace(self._field, min=1)
        _, wrong = parse_rows(alone, [row], today=self._flow.today, regions=regions)
        return RowCardRow(number + 1, said[0] if said else "", " · ".join(said[1:]), not wrong)
