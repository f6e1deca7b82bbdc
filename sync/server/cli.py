"""The `kelurahan` command. Exit codes: 0 done, 2 wrong use, 3 cannot now, 4 damaged or refused, 1 a bug."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, cast

import click
import msgspec
import platformdirs

from kiosk import sealing
from kiosk.clock import Clock, SystemClock
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import DiskReadOnly, KioskError, WrongUse
from kiosk.private_file import write_private
from sync.server import accounts, fleet, requests, sticks, tables
from sync.server import office as offices
from sync.server.database import Database
from sync.server.office import OfficeKeys, Settings
from sync.server.requests import MoveRefusal, NotMoved

DEFAULT_OFFICE: Final = ("16.71.02.1003", "Kelurahan 26 Ilir")
DEFAULT_URL: Final = "http://127.0.0.1:8080"
_ACTOR: Final = "perintah kelurahan"  # who stands in the audit trail for what was done on the command line


@dataclass(frozen=True)
class Server:
    """What a command works with."""

    settings: Settings
    office: OfficeKeys
    database: Database
    clock: Clock


class _Group(click.Group):
    """Turns expected errors into one line on stderr and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KioskError as error:
            click.echo(f"kelurahan: {error}", err=True)
            ctx.exit(error.exit_code)


def _data_option(function: Any) -> Any:
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: platformdirs.user_data_path("publik-kiosk-kelurahan"),
        help="The server's data folder.",
    )(function)


def _json_option(function: Any) -> Any:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(function)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The kelurahan's server: takes what kiosks bring and sends back what the office decided."""


@main.command()
@_data_option
@click.option("--database", metavar="URL", help="SQLAlchemy URL; without one SQLite inside the data folder.")
@click.option("--office", "code", metavar="CODE", help="Kemendagri code of the kelurahan, as 16.71.02.1003.")
@click.option("--name", help="Name of the office, as residents read it.")
@click.option("--zone", type=click.Choice(["7", "8", "9"]), default="7", help="7 WIB, 8 WITA, 9 WIT.")
@_json_option
def init(data: Path, database: str | None, code: str | None, name: str | None, zone: str, *, as_json: bool) -> None:
    """Make the data folder, the office's keys and the first log-in (its password is shown once)."""
    if code is None:
        code = DEFAULT_OFFICE[0]
        click.echo(f"kelurahan: no --office given, using the example {code} ({DEFAULT_OFFICE[1]})", err=True)
    name = name or (DEFAULT_OFFICE[1] if code == DEFAULT_OFFICE[0] else f"Kelurahan {code}")
    hours = cast(Literal[7, 8, 9], int(zone))
    settings, keys = offices.prepare(data, code=code, name=name, zone=hours, database=database, url=DEFAULT_URL)
    password = accounts.new_password()
    now = SystemClock().now_ms()
    with closing(Database.open(settings.database)) as opened, opened.writing() as connection:
        tables.add_office(connection, keys.code, now=now)
        accounts.put(connection, keys.code, "admin", password, now=now)
    offices.finish(data, settings)
    if as_json:
        _print({"office": code, "name": name, "admin": "admin", "password": password, "data": str(data)})
        return
    click.echo(f"office    {code}  {name}")
    click.echo(f"data      {data}")
    click.echo(f"log-in    admin  {password}")
    click.echo("Write the password down: it is not shown again. Lost? kelurahan password admin")
    click.echo(f"Back up {data / offices.KEYS}: without these keys no answer can ever be opened.")


@main.command()
@_data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for kiosks on the office's network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
def serve(data: Path, host: str, port: int) -> None:
    """Answer kiosks and show the desk in the browser, until stopped."""
    # Only this command needs the web: the others start in a fraction of the time.
    from sync.server.serve import run

    with _server(data) as server:
        run(server.database, server.office, server.clock, data, host=host, port=port)


@main.command("enrol-kiosk")
@_data_option
@click.argument("name")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The enrolment file to write."
)
@click.option("--url", help="Where this kiosk reaches the server; empty when only sticks travel.")
@_json_option
def enrol_kiosk(data: Path, name: str, out: Path, url: str | None, *, as_json: bool) -> None:
    """Write an enrolment file for one kiosk. It holds a secret: hand it over, then delete it."""
    with _server(data) as server:
        address = server.settings.url if url is None else url
        if address and not address.startswith(("http://", "https://")):
            raise WrongUse(f"{address!r} is no address.", "Write it as http://192.168.1.10:8080")
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            enrolment = fleet.enrol(connection, server.office, name, address, actor=_ACTOR, now=now)
            # Inside the transaction: without the file nobody could use the kiosk that was made.
            try:
                write_private(out, fleet.enrolment_file(enrolment))
            except OSError as error:
                raise DiskReadOnly(f"{out} cannot be written ({error.strerror}).", "Give another --out.") from error
    if as_json:
        _print({"kiosk_id": enrolment.kiosk_id, "file": str(out), "url": address})
        return
    click.echo(f"kiosk     {enrolment.kiosk_id}  {name}")
    click.echo(f"file      {out}  (on the kiosk: kiosk enrol {out.name}; then delete it)")
    click.echo(f"server    {address or 'none: sticks only'}")


