"""One request, from answers to server and back, on real parts: the promises of the first vertical, end to end."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.scan.decode import decode
from kiosk.scan.pictures import grey, read_picture
from printers.simulator import Simulator
from tests.stories.conftest import Office, StoryKiosk

Make = Callable[..., StoryKiosk]
pytestmark = pytest.mark.slow

PRIVATE = (
    "nik",
    "nama",
    "no_hp",
    "no_kk",
    "alamat",
    "alamat_domisili",
    "tempat_lahir",
    "nama_untuk",
    "nik_untuk",
    "keperluan",
    "judul",
    "isi",
    "lokasi",
    "instansi_tujuan",
)
COMMON = {"pendidikan", "Palembang"}  # a choice's value and the name of a city stand in many files


def test_over_the_network(serving_office: Office, printer: Simulator, make_kiosk: Make) -> None:
    """Bu Siti asks for a letter, gets a slip, and sees the next morning that it waits for her."""
    kiosk = make_kiosk(serving_office, settings=f'[printer]\nurl = "{printer.url}"\n')
    checks = kiosk("doctor")["checks"]
    assert [check["id"] for check in checks[:7]] == "disk database printer scanner clock network sync".split()
    assert all(check["ok"] for check in checks)
    # She taps through the form; the number is hers.
    told = kiosk.submit("D18")
    assert told["ticket"] == "A-001"
    # The slip comes out, and the printer says so.
    (job,) = kiosk("print", "--pending")["jobs"]
    assert (job["kind"], job["state"]) == ("receipt", "confirmed")
    assert printer.wait_for_slip(1, 5)
    # The link is there: everything goes, once.
    sent = kiosk("sync", "--once")
    assert (sent["sent"], sent["acknowledged"]) == (1, 1)
    assert kiosk("sync", "--once")["sent"] == 0
    (request,) = serving_office.kelurahan("requests", "--json")["requests"]
    assert (request["id"], request["ticket"], request["status"]) == (told["id"], "A-001", "SUBMITTED")
    assert request["answers"]["nama"] == "Siti Rahmawati"
    # A petugas works on it, while the server runs.
    for status in ("IN_REVIEW", "AWAITING_SIGNATURE", "READY"):
        serving_office.kelurahan("set-status", told["id"], status)
    assert kiosk("track", told["code"])["status"] == "SUBMITTED"
    assert kiosk("sync", "--once")["received"] == 1  # where it stands now, not how it came there
    tracked = kiosk("track", told["code"])
    assert tracked["status"] == "READY"
    assert tracked["as_of"] is not None
    # She holds her slip before the camera: the same request.
    (code,) = kiosk("scan", printer.slips[0].picture)["codes"]
    assert code["class"] == "slip"
    assert kiosk("track", code["text"])["status"] == "READY"
    assert kiosk("verify") == {"ok": True, "events": 1, "problems": []}


def test_on_a_stick(office: Office, make_kiosk: Make, tmp_path: Path) -> None:
    """A village without any network: the same exchange as files, there and back."""
    kiosk = make_kiosk(office)
    told = [kiosk.submit(name) for name in ("D18", "D12", "J01")]
    stick = tmp_path / "stick"
    stick.mkdir()
    assert kiosk("usb", "export", stick)["sent"] == 3
    carried = office.kelurahan("usb", "import", stick, "--json")
    assert carried["refused"] == 0
    assert len(office.kelurahan("requests", "--json")["requests"]) == 3
    office.kelurahan("set-status", told[1]["id"], "INCOMPLETE", "--note", "Bawa KK asli")
    assert kiosk("usb", "import", stick)["acknowledged"] == 3
    # The status came after the stick had left the office; it comes with the next round.
    kiosk("usb", "export", stick)
    office.kelurahan("usb", "import", stick, "--json")
    assert kiosk("usb", "import", stick)["received"] == 1
    tracked = kiosk("track", told[1]["code"])
    assert (tracked["status"], tracked["note"]) == ("INCOMPLETE", "Bawa KK asli")
    assert not stick_tells(stick, kiosk)


@pytest.mark.survives(23, 24, 33)
def test_a_stolen_kiosk_and_a_lost_stick_tell_nothing(
    serving_office: Office, printer: Simulator, make_kiosk: Make, tmp_path: Path
) -> None:
    """After submit, print, export and sync no answer is found as bytes anywhere, logs included."""
    kiosk = make_kiosk(serving_office, settings=f'[printer]\nurl = "{printer.url}"\n')
    stick = tmp_path / "stick"
    stick.mkdir()
    refused = kiosk.run(
        "submit",
        "D18",
        "--answers",
        _file(tmp_path, {"nik": "1671025403890002", "nama": "Kanari Emas 7"}),
        "--data",
        kiosk.data,
    )
    assert refused[0] == 2
    for name in ("D18", "D12", "J01"):
        kiosk.submit(name)
    kiosk("usb", "export", stick)
    kiosk("print", "--pending")
    kiosk("sync", "--once")
    assert kiosk("usb", "export", stick)["sent"] == 0
    assert not stick_tells(kiosk.data, kiosk, "Kanari Emas")
    assert not stick_tells(stick, kiosk)
    # Nor do the slips, which lie about in a waiting room.
    assert not stick_tells(printer.folder, kiosk)
    # And the office has them all.
    assert len(serving_office.kelurahan("requests", "--json")["requests"]) == 3


def stick_tells(folder: Path, kiosk: StoryKiosk, *more: str) -> list[str]:
    """Which submitted values stand in which files of a folder."""
    said = set(more)
    for name in ("D18", "D12", "J01"):
        sample = json.loads(kiosk.run("services", name, "--json")[1])["sample"]
        said |= {str(sample[key]) for key in PRIVATE if key in sample}
    said -= COMMON
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found += [f"{value} in {file.name}" for value in said if value.encode() in content]
    return found


@pytest.mark.survives(14)
def test_everything_broken_and_nothing_lost(office: Office, printer: Simulator, make_kiosk: Make) -> None:
    """No server, no paper: the request is taken, each command says what is wrong, and all of it heals."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    kiosk = make_kiosk(office, settings=f'[printer]\nurl = "{printer.url}"\n[server]\nurl = "{nobody}"\n')
    printer.paper_out()
    told = kiosk.submit("J01")
    code, out, err = kiosk.run("print", "--pending", "--data", kiosk.data, "--json")
    (job,) = json.loads(out)["jobs"]
    assert (code, job["state"], job["reason"]) == (3, "waiting", "paper_out")
    assert "Kertas habis" in err
    code, out, err = kiosk.run("sync", "--once", "--data", kiosk.data, "--json")
    assert code == 3
    assert json.loads(out)["acknowledged"] == 0
    assert "cannot be reached" in err
    code, out, _ = kiosk.run("doctor", "--data", kiosk.data, "--json")
    checks = {check["id"]: check["ok"] for check in json.loads(out)["checks"]}
    assert code == 3
    assert (checks["printer"], checks["network"], checks["database"]) == (False, False, True)
    assert printer.slips == []
    # New paper: exactly one slip, without a mark.
    printer.refill()
    (job,) = kiosk("print", "--pending")["jobs"]
    assert job["state"] == "confirmed"
    assert len(printer.slips) == 1
    assert kiosk("track", told["code"])["ticket"] == "B-001"
    # Asked for again, it is a copy, and says so.
    (copy,) = kiosk("print", "--reprint", told["code"])["jobs"]
    assert copy["state"] == "confirmed"
    assert "SALINAN" in printer.slips[1].text
    assert "SALINAN" not in printer.slips[0].text


