"""The page of a kiosk that cannot serve: what a resident does now, a code for the petugas, and trying again by itself."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.outage import Code
from kiosk.domain.session import Knocking
from ui.bridge import Bridge
from ui.emergency import Emergency
from ui.ports import RESTART
from ui.viewmodels.emergency import EmergencyViewModel

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

LANGUAGES: Final = ("id", "en", "jv", "su", "plm")
"""All there are: which of them this kiosk offers may stand in the file that is broken."""
LOOK_MS: Final = 5_000
"""Between two looks whether the cause is gone."""
UNTOUCHED_S: Final = 60.0
"""Nobody is interrupted, and nobody finds the language of who was here before."""
translate = QCoreApplication.translate
_TOUCHES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)


@QmlElement
@QmlUncreatable("made by the page")
class OutOfServiceViewModel(QObject):
    """Properties in, touches out; `leaving` says that the usual start is due."""

    fixed = Signal()
    """Never emitted: these properties never change."""
    changed = Signal()
    spoke = Signal(str)
    leaving = Signal(int)

    def __init__(
        self,
        hands: Emergency,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__(parent)
        self._hands = hands
        self._bridge = bridge
        self._monotonic = monotonic
        self._language = "id"
        self._knocking = Knocking()
        self._touched = monotonic() - UNTOUCHED_S
        self._retry_at = monotonic() + hands.retry_s
        self._minutes = math.ceil(hands.retry_s / 60)
        self._care = EmergencyViewModel(hands, bridge, self)
        self._care.leaving.connect(self.leaving)
        self._look = QTimer(self, interval=look_ms)
        self._look.timeout.connect(self.look)
        self._look.start()

    @Property(EmergencyViewModel, notify=fixed)
    def care(self) -> EmergencyViewModel:
        return self._care

    @Property(str, notify=fixed)
    def code(self) -> str:
        return self._hands.outage.code.value

    @Property(str, notify=fixed)
    def office(self) -> str:
        return self._hands.office

    @Property(bool, notify=fixed)
    def fresh(self) -> bool:
        """It was only just set up: nothing is broken."""
        return self._hands.outage.code is Code.NOT_ENROLLED

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language

    @Property("QStringList", notify=fixed)
    def languages(self) -> list[str]:
        return list(LANGUAGES)

    @Property(str, notify=changed)
    def title(self) -> str:
        return (
            translate("OutOfService", "Kiosk ini belum terhubung ke kelurahan")
            if self.fresh
            else translate("OutOfService", "Maaf, kiosk sedang tidak bisa melayani")
        )

    @Property(str, notify=changed)
    def detail(self) -> str:
        """What to do, and what is safe."""
        if self.fresh:
            return translate("OutOfService", "Kiosk ini baru dipasang. Silakan ke loket, petugas akan membantu Anda.")
        return translate(
            "OutOfService",
            "Silakan ke loket, petugas akan membantu Anda. Nomor dan permohonan yang sudah diterima tetap berlaku.",
        )

    @Property(str, notify=changed)
    def again(self) -> str:
        """When it tries by itself."""
        minutes = self._minutes
        if minutes <= 0:
            return translate("OutOfService", "Kiosk segera mencoba menyala lagi.")
        return translate("OutOfService", "Kiosk mencoba menyala lagi dalam %n menit.", "", minutes)

    @Slot(str)
    def speak(self, language: str) -> None:
        if language in LANGUAGES and language != self._language:
            self._language = language
            self.spoke.emit(language)
            self.changed.emit()

    @Slot(str)
    def corner(self, which: str) -> None:
        """A corner was touched: five times the left and once the right lead to the PIN."""
        self._knocking = self._knocking.tap(which, round(self._monotonic() * 1000))
        if self._knocking.complete:
            self._knocking = Knocking()
            self.speak("id")
            self._care.knock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the window: somebody is here."""
        if event.type() in _TOUCHES:
            self._touched = self._monotonic()
            self._care.stay()
        return False

    @Slot()
    def look(self) -> None:
        """Is it right again, is the time over, has whoever was here gone?"""
        now = self._monotonic()
        minutes = max(0, math.ceil((self._retry_at - now) / 60))
        if minutes != self._minutes:
            self._minutes = minutes
            self.changed.emit()
        if self._care.place != "" or now - self._touched < UNTOUCHED_S:
            return
        self.speak("id")
        if now >= self._retry_at:
            self._leave()
        elif self._bridge.pending == 0:
            self._bridge.run(self._hands.is_cured, self._looked, lambda _error: None)

    def _looked(self, cured: bool) -> None:
        if cured and self._care.place == "":
            self._leave()

    def _leave(self) -> None:
        self._look.stop()
        self.leaving.emit(RESTART)
