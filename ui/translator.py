"""Screen texts in other languages, straight from the Qt Linguist file: no build step, nothing to forget.

The source texts in the code are Indonesian. What a file does not hold falls back to them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from kiosk import log
from kiosk.errors import WrongUse
from kiosk.ts_files import read_ts
from ui import qm

_NOTHING = "", ""
"""No context and no text, under a name: where they are written out, `lupdate` would list them."""


class Translator(QTranslator):
    """Answers from `<folder>/<language>.ts`. `speak` changes the language of everything that is translated later.

    Qt looks the texts up by itself, on whatever thread it wants one: the one that reads QML asks for the words of an error
    where there is no compiled file yet, on the first start of every version. A `translate` written in Python would wait there
    for the interpreter, with Qt's list of translators locked, while the program may hold the interpreter and wait for that
    list: nothing would ever move again.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._packed = {"id": qm.pack({})}

    def install(self) -> None:
        """Has Qt ask it, before those that are there already."""
        QCoreApplication.installTranslator(self)
        # The first question of all finds out that no part of it is written in Python; those after it need no interpreter.
        QCoreApplication.translate(*_NOTHING)

    def speak(self, language: str) -> None:
        """Reads the file on first use, about 20 ms. One that is damaged leaves its language Indonesian."""
        if language not in self._packed:
            try:
                texts = read_ts(self.folder / f"{language}.ts")
            except WrongUse as error:
                log.bug(error)
                texts = {}
            self._packed[language] = qm.pack(texts)
        # Qt reads in these very bytes from now on: they are kept. That there is nothing in them, as in "id", is no failure.
        self.load(self._packed[language])
