"""Which sticks there are, by what the kernel says of mounted file systems, and word when that changes.

Nothing is polled: the kernel wakes whoever waits on its list of mounts (proc(5), /proc/pid/mountinfo). A dirty mark of FAT is
not asked for: the kernel sets it itself for as long as a stick is mounted. What it does tell is that it found errors (it then
mounts FAT read-only, and counts those of ext4).
"""

from __future__ import annotations

import errno
import os
import re
import select
import subprocess
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Self

import msgspec

from sync.stick import NotAStick, room

MOUNTS: Final = Path("/proc/self/mountinfo")
LABELS: Final = Path("/dev/disk/by-label")

_PLACES: Final = ("/media/", "/run/media/", "/mnt/")
_OCTAL: Final = re.compile(rb"\\([0-7]{3})")
_UNMOUNT_S: Final = 60.0
_HEX: Final = re.compile(r"\\x([0-9a-f]{2})")


class Mount(msgspec.Struct, frozen=True):
    """A mounted file system."""

    place: str
    kind: str  # as the kernel calls it: vfat, exfat, ext4, fuseblk …
    device: str  # /dev/sdb1


class Stick(msgspec.Struct, frozen=True):
    """A place to which files can be copied."""

    place: str
    label: str
    kind: str
    size: int  # bytes, 0 where the file system does not say
    free: int  # bytes
    read_only: bool
    damaged: bool  # the kernel found errors in its file system


def parse(told: bytes) -> list[Mount]:
    """The mounts in a mountinfo; of several at one place only the one that is seen."""
    seen: dict[str, Mount] = {}
    for line in told.splitlines():
        before, separator, after = line.partition(b" - ")
        fields, source = before.split(b" "), after.split(b" ")
        if separator and len(fields) > 5 and len(source) > 1:
            place = _plain(fields[4])
            seen.pop(place, None)
            seen[place] = Mount(place, _plain(source[0]), _plain(source[1]))
    return list(seen.values())


def sticks(folders: Iterable[str] = (), *, told: Path = MOUNTS, places: tuple[str, ...] = _PLACES) -> list[Stick]:
    """The sticks that the system has mounted, and `folders`, which somebody chose to be used like sticks.

    A stick that was pulled out but is still mounted is left out. May wait for a slow stick.
    """
    try:
        mounts = parse(told.read_bytes())
    except OSError:
        mounts = []
    found = {folder: _holding(folder, mounts) for folder in folders}
    for mount in mounts:
        gone = mount.device.startswith("/dev/") and not Path(mount.device).exists()
        if mount.place.startswith(places) and mount.kind != "autofs" and not gone:
            found.setdefault(mount.place, mount)
    return [stick for place, mount in found.items() if (stick := _stick(place, mount))]


def mounted(place: str, *, told: Path = MOUNTS, places: tuple[str, ...] = _PLACES) -> Mount | None:
    """The stick that is mounted at this very place; None for a folder, and for whatever lies where no sticks do."""
    try:
        mounts = parse(told.read_bytes())
    except OSError:
        return None
    return next((mount for mount in mounts if mount.place == place and place.startswith(places)), None)


def unmount(place: str) -> None:
    """Unmounts a stick where this user may (root, or by `users` in /etc/fstab), once all is written.

    Raises StickBusy, or OSError where it is not to be done.
    """
    # The program, not the system call: it is the one that may do it for others than root.
    try:
        done = subprocess.run(
            ["umount", "--", place],
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            timeout=_UNMOUNT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise StickBusy(errno.EBUSY, os.strerror(errno.EBUSY)) from error
    if done.returncode != 0:
        busy = b"busy" in done.stderr
        raise (
            StickBusy(errno.EBUSY, os.strerror(errno.EBUSY)) if busy else OSError(errno.EPERM, os.strerror(errno.EPERM))
        )


class StickBusy(OSError):
    """Somebody still reads or writes there."""


class Watch:
    """Calls `changed`, on a thread of its own, whenever something was mounted or is gone. Use as a context manager."""

    def __init__(self, changed: Callable[[], None], *, told: Path = MOUNTS) -> None:
        self._changed = changed
        self._told = told
        self._stop = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._wait, name="sticks", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        os.eventfd_write(self._stop, 1)
        self._thread.join()
        os.close(self._stop)

    def _wait(self) -> None:
        try:
            mounts = os.open(self._told, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return  # a system without it: the list is read when somebody looks
        try:
            poll = select.poll()
            poll.register(mounts, select.POLLPRI)
            poll.register(self._stop, select.POLLIN)
            while True:
                ready = dict(poll.poll())
                if self._stop in ready:
                    return
                self._changed()
        finally:
            os.close(mounts)


def _stick(place: str, mount: Mount | None) -> Stick | None:
    try:
        space = room(Path(place))
    except NotAStick:
        return None
    return Stick(
        place=place,
        label=(mount and mount.place == place and _label(mount.device)) or Path(place).name or place,
        kind=mount.kind if mount else "",
        size=space.size,
        free=space.free,
        read_only=space.read_only,
        damaged=mount is not None and _errors(mount) > 0,
    )


def _holding(folder: str, mounts: list[Mount]) -> Mount | None:
    """The file system a folder lies in."""
    real = os.path.realpath(folder)
    around = [mount for mount in mounts if os.path.commonpath((real, mount.place)) == mount.place]
    return max(around, key=lambda mount: len(mount.place), default=None)


def _label(device: str) -> str:
    """The name somebody gave the stick; "" where it has none or udev does not say."""
    try:
        links = list(LABELS.iterdir())
    except OSError:
        return ""
    real = os.path.realpath(device)
    found = next((link.name for link in links if os.path.realpath(link) == real), "")
    try:
        # udev writes what is odd in a name as \x20.
        label = _HEX.sub(lambda match: chr(int(match[1], 16)), found).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return label if label.isprintable() else ""


def _errors(mount: Mount) -> int:
    """How many errors ext4 counted since it was last checked; 0 for others."""
    counter = Path("/sys/fs/ext4") / Path(mount.device).name / "errors_count"
    try:
        return int(counter.read_text("ascii")) if mount.kind == "ext4" else 0
    except (OSError, ValueError):
        return 0


def _plain(field: bytes) -> str:
    r"""A field as it was before the kernel wrote blanks and backslashes in it as \040."""
    return os.fsdecode(_OCTAL.sub(lambda match: bytes((int(match[1], 8) & 0xFF,)), field))
