"""The page "Berkas mana yang sudah Anda bawa?": each paper is here, not yet, or photographed. Nobody has to answer."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.answers import PHOTOGRAPHED
from kiosk.domain.catalog import MOST_PHOTOS, ChecklistField
from kiosk.domain.rules import holds
from ui.viewmodels.flow import Flow
from ui.viewmodels.photo import PhotoViewModel
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class PaperRow(msgspec.Struct, frozen=True):
    """One card. `answer` is "", "ada", "belum" or "foto"; `camera`: a picture of it may be taken here."""

    paper: str
    label: str
    note: str
    answer: str
    camera: bool


class _PaperPhoto(PhotoViewModel):
    """A picture of one paper: its place is within the answer to the checklist."""

    def __init__(self, shared: Flow, papers: ChecklistViewModel, paper: str) -> None:
        self._papers = papers
        self._paper = paper
        super().__init__(shared, f"{papers.field_id}.{paper}", papers)

    def _answer(self) -> bytes | None:
        said = self._papers.said().get(self._paper)
        return said if isinstance(said, bytes) else None

    def _put(self, photo: bytes | None) -> None:
        self._papers.put(self._paper, photo)


@QmlElement
@QmlUncreatable("made by its field")
class ChecklistViewModel(QObject):
    """What is said of each paper is the session's answer; which card has the camera is only the screen's."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, field: ChecklistField, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._field = field
        self._rows = Rows(PaperRow, self)
        self._photos: dict[str, _PaperPhoto] = {}
        self._open = ""
        shared.changed.connect(self.refresh)
        shared.turned.connect(self.close)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """After any change of the session."""
        self._rows.show(tuple(self._cards()))
        self.changed.emit()

    @Property(Rows, notify=fixed)
    def rows(self) -> Rows:
        return self._rows

    @Property(str, notify=changed)
    def open(self) -> str:
        """The paper that the camera is open for, "" for none."""
        return self._open

    @property
    def field_id(self) -> str:
        return self._field.id

    @Slot(str, result=PhotoViewModel)
    def photo(self, paper: str) -> PhotoViewModel:
        """The camera of a card."""
        if paper not in self._photos:
            self._photos[paper] = _PaperPhoto(self._flow, self, paper)
        return self._photos[paper]

    @Slot(str, str)
    def mark(self, paper: str, answer: str) -> None:
        """ "ada", "belum", or "" for neither."""
        if paper == self._open:
            self.close()
        self.put(paper, answer or None)

    @Slot(str)
    def photograph(self, paper: str) -> None:
        """Opens the camera for a paper, or closes it."""
        wanted = "" if paper == self._open else paper
        self.close()
        self._open = wanted
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """No camera any more. At once, not when its card has gone: the next one may want it."""
        if self._open:
            self.photo(self._open).close()
            self._open = ""
            self.changed.emit()

    def said(self) -> dict[str, Any]:
        """What is answered so far, by paper."""
        return dict(self._flow.session.answers.get(self._field.id, {}))

    def put(self, paper: str, answer: str | bytes | None) -> None:
        """One paper's answer; None takes it away."""
        said = {key: value for key, value in self.said().items() if key != paper}
        if answer is not None:
            said[paper] = answer
        self._flow.send(flow.Answer(self._field.id, said))

    def _cards(self) -> list[PaperRow]:
        language, said = self._flow.language, self.said()
        full = sum(map(_photos_in, self._flow.session.answers.values())) >= MOST_PHOTOS
        cards = []
        for item in self._field.items:
            if holds(item.show_when, self._flow.session.answers, today=self._flow.today):
                answer = said.get(item.id, "")
                shot = isinstance(answer, bytes)
                camera = item.photo and self._flow.camera.present and (shot or not full)
                note = item.note.say(language) if item.note else ""
                word = PHOTOGRAPHED if shot else answer
                cards.append(PaperRow(item.id, item.text.say(language), note, word, camera))
        return cards


def _photos_in(answer: Any) -> int:
    if isinstance(answer, dict):
        return sum(map(_photos_in, answer.values()))
    return isinstance(answer, bytes)
