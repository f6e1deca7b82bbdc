"""`kelurahan keys rotate-keys retire-key stolen`: keys that change, kiosks that are gone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from kiosk.errors import CannotNow, WrongUse
from sync.server import office as offices
from sync.server.audit import Action, record
from sync.server.commands.command import ACTOR, data_option, json_option, main, server_of, tell
from sync.server.kiosks import key_needs
from sync.server.kiosks import stolen as thefts


@main.command("keys")
@data_option
@json_option
def show_keys(data: Path, *, as_json: bool) -> None:
    """The office's keys by generation, and which kiosk is how far. No key is shown."""
    with server_of(data) as server, server.database.reading() as connection:
        standing = key_needs.standing(connection, server.office.code)
        office = server.office
    if as_json:
        tell(
            {
                "generation": office.generation,
                "former": [key.generation for key in office.former_seals],
                "kiosks": [msgspec.to_builtins(one) for one in standing],
            }
        )
        return
    former = ", ".join(str(key.generation) for key in office.former_seals)
    click.echo(
        f"keys      generation {office.generation}" + (f"; kept to open what is older: {former}" if former else "")
    )
    for one in standing:
        click.echo(f"kiosk     {one.kiosk_id}  seals to generation {one.generation}  {one.name}")


@main.command("rotate-keys")
@data_option
@json_option
def rotate_keys(data: Path, *, as_json: bool) -> None:
    """Give the office new keys. Kiosks go over by themselves, whenever they are heard of next, by any road."""
    with server_of(data) as server:
        # Before the audit trail: a line without new keys would be a lie, keys without a line are found in `kelurahan keys`.
        newer = offices.rotate(data, server.office.code, server.passphrase)
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            record(
                connection,
                newer.code,
                ACTOR,
                Action.OFFICE_KEYS_ROTATED,
                now=now,
                detail=f"generation {newer.generation}",
            )
    path = data / offices.KEYS / f"{newer.code}.json"
    if as_json:
        tell({"generation": newer.generation, "file": str(path)})
        return
    click.echo(f"keys      generation {newer.generation}, in use from now on")
    click.echo(f"Back up {path} now: the copy you have does not open what comes from here on.")


@main.command("retire-key")
@data_option
@click.argument("generation", type=click.IntRange(1))
@json_option
def retire_key(data: Path, generation: int, *, as_json: bool) -> None:
    """Forget a former key for ever, once no kiosk and no request here needs it. Destroy its backups too."""
    with server_of(data) as server:
        if generation == server.office.generation:
            raise WrongUse("That key is in use.", "Make a new one first: kelurahan rotate-keys")
        with server.database.reading() as connection:
            needed = key_needs.need(connection, server.office, generation)
        if needed.kiosks:
            raise CannotNow(
                f"Kiosk {', '.join(needed.kiosks)} may still send what is sealed to it.",
                "Sync them, or bring their sticks; revoke those that are gone for good (kelurahan revoke-kiosk).",
            )
        if needed.bodies:
            raise CannotNow(
                f"{needed.bodies} answers and photos here open with nothing else.",
                "Keep the key until retention has taken them away.",
            )
        offices.retire(data, server.office.code, generation, server.passphrase)
        with server.database.writing() as connection:
            now = server.clock.now_ms()
            record(
                connection,
                server.office.code,
                ACTOR,
                Action.OFFICE_KEY_RETIRED,
                now=now,
                detail=f"generation {generation}",
            )
    if as_json:
        tell({"retired": generation})
        return
    click.echo(f"keys      generation {generation} is forgotten")


@main.command("stolen")
@data_option
@click.argument("kiosk_id")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="Only requests from then on, UTC.")
@json_option
def stolen(data: Path, kiosk_id: str, since: datetime | None, *, as_json: bool) -> None:
    """Shut a stolen kiosk out, and say what the thief has and whom it concerns. No answers are opened."""
    after = int(since.replace(tzinfo=UTC).timestamp() * 1000) if since else None
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        found = thefts.stolen(connection, server.office.code, kiosk_id, actor=ACTOR, now=now, since=after)
    if found is None:
        raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on the page Kiosk of the desk.")
    if as_json:
        times = {name: _iso(getattr(found, name)) for name in ("revoked_at", "notice_until", "heard_at")}
        told = {**msgspec.to_builtins(found), **times}
        tell(
            {**told, "has": list(thefts.THIEF_HAS), "has_not": list(thefts.THIEF_HAS_NOT), "to_do": list(thefts.TO_DO)}
        )
        return
    click.echo(f"kiosk     {found.kiosk_id}  {found.name}: revoked {_iso(found.revoked_at)}")
    click.echo(f"heard     {_iso(found.heard_at) or 'never'}; {found.received} entries are here", nl=False)
    click.echo(
        f", {found.missing} it spoke of and {found.photos} photos are not; what it took after that, nobody knows"
    )
    click.echo(f"notice    until {_iso(found.notice_until)}")
    for title, lines in (("has", thefts.THIEF_HAS), ("has not", thefts.THIEF_HAS_NOT), ("to do", thefts.TO_DO)):
        for line in lines:
            click.echo(f"{title:9} {line}")
    for one in found.requests:
        click.echo(f"request   {one.id}  {one.day}  {one.ticket:7} {one.status.value:19} {one.service}")


def _iso(ms: int | None) -> str | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")
