"""A new version of the program as one signed file, `publik-kiosk-<version>.pku`.

    "PKU" version length MessagePack(new keys) signature length MessagePack(Manifest) zstd(the files, one after another)

The office's sign key signs the manifest; the manifest names every file with its size and SHA-256, and what is packed by size
and SHA-256 too. There is no archive format in it: nothing here could name a link, a device or a place outside its folder,
and a name that is not plain is refused before a byte is written. `new keys` lead a kiosk that missed a change of the office's
keys to the one that signed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Final

import msgspec
import zstandard

from kiosk import sealing
from kiosk.domain.office import MOST_GENERATIONS, NextKeys, Office
from kiosk.errors import CannotNow, Damaged, DiskFull, DiskReadOnly, WrongUse

SUFFIX: Final = ".pku"
PROGRAM: Final = "kiosk"
"""The file of a bundle that is started."""
PLATFORM: Final = f"{sys.platform}-{platform.machine()}"
RELEASE: Final = "release.json"
"""The file of a built program that says what it is."""
MOST_FILES: Final = 50_000
MOST_BYTES: Final = 4 * 2**30
"""Of a program, unpacked."""

_MAGIC: Final = b"PKU\x01"
_SIGNATURE: Final = 64
_MOST_HEAD: Final = 16 * 2**20
_PIECE: Final = 2**20
_WINDOW: Final = 2**27
"""Bytes that unpacking may need at most, whatever the file asks for."""
_LEVEL: Final = 12
_VERSION: Final = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}", re.ASCII)
_PART: Final = re.compile(r"[^/\\\x00-\x1f\x7f]{1,255}")

Size = Annotated[int, msgspec.Meta(ge=0, le=MOST_BYTES)]
Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file of the program."""

    path: Annotated[str, msgspec.Meta(max_length=1_000)]  # below its folder, with "/"
    size: Size
    sha256: Digest
    runs: bool  # may be executed


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    """What is in a bundle."""

    version: str
    platform: str  # "linux-x86_64"
    office: str  # Kemendagri code: other offices' kiosks refuse it
    migrations: Annotated[int, msgspec.Meta(ge=0)]  # changes of the database's shape that the program knows
    least: str  # the oldest version that may be followed by this one
    packed_size: Size
    packed_sha256: Digest
    files: Annotated[tuple[File, ...], msgspec.Meta(max_length=MOST_FILES)]

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(file.size for file in self.files)


class Release(msgspec.Struct, frozen=True):
    """What a built program says of itself."""

    version: str
    platform: str
    migrations: int


class Bundle(msgspec.Struct, frozen=True):
    """A bundle whose signature holds."""

    path: Path
    size: int  # bytes of the whole file
    start: int  # where what is packed begins
    manifest: Manifest


Tell = Callable[[int, int], None]
"""Is told how many bytes of how many are done; what it raises ends the work."""


def is_version(text: str) -> bool:
    """True for numbers with points, as 1.4 or 2026.11.3: also a plain name of a folder."""
    return _VERSION.fullmatch(text) is not None


def order(version: str) -> tuple[int, ...]:
    """By which versions are compared."""
    numbers = tuple(map(int, version.split(".")))
    return numbers + (0,) * (4 - len(numbers))


# --- making one, at the office ---


