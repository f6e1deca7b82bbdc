"""Disks that are full, become read-only, are taken away or belong to somebody else, while the kiosk works on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.domain.audit import Act, Actor
from kiosk.domain.prints import JobState, Outcome
from kiosk.errors import Damaged, DiskFull, DiskReadOnly, KioskError
from kiosk.store import journal, permohonan, print_jobs
from kiosk.store.database import DATABASE, Store, reading
from kiosk.usecases.audit import note
from kiosk.usecases.context import Context
from kiosk.usecases.submit import submit
from kiosk.usecases.take_number import take_number
from tests.faults import disks, rig
from tests.faults.rig import Rig
from tests.faults.test_clock import give
from tests.faults.writer import Order, Work
from tests.sync.world import KioskWorld, World, kiosk_world

MB = 2**20


def fill(disk: Path, *, leave: int) -> Path:
    """A film somebody has put there, so that so many bytes are left."""
    film = disk / "film.mp4"
    with film.open("ab", buffering=0) as file, suppress(OSError):
        while (free := shutil.disk_usage(disk).free) > leave:
            file.write(bytes(min(64 * 1024, max(4096, free - leave))))
    return film


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    with disks.mounted("tmpfs", "tmpfs", folder / "disk", f"size={size}") as disk:
        yield disk


@contextmanager
def at_work(world: World, data: Path, reserve_mb: int) -> Iterator[tuple[KioskWorld, Context]]:
    """A kiosk of an office, on a disk of its own."""
    office = world.office()
    rig.make_kiosk(data, paper=data.parent / "paper", office=office, reserve_mb=reserve_mb)
    with kiosk_world(data, office) as kiosk:
        yield kiosk, kiosk.machine.context


@pytest.mark.survives(4)
@disks.needs_root
def test_below_the_reserve_forms_are_refused_and_everything_else_goes_on(tmp_path: Path) -> None:
    """Sending, noting what was printed, maintenance: what makes room again needs some."""
    with (
        World(tmp_path) as world,
        small_disk(tmp_path, "12m") as disk,
        at_work(world, disk / "kiosk", 4) as (kiosk, here),
    ):
        first = give(here)
        film = fill(disk, leave=3 * MB)
        with pytest.raises(DiskFull, match="less than the reserve"):
            give(here)
        with pytest.raises(DiskFull, match="less than the reserve"):
            take_number(here, here.catalog.group(here.catalog.find("D18").group))
        assert kiosk.sync().done
        assert kiosk.store.run(journal.unacknowledged) == 0
        told = Outcome(JobState.CONFIRMED)
        kiosk.store.transaction(lambda db: print_jobs.settle(db, first.print_job, told, now=here.clock.now_ms()))
        note(here.store, here.clock, Actor.PETUGAS, Act.LEFT)
        film.unlink()
        second = give(here)
        assert second.permohonan.seq == 2
        job = kiosk.store.run(lambda db: print_jobs.get(db, first.print_job))
        assert job is not None
        assert job.state is JobState.CONFIRMED


@pytest.mark.survives(4)
@disks.needs_root
@pytest.mark.parametrize("leave", [0, 24 * 1024, 200 * 1024])
def test_to_the_last_byte_of_a_disk_nothing_told_is_lost(kiosks: Rig, tmp_path: Path, leave: int) -> None:
    """With no reserve at all: refused with words when it is full, and with room the same kiosk goes on."""
    with small_disk(tmp_path, "6m") as disk:
        data, paper = disk / "kiosk", tmp_path / "paper"
        rig.make_kiosk(data, paper=paper)
        kiosks.live(Order(str(data), Work.PRINT, times=3))
        film = fill(disk, leave=leave)
        life = kiosks.live(Order(str(data), Work.PRINT, times=60))
        assert life.code == 0
        assert life.failed, "it never was full"
        assert life.failed.error in ("DiskFull", "DiskReadOnly")
        film.unlink()
        found = rig.judge(data, kiosks.told, paper)
        assert found.good, found
        assert kiosks.live(Order(str(data), Work.PRINT, times=2)).accepted == 2
        assert rig.judge(data, kiosks.told, paper).good


@pytest.mark.survives(3, 4)
@disks.needs_root
def test_a_disk_that_turns_read_only_under_the_kiosk_gives_no_more_numbers(tmp_path: Path) -> None:
    """As Linux does with a file system that finds an error. What is known can still be asked; afterwards all is there."""
    image = disks.make_ext4(tmp_path / "disk.img", 32)
    with World(tmp_path) as world:
        with disks.plugged(image, "loop,errors=remount-ro") as disk, at_work(world, disk / "kiosk", 0) as (_, here):
            done = give(here)
            disks.break_down(disk)
            for _ in range(3):
                with pytest.raises((DiskReadOnly, Damaged)):
                    give(here)
            with reading(disk / "kiosk") as db:
                assert permohonan.get(db, done.permohonan.id) is not None
        with disks.plugged(disks.after(image, "mended")) as disk, Store.open(disk / "kiosk") as store:
            assert store.run(lambda db: journal.verify(db, here.kiosk.id)) == (1, [])
            assert store.run(lambda db: permohonan.get(db, done.permohonan.id)) == done.permohonan


@pytest.mark.survives(1, 3)
@pytest.mark.parametrize("gone", ["folder", "file", "exchanged"])
def test_a_database_that_is_taken_away_under_the_kiosk_accepts_nothing(context: Context, gone: str) -> None:
    """What is written to a file without a name is gone with the process: no number for that."""
    give(context)
    data = context.store.data
    aside = data.with_name("aside")
    if gone == "folder":
        data.rename(aside)
    else:
        (data / DATABASE).rename(aside)
    if gone == "exchanged":
        shutil.copy(aside, data / DATABASE)
    with pytest.raises(Damaged, match="taken away"):
        give(context)
    if gone == "folder":
        aside.rename(data)
    else:
        aside.replace(data / DATABASE)
    assert give(context).permohonan.seq == 2


@pytest.mark.survives(4)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may be somebody else")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o555])
def test_a_folder_with_the_wrong_rights_is_told_in_words(kiosks: Rig, tmp_path: Path, mode: int) -> None:
    """After somebody has copied the data as another user."""
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_mode & 0o001 == 0 and parent.stat().st_uid == os.geteuid() and "pytest" in parent.name:
            parent.chmod(0o711)
    data = tmp_path / "kiosk"
    rig.make_kiosk(data, paper=tmp_path / "paper")
    for path in (*data.rglob("*"), data):
        path.chmod(mode | (0o111 if path.is_dir() and mode else 0))
    life = kiosks.live(Order(str(data), times=1, user=65_534))
    assert life.code == 0, "a bug instead of words"
    assert life.failed
    assert life.failed.words.endswith((".", "again", "kiosk init", "still there."))


@pytest.mark.survives(4)
def test_what_no_disk_takes_is_an_error_of_ours_and_never_a_bug(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking how much room there is can fail, too."""

    def fails(_path: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("kiosk.store.database.shutil.disk_usage", fails)
    with pytest.raises(KioskError):
        submit(context, context.catalog.find("D18"), context.catalog.find("D18").sample)


def test_a_store_knows_its_own_file_after_a_restart(tmp_path: Path) -> None:
    """The check above is about the file that is open, not about a name."""
    for _ in range(2):
        with Store.open(tmp_path) as store:
            store.require_room()
