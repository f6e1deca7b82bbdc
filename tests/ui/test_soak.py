"""A kiosk that serves for a month is as quick and as small at the end as at the beginning: fewer residents, the same bounds.

`./run bench soak` sends five thousand.
"""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
import pytest
from PySide6.QtCore import QObject

from tests.bench.soak import Bounds, hall
from ui.app import ROOT

SESSIONS = 90
WARM_UP = 30
"""Three rounds: every kind of visit has come, and with it everything that is read or made only once."""
SHORT = Bounds(memory_kb=60.0, swing_mb=6.0, files=3, held=120.0, frames=1.6)
"""What is read once in a while (words of a search, a statement of SQL, the backup after two minutes) weighs more among fewer. A
leak weighs the same: sixty files."""


class Seen(msgspec.Struct):
    """What was found wrong, by rights and with the leak."""

    served: dict[str, int]
    problems: list[str]
    leaking: list[str]


def _soak() -> Seen:
    left: list[object] = []

    def leak() -> None:
        """As programs do: a file that stays open, an object with a parent that stays, a listener, a picture."""
        left.append(os.open("/dev/null", os.O_RDONLY))
        left.append([QObject(parent) for _ in range(3)])
        left.append([[] for _ in range(500)])
        left.append(os.urandom(500_000))

    with hall() as residents:
        found = residents.soak(SESSIONS, warm_up=WARM_UP, every=3)
        parent = residents.window
        leaking = residents.soak(30, warm_up=0, every=1, leak=leak)
        for one in left:
            if isinstance(one, int):
                os.close(one)
    return Seen(found.served, found.problems(SHORT), leaking.problems(SHORT))


@pytest.mark.slow
@pytest.mark.survives(30)
def test_ninety_residents_leave_nothing_behind_and_a_planted_leak_is_found() -> None:
    # In a process of its own: what thousands of other tests have left free in the heap would swallow any leak.
    looked = subprocess.run([sys.executable, "-m", __name__], check=False, capture_output=True, text=True, cwd=ROOT)
    assert looked.returncode == 0, looked.stderr
    seen = msgspec.json.decode(looked.stdout.splitlines()[-1], type=Seen)
    assert sum(seen.served.values()) == SESSIONS
    assert len(seen.served) == 6, "every kind of visit"
    assert seen.problems == []
    assert {problem.partition(":")[0] for problem in seen.leaking} >= {"memory", "files", "objects", "held"}


if __name__ == "__main__":
    print(msgspec.json.encode(_soak()).decode())
