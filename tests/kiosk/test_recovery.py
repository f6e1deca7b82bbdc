"""A database that is damaged, lost or older than it should be: the next start has a whole one, and nobody's request is gone."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import sealing
from kiosk.clock import FixedClock, Zone
from kiosk.domain.antrean import letters
from kiosk.domain.audit import Act, Actor
from kiosk.domain.catalog import Catalog
from kiosk.domain.events import LEAP, Restored, Submitted, body_hash, decode_event
from kiosk.domain.prints import JobState
from kiosk.errors import Damaged, DiskFull
from kiosk.store import audit, backups, blobs, journal, print_jobs
from kiosk.store.database import DATABASE, SUSPECT, Store, connect
from kiosk.store.numbers import BLOCK, FILE
from kiosk.usecases import recover
from kiosk.usecases.backup import back_up
from kiosk.usecases.context import Context, Kiosk
from kiosk.usecases.recover import Recovered, Why
from kiosk.usecases.submit import Submitted as Accepted
from kiosk.usecases.submit import submit
from kiosk.wilayah import Wilayah
from tests.conftest import NOON_MS, OfficeKeys
from tests.kiosk.damage import PAGE, flip, garbage, truncated
from tests.sync.world import photo


@dataclass
class Machine:
    """A kiosk whose power is cut and whose disk is bad."""

    data: Path
    kiosk: Kiosk
    catalog: Catalog
    regions: Wilayah
    clock: FixedClock
    given: list[Accepted] = field(default_factory=list)

    def start(self) -> Recovered | None:
        """What the program does before it opens the database."""
        return recover.ensure(self.data, self.kiosk.id, self.clock, Zone(7), wait_s=0)

    @contextmanager
    def on(self) -> Iterator[Context]:
        """The program, from start to a proper end."""
        with Store.open(self.data, wait_s=0) as store:
            yield Context(store, self.kiosk, self.catalog, self.regions, self.clock)

    def submit(self, context: Context, count: int = 1, service: str = "D18", **changed: str) -> list[Accepted]:
        found = self.catalog.find(service)
        new = [submit(context, found, {**found.sample, **changed}) for _ in range(count)]
        self.given += [one for one in new if isinstance(one, Accepted)]
        return self.given[-count:]

    def back_up(self) -> backups.Backup:
        return backups.make(self.data, now=self.clock.ms, kiosk_id=self.kiosk.id)[0]

    def end(self, store: Store, *, crash: bool) -> None:
        """Properly, or the power goes: what lies on the disk now is what the next start finds."""
        copy = self.data.with_name("crashed")
        if crash:
            shutil.copytree(self.data, copy)
        store.close()
        if crash:
            shutil.rmtree(self.data)
            copy.rename(self.data)

    def here(self) -> set[str]:
        """The requests that are in the journal, whole; and the journal holds."""
        with self.on() as context:
            return context.store.run(self._here)

    def _here(self, db: journal.Connection) -> set[str]:
        _, problems = journal.verify(db, self.kiosk.id)
        assert not problems
        assert not audit.verify(db)[1]
        found = set()
        for one in journal.outgoing(db, 0, max_bytes=2**40):
            event = decode_event(one.entry.body)
            if isinstance(event, Submitted):
                assert one.sealed is not None
                assert body_hash(one.sealed) == event.sealed_hash
                request = {given.permohonan.code_hash: given.permohonan.id for given in self.given}[event.code_hash]
                assert request not in found
                found.add(request)
        return found

    @property
    def accepted(self) -> set[str]:
        return {one.permohonan.id for one in self.given}


@pytest.fixture
def machine(tmp_path: Path, office_keys: OfficeKeys, catalog: Catalog, regions: Wilayah) -> Machine:
    data = tmp_path / "kiosk"
    data.mkdir()
    kiosk = Kiosk("7KQM3X", office_keys.office, sealing.new_signing_key(), letters("A-E"))
    return Machine(data, kiosk, catalog, regions, FixedClock(NOON_MS))


def served(machine: Machine, *, before: int = 4, after: int = 4, crash: bool = False) -> Machine:
    """Some requests, a backup, more requests; then a proper end or a power cut."""
    store = Store.open(machine.data)
    context = Context(store, machine.kiosk, machine.catalog, machine.regions, machine.clock)
    machine.submit(context, before)
    machine.back_up()
    machine.submit(context, after)
    machine.end(store, crash=crash)
    return machine


def test_a_whole_database_is_left_alone(machine: Machine) -> None:
    """After a proper end, and after a power cut, with a WAL that ends in the middle of a transaction."""
    served(machine)
    assert machine.start() is None
    store = Store.open(machine.data)
    machine.submit(Context(store, machine.kiosk, machine.catalog, machine.regions, machine.clock))
    machine.end(store, crash=True)
    wal = machine.data / f"{DATABASE}-wal"
    with wal.open("r+b") as file:
        file.truncate(wal.stat().st_size - 100)
    assert machine.start() is None
    assert not (machine.data / recover.ASIDE).exists()


GONE: dict[str, Callable[[Path], None]] = {
    "deleted": lambda data: (data / DATABASE).unlink(),
    "empty": lambda data: (data / DATABASE).write_bytes(b""),
    "a text": lambda data: (data / DATABASE).write_text("Maaf, disk ini sudah diformat.\n" * 400),
    "another program's": lambda data: _other_program(data / DATABASE),
    "half of it": truncated(0.5),
    "a tenth of it": truncated(0.1),
    "its first page": lambda data: garbage(data / DATABASE, 0),
    "its WAL": lambda data: (data / f"{DATABASE}-wal").unlink(),
}


def _other_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


@pytest.mark.survives(5, 31)
@pytest.mark.parametrize("how", GONE)
def test_what_the_backup_has_is_there_again_whatever_became_of_the_file(machine: Machine, how: str) -> None:
    """The damaged file is kept, the recovery is told once, and the next start finds nothing wrong."""
    served(machine, crash=how == "its WAL")
    GONE[how](machine.data)
    done = machine.start()
    assert done is not None
    assert done.entries == 4
    aside = machine.data / recover.ASIDE / done.set_aside
    assert (aside / DATABASE).exists() is (how != "deleted") or not done.set_aside
    assert machine.here() >= {one.permohonan.id for one in machine.given[:4]}
    assert machine.start() is None
    with machine.on() as context:
        lines = context.store.run(lambda db: audit.newest(db, most=5))
        assert Act.RESTORED in {line.act for line in lines}
        [fresh] = machine.submit(context)
        numbers = [one.permohonan.ticket for one in machine.given]
        assert numbers.count(fresh.permohonan.ticket) == 1
    assert machine.start() is None


@pytest.mark.survives(5)
def test_the_first_page_alone_costs_nobody_a_request(machine: Machine) -> None:
    """SQLite cannot open such a file at all; every page behind it still says what stands on it."""
    served(machine)
    garbage(machine.data / DATABASE, 0)
    done = machine.start()
    assert done is not None
    assert (done.salvaged, done.lost) == (4, 0)
    assert machine.here() == machine.accepted


@pytest.mark.survives(5)
def test_without_a_backup_what_can_be_read_goes_into_a_fresh_database(machine: Machine) -> None:
    """The first hour of a kiosk's life."""
    served(machine)
    shutil.rmtree(machine.data / backups.FOLDER)
    garbage(machine.data / DATABASE, 0)
    done = machine.start()
    assert done is not None
    assert (done.backup, done.salvaged) == ("", 8)
    assert machine.here() == machine.accepted


