"""What can still be done for a kiosk that is out of service: look, mend, copy away, try again. Implements `ui.emergency`.

Nothing here opens the database for good, and nothing needs an office or a key: any of them may be what is missing.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kiosk import config, keys, log
from kiosk.app.door import Door
from kiosk.app.notify import Notify, watchdog_s
from kiosk.app.watchdog import BEAT_S
from kiosk.clock import SystemClock, Zone
from kiosk.domain import words
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import genesis
from kiosk.domain.office import Enrolment
from kiosk.domain.outage import Code, Outage
from kiosk.domain.petugas import Room
from kiosk.domain.readiness import Check
from kiosk.errors import Busy, Damaged, DiskFull, DiskReadOnly, KioskError, NotReady, WrongUse
from kiosk.store.database import DATABASE, owning
from kiosk.usecases.audit import note_command
from kiosk.usecases.maintenance import PinGuard, PinLocked, PinOutcome, PinRight, PinWrong
from sync import mounts
from ui.emergency import Deed, Offer
from ui.keeper import Wish
from ui.ports import Done

SAID: Final = "outage"
"""The code that the audit log was told, until the kiosk serves again."""
RETRY_S: Final = 300
"""Between two tries by itself where nobody says otherwise."""
_RESERVE_MB: Final = config.Storage().reserve_mb
_MOST_BACKUPS: Final = 3
_SAVED: Final = ("config.toml", config.GOOD, keys.OFFICE, "supervisor.json", "logs", "backups", "damaged")
"""What goes to a stick besides the database: no key, and no hash of a PIN."""


def outage(data: Path, error: KioskError) -> Outage:
    """Which outage an error of the start is: by what is there, one thing after the other, then by the error itself."""
    from ui.app import ScreenFailed

    said = str(error)
    try:
        config.load_or_good(data)
    except WrongUse:
        return Outage(Code.SETTINGS, said)
    try:
        keys.kiosk_id(data)
        keys.load(data)
    except NotReady:
        # A database and no key: it was a kiosk.
        fresh = (data / keys.KEY).is_file() and not (data / keys.OFFICE).exists()
        return Outage(Code.NOT_ENROLLED if fresh else Code.KEYS, said)
    except Damaged:
        return Outage(Code.KEYS, said)
    match error:
        case DiskFull():
            return Outage(Code.DISK_FULL, said)
        case DiskReadOnly():
            return Outage(Code.READ_ONLY, said)
        case Damaged():
            return Outage(Code.DATABASE, said)
        case Busy():
            return Outage(Code.BUSY, said)
        case WrongUse() | ScreenFailed():
            # Neither settings nor keys: a file that came with the program.
            return Outage(Code.PROGRAM, said)
        case _:
            return Outage(Code.UNKNOWN, said)


class SafeKeeper:
    """Signs of life of the page alone; implements `ui.keeper.Keeper`."""

    def __init__(self, notify: Notify, code: Code) -> None:
        self._notify = notify
        self._code = code
        wait = watchdog_s()
        self.interval_ms = round((BEAT_S if wait is None else wait / 2) * 1000)

    def shown(self) -> None:
        """The page is there: somebody can read what to do."""
        self._notify.say(READY="1", STATUS=f"Tidak melayani: {self._code}.")

    def beat(self) -> Wish:
        """The event loop runs; there is nothing else to wait for."""
        self._notify.say(WATCHDOG="1")
        return Wish.STAY


class SafeHands:
    """Of one data folder. Use as a context manager: leaving it puts whoever is inside outside."""

    def __init__(self, data: Path, outage: Outage, retry_s: int = 0, *, sticks: tuple[str, ...] = ()) -> None:
        self._data = data
        self.outage = outage
        self.retry_s = retry_s or RETRY_S
        self._sticks = sticks
        self._pin = PinGuard(data)
        self._door = Door()
        self._clock = SystemClock()
        self._begun = time.monotonic()
        self._settings = _stamp(data / config.FILE)

    def __enter__(self) -> Self:
        # One line for one outage, however often it is tried meanwhile.
        said = self._data / SAID
        with suppress(OSError):
            if said.read_text("ascii", "replace") == self.outage.code:
                return self
        with suppress(OSError):
            said.write_text(self.outage.code, "ascii")
        self._note(Act.OUT_OF_SERVICE, detail=self.outage.code.value)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.step_out()

    @property
    def office(self) -> str:
        """Whose kiosk it is, "" when that cannot be read."""
        try:
            return keys.load(self._data).office.name
        except KioskError:
            return ""

    # --- Is it right again?

    def is_cured(self) -> bool:
        """Only what can be seen without trying: a disk that takes a file again, a file that was mended."""
        match self.outage.code:
            case Code.READ_ONLY:
                return self._takes_a_file()
            case Code.DISK_FULL:
                return shutil.disk_usage(self._data).free > 2 * _RESERVE_MB * 2**20 and self._takes_a_file()
            case Code.SETTINGS:
                return _stamp(self._data / config.FILE) != self._settings and _reads(lambda: config.load(self._data))
            case Code.NOT_ENROLLED | Code.KEYS:
                return _reads(lambda: keys.load(self._data))
            case Code.BUSY:
                return self._is_free()
            case _:
                return False

    def _is_free(self) -> bool:
        try:
            with owning(self._data, wait_s=0):
                return True
        except KioskError:
            return False

    def _takes_a_file(self) -> bool:
        trial = self._data / ".trial"
        try:
            with trial.open("wb") as file:
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())
            trial.unlink()
        except OSError:
            return False
        return True

    # --- The door

    def check_pin(self, pin: str) -> PinOutcome:
        """Looks at a PIN; slow on purpose. It is a file beside the database and needs none."""
        outcome = self._pin.check(pin)
        match outcome:
            case PinRight(role):
                self._door.enter(role)
                log.info(log.Event.MAINTENANCE_OPENED)
                self._note(Act.ENTERED)
            case PinWrong(tries_left):
                log.info(log.Event.PIN_WRONG, tries_left=tries_left)
                self._note(Act.PIN_WRONG, done=False, detail=f"{tries_left} tries left")
            case PinLocked(wait_s, looked):
                log.info(log.Event.PIN_LOCKED, wait_s=wait_s)
                if looked:
                    self._note(Act.PIN_WRONG, done=False, detail=f"locked for {wait_s} s")
        return outcome

    def step_out(self) -> None:
        """Nobody is inside any more."""
        if self._door.inside is not None:
            self._note(Act.LEFT)
            self._door.leave()

    def _note(self, act: Act, *, done: bool = True, detail: str = "") -> None:
        actor = self._door.actor if self._door.inside is not None or act is Act.PIN_WRONG else Actor.KIOSK
        note_command(self._data, self._clock, act, done=done, detail=detail, actor=actor)

    # --- How it is

    def checks(self) -> tuple[Check, ...]:
        """Disk, database file, settings, keys and service files: everything that can be looked at now."""
        from kiosk.app import doctor
        from kiosk.app.doctor.program import keys_check, settings_file

        try:
            reserve = config.load_or_good(self._data)[0].storage.reserve_mb
        except WrongUse:
            reserve = _RESERVE_MB
        try:
            bound = keys.load(self._data)
            said = Check("keys", True, f"{bound.office.name}, kiosk {bound.id}.")
        except KioskError as error:
            said = keys_check(error)
        return (
            doctor.disk(self._data, reserve),
            self._database(),
            *(settings_file(self._data) or (Check("settings", True, "Terbaca."),)),
            said,
            *doctor.services(self._data),
        )

    def _database(self) -> Check:
        path = self._data / DATABASE
        if self.outage.code is Code.DATABASE:
            return Check("database", False, "Tidak bisa dipakai. Berkasnya disimpan, jangan dihapus.")
        if not path.is_file():
            return Check("database", False, "Tidak ada.")
        return Check("database", True, f"Ada, {max(1, path.stat().st_size // 2**20)} MB.")

    # --- What can be done

    def offers(self) -> tuple[Offer, ...]:
        """What whoever is inside may do now, the likeliest first."""
        return tuple(self._offers())

    def _offers(self) -> Iterator[Offer]:
        inside = self._door.inside
        if inside is None:
            return
        sticks = [stick for stick in mounts.sticks(self._sticks) if not stick.damaged]
        if self._may(Room.BACKUPS) and self.outage.code in (Code.DATABASE, Code.CRASHED, Code.UNKNOWN):
            yield from self._backups([stick.place for stick in sticks])
        if self._may(Room.ENROLMENT) and self.outage.code in (Code.NOT_ENROLLED, Code.KEYS):
            yield from self._enrolments([stick.place for stick in sticks])
        if self._may(Room.BACKUPS):
            yield from (Offer(Deed.COPY, one.place, one.label) for one in sticks if not one.read_only)
        if self._may(Room.UPDATE):
            yield from self._previous()
        yield Offer(Deed.REBOOT)
        yield Offer(Deed.SHUT_DOWN)

    def _may(self, room: Room) -> bool:
        try:
            self._door.require(room)
        except WrongUse:
            return False
        return True

    def do(self, offer: Offer) -> Done:
        """Does it, and writes down who did."""
        if offer not in self.offers():
            return Done(False, "Tidak bisa dilakukan lagi. Keluar, masuk lagi, lalu coba sekali lagi.")
        match offer.deed:
            case Deed.RESTORE:
                return self._restore(Path(offer.path))
            case Deed.ENROL:
                return self._enrol(Path(offer.path))
            case Deed.COPY:
                return self._copy(Path(offer.path))
            case Deed.PREVIOUS:
                return self._go_back()
            case Deed.REBOOT:
                return self._power("Reboot", Act.RESTART_ASKED)
            case Deed.SHUT_DOWN:
                return self._power("PowerOff", Act.SHUT_DOWN)

    def _copy(self, stick: Path) -> Done:
        """Everything that can be read, file by file; what cannot is left out and said."""
        target = stick / "publik-kiosk" / f"darurat-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        names = [*_SAVED, *(f"{DATABASE}{tail}" for tail in ("", "-wal", "-shm"))]
        lost = 0
        try:
            target.mkdir(parents=True)
            for source in _files(self._data, names):
                place = target / source.relative_to(self._data)
                place.parent.mkdir(parents=True, exist_ok=True)
                lost += not _copied(source, place)
            _flush(target)
        except OSError:
            self._note(Act.EXPORTED, done=False, detail="emergency copy")
            return Done(False, "Flashdisk tidak bisa ditulisi, penuh, atau sudah dicabut. Pakai flashdisk lain.")
        self._note(Act.EXPORTED, done=not lost, detail=f"emergency copy, {lost} files not whole")
        rest = f" {lost} berkas tidak terbaca sampai habis; sisanya tersalin." if lost else ""
        return Done(True, f"Sudah disalin ke folder publik-kiosk/{target.name}.{rest} Aman dilepas.")

    def _power(self, how: str, act: Act) -> Done:
        from kiosk.app import power

        self._note(act, detail="machine")
        return power.go("Reboot" if how == "Reboot" else "PowerOff")

    # --- Pieces of others: backups, enrolment, versions

    def _backups(self, sticks: list[str]) -> Iterator[Offer]:
        from kiosk.store import backups

        found = backups.listed(self._data)[:_MOST_BACKUPS]
        for stick in sticks:
            for folder in (Path(stick) / "publik-kiosk").glob("*/*/backup"):
                found += backups.listed_in(folder)[:_MOST_BACKUPS]
        zone = self._zone()
        for one in found:
            where = "di disk ini" if one.path.is_relative_to(self._data) else "di flashdisk"
            made = words.date_and_time(zone.local(one.made_at), zone.name)
            yield Offer(Deed.RESTORE, str(one.path), f"{made}, {one.seq} data, {where}.")

    def _zone(self) -> Zone:
        try:
            return Zone(keys.load(self._data).office.zone)
        except KioskError:
            return Zone(7)

    def _restore(self, path: Path) -> Done:
        from kiosk.usecases import recover

        try:
            recover.ask(self._data, path, keys.kiosk_id(self._data))
        except Damaged:
            self._note(Act.RESTORED, done=False, detail=path.name)
            return Done(False, "Cadangan ini rusak atau milik kiosk lain. Pilih yang lain.")
        except KioskError:
            self._note(Act.RESTORED, done=False, detail=path.name)
            return Done(False, "Cadangan tidak bisa disalin: disk penuh atau tidak bisa ditulisi.")
        return Done(True, "Cadangan sudah diperiksa dan dipakai mulai sekarang. Kiosk dinyalakan lagi.", restart=True)

    def _enrolments(self, sticks: list[str]) -> Iterator[Offer]:
        from kiosk.app.enrolling import enrolment_files, read_enrolment

        for path in (path for stick in sticks for path in enrolment_files(Path(stick))):
            if (found := read_enrolment(path)) is not None:
                yield Offer(Deed.ENROL, str(path), f"{found.office.name}, kiosk {found.kiosk_id}.")

    def _enrol(self, path: Path) -> Done:
        from kiosk.app.enrolling import read_enrolment
        from kiosk.usecases.initialise import enrol

        enrolment = read_enrolment(path)
        if enrolment is None:
            return Done(False, "Berkas pendaftaran tidak terbaca lagi. Colokkan flashdisknya lagi.")
        try:
            if self.outage.code is Code.KEYS:
                self._replace_keys(enrolment)
            else:
                enrol(self._data, enrolment)
        except WrongUse:
            self._note(Act.ENROLLED, done=False, detail=enrolment.kiosk_id)
            return Done(False, "Berkas ini bukan untuk kiosk ini: data di dalamnya milik kiosk atau kantor lain.")
        except KioskError:
            self._note(Act.ENROLLED, done=False, detail=enrolment.kiosk_id)
            return Done(False, "Pendaftaran tidak bisa disimpan. Periksa disk, atau hubungi teknisi.")
        self._note(Act.ENROLLED, detail=enrolment.kiosk_id)
        return Done(True, f"Kiosk ini terdaftar di {enrolment.office.name}. Kiosk dinyalakan lagi.", restart=True)

    def _replace_keys(self, enrolment: Enrolment) -> None:
        """A new key of its own for a kiosk whose old one cannot be read; what was there is kept beside it.

        Raises WrongUse where its data may be another kiosk's or another office's.
        """
        if not self._is_for(enrolment):
            raise WrongUse("This enrolment is for another kiosk.", "Ask the office for one of this kiosk.")
        try:
            for name in (keys.KEY, keys.OFFICE):
                path = self._data / name
                if path.exists():
                    path.replace(path.with_name(f"{name}.{datetime.now(UTC):%Y%m%d%H%M%S}.rusak"))
        except OSError as error:
            raise DiskReadOnly(f"{self._data} cannot be written.", "Check the disk.") from error
        keys.create(self._data, enrolment.kiosk_id)
        keys.save(self._data, enrolment)

    def _is_for(self, enrolment: Enrolment) -> bool:
        """Whether what is kept here was written under the id of this enrolment; an empty kiosk is anybody's."""
        from kiosk.store import journal
        from kiosk.store.database import reading

        try:
            with reading(self._data) as db:
                first = next(journal.entries(db), None)
        except NotReady:
            return True
        except KioskError:
            return False
        return first is None or journal.follows(first, 0, genesis(enrolment.kiosk_id))

    def _previous(self) -> Iterator[Offer]:
        from kiosk import updates

        install = updates.install_folder()
        if install is not None and (version := updates.standing(install).previous):
            yield Offer(Deed.PREVIOUS, "", version)

    def _go_back(self) -> Done:
        from kiosk import updates

        install = updates.install_folder()
        if install is None:
            return Done(False, "Program ini tidak dipasang dengan versi sebelumnya.")
        try:
            gone = updates.roll_back(install)
        except KioskError:
            self._note(Act.ROLLED_BACK, done=False)
            return Done(False, "Belum bisa kembali ke versi sebelumnya. Hubungi teknisi.")
        self._note(Act.ROLLED_BACK, detail=f"{gone.version} to {gone.to}")
        return Done(True, f"Kembali ke versi {gone.to}. Kiosk dinyalakan lagi.", restart=True)


