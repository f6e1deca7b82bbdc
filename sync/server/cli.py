"""The `kelurahan` command. Exit codes: 0 done, 2 wrong use, 3 cannot now, 4 damaged or refused, 1 a bug."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, cast

import click
import msgspec
import platformdirs

from kiosk import sealing
from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Clock, SystemClock, Zone
from kiosk.domain import words
from kiosk.domain.events import MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.errors import DiskReadOnly, KioskError, WrongUse
from kiosk.private_file import write_private
from sync.server import accounts, files, fleet, orders, requests, sticks, tables
from sync.server import office as offices
from sync.server.context import Shelf
from sync.server.database import Database
from sync.server.office import OfficeKeys, Settings
from sync.server.requests import MoveRefusal, NotMoved
from sync.server.verify import verify

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
@click.option(
    "--quota",
    "entries",
    type=click.IntRange(1, 10_000_000),
    default=fleet.QUOTA,
    show_default=True,
    help="New entries it may send in a day.",
)
@_json_option
def enrol_kiosk(data: Path, name: str, out: Path, url: str | None, entries: int, *, as_json: bool) -> None:
    """Write an enrolment file for one kiosk. It holds a secret: hand it over, then delete it."""
    with _server(data) as server:
        address = server.settings.url if url is None else url
        if address and not address.startswith(("http://", "https://")):
            raise WrongUse(f"{address!r} is no address.", "Write it as http://192.168.1.10:8080")
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            enrolment = fleet.enrol(connection, server.office, name, address, actor=_ACTOR, now=now, quota=entries)
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


@main.command()
@_data_option
@click.argument("kiosk_id")
@click.argument("entries", type=click.IntRange(1, 10_000_000))
@_json_option
def quota(data: Path, kiosk_id: str, entries: int, *, as_json: bool) -> None:
    """How many new entries a kiosk may send in a day from now on; what it has used up is forgotten."""
    with _server(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        if not fleet.set_quota(connection, server.office.code, kiosk_id, entries, actor=_ACTOR, now=now):
            raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on its maintenance page.")
    if as_json:
        _print({"kiosk_id": kiosk_id, "quota": entries})
        return
    click.echo(f"kiosk     {kiosk_id}  may send {entries} entries a day")


# --- What goes down to the kiosks -------------------------------------------------------------------------------------


@main.command()
@_data_option
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@_json_option
def publish(data: Path, paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Send service and content files to all kiosks: all of them, or none when one is no good."""
    found = files.read(list(paths))
    with _server(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        done = files.publish(connection, server.office.code, found, data=data, actor=_ACTOR, now=now)
    if as_json:
        _print({"number": done.number, "added": done.added, "changed": done.changed, "same": done.same})
        return
    for word, names in (("new", done.added), ("changed", done.changed), ("as it was", done.same)):
        for name in names:
            click.echo(f"{word:9} {name}")
    if done.number is not None:
        click.echo("The kiosks take them with their next sync. See: kelurahan files")


@main.command()
@_data_option
@click.argument("name")
@click.option(
    "--unknown", is_flag=True, help="Also a file that this server does not know: it was restored, kiosks were not."
)
@_json_option
def withdraw(data: Path, name: str, *, unknown: bool, as_json: bool) -> None:
    """Take a published file back from all kiosks. What it replaced is in use again."""
    with _server(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        number = files.withdraw(connection, server.office.code, name, unknown=unknown, data=data, actor=_ACTOR, now=now)
    if as_json:
        _print({"number": number, "name": name})
        return
    click.echo(f"withdrawn {name}")


@main.command("files")
@_data_option
@_json_option
def list_files(data: Path, *, as_json: bool) -> None:
    """What is published, since when and by whom, and what each kiosk made of it."""
    with _server(data) as server, server.database.reading() as connection:
        found = files.listed(connection, server.office.code)
        standings = files.standings(connection, server.office.code)
        zone = server.zone
    if as_json:
        _print(
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
    """What all kiosks, or one, are to do: close a service, show a message, keep other settings."""


def _order_options(function: Any) -> Any:
    function = click.option("--kiosk", "kiosk_id", metavar="ID", help="Only this kiosk.")(function)
    return _data_option(_json_option(function))


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


@order.command("list")
@_data_option
@_json_option
def order_list(data: Path, *, as_json: bool) -> None:
    """The orders that stand, and which kiosks follow each."""
    with _server(data) as server, server.database.reading() as connection:
        given = orders.listed(connection, server.office.code)
        zone = server.zone
    if as_json:
        _print(
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
    with _server(data) as server:
        services = Shelf(
            server.database, server.office.code, load_catalog(office=office_services(data)), data
        ).catalog()
        now = server.clock.now_ms()
        if isinstance(wished, ServiceClosed | MessageShown) and until is not None:
            wished = msgspec.structs.replace(wished, until=_until(until, server.zone))
        wanted = orders.checked(wished, services, now=now)
        with server.database.writing() as connection:
            number = orders.give(
                connection, server.office.code, wanted, kiosk_id=kiosk_id, actor=_ACTOR, now=now, zone=server.zone
            )
    said = orders.say(wanted, server.zone)
    if as_json:
        _print({"number": number, "order": said, "kiosk_id": kiosk_id})
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
                "photos": imported.photos,
                "left_alone": list(imported.left_alone),
                "refusals": [{"file": one.file, "reason": one.reason.value} for one in imported.refused],
                "files": list(imported.replies),
            }
        )
    else:
        click.echo(f"accepted  {len(imported.accepted)} files, {imported.events} new entries, {imported.photos} photos")
        click.echo(f"replies   {len(imported.replies)}")
    for one in imported.refused:
        click.echo(f"kelurahan: refused {one.file}: {one.reason.value}", err=True)
    for code in imported.left_alone:
        click.echo(f"kelurahan: left alone: the folder of office {code}", err=True)
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


@main.command("verify")
@_data_option
@_json_option
def verify_office(data: Path, *, as_json: bool) -> None:
    """Walk every kiosk's chain of entries and all that was made of them. Exit code 4 when something does not add up."""
    with _server(data) as server, server.database.reading() as connection:
        found = verify(connection, server.office.code)
    if as_json:
        _print({"ok": not found.problems, **msgspec.to_builtins(found)})
    else:
        click.echo(f"kiosks    {found.kiosks}")
        click.echo(f"entries   {found.entries}, {found.requests} requests")
        click.echo(f"photos    {found.photos}, {found.waiting} on their way")
    for one in found.problems[:20]:
        click.echo(f"kelurahan: {one.kiosk_id or 'office'} {one.seq}: {one.what}", err=True)
    if found.problems:
        click.echo(f"kelurahan: {len(found.problems)} problems. Keep this database and ask for help.", err=True)
        sys.exit(4)


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
        "answers": content.told(opened.photos) if isinstance(content, Sealed) else None,
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