@pytest.mark.survives(5)
def test_a_damaged_backup_is_passed_over(machine: Machine) -> None:
    """The one before it is taken, and the chain goes on from there."""
    served(machine)
    with machine.on() as context:
        machine.clock.ms += 60_000
        newest = machine.back_up()
        machine.submit(context, 2)
    garbage(newest.path, 5)
    garbage(machine.data / DATABASE, 0)
    done = machine.start()
    assert done is not None
    assert (done.entries, done.salvaged) == (4, 6)
    assert machine.here() == machine.accepted


@pytest.mark.survives(1, 5)
def test_a_wal_that_is_damaged_in_its_middle_loses_nothing_behind_it(machine: Machine) -> None:
    """SQLite passes over all that was committed after the damage, without a word."""
    served(machine, crash=True)
    wal = machine.data / f"{DATABASE}-wal"
    frames = (wal.stat().st_size - 32) // (24 + PAGE)
    for at in (8, 32 + 10, 32 + 16, 32 + 24 + 3000, 32 + (frames // 2) * (24 + PAGE) + 24 + 50):
        folder = machine.data.with_name(f"at-{at}")
        shutil.copytree(machine.data, folder)
        one = Machine(folder, machine.kiosk, machine.catalog, machine.regions, machine.clock, machine.given)
        flip(folder / wal.name, at)
        done = one.start()
        assert done is not None
        assert done.why is Why.WAL
        assert one.here() == machine.accepted


@pytest.mark.survives(5)
def test_a_flipped_bit_anywhere_costs_at_most_what_stands_on_its_page(machine: Machine) -> None:
    """Every page of the file in turn, at two places and bits drawn by lot; the header of the file byte by byte. What no start sees
    (a bit in somebody's answers) the next backup finds, and the start after that mends it.
    """
    served(machine, before=12, after=12)
    whole = (machine.data / DATABASE).read_bytes()
    chance = random.Random(5)
    used = [at for at in range(len(whole)) if whole[at]]
    pages = [[at for at in used if at // PAGE == page] for page in range(len(whole) // PAGE)]
    places = [*range(0, 100, 9), *(chance.choice(page) for page in pages for _ in "ab" if page)]
    mended = 0
    for number, at in enumerate(places):
        folder = machine.data.with_name(f"flip-{number}")
        shutil.copytree(machine.data, folder)
        one = Machine(folder, machine.kiosk, machine.catalog, machine.regions, machine.clock, machine.given)
        flip(folder / DATABASE, at, chance.randrange(8))
        done = one.start()
        if done is None:
            with one.on() as context, suppress(Damaged):
                back_up(context.store, one.kiosk.id, one.clock, Actor.KIOSK)
            done = one.start()
        mended += done is not None
        here = one.here()
        assert here >= {given.permohonan.id for given in one.given[:12]}
        missing = len(machine.accepted - here)
        assert missing <= _ON_A_PAGE
        assert not missing or (done is not None and (missing <= done.lost or done.unknown))
        shutil.rmtree(folder)
    assert len(places) // 4 < mended < len(places)  # of a text nobody can say that it was another


_ON_A_PAGE = 8
"""Sealed answers: no page holds more."""


@pytest.mark.survives(5)
def test_what_stands_behind_a_hole_goes_on_under_new_numbers(machine: Machine) -> None:
    """Pages in the middle are gone: those requests are lost here, and everything after them is not."""
    served(machine, before=2, after=60)
    path = machine.data / DATABASE
    page = next(
        number
        for number in range(1, path.stat().st_size // PAGE)
        if (leaf := path.read_bytes()[number * PAGE : (number + 1) * PAGE])[0] == 0x0D
        and bytes.fromhex(machine.given[30].permohonan.id.replace("-", "")) in leaf
    )
    garbage(path, page)
    done = machine.start()
    assert done is not None
    assert done.moved > 5
    assert 0 < done.lost < 40
    assert done.salvaged + done.lost == 60
    assert len(machine.here()) == 62 - done.lost
    with machine.on() as context:
        entries = context.store.run(lambda db: list(journal.entries(db)))
        [leap] = [entry for entry in entries if isinstance(decode_event(entry.body), Restored)]
        assert leap.seq == LEAP
        assert entries[-1].seq == LEAP + done.moved
        assert context.store.run(journal.unacknowledged) == len(entries)


@pytest.mark.survives(5)
def test_photos_come_back_from_pages_that_run_over(machine: Machine) -> None:
    """A photo stands on thirty pages. One that is lost leaves its request, which goes on without."""
    with machine.on() as context:
        machine.submit(context, 1)
        machine.back_up()
        machine.submit(context, 1, "J01", foto=photo(1))
        machine.submit(context, 1, "J01", foto=photo(2))
    path = machine.data / DATABASE
    with Store.open(machine.data) as store:
        second = store.run(lambda db: [bytes(row["body"]) for row in db.query("SELECT body FROM blobs ORDER BY seq")])[
            1
        ]
    at = path.read_bytes().index(second[12_000:12_100])
    garbage(path, 0)
    flip(path, at)
    done = machine.start()
    assert done is not None
    assert done.salvaged == 2
    with machine.on() as context:
        assert len(context.store.run(blobs.undelivered)) == 1
    assert machine.here() == machine.accepted


def test_slips_that_may_have_come_out_do_not_come_out_again(machine: Machine) -> None:
    """The backup has them waiting; what became of them since nobody can say."""
    with machine.on() as context:
        machine.submit(context, 2)
        machine.back_up()
    (machine.data / DATABASE).write_bytes(b"")
    machine.start()
    with machine.on() as context:
        context.store.transaction(lambda db: print_jobs.settle_interrupted(db, now=machine.clock.ms))
        assert context.store.run(print_jobs.waiting) == []
        assert {job.state for job in context.store.run(lambda db: print_jobs.recent(db, 9))} == {JobState.SENT}


def test_a_slip_that_still_waits_by_the_damaged_file_comes_out(machine: Machine) -> None:
    """The journal's pages are damaged, those of the slips are not."""
    served(machine, before=1, after=1)
    path = machine.data / DATABASE
    data = path.read_bytes()
    needle = bytes.fromhex(machine.given[1].permohonan.id.replace("-", ""))
    garbage(path, data.index(needle) // PAGE)
    assert machine.start() is not None
    with machine.on() as context:
        assert len(context.store.run(print_jobs.waiting)) == 2


@pytest.mark.survives(18)
def test_numbers_that_only_the_lost_database_knew_are_passed_over(machine: Machine) -> None:
    """They were reserved before they were given. The next day begins at one."""
    served(machine, before=3, after=BLOCK + 4)
    (machine.data / DATABASE).unlink()
    assert machine.start() is not None
    with machine.on() as context:
        [one] = machine.submit(context)
        assert one.permohonan.ticket == f"A-{2 * BLOCK + 1:03}"
        machine.clock.ms += int(timedelta(days=1).total_seconds() * 1000)
        assert machine.submit(context)[0].permohonan.ticket == "A-001"


@pytest.mark.parametrize("file", [None, b"", b'{"days": {"2026'])
def test_when_the_reserved_numbers_are_lost_too_they_go_on_far_above(machine: Machine, file: bytes | None) -> None:
    """At the next hundred and a hundred: nobody in the hall holds such a number."""
    served(machine, before=3, after=9)
    (machine.data / DATABASE).unlink()
    (machine.data / FILE).unlink()
    if file is not None:
        (machine.data / FILE).write_bytes(file)
    assert machine.start() is not None
    with machine.on() as context:
        assert machine.submit(context)[0].permohonan.ticket == "A-201"
        assert machine.submit(context)[0].permohonan.ticket == "A-202"


def test_without_a_recovery_numbers_follow_one_another(machine: Machine) -> None:
    """Also over restarts, and when the file of reserved numbers is lost."""
    with machine.on():
        pass
    for number in range(1, BLOCK + 3):
        if number % 9 == 0:
            (machine.data / FILE).unlink()
        assert machine.start() is None
        with machine.on() as context:
            assert machine.submit(context)[0].permohonan.ticket == f"A-{number:03}"


def test_a_database_that_is_older_than_its_numbers_is_noticed(machine: Machine) -> None:
    """Somebody copied yesterday's file over today's."""
    with machine.on() as context:
        machine.submit(context, 2)
    yesterday = (machine.data / DATABASE).read_bytes()
    with machine.on() as context:
        machine.submit(context, 2 * BLOCK)
    (machine.data / DATABASE).write_bytes(yesterday)
    done = machine.start()
    assert done is not None
    assert done.why is Why.OLDER
    with machine.on() as context:
        assert machine.submit(context)[0].permohonan.ticket == f"A-{3 * BLOCK + 1:03}"
    assert machine.start() is None


def test_damage_that_is_met_while_it_runs_is_looked_for_at_the_next_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a database that is too large to be looked through each time."""
    monkeypatch.setattr(recover, "LOOKED_THROUGH", 0)
    served(machine, before=12, after=12)
    path = machine.data / DATABASE
    [root] = connect(path).execute("SELECT rootpage FROM sqlite_schema WHERE name = 'elsewhere'").fetchone()
    garbage(path, root - 1)
    assert machine.start() is None
    with Store.open(machine.data) as store, pytest.raises(Damaged):
        store.run(lambda db: list(db.query("SELECT * FROM elsewhere")))
    assert (machine.data / SUSPECT).exists()
    done = machine.start()
    assert done is not None
    assert machine.here() == machine.accepted
    assert not (machine.data / SUSPECT).exists()


@pytest.mark.survives(4, 5)
def test_a_full_disk_makes_nothing_worse_and_a_little_room_mends_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The damaged file stays where it is, whatever the recovery was doing when no room was left."""
    served(machine)
    garbage(machine.data / DATABASE, 0)
    before = (machine.data / DATABASE).read_bytes()
    real = os.fsync

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        machine.start()
    assert (machine.data / DATABASE).read_bytes() == before
    monkeypatch.setattr(os, "fsync", real)
    assert machine.start() is not None
    assert machine.here() == machine.accepted


class _PowerCut(BaseException):
    """The machine stops here: nothing after it runs, no handler either writes or removes anything."""


@pytest.mark.survives(2, 5)
@pytest.mark.parametrize("asked", [False, True], ids=["recovery", "restore"])
def test_a_recovery_that_is_cut_off_anywhere_is_finished_by_the_next_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, *, asked: bool
) -> None:
    """At each rename, each flush and each removal in turn, in a process of its own that ends there."""
    served(machine, crash=True)
    if asked:
        recover.ask(machine.data, backups.listed(machine.data)[0].path, machine.kiosk.id)
    else:
        garbage(machine.data / DATABASE, 0)
        (machine.data / f"{DATABASE}-shm").unlink()
    steps, finished = 0, False
    while not finished:
        folder = machine.data.with_name(f"cut-{steps}")
        shutil.copytree(machine.data, folder)
        one = Machine(folder, machine.kiosk, machine.catalog, machine.regions, machine.clock, machine.given)
        finished = _cut_at(one, steps)
        one.start()
        assert one.here() == machine.accepted
        assert one.start() is None
        with one.on() as context:
            entries = context.store.run(lambda db: list(journal.entries(db)))
            assert len([entry for entry in entries if isinstance(decode_event(entry.body), Restored)]) == 1
        assert (folder / recover.ASIDE).exists()
        shutil.rmtree(folder)
        steps += 1
    assert steps > 10


def _cut_at(one: Machine, step: int) -> bool:
    """Starts the machine in another process that dies at its n-th step; whether it got through."""
    child = os.fork()
    if child == 0:
        left = step

        def dies(call: Callable[..., object]) -> Callable[..., object]:
            def stepped(*arguments: object, **named: object) -> object:
                nonlocal left
                if left == 0:
                    os._exit(9)
                left -= 1
                return call(*arguments, **named)

            return stepped

        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (shutil, "rmtree")):
            setattr(owner, name, dies(getattr(owner, name)))
        one.start()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_only_the_newest_damaged_databases_are_kept(machine: Machine) -> None:
    """A disk that dies slowly must not be filled by what it broke."""
    served(machine)
    for _ in range(recover.SETS_KEPT + 2):
        machine.clock.ms += 60_000
        (machine.data / DATABASE).write_text("broken " * 2000)
        assert machine.start() is not None
    assert len(list((machine.data / recover.ASIDE).iterdir())) == recover.SETS_KEPT
    assert machine.here() >= {one.permohonan.id for one in machine.given[:4]}


def test_another_kiosk_s_database_gives_nothing_away(machine: Machine, tmp_path: Path) -> None:
    """Its requests, settings and slips stay its own."""
    other = Machine(
        tmp_path / "other", Kiosk("9TPW2C", machine.kiosk.office, secrets.token_bytes(32), letters("A-E")),
        machine.catalog, machine.regions, machine.clock,
    )  # fmt: skip
    other.data.mkdir()
    served(other)
    served(machine)
    shutil.copy(other.data / DATABASE, machine.data / DATABASE)
    done = machine.start()
    assert done is not None
    assert (done.why, done.salvaged) == (Why.FOREIGN, 0)
    assert machine.here() == {one.permohonan.id for one in machine.given[:4]}
    with pytest.raises(Damaged, match="another kiosk"):
        recover.ask(machine.data, backups.listed(other.data)[0].path, machine.kiosk.id)


def test_a_second_recovery_leaps_further(machine: Machine) -> None:
    """Each beginning of a journal has numbers of its own, also when an older backup is taken than the last time."""
    served(machine)
    for number in (1, 2):
        machine.clock.ms += 60_000
        shutil.rmtree(machine.data / backups.FOLDER, ignore_errors=True)
        (machine.data / DATABASE).unlink()
        assert machine.start() is not None
        with machine.on() as context:
            assert context.store.run(lambda db: journal.head(db, machine.kiosk.id))[0] == number * LEAP
            assert machine.submit(context)


def test_an_admin_sees_it_until_it_was_seen(machine: Machine) -> None:
    """The struct that the maintenance page and the doctor read."""
    served(machine)
    (machine.data / DATABASE).unlink()
    machine.start()
    with machine.on() as context:
        found = context.store.run(recover.last)
        assert found is not None
        assert (found.why, found.entries, found.seen) == (Why.MISSING, 4, False)
        context.store.transaction(recover.mark_seen)
        found = context.store.run(recover.last)
        assert found is not None
        assert found.seen
