"""A folder on a stick, handled as what it is: somebody else's. No link is followed, nothing odd is opened.

    publik-kiosk/<kiosk id>/<from>-<to>.pkx   what a kiosk sends
    publik-kiosk/<kiosk id>/<from>-<to>.pkr   what its office answers

Every file is reached through descriptors of real folders, never through a path that could be swapped in between. A file
is written under another name, flushed, renamed, flushed with its folder and file system, and read back from the device
before anybody is told that it is there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from kiosk.domain.code import is_kiosk_id
from kiosk.errors import CannotNow, DiskFull, WrongUse

ROOT: Final = "publik-kiosk"
MAX_ENTRIES: Final = 10_000
"""Names looked at in one folder. More are not ours: a kiosk's year on sticks alone is a few hundred."""

_NAME: Final = re.compile(r"(\d{8,16})-(\d{8,16})\.(pkx|pkr)", re.ASCII)
_TEMPORARY: Final = re.compile(r"\.pk-[0-9a-f]{16}\.tmp", re.ASCII)
_NO_FOLDER_FSYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class FileRefusal(StrEnum):
    """Why a file on a stick was not even read."""

    LINK = "link"  # a symbolic link
    NOT_A_FILE = "not_a_file"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"  # the stick answers with an error


def file_name(first: int, last: int, kind: Literal["pkx", "pkr"]) -> str:
    """`00000001-00000040.pkx`: sorted by name is sorted by sequence."""
    return f"{first:08}-{last:08}.{kind}"


class Folder:
    """One kiosk's folder on the stick, open by descriptor."""

    def __init__(self, fd: int, shown: Path) -> None:
        self._fd = fd
        self._shown = shown

    def names(self, kind: Literal["pkx", "pkr"]) -> list[str]:
        """The files of a kind by their sequence; other names are none of our business. Raises CannotNow on a flood."""
        found = [
            name for name in _names(self._fd, self._shown) if (match := _NAME.fullmatch(name)) and match[3] == kind
        ]
        return sorted(found, key=lambda name: [int(part) for part in name[:-4].split("-")])

    def read(self, name: str, limit: int) -> bytes | FileRefusal:
        """A file of at most `limit` bytes."""
        try:
            # O_NONBLOCK: opening a FIFO that somebody put there must not wait for its other end.
            fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self._fd)
        except OSError:
            return FileRefusal.LINK if self._is_link(name) else FileRefusal.UNREADABLE
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                return FileRefusal.NOT_A_FILE
            data = _read(fd, limit + 1)
        except OSError:
            return FileRefusal.UNREADABLE
        finally:
            os.close(fd)
        return FileRefusal.TOO_LARGE if len(data) > limit else data

    def write(self, name: str, data: bytes) -> None:
        """Writes a file so that it is on the device, whole, before this returns. Raises CannotNow or DiskFull."""
        temporary = f".pk-{secrets.token_hex(8)}.tmp"
        try:
            try:
                fd = os.open(
                    temporary,
                    os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC,
                    0o644,
                    dir_fd=self._fd,
                )
                try:
                    view = memoryview(data)
                    while view:
                        view = view[os.write(fd, view) :]
                    os.fsync(fd)
                finally:
                    os.close(fd)
                os.rename(temporary, name, src_dir_fd=self._fd, dst_dir_fd=self._fd)
            except OSError:
                self.remove(temporary)
                raise
            _fsync_folder(self._fd)
            _syncfs(self._fd)
            back = self._read_back(name, len(data))
        except OSError as error:
            raise _cannot_write(self._shown, error) from error
        if back != data:
            raise CannotNow(
                f"{self._shown / name} does not hold what was written: the stick loses data.",
                "Use another stick. Nothing was removed here.",
            )

    def remove(self, name: str) -> None:
        """Removes a file; one that cannot be removed (a read-only stick) stays."""
        try:
            os.unlink(name, dir_fd=self._fd)
        except OSError:
            return

    def tidy(self, keep: set[str]) -> None:
        """Removes our own requests that are not in `keep`, and what an interrupted export left behind."""
        for name in _names(self._fd, self._shown):
            match = _NAME.fullmatch(name)
            if (match and match[3] == "pkx" and name not in keep) or _TEMPORARY.fullmatch(name):
                self.remove(name)

    def _is_link(self, name: str) -> bool:
        try:
            return stat.S_ISLNK(os.stat(name, dir_fd=self._fd, follow_symlinks=False).st_mode)
        except OSError:
            return False

    def _read_back(self, name: str, size: int) -> bytes:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=self._fd)
        try:
            # Otherwise the kernel would show us its own copy and not what the stick kept.
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            return _read(fd, size + 1)
        finally:
            os.close(fd)


