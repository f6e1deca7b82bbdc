"""The sync thread and the plan it follows."""

from __future__ import annotations

import queue
import threading

from hypothesis import given
from hypothesis import strategies as st

from sync import plan
from sync.outcome import Reason, State, SyncOutcome, words
from sync.worker import SyncWorker

DONE, OFFLINE = SyncOutcome(), SyncOutcome(Reason.NO_CONNECTION)
WAIT = 10.0


class Line:
    """A sync whose outcomes a test hands over one by one."""

    def __init__(self) -> None:
        self.outcomes: queue.Queue[SyncOutcome | Exception] = queue.Queue()
        self.published: queue.Queue[SyncOutcome] = queue.Queue()
        self.failures: list[int] = []
        self.entered = threading.Semaphore(0)
        self.worker = SyncWorker(self.sync, self.published.put, delay=self.delay, least_delay_s=0)

    def sync(self) -> SyncOutcome:
        self.entered.release()
        outcome = self.outcomes.get(timeout=WAIT)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def delay(self, failures: int, draw) -> float:
        self.failures.append(failures)
        return 3600.0

    def next(self, outcome: SyncOutcome | Exception) -> SyncOutcome:
        self.outcomes.put(outcome)
        return self.published.get(timeout=WAIT)


def test_it_syncs_at_the_start_and_on_every_hint() -> None:
    """Long waits end at a hint; failures are counted and forgotten after a success."""
    line = Line()
    line.worker.start()
    assert line.next(OFFLINE) == OFFLINE
    line.worker.hint()
    assert line.next(OFFLINE) == OFFLINE
    line.worker.hint()
    assert line.next(DONE) == DONE
    line.worker.hint()
    line.next(DONE)
    assert line.worker.last == DONE
    assert line.worker.stop(WAIT)
    assert line.failures[:4] == [0, 1, 2, 0]


def test_a_hint_while_it_syncs_is_not_lost() -> None:
    """What was submitted during a sync is synced right after it."""
    line = Line()
    line.worker.start()
    assert line.entered.acquire(timeout=WAIT)
    line.worker.hint()
    line.next(DONE)
    line.next(DONE)
    assert line.worker.stop(WAIT)


def test_it_stops_at_once_while_waiting() -> None:
    """An hour of waiting is no reason to keep anybody."""
    line = Line()
    line.worker.start()
    line.next(OFFLINE)
    assert line.worker.stop(WAIT)
    assert line.worker.stop(WAIT)


def test_it_can_be_stopped_before_it_started() -> None:
    """A kiosk without a server address never starts it."""
    assert Line().worker.stop()


def test_a_bug_does_not_end_syncing() -> None:
    """A surprise becomes an outcome, and the next hint tries again."""
    line = Line()
    line.worker.start()
    assert line.next(KeyError("bug")).reason is Reason.HERE
    line.worker.hint()
    assert line.next(DONE) == DONE
    assert line.worker.stop(WAIT)


def test_it_wakes_by_itself_when_the_time_is_over() -> None:
    """Nobody hints, and it still tries again."""
    twice = threading.Semaphore(0)
    worker = SyncWorker(lambda: DONE, lambda outcome: twice.release(), delay=lambda failures, draw: 0.001)
    worker.start()
    assert twice.acquire(timeout=WAIT)
    assert twice.acquire(timeout=WAIT)
    assert worker.stop(WAIT)


@given(st.integers(0, 100_000), st.floats(0, 1, exclude_max=True))
def test_waiting_grows_is_jittered_and_bounded(failures: int, draw: float) -> None:
    """Never less than a second after a failure, never more than the upper bound."""
    seconds = plan.delay(failures, lambda: draw)
    if failures == 0:
        assert plan.IDLE_DELAY_S / 2 <= seconds <= plan.IDLE_DELAY_S * 1.5
    else:
        assert 1.0 <= seconds <= plan.LONGEST_DELAY_S + 1


@given(st.integers(0, 2**32), st.floats(0, 1e6))
def test_batches_follow_the_link_within_bounds(sent: int, seconds: float) -> None:
    """A fast link gets large batches, a slow one small ones."""
    assert plan.SMALLEST_BATCH <= plan.batch_bytes(sent, seconds) <= plan.LARGEST_BATCH


def test_a_batch_is_some_seconds_of_the_link() -> None:
    """On 64 kbit/s a batch is 64 kB, so a cut costs eight seconds."""
    assert plan.batch_bytes(40_000, 5.0) == 64_000


def test_every_reason_has_words_and_a_state() -> None:
    """No outcome leaves a person without a sentence."""
    for reason in Reason:
        assert words(reason).endswith((".", "?")) or words(reason)[-1].isalpha()
        assert SyncOutcome(reason).state in State
