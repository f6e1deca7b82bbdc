"""A report as files: CSV for programs, XLSX with real numbers for those who go on calculating."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import words
from sync.server.reports.figures import Report
from sync.server.reports.sheets import Cell, Column, Kind, Sheet

_DAY_MINUTES: Final = 24 * 60
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORMATS: Final = {Kind.COUNT: "#,##0", Kind.SHARE: "0.0%", Kind.MINUTES: "[h]:mm", Kind.SCORE: "0.00#"}
_UNITS: Final = {Kind.MINUTES: "menit", Kind.SHARE: "bagian", Kind.COUNT: "jumlah", Kind.SCORE: "nilai"}


def csv_file(report: Report, sheets: Sequence[Sheet]) -> bytes:
    """One number a line: table, row, measure, unit, value. UTF-8; decimals with a point, shares from 0 to 1."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["bagian", "baris", "ukuran", "satuan", "nilai"])
    period = report.period
    writer.writerow(["laporan", _plain(report.office), "hari pertama", "tanggal", period.first.isoformat()])
    writer.writerow(["laporan", _plain(report.office), "hari terakhir", "tanggal", period.last.isoformat()])
    for sheet in sheets:
        for row in sheet.rows:
            texts = [str(cell) for cell, column in _cells(row, sheet.columns) if column.kind is Kind.TEXT]
            name = _plain(": ".join(texts[: _leading(sheet.columns)]))
            for cell, column in _cells(row, sheet.columns)[_leading(sheet.columns) :]:
                if cell is not None:
                    unit = _UNITS.get(column.kind, "teks")
                    writer.writerow([sheet.title, name, column.title, unit, _plain(str(cell))])
    for day, count in report.days.items():
        writer.writerow(["Per tanggal", day.isoformat(), "Permohonan", "jumlah", count])
    for (weekday, hour), count in sorted(report.hours.items()):
        writer.writerow(["Hari dan jam", f"{weekday + 1} {hour:02}", "Permohonan", "jumlah", count])
    return out.getvalue().encode()


def xlsx_file(report: Report, sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet a table. Times are durations, so that they can be calculated with."""
    book = Workbook()
    made = datetime.fromtimestamp(report.made / 1000, UTC).replace(tzinfo=None)
    book.properties.creator = report.office
    book.properties.title = f"Laporan pelayanan {report.period.title}"
    book.properties.created = book.properties.modified = made
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Laporan"
    for line, text in enumerate(
        (
            "Laporan pelayanan",
            report.office,
            report.period.title,
            f"Dibuat {words.date_and_time(report.zone.local(report.made), report.zone.name)}",
            f"{report.requests} permohonan",
            "Hanya jumlah: laporan ini tidak memuat nama, NIK, atau isi permohonan.",
        ),
        1,
    ):
        _write(first.cell(line, 1), text)
    first["A1"].font = Font(bold=True, size=16)
    first.column_dimensions["A"].width = 90
    for sheet in sheets:
        _sheet(book.create_sheet(sheet.title.partition(" (")[0][:31]), sheet)
    days = Sheet(
        "tanggal",
        "Per tanggal",
        (Column("Tanggal", Kind.TEXT), Column("Permohonan", Kind.COUNT)),
        tuple((day.isoformat(), count) for day, count in report.days.items()),
    )
    _sheet(book.create_sheet(days.title), days)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(page: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, number)
        _write(cell, column.title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        longest = max((len(str(row[number - 1])) for row in sheet.rows), default=0)
        page.column_dimensions[get_column_letter(number)].width = min(60, max(16, longest + 2))
    for line, row in enumerate(sheet.rows, 2):
        for number, (value, column) in enumerate(_cells(row, sheet.columns), 1):
            cell = page.cell(line, number)
            if value is not None and column.kind is not Kind.TEXT:
                cell.value = _number(value, column.kind)
                cell.number_format = _FORMATS[column.kind]
            elif value is not None:
                _write(cell, str(value))
    if sheet.note:
        _write(page.cell(len(sheet.rows) + 3, 1), sheet.note)
    page.freeze_panes = "B2"


def _number(value: Cell, kind: Kind) -> int | float:
    number = Decimal(str(value))
    if kind is Kind.MINUTES:
        return float(number / _DAY_MINUTES)
    return int(number) if kind is Kind.COUNT else float(number)


def _write(cell: Any, text: str) -> None:
    """A text that stays one, also when it begins with "="."""
    assert isinstance(cell, XlsxCell)
    cell.value = text
    cell.data_type = "s"


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Cell, Column]]:
    return list(zip(row, columns, strict=True))


def _leading(columns: Sequence[Column]) -> int:
    """How many columns say what a row is about."""
    return next((number for number, column in enumerate(columns) if column.kind is not Kind.TEXT), len(columns))


def _plain(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
