"""Screen texts in other languages, straight from the Qt Linguist file: no build step, nothing to forget.

The source texts in the code are Indonesian. What a file does not hold falls back to them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from kiosk import log
from kiosk.errors import WrongUse
from kiosk.ts_files import Forms, Message, read_ts


class Translator(QTranslator):
    """Answers from `assets/i18n/<language>.ts`. `speak` changes the language of everything that is translated later."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._texts: dict[Message, Forms] = {}
        self._known: dict[str, dict[Message, Forms]] = {"id": {}}
        self._language = "id"
        self.missing: set[tuple[str, Message]] = set()
        """What was shown in Indonesian for want of a translation, with the language that lacks it."""

    def speak(self, language: str) -> None:
        """Reads the file on first use, about 10 ms. One that is damaged leaves its language Indonesian."""
        if language not in self._known:
            try:
                self._known[language] = read_ts(self._folder / f"{language}.ts")
            except WrongUse as error:
                log.bug(error)
                self._known[language] = {}
        self._language = language
        self._texts = self._known[language]

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        # None, not "", is Qt's "I do not know": it goes on with the source text.
        message = Message(context, source, disambiguation or "")
        forms = self._texts.get(message)
        if forms is None:
            # Qt asks about words of its own, too.
            if self._language != "id" and not _of_qt(context):
                self.missing.add((self._language, message))
            return None
        return forms[0] if n == 1 else forms[-1]


def _of_qt(context: str) -> bool:
    """Whether a context is one of Qt's classes, as `QGuiApplication`; ours, as `QueuePage`, begin otherwise."""
    return context[:1] == "Q" and context[1:2].isupper()
