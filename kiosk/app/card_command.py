"""`kiosk card`: cards that open the PIN page, read once from the scanner of the settings or typed, or made as a QR."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

import click

from kiosk import config, keys, log
from kiosk.app.command import command, say
from kiosk.clock import SystemClock
from kiosk.domain.audit import Act
from kiosk.errors import CannotNow, WrongUse

_PATIENCE_S = 60.0


@command("card", as_json=True)
@click.option("--enrol", metavar="NAME", help='Reads one card and keeps it by this name, such as "Kartu 1".')
@click.option("--new-qr", metavar="NAME", help="Makes a card with a QR instead, for any scanner; see --out.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the card with the QR is written, as PDF.")
@click.option("--forget", metavar="NAME", help="Forgets a card, because it was lost.")
@click.option("--list", "listing", is_flag=True, help="The names of all cards (what `card` alone does).")
def card_command(  # noqa: PLR0917 - one for each option
    data: Path, enrol: str | None, new_qr: str | None, out: Path | None, forget: str | None, listing: bool
) -> dict[str, Any]:
    """Cards that open the PIN page. None opens more than that: the PIN is asked for all the same."""
    from kiosk.usecases import cards

    if sum((enrol is not None, new_qr is not None, forget is not None, listing)) > 1:
        raise WrongUse("card takes one of --enrol, --new-qr, --forget, --list.", "See: kiosk card --help")
    if (new_qr is None) != (out is None):
        raise WrongUse("--new-qr NAME and --out FILE belong together.", "Write for example --out kartu.pdf")
    keys.kiosk_id(data)  # says what is wrong with a folder that is no kiosk's
    if enrol is not None:
        cards.enrol(data, _read_card(data), enrol)
        _tell(data, Act.CARD_ENROLLED, enrol)
    elif new_qr is not None and out is not None:
        _make_card(data, new_qr, out)
        _tell(data, Act.CARD_ENROLLED, new_qr)
        say(f"{out}: print it, then delete the file.")
    elif forget is not None:
        cards.forget(data, forget)
        _tell(data, Act.CARD_FORGOTTEN, forget)
    names = cards.labels(data)
    for name in names:
        say(name)
    if not names:
        say("No card is enrolled.")
    return {"cards": list(names)}


def _tell(data: Path, act: Act, label: str) -> None:
    from kiosk.usecases.audit import note_command

    note_command(data, SystemClock(), act, detail=label)
    log.info(log.Event.CARD_ENROLLED if act is Act.CARD_ENROLLED else log.Event.CARD_FORGOTTEN)


def _make_card(data: Path, label: str, out: Path) -> None:
    """A sheet with a QR that is a card. Where it cannot be written, there is no such card."""
    from kiosk.app.report_command import write_file
    from kiosk.usecases import cards
    from printers.card import render

    number = cards.new_number()
    cards.enrol(data, number, label)
    try:
        write_file(out, render(label, number, keys.kiosk_id(data)))
    except BaseException:
        cards.forget(data, label)
        raise


def _read_card(data: Path) -> str:
    """What a reader on a line reads, or what is typed: by a person, by a reader that types, or into a pipe."""
    from kiosk.scan.readers import Evdev, SerialPort, parse, scans

    reader = parse(config.load(data).scanner)
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
