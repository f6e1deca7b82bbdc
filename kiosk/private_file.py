"""Files that only their owner may read: keys, settings, enrolments."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path


def write_private(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, readable by its owner only, and on the disk when this returns."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    fsync_folder(path.parent)


def tighten(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Takes from everybody but the owner what they may do with a folder ("." in the result) and files in it; which were open.

    What belongs to somebody else stays as it is: `foreign` names it.
    """
    tightened = []
    for name in (".", *names):
        path = folder / name
        try:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode) or not mode & 0o077:
                continue
            path.chmod(stat.S_IMODE(mode) & ~0o077)
        except OSError:
            continue
        tightened.append(name)
    return tuple(tightened)


def foreign(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """The folder (".") and files in it that belong to another user than the one who runs this, or are links."""
    found = []
    for name in (".", *names):
        try:
            status = (folder / name).lstat()
        except OSError:
            continue
        if status.st_uid != os.geteuid() or stat.S_ISLNK(status.st_mode):
            found.append(name)
    return tuple(found)


def fsync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk. Raises OSError."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
