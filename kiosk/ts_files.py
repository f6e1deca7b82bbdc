"""Qt Linguist files (`assets/i18n/<language>.ts`) as plain values, for the screen and for whoever speaks its texts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

Forms = tuple[str, ...]
"""One text, or the forms for one and for many."""


def read_ts(path: Path) -> dict[tuple[str, str, str], Forms]:
    """The finished messages of a file: (context, source, comment) → translation."""
    texts: dict[tuple[str, str, str], Forms] = {}
    # The file comes with the program, not from outside, and expat reads no external entities by itself.
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            if all(forms):
                texts[(name, message.findtext("source", ""), message.findtext("comment", ""))] = forms
    return texts