def write(
    folder: Path,
    out: Path,
    *,
    least: str,
    office: Office,
    sign_seed: bytes,
    chain: Sequence[NextKeys] = (),
) -> Manifest:
    """Packs a built program's folder. A link inside is packed as the file it leads to. Raises WrongUse or DiskReadOnly.

    `least`: the oldest version that may be followed by this one. `chain` leads to the office's keys from older ones.
    """
    release = _release(folder)
    if not is_version(release.version) or not is_version(least):
        raise WrongUse(
            f"{release.version[:40]!r} or {least[:40]!r} is no version.", "Write numbers with points, as 1.4.0"
        )
    found = sorted(_program_files(folder))
    if PROGRAM not in dict(found):
        raise WrongUse(
            f"There is no file {PROGRAM!r} in {folder}.", "Give the folder that ./run build makes: dist/kiosk"
        )
    packed = out.with_name(out.name + ".packed")
    part = out.with_name(out.name + ".part")
    try:
        with packed.open("wb") as raw:
            files = _pack(found, raw)
        with packed.open("rb") as raw:
            digest = _digest(raw)
        manifest = Manifest(
            release.version,
            release.platform,
            office.code,
            release.migrations,
            least,
            packed.stat().st_size,
            digest,
            tuple(files),
        )
        _check(manifest)
        said, keys = msgspec.msgpack.encode(manifest), msgspec.msgpack.encode(tuple(chain))
        with part.open("wb") as file:
            file.write(_MAGIC + len(keys).to_bytes(4, "big") + keys)
            file.write(sealing.sign(_MAGIC + said, sign_seed) + len(said).to_bytes(4, "big") + said)
            with packed.open("rb") as raw:
                while piece := raw.read(_PIECE):
                    file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise DiskReadOnly(f"{out} cannot be written ({error.strerror}).", "Give another --out.") from error
    finally:
        packed.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return manifest


def _release(folder: Path) -> Release:
    try:
        return msgspec.json.decode((folder / RELEASE).read_bytes(), type=Release)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongUse(
            f"{folder} does not say which program it holds ({RELEASE}).",
            "Give the folder that ./run build makes: dist/kiosk",
        ) from error


