"""Pages: a real CUPS with a printer that misbehaves on demand, and folders. What comes out, what waits, what never comes later."""

from __future__ import annotations

import base64
import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from slip_samples import FAST, RECEIPT, TEST, TICKET

from kiosk.domain.prints import JobState, Outcome, PrintReason
from printers import ipp, pages, pdf
from printers.dialogue import Capability
from printers.documents import document_of
from printers.pages import PATIENCE, Patience, look, send_page
from printers.printer import Printer
from printers.profiles import NARROW
from printers.simulator import Simulator
from printers.transports import Cups, Folder, PageTarget, parse_fallback

CUPSD = shutil.which("cupsd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
QUICK = Patience(look=0.02)
PDF = b"%PDF-1.4\n" + os.urandom(2000)

# A backend of CUPS: the printer at the far end. Its mood stands in a file.
BACKEND = """#!/bin/sh
[ $# = 0 ] && { echo 'direct tray "Tray" "Tray"'; exit 0; }
tray=${DEVICE_URI#tray:}
read -r mood <"$tray/mood"
echo "$mood" >>"$tray/begun"
case $mood in
well) echo 'STATE: none' >&2; cat ${6:+"$6"} >"$tray/part" && mv "$tray/part" "$tray/$3.pdf" ;;
unplugged) echo 'STATE: +connecting-to-device,offline-report' >&2; exec sleep 60 ;;
hangs) exec sleep 60 ;;
stops) exit 4 ;;
*) echo "STATE: +$mood" >&2; exec sleep 60 ;;
esac
"""
CONFIG = """\
Listen {home}/socket
LogLevel warn
PageLogFormat
Browsing No
WebInterface No
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
FILES = """\
ServerRoot {home}
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
TempDir {home}/tmp
ServerBin {home}/bin
AccessLog {home}/access_log
ErrorLog {home}/error_log
PageLog {home}/page_log
Printcap {home}/printcap
DataDir /usr/share/cups
"""


def wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class Office:
    """The CUPS of an office with one queue, "counter", and the tray of its printer."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.tray = home / "tray"
        for name in ("spool", "cache", "state", "tmp", "bin/backend", "tray"):
            (home / name).mkdir(parents=True)
        (home / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        backend = home / "bin/backend/tray"
        backend.write_text(BACKEND)
        backend.chmod(0o700)  # CUPS that runs as root runs one that only root may read as root
        (home / "cupsd.conf").write_text(CONFIG.format(home=home))
        (home / "cups-files.conf").write_text(FILES.format(home=home))

    def __enter__(self) -> Self:
        assert CUPSD is not None
        command = [CUPSD, "-f", "-c", str(self.home / "cupsd.conf"), "-s", str(self.home / "cups-files.conf")]
        self._daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: (self.home / "socket").exists() or self._daemon.poll() is not None)
        if self._daemon.poll() is not None:
            pytest.skip("cupsd does not start from a folder of its own; a system with AppArmor forbids that")
        self.mood("well")
        self.run("lpadmin", "-p", "counter", "-v", f"tray:{self.tray}", "-E")
        return self

    def __exit__(self, *_exception: object) -> None:
        self._daemon.terminate()
        self._daemon.wait(20)
        shutil.rmtree(self.home)

    def run(self, *command: str) -> None:
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        environment = {**os.environ, "CUPS_SERVER": str(self.home / "socket"), "PATH": path}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=20)

    def mood(self, mood: str) -> None:
        (self.tray / "mood").write_text(f"{mood}\n")

    def begun(self) -> int:
        """How many jobs the printer has been given."""
        begun = self.tray / "begun"
        return len(begun.read_text().splitlines()) if begun.exists() else 0

    def paper(self) -> dict[str, bytes]:
        """The pages in the tray, by title."""
        return {page.stem: page.read_bytes() for page in self.tray.glob("*.pdf")}

    def waiting(self) -> str:
        """What still stands in the queue, as `lpstat` says."""
        environment = {**os.environ, "CUPS_SERVER": str(self.home / "socket"), "LC_ALL": "C"}
        done = subprocess.run(["lpstat", "-o"], env=environment, check=True, capture_output=True, text=True, timeout=20)
        return done.stdout

    def tidy(self) -> None:
        """As on the first day: empty queue, empty tray, a printer that is well."""
        self.mood("well")
        self.run("cancel", "-a", "counter")
        self.run("cupsenable", "counter")
        self.run("cupsaccept", "counter")
        for page in self.tray.glob("*.pdf"):
            page.unlink()
        (self.tray / "begun").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def cups() -> Iterator[Office]:
    if CUPSD is None or shutil.which("lp") is None:
        pytest.skip("no cupsd here; Debian has it in cups-daemon and cups-client")
    # Short, because a socket's path may not be long.
    with Office(Path(tempfile.mkdtemp(prefix="cups-"))) as office:
        yield office


