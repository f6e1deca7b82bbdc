"""NETWORK: cable and Wi-Fi."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.petugas import Room
from ui.ports import Done, Exchanged, NetworkNow, Wifi
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 63
"""Letters of a WPA passphrase (IEEE 802.11i, annex H.4)."""


class WifiRow(msgspec.Struct, frozen=True):
    """A network in the air. `bars`: how strong, 0 to 4."""

    name: str
    detail: str
    bars: int
    locked: bool
    known: bool
    joined: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class NetworkViewModel(RoomViewModel):
    """A password goes through here once, and is kept nowhere."""

    room = Room.NETWORK
    shown = Signal()

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._standing: NetworkNow | None = None
        self._wifi = Rows(WifiRow, self)
        self._asked = ""

    @Property(bool, notify=shown)
    def seen(self) -> bool:
        """It was looked at; before that nothing is known."""
        return self._standing is not None

    @Property(bool, notify=shown)
    def managed(self) -> bool:
        """It can be set from here."""
        return self._standing is not None and self._standing.managed

    @Property(bool, notify=shown)
    def cable(self) -> bool:
        return self._standing is not None and self._standing.cable

    @Property(bool, notify=shown)
    def radio(self) -> bool:
        """There is a Wi-Fi adapter, and it is on."""
        return self._standing is not None and self._standing.radio

    @Property(str, notify=shown)
    def address(self) -> str:
        """ "" where there is no road at all."""
        return self._standing.address if self._standing else ""

    @Property(Rows, notify=shown)
    def wifi(self) -> Rows:
        """The one that is used first, then the strongest."""
        return self._wifi

    @Property(str, notify=shown)
    def asked(self) -> str:
        """The network whose password is asked for, "" for none."""
        return self._asked

    @Property(int, notify=shown)
    def longestPassword(self) -> int:
        return LONGEST_PASSWORD

    @Slot(str, result=str)
    def lacking(self, password: str) -> str:
        """What is missing of a password, "" where it may be tried."""
        if not password:
            return translate("Maintenance", "Ketik kata sandi Wi-Fi ini. Huruf besar dan kecil berbeda.")
        left = SHORTEST_PASSWORD - len(password)
        return (
            translate("Maintenance", "Kurang %n huruf lagi: kata sandi Wi-Fi paling sedikit 8.", "", left)
            if left > 0
            else ""
        )

    @Slot(str)
    def pick(self, name: str) -> None:
        """A network was touched: one that is known or open is joined, for another its password is asked."""
        found = self._found(name)
        if found is None or found.joined:
            return
        if found.locked and not found.known:
            self._asked = name
            self.changed.emit()
        else:
            self._join(name, "")

    @Slot(str)
    def join(self, password: str) -> None:
        """With the password of the one that was asked for."""
        if self._asked and not self.lacking(password):
            self._join(self._asked, password)

    @Slot()
    def leaveOut(self) -> None:
        """ "Batal"."""
        self._asked = ""
        self.changed.emit()

    @Slot(str)
    def forget(self, name: str) -> None:
        self.errand("forget", lambda: self._flow.machinery.network.forget(name), self._forgotten)

    @Slot()
    def search(self) -> None:
        """ "Cari lagi"."""
        self._look()

    def entered(self) -> None:
        self._look()

    def poked(self) -> None:
        self._look()

    def left(self) -> None:
        self._standing, self._asked = None, ""
        self._wifi.show(())

    def _look(self) -> None:
        self.look(self._flow.machinery.network.look, self._show)

    def _show(self, standing: NetworkNow) -> None:
        self._standing = standing
        # The strongest come first; the one that is used before them.
        self._wifi.show(tuple(_row(one) for one in sorted(standing.wifi, key=lambda one: not one.joined)))

    def _found(self, name: str) -> Wifi | None:
        return next((one for one in self._standing.wifi if one.name == name), None) if self._standing else None

    def _join(self, name: str, password: str) -> None:
        machinery = self._flow.machinery

        def work() -> tuple[Done, Exchanged | None]:
            done = machinery.network.join(name, password)
            # Whether the office is at the other end is what they want to know.
            return done, machinery.sync_now() if done.ok else None

        self.errand("join", work, self._joined)

    def _joined(self, result: tuple[Done, Exchanged | None]) -> None:
        done, sent = result
        if done.ok:
            self._asked = ""
        if sent is None:
            self.say_done(done)
        elif sent.ok:
            self.say("good", f"{done.words} {translate('Maintenance', 'Kelurahan terjangkau, data sudah dikirim.')}")
        else:
            but = translate("Maintenance", "Tetapi kelurahan belum terjangkau: {why}").format(why=sent.detail)
            self.say("unsure", f"{done.words} {but}")
        self._look()

    def _forgotten(self, done: Done) -> None:
        self.say_done(done)
        self._look()


def _row(wifi: Wifi) -> WifiRow:
    if wifi.joined:
        detail = translate("Maintenance", "Sedang dipakai")
    elif wifi.known:
        detail = translate("Maintenance", "Pernah dipakai")
    elif wifi.locked:
        detail = translate("Maintenance", "Memakai kata sandi")
    else:
        detail = translate("Maintenance", "Tanpa kata sandi: siapa saja bisa ikut")
    strength = (
        translate("Maintenance", "sinyal kuat")
        if wifi.strength >= 60
        else translate("Maintenance", "sinyal sedang")
        if wifi.strength >= 35
        else translate("Maintenance", "sinyal lemah")
    )
    bars = min(4, wifi.strength // 20)
    return WifiRow(wifi.name, f"{detail} · {strength}", bars, wifi.locked, wifi.known, wifi.joined)
