"""What the rooms of maintenance mode ask, in memory: a hall, networks, copies, bundles and offices that do what is asked of them.

For the tour, and for tests, which put into it what shall happen. Implements `ui.ports`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from kiosk.clock import Clock, FixedClock, Zone
from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.domain.hall import Hall, Opening, opening
from ui.ports import (
    Backup,
    Copied,
    Copying,
    Done,
    EnrolledNow,
    EnrolmentFound,
    NetworkNow,
    NoCopy,
    NotFound,
    PrinterNow,
    UpdateFound,
    UpdatesNow,
    Wifi,
)

MORNING_MS = 1_795_222_800_000
"""Saturday, 21 November 2026, 08.00 at Jakarta."""
_MINUTE_MS, _DAY_MS = 60_000, 86_400_000


@dataclass
class StillHall:
    """A kiosk that is always open until somebody says otherwise."""

    hall: Hall = field(default_factory=Hall)
    clock: Clock = field(default_factory=lambda: FixedClock(MORNING_MS))
    zone: Zone = field(default_factory=lambda: Zone(7))
    refused: Done | None = None
    """How every change ends from now on."""
    shown: int = 100
    """Percent: how bright the screen is, kept or not."""
    dimmable: bool = True
    tell: Callable[[], None] = lambda: None

    def now(self) -> Hall:
        return self.hall

    def opening(self) -> Opening:
        return opening(self.hall, self.clock.now_ms(), self.zone)

    def change(self, hall: Hall) -> Done:
        if self.refused is not None:
            return self.refused
        self.hall, self.shown = hall, hall.brightness
        self.tell()
        return Done(True, "Tersimpan.")

    def dim(self, percent: int) -> Done:
        if not self.dimmable:
            return Done(False, "Terang layar ini hanya bisa diatur dengan tombol di layarnya sendiri.")
        self.shown = percent
        return Done(True, "")


@dataclass
class StillNetwork:
    """A house with one cable and a few networks in the air."""

    standing: NetworkNow = field(
        default_factory=lambda: NetworkNow(
            managed=True,
            cable=False,
            address="192.168.20.31",
            wifi=(
                Wifi("KELURAHAN-LT1", 86, locked=True, known=True, joined=True),
                Wifi("Balai Warga RW 03", 54, locked=True, known=False),
                Wifi("WARKOP-GRATIS", 23, locked=False, known=False),
            ),
            radio=True,
        )
    )
    opens_with: str = "palembang-26"
    """The password of those that are locked."""
    asked: list[str] = field(default_factory=list)

    def look(self) -> NetworkNow:
        return self.standing

    def join(self, name: str, password: str) -> Done:
        self.asked.append(f"join {name}")
        found = next((one for one in self.standing.wifi if one.name == name), None)
        if found is None:
            return Done(False, f"{name} tidak terdengar lagi dari sini.")
        if found.locked and not found.known and password != self.opens_with:
            return Done(False, "Kata sandinya belum cocok. Periksa huruf besar dan kecilnya.")
        self.standing = replace(
            self.standing,
            wifi=tuple(
                replace(one, joined=one.name == name, known=one.known or one.name == name) for one in self.standing.wifi
            ),
        )
        return Done(True, f"Tersambung ke {name}.")

    def forget(self, name: str) -> Done:
        self.asked.append(f"forget {name}")
        self.standing = replace(
            self.standing,
            wifi=tuple(
                replace(one, joined=False, known=False) if one.name == name else one for one in self.standing.wifi
            ),
        )
        return Done(True, f"{name} dilupakan.")


@dataclass
class StillPower:
    """A machine that is asked to go, and stays."""

    asked: list[str] = field(default_factory=list)
    outcome: Done = field(default_factory=lambda: Done(True, "Mesin dimatikan sekarang."))

    def restart_machine(self) -> Done:
        self.asked.append("restart machine")
        return self.outcome

    def shut_down(self) -> Done:
        self.asked.append("shut down")
        return self.outcome

    def release(self, path: str) -> Done:
        self.asked.append(f"release {path}")
        return Done(True, "Aman dilepas.")


@dataclass
class StillBackups:
    """Copies of three mornings, the oldest on a stick."""

    copies: tuple[Backup, ...] = (
        Backup("/var/lib/publik-kiosk/backups/3.pkb", MORNING_MS, 1_204, 3_100_000, "disk"),
        Backup("/var/lib/publik-kiosk/backups/2.pkb", MORNING_MS - _DAY_MS, 1_171, 3_000_000, "disk"),
        Backup("/media/petugas/KELURAHAN/1.pkb", MORNING_MS - 3 * _DAY_MS, 1_090, 2_900_000, "KELURAHAN"),
    )
    asked: list[str] = field(default_factory=list)
    broken: frozenset[str] = frozenset()
    """Copies that do not stand the check any more."""

    def listed(self) -> tuple[Backup, ...]:
        return self.copies

    def make(self, stick: str) -> Done:
        self.asked.append(f"make {stick}")
        newest = self.copies[0] if self.copies else Backup("", MORNING_MS, 1_204, 3_100_000, "disk")
        number = len(self.copies) + 1
        place = stick.rpartition("/")[2] or "disk"
        made = replace(newest, path=f"{stick or '/var/lib/publik-kiosk/backups'}/{number}.pkb", place=place)
        self.copies = (replace(made, made_at=newest.made_at + _MINUTE_MS), *self.copies)
        return Done(True, "Cadangan selesai dibuat dan sudah diperiksa.")

    def restore(self, path: str) -> Done:
        self.asked.append(f"restore {path}")
        if path in self.broken:
            return Done(False, "Cadangan ini rusak dan tidak dipakai. Pilih yang lain.")
        return Done(True, "Cadangan dipakai. Program dimulai ulang.", restart=True)


@dataclass
class StillUpdates:
    """A program that was renewed once, and a newer one on every stick."""

    now: UpdatesNow = field(default_factory=lambda: UpdatesNow("1.4.0", "1.3.2"))
    bundles: tuple[UpdateFound, ...] = (
        UpdateFound("/media/petugas/KELURAHAN/publik-kiosk-1.5.0.pku", "1.5.0", 184_000_000, newer=True),
        UpdateFound("/media/petugas/KELURAHAN/publik-kiosk-1.3.2.pku", "1.3.2", 181_000_000, newer=False),
    )
    copying: tuple[Copying, ...] = (Copying("checking", 92_000_000, 184_000_000),)
    """What is told while one is installed."""
    pause: Callable[[], object] = lambda: None
    """Waited for after each."""
    asked: list[str] = field(default_factory=list)

    def standing(self) -> UpdatesNow:
        return self.now

    def found(self, stick: str) -> tuple[UpdateFound, ...]:
        return tuple(one for one in self.bundles if one.path.startswith(stick))

    def install(self, path: str, tell: Callable[[Copying], bool]) -> Done:
        self.asked.append(f"install {path}")
        for step in self.copying:
            going_on = tell(step)
            self.pause()
            if not going_on:
                return Done(False, "Dihentikan. Program yang lama tetap dipakai.")
        return Done(True, "Program baru terpasang. Program dimulai ulang.", restart=True)

    def roll_back(self) -> Done:
        self.asked.append("roll back")
        return Done(True, f"Kembali ke versi {self.now.previous}. Program dimulai ulang.", restart=True)


@dataclass
class StillEnrolling:
    """Two files on every stick: one of this office, one that comes too late."""

    files: tuple[EnrolmentFound, ...] = (
        EnrolmentFound("/media/petugas/KELURAHAN/loket-2.enrol", "Kelurahan Sukamaju", "KSK-LOKET-2", fits=True),
        EnrolmentFound("/media/petugas/KELURAHAN/lama.enrol", "Kelurahan Mulyorejo", "KSK-BALAI", fits=False),
    )
    now: EnrolledNow = field(
        default_factory=lambda: EnrolledNow(
            "Kelurahan 26 Ilir",
            "K26TUR",
            "3f9ac41207be55d0981e6ab27c40f1d3",
            "a07712ce9b3458f6d10c44e8527fb96d",
            MORNING_MS - 40 * _DAY_MS,
        )
    )
    asked: list[str] = field(default_factory=list)
    outcome: Done = field(
        default_factory=lambda: Done(True, "Kiosk ini sekarang milik Kelurahan Sukamaju. Program dimulai ulang.", True)
    )

    def standing(self) -> EnrolledNow:
        return self.now

    def found(self, stick: str) -> tuple[EnrolmentFound, ...]:
        return tuple(one for one in self.files if one.path.startswith(stick))

    def enrol(self, path: str) -> Done:
        self.asked.append(f"enrol {path}")
        return self.outcome

    def rotate_key(self) -> Done:
        self.asked.append("rotate key")
        return Done(True, "Kunci baru dibuat. Kelurahan mengetahuinya pada pengiriman berikutnya.")


@dataclass
class StillDevices:
    """A printer that says how it is, until somebody opens it."""

    now: PrinterNow = field(default_factory=lambda: PrinterNow(answers=True))
    asked: list[str] = field(default_factory=list)

    def printer(self) -> PrinterNow:
        return self.now

    def paper_changed(self) -> int:
        self.asked.append("paper changed")
        return 3

    def tested(self, device: Literal["touch", "scanner"], passed: bool) -> None:
        self.asked.append(f"tested {device}: {passed}")


@dataclass
class StillCopies:
    """Every copy is on its way to the printer."""

    refused: NoCopy | NotFound | None = None
    asked: list[str] = field(default_factory=list)

    def of_slip(self, job: int) -> Copied | NoCopy:
        self.asked.append(f"copy of slip {job}")
        return self.refused if isinstance(self.refused, NoCopy) else Copied(4, "A-007")

    def of_code(self, text: str) -> Copied | NoCopy | NotFound:
        self.asked.append(f"copy with code {text}")
        return self.refused or Copied(4, "A-007")


@dataclass
class StillAudit:
    """Who did what on one morning."""

    lines: tuple[AuditEntry, ...] = tuple(
        AuditEntry(seq, MORNING_MS + seq * 5 * _MINUTE_MS, actor, act, done, detail, b"")
        for seq, (actor, act, done, detail) in enumerate(
            (
                (Actor.KIOSK, Act.STARTED, True, "1.4.0"),
                (Actor.NOBODY, Act.PIN_WRONG, False, ""),
                (Actor.PETUGAS, Act.ENTERED, True, ""),
                (Actor.PETUGAS, Act.PAPER_CHANGED, True, ""),
                (Actor.PETUGAS, Act.LEFT, True, ""),
                (Actor.ADMIN, Act.ENTERED, True, ""),
                (Actor.ADMIN, Act.HOURS_SET, True, "7"),
                (Actor.ADMIN, Act.BACKED_UP, True, "KELURAHAN"),
            ),
            1,
        )
    )
    asked: list[str] = field(default_factory=list)

    def newest(self, before: int | None, most: int) -> tuple[AuditEntry, ...]:
        known = [one for one in reversed(self.lines) if before is None or one.seq < before]
        return tuple(known[:most])

    def save(self, stick: str) -> Done:
        self.asked.append(f"save {stick}")
        return Done(True, "Buku catatan tersimpan di flashdisk.")
