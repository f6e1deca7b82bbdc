"""`kiosk backup` and `kiosk restore`: verified copies of the database, and the way back to one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk import config, keys
from kiosk.app.command import command, iso_time, say
from kiosk.clock import Clock, SystemClock, Zone
from kiosk.domain.audit import Act, Actor
from kiosk.errors import Damaged, NotReady, WrongUse
from kiosk.store.backups import Backup
from kiosk.usecases.recover import Recovered


@command("backup", as_json=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Onto a stick as well, read back from it.")
@click.option("--list", "only_list", is_flag=True, help="Say which copies there are, and make none.")
def backup_command(data: Path, folder: Path | None, *, only_list: bool) -> dict[str, Any]:
    """A verified copy of the database, made while the kiosk may be running."""
    from kiosk.app.backups import to_stick
    from kiosk.store import backups
    from kiosk.store.database import DATABASE, suspect
    from kiosk.usecases.audit import note_command

    kiosk_id = keys.kiosk_id(data)
    if only_list:
        there = backups.listed(data)
        for one in there:
            say(f"{one.path}  {one.seq} entries  {iso_time(one.made_at)}  {one.size:,} bytes")
        return {"backups": [_told(one) for one in there]}
    if not (data / DATABASE).is_file():
        raise NotReady(f"There is no database in {data}.", "Run: kiosk restore --newest")
    reserve = config.load(data).storage.reserve_mb * 2**20
    clock = SystemClock()
    try:
        made, _ = backups.make(data, now=clock.now_ms(), kiosk_id=kiosk_id, reserve_bytes=reserve)
    except Damaged:
        suspect(data)
        note_command(data, clock, Act.BACKED_UP, done=False)
        raise
    told = _told(made)
    if folder is not None:
        office = keys.load(data).office.code
        told["copied"] = str(folder / to_stick(made.path, folder, office, kiosk_id))
    note_command(data, clock, Act.BACKED_UP, detail=made.path.name)
    say(f"{told.get('copied', made.path)}: {made.seq} entries, verified")
    return told


@command("restore", as_json=True)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--newest", is_flag=True, help="The newest copy in the data folder that is whole.")
def restore_command(data: Path, file: Path | None, *, newest: bool) -> dict[str, Any]:
    """Put a copy in the place of the database, which is set aside; what it has that the copy lacks is taken over.

    The journal then leaps, so that nothing is forked and no number is given twice. The program must not be running.
    """
    from kiosk.store import backups
    from kiosk.usecases.audit import note_command

    if (file is None) is not newest:
        raise WrongUse("Which copy?", "Name a file, or say --newest.")
    bound = keys.load(data)
    clock = SystemClock()
    there = [file] if file is not None else [one.path for one in backups.listed(data)]
    if not there:
        raise NotReady(f"There is no backup in {data}.", "Name one that lies elsewhere, on a stick for instance.")
    if file is not None and not file.is_file():
        raise WrongUse(f"There is no file {file}.", "Run: kiosk backup --list")
    try:
        taken, done = _restore(data, there, bound, clock)
    except Damaged:
        note_command(data, clock, Act.RESTORED, done=False, detail=there[-1].name)
        raise
    say(f"{taken.name}: {done.entries} entries, and {done.salvaged} from the database that was set aside")
    return {
        "backup": str(taken),
        "entries": done.entries,
        "salvaged": done.salvaged,
        "lost": done.lost,
        "set_aside": done.set_aside,
    }


def _restore(data: Path, there: list[Path], bound: keys.Keys, clock: Clock) -> tuple[Path, Recovered]:
    """Takes the first copy that is whole. Raises Damaged when none is."""
    from kiosk.usecases import recover

    for one in there:
        try:
            return one, recover.restore(data, one, bound.id, clock, Zone(bound.office.zone), by=Actor.COMMAND)
        except Damaged:
            if one == there[-1]:
                raise
    raise AssertionError  # there is one at least


def _told(one: Backup) -> dict[str, Any]:
    return {"file": str(one.path), "entries": one.seq, "made_at": iso_time(one.made_at), "bytes": one.size}
