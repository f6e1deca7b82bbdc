"""`kelurahan usb requests set-status verify`: what came from the kiosks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from kiosk import sealing
from kiosk.catalog_files import load_catalog, office_services
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.errors import CannotNow, WrongUse
from sync.server.commands.command import ACTOR, data_option, json_option, main, server_of, tell
from sync.server.context import Shelf
from sync.server.exchange import sticks
from sync.server.upkeep.verify import verify
from sync.server.work import requests
from sync.server.work.requests import MoveRefusal, NotMoved


@main.group()
def usb() -> None:
    """The kiosks' data on a stick."""


@usb.command("import")
@data_option
@click.argument("path", type=click.Path(path_type=Path))
@json_option
def usb_import(data: Path, path: Path, *, as_json: bool) -> None:
    """Take the kiosks' files from a folder and write the replies beside them."""
    with server_of(data) as server:
        shelf = Shelf(server.database, server.office.code, load_catalog(office=office_services(data)), data)
        imported = sticks.import_stick(server.database, server.office, path, server.clock, shelf.catalog)
    if as_json:
        tell(
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
@data_option
@json_option
def list_requests(data: Path, *, as_json: bool) -> None:
    """All requests with their answers opened. The audit trail records the look."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        items = requests.listed(connection, server.office.code)
        opened = [
            requests.open_request(connection, server.office, item.permohonan.id, actor=ACTOR, now=now) for item in items
        ]
    found = [one for one in opened if one is not None]
    if as_json:
        tell({"requests": [request_row(one) for one in found]})
        return
    for one in found:
        request = one.item.permohonan
        click.echo(f"{request.id}  {one.item.kiosk_id}  {request.ticket:7} {request.status.value:19} {request.service}")


@main.command("set-status")
@data_option
@click.argument("request_id", metavar="ID")
@click.argument("status")
@click.option("--note", help="What the resident reads at the kiosk: no personal data.")
@json_option
def set_status(data: Path, request_id: str, status: str, note: str | None, *, as_json: bool) -> None:
    """Move a request on, as a petugas does at the desk."""
    try:
        new = PermohonanStatus(status.upper())
    except ValueError:
        raise WrongUse(f"There is no status {status[:30]!r}.", f"Known: {', '.join(PermohonanStatus)}.") from None
    with server_of(data) as server, server.database.writing() as connection:
        moved = requests.change_status(
            connection,
            server.office.code,
            request_id,
            new,
            note=note,
            actor=ACTOR,
            now=server.clock.now_ms(),
        )
        if isinstance(moved, NotMoved):
            _refuse_move(request_id, new, moved)
    if as_json:
        tell({"id": moved.id, "status": moved.status.value})
        return
    click.echo(f"{moved.id}  {moved.ticket}  {moved.status.value}")


@main.command("verify")
@data_option
@json_option
def verify_office(data: Path, *, as_json: bool) -> None:
    """Walk every kiosk's chain of entries and all that was made of them. Exit code 4 when something does not add up."""
    with server_of(data) as server, server.database.reading() as connection:
        found = verify(connection, server.office.code)
    if as_json:
        tell({"ok": not found.problems, **msgspec.to_builtins(found)})
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
        case MoveRefusal.RESTRICTED:
            raise CannotNow(
                "The resident asked that nothing be done with this request for now; it can only be rejected or cancelled.",
                "When they agree again, end the restriction at the desk: Hak warga.",
            )
        case _:
            status = refused.status or PermohonanStatus.SUBMITTED
            allowed = ", ".join(requests.allowed(status)) or "none, it is closed"
            raise WrongUse(f"From {status.value} a request cannot go to {new.value}.", f"Allowed: {allowed}.")


def request_row(opened: requests.Opened) -> dict[str, object]:
    """A request as `kelurahan requests --json` prints it."""
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
