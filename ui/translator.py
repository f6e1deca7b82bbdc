"""Screen texts in other languages, straight from the Qt Linguist file: no build step, nothing to forget.

The source texts in the code are Indonesian. What a file does not hold falls back to them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from kiosk.ts_files import Forms, read_ts


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
