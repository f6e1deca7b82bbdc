"""Which version of the program runs, and how another takes its place without there ever being none.

    <install>/versions/<version>/      a program, complete; <version>.part while it is unpacked
    <install>/current                  a link to the version that is started
    <install>/previous                 a link to the one before
    <install>/trial.json               the current version has not proved itself yet
    <install>/rolled_back.json         a version that did not, until the kiosk has noted it

A new version is on trial: who starts the program calls `begin_trial` before each start, `confirm` once residents see the
first page and the program has been alive for a while, `fail` when it will not come to that. After MOST_STARTS starts that were
not confirmed (a power cut counts as one) the version before is in its place again, too. Every step is one rename.

A rollback keeps the database, because migrations only add: an older program leaves alone what it does not know. One that
cannot, says so in the database (`kiosk.store.migrations`), and then no older program is taken.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from kiosk import bundles
from kiosk.bundles import PROGRAM, RELEASE, Bundle, Release
from kiosk.errors import CannotNow, Damaged, DiskFull, DiskReadOnly, KioskError, WrongUse
from kiosk.private_file import fsync_folder, write_private

MOST_STARTS: Final = 3
"""Of a version on trial that were not confirmed."""
_CURRENT: Final = "current"
_PREVIOUS: Final = "previous"
_TRIAL: Final = "trial.json"
_ROLLED_BACK: Final = "rolled_back.json"
_SPARE_BYTES: Final = 64 * 2**20
"""Stays free beside a new program: the database goes on growing."""
_ANSWER_S: Final = 60
"""How long a new program may take to say its version, on a slow disk that has just been written."""
_T = TypeVar("_T", bound=msgspec.Struct)


class Standing(msgspec.Struct, frozen=True):
    """Which versions there are. Empty strings: none."""

    version: str
    previous: str
    on_trial: bool


class Trial(msgspec.Struct, frozen=True):
    """The current version has to prove itself."""

    version: str
    starts: int = 0  # that were not confirmed


class RolledBack(msgspec.Struct, frozen=True):
    """A version that did not prove itself, and the one in its place."""

    version: str
    to: str


def install_folder(program: Path | None = None) -> Path | None:
    """The install folder that a program (default: the one that runs) stands in; None where it was not installed by a bundle.

    A checkout is none, and so is a built program that somebody copied to a place of their own.
    """
    if program is None:
        if not getattr(sys, "frozen", False):
            return None
        program = Path(sys.executable)
    versions = program.resolve().parent.parent
    return versions.parent if versions.name == "versions" and (versions.parent / _CURRENT).is_symlink() else None


def standing(install: Path) -> Standing:
    """What is installed here."""
    current = _target(install / _CURRENT)
    trial = _read(install / _TRIAL, Trial)
    return Standing(current, _target(install / _PREVIOUS), trial is not None and trial.version == current)


def check(install: Path, bundle: Bundle, *, older: bool = False, needed_migrations: int = 0) -> None:
    """Whether a bundle may be installed. Raises WrongUse, CannotNow or DiskFull with what to do.

    `older`: an older version is wanted. `needed_migrations`: how many changes of the database's shape a program has to know to
    open the present one.
    """
    manifest, now = bundle.manifest, standing(install)
    if manifest.version == now.version:
        raise WrongUse(f"Version {now.version} is in use already.", "Nothing is to be done.")
    if now.on_trial:
        raise CannotNow(
            f"Version {now.version} has not proved itself yet.", "Wait until it has shown its first page for a minute."
        )
    if not now.version:
        return
    if bundles.order(manifest.version) < bundles.order(now.version) and not older:
        raise WrongUse(f"{manifest.version} is older than {now.version}.", "With --older it is installed all the same.")
    if bundles.order(now.version) < bundles.order(manifest.least):
        raise WrongUse(
            f"{manifest.version} needs version {manifest.least} before it; this is {now.version}.",
            "Install that one first.",
        )
    if manifest.migrations < needed_migrations:
        raise WrongUse(
            f"{manifest.version} is too old for the database of this kiosk.", "Take a newer version of the program."
        )
    needed = manifest.size + _SPARE_BYTES
    free = shutil.disk_usage(install).free
    if free < needed:
        raise DiskFull(
            f"{free // 2**20} MB are free; the new program needs {needed // 2**20} MB.",
            "Free some room, then try again; the old program is in use as before.",
        )


def install(
    place: Path, bundle: Bundle, back_up: Callable[[], None], tell: bundles.Tell = lambda _done, _total: None
) -> None:
    """Puts a checked bundle in the place of the current version, on trial from its next start on.

    `back_up` copies the database before the new program may change its shape; what it raises ends the installation. Whatever
    happens on the way, the current version stays as it is. Raises Damaged, DiskFull, DiskReadOnly, CannotNow, or what
    `back_up` and `tell` raise.
    """
    version = bundle.manifest.version
    versions = place / "versions"
    folder, part = versions / version, versions / f"{version}.part"
    try:
        _remove(part)
        bundles.unpack(bundle, part, tell)
        _prove_alive(part, version)
        if version == _target(place / _PREVIOUS):
            (place / _PREVIOUS).unlink()
        _remove(folder)
        part.rename(folder)
        fsync_folder(versions)
        back_up()
        old = _target(place / _CURRENT)
        # On trial before it is current: cut off in between, the trial of a version that is not current means nothing.
        _write(place / _TRIAL, Trial(version))
        if old:
            _point(place / _PREVIOUS, old)
        _point(place / _CURRENT, version)
    except OSError as error:
        raise _cannot_write(place, error) from error
    finally:
        _remove(part)
        if version not in (_target(place / _CURRENT), _target(place / _PREVIOUS)):
            _remove(folder)


def roll_back(install: Path, *, needed_migrations: int = 0) -> RolledBack:
    """The version before takes the place of the current one, at once and without a trial; the database stays as it is.

    Raises CannotNow where there is none or it cannot open this kiosk's database, DiskReadOnly.
    """
    now = standing(install)
    if not now.previous or not _is_there(install, now.previous):
        raise CannotNow("There is no version before this one.", "Install one from a stick: kiosk update install FILE")
    release = _read(install / "versions" / now.previous / RELEASE, Release)
    if release is None or release.migrations < needed_migrations:
        raise CannotNow(
            f"Version {now.previous} is too old for the database of this kiosk.",
            "Stay with this version, or take a newer one.",
        )
    try:
        _switch_back(install, now)
    except OSError as error:
        raise _cannot_write(install, error) from error
    return RolledBack(now.version, now.previous)


def begin_trial(install: Path) -> Trial | None:
    """To be called before each start of the program; None where its version has proved itself long ago.

    Counts the start before it is made, so that a version that takes the whole machine down with it is counted too. When the
    version has had its starts, the one before is current when this returns. Raises DiskReadOnly.
    """
    trial = _read(install / _TRIAL, Trial)
    if trial is None:
        return None
    if trial.version != _target(install / _CURRENT):
        with suppress(OSError):
            (install / _TRIAL).unlink()
        return None
    if trial.starts >= MOST_STARTS and fail(install) is not None:
        return None
    # Without a version before there is nothing to go back to: it is tried on.
    counted = Trial(trial.version, trial.starts + 1)
    try:
        _write(install / _TRIAL, counted)
    except OSError as error:
        raise _cannot_write(install, error) from error
    return counted


def confirm(install: Path) -> None:
    """The current version has shown its first page and stayed alive: it is no trial any more, and what is older than the
    version before goes. Raises DiskReadOnly.
    """
    now = standing(install)
    # Whoever calls this may run from an older one, whose files it still reads.
    kept = (now.version, now.previous, Path(sys.executable).resolve().parent.name)
    try:
        (install / _TRIAL).unlink(missing_ok=True)
        for path in (install / "versions").iterdir():
            if path.name not in kept:
                _remove(path)
    except OSError as error:
        raise _cannot_write(install, error) from error


def fail(install: Path) -> RolledBack | None:
    """The version on trial did not prove itself: the one before is current when this returns. `take_word` tells of it.

    None where nothing is on trial or there is nothing to go back to, or the disk takes nothing any more.
    """
    now = standing(install)
    if not now.on_trial or not now.previous or not _is_there(install, now.previous):
        return None
    done = RolledBack(now.version, now.previous)
    try:
        _write(install / _ROLLED_BACK, done)
        _switch_back(install, now)
    except OSError:
        return None
    return done


def take_word(install: Path) -> RolledBack | None:
    """What was rolled back since this was asked last, for the audit log; None when nothing was."""
    found = _read(install / _ROLLED_BACK, RolledBack)
    with suppress(OSError):
        (install / _ROLLED_BACK).unlink()
    return found


def program(install: Path) -> Path:
    """What is to be started. Its own path, not the link's: a change of version must not reach into one that runs."""
    return (install / _CURRENT).resolve() / PROGRAM


