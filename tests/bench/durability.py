"""Power cuts and kills without end: what was told to residents against what is on the disk after each.

`./run bench durability` does 200 power cuts and 2,000 kills of kiosks, and 30 power cuts of an office on each database;
`./run bench durability --cuts=20 --kills=100 --office=5` fewer.

A power cut: the kiosk works on an ext4 of its own, is frozen at a random instant (a flush under way would race the cut), the
file system is shut down without its log (EXT4_IOC_SHUTDOWN), and the copy of the image is mounted, opened and judged; the
kiosk lives on with it. Needs root and loop devices. A kill: half of them are SIGKILL at a random instant, half fall at a
random one of the calls that write, flush or rename, before it or with half of it written (`tests/faults/failing.c`).
Judged after each: integrity of the database, the journal's chain, everything that was told, every number once; with exchanges, in the end, the office too.
"""

from __future__ import annotations

import logging
import os
import platform
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import structlog

from kiosk.clock import SystemClock
from tests import postgres
from tests.bench import office_power
from tests.bench.office_power import Outages
from tests.faults import disks, failing, rig
from tests.faults.failing import Calls, Fault, Strike
from tests.faults.power import Disk
from tests.faults.rig import Judgement, Life, Rig, Told
from tests.faults.writer import Accepted, Order, Settled, Work
from tests.sync.world import OfficeWorld, World, exactly_once, kiosk_world

CUTS, KILLS, OFFICE = 200, 2_000, 30
_CUTS_A_DISK = 50
_KILLS_A_KIOSK = 100
_CALLS = 60
"""Calls of a life that may be struck: what the start writes, and some five residents."""
_SPIN = 30_000
"""Turns of an empty loop, at most, from a number to the kill: about the length of a submit."""
_SEED = 20261122


@dataclass
class _Tally:
    name: str
    rounds: int = 0
    told: int = 0
    settled: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, life: Life, found: Judgement) -> None:
        if life.code not in (0, -signal.SIGKILL):
            self.wrong.append(f"corrupt: the kiosk ended by itself with {life.code}")
        self.rounds += 1
        self.told += sum(isinstance(line, Accepted) for line in life.lines)
        self.settled += sum(isinstance(line, Settled) for line in life.lines)
        for kind in ("lost", "duplicated", "corrupt"):
            self.wrong += [f"{kind}: {what}" for what in getattr(found, kind)]
        if self.rounds % 25 == 0:
            print(f"\r{self.name}: {self.rounds:,} ", end="", file=sys.stderr, flush=True)

    def line(self) -> str:
        kinds = Counter(wrong.partition(":")[0] for wrong in self.wrong)
        return (
            f"{self.name:20}{self.rounds:7,}{self.told:9,}{self.settled:8,}"
            f"{kinds['lost']:6}{kinds['duplicated']:12}{kinds['corrupt']:9}"
        )


def measure(cuts: int = CUTS, kills: int = KILLS, office: int = OFFICE) -> Iterator[str]:
    """The whole run; the last lines name what was lost, given twice or damaged, if anything was."""
    # The office's own log would stand between the lines.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    started = time.monotonic()
    chance = random.Random(_SEED)
    tallies: list[_Tally] = []
    yield (
        f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}, SQLite {sqlite3.sqlite_version}, "
        f"WAL, synchronous=FULL; ext4 on loop devices; seed {_SEED}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if cuts and disks.can_mount():
            tallies += [_cuts(folder, work, rounds, chance) for work, rounds in _shares(cuts)]
        elif cuts:
            yield "power cuts left out: only root may mount file systems"
        try:
            library = failing.library(folder)
        except failing.NoCompiler as error:
            yield f"every kill at a random instant: {error}"
            library = None
        tallies += [_kills(folder, work, rounds, chance, library) for work, rounds in _shares(kills)]
    yield f"{'':20}{'rounds':>7}{'numbers':>9}{'slips':>8}{'lost':>6}{'duplicated':>12}{'corrupt':>9}"
    for tally in tallies:
        yield tally.line()
    for tally in tallies:
        yield from (f"  {tally.name}: {wrong}" for wrong in tally.wrong)
    if office and disks.can_mount():
        yield from _offices(office, chance)
    yield f"{time.monotonic() - started:,.0f} s"


