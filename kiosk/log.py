"""The log: event names with fields, one JSON object a line, bounded. No personal data, ever: see `Event`.

Only values of the types below may be fields, and no use case passes answers; `tests/stories/test_canary.py` proves it.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
from enum import StrEnum
from pathlib import Path

import structlog

FOLDER = "logs"
_MAX_BYTES = 1_000_000
_FILES = 5


class Event(StrEnum):
    """Everything that is ever logged."""

    STARTED = "started"
    STOPPED = "stopped"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    PRINT_SETTLED = "print_settled"
    SYNCED = "synced"
    SYNC_FAILED = "sync_failed"
    USB_EXPORTED = "usb_exported"
    USB_IMPORTED = "usb_imported"
    SESSION_WIPED = "session_wiped"
    MAINTENANCE_OPENED = "maintenance_opened"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    STORE_BROKEN = "store_broken"
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
    root = logging.getLogger("kiosk")
    close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_traceback_values,
            structlog.processors.JSONRenderer(serializer=json.dumps),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


def close() -> None:
    """Lets go of the file."""
    root = logging.getLogger("kiosk")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


def info(event: Event, **fields: str | int | bool | None) -> None:
    """Something happened."""
    structlog.get_logger("kiosk").info(event.value, **fields)


def bug(error: BaseException) -> None:
    """A surprise: its type and where it happened. Its message may quote an answer, so that is left out."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    structlog.get_logger("kiosk").error(Event.BUG.value, error=type(error).__name__, place=place)


def _without_traceback_values(
    _logger: object, _name: str, fields: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Exceptions reach the log through `bug` only; anything else that carries one loses it here."""
    fields.pop("exc_info", None)
    return fields
