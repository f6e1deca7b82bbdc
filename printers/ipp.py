"""Two questions to the CUPS of this machine, in IPP (RFC 8010 and 8011): how is this queue, how is this job.

`lpstat` shows a job that was cancelled like one that was printed, and does not say whether a job has begun. The
attributes do. Handing over and taking back is done by `lp` and `cancel`, which know how CUPS wants to be asked for that.
"""

from __future__ import annotations

import socket
import struct
import subprocess
from collections.abc import Iterator
from contextlib import closing
from enum import IntEnum
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote

import msgspec

ANSWER_S = 3.0
_LARGEST = 2**16  # bytes of an answer; they are some hundred
_VERSION = b"\x01\x01"
_GET_JOB, _GET_PRINTER = 0x0009, 0x000B
_OPERATION, _END = b"\x01", b"\x03"
_GROUPS = 0x0F  # tags up to this one begin a group
_INTEGER, _BOOLEAN, _ENUM, _KEYWORD = 0x21, 0x22, 0x23, 0x44
_URI, _CHARSET, _LANGUAGE = 0x45, 0x47, 0x48
_NOT_FOUND = 0x0406
_REFUSED = 0x0100  # the first status that is not some kind of success
_AT_WORK, _STOPPED = 4, 5  # printer-state
_HEAD = struct.Struct(">HHi")  # version, status, request
_LENGTH = struct.Struct(">H")
_NUMBER = struct.Struct(">i")


class Unreachable(Exception):
    """There is no CUPS here, or it does not answer."""


class JobState(IntEnum):
    """RFC 8011 section 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class Queue(msgspec.Struct, frozen=True):
    """How a queue is. Alerts are `printer-state-reasons`, of the last job when nothing is being printed."""

    at_work: bool
    stopped: bool
    accepting: bool
    alerts: tuple[str, ...]


class Job(msgspec.Struct, frozen=True):
    """How a job is. One that has not begun has certainly left nothing on paper."""

    state: JobState
    began: bool

    @property
    def ended(self) -> bool:
        """Nothing more will come of it."""
        return self.state >= JobState.CANCELED


def queue(name: str) -> Queue | None:
    """The queue as it is now, None when CUPS knows none of this name. Raises Unreachable."""
    wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
    answer = _ask(_GET_PRINTER, name, None, wanted)
    if answer is None:
        return None
    alerts = tuple(str(alert) for alert in answer.of("printer-state-reasons") if alert != "none")
    state = answer.of("printer-state")
    return Queue(_AT_WORK in state, _STOPPED in state, True in answer.of("printer-is-accepting-jobs"), alerts)


def job(name: str, number: int) -> Job | None:
    """The job as it is now, None when CUPS keeps no record of it. Raises Unreachable."""
    answer = _ask(_GET_JOB, name, number, ("job-state", "time-at-processing"))
    if answer is None:
        return None
    try:
        state = JobState(int(answer.of("job-state")[0]))
    except (IndexError, ValueError) as error:
        raise Unreachable("an answer without the state of the job") from error
    return Job(state, bool(answer.of("time-at-processing")))


class Attribute(msgspec.Struct, frozen=True):
    """One value; an attribute with several is several of these."""

    name: str
    value: int | bool | str


class Answer(msgspec.Struct, frozen=True):
    """What was answered, as far as it is of a kind that is asked for here."""

    attributes: tuple[Attribute, ...]

    def of(self, name: str) -> list[int | bool | str]:
        """All values of an attribute, none when it is missing or has no value."""
        return [one.value for one in self.attributes if one.name == name]


def _ask(operation: int, name: str, number: int | None, wanted: tuple[str, ...]) -> Answer | None:
    body, kind = _request(operation, name, number, wanted), {"Content-Type": "application/ipp"}
    try:
        with closing(_Connection(_server())) as connection:
            connection.request("POST", "/", body, kind)
            reply = connection.getresponse()
            answer = reply.read(_LARGEST)
    except (OSError, HTTPException) as error:
        raise Unreachable(str(error)) from error
    if reply.status != HTTPStatus.OK:
        raise Unreachable(f"HTTP {reply.status}")
    return read(answer)


class _Connection(HTTPConnection):
    """To a socket's path or to HOST:PORT."""

    def __init__(self, where: str) -> None:
        self._path = where if where.startswith("/") else ""
        super().__init__("localhost" if self._path else where, timeout=ANSWER_S)

    def connect(self) -> None:
        if not self._path:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX)  # closed with the connection, also when nobody listens
        self.sock.settimeout(ANSWER_S)
        self.sock.connect(self._path)


def _server() -> str:
    """Where CUPS listens, by its own rules: a socket's path or HOST:PORT."""
    try:
        done = subprocess.run(["lpstat", "-H"], capture_output=True, timeout=ANSWER_S, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unreachable(str(error)) from error
    return done.stdout.decode().strip()


def _request(operation: int, name: str, number: int | None, wanted: tuple[str, ...]) -> bytes:
    parts = [
        _VERSION + _LENGTH.pack(operation) + _NUMBER.pack(1) + _OPERATION,
        _attribute(_CHARSET, "attributes-charset", b"utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", b"en"),
        _attribute(_URI, "printer-uri", f"ipp://localhost/printers/{quote(name, safe='')}".encode()),
    ]
    if number is not None:
        parts.append(_attribute(_INTEGER, "job-id", _NUMBER.pack(number)))
    # A further value of the same attribute has no name.
    parts += [_attribute(_KEYWORD, "" if at else "requested-attributes", one.encode()) for at, one in enumerate(wanted)]
    return b"".join(parts) + _END


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    return bytes((tag,)) + _LENGTH.pack(len(name)) + name.encode() + _LENGTH.pack(len(value)) + value


def read(data: bytes) -> Answer | None:
    """An answer to one of the two questions, None for "there is none of this name". Raises Unreachable for any other."""
    try:
        _, status, _ = _HEAD.unpack_from(data)
        if status == _NOT_FOUND:
            return None
        if status >= _REFUSED:
            raise Unreachable(f"status {status:#06x}")
        return Answer(tuple(_attributes(data)))
    except (struct.error, UnicodeError) as error:
        raise Unreachable(str(error)) from error


def _attributes(data: bytes) -> Iterator[Attribute]:
    name, at = "", _HEAD.size
    while at < len(data) and data[at] != _END[0]:
        tag, at = data[at], at + 1
        if tag <= _GROUPS:
            continue
        own, at = _text(data, at)
        raw, at = _text(data, at)
        name = own.decode() or name
        if tag in (_INTEGER, _ENUM):
            yield Attribute(name, _NUMBER.unpack(raw)[0])
        elif tag == _BOOLEAN:
            yield Attribute(name, raw != b"\0")
        elif tag == _KEYWORD:
            yield Attribute(name, raw.decode())


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = _LENGTH.unpack_from(data, at)
    at += _LENGTH.size
    if at + length > len(data):
        raise struct.error("cut short")
    return data[at : at + length], at + length
