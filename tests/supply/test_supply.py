"""What we ship is listed, may be shipped under our licence, and holds nothing that runs what came as data."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from license_expression import AND, OR, LicenseExpression, get_spdx_licensing

from tests.supply import audit
from tests.supply.packages import LOCK, Package, licence, locked, parsed
from tests.supply.sbom import sbom

ROOT = LOCK.parent
OURS = ("kiosk", "printers", "sync", "ui")

FITS_GPL_3 = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 GPL-3.0-only LGPL-3.0-only MIT MIT-0 MIT-CMU MPL-2.0 PSF-2.0 Zlib"
    " GPL-2.0-or-later LicenseRef-scancode-public-domain".split()
)
"""What may stand beside GPL-3.0-or-later in one program (https://www.gnu.org/licenses/license-list.html)."""


@pytest.fixture(scope="module")
def packages() -> list[Package]:
    return locked()


def fits(expression: LicenseExpression) -> bool:
    if isinstance(expression, OR):
        return any(map(fits, expression.args))
    if isinstance(expression, AND):
        return all(map(fits, expression.args))
    # An exception (WITH) only ever allows more.
    return str(expression).split(" WITH ")[0] in FITS_GPL_3


def test_every_package_may_be_shipped_under_our_licence(packages: list[Package]) -> None:
    wrong = {}
    for one in packages:
        expression = parsed(one.licence)
        # What this machine does not need is not installed, so its licence cannot be read here.
        if not one.licence and one.marker:
            continue
        if expression is None or not fits(expression):
            wrong[one.name] = one.licence
    assert not wrong


@pytest.mark.parametrize("said", ["Proprietary", "GPL-2.0-only", "MIT AND AGPL-1.0-only", "CC-BY-NC-4.0"])
def test_a_licence_that_does_not_fit_would_be_noticed(said: str) -> None:
    expression = parsed(said)
    assert expression is None or not fits(expression)
    assert fits(get_spdx_licensing().parse("GPL-2.0-only OR MIT"))
    assert licence("no-such-package") == ""


def test_the_bill_of_materials_names_every_package_of_the_lock_with_its_hashes(packages: list[Package]) -> None:
    bill = json.loads(sbom())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "publik-kiosk"
    found = {one["name"]: one for one in bill["components"]}
    lines = re.findall(r"(?m)^([a-zA-Z0-9._-]+)==([^\s;]+)", LOCK.read_text())
    # Some are pinned twice, for older and newer Pythons.
    assert sorted(lines) == sorted((one["name"], one["version"]) for one in bill["components"])
    assert all(one["hashes"] for one in bill["components"])
    assert sum(len(one["hashes"]) for one in bill["components"]) == LOCK.read_text().count("--hash=sha256:")
    assert found["msgspec"]["purl"] == f"pkg:pypi/msgspec@{found['msgspec']['version']}"
    assert found["msgspec"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert {one.name for one in packages} == set(found)


def test_the_same_lock_gives_the_same_bytes() -> None:
    """In another process too, where names are hashed in another order."""
    command = [sys.executable, "-m", "tests.supply", "sbom"]
    again = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": "7"})
    assert again.stdout == sbom()


@pytest.mark.parametrize(
    ("answers", "good", "line"),
    [
        (["no route to the index"], True, "skipped: no route to the index"),
        ([[{"name": "click", "skip_reason": "not found"}]], True, "skipped: the package index here"),
        ([[{"name": "click", "version": "1", "vulns": []}]] * 2, True, "ok, 1 packages"),
        (
            [
                [{"name": "click", "version": "1", "vulns": []}],
                [{"name": "a", "version": "2", "vulns": [{"id": "PYSEC-1"}]}],
            ],
            False,
            "a 2: PYSEC-1",
        ),
    ],
)
def test_known_faults_fail_and_a_missing_network_does_not(
    monkeypatch: pytest.MonkeyPatch, answers: list[object], good: bool, line: str
) -> None:
    left = iter(answers)
    monkeypatch.setattr(audit, "_ask", lambda *_arguments, **_named: next(left))
    assert audit.audit()[0] is good
    left = iter(answers)
    assert audit.audit()[1].startswith(line)


# --- nothing that came as data is run ---

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load"}
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle", "pty", "telnetlib"}


def runs_data(source: str) -> list[str]:
    """What in this source could run what came as data, by line. No comment silences it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=called, keywords=named):
                name = ast.unparse(called)
                if name in FORBIDDEN_CALLS:
                    found.append(f"{node.lineno}: {name}")
                found += [
                    f"{node.lineno}: shell"
                    for one in named
                    if one.arg == "shell" and not (isinstance(one.value, ast.Constant) and one.value.value is False)
                ]
            case ast.Import(names=names):
                found += [f"{node.lineno}: {one.name}" for one in names if one.name.split(".")[0] in FORBIDDEN_MODULES]
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in FORBIDDEN_MODULES:
                found.append(f"{node.lineno}: {module}")
            case _:
                pass
    return found


def test_no_module_of_ours_runs_what_came_as_data() -> None:
    files = [path for folder in OURS for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 200
    wrong = {str(path.relative_to(ROOT)): found for path in files if (found := runs_data(path.read_text("utf-8")))}
    assert not wrong


BAD = {
    "S307": "eval(input())",
    "S102": "exec(input())",
    "S301": "import pickle\npickle.loads(b'')",
    "S302": "import marshal\nmarshal.loads(b'')",
    "S602": "import subprocess\nsubprocess.run('ls ' + input(), shell=True)",
    "S605": "import os\nos.system('ls ' + input())",
    "S506": "import yaml\nyaml.load(input())",
}


@pytest.mark.parametrize("snippet", BAD.values(), ids=BAD)
def test_each_way_to_run_data_would_be_seen(snippet: str) -> None:
    assert runs_data(snippet)


def test_the_linter_sees_them_too() -> None:
    source = "\n".join(BAD.values())
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format",
        "json",
        "--stdin-filename",
        "kiosk/bad.py",
        "-",
    ]
    done = subprocess.run(command, input=source, capture_output=True, text=True, cwd=ROOT, check=False)
    assert {one["code"] for one in json.loads(done.stdout)} >= set(BAD)


def test_nothing_in_the_assets_is_a_program() -> None:
    """`assets` is data; what stands in it must not be run by a slip of the hand either."""
    executable = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "assets").rglob("*")
        if path.is_file() and "system" not in path.relative_to(ROOT).parts and path.stat().st_mode & 0o111
    ]
    assert not executable
    assert not list(Path(ROOT / "assets").rglob("*.py"))
