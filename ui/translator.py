"""Screen texts in other languages, straight from the Qt Linguist file: no build step, nothing to forget.

The source texts in the code are Indonesian. What a file does not hold falls back to them.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

Forms = tuple[str, ...]
"""One text, or the forms for one and for many."""


class Translator(QTranslator):
    """Answers from `assets/i18n/<language>.ts`. `speak` changes the language of everything that is translated later."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._texts: dict[tuple[str, str, str], Forms] = {}
        self._known: dict[str, dict[tuple[str, str, str], Forms]] = {"id": {}}

    def speak(self, language: str) -> None:
        """Reads the file on first use, about 10 ms."""
        if language not in self._known:
            path = self._folder / f"{language}.ts"
            self._known[language] = read_ts(path) if path.is_file() else {}
        self._texts = self._known[language]

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        # None, not "", is Qt's "I do not know": it goes on with the source text.
        forms = self._texts.get((context, source, disambiguation or ""))
        if forms is None:
            return None
        return forms[0] if n == 1 else forms[-1]


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
