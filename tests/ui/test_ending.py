"""A kiosk that is told to end (by systemd, by Ctrl+C) ends as it should: workers stopped, database closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_kiosk_and_leaves_a_whole_database(tmp_path: Path, number: signal.Signals) -> None:
    """An idle kiosk runs no line of Python; the signal must be heard all the same."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    kiosk = [sys.executable, "-P", "-m", "kiosk"]
    data = str(tmp_path / "data")
    subprocess.run([*kiosk, "init", "--demo", "--data", data], env=environment, check=True, capture_output=True)
    running = subprocess.Popen([*kiosk, "run", "--windowed", "--size", "1080x1920", "--data", data], env=environment)
    log = tmp_path / "data" / "logs" / "kiosk.log"
    while running.poll() is None and not (log.is_file() and '"shown"' in log.read_text()):
        os.sched_yield()
    running.send_signal(number)
    assert running.wait(30) == 0
    assert not (tmp_path / "data" / "kiosk.db-wal").exists(), "the database was closed and checkpointed"
    verified = subprocess.run([*kiosk, "verify", "--data", data], env=environment, check=False, capture_output=True)
    assert verified.returncode == 0
