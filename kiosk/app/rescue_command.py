"""`kiosk rescue`: the requests of a disk that came back from an older copy go on in a fresh data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk import keys
from kiosk.app.command import command, refuse, say
from kiosk.errors import WrongUse


@command("rescue", as_json=True)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--all", "everything", is_flag=True, help="What the office had, too: it has forgotten this kiosk.")
def rescue(data: Path, folder: Path, *, everything: bool) -> dict[str, Any]:
    """Take over what another data folder accepted and its office never got; that folder stays as it is.

    For a kiosk whose disk was restored from an older copy: init and enrol a fresh folder, then rescue the old one.
    """
    from kiosk.app import bootstrap
    from kiosk.store.database import reading
    from kiosk.usecases.rescue import rescue as take_over

    if folder.resolve() == data.resolve():
        raise WrongUse(
            "That is this kiosk's own folder.", "Make a fresh one (kiosk init --data DIR) and enrol it first."
        )
    theirs = keys.load(folder)
    with bootstrap.machine(data) as machine, reading(folder) as old:
        if theirs.office.seal_key != machine.keys.office.seal_key:
            raise WrongUse(
                f"{folder} is sealed to {theirs.office.name}, which this kiosk's office could not open.",
                "Enrol this kiosk with that office.",
            )
        done = take_over(machine.context, old, everything=everything)
    told = {
        "requests": done.requests, "numbers": done.numbers, "photos": done.photos, "known": done.known,
        "lost": list(done.lost),
    }  # fmt: skip
    if done.lost:
        refuse(
            4, told, f"{len(done.lost)} entries are damaged, first: {done.lost[0]}. Keep that folder and ask for help."
        )
    say(f"{done.requests} requests and {done.numbers} numbers taken over, {done.known} were here already")
    return told
