"""`kiosk hours close open service message look`: the hall's settings, for one who can log in to the machine.

What only looks works beside the running program. What changes something is refused there (exit 3), because the program owns
the database; its maintenance mode does the same.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk import keys
from kiosk.app import bootstrap
from kiosk.app.backlight import Backlight
from kiosk.app.command import command, iso_time, say
from kiosk.clock import SystemClock, Zone
from kiosk.domain import words
from kiosk.domain.audit import Actor
from kiosk.domain.events import MessageShown, ServiceClosed
from kiosk.domain.hall import Hall, end_of_day, hours_text, parse_hours
from kiosk.errors import WrongUse
from kiosk.store.database import reading
from kiosk.usecases import hall as kept
from kiosk.usecases.context import Context

_UNTIL = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)[ T]?)?(?:(?P<hour>\d{1,2})[.:](?P<minute>\d\d))?")


@command("hours", as_json=True)
@click.option("--set", "hours", metavar="HOURS", help='"Sen-Jum 08.00-15.00; Sab 08.00-12.00"; other days are closed.')
@click.option("--always", is_flag=True, help="Open day and night.")
def hours_command(data: Path, hours: str | None, always: bool) -> dict[str, Any]:
    """When the screen serves residents, by the office's time."""
    if hours is not None and always:
        raise WrongUse("hours takes one of --set, --always.", "See: kiosk hours --help")
    if hours is not None or always:
        with bootstrap.machine(data) as machine:
            _change(machine.context, hours=() if hours is None else parse_hours(hours))
    return _tell_opening(data)


@command("close", as_json=True)
@click.option("--until", metavar="TIME", help="15.00, 2026-12-24 or '2026-12-24 12.00'; otherwise until midnight.")
def close_command(data: Path, until: str | None) -> dict[str, Any]:
    """Closes the screen for today: nobody new begins there. What residents began is finished."""
    with bootstrap.machine(data) as machine:
        context = machine.context
        now = context.clock.now_ms()
        ends = end_of_day(now, context.zone) if until is None else _moment(until, now, context.zone)
        _change(context, closed_until=ends)
    return _tell_opening(data)


@command("open", as_json=True)
def open_command(data: Path) -> dict[str, Any]:
    """Takes back `kiosk close`; the hours count again."""
    with bootstrap.machine(data) as machine:
        _change(machine.context, closed_until=None)
    return _tell_opening(data)


@command("service", as_json=True)
@click.argument("what", type=click.Choice(["close", "open"]))
@click.argument("service")
@click.option("--reason", default="", help="Why, in Indonesian, as residents read it.")
@click.option("--until", metavar="TIME", help="15.00, 2026-12-24 or '2026-12-24 12.00'; otherwise until it is opened.")
def service_command(data: Path, what: str, service: str, *, reason: str, until: str | None) -> dict[str, Any]:
    """Switches one service off at this kiosk, or on again; what the office closes stays closed."""
    with bootstrap.machine(data) as machine:
        context = machine.context
        found = context.catalog.find(service).id
        closed = tuple(one for one in kept.hall(context.store).closed if one.service != found)
        if what == "close":
            ends = _moment(until, context.clock.now_ms(), context.zone) if until else None
            closed = (*closed, ServiceClosed(found, reason, ends))
        elif reason or until:
            raise WrongUse("service open takes neither --reason nor --until.", "See: kiosk service --help")
        now = _change(context, closed=closed)
    for one in now.closed:
        say(f"{one.service}  {one.reason}".rstrip())
    if not now.closed:
        say("No service is switched off here.")
    return {"closed": [{"id": one.service, "reason": one.reason, "until": iso_time(one.until)} for one in now.closed]}


