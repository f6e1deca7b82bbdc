"""The sync thread and the plan it follows."""

from __future__ import annotations

import queue
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import plan
from sync.outcome import Reason, State, SyncOutcome, words
from sync.plan import Pace, Pause
from sync.worker import SyncWorker

DONE, OFFLINE = SyncOutcome(), SyncOutcome(Reason.NO_CONNECTION)
NEWS, REVOKED = SyncOutcome(received=1), SyncOutcome(Reason.REVOKED)
WAIT = 10.0


class Line:
    """A sync whose outcomes a test hands over one by one."""

    def __init__(self, spread_s: float = 0.0) -> None:
        self.away: queue.Queue[float] = queue.Queue()
        self.spread_s = spread_s
        self.outcomes: queue.Queue[SyncOutcome | Exception] = queue.Queue()
        self.published: queue.Queue[SyncOutcome] = queue.Queue()
        self.paces: queue.Queue[Pace] = queue.Queue()
        self.entered = threading.Semaphore(0)
        self.worker = SyncWorker(self.sync, self.published.put, pause=self.pause, spread=self.spread)

    def sync(self) -> SyncOutcome:
        self.entered.release()
        outcome = self.outcomes.get(timeout=WAIT)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def pause(self, pace: Pace) -> Pause:
        self.paces.put(pace)
        return Pause(0.0, 3600.0)

    def spread(self, away_s: float) -> float:
        self.away.put(away_s)
        return self.spread_s

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
    assert [line.paces.get(timeout=WAIT).failures for _ in range(4)] == [1, 2, 0, 0]
    assert line.worker.stop(WAIT)


def test_a_network_that_comes_back_wakes_it_after_a_failure() -> None:
    """And not after a success: a Wi-Fi that flaps costs no data then."""
    line = Line()
    line.worker.start()
    line.next(OFFLINE)
    line.worker.link_changed()
    line.next(DONE)
    line.worker.link_changed()
    assert line.paces.get(timeout=WAIT) == Pace(failures=1)
    assert line.paces.get(timeout=WAIT) == Pace(quiet=1)  # nobody here had asked
    line.worker.hint()
    line.next(OFFLINE)
    # What was said of the network before that sync does not count after it.
    assert line.worker.stop(WAIT)
    assert sum(line.entered.acquire(blocking=False) for _ in range(4)) == 3


def test_a_network_that_comes_while_a_sync_fails_is_not_lost() -> None:
    """The old network was still being tried when the new one came."""
    line = Line()
    line.worker.start()
    assert line.entered.acquire(timeout=WAIT)
    line.worker.link_changed()
    line.next(OFFLINE)
    line.next(DONE)
    assert line.worker.stop(WAIT)


def test_a_hint_while_it_syncs_is_not_lost() -> None:
    """What was submitted during a sync is synced right after it."""
    line = Line()
    line.worker.start()
    assert line.entered.acquire(timeout=WAIT)
    line.worker.hint()
    line.next(DONE)
    line.next(DONE)
    assert line.worker.stop(WAIT)


@pytest.mark.survives(14)
def test_after_an_outage_it_waits_its_turn_but_not_with_a_new_request() -> None:
    """All kiosks of a region get their network back together; a resident's request goes at once."""
    line = Line(spread_s=3600.0)
    line.worker.start()
    line.next(OFFLINE)
    line.worker.link_changed()
    assert 0.0 <= line.away.get(timeout=WAIT) < WAIT
    assert line.entered.acquire(timeout=WAIT)
    assert not line.entered.acquire(blocking=False)
    line.worker.hint()
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
    worker = SyncWorker(lambda: DONE, lambda outcome: twice.release(), pause=lambda pace: Pause(0.0, 0.001))
    worker.start()
    assert twice.acquire(timeout=WAIT)
    assert twice.acquire(timeout=WAIT)
    assert worker.stop(WAIT)


DRAW = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 100_000), DRAW)
@pytest.mark.survives(14)
def test_waiting_after_failures_grows_is_jittered_and_bounded(failures: int, draw: float) -> None:
    """At least a second even with a hint, and never more than the upper bound."""
    pause = plan.pause(Pace(failures=failures), lambda: draw)
    assert 1.0 <= pause.least <= plan.LONGEST_REST_S
    assert pause.least <= pause.longest <= pause.least + plan.LONGEST_DELAY_S
    assert plan.pause(Pace(failures=failures + 1), lambda: draw).longest >= pause.longest


@given(st.integers(1, 100), st.floats(0, 3600), DRAW)
def test_what_a_busy_server_asks_for_binds_hints_too(failures: int, asked_s: float, draw: float) -> None:
    """As long as it asked for up to twice that, and the usual wait after it."""
    usual = plan.pause(Pace(failures), lambda: draw)
    pause = plan.pause(Pace(failures, asked_s=asked_s), lambda: draw)
    assert pause.least >= max(asked_s, usual.least)
    assert pause.least <= max(2 * asked_s, usual.least)
    assert pause.longest - pause.least == pytest.approx(usual.longest - usual.least)


@given(st.floats(0, 1e9), DRAW)
def test_a_network_that_is_back_is_used_within_five_minutes(away_s: float, draw: float) -> None:
    """And one that comes for two minutes every ten within ten seconds."""
    assert 0.0 <= plan.spread(away_s, lambda: draw) <= min(plan.START_SPREAD_S, away_s / 60)
    assert plan.spread(600, lambda: draw) <= 10


@given(st.integers(0, 100_000), DRAW)
def test_a_kiosk_without_news_asks_less_and_less_but_every_hour(quiet: int, draw: float) -> None:
    """Five minutes, ten, twenty, forty, an hour; a hint ends it at once."""
    pause = plan.pause(Pace(quiet=quiet), lambda: draw)
    assert pause.least == 0.0
    ceiling = [300, 600, 1200, 2400, 3600][min(quiet, 4)]
    assert 0.75 * ceiling <= pause.longest <= ceiling


@given(st.integers(1, 100_000), DRAW)
def test_after_a_no_it_asks_again_within_the_hour_for_ever(failures: int, draw: float) -> None:
    """And a resident's next request does not knock at once."""
    pause = plan.pause(Pace(failures=failures, refused=True), lambda: draw)
    assert plan.REFUSED_REST_S <= pause.least < pause.longest <= 3600


def test_the_pace_follows_what_happened() -> None:
    """Whatever moves brings it back to the start; only silence slows it down."""
    pace = Pace()
    for _ in range(3):
        pace = pace.after(DONE, hinted=False)
    assert pace == Pace(quiet=3)
    assert pace.after(NEWS, hinted=False) == Pace()
    assert pace.after(SyncOutcome(sent=1), hinted=False) == Pace()
    assert pace.after(DONE, hinted=True) == Pace()
    assert pace.after(OFFLINE, hinted=True).after(OFFLINE, hinted=False) == Pace(failures=2)
    assert pace.after(OFFLINE, hinted=True).after(REVOKED, hinted=False) == Pace(failures=2, refused=True)
    assert pace.after(SyncOutcome(Reason.BUSY, retry_after=120.0), hinted=False) == Pace(failures=1, asked_s=120.0)
    assert Pace(failures=9, refused=True).after(DONE, hinted=False) == Pace(quiet=1)


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
