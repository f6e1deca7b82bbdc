"""First frame, memory and page changes at 1080x1920 in software rendering, against an empty window of the same size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from kiosk.app.cli import run
from tests.bench.spread import percentile, spread

ROUNDS = 7
_ROOT = Path(__file__).parents[2]
_ENV = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "PYTHONPATH": str(_ROOT)}


def measure() -> Iterator[str]:
    """Kiosk and empty window in turns."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "kiosk"
        run(["init", "--demo", "--data", str(data), "--json"])
        kiosk, empty = [], []
        for index in range(ROUNDS + 1):
            both = _start("kiosk", str(data)), _start("empty")
            if index:  # the first round fills the caches of disk and QML
                kiosk.append(both[0])
                empty.append(both[1])
        pages, stack = _frames("pages", str(data)), _frames("stack")
    for name, key, unit in (
        ("first frame", "first_ms", "ms"),
        ("memory (PSS)", "pss_mb", "MB"),
        ("memory (RSS)", "rss_mb", "MB"),
    ):
        ours, theirs = [one[key] for one in kiosk], [one[key] for one in empty]
        yield f"{name:22} {spread(ours, unit, 0)}"
        yield f"  empty Quick window   {spread(theirs, unit, 0)}"
        yield f"  ratio                {median(ours) / median(theirs):.2f}"
    yield f"tap to next page       {_two(pages['page'])}"
    yield f"  empty StackView      {_two(stack['page'])}"
    yield f"  ratio of medians     {median(pages['page']) / median(stack['page']):.2f}"
    yield f"frame of page change   {_two(pages['costs'])}"
    yield f"  empty StackView      {_two(stack['costs'])}"
    # An empty page's median frame costs next to nothing; where both draw something they can be compared.
    yield f"  ratio of p95         {percentile(pages['costs'], 95) / percentile(stack['costs'], 95):.2f}"


def _two(values: list[float]) -> str:
    return f"median {median(values):.1f} ms, p95 {percentile(values, 95):.1f} ms, worst {max(values):.0f} ms ({len(values)})"


def _start(*arguments: str) -> dict[str, float]:
    """Milliseconds from starting Python to the first frame, and the memory half a second later."""
    started = time.perf_counter()
    with _child(*arguments) as child:
        assert child.stdout
        first = json.loads(child.stdout.readline())
        frame = (time.perf_counter() - started) * 1000
        memory = json.loads(child.stdout.readline())
        assert first["event"] == "frame"
    assert child.returncode == 0
    return {"first_ms": frame, "pss_mb": memory["pss"] / 1024, "rss_mb": memory["rss"] / 1024}


def _frames(*arguments: str) -> Any:
    with _child(*arguments) as child:
        assert child.stdout
        told = json.loads(child.stdout.readlines()[-1])
    assert child.returncode == 0
    return told


def _child(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "tests.bench.window", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENV)
