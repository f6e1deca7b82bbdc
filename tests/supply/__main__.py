"""`./run sbom [FILE]` and `./run audit`."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """The exit code."""
    match arguments:
        case ["sbom", *where] if len(where) < 2:
            from tests.supply.sbom import sbom

            if where:
                Path(where[0]).write_text(sbom())
            else:
                sys.stdout.write(sbom())
            return 0
        case ["audit"]:
            from tests.supply.audit import audit

            good, line = audit()
            print(line)
            return 0 if good else 4
        case _:
            print("usage: ./run sbom [FILE], ./run audit", file=sys.stderr)
            return 2


sys.exit(main(sys.argv[1:]))
