"""Controls and fields one by one: what tests/ui/qml/tst_*.qml promises, each function a test of its own here.

All of them run once, in one process (`python -m tests.ui.qml`), with Qt Quick Test; a QML warning fails the test it falls in.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6
import pytest

from ui.app import ROOT

HERE = Path(__file__).parent / "qml"
PATIENCE_S = 240
_FUNCTION = re.compile(r"^ +function (test_\w+?)\(", re.MULTILINE)
_NAME = re.compile(r'^ +name: "(\w+)"', re.MULTILINE)
_EXAMPLE = re.compile(r"/\*!(?:(?!\*/).)*?\\qml\n(.*?)\\endqml\s*\*/", re.DOTALL)

CONTROLS = sorted(path for folder in ("controls", "fields") for path in (ROOT / "ui" / folder).glob("*.qml"))


def _promises() -> Iterator[str]:
    """ "KioskButton::test_enter_and_space_press_it" for every function that is not the data of another."""
    shared = _functions((HERE / "TouchablePromises.qml").read_text("utf-8"))
    for path in sorted(HERE.glob("tst_*.qml")):
        text = path.read_text("utf-8")
        name = path.stem.removeprefix("tst_")
        functions = _functions(text) + (shared if "TouchablePromises {" in text else [])
        yield from (f"{name}::{function}" for function in functions)


def _functions(text: str) -> list[str]:
    return [name for name in _FUNCTION.findall(text) if not name.endswith("_data")]


@dataclass(frozen=True)
class Report:
    """What one run of all files said."""

    passed: frozenset[str]
    wrong: dict[str, list[str]]
    """Function → failures and warnings, "" for what was said outside of any."""
    stderr: str


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Runs everything, once."""
    path = tmp_path_factory.mktemp("qml") / "report.xml"
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.qml", "-o", f"{path},xml"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert path.is_file(), run.stderr[-3000:]
    passed: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for function in ET.parse(path).iter("TestFunction"):
        name = function.get("name", "")
        name = name if "::test_" in name else ""
        for said in function:
            kind = said.get("type", "")
            if said.tag == "Incident" and kind == "pass":
                passed.add(name)
            elif said.tag == "Incident" or (said.tag == "Message" and kind in ("qwarn", "qcritical", "qfatal", "warn")):
                tag = said.findtext("DataTag") or ""
                text = said.findtext("Description") or ""
                place = f"{Path(said.get('file', '')).name}:{said.get('line')}"
                wrong.setdefault(name, []).append(f"{place} {tag} {text}")
    return Report(frozenset(passed), wrong, run.stderr)


@pytest.mark.parametrize("promise", list(_promises()))
def test_promise(report: Report, promise: str) -> None:
    """Kept by the control that is named before the colons."""
    assert "\n".join(report.wrong.get(promise, [])) == ""
    assert promise in report.passed, "it did not run"


def test_nothing_is_said_beside_the_tests(report: Report) -> None:
    """Loading a file, beginning or ending it gives no warning, and Python raises nothing."""
    assert report.wrong.get("", []) == []
    assert report.stderr == ""


@pytest.mark.parametrize("path", CONTROLS, ids=lambda path: path.stem)
def test_every_control_has_its_tests_its_example_and_its_line_in_qmldir(path: Path) -> None:
    """So that whoever looks for it finds it."""
    tests = HERE / f"tst_{path.stem}.qml"
    assert tests.is_file(), f"{tests.relative_to(ROOT)} is missing"
    text = tests.read_text("utf-8")
    assert _functions(text), tests
    assert path.stem in _NAME.findall(text), "a TestCase has the name of its control"
    assert re.search(rf"\b{path.stem} [0-9.]+ {path.name}$", (path.parent / "qmldir").read_text("utf-8"), re.MULTILINE)
    assert path.stem in _example(path)


def test_no_tests_are_left_of_a_control_that_is_gone() -> None:
    """Each tst file has its control."""
    assert {path.stem.removeprefix("tst_") for path in HERE.glob("tst_*.qml")} <= {path.stem for path in CONTROLS}


def test_the_examples_name_only_what_there_is(tmp_path: Path) -> None:
    """Types and properties of every usage example, seen by qmllint; what the page around it would give may be unknown."""
    said = _lint(tmp_path, {path.stem: _example(path) for path in CONTROLS})
    assert said == ""


def test_an_example_with_a_property_that_is_gone_is_found(tmp_path: Path) -> None:
    """The check above can fail."""
    said = _lint(tmp_path, {"Gone": "KioskButton { txet: qsTr('Lanjut') }", "Other": "KioksButton {}"})
    assert "txet" in said
    assert "KioksButton" in said


def _example(path: Path) -> str:
    found = _EXAMPLE.search(path.read_text("utf-8"))
    assert found, f"{path.relative_to(ROOT)} has no usage example"
    return found[1]


def _lint(folder: Path, examples: dict[str, str]) -> str:
    files = []
    for name, example in examples.items():
        files.append(folder / f"Example{name}.qml")
        files[-1].write_text(
            "import QtQuick\nimport ui.controls\nimport ui.fields\nimport ui.theme\n\nItem {\n" + example + "}\n",
            "utf-8",
        )
    quiet = ("unqualified", "unused-imports", "required", "unresolved-type", "missing-type", "incompatible-type")
    run = subprocess.run(
        [
            str(Path(PySide6.__file__).parent / "qmllint"),
            *("-W", "0", "-I", str(ROOT)),
            *(part for name in quiet for part in (f"--{name}", "disable")),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return run.stdout + run.stderr
