"""`./run bench [submit] [seal] [search] [printing] [codes] [ktp] [screen] [sync] [fleet] [durability] [million] [soak] [server]`: runs the measurements and prints a
table with medians and spreads. What stands after a name as `--cuts=20` is a wish of that measurement's.
"""

from __future__ import annotations

import sys

from tests.bench import (
    codes,
    durability,
    fleet,
    ktp,
    million,
    printing,
    screen,
    seal,
    search,
    server,
    soak,
    submit,
    sync,
)

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
    "durability": durability.measure,
    "million": million.measure,
    "soak": soak.measure,
    "server": server.measure,
}


def main() -> int:
    """Runs the named measurements, all of them without a name."""
    wanted: list[tuple[str, dict[str, int]]] = []
    for word in sys.argv[1:] or list(_ALL):
        wish, _, value = word.removeprefix("--").partition("=")
        if word.startswith("--") and wanted and value.isdecimal():
            wanted[-1][1][wish] = int(value)
        elif word in _ALL:
            wanted.append((word, {}))
        else:
            print(f"bench: no measurement {word!r}; there are {', '.join(_ALL)}", file=sys.stderr)
            return 2
    for name, wishes in wanted:
        for line in _ALL[name](**wishes):
            print(line, flush=True)
    return 0


sys.exit(main())
