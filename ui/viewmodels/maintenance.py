"""The petugas' side: the PIN, the readiness list, and what can be done at the machine."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from ui.ports import LEFT, RESTART, Exchanged, Pending, PinLocked, PinNotSet, PinOutcome, PinRight, PinWrong
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import check_title, clock_words, job_sentence, slip_title, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 8
MOST_PRINTS = 8
"""Slips in the list: what somebody can compare with the paper in their hands."""
_URGENCY = ("bad", "unsure", "good")


class CheckRow(msgspec.Struct, frozen=True):
    """A line of the readiness list. `mood`: good, unsure or bad."""

    title: str
    detail: str
    mood: str


class PrintRow(msgspec.Struct, frozen=True):
    """One of the last slips. `mood`: busy, good, unsure or bad; `waiting`: it may still be taken out of the queue."""

    job: int
    title: str
    when: str
    detail: str
    mood: str
    waiting: bool


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
    said = Signal()
    """How an errand ended."""
    closing = Signal(int)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._pin = ""
        self._pin_said: PinOutcome | None = None
        self._checking = False
        self._checks = Rows(CheckRow, self)
        self._folders = Rows(FolderRow, self)
        self._prints = Rows(PrintRow, self)
        self._pending = Pending(0, 0)
        self._busy = ""
        self._mood = "good"
        self._message = ""
        self._printing: tuple[SlipKind, int] | None = None
        self._asks = False
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

    @Property(Rows, notify=fixed)
    def prints(self) -> Rows:
        """The last slips, newest first."""
        return self._prints

    @Property(int, notify=changed)
    def waitingEvents(self) -> int:
        return self._pending.events

    @Property(int, notify=changed)
    def waitingPrints(self) -> int:
        return self._pending.prints

    @Property(str, notify=changed)
    def busy(self) -> str:
        """The errand that runs: look, sync, export, import, report, print, cancel, answer; "" when none does."""
        return self._busy

    @Property(str, notify=changed)
    def message(self) -> str:
        """How the last errand ended."""
        return self._message

    @Property(str, notify=changed)
    def mood(self) -> str:
        """How well it ended: good, unsure or bad."""
        return self._mood

    @Property(bool, notify=changed)
    def asksForTest(self) -> bool:
        """The printer cannot say whether the test page came out, the petugas can."""
        return self._asks

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

    @Slot(str)
    def saveReport(self, path: str) -> None:
        """ "Laporan hari ini": onto a stick, or with "" to where the settings send pages."""
        self._errand("report", lambda: self._flow.machinery.save_report(path), self._reported)

    @Slot()
    def printTest(self) -> None:
        self._errand("print", self._flow.machinery.print_test, lambda job: self._queued(SlipKind.TEST, job))

    @Slot()
    def printReadiness(self) -> None:
        self._errand("print", self._flow.machinery.print_readiness, lambda job: self._queued(SlipKind.READINESS, job))

    @Slot(bool)
    def testCameOut(self, came: bool) -> None:
        """What the petugas saw."""
        if not self._asks:
            return
        self._errand(
            "answer", lambda: self._flow.machinery.test_came_out(came), lambda _nothing: self._answered(came=came)
        )
        self._asks = False

    @Slot()
    def printWaiting(self) -> None:
        """ "Cetak yang menunggu": the printer is tried at once instead of at the next interval."""
        if self._busy not in ("", "look"):
            return
        self._asks = False
        self._say("good", translate("Maintenance", "Printer sedang dicoba lagi."))
        self._flow.machinery.wake_printer()

    @Slot(int)
    def cancelPrint(self, job: int) -> None:
        """ "Batalkan" on one of the list."""
        self._errand("cancel", lambda: self._flow.machinery.cancel_print(job), self._cancelled)

    @Slot()
    def restart(self) -> None:
        self._flow.machinery.restart()
        self.closing.emit(RESTART)

    @Slot()
    def leave(self) -> None:
        self._flow.machinery.leave()
        self.closing.emit(LEFT)

    def _errand(self, name: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        # Whoever presses a button does not wait for the list to be read: errands are done one after the other anyway.
        free = self._busy == "" or (self._busy == "look" and name != "look")
        if not free or not isinstance(self._flow.session.page, flow.Maintenance):
            return
        self._busy = name
        if name != "look":
            self._message, self._asks = "", False
        self.changed.emit()

        def finished(result: object) -> None:
            if self._busy == name:
                self._busy = ""
            done(result)
            self.changed.emit()
            if name in ("sync", "export", "import", "answer"):
                self.look()
            elif name != "look":
                self._look_at_prints()

        self._flow.errand(work, finished, self._failed)

    def _looked(self, result: tuple[tuple[Check, ...], Pending, list[str]]) -> None:
        checks, self._pending, folders = result
        rows = [CheckRow(check_title(check.id), check.detail, _mood(check)) for check in checks]
        # What needs a hand stands first.
        self._checks.show(tuple(sorted(rows, key=lambda row: _URGENCY.index(row.mood))))
        self._folders.show(tuple(FolderRow(folder) for folder in folders))

    def _exchanged(self, result: Exchanged) -> None:
        counts = translate("Maintenance", "Terkirim {sent}, diakui {acknowledged}, diterima {received}.").format(
            sent=result.sent, acknowledged=result.acknowledged, received=result.received
        )
        text = " ".join(part for part in (result.detail, counts if result.ok else "") if part)
        self._say("good" if result.ok else "bad", text)

    def _reported(self, result: Exchanged) -> None:
        self._say("good" if result.ok else "bad", result.detail)

    def _say(self, mood: str, message: str) -> None:
        self._mood, self._message = mood, message
        self.changed.emit()
        self.said.emit()

    # --- Slips

    def _queued(self, kind: SlipKind, job: int) -> None:
        self._printing = kind, job
        self._say("good", translate("Maintenance", "{slip} dikirim ke printer.").format(slip=slip_title(kind)))
        self._flow.machinery.wake_printer()
        self._poked()

    def _cancelled(self, cancelled: bool) -> None:
        if cancelled:
            self._say("good", translate("Maintenance", "Struk itu tidak akan dicetak. Nomornya tetap berlaku."))
        else:
            self._say("unsure", translate("Maintenance", "Sudah terlambat: struk itu sudah sampai di printer."))

    def _answered(self, *, came: bool) -> None:
        if came:
            self._say("good", translate("Maintenance", "Dicatat: printer ini mencetak."))
        else:
            self._say(
                "bad",
                translate("Maintenance", "Dicatat: lembar uji tidak keluar. Periksa kertas, kabel, dan listriknya."),
            )

    @Slot()
    def _poked(self) -> None:
        if self._printing is not None:
            (kind, job), machinery = self._printing, self._flow.machinery
            self._flow.run(
                lambda: machinery.job_outcome(job), lambda outcome: self._printed(kind, outcome), lambda _error: None
            )
        self._look_at_prints()

    def _printed(self, kind: SlipKind, outcome: Outcome) -> None:
        if self._printing is None or outcome == Outcome(JobState.WAITING):
            return
        if outcome.state is not JobState.WAITING:
            self._printing = None
        said = job_sentence(outcome)
        # Where it went elsewhere, nobody here can have seen it.
        elsewhere = outcome.reason in (PrintReason.OTHER_PRINTER, PrintReason.FILED)
        self._asks = kind is SlipKind.TEST and outcome.state is JobState.SENT and not elsewhere
        if self._asks:
            self._say("unsure", translate("Maintenance", "Apakah lembar uji keluar?"))
        else:
            self._say(said.mood, f"{slip_title(kind)}: {said.text}")
        if self._printing is None:
            self.look()  # the list above says how the printer was before

    def _look_at_prints(self) -> None:
        if isinstance(self._flow.session.page, flow.Maintenance):
            machinery = self._flow.machinery
            self._flow.run(
                lambda: (machinery.recent_prints(), machinery.pending()), self._show_prints, lambda _error: None
            )

    def _show_prints(self, result: tuple[tuple[PrintJob, ...], Pending]) -> None:
        jobs, self._pending = result
        self._prints.show(tuple(self._row(job) for job in jobs[:MOST_PRINTS]))
        self.changed.emit()

    def _row(self, job: PrintJob) -> PrintRow:
        local = self._flow.context.zone.local(job.created_at)
        language, when = self._flow.language, clock_words(local, self._flow.language)
        if local.date() != self._flow.today:
            when = f"{words.day_without_name(local.date(), language)}, {when}"
        said = job_sentence(Outcome(job.state, job.reason), past=True)
        title = f"{slip_title(job.kind)} {job.ticket}".rstrip()
        return PrintRow(job.id, title, when, said.text, said.mood, waiting=job.state is JobState.WAITING)

    def _failed(self, error: Exception) -> None:
        self._busy = ""
        text = str(error) if isinstance(error, KioskError) else translate("Maintenance", "Belum berhasil. Coba lagi.")
        self._say("bad", text)

    @Slot()
    def _turned(self) -> None:
        if isinstance(self._flow.session.page, flow.Maintenance):
            self.look()
            self._look_at_prints()

    @Slot()
    def _forget(self) -> None:
        self._pin = ""
        if not isinstance(self._pin_said, PinLocked):
            self._pin_said = None
        self._busy = self._message = ""
        self._checking = False
        self._printing, self._asks = None, False
        self._checks.show(())
        self._folders.show(())
        self._prints.show(())
        self.changed.emit()


def _mood(check: Check) -> str:
    if check.ok:
        return "unsure" if check.attention else "good"
    return "bad" if check.needed else "unsure"
