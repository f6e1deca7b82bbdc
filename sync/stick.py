"""A folder on a stick, handled as what it is: somebody else's. No link is followed, nothing odd is opened.

    publik-kiosk/<office code>/<kiosk id>/<from>-<to>.pkx   what a kiosk sends
    publik-kiosk/<office code>/<kiosk id>/<from>-<to>.pkr   what its office answers
    publik-kiosk/<office code>/<kiosk id>/blobs/<hash>.pkb  a sealed photo that a request names
    publik-kiosk/<office code>/<kiosk id>/backup/….db       a copy of the kiosk's database

Every file is reached through descriptors of real folders, never through a path that could be swapped in between. A file
is written under another name, flushed and renamed. Before anybody is told that it is there, its folder and the whole file
system are flushed and the file is read back past the kernel's own copy (O_DIRECT; where the file system cannot do that,
after asking the kernel to forget its copy).

What that proves: after the flush, the device answered with the bytes that were written, all of them, with everything else
that was written beside them: a stick of a forged size or with worn cells is found out. What it cannot prove: that a device
that answers out of its own memory will still know tomorrow. Nothing is deleted at the kiosk for a copy on a stick; only the
office's signed answer does that.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import mmap
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

import msgspec

from kiosk.domain.code import is_kiosk_id
from kiosk.errors import CannotNow, DiskFull, WrongUse

ROOT: Final = "publik-kiosk"
BLOBS: Final = "blobs"
BACKUP: Final = "backup"
MAX_ENTRIES: Final = 10_000
"""Names looked at in one folder. More are not ours: a kiosk's year on sticks alone leaves a few dozen."""

Kind = Literal["pkx", "pkr", "pkb", "db"]

_NAME: Final = re.compile(
    r"(\d{8,16})-(\d{8,16})\.(pkx|pkr)|[0-9a-f]{64}\.(pkb)|\d{10,16}-\d{8}T\d{6}Z\.(db)", re.ASCII
)
_TEMPORARY: Final = re.compile(r"\.pk-[0-9a-f]{16}\.tmp", re.ASCII)
_OFFICE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}", re.ASCII)
_NO_FOLDER_FSYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_NO_DIRECT: Final = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_GONE: Final = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESHUTDOWN, errno.ENOTCONN, errno.ESTALE, errno.ENOENT)
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_PIECE: Final = 2**20
_BLOCK: Final = 4096  # what O_DIRECT asks for at most, and what a file takes at least on most sticks


class Trouble(StrEnum):
    """Why a stick as a whole cannot be used."""

    NO_FOLDER = "no_folder"  # nothing there can be opened
    LINK = "link"  # a link, or no folder, where a folder should be
    FLOOD = "flood"  # more names than are looked at
    FULL = "full"
    READ_ONLY = "read_only"
    NOT_ALLOWED = "not_allowed"
    GONE = "gone"  # pulled out, or broken
    LOSES_DATA = "loses_data"  # it does not hold what was written
    CANCELLED = "cancelled"


class StickError(CannotNow):
    """A stick that cannot be used now, and what a person can do. Whatever was copied, nothing is lost at the kiosk."""

    def __init__(self, what: str, remedy: str, trouble: Trouble = Trouble.GONE) -> None:
        super().__init__(what, remedy)
        self.trouble = trouble


class StickFull(DiskFull):
    """No room. `missing`: bytes that would have to be freed, 0 where that is not known."""

    def __init__(self, what: str, remedy: str, missing: int = 0) -> None:
        super().__init__(what, remedy)
        self.trouble = Trouble.FULL
        self.missing = missing


class NotAStick(WrongUse):
    """The path leads to no folder, or to one in which something else stands where our folders should be."""

    def __init__(self, what: str, remedy: str, trouble: Trouble = Trouble.NO_FOLDER) -> None:
        super().__init__(what, remedy)
        self.trouble = trouble


