"""PRINTER: paper, the test page, the last slips."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import words
from kiosk.domain.code import ALPHABET, LENGTH
from kiosk.domain.petugas import Room
from kiosk.domain.prints import COPIED, JobState, Outcome, PrintJob, PrintReason, SlipKind
from ui.ports import Copied, NoCopy, NotFound, Pending, PrinterNow
from ui.viewmodels.errands import RoomViewModel
from ui.viewmodels.flow import Flow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import clock_words, job_sentence, petugas_reason, slip_title

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

MOST_PRINTS = 8
"""Slips in the list: what somebody can compare with the paper in their hands."""


_ASK_MS = 1000
"""Between two questions to the printer while its paper is changed."""


class PaperStep(StrEnum):
    """Of changing the paper."""

    OPEN = "open"
    ROLL = "roll"
    CLOSE = "close"
    TEST = "test"


class PrintRow(msgspec.Struct, frozen=True):
    """One of the last slips. `mood`: busy, good, unsure or bad; `waiting`: it may still be taken out of the queue; `numbered`:
    a copy of its number can be made.
    """

    job: int
    title: str
    when: str
    detail: str
    mood: str
    waiting: bool
    numbered: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class PrinterViewModel(RoomViewModel):
    """Follows what was asked for here to its end, and keeps the list of slips as the spool has it."""

    room = Room.PRINTER
    shown = Signal()
    watching = Signal(bool)
    """Whether a code is to be looked for with the camera."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(shared, parent)
        self._step: PaperStep | None = None
        self._now: PrinterNow | None = None
        self._opened = False
        self._asking = False
        self._ask = QTimer(self)
        self._ask.setInterval(_ASK_MS)
        self._ask.timeout.connect(self._ask_printer)
        self._prints = Rows(PrintRow, self)
        self._waiting = 0
        self._followed: tuple[int, str] | None = None  # a job, and what the petugas calls it
        self._tested = False
        self._asks = False
        self._coding = False
        self._code = ""

    @Property(Rows, notify=shown)
    def prints(self) -> Rows:
        """The last slips, newest first."""
        return self._prints

    @Property(int, notify=shown)
    def waitingPrints(self) -> int:
        return self._waiting

    @Property(bool, notify=shown)
    def asksForTest(self) -> bool:
        """The printer cannot say whether the test page came out, the petugas can."""
        return self._asks

    # --- A new roll

    @Property(str, notify=shown)
    def step(self) -> str:
        """Of changing the paper: open, roll, close or test; "" while nobody does."""
        return self._step or ""

    @Property(int, notify=shown)
    def stepNumber(self) -> int:
        """From 1 to 4."""
        return list(PaperStep).index(self._step) + 1 if self._step else 0

    @Property(str, notify=shown)
    def printerSays(self) -> str:
        """How the printer is now, in words; "" before it was asked."""
        now = self._now
        if now is None:
            return ""
        if not now.answers:
            return translate("Maintenance", "Printer ini tidak bisa menjawab. Lanjutkan sendiri, langkah demi langkah.")
        if now.open:
            return translate("Maintenance", "Printer: tutupnya terbuka.")
        match now.paper:
            case "out":
                return translate("Maintenance", "Printer: kertas belum terbaca.")
            case _ if now.trouble is not None:
                return petugas_reason(now.trouble)
            case "low":
                return translate("Maintenance", "Printer: kertas hampir habis.")
            case _:
                return translate("Maintenance", "Printer: kertas ada, tutupnya rapat.")

    @Property(str, notify=shown)
    def printerMood(self) -> str:
        """good, unsure or notice."""
        now = self._now
        if now is None or not now.answers or now.open:
            return "notice"
        return "good" if now.trouble is None and now.paper == "enough" else "unsure"

    @Slot()
    def changePaper(self) -> None:
        """ "Ganti kertas": begins at the first step and asks the printer every second."""
        self._step, self._now, self._opened, self._asking = PaperStep.OPEN, None, False, False
        self._asks, self._message = False, ""
        self._ask.start()
        self._ask_printer()
        self.changed.emit()

    @Slot()
    def nextStep(self) -> None:
        """What is told step by step where the printer says nothing; the last one prints."""
        match self._step:
            case PaperStep.OPEN:
                self._go(PaperStep.ROLL)
            case PaperStep.ROLL:
                self._go(PaperStep.CLOSE)
            case PaperStep.CLOSE:
                self._try_out()
            case _:
                self.stopChanging()

    @Slot()
    def stopChanging(self) -> None:
        """Done, or broken off."""
        self._ask.stop()
        self._step = self._now = None
        self.changed.emit()

    @Slot()
    def _ask_printer(self) -> None:
        # The next question waits for the answer: a printer that is off takes seconds to say nothing.
        if not self._asking and self._step is not None:
            self._asking = True
            self.look(self._flow.machinery.devices.printer, self._hear, lost=self._heard_nothing)

    def _heard_nothing(self) -> None:
        self._asking = False

    def _hear(self, now: PrinterNow) -> None:
        self._asking = False
        before, self._now = self._now, now
        if self._step in (None, PaperStep.TEST) or not now.answers:
            return
        closed = not now.open and now.paper != "out"
        self._opened = self._opened or not closed
        if now.open and self._step is PaperStep.OPEN:
            self._go(PaperStep.ROLL)
        elif before is not None and before.open and not now.open and now.paper == "out":
            self._go(PaperStep.ROLL)  # the cover is shut over nothing: once more
        elif self._opened and closed and now.trouble is None:
            self._try_out()

    def _go(self, step: PaperStep) -> None:
        self._step = step
        self.changed.emit()
        self.attended.emit()

    def _try_out(self) -> None:
        if self.errand("print", self._flow.machinery.devices.paper_changed, self._queued):
            self._ask.stop()
            self._go(PaperStep.TEST)

    # --- The test page

    @Slot()
    def printTest(self) -> None:
        self._asks = False
        self.errand("print", self._flow.machinery.print_test, self._queued)

    @Slot(bool)
    def testCameOut(self, came: bool) -> None:
        """What the petugas saw."""
        if not self._asks:
            return
        self._asks = False
        self.errand(
            "answer", lambda: self._flow.machinery.test_came_out(came), lambda _nothing: self._answered(came=came)
        )

    @Slot()
    def printWaiting(self) -> None:
        """ "Cetak yang menunggu": the printer is tried at once instead of at the next interval."""
        if self._busy:
            return
        self._asks = False
        self.say("good", translate("Maintenance", "Printer sedang dicoba lagi."))
        self._flow.machinery.wake_printer()

    @Slot(int)
    def cancelPrint(self, job: int) -> None:
        """ "Batalkan" on one of the list."""
        self.errand("cancel", lambda: self._flow.machinery.cancel_print(job), self._cancelled)

    # --- A copy for somebody whose slip is lost

    @Slot(int)
    def printCopy(self, job: int) -> None:
        """ "Cetak salinan" on one of the list."""
        self._asks = False
        self.errand("copy", lambda: self._flow.machinery.copies.of_slip(job), self._copied)

    @Property(bool, notify=shown)
    def coding(self) -> bool:
        """The code of a resident is asked for."""
        return self._coding

    @Property(str, notify=shown)
    def code(self) -> str:
        """As far as it is typed."""
        return self._code

    @Property(str, notify=shown)
    def alphabet(self) -> str:
        return ALPHABET

    @Property(bool, notify=shown)
    def codeComplete(self) -> bool:
        return len(self._code) == LENGTH

    @Property(bool, notify=shown)
    def codeWrong(self) -> bool:
        """Nothing was printed for it."""
        return self._coding and self._message != "" and self._mood == "bad"

    @Slot()
    def askCode(self) -> None:
        """ "Salinan struk dengan kode"."""
        self._coding, self._code, self._asks, self._message = True, "", False, ""
        self.watching.emit(True)
        self.changed.emit()

    @Slot()
    def putCodeAway(self) -> None:
        self._message = ""
        self._forget_code()
        self.changed.emit()

    @Slot(str)
    def typed(self, symbol: str) -> None:
        if self._coding and len(self._code) < LENGTH and symbol in ALPHABET:
            self._code, self._message = self._code + symbol, ""
            self.changed.emit()

    @Slot()
    def erased(self) -> None:
        self._code, self._message = self._code[:-1], ""
        self.changed.emit()

    @Slot()
    def printCode(self) -> None:
        """Under the nine places."""
        if self.codeComplete:
            self._copy_with(self._code)

    def heard(self, text: str) -> None:
        """A scanner has read one of our codes: the code is asked for, so it answers."""
        if self._coding:
            self._code = ""
            self._copy_with(text)

    def _forget_code(self) -> None:
        self._coding, self._code = False, ""
        self.watching.emit(False)

    def _copy_with(self, text: str) -> None:
        self.errand("copy", lambda: self._flow.machinery.copies.of_code(text), self._copied)

    def _copied(self, result: Copied | NoCopy | NotFound) -> None:
        match result:
            case Copied():
                self._forget_code()
                title = translate("Maintenance", "Salinan nomor {ticket}").format(ticket=result.ticket)
                self._follow(result.job, title)
            case NoCopy.WAITING:
                # The code was right: what is to be done now stands on the room's first page.
                self._forget_code()
                self.say("unsure", _no_copy(result))
            case NoCopy() | NotFound():
                self.say("bad", _no_copy(result))

    def entered(self) -> None:
        self._look_at_prints()

    def poked(self) -> None:
        if self._followed is not None:
            job, _ = self._followed
            self.look(lambda: self._flow.machinery.job_outcome(job), self._printed, quick=True)
        self._look_at_prints()

    def left(self) -> None:
        self.stopChanging()
        self._prints.show(())
        self._followed, self._asks, self._waiting = None, False, 0
        self._forget_code()

    def _look_at_prints(self) -> None:
        machinery = self._flow.machinery
        self.look(lambda: (machinery.recent_prints(), machinery.pending()), self._show, quick=True)

    def _show(self, result: tuple[tuple[PrintJob, ...], Pending]) -> None:
        jobs, pending = result
        self._waiting = pending.prints
        self._prints.show(tuple(self._row(job) for job in jobs[:MOST_PRINTS]))

    def _row(self, job: PrintJob) -> PrintRow:
        local = self._flow.context.zone.local(job.created_at)
        when = clock_words(local, "id")
        if local.date() != self._flow.today:
            when = f"{words.day_without_name(local.date())}, {when}"
        said = job_sentence(Outcome(job.state, job.reason), past=True)
        title = f"{slip_title(job.kind)} {job.ticket}".rstrip()
        waiting = job.state is JobState.WAITING
        numbered = not waiting and job.kind in COPIED and job.permohonan_id is not None
        return PrintRow(job.id, title, when, said.text, said.mood, waiting, numbered)

    def _queued(self, job: int) -> None:
        self._follow(job, slip_title(SlipKind.TEST), test=True)
        self._flow.machinery.wake_printer()

    def _follow(self, job: int, slip: str, *, test: bool = False) -> None:
        self._followed, self._tested = (job, slip), test
        self.say("good", translate("Maintenance", "{slip} dikirim ke printer.").format(slip=slip))
        self.poked()

    def _printed(self, outcome: Outcome) -> None:
        if self._followed is None or outcome == Outcome(JobState.WAITING):
            return
        _, slip = self._followed
        if outcome.state is not JobState.WAITING:
            self._followed = None
        said = job_sentence(outcome)
        # Where it went elsewhere, nobody here can have seen it.
        elsewhere = outcome.reason in (PrintReason.OTHER_PRINTER, PrintReason.FILED)
        self._asks = self._tested and outcome.state is JobState.SENT and not elsewhere
        if self._asks:
            self.say("unsure", translate("Maintenance", "Apakah lembar uji keluar?"))
        else:
            self.say(said.mood, f"{slip}: {said.text}")

    def _cancelled(self, cancelled: bool) -> None:
        if cancelled:
            self.say("good", translate("Maintenance", "Struk itu tidak akan dicetak. Nomornya tetap berlaku."))
        else:
            self.say("unsure", translate("Maintenance", "Sudah terlambat: struk itu sudah sampai di printer."))
        self._look_at_prints()

    def _answered(self, *, came: bool) -> None:
        if came:
            self.say("good", translate("Maintenance", "Dicatat: printer ini mencetak."))
        else:
            self.say(
                "bad",
                translate("Maintenance", "Dicatat: lembar uji tidak keluar. Periksa kertas, kabel, dan listriknya."),
            )


def _no_copy(why: NoCopy | NotFound) -> str:
    match why:
        case NoCopy.WAITING:
            return translate(
                "Maintenance",
                "Struk nomor itu masih menunggu printer, jadi tidak disalin. Sentuh “Cetak yang menunggu”.",
            )
        case NoCopy.UNKNOWN:
            return translate("Maintenance", "Nomor itu tidak tercatat lagi di kiosk ini. Nomornya tetap berlaku.")
        case NotFound.NO_CODE:
            return translate("Maintenance", "Kode itu belum cocok. Periksa lagi huruf dan angkanya.")
        case NotFound.FORGED:
            return translate("Maintenance", "Kode itu tidak dibuat oleh kiosk ini. Tidak ada yang dicetak.")
        case NotFound.UNKNOWN | NotFound.OTHER_KIOSK:
            return translate(
                "Maintenance",
                "Kode itu belum dikenal di sini. Bila dari kiosk lain, kirim data dulu, lalu coba lagi.",
            )
        case NotFound.NO_SERVICE:
            return translate("Maintenance", "Layanannya tidak ada lagi di kiosk ini. Nomor dan kodenya tetap berlaku.")
        case _:
            assert_never(why)
