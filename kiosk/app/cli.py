"""The `kiosk` command (design section 10: people and scripts outside the project rely on it as it stands)."""

from __future__ import annotations

import sys

from kiosk.app import (  # noqa: F401 - importing registers their commands
    audit_commands,
    backup_commands,
    card_command,
    hall_commands,
    machine_commands,
    network_command,
    power_command,
    printer_command,
    procedure_command,
    report_command,
    request_commands,
    rescue_command,
    retention_command,
    run_command,
    scan_command,
    services_command,
    texts_command,
    tour_command,
    update_commands,
)
from kiosk.app.command import run

__all__ = ["main", "run"]


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))