@main.command("revoke-kiosk")
@_data_option
@click.argument("kiosk_id")
def revoke_kiosk(data: Path, kiosk_id: str) -> None:
    """Refuse a lost or stolen kiosk from now on."""
    with _server(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        if not fleet.revoke(connection, server.office.code, kiosk_id, actor=_ACTOR, now=now):
            raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on its maintenance page.")
    click.echo(f"kiosk     {kiosk_id}  revoked")


@main.command()
@_data_option
@click.argument("name")
@_json_option
def password(data: Path, name: str, *, as_json: bool) -> None:
    """Add a petugas, or give one a new password; it is shown once and ends their sessions."""
    fresh = accounts.new_password()
    with _server(data) as server, server.database.writing() as connection:
        accounts.put(connection, server.office.code, name, fresh, now=server.clock.now_ms())
    if as_json:
        _print({"name": name, "password": fresh})
        return
    click.echo(f"log-in    {name}  {fresh}")


@main.group()
def usb() -> None:
    """The kiosks' data on a stick."""


@usb.command("import")
@_data_option
@click.argument("path", type=click.Path(path_type=Path))
@_json_option
def usb_import(data: Path, path: Path, *, as_json: bool) -> None:
    """Take the kiosks' files from a folder and write the replies beside them."""
    with _server(data) as server:
        imported = sticks.import_stick(server.database, server.office, path, server.clock)
    if as_json:
        _print(
            {
                "accepted": len(imported.accepted),
                "refused": len(imported.refused),
                "replies": len(imported.replies),
                "events": imported.events,
                "refusals": [{"file": one.file, "reason": one.reason.value} for one in imported.refused],
                "files": list(imported.replies),
            }
        )
    else:
        click.echo(f"accepted  {len(imported.accepted)} files, {imported.events} new entries")
        click.echo(f"replies   {len(imported.replies)}")
    for one in imported.refused:
        click.echo(f"kelurahan: refused {one.file}: {one.reason.value}", err=True)
    if imported.refused and not imported.accepted:
        sys.exit(4)


@main.command("requests")
@_data_option
@_json_option
def list_requests(data: Path, *, as_json: bool) -> None:
    """All requests with their answers opened. The audit trail records the look."""
    with _server(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        items = requests.listed(connection, server.office.code)
        opened = [
            requests.open_request(connection, server.office, item.permohonan.id, actor=_ACTOR, now=now)
            for item in items
        ]
    found = [one for one in opened if one is not None]
    if as_json:
        _print({"requests": [_request(one) for one in found]})
        return
    for one in found:
        request = one.item.permohonan
        click.echo(f"{request.id}  {one.item.kiosk_id}  {request.ticket:7} {request.status.value:19} {request.service}")


@main.command("set-status")
@_data_option
@click.argument("request_id", metavar="ID")
@click.argument("status")
@click.option("--note", help="What the resident reads at the kiosk: no personal data.")
@_json_option
def set_status(data: Path, request_id: str, status: str, note: str | None, *, as_json: bool) -> None:
    """Move a request on, as a petugas does at the desk."""
    try:
        new = PermohonanStatus(status.upper())
    except ValueError:
        raise WrongUse(f"There is no status {status[:30]!r}.", f"Known: {', '.join(PermohonanStatus)}.") from None
    with _server(data) as server, server.database.writing() as connection:
        moved = requests.change_status(
            connection,
            server.office.code,
            request_id,
            new,
            note=note,
            actor=_ACTOR,
            now=server.clock.now_ms(),
        )
        if isinstance(moved, NotMoved):
            _refuse_move(request_id, new, moved)
    if as_json:
        _print({"id": moved.id, "status": moved.status.value})
        return
    click.echo(f"{moved.id}  {moved.ticket}  {moved.status.value}")


def _refuse_move(request_id: str, new: PermohonanStatus, refused: NotMoved) -> NoReturn:
    match refused.why:
        case MoveRefusal.NOT_FOUND:
            raise WrongUse(f"There is no request {request_id[:40]!r}.", "See: kelurahan requests")
        case MoveRefusal.NEEDS_NOTE:
            raise WrongUse(f"{new.value} needs a reason that the resident can read.", "Add --note TEXT")
        case MoveRefusal.NOTE_TOO_LONG:
            raise WrongUse("The note is too long or holds odd characters.", f"At most {requests.NOTE_LENGTH} letters.")
        case MoveRefusal.NOTE_PERSONAL:
            raise WrongUse(
                "The note holds what looks like a NIK or KK.", "Leave it out: others may read it at a kiosk."
            )
        case _:
            status = refused.status or PermohonanStatus.SUBMITTED
            allowed = ", ".join(requests.allowed(status)) or "none, it is closed"
            raise WrongUse(f"From {status.value} a request cannot go to {new.value}.", f"Allowed: {allowed}.")


def _request(opened: requests.Opened) -> dict[str, object]:
    request = opened.item.permohonan
    content = opened.content
    row: dict[str, object] = {
        "id": request.id,
        "kiosk_id": opened.item.kiosk_id,
        "seq": request.seq,
        "service": request.service,
        "ticket": request.ticket,
        "status": request.status.value,
        "holder": opened.item.holder,
        "answers": content.told() if isinstance(content, sealing.Sealed) else None,
    }
    if isinstance(content, sealing.OpenFailed):
        row["problem"] = content.reason
    return row


@contextmanager
def _server(data: Path) -> Iterator[Server]:
    settings, keys = offices.load(data)
    database = Database.open(settings.database)
    try:
        yield Server(settings, keys, database, SystemClock())
    finally:
        database.close()


def _print(value: dict[str, object]) -> None:
    click.echo(msgspec.json.encode(value).decode())