@pytest.mark.survives(21)
def test_a_forged_office_is_not_believed(
    serving_office: Office, office: Office, make_kiosk: Make, tmp_path: Path
) -> None:
    """Another server at the same address cannot acknowledge anything."""
    other = Office(tmp_path / "other")
    other.kelurahan("init", "--json")
    kiosk = make_kiosk(other, settings=f'[server]\nurl = "{serving_office.url}"\n')
    kiosk.submit("D18")
    code, out, _ = kiosk.run("sync", "--once", "--data", kiosk.data, "--json")
    assert code in (3, 4)
    assert json.loads(out)["acknowledged"] == 0
    assert kiosk("verify")["ok"]


def test_the_slip_s_qr_is_read_from_its_picture(serving_office: Office, printer: Simulator, make_kiosk: Make) -> None:
    """From commit to paper to camera, at both widths of paper."""
    kiosk = make_kiosk(serving_office, settings=f'[printer]\nurl = "{printer.url}"\n')
    told = kiosk.submit("D12")
    kiosk("print", "--pending")
    (code,) = decode(grey(read_picture(printer.slips[0].picture)))
    assert re.fullmatch(r"PK1:[0-9A-Z]{6}" + told["code"].replace("-", "") + r".{96}", code.text)


def _file(folder: Path, answers: dict[str, str]) -> Path:
    file = folder / "wrong.json"
    file.write_text(json.dumps(answers), "utf-8")
    return file


@pytest.mark.parametrize("junk", ["", "{}", '{"version": 1}', "\x00\x01"])
def test_a_broken_enrolment_binds_nothing(
    tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]], junk: str
) -> None:
    """The kiosk is as it was before, and says who can help."""
    run_kiosk("init", "--data", tmp_path / "k")
    (tmp_path / "e.json").write_text(junk)
    code, _, err = run_kiosk("enrol", tmp_path / "e.json", "--data", tmp_path / "k")
    assert (code, "enrol-kiosk" in err) == (2, True)
    assert not (tmp_path / "k" / "office.json").exists()
