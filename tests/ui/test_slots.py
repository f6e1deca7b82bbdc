"""Two ways in which PySide takes one thing for another are not used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"
SEEN_BY_QML = sorted(path for path in UI.rglob("*.py") if "@QmlElement" in path.read_text("utf-8"))


@pytest.mark.parametrize("path", SEEN_BY_QML, ids=lambda path: path.stem)
def test_no_signal_is_connected_to_a_plain_method(path: Path) -> None:
    """PySide 6.11 adds such a method to the class when it is connected, and QML then took one property for another."""
    source = path.read_text("utf-8")
    called = set(re.findall(r"\.connect\(self\.(\w+)", source)) - set(
        re.findall(r"^    (\w+) = Signal\(", source, re.MULTILINE)
    )
    defined = set(re.findall(r"    def (\w+)\(", source))
    slots = set(re.findall(r"    @Slot\([^\n]*\)\n(?:    @[^\n]*\n)*    def (\w+)\(", source))
    assert called & defined <= slots


def test_nobody_asks_an_item_for_its_meta_object() -> None:
    """PySide 6.11 keeps that wrapper when the class is gone, and returns it for an item at the same place in memory."""
    for path in (path for folder in (UI, UI.parent / "tests") for path in folder.rglob("*.py")):
        assert not re.search(r"\w\.meta" + r"Object\(\)", path.read_text("utf-8")), path
