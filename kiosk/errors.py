"""Surprises and refusals that end a command, each with its exit code and what to do next.

    KioskError
    ├── WrongUse        exit 2   the caller can mend it: a bad file, an unknown name, a broken setting
    │   └── NotAllowed           whoever is in maintenance mode may not do it
    ├── CannotNow       exit 3   nothing is wrong with the request, the machine cannot do it at present
    │   ├── Busy                 another process owns the data folder
    │   ├── NotReady             no data folder yet, or not bound to an office
    │   │   └── TooNew           the data is a newer program's
    │   ├── DiskFull             the reserve is reached or the disk is full
    │   └── DiskReadOnly         the data folder cannot be written
    └── Damaged         exit 4   verification failed, or the disk answered with an error
        └── Gone                 the database is not where it was

Expected things that a resident meets (a wrong answer, paper out, no network) are values, not exceptions.
"""

from __future__ import annotations


class KioskError(Exception):
    """What went wrong, in one sentence, and `remedy`: what to do about it, in another."""

    exit_code = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class WrongUse(KioskError):
    """Wrong use or wrong input."""

    exit_code = 2


class NotAllowed(WrongUse):
    """Whoever is inside maintenance mode may not do this, or nobody is inside."""


class CannotNow(KioskError):
    """Not possible at present; trying later or mending the machine helps."""

    exit_code = 3


class Busy(CannotNow):
    """Another process owns the data folder."""


class NotReady(CannotNow):
    """The data folder or the office is missing."""


class TooNew(NotReady):
    """A newer program has written the data, in a shape that this one does not know."""


class DiskFull(CannotNow):
    """No room is left for another request."""


class DiskReadOnly(CannotNow):
    """The data folder cannot be written."""


class Damaged(KioskError):
    """Data failed verification, or the disk reported an error."""

    exit_code = 4


class Gone(Damaged):
    """The database of a kiosk is not there any more."""
