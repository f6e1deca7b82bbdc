"""`kelurahan account add|list|roles|close|open|factor-off`, `kelurahan audit`: who works here, and what they did."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec
from sqlalchemy import Connection

from kiosk.catalog_files import load_catalog
from kiosk.errors import Damaged, WrongUse
from sync.server import audit
from sync.server.audit import Wanted
from sync.server.commands.command import ACTOR, Server, data_option, json_option, main, server_of, tell
from sync.server.people import roster
from sync.server.people.rights import Role
from sync.server.people.roster import Details, NewPassword, PersonRefusal
from sync.server.work.requests import HOME

_REFUSED: dict[PersonRefusal, tuple[str, str]] = {
    PersonRefusal.UNKNOWN: ("There is no such account, or it is so already.", "See: kelurahan account list"),
    PersonRefusal.NAME: ("A name is 2 to 40 small letters and digits.", "For example: kelurahan account add sari"),
    PersonRefusal.TAKEN: ("That name is taken.", "Give another one, or a new password: kelurahan password NAME"),
    PersonRefusal.TEXT: (f"Names and positions have up to {roster.TEXT_LENGTH} letters.", "Shorten it."),
    PersonRefusal.EMPLOYEE_NUMBER: ("A NIP has digits only.", "Leave it out where there is none."),
    PersonRefusal.NO_ROLE: ("An account needs a role.", "Give --role admin, lurah, petugas or instansi."),
    PersonRefusal.AGENCY: (
        "Only the role instansi has an agency, needs one, and stands alone.",
        "For example: --role instansi --agency disdukcapil",
    ),
    PersonRefusal.LAST_ADMIN: ("Nobody would be left to look after accounts.", "Make somebody else an admin first."),
    PersonRefusal.YOURSELF: ("That is your own account.", "Ask another admin."),
}

_ROLE = click.Choice([role.value for role in Role])


@main.group()
def account() -> None:
    """Who works at the desk: add, list, give roles, close."""


@account.command("list")
@data_option
@json_option
def list_accounts(data: Path, *, as_json: bool) -> None:
    """Every account, with roles; no password is known to anybody."""
    with server_of(data) as server, server.database.reading() as connection:
        found = roster.listed(connection, server.office.code, now=server.clock.now_ms())
    if as_json:
        tell({"accounts": [msgspec.to_builtins(one) for one in found]})
        return
    for one in found:
        roles = " ".join(one.details.roles) + (f" of {one.details.agency}" if one.details.agency else "")
        factor = "second factor" if one.second_factor else ""
        click.echo(f"account   {one.name:20} {roles or '-':24} {'closed' if one.closed_at else factor}".rstrip())


@account.command("add")
@data_option
@click.argument("name")
@click.option("--role", "roles", type=_ROLE, multiple=True, default=(Role.PETUGAS.value,), show_default=True)
@click.option("--agency", help="Of whom, for the role instansi: its id in the catalogue.")
@click.option("--full-name", default="", help="As letters and colleagues write it.")
@click.option("--position", default="", help="For example: Kasi Pemerintahan")
@click.option("--nip", default="", help="Employee number.")
@json_option
def add_account(
    data: Path,
    name: str,
    *,
    roles: tuple[str, ...],
    agency: str | None,
    full_name: str,
    position: str,
    nip: str,
    as_json: bool,
) -> None:
    """Add somebody; the password is shown once."""
    details = Details(full_name, position, nip, tuple(Role(role) for role in roles), agency)
    with server_of(data) as server, server.database.writing() as connection:
        made = roster.add(
            connection,
            server.office.code,
            name,
            details,
            agencies=_agencies(),
            actor=ACTOR,
            now=server.clock.now_ms(),
        )
    if not isinstance(made, NewPassword):
        raise WrongUse(*_REFUSED[made])
    if as_json:
        tell({"name": made.name, "password": made.password})
        return
    click.echo(f"log-in    {made.name}  {made.password}")


@account.command("roles")
@data_option
@click.argument("name")
@click.argument("roles", type=_ROLE, nargs=-1, required=True)
@click.option("--agency", help="Of whom, for the role instansi.")
def set_roles(data: Path, name: str, roles: tuple[str, ...], agency: str | None) -> None:
    """Give an account exactly these roles, from its next page on."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        person = roster.get(connection, server.office.code, name, now=now)
        if person is None:
            raise WrongUse(*_REFUSED[PersonRefusal.UNKNOWN])
        details = msgspec.structs.replace(person.details, roles=tuple(Role(role) for role in roles), agency=agency)
        _done(roster.change(connection, server.office.code, name, details, agencies=_agencies(), actor=ACTOR, now=now))
    click.echo(f"account   {name}  {' '.join(roles)}")


