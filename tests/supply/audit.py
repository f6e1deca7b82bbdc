"""Known faults in what the lock pins, by pip-audit. Its data come over the network, and not every mirror has them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.supply.packages import LOCK, locked

_LONGEST_S = 120


def audit() -> tuple[bool, str]:
    """Whether nothing is known to be faulty, or nobody could be asked; and that in a line."""
    with tempfile.TemporaryDirectory() as folder:
        # One package first: where nothing is known of it, asking for all the others would take minutes for nothing.
        first = next(one for one in locked() if one.name == "click")
        probe = Path(folder) / "one.txt"
        digests = " ".join(f"--hash=sha256:{digest}" for digest in first.hashes)
        probe.write_text(f"{first.name}=={first.version} {digests}\n")
        found = _ask(probe, Path(folder) / "one.json", longest_s=30)
        if isinstance(found, str):
            return True, f"skipped: {found}"
        if any("skip_reason" in one for one in found):
            return True, "skipped: the package index here has no data on known faults"
        found = _ask(LOCK, Path(folder) / "all.json", longest_s=_LONGEST_S)
    if isinstance(found, str):
        return True, f"skipped: {found}"
    faults = [f"{one['name']} {one['version']}: {fault['id']}" for one in found for fault in one.get("vulns", [])]
    unknown = sum("skip_reason" in one for one in found)
    if faults:
        return False, "\n".join(faults)
    return True, f"ok, {len(found) - unknown} packages" + (f", nothing known of {unknown}" if unknown else "")


def _ask(requirements: Path, out: Path, *, longest_s: int) -> list[dict[str, Any]] | str:
    """What pip-audit says of each package, or why it says nothing."""
    command = [sys.executable, "-m", "pip_audit", "-r", requirements, "--disable-pip", "--require-hashes"]
    options = ["-f", "json", "-o", out, "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=longest_s, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer within {longest_s} s"
    if not out.is_file():
        return (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]
    found: list[dict[str, Any]] = json.loads(out.read_text())["dependencies"]
    return found