@pytest.fixture
def office(cups: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("CUPS_SERVER", str(cups.home / "socket"))
    cups.tidy()
    # An alert stays with its queue until a job takes it away.
    if look(COUNTER) is not None:
        send(COUNTER)
    cups.tidy()
    yield cups
    cups.tidy()


COUNTER = Cups("counter")


def send(target: PageTarget, patience: Patience = QUICK, starting: Callable[[], None] = lambda: None) -> Outcome:
    return send_page(target, PDF, name="000007-ticket.pdf", title="Nomor A-007", starting=starting, patience=patience)


def test_a_page_comes_out_and_no_claim_is_made(office: Office) -> None:
    """CUPS prints it whole and under its title; whether there was paper it never knows."""
    assert look(COUNTER) is None
    assert send(COUNTER) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    assert office.paper() == {"Nomor A-007": PDF}
    assert office.waiting() == ""


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("media-empty-error", PrintReason.PAPER_OUT),
        ("door-open", PrintReason.COVER_OPEN),
        ("media-jam-error", PrintReason.CUTTER),
    ],
)
def test_a_page_whose_printer_complains_is_taken_back(office: Office, mood: str, reason: PrintReason) -> None:
    """It had begun, so it failed; nothing stands in the queue that could come out when somebody puts paper in."""
    office.mood(mood)
    assert send(COUNTER) == Outcome(JobState.FAILED, reason)
    assert office.waiting() == ""
    assert look(COUNTER) is reason
    office.mood("well")
    assert send(COUNTER) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)  # what it said before does not hold it up
    assert list(office.paper()) == ["Nomor A-007"]


def test_a_warning_stops_nothing(office: Office) -> None:
    """Little paper or toner is no reason to hold a page back."""
    office.mood("media-empty-warning")
    office.run("lp", "-d", "counter", str(office.home / "cupsd.conf"))
    wait_until(lambda: "media-empty-warning" in alerts())
    assert look(COUNTER) is None


def alerts() -> tuple[str, ...]:
    queue = ipp.queue("counter")
    assert queue is not None
    return queue.alerts


@pytest.mark.parametrize(
    ("mood", "reason", "patience"),
    [
        ("hangs", PrintReason.NOT_ANSWERING, Patience(finish=0.2, look=0.02)),
        ("unplugged", PrintReason.OFFLINE, Patience(begin=0.2, look=0.02)),
        ("stops", PrintReason.OFFLINE, QUICK),
    ],
)
def test_a_page_that_is_not_done_in_time_is_taken_back(
    office: Office, mood: str, reason: PrintReason, patience: Patience
) -> None:
    """It may be on paper in part; the rest never comes out by itself, also not when the queue goes on."""
    office.mood(mood)
    assert send(COUNTER, patience) == Outcome(JobState.FAILED, reason)
    assert office.waiting() == ""
    office.mood("well")
    office.run("cupsenable", "counter")
    assert send(COUNTER) == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    assert office.begun() == 2


