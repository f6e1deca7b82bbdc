"""The sync thread: wakes on a hint or when its time has come, syncs, publishes how it ended.

A hint ("something was submitted", "the network is back") only wakes; what there is to do, the tables say. So a lost hint
costs a little time and nothing else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kiosk import log
from sync import plan
from sync.outcome import Reason, SyncOutcome
from sync.plan import Pace, Pause


class SyncWorker:
    """Runs `sync` (a bound `sync_once`) again and again in a thread of its own.

    `publish` gets every outcome, in the worker's thread. Waiting after a failure grows with full jitter up to an upper
    bound; a hint ends any wait but its least part, so that nothing polls a dead link or a server that says no hard. While
    nothing happens, it asks less and less often.
    """

    def __init__(
        self,
        sync: Callable[[], SyncOutcome],
        publish: Callable[[SyncOutcome], None],
        *,
        pause: Callable[[Pace], Pause] = plan.pause,
        spread: Callable[[float], float] = plan.spread,
    ) -> None:
        self._sync = sync
        self._publish = publish
        self._pause = pause
        self._spread = spread
        self._condition = threading.Condition()
        self._hinted = True  # the first sync follows the start
        self._link_changed = False
        self._stopping = False
        self._pace = Pace()
        self._failing_since = 0.0  # of time.monotonic()
        self._last: SyncOutcome | None = None
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Starts the thread; its first sync begins at once."""
        self._thread.start()

    def hint(self) -> None:
        """There may be something to do now."""
        with self._condition:
            self._hinted = True
            self._condition.notify_all()

    def link_changed(self) -> None:
        """The network is back: soon a try when the last sync failed or the one under way will, and nothing otherwise."""
        with self._condition:
            self._link_changed = True
            self._condition.notify_all()

    def stop(self, wait_s: float = 2.0) -> bool:
        """Ends the thread; True when it has ended within `wait_s`.

        A sync under way is left to its stall time-out: the thread is a daemon and holds nothing but its connection, and
        an exchange that is cut off is repeated without harm.
        """
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        if self._thread.ident is not None:
            self._thread.join(wait_s)
        return not self._thread.is_alive()

    @property
    def last(self) -> SyncOutcome | None:
        """How the last sync ended, None before the first."""
        with self._condition:
            return self._last

    def _run(self) -> None:
        pause = Pause(0.0, 0.0)
        while (hinted := self._wait(pause)) is not None:
            outcome = self._attempt()
            with self._condition:
                if self._stopping:
                    return
                if not self._pace.failures:
                    self._failing_since = time.monotonic()
                self._pace = self._pace.after(outcome, hinted=hinted)
                self._last = outcome
            self._publish(outcome)
            pause = self._pause(self._pace)

    def _attempt(self) -> SyncOutcome:
        try:
            return self._sync()
        except Exception as error:  # noqa: BLE001 - a bug must not end syncing for the weeks until a restart
            # After a stop the store may be closed under us: that is no bug.
            if not self._stopping:
                log.bug(error)
            return SyncOutcome(Reason.HERE)

    def _wait(self, pause: Pause) -> bool | None:
        """Waits for a hint or until the time is over; whether it was a hint, None when stopping."""
        until = time.monotonic() + pause.longest
        with self._condition:
            if pause.least:
                self._condition.wait_for(lambda: self._stopping, pause.least)
            while not self._hinted and not self._stopping:
                now = time.monotonic()
                if self._link_changed and self._pace.failures:
                    until = min(until, now + self._spread(now - self._failing_since))
                self._link_changed = False
                if now >= until:
                    break
                self._condition.wait(until - now)
            hinted, self._hinted = self._hinted, False
            self._link_changed = False
            return None if self._stopping else hinted