@command("message", as_json=True)
@click.argument("text", default="")
@click.option("--clear", is_flag=True, help="Takes it away.")
@click.option(
    "--until", metavar="TIME", help="15.00, 2026-12-24 or '2026-12-24 12.00'; otherwise until it is taken away."
)
def message_command(data: Path, text: str, clear: bool, until: str | None) -> dict[str, Any]:
    """What the first page says below its title, where the office has no message of its own."""
    if clear and (text or until):
        raise WrongUse("message takes either a text or --clear.", "See: kiosk message --help")
    if clear or text:
        with bootstrap.machine(data) as machine:
            context = machine.context
            ends = _moment(until, context.clock.now_ms(), context.zone) if until else None
            now = _change(context, message=MessageShown(text, ends) if text else None)
    else:
        now = _now(data)
    shown = now.message
    say(shown.text if shown else "No message.")
    return {"text": shown.text if shown else "", "until": iso_time(shown.until if shown else None)}


@command("look", as_json=True)
@click.option("--volume", type=int, metavar="PERCENT", help="0 is silent; captions stay.")
@click.option("--brightness", type=int, metavar="PERCENT", help="10 to 100, where the screen's light can be set.")
@click.option("--languages", metavar="id,jv", help='In this order; "" is what config.toml says.')
def look_command(data: Path, volume: int | None, brightness: int | None, languages: str | None) -> dict[str, Any]:
    """How loud and how bright it is, and which languages it offers."""
    wanted: dict[str, Any] = {"volume": volume, "brightness": brightness}
    if languages is not None:
        wanted["languages"] = tuple(filter(None, (one.strip() for one in languages.split(","))))
    wanted = {key: value for key, value in wanted.items() if value is not None}
    if wanted:
        with bootstrap.machine(data) as machine:
            now = _change(machine.context, **wanted)
    else:
        now = _now(data)
    say(f"volume {now.volume} %, brightness {now.brightness} %, languages {' '.join(now.languages) or 'as configured'}")
    if brightness is not None and not Backlight().shine(now.brightness):
        say("The light of this screen can not be set from here; it has buttons of its own.")
    return {"volume": now.volume, "brightness": now.brightness, "languages": list(now.languages)}


def _now(data: Path) -> Hall:
    """As it is set; beside a running program, too."""
    keys.kiosk_id(data)  # says what is wrong with a folder that is no kiosk's
    with reading(data) as db:
        return kept.kept(db)


def _change(context: Context, **wanted: Any) -> Hall:
    """Changes what is named, as a command."""
    before = kept.hall(context.store)
    return kept.change(context, msgspec.structs.replace(before, **wanted), Actor.COMMAND).hall


def _tell_opening(data: Path) -> dict[str, Any]:
    zone = Zone(keys.load(data).office.zone)
    with reading(data) as db:
        now, opening = kept.kept(db), kept.opening_now(db, SystemClock(), zone)
    then = "" if opening.changes_at is None else words.date_and_time(zone.local(opening.changes_at), zone.name, "en")
    say(hours_text(now.hours) or "always open")
    match opening.open, then:
        case True, "":
            say("open")
        case True, _:
            say(f"open until {then}")
        case False, _:
            say(f"closed until {then}" if then else "closed")
    return {
        "hours": hours_text(now.hours),
        "open": opening.open,
        "changes_at": iso_time(opening.changes_at),
        "closed_until": iso_time(now.closed_until),
    }


def _moment(text: str, now_ms: int, zone: Zone) -> int:
    """A time that somebody typed, at the office: an hour of today or, when that is over, of tomorrow; a day; both."""
    found = _UNTIL.fullmatch(text.strip())
    local = zone.local(now_ms)
    remedy = "Write 15.00, 2026-12-24 or '2026-12-24 12.00'."
    if not found or not text.strip():
        raise WrongUse(f"--until {text[:20]!r} is no time.", remedy)
    try:
        day = datetime.fromisoformat(found["day"]) if found["day"] else local
        wanted = local.replace(
            year=day.year, month=day.month, day=day.day,
            hour=int(found["hour"] or 0), minute=int(found["minute"] or 0), second=0, microsecond=0,
        )  # fmt: skip
    except ValueError:
        raise WrongUse(f"--until {text[:20]!r} is no time.", remedy) from None
    if not found["day"] and wanted <= local:
        wanted += timedelta(days=1)
    return int(wanted.timestamp() * 1000)
