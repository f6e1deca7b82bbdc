"""OpenSID beside us: its residents come in, our requests go out, and what is checked at the desk."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from sqlalchemy import select

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.errors import CannotNow, WrongUse
from sync.server.cli import main
from sync.server.opensid import connectors, permohonan, sheet
from sync.server.opensid.permohonan import STATUS, Numbers, PermohonanSurat
from sync.server.opensid.sheet import Wrong
from sync.server.programs.export import Period
from sync.server.store.tables import residents as table
from sync.server.work import residents
from sync.server.work.residents import Compared, Imported, Life, Point, Resident
from tests.sync.world import KioskWorld, OfficeWorld, shipped

SITI = {
    "nik": "1671025403890002", "nama": "SITI RAHMAWATI", "no_kk": "1671020907150004", "sex": "2",
    "tempatlahir": "PALEMBANG", "tanggallahir": "14-03-1989", "alamat": "JL. CEMPAKA NO. 12", "rt": "7", "rw": "3",
    "status_dasar": "1", "id": "41",
}  # fmt: skip
_S = PermohonanStatus


def xlsx(path: Path, *lines: dict[str, Any], heading: list[str] | None = None) -> Path:
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = "Data Penduduk"
    columns = heading or list(dict.fromkeys(key for line in lines for key in line))
    active.append(columns)
    for line in lines:
        active.append([line.get(column) for column in columns])
    codes = book.create_sheet("Kode Data")
    codes.append(["nik", "nama"])
    codes.append(["1671025403890099", "CONTOH"])
    book.save(path)
    return path


def put(office: OfficeWorld, *found: Resident, **wishes: Any) -> Imported:
    with office.database.writing() as connection:
        wishes = {"replace": False, "actor": "sari", "now": office.clock.ms, **wishes}
        return residents.put(connection, office.keys, found, **wishes)


def siti(**changed: Any) -> Resident:
    whole: dict[str, Any] = {
        "nik": SITI["nik"], "name": "Siti Rahmawati", "family_card": SITI["no_kk"], "sex": "P",
        "birth_date": "1989-03-14", "rt": "007", "rw": "003", **changed,
    }  # fmt: skip
    return Resident(**whole)


# --- The sheet --------------------------------------------------------------------------------------------------------


def test_a_sheet_is_read_as_opensid_reads_it(tmp_path: Path) -> None:
    """XLSX with its columns; the sheet of codes is passed over; dates as text or as dates of Excel."""
    other = {**SITI, "nik": "'1671021204850003", "sex": "L", "tanggallahir": date(1985, 4, 12), "status_dasar": "3"}
    found = sheet.read(xlsx(tmp_path / "penduduk.xlsx", SITI, other))
    assert found.wrong == ()
    one, two = found.residents
    assert one == Resident(
        SITI["nik"], "SITI RAHMAWATI", SITI["no_kk"], "P", "PALEMBANG", "1989-03-14", "JL. CEMPAKA NO. 12", "007",
        "003", Life.HERE, 41,
    )  # fmt: skip
    assert (two.nik, two.sex, two.birth_date, two.life) == ("1671021204850003", "L", "1985-04-12", Life.MOVED)
    assert "SITI" not in repr(one) + repr(found)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_says_the_same(tmp_path: Path, delimiter: str) -> None:
    """With the delimiters that Excel writes here and elsewhere, and its byte order mark."""
    path = tmp_path / "penduduk.csv"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(SITI), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(SITI)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    assert sheet.read(path) == sheet.read(xlsx(tmp_path / "penduduk.xlsx", SITI))


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    """By number and reason, without a word of what stands in it. After ### there is nothing more."""
    lines = [
        {**SITI, "nik": ""},
        {**SITI, "nik": "0"},
        {**SITI, "nik": "16710254038900"},
        {**SITI, "nik": 1671025403890000},
        {**SITI, "nama": "-"},
        {**SITI, "tanggallahir": "31-02-1989"},
        {**SITI, "status_dasar": "7"},
        SITI,
        {**SITI, "nama": "SITI R."},
        {"nik": "###", "nama": "###"},
        {**SITI, "nik": "1671025403890077"},
    ]
    found = sheet.read(xlsx(tmp_path / "a.xlsx", *lines, heading=list(SITI)))
    assert [(one.line, one.why) for one in found.wrong] == [
        (2, Wrong.NO_NIK),
        (3, Wrong.NO_NIK),
        (4, Wrong.NIK),
        (5, Wrong.NIK_ROUNDED),
        (6, Wrong.NO_NAME),
        (7, Wrong.BIRTH_DATE),
        (8, Wrong.STATUS),
        (10, Wrong.TWICE),
    ]
    assert [one.name for one in found.residents] == ["SITI R."]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04nonsense", b"nama;umur\nSiti;3\n", b"\x00\x01\x02", b'nik,nama\n"1671']
)
def test_what_is_no_such_sheet_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    """Empty, broken, other columns, no text: exit code 2 and a remedy, never a trace."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(WrongUse):
        sheet.read(path)


# --- The register -----------------------------------------------------------------------------------------------------


def test_residents_are_locked_and_found_by_their_nik_only(office: OfficeWorld) -> None:
    """A copy of the database tells nothing of them."""
    put(office, siti())
    with office.database.reading() as connection:
        [row] = connection.execute(select(table)).mappings().all()
        for word in (b"Siti", b"Rahmawati", SITI["nik"].encode(), b"1989"):
            assert word not in bytes(row["body"]) + bytes(row["mark"])
        assert residents.find(connection, office.keys, SITI["nik"]) == siti()
        assert residents.find(connection, office.keys, "1671025403890003") is None


def test_an_import_says_what_it_did_and_a_dry_run_does_nothing(office: OfficeWorld) -> None:
    """New, changed, the same, removed; the same sheet twice changes nothing."""
    other = siti(nik="1671021204850003", name="Budi")
    assert put(office, siti(), other, dry_run=True) == Imported(2, 0, 0, 0)
    assert put(office, siti(), other) == Imported(2, 0, 0, 0)
    assert put(office, siti(), other) == Imported(0, 0, 2, 0)
    assert put(office, siti(name="Siti R.")) == Imported(0, 1, 0, 0)
    assert put(office, siti(), replace=True) == Imported(0, 1, 0, 1)
    with office.database.reading() as connection:
        assert residents.count(connection, office.keys.code) == 1


COMPARED = (
    (siti(), Compared(known=True)),
    (siti(name="Hj. SITI  RAHMAWATI, S.E."), Compared(known=True)),
    (siti(name="Siti Rohmawati"), Compared(known=True, differs=(Point.NAME,))),
    (siti(birth_date="1989-03-15", rt="008"), Compared(known=True, differs=(Point.BIRTH_DATE, Point.ADDRESS))),
    (siti(birth_date="", rt="", sex="", family_card=""), Compared(known=True)),
    (siti(life=Life.MOVED), Compared(known=True, life=Life.MOVED)),
    (siti(nik="1671025403890003"), Compared(known=False)),
)


def test_what_a_resident_wrote_is_compared(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Titles and capitals are no difference, an empty column is none; what differs is named; without a register no word."""
    kiosk.submit()
    kiosk.sync()
    [opened] = office.opened()
    assert isinstance(opened.content, Sealed)
    service = shipped().find("D18")
    with office.database.reading() as connection:
        assert residents.compare(connection, office.keys, service, opened.content) is None
    for registered, compared in COMPARED:
        put(office, registered, replace=True)
        with office.database.reading() as connection:
            found = residents.compare(connection, office.keys, service, opened.content)
        assert found == compared
        assert "1671" not in found.say()