def test_a_page_that_never_began_waits_and_stands_in_no_queue(office: Office) -> None:
    """The printer is busy with somebody else's: ours is on no paper, and does not follow by itself."""
    office.mood("hangs")
    office.run("lp", "-d", "counter", str(office.home / "cupsd.conf"))
    wait_until(lambda: office.begun() == 1)
    office.mood("well")
    assert send(COUNTER, Patience(begin=0.1, look=0.02)) == Outcome(JobState.WAITING, PrintReason.BUSY)
    assert office.waiting().count("counter-") == 1  # the other one
    assert office.paper() == {}


@pytest.mark.parametrize("command", ["cupsdisable", "cupsreject"])
def test_a_stopped_queue_gets_no_page(office: Office, command: str) -> None:
    """Known before: nothing is handed over, and the job counts no attempt."""
    office.run(command, "counter")
    started: list[bool] = []
    assert send(COUNTER, starting=lambda: started.append(True)) == Outcome(JobState.WAITING, PrintReason.OFFLINE)
    assert look(COUNTER) is PrintReason.OFFLINE
    assert started == []
    assert office.waiting() == ""


def test_a_page_cancelled_at_the_office_is_not_sent_again(office: Office) -> None:
    """Somebody there did not want it."""
    office.mood("hangs")

    def cancel() -> None:
        wait_until(lambda: office.begun() == 1)
        office.run("cancel", "-a", "counter")

    person = threading.Thread(target=cancel)
    person.start()
    try:
        assert send(COUNTER) == Outcome(JobState.FAILED, PrintReason.CANCELLED)
    finally:
        person.join(20)


