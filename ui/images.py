"""Pictures that are drawn, not loaded: icons and illustrations in any colour, QR codes, the woven band. All flat, from data.

    image://icon/<name>/<rrggbb>
    image://illustration/<name>/<rrggbb>-<rrggbb>-…[/edged]     one colour for each name in PALETTE
    image://band/<part>/<thread>/<ground>/<line>/<cell>     part: cloth | warp
    image://qr/<text as hex>

QML gives `sourceSize` for icons and illustrations; the other two come at their natural size and are shown unscaled or scaled by whole dots.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import segno
from PySide6.QtCore import QByteArray, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

UNKNOWN_ICON = "file-text"
"""For a service file that names an icon we do not have."""

PALETTE = (
    *("ink", "cloth", "deep", "gold", "bronze", "skin", "grey", "surface"),
    *("tint", "sand", "khaki", "red", "mark", "accent", "rim", "fold"),
)
"""What a drawing in `assets/illustrations` may ask for as `token:<name>`; `Illustration.qml` says which colour it is.

Beside these there is `token:edge`: a line around dark shapes in the contrast theme, nothing in the light one.
"""


class Icons(QQuickImageProvider):
    """SVG files of `assets/icons`, drawn in one colour."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002 - Qt's name
        name, _, colour = id.partition("/")
        path = self._folder / f"{Path(name).name}.svg"
        if not path.is_file():
            path = self._folder / f"{UNKNOWN_ICON}.svg"
        wanted = requested if requested.isValid() and not requested.isEmpty() else QSize(48, 48)
        return _icon(path, f"#{colour or '000000'}", wanted.width(), wanted.height())


@lru_cache(maxsize=512)
def _icon(path: Path, colour: str, width: int, height: int) -> QImage:
    """An icon. Kept: a list of services shows seventy, some 10 kB each, and is made anew whenever somebody comes back to it."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(path.read_text("utf-8").replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return image


class Illustrations(QQuickImageProvider):
    """SVG files of `assets/illustrations`, drawn in the colours of a theme. One that does not exist is an error of QML."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002
        name, colours, *edged = id.split("/")
        path = self._folder / f"{Path(name).name}.svg"
        if not path.is_file():
            return QImage()
        return _draw(path, tuple(colours.split("-")), bool(edged), requested.width(), requested.height())


@lru_cache(maxsize=192)
def _draw(path: Path, colours: tuple[str, ...], edged: bool, width: int, height: int) -> QImage:
    """A drawing, fitted to the width or, when that is not positive, to the height. Kept, some 0.1 MB each: the first page
    shows eight, in each language and look in another size.
    """
    said = dict(zip(PALETTE, (f"#{colour}" for colour in colours), strict=True))
    said["edge"] = said["rim"] if edged else "none"
    svg = re.sub(r"token:(\w+)", lambda token: said[token[1]], path.read_text("utf-8"))
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    natural = QSizeF(drawing.defaultSize())
    scale = width / natural.width() if width > 0 else height / natural.height() if height > 0 else 1
    image = QImage((natural * scale).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image


class QrCodes(QQuickImageProvider):
    """QR codes, one dot a module with the quiet zone; QML scales them by a whole number."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002
        rows = [
            list(row) for row in segno.make(bytes.fromhex(id).decode(), micro=False, error="m").matrix_iter(border=4)
        ]
        image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                image.setPixel(x, y, 0xFF14232B if dark else 0xFFFFFFFF)
        return image


class Bands(QQuickImageProvider):
    """One period of the woven band. `cloth` is the finished weave, `warp` the empty threads of the loom."""

    def __init__(self, motif: tuple[str, ...]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._motif = motif

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002
        part, thread, ground, line, cell = id.split("/")
        return _weave(self._motif, int(cell), f"#{thread}", f"#{ground}", f"#{line}", warp_only=part == "warp")


def _weave(motif: tuple[str, ...], cell: int, thread: str, ground: str, line: str, *, warp_only: bool) -> QImage:
    width, height = len(motif[0]) * cell, len(motif) * cell
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    shade = QColor(line)
    if warp_only:
        for x in range(0, len(motif[0]), 2):
            painter.fillRect(x * cell + cell // 2, 0, max(1, cell // 2), height, shade)
    else:
        gold = QColor(thread)
        gap = max(1, cell // 4)
        for y, row in enumerate(motif):
            # A weft thread lies on the warp: a hairline of shade between the rows is what makes it cloth.
            painter.fillRect(0, (y + 1) * cell - gap, width, gap, shade)
            for x, mark in enumerate(row):
                if mark == "#":
                    painter.fillRect(x * cell, y * cell, cell, cell - gap, gold)
    painter.end()
    return image


@cache
def add_providers(engine: QQmlEngine, icons: Path, motif: tuple[str, ...]) -> None:
    """Gives an engine all of them; the folder of illustrations stands beside that of icons."""
    engine.addImageProvider("icon", Icons(icons))
    engine.addImageProvider("illustration", Illustrations(icons.with_name("illustrations")))
    engine.addImageProvider("qr", QrCodes())
    engine.addImageProvider("band", Bands(motif))


def window_icon(icons: Path) -> QPixmap:
    """The program's picture in a task bar, for windowed development."""
    return QPixmap.fromImage(Icons(icons).requestImage("stamp/0A4F5C", QSize(), QSize(64, 64)))
