"""The printer of the settings, with what earlier talks have taught: kept over a restart, so that a hung one is not taken for a mute one."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk import config
from kiosk.app.bootstrap import Machine
from kiosk.errors import NotReady, WrongUse
from kiosk.store import settings
from kiosk.store.database import Connection, reading
from printers import models
from printers.dialogue import Capability
from printers.printer import Printer
from printers.transports import parse_fallback


class KnownPrinter(msgspec.Struct, frozen=True):
    """What talking to the printer at one address has taught us."""

    url: str
    capability: str = ""  # `Capability`; "" while nothing is certain
    said: str = ""  # maker and model, in its own words
    unclean: bool = False  # part of a slip may stand in it


def make_printer(wanted: config.Printer, kept: KnownPrinter | None = None, *, office: Path | None = None) -> Printer:
    """The printer of the settings. Raises WrongUse for a URL or a model that means nothing.

    `office` is the folder with the logo; who prints nothing needs none.
    """
    if kept is None or kept.url != wanted.url:
        kept = KnownPrinter(wanted.url)
    try:
        _, profile = models.choose(wanted.model, wanted.width, kept.said)
        capability = Capability(kept.capability) if kept.capability else None
        printer = Printer(
            wanted.url, profile, capability=capability, fallback=parse_fallback(wanted.fallback), office=office
        )
    except ValueError as error:
        raise WrongUse(f"[printer] {error}", "Then run: kiosk doctor") from error
    printer.unclean = kept.unclean
    return printer


def office_logo(data: Path) -> Path:
    """The folder of the office's own files, which may hold a logo."""
    return data / "office"


def known_printer(machine: Machine) -> Printer:
    """The printer of a running kiosk."""
    return make_printer(machine.config.printer, machine.context.store.run(_kept), office=office_logo(machine.data))


def remembered(data: Path) -> KnownPrinter | None:
    """The same for a command that only looks: it does not need the kiosk to stop."""
    try:
        with reading(data) as db:
            return _kept(db)
    except NotReady:  # before the first start there is no database yet
        return None


def remember_printer(machine: Machine, printer: Printer) -> None:
    """Keeps what is certain, and sets the next slips for the printer that it turned out to be."""
    wanted, store = machine.config.printer, machine.context.store
    before = store.run(_kept)
    if before is None or before.url != wanted.url:
        before = KnownPrinter(wanted.url)
    said = printer.last.model if printer.last else ""
    now = KnownPrinter(
        wanted.url,
        printer.proven.value if printer.proven else "",
        said or before.said,
        printer.unclean,
    )
    if now != before:
        store.transaction(lambda db: settings.put(db, now))
        _, printer.profile = models.choose(wanted.model, wanted.width, now.said)


def _kept(db: Connection) -> KnownPrinter | None:
    return settings.get(db, KnownPrinter)