class FileRefusal(StrEnum):
    """Why a file or a kiosk's folder on a stick was not even read."""

    LINK = "link"  # a symbolic link
    NOT_A_FILE = "not_a_file"
    NOT_A_FOLDER = "not_a_folder"  # a link or a file where a folder should be
    TOO_LARGE = "too_large"
    FLOOD = "flood"  # more names than are looked at
    UNREADABLE = "unreadable"  # the stick answers with an error


class Room(msgspec.Struct, frozen=True):
    """What a file system says of itself."""

    size: int  # bytes, 0 where it does not say
    free: int  # bytes
    read_only: bool
    unit: int  # a file takes a whole number of these bytes


def file_name(first: int, last: int, kind: Literal["pkx", "pkr"]) -> str:
    """`00000001-00000040.pkx`: sorted by name is sorted by sequence."""
    return f"{first:08}-{last:08}.{kind}"


def blob_name(blob: bytes) -> str:
    """The file of a sealed photo with this hash."""
    return f"{blob.hex()}.pkb"


def digest(data: bytes | mmap.mmap) -> bytes:
    """By what a file is compared with what was written: 32 bytes."""
    return hashlib.blake2b(data, digest_size=32).digest()


class Folder:
    """A folder of ours on the stick, open by descriptor."""

    def __init__(self, fd: int, shown: Path) -> None:
        self._fd = fd
        self._shown = shown

    def names(self, kind: Kind) -> list[str]:
        """The files of a kind by their sequence; other names are none of our business. Raises StickError on a flood."""
        found = [name for name in _names(self._fd, self._shown) if _kind(name) == kind]
        numbered = kind in ("pkx", "pkr")
        return sorted(found, key=lambda name: [int(part) for part in name[:-4].split("-")] if numbered else [name])

    def read(self, name: str, limit: int) -> bytes | FileRefusal:
        """A file of at most `limit` bytes."""
        try:
            # Looked at before it is opened: to open a device can do something.
            if refusal := _odd(os.stat(name, dir_fd=self._fd, follow_symlinks=False)):
                return refusal
            # O_NONBLOCK: opening a FIFO that took its place meanwhile must not wait for its other end.
            fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self._fd)
        except OSError as error:
            return FileRefusal.LINK if error.errno == errno.ELOOP else FileRefusal.UNREADABLE
        try:
            if refusal := _odd(os.fstat(fd)):
                return refusal
            data = _read(fd, limit + 1)
        except OSError:
            return FileRefusal.UNREADABLE
        finally:
            os.close(fd)
        return FileRefusal.TOO_LARGE if len(data) > limit else data

    def write(self, name: str, data: bytes) -> None:
        """Writes a file so that it is on the device, whole, before this returns. Raises StickError or StickFull."""
        self.put(name, data)
        self.flush()
        self.prove(name, len(data), digest(data))
        self.flush()  # that it was read is written down too

    def put(self, name: str, data: bytes | mmap.mmap) -> None:
        """Writes a file, whole or not at all; only `flush` and `prove` tell that it is there. Raises as `write` does."""
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
        except OSError as error:
            raise _failed(self._shown / name, error) from error

    def flush(self) -> None:
        """Brings this folder and all of the stick's file system to the device. Raises as `write` does."""
        try:
            _fsync_folder(self._fd)
            _syncfs(self._fd)
        except OSError as error:
            raise _failed(self._shown, error) from error

    def prove(self, name: str, size: int, wanted: bytes) -> None:
        """Reads a file back from the device. Raises StickError when it does not hold what was written."""
        try:
            found = self._device_digest(name, size)
        except OSError as error:
            raise _failed(self._shown / name, error) from error
        if found != wanted:
            raise StickError(
                f"{self._shown / name} does not hold what was written: the stick loses data.",
                "Use another stick. Nothing was removed here.",
                Trouble.LOSES_DATA,
            )

    def holds(self, name: str, size: int, wanted: bytes) -> bool:
        """Whether the device has this file already, as it should be."""
        try:
            there = os.stat(name, dir_fd=self._fd, follow_symlinks=False)
            return _odd(there) is None and there.st_size == size and self._device_digest(name, size) == wanted
        except OSError:
            return False

    def remove(self, name: str) -> None:
        """Removes a file; one that cannot be removed (a read-only stick) stays."""
        try:
            os.unlink(name, dir_fd=self._fd)
        except OSError:
            return

    def tidy(self, keep: set[str], *, replies: int = 0) -> None:
        """Removes our requests and photos that are not in `keep`, all but the newest `replies` answers, and leftovers."""
        names = _names(self._fd, self._shown)
        answers = sorted(name for name in names if _kind(name) == "pkr")
        kept = keep | set(answers[len(answers) - replies :])
        for name in names:
            if (_kind(name) and name not in kept) or _TEMPORARY.fullmatch(name):
                self.remove(name)

    def clear_leftovers(self) -> None:
        """Removes half a file that a pulled stick or a killed program left behind."""
        for name in _names(self._fd, self._shown):
            if _TEMPORARY.fullmatch(name):
                self.remove(name)

    @contextmanager
    def inner(self, name: str, *, create: bool) -> Iterator[Folder | None]:
        """A folder within; None when there is none and none is to be made. Raises NotAStick where it is a link."""
        fd = _enter(self._fd, name, self._shown, create=create)
        if fd is None:
            yield None
            return
        try:
            yield Folder(fd, self._shown / name)
        finally:
            os.close(fd)

    def _device_digest(self, name: str, size: int) -> bytes:
        """The digest of a file as the device has it; of one byte more than `size` at most."""
        fd, direct = self._open_past_the_cache(name)
        try:
            hasher = hashlib.blake2b(digest_size=32)
            # Pages of their own: O_DIRECT asks for aligned memory.
            with mmap.mmap(-1, _PIECE) as piece:
                at = 0
                while at <= size:
                    try:
                        count = os.preadv(fd, [piece], at)
                    except OSError as error:
                        if not direct or error.errno not in _NO_DIRECT:
                            raise
                        again, direct = self._open_forgotten(name), False
                        os.close(fd)
                        fd = again
                        continue
                    hasher.update(piece[: min(count, size + 1 - at)])
                    at += count
                    if count < _PIECE:
                        break
            return hasher.digest()
        finally:
            os.close(fd)

    def _open_past_the_cache(self, name: str) -> tuple[int, bool]:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            return os.open(name, flags | os.O_DIRECT, dir_fd=self._fd), True
        except OSError as error:
            if error.errno not in _NO_DIRECT:
                raise
            return self._open_forgotten(name), False

    def _open_forgotten(self, name: str) -> int:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self._fd)
        # Otherwise the kernel would show us its own copy and not what the stick kept.
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        return fd


