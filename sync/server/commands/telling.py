"""`kelurahan publish withdraw files order`: what goes to the kiosks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Zone
from kiosk.domain import words
from kiosk.domain.events import HoursSet, MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged
from kiosk.domain.hall import parse_hours
from kiosk.errors import WrongUse
from sync.server.commands.command import ACTOR, data_option, json_option, main, server_of, tell
from sync.server.context import Shelf
from sync.server.exchange import files
from sync.server.kiosks import orders


@main.command()
@data_option
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@json_option
def publish(data: Path, paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Send service and content files to all kiosks: all of them, or none when one is no good."""
    found = files.read(list(paths))
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        done = files.publish(connection, server.office.code, found, data=data, actor=ACTOR, now=now)
    if as_json:
        tell({"number": done.number, "added": done.added, "changed": done.changed, "same": done.same})
        return
    for word, names in (("new", done.added), ("changed", done.changed), ("as it was", done.same)):
        for name in names:
            click.echo(f"{word:9} {name}")
    if done.number is not None:
        click.echo("The kiosks take them with their next sync. See: kelurahan files")


@main.command()
@data_option
@click.argument("name")
@click.option(
    "--unknown", is_flag=True, help="Also a file that this server does not know: it was restored, kiosks were not."
)
@json_option
def withdraw(data: Path, name: str, *, unknown: bool, as_json: bool) -> None:
    """Take a published file back from all kiosks. What it replaced is in use again."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        number = files.withdraw(connection, server.office.code, name, unknown=unknown, data=data, actor=ACTOR, now=now)
    if as_json:
        tell({"number": number, "name": name})
        return
    click.echo(f"withdrawn {name}")


@main.command("files")
@data_option
@json_option
def list_files(data: Path, *, as_json: bool) -> None:
    """What is published, since when and by whom, and what each kiosk made of it."""
    with server_of(data) as server, server.database.reading() as connection:
        found = files.listed(connection, server.office.code)
        standings = files.standings(connection, server.office.code)
        zone = server.zone
    if as_json:
        tell(
            {
                "files": [
                    {
                        "name": one.name,
                        "number": one.number,
                        "withdrawn": one.withdrawn,
                        "at": _iso(one.at),
                        "actor": one.actor,
                        "bytes": one.bytes,
                    }
                    for one in found
                ],
                "kiosks": [
                    {
                        "kiosk_id": one.kiosk_id,
                        "name": one.name,
                        "good": one.good,
                        "judged": one.judged,
                        "refused": [{"file": file, "reason": reason} for file, reason in one.refused],
                    }
                    for one in standings
                ],
            }
        )
        return
    newest = max((one.number for one in found), default=0)
    for one in found:
        state = "withdrawn" if one.withdrawn else f"{one.bytes} bytes"
        click.echo(f"{one.name:40} {_time(one.at, zone)}  {one.actor}  {state}")
    for kiosk in standings:
        click.echo(f"kiosk {kiosk.kiosk_id}  {kiosk.name}: {_standing(kiosk, newest)}")
        for file, reason in kiosk.refused:
            click.echo(f"    {file} {reason}".rstrip())


def _standing(kiosk: files.Standing, newest: int) -> str:
    if kiosk.good >= newest:
        return "uses all of them"
    if kiosk.judged >= newest:
        return "refused the newest and keeps the old ones"
    return "has not taken the newest yet"


@main.group()
def order() -> None:
    """What all kiosks, or one, are to do: close a service, show a message, keep other settings or hours."""


def _order_options(function: Any) -> Any:
    function = click.option("--kiosk", "kiosk_id", metavar="ID", help="Only this kiosk.")(function)
    return data_option(json_option(function))


def _until_option(function: Any) -> Any:
    return click.option(
        "--until", metavar="DAY", help="The last moment before it ends by itself: 2026-12-01, or 2026-12-01T13:00."
    )(function)


@order.command("close")
@click.argument("service")
@click.option("--reason", default="", help=f"What residents read, Indonesian, at most {orders.REASON_LENGTH} letters.")
@_until_option
@_order_options
def order_close(
    data: Path, service: str, reason: str, until: str | None, kiosk_id: str | None, *, as_json: bool
) -> None:
    """Take no new requests for a service: it stays on the screen, marked as closed."""
    _give(data, ServiceClosed(service, reason), until, kiosk_id, as_json=as_json)


@order.command("open")
@click.argument("service")
@_order_options
def order_open(data: Path, service: str, kiosk_id: str | None, *, as_json: bool) -> None:
    """Take requests for a closed service again."""
    _give(data, ServiceOpened(service), None, kiosk_id, as_json=as_json)


@order.command("message")
@click.argument("text")
@_until_option
@_order_options
def order_message(data: Path, text: str, until: str | None, kiosk_id: str | None, *, as_json: bool) -> None:
    """Show a sentence on the first page; "" takes it away."""
    _give(data, MessageShown(text), until, kiosk_id, as_json=as_json)


@order.command("settings")
@click.argument("settings", metavar="KEY=VALUE...", nargs=-1)
@_order_options
def order_settings(data: Path, settings: tuple[str, ...], kiosk_id: str | None, *, as_json: bool) -> None:
    """Keep other settings than those of `config.toml`: idle_warning_s, idle_wipe_s, languages, office_copy.

    They replace what was ordered before; without any, every kiosk goes by its own file again.
    """
    _give(data, _settings(settings), None, kiosk_id, as_json=as_json)


@order.command("hours")
@click.argument("hours", metavar="HOURS")
@_order_options
def order_hours(data: Path, hours: str, kiosk_id: str | None, *, as_json: bool) -> None:
    """When kiosks are open: "Sen-Jum 08.00-15.00; Sab 08.00-12.00", other days closed; "always" for day and night.

    Each keeps them as if they were set at the machine, until they are changed there or ordered anew.
    """
    week = () if hours.strip().lower() == "always" else parse_hours(hours)
    _give(
        data, HoursSet(tuple((day.opens, day.closes) if day else None for day in week)), None, kiosk_id, as_json=as_json
    )


@order.command("list")
@data_option
@json_option
def order_list(data: Path, *, as_json: bool) -> None:
    """The orders that stand, and which kiosks follow each."""
    with server_of(data) as server, server.database.reading() as connection:
        given = orders.listed(connection, server.office.code)
        zone = server.zone
    if as_json:
        tell(
            {
                "orders": [
                    {
                        "number": one.number,
                        "order": orders.say(one.order, zone),
                        "kiosk_id": one.kiosk_id,
                        "at": _iso(one.at),
                        "followed": one.followed,
                        "waited_for": one.waited_for,
                    }
                    for one in given
                ]
            }
        )
        return
    for one in given:
        click.echo(f"{_time(one.at, zone)}  {one.kiosk_id or 'all':6}  {orders.say(one.order, zone)}")
        click.echo(f"    followed by {', '.join(one.followed) or 'none yet'}")
        if one.waited_for and one.followed:
            click.echo(f"    not yet by  {', '.join(one.waited_for)}")


def _give(data: Path, wished: Order, until: str | None, kiosk_id: str | None, *, as_json: bool) -> None:
    with server_of(data) as server:
        services = Shelf(
            server.database, server.office.code, load_catalog(office=office_services(data)), data
        ).catalog()
        now = server.clock.now_ms()
        if isinstance(wished, ServiceClosed | MessageShown) and until is not None:
            wished = msgspec.structs.replace(wished, until=_until(until, server.zone))
        wanted = orders.checked(wished, services, now=now)
        with server.database.writing() as connection:
            number = orders.give(
                connection, server.office.code, wanted, kiosk_id=kiosk_id, actor=ACTOR, now=now, zone=server.zone
            )
    said = orders.say(wanted, server.zone)
    if as_json:
        tell({"number": number, "order": said, "kiosk_id": kiosk_id})
        return
    click.echo(f"ordered   {said}  ({kiosk_id or 'all kiosks'}, with their next sync)")


def _until(text: str, zone: Zone) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"{text[:30]!r} is no day.", "Write 2026-12-01, or 2026-12-01T13:00.") from None
    if len(text) <= 10:
        moment += timedelta(days=1, minutes=-1)  # a day alone is the whole of it
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(hours=zone.hours)))
    return int(moment.timestamp() * 1000)


def _settings(given: tuple[str, ...]) -> SettingsChanged:
    kinds = {field.name: field.type for field in msgspec.structs.fields(SettingsChanged)}
    values: dict[str, Any] = {}
    for one in given:
        key, _, value = one.partition("=")
        if key not in kinds or not value:
            raise WrongUse(f"{one[:40]!r} is no setting.", f"Write KEY=VALUE with one of: {', '.join(kinds)}.")
        try:
            # Not strict, because a command line has only text: "60" is a number, "true" a truth.
            values[key] = msgspec.convert(value.split(",") if key == "languages" else value, kinds[key], strict=False)
        except msgspec.ValidationError as error:
            raise WrongUse(
                f"{one[:40]!r} cannot be read: {error}.", "Write idle_warning_s=60 or office_copy=true."
            ) from None
    return SettingsChanged(**values)


def _time(ms: int, zone: Zone) -> str:
    return words.date_and_time(zone.local(ms), zone.name)


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")


# --- Sticks and requests ----------------------------------------------------------------------------------------------
