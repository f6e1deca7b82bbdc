"""A report as tables, the same ones on the page, in the PDF, in the workbook and in the CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, auto
from typing import Final

import msgspec

from kiosk.domain.catalog import Catalog
from kiosk.domain.permohonan import PermohonanStatus
from sync.server.reports.figures import CLOSED, Report, Spread
from sync.server.reports.small import LEAST, Folded
from sync.server.work import surveys
from sync.server.work.surveys import ELEMENTS, Scored, band

LANGUAGES: Final = {"id": "Indonesia", "en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}
_S = PermohonanStatus
_NOT_TOLD: Final = "–"

Cell = str | int | Decimal | None
"""None: there is no such number, or it is not told because it is about too few."""


class Kind(Enum):
    """What stands in a column."""

    TEXT = auto()
    COUNT = auto()
    SHARE = auto()  # a Decimal, 0 to 1
    MINUTES = auto()
    SCORE = auto()  # a Decimal with two decimals or three


class Column(msgspec.Struct, frozen=True):
    """The head of a column."""

    title: str
    kind: Kind


class Sheet(msgspec.Struct, frozen=True):
    """A table, and what has to be known to read it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def sheets(report: Report, catalog: Catalog) -> tuple[Sheet, ...]:
    """All tables of a report that have anything in them."""
    return tuple(_sheets(report, catalog))


def _sheets(report: Report, catalog: Catalog) -> Iterator[Sheet]:
    if report.services:
        yield _services(report)
        yield _times(report)
        yield _shares(report)
        yield Sheet(
            "hari",
            "Per hari dalam pekan",
            _columns(("Hari", Kind.TEXT), ("Permohonan", Kind.COUNT)),
            tuple((DAYS[day], count) for day, count in report.by_weekday().items()),
        )
    yield Sheet(
        "umur",
        "Yang belum selesai sekarang",
        _columns(
            ("Umur", Kind.TEXT),
            ("Di kantor", Kind.COUNT),
            ("Menunggu warga melengkapi", Kind.COUNT),
            ("Menunggu diambil", Kind.COUNT),
        ),
        tuple((one.title, one.office, one.resident, one.ready) for one in report.ages),
        "Semua permohonan yang masih terbuka saat laporan dibuat, kapan pun diajukan.",
    )
    if report.queue:
        yield _queue(report)
    if report.forwarded:
        yield Sheet(
            "instansi",
            "Diteruskan ke instansi",
            _columns(
                ("Instansi", Kind.TEXT),
                ("Diteruskan", Kind.COUNT),
                ("Dijawab", Kind.COUNT),
                ("Dijawab dalam (tengah)", Kind.MINUTES),
                ("9 dari 10 dalam", Kind.MINUTES),
            ),
            tuple(
                (one.title, one.count, one.answered, one.took.median, one.took.ninetieth) for one in report.forwarded
            ),
        )
    if report.stopped.reasons.parts or report.stopped.reasons.rest:
        yield Sheet(
            "alasan",
            "Alasan dikembalikan atau ditolak",
            _columns(("Alasan", Kind.TEXT), ("Permohonan", Kind.COUNT)),
            tuple(_folded(report.stopped.reasons, "Alasan lain, masing-masing kurang dari 5 kali")),
            "Hanya kalimat yang dipakai untuk 5 permohonan atau lebih yang ditulis di sini.",
        )
    if report.survey is not None:
        yield from _survey(report.survey, catalog)


DAYS: Final = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


def _services(report: Report) -> Sheet:
    def row(title: str, states: Mapping[PermohonanStatus, int]) -> tuple[Cell, ...]:
        still = sum(count for status, count in states.items() if status not in CLOSED)
        made = states.get(_S.READY, 0) + states.get(_S.COLLECTED, 0)
        stopped = (states.get(_S.REJECTED, 0), states.get(_S.CANCELLED, 0))
        return (title, sum(states.values()), still, made, *stopped)

    total: Counter[PermohonanStatus] = Counter()
    for one in report.services:
        total.update(one.states)
    return Sheet(
        "layanan",
        "Per layanan",
        _columns(
            ("Layanan", Kind.TEXT),
            ("Permohonan", Kind.COUNT),
            ("Belum ditutup", Kind.COUNT),
            ("Jadi", Kind.COUNT),
            ("Ditolak", Kind.COUNT),
            ("Dibatalkan", Kind.COUNT),
        ),
        (*(row(one.title, one.states) for one in report.services), row("Semua layanan", total)),
        "Permohonan yang diajukan pada hari-hari ini, dan keadaannya saat laporan dibuat."
        " Jadi: sudah siap diambil; yang belum diambil terhitung juga sebagai belum ditutup.",
    )


