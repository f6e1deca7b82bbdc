"""`kelurahan init serve enrol-kiosk revoke-kiosk password quota`: the office, its kiosks and its people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final, Literal, cast

import click

from kiosk.clock import SystemClock
from kiosk.errors import DiskReadOnly, WrongUse
from kiosk.private_file import write_private
from sync.server import office as offices
from sync.server.commands.command import ACTOR, data_option, folder_option, json_option, main, server_of, tell
from sync.server.kiosks import fleet
from sync.server.people import accounts, passwords
from sync.server.people.rights import ALL_ROLES
from sync.server.store import tables
from sync.server.store.database import Database

DEFAULT_OFFICE: Final = ("16.71.02.1003", "Kelurahan 26 Ilir")
DEFAULT_URL: Final = "http://127.0.0.1:8080"


@main.command()
@folder_option
@click.option("--database", metavar="URL", help="SQLAlchemy URL; without one SQLite inside the data folder.")
@click.option("--office", "code", metavar="CODE", help="Kemendagri code of the kelurahan, as 16.71.02.1003.")
@click.option("--name", help="Name of the office, as residents read it.")
@click.option("--zone", type=click.Choice(["7", "8", "9"]), default="7", help="7 WIB, 8 WITA, 9 WIT.")
@json_option
def init(data: Path, database: str | None, code: str | None, name: str | None, zone: str, *, as_json: bool) -> None:
    """Make the data folder, the office's keys and the first log-in (its password is shown once)."""
    if code is None:
        code = DEFAULT_OFFICE[0]
        click.echo(f"kelurahan: no --office given, using the example {code} ({DEFAULT_OFFICE[1]})", err=True)
    name = name or (DEFAULT_OFFICE[1] if code == DEFAULT_OFFICE[0] else f"Kelurahan {code}")
    hours = cast(Literal[7, 8, 9], int(zone))
    settings, keys = offices.prepare(data, code=code, name=name, zone=hours, database=database, url=DEFAULT_URL)
    password = passwords.new_password()
    now = SystemClock().now_ms()
    with closing(Database.open(settings.database)) as opened, opened.writing() as connection:
        tables.add_office(connection, keys.code, now=now)
        accounts.put(connection, keys.code, "admin", password, now=now, roles=ALL_ROLES)
    offices.finish(data, settings)
    if as_json:
        tell({"office": code, "name": name, "admin": "admin", "password": password, "data": str(data)})
        return
    click.echo(f"office    {code}  {name}")
    click.echo(f"data      {data}")
    click.echo(f"log-in    admin  {password}")
    click.echo("Write the password down: it is not shown again. Lost? kelurahan password admin")
    click.echo(f"Back up {data / offices.KEYS}: without these keys no answer can ever be opened.")


@main.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for kiosks on the office's network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
def serve(data: Path, host: str, port: int) -> None:
    """Answer kiosks and show the desk in the browser, until stopped."""
    # Only this command needs the web: the others start in a fraction of the time.
    from sync.server.serve import run

    with server_of(data) as server:
        # The others are found as those are that come later.
        run(server.database, server.office, server.clock, data, host=host, port=port, passphrase=server.passphrase)


@main.command("enrol-kiosk")
@data_option
@click.argument("name")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The enrolment file to write."
)
@click.option("--url", help="Where this kiosk reaches the server; empty when only sticks travel.")
@click.option(
    "--quota",
    "entries",
    type=click.IntRange(1, 10_000_000),
    default=fleet.QUOTA,
    show_default=True,
    help="New entries it may send in a day.",
)
@json_option
def enrol_kiosk(data: Path, name: str, out: Path, url: str | None, entries: int, *, as_json: bool) -> None:
    """Write an enrolment file for one kiosk. It holds a secret: hand it over, then delete it."""
    with server_of(data) as server:
        address = server.settings.url if url is None else url
        if address and not address.startswith(("http://", "https://")):
            raise WrongUse(f"{address!r} is no address.", "Write it as http://192.168.1.10:8080")
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            enrolment = fleet.enrol(connection, server.office, name, address, actor=ACTOR, now=now, quota=entries)
            # Inside the transaction: without the file nobody could use the kiosk that was made.
            try:
                write_private(out, fleet.enrolment_file(enrolment))
            except OSError as error:
                raise DiskReadOnly(f"{out} cannot be written ({error.strerror}).", "Give another --out.") from error
    if as_json:
        tell({"kiosk_id": enrolment.kiosk_id, "file": str(out), "url": address})
        return
    click.echo(f"kiosk     {enrolment.kiosk_id}  {name}")
    click.echo(f"file      {out}  (on the kiosk: kiosk enrol {out.name}; then delete it)")
    click.echo(f"server    {address or 'none: sticks only'}")


@main.command("revoke-kiosk")
@data_option
@click.argument("kiosk_id")
def revoke_kiosk(data: Path, kiosk_id: str) -> None:
    """Refuse a lost or stolen kiosk from now on."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        if not fleet.revoke(connection, server.office.code, kiosk_id, actor=ACTOR, now=now):
            raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on its maintenance page.")
    click.echo(f"kiosk     {kiosk_id}  revoked")


@main.command()
@data_option
@click.argument("name")
@json_option
def password(data: Path, name: str, *, as_json: bool) -> None:
    """Add a petugas, or give one a new password; it is shown once and ends their sessions."""
    name = accounts.folded(name)
    fresh = passwords.new_password()
    with server_of(data) as server, server.database.writing() as connection:
        accounts.put(connection, server.office.code, name, fresh, now=server.clock.now_ms())
    if as_json:
        tell({"name": name, "password": fresh})
        return
    click.echo(f"log-in    {name}  {fresh}")


@main.command()
@data_option
@click.argument("kiosk_id")
@click.argument("entries", type=click.IntRange(1, 10_000_000))
@json_option
def quota(data: Path, kiosk_id: str, entries: int, *, as_json: bool) -> None:
    """How many new entries a kiosk may send in a day from now on; what it has used up is forgotten."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        if not fleet.set_quota(connection, server.office.code, kiosk_id, entries, actor=ACTOR, now=now):
            raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on its maintenance page.")
    if as_json:
        tell({"kiosk_id": kiosk_id, "quota": entries})
        return
    click.echo(f"kiosk     {kiosk_id}  may send {entries} entries a day")


# --- What goes down to the kiosks -------------------------------------------------------------------------------------
