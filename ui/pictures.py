"""Pictures that belong to an answer: the map of a `location`, what the camera sees for a `photo`.

    image://answer/<field>/<revision>/<whatever its painter wants to know>

They exist only while their question is asked. QML shows them with `cache: false`, so that no copy outlives them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

Painter = Callable[[str], QImage]
"""Given what follows the revision in the address, the picture as it is now."""


class AnswerPictures(QQuickImageProvider):
    """Asks whoever has the picture."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._painters: dict[str, Painter] = {}

    def show(self, name: str, painter: Painter) -> None:
        """From now on `painter` draws the pictures of this name."""
        self._painters[name] = painter

    def forget(self, name: str) -> None:
        """Nothing is shown under this name any more."""
        self._painters.pop(name, None)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002 - Qt's name
        name, _, rest = id.partition("/")
        _, _, wish = rest.partition("/")
        painter = self._painters.get(name)
        image = painter(wish) if painter else QImage()
        if image.isNull():
            # A picture that is not there yet is an empty place, not a warning.
            image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
        return image
