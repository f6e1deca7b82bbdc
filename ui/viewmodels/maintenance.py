"""The petugas' side: the PIN, the readiness list, and what can be done at the machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.events import SettingsChanged
from kiosk.domain.orders import Orders
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from kiosk.speech_words import LANGUAGE_NAMES
from ui.ports import (
    LEFT,
    RESTART,
    Copying,
    Exchanged,
    OfficeNews,
    Parked,
    Pending,
    PinLocked,
    PinNotSet,
    PinOutcome,
    PinRight,
    PinWrong,
    Stick,
)
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import check_title, clock_words, job_sentence, moment_words, slip_title, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 8
MOST_PARKED = 5
"""Numbers in a line: one of them is a matter for a technician already."""
MOST_PRINTS = 8
"""Slips in the list: what somebody can compare with the paper in their hands."""
_NAMES = dict(zip(LANGUAGES, LANGUAGE_NAMES, strict=True))
_URGENCY = ("bad", "unsure", "good")
_FILE_SYSTEMS = {
    "vfat": "FAT32",
    "msdos": "FAT",
    "exfat": "exFAT",
    "ntfs": "NTFS",
    "ntfs3": "NTFS",
    "fuseblk": "NTFS / exFAT",
}
"""As sticks call them; others go by the kernel's name."""


class CheckRow(msgspec.Struct, frozen=True):
    """A line of the readiness list, or of what the office has sent. `mood`: good, notice, unsure or bad."""

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


