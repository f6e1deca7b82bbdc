"""What the page "out of service" asks of the machine around it. The implementation is in `kiosk/app/safe.py`.

Nothing here needs a database, an office or a key: those may be what is missing. Every call may take long and comes from a
worker's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.outage import Outage
from kiosk.domain.readiness import Check
from ui.ports import Done, PinOutcome


class Deed(StrEnum):
    """What somebody inside may do from here."""

    RESTORE = "restore"  # a backup takes the place of the damaged database
    ENROL = "enrol"  # binds the kiosk with a file of the office
    COPY = "copy"  # everything that can be read goes to a stick
    PREVIOUS = "previous"  # the version of the program before
    REBOOT = "reboot"
    SHUT_DOWN = "shut_down"


@dataclass(frozen=True)
class Offer:
    """One thing that can be done now. `what` says with what: a backup's day, the name of an office, a stick."""

    deed: Deed
    path: str = ""
    what: str = ""


class Emergency(Protocol):
    """The machine, as far as it can be reached."""

    @property
    def outage(self) -> Outage: ...

    @property
    def office(self) -> str:
        """Whose kiosk it is, "" when nobody knows."""
        ...

    @property
    def retry_s(self) -> int:
        """Seconds until it is tried again by itself."""
        ...

    def is_cured(self) -> bool:
        """Whether what was wrong is seen to be right again, so that it is worth trying at once."""
        ...

    def check_pin(self, pin: str) -> PinOutcome:
        """Looks at a PIN; whoever it belongs to is inside until `step_out`."""
        ...

    def step_out(self) -> None:
        """Nobody is inside any more."""
        ...

    def checks(self) -> tuple[Check, ...]:
        """Everything that can be looked at without the database."""
        ...

    def offers(self) -> tuple[Offer, ...]:
        """What whoever is inside may do now."""
        ...

    def do(self, offer: Offer) -> Done:
        """Does it. Where it may not be done, or not any more, the words say so."""
        ...
