"""`kelurahan export`, `kelurahan opensid`: for other programs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import click
import msgspec

from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Zone
from kiosk.domain.catalog import Catalog
from kiosk.errors import CannotNow, WrongUse
from kiosk.private_file import write_private
from sync.server.commands.command import ACTOR, Server, data_option, json_option, main, server_of, tell
from sync.server.context import Shelf
from sync.server.opensid import connectors, permohonan, sheet
from sync.server.opensid.permohonan import Numbers
from sync.server.programs import export
from sync.server.programs.export import Period
from sync.server.work import residents


@main.command("export")
@data_option
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "first", metavar="DAY", help="The first day of their arrival: 2026-11-01.")
@click.option("--to", "last", metavar="DAY", help="The last day.")
@click.option("--service", metavar="ID", help="Only this service; its answers become columns of the CSV.")
@click.option("--answers", is_flag=True, help="With what residents wrote. Each is recorded as opened.")
@json_option
def export_requests(
    data: Path, path: Path, first: str | None, last: str | None, service: str | None, *, answers: bool, as_json: bool
) -> None:
    """Write the requests of a period to FILE: .csv for a spreadsheet, .json for a program. Readable by you only."""
    if path.suffix not in (".csv", ".json"):
        raise WrongUse(f"{path.name} is neither .csv nor .json.", "Give the file one of the two endings.")
    with server_of(data) as server:
        catalog = _catalog(server, data)
        found = catalog.find(service) if service else None
        made = list(
            export.requests_of(
                server.database,
                server.office,
                catalog,
                Period(_day(first, server.zone), _day(last, server.zone, after=True)),
                service=found.id if found else None,
                with_answers=answers,
                actor=ACTOR,
                now=server.clock.now_ms(),
            )
        )
    fields = [field.id for field in found.fields()] if found and answers else []
    text = export.as_csv(made, fields) if path.suffix == ".csv" else export.as_json(made)
    _write(path, text)
    if as_json:
        tell({"file": str(path), "requests": len(made)})
        return
    click.echo(f"exported  {len(made)} requests to {path}")


@main.group()
def opensid() -> None:
    """OpenSID beside this server: its residents in, our requests out."""


@opensid.command("residents")
@data_option
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Remove whoever is not in FILE.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
def opensid_residents(data: Path, path: Path, *, replace: bool, dry_run: bool, as_json: bool) -> None:
    """Take OpenSID's sheet of residents (XLSX or CSV), so that forms can be checked against it at the desk."""
    found = sheet.read(path)
    with server_of(data) as server, server.database.writing() as connection:
        done = residents.put(
            connection,
            server.office,
            found.residents,
            replace=replace,
            dry_run=dry_run,
            actor=ACTOR,
            now=server.clock.now_ms(),
        )
    if as_json:
        wrong = [msgspec.to_builtins(one) for one in found.wrong]
        unknown = found.unknown_columns
        tell({"dry_run": dry_run, **msgspec.to_builtins(done), "wrong": wrong, "unknown_columns": unknown})
        return
    said = "would be" if dry_run else "are"
    click.echo(f"{done.new} {said} new, {done.changed} changed, {done.removed} removed; {done.same} stay as they were")
    for column in found.unknown_columns:
        click.echo(f"kelurahan: column {column[:40]!r} is not known and was passed over", err=True)
    for line in found.wrong:
        click.echo(f"kelurahan: {line.sheet or path.name} line {line.line}: {_WRONG[line.why]}", err=True)


@opensid.command("export")
@data_option
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "first", metavar="DAY", help="The first day of their arrival: 2026-11-01.")
@click.option("--to", "last", metavar="DAY", help="The last day.")
@click.option(
    "--letters",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help='JSON: the numbers of your letters in OpenSID, {"S-41": 12}.',
)
@json_option
def opensid_export(
    data: Path, path: Path, first: str | None, last: str | None, letters: Path | None, *, as_json: bool
) -> None:
    """Write requests in the shape of OpenSID's table permohonan_surat to FILE (.json or .csv). Each is recorded as opened."""
    if path.suffix not in (".csv", ".json"):
        raise WrongUse(f"{path.name} is neither .csv nor .json.", "Give the file one of the two endings.")
    with server_of(data) as server:
        found = list(
            permohonan.rows(
                server.database,
                server.office,
                _catalog(server, data),
                Period(_day(first, server.zone), _day(last, server.zone, after=True)),
                numbers=_numbers(letters),
                actor=ACTOR,
                now=server.clock.now_ms(),
            )
        )
    _write(path, permohonan.as_csv(found) if path.suffix == ".csv" else permohonan.as_json(found))
    if as_json:
        tell({"file": str(path), "requests": len(found)})
        return
    click.echo(f"exported  {len(found)} requests to {path}")


@opensid.command("connect")
@data_option
@click.argument("connector", type=click.Choice([connectors.OFF, *connectors.CONNECTORS]))
@click.option("--place", default="", help="For file-drop: the folder.")
@click.option("--letters", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="As for export.")
def opensid_connect(data: Path, connector: str, place: str, letters: Path | None) -> None:
    """Switch a connector on, or all off. It delivers with `kelurahan opensid push`, by hand or from cron."""
    with server_of(data) as server, server.database.writing() as connection:
        known = dict(_numbers(letters).letters)
        now = server.clock.now_ms()
        connectors.connect(connection, server.office.code, connector, place, known, actor=ACTOR, now=now)
    click.echo(f"connector {connector}")


@opensid.command("push")
@data_option
@json_option
def opensid_push(data: Path, *, as_json: bool) -> None:
    """Deliver what arrived or moved since the last time. Exit code 3 when the other side cannot be reached."""
    with server_of(data) as server:
        now = server.clock.now_ms()
        count = connectors.push(server.database, server.office, _catalog(server, data), actor=ACTOR, now=now)
    if as_json:
        tell({"delivered": count})
        return
    click.echo(f"delivered {count}")


_WRONG = {
    sheet.Wrong.NO_NIK: "no NIK",
    sheet.Wrong.NIK: "the NIK has not sixteen digits",
    sheet.Wrong.NIK_ROUNDED: "the NIK is a number and lost its last digit; make the column text",
    sheet.Wrong.NO_NAME: "no name",
    sheet.Wrong.BIRTH_DATE: "the date of birth is no date",
    sheet.Wrong.STATUS: "the status is not one of OpenSID's",
    sheet.Wrong.TWICE: "the same NIK as a line before, which it replaces",
}


def _catalog(server: Server, data: Path) -> Catalog:
    return Shelf(server.database, server.office.code, load_catalog(office=office_services(data)), data).catalog()


def _numbers(path: Path | None) -> Numbers:
    if path is None:
        return Numbers()
    try:
        return permohonan.read_numbers(path)
    except (OSError, msgspec.DecodeError) as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.", 'Write {"S-41": 12}.') from error


def _write(path: Path, text: str) -> None:
    try:
        write_private(path, text.encode())
    except OSError as error:
        raise CannotNow(f"{path} cannot be written ({error.strerror}).", "Give another place.") from error


def _day(text: str | None, zone: Zone, *, after: bool = False) -> int | None:
    """The midnight at which a day of the office begins, or ends; ms since 1970 UTC."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=1 if after else 0)
    except (ValueError, OverflowError):
        raise WrongUse(f"{text[:30]!r} is no day.", "Write 2026-11-01.") from None
    return round(datetime.combine(day, time(), tzinfo=zone.local(0).tzinfo).timestamp() * 1000)
