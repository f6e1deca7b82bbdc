"""`kiosk audit pin`: who did what to this machine, and who may come in. Both work beside a running kiosk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from kiosk import keys
from kiosk.app.command import command, iso_time, say
from kiosk.app.report_command import write_file
from kiosk.clock import SystemClock, Zone
from kiosk.domain.audit import Act, AuditEntry
from kiosk.domain.petugas import Role

_LAST = 50


@command("audit", as_json=True)
@click.option("--last", type=click.IntRange(1, 100_000), default=_LAST, show_default=True, help="So many lines.")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="All lines as a table, UTF-8, with their hashes.")
def audit_command(data: Path, last: int, table: Path | None) -> dict[str, Any]:
    """Who did what to this machine, the newest first. `kiosk verify` says whether the log was touched."""
    from kiosk.store import audit
    from kiosk.store.database import reading
    from kiosk.usecases.audit import listed

    keys.kiosk_id(data)  # says what is wrong with a folder that is no kiosk's
    zone = Zone(keys.load(data).office.zone if keys.exist(data) else 7)
    with reading(data) as db:
        lines = audit.newest(db, most=last)
        count = audit.head(db)[0]
        if table:
            write_file(table, as_csv(listed(db), zone))
    if table:
        say(str(table))
    for line in lines:
        at = zone.local(line.at).isoformat(sep=" ", timespec="seconds")
        mark = "" if line.done else "failed "
        say(f"{line.seq:6} {at[:19]}  {line.actor:8} {line.act:19} {mark}{line.detail}".rstrip())
    return {
        "entries": [
            {
                "seq": line.seq,
                "at": iso_time(line.at),
                "actor": line.actor.value,
                "act": line.act.value,
                "done": line.done,
                "detail": line.detail,
            }
            for line in lines
        ],
        "last": count,
    }


@command("pin", as_json=True)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.ADMIN.value,
    show_default=True,
    help="Whose.",
)
def pin_command(data: Path, role: str) -> dict[str, Any]:
    """Sets a new random PIN for maintenance mode, for one who can log in to the machine. It counts from the next try on."""
    from kiosk.usecases.audit import note_command
    from kiosk.usecases.maintenance import new_pin

    keys.kiosk_id(data)
    told = new_pin(data, Role(role))
    note_command(data, SystemClock(), Act.PIN_SET, detail=role)
    say(f"PIN of maintenance mode for the {role}, told only now: {told}")
    return {"pin": told, "role": role}


def file_name(kiosk_id: str, day: date) -> str:
    """`catatan-K7Q2M3-2026-11-22.csv`."""
    return f"catatan-{kiosk_id}-{day}.csv"


def as_csv(lines: Iterable[AuditEntry], zone: Zone) -> bytes:
    """The lines as a table, UTF-8. With its hashes the office can check it against the one that every exchange tells."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["seq", "at", "actor", "act", "done", "detail", "ms", "hash"])
    for line in lines:
        at = zone.local(line.at).isoformat(timespec="seconds")
        writer.writerow(
            [line.seq, at, line.actor, line.act, int(line.done), _harmless(line.detail), line.at, line.hash.hex()]
        )
    return out.getvalue().encode()


def _harmless(text: str) -> str:
    """Some details are names that people chose: no spreadsheet shall take one for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
