"""The n-th write or flush below a folder kills this process or fails: `failing.c`, loaded before libc."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from enum import IntEnum, IntFlag
from pathlib import Path

import msgspec
import pytest

_SOURCE = Path(__file__).with_name("failing.c")
FOR_EVER = 2**31 - 1


class Calls(IntFlag):
    """Which calls count."""

    SYNC = 1  # fsync, fdatasync
    WRITE = 2  # write, pwrite, ftruncate
    NAME = 4  # rename, unlink
    ALL = 7


class Strike(IntEnum):
    """What happens at the call."""

    NOTHING = 0
    DIE_BEFORE = 1
    DIE_TORN = 2  # half of what was to be written is
    DIE_AFTER = 3
    FAIL = 4


class Fault(msgspec.Struct, frozen=True):
    """Calls number `at` to `until`, counted from the arming, meet `strike`; FAIL with `error`, an errno."""

    strike: Strike
    at: int
    until: int = 0  # 0: that one only
    calls: int = Calls.ALL
    error: int = 0

    def arm(self, folder: Path) -> None:
        """Begins to count in this process, which was started with `environment`."""
        library = ctypes.CDLL(None)
        library.failing_arm(
            os.fsencode(folder), int(self.calls), self.at, self.until or self.at, int(self.strike), self.error
        )


def counted() -> int:
    """How many calls there were since the arming; 0 in a process that was started without `environment`."""
    count = getattr(ctypes.CDLL(None), "failing_counted", None)
    return int(count()) if count else 0


class NoCompiler(pytest.skip.Exception):
    """Nothing here makes a library of C: skips the test that wanted it."""


def library(folder: Path) -> Path:
    """The compiled library, made in `folder`. Raises NoCompiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("no C compiler is here")
    made = folder / "failing.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", made, _SOURCE, "-ldl"], check=True, capture_output=True)
    return made


def environment(made: Path) -> dict[str, str]:
    """What a process is to be started with, so that `Fault.arm` works in it."""
    return {"LD_PRELOAD": str(made)}
