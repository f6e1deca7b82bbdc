"""SIGTERM and SIGINT from the first moment on: the program leaves as a petugas would, and nothing is broken off half-way."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Self

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer

from ui.ports import LEFT


class Ending:
    """Use as a context manager around everything that has to be closed in order.

    Until there is an event loop a signal is only remembered. Python's own way, an exception between any two lines, left
    threads behind that were waited for, and so a program that never ended.
    """

    def __init__(self) -> None:
        self.asked = False
        """Somebody wants the program to end."""
        self._looping = False
        self._kept = ExitStack()

    def __enter__(self) -> Self:
        # Python runs its handlers between two lines of Python, and an idle kiosk runs none; the wake-up socket makes it.
        self._reading, writing = socket.socketpair()
        for end in (self._reading, writing):
            end.setblocking(False)
            self._kept.enter_context(end)
        before = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        self._kept.callback(signal.set_wakeup_fd, before)
        for number in (signal.SIGTERM, signal.SIGINT):
            self._kept.callback(signal.signal, number, signal.signal(number, self._ask))
        return self

    def __exit__(self, *_exception: object) -> None:
        self._kept.close()

    @contextmanager
    def in_the_loop(self) -> Iterator[None]:
        """Around `exec()`: a signal leaves it. What was asked before has to be looked at first: `asked`."""
        notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda *_: self._drain())
        self._looping = True
        try:
            yield
        finally:
            self._looping = False
            notifier.setEnabled(False)

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            self._reading.recv(64)

    def _ask(self, _number: int, _frame: object) -> None:
        self.asked = True
        if self._looping:
            # By a timer: an exit before the loop has begun would be forgotten.
            QTimer.singleShot(0, lambda: QCoreApplication.exit(LEFT))
