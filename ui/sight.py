"""What is on the screen, read from the accessibility tree as a screen reader would, and how it is said.

The tree has names and roles already; nothing is described twice. `look(window)` gives what can be walked and what can be
heard, in reading order; `words(stop)` gives a thing as it is said: name, what it is, how it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.viewmodels.sentences import translate
from ui.voice import Foreign

_PRIVATE = re.compile(r"[0-9][0-9 .-]{6,}")
"""A NIK, a phone number: said aloud only when it is asked for."""


class Kind(Enum):
    """What the guide can stand on."""

    PAGE = auto()
    BUTTON = auto()
    CHOICE = auto()
    FIELD = auto()
    ROW = auto()
    KEY = auto()
    TO_ROWS = auto()
    DONE_TYPING = auto()


@dataclass(frozen=True)
class Stop:
    """One of them, as it is at this moment. `on` is None for what cannot be on or off."""

    kind: Kind
    item: QQuickItem
    name: str = ""
    note: str = ""
    on: bool | None = None
    enabled: bool = True


@dataclass(frozen=True)
class Said:
    """A text of the page. `notice`: it deserves to be said when it comes; `bad`: something has to be mended."""

    text: str
    item: QQuickItem
    notice: bool
    bad: bool


@dataclass(frozen=True)
class Sight:
    """What is on the screen: the topmost question, or the page with the bar behind it, and the docked keys."""

    question: str
    page: Stop
    texts: tuple[Said, ...]
    stops: tuple[Stop, ...]
    rows: tuple[tuple[Stop, tuple[Stop, ...]], ...]
    dock: QQuickItem | None

    def notices(self) -> frozenset[str]:
        return frozenset(said.text for said in self.texts if said.notice)

    def bad(self) -> Said | None:
        """The first thing to be mended."""
        return next((said for said in self.texts if said.bad), None)


# --- Words ------------------------------------------------------------------------------------------------------------


def words(stop: Stop, *, whole: bool = False) -> str:
    """A stop as it is said: name, what it is, how it stands. `whole`: a long number, too."""
    name = stop.name.rstrip(".")
    match stop.kind:
        case Kind.BUTTON:
            parts = [
                name,
                translate("Guide", "tombol"),
                *_state(stop, translate("Guide", "menyala"), translate("Guide", "mati")),
            ]
        case Kind.CHOICE:
            chosen = _state(stop, translate("Guide", "terpilih"), translate("Guide", "belum terpilih"))
            parts = [name, translate("Guide", "pilihan"), *chosen]
        case Kind.FIELD:
            box = translate("Guide", "kotak isian")
            return f"{name}, {box}, {_value(stop.note, whole)}."
        case Kind.KEY:
            parts = [name, *([translate("Guide", "terpilih")] if stop.on else [])]
        case _:
            parts = [name]
    if not stop.enabled:
        parts.append(translate("Guide", "belum bisa dipilih"))
    if stop.kind in (Kind.KEY, Kind.PAGE):
        return ", ".join(parts)
    return f"{', '.join(parts)}. {stop.note}".strip()


def _state(stop: Stop, on: str, off: str) -> list[str]:
    return [] if stop.on is None else [on if stop.on else off]


def _value(text: str, whole: bool) -> str:
    if not text:
        return translate("Guide", "belum diisi")
    if not whole and _PRIVATE.fullmatch(text):
        digits = sum(character.isdigit() for character in text)
        return translate("Guide", "sudah diisi, %n angka", "", digits)
    return text.rstrip(".")


# --- The accessibility tree -------------------------------------------------------------------------------------------

_KINDS = {
    QAccessible.Role.Button: Kind.BUTTON,
    QAccessible.Role.CheckBox: Kind.CHOICE,
    QAccessible.Role.RadioButton: Kind.CHOICE,
    QAccessible.Role.EditableText: Kind.FIELD,
}
_GROUPS = (QAccessible.Role.Grouping, QAccessible.Role.AlertMessage)


def look(window: QQuickWindow) -> Sight:
    """What is on the screen now, in reading order; of a question over the page only the question."""
    page: list[QAccessibleInterface] = []
    bar: list[QAccessibleInterface] = []
    rows: list[tuple[Stop, tuple[Stop, ...]]] = []
    dock: QQuickItem | None = None
    question: QAccessibleInterface | None = None
    for node in _children(QAccessible.queryAccessibleInterface(window)):
        item = node.object()
        if node.role() == QAccessible.Role.Dialog:
            question = node
        elif item.objectName() == "bar":
            bar.append(node)
        elif item.objectName() == "dock":
            dock = _item(node)
            rows = [(_stop(row, Kind.ROW), _keys(row)) for row in _children(node)]
        elif item.objectName() != "voice-bar":
            page.append(node)
    if question is not None:
        page, bar, rows, dock = [question], [], [], None
    texts, stops = _read_tree(page)
    fields = {stop.name for stop in stops if stop.kind is Kind.FIELD}
    said = [text for text in texts if text.text not in fields]
    heading = next((i for i, text in enumerate(said) if role_of(text.item) == QAccessible.Role.Heading), 0)
    # Who has answered goes on; who wants to go back walks one further.
    stops.sort(key=lambda stop: stop.item.objectName() == "back")
    _, menu = _read_tree(bar)
    head = said[heading].item if said else _item(page[0]) if page else window.contentItem()
    return Sight(
        question=_name(question) if question is not None else "",
        page=Stop(Kind.PAGE, head, _name(page[0]) if page else ""),
        # The question first; how far one is comes last, for those who still listen.
        texts=(*said[heading:], *said[:heading]),
        stops=(*stops, *menu),
        rows=tuple(rows),
        dock=dock if rows else None,
    )


def _read_tree(nodes: list[QAccessibleInterface]) -> tuple[list[Said], list[Stop]]:
    texts: list[Said] = []
    stops: list[Stop] = []

    def read(node: QAccessibleInterface, covered: str) -> None:
        role, item = node.role(), _item(node)
        kind = _KINDS.get(role)
        if kind is not None:
            if (kind is Kind.FIELD or item.activeFocusOnTab()) and not _scrolls(item):
                stops.append(_stop(node, kind))
            return
        name = _name(node)
        group = role in _GROUPS
        if name and name not in covered and (group or role in (QAccessible.Role.StaticText, QAccessible.Role.Heading)):
            tongue = item.property("tongue")
            text = Foreign(name, str(tongue)) if tongue else name
            texts.append(Said(text, item, notice=group, bad=role == QAccessible.Role.AlertMessage))
        for child in _children(node):
            read(child, name if group and name else covered)

    for node in nodes:
        read(node, "")
    return texts, stops


def _children(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(node.childCount()):
        child = node.child(index)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child


def _keys(row: QAccessibleInterface) -> tuple[Stop, ...]:
    return tuple(_stop(key, Kind.KEY) for key in _children(row))


def _stop(node: QAccessibleInterface, kind: Kind) -> Stop:
    item, state = _item(node), node.state()
    note = node.text(QAccessible.Text.Description)
    on: bool | None = None
    if state.checkable or kind in (Kind.CHOICE, Kind.KEY):
        # Ours have `chosen` or `on`. Qt overwrites Accessible.checked of buttons that were there before the tree was asked for.
        ours = next((value for name in ("chosen", "on") if (value := item.property(name)) is not None), state.checked)
        on = bool(ours)
    if kind is Kind.FIELD:
        note = note or str(item.property("text") or "")
    return Stop(kind, item, _name(node), note, on, enabled=not state.disabled)


def _name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name).strip()


def _item(node: QAccessibleInterface) -> QQuickItem:
    item = node.object()
    assert isinstance(item, QQuickItem)
    return item


def role_of(item: QQuickItem) -> QAccessible.Role:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(item).role()


def _scrolls(item: QQuickItem) -> bool:
    """The arrow of a scroll area: what is walked scrolls by itself."""
    area = item.parentItem()
    return area is not None and area.property("scrollable") is not None
