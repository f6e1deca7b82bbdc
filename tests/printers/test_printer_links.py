"""Ways to a printer: URLs, files, serial lines over a pseudo-terminal, USB and CUPS with stand-ins for what is not here."""

from __future__ import annotations

import contextlib
import errno
import os
import pty
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core
import usb.util
from hypothesis import given, settings
from hypothesis import strategies as st
from slip_samples import FAST, TICKET

from kiosk.domain.prints import JobState, Outcome, PrintReason
from printers import transports
from printers.dialogue import Capability
from printers.printer import Printer
from printers.profiles import NARROW, by_width
from printers.transports import (
    Cups,
    File,
    LinkBroken,
    NoPrinter,
    Serial,
    Tcp,
    Usb,
    connect,
    parse_url,
)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("tcp://127.0.0.1:9100", Tcp("127.0.0.1", 9100)),
        ("tcp://printer.local", Tcp("printer.local", 9100)),
        ("usb://04b8:0e15", Usb(0x04B8, 0x0E15)),
        ("serial:///dev/ttyUSB0", Serial(Path("/dev/ttyUSB0"), 9600)),
        ("serial:///dev/ttyUSB0?baud=115200", Serial(Path("/dev/ttyUSB0"), 115200)),
        ("file:///dev/usb/lp0", File(Path("/dev/usb/lp0"))),
        ("file:///tmp/two%20words", File(Path("/tmp/two words"))),
        ("cups://counter", Cups("counter")),
        ("none:", NoPrinter()),
    ],
)
def test_urls_say_where_the_printer_is(url: str, address: object) -> None:
    """Every form of the command contract."""
    assert parse_url(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tcp://",
        "tcp://host:99999",
        "tcp://h:1/x",
        "usb://04b8",
        "usb://x:y",
        "serial://ttyUSB0",
        "file://relative",
        "cups://",
        "lpt1",
        "http://a",
    ],
)
def test_a_wrong_url_says_how_to_write_it(url: str) -> None:
    """The error holds what was written and the forms that are understood."""
    with pytest.raises(ValueError, match="tcp://HOST:PORT"):
        parse_url(url)


@settings(deadline=None)  # the machine may be busy with other tests
@given(st.text())
def test_any_text_is_a_url_or_a_value_error(url: str) -> None:
    """A broken config never becomes another kind of error."""
    with contextlib.suppress(ValueError):
        parse_url(url)


def test_an_unknown_width_says_which_there_are() -> None:
    """The error names the remedy."""
    with pytest.raises(ValueError, match="58mm, 80mm"):
        by_width("76mm")


def test_a_file_that_cannot_be_written_is_a_reason(tmp_path: Path) -> None:
    """A folder, a missing folder: the job waits, nobody sees a traceback."""
    for path in (tmp_path, tmp_path / "missing" / "slips"):
        with pytest.raises(LinkBroken) as broken, connect(File(path)):
            pass
        assert broken.value.reason is PrintReason.DISCONNECTED


class PtyPrinter:
    """Answers at the far end of a pseudo-terminal: ready, with echo, until told to hang up."""

    def __init__(self) -> None:
        self.far, self.near = pty.openpty()
        tty.setraw(self.near)
        self.path = os.ttyname(self.near)
        self.received = bytearray()
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        answers = {b"\x10\x04" + bytes((n,)): bytes((0x16 if n == 1 else 0x12,)) for n in (1, 2, 3, 4)}
        answers[b"\x1dr\x01"] = b"\x00"
        at = 0
        while True:
            try:
                data = os.read(self.far, 4096)
            except OSError:
                return
            self.received += data
            while at < len(self.received):
                rest = bytes(self.received[at:])
                known = next((ask for ask in answers if rest.startswith(ask)), None)
                if known is not None:
                    os.write(self.far, answers[known])
                    at += len(known)
                elif rest.startswith(b"\x1d(H") and len(rest) >= 11:
                    os.write(self.far, b"\x37\x22" + rest[7:11] + b"\x00")
                    at += 11
                elif rest[:1] in (b"\x10", b"\x1d") and len(rest) < 11:
                    break
                else:
                    at += 1

    def hang_up(self) -> None:
        os.close(self.near)
        self._thread.join(5)
        os.close(self.far)


@pytest.fixture
def line() -> Iterator[PtyPrinter]:
    printer = PtyPrinter()
    yield printer
    printer.hang_up()


@pytest.mark.parametrize("scheme", ["serial", "file"])
def test_a_serial_line_and_a_device_node_talk_both_ways(line: PtyPrinter, scheme: str) -> None:
    """Status, slip and echo travel over a pseudo-terminal, opened as a serial port and as a device file."""
    printer = Printer(f"{scheme}://{line.path}", NARROW, FAST)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert printer.last is not None
    assert printer.last.capability is Capability.ECHO
    assert b"B-012" in line.received


def test_a_serial_line_that_is_missing_is_a_reason() -> None:
    """The adapter was pulled out."""
    printer = Printer("serial:///dev/ttyNONE0", NARROW, FAST)
    assert printer.probe().reason is PrintReason.DISCONNECTED


