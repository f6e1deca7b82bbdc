"""`kiosk network`: how this machine is connected, and Wi-Fi."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from kiosk.app import network
from kiosk.app.command import command, refuse, say
from kiosk.app.system_bus import BusError, SystemBus
from kiosk.clock import SystemClock
from kiosk.domain.audit import Act
from kiosk.errors import WrongUse
from kiosk.usecases.audit import note_command
from ui.ports import Done, NetworkNow


@command("network", as_json=True)
@click.option("--join", metavar="NAME", help="Joins a Wi-Fi; the password is read from stdin, never from here.")
@click.option("--forget", metavar="NAME", help="Forgets a Wi-Fi with its password.")
def network_command(data: Path, join: str | None, forget: str | None) -> dict[str, Any]:
    """Cable and Wi-Fi, where NetworkManager looks after them."""
    if join is not None and forget is not None:
        raise WrongUse("network takes one of --join, --forget.", "See: kiosk network --help")
    done = None
    if join is not None:
        done = _noted(data, "wifi joined", network.join(join, _password()))
    elif forget is not None:
        done = _noted(data, "wifi forgotten", network.forget(forget))
    now = _look()
    told = dataclasses.asdict(now) | ({"words": done.words} if done else {})
    if done is not None and not done.ok:
        refuse(3, told, done.words)
    say(done.words if done else _line(now))
    for wifi in now.wifi:
        marks = [
            mark for mark, holds in (("joined", wifi.joined), ("known", wifi.known), ("locked", wifi.locked)) if holds
        ]
        say(f"{wifi.strength:3} %  {wifi.name}  {' '.join(marks)}".rstrip())
    return told


def _look() -> NetworkNow:
    try:
        with SystemBus() as bus:
            return network.look(bus)
    except BusError:
        return NetworkNow(managed=False)


def _line(now: NetworkNow) -> str:
    if not now.managed:
        return "NetworkManager does not look after this machine."
    road = "cable" if now.cable else "Wi-Fi" if any(one.joined for one in now.wifi) else "not connected"
    return f"{road} {now.address}".rstrip()


def _password() -> str:
    """Typed where nobody sees it, or the first line of a pipe. An option would stand in the list of processes."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, default="", show_default=False, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _noted(data: Path, what: str, done: Done) -> Done:
    """With a line in the audit log, where there is a kiosk already: its network may be wanted to bind it."""
    if data.is_dir():
        note_command(data, SystemClock(), Act.NETWORK_SET, done=done.ok, detail=what)
    return done
