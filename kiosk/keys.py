"""The kiosk's own key and what it knows of its office, as two files in the data folder.

    office.json   the office's public keys, code, name; this kiosk's id and the server's address
    kiosk.key     this kiosk's Ed25519 seed and the enrolment's one-time secret; readable by the owner only

A thief of the disk gets a signing key that the office revokes, and no key that opens an answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk import sealing
from kiosk.domain.office import Enrolment, Office
from kiosk.errors import Damaged, DiskReadOnly, NotReady
from kiosk.private_file import write_private

_T = TypeVar("_T")
OFFICE = "office.json"
KEY = "kiosk.key"


class Keys(msgspec.Struct, frozen=True):
    """Who this kiosk is."""

    id: str
    office: Office
    url: str
    seed: bytes
    secret: bytes | None  # for the first contact; the server forgets it after that
    demo: bool


class _OfficeFile(msgspec.Struct, frozen=True):
    kiosk_id: str
    office: Office
    url: str
    demo: bool = False


class _KeyFile(msgspec.Struct, frozen=True):
    kiosk_id: str  # until an enrolment gives another
    seed: bytes
    secret: bytes | None = None


def create(data: Path, kiosk_id: str) -> None:
    """Gives a new data folder its signing key. Called once, by `kiosk init`."""
    _write(data / KEY, msgspec.json.encode(_KeyFile(kiosk_id, sealing.new_signing_key())))


def save(data: Path, enrolment: Enrolment, *, demo: bool = False) -> Keys:
    """Binds the data folder to an office. Each file is replaced whole or not at all."""
    key = msgspec.structs.replace(
        _read(data, KEY, _KeyFile), kiosk_id=enrolment.kiosk_id, secret=None if demo else enrolment.secret
    )
    office = _OfficeFile(enrolment.kiosk_id, enrolment.office, enrolment.url, demo)
    # The key first: an office file says that the enrolment is complete.
    _write(data / KEY, msgspec.json.encode(key))
    _write(data / OFFICE, msgspec.json.format(msgspec.json.encode(office), indent=2))
    return load(data)


def kiosk_id(data: Path) -> str:
    """The id of this kiosk, enrolled or not. Raises NotReady where there is no kiosk data."""
    if not (data / KEY).is_file():
        raise NotReady(f"There is no kiosk data in {data}.", "Run: kiosk init")
    return _read(data, KEY, _KeyFile).kiosk_id


def exist(data: Path) -> bool:
    """True when the data folder is bound to an office."""
    return (data / OFFICE).is_file()


def load(data: Path) -> Keys:
    """Raises NotReady when there is no enrolment, Damaged when its files cannot be read."""
    if not exist(data):
        raise NotReady(
            "This kiosk belongs to no office yet.", "Run: kiosk enrol FILE (or kiosk init --demo to try it out)"
        )
    office = _read(data, OFFICE, _OfficeFile)
    key = _read(data, KEY, _KeyFile)
    return Keys(office.kiosk_id, office.office, office.url, key.seed, key.secret, office.demo)


def _read(data: Path, name: str, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode((data / name).read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise Damaged(f"{data / name} cannot be read: {error}.", "Restore it, or enrol this kiosk again.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        write_private(path, content)
    except OSError as error:
        raise DiskReadOnly(
            f"{path} cannot be written ({error.strerror}).", "Check the disk and the folder's owner."
        ) from error
