"""An office's computer in one file: the database as it was at one moment, the keys, the configuration, the office's own
service files, and a SHA-256 of each. Made while the server works.

The keys in it open everything, so they can be put under a passphrase; what the database holds of residents is sealed or
locked with those keys. Nothing that was there is thrown away by putting a backup back: it is moved aside.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, Literal

import msgspec
from sqlalchemy import delete, select

from kiosk.errors import Damaged, DiskReadOnly, TooNew, WrongUse
from kiosk.private_file import fsync_folder
from sync.server import audit, office
from sync.server.store import database, tables
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase, new_lock

OWN_FILES: Final = "office"
"""The folder of services that the office wrote itself."""
_MANIFEST: Final = "manifest.json"
_POSTGRESQL: Final = "postgresql.dump"
_FORMAT: Final = 1
_CHUNK: Final = 2**20
_NO_ZIP: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a file ends with that is no ZIP, or a damaged one."""
_MOST_MANIFEST: Final = 2**24  # bytes; some 200,000 files


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file in the backup."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    format: int
    made_at: int  # ms since 1970 UTC
    first: str  # the office that is meant where none is named
    offices: tuple[str, ...]
    keys: Literal["open", "locked"]
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Bytes that it takes on the disk when it is put back."""
        return sum(one.size for one in self.members)


class Restored(msgspec.Struct, frozen=True):
    """What was put back, and where that lies which was there before."""

    manifest: Manifest
    settings: office.Settings
    before: Path | None


def write(db: Database, data: Path, out: Path, *, passphrase: Passphrase | None, now: int) -> Manifest:
    """Makes the file, whole or not at all, readable by its owner only. `passphrase`: keys that lie open are locked in it.

    Raises KioskError.
    """
    settings = office.settings(data)
    lock = new_lock()
    temporary = out.with_name(f".{out.name}.{secrets.token_hex(4)}.tmp")
    copy = temporary.with_suffix(".db")
    try:
        fd = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(fd, "w+b") as file:
            with zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                # Before the keys: what kiosks seal to new keys is in the database only after these are in their file.
                db.copy_to(copy)
                members = [_put(archive, office.CONFIG, (data / office.CONFIG).read_bytes())]
                for code in office.codes(data):
                    path = office.key_file(data, code)
                    held = office.locked_copy(path, passphrase, lock) if passphrase else path.read_bytes()
                    members.append(_put(archive, f"{office.KEYS}/{path.name}", held))
                members += [
                    _put(archive, path.relative_to(data).as_posix(), path.read_bytes())
                    for path in sorted((data / OWN_FILES).rglob("*"))
                    if path.is_file() and not path.is_symlink()
                ]
                members.append(_put_file(archive, _POSTGRESQL if db.is_postgresql else office.DATABASE, copy))
                locked = passphrase is not None or all(one.locked for one in office.known(data))
                found = tuple(one.code for one in office.known(data))
                manifest = Manifest(
                    _FORMAT, now, settings.office, found, "locked" if locked else "open", tuple(members)
                )
                archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(out)
        fsync_folder(out.parent)
    except OSError as error:
        raise DiskReadOnly(
            f"{out} cannot be written ({error.strerror}).", "Give another place with more room."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    return manifest


def look(path: Path) -> Manifest:
    """Reads the whole file and compares every checksum. Raises WrongUse or Damaged."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        for member in manifest.members:
            _take(archive, member, None)
    return manifest


def restore(path: Path, data: Path, *, url: str | None = None, actor: str, now: int) -> Restored:
    """Puts a backup in the place of what is in `data`, which is moved aside. Nobody else may work with the folder.

    Everything is written beside it and verified before anything is moved. `url`: an empty PostgreSQL database that a backup
    of one goes to. Raises KioskError; then what was there is as it was.
    """
    _made(data)
    staged = data / f".restore-{secrets.token_hex(4)}"
    with office.replacing(data):
        try:
            staged.mkdir(mode=0o700)
            manifest = _unpacked(path, staged)
            settings = _settings(staged, manifest, data, url)
            _put_in_order(staged, manifest, settings, actor=actor, now=now)
            before = _swapped(data, staged, now)
        except OSError as error:
            raise DiskReadOnly(
                f"{data} cannot be written ({error.strerror}).", "Check the disk and its owner."
            ) from error
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return Restored(manifest, settings, before)


def _unpacked(path: Path, staged: Path) -> Manifest:
    with _opened(path) as archive:
        manifest = _manifest(archive)
        for member in manifest.members:
            target = staged / member.name
            for folder in reversed(target.relative_to(staged).parents[:-1]):
                (staged / folder).mkdir(mode=0o700, exist_ok=True)
            fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(fd, "wb") as file:
                _take(archive, member, file)
                file.flush()
                os.fsync(file.fileno())
    office.known(staged)  # its configuration and keys can be read
    return manifest