class StickRow(msgspec.Struct, frozen=True):
    """A stick. `wrong`: what keeps it from being written, "" when nothing is known to."""

    path: str
    name: str
    detail: str
    wrong: str


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
    progressed = Signal()
    """More was done with a stick, or nothing is being done with one any more."""
    _told = Signal(object)

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._pin = ""
        self._pin_said: PinOutcome | None = None
        self._checking = False
        self._checks = Rows(CheckRow, self)
        self._sticks = Rows(StickRow, self)
        self._prints = Rows(PrintRow, self)
        self._office = Rows(CheckRow, self)
        self._alarm = ""
        self._pending = Pending(0, 0)
        self._busy = ""
        self._mood = "good"
        self._message = ""
        self._printing: tuple[SlipKind, int] | None = None
        self._asks = False
        self._copying = Copying("looking")
        self._copying_to = ""
        self._stop: threading.Event | None = None
        self._told.connect(self._follow)
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
    def sticks(self) -> Rows:
        return self._sticks

    @Property(Rows, notify=fixed)
    def prints(self) -> Rows:
        """The last slips, newest first."""
        return self._prints

    @Property(str, notify=fixed)
    def kioskId(self) -> str:
        """By which the office knows this kiosk."""
        return self._flow.context.kiosk.id

    @Property(str, notify=changed)
    def alarm(self) -> str:
        """Why the office takes nothing from this kiosk, "" when it does: what nobody may overlook."""
        return self._alarm

    @Property(Rows, notify=fixed)
    def office(self) -> Rows:
        """How this kiosk and the office stand, and what the office wants of it."""
        return self._office

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
        self._errand("look", lambda: (machinery.readiness(), machinery.pending(), machinery.usb_sticks()), self._looked)

    @Slot()
    def sync(self) -> None:
        self._errand("sync", self._flow.machinery.sync_now, self._exchanged)

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

    def _errand(self, name: str, work: Callable[[], object], done: Callable[..., None]) -> bool:
        # Whoever presses a button does not wait for the list to be read: errands are done one after the other anyway.
        free = self._busy == "" or (self._busy == "look" and name != "look")
        if not free or not isinstance(self._flow.session.page, flow.Maintenance):
            return False
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
        return True

    def _looked(self, result: tuple[tuple[Check, ...], Pending, tuple[Stick, ...]]) -> None:
        checks, self._pending, sticks = result
        rows = [CheckRow(check_title(check.id), check.detail, _mood(check)) for check in checks]
        # What needs a hand stands first.
        self._checks.show(tuple(sorted(rows, key=lambda row: _URGENCY.index(row.mood))))
        self._show_sticks(sticks)

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

    # --- Sticks

    @Property(str, notify=progressed)
    def copyingTo(self) -> str:
        """The stick that is being written or read; "" when none is."""
        return self._copying_to

    @Property(str, notify=progressed)
    def copying(self) -> str:
        """What is being done with it."""
        match self._copying.step:
            case "looking":
                return translate("Maintenance", "Flashdisk diperiksa dulu")
            case "writing" if self._copying.photos:
                text = translate("Maintenance", "Menyalin {entries} data dan {photos} foto")
                return text.format(entries=self._copying.entries, photos=self._copying.photos)
            case "writing":
                return translate("Maintenance", "Menyalin {entries} data").format(entries=self._copying.entries)
            case "checking":
                return translate("Maintenance", "Dibaca ulang, supaya pasti")
            case "taking":
                return translate("Maintenance", "Mengambil jawaban kelurahan")
            case "done":
                return translate("Maintenance", "Hampir selesai")

    @Property(str, notify=progressed)
    def copied(self) -> str:
        """How much of it, in words; "" while nobody knows."""
        now, language = self._copying, self._flow.language
        match now.step:
            case "writing" | "checking":
                done, total = words.size(now.done, language), words.size(now.total, language)
            case "taking":
                done, total = str(now.done), str(now.total)
            case _:
                return ""
        return translate("Maintenance", "{done} dari {total}").format(done=done, total=total)

    @Property(float, notify=progressed)
    def copiedPart(self) -> float:
        """How much of all of it, from 0 to 1: writing is the first half, reading back the second."""
        now = self._copying
        part = now.done / now.total if now.total else 0.0
        match now.step:
            case "writing":
                return part / 2
            case "checking":
                return 0.5 + part / 2
            case "done":
                return 1.0
            case _:
                return part

    @Slot(str)
    def exportTo(self, path: str) -> None:
        """ "Salin ke flashdisk"."""
        self._copy("export", path, self._flow.machinery.usb_export)

    @Slot(str)
    def importFrom(self, path: str) -> None:
        """ "Ambil jawaban"."""
        self._copy("import", path, self._flow.machinery.usb_import)

    @Slot()
    def stopCopying(self) -> None:
        """ "Hentikan": after the file that is being copied. Whoever leaves the page stops it too."""
        if self._stop is not None:
            self._stop.set()

    def _copy(self, name: str, path: str, work: Callable[[str, Callable[[Copying], bool]], Exchanged]) -> None:
        stop = threading.Event()

        def tell(now: Copying) -> bool:
            # On the errand's thread; the signal is received on the screen's.
            self._told.emit(now)
            return not stop.is_set()

        if self._errand(name, lambda: work(path, tell), lambda result: self._carried(result, stopped=stop.is_set())):
            self._stop, self._copying_to = stop, path
            self._follow(Copying("looking"))

    @Slot(object)
    def _follow(self, now: Copying) -> None:
        self._copying = now
        self.progressed.emit()

    def _let_go(self) -> None:
        self._stop, self._copying_to = None, ""
        self.progressed.emit()

    def _carried(self, result: Exchanged, *, stopped: bool) -> None:
        self._let_go()
        self._say("good" if result.ok else "unsure" if stopped else "bad", result.detail)

    def _look_at_sticks(self) -> None:
        # Whatever is done with a stick reads the list anew when it ends.
        if isinstance(self._flow.session.page, flow.Maintenance) and self._stop is None:
            self._flow.errand(self._flow.machinery.usb_sticks, self._show_sticks, lambda _error: None)

    def _show_sticks(self, sticks: tuple[Stick, ...]) -> None:
        self._sticks.show(tuple(self._stick_row(stick) for stick in sticks))

    def _stick_row(self, stick: Stick) -> StickRow:
        language = self._flow.language
        room = translate("Maintenance", "{free} kosong dari {size}").format(
            free=words.size(stick.free, language), size=words.size(stick.size, language)
        )
        parts = (_FILE_SYSTEMS.get(stick.kind, stick.kind), room if stick.size else "")
        match stick.wrong:
            case "read_only":
                wrong = translate("Maintenance", "Hanya bisa dibaca. Geser kuncinya, atau pakai yang lain.")
            case "damaged":
                wrong = translate("Maintenance", "Sistem berkasnya rusak. Pakai flashdisk lain.")
            case "":
                wrong = ""
        return StickRow(stick.path, stick.name, " · ".join(part for part in parts if part), wrong)

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
        self._look_at_office()
        self._look_at_sticks()

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

    # --- The office

    def _look_at_office(self) -> None:
        if isinstance(self._flow.session.page, flow.Maintenance):
            self._flow.run(self._flow.machinery.office, self._show_office, lambda _error: None)

    def _show_office(self, news: OfficeNews) -> None:
        self._alarm = news.trouble if news.turned_away else ""
        self._office.show((*self._standing(news), *self._ordered(news.orders)))
        self.changed.emit()

    def _standing(self, news: OfficeNews) -> Iterator[CheckRow]:
        """Whether the office is heard, and what it or this kiosk would not take."""
        since = translate("Maintenance", "Belum pernah terhubung.")
        if news.contact_at is not None:
            since = translate("Maintenance", "Terakhir terhubung: {when}.").format(
                when=self._say_moment(news.contact_at)
            )
        mood = "bad" if news.turned_away else "unsure" if news.trouble or news.contact_at is None else "good"
        yield CheckRow(translate("Maintenance", "Hubungan dengan kelurahan"), f"{news.trouble} {since}".strip(), mood)
        for why in dict.fromkeys(one.why for one in news.parked):
            numbers = _numbers([one for one in news.parked if one.why == why])
            yield CheckRow(translate("Maintenance", "Ditahan kelurahan: {numbers}").format(numbers=numbers), why, "bad")
        for file, wrong in news.refused_files:
            title = translate("Maintenance", "Berkas kelurahan belum dipakai: {file}").format(file=file or "?")
            keeps = translate("Maintenance", "Yang lama tetap dipakai. Minta kelurahan membetulkan berkas itu.")
            yield CheckRow(title, f"{wrong} {keeps}", "unsure")
        if files := news.files:
            detail = translate("Maintenance", "%n berkas kelurahan dipakai.", "", files)
            yield CheckRow(translate("Maintenance", "Layanan dan informasi"), detail, "good")

    def _ordered(self, orders: Orders) -> Iterator[CheckRow]:
        """What is in force now. Nothing of it is for the petugas to change: the office ordered it."""
        now, services = self._flow.context.clock.now_ms(), self._flow.context.catalog.services
        ends = translate("Maintenance", "Sampai {when}.")
        if orders.message and orders.notice(now):
            until = orders.message.until
            said = f"“{orders.message.text}” {ends.format(when=self._say_moment(until)) if until else ''}"
            yield CheckRow(translate("Maintenance", "Pengumuman di halaman depan"), said.strip(), "notice")
        for one in orders.closed:
            if orders.closing(one.service, now) is None:
                continue
            name = next((known.title.say("id") for known in services if known.id == one.service), one.service)
            until_words = (
                ends.format(when=self._say_moment(one.until))
                if one.until
                else translate("Maintenance", "Sampai kelurahan membukanya lagi.")
            )
            title = translate("Maintenance", "Layanan ditutup: {service}").format(service=name)
            yield CheckRow(title, f"{one.reason} {until_words}".strip(), "notice")
        if orders.settings != SettingsChanged():
            title = translate("Maintenance", "Pengaturan dari kelurahan")
            yield CheckRow(title, ". ".join(_settings(orders.settings)) + ".", "notice")

    def _say_moment(self, at: int) -> str:
        return moment_words(self._flow.context.zone, at, self._flow.language)

    def _failed(self, error: Exception) -> None:
        self._busy = ""
        self._let_go()
        text = str(error) if isinstance(error, KioskError) else translate("Maintenance", "Belum berhasil. Coba lagi.")
        self._say("bad", text)

    @Slot()
    def _turned(self) -> None:
        if isinstance(self._flow.session.page, flow.Maintenance):
            self.look()
            self._look_at_prints()
            self._look_at_office()

    @Slot()
    def _forget(self) -> None:
        self._pin = ""
        if not isinstance(self._pin_said, PinLocked):
            self._pin_said = None
        self._busy = self._message = ""
        self._checking = False
        self._printing, self._asks = None, False
        self._checks.show(())
        self._sticks.show(())
        self.stopCopying()
        self._let_go()
        self._prints.show(())
        self._office.show(())
        self._alarm = ""
        self.changed.emit()