@contextmanager
def kiosk_folder(stick: Path, kiosk_id: str, *, create: bool) -> Iterator[Folder | None]:
    """A kiosk's folder on the stick; None when there is none and none is to be made.

    Raises WrongUse when `stick` is no folder or holds links where folders should be, CannotNow when it cannot be written.
    """
    with _root(stick) as base:
        root = _enter(base, ROOT, stick, create=create)
        if root is None:
            yield None
            return
        try:
            folder = _enter(root, kiosk_id, stick / ROOT, create=create)
        finally:
            os.close(root)
        if folder is None:
            yield None
            return
        try:
            yield Folder(folder, stick / ROOT / kiosk_id)
        finally:
            os.close(folder)


def kiosks(stick: Path) -> list[str]:
    """The kiosks that have a folder on the stick. Raises WrongUse or CannotNow."""
    with _root(stick) as base:
        root = _enter(base, ROOT, stick, create=False)
        if root is None:
            return []
        try:
            return sorted(name for name in _names(root, stick / ROOT) if is_kiosk_id(name))
        finally:
            os.close(root)


@contextmanager
def _root(stick: Path) -> Iterator[int]:
    try:
        fd = os.open(stick, _FOLDER)
    except OSError as error:
        raise WrongUse(f"{stick} is no folder that can be opened ({error.strerror}).", "Is the stick there?") from error
    try:
        yield fd
    finally:
        os.close(fd)


def _enter(parent: int, name: str, shown: Path, *, create: bool) -> int | None:
    if create:
        try:
            os.mkdir(name, 0o755, dir_fd=parent)
            _fsync_folder(parent)
        except FileExistsError:
            pass
        except OSError as error:
            raise _cannot_write(shown, error) from error
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WrongUse(f"{shown / name} is a link or no folder.", "Remove it, or use another stick.") from error


def _names(fd: int, shown: Path) -> list[str]:
    names = []
    try:
        with os.scandir(fd) as entries:
            for entry in entries:
                names.append(entry.name)
                if len(names) > MAX_ENTRIES:
                    raise CannotNow(f"{shown} holds more than {MAX_ENTRIES} files.", "Use a clean stick.")
    except OSError as error:
        raise CannotNow(f"{shown} cannot be read ({error.strerror}).", "Try another stick.") from error
    return names


def _read(fd: int, limit: int) -> bytes:
    parts = []
    while limit > 0 and (part := os.read(fd, min(limit, 2**20))):
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


def _fsync_folder(fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError as error:
        # FAT and exFAT through FUSE cannot flush a folder by itself; the flush of the file system follows anyway.
        if error.errno not in _NO_FOLDER_FSYNC:
            raise


def _syncfs(fd: int) -> None:
    """Flushes the stick's file system, so that pulling it out loses nothing. Raises OSError."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
    elif syncfs(fd) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _cannot_write(shown: Path, error: OSError) -> CannotNow:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(f"{shown} is full.", "Free some room on the stick, or use another. Nothing was removed here.")
    return CannotNow(f"{shown} cannot be written ({error.strerror}).", "Use another stick. Nothing was removed here.")
