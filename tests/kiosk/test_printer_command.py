"""`kiosk printer` and the printer's line of the doctor: the same story, told by what the printer itself said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import config
from kiosk.app import printer_command
from kiosk.app.doctor import printer_check
from kiosk.app.known_printer import KnownPrinter, make_printer
from kiosk.app.printer_command import Found, find
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from kiosk.store import settings
from kiosk.store.database import Store
from printers.dialogue import Capability, Probe
from printers.printer import Printer
from printers.profiles import WIDE
from printers.simulator import Simulator
from printers.status import Paper, PrinterStatus
from printers.transports import Folder

Run = Callable[..., tuple[int, str, str]]

GOOD = PrinterStatus(answered=True)
SILENT = PrinterStatus(answered=False)


class Told(Printer):
    """A printer whose answer is known beforehand."""

    def __init__(self, seen: Probe, url: str = "tcp://127.0.0.1:9") -> None:
        super().__init__(url, WIDE)
        self._seen = seen

    def probe(self) -> Probe:
        return self._learn(self._seen)


NO_OFFICE = Path("/nowhere")


@pytest.fixture
def data(tmp_path: Path, run_kiosk: Run) -> Path:
    """A kiosk of the demo office."""
    folder = tmp_path / "data"
    assert run_kiosk("init", "--demo", "--data", folder)[0] == 0
    return folder


def set_printer(data: Path, *lines: str) -> None:
    """Writes the `[printer]` section."""
    (data / "config.toml").write_text("\n".join(["[printer]", *lines]), "utf-8")


# --- the doctor ---


@pytest.mark.parametrize(
    ("capability", "words"),
    [
        (Capability.ECHO, "Siap, dan memastikan setiap struk."),
        (Capability.FENCE, "Siap, dan memastikan setiap struk."),
        (Capability.STATUS, "Siap, tetapi tidak bisa memastikan setiap struk."),
    ],
)
def test_the_doctor_tells_model_and_proof(capability: Capability, words: str) -> None:
    """In plain words, with the name that the printer gave itself."""
    check = printer_check(Told(Probe(GOOD, capability, None, "EPSON TM-T82X")), config.Printer(), NO_OFFICE)
    assert check.ok
    assert not check.attention
    assert check.detail == f"{words} Printer: EPSON TM-T82X."


def test_paper_that_runs_low_asks_for_attention_while_all_is_well() -> None:
    """Somebody brings a roll before anybody is left without a slip."""
    low = PrinterStatus(answered=True, paper=Paper.LOW)
    check = printer_check(Told(Probe(low, Capability.ECHO, None)), config.Printer(), NO_OFFICE)
    assert (check.ok, check.attention) == (True, True)
    assert check.detail.startswith("Kertas hampir habis: siapkan gulungan baru.")


def test_a_silent_printer_is_to_be_looked_at_until_somebody_has(tmp_path: Path) -> None:
    """It may be one that never speaks or one that hangs: only a person beside it can tell."""
    printer = Told(Probe(SILENT, Capability.MUTE, None))
    check = printer_check(printer, config.Printer(), NO_OFFICE)
    assert (check.ok, check.attention) == (True, True)
    assert "Belum pernah menjawab: cetak lembar uji dan lihat sendiri." in check.detail
    printer.trust(came_out=True)
    check = printer_check(printer, config.Printer(), NO_OFFICE)
    assert (check.ok, check.attention) == (True, False)
    assert "tidak bisa dipastikan" in check.detail
    # A plain file has no way back: nothing to look at.
    filed = Told(Probe(SILENT, Capability.MUTE, None), f"file://{tmp_path / 'slips.bin'}")
    assert not printer_check(filed, config.Printer(), NO_OFFICE).attention


def test_a_printer_in_trouble_is_a_matter_even_where_another_stands_in(tmp_path: Path) -> None:
    """The petugas learns what is wrong, where the slips come out meanwhile, and whether they do."""
    out = Probe(PrinterStatus(answered=True, paper=Paper.OUT), Capability.ECHO, PrintReason.PAPER_OUT)
    alone = printer_check(Told(out), config.Printer(), tmp_path)
    assert (alone.ok, alone.detail) == (False, "Kertas habis. Pasang gulungan baru.")
    helped = Told(out)
    helped.fallback = Folder(tmp_path)
    check = printer_check(helped, config.Printer(), tmp_path)
    assert not check.ok
    assert check.detail.endswith("Struk disimpan sebagai halaman PDF di folder kantor.")
    helped.fallback = Folder(tmp_path / "gone")
    assert "Printer pengganti juga tidak bisa" in printer_check(helped, config.Printer(), tmp_path).detail


def test_pages_instead_of_a_printer_are_well_while_they_can_be_written(tmp_path: Path) -> None:
    """No printer of its own, and a folder for pages."""
    pages = Printer("none:", WIDE, fallback=Folder(tmp_path))
    assert printer_check(pages, config.Printer(), tmp_path) == Check(
        "printer", True, "Struk disimpan sebagai halaman PDF di folder kantor."
    )
    assert not printer_check(Printer("none:", WIDE, fallback=Folder(tmp_path / "gone")), config.Printer(), tmp_path).ok


def test_a_logo_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    """Slips come without it; the petugas learns why."""
    (tmp_path / "logo.png").write_bytes(b"no picture")
    check = printer_check(Told(Probe(GOOD, Capability.ECHO, None)), config.Printer(), tmp_path)
    assert (check.ok, check.attention) == (True, True)
    assert "logo.png" in check.detail


def test_no_printer_on_purpose_is_well() -> None:
    """A kiosk that shows the number on the screen only."""
    assert printer_check(Printer("none:", WIDE), config.Printer(), NO_OFFICE).ok


def test_a_printer_that_cannot_draw_codes_is_told_as_such() -> None:
    """It answers like a good one, and its slips would be waste."""
    check = printer_check(Told(Probe(GOOD, Capability.STATUS, None, "EPSON TM-U220")), config.Printer(), NO_OFFICE)
    assert not check.ok
    assert "Pakai printer thermal. Printer: EPSON TM-U220." in check.detail


def test_the_doctor_writes_soon_before_what_can_wait(
    data: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the terminal; programs get the same three keys as ever."""
    low = Told(Probe(PrinterStatus(answered=True, paper=Paper.LOW), Capability.ECHO, None))
    monkeypatch.setattr("kiosk.app.doctor.make_printer", lambda *_: low)
    code, out, _ = run_kiosk("doctor", "--data", data)
    assert code == 0
    assert [line[:14] for line in out.splitlines() if "Kertas" in line] == ["SOON printer  "]
    checks = json.loads(run_kiosk("doctor", "--data", data, "--json")[1])["checks"]
    assert {tuple(check) for check in checks} == {("id", "ok", "detail")}


