"""File systems that are small, read-only or lose their power, made where the machine lets us: root and loop devices."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_EXT4_SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
_WITHOUT_FLUSHING_THE_LOG = 2


class NoMount(pytest.skip.Exception):
    """This machine does not mount such a file system; says why, and skips the test that wanted it."""


def can_mount() -> bool:
    """Whether file systems can be made and mounted here at all."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


needs_root = pytest.mark.skipif(not can_mount(), reason="only root may mount file systems")


def run(*command: object) -> None:
    """Runs a program that must end well."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


@contextmanager
def mounted(kind: str, source: Path | str, folder: Path, options: str) -> Iterator[Path]:
    """A file system at `folder` until the end. Raises NoMount."""
    folder.mkdir(exist_ok=True)
    try:
        run("mount", "-t", kind, "-o", options, source, folder)
    except subprocess.CalledProcessError as error:
        raise NoMount(f"{kind} cannot be mounted here: {error.stderr.decode().strip()}") from error
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def make_ext4(path: Path, megabytes: int) -> Path:
    """The bytes of an empty disk with ext4. Raises NoMount."""
    if shutil.which("mkfs.ext4") is None:
        raise NoMount("mkfs.ext4 is not here")
    path.touch()
    os.truncate(path, megabytes * 2**20)
    run("mkfs.ext4", "-q", "-F", path)
    return path


@contextmanager
def plugged(image: Path, options: str = "loop") -> Iterator[Path]:
    """The disk of these bytes, mounted beside them. Raises NoMount."""
    with mounted("ext4", image, image.with_suffix(".mnt"), options) as folder:
        yield folder


def cut(folder: Path) -> None:
    """The power of the disk at `folder` goes: nothing that was not flushed reaches it, and every access fails.

    Whoever writes must stand still (SIGSTOP): the call races a flush under way, and a commit would be told that the disk
    never got. What the disk holds then is read from a copy of its image, see `after`.
    """
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(fd, _EXT4_SHUTDOWN, _WITHOUT_FLUSHING_THE_LOG.to_bytes(4, "little"))
    finally:
        os.close(fd)


def break_down(folder: Path) -> None:
    """The ext4 at `folder`, mounted with errors=remount-ro, finds an error in itself: from now on it is read-only.

    Raises NoMount where the kernel has no such switch.
    """
    device = folder.stat().st_dev
    name = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve().name
    try:
        Path(f"/sys/fs/ext4/{name}/trigger_fs_error").write_text("1")
    except OSError as error:
        raise NoMount(f"an ext4 cannot be broken here: {error.strerror}") from error


def after(image: Path, name: str) -> Path:
    """A copy of what a disk holds, to be plugged in: the kernel may keep the first one's state for a moment."""
    copy = image.with_name(f"{name}.img")
    run("cp", "--sparse=always", image, copy)
    return copy
