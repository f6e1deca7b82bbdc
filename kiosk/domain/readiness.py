"""Whether the machine is ready, as a list of checks that a worried petugas understands."""

from __future__ import annotations

from typing import Literal

import msgspec

CheckId = Literal["disk", "database", "printer", "scanner", "clock", "network", "sync", "services"]


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at. `detail` says what is and, where something is wrong, what to do."""

    id: CheckId
    ok: bool
    detail: str
    needed: bool = True  # a resident is turned away without it; a missing scanner only costs typing
    attention: bool = False  # works, but somebody should come by soon: the paper is nearly at its end


def is_ready(checks: tuple[Check, ...]) -> bool:
    """True when nothing that is needed is wrong."""
    return all(check.ok for check in checks if check.needed)
