"""The register of outgoing letters (buku agenda surat keluar) of a year, as rows and as a workbook."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection

from kiosk.clock import Zone
from kiosk.domain import words
from sync.server.audit import Action, record
from sync.server.letters import book
from sync.server.letters.book import LetterState
from sync.server.letters.content import Content, Identity
from sync.server.letters.templates import Templates
from sync.server.office import OfficeKeys

_HEAD: Final = ("No. urut", "Nomor surat", "Tanggal", "Klasifikasi", "Jenis surat", "Nama", "Dibuat oleh", "Keterangan")
_WIDTHS: Final = (9, 42, 20, 16, 42, 34, 18, 22)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Entry(msgspec.Struct, frozen=True):
    """A line of the register."""

    number: int
    written: str
    issued_at: int  # ms since 1970 UTC
    classification: str
    kind: str  # "Surat Keterangan Domisili"
    about: str  # whom it is about: the name in its first lines
    by: str
    void: bool

    def __repr__(self) -> str:
        return f"Entry({self.number})"


def entries(
    connection: Connection, office: OfficeKeys, shelf: Templates, year: int, *, actor: str, now: int
) -> list[Entry]:
    """The letters of a year in the order in which they were issued. It names people, so the look is recorded."""
    found = book.listed(connection, office.code, (LetterState.ISSUED, LetterState.VOID), year=year)
    said = book.contents(connection, office, found)
    record(connection, office.code, actor, Action.LETTER_OPENED, now=now, detail=f"register {year}")
    lines = []
    for one in reversed(found):
        template = shelf.find(one.template)
        content = said[one.id]
        lines.append(
            Entry(
                one.number or 0,
                one.written or "",
                one.issued_at or 0,
                one.classification,
                template.name if template else content.title.title(),
                about(content),
                one.issued_by or "",
                one.state is LetterState.VOID,
            )
        )
    return lines


def about(content: Content) -> str:
    """The first name that a letter tells."""
    lines = (line for block in content.blocks if isinstance(block, Identity) for line in block.lines)
    return next((line.value for line in lines if line.label.startswith("Nama") and line.value), "")


def workbook(lines: list[Entry], office: OfficeKeys, year: int) -> bytes:
    """The register as XLSX: a head that stays, one line a letter, ready to print on landscape A4. The same lines give the same
    sheet.
    """
    from openpyxl import Workbook  # takes a while, and most commands write no workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book_ = Workbook()
    sheet = book_.active
    assert sheet is not None
    sheet.title = f"Surat keluar {year}"
    sheet.append([f"BUKU AGENDA SURAT KELUAR TAHUN {year}"])
    sheet.append([office.name])
    sheet.append([])
    sheet.append(list(_HEAD))
    zone = Zone(office.zone)
    for number, line in enumerate(lines, 1):
        day = words.day_without_name(zone.local(line.issued_at).date())
        values = (
            number,
            line.written,
            day,
            line.classification,
            line.kind,
            line.about,
            line.by,
            "BATAL" if line.void else "",
        )
        sheet.append([_plain(value) for value in values])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"].font = Font(size=11)
    line_ = Side(style="thin", color="5E6E76")
    border = Border(left=line_, right=line_, top=line_, bottom=line_)
    for row in sheet.iter_rows(min_row=4, max_row=4 + len(lines), max_col=len(_HEAD)):
        for cell in row:
            cell.border = border
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if cell.row == 4:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="F1EADB")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book_.properties.creator = office.name
    book_.properties.created = book_.properties.modified = datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book_.save(out)
    return out.getvalue()


def _plain(value: str | int) -> str | int:
    """Text that a spreadsheet would take for a formula gets an apostrophe, as one types it there."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
