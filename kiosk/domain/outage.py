"""Why a kiosk is out of service: a closed list of codes that a petugas can say on the telephone, stable for ever."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Code(StrEnum):
    """Shown large on the page. A code is never used for anything else; a new cause gets a new one."""

    NOT_ENROLLED = "K-01"  # belongs to no office yet
    READ_ONLY = "K-02"  # the disk, or the data folder, cannot be written
    DISK_FULL = "K-03"
    DATABASE = "K-04"  # damaged, or the disk answered with an error, and it could not be recovered
    KEYS = "K-05"  # kiosk.key or office.json is missing or damaged
    SETTINGS = "K-06"  # config.toml is broken, and so is the last one that worked
    PROGRAM = "K-07"  # files of the program are missing or damaged
    CRASHED = "K-08"  # it ended by itself three times within five minutes
    BUSY = "K-09"  # another program holds the data folder
    UNKNOWN = "K-10"  # something nobody thought of


class Outage(msgspec.Struct, frozen=True):
    """What is wrong. `detail` is for the log and the technician, in the words of the error: never a resident's."""

    code: Code
    detail: str = ""