def test_a_queue_or_a_cups_that_is_not_there_is_a_reason(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong name, a service that is not started, a machine without CUPS: the page waits."""
    nowhere = Outcome(JobState.WAITING, PrintReason.DISCONNECTED)
    assert send(Cups("cellar")) == nowhere
    assert look(Cups("cellar")) is PrintReason.DISCONNECTED
    for name, value in (
        ("CUPS_SERVER", str(office.home / "nobody")),
        ("CUPS_SERVER", "127.0.0.1:9"),
        ("PATH", "/nowhere"),
    ):
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv(name, value)
            assert send(COUNTER) == nowhere
            assert look(COUNTER) is PrintReason.DISCONNECTED


def test_a_cups_that_takes_for_ever_is_given_up(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have taken the page or not: sent, nobody knows more, never twice. A stand-in for lp: cupsd does not hang."""
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/asked\nexec sleep 60\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert send(COUNTER, Patience(hand_over=1.0)) == Outcome(JobState.SENT, PrintReason.NOT_ANSWERING)
    # Should the kiosk lose its power meanwhile, CUPS is to give the page up by itself.
    assert "-o job-cancel-after=80" in (tmp_path / "asked").read_text()


def test_a_cups_that_ends_meanwhile_leaves_an_open_question(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything was handed over: sent, disconnected."""
    answered = ipp.queue("counter")
    asked = iter([answered])

    def queue(name: str) -> ipp.Queue | None:
        try:
            return next(asked)
        except StopIteration:
            raise ipp.Unreachable("gone") from None

    monkeypatch.setattr(ipp, "queue", queue)
    outcome = send(COUNTER, Patience(begin=0.05, look=0.01))
    assert outcome == Outcome(JobState.SENT, PrintReason.DISCONNECTED)


def test_half_an_answer_is_no_answer() -> None:
    """An answer of CUPS, cut anywhere, is read or is unreadable, and never anything worse."""
    whole = (
        b"\x01\x01\x00\x00\x00\x00\x00\x01\x01G\x00\x12attributes-charset\x00\x05utf-8\x04"
        b'"\x00\x19printer-is-accepting-jobs\x00\x01\x01#\x00\rprinter-state\x00\x04\x00\x00\x00\x05'
        b"D\x00\x15printer-state-reasons\x00\x11media-empty-errorD\x00\x00\x00\x06paused\x03"
    )
    answer = ipp.read(whole)
    assert answer is not None
    assert answer.of("printer-state-reasons") == ["media-empty-error", "paused"]
    assert answer.of("printer-is-accepting-jobs") == [True]
    for length in range(len(whole)):
        try:
            ipp.read(whole[:length])
        except ipp.Unreachable:
            continue


def test_a_page_in_a_folder_is_whole_and_named_by_its_job(tmp_path: Path) -> None:
    """One file, nothing beside it; what has that name already stays."""
    folder = Folder(tmp_path)
    assert look(folder) is None
    for _ in range(2):
        assert send(folder) == Outcome(JobState.SENT, PrintReason.FILED)
    assert {page.name: page.read_bytes() for page in tmp_path.iterdir()} == {
        "000007-ticket.pdf": PDF,
        "000007-ticket-2.pdf": PDF,
    }


def test_a_folder_that_is_not_there_lets_the_page_wait(tmp_path: Path) -> None:
    """A share that is not mounted, a file in its place."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "missing", tmp_path / "file"):
        assert send(Folder(path)) == Outcome(JobState.WAITING, PrintReason.DISCONNECTED)
        assert look(Folder(path)) is PrintReason.DISCONNECTED


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, PrintReason.DISCONNECTED), (errno.EACCES, PrintReason.NOT_ALLOWED)],
)
def test_a_folder_that_takes_no_page_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: PrintReason
) -> None:
    """A full disk, a share that is read-only for us: no half page stays behind."""

    def fail(fd: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(pages.os, "fsync", fail)
    assert send(Folder(tmp_path)) == Outcome(JobState.WAITING, reason)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:9100", "none:", "nonsense", "cups://", "file://x"])
def test_a_wrong_fallback_says_how_to_write_it(url: str) -> None:
    """Only what takes pages may stand in."""
    with pytest.raises(ValueError, match="cups://QUEUE or file:///folder"):
        parse_fallback(url)


def test_a_fallback_is_a_queue_or_a_folder(tmp_path: Path) -> None:
    """A folder may be missing at the moment; an empty text means that there is none."""
    assert parse_fallback("cups://office") == Cups("office")
    assert parse_fallback(tmp_path.as_uri()) == Folder(tmp_path)
    assert parse_fallback("file:///not/there/yet") == Folder(Path("/not/there/yet"))
    assert parse_fallback("") is None


def printing(url: str, fallback: PageTarget | None) -> Printer:
    return Printer(url, NARROW, FAST, fallback=fallback, patience=QUICK)


def test_a_slip_that_has_not_left_goes_to_the_fallback(sim: Simulator, tmp_path: Path) -> None:
    """No paper: a page in the folder at once, and nothing comes out when the roll is changed."""
    folder = tmp_path / "pages"
    folder.mkdir()
    printer = printing(sim.url, Folder(folder))
    sim.paper_out()
    assert printer.print(TICKET, lambda: None, 12) == Outcome(JobState.SENT, PrintReason.FILED)
    assert [page.name for page in folder.iterdir()] == ["000012-ticket.pdf"]
    assert printer.last is not None
    assert printer.last.reason is PrintReason.PAPER_OUT  # the fallback makes it no better
    sim.refill()
    assert printer.print(TICKET, lambda: None, 13) == Outcome(JobState.CONFIRMED)
    assert len(sim.slips) == 1
    assert len(list(folder.iterdir())) == 1


def test_a_slip_that_broke_in_the_middle_never_goes_to_the_fallback_by_itself(sim: Simulator, tmp_path: Path) -> None:
    """It may be on paper in part. The copy that a resident asks for does, while the printer is not well."""
    folder = tmp_path / "pages"
    folder.mkdir()
    printer = printing(sim.url, Folder(folder))
    assert printer.probe().reason is None
    sim.run_out_after(40)
    assert printer.print(RECEIPT, lambda: None, 1) == Outcome(JobState.FAILED, PrintReason.PAPER_OUT)
    assert list(folder.iterdir()) == []
    copy = msgspec.structs.replace(RECEIPT, copy=True)
    assert printer.print(copy, lambda: None, 2) == Outcome(JobState.SENT, PrintReason.FILED)
    assert [page.name for page in folder.iterdir()] == ["000002-receipt.pdf"]


def test_a_page_from_the_other_printer_says_where_it_is(office: Office) -> None:
    """The resident is told that it lies at the office's printer."""
    printer = printing("tcp://127.0.0.1:9", COUNTER)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.SENT, PrintReason.OTHER_PRINTER)
    assert all(page.startswith(b"%PDF-") for page in office.paper().values())
    assert len(office.paper()) == 1


