"""Find services and what is published by what people call them, on each key press and without a network."""

from __future__ import annotations

import threading
from functools import cache

import msgspec

from kiosk import log
from kiosk.catalog_files import ASSETS
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from kiosk.domain.search import Kind, Vocabulary, documents, parse_vocabulary
from kiosk.errors import WrongUse
from kiosk.store.search import Index
from kiosk.usecases.context import Context

WORDS = ASSETS / "search" / "words.toml"


class Hit(msgspec.Struct, frozen=True):
    """Something that was found. `id`: a service's id, or a record's key ("C15/banjir"); `ref`: the number of the service
    it is, or stands under.
    """

    id: str
    kind: Kind
    ref: str
    title: str
    summary: str


class _Kept(msgspec.Struct, frozen=True):
    """The index in one language, and what it was built from."""

    catalog: Catalog
    content: Content
    index: Index

    def holds(self, context: Context) -> bool:
        """Whether that is what is in use: the office may have sent other files since."""
        return self.catalog is context.catalog and self.content is context.content


_kept: dict[str, _Kept] = {}
_building = threading.Lock()


def find(context: Context, text: str, *, language: str = "id", limit: int = 12) -> tuple[Hit, ...]:
    """What fits `text`, the best first; titles in `language`. Nothing for nothing, and never an error, whatever is typed.

    The first question in a language builds its index, in some 50 ms; the others take about one.
    """
    with _building:
        if not all(kept.holds(context) for kept in _kept.values()):
            _kept.clear()
        if language not in _kept:
            catalog, content = context.catalog, context.content
            _kept[language] = _Kept(catalog, content, index(catalog, content, language))
        built = _kept[language].index
    return hits(built, text, limit)


def index(catalog: Catalog, content: Content, language: str) -> Index:
    """An index of everything that can be found, for a command that asks once."""
    return Index(documents(catalog, content, language), vocabulary())


def hits(built: Index, text: str, limit: int = 12) -> tuple[Hit, ...]:
    """The same on an index that is there."""
    return tuple(Hit(one.key, one.kind, one.ref, one.title, one.summary) for one in built.find(text, limit))


@cache
def vocabulary() -> Vocabulary:
    """What people say instead of the office's words. Without the file search still knows the words themselves."""
    try:
        return parse_vocabulary(WORDS.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, WrongUse) as error:
        # In front of a resident, who must not be left standing.
        log.bug(error)
        return Vocabulary(frozenset(), {}, {})
