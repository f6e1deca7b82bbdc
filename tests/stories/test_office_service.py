"""An office's own service: one TOML file on the kiosk and at the server, and no line of code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx2
import pytest

from kiosk.catalog_files import load_catalog
from printers.simulator import Simulator
from tests.stories.conftest import Office, StoryKiosk

Make = Callable[..., StoryKiosk]
Run = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.slow

ASKED = (
    "Nama ketua RT",
    "Jenis kegiatan: arisan, lomba, kerja bakti",
    "Tanggal kegiatan",
    "Jumlah peserta",
    "Perkiraan biaya (boleh kosong)",
)


@dataclass
class DeskOffice(Office):
    """An office whose petugas log in to the desk."""

    password: str = ""

    def desk(self, path: str) -> str:
        """A page of the desk, as it is read after the log-in."""
        with httpx2.Client(base_url=self.url, follow_redirects=True) as browser:
            # Before anybody is logged in there is no token to send back.
            browser.post("/masuk", data={"token": "", "nama": "admin", "sandi": self.password})
            return unescape(browser.get(path).text)


@pytest.fixture
def own_files(tmp_path: Path, run_kiosk: Run) -> Path:
    """What the author of an office makes: a new service, a changed one, and two files with mistakes."""
    folder = tmp_path / "author"
    folder.mkdir()
    questions = [word for one in ASKED for word in ("--ask", one)]
    code, told, err = run_kiosk("services", "new", "--title", "Izin Kegiatan RT", *questions, "--out", folder, "--json")
    assert (code, err) == (0, "")
    good = Path(json.loads(told)["file"])
    text = good.read_text("utf-8")
    (folder / "d18_kami.toml").write_text('change = "D18"\ntitle = { id = "Surat Domisili Kami" }\n', "utf-8")
    assert run_kiosk("services", "check", folder)[0] == 0
    broken = text.replace('"X01"', '"X02"').replace("izin_kegiatan_rt", "izin_kedua")
    (folder / "x02_izin_kedua.toml").write_text(broken.replace('type = "number"', 'type = "angka"'), "utf-8")
    (folder / "x03_bukan_toml.toml").write_text("id = izin\n", "utf-8")
    return folder


@pytest.fixture
def office(tmp_path: Path, own_files: Path) -> DeskOffice:
    """The server's half of the same files."""
    office = DeskOffice(tmp_path / "kelurahan")
    office.password = str(office.kelurahan("init", "--json")["password"])
    _hand_over(own_files, office.data)
    return office


def _hand_over(files: Path, data: Path) -> None:
    own = data / "office" / "services"
    own.mkdir(parents=True)
    for file in files.iterdir():
        (own / file.name).write_bytes(file.read_bytes())


def _submit(kiosk: StoryKiosk, name: str, **changes: object) -> dict[str, object]:
    """The sample that this kiosk tells of one of its services."""
    file = kiosk.data.parent / "answers.json"
    file.write_text(json.dumps({**kiosk("services", name)["sample"], **changes}), "utf-8")
    return kiosk("submit", name, "--answers", file)


