"""Runs kiosks, ends them by faults, and judges what is left against what they had told. Tests and `./run bench durability`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import msgspec

from kiosk import keys
from kiosk.domain.prints import JobState
from kiosk.errors import Damaged
from kiosk.store import backups, journal, print_jobs
from kiosk.store.database import Connection, Store
from kiosk.usecases.initialise import enrol, initialise
from tests.faults import failing
from tests.faults.writer import (
    Accepted,
    Acknowledged,
    Begun,
    Calls,
    Copied,
    Ended,
    Failed,
    Line,
    Order,
    Settled,
    Stopped,
)

ROOT = Path(__file__).parents[2]
_SETTINGS = """[storage]
reserve_mb = {reserve}

[printer]
url = "file://{paper}"
"""
_decode = msgspec.json.Decoder(Line).decode


def make_kiosk(data: Path, *, paper: Path, office: object = None, reserve_mb: int = 0) -> None:
    """A new kiosk whose slips go to the file `paper`; of the office of a world (`tests.sync.world`), or of nobody's."""
    initialise(data, demo=office is None)
    if office is not None:
        enrol(data, office.enrolment())  # type: ignore[attr-defined]
    (data / "config.toml").write_text(_SETTINGS.format(paper=paper, reserve=reserve_mb), "utf-8")


@dataclass
class Told:
    """Everything that was told to anybody, over all lives of one kiosk."""

    accepted: list[Accepted] = field(default_factory=list)
    settled: dict[int, JobState] = field(default_factory=dict)
    acknowledged: int = 0
    copied: int = 0

    def hear(self, line: Line) -> None:
        """One more line."""
        match line:
            case Accepted():
                self.accepted.append(line)
            case Settled(job, state):
                self.settled[job] = state
            case Acknowledged(upto):
                self.acknowledged = max(self.acknowledged, upto)
            case Copied(upto):
                self.copied = max(self.copied, upto)


@dataclass
class Life:
    """One life of a kiosk, as far as it was heard."""

    lines: list[Line] = field(default_factory=list)
    code: int = 0  # as `os.waitstatus_to_exitcode` says

    @property
    def accepted(self) -> int:
        """How many numbers were given."""
        return sum(isinstance(line, Accepted) for line in self.lines)

    @property
    def failed(self) -> Failed | None:
        """Why it refused to go on."""
        return next((line for line in self.lines if isinstance(line, Failed)), None)

    @property
    def calls(self) -> int:
        """How many calls its fault counted; 0 when it was killed."""
        return next((line.count for line in self.lines if isinstance(line, Calls)), 0)


class Rig:
    """The process that forks kiosks. Use as a context manager.

    `library`: what `failing.library` made, for orders with a fault. `told` may be begun anew with each new kiosk.
    """

    def __init__(self, library: Path | None = None) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        if library is not None:
            environment |= failing.environment(library)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
        )
        self.told = Told()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def live(self, order: Order, watch: Callable[[int, Life], None] = lambda _pid, _life: None) -> Life:
        """One life. `watch` is called with the kiosk's process id and its life so far when it begins, after each number and
        when it is frozen; it may end it.
        """
        assert self._process.stdin
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        self._process.stdin.flush()
        life, pid = Life(), 0
        for line in self._lines():
            life.lines.append(line)
            self.told.hear(line)
            match line:
                case Begun(pid):
                    pass
                case Accepted() | Stopped():
                    pass
                case Ended(code):
                    life.code = code
                    return life
                case _:
                    continue
            # The kiosk's own lines may overtake its parent's first one.
            if pid:
                watch(pid, life)
        raise AssertionError("the rig is gone")

    def _lines(self) -> Iterator[Line]:
        assert self._process.stdout
        while text := self._process.stdout.readline():
            yield _decode(text)


def kill(pid: int) -> None:
    """The process is gone, now."""
    os.kill(pid, signal.SIGKILL)


def freeze(pid: int) -> None:
    """The process stands still once it is out of the kernel; a line `Stopped` says so."""
    os.kill(pid, signal.SIGSTOP)


