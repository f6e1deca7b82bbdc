"""Every page can be drawn: the pictures that templates name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.catalog_files import ASSETS

TEMPLATES = sorted((Path(__file__).parents[2] / "sync" / "server").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_picture_that_a_page_names_is_there(template: Path) -> None:
    """A missing one would end the page, on the day when it first has to be shown."""
    named = set(re.findall(r"icon\(\"([a-z0-9-]+)\"\)", template.read_text("utf-8")))
    assert [name for name in sorted(named) if not (ASSETS / "icons" / f"{name}.svg").exists()] == []
