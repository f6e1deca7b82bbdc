"""Reads OpenSID's sheet of residents ("impor penduduk"): XLSX or CSV with the names of its columns in the first line.

The columns, the sheet "Kode Data" that is passed over, the line that ends with "###", the dates as day-month-year and the
codes of sex and status are those of OpenSID's own import (donjo-app/models/Impor_model.php of 2022 to 2024, read, not run).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.errors import WrongUse
from sync.server.work.residents import Life, Resident

MOST_BYTES: Final = 50_000_000
MOST_UNPACKED: Final = 500_000_000
MOST_LINES: Final = 300_000
_CODES: Final = "kode data"
_END: Final = "###"
_LONGEST: Final = 200
_SEX: Final = {
    **dict.fromkeys(("1", "l", "lk", "laki-laki", "lakilaki"), "L"),
    **dict.fromkeys(("2", "p", "pr", "perempuan"), "P"),
}
_LIFE: Final = {
    "": Life.HERE,
    "1": Life.HERE,
    "2": Life.DEAD,
    "3": Life.MOVED,
    "4": Life.MISSING,
    "6": Life.AWAY,
    "9": Life.INVALID,
    "hidup": Life.HERE,
    "mati": Life.DEAD,
    "meninggal": Life.DEAD,
    "pindah": Life.MOVED,
    "pindah dalam negeri": Life.MOVED,
    "pindah luar negeri": Life.MOVED,
    "hilang": Life.MISSING,
    "pergi": Life.AWAY,
    "tidak valid": Life.INVALID,
}


class Wrong(StrEnum):
    """Why a line was left out."""

    NO_NIK = "no_nik"  # empty or 0: OpenSID's people without one
    NIK = "nik"  # not sixteen digits
    NIK_ROUNDED = "nik_rounded"  # a number in a spreadsheet keeps fifteen digits: the last one is lost
    NO_NAME = "no_name"
    BIRTH_DATE = "birth_date"
    STATUS = "status"
    TWICE = "twice"  # a NIK of a line before: this one counts, that one does not


class WrongLine(msgspec.Struct, frozen=True):
    """A line of the file, by its number, 1 is the heading; nothing of what stands in it."""

    sheet: str
    line: int
    why: Wrong


class Sheet(msgspec.Struct, frozen=True):
    """What a file holds."""

    residents: tuple[Resident, ...]
    wrong: tuple[WrongLine, ...]
    unknown_columns: tuple[str, ...]  # passed over

    def __repr__(self) -> str:
        return f"Sheet({len(self.residents)} residents, {len(self.wrong)} wrong)"


def read(path: Path) -> Sheet:
    """The residents in a file. Raises WrongUse for a file that is none, and for one without the columns nik and nama."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        raise WrongUse(f"{path.name} cannot be read ({error.strerror}).", "Check the path.") from error
    if not data:
        raise WrongUse(f"{path.name} is empty or too large.", f"At most {MOST_BYTES // 1_000_000} MB.")
    found = _Found()
    tables = _workbook(path.name, data) if data.startswith(b"PK") else [("", _csv(path.name, data))]
    if not sum(found.table(name, rows) for name, rows in tables):
        raise WrongUse(
            f"{path.name} has no columns nik and nama.",
            "Take OpenSID's sheet for importing residents, with its heading.",
        )
    return Sheet(tuple(found.by_nik.values()), tuple(found.wrong), tuple(sorted(found.unknown)))


