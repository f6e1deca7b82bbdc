"""The sync thread: wakes on a hint or when its time has come, syncs, publishes how it ended.

A hint ("something was submitted", "the network is back") only wakes; what there is to do, the tables say. So a lost hint
costs a little time and nothing else.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from kiosk import log
from sync import plan
from sync.outcome import Reason, SyncOutcome


class SyncWorker:
    """Runs `sync` (a bound `sync_once`) again and again in a thread of its own.

    `publish` gets every outcome, in the worker's thread. Waiting after a failure grows with full jitter up to an upper
    bound; a hint ends any wait but one: after a failure at least a second passes, so that nothing polls a dead link hard.
    """

    def __init__(
        self,
        sync: Callable[[], SyncOutcome],
        publish: Callable[[SyncOutcome], None],
        *,
        delay: Callable[[int, Callable[[], float]], float] = plan.delay,
        least_delay_s: float = 1.0,
    ) -> None:
        self._sync = sync
        self._publish = publish
        self._delay = delay
        self._least = least_delay_s
        self._condition = threading.Condition()
        self._hinted = True  # the first sync follows the start
        self._stopping = False
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
        failures = 0
        while self._wait(0.0 if failures == 0 else self._least, self._delay(failures, random.random)):
            outcome = self._attempt()
            failures = 0 if outcome.done else failures + 1
            with self._condition:
                if self._stopping:
                    return
                self._last = outcome
            self._publish(outcome)

    def _attempt(self) -> SyncOutcome:
        try:
            return self._sync()
        except Exception as error:  # noqa: BLE001 - a bug must not end syncing for the weeks until a restart
            # After a stop the store may be closed under us: that is no bug.
            if not self._stopping:
                log.bug(error)
            return SyncOutcome(Reason.HERE)

    def _wait(self, least_s: float, longest_s: float) -> bool:
        """Waits for a hint or until the time is over; False when stopping."""
        with self._condition:
            if least_s:
                self._condition.wait_for(lambda: self._stopping, least_s)
            self._condition.wait_for(lambda: self._hinted or self._stopping, longest_s)
            self._hinted = False
            return not self._stopping
