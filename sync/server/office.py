"""The server's own files: which office it serves, where its database is, and the office's private keys.

config.toml        office, database, the address kiosks are given
keys/<code>.json   the office's private keys, readable by the owner only: who has them can open every answer
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from kiosk import sealing
from kiosk.domain.office import Office
from kiosk.errors import Damaged, DiskReadOnly, NotReady, WrongUse
from kiosk.private_file import write_private

CONFIG = "config.toml"
KEYS = "keys"
_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


class OfficeKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office with its private keys. Never shown, never logged."""

    code: str
    name: str
    zone: Literal[7, 8, 9]
    seal_private: bytes  # Curve25519, 32 bytes: opens answers
    sign_seed: bytes  # Ed25519, 32 bytes: signs replies
    code_salt: bytes  # 32 bytes

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
        )

    def __repr__(self) -> str:
        return f"OfficeKeys({self.code})"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config.toml`."""

    office: str
    database: str  # a SQLAlchemy URL
    url: str  # the address kiosks are enrolled with


def is_set_up(data: Path) -> bool:
    """True when `kelurahan init` was here."""
    return (data / CONFIG).exists()


def prepare(
    data: Path, *, code: str, name: str, zone: Literal[7, 8, 9], database: str | None, url: str
) -> tuple[Settings, OfficeKeys]:
    """Makes the data folder with fresh keys; `finish` makes it count. Raises WrongUse or DiskReadOnly."""
    if not _CODE.fullmatch(code):
        raise WrongUse(f"{code!r} is no code of a kelurahan.", "Write it as Kemendagri does: 16.71.02.1003")
    if not name.strip() or not name.isprintable():
        raise WrongUse("The office has no name.", 'Write for example --name "Kelurahan 26 Ilir"')
    if is_set_up(data):
        raise WrongUse(f"{data} is set up already.", "Use it as it is, or give another folder with --data.")
    file = (data / "kelurahan.db").resolve()
    keys = OfficeKeys(
        code,
        name.strip(),
        zone,
        sealing.new_sealing_key(),
        sealing.new_signing_key(),
        secrets.token_bytes(32),
    )
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


def load(data: Path) -> tuple[Settings, OfficeKeys]:
    """The settings and the office's keys. Raises NotReady, WrongUse or Damaged."""
    if not is_set_up(data):
        raise NotReady(f"There is no server data in {data}.", "Run: kelurahan init")
    path = data / CONFIG
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"{path}: {error}.", "Mend that line.") from error
    keys_path = data / KEYS / f"{settings.office}.json"
    try:
        keys = msgspec.json.decode(keys_path.read_bytes(), type=OfficeKeys)
    except (OSError, msgspec.DecodeError) as error:
        raise Damaged(
            f"The office's keys in {keys_path} cannot be read.",
            "Restore that file from a backup: without it no answer opens.",
        ) from error
    return settings, keys


def _cannot_write(path: Path, error: OSError) -> DiskReadOnly:
    return DiskReadOnly(f"{path} cannot be written ({error.strerror}).", "Check the disk and the folder's owner.")
