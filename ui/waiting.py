"""The page while the program is started: a process of its own, with a plain window, so that it is there in an instant.

It needs nothing that could be broken: without our fonts the system's are used, without the motif the band is plain. With
`--code` it is the last page there is: not even "out of service" could be shown.

    python -m ui.waiting [--windowed] [--size WxH] [--code K-08]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from ui.window import put_on_screen

ASSETS: Final = Path(__file__).resolve().parent.parent / "assets"
FAMILY: Final = "Atkinson Hyperlegible Next"
PAPER, INK, SOFT = "#FBF7EF", "#14232B", "#3D4C54"
DEEP, CLOTH, SHADE, GOLD, LINE = "#073B45", "#0A4F5C", "#052B33", "#F2C14E", "#5E6E76"

SAID: Final = (
    ("Sebentar, kiosk sedang dinyalakan.", "Nomor yang sudah dicetak tetap berlaku."),
    ("One moment, this kiosk is starting.", "Numbers that were printed stay valid."),
)
OUT_OF_SERVICE: Final = (
    ("Maaf, kiosk sedang tidak bisa melayani.", "Silakan ke loket. Nomor yang sudah dicetak tetap berlaku."),
    ("Sorry, this kiosk is out of service.", "Please go to the counter. Numbers that were printed stay valid."),
)


class Waiting(QRasterWindow):
    """Two sentences in two languages below the band; nothing on it moves, and nothing can be touched."""

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self.setTitle("Publik Kiosk")
        self._code = code
        self._said = OUT_OF_SERVICE if code else SAID
        self._motif = motif()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, self.width(), self.height())
        painter.end()

    def draw(self, painter: QPainter, width: int, height: int) -> None:
        """Everything, at any size."""
        landscape = width > height
        cell = max(2, round(min(width / 216, height / (190 if landscape else 250))))
        margin = 12 * cell
        painter.fillRect(0, 0, width, height, QColor(PAPER))
        top = round(height * (0.16 if landscape else 0.22))
        painter.fillRect(0, 0, width, top, QColor(DEEP))
        self._weave(painter, top, width, cell)
        y = float(top + len(self._motif) * cell + 5 * margin // 2)
        for number, (title, more) in enumerate(self._said):
            size = round(cell * (11.6 if number == 0 else 8.4))
            y = self._write(painter, title, y, width, margin, size, QFont.Weight.Bold, INK)
            y = self._write(painter, more, y + cell, width, margin, round(size * 0.72), QFont.Weight.Normal, SOFT)
            y += margin * (0.8 if landscape else 1.6)
        if self._code:
            self._write(painter, self._code, y, width, margin, cell * 16, QFont.Weight.Bold, INK)

    def _write(  # noqa: PLR0917 - what, where, how
        self,
        painter: QPainter,
        text: str,
        y: float,
        width: int,
        margin: int,
        size: int,
        weight: QFont.Weight,
        colour: str,
    ) -> float:
        """A paragraph; returns where the next one begins."""
        font = QFont(FAMILY)
        font.setPixelSize(size)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = QRectF(margin, y, width - 2 * margin, 10_000)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, flags, text)
        return y + painter.boundingRect(room, flags, text).height()

    def _weave(self, painter: QPainter, top: int, width: int, cell: int) -> None:
        rows, across = self._motif, len(self._motif[0])
        painter.fillRect(0, top, width, len(rows) * cell, QColor(CLOTH))
        gap = max(1, cell // 4)
        for y, row in enumerate(rows):
            painter.fillRect(0, top + (y + 1) * cell - gap, width, gap, QColor(SHADE))
            for x in range(-(-width // cell)):
                if row[x % across] == "#":
                    painter.fillRect(x * cell, top + y * cell, cell, cell - gap, QColor(GOLD))


def motif(path: Path = ASSETS / "icons" / "songket.txt") -> tuple[str, ...]:
    """The rows of the band as the file has them; two plain threads where it cannot be read."""
    try:
        rows = tuple(line for line in path.read_text("utf-8").splitlines() if line and set(line) <= {"#", "."})
    except (OSError, UnicodeDecodeError):
        rows = ()
    return rows or ("#", ".", ".", "#")


def main(arguments: list[str]) -> int:
    """Shows the page until somebody ends the process."""
    parser = argparse.ArgumentParser(prog="kiosk --page")
    parser.add_argument("--windowed", action="store_true")
    parser.add_argument("--size", default="")
    parser.add_argument("--code", default="")
    asked = parser.parse_args(arguments)
    app = QGuiApplication(["publik-kiosk"])
    for font in sorted((ASSETS / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    window = Waiting(asked.code)
    width, _, height = (asked.size or "1080x1920").partition("x")
    size = (int(width), int(height)) if asked.size or asked.windowed else None
    put_on_screen(window, windowed=asked.windowed, size=size)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
