"""Runs the server: uvicorn with the desk and the exchange, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
import structlog
import uvicorn

from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Clock
from kiosk.errors import CannotNow
from sync.server.app import create_app
from sync.server.board.stream import Boards
from sync.server.exchange.segments import JoinedProtocol
from sync.server.office import OfficeKeys
from sync.server.programs import webhooks
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase

KEEP_ALIVE_S = 120
"""Longer than any client is idle in a sync: a server that closes first makes a request on its way fail."""


def run(
    database: Database,
    office: OfficeKeys,
    clock: Clock,
    data: Path,
    *,
    host: str,
    port: int,
    others: Iterable[OfficeKeys] = (),
    passphrase: Passphrase | None = None,
) -> None:
    """Serves until SIGINT or SIGTERM. Port 0 takes a free one. Raises CannotNow when the address is taken.

    `data`: the server's folder, with the office's own service files; `others`: offices served beside the first;
    `passphrase`: what key files are locked with.
    """
    _log_to_stderr()
    catalog = load_catalog(office=office_services(data))
    for one in catalog.refused:
        click.echo(f"kelurahan: left out: {one.what} {one.remedy}", err=True)
    app = create_app(database, office, catalog, clock, data=data, others=others, passphrase=passphrase)
    config = uvicorn.Config(
        app,
        # Addresses of the desk name requests, and an access log would keep them; events are logged by the app.
        access_log=False,
        log_level="warning",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=5,
        server_header=False,
        http=JoinedProtocol,
    )
    # uvicorn finishes what is under way, then raises the signal once more: being told to stop is a good end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stopped)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named asyncio switches Nagle off; without it the body of an answer waits a whole round trip.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise CannotNow(
                f"{host} port {port} cannot be used ({error.strerror}).",
                "Is it running already? Or give another --port.",
            ) from error
        # Before the address is told: who reads it may knock at once, while the server is still starting.
        listener.listen()
        bound = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Publik Kiosk, {office.name}: http://{shown}:{bound}/  (stop with Ctrl+C)")
        with webhooks.sending(database, app.state.offices):
            _Server(config, app.state.boards).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Ends the lines of its boards when it is told to stop: it waits for answers under way, and these have no end."""

    def __init__(self, config: uvicorn.Config, boards: Boards) -> None:
        super().__init__(config)
        self._boards = boards

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._boards.stop()
        super().handle_exit(sig, frame)


def _log_to_stderr() -> None:
    """One JSON object a line, for journald or a file: event names and fields, no personal data."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _stopped(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