class _Found:
    def __init__(self) -> None:
        self.by_nik: dict[str, Resident] = {}
        self.wrong: list[WrongLine] = []
        self.unknown: set[str] = set()
        self._lines = 0

    def table(self, name: str, rows: Iterable[Sequence[Any]]) -> bool:
        """One sheet; False for one that is not of residents."""
        lines = iter(rows)
        heading = [str(cell or "").strip().lower() for cell in next(lines, ())]
        if not {"nik", "nama"} <= set(heading):
            return False
        self.unknown |= {column for column in heading if column and column not in COLUMNS}
        for number, cells in enumerate(lines, start=2):
            if len(cells) > 1 and str(cells[1] or "").strip() == _END:
                break
            self._lines += 1
            if self._lines > MOST_LINES:
                raise WrongUse(f"There are more than {MOST_LINES} lines.", "Import a part at a time.")
            row = dict(zip(heading, cells, strict=False))
            if any(value not in (None, "") for value in row.values()):
                self._line(name, number, row)
        return True

    def _line(self, sheet: str, number: int, row: dict[str, Any]) -> None:
        one = _resident(row)
        if isinstance(one, Wrong):
            self.wrong.append(WrongLine(sheet, number, one))
            return
        if one.nik in self.by_nik:
            self.wrong.append(WrongLine(sheet, number, Wrong.TWICE))
        self.by_nik[one.nik] = one


COLUMNS: Final = frozenset(
    """alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id
    pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id akta_lahir
    dokumen_pasport tanggal_akhir_paspor dokumen_kitas akta_perkawinan tanggalperkawinan akta_perceraian tanggalperceraian
    cacat_id cara_kb_id hamil ktp_el status_rekam alamat_sekarang status_dasar suku tag_id_card id_asuransi no_asuransi
    id""".split()
)
"""What OpenSID's sheet has, and `id`, which its database export adds. Kept is only what is compared."""


def _resident(row: dict[str, Any]) -> Resident | Wrong:
    nik = _digits(row.get("nik"))
    if nik in ("", "0"):
        return Wrong.NO_NIK
    if len(nik) != 16:
        return Wrong.NIK
    if isinstance(row.get("nik"), int | float) and nik.endswith("0"):
        return Wrong.NIK_ROUNDED
    name = _text(row.get("nama"))
    if not name:
        return Wrong.NO_NAME
    born = _day(row.get("tanggallahir"))
    if born is None:
        return Wrong.BIRTH_DATE
    life = _LIFE.get(_text(row.get("status_dasar")).lower())
    if life is None:
        return Wrong.STATUS
    family_card = _digits(row.get("no_kk"))
    number = _digits(row.get("id"))
    return Resident(
        nik,
        name,
        family_card if len(family_card) == 16 else "",
        _SEX.get(_text(row.get("sex")).lower(), ""),
        _text(row.get("tempatlahir")),
        born,
        _text(row.get("alamat")),
        _three(row.get("rt")),
        _three(row.get("rw")),
        life,
        int(number) if 0 < len(number) <= 10 else None,
    )


def _text(value: object) -> str:
    """A cell as OpenSID reads it: without spaces around it, "-" is nothing, an apostrophe before it is Excel's."""
    text = " ".join(_plain(value).split()).lstrip("'")[:_LONGEST]
    return "" if text == "-" else text


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _digits(value: object) -> str:
    """Only the digits: sheets of Disdukcapil have invisible characters between them."""
    return re.sub(r"[^0-9]", "", _plain(value))


def _three(value: object) -> str:
    number = _digits(value)
    return f"{int(number):03}" if number and int(number) else ""


def _day(value: object) -> str | None:
    """An ISO date; empty for none, None for what is no date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    if not text:
        return ""
    parts = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    year_first = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?", text)
    try:
        if parts:
            return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
        if year_first:
            return date(*(int(part) for part in year_first.groups())).isoformat()
    except ValueError:
        return None
    return None


def _workbook(name: str, data: bytes) -> Iterator[tuple[str, Iterable[Sequence[Any]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise WrongUse(f"{name} is too large when unpacked.", "Import a part at a time.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise WrongUse(f"{name} is no XLSX file.", "Save it again as an Excel workbook (.xlsx) or CSV.") from error
    try:
        for sheet in book.worksheets:
            if sheet.title.strip().lower() != _CODES:
                yield sheet.title, sheet.iter_rows(values_only=True)
    finally:
        book.close()


def _csv(name: str, data: bytes) -> Iterable[Sequence[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what Excel on Windows writes
    heading = text.partition("\n")[0]
    delimiter = max(",;\t|", key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise WrongUse(f"{name} is no CSV file.", "Save it again as CSV UTF-8, or as XLSX.") from error
