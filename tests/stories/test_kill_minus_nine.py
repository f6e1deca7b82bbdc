"""The power goes at any instant: either nothing happened or everything is there, and no number is given twice.

Two hundred times a process that submits without pause is killed at a random moment. Every number it had announced must be
in the database with its journal entry, sealed answers, request and slip; nothing may be half there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.store import journal
from kiosk.store.database import Connection

ROUNDS = 200
COMMANDS = 20
ROOT = Path(__file__).parents[2]

# The product's own use case on the product's own store; only the announcement is the test's. One fork per round keeps
# the imports of Python out of the window in which the kill falls.
_SUBMITTER = """
import json, os, sys
from pathlib import Path
from kiosk import keys
from kiosk.app import bootstrap
from kiosk.usecases.submit import submit

data = Path(sys.argv[1])
bootstrap.load_catalog()
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        with bootstrap.machine(data) as machine:
            service = machine.context.catalog.find("D18")
            os.write(1, b"started\\n")
            while True:
                done = submit(machine.context, service, service.sample)
                told = {"seq": done.permohonan.seq, "ticket": done.permohonan.ticket, "day": done.permohonan.queue_day}
                os.write(1, json.dumps(told).encode() + b"\\n")
    os.write(1, f"pid {pid}\\n".encode())
    os.waitpid(pid, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.slow
def test_killed_at_200_random_instants_nothing_is_lost_or_given_twice(tmp_path: Path) -> None:
    """Bu Sri's number is on the screen; the lamp goes out; it is still hers."""
    data = tmp_path / "kiosk"
    assert run(["init", "--demo", "--data", str(data)]) == 0
    rng = random.Random(20261121)
    announced: list[tuple[int, str, str]] = []
    with subprocess.Popen(
        [sys.executable, "-c", _SUBMITTER, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as submitter:
        assert submitter.stdin
        assert submitter.stdout
        for _ in range(ROUNDS):
            submitter.stdin.write("go\n")
            submitter.stdin.flush()
            # A number of announcements and then a random part of a millisecond-long commit: kills fall everywhere.
            announcements, spin = rng.randrange(0, 4), rng.randrange(0, 20_000)
            pid = 0
            while True:
                line = submitter.stdout.readline().strip()
                if line.startswith("pid"):
                    pid = int(line.split()[1])
                elif line == "dead":
                    break
                elif line.startswith("{"):
                    told = json.loads(line)
                    announced.append((told["seq"], told["ticket"], told["day"]))
                    announcements -= 1
                if pid and announcements <= 0:
                    for _ in range(spin):
                        pass
                    os.kill(pid, signal.SIGKILL)
                    announcements = 10**9
        submitter.stdin.close()
    with bootstrap.machine(data) as machine:
        count, problems = machine.context.store.run(lambda db: journal.verify(db, machine.context.kiosk.id))
        assert problems == []
        tables = machine.context.store.run(_everything)
    # Everything is there, and all of it together.
    assert tables["journal"] == list(range(1, count + 1))
    assert tables["permohonan"] == tables["journal"] == tables["sealed"] == tables["antrean"]
    assert tables["slips"] == count
    # What was announced is there, under the number that was announced, and no number twice.
    assert len(announced) >= ROUNDS // 2
    assert len({(day, ticket) for _, ticket, day in announced}) == len(announced)
    assert set(announced) <= set(tables["tickets"])
    print(f"{ROUNDS} kills, {len(announced)} numbers announced, {count} stored, none lost, none twice")


@pytest.mark.slow
def test_the_command_itself_killed_at_random_moments_tells_no_lies(tmp_path: Path) -> None:
    """`kiosk submit` as scripts run it: what it has printed is in the database, whatever came after."""
    data = tmp_path / "kiosk"
    assert run(["init", "--demo", "--data", str(data)]) == 0
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(bootstrap.load_catalog().find("D18").sample), "utf-8")
    command = [sys.executable, "-P", "-m", "kiosk", "submit", "D18", "--answers", str(answers), "--data", str(data)]
    rng = random.Random(4711)
    told: list[dict[str, object]] = []
    for _ in range(COMMANDS):
        with subprocess.Popen(
            [*command, "--json"], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as child:
            try:
                # Its imports take most of its time; the kill falls before, into and after the commit.
                child.wait(rng.uniform(0.3, 1.3))
            except subprocess.TimeoutExpired:
                child.kill()
            assert child.stdout
            line = child.stdout.read()
        if line.strip():
            told.append(json.loads(line))
    with bootstrap.machine(data) as machine:
        count, problems = machine.context.store.run(lambda db: journal.verify(db, machine.context.kiosk.id))
        tables = machine.context.store.run(_everything)
    assert problems == []
    assert {one["ticket"] for one in told} <= {ticket for _, ticket, _ in tables["tickets"]}  # type: ignore[union-attr,misc]
    assert len({one["ticket"] for one in told}) == len(told) <= count


def _everything(db: Connection) -> dict[str, list[object] | int]:
    def column(query: str) -> list[object]:
        return [row[0] for row in db.execute(query).fetchall()]

    return {
        "journal": column("SELECT seq FROM journal ORDER BY seq"),
        "sealed": column("SELECT seq FROM sealed ORDER BY seq"),
        "permohonan": column("SELECT seq FROM permohonan ORDER BY seq"),
        "antrean": column("SELECT seq FROM antrean ORDER BY seq"),
        "slips": column("SELECT count(*) FROM print_jobs")[0],
        "tickets": [tuple(row) for row in db.execute("SELECT seq, ticket, queue_day FROM permohonan").fetchall()],
    }
