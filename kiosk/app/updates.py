"""New versions of the program, for the room of maintenance mode that installs them. Implements `ui.ports.Updates`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk import __version__, bundles, updates
from kiosk.app.audit_log import AuditBook
from kiosk.app.bootstrap import Machine
from kiosk.app.door import Door
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Room
from kiosk.errors import CannotNow, Damaged, DiskFull, KioskError, WrongUse
from kiosk.store import backups, migrations
from ui.ports import Copying, Done, UpdateFound, UpdatesNow

_MOST_FILES: Final = 20

_NOT_INSTALLED: Final = "Program ini tidak dipasang dari berkas pembaruan. Teknisi memperbaruinya dengan cara yang dipakai saat memasangnya."
_GONE: Final = "Flashdisk tidak ada lagi. Colokkan lagi, lalu ulangi."
_OLD_STAYS: Final = "Program yang lama tetap dipakai."
_STOPPED: Final = f"Dihentikan. {_OLD_STAYS}"
_DAMAGED: Final = f"Berkas ini rusak, atau bukan dari kantor Anda. {_OLD_STAYS} Salin lagi dari kantor kelurahan."
_FULL: Final = f"Tempat di disk tidak cukup. {_OLD_STAYS} Minta teknisi mengosongkan sebagian."
_FAILED: Final = f"Belum bisa dipasang. {_OLD_STAYS} Coba lagi; bila tetap gagal, pakai flashdisk lain."
_NOT_FOR_US: Final = f"Berkas ini bukan untuk kiosk ini. {_OLD_STAYS} Minta yang benar ke kantor kelurahan."
_SAME: Final = "Versi ini sudah dipakai. Tidak ada yang perlu dilakukan."
_OLDER: Final = f"Versi ini lebih lama dari yang dipakai. {_OLD_STAYS}"
_ON_TRIAL: Final = "Versi yang baru dipasang masih diuji. Tunggu beberapa menit, lalu coba lagi."
_NO_PREVIOUS: Final = "Tidak ada versi sebelumnya yang bisa dipakai di kiosk ini."


class _Stopped(Exception):
    """Somebody pressed "Batal"."""


class UpdateDesk:
    """To be called from a worker's thread. `install`: the folder the program was installed in; None where it was not."""

    def __init__(
        self, machine: Machine, door: Door, book: AuditBook, is_there: Callable[[str], bool], install: Path | None
    ) -> None:
        self._machine = machine
        self._door = door
        self._book = book
        self._is_there = is_there
        self._install = install

    def settle(self) -> None:
        """Writes down what went back by itself while this program did not run."""
        if self._install is not None and (word := updates.take_word(self._install)) is not None:
            self._book.note(Act.ROLLED_BACK, detail=f"{word.version} to {word.to}", actor=Actor.KIOSK)

    def standing(self) -> UpdatesNow:
        """Which version runs here."""
        if self._install is None:
            return UpdatesNow(__version__, why=_NOT_INSTALLED)
        now = updates.standing(self._install)
        return UpdatesNow(now.version, now.previous, _ON_TRIAL if now.on_trial else "")

    def found(self, stick: str) -> tuple[UpdateFound, ...]:
        """The bundles in the top folder of a stick that this office signed, newest first. What they hold is looked at when one
        is installed.
        """
        self._door.require(Room.UPDATE)
        if not self._is_there(stick):
            return ()
        now = self.standing().version
        found = []
        for path in _candidates(Path(stick)):
            try:
                bundle = bundles.read(path, self._machine.keys.office, whole=False)
            except KioskError:
                continue
            version = bundle.manifest.version
            newer = not bundles.is_version(now) or bundles.order(version) > bundles.order(now)
            found.append(UpdateFound(str(path), version, bundle.size, newer))
        return tuple(sorted(found, key=lambda one: bundles.order(one.version), reverse=True))

    def install(self, path: str, tell: Callable[[Copying], bool]) -> Done:
        """Installs a bundle from a stick, from the next start on. `tell` as in `Machinery.usb_export`."""
        self._door.require(Room.UPDATE)
        if self._install is None:
            return Done(False, _NOT_INSTALLED)
        if not self._is_there(str(Path(path).parent)):
            return Done(False, _GONE)

        def say(now: Copying) -> None:
            if not tell(now):
                raise _Stopped

        try:
            say(Copying("looking"))
            bundle = bundles.read(Path(path), self._machine.keys.office)
            install_bundle(
                self._machine, self._install, bundle, tell=lambda done, total: say(Copying("writing", done, total))
            )
        except _Stopped:
            return Done(False, _STOPPED)
        except KioskError as error:
            self._book.note(Act.UPDATED, done=False, detail=Path(path).name)
            return Done(False, self._words(Path(path), error))
        version = bundle.manifest.version
        self._book.note(Act.UPDATED, detail=version)
        return Done(True, f"Versi {version} sudah terpasang. Program dimulai ulang.", restart=True)

    def roll_back(self) -> Done:
        """The version before is used from the next start on."""
        self._door.require(Room.UPDATE)
        if self._install is None:
            return Done(False, _NOT_INSTALLED)
        try:
            done = updates.roll_back(self._install, needed_migrations=_needed(self._machine))
        except CannotNow:
            self._book.note(Act.ROLLED_BACK, done=False)
            return Done(False, _NO_PREVIOUS)
        self._book.note(Act.ROLLED_BACK, detail=f"{done.version} to {done.to}")
        return Done(True, f"Versi {done.to} dipakai lagi. Program dimulai ulang.", restart=True)

    def _words(self, path: Path, error: KioskError) -> str:
        match error:
            case Damaged():
                return _DAMAGED
            case DiskFull():
                return _FULL
            case WrongUse():
                return self._why_not(path)
            case _ if self._install is not None and updates.standing(self._install).on_trial:
                return _ON_TRIAL
            case _:
                return _FAILED

    def _why_not(self, path: Path) -> str:
        try:
            version = bundles.read(path, self._machine.keys.office, whole=False).manifest.version
        except KioskError:
            return _NOT_FOR_US
        now = self.standing().version
        if version == now:
            return _SAME
        return _OLDER if bundles.order(version) < bundles.order(now) else _NOT_FOR_US


def install_bundle(
    machine: Machine,
    install: Path,
    bundle: bundles.Bundle,
    *,
    older: bool = False,
    tell: bundles.Tell = lambda _d, _t: None,
) -> None:
    """Checks a bundle against this kiosk, copies the database and puts the program in place, on trial. Raises KioskError."""
    updates.check(install, bundle, older=older, needed_migrations=_needed(machine))
    clock = machine.context.clock

    def back_up() -> None:
        backups.make(machine.data, now=clock.now_ms(), kiosk_id=machine.keys.id)

    updates.install(install, bundle, back_up, tell)


def _needed(machine: Machine) -> int:
    return machine.context.store.run(migrations.needed)


def _candidates(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == bundles.SUFFIX]
    except OSError:
        return []
    return sorted(found)[:_MOST_FILES]
