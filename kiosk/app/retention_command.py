"""`kiosk retention`: what the running program does each night by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.app import bootstrap
from kiosk.app.command import command, iso_time, say
from kiosk.domain.audit import Actor


@command("retention", as_json=True)
@click.option("--dry-run", is_flag=True, help="Only says what would go.")
def retention_command(data: Path, *, dry_run: bool) -> dict[str, Any]:
    """Takes away what nobody needs any more: sealed answers the office has, old print jobs, closed requests."""
    from kiosk.usecases import retention

    with bootstrap.machine(data) as machine:
        store, clock, keep = machine.context.store, machine.context.clock, machine.config.retention
        moment = store.run(lambda db: retention.now(db, clock))
        if dry_run:
            gone = store.run(lambda db: retention.due(db, keep, clock))
        else:
            gone = retention.purge(store, keep, clock, actor=Actor.COMMAND)
    if moment is None:
        say("The clock is in doubt: nothing goes.")
    else:
        say(str(gone) or "Nothing is over its time.")
    return {**msgspec.structs.asdict(gone), "dry_run": dry_run, "as_of": iso_time(moment)}
