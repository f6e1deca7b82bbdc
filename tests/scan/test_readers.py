"""Scanners on a line of their own: a serial one on a real pseudo terminal, one of the kernel's keyboards made up.

There is no /dev/input where this runs. What reads it gets real `evdev.InputEvent`s from a device that is ours.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import tty
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk import config
from kiosk.errors import WrongUse
from kiosk.scan import readers
from kiosk.scan.readers import Address, Evdev, EvdevLine, Line, NoReader, Reader, SerialPort, Typing, look, parse, scans
from kiosk.scan.wedge import LONGEST

if sys.platform != "linux":
    pytest.skip("pseudo terminals and evdev", allow_module_level=True)
from evdev import InputEvent, ecodes

CODE = "7KQM3X9TP"


# --- The setting


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("keys:", Typing()),
        ("none:", NoReader()),
        ("evdev:///dev/input/by-id/usb-X-event-kbd", Evdev(Path("/dev/input/by-id/usb-X-event-kbd"))),
        ("serial:///dev/ttyACM0", SerialPort(Path("/dev/ttyACM0"), 9600)),
        ("serial:///dev/ttyUSB0?baud=115200", SerialPort(Path("/dev/ttyUSB0"), 115200)),
    ],
)
def test_the_setting_says_where_codes_are_read(url: str, address: Address) -> None:
    assert parse(config.Scanner(reader=url)) == Reader(address)


@pytest.mark.parametrize(
    "url",
    ["", "keys", "keys:x", "serial:", "serial://", "serial:///", "serial://dev/ttyACM0", "serial:///dev/x?baud=fast",
     "serial:///dev/x?baud=-1", "evdev:", "evdev:///", "usb://1:2", "/dev/ttyACM0", "none://x", "serial:///a%00b", "["],
)  # fmt: skip
def test_a_setting_that_means_nothing_says_what_to_write(url: str) -> None:
    with pytest.raises(WrongUse) as refused:
        parse(config.Scanner(reader=url))
    assert 'Write "keys:"' in refused.value.remedy


@pytest.mark.parametrize("mark", ["A", "7~", " ~", "\t", "é", "~" * 17, "$", ":"])
def test_a_mark_that_stands_in_our_own_codes_is_refused(mark: str) -> None:
    for wanted in (config.Scanner(prefix=mark), config.Scanner(suffix=mark)):
        with pytest.raises(WrongUse, match="cannot be used"):
            parse(wanted)
    assert parse(config.Scanner(prefix="~PK", suffix="||")) == Reader(Typing(), "~PK", "||")


def test_the_doctor_says_what_is_wrong_and_opens_nothing(tmp_path: Path, line: SerialEnd) -> None:
    assert look(config.Scanner()) is None
    assert look(config.Scanner(reader="none:")) is None
    assert look(config.Scanner(reader=f"serial://{line.name}")) is None
    assert "salah" in (look(config.Scanner(reader="nonsense")) or "")
    assert "tidak tersambung" in (look(config.Scanner(reader="serial:///dev/nothing-here")) or "")
    (tmp_path / "file").touch()
    assert "bukan alat" in (look(config.Scanner(reader=f"serial://{tmp_path / 'file'}")) or "")


def test_a_scanner_we_may_not_read_names_the_group(monkeypatch: pytest.MonkeyPatch, line: SerialEnd) -> None:
    """The tests may run as root, who may read everything."""
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert "grup dialout" in (look(config.Scanner(reader=f"serial://{line.name}")) or "")
    assert "grup input" in (look(config.Scanner(reader=f"evdev://{line.name}")) or "")


# --- Serial


class SerialEnd:
    """The scanner's end of a serial line."""

    def __init__(self) -> None:
        self._fd, self._other = os.openpty()
        tty.setraw(self._other)
        self.name = os.ttyname(self._other)

    def send(self, data: bytes) -> None:
        os.write(self._fd, data)

    def close(self) -> None:
        os.close(self._fd)
        os.close(self._other)


@pytest.fixture
def line() -> Iterator[SerialEnd]:
    end = SerialEnd()
    yield end
    end.close()


