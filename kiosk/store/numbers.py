"""What must be known even when the database is lost: which queue numbers may have been given, and how far the journal leapt.

A small file beside the database. Numbers are reserved in it in blocks, before the first of a block is given, so one number in
BLOCK waits for a second file. In normal operation the numbers come from the table, one after the other; only after a recovery
they go on above what was reserved. The file tells how many numbers were given, and nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from kiosk.domain.events import LEAP
from kiosk.private_file import write_private
from kiosk.store.failures import disk_failures

FILE: Final = "numbers.json"
BLOCK: Final = 25
_DAYS: Final = 8
"""Queue days that are remembered: more than a clock that goes wrong brings into one day."""


_MOST_LEAPS: Final = 1000  # more restores than a kiosk lives through: more is damage, and not believed


class Reserved(msgspec.Struct, frozen=True):
    """What the file says."""

    days: dict[str, dict[str, int]] = {}
    journal: int = 0  # the sequence of the newest `Restored`, 0 for none
    lost: bool = False  # it was written before anybody knew again which numbers were given


class Numbers:
    """The file of one data folder. Of one owner, like the database, and under its mutex."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE
        found = _read(self._path)
        self._reserved = found or Reserved(lost=True)

    @property
    def lost(self) -> bool:
        """Whether the file is missing or damaged: of the numbers given nothing is known then."""
        return self._reserved.lost

    @property
    def journal(self) -> int:
        """The sequence of the newest `Restored` that this folder's journal may hold."""
        return self._reserved.journal if 0 <= self._reserved.journal <= _MOST_LEAPS * LEAP else 0

    def reserve(self, day: date, numbers: dict[str, int]) -> None:
        """Makes sure, before numbers of a day are given, that they will be known to have been; by letter.

        Raises DiskFull, DiskReadOnly or Damaged; then they must not be given.
        """
        key = day.isoformat()
        there = self._reserved.days.get(key, {})
        if not self.lost and all(there.get(letter, 0) >= number for letter, number in numbers.items()):
            return
        blocks = {letter: max(there.get(letter, 0), -(-number // BLOCK) * BLOCK) for letter, number in numbers.items()}
        # The day that is written to comes last, so the one that goes is the one that was longest not used.
        days = {other: letters for other, letters in self._reserved.days.items() if other != key}
        days[key] = {**there, **blocks}
        self._write(Reserved(dict(list(days.items())[-_DAYS:]), self._reserved.journal))

    def leap(self, seq: int) -> None:
        """Remembers where the journal goes on, before it does. Raises as `reserve` does."""
        if seq > self._reserved.journal:
            self._write(msgspec.structs.replace(self._reserved, journal=seq))

    def given(self) -> Iterator[tuple[str, str, int]]:
        """Day, letter and the highest number that may have been given."""
        for day, letters in self._reserved.days.items():
            for letter, number in letters.items():
                yield day, letter, number

    def _write(self, reserved: Reserved) -> None:
        with disk_failures(self._path):
            write_private(self._path, msgspec.json.encode(reserved))
        self._reserved = reserved


def _read(path: Path) -> Reserved | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Reserved)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
