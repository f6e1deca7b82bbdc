"""A KTP as the tour sees it: drawn, of nobody, before a camera that stands still."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.scan.wire import CameraUse, Card
from ui.camera import Camera

PRINTED = {
    KtpField.NIK: "1671035403890002",
    KtpField.NAMA: "SITI RAHMAWATI",
    KtpField.TEMPAT_LAHIR: "PALEMBANG",
    KtpField.TGL_LAHIR: "1989-03-14",
    KtpField.JK: "P",
    KtpField.ALAMAT: "JL. MERDEKA NO. 12A",
    KtpField.RT: "003",
    KtpField.RW: "007",
    KtpField.AGAMA: "ISLAM",
    KtpField.STATUS_KAWIN: "BELUM KAWIN",
    KtpField.PEKERJAAN: "WIRASWASTA",
}
"""Of a person who does not exist."""
_LINES = {
    KtpField.TEMPAT_LAHIR: "PALEMBANG, 14-03-1989",
    KtpField.TGL_LAHIR: "PALEMBANG, 14-03-1989",
    KtpField.JK: "PEREMPUAN",
    KtpField.RT: "003/007",
    KtpField.RW: "003/007",
}
_FRAME = (720, 540)


class StillCamera(Camera):
    """Sees the same drawn card for ever; no process runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("file:///tour", parent)

    def start(self, use: CameraUse = CameraUse.PHOTO) -> None:
        """The picture comes a moment later, as a real one does."""
        QTimer.singleShot(0, self, lambda: self._see(use))

    def stop(self) -> None:
        self.frame = QImage()

    def _see(self, use: CameraUse) -> None:
        self.frame = before_the_camera(slip=use is CameraUse.CODES)
        self.seen.emit()


def before_the_camera(*, slip: bool = False) -> QImage:
    """What the camera sees: a card in a hand's place, or a slip."""
    image = QImage(*_FRAME, QImage.Format.Format_RGB888)
    image.fill(QColor("#6f675c"))
    pen = QPainter(image)
    if slip:
        pen.fillRect(QRect(210, 0, 300, 540), QColor("#f4f2ec"))
        for place in range(81):
            if (place * 7919) % 5 < 2 or place in (0, 8, 72):
                pen.fillRect(QRect(270 + place % 9 * 20, 180 + place // 9 * 20, 20, 20), QColor("#14232b"))
    else:
        card = QRectF(90, 100, 540, 340)
        pen.setPen(Qt.PenStyle.NoPen)
        pen.setBrush(QColor("#b9d6e3"))
        pen.drawRoundedRect(card, 20, 20)
        pen.fillRect(QRect(480, 190, 120, 150), QColor("#a8443c"))
        for place, text in enumerate(("NIK  " + PRINTED[KtpField.NIK], *map(_line, list(PRINTED)[1:]), "SPESIMEN")):
            _write(pen, QRect(120, 122 + 25 * place, 360, 25), text, 21)
    pen.end()
    return image


def read_card(*doubts: KtpDoubt, without: tuple[KtpField, ...] = (), weak: tuple[KtpField, ...] = ()) -> Card:
    """What the process says after it has read it. `weak`: rows that were hard to read."""
    kept = {field: text for field, text in PRINTED.items() if field not in without}
    values = {field: ReadValue(text, 0.5 if field in weak else 0.99) for field, text in kept.items()}
    return Card(KtpReading(values, doubts), {field: strip(field) for field in kept})


def strip(field: KtpField) -> bytes:
    """The picture of one row, as JPEG."""
    image = QImage(640, 64, QImage.Format.Format_RGB888)
    image.fill(QColor("#b9d6e3"))
    pen = QPainter(image)
    _write(pen, image.rect().adjusted(16, 0, 0, 0), _line(field), 40)
    pen.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 80)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _line(field: KtpField) -> str:
    return _LINES.get(field, PRINTED[field])


def _write(pen: QPainter, place: QRect, text: str, size: int) -> None:
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(size)
    pen.setFont(font)
    pen.setPen(QColor("#1b1b1b"))
    pen.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