class Listener:
    """Runs `scans` on a thread, as the screen does, and waits for what it says."""

    def __init__(self, reader: Reader, open_line: Callable[[Address], Line] = readers.open_line) -> None:
        self._open_line = open_line
        self._stopping = threading.Event()
        self._opened = threading.Semaphore(0)
        self._heard = threading.Condition()
        self.codes: list[str] = []
        self._thread = threading.Thread(target=self._listen, args=(reader,))
        self._thread.start()

    def wait_open(self) -> None:
        """Until the line is open (once more): what was sent before is somebody else's, and is not read."""
        assert self._opened.acquire(timeout=10)

    def _open(self, address: Address) -> Line:
        line = self._open_line(address)
        self._opened.release()
        return line

    def _listen(self, reader: Reader) -> None:
        for code in scans(reader, self._stopping, self._open):
            with self._heard:
                self.codes.append(code)
                self._heard.notify()

    def wait(self, count: int) -> list[str]:
        """Until so many codes were heard."""
        with self._heard:
            assert self._heard.wait_for(lambda: len(self.codes) >= count, timeout=10), self.codes
            return list(self.codes)

    def stop(self) -> list[str]:
        self._stopping.set()
        self._thread.join(timeout=5)
        assert not self._thread.is_alive()
        return self.codes


@pytest.fixture(autouse=True)
def _every_scan_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests scan faster than people; one of them is about that."""
    monkeypatch.setattr(readers, "_PACE_S", 0.0)


def test_a_serial_scanner_gives_whole_records(line: SerialEnd) -> None:
    """Ended by CR, LF, both, or by silence; in however many pieces they come."""
    listener = Listener(Reader(SerialPort(Path(line.name), 9600)))
    try:
        listener.wait_open()
        line.send(b"FIRST\r\nSECOND\n\nTHI")
        assert listener.wait(3) == ["FIRST", "SECOND", "THI"], "silence ends the third"
        line.send(b"\x02]Q1" + CODE.encode() + b"\x03\t")
        assert listener.wait(4)[-1] == CODE
        line.send(b"\x00\xff\x1b\r" + b"Z" * (LONGEST + 1) + b"\rLAST\r")
        assert listener.wait(5)[-1] == "LAST", "what is too long is dropped whole"
    finally:
        assert len(listener.stop()) == 5


def test_prefix_and_suffix_are_no_part_of_a_record(line: SerialEnd) -> None:
    listener = Listener(Reader(SerialPort(Path(line.name), 9600), "~", "||"))
    try:
        listener.wait_open()
        line.send(b"~A\r\nB||C||")
        assert listener.wait(2) == ["AB", "C"]
    finally:
        listener.stop()


@pytest.mark.survives(12)
def test_a_flood_of_records_is_thinned_out(line: SerialEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody scans five hundred codes in a moment, and the screen need not hear of them."""
    monkeypatch.setattr(readers, "_PACE_S", 3600.0)
    listener = Listener(Reader(SerialPort(Path(line.name), 9600)))
    try:
        listener.wait_open()
        line.send(b"FIRST\r" + b"FLOOD\r" * 500)
        listener.wait(1)
    finally:
        assert listener.stop() == ["FIRST"]


