"""The database as each program before this one left it: `1.sql` after the first migration, `2.sql` after the second …

The same two mornings stand in all of them: a request, one with a photo where photos stood apart already, a number without a
form, slips that came out and one that waits, and what the office had acknowledged. Nobody can open the answers: the office's
key was thrown away. A file is never made anew; `python -m tests.faults.shapes` writes those that are missing, to be done when
a migration is added behind what is the newest now.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
KIOSK = "7KQM3X"
"""Whose journal it is."""


def shapes() -> list[Path]:
    """The files, the oldest shape first."""
    return sorted(FOLDER.glob("*.sql"), key=lambda path: int(path.stem))