def _files(data: Path, names: list[str]) -> Iterator[Path]:
    """Real files only: what a link points to is nobody's business here."""
    for name in names:
        path = data / name
        found = sorted(path.rglob("*")) if path.is_dir() and not path.is_symlink() else [path]
        yield from (one for one in found if one.is_file() and not one.is_symlink())


def _copied(source: Path, target: Path) -> bool:
    """Copies block by block: around what cannot be read lie zeros, at their place. Raises OSError of the target."""
    size, whole, block = source.stat().st_size, True, 4096
    read = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with target.open("wb") as file:
            for at in range(0, size, 2**20):
                piece, good = _piece(read, at, min(2**20, size - at), block)
                whole = whole and good
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    finally:
        os.close(read)
    return whole


def _piece(fd: int, at: int, length: int, block: int) -> tuple[bytes, bool]:
    try:
        return os.pread(fd, length, at).ljust(length, b"\0"), True
    except OSError:
        if length <= block:
            return bytes(length), False
    parts = [_piece(fd, at + step, min(block, length - step), block) for step in range(0, length, block)]
    return b"".join(part for part, _ in parts), all(good for _, good in parts)


def _flush(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        # FAT of some drivers knows no fsync of a folder; what follows flushes everything.
        log.bug(error)
    finally:
        os.close(fd)
    os.sync()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except KioskError:
        return False
    return True
