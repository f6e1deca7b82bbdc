"""The log: event names with fields, one JSON object a line, bounded. No personal data, ever: see `Event`.

Only values of the types below may be fields, and no use case passes answers; `tests/stories/test_there_and_back.py` proves it.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
from enum import StrEnum
from pathlib import Path

import structlog

FOLDER = "logs"
LOGGERS = ("kiosk", "printers", "sync", "ui")
_MAX_BYTES = 1_000_000
_FILES = 5


class Event(StrEnum):
    """Everything that is ever logged."""

    STARTED = "started"
    SHOWN = "shown"
    STOPPED = "stopped"
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
            handler = logging.handlers.RotatingFileHandler(
                data / FOLDER / "kiosk.log", maxBytes=_MAX_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
            )
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
            structlog.processors.JSONRenderer(serializer=json.dumps),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


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
