"""`kelurahan retention`: what is over, and carrying out what the office has confirmed."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from kiosk.catalog_files import load_catalog, office_services
from kiosk.domain import words
from sync.server.commands.command import ACTOR, Server, data_option, json_option, main, server_of, tell
from sync.server.context import Shelf
from sync.server.privacy import retention as keeping


@main.command("retention")
@data_option
@click.option("--dry-run", is_flag=True, help="Only say what is due; change nothing.")
@click.option(
    "--rules",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Give the office a schedule (JRA) of its own, as assets/retention/jra.toml has it.",
)
@json_option
def retention(data: Path, file: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """List what is due for destruction, propose it to the lurah, and go on with what was confirmed.

    Nothing is destroyed that a second person has not confirmed at the desk.
    """
    with server_of(data) as server:
        now = server.clock.now_ms()
        office = server.office.code
        catalog = Shelf(server.database, office, load_catalog(office=office_services(data)), data).catalog()
        if file is not None:
            wanted = keeping.read(file.read_text("utf-8", errors="replace"))
            with server.database.writing() as connection:
                keeping.set_rules(connection, office, wanted, actor=ACTOR, now=now)
        with server.database.reading() as connection:
            due = keeping.due(connection, office, catalog, zone=server.zone, now=now)
            unfinished = keeping.unfinished(connection, office)
        gone, proposed = 0, None
        if not dry_run:
            gone = sum(keeping.carry_out(server.database, office, one, now=now) for one in unfinished)
            with server.database.writing() as connection:
                proposed = keeping.propose_due(connection, office, catalog, zone=server.zone, actor=ACTOR, now=now)
        if as_json:
            told = [msgspec.to_builtins(one) for one in due]
            tell({"due": told, "destroyed": gone, "proposed": proposed.id if proposed else None})
            return
        _say(server, due)
        if gone:
            click.echo(f"destroyed {gone} requests of lists that were confirmed")
        if proposed:
            click.echo(f"proposed  {proposed.id}: the lurah confirms it at the desk, under Hak warga, Pemusnahan")


def _say(server: Server, due: list[keeping.Due]) -> None:
    for one in due:
        closed = words.day_without_name(server.zone.local(one.closed_at).date())
        click.echo(f"due       {one.id}  {one.ticket:7} {one.ref} {one.service}, closed {closed}")
    if not due:
        click.echo("due       nothing")
