"""TOUCH: where the screen feels a finger."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

TARGETS: Final = 12


@QmlElement
@QmlUncreatable("made by the kiosk")
class TouchViewModel(RoomViewModel):
    """Twelve targets, corners among them; what was felt elsewhere or twice at once is counted too."""

    room = Room.TOUCH
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._running = False
        self._felt: frozenset[int] = frozenset()
        self._strays = self._doubles = 0
        self._tried = False

    @Property(bool, notify=shown)
    def running(self) -> bool:
        """The targets are on the screen."""
        return self._running

    @Property(bool, notify=shown)
    def tried(self) -> bool:
        """It was done since somebody came in."""
        return self._tried

    @Property(int, notify=shown)
    def targets(self) -> int:
        return TARGETS

    @Property(int, notify=shown)
    def count(self) -> int:
        """Targets that were felt."""
        return len(self._felt)

    @Property("QVariantList", notify=shown)
    def felt(self) -> list[bool]:
        """Of each target, row by row."""
        return [place in self._felt for place in range(TARGETS)]

    @Property(str, notify=shown)
    def noise(self) -> str:
        """What was felt beside the targets, "" for nothing."""
        parts = (
            translate("Maintenance", "%n sentuhan di luar sasaran.", "", self._strays) if self._strays else "",
            translate("Maintenance", "%n kali dua sentuhan sekaligus.", "", self._doubles) if self._doubles else "",
        )
        return " ".join(part for part in parts if part)

    @Slot()
    def begin(self) -> None:
        self._running, self._tried, self._message = True, False, ""
        self._felt, self._strays, self._doubles = frozenset(), 0, 0
        self.changed.emit()

    @Slot(int)
    def touched(self, place: int) -> None:
        """A finger was felt on a target; -1 for beside them. The last one ends it."""
        if not self._running:
            return
        if 0 <= place < TARGETS:
            self._felt |= {place}
        else:
            self._strays += 1
        if len(self._felt) == TARGETS:
            self.finish()
        self.changed.emit()

    @Slot()
    def doubled(self) -> None:
        """Two fingers were felt at once: where only one touched, dirt or water did."""
        if self._running:
            self._doubles += 1
            self.changed.emit()

    @Slot()
    def finish(self) -> None:
        """All were felt, nothing was felt for a while, or a key was pressed."""
        if not self._running:
            return
        self._running, self._tried = False, True
        passed = len(self._felt) == TARGETS
        self.errand(
            "note",
            lambda: self._flow.machinery.devices.tested("touch", passed),
            lambda _nothing: self._tell(passed=passed),
            lambda: self._tell(passed=passed),
        )

    @property
    def occupied(self) -> bool:
        """It ends by itself when nothing is felt for a while."""
        return self._running or self._busy != ""

    def left(self) -> None:
        self._running = self._tried = False
        self._felt, self._strays, self._doubles = frozenset(), 0, 0

    def _tell(self, *, passed: bool) -> None:
        count = translate("Maintenance", "{felt} dari {all} sasaran terasa.").format(felt=len(self._felt), all=TARGETS)
        if passed and not self._doubles:
            self.say("good", f"{count} {translate('Maintenance', 'Layar sentuh baik.')}")
        elif passed:
            advice = translate("Maintenance", "Bersihkan layar dengan kain kering, lalu coba lagi.")
            self.say("unsure", f"{count} {self.noise} {advice}")
        else:
            advice = translate(
                "Maintenance",
                "Di tempat yang kosong pada gambar, layar tidak merasakan jari. Bersihkan, coba lagi, lalu hubungi teknisi.",
            )
            self.say("bad", f"{count} {advice}")