def _settings(staged: Path, manifest: Manifest, data: Path, url: str | None) -> office.Settings:
    """The configuration with the database where it will be."""
    settings = office.settings(staged)
    if any(one.name == _POSTGRESQL for one in manifest.members):
        if url is None:
            raise WrongUse(
                "This backup is of a PostgreSQL database.",
                "Make an empty one (createdb NAME) and say --database postgresql+psycopg://…/NAME; the old one stays.",
            )
        return msgspec.structs.replace(settings, database=url)
    if url is not None:
        raise WrongUse("This backup is of a SQLite database, which lies in the data folder.", "Leave out --database.")
    return msgspec.structs.replace(settings, database=f"sqlite:///{(data / office.DATABASE).resolve()}")


def _put_in_order(staged: Path, manifest: Manifest, settings: office.Settings, *, actor: str, now: int) -> None:
    """The database, with the tables of this program, without the sessions of that day, and a line in the audit trail."""
    dump = staged / _POSTGRESQL
    if dump.exists():
        database.take_dump(settings.database, dump)
        dump.unlink()
        url = settings.database
    else:
        url = f"sqlite:///{staged / office.DATABASE}"
    db = Database.open(url)
    try:
        db.check()
        detail = datetime.fromtimestamp(manifest.made_at / 1000, UTC).isoformat(timespec="seconds")
        with db.writing() as connection:
            # Who logged out since would be logged in again.
            connection.execute(delete(tables.sessions))
            for code in connection.execute(select(tables.offices.c.office)).scalars().all():
                audit.record(connection, code, actor, audit.Action.BACKUP_RESTORED, now=now, detail=detail)
    finally:
        db.close()
    (staged / office.CONFIG).unlink()
    office.finish(staged, settings)


def _swapped(data: Path, staged: Path, now: int) -> Path | None:
    """Moves aside what is there and puts the new in its place. The configuration goes first and comes last: without it
    nothing counts, and the command can be given once more.
    """
    names = (office.CONFIG, office.KEYS, office.DATABASE, f"{office.DATABASE}-journal", OWN_FILES)
    there = [name for name in names if (data / name).exists()]
    before = data / f"before-{datetime.fromtimestamp(now / 1000, UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    if there:
        before.mkdir(mode=0o700)
    for name in there:
        (data / name).rename(before / name)
    for name in reversed(names):
        if (staged / name).exists():
            (staged / name).rename(data / name)
    fsync_folder(data)
    return before if there else None


def _made(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DiskReadOnly(f"{data} cannot be written ({error.strerror}).", "Give another --data.") from error


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise WrongUse(f"There is no file {path}.", "Give the file that kelurahan backup has written.") from error
    except _NO_ZIP as error:
        raise Damaged(f"{path} is no whole backup.", "Copy it again, or take an older one.") from error
    except OSError as error:
        raise Damaged(f"{path} cannot be read ({error.strerror}).", "Copy it again, or take an older one.") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    names = [one.filename for one in archive.infolist()]
    if _MANIFEST not in names or archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        raise zipfile.BadZipFile
    try:
        manifest = msgspec.json.decode(archive.read(_MANIFEST), type=Manifest)
    except msgspec.DecodeError as error:
        raise zipfile.BadZipFile from error
    if manifest.format > _FORMAT:
        raise TooNew("A newer version of this program has made the backup.", "Update the server, then restore it.")
    listed = [one.name for one in manifest.members]
    if len(set(listed)) != len(listed) or {*listed, _MANIFEST} != set(names) or not all(map(_is_ours, listed)):
        raise zipfile.BadZipFile
    return manifest


def _is_ours(name: str) -> bool:
    """Nothing leads out of the folder, or to another place in it."""
    parts = name.split("/")
    plain = all(part not in {"", ".", ".."} and "\\" not in part and "\0" not in part for part in parts)
    return plain and (name in {office.CONFIG, office.DATABASE, _POSTGRESQL} or parts[0] in {office.KEYS, OWN_FILES})


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> Member:
    archive.writestr(name, content)
    return Member(name, len(content), hashlib.sha256(content).hexdigest())


def _put_file(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest = hashlib.sha256()
    with path.open("rb") as file, archive.open(name, "w", force_zip64=True) as target:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return Member(name, path.stat().st_size, digest.hexdigest())


def _take(archive: zipfile.ZipFile, member: Member, target: IO[bytes] | None) -> None:
    """Reads a member to the end, no further than it says it is long, and compares."""
    digest, left = hashlib.sha256(), member.size
    with archive.open(member.name) as file:
        while chunk := file.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
    if left or digest.hexdigest() != member.sha256:
        raise Damaged(f"{member.name} in the backup is not what was written.", "Copy it again, or take an older one.")
