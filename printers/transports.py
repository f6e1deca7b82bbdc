"""The only opener of printers: a URL becomes a link that writes, reads, and is always let go.

Links are short: one job, one link. Network cards of printers serve one connection at a time, and one that a crashed
program left open blocks the printer for minutes. Every wait has a bound, and what goes wrong is a `LinkBroken` with a
reason out of the closed set.

    tcp://192.168.1.50:9100     usb://04b8:0e15     serial:///dev/ttyUSB0?baud=19200
    file:///dev/usb/lp0         file:///var/spool/slips.bin     none:

Nothing is remembered from one link to the next: a printer that was pulled out and put back, perhaps under another node
of the same by-id path, is found anew. `cups://counter` and `file:///folder/` get pages instead, see `pages`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import stat
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, assert_never
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from kiosk.domain.prints import PrintReason

CONNECT_S = 2.0
WRITE_S = 3.0
_USB_PRINTER = 7  # interface class
_USB_IPP = 4  # its protocol for IPP over USB
_CHUNK = 1024
_DEVICES = Path("/dev")
_READ = 4096


class Tcp(msgspec.Struct, frozen=True):
    """A printer in the network, or the simulator."""

    host: str
    port: int


class Usb(msgspec.Struct, frozen=True):
    """A USB printer by vendor and product, without a driver of the system. `serial` tells two of the same kind apart."""

    vendor: int
    product: int
    serial: str = ""


class Serial(msgspec.Struct, frozen=True):
    """A serial line."""

    path: Path
    baud: int


class File(msgspec.Struct, frozen=True):
    """A device node, or a plain file that bytes are appended to."""

    path: Path


class Cups(msgspec.Struct, frozen=True):
    """A queue of the system; it gets pages (PDF), not bytes."""

    queue: str


class Folder(msgspec.Struct, frozen=True):
    """A folder of the office; it gets pages (PDF), one file a slip."""

    path: Path


class NoPrinter(msgspec.Struct, frozen=True):
    """There is none, on purpose."""


PageTarget = Cups | Folder
Address = Tcp | Usb | Serial | File | PageTarget | NoPrinter

_REMEDY = (
    "write [printer] url as tcp://HOST:PORT, usb://VID:PID, serial:///dev/ttyUSB0, file:///path, cups://QUEUE or none:"
)
_PAGE_REMEDY = "write [printer] fallback as cups://QUEUE or file:///folder, or leave it empty"


def parse_url(url: str) -> Address:
    """What a printer URL of the config means; `ValueError` with a remedy when it means nothing."""
    try:
        address = _parse(url)
    except ValueError:
        address = None
    if address is None:
        raise ValueError(f'printer url "{url}" is not understood; {_REMEDY}')
    return address


def parse_fallback(url: str) -> PageTarget | None:
    """Where pages go when the printer does not work, None for an empty text; `ValueError` with a remedy for any other."""
    if not url:
        return None
    try:
        address = _parse(url)
    except ValueError:
        address = None
    match address:
        case Cups() | Folder():
            return address
        case File(path):
            # Not there yet, a share that is not mounted for one. Still a folder: pages are not added to a file.
            return Folder(path)
        case _:
            raise ValueError(f'printer fallback "{url}" is not understood; {_PAGE_REMEDY}')


def _parse(url: str) -> Address | None:
    parts = urlsplit(url)
    path = unquote(parts.path)
    match parts.scheme:
        case "tcp" if parts.hostname and path in ("", "/"):
            return Tcp(parts.hostname, parts.port or 9100)
        case "usb":
            vendor, product = parts.netloc.split(":")
            return Usb(int(vendor, 16), int(product, 16), path.removeprefix("/"))
        case "serial" if path not in ("", "/") and not parts.netloc:
            baud = int(parse_qs(parts.query).get("baud", ["9600"])[0])
            return Serial(Path(path), baud) if baud > 0 else None
        case "file" if path not in ("", "/") and not parts.netloc and "\0" not in path:
            return Folder(Path(path)) if path.endswith("/") or is_folder(Path(path)) else File(Path(path))
        case "cups" if parts.netloc and path in ("", "/"):
            return Cups(unquote(parts.netloc))
        case "none" if not parts.netloc and not path:
            return NoPrinter()
        case _:
            return None


def is_folder(path: Path) -> bool:
    """Whether there is a folder, as far as we may know."""
    try:
        return path.is_dir()
    except OSError:  # behind a folder that is closed to us, or longer than a path may be
        return False


class LinkBroken(Exception):
    """The printer cannot be reached, or no longer. Holds the reason out of the closed set."""

    def __init__(self, reason: PrintReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Link(Protocol):
    """An open way to a printer. `two_way` false: it never answers, because the way has no way back."""

    two_way: bool

    def write(self, data: bytes) -> None:
        """Hands over all of `data`, or raises LinkBroken within bounded time. Success proves nothing."""
        ...

    def read(self, seconds: float) -> bytes:
        """What has come, waiting at most `seconds` for the first byte; empty when nothing came. May raise LinkBroken."""
        ...

    def close(self) -> None:
        """Lets go. Never raises."""
        ...

    def drop(self) -> None:
        """Lets go and forgets what was written but has not left, so that no part of it comes out later."""
        ...


@contextlib.contextmanager
def connect(address: Address) -> Iterator[Link]:
    """Opens a link for the length of a `with` block; raises LinkBroken when it cannot be opened.

    `Cups`, `Folder` and `NoPrinter` have no link: pages go through `pages.send_page`.
    """
    link = _open(address)
    try:
        yield link
    except BaseException:
        link.drop()
        raise
    else:
        link.close()


def _open(address: Address) -> Link:
    match address:
        case Tcp():
            return _TcpLink(address)
        case Usb():
            return _UsbLink(address)
        case Serial():
            return _SerialLink(address)
        case File():
            return _FileLink(address)
        case Cups() | Folder() | NoPrinter():
            raise LinkBroken(PrintReason.NO_PRINTER)
        case _:
            assert_never(address)


def _reason(error: OSError) -> PrintReason:
    if error.errno == errno.ETIMEDOUT or isinstance(error, TimeoutError):
        return PrintReason.NOT_ANSWERING
    if error.errno in (errno.EACCES, errno.EPERM):
        return PrintReason.NOT_ALLOWED
    if error.errno in (errno.EBUSY, errno.EWOULDBLOCK):
        return PrintReason.BUSY  # another program has it
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN):
        return PrintReason.OFFLINE
    return PrintReason.DISCONNECTED


class _TcpLink:
    two_way = True

    def __init__(self, address: Tcp) -> None:
        try:
            self._socket = socket.create_connection((address.host, address.port), timeout=CONNECT_S)
        except TimeoutError:
            raise LinkBroken(PrintReason.OFFLINE) from None
        except OSError as error:
            raise LinkBroken(_reason(error)) from error
        except UnicodeError as error:  # a name that no name server could be asked for, "printer..local"
            raise LinkBroken(PrintReason.DISCONNECTED) from error
        with contextlib.suppress(OSError):  # gone again already: the first write tells
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes) -> None:
        self._socket.settimeout(WRITE_S)
        try:
            for start in range(0, len(data), _CHUNK):  # the time-out is for standing still, not for a long slip
                self._socket.sendall(data[start : start + _CHUNK])
        except OSError as error:
            raise LinkBroken(_reason(error)) from error

    def read(self, seconds: float) -> bytes:
        try:
            if not select.select([self._socket], [], [], seconds)[0]:
                return b""
            data = self._socket.recv(_READ)
        except OSError as error:
            raise LinkBroken(_reason(error)) from error
        if not data:
            raise LinkBroken(PrintReason.DISCONNECTED)
        return data

    def close(self) -> None:
        self._socket.close()

    def drop(self) -> None:
        # Linger 0 sends RST: the kernel throws away what it still holds instead of delivering it when the printer wakes.
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()


class _FileLink:
    def __init__(self, address: File) -> None:
        self._fd = -1
        try:
            # A device may talk back; a plain file is only added to.
            if address.path.exists() and stat.S_ISCHR(address.path.stat().st_mode):
                self._fd = os.open(address.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
                self.two_way = True
            else:
                # Not blocking: a pipe that nobody reads would be waited for without end.
                flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_CLOEXEC
                if (
                    _DEVICES not in address.path.parents
                ):  # the node of a printer that was pulled out must not become a file
                    flags |= os.O_CREAT
                self._fd = os.open(address.path, flags, 0o600)
                self.two_way = False
        except OSError as error:
            raise LinkBroken(_reason(error)) from error

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        deadline = time.monotonic() + WRITE_S
        while view:
            try:
                if not select.select([], [self._fd], [], max(0.0, deadline - time.monotonic()))[1]:
                    raise LinkBroken(PrintReason.NOT_ANSWERING)
                view = view[os.write(self._fd, view[:_CHUNK]) :]
                deadline = time.monotonic() + WRITE_S  # the bound is on standing still, not on a long slip
            except BlockingIOError:
                continue
            except OSError as error:
                raise LinkBroken(_reason(error)) from error

    def read(self, seconds: float) -> bytes:
        if not self.two_way:
            return b""
        try:
            if not select.select([self._fd], [], [], seconds)[0]:
                return b""
            data = os.read(self._fd, _READ)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise LinkBroken(_reason(error)) from error
        if not data:
            raise LinkBroken(PrintReason.DISCONNECTED)
        return data

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    drop = close


class _SerialLink:
    two_way = True

    def __init__(self, address: Serial) -> None:
        import serial

        self._timeout_error = serial.SerialTimeoutException
        self._piece = min(_CHUNK, max(1, address.baud // 10))  # at most a second of the line
        try:
            self._port = serial.Serial(
                str(address.path), address.baud, timeout=0, write_timeout=WRITE_S, exclusive=True
            )
        except OSError as error:  # SerialException is one; its errno is not always set
            raise LinkBroken(_reason(error)) from error
        except (termios.error, ValueError, OverflowError) as error:  # no terminal, or one that does not know this speed
            raise LinkBroken(PrintReason.DISCONNECTED) from error

    def write(self, data: bytes) -> None:
        try:
            for start in range(0, len(data), self._piece):  # the write time-out holds for one piece
                self._port.write(data[start : start + self._piece])
        except self._timeout_error:
            raise LinkBroken(PrintReason.NOT_ANSWERING) from None
        except OSError as error:
            raise LinkBroken(_reason(error)) from error

    def read(self, seconds: float) -> bytes:
        try:
            if not select.select([self._port.fileno()], [], [], seconds)[0]:
                return b""
            return bytes(self._port.read(_READ))
        except OSError as error:
            raise LinkBroken(_reason(error)) from error

    def close(self) -> None:
        self._port.close()

    def drop(self) -> None:
        with contextlib.suppress(OSError, termios.error):  # the line is gone, and with it what was in it
            self._port.reset_output_buffer()
        self.close()


class _UsbLink:
    two_way = True

    def __init__(self, address: Usb) -> None:
        import usb.core
        import usb.util

        self._error = usb.core.USBError
        self._timeout_error = usb.core.USBTimeoutError
        self._util = usb.util
        try:
            devices = list(usb.core.find(find_all=True, idVendor=address.vendor, idProduct=address.product))
        except (OSError, usb.core.NoBackendError) as error:
            raise LinkBroken(PrintReason.DISCONNECTED) from error
        why: OSError | None = None
        for device in devices:  # of several that are the same, the first that is ours to have
            try:
                self._take(device, address.serial)
                return
            except OSError as error:
                self.close()
                why = why or error
        raise LinkBroken(_reason(why) if why else PrintReason.DISCONNECTED) from why

    def _take(self, device: Any, serial: str) -> None:
        self._device = device
        self._number: int | None = None
        self._put_aside = False
        if serial and self._serial_of(device) != serial:
            raise OSError(errno.ENODEV, "another of the same kind")
        interface, self._out, self._in = self._interface()
        number: int = interface.bInterfaceNumber
        self._number = number
        with contextlib.suppress(NotImplementedError):  # a system that has no drivers to put aside
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
                self._put_aside = True
        self._util.claim_interface(device, number)
        if interface.bAlternateSetting:
            device.set_interface_altsetting(interface)
        self.two_way = self._in is not None

    def _serial_of(self, device: Any) -> str | None:
        try:
            said: str | None = self._util.get_string(device, device.iSerialNumber)
        except ValueError:  # it has no texts at all, or we may not read them
            said = None
        return said

    def _interface(self) -> tuple[Any, Any, Any]:
        """The interface to print through, with its endpoint out and, if there is one, in. OSError when there is none."""
        try:
            configuration = self._device.get_active_configuration()
        except self._error as error:
            if error.errno is not None:
                raise
            # pyusb's own word for a device that nobody has configured yet. One that is configured is left as it is:
            # to set it again would reset it.
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        usable = [
            (interface, out, self._endpoint(interface, self._util.ENDPOINT_IN))
            for interface in configuration
            if (out := self._endpoint(interface, self._util.ENDPOINT_OUT)) is not None
        ]
        if not usable:
            raise OSError(errno.ENODEV, "no way to write")
        # A printer with a scanner or a card reader has interfaces for these too; one that speaks IPP over USB wants no bytes.
        return max(
            usable,
            key=lambda one: (
                one[0].bInterfaceClass == _USB_PRINTER and one[0].bInterfaceProtocol != _USB_IPP,
                one[2] is not None,
            ),
        )

    def _endpoint(self, interface: Any, direction: int) -> Any:
        return self._util.find_descriptor(
            interface,
            custom_match=lambda e: (
                self._util.endpoint_direction(e.bEndpointAddress) == direction
                and self._util.endpoint_type(e.bmAttributes) == self._util.ENDPOINT_TYPE_BULK
            ),
        )

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        deadline = time.monotonic() + WRITE_S
        try:
            while view:
                # A printer that stands still may still have taken a part: only the count tells, not the time-out.
                taken = self._out.write(bytes(view[:_CHUNK]), timeout=int(WRITE_S * 1000))
                if taken:
                    deadline = time.monotonic() + WRITE_S
                elif time.monotonic() >= deadline:
                    raise LinkBroken(PrintReason.NOT_ANSWERING)
                view = view[taken:]
        except self._timeout_error:
            raise LinkBroken(PrintReason.NOT_ANSWERING) from None
        except self._error as error:
            raise LinkBroken(_reason(error)) from error

    def read(self, seconds: float) -> bytes:
        if self._in is None:
            return b""
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                # Whole packets only, and never 0 ms: libusb reads that as "for ever".
                data = bytes(self._in.read(self._in.wMaxPacketSize, timeout=max(1, int(left * 1000))))
            except self._timeout_error:
                return b""
            except self._error as error:
                raise LinkBroken(_reason(error)) from error
            if data or left <= 0:  # an empty packet only says that the printer has nothing to say yet
                return data

    def close(self) -> None:
        # What was taken goes back: the interface first, then the system's driver to it, so that others find /dev/usb/lp0.
        if self._number is not None:
            with contextlib.suppress(OSError):
                self._util.release_interface(self._device, self._number)
        if self._put_aside:
            with contextlib.suppress(OSError, NotImplementedError):
                self._device.attach_kernel_driver(self._number)
        self._util.dispose_resources(self._device)

    drop = close
