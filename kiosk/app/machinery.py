"""What hums behind the screen: the printer's spool, the road to the server, sticks, the PIN. Implements `ui.ports`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import msgspec

from kiosk import log, updates
from kiosk.app import doctor, procedure_command, report_command, sensors
from kiosk.app.audit_log import AuditBook
from kiosk.app.backlight import Backlight
from kiosk.app.backups import BackupShelf
from kiosk.app.bootstrap import Machine
from kiosk.app.copies import CopyDesk
from kiosk.app.devices import DeviceBench
from kiosk.app.door import Door
from kiosk.app.enrolling import EnrolmentDesk
from kiosk.app.hall import HallSettings
from kiosk.app.health import HealthNews
from kiosk.app.known_printer import known_printer, remember_printer
from kiosk.app.network import NetworkManager
from kiosk.app.petugas_words import PRINT_REASON, REFUSED_ENTRY, STICK_TROUBLE, SYNC_REASON, reply_words, stick_words
from kiosk.app.power import MachinePower
from kiosk.app.power_watch import PowerWatch
from kiosk.app.supervisor import is_supervised
from kiosk.app.updates import UpdateDesk
from kiosk.app.upkeep import Upkeep
from kiosk.domain.audit import Act
from kiosk.domain.events import NumberTaken, Submitted, decode_event
from kiosk.domain.petugas import Role
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from kiosk.procedures import load_procedures
from kiosk.store import journal, office_files, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases import cards, maintenance
from kiosk.usecases.daily_report import todays_report
from kiosk.usecases.maintenance import PinGuard, PinLocked, PinOutcome, PinRight, PinWrong
from kiosk.usecases.office_files import refused
from kiosk.usecases.orders import orders
from kiosk.usecases.printing import print_readiness, print_test_page
from printers.spool import Spool
from printers.status import Paper
from sync import mounts, tries, usb
from sync.connectivity import ConnectivityWatch
from sync.http import Progress, sync_once
from sync.outcome import SyncOutcome
from sync.protocol import EventRefusal
from sync.stick import Trouble
from sync.worker import SyncWorker
from ui.ports import Copying, Exchanged, OfficeNews, Parked, Pending, Sent, Stick

_WARM_UP_S = 2.0
_RECENT = 8
_CARD_AGAIN_S = 600.0


class Machinery:
    """Owns the workers of one running kiosk. Use as a context manager: leaving it stops them."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._context = machine.context
        self.printer = known_printer(machine)
        self._spool = Spool(self._context.store, self.printer, self._context.clock, on_settled=self._settled)
        self._sync = SyncWorker(self._sync_once, self._synced)
        self._connectivity = ConnectivityWatch(self._sync.link_changed)
        self._outcome: SyncOutcome | None = None
        self._shown = (0.0, "")  # the card that was noted last, and when, of time.monotonic()
        self._pin = PinGuard(machine.data)
        self.door = Door()
        self._upkeep = Upkeep(machine)
        self.audit = AuditBook(self._context, self.door, self._is_there, stick_words)
        self._health = HealthNews(
            machine.data, machine.context.clock, self._look_unasked, self.printer_trouble, self._paper_low
        )
        self.hall = HallSettings(self._context, self.door, self._changed, Backlight())
        self.network = NetworkManager(self.door, self.audit, self.wake_sync)
        self.power = MachinePower(self.door, self.audit)
        self.devices = DeviceBench(self.printer, self.door, self.audit, self.print_test)
        self.copies = CopyDesk(self._context, self.door, self.audit, self.wake_printer)
        self._warm_up = threading.Timer(_WARM_UP_S, self._get_ready)
        self._warm_up.daemon = True
        self._callbacks: list[Callable[[], None]] = []
        self._mutex = threading.Lock()
        self._exchanging = threading.Lock()
        self._watching = ExitStack()
        self.enrolling = EnrolmentDesk(
            machine, self.door, self.audit, self._is_there, exchanging=self._exchanging, wake_sync=self.wake_sync
        )
        self.backups = BackupShelf(machine, self.door, self.audit, self.usb_sticks, stick_words)
        self.updates = UpdateDesk(machine, self.door, self.audit, self._is_there, updates.install_folder())

    def __enter__(self) -> Self:
        self._spool.start()
        # The first NIK is typed some ten seconds from now: its region must not be looked up in lists still being read. Nor
        # shall the first slip wait for what it is made with. Not at once either: it would keep the first page waiting.
        self._warm_up.start()
        self._upkeep.start()
        self.backups.start()
        self._watching.enter_context(mounts.Watch(self._changed))
        if is_supervised():
            self._watching.enter_context(PowerWatch(sensors.power_is_failing, self.power.battery_is_empty))
        self.hall.shine()
        self.updates.settle()
        if self._machine.server_url:
            self._sync.start()
            self._connectivity.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._warm_up.cancel()
        self._upkeep.stop()
        self.backups.stop()
        self._watching.close()
        self._connectivity.stop()
        self._sync.stop()
        self._spool.stop()

    def _get_ready(self) -> None:
        self._machine.regions.warm_up()
        try:
            self.printer.warm_up()
        except Exception as error:  # noqa: BLE001 - whatever it is, the first slip says it again
            log.bug(error)

    # --- readiness ---

    def readiness(self) -> tuple[Check, ...]:
        """Everything looked over, now."""
        return self._look_over(unasked=False)

    def _look_unasked(self) -> tuple[Check, ...]:
        return self._look_over(unasked=True)

    def _look_over(self, *, unasked: bool) -> tuple[Check, ...]:
        machine = self._machine
        return doctor.look_over(
            machine.data,
            machine.config,
            machine.keys,
            self._context.store.run,
            self.printer,
            self._context.clock,
            guarded=is_supervised(),
            unasked=unasked,
        )

    def pending(self) -> Pending:
        """What waits here."""
        return self._context.store.run(lambda db: Pending(journal.unacknowledged(db), len(print_jobs.waiting(db))))

    def office(self) -> OfficeNews:
        """How the office and this kiosk stand, and what the office has sent."""
        last, said, wrong = self._outcome, orders(self._context), refused(self._context)

        def read(db: Connection) -> OfficeNews:
            return OfficeNews(
                contact_at=journal.sync_state(db).last_contact_at,
                trouble="" if last is None or last.done else SYNC_REASON[last.reason],
                turned_away=last is not None and last.refused,
                orders=said,
                files=len(office_files.in_use(db)),
                refused_files=wrong,
                parked=tuple(_parked(db, seq, reason) for seq, reason in journal.refused(db)),
            )

        return self._context.store.run(read)

    # --- the road to the server ---

    def sync_now(self, tell: Callable[[Sent], None] = lambda _now: None) -> Exchanged:
        """One whole sync, now; `tell` hears how far it is after each message."""
        outcome = self._sync_once(lambda now: tell(Sent(now.acknowledged, now.waiting, now.blobs, now.size)))
        self.audit.note(Act.SYNC_ASKED, done=outcome.done, detail=outcome.reason.value)
        self._synced(outcome)
        return Exchanged(
            outcome.done, SYNC_REASON[outcome.reason], outcome.sent, outcome.acknowledged, outcome.received
        )

    def wake_sync(self) -> None:
        """There may be something to send."""
        self._sync.hint()

    def _sync_once(self, tell: Callable[[Progress], None] = lambda _now: None) -> SyncOutcome:
        context = self._context
        # "Kirim data sekarang" while the worker is at it waits for its turn: the same entries need not travel twice.
        with self._exchanging:
            health = self._health.news()
            outcome = sync_once(
                context.store, self._machine.keys, self._machine.server_url, context.clock, tell=tell, health=health
            )
            if health is not None and outcome.done:
                self._health.told(health)
            return outcome

    def _synced(self, outcome: SyncOutcome) -> None:
        self._outcome = outcome
        tries.remember(self._context.store, outcome, now=self._context.clock.now_ms())
        if outcome.done:
            log.info(log.Event.SYNCED, sent=outcome.sent, received=outcome.received)
        else:
            log.info(log.Event.SYNC_FAILED, reason=outcome.reason.value)
        self._changed()

    # --- sticks ---

    def usb_sticks(self) -> tuple[Stick, ...]:
        """Sticks that the system has mounted, and the folders of the settings."""
        folders = [folder for folder in self._machine.config.usb.folders if Path(folder).is_dir()]
        return tuple(
            Stick(
                one.place,
                one.label,
                one.kind,
                one.size,
                one.free,
                "damaged" if one.damaged else "read_only" if one.read_only else "",
            )
            for one in mounts.sticks(folders)
        )

    def usb_export(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        """Writes what is unacknowledged onto a stick, and reads it back."""
        if not self._is_there(path):
            return Exchanged(False, STICK_TROUBLE[Trouble.NO_FOLDER])
        try:
            done = usb.export(
                self._context.store,
                self._machine.keys,
                Path(path),
                self._context.clock,
                _telling(tell),
                health=self._health.now(),
            )
        except KioskError as error:
            self.audit.note(Act.EXPORTED, done=False)
            return Exchanged(False, stick_words(error))
        self.audit.note(Act.EXPORTED, detail=f"{done.sent} entries, {done.photos} photos")
        log.info(log.Event.USB_EXPORTED, sent=done.sent)
        parts = [f"{done.sent} data" if done.sent else "", f"{done.photos} foto" if done.photos else ""]
        copied = " dan ".join(part for part in parts if part)
        what = f"{copied} sudah disalin dan dibaca ulang." if copied else "Tidak ada data baru untuk kelurahan."
        return Exchanged(True, f"{what} Aman dilepas. Bawa flashdisk ke kantor kelurahan.", sent=done.sent)

    def usb_import(self, path: str, tell: Callable[[Copying], bool]) -> Exchanged:
        """Takes the office's answers from a stick."""
        if not self._is_there(path):
            return Exchanged(False, STICK_TROUBLE[Trouble.NO_FOLDER])
        try:
            done = usb.import_replies(
                self._context.store, self._machine.keys, Path(path), self._context.clock, _telling(tell)
            )
        except KioskError as error:
            self.audit.note(Act.IMPORTED, done=False)
            return Exchanged(False, stick_words(error))
        taken = f"{done.acknowledged} acknowledged, {done.received} received, {len(done.refused)} refused"
        self.audit.note(Act.IMPORTED, done=not done.refused, detail=taken)
        log.info(log.Event.USB_IMPORTED, received=done.received, refused=len(done.refused))
        self._changed()
        if done.refused and not done.acknowledged and not done.received:
            return Exchanged(False, reply_words(done.refused[0].reason))
        if done.acknowledged or done.received:
            detail = f"Jawaban kelurahan sudah diambil: {done.acknowledged} data diterima, {done.received} kabar baru."
        else:
            detail = "Tidak ada jawaban baru di flashdisk ini."
        if done.at_rest:
            detail += " Aman dilepas."
        return Exchanged(True, detail, acknowledged=done.acknowledged, received=done.received)

    def _is_there(self, path: str) -> bool:
        # Where a stick was mounted may now be an empty folder of our own disk: what is written there goes nowhere.
        return any(stick.path == path for stick in self.usb_sticks())

    # --- the printer ---

    def print_test(self) -> int:
        """Queues the test page."""
        job = print_test_page(
            self._context,
            self._machine.config.printer.url,
            model=self.printer.last.model if self.printer.last else "",
            proof=doctor.PROOF[self.printer.capability],
        )
        self.audit.note(Act.PRINTED, detail="test page")
        self.wake_printer()
        return job

    def test_came_out(self, came: bool) -> None:
        """What the petugas saw after a test page that the printer could not prove."""
        self.printer.trust(came)
        remember_printer(self._machine, self.printer)
        self._changed()

    def print_readiness(self) -> int:
        """Queues the readiness report; the job's id."""
        waits = self.pending()
        job = print_readiness(self._context, self.readiness(), unsent=waits.events, unprinted=waits.prints)
        self.audit.note(Act.PRINTED, detail="readiness")
        self.wake_printer()
        return job

    def save_report(self, folder: str) -> Exchanged:
        """Today's report: into a folder, or with "" to where pages go by the settings."""
        if folder and not self._is_there(folder):
            return Exchanged(False, STICK_TROUBLE[Trouble.NO_FOLDER])
        try:
            if folder:
                report_command.write_report(self._context, Path(folder))
                self.audit.note(Act.EXPORTED, detail="report")
                return Exchanged(True, "Laporan hari ini sudah disimpan. Aman dilepas.")
            return self._send_report()
        except KioskError as error:
            if not folder:
                raise  # the screen has words for it
            return Exchanged(False, stick_words(error))

    def _send_report(self) -> Exchanged:
        report = todays_report(self._context)
        pdf, name = report_command.page(report), report_command.page_name(report)
        return self._send_page(pdf, name, "Laporan harian", "Laporan hari ini", "report")

    def save_procedures(self, folder: str) -> Exchanged:
        """What to do when something is lost, as PDF: into a folder, or with "" to where pages go by the settings."""
        if folder and not self._is_there(folder):
            return Exchanged(False, STICK_TROUBLE[Trouble.NO_FOLDER])
        pdf = procedure_command.page(load_procedures())
        if not folder:
            return self._send_page(pdf, procedure_command.NAME, "Petunjuk", "Petunjuk", "procedures")
        try:
            report_command.write_file(Path(folder) / procedure_command.NAME, pdf)
        except KioskError as error:
            return Exchanged(False, stick_words(error))
        self.audit.note(Act.EXPORTED, detail="procedures")
        return Exchanged(True, "Petunjuk sudah disimpan. Aman dilepas.")

    def _send_page(self, pdf: bytes, name: str, title: str, what: str, detail: str) -> Exchanged:
        """To where pages go. `what` it is for the petugas, and `detail` for the log."""
        outcome = self.printer.send_page(pdf, name, title)
        self.audit.note(Act.PRINTED, done=outcome.state is not JobState.FAILED, detail=detail)
        match outcome.reason:
            case PrintReason.NO_PRINTER:
                return Exchanged(False, "Belum ada printer A4 di pengaturan. Colokkan flashdisk untuk menyimpannya.")
            case PrintReason.FILED:
                return Exchanged(True, f"{what} disimpan di folder kantor.")
            case PrintReason.UNCONFIRMED:
                return Exchanged(True, f"{what} dikirim ke printer kantor.")
            case reason:
                return Exchanged(False, PRINT_REASON[reason] if reason else "")

    def job_outcome(self, job: int) -> Outcome:
        """What is known of a job."""
        known = self._context.store.run(lambda db: print_jobs.get(db, job))
        return Outcome(known.state, known.reason) if known else Outcome(JobState.FAILED)

    def printer_trouble(self) -> PrintReason | None:
        """What keeps slips from coming out, as last heard; None when nothing is known to. Never waits for the printer."""
        last = self.printer.last
        return last.reason if last and self.printer.fallback is None else None

    def _paper_low(self) -> bool:
        last = self.printer.last
        return last is not None and last.status.answered and last.status.paper is Paper.LOW

    def recent_prints(self) -> tuple[PrintJob, ...]:
        """The last slips, newest first, without what they say."""
        jobs = self._context.store.run(lambda db: print_jobs.recent(db, _RECENT))
        return tuple(msgspec.structs.replace(job, slip=None) for job in jobs)

    def cancel_print(self, job: int) -> bool:
        """Takes a waiting slip out of the queue; false when it is on its way or settled."""
        now = self._context.clock.now_ms()
        done = self._context.store.transaction(lambda db: print_jobs.cancel(db, job, now=now))
        self.audit.note(Act.PRINT_CANCELLED, done=done, detail=f"job {job}")
        if done:
            log.info(log.Event.PRINT_SETTLED, job=job, state=JobState.FAILED.value, reason=PrintReason.CANCELLED)
            self._changed()
        return done

    def wake_printer(self) -> None:
        """There may be something to print."""
        self._spool.hint()

    def _settled(self, jobs: list[PrintJob]) -> None:
        remember_printer(self._machine, self.printer)
        for job in jobs:
            log.info(log.Event.PRINT_SETTLED, job=job.id, state=job.state.value, reason=job.reason)
        self._changed()

    # --- the door ---

    def check_pin(self, pin: str) -> PinOutcome:
        """Looks at a PIN; slow on purpose."""
        outcome = self._pin.check(pin)
        match outcome:
            case PinWrong(tries_left):
                log.info(log.Event.PIN_WRONG, tries_left=tries_left)
                self.audit.note(Act.PIN_WRONG, done=False, detail=f"{tries_left} tries left")
            case PinLocked(wait_s, looked):
                log.info(log.Event.PIN_LOCKED, wait_s=wait_s)
                # What was not looked at is not written down: nobody fills the disk by typing.
                if looked:
                    self.audit.note(Act.PIN_WRONG, done=False, detail=f"locked for {wait_s} s")
            case PinRight(role):
                self.door.enter(role)
                log.info(log.Event.MAINTENANCE_OPENED)
                self.audit.take_in()
                self.audit.note(Act.ENTERED)
        return outcome

    def step_out(self) -> None:
        """Nobody is in maintenance mode any more."""
        if self.door.inside is not None:
            self.audit.note(Act.LEFT)
        self.door.leave()

    def new_pin(self, role: Role) -> str:
        """Another PIN for this role, told once. Raises WrongUse for anybody but the admin, and DiskReadOnly."""
        self.door.require_admin()
        pin = maintenance.new_pin(self._machine.data, role)
        self.audit.note(Act.PIN_SET, detail=role)
        return pin

    def knows_card(self, uid: str) -> bool:
        """Whether the office has enrolled this card."""
        label = cards.which(self._machine.data, uid)
        if label is not None:
            log.info(log.Event.CARD_SHOWN)
            self._card_shown(label)
        return label is not None

    def _card_shown(self, label: str) -> None:
        """One line for a card that is held to the reader again and again."""
        now, (before, shown) = time.monotonic(), self._shown
        if label != shown or now - before > _CARD_AGAIN_S:
            self._shown = (now, label)
            self.audit.note(Act.CARD_SHOWN, detail=label)

    def restart(self) -> None:
        """The screen closes right after; `kiosk run` begins anew."""
        self.audit.note(Act.RESTART_ASKED)
        log.info(log.Event.STOPPED, why="restart")

    def leave(self) -> None:
        """The screen closes right after."""
        self.audit.note(Act.STOPPED, detail="left")
        log.info(log.Event.STOPPED, why="leave")

    # --- changes ---

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback`, from any thread, when a job or a status may have changed; the result unsubscribes."""
        with self._mutex:
            self._callbacks.append(callback)

        def unsubscribe() -> None:
            with self._mutex:
                self._callbacks.remove(callback)

        return unsubscribe

    def _changed(self) -> None:
        with self._mutex:
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback()


def _parked(db: Connection, seq: int, reason: str) -> Parked:
    """An entry that the office would not take. A reason that is newer than this program says only that it was refused."""
    why = REFUSED_ENTRY.get(reason, REFUSED_ENTRY[EventRefusal.UNREADABLE])
    try:
        event = decode_event(journal.outgoing(db, seq - 1, max_bytes=0)[0].entry.body)
    except (IndexError, msgspec.DecodeError):
        return Parked(seq, "", why)
    return Parked(seq, event.ticket if isinstance(event, Submitted | NumberTaken) else "", why)


def _telling(tell: Callable[[Copying], bool]) -> usb.Tell:
    def told(now: usb.Progress) -> None:
        going_on = tell(Copying(now.step.value, now.done, now.total, now.entries, now.photos))
        # Once all of it is there, it is too late to stop it.
        if not going_on and now.step is not usb.Step.DONE:
            raise usb.cancelled()

    return told