@account.command("close")
@data_option
@click.argument("name")
def close_account(data: Path, name: str) -> None:
    """Nobody logs in with that name any more, from now on; its history stays."""
    with server_of(data) as server, server.database.writing() as connection:
        _done(roster.close(connection, server.office.code, name, actor=ACTOR, now=server.clock.now_ms()))
    click.echo(f"account   {name}  closed")


@account.command("open")
@data_option
@click.argument("name")
def open_account(data: Path, name: str) -> None:
    """Let somebody log in again whose account was closed."""
    with server_of(data) as server, server.database.writing() as connection:
        _done(roster.reopen(connection, server.office.code, name, actor=ACTOR, now=server.clock.now_ms()))
    click.echo(f"account   {name}  open")


@account.command("factor-off")
@data_option
@click.argument("name")
def factor_off(data: Path, name: str) -> None:
    """Turn off the second factor of somebody who lost the phone and the codes on paper. Their sessions end."""
    with server_of(data) as server, server.database.writing() as connection:
        _done(roster.factor_off(connection, server.office.code, name, actor=ACTOR, now=server.clock.now_ms()))
    click.echo(f"account   {name}  without a second factor")


@main.command("audit")
@data_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="Only lines from then on, UTC.")
@json_option
def show_audit(data: Path, since: datetime | None, *, as_json: bool) -> None:
    """The audit trail, the newest line first, after checking its chain (exit 4: it does not hold)."""
    after = int(since.replace(tzinfo=UTC).timestamp() * 1000) if since else None
    with server_of(data) as server, server.database.reading() as connection:
        lines, head, broken = _trail(connection, server, after)
    if as_json:
        tell(
            {
                "ok": not broken,
                "head": msgspec.to_builtins(head),
                "problems": [msgspec.to_builtins(one) for one in broken],
                "lines": [msgspec.to_builtins(one) for one in lines],
            }
        )
    else:
        for line in lines:
            told = " ".join(filter(None, (line.permohonan_id, line.detail)))
            at = datetime.fromtimestamp(line.at / 1000, UTC).isoformat(timespec="seconds")
            click.echo(f"{line.seq:7}  {at}  {line.actor:20} {line.action.value:20} {told}".rstrip())
        click.echo(f"head      {head.seq}  {head.hash}")
    if broken:
        raise Damaged(
            f"The audit trail does not hold: {broken[0].seq}: {broken[0].what}.",
            "Keep a copy of the database as it is, and compare with a backup.",
        )


def _trail(
    connection: Connection, server: Server, after: int | None
) -> tuple[list[audit.Line], audit.Head, list[audit.Broken]]:
    office = server.office.code
    lines = audit.lines(connection, office, limit=None, wanted=Wanted(since=after))
    return lines, audit.head(connection, office), list(audit.check(connection, office))


def _done(refused: PersonRefusal | None) -> None:
    if refused is not None:
        raise WrongUse(*_REFUSED[refused])


def _agencies() -> frozenset[str]:
    return frozenset(agency.id for agency in load_catalog().agencies) - {HOME}
