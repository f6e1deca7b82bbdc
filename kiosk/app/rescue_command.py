"""`kiosk rescue`: the requests of a disk or a backup that its office cannot go on with go on in a fresh data folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kiosk import keys
from kiosk.app.command import command, refuse, say
from kiosk.errors import DiskFull, WrongUse
from kiosk.store.database import DATABASE


@command("rescue", as_json=True)
@click.argument("source", metavar="FOLDER_OR_BACKUP", type=click.Path(path_type=Path, exists=True))
@click.option("--all", "everything", is_flag=True, help="What the office had, too: it has forgotten this kiosk.")
def rescue(data: Path, source: Path, *, everything: bool) -> dict[str, Any]:
    """Take over what another data folder, or a backup of one, accepted and its office never got; both stay as they are.

    For a kiosk whose key was damaged, whose disk died or was restored from an older copy: init and enrol a fresh folder, then
    rescue the old one.
    """
    from kiosk.app import bootstrap
    from kiosk.domain.audit import Act, Actor
    from kiosk.store.database import reading
    from kiosk.usecases.audit import note
    from kiosk.usecases.rescue import rescue as take_over

    if source.resolve() == data.resolve():
        raise WrongUse(
            "That is this kiosk's own folder.", "Make a fresh one (kiosk init --data DIR) and enrol it first."
        )
    with bootstrap.machine(data) as machine, _folder(data, source) as folder:
        # A backup does not say whose it is, nor does a folder whose office.json is damaged: who gives it here knows.
        theirs = keys.office_of(folder)
        if theirs is not None and theirs.code_salt != machine.keys.office.code_salt:
            raise WrongUse(
                f"{source} is sealed to {theirs.name}, which this kiosk's office could not open.",
                "Enrol this kiosk with that office.",
            )
        with reading(folder) as old:
            done = take_over(machine.context, old, everything=everything)
        taken = f"rescue: {done.requests} requests, {done.numbers} numbers"
        note(machine.context.store, machine.context.clock, Actor.COMMAND, Act.IMPORTED, detail=taken)
    told = {
        "requests": done.requests, "numbers": done.numbers, "photos": done.photos, "known": done.known,
        "gone": done.gone, "lost": list(done.lost),
    }  # fmt: skip
    if done.lost:
        refuse(
            4, told, f"{len(done.lost)} entries are damaged, first: {done.lost[0]}. Keep that folder and ask for help."
        )
    gone = f"; the answers of {done.gone} went long ago, when the office had them" if done.gone else ""
    say(f"{done.requests} requests and {done.numbers} numbers taken over, {done.known} were here already{gone}")
    return told


@contextmanager
def _folder(data: Path, source: Path) -> Iterator[Path]:
    """The folder as it is; of a backup one with a copy of it, verified, for as long as it is needed."""
    if source.is_dir():
        yield source
        return
    from kiosk.store import backups

    backups.verify(source, None)
    with tempfile.TemporaryDirectory(prefix="rescue-", dir=data) as made:
        try:
            shutil.copyfile(source, Path(made) / DATABASE)
        except OSError as error:
            raise DiskFull(f"{source} cannot be copied into {data} ({error.strerror}).", "Free some room.") from error
        yield Path(made)