def _offices(rounds: int, chance: random.Random) -> Iterator[str]:
    yield f"{'':28}{'rounds':>7}{'entries':>9}{'unheard':>9}{'moves':>7}{'lost':>6}{'duplicated':>12}{'corrupt':>9}"
    for name in ("SQLite", "PostgreSQL"):
        if name == "PostgreSQL" and (why := postgres.missing()):
            yield f"power cut, office, {name}: left out, {why}"
            continue
        found = Outages()
        for found in office_power.outages(rounds, chance, on_postgresql=name == "PostgreSQL"):
            print(f"\roffice, {name}: {found.rounds} ", end="", file=sys.stderr, flush=True)
        kinds = Counter(wrong.partition(":")[0] for wrong in found.wrong)
        yield (
            f"{f'power cut, office, {name}':28}{found.rounds:7,}{found.acknowledged:9,}{found.unheard:9,}"
            f"{found.moved:7,}{kinds['lost']:6}{kinds['duplicated']:12}{kinds['corrupt']:9}"
        )
        yield from (f"  office, {name}: {wrong}" for wrong in found.wrong)


def _shares(rounds: int) -> Iterator[tuple[Work, int]]:
    """Two fifths of them while forms are submitted, a fifth with printing, with exchanges, with backups and retention."""
    fifth = rounds // 5
    yield Work.SUBMIT, rounds - 3 * fifth
    yield Work.PRINT, fifth
    yield Work.SYNC, fifth
    yield Work.UPKEEP, fifth


def _cuts(folder: Path, work: Work, rounds: int, chance: random.Random) -> _Tally:
    tally = _Tally(f"power cut, {work}")
    for start in range(0, rounds, _CUTS_A_DISK):
        with World(Path(tempfile.mkdtemp(dir=folder))) as world:
            office = world.office() if work in (Work.SYNC, Work.UPKEEP) else None
            disk = Disk(Path(tempfile.mkdtemp(dir=folder)), office)
            with Rig() as kiosks:
                for _ in range(min(_CUTS_A_DISK, rounds - start)):
                    tally.add(*disk.round(kiosks, work, chance))
            if office is not None:
                with disk.plugged() as place:
                    tally.wrong += _at_the_office(place / "kiosk", office, kiosks.told)
    return tally


def _kills(folder: Path, work: Work, rounds: int, chance: random.Random, library: Path | None) -> _Tally:
    tally = _Tally(f"kill, {work}")
    for start in range(0, rounds, _KILLS_A_KIOSK):
        place = Path(tempfile.mkdtemp(dir=folder))
        with World(place) as world:
            office = world.office() if work in (Work.SYNC, Work.UPKEEP) else None
            data, paper = place / "kiosk", place / "paper"
            rig.make_kiosk(data, paper=paper, office=office)
            order = Order(str(data), work, office=str(office.data) if office else "")
            with Rig(library) as kiosks:
                for number in range(min(_KILLS_A_KIOSK, rounds - start)):
                    if library is not None and number % 2:
                        life = _at_a_call(kiosks, order, chance)
                    else:
                        life = _at_an_instant(kiosks, order, chance)
                    tally.add(life, rig.judge(data, kiosks.told, paper))
            if office is not None:
                tally.wrong += _at_the_office(data, office, kiosks.told)
    return tally


def _at_an_instant(kiosks: Rig, order: Order, chance: random.Random) -> Life:
    wanted, spin = chance.randrange(5), chance.randrange(_SPIN)

    def watch(pid: int, life: Life) -> None:
        if life.accepted == wanted:
            for _ in range(spin):
                pass
            rig.kill(pid)

    return kiosks.live(order, watch)


def _at_a_call(kiosks: Rig, order: Order, chance: random.Random) -> Life:
    strike = chance.choice((Strike.DIE_BEFORE, Strike.DIE_TORN))
    fault = Fault(strike, chance.randrange(1, _CALLS), calls=Calls.WRITE if strike is Strike.DIE_TORN else Calls.ALL)
    return kiosks.live(msgspec.structs.replace(order, fault=fault, opening=True))


def _at_the_office(data: Path, office: OfficeWorld, told: Told) -> list[str]:
    """What the office has not, or has twice, after the last exchange. Raises AssertionError where both sides' books differ."""
    office.clock.ms = SystemClock().now_ms()
    with kiosk_world(data, office) as last:
        last.clock.ms = office.clock.ms
        last.sync()
        exactly_once(office, last)
    theirs = Counter(bytes(item.permohonan.code_hash) for item in office.items())
    mine = {one.code_hash for one in told.accepted if one.code_hash}
    lost = [f"lost: the office has nothing of {code.hex()}" for code in mine - theirs.keys()]
    return lost + [f"duplicated: {code.hex()} at the office" for code, often in theirs.items() if often > 1]
