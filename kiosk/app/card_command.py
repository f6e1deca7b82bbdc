"""`kiosk card`: cards that open the PIN page, read once from the scanner of the settings or typed."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

import click

from kiosk import log
from kiosk.app import bootstrap
from kiosk.app.command import command, say
from kiosk.errors import CannotNow, WrongUse

_PATIENCE_S = 60.0


@command("card", as_json=True)
@click.option("--enrol", metavar="NAME", help='Reads one card and keeps it by this name, such as "Kartu 1".')
@click.option("--forget", metavar="NAME", help="Forgets a card, because it was lost.")
@click.option("--list", "listing", is_flag=True, help="The names of all cards (what `card` alone does).")
def card_command(data: Path, enrol: str | None, forget: str | None, listing: bool) -> dict[str, Any]:
    """Cards that open the PIN page. None opens more than that: the PIN is asked for all the same."""
    from kiosk.usecases import cards

    if sum((enrol is not None, forget is not None, listing)) > 1:
        raise WrongUse("card takes one of --enrol, --forget, --list.", "See: kiosk card --help")
    with bootstrap.machine(data) as machine:
        if enrol is not None:
            cards.enrol(machine.context, _read_card(machine), enrol)
            log.info(log.Event.CARD_ENROLLED)
        elif forget is not None:
            cards.forget(machine.context, forget)
            log.info(log.Event.CARD_FORGOTTEN)
        names = cards.labels(machine.context)
    for name in names:
        say(name)
    if not names:
        say("No card is enrolled.")
    return {"cards": list(names)}


def _read_card(machine: bootstrap.Machine) -> str:
    """What a reader on a line reads, or what is typed: by a person, by a reader that types, or into a pipe."""
    from kiosk.scan.readers import Evdev, SerialPort, parse, scans

    reader = parse(machine.config.scanner)
    if not isinstance(reader.address, Evdev | SerialPort):
        if sys.stdin.isatty():
            # Nobody looks over a shoulder at it, and no terminal keeps it.
            return str(click.prompt("Hold the card to the reader", hide_input=True, prompt_suffix=" …", err=True))
        return sys.stdin.readline()
    click.echo("Hold the card to the reader …", err=True)
    stopping = threading.Event()
    waiting = threading.Timer(_PATIENCE_S, stopping.set)
    waiting.start()
    try:
        for text in scans(reader, stopping):
            return text
    finally:
        waiting.cancel()
    raise CannotNow(f"No card was read within {_PATIENCE_S:.0f} seconds.", "See: kiosk doctor")
