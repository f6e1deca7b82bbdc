"""The log: event names with fields, one JSON object a line, bounded. No personal data, ever: see `Event`.

Only values of the types below may be fields, and no use case passes answers; `tests/stories/test_there_and_back.py` proves it.

The log never takes the program along, and never the disk: six files of a megabyte at most, an event that storms is counted
instead of written, and what a full or read-only disk does not take is left out without a word.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import os
import sys
import threading
import time
from contextlib import suppress
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path

import structlog

FOLDER, FILE = "logs", "kiosk.log"
LOGGERS = ("kiosk", "printers", "sync", "ui")
_MAX_BYTES = 1_000_000
_FILES = 5  # older ones
_LONGEST = 300
"""Letters of a field: a name of a file may come from a stick."""
A_MINUTE = 60
"""Lines of one event that are written in a minute; of the others the next line tells how many they were."""


class Event(StrEnum):
    """Everything that is ever logged."""

    STARTED = "started"
    SHOWN = "shown"
    STOPPED = "stopped"
    CRASHED = "crashed"
    OUT_OF_SERVICE = "out_of_service"
    SETTINGS_FELL_BACK = "settings_fell_back"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    PRINT_SETTLED = "print_settled"
    SYNCED = "synced"
    SYNC_FAILED = "sync_failed"
    USB_EXPORTED = "usb_exported"
    USB_IMPORTED = "usb_imported"
    MAINTENANCE_OPENED = "maintenance_opened"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    CARD_SHOWN = "card_shown"
    CARD_ENROLLED = "card_enrolled"
    CARD_FORGOTTEN = "card_forgotten"
    CAMERA_ENDED = "camera_ended"
    SCREEN_WARNING = "screen_warning"
    BUG = "bug"


def set_up(data: Path | None) -> None:
    """Logs to `data`/logs/kiosk.log where that can be written, and nowhere else: a kiosk has no console to read."""
    handler: logging.Handler = logging.NullHandler()
    if data is not None:
        try:
            (data / FOLDER).mkdir(mode=0o700, exist_ok=True)
            handler = _Files(data / FOLDER / FILE)
        except OSError:
            pass  # a disk that cannot be written must not stop a command from saying so
    close()
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_of_exception,
            _short,
            _Storms(),
            structlog.processors.JSONRenderer(serializer=json.dumps),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


class _Files(logging.handlers.RotatingFileHandler):
    """The files. What the disk does not take is lost: nobody is there to be told, and the next line may fit again."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MAX_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        stream = TextIOWrapper(open(self.baseFilename, "ab+", opener=_private), encoding="utf-8")  # noqa: SIM115
        # What was cut off by a power cut or a full disk must not swallow the line after it.
        if stream.buffer.tell() and os.pread(stream.fileno(), 1, stream.buffer.tell() - 1) != b"\n":
            stream.write("\n")
        return stream

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - its name is logging's
        # What could not be written would be written again before the next line, which may stand after a cut one.
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.close()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Storms:
    """Lets so many lines of an event through in a minute, and counts the others."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._since: dict[str, tuple[float, int]] = {}  # of each event: when its minute began, and its lines since

    def __call__(self, _logger: object, _name: str, fields: structlog.typing.EventDict) -> structlog.typing.EventDict:
        now, event = time.monotonic(), str(fields.get("event"))
        with self._mutex:
            began, lines = self._since.get(event, (now, 0))
            if now - began < 60:
                self._since[event] = (began, lines + 1)
                if lines < A_MINUTE:
                    return fields
                raise structlog.DropEvent
            self._since[event] = (now, 1)
        if lines > A_MINUTE:
            fields["left_out"] = lines - A_MINUTE
        return fields


def _short(_logger: object, _name: str, fields: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A line has a bound, whatever is put into it."""
    return {key: value[:_LONGEST] if isinstance(value, str) else value for key, value in fields.items()}


def close() -> None:
    """Lets go of the file."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
    structlog.reset_defaults()


def info(event: Event, **fields: str | int | bool | None) -> None:
    """Something happened."""
    structlog.get_logger("kiosk").info(event.value, **fields)


def bug(error: BaseException) -> None:
    """A surprise: its type and where it happened. Its message may quote an answer, so that is left out."""
    structlog.get_logger("kiosk").error(Event.BUG.value, exc_info=error)


def _place_of_exception(_logger: object, _name: str, fields: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Of an exception its type and the innermost place are logged; its message and traceback may quote an answer."""
    error = fields.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        fields["error"] = type(error).__name__
        trace = error.__traceback__
        while trace is not None:
            fields["place"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
    return fields
