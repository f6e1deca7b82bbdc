"""The command contract: exit codes, one JSON object, one line that says what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.events import ServiceClosed, ServiceOpened
from kiosk.store import orders
from kiosk.store.database import Store, reading

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path, run_kiosk: Run) -> Path:
    """A kiosk of the demo office."""
    folder = tmp_path / "data"
    assert run_kiosk("init", "--demo", "--data", folder)[0] == 0
    return folder


def answers_file(tmp_path: Path, run_kiosk: Run, name: str = "D18", **changes: Any) -> Path:
    """The sample of a service in a file, after some changes."""
    sample = {**json.loads(run_kiosk("services", name, "--json")[1])["sample"], **changes}
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(sample), "utf-8")
    return file


def stored(data: Path) -> int:
    """How many requests are in the database."""
    with reading(data) as db:
        return int(db.execute("SELECT count(*) FROM journal").fetchone()[0])


def test_init_tells_folder_id_and_pin_once(tmp_path: Path, run_kiosk: Run) -> None:
    """And never makes a second kiosk over the first."""
    code, out, _ = run_kiosk("init", "--demo", "--data", tmp_path / "k", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["data"] == str(tmp_path / "k")
    assert len(told["kiosk_id"]) == 6
    assert not any(told["pin"] in file.read_text("latin-1") for file in (tmp_path / "k").iterdir() if file.is_file())
    code, _, err = run_kiosk("init", "--demo", "--data", tmp_path / "k")
    assert (code, "already" in err) == (2, True)


def test_the_keys_are_for_their_owner_only(data: Path) -> None:
    """Nobody else on the machine signs in its name."""
    for name in ("kiosk.key", "office.json", "config.toml"):
        assert (data / name).stat().st_mode & 0o077 == 0


def test_the_catalogue_and_its_services_are_told(run_kiosk: Run) -> None:
    """Ids and numbers, fields, and a sample that works."""
    listed = json.loads(run_kiosk("services", "--json")[1])["services"]
    assert {row["ref"] for row in listed} >= {"D12", "D18", "J01"}
    assert set(listed[0]) == {"id", "ref", "title", "model", "kind", "agency", "form"}
    for name in ("D18", "d18", "surat_keterangan_domisili"):
        told = json.loads(run_kiosk("services", name, "--json")[1])
        assert told["id"] == "surat_keterangan_domisili"
        assert {"id": "nik", "type": "nik", "required": True} in told["fields"]


@pytest.mark.parametrize("name", ["D12", "D18", "J01", "surat_keterangan_domisili"])
def test_submit_tells_id_sequence_ticket_and_code(data: Path, tmp_path: Path, run_kiosk: Run, name: str) -> None:
    """And track finds it by that code."""
    file = answers_file(tmp_path, run_kiosk, name)
    code, out, err = run_kiosk("submit", name, "--answers", file, "--data", data, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert set(told) == {"id", "seq", "ticket", "code"}
    assert told["seq"] == 1
    code, out, _ = run_kiosk("track", told["code"], "--data", data, "--json")
    tracked = json.loads(out)
    assert code == 0
    assert (tracked["status"], tracked["as_of"], tracked["ticket"]) == ("SUBMITTED", None, told["ticket"])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("nama", None, "required"),
        ("nik", "167102540389000", "digit_count"),
        ("tgl_lahir", "1989-02-30", "date"),
        ("nama", "A" * 10_000, "too_long"),
        ("keperluan", "Buka rekening 😀", "characters"),
        ("alamat", "Jl. Cempaka\x1b[2J", "characters"),
        ("nama", "Robert'); DROP TABLE permohonan;--", "characters"),
        ("nama", "<script>alert(1)</script>", "characters"),
        ("agama", "lainnya", "not_a_choice"),
        ("rt", "0", "range"),
        ("setuju_pdp", False, "consent"),
    ],
)
def test_wrong_answers_are_named_and_nothing_is_stored(
    data: Path, tmp_path: Path, run_kiosk: Run, field: str, value: object, code: str
) -> None:
    """Exit 2, `problems` with field and code, and the answer itself is not repeated."""
    file = answers_file(tmp_path, run_kiosk, **{field: value})
    exit_code, out, err = run_kiosk("submit", "D18", "--answers", file, "--data", data, "--json")
    problems = json.loads(out)["problems"]
    assert exit_code == 2
    assert (field, code) in {(problem["field"], problem["code"]) for problem in problems}
    assert err.count("\n") == 1
    assert stored(data) == 0
    if isinstance(value, str) and len(value) > 3:
        assert value[:20] not in err


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "{'nik': 1}", "[" * 5000])
def test_a_file_that_is_no_object_is_refused(data: Path, tmp_path: Path, run_kiosk: Run, text: str) -> None:
    """JSON that is broken, or not an object."""
    file = tmp_path / "broken.json"
    file.write_text(text, "utf-8")
    code, out, err = run_kiosk("submit", "D18", "--answers", file, "--data", data, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_bytes_that_are_no_text_are_refused(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """Not UTF-8: said, not crashed."""
    file = tmp_path / "broken.json"
    file.write_bytes(b"\xff\xfe\x00{")
    assert run_kiosk("submit", "D18", "--answers", file, "--data", data)[0] == 2
    assert run_kiosk("submit", "D18", "--many", file, "--data", data)[0] == 2


def test_a_closed_service_takes_nothing(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """What the office has closed is closed on the command line too, with its reason; opened, it works again."""
    file = answers_file(tmp_path, run_kiosk)
    for number, order in enumerate(
        (ServiceClosed("surat_keterangan_domisili", "Blangko habis"), ServiceOpened("surat_keterangan_domisili")), 1
    ):
        with Store.open(data) as store:
            store.transaction(lambda db, o=order, n=number: orders.put(db, o, n, now=0))
        code, _, err = run_kiosk("submit", "D18", "--answers", file, "--data", data)
        assert (code, "Blangko habis" in err, stored(data)) == ((3, True, 0) if number == 1 else (0, False, 1))


def test_many_requests_are_each_their_own(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """A bad line is named and the others are stored."""
    sample = json.loads(run_kiosk("services", "D18", "--json")[1])["sample"]
    lines = [json.dumps(sample), json.dumps({**sample, "nik": "1"}), "{", "", json.dumps(sample)]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    code, out, _ = run_kiosk("submit", "D18", "--many", file, "--data", data, "--json")
    told = json.loads(out)
    assert code == 2
    assert [one["ticket"] for one in told["accepted"]] == ["A-001", "A-002"]
    assert [one["line"] for one in told["refused"]] == [2, 3]
    assert stored(data) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["submit", "X99", "--answers", "-"], 2, "no service"),
        (["submit", "D18"], 2, "--answers"),
        (["submit", "D18", "--answers", "/nowhere"], 2, "/nowhere"),
        (["track", "7KQ"], 2, "no request code"),
        (["track", "222-222-222"], 2, "no request"),
        (["nonsense"], 2, "No such command"),
        (["track"], 2, "Missing argument"),
        (["enrol", "/nowhere"], 2, "cannot be read"),
        (["enrol", "{}"], 2, "no enrolment"),
    ],
)
def test_wrong_use_is_exit_2_and_one_line(
    data: Path, run_kiosk: Run, arguments: list[str], code: int, says: str
) -> None:
    """What was wrong and what to do about it."""
    with_data = arguments if arguments == ["nonsense"] else [*arguments, "--data", str(data)]
    got, out, err = run_kiosk(*with_data)
    assert (got, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1


def test_without_data_the_first_step_is_named(tmp_path: Path, run_kiosk: Run) -> None:
    """Exit 3: not wrong, only too early."""
    file = answers_file(tmp_path, run_kiosk)
    code, _, err = run_kiosk("submit", "D18", "--answers", file, "--data", tmp_path / "none")
    assert (code, "kiosk init" in err) == (3, True)


def test_without_an_office_the_next_step_is_named(tmp_path: Path, run_kiosk: Run) -> None:
    """A kiosk that belongs to nobody cannot seal to anybody."""
    run_kiosk("init", "--data", tmp_path / "k")
    file = answers_file(tmp_path, run_kiosk)
    code, _, err = run_kiosk("submit", "D18", "--answers", file, "--data", tmp_path / "k")
    assert (code, "kiosk enrol" in err) == (3, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[printer]\nurl = 5\n", "printer.url"),
        ("[printer]\nwdth = '58mm'\n", "did you mean 'width'"),
        ("[printer", "not TOML"),
        ("[kiosk]\nletters = 'a-e'\n", "letters"),
        ("[kiosk]\nlanguages = ['fr']\n", "languages"),
        ("[privacy]\nidle_wipe_s = 0\n", "idle_wipe_s"),
    ],
)
def test_a_broken_config_names_key_and_remedy(data: Path, tmp_path: Path, run_kiosk: Run, text: str, says: str) -> None:
    """Exit 2, and what was accepted before is still there."""
    file = answers_file(tmp_path, run_kiosk)
    told = json.loads(run_kiosk("submit", "D18", "--answers", file, "--data", data, "--json")[1])
    good = (data / "config.toml").read_text()
    (data / "config.toml").write_text(text)
    code, _, err = run_kiosk("submit", "D18", "--answers", file, "--data", data)
    assert code == 2
    assert says in err
    (data / "config.toml").write_text(good)
    assert run_kiosk("track", told["code"], "--data", data)[0] == 0


def test_settings_may_be_appended_to_the_file_that_init_made(data: Path, run_kiosk: Run) -> None:
    """Scripts do that."""
    with (data / "config.toml").open("a") as file:
        file.write('\n[printer]\nurl = "tcp://127.0.0.1:9100"\n[kiosk]\nletters = "F-J"\n')
    from kiosk import config

    assert config.load(data).printer.url == "tcp://127.0.0.1:9100"


def test_a_bug_is_exit_1_without_its_message(
    data: Path, tmp_path: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback or a message could repeat an answer; type and place go to the log."""

    def broken(*_arguments: object, **_named: object) -> None:
        raise ValueError("Siti Rahmawati")

    monkeypatch.setattr("kiosk.app.request_commands.submit", broken)
    code, out, err = run_kiosk("submit", "D18", "--answers", answers_file(tmp_path, run_kiosk), "--data", data)
    assert (code, out) == (1, "")
    assert "Siti" not in err
    logged = (data / "logs" / "kiosk.log").read_text()
    assert "ValueError" in logged
    assert "Siti" not in logged


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("mount"), reason="mounting a read-only disk needs root")
def test_a_read_only_disk_is_said_and_tracking_still_works(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """The request that was accepted is still there."""
    file = answers_file(tmp_path, run_kiosk)
    told = json.loads(run_kiosk("submit", "D18", "--answers", file, "--data", data, "--json")[1])
    mounted = subprocess.run(["mount", "--bind", data, data], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", data], check=True)
        code, _, err = run_kiosk("submit", "D18", "--answers", file, "--data", data)
        assert (code, err.count("\n")) == (3, 1)
        assert "cannot be written" in err
        code, out, _ = run_kiosk("track", told["code"], "--data", data, "--json")
        assert (code, json.loads(out)["status"]) == (0, "SUBMITTED")
    finally:
        subprocess.run(["umount", data], check=True)


def test_the_command_runs_as_a_module_from_anywhere(tmp_path: Path) -> None:
    """`python -m kiosk` from another folder, as `./run kiosk` does it."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "services", "D18", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(done.stdout)["ref"] == "D18"
