"""A key press in the search field at 100 and at 10,000 documents, against a plain LIKE scan over the same texts."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from statistics import median

from kiosk.catalog_files import load_catalog
from kiosk.content_files import load_content
from kiosk.domain.search import Document, documents, split
from kiosk.store.search import Index
from kiosk.usecases.find import vocabulary
from tests.bench.spread import percentile, spread

SIZES = (100, 10_000)
ROUNDS = 5
TYPED = ("ktp hilang", "akte kelahiraan", "surat pindah rumah", "saya mau ngurus kartu keluarga", "posyandu lansia")
"""Typed letter by letter, as the screen asks."""


def measure() -> Iterator[str]:
    """Index and scan in turns, so that whatever else the machine does strikes both."""
    catalog = load_catalog()
    shipped = list(documents(catalog, load_content(catalog), "id"))
    for size in SIZES:
        texts = [*shipped, *_made_up(shipped, size)][:size]
        started = time.perf_counter()
        index = Index(texts, vocabulary())
        built = time.perf_counter() - started
        scan = _scan(texts)
        ours, theirs, ratios = [], [], []
        for turn in range(ROUNDS + 1):
            for saying in TYPED:
                for end in range(1, len(saying) + 1):
                    started = time.perf_counter()
                    index.find(saying[:end])
                    middle = time.perf_counter()
                    _like(scan, saying[:end])
                    ended = time.perf_counter()
                    if turn:  # the first round looks at documents for the first time
                        ours.append((middle - started) * 1000)
                        theirs.append((ended - middle) * 1000)
                        ratios.append((middle - started) / (ended - middle))
        scan.close()
        yield f"search, {size:6,} documents {spread(ours)}, p99 {percentile(ours, 99):.1f} ms; index built in {built * 1000:.0f} ms"
        yield f"  LIKE scan              {spread(theirs)}, p99 {percentile(theirs, 99):.1f} ms"
        yield f"  ratio                  {median(ours) / median(theirs):.2f} of medians; pairwise {spread(ratios, '', 2)}"


def _made_up(shipped: list[Document], count: int) -> Iterator[Document]:
    """Records of the length of real ones, with their words in their frequency and some that no other has."""
    draw = random.Random(1)
    words = [word for one in shipped for text in (one.title, one.summary, *one.body) for word in split(text)]

    def some(number: int) -> str:
        return " ".join(draw.choices(words, k=number))

    for number in range(count):
        yield Document(
            key=f"X{number // 10}/{number}",
            kind="content",
            ref=f"X{number // 10}",
            title=f"{some(4)} {number}x",
            summary=some(10),
            words=(some(2), some(2), some(2)),
            body=(some(100),),
        )


def _scan(texts: list[Document]) -> sqlite3.Connection:
    """The simplest search there is: every text whole in one column."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE t (number INTEGER PRIMARY KEY, text TEXT)")
    whole = (" ".join([one.title, *one.words, one.summary, *one.body]) for one in texts)
    db.executemany("INSERT INTO t (text) VALUES (?)", ((text,) for text in whole))
    return db


def _like(db: sqlite3.Connection, text: str) -> None:
    words = split(text) or [""]
    where = " AND ".join(["text LIKE ?"] * len(words))
    db.execute(f"SELECT count(*) FROM t WHERE {where}", [f"%{word}%" for word in words]).fetchall()
