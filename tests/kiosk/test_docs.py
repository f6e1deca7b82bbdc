"""What has no row in a README does not exist for the people who need it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.config import Config
from kiosk.domain.catalog import FIELD_TYPES

ROOT = Path(__file__).parents[2]


def test_every_setting_has_a_row() -> None:
    """With its section, as one writes it."""
    text = (ROOT / "kiosk" / "README.md").read_text("utf-8")
    for section in Config.__struct_fields__:
        for key in msgspec.structs.fields(getattr(Config(), section)):
            assert f"`[{section}] {key.name}`" in text


def test_every_field_type_has_a_row() -> None:
    """An author of a service file finds all of them."""
    text = (ROOT / "assets" / "services" / "README.md").read_text("utf-8")
    for name in FIELD_TYPES:
        assert f"| `{name}` |" in text


def test_every_shipped_setting_of_the_template_is_known() -> None:
    """The commented file that `init` writes is right when the comments are taken away."""
    import tomllib

    from kiosk.config import TEMPLATE

    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines()[1:]]
    assert msgspec.convert(tomllib.loads("\n".join(lines)), Config) == Config()
