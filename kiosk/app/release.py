"""Says in a built program's folder what it is, for who packs it: `python -m kiosk.app.release dist/kiosk`. Part of `./run build`."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from kiosk import __version__
from kiosk.bundles import PLATFORM, RELEASE, Release
from kiosk.store.migrations import known


def main() -> None:
    """Writes the file."""
    release = Release(__version__, PLATFORM, known())
    (Path(sys.argv[1]) / RELEASE).write_bytes(msgspec.json.format(msgspec.json.encode(release), indent=2) + b"\n")


if __name__ == "__main__":
    main()
