"""The faults and attacks a kiosk in a hall must survive, and the tests that show it does: the table in README.md.

    python -m tests.survival          runs those tests and writes the table with what came of them
    python -m tests.survival --check  exit code 1 when the table is not that of the tests

A test says which rows it shows: `@pytest.mark.survives(5, 17)`. Rows that no development machine can show whole say why, and
where the deployment guide has them.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
README = TESTS / "README.md"
BEGIN, END = "<!-- survival: written by python -m tests.survival -->", "<!-- end of survival -->"
GUIDE = "assets/system/README.md"


@dataclass(frozen=True)
class Row:
    """One fault or attack. `elsewhere`: what of it only a real machine can show, "" for nothing."""

    number: int
    fault: str
    elsewhere: str = ""


ROWS = (
    Row(1, "Power cut at any moment", "drives that lie about flush"),
    Row(2, "kill -9 or a crash in each step"),
    Row(3, "fsync answers EIO, a dying disk", "a disk that really dies"),
    Row(4, "Disk full: database, log, WAL"),
    Row(5, "Database corrupt at start"),
    Row(6, "Schema upgrade interrupted"),
    Row(7, "Paper out before or during a slip"),
    Row(8, "Cover open, cutter error, head too hot"),
    Row(9, "Printer vanishes in the middle of a job", "a USB device that enumerates anew: no USB here"),
    Row(10, "Printer hangs, never reads or never answers"),
    Row(11, "Clone without status, noise of automatic status"),
    Row(12, "Scanner garbage, flood of keys, hostile QR, half a scan"),
    Row(13, "Scanner unplugged and plugged in again", "a USB device that enumerates anew: no USB here"),
    Row(14, "Network down for days"),
    Row(15, "Slow, lossy, half-open link; captive portal", "a real modem"),
    Row(16, "Server answers 4xx, 5xx, garbage or refuses one item"),
    Row(17, "Server or kiosk restored from an old backup"),
    Row(18, "Clock jumps: years, 1970, backwards at midday; another time zone"),
    Row(19, "Stick pulled out while exporting", "vfat and exfat: no such file systems in this kernel"),
    Row(20, "Stick full, read-only, of false capacity, with the wrong file system", "a counterfeit stick"),
    Row(21, "Hostile or forged bundle"),
    Row(22, "Replayed, reordered, old bundle"),
    Row(23, "Lost stick"),
    Row(24, "Stolen kiosk", "disk encryption and TPM: no device-mapper and no TPM here"),
    Row(25, "Keyboard attached by the public, BadUSB", "USBGuard and the compositor of the real machine"),
    Row(26, "Guessing the PIN"),
    Row(27, "The petugas walks away"),
    Row(28, "The resident walks away"),
    Row(29, "The next resident presses Back; autocomplete"),
    Row(30, "GUI hangs, memory leaks, 30 days of uptime", "30 days"),
    Row(31, "Crash loop after bad settings, a bad database or a bad update"),
    Row(32, "Tampered log"),
    Row(33, "Personal data in logs"),
    Row(34, "Blind, low vision, cannot read, speaks Javanese only"),
    Row(35, "Wrong paper width, code page", "real paper"),
    Row(36, "Nobody knows in the morning whether the devices work"),
)


@dataclass
class Outcomes:
    """Collects what came of each test function, by its file and name; of several parameters the worst counts."""

    seen: dict[str, str] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called for each phase of each test."""
        if report.when != "call" and report.passed:
            return
        name = report.nodeid.partition("[")[0].removeprefix("tests/")
        worst = ("passed", "skipped", "failed")
        outcome = max(self.seen.get(name, "passed"), report.outcome, key=worst.index)
        self.seen[name] = outcome


def shown() -> dict[int, dict[str, list[str]]]:
    """Row -> file below `tests` -> names of the tests that show it, as the sources have them."""
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for row in sorted({row for mark in node.decorator_list for row in _rows(mark)}):
                found[row].setdefault(str(path.relative_to(TESTS)), []).append(node.name)
    return found


def _rows(mark: ast.expr) -> list[int]:
    if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.survives"):
        return []
    return [argument.value for argument in mark.args if isinstance(argument, ast.Constant)]


def table(outcomes: dict[str, str]) -> str:
    """The table as Markdown. Of a test that was not run nothing is claimed."""
    lines = ["| # | fault or attack | shown by (tests) | result | not testable here |", "|---|---|---|---|---|"]
    tests = shown()
    for row in ROWS:
        files = tests.get(row.number, {})
        names = [f"{file}::{name}" for file, found in files.items() for name in found]
        said = ", ".join(f"`{file.removesuffix('.py')}` ({len(found)})" for file, found in files.items())
        elsewhere = f"{row.elsewhere}: [guide](../{GUIDE})" if row.elsewhere else ""
        lines.append(f"| {row.number} | {row.fault} | {said} | {_result(names, outcomes)} | {elsewhere} |")
    return "\n".join(lines)


def _result(names: list[str], outcomes: dict[str, str]) -> str:
    count = {kind: sum(outcomes.get(name) == kind for name in names) for kind in ("passed", "skipped", "failed")}
    return ", ".join(f"{number} {kind}" for kind, number in count.items() if number) or "not run"


def _between(text: str) -> str:
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def _columns(text: str) -> list[list[str]]:
    """The table without its results."""
    rows = [line.split("|") for line in text.splitlines()]
    return [[cell for place, cell in enumerate(row) if place != 4] for row in rows]


def differs() -> bool:
    """Whether the table in the README is not that of the tests, results aside."""
    return _columns(_between(README.read_text("utf-8"))) != _columns(table({}))


def main(arguments: list[str]) -> int:
    """Runs what the table names and writes it down."""
    if "--check" in arguments:
        return int(differs())
    outcomes = Outcomes()
    code = pytest.main(["-q", "-m", "survives", *arguments, str(TESTS)], plugins=[outcomes])
    text = README.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{BEGIN}\n{table(outcomes.seen)}\n{END}{tail}", "utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