def _times(report: Report) -> Sheet:
    timed = [one for one in report.services if one.waiting.median is not None or one.handling.median is not None]
    rows = [(one.title, *_both(one.waiting), *_both(one.handling)) for one in timed]
    return Sheet(
        "waktu",
        "Waktu per layanan",
        _columns(
            ("Layanan", Kind.TEXT),
            ("Menunggu (tengah)", Kind.MINUTES),
            ("Menunggu, 9 dari 10", Kind.MINUTES),
            ("Dikerjakan (tengah)", Kind.MINUTES),
            ("Dikerjakan, 9 dari 10", Kind.MINUTES),
        ),
        (*rows, ("Semua layanan", *_both(report.waiting), *_both(report.handling))),
        "Menunggu: sejak warga mengajukan sampai petugas mulai. Dikerjakan: dari situ sampai siap diambil."
        " Tengah: separuh permohonan tidak lebih lama dari itu; 9 dari 10: sembilan dari sepuluh tidak lebih lama."
        f" Waktu dari kurang dari {LEAST} permohonan tidak ditulis.",
    )


def _shares(report: Report) -> Sheet:
    total, stopped, deadlines = report.requests, report.stopped, report.deadlines
    rows: list[tuple[Cell, ...]] = []

    def add(group: str, title: str, count: int | None, of: int = total) -> None:
        rows.append((group, title, count, None if count is None else Decimal(count) / of if of else None))

    add("Hasil", "Pernah belum lengkap", stopped.incomplete)
    add("Hasil", "Ditolak", stopped.rejected)
    if judged := deadlines.kept + deadlines.missed:
        add("Pengaduan", "Tepat waktu", deadlines.kept, judged)
        add("Pengaduan", "Lewat tenggat", deadlines.missed, judged)
    if deadlines.running:
        rows.append(("Pengaduan", "Masih berjalan", deadlines.running, None))
    add("Antrean", "Nomor prioritas", report.priority)
    for group, folded, rest in (
        ("Bahasa", _named(report.languages), "Bahasa lain"),
        ("Kelompok", report.groups, "Kelompok lain"),
        ("Yang memutuskan", report.agencies, "Instansi lain"),
    ):
        for title, count in _folded(folded, rest):
            add(group, title, count)
    for one in report.kiosks:
        add("Kiosk", one.title, one.count)
    return Sheet(
        "bagian",
        "Bagian-bagiannya",
        _columns(("Tentang", Kind.TEXT), ("Bagian", Kind.TEXT), ("Permohonan", Kind.COUNT), ("Bagian (%)", Kind.SHARE)),
        tuple(rows),
        f"Bagian dari kurang dari {LEAST} orang digabung atau tidak ditulis, supaya tidak menunjuk seseorang.",
    )


def _queue(report: Report) -> Sheet:
    return Sheet(
        "antrean",
        "Antrean loket",
        _columns(
            ("Kelompok", Kind.TEXT),
            ("Nomor", Kind.COUNT),
            ("Dari petugas", Kind.COUNT),
            ("Dipanggil", Kind.COUNT),
            ("Menunggu (tengah)", Kind.MINUTES),
            ("Menunggu, 9 dari 10", Kind.MINUTES),
        ),
        tuple((one.title, one.count, one.by_hand, one.called, *_both(one.waited)) for one in report.queue),
        "Sejak nomor diambil sampai dipanggil ke loket.",
    )


