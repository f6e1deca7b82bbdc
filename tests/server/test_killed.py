"""Two processes serve one office, and everything is killed: no acknowledged entry is lost, none is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.domain.events import permohonan_id
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import Busy
from sync.server import audit
from sync.server import office as offices
from sync.server.store.tables import events, moves, permohonan
from sync.server.upkeep import verify
from tests import postgres
from tests.postgres import Cluster
from tests.server.processes import Crowd, serving
from tests.sync.world import OfficeWorld, office_world

KIOSKS = 3
STEP = 18
"""Entries between two faults."""


@pytest.fixture
def durable(cluster: Cluster | None) -> Iterator[Cluster | None]:
    """As an office has it: every commit is on the disk, and nobody else's tests break when it is killed."""
    with ExitStack() as stack:
        yield stack.enter_context(postgres.cluster(durable=True)) if cluster else None


@pytest.mark.slow
def test_whatever_is_killed_no_acknowledged_entry_is_lost_and_none_is_there_twice(
    tmp_path: Path, durable: Cluster | None
) -> None:
    """kill -9 of a process while kiosks and a petugas use both; then of the database; both work again, nobody restarts
    what was not killed.
    """
    with office_world(tmp_path / "office", cluster=durable) as office, serving(office.data, 2) as both:
        with pytest.raises(Busy), offices.replacing(office.data):
            raise AssertionError("a backup could be put back under a server that runs")
        crowd = Crowd(office, both, KIOSKS)
        try:
            crowd.go_on(STEP)
            both.kill(0)
            crowd.go_on(STEP)
            both.start(0)
            crowd.go_on(STEP)
            if durable:
                durable.kill()
                durable.start()
                crowd.go_on(STEP)
        finally:
            crowd.stop()
        assert both.stop() == [0, 0]
        assert '"event": "bug"' not in both.log
        nothing_is_lost(office, crowd)


def nothing_is_lost(office: OfficeWorld, crowd: Crowd) -> None:
    code = office.keys.code
    with office.database.reading() as connection:
        rows = connection.execute(select(events.c.kiosk_id, events.c.seq, events.c.event_id)).all()
        taken = {(kiosk_id, seq): bytes(event_id) for kiosk_id, seq, event_id in rows}
        stands = connection.execute(select(permohonan.c.id, permohonan.c.status)).all()
        statuses = {row.id: row.status for row in stands}
        moved = connection.execute(select(moves.c.permohonan_id)).scalars().all()
        assert verify.verify(connection, code).problems == ()
        assert list(audit.check(connection, code)) == []
    for sender in crowd.senders:
        for seq, entry in enumerate(sender.entries[: crowd.acknowledged[sender.id]], 1):
            assert taken[sender.id, seq] == entry.id
            assert permohonan_id(entry.id) in statuses
    assert len(set(taken.values())) == len(taken)
    assert {statuses[one] for one in crowd.moved} == {PermohonanStatus.IN_REVIEW}
    # A click that was made again because no answer came moved its request once.
    assert len(set(moved)) == len(moved)
    assert crowd.moved <= set(moved)