class Judgement(msgspec.Struct):
    """What is wrong with what is left. Nothing is, when all are empty."""

    lost: list[str] = msgspec.field(default_factory=list)
    duplicated: list[str] = msgspec.field(default_factory=list)
    corrupt: list[str] = msgspec.field(default_factory=list)
    entries: int = 0

    @property
    def good(self) -> bool:
        """True when nothing is lost, given twice or damaged."""
        return not (self.lost or self.duplicated or self.corrupt)


def judge(data: Path, told: Told, paper: Path | None = None) -> Judgement:
    """Opens the data as the next start does and holds them against what was told. Raises what `Store.open` raises.

    `paper`: the file that slips went to; none of them may have come out twice without the mark of a copy.
    """
    found = Judgement()
    with Store.open(data) as store:
        store.run(lambda db: _look(db, keys.load(data).id, told, found))
    copies = backups.listed(data)
    for copy in copies:
        try:
            backups.verify(copy.path, keys.load(data).id)
        except Damaged as error:
            found.corrupt.append(error.what)
    if told.copied > max((copy.seq for copy in copies), default=0):
        found.lost.append(f"the backup up to {told.copied}")
    tickets = Counter((one.day, one.ticket) for one in told.accepted)
    found.duplicated += [
        f"{day} {ticket} was given {often} times" for (day, ticket), often in tickets.items() if often > 1
    ]
    codes = Counter(one.code_hash for one in told.accepted if one.code_hash)
    found.duplicated += [f"one code for {often}" for often in codes.values() if often > 1]
    if paper is not None and paper.exists():
        slips = Counter(re.findall(rb"[A-Z]-\d{3,}", paper.read_bytes()))
        found.duplicated += [
            f"the slip {slip.decode()} came {often} times" for slip, often in slips.items() if often > 1
        ]
    return found


def _look(db: Connection, kiosk_id: str, told: Told, found: Judgement) -> None:
    found.corrupt += [row[0] for row in db.execute("PRAGMA integrity_check(5)").fetchall() if row[0] != "ok"]
    found.entries, problems = journal.verify(db, kiosk_id)
    found.corrupt += [f"entry {one.seq} {one.what}" for one in problems]
    # All of a request or nothing of it: entry, number, request, sealed answers, slip.
    by = {
        table: {row[0] for row in db.execute(query).fetchall()}
        for table, query in {
            "journal": "SELECT seq FROM journal",
            "antrean": "SELECT seq FROM antrean",
            "permohonan": "SELECT seq FROM permohonan",
            "sealed": "SELECT seq FROM sealed",
        }.items()
    }
    for table in ("antrean", "permohonan", "sealed"):
        found.corrupt += [f"{table} {seq} without its entry" for seq in sorted(by[table] - by["journal"])[:5]]
    # Answers that are gone the journal knows to be at the office, or it says so above.
    found.corrupt += [f"sealed answers {seq} without a request" for seq in sorted(by["sealed"] - by["permohonan"])[:5]]
    numbers = {
        (row[0], f"{row[1]}-{row[2]:03}")
        for row in db.execute("SELECT queue_day, letter, number FROM antrean").fetchall()
    }
    codes = {bytes(row[0]) for row in db.execute("SELECT code_hash FROM permohonan").fetchall()}
    for one in told.accepted:
        if (one.day, one.ticket) not in numbers:
            found.lost.append(f"the number {one.day} {one.ticket}")
        if one.code_hash and one.code_hash not in codes:
            found.lost.append(f"the request behind {one.day} {one.ticket}")
        if print_jobs.get(db, one.job) is None:
            found.lost.append(f"the slip of {one.day} {one.ticket}")
    for job, state in told.settled.items():
        kept = print_jobs.get(db, job)
        if kept is None or kept.state is not state:
            found.lost.append(f"that slip {job} was {state}")
    if journal.sync_state(db).acknowledged < told.acknowledged:
        found.lost.append(f"that the office has {told.acknowledged} entries")
