"""`kiosk power`: the machine restarted or shut down, in order, beside the running program."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from kiosk.app import power
from kiosk.app.command import command, refuse, say
from kiosk.clock import SystemClock
from kiosk.domain.audit import Act
from kiosk.usecases.audit import note_command


@command("power", as_json=True)
@click.argument("what", type=click.Choice(["restart", "off"]))
def power_command(data: Path, what: str) -> dict[str, Any]:
    """Restarts the machine, or shuts it down. The kiosk's program is ended in order first."""
    act = Act.RESTART_ASKED if what == "restart" else Act.SHUT_DOWN
    how: Literal["Reboot", "PowerOff"] = "Reboot" if what == "restart" else "PowerOff"
    _note(data, act, done=True)
    done = power.go(how)
    told = {"done": done.ok, "words": done.words}
    if not done.ok:
        _note(data, act, done=False)
        refuse(3, told, done.words)
    say(done.words)
    return told


def _note(data: Path, act: Act, *, done: bool) -> None:
    """Where there is a kiosk."""
    if data.is_dir():
        note_command(data, SystemClock(), act, done=done, detail="machine")
