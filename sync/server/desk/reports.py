"""Numbers of the office as tables, plots and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from markupsafe import Markup

from sync.server.context import Server
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, needs, page
from sync.server.people.rights import Right
from sync.server.reports.drawing import Drawing
from sync.server.reports.figures import Asked, Report, report
from sync.server.reports.period import CHOICES, LONGEST_DAYS, Period, between, named
from sync.server.reports.plots import plots
from sync.server.reports.sheets import Kind, Sheet, lasted, said, sheets
from sync.server.reports.small import LEAST
from sync.server.reports.svg import svg
from sync.server.work.surveys import band

_USUAL: Final = "bulan"
_OWN: Final = "pilih"


class Figure(msgspec.Struct, frozen=True):
    """What counts, in large type."""

    number: str
    what: str
    why: str


class PlotView(msgspec.Struct, frozen=True):
    """A plot on the page."""

    title: str
    picture: Markup


class TableView(msgspec.Struct, frozen=True):
    """A table on the page: heads and cells, each with whether it is a number."""

    key: str
    title: str
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]
    note: str


class Chosen(msgspec.Struct, frozen=True):
    """The days that an address asks for, and what is wrong with them."""

    period: Period
    choice: str
    error: str | None = None

    @property
    def address(self) -> str:
        """The same days in an address."""
        if self.choice != _OWN:
            return f"masa={self.choice}"
        return f"masa={_OWN}&dari={self.period.first}&sampai={self.period.last}"


@get("/meja/laporan", opt=needs(Right.REPORTS), sync_to_thread=True)
def reports_page(
    server: ServerDep,
    session: SessionDep,
    masa: FromQuery[str] = "",
    dari: FromQuery[str] = "",
    sampai: FromQuery[str] = "",
) -> Response[str]:
    """The numbers of some days."""
    chosen = _chosen(server, masa, dari, sampai)
    found = _report(server, chosen.period)
    return page(
        "laporan.html",
        server,
        status=200 if chosen.error is None else 400,
        session=session,
        chosen=chosen,
        choices=CHOICES,
        own=_OWN,
        figures=_figures(found),
        plots=[PlotView(one.title, svg(one, f"gambar-{at}")) for at, one in enumerate(plots(found))],
        tables=[_table(one) for one in sheets(found, server.catalog)],
        empty=not found.requests,
    )


@get("/meja/laporan/berkas/{kind:str}", opt=needs(Right.REPORTS), sync_to_thread=True)
def report_file(
    server: ServerDep,
    kind: FromPath[str],
    masa: FromQuery[str] = "",
    dari: FromQuery[str] = "",
    sampai: FromQuery[str] = "",
) -> Response[bytes]:
    """The same numbers as a file: "pdf", "xlsx" or "csv"."""
    made = _FILES.get(kind)
    chosen = _chosen(server, masa, dari, sampai)
    if made is None or chosen.error is not None:
        raise NotFoundException
    media_type, make = made
    found = _report(server, chosen.period)
    body = make(found, sheets(found, server.catalog), plots(found))
    name = f"laporan-{server.office.code}-{chosen.period.first}-{chosen.period.last}.{kind}"
    headers = {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)


_Maker = Callable[[Report, Sequence[Sheet], Sequence[Drawing]], bytes]


def _pdf(found: Report, tables: Sequence[Sheet], drawings: Sequence[Drawing]) -> bytes:
    from sync.server.reports.pdf import pdf_file

    return pdf_file(found, tables, drawings)


def _xlsx(found: Report, tables: Sequence[Sheet], _drawings: Sequence[Drawing]) -> bytes:
    from sync.server.reports.files import xlsx_file

    return xlsx_file(found, tables)


def _csv(found: Report, tables: Sequence[Sheet], _drawings: Sequence[Drawing]) -> bytes:
    from sync.server.reports.files import csv_file

    return csv_file(found, tables)


_FILES: Final[dict[str, tuple[str, _Maker]]] = {
    "pdf": ("application/pdf", _pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "csv": ("text/csv; charset=utf-8", _csv),
}


def _chosen(server: Server, masa: str, first: str, last: str) -> Chosen:
    today = server.zone.local(server.clock.now_ms()).date()
    usual = named(_USUAL, today)
    assert usual is not None
    if masa != _OWN:
        period = named(masa, today)
        return Chosen(period, masa) if period else Chosen(usual, _USUAL)
    own = between(first, last)
    if own is None:
        return Chosen(usual, _USUAL, f"Isi kedua tanggal, yang awal dulu, paling lama {LONGEST_DAYS // 366} tahun.")
    return Chosen(own, _OWN)


def _report(server: Server, period: Period) -> Report:
    office = server.office
    asked = Asked(office.code, office.name, server.zone, server.catalog, period)
    with server.database.reading() as connection:
        return report(connection, asked, now=server.clock.now_ms())


def _figures(found: Report) -> list[Figure]:
    still = sum(one.open for one in found.services)
    figures = [
        Figure(said(found.requests, Kind.COUNT), "Permohonan", "diajukan warga di kiosk"),
        Figure(said(still, Kind.COUNT), "Belum ditutup", "dari permohonan itu, saat ini"),
    ]
    if found.waiting.median is not None:
        figures.append(Figure(lasted(found.waiting.median), "Menunggu", "separuh mulai dikerjakan secepat ini"))
    if found.handling.median is not None:
        figures.append(Figure(lasted(found.handling.median), "Dikerjakan", "separuh jadi secepat ini"))
    if found.survey is not None and found.survey.total.respondents >= LEAST:
        score = found.survey.total.score()
        graded = band(score)
        figures.append(
            Figure(
                said(score, Kind.SCORE),
                "Nilai SKM",
                f"mutu {graded.letter}, {graded.words.lower()}; {found.survey.total.respondents} responden",
            )
        )
    return figures


def _table(sheet: Sheet) -> TableView:
    numeric = [column.kind is not Kind.TEXT for column in sheet.columns]
    return TableView(
        sheet.key,
        sheet.title,
        tuple((column.title, number) for column, number in zip(sheet.columns, numeric, strict=True)),
        tuple(
            tuple(
                (said(cell, column.kind), number)
                for cell, column, number in zip(row, sheet.columns, numeric, strict=True)
            )
            for row in sheet.rows
        ),
        sheet.note,
    )


ROUTES: Final[tuple[Any, ...]] = (reports_page, report_file)
"""The routes of this room."""