@contextmanager
def kiosk_folder(stick: Path, office: str, kiosk_id: str, *, create: bool) -> Iterator[Folder | None]:
    """A kiosk's folder on the stick; None when there is none and none is to be made.

    Raises NotAStick when `stick` is no folder or holds links where folders should be, StickError or StickFull when it
    cannot be written.
    """
    if not _OFFICE.fullmatch(office):
        raise NotAStick(f"The office's code {office!r} names no folder.", "Enrol with an enrolment of the office.")
    with _root(stick) as base:
        opened = [base]
        try:
            shown = stick
            for name in (ROOT, office, kiosk_id):
                inner = _enter(opened[-1], name, shown, create=create)
                if inner is None:
                    yield None
                    return
                opened.append(inner)
                shown /= name
            yield Folder(opened[-1], shown)
        finally:
            for fd in opened[1:]:
                os.close(fd)


def offices(stick: Path) -> list[str]:
    """The offices whose kiosks wrote onto the stick; their folders are not opened. Raises NotAStick or StickError."""
    with _root(stick) as base, Folder(base, stick).inner(ROOT, create=False) as root:
        if root is None:
            return []
        return sorted(name for name in _names(root._fd, stick / ROOT) if _OFFICE.fullmatch(name))


def kiosks(stick: Path, office: str) -> list[str]:
    """The kiosks of an office that have a folder on the stick. Raises NotAStick or StickError."""
    with _root(stick) as base, Folder(base, stick).inner(ROOT, create=False) as root:
        if root is None:
            return []
        with root.inner(office, create=False) as folder:
            if folder is None:
                return []
            return sorted(name for name in _names(folder._fd, folder._shown) if is_kiosk_id(name))


