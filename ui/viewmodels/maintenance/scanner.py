"""SCANNER: what the scanner and the camera see. Nothing of it is kept."""

from __future__ import annotations

from typing import Final, assert_never

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from kiosk.scan.payload import DukcapilLink, Isbn, NikDigits, OtherLink, OurCode, OurLetter, OurSlip, Payload, Unknown
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

MOST_SCANS: Final = 4
_ENDS: Final = 4
"""Letters at either end of a foreign code: enough to recognise it by, too few to use it."""
_TELLING: Final = 16
"""Letters: what is shorter is told by its length alone."""


class ScanRow(msgspec.Struct, frozen=True):
    """One code that was read."""

    title: str
    detail: str
    mood: str
    when: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class ScannerViewModel(RoomViewModel):
    """Says of each code what it is, never what it says."""

    room = Room.SCANNER
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._scans = Rows(ScanRow, self)

    @Property(Rows, notify=shown)
    def scans(self) -> Rows:
        """The last ones, newest first."""
        return self._scans

    @Property(bool, notify=shown)
    def read(self) -> bool:
        """A code has been read since somebody came in."""
        return bool(self._scans.rows)

    @Slot()
    def nothingRead(self) -> None:
        """ "Tidak terbaca"."""
        self.errand(
            "note",
            lambda: self._flow.machinery.devices.tested("scanner", False),
            lambda _nothing: self.say(
                "unsure",
                translate(
                    "Maintenance",
                    "Dicatat. Periksa kabelnya, bersihkan kacanya, lalu coba lagi. Warga tetap bisa mengetik kodenya.",
                ),
            ),
        )

    def heard(self, text: str, payload: Payload) -> None:
        """A scanner or the camera has read something."""
        if not self.here:
            return
        now = self._flow.context.zone.local(self._flow.context.clock.now_ms())
        row = ScanRow(_kind(payload), _shape(text, payload), "good", f"{now.hour:02}.{now.minute:02}.{now.second:02}")
        first = not self._scans.rows
        self._scans.show((row, *self._scans.rows[: MOST_SCANS - 1]))
        if first:
            self.look(lambda: self._flow.machinery.devices.tested("scanner", True), lambda _nothing: None, quick=True)
        self.changed.emit()

    def left(self) -> None:
        self._scans.show(())


def _kind(payload: Payload) -> str:
    match payload:
        case OurSlip():
            return translate("Maintenance", "Kode QR di struk kiosk")
        case OurCode():
            return translate("Maintenance", "Kode permohonan")
        case OurLetter():
            return translate("Maintenance", "Kode QR di surat kantor")
        case NikDigits():
            return translate("Maintenance", "Enam belas angka, seperti NIK")
        case DukcapilLink():
            return translate("Maintenance", "Kode QR dokumen Dukcapil")
        case OtherLink():
            return translate("Maintenance", "Alamat internet")
        case Isbn():
            return translate("Maintenance", "Nomor buku (ISBN)")
        case Unknown():
            return translate("Maintenance", "Kode lain")
        case _:
            assert_never(payload)


def _shape(text: str, payload: Payload) -> str:
    """How long it is and, of what belongs to nobody in person, how it begins and ends."""
    length = translate("Maintenance", "Terbaca, %n tanda.", "", len(text))
    if isinstance(payload, NikDigits | OurSlip | OurCode | OurLetter) or len(text) < _TELLING or not text.isprintable():
        return length
    return f"{length} {text[:_ENDS]} … {text[-_ENDS:]}"