def test_without_a_printer_of_its_own_a_kiosk_gives_pages(tmp_path: Path) -> None:
    """`none:` with a fallback is no longer no printer."""
    printer = printing("none:", Folder(tmp_path))
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.SENT, PrintReason.FILED)
    away = printing("none:", Folder(tmp_path / "missing"))
    assert away.print(TICKET, lambda: None) == Outcome(JobState.WAITING, PrintReason.DISCONNECTED)


def test_any_page_goes_where_pages_go(tmp_path: Path) -> None:
    """The daily report, for one: to the printer of pages or to what stands in; to a thermal printer never."""
    for printer in (printing(f"{tmp_path.as_uri()}/", None), printing("tcp://127.0.0.1:9", Folder(tmp_path))):
        assert printer.send_page(PDF, "report.pdf", "Laporan") == Outcome(JobState.SENT, PrintReason.FILED)
    assert sorted(page.name for page in tmp_path.iterdir()) == ["report-2.pdf", "report.pdf"]
    alone = printing("tcp://127.0.0.1:9", None)
    assert alone.send_page(PDF, "report.pdf", "Laporan") == Outcome(JobState.FAILED, PrintReason.NO_PRINTER)


def test_when_both_are_out_of_order_the_printer_says_why(sim: Simulator, tmp_path: Path) -> None:
    """Its own reason is the one a petugas can do something about."""
    sim.paper_out()
    printer = printing(sim.url, Folder(tmp_path / "missing"))
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, PrintReason.PAPER_OUT)


def test_a_test_page_tests_the_printer(sim: Simulator, tmp_path: Path) -> None:
    """A page from elsewhere would tell the petugas nothing."""
    sim.paper_out()
    printer = printing(sim.url, Folder(tmp_path))
    assert printer.print(TEST, lambda: None) == Outcome(JobState.WAITING, PrintReason.PAPER_OUT)


def test_a_page_printer_is_asked_before_a_job(office: Office) -> None:
    """`kiosk doctor` tells the truth of a queue without printing."""
    printer = printing("cups://counter", None)
    assert (printer.probe().reason, printer.probe().capability) == (None, Capability.MUTE)
    office.run("cupsdisable", "counter")
    assert printer.probe().reason is PrintReason.OFFLINE
    assert printing("cups://cellar", None).probe().reason is PrintReason.DISCONNECTED
    assert office.begun() == 0


NUMBERS = re.compile(rb"-?[0-9]*\.?[0-9]+")


def content(page: bytes) -> bytes:
    """What is drawn on a page of one sheet: the stream of operators."""
    for found in re.finditer(rb"stream\n(.*?)endstream", page, re.DOTALL):
        if found[1].rstrip().endswith(b"~>"):
            return zlib.decompress(base64.a85decode(b"<~" + found[1].strip(), adobe=True))
    raise AssertionError("no page")


def drawn(page: bytes, dpi: int) -> Image.Image:
    """The filled rectangles of a page, as a renderer would draw them without smoothing: band, marks and code."""
    scale = dpi / 72
    sheet = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    pen = ImageDraw.Draw(sheet)
    size, across, up = 1.0, 0.0, 0.0
    for line in content(page).splitlines():
        numbers = [float(number) for number in NUMBERS.findall(line)]
        if line.rstrip().endswith(b"cm"):
            across, up, size = across + size * numbers[4], up + size * numbers[5], size * numbers[0]
        elif line.rstrip().endswith(b"re f*"):
            left, bottom, wide, high = (one * size for one in numbers)
            box = (left + across, 842 - bottom - up - high, left + across + wide, 842 - bottom - up)
            x0, y0, x1, y1 = (round(edge * scale) for edge in box)
            pen.rectangle((x0, y0, x1 - 1, y1 - 1), fill=0)
    return sheet


