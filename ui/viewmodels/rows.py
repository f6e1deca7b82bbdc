"""A list for QML over a tuple of frozen structs: the fields of the struct are the roles."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex


@QmlElement
@QmlUncreatable("made by view-models")
class Rows(QAbstractListModel):
    """`show(rows)` replaces what is different; rows that stay keep their delegates."""

    def __init__(self, kind: type[msgspec.Struct], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in msgspec.structs.fields(kind)]
        self._rows: tuple[msgspec.Struct, ...] = ()

    def show(self, rows: tuple[msgspec.Struct, ...]) -> None:
        """Shows these rows from now on."""
        if rows == self._rows:
            return
        if len(rows) == len(self._rows) and rows:
            changed = [i for i, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
            self._rows = rows
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> tuple[msgspec.Struct, ...]:
        """What is shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return getattr(self._rows[index.row()], self._names[role - Qt.ItemDataRole.UserRole - 1])

    def roleNames(self) -> dict[int, QByteArray]:
        first = Qt.ItemDataRole.UserRole + 1
        return {first + i: QByteArray(name.encode()) for i, name in enumerate(self._names)}
