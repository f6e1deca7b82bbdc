"""The woven band's motif as text: one period, a row a thread, `#` for gold thread and `.` for ground.

Lines that begin with `;` explain. Screen, slip and desk draw from the same file, so that an office can replace it once.
"""

from __future__ import annotations

from kiosk.errors import WrongUse


def parse_motif(text: str) -> tuple[str, ...]:
    """Rows of equal length. Raises WrongUse for anything else."""
    rows = tuple(line for line in text.splitlines() if line and not line.startswith(";"))
    if not rows or len({len(row) for row in rows}) != 1 or set("".join(rows)) - {"#", "."}:
        raise WrongUse("The motif is not woven right.", "Write rows of # and . that are all of the same length.")
    return rows
