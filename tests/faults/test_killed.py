"""The process dies at each write, flush and rename of what it does: before it, and with half of it written.

Not at random: every one of the calls that change a file of the data folder is struck once, until a life comes to its end.
Each life begins with what the one before has left. To die after a call is to die before the next.
"""

from __future__ import annotations

import random
import signal
from pathlib import Path

import msgspec
import pytest

from tests.faults import rig
from tests.faults.failing import Calls, Fault, Strike
from tests.faults.rig import Rig
from tests.faults.writer import Order, Work
from tests.sync.world import World


def die_at_every_call(kiosks: Rig, order: Order, strike: Strike, calls: Calls, paper: Path) -> int:
    """How many calls there were."""
    data = Path(order.data)
    for at in range(1, 300):
        life = kiosks.live(msgspec.structs.replace(order, fault=Fault(strike, at, calls=calls)))
        assert (life.code, life.failed) in ((-9, None), (0, None)), life
        found = rig.judge(data, kiosks.told, paper)
        assert found.good, (at, strike, found)
        if life.code == 0:
            return at - 1
    raise AssertionError("it never came to its end")


@pytest.mark.slow
@pytest.mark.survives(2)
@pytest.mark.parametrize(
    ("work", "strike"),
    [(Work.SUBMIT, Strike.DIE_BEFORE), (Work.SUBMIT, Strike.DIE_TORN), (Work.PRINT, Strike.DIE_BEFORE)],
)
@pytest.mark.usefixtures("library")
def test_a_kiosk_that_dies_at_any_write_of_its_work_loses_nothing_it_has_told(
    kiosks: Rig, tmp_path: Path, work: Work, strike: Strike
) -> None:
    """A form, a form with a photo, a number without a form, and their slips."""
    data, paper = tmp_path / "kiosk", tmp_path / "paper"
    rig.make_kiosk(data, paper=paper)
    calls = Calls.WRITE if strike is Strike.DIE_TORN else Calls.ALL
    assert die_at_every_call(kiosks, Order(str(data), work, times=3), strike, calls, paper) >= 12


@pytest.mark.slow
@pytest.mark.survives(2)
@pytest.mark.usefixtures("library")
def test_a_kiosk_that_dies_at_any_write_of_its_start_starts_the_next_time(kiosks: Rig, tmp_path: Path) -> None:
    """The WAL of the life before is taken up, whatever of that was done already."""
    data, paper = tmp_path / "kiosk", tmp_path / "paper"
    rig.make_kiosk(data, paper=paper)
    kiosks.live(Order(str(data), times=5, fault=Fault(Strike.DIE_BEFORE, 12)))
    order = Order(str(data), times=1, opening=True)
    assert die_at_every_call(kiosks, order, Strike.DIE_BEFORE, Calls.ALL, paper) >= 3


@pytest.mark.slow
@pytest.mark.survives(2)
def test_killed_at_a_hundred_random_instants_nothing_is_lost_or_given_twice(kiosks: Rig, tmp_path: Path) -> None:
    """Bu Sri's number is on the screen; the lamp goes out; it is still hers. `./run bench durability` does it 2,000 times."""
    data, paper, chance = tmp_path / "kiosk", tmp_path / "paper", random.Random(20261121)
    rig.make_kiosk(data, paper=paper)
    for _ in range(100):
        wanted, spin = chance.randrange(4), chance.randrange(20_000)

        def watch(pid: int, life: rig.Life, wanted: int = wanted, spin: int = spin) -> None:
            if life.accepted == wanted:
                for _ in range(spin):
                    pass
                rig.kill(pid)

        assert kiosks.live(Order(str(data), Work.SUBMIT), watch).code == -signal.SIGKILL
    found = rig.judge(data, kiosks.told, paper)
    assert found.good, found
    assert len(kiosks.told.accepted) >= 100
    assert found.entries >= len(kiosks.told.accepted)


@pytest.mark.slow
@pytest.mark.survives(2, 17)
@pytest.mark.usefixtures("library")
def test_a_kiosk_that_dies_at_any_write_of_an_exchange_is_believed_by_its_office(kiosks: Rig, tmp_path: Path) -> None:
    """Nothing is sent as new that was taken before, and what was acknowledged once is never unknown again."""
    paper = tmp_path / "paper"
    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "kiosk"
        rig.make_kiosk(data, paper=paper, office=office)
        order = Order(str(data), Work.SYNC, times=3, office=str(office.data))
        assert die_at_every_call(kiosks, order, Strike.DIE_BEFORE, Calls.SYNC, paper) >= 3
        life = kiosks.live(order)
        assert life.code == 0
        assert kiosks.told.acknowledged == rig.judge(data, kiosks.told).entries