def test_one_file_appears_works_prints_and_syncs_and_a_broken_one_hurts_nobody(
    serving_office: DeskOffice, own_files: Path, printer: Simulator, make_kiosk: Make
) -> None:
    kiosk = make_kiosk(serving_office, settings=f'[printer]\nurl = "{printer.url}"\n')
    shipped = {entry.ref for entry in load_catalog().entries()}
    assert {row["ref"] for row in kiosk("services")["services"]} == shipped
    _hand_over(own_files, kiosk.data)

    # It appears, beside all others; the broken ones are named, with what to do, and nothing else is missing.
    code, told, err = kiosk.run("services", "--data", kiosk.data, "--json")
    rows = {row["ref"]: row for row in json.loads(told)["services"]}
    assert code == 0
    assert rows.keys() == shipped | {"X01"}
    assert (rows["X01"]["title"], rows["X01"]["form"]) == ("Izin Kegiatan RT", True)
    assert rows["D18"]["title"] == "Surat Domisili Kami"
    lines = sorted(err.splitlines())
    assert len(lines) == 2
    assert "x02_izin_kedua.toml" in lines[0]
    assert "'angka'" in lines[0]
    assert "x03_bukan_toml.toml: not TOML" in lines[1]
    assert "Mend that line." in lines[1]
    checks = {check["id"]: check for check in kiosk("doctor")["checks"]}
    assert checks["services"]["ok"] is False
    assert "x02_izin_kedua.toml, x03_bukan_toml.toml" in checks["services"]["detail"]
    assert all(check["ok"] for check in checks.values() if check["id"] != "services")
    assert kiosk("search", "izin kegiatan rt")["hits"][0]["id"] == "izin_kegiatan_rt"

    # It works like any other: wrong answers are named, good ones get a number.
    refused = kiosk.data.parent / "wrong.json"
    refused.write_text(json.dumps({"setuju_pdp": True, "jenis_kegiatan": "pesta"}), "utf-8")
    code, told, _ = kiosk.run("submit", "X01", "--answers", refused, "--data", kiosk.data, "--json")
    named = {problem["field"]: problem["code"] for problem in json.loads(told)["problems"]}
    assert code == 2
    assert named == {
        "nama_ketua_rt": "required",
        "jenis_kegiatan": "not_a_choice",
        "tanggal_kegiatan": "required",
        "jumlah_peserta": "required",
    }
    own = _submit(
        kiosk, "izin_kegiatan_rt", nama_ketua_rt="Rina Kusuma", jenis_kegiatan="kerja_bakti", jumlah_peserta=85
    )
    others = [_submit(kiosk, name) for name in ("D18", "D12", "J01")]
    assert own["ticket"] == "D-001"

    # It prints.
    assert {job["state"] for job in kiosk("print", "--pending")["jobs"]} == {"confirmed"}
    slip = next(slip.text for slip in printer.slips if own["code"] in slip.text)
    assert "Izin Kegiatan RT" in slip
    assert "Petugas memeriksa isian Anda." in slip

    # It travels, and the office reads what was said.
    assert kiosk("sync", "--once")["acknowledged"] == 4
    requests = {one["id"]: one for one in serving_office.kelurahan("requests", "--json")["requests"]}
    assert requests.keys() == {one["id"] for one in (own, *others)}
    answers = requests[own["id"]]["answers"]
    assert (answers["nama_ketua_rt"], answers["jumlah_peserta"]) == ("Rina Kusuma", 85)

    # At the desk with its labels, and the names of its choices.
    page = serving_office.desk(f"/meja/{own['id']}")
    for words in (
        "Izin Kegiatan RT",
        "Nama ketua RT",
        "Rina Kusuma",
        "Jenis kegiatan",
        "Kerja bakti",
        "Jumlah peserta",
    ):
        assert words in page
    assert "Surat Domisili Kami" in serving_office.desk(f"/meja/{others[0]['id']}")
    serving_office.kelurahan("set-status", own["id"], "IN_REVIEW")
    kiosk("sync", "--once")
    assert kiosk("track", own["code"])["status"] == "IN_REVIEW"


def test_a_file_that_is_mended_is_there_the_next_time_and_one_that_is_taken_out_is_gone(
    office: DeskOffice, own_files: Path, make_kiosk: Make
) -> None:
    """No restart of anything but the command, no cleaning up; what was submitted stays readable by its code."""
    kiosk = make_kiosk(office)
    _hand_over(own_files, kiosk.data)
    own = kiosk.data / "office" / "services"
    told = _submit(kiosk, "X01")
    broken = own / "x02_izin_kedua.toml"
    broken.write_text(broken.read_text("utf-8").replace('type = "angka"', 'type = "number"'), "utf-8")
    (own / "x03_bukan_toml.toml").unlink()
    assert _submit(kiosk, "X02")["ticket"] == "D-002"
    assert "services" not in {check["id"] for check in kiosk("doctor")["checks"]}
    (own / "x01_izin_kegiatan_rt.toml").unlink()
    code, _, err = kiosk.run("submit", "X01", "--answers", "/dev/null", "--data", kiosk.data)
    assert (code, "no service 'X01'" in err) == (2, True)
    assert kiosk("track", told["code"])["service"] == "izin_kegiatan_rt"
    assert kiosk("verify")["ok"]
