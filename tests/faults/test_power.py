"""The power goes at any instant: what was told is on the disk, no number is given twice, nothing is half there.

A real ext4 on a loop device, the real use cases, the whole path down to the flush. The kiosk is frozen first, because a
flush under way would race the cut, and what the disk holds is looked at on a copy.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from tests.faults import disks
from tests.faults.power import Disk
from tests.faults.rig import Rig
from tests.faults.writer import Work
from tests.sync.world import World, exactly_once, kiosk_world

ROUNDS = 10


@pytest.mark.slow
@pytest.mark.survives(1)
@disks.needs_root
@pytest.mark.parametrize("work", [Work.SUBMIT, Work.PRINT])
def test_whatever_was_told_before_the_power_went_is_there_after(kiosks: Rig, tmp_path: Path, work: Work) -> None:
    """Numbers, requests, photos and what was said of each slip; no slip comes out twice when the power is back."""
    kiosk, chance = Disk(tmp_path), random.Random(20261122)
    for _ in range(ROUNDS):
        life, found = kiosk.round(kiosks, work, chance)
        assert life.code == -9
        assert found.good, found
    assert len(kiosks.told.accepted) >= ROUNDS
    assert found.entries >= len(kiosks.told.accepted)


@pytest.mark.slow
@pytest.mark.survives(1, 17)
@disks.needs_root
@pytest.mark.parametrize("work", [Work.SYNC, Work.UPKEEP])
def test_the_power_goes_between_an_exchange_and_the_next_and_the_office_has_everything_once(
    kiosks: Rig, tmp_path: Path, work: Work
) -> None:
    """What the office has acknowledged stays acknowledged; what it has not comes again and is counted once. Backups that
    have a name are whole, and only answers that are at the office go.
    """
    chance = random.Random(20261123)
    with World(tmp_path) as world:
        office = world.office()
        kiosk = Disk(tmp_path, office)
        for _ in range(ROUNDS):
            _, found = kiosk.round(kiosks, work, chance)
            assert found.good, found
        assert kiosks.told.acknowledged > 0
        office.clock.ms = SystemClock().now_ms()
        with kiosk.plugged() as place, kiosk_world(place / "kiosk", office) as last:
            last.clock.ms = office.clock.ms
            last.sync()
            forms = {one.code_hash for one in kiosks.told.accepted if one.code_hash}
            assert exactly_once(office, last) >= len(forms)
            assert forms <= {bytes(item.permohonan.code_hash) for item in office.items()}


@pytest.mark.slow
@disks.needs_root
def test_a_kiosk_that_does_not_flush_is_caught(kiosks: Rig, tmp_path: Path) -> None:
    """Or the tests above would show nothing."""
    kiosk = Disk(tmp_path)
    _, found = kiosk.round(kiosks, Work.SUBMIT, random.Random(1), careless=True)
    assert found.lost
