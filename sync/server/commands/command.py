"""What every command of `kelurahan` is made of. Exit codes: 0 done, 2 wrong use, 3 cannot now, 4 damaged or refused, 1 a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import msgspec
import platformdirs

from kiosk.clock import Clock, SystemClock, Zone
from kiosk.errors import KioskError
from sync.server import office as offices
from sync.server.database import Database
from sync.server.office import OfficeKeys, Settings

ACTOR: Final = "perintah kelurahan"
"""Who stands in the audit trail for what was done on the command line."""


@dataclass(frozen=True)
class Server:
    """What a command works with."""

    settings: Settings
    office: OfficeKeys
    database: Database
    clock: Clock

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return Zone(self.office.zone)


class _Group(click.Group):
    """Turns expected errors into one line on stderr and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KioskError as error:
            click.echo(f"kelurahan: {error}", err=True)
            ctx.exit(error.exit_code)


def data_option(function: Any) -> Any:
    """`--data DIR`."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: platformdirs.user_data_path("publik-kiosk-kelurahan"),
        help="The server's data folder.",
    )(function)


def json_option(function: Any) -> Any:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(function)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The kelurahan's server: takes what kiosks bring and sends back what the office decided."""


@contextmanager
def server_of(data: Path) -> Iterator[Server]:
    """Opens the server of a data folder. Raises KioskError with what to do."""
    settings, keys = offices.load(data)
    database = Database.open(settings.database)
    try:
        yield Server(settings, keys, database, SystemClock())
    finally:
        database.close()


def tell(value: dict[str, object]) -> None:
    """Prints one JSON object."""
    click.echo(msgspec.json.encode(value).decode())