# --- kiosk printer ---


def test_the_printer_is_told_in_the_keys_of_the_contract(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """From the simulator, which answers everything, set as the model of the settings."""
    with Simulator(tmp_path / "slips") as simulator:
        set_printer(data, f'url = "{simulator.url}"', 'width = "80mm"', 'model = "epson-tm-t88"')
        code, out, err = run_kiosk("printer", "--data", data, "--json")
        assert (code, err) == (0, "")
        told = json.loads(out)
        assert list(told) == ["url", "width", "model", "said", "capability", "reason", "paper", "profile"]
        assert (told["url"], told["width"], told["model"]) == (simulator.url, "80mm", "epson-tm-t88")
        assert (told["capability"], told["reason"], told["paper"]) == ("echo", None, "enough")
        assert told["profile"] == {
            "name": "80mm", "dots": 512, "columns": 42, "small_columns": 56, "native_qr": True, "raster": True,
            "cutter": True, "code_page": 0, "units_per_dot": 2, "drawer": True,
        }  # fmt: skip
        code, out, _ = run_kiosk("printer", "--data", data)
        assert code == 0
        for words in (
            "Epson TM-T88IV (epson-tm-t88)",
            "memastikan setiap struk",
            "512 titik, 42 kolom",
            "dengan pemotong",
        ):
            assert words in out
        simulator.paper_out()
        code, out, err = run_kiosk("printer", "--data", data, "--json")
    told = json.loads(out)
    assert (code, told["reason"], told["paper"]) == (3, "paper_out", "out")
    assert "paper_out. Kertas habis." in err


def test_without_a_printer_the_command_says_how_to_find_one(data: Path, run_kiosk: Run) -> None:
    """Nothing can be printed now; what the paper would be is told all the same."""
    code, out, err = run_kiosk("printer", "--data", data, "--json")
    told = json.loads(out)
    assert (code, told["reason"], told["model"], told["capability"]) == (3, "no_printer", "generic-80", None)
    assert "Try: kiosk printer --find" in err


def test_what_the_printer_showed_before_is_not_forgotten(
    data: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printer that hangs is not taken for one that never speaks, and the running kiosk need not stop for the look."""
    url = "tcp://127.0.0.1:9"
    with Store.open(data) as store:
        store.transaction(lambda db: settings.put(db, KnownPrinter(url, Capability.ECHO.value)))
        asked: list[Capability | None] = []

        def make(wanted: config.Printer, kept: KnownPrinter | None) -> Printer:
            asked.append(make_printer(wanted, kept).capability)
            return Told(Probe(SILENT, Capability.ECHO, PrintReason.NOT_ANSWERING))

        monkeypatch.setattr("kiosk.app.known_printer.make_printer", make)
        set_printer(data, f'url = "{url}"')
        assert run_kiosk("printer", "--data", data)[0] == 3
        set_printer(data, 'url = "tcp://127.0.0.1:10"')  # another printer
        run_kiosk("printer", "--data", data)
    assert asked == [Capability.ECHO, None]


@pytest.mark.parametrize(
    ("said", "capability", "code", "words"),
    [
        ("EPSON TM-T82X", Capability.ECHO, 0, "kata printernya: EPSON TM-T82X"),
        ("EPSON TM-T82X", Capability.STATUS, 0, "Mestinya bisa lebih: memastikan setiap struk."),
        ("EPSON TM-U220", Capability.STATUS, 3, "generic-80"),
    ],
)
def test_what_the_printer_says_is_held_against_the_table(
    data: Path,
    run_kiosk: Run,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    capability: Capability,
    code: int,
    words: str,
) -> None:
    """A technician hears that a cable swallows the answers, or that this machine will never do."""
    told = Told(Probe(GOOD, capability, None, said))
    monkeypatch.setattr("kiosk.app.known_printer.make_printer", lambda *_: told)
    ended, out, err = run_kiosk("printer", "--data", data)
    assert (ended, words in out) == (code, True)
    assert ("cannot print slips" in err) == (code == 3)
    assert ("Mestinya" in out) == (said.endswith("X") and capability is Capability.STATUS)


def test_a_folder_for_pages_is_told_as_such(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """No columns and no paper: what comes out is a page."""
    (tmp_path / "pages").mkdir()
    set_printer(data, f'url = "file://{tmp_path / "pages"}/"')
    code, out, _ = run_kiosk("printer", "--data", data)
    assert code == 0
    assert "halaman A4" in out
    assert "kolom" not in out


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        (['model = "epson-tm-t28"'], "kiosk printer --models"),
        (['model = "epson-tm-t81"', 'width = "58mm"'], 'write [printer] width = "80mm"'),
        (['model = "star-tsp100"'], "CUPS"),
    ],
)
def test_a_model_that_cannot_be_is_refused_with_what_to_write(
    data: Path, run_kiosk: Run, lines: list[str], remedy: str
) -> None:
    """Before anything is asked of the printer."""
    set_printer(data, 'url = "tcp://127.0.0.1:9"', *lines)
    code, out, err = run_kiosk("printer", "--data", data)
    assert (code, out) == (2, "")
    assert remedy in err
    assert len(err.splitlines()) == 1


def test_a_folder_that_is_no_kiosks_is_told_so(tmp_path: Path, run_kiosk: Run) -> None:
    """And the two lists need none."""
    assert run_kiosk("printer", "--data", tmp_path / "nowhere")[0] == 3
    code, out, _ = run_kiosk("printer", "--models", "--json", "--data", tmp_path / "nowhere")
    assert code == 0
    listed = {model["id"]: model for model in json.loads(out)["models"]}
    assert listed["iware"]["rolls"][0]["width"] == "58mm"
    words = run_kiosk("printer", "--models")[1]
    assert all(name in words for model in listed.values() for name in model["names"])
    assert run_kiosk("printer", "--models", "--find")[0] == 2


# --- kiosk printer --find ---


def plug_in(root: Path, place: str, interface_class: str = "07", **what: str) -> None:
    """A USB device in a tree like the kernel's."""
    device = root / "sys/bus/usb/devices" / place
    interface = device / f"{place}:1.0"
    interface.mkdir(parents=True)
    (interface / "bInterfaceClass").write_text(f"{interface_class}\n", "utf-8")
    for name, value in what.items():
        (device / name).write_text(f"{value}\n", "utf-8")


@pytest.fixture
def no_cups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without CUPS."""
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))


@pytest.mark.usefixtures("no_cups")
def test_printers_on_usb_are_found_with_the_line_to_write(tmp_path: Path) -> None:
    """By what they say they are, or by ids of the table; two of a kind are told apart, other devices are left out."""
    plug_in(tmp_path, "1-1", idVendor="04b8", idProduct="0202", manufacturer="EPSON", product="TM-T88V", serial="X1")
    plug_in(tmp_path, "1-2", "ff", idVendor="0416", idProduct="5011", manufacturer="STM", product="POS58")
    plug_in(tmp_path, "1-3", "03", idVendor="046d", idProduct="c31c", product="Keyboard")
    plug_in(tmp_path, "1-4", idVendor="1fc9", idProduct="2016", product="Printer-80\x00", serial="A 1")
    plug_in(tmp_path, "1-5", idVendor="1fc9", idProduct="2016", product="Printer-80\x00", serial="A2")
    plug_in(tmp_path, "1-6", idVendor="03f0", idProduct="0117", product="LaserJet")
    found = {one.url: one for one in find(tmp_path)}
    assert list(found) == [
        "usb://04b8:0202",
        "usb://0416:5011",
        "usb://1fc9:2016/A%201",
        "usb://1fc9:2016/A2",
        "usb://03f0:0117",
    ]
    assert found["usb://04b8:0202"].what == "USB: EPSON TM-T88V"
    assert "epson-tm-t88" in found["usb://04b8:0202"].models
    assert found["usb://0416:5011"].models == ("zjiang",)
    assert found["usb://1fc9:2016/A2"].what == "USB: Printer-80"
    assert "CUPS" in found["usb://03f0:0117"].what


@pytest.mark.usefixtures("no_cups")
def test_device_files_serial_lines_and_bluetooth_are_found(tmp_path: Path) -> None:
    """By the name that stays the same after a restart."""
    for node in ("dev/usb/lp0", "dev/serial/by-id/usb-Prolific_USB-Serial-if00-port0", "dev/rfcomm0", "dev/ttyUSB0"):
        (tmp_path / node).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / node).touch()
    assert [one.url for one in find(tmp_path)] == [
        "file:///dev/usb/lp0",
        "serial:///dev/serial/by-id/usb-Prolific_USB-Serial-if00-port0",
        "serial:///dev/rfcomm0",
    ]


def test_queues_of_cups_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As page printers; a CUPS that does not answer is no printer."""
    lpstat = tmp_path / "lpstat"
    lpstat.write_text('#!/bin/sh\n[ "$1" = -e ] && printf "kantor\\nkantor-a4\\n"\n', "utf-8")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [one.url for one in find(tmp_path / "root")] == ["cups://kantor", "cups://kantor-a4"]
    lpstat.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert find(tmp_path / "root") == []


def test_every_url_that_is_found_can_be_written_into_the_settings(tmp_path: Path) -> None:
    """What `--find` tells is understood by the settings."""
    plug_in(tmp_path, "1-4", idVendor="1fc9", idProduct="2016", serial="A 1")
    plug_in(tmp_path, "1-5", idVendor="1fc9", idProduct="2016", serial="A2")
    (tmp_path / "dev/serial/by-id").mkdir(parents=True)
    (tmp_path / "dev/serial/by-id/usb a%b").touch()
    found = find(tmp_path)
    assert len(found) >= 3
    assert [Printer(one.url, WIDE).address for one in found]


def test_what_was_found_is_told_line_by_line(run_kiosk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With candidates and a missing right; nothing found says what to try, and that it cannot print now."""
    one = Found("usb://0416:5011", "USB: STM POS58", ("zjiang",), allowed=False)
    monkeypatch.setattr(printer_command, "find", lambda: [one])
    code, out, _ = run_kiosk("printer", "--find")
    assert code == 0
    for words in ('url = "usb://0416:5011"', "Mungkin: Zjiang ZJ-5870", "Belum boleh dibuka"):
        assert words in out
    told = json.loads(run_kiosk("printer", "--find", "--json")[1])
    assert told == {"found": [{"url": one.url, "what": one.what, "models": ["zjiang"], "allowed": False}]}
    monkeypatch.setattr(printer_command, "find", list)
    code, out, err = run_kiosk("printer", "--find")
    assert code == 3
    assert "tcp://ALAMAT:9100" in out
    assert "no printer was found" in err
