"""The woven band at the head of a slip, thread by thread from the same motif as on the screen (`assets/icons/`)."""

from __future__ import annotations

from functools import cache, lru_cache

from kiosk.catalog_files import load_motif
from printers.document import Picture

THREAD_DOTS = 3  # 27 threads × 3 dots at 203 dpi: one centimetre
LOGO_THREAD_DOTS = 4  # the band around a logo: 13.5 mm, so that a crest of that height can be told from another
LOGO_MARGIN = 10  # dots of white at either side of a logo, at least


def motif() -> tuple[bytes, ...]:
    """One period of the band: a row of bytes for each thread, 0 for ground and 1 for gold thread."""
    return tuple(bytes(thread == "#" for thread in row) for row in load_motif())


@cache
def woven_band() -> Picture:
    """The band as it is printed, one centimetre high, tiled over the width of the paper."""
    return Picture(_woven(THREAD_DOTS), text="<><+", tile=True)


@lru_cache(maxsize=1)
def band_with(logo: Picture) -> Picture:
    """The band, a little higher, with the office's logo in a clear field in its middle. See `printers.logo` for its size."""
    band = _woven(LOGO_THREAD_DOTS)
    half = len(band[0]) // 2  # the cloth is cut at whole halves of its motif, as at the edges of the paper
    wide = half * max(2, -(-(len(logo.rows[0]) + 2 * LOGO_MARGIN) // half))
    above = (len(band) - len(logo.rows)) // 2
    below = len(band) - len(logo.rows) - above
    left = (wide - len(logo.rows[0])) // 2
    field = [bytes(wide)] * above + [bytes(left) + row for row in logo.rows] + [bytes(wide)] * below
    inset = tuple(row.ljust(wide, b"\0") for row in field)
    return Picture(band, text="<><+", tile=True, inset=inset)


def _woven(dots: int) -> tuple[bytes, ...]:
    rows: list[bytes] = []
    for threads in motif():
        row = b"".join(bytes((thread,)) * dots for thread in threads)
        rows.extend([row] * dots)
    return tuple(rows)
