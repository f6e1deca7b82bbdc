"""The kiosk's own keys and what it knows of its office, as two files in the data folder.

    office.json   the office's public keys, code, name; this kiosk's id and the server's address
    kiosk.key     this kiosk's Ed25519 seed and the enrolment's one-time secret; readable by the owner only

A thief of the disk gets a signing key that the office revokes, and no key that opens an answer.

Where systemd hands the program its credentials (`LoadCredentialEncrypted=kiosk.key:…`), the key is read from there and not
from the data folder: the file on the disk is then sealed to this machine's TPM.

Both sides change their keys while the program runs, and neither needs to ask: the key before vouches for the next one. What
this kiosk's keys said of each other is kept beside the seed and travels until the office knows the newest; what the
office's say comes with its replies.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk import sealing
from kiosk.domain.office import MOST_FORMER_KEYS, Enrolment, Office
from kiosk.errors import CannotNow, Damaged, DiskReadOnly, NotReady
from kiosk.private_file import write_private

_T = TypeVar("_T")
OFFICE = "office.json"
KEY = "kiosk.key"
_SIZE = 32


class FormerKey(msgspec.Struct, frozen=True):
    """A key that this kiosk had before, and what it says of the one after it."""

    key: bytes  # Ed25519, public, 32 bytes
    voucher: bytes  # its signature over `sealing.kiosk_key_bytes` of the next one, 64 bytes


class Keys(msgspec.Struct):
    """Who this kiosk is, kept in step with its files. One thread at a time changes it: the one that exchanges."""

    id: str
    office: Office
    url: str
    seed: bytes
    secret: bytes | None  # for the first contact; the server forgets it after that
    demo: bool
    former: tuple[FormerKey, ...] = ()  # oldest first; slips signed with them are ours
    data: Path | None = None  # the folder of the files; none: they are nowhere, so nothing is written
    changed: Callable[[], None] = lambda: None
    """Is called after the office's keys or this kiosk's own are others."""

    def __repr__(self) -> str:
        return f"Keys({self.id})"

    @property
    def vouchers(self) -> tuple[tuple[bytes, bytes], ...]:
        """From key to key, oldest first: each one's voucher and the key it speaks for."""
        keys = (*(one.key for one in self.former), sealing.sign_public(self.seed))
        return tuple((one.voucher, key) for one, key in zip(self.former, keys[1:], strict=True))

    def rotate(self) -> None:
        """A new signing key takes the place of the present one, which is forgotten as soon as it has vouched for it.

        Raises CannotNow or DiskReadOnly; then nothing changed.
        """
        fresh = sealing.new_signing_key()
        said = sealing.kiosk_key_bytes(self.office.code, self.id, sealing.sign_public(fresh))
        former = (*self.former, FormerKey(sealing.sign_public(self.seed), sealing.sign(said, self.seed)))[
            -MOST_FORMER_KEYS:
        ]
        if self.data is not None:
            _write_key(self.data, _KeyFile(self.id, fresh, self.secret, former))
        self.seed, self.former = fresh, former
        self.changed()

    def go_over(self, office: Office) -> None:
        """The office has newer keys, which the ones known here vouch for. Raises DiskReadOnly; then nothing changed."""
        if office == self.office:
            return
        if self.data is not None:
            _write_office(self.data, _OfficeFile(self.id, office, self.url, self.demo))
        self.office = office
        self.changed()


class _OfficeFile(msgspec.Struct, frozen=True):
    kiosk_id: str
    office: Office
    url: str
    demo: bool = False


class _KeyFile(msgspec.Struct, frozen=True):
    kiosk_id: str  # until an enrolment gives another
    seed: bytes
    secret: bytes | None = None
    former: tuple[FormerKey, ...] = ()

    def __repr__(self) -> str:
        return f"_KeyFile({self.kiosk_id})"


def create(data: Path, kiosk_id: str) -> None:
    """Gives a new data folder its signing key. Called once, by `kiosk init`."""
    _write_key(data, _KeyFile(kiosk_id, sealing.new_signing_key()))


def save(data: Path, enrolment: Enrolment, *, demo: bool = False) -> Keys:
    """Binds the data folder to an office. Each file is replaced whole or not at all."""
    old = _read_key(data)
    # What keys said of each other, they said of this kiosk by its id.
    former = old.former if old.kiosk_id == enrolment.kiosk_id else ()
    key = _KeyFile(enrolment.kiosk_id, old.seed, None if demo else enrolment.secret, former)
    # The key first: an office file says that the enrolment is complete.
    _write_key(data, key)
    _write_office(data, _OfficeFile(enrolment.kiosk_id, enrolment.office, enrolment.url, demo))
    return load(data)


def kiosk_id(data: Path) -> str:
    """The id of this kiosk, enrolled or not. Raises NotReady where there is no kiosk data."""
    if not _key_path(data).is_file():
        raise NotReady(f"There is no kiosk data in {data}.", "Run: kiosk init")
    return _read_key(data).kiosk_id


def exist(data: Path) -> bool:
    """True when the data folder is bound to an office."""
    return (data / OFFICE).is_file()


def office_of(data: Path) -> Office | None:
    """Whose kiosk a folder was, also where its own key is damaged; None where that cannot be read."""
    try:
        return _read(data / OFFICE, _OfficeFile).office
    except Damaged:
        return None


def load(data: Path) -> Keys:
    """Raises NotReady when there is no enrolment, Damaged when its files cannot be read."""
    if not exist(data):
        raise NotReady(
            "This kiosk belongs to no office yet.", "Run: kiosk enrol FILE (or kiosk init --demo to try it out)"
        )
    office = _read(data / OFFICE, _OfficeFile)
    if any(len(key) != _SIZE for key in (office.office.seal_key, office.office.sign_key, office.office.code_salt)):
        raise _damaged(data / OFFICE, "a key of the wrong length")
    key = _read_key(data)
    return Keys(office.kiosk_id, office.office, office.url, key.seed, key.secret, office.demo, key.former, data)


def _key_path(data: Path) -> Path:
    """Where the key is read: what systemd hands over goes before the file."""
    handed = os.environ.get("CREDENTIALS_DIRECTORY")
    sealed = Path(handed) / KEY if handed else None
    return sealed if sealed is not None and sealed.is_file() else data / KEY


def _read_key(data: Path) -> _KeyFile:
    path = _key_path(data)
    key = _read(path, _KeyFile)
    if any(len(one) != _SIZE for one in (key.seed, key.secret, *(one.key for one in key.former)) if one is not None):
        raise _damaged(path, "a key of the wrong length")
    return key


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, why: str) -> Damaged:
    return Damaged(f"{path} cannot be read: {why}.", "Restore it, or enrol this kiosk again.")


def _write_key(data: Path, key: _KeyFile) -> None:
    if _key_path(data) != data / KEY:
        raise CannotNow(
            "This kiosk's key is handed over by systemd, sealed to this machine.",
            "Stop the kiosk, unseal the key into the data folder (systemd-creds decrypt), and seal it again afterwards.",
        )
    _write(data / KEY, msgspec.json.encode(key))


def _write_office(data: Path, office: _OfficeFile) -> None:
    _write(data / OFFICE, msgspec.json.format(msgspec.json.encode(office), indent=2))


def _write(path: Path, content: bytes) -> None:
    try:
        write_private(path, content)
    except OSError as error:
        raise DiskReadOnly(
            f"{path} cannot be written ({error.strerror}).", "Check the disk and the folder's owner."
        ) from error
