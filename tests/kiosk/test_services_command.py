"""The authors' tools: what there is, what is wrong with files, a new one from a few questions, and how it looks."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.new_service import steps_for
from kiosk.app.service_check import check_files
from kiosk.catalog_files import SERVICES, load_catalog, service_files
from kiosk.domain.answers import Refused, parse
from kiosk.domain.catalog import ChecklistField, Information, NoteField, PhotoField, Service, field_type
from kiosk.domain.examples import sample
from kiosk.domain.problem import ProblemCode
from kiosk.domain.rules import holds
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from kiosk.wilayah import Wilayah

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


def new(run_kiosk: Run, out: Path, *asked: str, title: str = "Izin kegiatan RT") -> dict[str, Any]:
    """`kiosk services new` without a terminal."""
    questions = [word for one in asked for word in ("--ask", one)]
    code, told, err = run_kiosk("services", "new", "--title", title, *questions, "--out", out, "--json")
    assert (code, err) == (0, "")
    return dict(json.loads(told))


# --- What there is ------------------------------------------------------------------------------------------------------


def test_the_catalogue_and_one_service_are_told_wherever_the_options_stand(tmp_path: Path, run_kiosk: Run) -> None:
    whole = run_kiosk("services", "--json", "--data", tmp_path)
    assert {row["ref"] for row in json.loads(whole[1])["services"]} == {entry.ref for entry in load_catalog().entries()}
    for words in (("--data", tmp_path, "--json"), ("show", "--json"), ("--json", "show")):
        assert run_kiosk("services", *words) == whole
    one = run_kiosk("services", "D18", "--json")
    assert set(json.loads(one[1])) == {"id", "ref", "title", "fields", "sample"}
    for words in (("--json", "D18"), ("--data", tmp_path, "--json", "d18"), ("show", "D18", "--json")):
        assert run_kiosk("services", *words) == one
    assert "D18 Surat Keterangan Domisili" in run_kiosk("services", "D18")[1]


def test_a_service_that_informs_tells_what_is_published_under_it(run_kiosk: Run) -> None:
    told = json.loads(run_kiosk("services", "C15", "--json")[1])
    assert (told["fields"], told["sample"]) == ([], {})
    assert {"id", "kind", "title", "example"} <= set(told["records"][0])


def test_the_help_lists_the_tools_for_authors(run_kiosk: Run) -> None:
    code, told, _ = run_kiosk("services", "--help")
    assert code == 0
    for name in ("check", "new", "preview", "import-xlsform"):
        assert f"  {name} " in told


def test_a_name_that_is_no_service_s_is_answered_with_the_nearest(run_kiosk: Run) -> None:
    code, _, err = run_kiosk("services", "D188")
    assert code == 2
    assert "'D18'" in err
    code, _, err = run_kiosk("services", "D18", "D19")
    assert (code, err.count("\n")) == (2, 1)


def test_authors_tools_cost_residents_nothing(tmp_path: Path) -> None:
    """No command but theirs loads what reads spreadsheets and writes TOML."""
    code = (
        "import sys; from kiosk.app.cli import run; run(['init', '--demo', '--data', sys.argv[1]]);"
        "run(['submit', 'D18', '--answers', '/dev/null', '--data', sys.argv[1]]);"
        "run(['services', 'D18', '--data', sys.argv[1]]);"
        "print({'pyxform', 'openpyxl', 'tomlkit', 'PySide6'} & set(sys.modules), file=sys.stderr)"
    )
    done = [sys.executable, "-c", code, tmp_path / "k"]
    said = subprocess.run(done, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert said.splitlines()[-1] == "set()"


# --- Checking -----------------------------------------------------------------------------------------------------------


def test_the_shipped_services_are_all_good(run_kiosk: Run) -> None:
    code, told, err = run_kiosk("services", "check", SERVICES, "--json")
    assert (code, err) == (0, "")
    assert json.loads(told) == {"services": len(load_catalog().entries()), "refused": []}


def test_every_mistake_in_every_file_is_told_with_file_place_and_remedy(tmp_path: Path, run_kiosk: Run) -> None:
    """A typing error, a word of TOML, a sample, a picture, a change of nothing; the file without a mistake is not named."""
    good = Path(new(run_kiosk, tmp_path / "good.toml", "Keperluan", "Jumlah tamu")["file"]).read_text("utf-8")

    def write(name: str, ref: str, old: str, other: str) -> None:
        assert old in good
        text = good.replace(old, other).replace('"X01"', f'"{ref}"').replace("izin_kegiatan_rt", f"izin_{ref.lower()}")
        (tmp_path / name).write_text(text, "utf-8")

    write("type.toml", "X02", 'type = "number"', 'type = "nomber"')
    write("line.toml", "X03", 'kind = "REQ"', "kind = REQ")
    write("sample.toml", "X04", "jumlah_tamu = 1\n", 'jumlah_tamu = "banyak"\nhobi = "memancing"\n')
    write("icon.toml", "X05", 'icon = "file-text"', 'icon = "file-test"')
    (tmp_path / "change.toml").write_text('change = "D81"\nenabled = false\n')
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "jv.toml").write_text("[texts\n")
    code, told, err = run_kiosk("services", "check", tmp_path, "--json")
    refused = json.loads(told)["refused"]
    assert code == 2
    assert {one["file"] for one in refused} == {
        "type.toml", "line.toml", "sample.toml", "icon.toml", "change.toml", "texts/jv.toml",
    }  # fmt: skip
    what = {one["file"]: one["what"] for one in refused}
    assert "did you mean 'number'" in what["type.toml"]
    assert "line 8" in what["line.toml"]
    assert "did you mean 'file-text'" in what["icon.toml"]
    assert "'D81'" in what["change.toml"]
    # Both things that are wrong with one sample.
    samples = [one["what"] for one in refused if one["file"] == "sample.toml"]
    assert len(samples) == 2
    assert any("'jumlah_tamu'" in one for one in samples)
    assert any("'hobi'" in one for one in samples)
    assert all(one["remedy"] for one in refused)
    assert len(err.splitlines()) == len(refused) + 1
    assert all(one["what"] in err and one["remedy"] in err for one in refused)
    # One file alone, with a mistake and without.
    assert run_kiosk("services", "check", tmp_path / "icon.toml")[0] == 2
    assert run_kiosk("services", "check", tmp_path / "good.toml")[0] == 0


def test_a_changed_service_is_checked_as_it_then_is(tmp_path: Path, run_kiosk: Run) -> None:
    """Its sample must still be good: a field that has become required is missing in it."""
    file = tmp_path / "d18.toml"
    file.write_text('change = "D18"\n[fields.keperluan]\nmax = 5\n')
    code, told, _ = run_kiosk("services", "check", tmp_path, "--json")
    assert code == 2
    (refused,) = json.loads(told)["refused"]
    assert (refused["file"], "'keperluan'" in refused["what"], "max 5" in refused["what"]) == ("d18.toml", True, True)
    file.write_text('change = "D18"\nenabled = false\n')
    assert run_kiosk("services", "check", tmp_path)[0] == 0


def test_a_whole_catalogue_stands_on_its_own(tmp_path: Path, run_kiosk: Run) -> None:
    """A folder with its own groups has nothing of the shipped one; an office's additions to them still do."""
    for name in ("_shared.toml", "_agencies.toml"):
        shutil.copy(SERVICES / name, tmp_path)
    shutil.copy(next(SERVICES.glob("d18_*")), tmp_path)
    told = json.loads(run_kiosk("services", "check", tmp_path, "--json")[1])
    assert told == {"services": 1, "refused": []}
    (tmp_path / "_shared.toml").write_text('[choices]\nwarna = [{ value = "merah", label = { id = "Merah" } }]\n')
    (tmp_path / "_agencies.toml").unlink()
    shutil.move(next(tmp_path.glob("d18_*")), tmp_path / "d18.toml")
    (tmp_path / "d18.toml").write_text('change = "D18"\n')
    assert run_kiosk("services", "check", tmp_path)[0] == 0
    (tmp_path / "_shared.toml").write_text("[choices\n")
    code, _, err = run_kiosk("services", "check", tmp_path)
    assert (code, "_shared.toml" in err) == (2, True)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, run_kiosk: Run) -> None:
    for place in (tmp_path / "nothing", tmp_path / "nothing.toml"):
        code, _, err = run_kiosk("services", "check", place)
        assert (code, err.count("\n")) == (2, 1)
        assert "nothing" in err


