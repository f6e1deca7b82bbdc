"""The woven band at the head of a slip, drawn thread by thread from a few rules.

The motif follows the songket of Palembang: a row of stepped diamonds, each with a star flower in its heart, small
flowers in the gaps, and a border of bamboo shoots (pucuk rebung) above and below. An office may weave another one:
anything that gives rows of 0 and 1 will do.
"""

from __future__ import annotations

from functools import cache

from printers.document import Picture

PERIOD = 32  # threads from one diamond to the next; × 3 dots it divides 384 and 576 dots evenly
THREADS = 27  # threads of the weft, top to bottom
THREAD_DOTS = 3  # 27 × 3 dots at 203 dpi: one centimetre
_BORDER = 6  # threads of each border
_SIDE = PERIOD // 2


def motif() -> tuple[bytes, ...]:
    """One period of the band: THREADS rows of PERIOD bytes, 0 for ground and 1 for gold thread."""
    return tuple(bytes(_gold(x, y) for x in range(PERIOD)) for y in range(THREADS))


@cache
def woven_band() -> Picture:
    """The band as it is printed, one centimetre high, tiled over the width of the paper."""
    rows: list[bytes] = []
    for threads in motif():
        row = b"".join(bytes((thread,)) * THREAD_DOTS for thread in threads)
        rows.extend([row] * THREAD_DOTS)
    return Picture(tuple(rows), text="<><+", tile=True)


def _gold(x: int, y: int) -> bool:
    middle = THREADS // 2
    across = abs(x - _SIDE)  # 0 at the middle of the diamond, 16 at the middle of the gap
    down = abs(y - middle)
    edge = middle - down  # 0 on the outermost thread
    if edge <= 1:
        return edge == 0
    if edge < _BORDER:
        return _shoot(x, edge - 2)
    return _field(across, down)


def _shoot(x: int, height: int) -> bool:
    """Bamboo shoots: triangles eight threads apart that stand on the edge and point to the middle."""
    across = abs(x % 8 - 4)
    return across <= 3 - height


def _field(across: int, down: int) -> bool:
    """Diamonds and flowers in the fifteen threads between the borders."""
    ring = across + down * 2  # diamonds twice as wide as high
    if ring in (9, 10, 13, 14):
        return True
    star = (across == 0 and down <= 2) or (down == 0 and across <= 4) or across == down <= 2
    gap = _SIDE - across
    flower = gap + down <= 3 and (gap == 0 or down == 0 or gap == down)
    return star or flower