def _survey(found: surveys.Survey, catalog: Catalog) -> Iterator[Sheet]:
    total = found.total
    told = total.respondents >= LEAST
    rows: list[tuple[Cell, ...]] = []
    if told:
        for number, (title, mean, score) in enumerate(zip(ELEMENTS, total.means(), total.elements(), strict=True), 1):
            rows.append((f"U{number} {title}", mean.quantize(Decimal("0.001")), score, _band(score)))
        mean = sum(total.means(), Decimal(0)) / len(ELEMENTS)
        rows.append(("Nilai SKM", mean.quantize(Decimal("0.001")), total.score(), _band(total.score())))
    people = f"{total.respondents} responden." if told else f"Responden kurang dari {LEAST}: nilai belum ditulis."
    yield Sheet(
        "skm",
        "Survei kepuasan masyarakat (SKM)",
        _columns(
            ("Unsur", Kind.TEXT), ("Rata-rata (1 sampai 4)", Kind.SCORE), ("Nilai", Kind.SCORE), ("Mutu", Kind.TEXT)
        ),
        tuple(rows),
        f"{people} Permen PANRB 14/2017: rata-rata × 25. A 88,31–100; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99.",
    )
    if told:
        yield _by_service(found, catalog)


def _by_service(found: surveys.Survey, catalog: Catalog) -> Sheet:
    """Services with fewer than five respondents are put together, and with them the next ones until they are five."""
    parts = dict(found.services)
    ordered = sorted(parts, key=lambda key: (-parts[key].respondents, key))
    rest: list[Scored] = []
    while ordered and (parts[ordered[-1]].respondents < LEAST or 0 < sum(one.respondents for one in rest) < LEAST):
        rest.append(parts[ordered.pop()])

    def row(title: str, scored: Scored) -> tuple[Cell, ...]:
        return (title, scored.respondents, scored.score(), _band(scored.score()))

    rows = [row(_title(catalog, key), parts[key]) for key in ordered]
    if rest:
        rows.append(row("Layanan lain", surveys.added(rest)))
    return Sheet(
        "skm-layanan",
        "SKM per layanan",
        _columns(
            ("Layanan", Kind.TEXT), ("Responden", Kind.COUNT), ("Nilai", Kind.SCORE), ("Mutu", Kind.TEXT)
        ),
        tuple(rows),
        f"Layanan dengan kurang dari {LEAST} responden digabung.",
    )  # fmt: skip


def _title(catalog: Catalog, key: str) -> str:
    service = catalog.known(key)
    return f"{service.ref} {service.title.id}" if service else key


def _band(score: Decimal) -> str:
    found = band(score)
    return f"{found.letter}, {found.words.lower()}"


def _named(languages: Folded) -> Folded:
    return Folded({LANGUAGES.get(key, key): count for key, count in languages.parts.items()}, languages.rest)


def _folded(folded: Folded, rest: str) -> Iterator[tuple[str, int]]:
    yield from folded.parts.items()
    if folded.rest:
        yield rest, folded.rest


def _both(spread: Spread) -> tuple[int | None, int | None]:
    return spread.median, spread.ninetieth


def _columns(*columns: tuple[str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(title, kind) for title, kind in columns)


# --- How a cell is said -----------------------------------------------------------------------------------------------


def said(cell: Cell, kind: Kind) -> str:
    """A cell as people read it: "1.250", "12,5 %", "2,3 jam"."""
    if cell is None:
        return _NOT_TOLD
    match kind:
        case Kind.TEXT:
            return str(cell)
        case Kind.COUNT:
            return f"{cell:,}".replace(",", ".")
        case Kind.SHARE:
            return f"{Decimal(cell) * 100:.1f} %".replace(".", ",")
        case Kind.MINUTES:
            return lasted(int(cell))
        case Kind.SCORE:
            return str(cell).replace(".", ",")


def lasted(minutes: int) -> str:
    """ "8 menit", "2,3 jam", "3 hari"."""
    for unit, name in ((24 * 60, "hari"), (60, "jam")):
        if minutes >= unit:
            return f"{minutes / unit:.1f} {name}".replace(".0 ", " ").replace(".", ",")
    return f"{minutes} menit"