class FakeUsb:
    """A device as pyusb shows it: one interface, bulk out and in, answering like a printer that is ready."""

    def __init__(self) -> None:
        self.written = bytearray()
        self.answers = bytearray()
        self.detached = self.released = False
        self.error: Exception | None = None

    def get_active_configuration(self) -> dict[tuple[int, int], Any]:
        out = SimpleNamespace(bEndpointAddress=0x01, wMaxPacketSize=64, write=self.write)
        back = SimpleNamespace(bEndpointAddress=0x82, wMaxPacketSize=64, read=self.read)
        return {(0, 0): FakeInterface([out, back])}

    def is_kernel_driver_active(self, number: int) -> bool:
        return True

    def detach_kernel_driver(self, number: int) -> None:
        self.detached = True

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout > 0
        if self.error is not None:
            raise self.error
        self.written += data
        if data.startswith(b"\x10\x04"):
            self.answers.append(0x16 if data[2] == 1 else 0x12)
        if b"\x1dr\x01" in data:
            self.answers.append(0)
        if (at := data.find(b"\x1d(H")) >= 0:
            self.answers += b"\x37\x22" + data[at + 7 : at + 11] + b"\x00"
        return len(data)

    def read(self, size: int, timeout: int) -> bytes:
        assert timeout > 0
        if not self.answers:
            raise usb.core.USBTimeoutError("nothing", errno=errno.ETIMEDOUT)
        data, self.answers = bytes(self.answers[:size]), self.answers[size:]
        return data


class FakeInterface(list[Any]):
    bInterfaceNumber = 0  # noqa: N815 - pyusb's name


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeUsb:
    fake = FakeUsb()

    def find_descriptor(interface: FakeInterface, custom_match: Callable[[Any], bool]) -> Any:
        return next((endpoint for endpoint in interface if custom_match(endpoint)), None)

    def dispose(handle: FakeUsb) -> None:
        fake.released = True

    monkeypatch.setattr(usb.core, "find", lambda **ids: fake if ids["idVendor"] == 0x04B8 else None)
    monkeypatch.setattr(usb.util, "claim_interface", lambda handle, number: None)
    monkeypatch.setattr(usb.util, "find_descriptor", find_descriptor)
    monkeypatch.setattr(usb.util, "dispose_resources", dispose)
    return fake


def test_a_usb_printer_is_taken_asked_and_let_go(device: FakeUsb) -> None:
    """The system's driver is put aside, every wait is bounded, and the device is free again afterwards."""
    printer = Printer("usb://04b8:0e15", NARROW, FAST)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert b"B-012" in device.written
    assert device.detached
    assert device.released


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (usb.core.USBTimeoutError("slow", errno=errno.ETIMEDOUT), PrintReason.NOT_ANSWERING),
        (usb.core.USBError("gone", errno=errno.ENODEV), PrintReason.DISCONNECTED),
        (usb.core.USBError("busy", errno=errno.EBUSY), PrintReason.BUSY),
    ],
)
def test_usb_faults_are_reasons(device: FakeUsb, error: Exception, reason: PrintReason) -> None:
    """Stuck, unplugged, taken by another program: the slip waits, the device is let go."""
    device.error = error
    printer = Printer("usb://04b8:0e15", NARROW, FAST)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, reason)
    assert device.released


def test_a_usb_printer_that_is_not_plugged_in_is_a_reason(device: FakeUsb) -> None:
    """No such device."""
    assert Printer("usb://1234:5678", NARROW, FAST).probe().reason is PrintReason.DISCONNECTED


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a program named lp on the path; gives the file that it writes its input to."""

    def install(body: str) -> Path:
        taken = tmp_path / "taken"
        program = tmp_path / "lp"
        program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\n{body.format(taken=taken)}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        return taken

    return install


def test_an_ordinary_printer_gets_a_page_and_no_claim_is_made(lp: Callable[[str], Path], tmp_path: Path) -> None:
    """CUPS takes the PDF; that paper came out nobody said."""
    taken = lp("cat > {taken}")
    outcome = Printer("cups://counter", NARROW, FAST).print(TICKET, lambda: None)
    assert outcome == Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
    assert taken.read_bytes().startswith(b"%PDF-")
    assert "-d counter" in (tmp_path / "arguments").read_text()


def test_cups_that_refuses_lets_the_job_wait(lp: Callable[[str], Path]) -> None:
    """No such queue: nothing was taken, so it may be tried again."""
    lp("cat > /dev/null; exit 1")
    outcome = Printer("cups://counter", NARROW, FAST).print(TICKET, lambda: None)
    assert outcome == Outcome(JobState.WAITING, PrintReason.OFFLINE)


def test_cups_that_hangs_is_given_up(lp: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have taken the page or not: sent, nobody knows more, never twice."""
    lp("exec sleep 30")
    monkeypatch.setattr(transports, "SUBMIT_S", 0.2)
    outcome = Printer("cups://counter", NARROW, FAST).print(TICKET, lambda: None)
    assert outcome == Outcome(JobState.SENT, PrintReason.NOT_ANSWERING)


def test_a_machine_without_cups_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no lp on the path."""
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = Printer("cups://counter", NARROW, FAST).print(TICKET, lambda: None)
    assert outcome == Outcome(JobState.WAITING, PrintReason.DISCONNECTED)
