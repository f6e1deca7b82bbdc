"""From the GUI thread to the core and back.

Use cases run one after the other on one worker thread; what may take long (an exchange with the server, a USB stick) runs
on a second one, so that no resident waits behind it. Results come back to the GUI thread through one signal.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Bridge(QObject):
    """`bridge.run(work, done, failed)`: `work` off the GUI thread, then `done(result)` or `failed(error)` on it."""

    _finished = Signal(object)
    poked = Signal()
    """Something changed in the core; emitted on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._usecases = ThreadPoolExecutor(1, "usecase")
        self._errands = ThreadPoolExecutor(1, "errand")
        self._open = True
        self.pending = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """A use case."""
        self._submit(self._usecases, work, done, failed)

    def errand(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Something that may take long."""
        self._submit(self._errands, work, done, failed)

    def poke(self) -> None:
        """May be called from any thread."""
        if self._open:
            self._finished.emit(self.poked.emit)

    def close(self) -> None:
        """Lets what runs come to its end; drops what waits."""
        self._open = False
        for pool in (self._usecases, self._errands):
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.pending += 1

        def finished(future: Future[Any]) -> None:
            if future.cancelled() or not self._open:
                return
            error = future.exception()
            if error is None:
                self._finished.emit(lambda: self._hand_over(done, future.result()))
            elif isinstance(error, Exception):
                self._finished.emit(lambda: self._hand_over(failed, error))

        pool.submit(work).add_done_callback(finished)

    def _hand_over(self, receiver: Callable[[Any], None], value: object) -> None:
        self.pending -= 1
        receiver(value)

    def _deliver(self, call: Callable[[], None]) -> None:
        # What was on its way when the screen closed would ask for more.
        if self._open:
            call()
