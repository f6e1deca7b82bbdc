"""`kiosk procedures`: what to do when a PIN, a key, a server, a disk or the whole kiosk is lost. Needs no kiosk data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.app.command import command, say
from kiosk.app.report_command import write_file
from kiosk.procedures import Procedure, load_procedures

NAME = "kalau-ada-yang-hilang.pdf"


@command("procedures", as_json=True)
@click.option("--out", type=click.Path(path_type=Path), help="All of them as pages to print, A4 PDF.")
def procedures_command(data: Path, out: Path | None) -> dict[str, Any]:  # noqa: ARG001 - when the disk is dead there is none
    """What to do when something is lost, in Indonesian, step by step."""
    procedures = load_procedures()
    if out:
        path = out / NAME if out.is_dir() else out
        write_file(path, page(procedures))
        say(str(path))
    else:
        for number, procedure in enumerate(procedures, 1):
            _tell(number, procedure)
    return {"procedures": msgspec.to_builtins(procedures)}


def page(procedures: tuple[Procedure, ...]) -> bytes:
    """All of them as PDF, for a file or for a printer of pages."""
    from printers.procedures import render

    return render(procedures)


def _tell(number: int, procedure: Procedure) -> None:
    say(f"{number}. {procedure.title}\n   {procedure.when}\n")
    for blank in procedure.blanks:
        say(f"   {blank.word}: {blank.means}")
    for at, step in enumerate(procedure.steps, 1):
        say(f"   {at}) {step.do}")
        for line in step.commands:
            say(f"        {line}")
        if step.see:
            say(f"      -> {step.see}")
    say(f"\n   {procedure.after}\n" if procedure.after else "")