# --- A new one ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Nama", ["text"]),
        ("Siapa nama ayah?", ["text"]),
        ("Nama usaha", ["text"]),
        ("NIK", ["nik"]),
        ("Berapa NIK Anda?", ["nik"]),
        ("Nomor Kartu Keluarga", ["kk"]),
        ("Tanggal lahir", ["date"]),
        ("Kapan acaranya?", ["date"]),
        ("Jam berapa mulai?", ["time"]),
        ("Jumlah tamu", ["number"]),
        ("Berapa orang yang ikut?", ["number"]),
        ("Jumlah KK di RT ini", ["number"]),
        ("Perkiraan biaya", ["money"]),
        ("Berapa rupiah kerugiannya?", ["money"]),
        ("Biayanya berapa?", ["money"]),
        ("Banyaknya tamu", ["number"]),
        ("Siapa namanya?", ["text"]),
        ("Apakah Anda punya NIK?", ["choice"]),
        ("Alamat rumah", ["address"]),
        ("Nomor HP", ["phone"]),
        ("RT/RW", ["rt_rw", "rt_rw"]),
        ("RT berapa?", ["rt_rw"]),
        ("Foto lokasi", ["photo"]),
        ("Lokasi kejadian", ["location"]),
        ("Kota asal", ["wilayah"]),
        ("Ceritakan masalahnya", ["long_text"]),
        ("Nomor polisi kendaraan", ["text"]),
        ("Status rumah: milik sendiri, sewa, kos", ["choice"]),
        ("Keperluan", ["text"]),
    ],
)
def test_the_words_of_a_question_say_what_kind_of_answer_is_meant(question: str, kinds: list[str]) -> None:
    (step,) = steps_for([question])
    assert [one["type"] for one in step["field"]] == kinds