def _numbers(parked: list[Parked]) -> str:
    """ "A-007, A-009, dan 3 lagi"; what gave no number is named by its place in the journal."""
    record = translate("Maintenance", "catatan {number}")
    named = [one.ticket or record.format(number=one.seq) for one in parked[:MOST_PARKED]]
    more = len(parked) - len(named)
    return ", ".join([*named, translate("Maintenance", "dan %n lagi", "", more)] if more else named)


def _settings(said: SettingsChanged) -> Iterator[str]:
    if (seconds := said.idle_warning_s) is not None:
        yield translate("Maintenance", "Bertanya 'Masih di sini?' setelah %n detik", "", seconds)
    if (seconds := said.idle_wipe_s) is not None:
        yield translate("Maintenance", "Mengosongkan layar %n detik kemudian", "", seconds)
    if said.languages:
        yield translate("Maintenance", "Bahasa: {languages}").format(
            languages=", ".join(_NAMES.get(language, language) for language in said.languages)
        )
    if said.office_copy is not None:
        yield (
            translate("Maintenance", "Lembar untuk kantor: dicetak")
            if said.office_copy
            else translate("Maintenance", "Lembar untuk kantor: tidak dicetak")
        )


def _mood(check: Check) -> str:
    if check.ok:
        return "unsure" if check.attention else "good"
    return "bad" if check.needed else "unsure"