def _program_files(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise WrongUse(f"{folder} is no folder.", "Give the folder that ./run build makes: dist/kiosk")
    inside = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise WrongUse(f"{path} leads out of its folder.", "Build the program anew.")
        if path.is_symlink() and path.is_dir():
            raise WrongUse(f"{path} is a link to a folder.", "Build the program anew.")
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
        elif not path.is_dir():
            raise WrongUse(f"{path} is no file.", "Build the program anew.")


def _pack(found: Sequence[tuple[str, Path]], raw: IO[bytes]) -> Iterator[File]:
    compressor = zstandard.ZstdCompressor(level=_LEVEL, threads=-1)
    files = []
    with compressor.stream_writer(raw, closefd=False) as packing:
        for name, path in found:
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    packing.write(piece)
                    digest.update(piece)
                    size += len(piece)
            files.append(File(name, size, digest.digest(), bool(path.stat().st_mode & stat.S_IXUSR)))
    return iter(files)


# --- taking one, on a kiosk ---


def read(path: Path, office: Office, *, whole: bool = True) -> Bundle:
    """What a file holds, when it is a bundle that this office signed; all of it is read once and compared. Without `whole`
    only what it says of itself: enough to list it, not to install it.

    Raises Damaged for anything else, WrongUse for another office's or another machine's, CannotNow when it cannot be read.
    """
    try:
        with _plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            manifest = _manifest(file, path, office)
            start = file.tell()
            if size - start != manifest.packed_size:
                raise _broken(path, "it is cut off or has something behind it")
            if whole and _digest(file) != manifest.packed_sha256:
                raise _broken(path, "what it holds was changed")
    except OSError as error:
        raise CannotNow(
            f"{path.name} cannot be read ({error.strerror}).", "Copy it anew, or use another stick."
        ) from error
    if manifest.platform != PLATFORM:
        raise WrongUse(
            f"{path.name} is for {manifest.platform}; this is {PLATFORM}.", "Ask the office for the right one."
        )
    return Bundle(path, size, start, manifest)


def unpack(bundle: Bundle, folder: Path, tell: Tell = lambda _done, _total: None) -> None:
    """Writes the files of a bundle into a folder that is not there yet; all of it is on the disk when this returns.

    Each is read back and compared. Raises Damaged (nothing of the folder is to be used), DiskFull, CannotNow.
    """
    total, done = bundle.manifest.size, 0
    try:
        with _plain(bundle.path) as raw:
            raw.seek(bundle.start)
            folder.mkdir(mode=0o755)
            stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(raw, read_across_frames=False)
            for one in bundle.manifest.files:
                tell(done, total)
                _write_file(stream, folder / one.path, one, bundle.path)
                done += one.size
            if stream.read(1):
                raise _broken(bundle.path, "it holds more than it says")
        for one in bundle.manifest.files:
            with (folder / one.path).open("rb") as file:
                if _digest(file) != one.sha256:
                    raise _broken(bundle.path, f"{one.path} was changed")
        _sync_folders(folder)
    except zstandard.ZstdError as error:
        raise _broken(bundle.path, "it cannot be unpacked") from error
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else CannotNow
        raise kind(
            f"The new program cannot be unpacked ({error.strerror}).", "The old one is in use as before. Try again."
        ) from error
    tell(total, total)


def _manifest(file: IO[bytes], name: Path, office: Office) -> Manifest:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise _broken(name, "it is no update of Publik Kiosk, or of another version")
    try:
        hops = _keys.decode(_counted(file, name))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _broken(name, "its beginning cannot be read") from error
    signature = file.read(_SIGNATURE)
    said = _counted(file, name)
    if not sealing.verify(_MAGIC + said, signature, sealing.gone_over(office, hops).sign_key):
        raise _broken(name, "it is not signed with the office's present key")
    try:
        manifest = msgspec.msgpack.decode(said, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _broken(name, "what it says of itself cannot be read") from error
    _check(manifest)
    if manifest.office != office.code:
        raise WrongUse(f"{name.name} is for the office {manifest.office}.", "Ask your own office for one.")
    return manifest


_keys: Final[msgspec.msgpack.Decoder[tuple[NextKeys, ...]]] = msgspec.msgpack.Decoder(
    Annotated[tuple[NextKeys, ...], msgspec.Meta(max_length=MOST_GENERATIONS)]
)


def _counted(file: IO[bytes], name: Path) -> bytes:
    size = int.from_bytes(file.read(4), "big")
    if size > _MOST_HEAD:
        raise _broken(name, "it says that its beginning is endless")
    data = file.read(size)
    if len(data) != size:
        raise _broken(name, "it is cut off")
    return data


def _check(manifest: Manifest) -> None:
    """Raises Damaged where the names could lead anywhere but into a folder of their own. The office's word is no excuse."""
    name = Path(f"{manifest.version[:40]}{SUFFIX}")
    if not is_version(manifest.version) or not is_version(manifest.least):
        raise _broken(name, "its version is none")
    if manifest.size > MOST_BYTES:
        raise _broken(name, "it is larger than any program")
    known: set[str] = set()
    folders: set[str] = set()
    for file in manifest.files:
        parts = file.path.split("/")
        if not all(_PART.fullmatch(part) and part not in (".", "..") for part in parts):
            raise _broken(name, "a name in it leads elsewhere")
        known.add(file.path)
        folders.update("/".join(parts[:end]) for end in range(1, len(parts)))
    if len(known) != len(manifest.files) or known & folders:
        raise _broken(name, "a name stands in it twice")
    if not any(file.path == PROGRAM and file.runs for file in manifest.files):
        raise _broken(name, "there is no program in it")


@contextmanager
def _plain(path: Path) -> Iterator[IO[bytes]]:
    """A file that is one: no link, no pipe, nothing that waits."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(0, "no plain file", str(path))
        yield file


def _write_file(stream: zstandard.ZstdDecompressionReader, path: Path, one: File, bundle: Path) -> None:
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fd = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o755 if one.runs else 0o644
    )
    with os.fdopen(fd, "wb") as file:
        left = one.size
        while left:
            piece = stream.read(min(left, _PIECE))
            if not piece:
                raise _broken(bundle, "it holds less than it says")
            file.write(piece)
            left -= len(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync_folders(folder: Path) -> None:
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir()), folder.parent):
        fd = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _digest(file: IO[bytes]) -> bytes:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.digest()


def _broken(path: Path, why: str) -> Damaged:
    return Damaged(f"{path.name} is refused: {why}.", "Copy it anew, or ask the office for another.")
