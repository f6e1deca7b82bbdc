"""A real database and a real TCP printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from slip_samples import FAST, NOW

from kiosk.clock import FixedClock
from kiosk.domain.prints import PrintJob, Slip
from kiosk.store import print_jobs
from kiosk.store.database import Store
from printers.printer import Printer
from printers.profiles import WIDE
from printers.simulator import Simulator


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def sim(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path / "slips", draw=False) as simulator:
        yield simulator


@pytest.fixture
def printer(sim: Simulator) -> Printer:
    return Printer(sim.url, WIDE, FAST)


@pytest.fixture
def queue(store: Store, clock: FixedClock) -> Callable[[Slip], int]:
    """Puts a slip into the print queue, as a use case does; gives the job's id."""
    return lambda slip: store.transaction(lambda db: print_jobs.add(db, slip, now=clock.now_ms(), permohonan_id="p1"))


@pytest.fixture
def job(store: Store) -> Callable[[int], PrintJob]:
    """A job as the table has it now."""

    def get(job_id: int) -> PrintJob:
        found = store.run(lambda db: print_jobs.get(db, job_id))
        assert found is not None
        return found

    return get
