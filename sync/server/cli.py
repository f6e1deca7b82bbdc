"""The `kelurahan` command (design section 10: people and scripts outside the project rely on it as it stands)."""

from __future__ import annotations

from sync.server.commands import (  # noqa: F401 - importing registers their commands
    bundling,
    guarding,
    indexing,
    keeping,
    letters,
    people,
    programs,
    receiving,
    setting_up,
    storing,
    telling,
)
from sync.server.commands.command import main

__all__ = ["main"]
