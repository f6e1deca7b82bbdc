"""Copies of the database: made by a thread that nobody waits for, shown and used in maintenance mode. Implements `ui.ports.Backups`."""

from __future__ import annotations

import mmap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk import log
from kiosk.app.audit_log import AuditBook
from kiosk.app.bootstrap import Machine
from kiosk.app.door import Door
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Room
from kiosk.errors import Damaged, DiskFull, KioskError
from kiosk.store import backups
from kiosk.store.backups import Head, Stopped
from kiosk.usecases import recover
from kiosk.usecases.backup import Rhythm, back_up, newest_entry
from sync import stick as sticks
from sync.stick import BACKUP, ROOT, StickFull, kiosk_folder
from ui.ports import Backup, Done, Stick

_LOOK_S: Final = 60.0
_FIRST_LOOK_S: Final = 20.0
"""Not while the first page is being drawn."""
_BREATH_S: Final = 0.002
_ON_STICK: Final = 3
"""Copies of this kiosk that stay on a stick."""
DISK: Final = "disk"


class BackupShelf:
    """Of one running kiosk. `start` begins to make copies by itself; `stop` ends what is under way."""

    def __init__(
        self,
        machine: Machine,
        door: Door,
        audit: AuditBook,
        plugged: Callable[[], tuple[Stick, ...]],
        words: Callable[[KioskError], str],
    ) -> None:
        self._machine = machine
        self._context = machine.context
        self._door = door
        self._audit = audit
        self._plugged = plugged
        self._words = words
        self._stop = threading.Event()
        self._one = threading.Lock()
        self._head: Head | None = None
        self._day = -1
        self._thread = threading.Thread(target=self._keep, name="backups", daemon=True)

    def start(self) -> None:
        """Begins to look whether a copy is due."""
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing is being copied any more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def listed(self) -> tuple[Backup, ...]:
        """Newest first, those on sticks too. Who looks here has seen what was recovered."""
        self._door.require(Room.BACKUPS)
        self._context.store.transaction(recover.mark_seen)
        found = [_shown(one, DISK) for one in backups.listed(self._machine.data)]
        for stick in self._plugged():
            found += [_shown(one, stick.name) for one in backups.listed_in(self._folder(stick.path))]
        return tuple(sorted(found, key=lambda one: (one.entries, one.made_at), reverse=True))

    def make(self, stick: str) -> Done:
        """Onto a stick, or with "" onto this disk."""
        self._door.require(Room.BACKUPS)
        try:
            made = self._make(self._door.actor)
            if stick:
                to_stick(made.path, Path(stick), self._machine.keys.office.code, self._machine.keys.id)
        except Damaged:
            return Done(
                False,
                "Cadangan tidak lolos pemeriksaan: basis data rusak. Mulai ulang program; kiosk memperbaikinya sendiri.",
            )
        except DiskFull as error:
            return Done(
                False,
                self._words(error) if isinstance(error, StickFull) else "Disk hampir penuh. Kosongkan sedikit dulu.",
            )
        except (KioskError, Stopped) as error:
            return Done(False, self._words(error) if isinstance(error, KioskError) else "Dihentikan.")
        return Done(True, "Cadangan selesai dan sudah diperiksa." + " Aman dilepas." * bool(stick))

    def restore(self, path: str) -> Done:
        """Verifies the copy; the next start sets the present database aside and takes the copy in its place."""
        self._door.require(Room.BACKUPS)
        if all(path != one.path for one in self.listed()):
            return Done(False, "Cadangan itu tidak ada lagi. Colokkan lagi flashdisknya, atau pilih yang lain.")
        try:
            recover.ask(self._machine.data, Path(path), self._machine.keys.id)
        except Damaged:
            self._audit.note(Act.RESTORED, done=False, detail=Path(path).name)
            return Done(False, "Cadangan ini rusak atau milik kiosk lain. Pilih yang lain.")
        except KioskError:
            return Done(False, "Cadangan tidak bisa disalin: disk penuh atau hanya bisa dibaca.")
        self._audit.note(Act.RESTORED, detail=Path(path).name)
        return Done(
            True, "Cadangan utuh. Program dimulai ulang memakai cadangan ini; data lama tetap disimpan.", restart=True
        )

    def _keep(self) -> None:
        rhythm = Rhythm()
        wait_s = _FIRST_LOOK_S
        while not self._stop.wait(wait_s):
            wait_s = _LOOK_S
            try:
                rhythm = self._look(rhythm)
            except Stopped:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, the next hour's copy shall not be missing too
                log.bug(error)

    def _look(self, rhythm: Rhythm) -> Rhythm:
        backups.give_way(self._machine.data, self._context.store.reserve_bytes)
        seq = newest_entry(self._context.store, self._context.kiosk.id)
        if rhythm.seq < 0 and any(one.seq == seq for one in backups.listed(self._machine.data)[:1]):
            return Rhythm(seq, time.monotonic())
        if not rhythm.due(seq, began := time.monotonic()):
            return rhythm
        try:
            made = self._make(Actor.KIOSK)
        except KioskError as error:
            log.bug(error)
            return rhythm.tried(None, began, time.monotonic())
        return rhythm.tried(made.seq, began, time.monotonic())

    def _make(self, actor: Actor) -> backups.Backup:
        context = self._context
        with self._one:
            # The first of a day is walked from the journal's beginning, the others from where the last one ended.
            day = context.clock.now_ms() // 86_400_000
            since = self._head if day == self._day else None
            made, self._head = back_up(
                context.store, context.kiosk.id, context.clock, actor, since=since, breathe=self._breathe
            )
            self._day = day
            return made

    def _breathe(self) -> None:
        # The walk is Python's: without a pause now and then the page would wait for it.
        if self._stop.wait(_BREATH_S):
            raise Stopped

    def _folder(self, stick: str) -> Path:
        return Path(stick) / ROOT / self._machine.keys.office.code / self._machine.keys.id / BACKUP


def to_stick(backup: Path, stick: Path, office: str, kiosk_id: str) -> str:
    """Copies a backup onto a stick; when this returns, it was read back and the stick may be pulled out. Its place there.

    Raises NotAStick, StickError or StickFull; then nothing is claimed.
    """
    size = backup.stat().st_size
    space = sticks.room(stick)
    with kiosk_folder(stick, office, kiosk_id, create=True) as place:
        assert place is not None  # it was created
        with place.inner(BACKUP, create=True) as shelf:
            assert shelf is not None
            shelf.clear_leftovers()
            if space.size and size + 4 * space.unit > space.free:
                missing = size + 4 * space.unit - space.free
                raise StickFull(f"{stick} has no room for {size:,} bytes.", "Free some room, or use another.", missing)
            with backup.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                wanted = sticks.digest(data)
                shelf.put(backup.name, data)
            shelf.flush()
            shelf.prove(backup.name, size, wanted)
            for old in shelf.names("db")[:-_ON_STICK]:
                shelf.remove(old)
            shelf.flush()
    return f"{ROOT}/{office}/{kiosk_id}/{BACKUP}/{backup.name}"


def _shown(one: backups.Backup, place: str) -> Backup:
    return Backup(str(one.path), one.made_at, one.seq, one.size, place)
