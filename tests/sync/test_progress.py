"""How far an exchange is, as it is told while it runs: nothing counts before the office has acknowledged it."""

from __future__ import annotations

import pytest

from kiosk.store import journal
from sync import plan
from sync.http import Progress, sync_once
from tests.sync.test_blobs import take_photos
from tests.sync.world import URL, KioskWorld, OfficeWorld


def test_a_sync_tells_after_each_message_what_was_acknowledged(
    kiosk: KioskWorld, office: OfficeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "FIRST_BATCH", 4_000)
    kiosk.submit(60)
    told: list[tuple[Progress, int]] = []

    def tell(now: Progress) -> None:
        told.append((now, kiosk.store.run(journal.unacknowledged)))

    outcome = sync_once(kiosk.store, kiosk.keys, URL, kiosk.clock, transport=kiosk.road, tell=tell)
    assert outcome.acknowledged == 60
    steps = [now for now, _ in told]
    assert len(steps) > 1
    assert {now.waiting for now in steps} == {60}
    assert [now.acknowledged + left for now, left in told] == [60] * len(told), "what is told is what the database says"
    assert [now.acknowledged for now in steps] == sorted(now.acknowledged for now in steps)
    assert [now.size for now in steps] == sorted(now.size for now in steps)
    assert (steps[-1].acknowledged, steps[-1].size) == (60, outcome.bytes_up + outcome.bytes_down)


def test_photos_are_told_one_by_one(kiosk: KioskWorld, office: OfficeWorld) -> None:
    take_photos(kiosk, b"a" * 3_000, b"b" * 3_000)
    told: list[Progress] = []
    sync_once(kiosk.store, kiosk.keys, URL, kiosk.clock, transport=kiosk.road, tell=told.append)
    assert [now.blobs for now in told if now.blobs][:2] == [1, 2]


def test_nothing_is_told_where_nobody_answers(kiosk: KioskWorld) -> None:
    told: list[Progress] = []
    sync_once(kiosk.store, kiosk.keys, "", kiosk.clock, tell=told.append)
    assert told == []
