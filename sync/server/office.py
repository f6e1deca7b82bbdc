"""The server's own files: which offices it serves, where its database is, and the offices' private keys.

config.toml        the first office, database, the address kiosks are given
keys/<code>.json   an office's private keys, readable by the owner only: who has them can open every answer. In the open, or
                   locked with a passphrase, the same for all offices here

Keys change with `rotate`: the sign key vouches for the next pair and is forgotten at once; the seal keys before stay, because
what was sealed to them opens with nothing else. `Keyring` reads the file again when a command has changed it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from kiosk import sealing
from kiosk.domain.office import MOST_GENERATIONS, NextKeys, Office
from kiosk.domain.sealed import Sealed
from kiosk.errors import Busy, CannotNow, Damaged, DiskReadOnly, KioskError, NotReady, WrongUse
from kiosk.private_file import write_private
from sync.server.store.passphrase import KeyLock, Passphrase, new_lock
from sync.server.store.vault import Vault

CONFIG = "config.toml"
KEYS = "keys"
DATABASE = "kelurahan.db"
_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


class FormerSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A seal key of before: opens what was sealed to it."""

    generation: int
    private: bytes  # Curve25519, 32 bytes


class OfficeKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office with its private keys. Never shown, never logged."""

    code: str
    name: str
    zone: Literal[7, 8, 9]
    seal_private: bytes  # Curve25519, 32 bytes: opens answers
    sign_seed: bytes  # Ed25519, 32 bytes: signs replies
    code_salt: bytes  # 32 bytes
    generation: int = 1  # of the two keys
    former_seals: tuple[FormerSeal, ...] = ()  # newest first
    chain: tuple[NextKeys, ...] = ()  # from the first generation to this one, for kiosks that know an older one
    data_key: bytes = (
        b""  # 32 bytes: locks what the database holds of residents; never changes. Empty: from before it was
    )

    @property
    def vault(self) -> Vault:
        """Locks and unlocks what the database holds of residents."""
        return Vault(self.data_key)

    @property
    def public(self) -> Office:
        """What kiosks get to know."""
        return Office(
            code=self.code,
            name=self.name,
            seal_key=sealing.seal_public(self.seal_private),
            sign_key=sealing.sign_public(self.sign_seed),
            code_salt=self.code_salt,
            zone=self.zone,
            generation=self.generation,
        )

    def chain_from(self, generation: int) -> tuple[NextKeys, ...]:
        """What leads a kiosk that knows the keys of `generation` to the newest."""
        return tuple(hop for hop in self.chain if hop.generation > generation)

    def open(self, body: bytes) -> Sealed | sealing.OpenFailed:
        """A request's sealed answers, whichever of our keys they were sealed to."""
        opened = sealing.open_sealed(body, self.seal_private)
        for former in self.former_seals:
            if opened != sealing.NOT_TO_THIS_KEY:
                break
            opened = sealing.open_sealed(body, former.private)
        return opened

    def open_photo(self, body: bytes) -> bytes | None:
        """A sealed photo, whichever of our keys it was sealed to."""
        keys = (self.seal_private, *(former.private for former in self.former_seals))
        return next((photo for key in keys if (photo := sealing.open_photo(body, key)) is not None), None)

    def sealed_to(self, body: bytes) -> int | None:
        """The generation of the key that opens a sealed body of any kind; None when none of ours does."""
        keys = (FormerSeal(self.generation, self.seal_private), *self.former_seals)
        return next((key.generation for key in keys if sealing.open_photo(body, key.private) is not None), None)

    def __repr__(self) -> str:
        return f"OfficeKeys({self.code})"


class LockedKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key file under a passphrase."""

    code: str
    name: str
    lock: KeyLock
    box: bytes  # the JSON of OfficeKeys, locked


class Known(msgspec.Struct, frozen=True):
    """What a key file says without its passphrase."""

    code: str
    name: str
    locked: bool


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config.toml`."""

    office: str
    database: str  # a SQLAlchemy URL
    url: str  # the address kiosks are enrolled with