def test_what_is_said_of_a_question_is_kept(run_kiosk: Run, tmp_path: Path) -> None:
    """Choices, what may be left empty, units, names of people and days that lie behind."""
    told = new(
        run_kiosk,
        tmp_path,
        "Nama ayah (boleh kosong)",
        "Tanggal lahir",
        "Status rumah: milik sendiri / sewa / sewa",
        "Berapa orang?",
        "Kapan acaranya",
        "Kapan acaranya",
    )
    raw = tomllib.loads(Path(told["file"]).read_text("utf-8"))
    fields = {one["id"]: one for step in raw["step"][1:] for one in step["field"]}
    assert list(fields) == [
        "nama_ayah",
        "tanggal_lahir",
        "status_rumah",
        "berapa_orang",
        "kapan_acaranya",
        "kapan_acaranya_2",
    ]
    assert (fields["nama_ayah"]["required"], fields["nama_ayah"]["accept"]) == (False, "name")
    assert fields["nama_ayah"]["label"]["id"] == "Nama ayah"
    assert "required" not in fields["tanggal_lahir"]
    assert fields["tanggal_lahir"]["when"] == "past"
    assert [one["value"] for one in fields["status_rumah"]["choices"]] == ["milik_sendiri", "sewa"]
    assert fields["berapa_orang"]["unit"]["id"] == "orang"
    assert fields["kapan_acaranya"]["when"] == "future"
    assert raw["step"][3]["title"] == {"id": "Status rumah"}