# --- Requests ---------------------------------------------------------------------------------------------------------


def rows(office: OfficeWorld, **wishes: Any) -> list[PermohonanSurat]:
    made = permohonan.rows(
        office.database, office.keys, shipped(), Period(), actor="sari", now=office.clock.ms, **wishes
    )
    return list(made)


def test_a_request_has_the_shape_of_opensids_table(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Its columns, its local times, its queue number, the numbers that the office's OpenSID has."""
    kiosk.submit()
    kiosk.submit(service_id="J01")
    kiosk.sync()
    put(office, siti(opensid_id=41))
    office.move(office.items()[0].permohonan.id, _S.INCOMPLETE, note="Fotokopi KK belum ada.")
    [row] = rows(office, numbers=Numbers({"S-41": 12}))
    assert (row.id_pemohon, row.id_surat, row.status, row.alasan) == (41, 12, 0, "Fotokopi KK belum ada.")
    assert json.loads(row.isian_form)["keperluan"] == "Membuka rekening bank"
    assert (row.no_hp_aktif, row.no_antrian, row.nik_pemohon) == ("081273450012", "181126001", SITI["nik"])
    assert (row.created_at, row.kode_surat) == ("2026-11-18 18:06:40", "S-41")
    [bare] = rows(office)
    assert (bare.id_surat, bare.nama_surat) == (None, "Keterangan Domisili")
    assert "Siti" not in repr(row)


def test_every_status_has_one_of_opensids() -> None:
    """0 to 5; a refused request ends as a cancelled one does, with its reason."""
    assert set(STATUS) == set(PermohonanStatus)
    assert set(STATUS.values()) == {0, 1, 2, 3, 4, 5}
    assert (STATUS[_S.REJECTED], STATUS[_S.IN_REVIEW], STATUS[_S.COLLECTED]) == (5, 1, 4)


def test_every_service_that_is_named_is_one_of_ours() -> None:
    """And a letter of the office; a service is named once."""
    found = permohonan.letters()
    names = [letter.service for letter in found.letters]
    assert len(names) == len(set(names))
    papers = {item.id for one in shipped().services for item in one.requirements}
    for name in names:
        assert shipped().find(name).ref == name
    assert set(found.papers) <= papers


def test_no_cell_of_the_csv_is_run(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Text that begins like a formula stays text."""
    kiosk.submit()
    kiosk.sync()
    office.move(office.items()[0].permohonan.id, _S.REJECTED, note="+62 bukan nomor kami")
    [row] = csv.DictReader(io.StringIO(permohonan.as_csv(rows(office)).removeprefix("\ufeff")))
    assert row["alasan"] == "'+62 bukan nomor kami"
    assert row["isian_form"].startswith("{")


# --- Connectors -------------------------------------------------------------------------------------------------------


def push(office: OfficeWorld) -> int:
    return connectors.push(office.database, office.keys, shipped(), actor="sari", now=office.clock.ms)


def connect(office: OfficeWorld, name: str, place: str = "") -> None:
    with office.database.writing() as connection:
        connectors.connect(connection, office.keys.code, name, place, {"S-41": 12}, actor="sari", now=office.clock.ms)


def test_nothing_leaves_until_somebody_connects(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Off by default; a connector that there is not is refused."""
    kiosk.submit()
    kiosk.sync()
    with pytest.raises(WrongUse):
        push(office)
    with pytest.raises(WrongUse):
        connect(office, "http")


def test_a_file_drop_has_what_is_new_and_nothing_is_lost_when_it_is_away(
    office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path
) -> None:
    """New requests, then moved ones; what could not be delivered comes with the next file."""
    folder = tmp_path / "opensid"
    connect(office, "file-drop", str(folder))
    [one] = kiosk.submit()
    kiosk.sync()
    with pytest.raises(CannotNow):
        push(office)
    folder.mkdir()
    office.clock.ms += 1
    assert push(office) == 1
    office.clock.ms += 1
    assert push(office) == 0
    office.move(one.permohonan.id, _S.IN_REVIEW, _S.AWAITING_SIGNATURE)
    office.clock.ms += 1
    assert push(office) == 1
    files = sorted(folder.iterdir())
    assert [json.loads(file.read_text())["permohonan_surat"][0]["status"] for file in files] == [1, 2]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_the_commands_do_all_of_it(office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path) -> None:
    """Residents in, requests out, by hand."""
    kiosk.submit()
    kiosk.sync()

    def run(*arguments: str) -> Any:
        done = CliRunner().invoke(main, ["opensid", *arguments, "--data", str(office.data)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done

    file = xlsx(tmp_path / "p.xlsx", SITI, {**SITI, "nik": "12"})
    told = json.loads(run("residents", str(file), "--dry-run", "--json").stdout)
    assert (told["new"], told["wrong"]) == (1, [{"sheet": "Data Penduduk", "line": 3, "why": "nik"}])
    assert "line 3: the NIK has not sixteen digits" in run("residents", str(file)).stderr
    (tmp_path / "l.json").write_text('{"S-41": 12}')
    out = tmp_path / "o.json"
    run("export", str(out), "--letters", str(tmp_path / "l.json"))
    [row] = json.loads(out.read_text())["permohonan_surat"]
    assert (row["id_pemohon"], row["id_surat"]) == (41, 12)
    run("connect", "file-drop", "--place", str(tmp_path))
    assert json.loads(run("push", "--json").stdout) == {"delivered": 1}
