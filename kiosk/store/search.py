"""The index of search: SQLite FTS5 over what this kiosk offers and publishes, in memory.

It is derived from the service and content files and built in whole when first asked. FTS5 says which documents hold the
words, and how well; the hundred best of them are then ordered by how much of what was asked is named in their titles and
sayings. `kiosk.domain.search` says what words become, `kiosk.domain.lexicon` what is meant by what is typed.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kiosk.domain.lexicon import Lexicon, Wishes
from kiosk.domain.search import Document, Vocabulary

_WEIGHTS = "10.0, 10.0, 3.0, 1.0"  # title, words, summary, body
_IN_BODY = 0.25
"""What a word in a body is worth of one in a title: in a long text most words stand by chance."""
_OF_RECORD = 0.5
"""What a record is worth of a service: who asks for something wants to do it before reading of it."""
_WORTH = 0.2
"""What fits less than this part of the best is not shown."""
_MOST_CANDIDATES = 100


class _Saying(NamedTuple):
    """The roots of a title or of a saying, and what they weigh together."""

    roots: frozenset[str]
    weight: float


class _Said(NamedTuple):
    """A document's title and sayings; the roots of these and the summary; the roots of its body."""

    sayings: tuple[_Saying, ...]
    named: frozenset[str]
    body: frozenset[str]


class Index:
    """Finds documents by words. Any thread may ask."""

    def __init__(self, documents: Iterable[Document], vocabulary: Vocabulary) -> None:
        self._documents = tuple(documents)
        self._services = {one.ref: one for one in self._documents if one.kind == "service"}
        self._lexicon = Lexicon(vocabulary)
        self._looked_at: dict[int, _Said] = {}
        self._mutex = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._db.close)
        with self._db:
            self._db.execute(
                "CREATE VIRTUAL TABLE found USING fts5 (title, words, summary, body, content='',"
                " tokenize='unicode61 remove_diacritics 0')"
            )
            self._db.executemany(
                "INSERT INTO found (rowid, title, words, summary, body) VALUES (?, ?, ?, ?, ?)",
                (
                    (number, *self._lexicon.read((one.title,), one.words, (one.summary,), one.body))
                    for number, one in enumerate(self._documents)
                ),
            )
        self._lexicon.settle()

    def find(self, text: str, limit: int = 12) -> list[Document]:
        """The documents that fit best, the best first. An empty list for no words; never an error, whatever is typed."""
        wishes = self._lexicon.wishes(text)
        if not wishes.wanted:
            return []
        groups = ["(" + " OR ".join(f'"{one}"' for one in wish.meaning) + ")" for wish in wishes.wanted]
        # All words before some: among many documents the best hundred by any word may miss who has them all.
        found = dict(self._ask(" AND ".join(groups)))
        if len(groups) > 1 and len(found) < _MOST_CANDIDATES:
            found = dict(self._ask(" OR ".join(groups))) | found
        scores = {number: score * self._fit(number, wishes) for number, score in found.items()}
        return self._in_order(scores)[:limit]

    def _ask(self, query: str) -> list[tuple[int, float]]:
        # Roots are letters and digits, so nothing in them is an operator or ends the quotes.
        with self._mutex:
            return self._db.execute(
                f"SELECT rowid, -bm25(found, {_WEIGHTS}) AS score FROM found WHERE found MATCH ?"
                " ORDER BY score DESC, rowid LIMIT ?",
                (query, _MOST_CANDIDATES),
            ).fetchall()

    def _fit(self, number: int, wishes: Wishes) -> float:
        """How much of what is wanted is named where a document says what it is, and how near one saying comes to it."""
        sayings, said, body = self._said(number)
        wanted = sum(wish.weight for wish in wishes.wanted)
        named = sum(max(wish.worth(said), _IN_BODY * wish.worth(body)) * wish.weight for wish in wishes.wanted)
        every = [*wishes.wanted, *wishes.passing]
        total = sum(wish.weight for wish in every)
        asked = frozenset().union(*(wish.meaning for wish in every))
        nearest = 0.0
        for saying in sayings:
            shared = saying.roots & asked
            if shared:
                common = sum(wish.worth(shared) * wish.weight for wish in every)
                beside = saying.weight - sum(map(self._lexicon.weight, shared))
                nearest = max(nearest, common / (total + beside))
        kind = self._documents[number].kind
        return named / wanted * (1 + 2 * nearest) * (1.0 if kind == "service" else _OF_RECORD)

    def _said(self, number: int) -> _Said:
        if number not in self._looked_at:
            one = self._documents[number]
            roots, weight = self._lexicon.roots, self._lexicon.weight
            sayings = tuple(map(roots, (one.title, *one.words)))
            self._looked_at[number] = _Said(
                tuple(_Saying(saying, sum(map(weight, saying))) for saying in sayings),
                roots(one.summary).union(*sayings),
                frozenset().union(*map(roots, one.body)),
            )
        return self._looked_at[number]

    def _in_order(self, scores: dict[int, float]) -> list[Document]:
        """The best first. The records of a service come behind it, and each counts half of the one before."""
        best = max(scores.values(), default=0.0)
        records: Counter[str] = Counter()
        ranked: list[tuple[float, Document]] = []
        for number in sorted(scores, key=lambda number: -scores[number]):
            one = self._documents[number]
            score = scores[number] * 0.5 ** records[one.ref]
            records[one.ref] += one.kind == "content"
            if score >= best * _WORTH:
                ranked.append((score, one))
        order: dict[str, Document] = {}
        for _, one in sorted(ranked, key=lambda item: -item[0]):
            service = self._services.get(one.ref, one)
            order.setdefault(service.key, service)
            order.setdefault(one.key, one)
        return list(order.values())