def is_set_up(data: Path) -> bool:
    """True when `kelurahan init` was here."""
    return (data / CONFIG).exists()


def new_keys(code: str, name: str, zone: Literal[7, 8, 9]) -> OfficeKeys:
    """Keys of an office that has none yet. Raises WrongUse."""
    if not _CODE.fullmatch(code):
        raise WrongUse(f"{code!r} is no code of a kelurahan.", "Write it as Kemendagri does: 16.71.02.1003")
    if not name.strip() or not name.isprintable():
        raise WrongUse("The office has no name.", 'Write for example --name "Kelurahan 26 Ilir"')
    return OfficeKeys(
        code,
        name.strip(),
        zone,
        sealing.new_sealing_key(),
        sealing.new_signing_key(),
        secrets.token_bytes(32),
        data_key=secrets.token_bytes(32),
    )


def prepare(
    data: Path, *, code: str, name: str, zone: Literal[7, 8, 9], database: str | None, url: str
) -> tuple[Settings, OfficeKeys]:
    """Makes the data folder with fresh keys; `finish` makes it count. Raises WrongUse or DiskReadOnly."""
    keys = new_keys(code, name, zone)
    if is_set_up(data):
        raise WrongUse(f"{data} is set up already.", "Use it as it is, or give another folder with --data.")
    file = (data / DATABASE).resolve()
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        (data / KEYS).mkdir(exist_ok=True, mode=0o700)
        write_private(data / KEYS / f"{code}.json", msgspec.json.encode(keys))
        if database is None:
            # SQLite would make it readable for everybody; its journal takes the mode of the file.
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise _cannot_write(data, error) from error
    return Settings(code, database or f"sqlite:///{file}", url), keys


def finish(data: Path, settings: Settings) -> None:
    """Writes the configuration, which says that everything else is there. Raises DiskReadOnly."""
    # JSON strings are TOML strings.
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in msgspec.structs.asdict(settings).items()]
    try:
        write_private(data / CONFIG, "".join(lines).encode())
    except OSError as error:
        raise _cannot_write(data, error) from error


def settings(data: Path) -> Settings:
    """`config.toml`. Raises NotReady or WrongUse."""
    if not is_set_up(data):
        raise NotReady(f"There is no server data in {data}.", "Run: kelurahan init")
    path = data / CONFIG
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"{path}: {error}.", "Mend that line.") from error


def load(data: Path, code: str | None = None, passphrase: Passphrase | None = None) -> tuple[Settings, OfficeKeys]:
    """The settings and the keys of an office, of the first one without `code`. Raises KioskError."""
    found = settings(data)
    if code is not None and not key_file(data, code).exists():
        raise WrongUse(f"There is no office {code[:20]!r} here.", "See: kelurahan offices")
    return found, keys_of(data, code or found.office, passphrase)


def codes(data: Path) -> list[str]:
    """The offices whose keys are here, in the order of their codes."""
    return sorted(path.stem for path in (data / KEYS).glob("*.json") if _CODE.fullmatch(path.stem))


def known(data: Path) -> list[Known]:
    """The offices that are served here, the first one first; needs no passphrase. Raises KioskError."""
    first = settings(data).office
    found = []
    for code in (first, *(one for one in codes(data) if one != first)):
        parsed = _parsed(key_file(data, code))
        found.append(Known(parsed.code, parsed.name, isinstance(parsed, LockedKeys)))
    return found


def key_file(data: Path, code: str) -> Path:
    """Where an office's keys lie. A code that is none leads nowhere."""
    return data / KEYS / (f"{code}.json" if _CODE.fullmatch(code) else "none.json")


def keys_of(data: Path, code: str, passphrase: Passphrase | None) -> OfficeKeys:
    """An office's keys; one from before there was a data key gets it. Raises KioskError."""
    keys, _ = _read_keys(key_file(data, code), passphrase)
    if keys.data_key:
        return keys
    with _alone(data):
        keys, lock = _read_keys(key_file(data, code), passphrase)
        if not keys.data_key:
            keys = msgspec.structs.replace(keys, data_key=secrets.token_bytes(32))
            _write_keys(data, keys, lock, passphrase)
    return keys


