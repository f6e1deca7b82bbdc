"""`./run bench [submit] [seal] [search] [printing] [codes] [ktp] [screen] [sync] [fleet]`: runs the measurements and prints a table with medians and spreads."""

from __future__ import annotations

import sys

from tests.bench import codes, fleet, ktp, printing, screen, seal, search, submit, sync

_ALL = {
    "submit": submit.measure,
    "seal": seal.measure,
    "search": search.measure,
    "printing": printing.measure,
    "codes": codes.measure,
    "ktp": ktp.measure,
    "screen": screen.measure,
    "sync": sync.measure,
    "fleet": fleet.measure,
}


def main() -> int:
    """Runs the named measurements, all of them without a name."""
    names = sys.argv[1:] or list(_ALL)
    unknown = [name for name in names if name not in _ALL]
    if unknown:
        print(f"bench: no measurement {unknown[0]!r}; there are {', '.join(_ALL)}", file=sys.stderr)
        return 2
    for name in names:
        for line in _ALL[name]():
            print(line)
    return 0


sys.exit(main())