def _switch_back(install: Path, now: Standing) -> None:
    _point(install / _CURRENT, now.previous)
    (install / _PREVIOUS).unlink(missing_ok=True)
    (install / _TRIAL).unlink(missing_ok=True)


def _prove_alive(folder: Path, version: str) -> None:
    """The new program starts on this machine and says who it is, before anything depends on it."""
    try:
        said = subprocess.run(
            [folder / PROGRAM, "--version"], capture_output=True, timeout=_ANSWER_S, check=False, cwd=folder
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Damaged(f"Version {version} does not start on this machine.", "Ask the office for another.") from error
    if said.returncode or version.encode() not in said.stdout.split():
        raise Damaged(f"Version {version} does not start on this machine.", "Ask the office for another.")


def _point(link: Path, version: str) -> None:
    """A link to a version, replaced at once: there is never none."""
    temporary = link.with_name(f".{link.name}.tmp")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path("versions") / version)
    temporary.replace(link)
    fsync_folder(link.parent)


def _is_there(install: Path, version: str) -> bool:
    return (install / "versions" / version / PROGRAM).is_file()


def _target(link: Path) -> str:
    try:
        return link.readlink().name
    except OSError:
        return ""


def _write(path: Path, value: msgspec.Struct) -> None:
    write_private(path, msgspec.json.encode(value))


def _read(path: Path, kind: type[_T]) -> _T | None:
    """None where the file is not there or is nothing we wrote: then nothing is on trial, and the version stays."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _cannot_write(place: Path, error: OSError) -> KioskError:
    return DiskReadOnly(f"{place} cannot be written ({error.strerror}).", "Check the disk and the folder's owner.")