def add(data: Path, keys: OfficeKeys, passphrase: Passphrase | None) -> None:
    """Puts another office's keys beside those that are here, locked as they are. Raises WrongUse or DiskReadOnly."""
    with _alone(data):
        if key_file(data, keys.code).exists():
            raise WrongUse(f"Office {keys.code} is here already.", "See: kelurahan offices")
        others = (_parsed(key_file(data, code)) for code in codes(data))
        _write_keys(data, keys, next((one.lock for one in others if isinstance(one, LockedKeys)), None), passphrase)


def lock_keys(data: Path, passphrase: Passphrase) -> list[str]:
    """Locks the keys of all offices here; their codes. Raises KioskError; those that were locked by then stay so."""
    lock = new_lock()
    with _alone(data):
        if any(one.locked for one in known(data)):
            raise WrongUse("The keys are locked already.", "For another passphrase, first: kelurahan unlock-keys")
        for code in codes(data):
            _write_keys(data, _read_keys(key_file(data, code), None)[0], lock, passphrase)
    return codes(data)


def unlock_keys(data: Path, passphrase: Passphrase) -> list[str]:
    """Puts the keys of all offices here in the open; their codes. Raises KioskError; then nothing changed."""
    with _alone(data):
        found = [_read_keys(key_file(data, code), passphrase)[0] for code in codes(data)]
        for keys in found:
            _write_keys(data, keys, None, None)
    return [keys.code for keys in found]


def locked_copy(path: Path, passphrase: Passphrase, lock: KeyLock) -> bytes:
    """A key file as it would be under a passphrase; one that is locked stays as it is. Raises Damaged."""
    parsed = _parsed(path)
    if isinstance(parsed, LockedKeys):
        return path.read_bytes()
    return msgspec.json.encode(_locked(parsed, lock, passphrase))


@contextmanager
def in_use(data: Path) -> Iterator[None]:
    """As long as the block lasts nobody replaces the folder's database and keys. Raises Busy or DiskReadOnly."""
    with _held(data, fcntl.LOCK_SH):
        yield


@contextmanager
def replacing(data: Path) -> Iterator[None]:
    """As long as the block lasts nobody else works with the folder. Raises Busy when somebody does."""
    with _held(data, fcntl.LOCK_EX):
        yield


@contextmanager
def _held(data: Path, how: int) -> Iterator[None]:
    try:
        folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_write(data, error) from error
    try:
        fcntl.flock(folder, how | fcntl.LOCK_NB)
    except OSError as error:
        os.close(folder)
        raise Busy(
            f"Another kelurahan command works with {data}.",
            "Stop kelurahan serve, then try again." if how == fcntl.LOCK_EX else "Wait for the restore to end.",
        ) from error
    try:
        yield
    finally:
        os.close(folder)


def rotate(data: Path, code: str, passphrase: Passphrase | None = None) -> OfficeKeys:
    """New keys for the office, in its file when this returns. Raises KioskError; then nothing changed."""
    with _alone(data):
        keys, lock = _read_keys(key_file(data, code), passphrase)
        newer = _rotated(keys)
        _write_keys(data, newer, lock, passphrase)
    return newer


def _rotated(keys: OfficeKeys) -> OfficeKeys:
    if keys.generation >= MOST_GENERATIONS:
        raise WrongUse("The office's keys were changed a thousand times.", "Set up a new office.")
    seal_private, sign_seed = sealing.new_sealing_key(), sealing.new_signing_key()
    hop = sealing.next_keys(
        keys.public, sealing.seal_public(seal_private), sealing.sign_public(sign_seed), keys.sign_seed
    )
    return msgspec.structs.replace(
        keys,
        seal_private=seal_private,
        sign_seed=sign_seed,
        generation=hop.generation,
        former_seals=(FormerSeal(keys.generation, keys.seal_private), *keys.former_seals),
        chain=(*keys.chain, hop),
    )


