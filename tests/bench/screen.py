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
from tests.scan.specimens import sample

ROUNDS = 7
_ROOT = Path(__file__).parents[2]
_Found = dict[str, dict[str, list[float]]]
"""Milliseconds of each change of the page, by the name of what comes: `blocks`, `work`, `first` and `frames`."""
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
    print("bench: page changes, about five minutes", file=sys.stderr)
    stack = [_changes("stack")["empty"]]
    pages, voiced = _changes("pages", "off"), _changes("pages", "on")
    print("bench: the same while a camera sees cards and they are read", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        _put_cards(Path(folder))
        busy = _told("pages", "off", folder)
    stack.append(_changes("stack")["empty"])
    empty_change = {key: [value for one in stack for value in one[key]] for key in stack[0]}
    seen = _told("memory")["seen"]
    for name, key, unit in (
        ("first frame", "first_ms", "ms"),
        ("memory (PSS)", "pss_mb", "MB"),
        ("memory (RSS)", "rss_mb", "MB"),
    ):
        ours, theirs = [one[key] for one in kiosk], [one[key] for one in empty]
        yield f"{name:22} {spread(ours, unit, 0)}"
        yield f"  empty Quick window   {spread(theirs, unit, 0)}"
        yield f"  ratio                {median(ours) / median(theirs):.2f}"
    yield from _table("page changes, ms", pages, empty_change)
    yield from _table("page changes in voice mode, ms", voiced, empty_change)
    yield from _table(f"page changes while {busy['cards']} cards are read, ms", busy["found"], empty_change)
    yield from _beside(busy["found"], pages)
    yield "objects and memory after so many page changes"
    for one in seen:
        yield f"{one['changes']:6} changes  {one['objects']:6} objects  PSS {one['pss'] / 1024:.0f} MB"


def _table(title: str, found: _Found, empty: dict[str, list[float]]) -> Iterator[str]:
    """The slowest first. "blocks": the longest time in which the screen could do nothing else.

    "of it work": what of that the processor did for us, without those who share the machine.
    """
    yield f"{title:44} blocks p50  p95  max | of it work p50  p95  max | to first frame p50  p95 | frame p50  p95  max |  n"
    order = sorted(found, key=lambda name: -median(found[name]["work"]))
    for name, costs in [*((name, found[name]) for name in order), ("an empty StackView's page", empty)]:
        work = costs["work"]
        blocks, first, frames = costs["blocks"], costs["first"], costs["frames"]
        yield (
            f"  {name:42} {median(blocks):10.1f} {percentile(blocks, 95):4.0f} {max(blocks):4.0f} |"
            f" {median(work):14.1f} {percentile(work, 95):4.0f} {max(work):4.0f} |"
            f" {median(first):18.1f} {percentile(first, 95):4.0f} |"
            f" {median(frames):9.1f} {percentile(frames, 95):4.1f} {max(frames):4.0f} | {len(blocks):2}"
        )
    for what, key in (("blocking", "blocks"), ("work", "work"), ("to first frame", "first"), ("frames", "frames")):
        all_of_them = [value for costs in found.values() for value in costs[key]]
        yield (
            f"  {what + ', all pages':42} p50 {median(all_of_them):.1f}, p95 {percentile(all_of_them, 95):.1f},"
            f" max {max(all_of_them):.0f}; {median(all_of_them) / median(empty[key]):.1f} times the empty page's p50,"
            f" {percentile(all_of_them, 95) / percentile(empty[key], 95):.1f} times its p95"
        )


def _beside(busy: _Found, quiet: _Found) -> Iterator[str]:
    """What the camera's work costs the pages: each figure as a ratio to the quiet one of the same run."""
    for what, key in (("blocking", "blocks"), ("work", "work"), ("to first frame", "first"), ("frames", "frames")):
        ours = [value for costs in busy.values() for value in costs[key]]
        theirs = [value for costs in quiet.values() for value in costs[key]]
        yield (
            f"  {what + ', reading against not reading':42} {median(ours) / median(theirs):.2f} of p50,"
            f" {percentile(ours, 95) / percentile(theirs, 95):.2f} of p95"
        )


def _put_cards(folder: Path) -> None:
    """What the camera sees: some specimens, one after the other."""
    import cv2

    for seed in range(6):
        cv2.imwrite(str(folder / f"{seed}.png"), sample("easy", seed)[1])


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


def _changes(*arguments: str) -> _Found:
    found: _Found = _told(*arguments)["found"]
    return found


def _told(*arguments: str) -> Any:
    with _child(*arguments) as child:
        assert child.stdout
        told = json.loads(child.stdout.readlines()[-1])
    assert child.returncode == 0
    return told


def _child(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "tests.bench.window", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENV)
