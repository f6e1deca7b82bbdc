"""Where codes are read besides the camera: `[scanner] reader` of the settings.

    keys:                              a scanner that types like a keyboard; the screen tells its keys from a person's
    evdev:///dev/input/by-id/…         the same scanner before the screen gets its keys: nothing else hears them (Linux)
    serial:///dev/ttyACM0[?baud=9600]  a scanner that is set to "USB-COM", or on an RS-232 cable: whole records, no timing
    none:                              no scanner

What they read is somebody else's typing: printable ASCII of bounded length comes through, nothing else.
"""

from __future__ import annotations

import os
import select
import stat
import string
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from kiosk import config
from kiosk.errors import WrongUse
from kiosk.scan.wedge import LONGEST, content

_REMEDY = 'Write "keys:", "evdev:///dev/input/by-id/NAME", "serial:///dev/ttyACM0" or "none:".'
_LONGEST_MARK = 16
_IN_SLIPS = string.ascii_letters + string.digits + " $%*+-./:"
_SILENCE_S = 0.2
"""A record without an end is whole when nothing follows it."""
_IDLE_S = 0.25
"""How long a thread that is to stop may go on waiting."""
_PAUSES_S = (0.5, 1.0, 2.0, 4.0)
_PACE_S = 0.2
"""Nobody scans faster; whatever comes in between is a flood."""


class Typing(msgspec.Struct, frozen=True):
    """A scanner that types like a keyboard."""


class Evdev(msgspec.Struct, frozen=True):
    """A keyboard of the system that is a scanner."""

    path: Path


class SerialPort(msgspec.Struct, frozen=True):
    """A serial line."""

    path: Path
    baud: int


class NoReader(msgspec.Struct, frozen=True):
    """None."""


Address = Typing | Evdev | SerialPort | NoReader


class Reader(msgspec.Struct, frozen=True):
    """A scanner as the settings describe it. `prefix` and `suffix` are what it sends around each code."""

    address: Address = NoReader()
    prefix: str = ""
    suffix: str = ""


def parse(wanted: config.Scanner) -> Reader:
    """What the settings say. Raises WrongUse with a remedy."""
    address = _address(wanted.reader)
    if address is None:
        raise WrongUse(f'[scanner] reader = "{wanted.reader}" is not understood.', _REMEDY)
    if isinstance(address, Evdev) and not sys.platform.startswith("linux"):
        raise WrongUse(f'[scanner] reader = "{wanted.reader}" works on Linux only.', 'Write "keys:" or "serial:///…".')
    for name, mark in (("prefix", wanted.prefix), ("suffix", wanted.suffix)):
        good = len(mark) <= _LONGEST_MARK and mark.isascii() and mark.isprintable()
        # With a mark that people type, or that stands in our own codes, either would be cut.
        if mark and (not good or mark[0] in _IN_SLIPS):
            raise WrongUse(
                f"[scanner] {name} = {mark!r} cannot be used.",
                f'Take up to {_LONGEST_MARK} characters that begin with a mark such as "~", "|", "]" or "#".',
            )
    return Reader(address, wanted.prefix, wanted.suffix)


def _address(url: str) -> Address | None:
    try:
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        rooted = path.is_absolute() and path != Path("/") and not parts.netloc and "\0" not in str(path)
        match parts.scheme:
            case "keys" if url == "keys:":
                return Typing()
            case "none" if url == "none:":
                return NoReader()
            case "evdev" if rooted and not parts.query:
                return Evdev(path)
            case "serial" if rooted:
                baud = int(parse_qs(parts.query).get("baud", ["9600"])[0])
                return SerialPort(path, baud) if baud > 0 else None
            case _:
                return None
    except ValueError:
        return None


# --- Is it there? -----------------------------------------------------------------------------------------------------


def look(wanted: config.Scanner) -> str | None:
    """What is wrong with the scanner and how to mend it, for the petugas; None when nothing is known to be. Opens nothing."""
    try:
        address = parse(wanted).address
    except WrongUse as error:
        return f"Pengaturan pemindai salah. {error}"
    match address:
        case Evdev(path):
            return _look_at(path, os.R_OK, "input")
        case SerialPort(path):
            return _look_at(path, os.R_OK | os.W_OK, "dialout")
        case _:
            return None


def _look_at(path: Path, rights: int, group: str) -> str | None:
    try:
        kind = path.stat().st_mode
    except PermissionError:
        return _not_allowed(path, group)
    except OSError:
        return f"Pemindai tidak tersambung di {path}. Periksa kabelnya; sesudah itu kiosk memakainya lagi sendiri."
    if not stat.S_ISCHR(kind):
        return f"{path} bukan alat pemindai. Betulkan [scanner] reader."
    return None if os.access(path, rights) else _not_allowed(path, group)


def _not_allowed(path: Path, group: str) -> str:
    return f"Kiosk belum diizinkan membaca pemindai {path}. Minta teknisi memasukkan pengguna kiosk ke grup {group}."


# --- Reading ----------------------------------------------------------------------------------------------------------


class Line(Protocol):
    """An open scanner."""

    def read(self, seconds: float) -> str:
        """What came, waiting at most `seconds` for it; "" when nothing did. Raises OSError when the scanner is gone."""
        ...

    def close(self) -> None:
        """Lets go. Never raises."""
        ...


def open_line(address: Address) -> Line:
    """Opens a scanner that is no keyboard for the screen. Raises OSError."""
    match address:
        case SerialPort(path, baud):
            return _SerialLine(path, baud)
        case Evdev(path):
            import evdev  # only where there is one

            return EvdevLine(evdev.InputDevice(str(path)))
        case _:
            raise WrongUse("This scanner types like a keyboard.", _REMEDY)


