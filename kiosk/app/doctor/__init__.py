"""Looks the machine over, from the disk to the office. What is said is for the petugas.

One fault turns one check red: what only follows from another is not said again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk import config, keys
from kiosk.app import sensors
from kiosk.app.bootstrap import server_url
from kiosk.app.doctor.data import Reader, audit_log, backup, database, disk, logs, recovery, slips
from kiosk.app.doctor.devices import PROOF, printer_check, proves_less, scanner
from kiosk.app.doctor.program import care, files, keys_check, pin, services, settings_file, unusable
from kiosk.app.doctor.road import clock_check, network, sync_check
from kiosk.app.known_printer import KnownPrinter, make_printer, office_logo, remembered
from kiosk.clock import Clock, Zone
from kiosk.domain.readiness import Check
from kiosk.errors import Damaged, KioskError, WrongUse
from kiosk.store.database import Connection, reading
from printers.printer import Printer

__all__ = [
    "PROOF", "disk", "look_over", "network", "of_folder", "printer_check", "proves_less", "scanner", "services", "sync_check",
]  # fmt: skip

T = TypeVar("T")


def look_over(  # noqa: PLR0917 - the six things it looks at
    data: Path,
    settings: config.Config,
    bound: keys.Keys,
    read: Reader,
    printer: Printer,
    clock: Clock,
    *,
    guarded: bool | None = None,
    unasked: bool = False,
    root: Path = sensors.ROOT,
) -> tuple[Check, ...]:
    """Every check: those of the contract, in its order, then what else there is to say. `read` runs a function on a connection
    to the database; `guarded`: whether the supervisor has started this process, None where it serves nobody; `unasked`: no
    person waits for it, so the camera stays off; `root`: where /sys and /proc lie.
    """
    zone = Zone(bound.office.zone)
    room, held = disk(data, settings.storage.reserve_mb), database(read)
    slip_printer = printer_check(printer, settings.printer, office_logo(data))
    time = clock_check(read, clock, bound)
    # What cannot be read is said once, by the database's own line.
    more = (
        (
            backup(data, read, clock, zone, sure=time.ok),
            *recovery(read, zone),
            *audit_log(read),
            *(slips(read, clock, zone) if slip_printer.ok and time.ok else ()),
        )
        if held.ok
        else ()
    )
    return (
        room,
        held,
        slip_printer,
        *(() if unasked else (scanner(settings.scanner),)),
        time,
        network(server_url(settings, bound), read, clock, bound),
        *((sync_check(read, clock, bound, sure=time.ok),) if held.ok else ()),
        *services(data),
        *settings_file(data),
        *files(data),
        *pin(data),
        *more,
        # On a disk that cannot be written the disk's own line says it.
        *(logs(data) if room.ok else ()),
        *care(guarded=guarded),
        *sensors.look(data, root),
    )


def of_folder(data: Path, clock: Clock, root: Path = sensors.ROOT) -> tuple[Check, ...]:
    """Every check that can be made of a data folder, whether a kiosk runs in it or not, and whatever is wrong with it.

    Raises NotReady where there is no kiosk, or one that belongs to no office.
    """

    def read(look: Callable[[Connection], T]) -> T:
        with reading(data) as db:
            return look(db)

    if not keys.exist(data):
        keys.kiosk_id(data)  # a folder that is no kiosk's deserves that message, not one about an office
    try:
        settings, _ = config.load_or_good(data)
    except WrongUse:
        settings = config.Config()
    wrong: tuple[Check, ...] = ()
    try:
        printer = make_printer(settings.printer, _remembered(data))
    except WrongUse as error:
        settings = msgspec.structs.replace(settings, printer=config.Printer())
        printer, wrong = make_printer(settings.printer), (unusable(error),)
    try:
        bound = keys.load(data)
    except Damaged as error:
        return (
            disk(data, settings.storage.reserve_mb),
            database(read),
            printer_check(printer, settings.printer, office_logo(data)),
            scanner(settings.scanner),
            *services(data),
            keys_check(error),
            *settings_file(data),
            *wrong,
        )
    return (*look_over(data, settings, bound, read, printer, clock, root=root), *wrong)


def _remembered(data: Path) -> KnownPrinter | None:
    try:
        return remembered(data)
    except KioskError:  # the database's own line says it
        return None
