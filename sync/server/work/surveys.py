"""The survey of satisfaction (SKM, Permen PANRB 14/2017): what arrives of it without anybody's name, and the score of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy import Connection, Integer, cast, func, insert, select

from kiosk.domain.answers import Value
from kiosk.domain.catalog import Catalog
from sync.server.store.tables import surveys

if TYPE_CHECKING:
    from sync.server.exchange.arrivals import Arrival, Welcome

ELEMENTS: Final = (
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Waktu penyelesaian",
    "Biaya atau tarif",
    "Produk layanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Penanganan pengaduan, saran, dan masukan",
    "Sarana dan prasarana",
)
"""U1 to U9, as the regulation names them."""

KIND: Final = "SURVEY"
"""Of a service."""
_FIELDS: Final = tuple(f"u{number}" for number in range(1, len(ELEMENTS) + 1))
_SERVICE: Final = "layanan"
_BANDS: Final = (
    ("A", "Sangat baik", Decimal("88.31")),
    ("B", "Baik", Decimal("76.61")),
    ("C", "Kurang baik", Decimal("65.00")),
    ("D", "Tidak baik", Decimal("25.00")),
)
"""Permen PANRB 14/2017: the lowest score of each. A score has two decimals, so that none lies between two bands."""


class Band(msgspec.Struct, frozen=True):
    """What a score is called."""

    letter: str
    words: str


class Scored(msgspec.Struct, frozen=True):
    """The answers of some respondents, added up."""

    respondents: int
    sums: tuple[int, ...]  # of U1 to U9, each respondent's 1 to 4

    def means(self) -> tuple[Decimal, ...]:
        """NRR, the mean of each element, 1 to 4, not rounded."""
        return tuple(Decimal(total) / self.respondents for total in self.sums)

    def elements(self) -> tuple[Decimal, ...]:
        """The score of each element, 25 to 100 with two decimals."""
        return tuple(_rounded(mean * 25) for mean in self.means())

    def score(self) -> Decimal:
        """IKM: all elements weigh the same; the mean of their means, times 25, with two decimals."""
        return _rounded(Decimal(sum(self.sums)) / (self.respondents * len(self.sums)) * 25)


class Survey(msgspec.Struct, frozen=True):
    """What residents thought of the office in some time."""

    total: Scored
    services: dict[str, Scored]  # by the id of the service that was judged


def take(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Keeps the nine marks of each survey that arrived, and the service that was judged: not who, not what else they wrote."""
    rows = [
        {
            "office": at.office.code,
            "permohonan_id": one.id,
            "service": str(answers[_SERVICE]),
            "marks": msgspec.json.encode([int(str(answers[field])) for field in _FIELDS]).decode(),
            "at": one.waiting_since,
        }
        for one in arrived
        if one.content is not None and _is_survey(answers := one.content.answers)
    ]
    if rows:
        at.connection.execute(insert(surveys), rows)


def services(catalog: Catalog) -> tuple[str, ...]:
    """The ids of the surveys: what arrives of them is counted, and nobody has to work on it."""
    return tuple(one.id for one in catalog.services if one.kind == KIND)


def band(score: Decimal) -> Band:
    """What a score from 25.00 to 100.00 is called."""
    return next((Band(letter, words) for letter, words, least in _BANDS if score >= least), Band(*_BANDS[-1][:2]))


def survey(connection: Connection, office: str, start: int, end: int) -> Survey | None:
    """The marks given from `start` to before `end` (ms since 1970 UTC); None when nobody answered."""
    # "[3,4,…]": each mark is one digit, so the database can add them up where they stand.
    sums = [func.sum(cast(func.substr(surveys.c.marks, 2 * number, 1), Integer)) for number in range(1, 10)]
    query = (
        select(surveys.c.service, func.count(), *sums)
        .where(surveys.c.office == office, surveys.c.at >= start, surveys.c.at < end)
        .group_by(surveys.c.service)
        .order_by(surveys.c.service)
    )
    found = {
        service: Scored(int(count), tuple(map(int, totals))) for service, count, *totals in connection.execute(query)
    }
    return Survey(added(list(found.values())), found) if found else None


def added(parts: Sequence[Scored]) -> Scored:
    """Several together; at least one."""
    columns = zip(*(one.sums for one in parts), strict=True)
    return Scored(sum(one.respondents for one in parts), tuple(sum(column) for column in columns))


def _is_survey(answers: Mapping[str, Value]) -> bool:
    marked = all(answers.get(field) in ("1", "2", "3", "4") for field in _FIELDS)
    return marked and isinstance(answers.get(_SERVICE), str)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
