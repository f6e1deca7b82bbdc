"""What we know of a printer before talking to it: dots, columns, and what it can do by itself.

Our own small table, because the profiles of python-escpos differ from the machines sold under the same names.
"""

from __future__ import annotations

import msgspec


class Profile(msgspec.Struct, frozen=True):
    """One kind of printer. Columns are of the normal (12 dots) and the small (9 dots) built-in type."""

    name: str
    dots: int
    columns: int
    small_columns: int
    native_qr: bool = False  # false: the QR is sent as dots, which every printer with raster graphics understands
    raster: bool = True  # false: no band, rules of hyphens, native QR
    cutter: bool = True  # false: feed to the tear bar
    code_page: int = 0  # PC437; text is ASCII, so this only ends whatever page was set before
    units_per_dot: int = 1  # Epson's 180 dpi models feed in 1/360 inch


NARROW = Profile("58mm", dots=384, columns=32, small_columns=42)
WIDE = Profile("80mm", dots=576, columns=48, small_columns=64)
WIDE_512 = Profile("80mm-512", dots=512, columns=42, small_columns=56, units_per_dot=2)

PROFILES = {profile.name: profile for profile in (NARROW, WIDE, WIDE_512)}


def by_width(width: str) -> Profile:
    """The profile for the config's `[printer] width`; `ValueError` with a remedy for anything unknown."""
    try:
        return PROFILES[width]
    except KeyError:
        raise ValueError(f'printer width "{width}" is unknown; write one of: {", ".join(PROFILES)}') from None