def scans(reader: Reader, stopping: threading.Event, open_line: Callable[[Address], Line] = open_line) -> Iterator[str]:
    """Every code that a scanner on a line reads, until `stopping`. One that was pulled out is used again when it is back."""
    failures = 0
    while not stopping.is_set():
        try:
            with closing(open_line(reader.address)) as line:
                failures = 0
                yield from _records(line, reader, stopping)
        except OSError:
            # Pulled out, not there yet, or not allowed to us; `look` says which.
            stopping.wait(_PAUSES_S[min(failures, len(_PAUSES_S) - 1)])
            failures += 1


def _records(line: Line, reader: Reader, stopping: threading.Event) -> Iterator[str]:
    record = _Record(reader)
    latest = -_PACE_S
    while not stopping.is_set():
        came = line.read(_SILENCE_S if record.begun else _IDLE_S)
        ended = [record.add(character) for character in came] if came else [record.end()]
        now = time.monotonic()
        for code in filter(None, ended):
            if now - latest >= _PACE_S:
                latest = now
                yield code


class _Record:
    """One code, as far as it has come."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._text = ""
        self._length = 0

    @property
    def begun(self) -> bool:
        return self._length > 0

    def add(self, character: str) -> str | None:
        """The whole code when this was its end."""
        suffix = self._reader.suffix
        if not suffix and character in "\r\n\t":
            return self.end()
        if " " <= character <= "~":
            self._length += 1
            if self._length <= LONGEST:
                self._text += character
            if suffix and self._text.endswith(suffix):
                return self.end()
        return None

    def end(self) -> str | None:
        """Nothing more comes; None for nothing, and for what is longer than any code of use here."""
        text, length, self._text, self._length = self._text, self._length, "", 0
        return content(text, self._reader.prefix, self._reader.suffix) if 0 < length <= LONGEST else None


class _SerialLine:
    def __init__(self, path: Path, baud: int) -> None:
        import serial  # only where there is one

        # For us alone: two readers would get half a code each.
        self._port = serial.Serial(str(path), baud, timeout=0, exclusive=True)

    def read(self, seconds: float) -> str:
        if not _ready(self._port.fileno(), seconds):
            return ""
        came = self._port.read(4096)
        if not came:
            raise OSError("the line is gone")  # readable, and nothing to read: pulled out
        return str(came, "latin-1")

    def close(self) -> None:
        self._port.close()


class InputDevice(Protocol):
    """What is used of `evdev.InputDevice`."""

    fd: int

    def grab(self) -> None: ...

    def read(self) -> Iterable[InputEvent]: ...

    def close(self) -> None: ...


class InputEvent(Protocol):
    """What is used of `evdev.InputEvent`."""

    type: int
    code: int
    value: int


class EvdevLine:
    """A scanner's keys, taken from the kernel (EVIOCGRAB): no window gets them, and no Caps Lock changes them."""

    def __init__(self, device: InputDevice) -> None:
        from evdev import ecodes

        self._device = device
        self._codes = ecodes
        self._table = _us_layout(ecodes.ecodes)
        self._shifts = {ecodes.KEY_LEFTSHIFT, ecodes.KEY_RIGHTSHIFT}
        self._others = {
            getattr(ecodes, f"KEY_{side}{name}") for side in ("LEFT", "RIGHT") for name in ("CTRL", "ALT", "META")
        }
        self._down: set[int] = set()
        try:
            device.grab()
        except OSError:
            device.close()
            raise

    def read(self, seconds: float) -> str:
        """The characters typed meanwhile; a key that is held down counts once."""
        if not _ready(self._device.fd, seconds):
            return ""
        return "".join(self._typed(event) for event in self._device.read())

    def close(self) -> None:
        """Lets go of the keys."""
        self._device.close()

    def _typed(self, event: InputEvent) -> str:
        codes = self._codes
        if event.type == codes.EV_SYN and event.code == codes.SYN_DROPPED:
            # The kernel lost keys: what came so far is no code. More than any code is long, so that it ends as none.
            self._down.clear()
            return " " * (LONGEST + 1)
        if event.type != codes.EV_KEY:
            return ""
        if event.code in self._shifts | self._others:
            (self._down.add if event.value else self._down.discard)(event.code)
            return ""
        if event.value != 1 or self._down & self._others:
            return ""
        plain, shifted = self._table.get(event.code, ("", ""))
        return shifted if self._down & self._shifts else plain


def _us_layout(codes: Mapping[str, int]) -> dict[int, tuple[str, str]]:
    """Scanners type as if on an American keyboard: by key code what it writes, without and with Shift."""
    table = {codes[f"KEY_{letter}"]: (letter.lower(), letter) for letter in string.ascii_uppercase}
    table |= {codes[f"KEY_{digit}"]: (digit, mark) for digit, mark in zip("1234567890", "!@#$%^&*()", strict=True)}
    table |= {codes[f"KEY_KP{digit}"]: (digit, digit) for digit in string.digits}
    for name, both in {
        "MINUS": "-_", "EQUAL": "=+", "LEFTBRACE": "[{", "RIGHTBRACE": "]}", "BACKSLASH": "\\|", "SEMICOLON": ";:",
        "APOSTROPHE": "'\"", "GRAVE": "`~", "COMMA": ",<", "DOT": ".>", "SLASH": "/?", "SPACE": "  ",
        "KPMINUS": "--", "KPPLUS": "++", "KPASTERISK": "**", "KPSLASH": "//", "KPDOT": "..",
        "ENTER": "\r\r", "KPENTER": "\r\r", "TAB": "\t\t",
    }.items():  # fmt: skip
        table[codes[f"KEY_{name}"]] = both[0], both[1]
    return table


def _ready(fd: int, seconds: float) -> bool:
    return bool(select.select([fd], [], [], seconds)[0])
