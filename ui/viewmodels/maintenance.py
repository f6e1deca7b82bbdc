"""The petugas' side: the PIN, the readiness list, and what can be done at the machine."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.prints import JobState, Outcome
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from ui.ports import LEFT, RESTART, Exchanged, Pending, PinLocked, PinNotSet, PinOutcome, PinRight, PinWrong
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import check_title, reason_sentence, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 8


class CheckRow(msgspec.Struct, frozen=True):
    """A line of the readiness list. `mood`: good, unsure or bad."""

    title: str
    detail: str
    mood: str


class FolderRow(msgspec.Struct, frozen=True):
    """A stick."""

    path: str


@QmlElement
@QmlUncreatable("made by the kiosk")
class MaintenanceViewModel(QObject):
    """One errand at a time; while it runs, `busy` says which."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._pin = ""
        self._pin_said: PinOutcome | None = None
        self._checking = False
        self._checks = Rows(CheckRow, self)
        self._folders = Rows(FolderRow, self)
        self._pending = Pending(0, 0)
        self._busy = ""
        self._good = True
        self._message = ""
        self._test_job: int | None = None
        self._unlock = QTimer(self)
        self._unlock.setSingleShot(True)
        self._unlock.timeout.connect(self._unlocked)
        shared.changed.connect(self.changed)
        shared.wiped.connect(self._forget)
        shared.turned.connect(self._turned)
        shared.bridge.poked.connect(self._poked)

    # --- The PIN

    @Property(int, notify=changed)
    def digits(self) -> int:
        """How many digits are typed; which ones is nobody's business."""
        return len(self._pin)

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        return isinstance(self._pin_said, PinLocked | PinNotSet)

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        return self._checking

    @Property(str, notify=changed)
    def pinProblem(self) -> str:
        match self._pin_said:
            case PinWrong(tries_left):
                return translate("Maintenance", "PIN belum cocok. Masih bisa dicoba %n kali.", "", tries_left)
            case PinLocked(seconds) if seconds < 120:
                return translate("Maintenance", "Terlalu sering dicoba. Tunggu %n detik.", "", seconds)
            case PinLocked(seconds):
                minutes = -(-seconds // 60)
                return translate("Maintenance", "Terlalu sering dicoba. Tunggu %n menit.", "", minutes)
            case PinNotSet():
                return translate("Maintenance", "Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.")
            case _:
                return ""

    @Slot(str)
    def typed(self, digit: str) -> None:
        if len(self._pin) < LONGEST_PIN and not self._checking and not self.locked:
            self._pin += digit
            self._pin_said = None
            self.changed.emit()

    @Slot()
    def erased(self) -> None:
        self._pin = self._pin[:-1]
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        if self._checking or not self._pin or self.locked:
            return
        pin, self._pin, self._checking = self._pin, "", True
        self.changed.emit()
        self._flow.errand(lambda: self._flow.machinery.check_pin(pin), self._checked, self._pin_failed)

    def _checked(self, outcome: PinOutcome) -> None:
        self._checking = False
        if isinstance(outcome, PinRight):
            self._pin_said = None
            self._flow.send(flow.Enter())
        else:
            self._pin_said = outcome
            if isinstance(outcome, PinLocked):
                self._unlock.start(max(1, outcome.wait_s) * 1000)
        self.changed.emit()

    def _pin_failed(self, error: Exception) -> None:
        self._checking = False
        self._failed(error)

    @Slot()
    def _unlocked(self) -> None:
        self._pin_said = None
        self.changed.emit()

    # --- The machine

    @Property(Rows, notify=fixed)
    def checks(self) -> Rows:
        return self._checks

    @Property(Rows, notify=fixed)
    def folders(self) -> Rows:
        return self._folders

    @Property(int, notify=changed)
    def waitingEvents(self) -> int:
        return self._pending.events

    @Property(int, notify=changed)
    def waitingPrints(self) -> int:
        return self._pending.prints

    @Property(str, notify=changed)
    def busy(self) -> str:
        """The errand that runs: look, sync, export, import, print; "" when none does."""
        return self._busy

    @Property(str, notify=changed)
    def message(self) -> str:
        """How the last errand ended."""
        return self._message

    @Property(bool, notify=changed)
    def good(self) -> bool:
        """Whether it ended well."""
        return self._good

    @Slot()
    def look(self) -> None:
        """Reads the readiness list anew."""
        machinery = self._flow.machinery
        self._errand(
            "look", lambda: (machinery.readiness(), machinery.pending(), machinery.usb_folders()), self._looked
        )

    @Slot()
    def sync(self) -> None:
        self._errand("sync", self._flow.machinery.sync_now, self._exchanged)

    @Slot(str)
    def exportTo(self, path: str) -> None:
        self._errand("export", lambda: self._flow.machinery.usb_export(path), self._exchanged)

    @Slot(str)
    def importFrom(self, path: str) -> None:
        self._errand("import", lambda: self._flow.machinery.usb_import(path), self._exchanged)

    @Slot()
    def printTest(self) -> None:
        self._errand("print", self._flow.machinery.print_test, self._test_queued)

    @Slot()
    def restart(self) -> None:
        self._flow.machinery.restart()
        self.closing.emit(RESTART)

    @Slot()
    def leave(self) -> None:
        self._flow.machinery.leave()
        self.closing.emit(LEFT)

    def _errand(self, name: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        if self._busy or not isinstance(self._flow.session.page, flow.Maintenance):
            return
        self._busy = name
        if name != "look":
            self._message = ""
        self.changed.emit()

        def finished(result: object) -> None:
            self._busy = ""
            done(result)
            self.changed.emit()
            if name not in ("look", "print"):
                self.look()

        self._flow.errand(work, finished, self._failed)

    def _looked(self, result: tuple[tuple[Check, ...], Pending, list[str]]) -> None:
        checks, self._pending, folders = result
        self._checks.show(
            tuple(
                CheckRow(
                    check_title(check.id), check.detail, "good" if check.ok else "bad" if check.needed else "unsure"
                )
                for check in checks
            )
        )
        self._folders.show(tuple(FolderRow(folder) for folder in folders))

    def _exchanged(self, result: Exchanged) -> None:
        self._good = result.ok
        counts = translate("Maintenance", "Terkirim {sent}, diakui {acknowledged}, diterima {received}.").format(
            sent=result.sent, acknowledged=result.acknowledged, received=result.received
        )
        self._message = " ".join(part for part in (result.detail, counts if result.ok else "") if part)

    def _test_queued(self, job: int) -> None:
        self._test_job = job
        self._good, self._message = True, translate("Maintenance", "Lembar uji dikirim ke printer.")
        self._flow.machinery.wake_printer()
        self._poked()

    @Slot()
    def _poked(self) -> None:
        if self._test_job is None:
            return
        job, machinery = self._test_job, self._flow.machinery
        self._flow.run(lambda: machinery.job_outcome(job), self._test_said, lambda _error: None)

    def _test_said(self, outcome: Outcome) -> None:
        match outcome.state:
            case JobState.CONFIRMED:
                self._good, self._message = True, translate("Maintenance", "Lembar uji sudah tercetak.")
            case JobState.SENT:
                self._good = True
                self._message = translate(
                    "Maintenance", "Lembar uji terkirim; printer ini tidak bisa memastikan hasilnya."
                )
            case JobState.FAILED:
                self._good, self._message = False, reason_sentence(outcome.reason)
            case JobState.WAITING:
                if outcome.reason is not None:
                    self._good, self._message = False, reason_sentence(outcome.reason)
        if outcome.state is not JobState.WAITING:
            self._test_job = None
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._busy = ""
        self._good = False
        self._message = (
            str(error) if isinstance(error, KioskError) else translate("Maintenance", "Belum berhasil. Coba lagi.")
        )
        self.changed.emit()

    @Slot()
    def _turned(self) -> None:
        if isinstance(self._flow.session.page, flow.Maintenance):
            self.look()

    @Slot()
    def _forget(self) -> None:
        self._pin = ""
        if not isinstance(self._pin_said, PinLocked):
            self._pin_said = None
        self._busy = self._message = ""
        self._checking = False
        self._test_job = None
        self._checks.show(())
        self._folders.show(())
        self.changed.emit()
