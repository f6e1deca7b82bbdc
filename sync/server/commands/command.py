"""What every command of `kelurahan` is made of. Exit codes: 0 done, 2 wrong use, 3 cannot now, 4 damaged or refused, 1 a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import msgspec
import platformdirs

from kiosk.clock import Clock, SystemClock, Zone
from kiosk.errors import KioskError
from sync.server import office as offices
from sync.server.office import OfficeKeys, Settings
from sync.server.store import passphrase as passphrases
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase

ACTOR: Final = "perintah kelurahan"
"""Who stands in the audit trail for what was done on the command line."""


@dataclass(frozen=True)
class Server:
    """What a command works with."""

    settings: Settings
    office: OfficeKeys
    database: Database
    clock: Clock
    passphrase: Passphrase

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


_OFFICE: Final = "kelurahan.office"
_FILE: Final = "kelurahan.passphrase-file"


def folder_option(function: Any) -> Any:
    """`--data DIR`."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: platformdirs.user_data_path("publik-kiosk-kelurahan"),
        help="The server's data folder.",
    )(function)


def passphrase_option(function: Any) -> Any:
    """`--passphrase-file FILE`, for `passphrase_file`."""
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        help="Its first line unlocks the office's keys; without it the terminal is asked.",
        expose_value=False,
        callback=_keep(_FILE),
    )(function)


def data_option(function: Any) -> Any:
    """What a command needs that works on one office: `--data DIR`, `--office CODE`, `--passphrase-file FILE`."""
    office = click.option(
        "--office",
        metavar="CODE",
        help="Which of the offices here; without it the first.",
        expose_value=False,
        callback=_keep(_OFFICE),
    )
    return folder_option(office(passphrase_option(function)))


def _keep(name: str) -> Any:
    """For `server_of`: forty commands need not hand on what they do not look at."""

    def keep(context: click.Context, _option: click.Parameter, value: object) -> None:
        context.meta[name] = value

    return keep


def passphrase_file() -> Path | None:
    """What `--passphrase-file` says."""
    found: Path | None = click.get_current_context().meta.get(_FILE)
    return found


def json_option(function: Any) -> Any:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(function)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The kelurahan's server: takes what kiosks bring and sends back what the office decided."""


@contextmanager
def server_of(data: Path) -> Iterator[Server]:
    """Opens the server of a data folder, for the office that `--office` says. Raises KioskError with what to do."""
    code = click.get_current_context().meta.get(_OFFICE)
    passphrase = passphrases.given(passphrase_file())
    settings = offices.settings(data)
    with offices.in_use(data):
        _, keys = offices.load(data, code, passphrase)
        with closing(Database.open(settings.database)) as database:
            yield Server(settings, keys, database, SystemClock(), passphrase)


def tell(value: dict[str, object]) -> None:
    """Prints one JSON object."""
    click.echo(msgspec.json.encode(value).decode())
