"""Ways to a printer: URLs, files, serial lines over a pseudo-terminal, USB with a stand-in for the device."""

from __future__ import annotations

import contextlib
import errno
import os
import pty
import socket
import stat
import struct
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend.libusb1
import usb.core
import usb.util
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from slip_samples import FAST, TICKET

from kiosk.domain.prints import JobState, Outcome, PrintReason
from printers.dialogue import Capability
from printers.printer import Printer
from printers.profiles import NARROW, by_width
from printers.transports import (
    Cups,
    File,
    Folder,
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
        ("usb://04b8:0e15/J5RF012345", Usb(0x04B8, 0x0E15, "J5RF012345")),
        ("serial:///dev/ttyUSB0", Serial(Path("/dev/ttyUSB0"), 9600)),
        ("serial:///dev/ttyUSB0?baud=115200", Serial(Path("/dev/ttyUSB0"), 115200)),
        ("file:///dev/usb/lp0", File(Path("/dev/usb/lp0"))),
        ("file:///tmp/two%20words", File(Path("/tmp/two words"))),
        ("file:///tmp", Folder(Path("/tmp"))),
        ("file:///not/there/yet/", Folder(Path("/not/there/yet"))),
        (f"file:///{'x' * 300}", File(Path(f"/{'x' * 300}"))),
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
        "file:///a%00b",
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


def test_a_printer_that_was_pulled_out_is_not_replaced_by_a_file() -> None:
    """Slips would go into it, and be called sent."""
    node = Path("/dev/pulled-out-lp0")
    with pytest.raises(LinkBroken) as broken, connect(File(node)):
        pass
    assert broken.value.reason is PrintReason.DISCONNECTED
    assert not node.exists()


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
    """A device as pyusb shows it: by default one interface with bulk out and in, answering like a printer that is ready."""

    def __init__(self, serial: str = "") -> None:
        self.serial = serial
        self.iSerialNumber = 3
        self.written = bytearray()
        self.answers = bytearray()
        self.driver = "usblp"
        self.claimed: set[int] = set()
        self.handles = 0
        self.configured = True
        self.most = 10_000  # bytes that one write takes
        self.interfaces = [FakeInterface(self)]
        self.error: Exception | None = None
        self.claim_error: Exception | None = None

    def get_active_configuration(self) -> list[FakeInterface]:
        self.handles = 1
        if not self.configured:
            raise usb.core.USBError("Configuration not set")
        return self.interfaces

    def set_configuration(self) -> None:
        assert not self.configured, "it would be reset"
        self.configured = True

    def is_kernel_driver_active(self, number: int) -> bool:
        return self.driver == "usblp"

    def detach_kernel_driver(self, number: int) -> None:
        self.driver = ""

    def attach_kernel_driver(self, number: int) -> None:
        assert number not in self.claimed, "a driver cannot have what is still ours"
        assert self.handles
        self.driver = "usblp"

    def set_interface_altsetting(self, interface: FakeInterface) -> None:
        assert interface.bInterfaceNumber in self.claimed
        interface.chosen = True

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout > 0
        assert self.claimed
        if self.error is not None:
            raise self.error
        data = data[: self.most]
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

    @property
    def released(self) -> bool:
        """Nothing of it is ours, and the system's driver is back where it was."""
        return not self.claimed and not self.handles and self.driver == "usblp"


BULK, INTERRUPT = usb.util.ENDPOINT_TYPE_BULK, usb.util.ENDPOINT_TYPE_INTR


class FakeInterface(list[Any]):
    def __init__(
        self, device: FakeUsb, number: int = 0, kind: tuple[int, int] = (7, 2), bulk: int = BULK, alternate: int = 0
    ) -> None:
        self.bInterfaceNumber = number
        self.bInterfaceClass, self.bInterfaceProtocol = kind
        self.bAlternateSetting = alternate
        self.chosen = False
        self.written = bytearray()

        def write(data: bytes, timeout: int) -> int:
            taken = device.write(data, timeout)
            self.written += data[:taken]
            return taken

        out = SimpleNamespace(bEndpointAddress=0x01, bmAttributes=bulk, wMaxPacketSize=64, write=write)
        back = SimpleNamespace(bEndpointAddress=0x82, bmAttributes=bulk, wMaxPacketSize=64, read=device.read)
        super().__init__([out, back])


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> list[FakeUsb]:
    """What is plugged in; asked anew each time."""
    plugged: list[FakeUsb] = []

    def find(*, find_all: bool, **ids: int) -> Iterator[FakeUsb]:
        assert find_all
        return iter(plugged if ids == {"idVendor": 0x04B8, "idProduct": 0x0E15} else [])

    def claim(handle: FakeUsb, number: int) -> None:
        if handle.claim_error is not None:
            raise handle.claim_error
        assert handle.driver == ""
        handle.claimed.add(number)

    def find_descriptor(interface: FakeInterface, custom_match: Callable[[Any], bool]) -> Any:
        return next((endpoint for endpoint in interface if custom_match(endpoint)), None)

    def dispose(handle: FakeUsb) -> None:
        handle.handles = 0

    monkeypatch.setattr(usb.core, "find", find)
    monkeypatch.setattr(usb.util, "claim_interface", claim)
    monkeypatch.setattr(usb.util, "release_interface", lambda handle, number: handle.claimed.discard(number))
    monkeypatch.setattr(usb.util, "find_descriptor", find_descriptor)
    monkeypatch.setattr(usb.util, "get_string", lambda handle, index: handle.serial)
    monkeypatch.setattr(usb.util, "dispose_resources", dispose)
    return plugged


@pytest.fixture
def device(bus: list[FakeUsb]) -> FakeUsb:
    bus.append(FakeUsb())
    return bus[0]


USB = "usb://04b8:0e15"


def test_a_usb_printer_is_taken_asked_and_let_go(device: FakeUsb) -> None:
    """The system's driver is put aside and comes back, every wait is bounded, and the device is free again afterwards."""
    printer = Printer(USB, NARROW, FAST)
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert b"B-012" in device.written
    assert device.released


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (usb.core.USBTimeoutError("slow", errno=errno.ETIMEDOUT), PrintReason.NOT_ANSWERING),
        (usb.core.USBError("gone", errno=errno.ENODEV), PrintReason.DISCONNECTED),
        (usb.core.USBError("busy", errno=errno.EBUSY), PrintReason.BUSY),
        (usb.core.USBError("denied", errno=errno.EACCES), PrintReason.NOT_ALLOWED),
    ],
)
def test_usb_faults_are_reasons(device: FakeUsb, error: Exception, reason: PrintReason) -> None:
    """Stuck, unplugged, taken by another program, not ours to open: the slip waits, the device is let go."""
    printer = Printer(USB, NARROW, FAST)
    device.error = error
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, reason)
    assert device.released
    device.error, device.claim_error = None, error
    assert printer.print(TICKET, lambda: None) == Outcome(JobState.WAITING, reason)
    assert device.released


