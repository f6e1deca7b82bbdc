"""One kiosk on a disk of its own whose power is cut again and again; it lives on with what each cut has left."""

from __future__ import annotations

import random
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from tests.faults import disks, rig
from tests.faults.rig import Judgement, Life, Rig
from tests.faults.writer import Order, Stopped, Work
from tests.sync.world import OfficeWorld

_MB = 64
_MOST = 9
"""Numbers given before the power goes, at most."""
_SPIN = 30_000
"""Turns of an empty loop, at most, from the last number to the cut: about a submit's length."""


class Disk:
    """The disk of one kiosk. `folder`: where its images lie. Raises disks.NoMount."""

    def __init__(self, folder: Path, office: OfficeWorld | None = None) -> None:
        self._office = str(office.data) if office else ""
        self.paper = folder / "paper"
        self._image = disks.make_ext4(folder / "disk-0.img", _MB)
        self._rounds = 0
        with disks.plugged(self._image) as place:
            rig.make_kiosk(place / "kiosk", paper=self.paper, office=office)
            disks.run("sync", "-f", place)

    def round(self, rig_: Rig, work: Work, chance: random.Random, *, careless: bool = False) -> tuple[Life, Judgement]:
        """The kiosk works, the power goes at some instant, the disk comes up again and is judged."""
        wanted, spin = chance.randrange(1, _MOST), chance.randrange(_SPIN)
        with disks.plugged(self._image) as place:

            def watch(pid: int, life: Life) -> None:
                if isinstance(life.lines[-1], Stopped):
                    disks.cut(place)
                    rig.kill(pid)
                elif life.accepted == wanted:
                    for _ in range(spin):
                        pass
                    rig.freeze(pid)

            life = rig_.live(Order(str(place / "kiosk"), work, careless=careless, office=self._office), watch)
        old, self._image = self._image, disks.after(self._image, f"disk-{self._rounds + 1}")
        self._rounds += 1
        with suppress(FileNotFoundError):
            old.unlink()
        with disks.plugged(self._image) as place:
            return life, rig.judge(place / "kiosk", rig_.told, self.paper)

    def plugged(self) -> AbstractContextManager[Path]:
        """The disk as it is now, mounted."""
        return disks.plugged(self._image)