def test_a_new_file_passes_check_as_it_is_and_its_sample_is_submitted(
    tmp_path: Path, run_kiosk: Run, context: Context
) -> None:
    told = new(
        run_kiosk, tmp_path, "NIK", "Nama", "Nomor HP", "RT/RW", "Foto rumah", "Lokasi", "Kecamatan tujuan", "Biaya"
    )
    assert (told["ref"], told["id"], Path(told["file"]).name) == (
        "X01",
        "izin_kegiatan_rt",
        "x01_izin_kegiatan_rt.toml",
    )
    assert run_kiosk("services", "check", tmp_path)[0] == 0
    service = check_files(service_files(tmp_path)).entries["x01_izin_kegiatan_rt.toml"]
    assert isinstance(service, Service)
    assert service.consent() is not None
    asked = {field.id for field in service.fields() if field_type(field) != "photo"}
    assert service.sample.keys() == asked
    assert isinstance(submit(context, service, service.sample), Submitted)


def test_new_never_writes_over_a_file_and_takes_the_next_free_number_and_name(tmp_path: Path, run_kiosk: Run) -> None:
    """Free is what neither the catalogue nor a file beside it has."""
    assert [new(run_kiosk, tmp_path, "Keperluan")["ref"] for _ in range(2)] == ["X01", "X02"]
    (tmp_path / "mine.toml").write_text('id = "izin_kegiatan_rt_3"\nref = "X03"\n')
    (tmp_path / "broken.toml").write_text("id = ")
    told = new(run_kiosk, tmp_path, "Keperluan")
    assert (told["ref"], told["id"]) == ("X04", "izin_kegiatan_rt_4")
    file = tmp_path / "x01_izin_kegiatan_rt.toml"
    before = file.read_bytes()
    code, out, err = run_kiosk("services", "new", "--title", "A", "--ask", "B", "--out", file, "--json")
    assert (code, out, err.count("\n"), file.read_bytes()) == (2, "", 1, before)
    assert "is there already" in err
    data = tmp_path / "data"
    own = data / "office" / "services"
    own.mkdir(parents=True)
    shutil.copy(file, own)
    code, out, _ = run_kiosk(
        "services", "new", "--title", "A", "--ask", "B", "--out", tmp_path / "data", "--data", data, "--json"
    )
    assert (code, json.loads(out)["ref"]) == (0, "X02")


