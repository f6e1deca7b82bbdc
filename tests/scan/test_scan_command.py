"""`kiosk scan` and the doctor's look at the camera, with the real process."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from PIL import Image

from kiosk import config
from kiosk.app import doctor
from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.scan import process, wire
from tests.scan.specimens import sample
from tests.scan.test_pictures import png_header

Run = Callable[..., tuple[int, str, str]]


def test_codes_and_a_card_in_one_picture_are_told_by_the_names_of_the_contract(tmp_path: Path, run_kiosk: Run) -> None:
    person, photo = sample("easy", 1)
    segno.make("https://layananonline.dukcapil.kemendagri.go.id/x", error="m").save(str(tmp_path / "qr.png"), scale=5)
    code = cv2.imread(str(tmp_path / "qr.png"))
    scene = np.full((photo.shape[0] + code.shape[0], photo.shape[1], 3), 255, np.uint8)
    scene[: photo.shape[0]] = photo
    scene[photo.shape[0] :, : code.shape[1]] = code
    picture = tmp_path / "ktp spesimen é.png"
    picture.write_bytes(cv2.imencode(".png", cv2.rotate(scene, cv2.ROTATE_180))[1])
    status, out, err = run_kiosk("scan", picture, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["codes"] == [
        {"kind": "qr", "text": "https://layananonline.dukcapil.kemendagri.go.id/x", "class": "dukcapil"}
    ]
    card = told["ktp"]
    rows = "nik nama tempat_lahir tgl_lahir jk alamat rt rw kelurahan kecamatan agama status_kawin pekerjaan"
    assert list(card) == [*rows.split(), "confidence", "certain", "doubts"]
    assert (card["nik"], card["nama"], card["tgl_lahir"]) == (person.nik, person.nama, person.tgl_lahir.isoformat())
    assert (card["certain"], card["doubts"]) == (True, [])
    assert 0.9 < card["confidence"] <= 1


def test_a_picture_of_nothing_is_no_error(tmp_path: Path, run_kiosk: Run) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.full((480, 640, 3), 128, np.uint8))
    assert run_kiosk("scan", tmp_path / "a.png", "--json") == (0, '{"codes": [], "ktp": null}\n', "")


@pytest.mark.parametrize("size", [(1, 1), (4000, 3), (2, 16_000), (20, 20)])
def test_a_picture_of_hardly_anything_holds_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.effect_noise(size, 90).save(tmp_path / "a.png")
    assert process.looked(tmp_path / "a.png") == wire.Found((), None)


def test_what_could_not_be_read_is_null_and_people_see_what_there_is(
    tmp_path: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {KtpField.NIK: ReadValue("1671025403890002", 0.9712), KtpField.NAMA: ReadValue("SITI CONTOH", 0.8)}
    found = wire.Found((wire.FoundCode("qr", "HALO", "unknown"),), KtpReading(values, (KtpDoubt.BIRTH_UNREAD,)))
    monkeypatch.setattr(process, "ask", lambda _request, _patience: found)
    card = json.loads(run_kiosk("scan", "a.png", "--json")[1])["ktp"]
    assert (card["nama"], card["alamat"], card["confidence"]) == ("SITI CONTOH", None, 0.971)
    assert (card["certain"], card["doubts"]) == (False, ["birth_unread"])
    monkeypatch.setattr(process, "ask", lambda _request, _patience: wire.Found((), None))
    assert run_kiosk("scan", "a.png") == (0, "no code and no card\n", "")
    monkeypatch.setattr(process, "ask", lambda _request, _patience: found)
    assert run_kiosk("scan", "a.png")[1].splitlines() == [
        "qr             unknown        HALO",
        "ktp            look again: birth_unread",
        "nik            0.97           1671025403890002",
        "nama           0.80           SITI CONTOH",
    ]


@pytest.mark.parametrize("name", ["tidak-ada.png", "teks.png", "separuh.jpg"])
def test_a_broken_file_is_wrong_use_in_one_line(tmp_path: Path, run_kiosk: Run, name: str) -> None:
    (tmp_path / "teks.png").write_text("bukan gambar")
    Image.new("RGB", (200, 200)).save(tmp_path / "separuh.jpg")
    os.truncate(tmp_path / "separuh.jpg", 900)
    status, out, err = run_kiosk("scan", tmp_path / name, "--json")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(tmp_path / name) in err
    assert "Give a JPEG" in err


def test_a_picture_of_twenty_thousand_pixels_a_side_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "besar.png").write_bytes(png_header(20_000, 20_000))
    code = f"""
import os, pathlib
from kiosk.scan import process
end = os._exit
def leave(status):
    pathlib.Path({str(tmp_path / "used")!r}).write_bytes(pathlib.Path("/proc/self/status").read_bytes())
    end(status)
os._exit = leave
process.main()
"""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-P", "-c", code])
    with process.spawn() as child:
        wire.write(child.stdin, wire.Look(os.fsencode(tmp_path / "besar.png")))
        assert [type(report) for report in wire.reports(child.stdout)] == [wire.Refused]
    (most,) = re.findall(r"VmHWM:\s+(\d+) kB", (tmp_path / "used").read_text())
    assert int(most) < 100_000


def test_a_decoder_that_crashes_ends_nothing_but_itself(
    tmp_path: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    status, out, err = run_kiosk("scan", tmp_path / "a.png", "--json")
    assert (status, out) == (2, "")
    assert "crashed" in err


# --- The built program, and the doctor --------------------------------------------------------------------------------


def test_the_program_itself_is_the_process_where_there_is_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the built program `python -m` does not exist."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, process.ARGUMENT]
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-P", "-m", "kiosk", process.ARGUMENT])
    assert process.ask(wire.Open("webcam", wire.CameraUse.PHOTO), 20) == wire.Lost(wire.Loss.BAD_SOURCE)


@pytest.mark.parametrize(
    ("size", "ok", "attention", "words"),
    [((480, 640), True, False, "640 x 480"), ((240, 320), True, True, "terlalu kecil"), (None, False, False, "kabel")],
    ids=["large enough", "too small for a card", "none"],
)
def test_the_doctor_says_whether_the_camera_gives_a_picture_and_how_large(
    tmp_path: Path, size: tuple[int, int] | None, ok: bool, attention: bool, words: str
) -> None:
    if size is not None:
        cv2.imwrite(str(tmp_path / "a.png"), np.zeros((*size, 3), np.uint8))
    check = doctor.scanner(config.Scanner(source=tmp_path.as_uri(), reader="none:"))
    assert (check.ok, check.attention, check.needed) == (ok, attention, False)
    assert words in check.detail


def test_the_doctor_says_what_is_wrong_with_the_settings_of_camera_and_scanner() -> None:
    check = doctor.scanner(config.Scanner(source="webcam", reader="evdev:///dev/input/by-id/tidak-ada"))
    assert not check.ok
    assert "camera:0" in check.detail
    assert "tidak-ada" in check.detail


def test_a_kiosk_without_camera_and_scanner_is_ready() -> None:
    check = doctor.scanner(config.Scanner())
    assert check.ok
    assert check.detail == "Tidak dipasang: kode diketik."
