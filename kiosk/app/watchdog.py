"""Looks after the touch program from within: signs of life for whoever started it, and when it should begin anew.

A sign of life says two things at once: the GUI's event loop runs (it calls `beat`), and the database takes a write and
keeps it. A frozen screen, a mutex that is never let go, a disk that hangs: each of them ends the signs, and the supervisor
ends the program.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Final

import msgspec

from kiosk import log
from kiosk.app.notify import Notify
from kiosk.clock import Clock
from kiosk.errors import CannotNow, Damaged, DiskFull, DiskReadOnly
from kiosk.store import settings
from kiosk.store.database import Store
from ui.keeper import Wish

BEAT_S: Final = 15.0
"""Between two beats where nobody waits for them."""
MEMORY_LIMIT: Final = 900 * 2**20
"""Bytes. Three times what a kiosk takes after thousands of residents: more is a leak."""
_NIGHT_MINUTES: Final = 180
"""So long after the minute of the settings nobody may be there."""
_LEAST_UP_S: Final = 6 * 3600
"""Who began anew less than this ago does not do so again, whatever the wall clock says by now."""
_SETTLED_S: Final = 600
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Heartbeat(msgspec.Struct, frozen=True):
    """When the database last took a write of the running program: until then at least it was alive."""

    at: int  # ms since 1970 UTC


class Beat(Enum):
    """How the last heartbeat of the database stands."""

    NONE = auto()  # not back yet
    GOOD = auto()
    FULL = auto()  # it answered: no room. Residents are told so on their page; a new start makes no room either
    BROKEN = auto()  # nothing is accepted any more


class Heart:
    """Writes one row and waits for the disk, on a thread of its own; one beat at a time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._wanted = threading.Event()
        self._state = threading.Lock()
        self._beat = Beat.NONE
        self._under_way = False
        self._over = False
        # A daemon: one that hangs in the database must not keep the program from ending.
        threading.Thread(target=self._run, name="heart", daemon=True).start()

    def take(self) -> Beat:
        """How the beat that was asked for ended, and asks for the next one. Never waits."""
        with self._state:
            beat, self._beat = self._beat, Beat.NONE
            if not self._under_way:
                self._under_way = True
                self._wanted.set()
        return beat

    def close(self) -> None:
        """No more beats. Does not wait for one that is under way."""
        self._over = True
        self._wanted.set()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._over:
                return
            beat = self._once()
            with self._state:
                self._beat, self._under_way = beat, False

    def _once(self) -> Beat:
        now = self._clock.now_ms()
        try:
            self._store.transaction(lambda db: settings.put(db, Heartbeat(now)))
        except DiskFull:
            return Beat.FULL
        except (Damaged, DiskReadOnly):
            return Beat.BROKEN
        except CannotNow:
            return Beat.NONE  # somebody else holds the database, and has for five seconds
        except Exception as error:  # noqa: BLE001 - a closed database while leaving, or a bug: no sign of life
            if not self._over:
                log.bug(error)
            return Beat.NONE
        return Beat.GOOD


class ProgramKeeper:
    """Of one running program; implements `ui.keeper.Keeper`. Use `close` before the store is closed."""

    def __init__(
        self,
        heart: Heart,
        notify: Notify,
        *,
        watchdog_s: float | None,
        nightly: str,
        local: Callable[[], datetime],
        on_shown: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
        memory: Callable[[], int] | None = None,
    ) -> None:
        self._heart = heart
        self._notify = notify
        self._interval_s = BEAT_S if watchdog_s is None else watchdog_s / 2
        self._nightly = nightly
        self._local = local
        self._on_shown = on_shown
        self._monotonic = monotonic
        self._memory = memory or resident_bytes
        self._begun = monotonic()
        self._said = ""
        self.why = ""
        """Why it asked to begin anew, for the audit log: "night", "memory" or "store"; empty: it did not."""

    @property
    def interval_ms(self) -> int:
        """Half of what the starter waits."""
        return max(1, round(self._interval_s * 1000))

    def shown(self) -> None:
        """Somebody can use it now."""
        log.info(log.Event.SHOWN)
        self._notify.say(READY="1", STATUS="Melayani.")
        self._heart.take()
        self._on_shown()

    def beat(self) -> Wish:
        """A sign of life where the database gave one since the last beat; and whether to begin anew."""
        match self._heart.take():
            case Beat.GOOD:
                self._notify.say(WATCHDOG="1", **self._status("Melayani."))
            case Beat.FULL:
                self._notify.say(WATCHDOG="1", **self._status("Disk penuh: tidak menerima permohonan."))
            case Beat.BROKEN:
                self._notify.say(**self._status("Basis data tidak bisa ditulisi: dimulai lagi."))
                self.why = "store"
                return Wish.RESTART
            case Beat.NONE:
                self._said = ""
        self.why = self._rest()
        return Wish.REST if self.why else Wish.STAY

    def close(self) -> None:
        """It is on its way out."""
        self._notify.say(STOPPING="1")
        self._heart.close()

    def _status(self, words: str) -> dict[str, str]:
        """Only what changed."""
        if words == self._said:
            return {}
        self._said = words
        return {"STATUS": words}

    def _rest(self) -> str:
        """Why it should begin anew when nobody is there; "" where it should not."""
        up = self._monotonic() - self._begun
        if up >= _SETTLED_S and self._memory() > MEMORY_LIMIT:
            return "memory"
        return "night" if is_night(self._nightly, self._local(), up) else ""


def is_night(setting: str, local: datetime, up_s: float) -> bool:
    """Whether now is the time for the nightly restart. `setting`: "03:00", "" for never; `up_s`: seconds it has run."""
    if not setting or up_s < _LEAST_UP_S:
        return False
    hour, _, minute = setting.partition(":")
    after = (local.hour * 60 + local.minute - int(hour) * 60 - int(minute)) % (24 * 60)
    return after < _NIGHT_MINUTES


def resident_bytes() -> int:
    """Memory of this process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE
