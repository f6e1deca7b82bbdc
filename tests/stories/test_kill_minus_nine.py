"""The command itself, killed at random moments as scripts run it. Every single write of a submit is struck in `tests/faults`."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.store import journal

COMMANDS = 12
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.survives(2)
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
        tickets = machine.context.store.run(lambda db: {row[0] for row in db.execute("SELECT ticket FROM permohonan")})
    assert problems == []
    assert {one["ticket"] for one in told} <= tickets
    assert len({one["ticket"] for one in told}) == len(told) <= count