def test_a_number_that_everything_has_used_up_is_said(tmp_path: Path, run_kiosk: Run) -> None:
    numbers = [f"{letter}{number:02}" for letter in "XYZ" for number in range(1, 100)]
    for number in numbers:
        (tmp_path / f"{number}.toml").write_text(f'ref = "{number}"\n')
    code, _, err = run_kiosk("services", "new", "--title", "A", "--ask", "B", "--out", tmp_path)
    assert (code, "taken" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--title", "A"), "what to ask"),
        (("--ask", "B"), "title"),
        (("--title", "!!!", "--ask", "B"), "title"),
        (("--title", "A" * 81, "--ask", "B"), "title"),
        (("--title", "A", "--ask", "???"), "no question"),
        (("--title", "A", "--ask", "B" * 121), "no question"),
        (("--title", "A", "--ask", "B", "--out", "/nowhere/x.toml"), "no folder"),
        (("--title", "A", "--ask", "B", "--out", "x.txt"), ".toml"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_sentence(
    run_kiosk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, err = run_kiosk("services", "new", *arguments, "--json")
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_without_options_it_asks_for_the_title_and_the_questions(
    run_kiosk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On stderr, so that stdout is one JSON object; the file is made where one stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("Izin pesta\nTanggal pesta\nJumlah tamu\n\n"))
    code, out, err = run_kiosk("services", "new", "--json")
    assert code == 0
    assert "What is the service called?" in err
    told = json.loads(out)
    assert told["file"] == "x01_izin_pesta.toml"
    assert [one["type"] for one in told["fields"]] == ["consent", "date", "number"]
    assert tomllib.loads((tmp_path / told["file"]).read_text("utf-8"))["title"] == {"id": "Izin pesta"}


def test_words_of_authors_are_words_in_the_file_whatever_they_hold(tmp_path: Path, run_kiosk: Run) -> None:
    """Quotes, brackets and lines cannot write keys of their own."""
    title, question = 'Izin "ramai"\\ [sample]', 'Nama "panggilan" = {id}\n[[step]]'
    told = new(run_kiosk, tmp_path, question, title=title)
    raw = tomllib.loads(Path(told["file"]).read_text("utf-8"))
    assert raw["title"] == {"id": title}
    assert raw["step"][1]["title"] == {"id": 'Nama "panggilan" = {id} [[step]]'}
    assert len(raw["step"]) == 2


def test_made_up_answers_fit_every_question_of_every_shipped_form() -> None:
    """Only a rule over several answers, or over somebody's age, may still want others."""
    for service in load_catalog().services:
        answers = sample(service)
        result = parse(service, answers, today=date(2026, 11, 22), regions=Wilayah())
        found = result.problems if isinstance(result, Refused) else ()
        assert {problem.code for problem in found} <= {ProblemCode.RULE, ProblemCode.SAME}, service.ref
        silent = PhotoField | NoteField | ChecklistField
        asked = {one.id for one in service.fields() if holds(one.show_when, answers) and not isinstance(one, silent)}
        assert answers.keys() == asked, service.ref


# --- How it looks -------------------------------------------------------------------------------------------------------


def test_the_mistakes_of_a_file_are_told_before_anything_is_shown(tmp_path: Path, run_kiosk: Run) -> None:
    file = Path(new(run_kiosk, tmp_path / "x.toml", "Keperluan")["file"])
    good = file.read_text("utf-8")
    file.write_text(good.replace('type = "text"', 'type = "txet"'), "utf-8")
    code, _, err = run_kiosk("services", "preview", file, "--out", tmp_path / "pictures")
    assert code == 2
    assert "did you mean 'text'" in err
    file.write_text(good.replace('keperluan = "', 'keperluan_ = "'), "utf-8")
    code, _, err = run_kiosk("services", "preview", file, "--out", tmp_path / "pictures")
    assert code == 2
    assert "sample" in err
    assert not (tmp_path / "pictures").exists()
    assert run_kiosk("services", "preview", tmp_path)[0] == 2
    assert run_kiosk("services", "preview", file, "--size", "big")[0] == 2


@pytest.mark.slow
def test_every_page_of_a_file_becomes_a_picture_and_none_of_another_service(tmp_path: Path, run_kiosk: Run) -> None:
    file = new(run_kiosk, tmp_path / "x.toml", "Keperluan", "Tanggal acara")["file"]
    out = tmp_path / "pictures"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "services", "preview", file, "--out", out],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pages = {page["page"]: page["problems"] for page in json.loads((out / "index.json").read_text("utf-8"))["pages"]}
    wanted = ("service-X01", "privacy-X01", "step-X01-tanya_keperluan", "step-X01-tanya_tanggal_acara-problem")
    assert {*wanted, "review-X01", "done-X01"} <= pages.keys()
    assert all("-X01" in name for name in pages)
    assert not any(pages.values())
    assert len(list(out.glob("*.png"))) == len(pages)


@pytest.mark.slow
def test_a_service_that_informs_is_pictured_too(tmp_path: Path) -> None:
    catalog = load_catalog()
    entry = next(one for one in catalog.information if one.ref == "C15")
    assert isinstance(entry, Information)
    code = (
        "import sys; from pathlib import Path; from kiosk.app import preview; from kiosk.catalog_files import load_catalog;"
        "c = load_catalog(); print([p.page for p in preview.pictures(c, c.entry('C15'), Path(sys.argv[1]), (1080, 1920))])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'information-mixed'" in done.stdout
