"""The woven band at the head of a slip, thread by thread from the same motif as on the screen (`assets/icons/`)."""

from __future__ import annotations

from functools import cache

from kiosk.catalog_files import load_motif
from printers.document import Picture

THREAD_DOTS = 3  # 27 threads × 3 dots at 203 dpi: one centimetre


def motif() -> tuple[bytes, ...]:
    """One period of the band: a row of bytes for each thread, 0 for ground and 1 for gold thread."""
    return tuple(bytes(thread == "#" for thread in row) for row in load_motif())


@cache
def woven_band() -> Picture:
    """The band as it is printed, one centimetre high, tiled over the width of the paper."""
    rows: list[bytes] = []
    for threads in motif():
        row = b"".join(bytes((thread,)) * THREAD_DOTS for thread in threads)
        rows.extend([row] * THREAD_DOTS)
    return Picture(tuple(rows), text="<><+", tile=True)