def test_a_code_on_a_page_can_be_scanned() -> None:
    """At 150 dots an inch, also on a page that was shrunk to stay one."""
    routed = msgspec.structs.replace(RECEIPT, brought=("Pas foto",) * 9)
    for slip in (RECEIPT, routed):
        page = pdf.render(document_of(slip))
        assert [code.text for code in zxingcpp.read_barcodes(drawn(page, 150))] == [RECEIPT.qr]


def test_a_page_brings_its_own_type() -> None:
    """Nothing depends on the fonts of the printer, and names keep their accents."""
    page = pdf.render(document_of(TICKET))
    assert page.count(b"/FontFile2") == 2
    assert b"Helvetica" not in page
    assert pdf.folded("Ménteng — “Wiyung” José", pdf.PLAIN) == "Ménteng — “Wiyung” José"
    assert pdf.folded("e\u0301 ☐\t→ 李", pdf.PLAIN) == "é [ ] -> ?"


def test_nothing_on_a_page_leaves_its_column() -> None:
    """Not the longest address, word or number that a slip can hold."""
    width = pdf.pdfmetrics.stringWidth
    for text, size in (
        ("https://www.example.go.id/" + "a" * 124, 10.5),
        ("x" * 300 + " y", 23.0),
        ("Surat " * 40, 13.0),
    ):
        lines = pdf.split(text, pdf.BOLD, size, 372.0)
        assert all(width(line, pdf.BOLD, size) <= 372.5 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert content(pdf.render(document_of(msgspec.structs.replace(TICKET, ticket="ZZZZ-999999"))))


def test_a_slip_is_one_page_unless_it_is_very_long() -> None:
    """Rather a little smaller than a second sheet with three lines on it; what needs two says so on both."""
    sheets = [pdf.render(document_of(msgspec.structs.replace(RECEIPT, brought=("Berkas",) * n))) for n in (0, 9, 60)]
    assert [sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") for sheet in sheets] == [1, 1, 3]


def test_the_same_slip_gives_the_same_page() -> None:
    """In another process, too: files can be compared."""
    code = """
import hashlib, sys
sys.path.insert(0, "tests/printers")
from slip_samples import RECEIPT
from printers import pdf
from printers.documents import document_of
print(hashlib.sha256(pdf.render(document_of(RECEIPT))).hexdigest())
"""
    assert fresh_python(code) == hashlib.sha256(pdf.render(document_of(RECEIPT))).hexdigest()


HEAVY = "('escpos', 'PIL', 'reportlab', 'segno', 'qrcode', 'barcode', 'serial', 'usb')"


def test_nothing_heavy_stands_between_boot_and_the_first_page() -> None:
    """What printing needs is not imported with the program."""
    code = f"import sys, kiosk.app.machinery; print([name for name in {HEAVY} if name in sys.modules])"
    assert fresh_python(code) == "[]"


def test_a_warm_printer_loads_nothing_more_for_the_first_slip(tmp_path: Path) -> None:
    """Beside the screen, before the first slip: so that comes as fast as the tenth. And no slip costs PIL or reportlab."""
    code = f"""
import sys
sys.path.insert(0, "tests/printers")
from slip_samples import RECEIPT
from printers.printer import Printer
from printers.profiles import WIDE
printer = Printer("file://{tmp_path}/slips.bin", WIDE)
printer.warm_up()
before = set(sys.modules)
print(printer.print(RECEIPT, lambda: None).state, set(sys.modules) - before)
print([name for name in {HEAVY} if name in sys.modules])
"""
    assert fresh_python(code) == "sent set()\n['segno']"


def fresh_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return "\n".join(line for line in done.stdout.splitlines() if "[info" not in line)


def test_patience_ends_before_a_job_expires() -> None:
    """A page never holds up the queue for as long as a slip may wait."""
    assert PATIENCE.hand_over + PATIENCE.finish + 2 * PATIENCE.take_back < 120
