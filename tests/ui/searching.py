"""Looks for values of a resident everywhere the program could still hold them: every Qt object, every Python object."""

from __future__ import annotations

import gc
import linecache
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import compress, filterfalse
from operator import not_
from typing import Any

import msgspec
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem

from ui.app import Screen

# Which properties of a kind of object can hold words is found out once; the rest, some 70 of 80, are not read again.
_WORDS = """(() => {
    const speaking = new Map();
    const words = value => typeof value === "object" && value && value.objectNameChanged === undefined;
    const take = (value, found) => {
        if (typeof value === "string") {
            if (value) found.push(value);
        } else if (words(value)) {
            if (value.length > 0) for (let i = 0; i < value.length; i++) take(value[i], found);
            else if (value.length === undefined) found.push(String(value));
        }
    };
    const names = one => {
        const kind = String(one).split("(")[0];
        if (!speaking.has(kind)) {
            const some = [];
            for (const name in one) {
                const value = one[name];
                if (value === null || value === undefined || typeof value === "string" || words(value)) some.push(name);
            }
            speaking.set(kind, some);
        }
        return speaking.get(kind);
    };
    return all => {
        const places = new Map();
        for (let i = 0; i < all.length; i++) {
            for (const name of names(all[i])) {
                const found = [];
                take(all[i][name], found);
                for (const text of found)
                    if (!places.has(text)) places.set(text, String(all[i]).split("(")[0] + "." + name);
            }
        }
        return [...places.keys(), ...places.values()];
    };
})()"""

_HELD = frozenset((str, bytes, float))
_PLAIN = _HELD | {int, bool, type(None)}


class Search:
    """Everything that can be read in a screen and behind it."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        screen.flow.context.regions.warm_up()
        # What was there before any resident and cannot change holds nothing of one: 90 000 villages, every service.
        catalog = screen.flow.context
        still = [vars(module) for name, module in sys.modules.items() if name.partition(".")[0] == "lokal"]
        still += [catalog.catalog, catalog.content]
        self._still = list(_unchanging(still))
        # A text that is older than the resident is not one of theirs; kept, so that no new one takes its place in memory.
        with alone():
            self._still += _values(frozenset(map(id, self._still)))
        # And not in these two themselves, which are longer than all the rest.
        self._known = frozenset((*map(id, self._still), id(self._still)))
        self._words: QJSValue = screen.engine.evaluate(_WORDS)
        assert not self._words.isError(), self._words.toString()

    def objects(self) -> list[QObject]:
        """Every QObject below the window, shown or hidden, and every view-model. Not what has no parent: JavaScript would
        think that it owns what it is shown.
        """
        window = self._screen.window
        found: dict[int, QObject] = {}
        todo: list[QObject] = [window, self._screen, *_items(window.contentItem())]
        while todo:
            one = todo.pop()
            if id(one) not in found and shiboken6.isValid(one):
                found[id(one)] = one
                todo += one.findChildren(QObject)
        return [one for one in found.values() if one.parent() is not None]

    def on_screen(self, backwards: Iterable[str]) -> dict[str, str]:
        """Those that stand in a property or in what a screen reader reads, each with where. Punctuation does not matter."""
        objects = self.objects()
        engine = self._screen.engine
        listed = engine.newArray(len(objects))
        for index, one in enumerate(objects):
            # JavaScript takes away delegates that have left a list, whenever it likes.
            listed.setProperty(index, engine.newQObject(one if shiboken6.isValid(one) else self._anything()))
        told = self._words.call([listed])
        assert not told.isError(), told.toString()
        both = told.toVariant()
        places = dict(zip(map(bare, both[: len(both) // 2]), both[len(both) // 2 :], strict=True))
        places |= {bare(text): "the accessibility tree" for text in _read(objects)}
        whole = "\0".join(places)
        return {
            one: next(place for text, place in places.items() if bare(one[::-1]) in text)
            for one in backwards
            if bare(one[::-1]) in whole
        }

    def _anything(self) -> QObject:
        return self._screen.window.contentItem()

    def in_python(self, backwards: Iterable[str]) -> dict[str, str]:
        """Those that any Python object of the process refers to, each with what holds it.

        They come written backwards, or the search would find what asks for it. Numbers as `repr`, bytes as Latin-1. Text is
        searched for its parts, a number only as a whole: the digits of a PIN stand in some clock reading by chance.
        """
        gc.collect()
        # The sources of half a thousand modules, once a traceback was written: more lines than all else.
        linecache.clearcache()
        with alone():
            values = _values(self._known)
        texts = [f"\0{_as_text(value)}\0" if isinstance(value, float) else _as_text(value) for value in values]
        whole = "\0".join(texts)
        ours = {id(values), id(texts)}
        found = {}
        for one in backwards:
            if one[::-1] in whole:
                value = next(value for value, text in zip(values, texts, strict=True) if one[::-1] in text)
                with alone():
                    holders = {type(holder).__name__ for holder in gc.get_referrers(value) if id(holder) not in ours}
                found[one] = f"{type(value).__name__} in {sorted(holders)}"
        return found


@contextmanager
def alone() -> Iterator[None]:
    """No other thread goes on before whatever the collector has told of is let go: among it are tuples that one of them is just
    filling, and Python refuses to finish a tuple that somebody else holds.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(3600)
    # Who already waits for a turn still has the old patience: they go on to where they wait for something else.
    time.sleep(0.01)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _as_text(value: str | bytes | float) -> str:
    match value:
        case str():
            return value
        case bytes():
            return value.decode("latin-1")
        case _:
            return repr(value)


def bare(text: str) -> str:
    """Letters and digits only: "1671 0254" and "16710254" are the same value."""
    return re.sub(r"\W", "", text).casefold()


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)


def _read(objects: Iterable[QObject]) -> Iterator[str]:
    """What a screen reader would read, also of what is hidden."""
    for one in objects:
        readable = isinstance(one, QQuickItem) and shiboken6.isValid(one)
        node = QAccessible.queryAccessibleInterface(one) if readable else None
        if node is not None and node.isValid():
            for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
                yield node.text(part)


def _values(without: frozenset[int]) -> list[Any]:
    """Every text, bytes and float that any Python object refers to, but for those of the objects named."""
    values: dict[int, Any] = {}
    known = set[int]()
    level = [one for one in gc.get_objects() if id(one) not in without and one is not without]
    while level:
        # The collector does not watch tuples, dicts and structs that hold only plain values.
        below = list(filterfalse(gc.is_tracked, gc.get_referents(*level)))
        held = compress(below, map(_HELD.__contains__, map(type, below)))
        values.update((id(one), one) for one in held if id(one) not in without)
        inner = compress(below, map(not_, map(_PLAIN.__contains__, map(type, below))))
        level = [one for one in inner if id(one) not in known and id(one) not in without]
        known.update(map(id, level))
    return list(values.values())


def _unchanging(roots: list[Any]) -> Iterator[object]:
    """All that these lead to through lists, tables, tuples and frozen structs, with the values at the end."""
    known: set[int] = set()
    level = roots
    while level:
        yield from level
        below = gc.get_referents(*level)
        level = []
        for one in below:
            kind = type(one)
            plain = kind in (list, tuple, dict, *_HELD) or isinstance(one, msgspec.Struct)
            if (plain or kind.__module__.startswith("lokal")) and id(one) not in known:
                known.add(id(one))
                level.append(one)