def room(stick: Path) -> Room:
    """How much fits onto the stick. Raises NotAStick."""
    try:
        told = os.statvfs(stick)
    except OSError as error:
        raise _no_folder(stick, error) from error
    unit = max(told.f_frsize, told.f_bsize, 512)
    return Room(
        size=told.f_blocks * told.f_frsize,
        free=told.f_bavail * told.f_frsize,
        read_only=bool(told.f_flag & os.ST_RDONLY),
        unit=unit if unit <= _PIECE else _BLOCK,
    )


@contextmanager
def _root(stick: Path) -> Iterator[int]:
    try:
        fd = os.open(stick, _FOLDER)
    except OSError as error:
        raise _no_folder(stick, error) from error
    try:
        yield fd
    finally:
        os.close(fd)


def _no_folder(stick: Path, error: OSError) -> NotAStick:
    return NotAStick(f"{stick} is no folder that can be opened ({error.strerror}).", "Is the stick there?")


def _enter(parent: int, name: str, shown: Path, *, create: bool) -> int | None:
    if create:
        try:
            os.mkdir(name, 0o755, dir_fd=parent)
            _fsync_folder(parent)
        except FileExistsError:
            pass
        except OSError as error:
            raise _failed(shown, error) from error
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise NotAStick(
                f"{shown / name} is a link or no folder.", "Remove it, or use another stick.", Trouble.LINK
            ) from error
        raise _failed(shown / name, error) from error


def _names(fd: int, shown: Path) -> list[str]:
    names = []
    try:
        with os.scandir(fd) as entries:
            for entry in entries:
                names.append(entry.name)
                if len(names) > MAX_ENTRIES:
                    raise StickError(
                        f"{shown} holds more than {MAX_ENTRIES} files.", "Use a clean stick.", Trouble.FLOOD
                    )
    except OSError as error:
        raise _failed(shown, error) from error
    return names


def _kind(name: str) -> str | None:
    match = _NAME.fullmatch(name)
    return (match[3] or match[4] or match[5]) if match else None


def _odd(found: os.stat_result) -> FileRefusal | None:
    if stat.S_ISLNK(found.st_mode):
        return FileRefusal.LINK
    return None if stat.S_ISREG(found.st_mode) else FileRefusal.NOT_A_FILE


def _read(fd: int, limit: int) -> bytes:
    parts = []
    while limit > 0 and (part := os.read(fd, min(limit, _PIECE))):
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


def _failed(shown: Path, error: OSError) -> CannotNow:
    kept = "Nothing was removed here."
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return StickFull(f"{shown} is full.", f"Free some room on the stick, or use another. {kept}")
        case errno.EROFS:
            return StickError(
                f"{shown} cannot be written: the stick is read-only.",
                f"Is its switch locked? Otherwise use another. {kept}",
                Trouble.READ_ONLY,
            )
        case errno.EACCES | errno.EPERM:
            return StickError(
                f"{shown} may not be used ({error.strerror}).",
                f"Mount the stick so that the kiosk may write. {kept}",
                Trouble.NOT_ALLOWED,
            )
        case code if code in _GONE:
            return StickError(
                f"{shown} does not answer any more ({error.strerror}): was the stick pulled out?",
                f"Plug it in and begin again, or use another. {kept}",
                Trouble.GONE,
            )
        case _:
            return StickError(f"{shown} cannot be used ({error.strerror}).", f"Use another stick. {kept}", Trouble.GONE)
