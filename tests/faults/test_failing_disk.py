"""The disk answers with an error at each write and flush: nothing is accepted that it may not have, nothing is tried again."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.faults import rig
from tests.faults.failing import FOR_EVER, Calls, Fault, Strike
from tests.faults.rig import Rig
from tests.faults.writer import Accepted, Failed, Order, Settled, Work


def outcomes(life: rig.Life) -> list[Accepted | Failed]:
    """What each resident was told."""
    return [line for line in life.lines if isinstance(line, Accepted | Failed)]


@pytest.mark.slow
@pytest.mark.survives(3)
@pytest.mark.parametrize("calls", [Calls.SYNC, Calls.WRITE])
@pytest.mark.usefixtures("library")
def test_after_an_error_of_the_disk_nobody_is_given_a_number_and_nothing_is_tried_again(
    kiosks: Rig, tmp_path: Path, calls: Calls
) -> None:
    """The kernel may have dropped what it could not write: a second flush can "succeed" over data that is not there.

    The error comes once and the disk is well again, which is exactly when trying again would look like mending.
    """
    data, paper = tmp_path / "kiosk", tmp_path / "paper"
    rig.make_kiosk(data, paper=paper)
    order = Order(str(data), Work.SUBMIT, times=4, stubborn=True)
    refusals = 0
    for at in range(1, 60):
        fault = Fault(Strike.FAIL, at, calls=calls, error=errno.EIO)
        life = kiosks.live(Order(order.data, order.work, order.times, fault, stubborn=True))
        assert life.code == 0, life
        told = outcomes(life)
        failed = [one for one in told if isinstance(one, Failed)]
        if life.calls < at:
            break
        # SQLite passes over a folder that does not flush, and over what it can do the next time.
        if not failed:
            continue
        refusals += 1
        # From the first refusal on everybody is refused, with the same words, and the disk is not touched.
        assert told[-len(failed) :] == failed
        assert {(one.error, one.calls) for one in failed} == {("Damaged", failed[0].calls)}
        assert failed[0].words.endswith("Nothing is retried.")
        found = rig.judge(data, kiosks.told, paper)
        assert found.good, (at, found)
    assert refusals >= 4
    assert kiosks.live(Order(str(data), times=1)).accepted == 1


@pytest.mark.slow
@pytest.mark.survives(4)
@pytest.mark.usefixtures("library")
def test_a_disk_that_is_full_at_any_write_refuses_and_goes_on_once_there_is_room(kiosks: Rig, tmp_path: Path) -> None:
    """Full is no damage: the same process serves the next resident."""
    data, paper = tmp_path / "kiosk", tmp_path / "paper"
    rig.make_kiosk(data, paper=paper)
    refusals = 0
    for at in range(1, 60):
        fault = Fault(Strike.FAIL, at, calls=Calls.WRITE, error=errno.ENOSPC)
        life = kiosks.live(Order(str(data), times=3, fault=fault, stubborn=True))
        assert life.code == 0, life
        told = outcomes(life)
        failed = [one for one in told if isinstance(one, Failed)]
        if life.calls < at:
            break
        # SQLite passes over a folder that does not flush, and over what it can do the next time.
        if not failed:
            continue
        refusals += 1
        assert [one.error for one in failed] == ["DiskFull"]
        assert "What was accepted is still there." in failed[0].words
        assert len(told) == 3
        found = rig.judge(data, kiosks.told, paper)
        assert found.good, (at, found)
    assert refusals >= 4


@pytest.mark.slow
@pytest.mark.survives(3)
@pytest.mark.usefixtures("library")
def test_a_disk_that_never_comes_back_is_no_loop_and_no_bug(kiosks: Rig, tmp_path: Path) -> None:
    """Starting, serving and printing on it ends with words, each time; on a good disk all is there again."""
    data, paper = tmp_path / "kiosk", tmp_path / "paper"
    rig.make_kiosk(data, paper=paper)
    kiosks.live(Order(str(data), Work.PRINT, times=3))
    for opening in (True, False):
        for error in (errno.EIO, errno.EROFS, errno.ENOSPC):
            fault = Fault(Strike.FAIL, 1, FOR_EVER, error=error)
            life = kiosks.live(Order(str(data), Work.PRINT, times=2, fault=fault, opening=opening))
            assert life.code == 0, (error, life)
            assert life.failed, (error, life)
            assert life.failed.error in ("Damaged", "DiskFull", "DiskReadOnly")
    life = kiosks.live(Order(str(data), Work.PRINT, times=1))
    assert any(isinstance(line, Settled) for line in life.lines)
    found = rig.judge(data, kiosks.told, paper)
    assert found.good, found