def test_a_usb_printer_that_is_not_plugged_in_is_a_reason(device: FakeUsb) -> None:
    """No such device."""
    assert Printer("usb://1234:5678", NARROW, FAST).probe().reason is PrintReason.DISCONNECTED


@pytest.mark.survives(9)
def test_a_usb_printer_is_found_again_after_a_replug(bus: list[FakeUsb]) -> None:
    """Out, in again as another device of the system: the same `Printer` goes on."""
    printer = Printer(USB, NARROW, FAST)
    for _ in range(2):
        bus.append(FakeUsb())
        assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
        assert bus.pop().released
        assert printer.probe().reason is PrintReason.DISCONNECTED


def test_a_usb_printer_that_takes_little_at_a_time_gets_everything(device: FakeUsb) -> None:
    """A write that ends early is gone on with where it ended."""
    device.most = 700
    with connect(parse_url(USB)) as link:
        link.write(bytes(range(256)) * 10)
    assert device.written == bytes(range(256)) * 10


def test_a_usb_device_that_was_never_configured_is(device: FakeUsb) -> None:
    """One that was is left alone: to configure it again would reset it."""
    device.configured = False
    assert Printer(USB, NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert device.configured


@pytest.mark.parametrize(
    ("others", "why"),
    [
        (lambda d: FakeInterface(d, 0, kind=(7, 4)), "IPP over USB takes no bytes"),
        (lambda d: FakeInterface(d, 0, kind=(0xFF, 0)), "a card reader's or a maker's own"),
        (lambda d: FakeInterface(d, 0, kind=(3, 0), bulk=INTERRUPT), "a keyboard's"),
        (lambda d: FakeInterface(d, 0, kind=(7, 1))[:1], "the same without a way back"),
    ],
)
def test_of_several_interfaces_the_printer_s_is_taken(device: FakeUsb, others: Any, why: str) -> None:
    """In whatever order they come, and with its alternate setting."""
    other = others(device)
    if not isinstance(other, FakeInterface):
        interface = FakeInterface(device, 0, kind=(7, 1))
        del interface[1]
        other = interface
    printing = FakeInterface(device, 1, alternate=1)
    device.interfaces = [other, printing]
    assert Printer(USB, NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED), why
    assert b"B-012" in printing.written
    assert printing.chosen


def test_a_maker_s_own_interface_will_do(device: FakeUsb) -> None:
    """Many cheap printers do not say that they are printers."""
    device.interfaces = [FakeInterface(device, 0, (3, 0), INTERRUPT), FakeInterface(device, 1, (0xFF, 0))]
    assert Printer(USB, NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)


def test_a_usb_device_without_a_way_to_write_is_a_reason(device: FakeUsb) -> None:
    """The ids are those of a scanner."""
    device.interfaces = [FakeInterface(device, 0, (3, 0), INTERRUPT)]
    assert Printer(USB, NARROW, FAST).probe().reason is PrintReason.DISCONNECTED
    assert device.released


def test_two_usb_printers_of_a_kind_are_told_apart(bus: list[FakeUsb]) -> None:
    """By their serial number; without one the first that is free is taken."""
    bus += [FakeUsb("J1"), FakeUsb("J2")]
    assert Printer(f"{USB}/J2", NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert not bus[0].written
    assert Printer(USB, NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert bus[0].written
    assert Printer(f"{USB}/J3", NARROW, FAST).probe().reason is PrintReason.DISCONNECTED
    bus[0].claim_error = usb.core.USBError("busy", errno=errno.EBUSY)
    bus[1].written.clear()
    assert Printer(USB, NARROW, FAST).print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
    assert bus[1].written
    assert all(one.released for one in bus)


def test_libusb_is_here() -> None:
    """`./run` installs it; pyusb is nothing without."""
    assert usb.backend.libusb1.get_backend() is not None


@pytest.mark.parametrize("scheme", ["serial", "file"])
@pytest.mark.survives(9)
def test_a_line_is_found_again_after_a_replug(scheme: str, tmp_path: Path) -> None:
    """The adapter is pulled out and comes back under another node, which the by-id name leads to."""
    by_id = tmp_path / "by-id"
    printer = Printer(f"{scheme}://{by_id}", NARROW, FAST)
    for _ in range(2):
        line = PtyPrinter()
        by_id.symlink_to(line.path)
        assert printer.print(TICKET, lambda: None) == Outcome(JobState.CONFIRMED)
        line.hang_up()
        by_id.unlink()
        if scheme == "serial":
            assert printer.probe().reason is PrintReason.DISCONNECTED


class DyingLine:
    """A line whose far end goes away in the middle of a talk."""

    def __init__(self) -> None:
        self.far, self._near = pty.openpty()
        tty.setraw(self._near)
        self.path = os.ttyname(self._near)

    def talk(self, scheme: str) -> None:
        with connect(parse_url(f"{scheme}://{self.path}")) as link:
            os.close(self._near)
            link.write(b"one")
            os.close(self.far)
            link.read(5.0)
            link.write(b"two")


@pytest.mark.parametrize("scheme", ["serial", "file"])
@pytest.mark.survives(9)
def test_a_line_that_dies_in_the_middle_is_a_reason(scheme: str) -> None:
    """The adapter is pulled out between two bytes."""
    with pytest.raises(LinkBroken) as broken:
        DyingLine().talk(scheme)
    assert broken.value.reason is PrintReason.DISCONNECTED


def test_a_line_in_use_is_busy_and_a_strange_speed_is_a_reason(line: PtyPrinter, tmp_path: Path) -> None:
    """Another program has it; a config asks for what no adapter can."""
    with connect(parse_url(f"serial://{line.path}")):
        assert reason_for(f"serial://{line.path}") is PrintReason.BUSY
    (tmp_path / "no-terminal").touch()
    assert reason_for(f"serial://{tmp_path}/no-terminal") is PrintReason.DISCONNECTED
    assert reason_for(f"serial://{line.path}?baud=99999999999") is PrintReason.DISCONNECTED


def reason_for(url: str) -> PrintReason:
    with pytest.raises(LinkBroken) as broken, connect(parse_url(url)):
        pass
    return broken.value.reason


def test_a_device_that_is_not_ours_to_open_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user of the kiosk is not in the group of the device: a technician's matter, not a cable's."""

    def denied(*arguments: object, **options: object) -> int:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "open", denied)
    assert reason_for("file:///dev/usb/lp0") is PrintReason.NOT_ALLOWED
    assert reason_for("serial:///dev/ttyUSB0") is PrintReason.NOT_ALLOWED


def test_a_file_of_slips_is_for_its_owner_only(tmp_path: Path) -> None:
    """It holds numbers and codes of residents; what is there is added to."""
    path = tmp_path / "slips.bin"
    for _ in range(2):
        with connect(File(path)) as link:
            link.write(b"slip")
    assert path.read_bytes() == b"slipslip"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pipe_that_nobody_reads_is_a_reason(tmp_path: Path) -> None:
    """It is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    assert reason_for(f"file://{tmp_path}/pipe") is PrintReason.DISCONNECTED


def test_a_name_that_is_none_is_a_reason() -> None:
    """A slip of the technician's pen in the config."""
    assert reason_for("tcp://printer..local:9100") is PrintReason.DISCONNECTED


def test_whatever_goes_wrong_everything_is_closed(bus: list[FakeUsb], tmp_path: Path) -> None:
    """Two hundred talks that fail in all ways leave no descriptor open: a kiosk runs for months."""
    (tmp_path / "plain").touch()
    with socket.create_server(("127.0.0.1", 0)) as server:
        tcp = f"tcp://127.0.0.1:{server.getsockname()[1]}"

        def reset_in_the_middle() -> None:
            with connect(parse_url(tcp)) as link:
                near, _ = server.accept()
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                near.close()
                link.read(5.0)

        def gone_in_the_middle() -> None:
            bus[:] = [FakeUsb()]
            bus[0].error = usb.core.USBError("gone", errno=errno.ENODEV)
            with connect(parse_url(USB)) as link:
                link.write(b"slip")

        before = descriptors()
        for _ in range(20):
            for fault in (
                reset_in_the_middle,
                gone_in_the_middle,
                lambda: DyingLine().talk("serial"),
                lambda: DyingLine().talk("file"),
            ):
                with pytest.raises(LinkBroken):
                    fault()
            with pytest.raises(RuntimeError), connect(parse_url(f"file://{tmp_path}/slips")):
                raise RuntimeError("a bug in the middle of a talk")
            for url in (
                "tcp://127.0.0.1:9",
                "serial:///dev/ttyNONE0",
                f"serial://{tmp_path}/plain",
                f"file://{tmp_path}/missing/slips",
                "usb://1234:5678",
            ):
                assert reason_for(url) is PrintReason.DISCONNECTED, url
        assert descriptors() == before


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_the_office_s_logo_stands_on_a_slip_and_a_bad_one_does_not_matter(tmp_path: Path) -> None:
    """With a picture in the office's folder the slip is another one; with a broken one it is the plain one."""

    def slip(office: Path | None) -> bytes:
        path = tmp_path / "slip.bin"
        path.unlink(missing_ok=True)
        outcome = Printer(path.as_uri(), NARROW, FAST, office=office).print(TICKET, lambda: None)
        assert outcome.state is JobState.SENT
        return path.read_bytes()

    plain = slip(None)
    assert slip(tmp_path) == plain
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    assert slip(tmp_path) == plain
    crest = Image.new("RGB", (120, 120), "white")
    ImageDraw.Draw(crest).ellipse((10, 10, 110, 110), fill="black")
    crest.save(tmp_path / "logo.png")
    assert slip(tmp_path) != plain
