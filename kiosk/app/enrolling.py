"""Which office this kiosk belongs to, for the room of maintenance mode that changes it. Implements `ui.ports.Enrolling`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from kiosk import keys, sealing
from kiosk.app.audit_log import AuditBook
from kiosk.app.bootstrap import Machine
from kiosk.app.door import Door
from kiosk.domain.audit import Act
from kiosk.domain.office import Enrolment, parse_enrolment
from kiosk.domain.petugas import Room
from kiosk.errors import CannotNow, DiskFull, DiskReadOnly, KioskError, NotReady, WrongUse
from kiosk.store import audit
from kiosk.usecases import rotation
from kiosk.usecases.initialise import why_not
from ui.ports import Done, EnrolledNow, EnrolmentFound

_MOST_FILES: Final = 200
_MOST_BYTES: Final = 16 * 2**10
_SUFFIXES: Final = (".json", ".enrol")

_GONE: Final = "Flashdisk tidak ada lagi. Colokkan lagi, lalu ulangi."
_NO_ENROLMENT: Final = "Berkas ini bukan pendaftaran kiosk, atau rusak. Minta yang baru ke kantor kelurahan."
_OTHER_OFFICE: Final = "Kiosk ini masih menyimpan permohonan untuk kantor lain. Kirim dulu semuanya; sesudah itu kiosk disiapkan dari awal."
_NOT_WRITTEN: Final = "Kunci tidak bisa disimpan: disk penuh atau hanya bisa dibaca. Kunci yang lama tetap dipakai."
_NOT_HEARD: Final = "Kantor belum mengetahui kunci yang sekarang. Kirim data dulu, lalu ganti lagi."
_SEALED: Final = "Kunci kiosk ini disegel pada mesinnya. Minta teknisi menggantinya dengan perintah."


class EnrolmentDesk:
    """To be called from a worker's thread. `exchanging` is held while an exchange is under way: keys do not change then."""

    def __init__(
        self,
        machine: Machine,
        door: Door,
        book: AuditBook,
        is_there: Callable[[str], bool],
        *,
        exchanging: Lock,
        wake_sync: Callable[[], None],
    ) -> None:
        self._machine = machine
        self._door = door
        self._book = book
        self._is_there = is_there
        self._exchanging = exchanging
        self._wake_sync = wake_sync

    def standing(self) -> EnrolledNow:
        """Whose kiosk this is, by which keys."""
        bound = self._machine.keys
        since = self._machine.context.store.run(lambda db: audit.latest(db, Act.ENROLLED))
        return EnrolledNow(
            bound.office.name,
            bound.id,
            fingerprint(sealing.sign_public(bound.seed)),
            fingerprint(bound.office.sign_key),
            since,
        )

    def found(self, stick: str) -> tuple[EnrolmentFound, ...]:
        """The enrolment files in the top folder of a stick. What is none is passed over."""
        self._door.require(Room.ENROLMENT)
        if not self._is_there(stick):
            return ()
        found = []
        for path in enrolment_files(Path(stick)):
            enrolment = read_enrolment(path)
            if enrolment is not None:
                fits = self._why_not(enrolment) is None
                found.append(EnrolmentFound(str(path), enrolment.office.name, enrolment.kiosk_id, fits))
        return tuple(found)

    def enrol(self, path: str) -> Done:
        """Binds this kiosk to the office of a file, from its next start on. Raises WrongUse where it is not the admin."""
        self._door.require(Room.ENROLMENT)
        if not self._is_there(str(Path(path).parent)):
            return Done(False, _GONE)
        enrolment = read_enrolment(Path(path))
        if enrolment is None:
            return Done(False, _NO_ENROLMENT)
        if self._why_not(enrolment) is not None:
            self._book.note(Act.ENROLLED, done=False, detail=enrolment.kiosk_id)
            return Done(False, _OTHER_OFFICE)
        try:
            with self._exchanging:
                keys.save(self._machine.data, enrolment)
        except CannotNow as error:
            return Done(False, _words(error))
        self._book.note(Act.ENROLLED, detail=enrolment.kiosk_id)
        return Done(True, f"Kiosk ini sekarang milik {enrolment.office.name}. Program dimulai ulang.", restart=True)

    def rotate_key(self) -> Done:
        """A new key of this kiosk's own. Raises WrongUse where it is not the admin."""
        self._door.require(Room.ENROLMENT)
        context = self._machine.context
        try:
            with self._exchanging:
                rotation.rotate(context.store, self._machine.keys, context.clock, self._door.actor)
        except CannotNow as error:
            self._book.note(Act.KEY_ROTATED, done=False)
            return Done(False, _words(error))
        self._wake_sync()
        return Done(
            True, "Kunci baru dipakai mulai sekarang. Kantor kelurahan mengetahuinya saat data dikirim berikutnya."
        )

    def _why_not(self, enrolment: Enrolment) -> WrongUse | None:
        return why_not(self._machine.context.store, self._machine.keys, enrolment)


def fingerprint(key: bytes) -> str:
    """What two people compare over the telephone: the first 16 bytes of a public key's BLAKE2b hash, in hex."""
    return hashlib.blake2b(key, digest_size=32).digest()[:16].hex()


def enrolment_files(folder: Path) -> list[Path]:
    """What may be an enrolment in the top folder of a stick."""
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and not path.is_symlink()]
    except OSError:
        return []
    return sorted(path for path in files[:_MOST_FILES] if path.is_file())


def read_enrolment(path: Path) -> Enrolment | None:
    """What stands in a file of a stick; None where it is no enrolment."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        return parse_enrolment(data) if len(data) <= _MOST_BYTES else None
    except (OSError, WrongUse):
        return None


def _words(error: KioskError) -> str:
    match error:
        case DiskFull() | DiskReadOnly():
            return _NOT_WRITTEN
        case NotReady():
            return _NOT_HEARD
        case _:
            return _SEALED
