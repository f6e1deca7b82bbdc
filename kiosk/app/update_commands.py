"""`kiosk update find install rollback status` and `kiosk rotate-key`: what renews the program and its key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk import __version__, bundles, keys, updates
from kiosk.app import bootstrap
from kiosk.app.command import cli, command, say
from kiosk.domain.audit import Act, Actor
from kiosk.errors import KioskError, NotReady
from kiosk.usecases.audit import note


@cli.group("update")
def update() -> None:
    """The version of the program that is installed here."""


def _install_option(function: Any) -> Any:
    return click.option(
        "--install",
        type=click.Path(path_type=Path, file_okay=False),
        help="The install folder; without it, the one this program stands in.",
    )(function)


def _folder(install: Path | None) -> Path:
    found = install or updates.install_folder()
    if found is None:
        raise NotReady(
            "This program was not installed from a bundle, so no bundle can take its place.",
            "Give --install DIR, or renew it the way it was installed (assets/system/README.md).",
        )
    return found


@command("status", as_json=True, group=update)
@_install_option
def status(data: Path, install: Path | None) -> dict[str, Any]:  # noqa: ARG001 - every command takes a data folder
    """Which version runs, which one was before, and whether the present one has still to prove itself."""
    folder = install or updates.install_folder()
    if folder is None:
        say(f"{__version__}, not installed from a bundle")
        return {"version": __version__, "previous": None, "on_trial": False, "install": None}
    now = updates.standing(folder)
    say(f"{now.version}{' on trial' if now.on_trial else ''}, before it {now.previous or 'none'}")
    return {
        "version": now.version,
        "previous": now.previous or None,
        "on_trial": now.on_trial,
        "install": str(folder),
    }


@command("find", as_json=True, group=update)
@click.argument("path", type=click.Path(path_type=Path))
def find(data: Path, path: Path) -> dict[str, Any]:
    """The bundles in a folder, or one file: which of them this kiosk's office has signed."""
    office = keys.load(data).office
    found = []
    for one in sorted(path.glob(f"*{bundles.SUFFIX}")) if path.is_dir() else [path]:
        told: dict[str, Any] = {"file": str(one), "version": None, "size": None, "refused": None}
        try:
            bundle = bundles.read(one, office)
            told |= {"version": bundle.manifest.version, "size": bundle.size}
        except KioskError as error:
            told["refused"] = str(error)
        say(f"{one.name}: {told['version'] or told['refused']}")
        found.append(told)
    return {"bundles": found}


@command("install", as_json=True, group=update)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--older", is_flag=True, help="Also a version that is older than the present one.")
@_install_option
def install_command(data: Path, file: Path, older: bool, install: Path | None) -> dict[str, Any]:
    """Installs a bundle; it is on trial from the next start on."""
    from kiosk.app.updates import install_bundle

    folder = _folder(install)
    with bootstrap.machine(data) as machine:
        context = machine.context
        done = False
        try:
            bundle = bundles.read(file, machine.keys.office)
            install_bundle(machine, folder, bundle, older=older)
            done = True
        finally:
            note(context.store, context.clock, Actor.COMMAND, Act.UPDATED, done=done, detail=file.name)
    now = updates.standing(folder)
    say(f"{now.version} is started from now on; {now.previous or 'nothing'} comes back if it does not prove itself")
    return {"version": now.version, "previous": now.previous or None}


@command("rollback", as_json=True, group=update)
@_install_option
def rollback(data: Path, install: Path | None) -> dict[str, Any]:
    """Goes back to the version before, from the next start on. The database stays as it is."""
    from kiosk.store import migrations

    folder = _folder(install)
    with bootstrap.machine(data) as machine:
        context = machine.context
        done = updates.roll_back(folder, needed_migrations=context.store.run(migrations.needed))
        note(context.store, context.clock, Actor.COMMAND, Act.ROLLED_BACK, detail=f"{done.version} to {done.to}")
    say(f"{done.to} is started from now on")
    return {"version": done.to, "previous": None}


@command("rotate-key", as_json=True)
def rotate_key(data: Path) -> dict[str, Any]:
    """Gives this kiosk a new signing key. The office learns it with the next exchange, by any road."""
    from kiosk import sealing
    from kiosk.app.enrolling import fingerprint
    from kiosk.usecases.rotation import rotate

    with bootstrap.machine(data) as machine:
        rotate(machine.context.store, machine.keys, machine.context.clock, Actor.COMMAND)
        key = fingerprint(sealing.sign_public(machine.keys.seed))
    say(f"key       {key}")
    return {"kiosk_id": machine.keys.id, "key": key}