def retire(data: Path, code: str, generation: int, passphrase: Passphrase | None = None) -> OfficeKeys:
    """Forgets a seal key of before for ever: what is sealed to it stays closed. The caller knows that nothing needs it.

    Raises KioskError; then nothing changed.
    """
    with _alone(data):
        keys, lock = _read_keys(key_file(data, code), passphrase)
        kept = tuple(former for former in keys.former_seals if former.generation != generation)
        if len(kept) == len(keys.former_seals):
            raise WrongUse(f"There is no former key {generation}.", "See: kelurahan keys")
        newer = msgspec.structs.replace(keys, former_seals=kept)
        _write_keys(data, newer, lock, passphrase)
    return newer


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One command at a time changes the keys: of two that both began with the same ones, the second would lose the first's."""
    try:
        folder = os.open(data / KEYS, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_write(data / KEYS, error) from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


class Keyring:
    """The office's keys as they are now: a command may change them while the server runs."""

    def __init__(self, keys: OfficeKeys, data: Path | None, passphrase: Passphrase | None = None) -> None:
        """`data`: the server's folder; none: the keys stay as they are. `passphrase`: what the file is locked with."""
        self._keys = keys
        self._path = data / KEYS / f"{keys.code}.json" if data else None
        self._passphrase = passphrase
        self._known = self._look()

    def now(self) -> OfficeKeys:
        """The newest keys; a file that cannot be read leaves the ones there were, which are good as long as it is mended."""
        seen = self._look()
        if seen != self._known and self._path is not None:
            try:
                (self._keys, _), self._known = _read_keys(self._path, self._passphrase), seen
            except KioskError:
                # Damaged, or locked since with a passphrase that nobody told this process.
                return self._keys
        return self._keys

    def _look(self) -> tuple[int, int] | None:
        # The file is replaced whole, so a new one has another inode.
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            return None
        return (found.st_ino, found.st_mtime_ns) if found else None


def _write_keys(data: Path, keys: OfficeKeys, lock: KeyLock | None, passphrase: Passphrase | None) -> None:
    path = data / KEYS / f"{keys.code}.json"
    locked = _locked(keys, lock, passphrase) if lock and passphrase else keys
    try:
        write_private(path, msgspec.json.encode(locked))
    except OSError as error:
        raise _cannot_write(path, error) from error


def _locked(keys: OfficeKeys, lock: KeyLock, passphrase: Passphrase) -> LockedKeys:
    return LockedKeys(keys.code, keys.name, lock, passphrase.lock(msgspec.json.encode(keys), lock))


def _read_keys(path: Path, passphrase: Passphrase | None) -> tuple[OfficeKeys, KeyLock | None]:
    """The keys, and what their file is locked with."""
    parsed = _parsed(path)
    if isinstance(parsed, OfficeKeys):
        return parsed, None
    if passphrase is None:
        raise CannotNow("The office's keys are locked.", "Give their passphrase, or run: kelurahan unlock-keys")
    opened = passphrase.unlock(parsed.box, parsed.lock)
    return msgspec.json.decode(opened, type=OfficeKeys), parsed.lock


def _parsed(path: Path) -> OfficeKeys | LockedKeys:
    try:
        data = path.read_bytes()
        if "box" in msgspec.json.decode(data, type=dict[str, msgspec.Raw]):
            return msgspec.json.decode(data, type=LockedKeys)
        return msgspec.json.decode(data, type=OfficeKeys)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(
            f"The office's keys in {path} cannot be read.",
            "Restore that file from a backup: without it no answer opens.",
        ) from error


def _cannot_write(path: Path, error: OSError) -> DiskReadOnly:
    return DiskReadOnly(f"{path} cannot be written ({error.strerror}).", "Check the disk and the folder's owner.")
