"""`kelurahan add-office offices lock-keys unlock-keys backup restore partitions`: several offices in one place, their keys, a copy
of all.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Literal, cast

import click
import msgspec

from kiosk.clock import SystemClock
from kiosk.errors import WrongUse
from sync.server import office as offices
from sync.server.audit import Action, record
from sync.server.commands.command import (
    ACTOR,
    folder_option,
    json_option,
    main,
    passphrase_file,
    passphrase_option,
    server_of,
    tell,
)
from sync.server.people import accounts, passwords
from sync.server.people.rights import ALL_ROLES
from sync.server.store import partitions, tables
from sync.server.store import passphrase as passphrases
from sync.server.store.database import Database
from sync.server.upkeep import backup


@main.command("add-office")
@folder_option
@passphrase_option
@click.option("--office", "code", metavar="CODE", required=True, help="Kemendagri code of the kelurahan.")
@click.option("--name", required=True, help="Name of the office, as residents read it.")
@click.option("--zone", type=click.Choice(["7", "8", "9"]), default="7", help="7 WIB, 8 WITA, 9 WIT.")
@json_option
def add_office(data: Path, code: str, name: str, zone: str, *, as_json: bool) -> None:
    """Serve another office with the same database: keys and a first log-in of its own. A running serve takes it up."""
    keys = offices.new_keys(code, name, cast(Literal[7, 8, 9], int(zone)))
    password = passwords.new_password()
    with server_of(data) as server:
        if offices.key_file(data, code).exists():
            raise WrongUse(f"Office {code} is here already.", "See: kelurahan offices")
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            tables.add_office(connection, code, now=now)
            accounts.put(connection, code, "admin", password, now=now, roles=ALL_ROLES)
            record(connection, code, ACTOR, Action.OFFICE_ADDED, now=now)
        # Last: the keys are what makes it count. Without them the same command may be given once more.
        offices.add(data, keys, server.passphrase)
    if as_json:
        tell({"office": code, "name": keys.name, "admin": "admin", "password": password})
        return
    click.echo(f"office    {code}  {keys.name}")
    click.echo(f"log-in    admin  {password}")
    click.echo(
        "Write the password down: it is not shown again. Every command takes --office to say which office is meant."
    )
    click.echo(f"Back up {offices.key_file(data, code)}: without these keys no answer can ever be opened.")


@main.command("offices")
@folder_option
@json_option
def list_offices(data: Path, *, as_json: bool) -> None:
    """The offices that are served here; the first is meant where none is named."""
    found = offices.known(data)
    if as_json:
        tell({"offices": [msgspec.to_builtins(one) for one in found]})
        return
    for one in found:
        click.echo(f"office    {one.code}  {'keys locked' if one.locked else 'keys open  '}  {one.name}")


@main.command("lock-keys")
@folder_option
@passphrase_option
def lock_keys(data: Path) -> None:
    """Put the private keys of all offices here under a passphrase. Without it nobody opens an answer, neither do you."""
    offices.settings(data)
    codes = offices.lock_keys(data, passphrases.chosen(passphrase_file()))
    click.echo(f"keys      {', '.join(codes)}: locked")
    click.echo("serve and every command ask for the passphrase from now on. Keep it on paper, in another place.")
    click.echo("Copies of the keys from before open without it: destroy them, then make a new backup.")


@main.command("unlock-keys")
@folder_option
@passphrase_option
def unlock_keys(data: Path) -> None:
    """Take the passphrase off: who has the disk has the keys again."""
    offices.settings(data)
    codes = offices.unlock_keys(data, passphrases.given(passphrase_file()))
    click.echo(f"keys      {', '.join(codes)}: open")


@main.command("backup")
@folder_option
@click.argument("out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--passphrase-file",
    "words",
    type=click.Path(path_type=Path),
    help="Its first line is the passphrase for the keys in the backup; keys that are locked here stay under theirs.",
)
@json_option
def make_backup(data: Path, out: Path, words: Path | None, *, as_json: bool) -> None:
    """Write everything of all offices here to one file, while serve runs."""
    lock = passphrases.chosen(words) if words else None
    settings = offices.settings(data)
    with offices.in_use(data), closing(Database.open(settings.database)) as database:
        made = backup.write(database, data, out, passphrase=lock, now=SystemClock().now_ms())
    backup.look(out)
    if as_json:
        tell({"file": str(out), "bytes": out.stat().st_size, "offices": made.offices, "keys": made.keys})
        return
    click.echo(f"backup    {out}: {len(made.offices)} offices, {out.stat().st_size // 2**20} MB, read back")
    if made.keys == "open":
        click.echo(
            "The keys in it lie open: whoever has this file reads every answer. Lock it away, or give --passphrase-file."
        )
    else:
        click.echo(
            "The keys in it are locked: without their passphrase the backup opens no answer. Keep that elsewhere."
        )


@main.command("restore")
@folder_option
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--database", metavar="URL", help="Of an empty PostgreSQL database, for a backup of one.")
@json_option
def restore_backup(data: Path, file: Path, database: str | None, *, as_json: bool) -> None:
    """Put a backup in the place of what is here, which is kept beside it. Stop serve before."""
    done = backup.restore(file, data, url=database, actor=ACTOR, now=SystemClock().now_ms())
    if as_json:
        tell({"offices": done.manifest.offices, "before": str(done.before) if done.before else None})
        return
    click.echo(f"restored  {', '.join(done.manifest.offices)} into {data}")
    if done.before:
        click.echo(f"before    {done.before}  (delete it when all is well)")
    click.echo("Next: kelurahan verify, then kelurahan serve. Kiosks send again what is missing with their next sync.")


@main.command("partitions")
@click.argument("parts", type=click.IntRange(2, 1024))
def print_partitions(parts: int) -> None:
    """Print the SQL of a PostgreSQL database whose tables are spread by office over so many partitions.

    For thousands of offices: createdb NAME, kelurahan partitions 64 | psql NAME, kelurahan init --database …/NAME
    """
    for statement in partitions.schema(parts):
        click.echo(f"{statement};")
