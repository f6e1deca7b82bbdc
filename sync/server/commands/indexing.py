"""`kelurahan reindex`: requests from before there was a search by NIK and name."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.catalog_files import load_catalog, office_services
from sync.server.commands.command import data_option, json_option, main, server_of, tell
from sync.server.context import Shelf
from sync.server.work import search


@main.command()
@data_option
@json_option
def reindex(data: Path, *, as_json: bool) -> None:
    """Make every request findable by NIK and name, and give complaints their deadlines. May run beside the server, again
    and again.
    """
    done = 0
    with server_of(data) as server:
        shelf = Shelf(server.database, server.office.code, load_catalog(office=office_services(data)), data)
        for done in search.reindex(server.database, server.office, shelf.catalog()):
            if not as_json:
                click.echo(f"requests  {done}", err=True)
    if as_json:
        tell({"requests": done})
        return
    click.echo(f"requests  {done} can be found by NIK and name")
