"""The rooms behind the page "out of service": a PIN, what is wrong, and the few things that can be done without a database.

Its words are Indonesian only, as all of maintenance mode. It shares nothing with the rooms of a kiosk that works.
"""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.outage import Code
from kiosk.domain.readiness import Check
from ui.bridge import Bridge
from ui.emergency import Deed, Emergency, Offer
from ui.ports import RESTART, Done, PinLocked, PinOutcome, PinRight
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import pin_sentence

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_LONGEST_PIN: Final = 12
_PATIENCE_MS: Final = 300_000
"""Who has gone away leaves no open door."""
_GOING_MS: Final = 4_000
"""How a deed ended can be read before the program begins anew."""


translate = QCoreApplication.translate


class HealthLine(msgspec.Struct, frozen=True):
    """How one thing is. `mood`: good, unsure or bad."""

    title: str
    detail: str
    mood: str


class OfferLine(msgspec.Struct, frozen=True):
    """Something that can be done."""

    title: str
    detail: str
    icon: str


@QmlElement
@QmlUncreatable("made by the page")
class EmergencyViewModel(QObject):
    """Closed, the door with the PIN, or inside."""

    fixed = Signal()
    """Never emitted: these properties never change."""
    changed = Signal()
    leaving = Signal(int)

    def __init__(self, hands: Emergency, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._bridge = bridge
        self._place = ""
        self._pin = ""
        self._outcome: PinOutcome | None = None
        self._checking = False
        self._busy = False
        self._message = ""
        self._mood = "good"
        self._offers: tuple[Offer, ...] = ()
        self._asked: Offer | None = None
        self._checks = Rows(HealthLine, self)
        self._lines = Rows(OfferLine, self)
        self._idle = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._idle.timeout.connect(self.close)
        self._unlock = QTimer(self, singleShot=True)
        self._unlock.timeout.connect(self._unlocked)
        self._going = QTimer(self, interval=_GOING_MS, singleShot=True)
        self._going.timeout.connect(self.tryAgain)

    # --- The door

    @Property(str, notify=changed)
    def place(self) -> str:
        """ "" outside, "door" or "room"."""
        return self._place

    @Property(int, notify=changed)
    def digits(self) -> int:
        """How many digits are typed; which ones is nobody's business."""
        return len(self._pin)

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        return self._checking

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        return isinstance(self._outcome, PinLocked)

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it did not open, "" when nothing was wrong so far."""
        return pin_sentence(self._outcome)

    @Slot()
    def knock(self) -> None:
        """The hidden gesture."""
        if self._place == "":
            self._place = "door"
            self.stay()
            self.changed.emit()

    @Slot(str)
    def typed(self, digit: str) -> None:
        if len(self._pin) < _LONGEST_PIN and not self._checking and not self.locked:
            self._pin += digit
            self._outcome = None
            self.stay()
            self.changed.emit()

    @Slot()
    def erased(self) -> None:
        self._pin = self._pin[:-1]
        self.stay()
        self.changed.emit()

    @Slot()
    def cleared(self) -> None:
        self._pin = ""
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        if self._checking or not self._pin or self.locked:
            return
        pin, self._pin, self._checking = self._pin, "", True
        self.changed.emit()
        self._bridge.run(lambda: self._hands.check_pin(pin), self._checked, self._not_checked)

    def _checked(self, outcome: PinOutcome) -> None:
        self._checking = False
        self._outcome = None if isinstance(outcome, PinRight) else outcome
        if isinstance(outcome, PinRight):
            self._place = "room"
            self._look()
        elif isinstance(outcome, PinLocked):
            self._unlock.start(max(1, outcome.wait_s) * 1000)
        self.stay()
        self.changed.emit()

    def _not_checked(self, error: Exception) -> None:
        self._checking = False
        self._say(translate("Emergency", "PIN tidak bisa diperiksa. Coba lagi, atau hubungi teknisi."), "bad")

    @Slot()
    def _unlocked(self) -> None:
        self._outcome = None
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Out again: the page for residents."""
        if self._place == "room":
            self._bridge.run(self._hands.step_out, lambda _none: None, lambda _error: None)
        self._place = self._pin = self._message = ""
        self._asked = None
        self._idle.stop()
        self._offers = ()
        self._lines.show(())
        self._checks.show(())
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        """Somebody is here."""
        if self._place:
            self._idle.start()

    # --- What is wrong

    @Property(str, notify=fixed)
    def code(self) -> str:
        return self._hands.outage.code.value

    @Property(str, notify=fixed)
    def title(self) -> str:
        """What is wrong."""
        return cause_words(self._hands.outage.code)[0]

    @Property(str, notify=fixed)
    def remedy(self) -> str:
        """What to do about it."""
        return cause_words(self._hands.outage.code)[1]

    @Property(str, notify=fixed)
    def detail(self) -> str:
        """What the program itself said, for the technician."""
        return self._hands.outage.detail

    @Property(Rows, notify=fixed)
    def checks(self) -> Rows:
        return self._checks

    @Property(Rows, notify=fixed)
    def offers(self) -> Rows:
        return self._lines

    def _look(self) -> None:
        def seen(found: tuple[tuple[Check, ...], tuple[Offer, ...]]) -> None:
            if self._place != "room":
                return
            checks, self._offers = found
            self._checks.show(tuple(HealthLine(_check_title(one), one.detail, _mood(one)) for one in checks))
            self._lines.show(tuple(map(_offer_line, self._offers)))
            self.changed.emit()

        self._bridge.run(lambda: (self._hands.checks(), self._hands.offers()), seen, lambda _error: None)

    # --- What is done

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def message(self) -> str:
        return self._message

    @Property(str, notify=changed)
    def mood(self) -> str:
        return self._mood

    @Property(str, notify=changed)
    def question(self) -> str:
        """Asked once more before something is done; "" for nothing."""
        return "" if self._asked is None else _offer_line(self._asked).title

    @Property(str, notify=changed)
    def meaning(self) -> str:
        """What that means."""
        return "" if self._asked is None else f"{self._asked.what} {deed_words(self._asked.deed)[2]}".strip()

    @Slot(int)
    def ask(self, index: int) -> None:
        """A line of the offers was touched."""
        if not self._busy and 0 <= index < len(self._offers):
            self._asked, self._message = self._offers[index], ""
            self.stay()
            self.changed.emit()

    @Slot()
    def decline(self) -> None:
        self._asked = None
        self.stay()
        self.changed.emit()

    @Slot()
    def accept(self) -> None:
        offer, self._asked = self._asked, None
        if offer is None or self._busy:
            return
        self._busy = True
        self._idle.stop()
        self.changed.emit()
        self._bridge.errand(lambda: self._hands.do(offer), self._done, self._not_done)

    def _done(self, done: Done) -> None:
        self._busy = False
        self._say(done.words, "good" if done.ok else "bad")
        if done.restart:
            self._going.start()
        else:
            self._look()

    def _not_done(self, _error: Exception) -> None:
        self._busy = False
        self._say(translate("Emergency", "Belum berhasil. Coba lagi; bila tetap, hubungi teknisi."), "bad")

    @Slot()
    def tryAgain(self) -> None:
        """The usual start."""
        self.leaving.emit(RESTART)

    def _say(self, words: str, mood: str) -> None:
        self._message, self._mood = words, mood
        self.stay()
        self.changed.emit()


def cause_words(code: Code) -> tuple[str, str]:
    """What a code means, and what to do about it, for the petugas."""
    match code:
        case Code.NOT_ENROLLED:
            return (
                translate("Emergency", "Kiosk ini belum terdaftar di kelurahan mana pun."),
                translate(
                    "Emergency", "Colokkan flashdisk dengan berkas pendaftaran dari kelurahan, lalu daftarkan di bawah."
                ),
            )
        case Code.READ_ONLY:
            return (
                translate("Emergency", "Disk tidak bisa ditulisi."),
                translate(
                    "Emergency", "Nyalakan ulang mesin sekali. Bila tetap, disknya mungkin rusak: hubungi teknisi."
                ),
            )
        case Code.DISK_FULL:
            return (
                translate("Emergency", "Disk penuh."),
                translate("Emergency", "Teknisi perlu menghapus berkas lain. Data kiosk jangan dihapus."),
            )
        case Code.DATABASE:
            return (
                translate("Emergency", "Basis data rusak atau disk memberi kesalahan."),
                translate(
                    "Emergency",
                    "Salin dulu isinya ke flashdisk, lalu pulihkan cadangan terbaru. Berkas yang rusak tetap disimpan.",
                ),
            )
        case Code.KEYS:
            return (
                translate("Emergency", "Kunci kiosk hilang atau rusak."),
                translate(
                    "Emergency",
                    "Minta berkas pendaftaran baru ke kelurahan, lalu daftarkan di bawah. Data tetap di sini.",
                ),
            )
        case Code.SETTINGS:
            return (
                translate("Emergency", "Pengaturan di config.toml salah tulis."),
                translate(
                    "Emergency",
                    "Teknisi memperbaiki baris yang disebut di bawah. Kiosk mencoba lagi begitu sudah betul.",
                ),
            )
        case Code.PROGRAM:
            return (
                translate("Emergency", "Ada berkas program yang hilang atau rusak."),
                translate("Emergency", "Kembali ke versi sebelumnya, atau pasang ulang program dari flashdisk."),
            )
        case Code.CRASHED:
            return (
                translate("Emergency", "Program berhenti sendiri tiga kali berturut-turut."),
                translate(
                    "Emergency", "Nyalakan ulang mesin. Bila tetap, kembali ke versi sebelumnya atau hubungi teknisi."
                ),
            )
        case Code.BUSY:
            return (
                translate("Emergency", "Program lain sedang memakai data kiosk."),
                translate("Emergency", "Tunggu sampai selesai, atau nyalakan ulang mesin."),
            )
        case Code.UNKNOWN:
            return (
                translate("Emergency", "Kiosk tidak bisa dinyalakan."),
                translate("Emergency", "Nyalakan ulang mesin. Bila tetap, sebutkan kodenya ke teknisi."),
            )


def deed_words(deed: Deed) -> tuple[str, str, str]:
    """Its name, its icon, and what it means."""
    match deed:
        case Deed.RESTORE:
            return (
                translate("Emergency", "Pulihkan cadangan"),
                "database",
                translate(
                    "Emergency",
                    "Basis data yang sekarang disimpan di samping. Yang sudah sampai di kelurahan tidak hilang.",
                ),
            )
        case Deed.ENROL:
            return (
                translate("Emergency", "Daftarkan ke kelurahan"),
                "landmark",
                translate("Emergency", "Cocokkan nama kelurahannya dulu."),
            )
        case Deed.COPY:
            return (
                translate("Emergency", "Salin data ke flashdisk"),
                "upload",
                translate(
                    "Emergency",
                    "Semua yang bisa dibaca disalin, tanpa kuncinya. Jawaban warga di dalamnya tetap tersegel.",
                ),
            )
        case Deed.PREVIOUS:
            return (
                translate("Emergency", "Kembali ke versi sebelumnya"),
                "rotate-ccw",
                translate("Emergency", "Data tidak berubah."),
            )
        case Deed.REBOOT:
            return (
                translate("Emergency", "Nyalakan ulang mesin"),
                "refresh-cw",
                translate("Emergency", "Perlu sekitar satu menit."),
            )
        case Deed.SHUT_DOWN:
            return (
                translate("Emergency", "Matikan mesin"),
                "log-out",
                translate("Emergency", "Menyala lagi dengan tombol daya."),
            )


def _offer_line(offer: Offer) -> OfferLine:
    title, icon, _ = deed_words(offer.deed)
    return OfferLine(title, offer.what, icon)


def _mood(check: Check) -> str:
    if check.ok:
        return "unsure" if check.attention else "good"
    return "bad" if check.needed else "unsure"


def _check_title(check: Check) -> str:
    names = {
        "disk": translate("Emergency", "Penyimpanan"),
        "database": translate("Emergency", "Basis data"),
        "settings": translate("Emergency", "Pengaturan"),
        "services": translate("Emergency", "Berkas layanan"),
        "keys": translate("Emergency", "Kunci dan kelurahan"),
    }
    return names.get(check.id, check.id)
