"""What every subcommand of `kiosk` shares: the data folder, JSON or words, exit codes.

Exit codes: 0 done; 2 wrong use or wrong input; 3 cannot now; 4 damaged or refused; 1 a bug. With `--json` exactly one
object goes to stdout; what is wrong and how to mend it is one line on stderr.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import platformdirs

from kiosk import __version__, log
from kiosk.errors import KioskError

Command = Callable[..., dict[str, Any] | None]


def run(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    return exit_code(lambda: cli.main(args=arguments, prog_name="kiosk", standalone_mode=False))


def exit_code(call: Callable[[], object]) -> int:
    """Runs a click command outside of its standalone mode; what goes wrong becomes one line and an exit code."""
    try:
        # What `Exit` carried is handed back.
        ended = call()
    except click.ClickException as error:
        click.echo(f"kiosk: {error.format_message()} See: kiosk --help", err=True)
        return 2
    except click.Abort:
        return 130
    except KioskError as error:
        # One line, whatever a file name or a message holds.
        click.echo("kiosk: " + " ".join(str(error).split()), err=True)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: an answer must not reach a terminal in a traceback
        log.bug(error)
        click.echo(
            f"kiosk: a bug ({type(error).__name__}). The log has its place; nothing that was accepted is lost.",
            err=True,
        )
        return 1
    finally:
        log.close()
    return ended if isinstance(ended, int) else 0


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """Publik Kiosk: the machine in the hall."""


def _default_data() -> Path:
    return Path(platformdirs.user_data_dir("publik-kiosk", appauthor=False))


def command(name: str, *, as_json: bool = False, group: click.Group = cli) -> Callable[[Command], click.Command]:
    """A command with `--data` and, where the contract marks it, `--json`; it returns what it has to tell."""

    def decorate(function: Command) -> click.Command:
        @functools.wraps(function)
        def invoke(data: Path | None, as_json_object: bool = False, **arguments: Any) -> None:
            folder = data or _default_data()
            log.set_up(folder if folder.is_dir() else None)
            _Output.json = as_json_object
            told = function(folder, **arguments)
            if told is not None and as_json_object:
                click.echo(json.dumps(told, ensure_ascii=False))

        command = click.command(name, help=function.__doc__)(invoke)
        command = click.option("--data", type=click.Path(path_type=Path), help="The kiosk's data folder.")(command)
        if as_json:
            command = click.option("--json", "as_json_object", is_flag=True, help="One JSON object on stdout.")(command)
        group.add_command(command)
        return command

    return decorate


class _Output:
    """Whether this run speaks JSON: then nothing else may reach stdout."""

    json = False


def say(line: str) -> None:
    """A line for people; silent when this run speaks JSON."""
    if not _Output.json:
        click.echo(line)


def refuse(code: int, told: dict[str, Any], line: str) -> None:
    """Ends the command with `code`, telling programs and people why."""
    if _Output.json:
        click.echo(json.dumps(told, ensure_ascii=False))
    click.echo(f"kiosk: {line}", err=True)
    raise click.exceptions.Exit(code)


def iso_time(ms: int | None) -> str | None:
    """ISO 8601 in UTC, None for no time."""
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")
