"""Who of this process may use a SQLite database now.

SQLite lets whoever finds it busy ask again after a while that grows: the last come may wait for ever, beside kiosks that
exchange without pause. Here each waits in line instead and is woken when it is their turn. SQLite's own locks stay as they
are; they are what keeps other processes away.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Line:
    """One at a time, first come, first served (`threading.Lock` gives itself to whoever asks at the right moment, mostly to
    the one who has just released it).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._line: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        with self._lock:
            return len(self._line)

    @contextmanager
    def turn(self, wait_s: float) -> Iterator[None]:
        """Raises TimeoutError when it does not come in time."""
        self._come(wait_s)
        try:
            yield
        finally:
            with self._lock:
                self._next()

    def _come(self, wait_s: float) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            called = threading.Event()
            self._line.append(called)
        try:
            if called.wait(wait_s):
                return
        except BaseException:  # an interrupted command: the line goes on without it
            self._leave(called)
            raise
        self._leave(called)
        raise TimeoutError

    def _leave(self, called: threading.Event) -> None:
        with self._lock:
            if called.is_set():  # in the moment between: the turn passes on
                self._next()
            else:
                self._line.remove(called)

    def _next(self) -> None:
        # It is handed over, never free between: who comes now cannot overtake.
        if self._line:
            self._line.popleft().set()
        else:
            self._taken = False


class Door:
    """Any number read, or one commits: what SQLite's rollback journal allows, without asking again and again.

    A commit that comes lets nobody in any more and waits for those inside; when it is over, all who came meanwhile are inside
    before the next commit can come. So neither waits for more than one round of the other.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._outside = 0
        self._closed = False
        self._commits = 0

    @property
    def outside(self) -> int:
        """How many wait to read."""
        with self._changed:
            return self._outside

    @contextmanager
    def reading(self, wait_s: float) -> Iterator[None]:
        """Raises TimeoutError when it may not in time."""
        with self._changed:
            if self._closed:
                self._wait_outside(wait_s)
            else:
                self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def committing(self, wait_s: float) -> Iterator[None]:
        """For one at a time. Raises TimeoutError when those who read do not end in time."""
        with self._changed:
            self._closed = True
            alone = False
            try:
                alone = self._changed.wait_for(lambda: self._inside == 0, wait_s)
            finally:
                if not alone:
                    self._open()
            if not alone:
                raise TimeoutError
        try:
            yield
        finally:
            with self._changed:
                self._open()

    def _wait_outside(self, wait_s: float) -> None:
        seen = self._commits
        self._outside += 1
        in_time = False
        try:
            in_time = self._changed.wait_for(lambda: self._commits != seen, wait_s)
        finally:
            if not in_time and self._commits == seen:
                self._outside -= 1
            elif not in_time:  # interrupted when it was inside already
                self._inside -= 1
                self._changed.notify_all()
        if not in_time:
            raise TimeoutError

    def _open(self) -> None:
        self._closed = False
        self._commits += 1
        self._inside += self._outside
        self._outside = 0
        self._changed.notify_all()
