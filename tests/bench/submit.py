"""From the last tap to the durable number, against one bare durable insert with the same connection settings."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.store.database import connect
from kiosk.usecases.submit import Submitted, submit
from tests.bench.spread import spread

ROUNDS = 400
_BODY = os.urandom(600)


def measure() -> Iterator[str]:
    """Submit and bare insert in turns, so that whatever else the machine does strikes both."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "kiosk"
        run(["init", "--demo", "--data", str(data), "--json"])
        bare = connect(Path(folder) / "bare.db")
        bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)")
        submits, inserts, ratios = [], [], []
        with bootstrap.machine(data) as machine:
            service = machine.context.catalog.find("D18")
            for index in range(ROUNDS + 20):
                started = time.perf_counter()
                done = submit(machine.context, service, service.sample)
                middle = time.perf_counter()
                bare.execute("BEGIN")
                bare.execute("INSERT INTO t (body) VALUES (?)", [_BODY])
                bare.execute("COMMIT")
                ended = time.perf_counter()
                assert isinstance(done, Submitted)
                if index >= 20:  # imports and caches are warm by then
                    submits.append((middle - started) * 1000)
                    inserts.append((ended - middle) * 1000)
                    ratios.append((middle - started) / (ended - middle))
        bare.close()
    yield f"submit to durable      {spread(submits)}"
    yield f"  bare WAL+FULL insert {spread(inserts)}"
    yield f"  ratio                {median(submits) / median(inserts):.1f} of medians; pairwise {spread(ratios, '', 1)}"