@pytest.mark.survives(13)
def test_a_scanner_that_was_pulled_out_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a restart; where it is not there yet the pauses grow."""
    monkeypatch.setattr(readers, "_PAUSES_S", (0.01, 0.02))
    path = tmp_path / "ttyACM0"
    listener = Listener(Reader(SerialPort(path, 9600)))
    try:
        for number in (1, 2, 3):
            end = SerialEnd()
            path.symlink_to(end.name)
            listener.wait_open()
            end.send(f"SCAN {number}\r".encode())
            assert listener.wait(number)[-1] == f"SCAN {number}"
            path.unlink()
            end.close()
    finally:
        listener.stop()


def test_the_pauses_grow_and_begin_anew() -> None:
    class Stopping(threading.Event):
        def __init__(self) -> None:
            super().__init__()
            self.waited: list[float] = []

        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None
            self.waited.append(timeout)
            if len(self.waited) == 8:
                self.set()
            return self.is_set()

    class Broken:
        def read(self, _seconds: float) -> str:
            raise OSError(errno.ENODEV, "gone")

        def close(self) -> None: ...

    def open_line(_address: Address) -> Line:
        if len(stopping.waited) == 5:
            return Broken()
        raise OSError(errno.ENOENT, "not there")

    stopping = Stopping()
    assert list(scans(Reader(Evdev(Path("/x"))), stopping, open_line)) == []
    assert stopping.waited == [0.5, 1.0, 2.0, 4.0, 4.0, 0.5, 1.0, 2.0]


# --- The kernel's keyboards


class Keyboard:
    """A made-up input device that gives real input events; readable when there are some."""

    def __init__(self, *, taken: bool = False) -> None:
        self.fd, self._writing = os.pipe()
        self._events: deque[InputEvent] = deque()
        self._taken = taken
        self.grabbed = self.closed = self.gone = False
        self._at = 0

    def grab(self) -> None:
        if self._taken:
            raise OSError(errno.EBUSY, "Device or resource busy")
        self.grabbed = True

    def read(self) -> list[InputEvent]:
        if self.gone:
            raise OSError(errno.ENODEV, "No such device")
        os.read(self.fd, 1)
        return [self._events.popleft() for _ in range(len(self._events))]

    def close(self) -> None:
        if not self.closed:
            os.close(self.fd)
            os.close(self._writing)
        self.closed = True

    def event(self, kind: int, code: int, value: int) -> None:
        self._at += 1
        self._events.append(InputEvent(0, self._at, kind, code, value))

    def send(self) -> None:
        """What was pressed is there to be read, all at once: a busy machine makes no pauses in it."""
        os.write(self._writing, b"x")

    def press(self, *names: str) -> None:
        """Keys held together, down in this order and up in the other."""
        codes = [ecodes.ecodes[f"KEY_{name}"] for name in names]
        for code in codes:
            self.event(ecodes.EV_MSC, ecodes.MSC_SCAN, 0x70004)
            self.event(ecodes.EV_KEY, code, 1)
            self.event(ecodes.EV_SYN, ecodes.SYN_REPORT, 0)
        for code in reversed(codes):
            self.event(ecodes.EV_KEY, code, 0)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    board = Keyboard()
    yield board
    board.close()


def test_a_grabbed_scanner_types_as_on_an_american_keyboard(keyboard: Keyboard) -> None:
    line = EvdevLine(keyboard)
    assert keyboard.grabbed
    for name in ("A", "9", "SEMICOLON", "SLASH", "KP7", "SPACE", "DOT"):
        keyboard.press(name)
    for name in ("A", "9", "SEMICOLON", "SLASH", "EQUAL", "4", "5"):
        keyboard.press("LEFTSHIFT", name)
    keyboard.press("RIGHTSHIFT", "GRAVE")
    keyboard.press("ENTER")
    keyboard.send()
    assert line.read(1) == "a9;/7 .A(:?+$%~\r"
    assert line.read(0) == ""


def test_caps_lock_commands_and_keys_held_down_do_no_harm(keyboard: Keyboard) -> None:
    line = EvdevLine(keyboard)
    keyboard.press("CAPSLOCK")
    keyboard.press("LEFTSHIFT", "K")
    keyboard.press("LEFTALT", "F4")
    keyboard.press("LEFTCTRL", "LEFTALT", "DELETE")
    keyboard.press("LEFTCTRL", "V")
    keyboard.press("ESC")
    keyboard.event(ecodes.EV_KEY, ecodes.KEY_1, 1)
    for _ in range(20):
        keyboard.event(ecodes.EV_KEY, ecodes.KEY_1, 2)
    keyboard.event(ecodes.EV_KEY, ecodes.KEY_1, 0)
    keyboard.send()
    assert line.read(1) == "K1"


def test_a_scanner_of_the_kernel_gives_whole_codes(keyboard: Keyboard) -> None:
    listener = Listener(Reader(Evdev(Path("/dev/input/x"))), lambda _address: EvdevLine(keyboard))
    try:
        for name in CODE:
            keyboard.press("LEFTSHIFT", name)
        keyboard.press("ENTER")
        keyboard.send()
        assert listener.wait(1) == ["&KQM#X(TP"], "shifted digits are marks"
        # The kernel had no room for all keys: half a code is none.
        keyboard.press("A")
        keyboard.event(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0)
        for name in ("B", "ENTER", "C", "D", "ENTER"):
            keyboard.press(name)
        keyboard.send()
        assert listener.wait(2)[1:] == ["cd"]
    finally:
        listener.stop()
    assert keyboard.closed


def test_a_scanner_that_another_program_has_is_let_go_of() -> None:
    board = Keyboard(taken=True)
    with pytest.raises(OSError, match="busy"):
        EvdevLine(board)
    assert board.closed


def test_no_device_is_opened_where_there_is_none() -> None:
    with pytest.raises(OSError, match="/dev/input/nothing-here"):
        readers.open_line(Evdev(Path("/dev/input/nothing-here")))
    with pytest.raises(OSError, match="nothing-here"):
        readers.open_line(SerialPort(Path("/dev/nothing-here"), 9600))
    with pytest.raises(WrongUse):
        readers.open_line(Typing())
