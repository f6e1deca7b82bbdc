"""Maintenance mode: the door, its first page, and the rooms that the machine is looked after in."""

from __future__ import annotations

import threading

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.domain import session as flow
from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.domain.code import RequestCode
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.orders import Orders
from kiosk.domain.petugas import Role, Room
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.domain.readiness import Check
from kiosk.errors import Busy, CannotNow, Damaged, DiskFull, DiskReadOnly, NotAllowed, NotReady, WrongUse
from kiosk.procedures import load_procedures
from kiosk.usecases.take_number import take_number
from tests.conftest import NOON_MS
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.machinery import TestMachinery
from ui.app import ROOT, Screen
from ui.ports import Exchanged, NoCopy, NotFound, OfficeNews, Parked, PrinterNow, Sent
from ui.resident import Resident
from ui.viewmodels.flow import Timing
from ui.viewmodels.maintenance.audit import PAGE
from ui.viewmodels.maintenance.words import act_words, actor_words, error_sentence, room_words


def test_a_resident_touching_one_corner_just_stays_outside(resident: Resident) -> None:
    for _ in range(8):
        resident.touch(QPoint(40, 40))
    assert resident.page == "attract"


def test_a_wrong_pin_says_how_often_it_may_be_tried(resident: Resident) -> None:
    _knock(resident)
    resident.type_text("111111")
    resident.tap("next")
    resident.wait_sees("PIN belum cocok. Masih bisa dicoba 4 kali.")
    assert resident.page == "pin"


def test_readiness_and_what_waits_are_shown(resident: Resident, machinery: TestMachinery) -> None:
    _enter(resident, machinery)
    resident.wait_sees("41 GB kosong")
    resident.wait_sees("Kertas habis.")
    resident.wait_sees("Menunggu dikirim: 3")


def test_an_exchange_says_how_it_ended(resident: Resident, machinery: TestMachinery) -> None:
    _enter(resident, machinery)
    resident.tap("room-sending")
    resident.tap("Kirim data sekarang")
    resident.wait_sees("Terkirim 2, diakui 2, diterima 1.")
    assert "sync" in machinery.said


def test_a_failed_sync_is_no_success(resident: Resident, machinery: TestMachinery) -> None:
    machinery.exchanged = Exchanged(False, "Server tidak menjawab.")
    _enter(resident, machinery)
    resident.tap("room-sending")
    resident.tap("Kirim data sekarang")
    resident.wait_sees("Server tidak menjawab.")
    assert not resident.sees("Terkirim")


def test_the_test_page_tells_what_the_printer_said(resident: Resident, machinery: TestMachinery) -> None:
    _enter(resident, machinery)
    resident.tap("room-printer")
    resident.tap("Cetak lembar uji")
    resident.wait_sees("Lembar uji dikirim")
    machinery.settle(Outcome(JobState.FAILED, PrintReason.COVER_OPEN))
    resident.wait_sees("Tutup printer terbuka")


@pytest.mark.parametrize(
    ("answer", "came", "said"), [("Ya", True, "printer ini mencetak"), ("Tidak", False, "tidak keluar")]
)
def test_where_the_printer_cannot_say_it_the_petugas_is_asked_and_the_answer_is_kept(
    screen: Screen, resident: Resident, machinery: TestMachinery, answer: str, came: bool, said: str
) -> None:
    _inside(screen, resident, Room.PRINTER)
    screen.kiosk.maintenance.printer.printTest()
    machinery.settle(Outcome(JobState.SENT, PrintReason.UNCONFIRMED))
    resident.wait_sees("Apakah lembar uji keluar?")
    resident.tap(answer)
    resident.wait_sees(said)
    assert f"test came out: {came}" in machinery.said
    assert not resident.sees("Apakah lembar uji keluar?")
    screen.kiosk.maintenance.printer.testCameOut(came)
    resident.wait(lambda: screen.bridge.pending == 0, "the errands")
    assert machinery.said.count(f"test came out: {came}") == 1


def test_nobody_is_asked_about_paper_that_came_out_elsewhere(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.PRINTER)
    screen.kiosk.maintenance.printer.printTest()
    machinery.settle(Outcome(JobState.SENT, PrintReason.OTHER_PRINTER))
    resident.wait_sees("Lembar uji: Dikirim ke printer pengganti.")
    assert not resident.sees("Apakah lembar uji keluar?")


def test_the_last_slips_are_told_newest_first_and_one_that_waits_can_be_cancelled(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """What the petugas holds beside the paper in the tray."""
    day, minute = 86_400_000, 60_000
    waiting, printed, lost = (
        PrintJob(9, SlipKind.RECEIPT, JobState.WAITING, PrintReason.PAPER_OUT, 0, NOON_MS, "x", None, "A-007"),
        PrintJob(8, SlipKind.TICKET, JobState.CONFIRMED, None, 1, NOON_MS - 5 * minute, None, None, "C-001"),
        PrintJob(7, SlipKind.INFO, JobState.FAILED, PrintReason.EXPIRED, 0, NOON_MS - day, None, None),
    )
    machinery.prints = (waiting, printed, lost, *(msgspec.structs.replace(lost, id=number) for number in range(6)))
    _inside(screen, resident, Room.PRINTER)
    resident.wait_sees("Bukti permohonan A-007 · 12.00")
    rows = screen.kiosk.maintenance.printer.prints.rows
    assert [(row.title, row.when, row.mood, row.waiting) for row in rows[:3]] == [
        ("Bukti permohonan A-007", "12.00", "bad", True),
        ("Nomor antrean C-001", "11.55", "good", False),
        ("Informasi", "20 November 2026, 12.00", "bad", False),
    ]
    assert rows[0].detail == "Menunggu. Kertas habis. Pasang gulungan baru."
    assert rows[2].detail == "Tidak tercetak. Terlalu lama menunggu.", "what is past needs no hand any more"
    assert len(rows) == 8
    resident.tap("Batalkan Bukti permohonan A-007")
    resident.wait_sees("Struk itu tidak akan dicetak. Nomornya tetap berlaku.")
    resident.wait(lambda: not resident.sees("A-007"), "the list without it")
    screen.kiosk.maintenance.printer.cancelPrint(8)
    resident.wait_sees("Sudah terlambat")
    assert [said for said in machinery.said if "cancel" in said] == ["cancel 9", "cancel 8"]


def test_a_copy_of_a_number_in_the_list_is_followed_like_any_other_print(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    waiting, printed, other = (
        PrintJob(9, SlipKind.RECEIPT, JobState.WAITING, PrintReason.PAPER_OUT, 0, NOON_MS, "x", None, "A-008"),
        PrintJob(8, SlipKind.RECEIPT, JobState.CONFIRMED, None, 1, NOON_MS, "y", None, "A-007"),
        PrintJob(7, SlipKind.STATUS, JobState.CONFIRMED, None, 1, NOON_MS, "y", None, "A-007"),
    )
    machinery.prints = (waiting, printed, other)
    _inside(screen, resident, Room.PRINTER, Role.PETUGAS)
    assert [row.numbered for row in screen.kiosk.maintenance.printer.prints.rows] == [False, True, False]
    resident.tap("Cetak salinan Bukti permohonan A-007")
    resident.wait_sees("Salinan nomor A-007 dikirim ke printer.")
    machinery.settle(Outcome(JobState.WAITING, PrintReason.PAPER_OUT))
    resident.wait_sees("Salinan nomor A-007: Menunggu. Kertas habis.")
    machinery.settle(Outcome(JobState.SENT, PrintReason.UNCONFIRMED))
    resident.wait_sees("Salinan nomor A-007: Terkirim, tetapi printer ini tidak bisa memastikan.")
    assert not resident.sees("Apakah lembar uji keluar?")
    assert machinery.copies.asked == ["copy of slip 8"]


def test_a_number_whose_slip_still_waits_is_not_copied_and_the_petugas_is_told_what_to_do(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.prints = (PrintJob(8, SlipKind.TICKET, JobState.CONFIRMED, None, 1, NOON_MS, "y", None, "C-001"),)
    machinery.copies.refused = NoCopy.WAITING
    _inside(screen, resident, Room.PRINTER)
    resident.tap("copy-8")
    resident.wait_sees("Sentuh “Cetak yang menunggu”.")
    resident.tap("print-waiting")
    resident.wait(lambda: "wake printer" in machinery.said, "the slip that waits")


def test_the_code_of_a_resident_is_typed_and_a_wrong_one_can_be_mended(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.copies.refused = NotFound.NO_CODE
    _inside(screen, resident, Room.PRINTER, Role.PETUGAS)
    resident.tap("copy-with-code")
    resident.wait_sees("Ketik kode warga")
    printer = screen.kiosk.maintenance.printer
    for symbol in "7KQM3X9T":
        resident.tap(symbol)
    assert printer.code == "7KQM3X9T"
    printer.printCode()
    resident.wait(lambda: screen.bridge.pending == 0, "the errands")
    assert machinery.copies.asked == [], "it is not complete"
    resident.tap("P")
    resident.tap("next")
    resident.wait_sees("Kode itu belum cocok.")
    assert (printer.code, printer.codeWrong) == ("7KQM3X9TP", True)
    resident.tap("Hapus")
    assert (printer.code, printer.codeWrong) == ("7KQM3X9T", False)
    machinery.copies.refused = None
    resident.tap("R")
    resident.tap("next")
    resident.wait_sees("Salinan nomor A-007 dikirim ke printer.")
    assert (printer.coding, printer.code) == (False, ""), "nothing of it stays"
    assert machinery.copies.asked == ["copy with code 7KQM3X9TP", "copy with code 7KQM3X9TR"]


def test_a_slip_of_ours_is_scanned_only_where_its_code_is_asked_for_and_whoever_leaves_takes_it_along(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.PRINTER)
    printer = screen.kiosk.maintenance.printer
    code = str(RequestCode.new(lambda _below: 1))
    screen.kiosk.take(code)
    assert (screen.kiosk.maintenance.room, machinery.copies.asked) == ("printer", [])
    resident.tap("copy-with-code")
    resident.tap("7")
    screen.kiosk.take("9786020633176")
    assert (machinery.copies.asked, printer.code) == ([], "7"), "a book is no slip"
    resident.tap("back")
    assert (printer.coding, printer.code, screen.kiosk.maintenance.room) == (False, "", "printer")
    resident.tap("copy-with-code")
    screen.kiosk.take(str(RequestCode.new(lambda _below: 2)))
    resident.wait_sees("Salinan nomor A-007 dikirim ke printer.")
    assert len(machinery.copies.asked) == 1
    resident.tap("copy-with-code")
    resident.tap("7")
    screen.flow.send(flow.Finish())
    assert (printer.coding, printer.code) == (False, "")


def test_what_needs_a_hand_stands_first(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    """And paper that is nearly at its end is no fault, but somebody should come by."""
    machinery.checks = (
        Check("disk", True, "41 GB kosong"),
        Check("printer", True, "Kertas hampir habis: siapkan gulungan baru.", attention=True),
        Check("scanner", False, "Kamera tidak memberi gambar.", needed=False),
        Check("database", False, "Basis data rusak."),
    )
    _inside(screen, resident)
    resident.wait_sees("Kertas hampir habis")
    home = screen.kiosk.maintenance.home
    assert (home.verdict, home.remedyRoom) == ("bad", "backups")
    assert home.advice == "Basis data: Basis data rusak. Ada 2 hal lain di bawah."
    assert [(row.title, row.mood, row.room) for row in home.others.rows] == [
        ("Printer", "unsure", "printer"),
        ("Pemindai", "unsure", "scanner"),
    ]
    assert [(row.title, row.mood) for row in home.fine.rows] == [("Penyimpanan", "good")]


def test_reports_are_printed_and_saved_from_their_room(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.REPORTS)
    reports = screen.kiosk.maintenance.reports
    for errand, did in (
        (lambda: reports.saveReport(""), "report "),
        (lambda: reports.saveReport("/media/petugas/KELURAHAN"), "report /media/petugas/KELURAHAN"),
        (reports.printReadiness, "print readiness"),
    ):
        del machinery.said[:]
        errand()
        resident.wait(lambda: reports.busy == "", "the errand")
        assert machinery.said[0] == did
    reports.saveReport("")
    resident.wait_sees("Laporan tersimpan.")
    assert not resident.sees("diakui"), "a report is no exchange"


def test_a_button_that_is_pressed_while_something_is_read_is_not_lost(
    screen: Screen, resident: Resident, machinery: TestMachinery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading may take seconds: a stick that is slow, a printer that is off."""
    _inside(screen, resident, Room.REPORTS)
    gate, sticks = threading.Event(), machinery.sticks
    monkeypatch.setattr(machinery, "usb_sticks", lambda: sticks if gate.wait(10) else ())
    reports = screen.kiosk.maintenance.reports
    machinery.settle(machinery.outcome)
    resident.wait(lambda: reports.reading, "a look")
    reports.saveReport("")
    gate.set()
    resident.wait_sees("Laporan tersimpan.")
    assert reports.busy == ""


# --- The office -------------------------------------------------------------------------------------------------------


def told(screen: Screen) -> list[tuple[str, str, str]]:
    return [(row.title, row.detail, row.mood) for row in screen.kiosk.maintenance.sending.office.rows]


def test_what_the_office_wants_and_what_it_would_not_take_stand_on_one_list(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    day, lasts = 86_400_000, NOON_MS + 12 * 3_600_000
    machinery.news = OfficeNews(
        contact_at=NOON_MS - day,
        orders=Orders(
            (
                ServiceClosed("surat_keterangan_domisili", "Blangko habis.", lasts),
                ServiceClosed("surat_keterangan_kematian", until=NOON_MS),
                ServiceClosed("tidak_ada_lagi"),
            ),
            MessageShown("Besok tutup.", lasts),
            SettingsChanged(60, 30, ("id", "plm"), office_copy=False),
        ),
        files=2,
        refused_files=(("services/d18.toml", "'lama' is no key."),),
        parked=tuple(Parked(seq, f"A-00{seq}" if seq < 9 else "", "Minta bantuan teknisi.") for seq in range(3, 10)),
    )
    _inside(screen, resident, Room.SENDING)
    resident.wait(lambda: bool(told(screen)), "the list")
    assert told(screen) == [
        ("Hubungan dengan kelurahan", "Terakhir terhubung: Jumat, 20 November 2026, 12.00 WIB.", "good"),
        ("Ditahan kelurahan: A-003, A-004, A-005, A-006, A-007, dan 2 lagi", "Minta bantuan teknisi.", "bad"),
        (
            "Berkas kelurahan belum dipakai: services/d18.toml",
            "Ada yang salah tulis di dalamnya. Yang lama tetap dipakai. Minta kelurahan membetulkan berkas itu.",
            "unsure",
        ),
        ("Layanan dan informasi", "2 berkas kelurahan dipakai.", "good"),
        ("Pengumuman di halaman depan", "“Besok tutup.” Sampai Minggu, 22 November 2026.", "notice"),
        (
            "Layanan ditutup: Surat Keterangan Domisili",
            "Blangko habis. Sampai Minggu, 22 November 2026.",
            "notice",
        ),
        ("Layanan ditutup: tidak_ada_lagi", "Sampai kelurahan membukanya lagi.", "notice"),
        (
            "Pengaturan dari kelurahan",
            (
                "Bertanya 'Masih di sini?' setelah 60 detik. Mengosongkan layar 30 detik kemudian. "
                "Bahasa: Indonesia, Palembang. Lembar untuk kantor: tidak dicetak."
            ),
            "notice",
        ),
    ]
    for title, _, _ in told(screen):
        assert resident.sees(title)


def test_a_kiosk_that_was_turned_away_says_so_here_at_once_and_nowhere_else(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.SENDING)
    resident.wait(lambda: bool(told(screen)), "the list")
    assert told(screen) == [("Hubungan dengan kelurahan", "Belum pernah terhubung.", "unsure")]
    machinery.news = OfficeNews(NOON_MS, "Kiosk ini dicabut oleh kelurahan. Tanyakan kelurahan.", turned_away=True)
    machinery.settle(machinery.outcome)
    resident.wait_sees("Kiosk ini dicabut oleh kelurahan.")
    assert resident.sees("Kelurahan tidak menerima data kiosk ini.")
    assert [mood for _, _, mood in told(screen)] == ["bad"]
    screen.flow.send(flow.Finish())
    resident.wait_page("attract")
    assert told(screen) == []
    assert not resident.sees("dicabut"), "for residents nothing changes"


def test_a_link_that_is_down_is_no_alarm(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    machinery.news = OfficeNews(NOON_MS, "Server tidak terjangkau. Data aman di sini dan akan dikirim sendiri.")
    _inside(screen, resident, Room.SENDING)
    resident.wait(lambda: bool(told(screen)), "the list")
    assert [mood for _, _, mood in told(screen)] == ["unsure"]
    assert not resident.sees("Kelurahan tidak menerima")


# --- The first page ---------------------------------------------------------------------------------------------------


def test_a_kiosk_in_order_says_so_and_asks_for_nothing(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.checks = (Check("disk", True, "41 GB kosong"), Check("printer", True, "Siap."))
    _inside(screen, resident)
    home = screen.kiosk.maintenance.home
    assert (home.verdict, home.title, home.remedyRoom) == ("good", "Semua beres", "")
    assert resident.sees("Tidak ada yang perlu Anda lakukan.")
    assert home.others.rows == ()


def test_the_one_next_thing_is_a_touch_away_from_where_it_is_mended(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, role=Role.PETUGAS)
    resident.wait_sees("Belum bisa melayani")
    assert resident.sees("Printer: Kertas habis.")
    resident.tap("remedy")
    resident.wait(lambda: screen.kiosk.maintenance.room == "printer", "the room with the printer")
    resident.wait_sees("Ganti kertas")


def test_what_a_petugas_cannot_mend_leads_to_whom_to_call(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.checks = (Check("network", False, "Tidak ada sinyal.", needed=False),)
    _inside(screen, resident, role=Role.PETUGAS)
    assert screen.kiosk.maintenance.home.remedyRoom == "help"
    screen.flow.send(flow.Finish())
    _inside(screen, resident, role=Role.ADMIN)
    assert screen.kiosk.maintenance.home.remedyRoom == "network"


def test_the_first_page_looks_again_when_something_has_changed(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident)
    home = screen.kiosk.maintenance.home
    home._again.setInterval(0)
    assert home.verdict == "bad"
    machinery.checks = (Check("printer", True, "Siap."),)
    machinery.settle(machinery.outcome)
    resident.wait(lambda: home.verdict == "good", "the new verdict")


def test_a_kiosk_that_the_office_turned_away_is_to_be_looked_at(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.checks = (Check("printer", True, "Siap."),)
    machinery.news = OfficeNews(NOON_MS, "Kiosk ini dicabut oleh kelurahan.", turned_away=True)
    _inside(screen, resident)
    home = screen.kiosk.maintenance.home
    assert (home.verdict, home.remedyRoom) == ("unsure", "sending")


def test_what_was_done_today_stands_there_by_the_hour(screen: Screen, resident: Resident) -> None:
    context = screen.flow.context
    for _ in range(3):
        take_number(context, context.catalog.groups[0])
    _inside(screen, resident)
    home = screen.kiosk.maintenance.home
    assert home.served == "0 permohonan dan 3 nomor antrean"
    assert [(row.hour, row.count, row.part) for row in home.hours.rows if row.count] == [("12", 3, 1.0)]
    assert [home.hours.rows[0].hour, home.hours.rows[-1].hour] == ["07", "16"]


def test_every_room_has_its_door_its_words_and_its_page(screen: Screen, resident: Resident) -> None:
    _inside(screen, resident)
    doors = [row.room for row in screen.kiosk.maintenance.rooms.rows]
    assert sorted(doors) == sorted(room.value for room in Room if room is not Room.HOME)
    for room in Room:
        assert (ROOT / "ui" / "pages" / "rooms" / f"{room.value.capitalize()}Room.qml").is_file(), room
        assert room_words(room).title
        screen.flow.send(flow.Visit(room))
        resident.wait(lambda room=room: bool(resident.item(f"maintenance-{room.value}")), f"the page of {room}")  # type: ignore[misc]


def test_a_petugas_sees_only_the_doors_that_are_open_to_them(screen: Screen, resident: Resident) -> None:
    _inside(screen, resident, role=Role.PETUGAS)
    house = screen.kiosk.maintenance
    doors = {row.room for row in house.rooms.rows}
    assert "printer" in doors
    assert doors.isdisjoint({"audit", "network", "backups", "update", "enrolment", "services", "look"})
    assert (house.admin, house.whom) == (False, "Anda masuk sebagai petugas")
    house.visit("backups")
    house.visit("no such room")
    assert house.room == "home"


def test_maintenance_mode_speaks_the_language_of_the_office_and_the_next_resident_their_own(
    screen: Screen, resident: Resident
) -> None:
    screen.flow.send(flow.Speak("en"))
    _inside(screen, resident)
    assert screen.kiosk.language == "id"
    screen.kiosk.speak("en")
    assert screen.kiosk.language == "id"
    assert resident.sees("Perawatan kiosk")


# --- The door ---------------------------------------------------------------------------------------------------------


@pytest.mark.survives(27)
def test_a_petugas_who_walks_away_is_asked_and_then_the_door_closes(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """Five minutes from the last touch, the question included; a resident's shorter patience is not theirs."""
    assert Timing().petugas_ms == 300_000
    _inside(screen, resident, Room.PRINTER)
    kiosk = screen.kiosk
    kiosk.stay()
    timing = screen.flow.timing
    assert kiosk._idle.interval() + timing.wipe_ms == 300_000
    screen.flow.timing = Timing(1, 40, 41)
    kiosk.stay()
    resident.wait(lambda: kiosk.warning, "the question")
    resident.wait_page("attract")
    resident.wait(lambda: "step out" in machinery.said, "the closed door")
    assert kiosk.maintenance.printer.prints.rows == ()


@pytest.mark.survives(27)
def test_nobody_is_locked_out_of_what_is_being_done(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.SENDING)
    machinery.sending, machinery.hold = (Sent(1, 2, 0, 512),), threading.Event()
    screen.flow.timing = Timing(1, 40, 41)
    try:
        screen.kiosk.maintenance.sending.sync()
        # Its patience begins anew again and again while the exchange runs.
        patiences: list[bool] = []
        screen.kiosk._idle.timeout.connect(lambda: patiences.append(screen.kiosk.warning))
        screen.kiosk.stay()
        resident.wait(lambda: len(patiences) > 3, "the end of its patience, several times")
        assert not any(patiences)
        assert resident.page == "maintenance"
    finally:
        machinery.hold.set()
    resident.wait_page("attract")


@pytest.mark.parametrize("way", ["back", "finish", "escape"])
def test_whoever_leaves_has_stepped_out(screen: Screen, resident: Resident, machinery: TestMachinery, way: str) -> None:
    _inside(screen, resident)
    assert "step out" not in machinery.said
    if way == "escape":
        QTest.keyClick(screen.window, Qt.Key.Key_Escape)
    else:
        resident.tap(way)
    resident.wait(lambda: "step out" in machinery.said, "the closed door")


def test_the_door_closes_behind_what_was_asked_for_before(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """What they asked for is done in their name, not in nobody's."""
    _inside(screen, resident, Room.REPORTS)
    screen.kiosk.maintenance.reports.saveReport("")
    screen.flow.send(flow.Finish())
    resident.wait(lambda: "step out" in machinery.said, "the closed door")
    assert machinery.said[-2:] == ["report ", "step out"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAllowed("no", "no"), "Hanya admin yang boleh"),
        (DiskFull("full", "free some"), "Tempatnya penuh."),
        (DiskReadOnly("ro", "no"), "Tidak bisa ditulisi."),
        (Busy("busy", "wait"), "Kiosk sedang mengerjakan hal lain."),
        (NotReady("no office", "enrol"), "belum didaftarkan"),
        (WrongUse("bad file", "mend it"), "tidak cocok"),
        (CannotNow("later", "try"), "Belum bisa sekarang."),
        (Damaged("broken", "verify"), "Ada data yang rusak."),
        (RuntimeError("Traceback"), "Belum berhasil."),
    ],
)
def test_no_error_is_told_in_english(error: Exception, said: str) -> None:
    sentence = error_sentence(error)
    assert said in sentence
    assert str(error) not in sentence


# --- A new roll -------------------------------------------------------------------------------------------------------


def test_changing_paper_follows_what_the_printer_says_and_ends_with_a_test_page(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.PRINTER)
    printer = screen.kiosk.maintenance.printer
    printer._ask.setInterval(1)
    machinery.devices.now = PrinterNow(True, paper="out", trouble=PrintReason.PAPER_OUT)
    resident.tap("change-paper")
    resident.wait_sees("Buka tutup printer.")
    machinery.devices.now = PrinterNow(True, open=True, paper="out", trouble=PrintReason.COVER_OPEN)
    resident.wait_sees("Pasang gulungan baru.")
    assert machinery.devices.asked == []
    machinery.devices.now = PrinterNow(True)
    resident.wait_sees("Lihat lembar ujinya.")
    assert machinery.devices.asked == ["paper changed"]
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait_sees("Sudah tercetak")
    resident.tap("next")
    resident.wait_sees("Ganti kertas")
    assert (printer.step, printer._ask.isActive()) == ("", False)
    assert machinery.devices.asked == ["paper changed"], "one roll, one test page"


def test_a_cover_that_is_shut_over_nothing_prints_nothing(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.PRINTER)
    printer = screen.kiosk.maintenance.printer
    printer._ask.setInterval(1)
    machinery.devices.now = PrinterNow(True, open=True, paper="out", trouble=PrintReason.COVER_OPEN)
    printer.changePaper()
    resident.wait(lambda: printer.step == "roll", "the open cover")
    printer.nextStep()
    machinery.devices.now = PrinterNow(True, paper="out", trouble=PrintReason.PAPER_OUT)
    resident.wait(lambda: printer.step == "roll", "once more")
    assert resident.sees("Printer: kertas belum terbaca.")
    assert machinery.devices.asked == []


def test_a_printer_that_cannot_answer_is_asked_for_with_the_eyes(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.devices.now = PrinterNow(False)
    _inside(screen, resident, Room.PRINTER)
    resident.tap("change-paper")
    resident.wait_sees("Printer ini tidak bisa menjawab.")
    for _ in range(3):
        resident.tap("next")
    machinery.settle(Outcome(JobState.SENT, PrintReason.UNCONFIRMED))
    resident.wait_sees("Apakah lembar uji keluar?")
    resident.tap("Ya")
    resident.wait_sees("printer ini mencetak")
    assert "test came out: True" in machinery.said


def test_whoever_breaks_off_or_leaves_asks_the_printer_no_more(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.PRINTER)
    printer = screen.kiosk.maintenance.printer
    resident.tap("change-paper")
    resident.tap("back")
    assert (printer.step, printer._ask.isActive()) == ("", False)
    assert screen.kiosk.maintenance.room == "printer", "one step back, not two"
    printer.changePaper()
    screen.flow.send(flow.Finish())
    assert (printer.step, printer._ask.isActive()) == ("", False)


# --- Sending ----------------------------------------------------------------------------------------------------------


def test_an_exchange_says_how_far_it_is(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    _inside(screen, resident, Room.SENDING)
    machinery.sending, machinery.hold = (Sent(1_500, 3_000, 2, 48_300_000),), threading.Event()
    sending = screen.kiosk.maintenance.sending
    try:
        resident.tap("sync")
        resident.wait_sees("1.500 dari 3.000 data diakui, 2 foto terkirim · 48,3 MB")
        assert (sending.sentPart, sending.exchanging) == (0.5, True)
        assert not resident.sees("Sedang dikerjakan"), "the bar says it"
    finally:
        machinery.hold.set()
    resident.wait_sees("Terkirim 2, diakui 2, diterima 1.")
    assert not sending.exchanging


# --- Scanner and screen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "detail"),
    [
        ("1671012304900001", "Enam belas angka, seperti NIK", "Terbaca, 16 tanda."),
        ("https://example.org/rahasia-keluarga", "Alamat internet", "Terbaca, 36 tanda. http … arga"),
        ("9786020633176", "Nomor buku (ISBN)", "Terbaca, 13 tanda."),
        ("apa saja", "Kode lain", "Terbaca, 8 tanda."),
    ],
)
def test_a_code_is_told_by_its_kind_and_its_length_and_never_in_full(
    screen: Screen, resident: Resident, machinery: TestMachinery, text: str, title: str, detail: str
) -> None:
    _inside(screen, resident, Room.SCANNER)
    screen.kiosk.take(text)
    resident.wait_sees(detail)
    (row,) = screen.kiosk.maintenance.scanner.scans.rows
    assert (row.title, row.detail) == (title, detail)
    assert not resident.sees(text)
    resident.wait(lambda: machinery.devices.asked == ["tested scanner: True"], "the note")
    screen.flow.send(flow.Visit(Room.HOME))
    assert screen.kiosk.maintenance.scanner.scans.rows == ()


def test_a_scanner_that_reads_nothing_is_written_down_and_helped(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.SCANNER)
    resident.tap("nothing-read")
    resident.wait_sees("Periksa kabelnya")
    assert machinery.devices.asked == ["tested scanner: False"]


def test_codes_navigate_nowhere_in_the_other_rooms(screen: Screen, resident: Resident) -> None:
    _inside(screen, resident, Room.PRINTER)
    screen.kiosk.take("9786020633176")
    assert screen.kiosk.maintenance.room == "printer"
    assert screen.kiosk.maintenance.scanner.scans.rows == ()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_finger_on_every_target_passes_and_one_beside_them_is_counted(
    open_screen: Opener, machinery: TestMachinery, size: tuple[int, int]
) -> None:
    screen, resident = open_screen(size=size)
    _inside(screen, resident, Room.TOUCH)
    resident.tap("try-touch")
    touch = screen.kiosk.maintenance.touch
    resident.wait(lambda: resident.sees("Sentuh semua lingkaran"), "the targets")
    width, height = size
    across, down = (3, 4) if height > width else (4, 3)
    for row in range(down):
        for column in range(across):
            x = 75 + column * (width - 150) // (across - 1)
            y = 75 + row * (height - 150) // (down - 1)
            resident.touch(QPoint(x, y))
            if (row, column) == (0, 0):
                resident.touch(QPoint(width // 4, 200))
    resident.wait_sees("12 dari 12 sasaran terasa. Layar sentuh baik.")
    assert touch.noise == "1 sentuhan di luar sasaran."
    assert machinery.devices.asked == ["tested touch: True"]
    assert not resident.sees("Sentuh semua lingkaran")


def test_a_screen_that_feels_nothing_is_left_by_a_key_and_what_was_not_felt_is_shown(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident, Room.TOUCH)
    resident.tap("try-touch")
    touch = screen.kiosk.maintenance.touch
    resident.wait(lambda: resident.sees("Sentuh semua lingkaran"), "the targets")
    assert touch.occupied
    resident.touch(QPoint(75, 75))
    QTest.keyClick(screen.window, Qt.Key.Key_Escape)
    resident.wait_sees("1 dari 12 sasaran terasa. Di tempat yang kosong")
    assert touch.felt == [True] + [False] * 11
    assert (touch.mood, machinery.devices.asked) == ("bad", ["tested touch: False"])
    assert (screen.kiosk.maintenance.room, touch.occupied) == ("touch", False)


# --- The log and the procedures ---------------------------------------------------------------------------------------


def test_everything_that_can_be_written_down_has_indonesian_words() -> None:
    said = {act_words(act) for act in Act}
    assert len(said) == len(Act)
    assert len({actor_words(actor) for actor in Actor}) == len(Actor)
    assert said.isdisjoint({act.value for act in Act})


def test_the_log_is_read_newest_first_by_days_and_narrowed(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    day = 86_400_000
    machinery.audit.lines = tuple(
        AuditEntry(seq, NOON_MS - (50 - seq) * day // 20, Actor.PETUGAS, act, act is not Act.PIN_WRONG, "", b"")
        for seq, act in enumerate([Act.ENTERED, Act.PAPER_CHANGED, Act.HOURS_SET, Act.PIN_WRONG, Act.LEFT] * 10, 1)
    )
    _inside(screen, resident, Room.AUDIT)
    audit = screen.kiosk.maintenance.audit
    rows = audit.lines.rows
    assert (len(rows), audit.more) == (PAGE, True)
    assert rows[0].text == "Keluar dari perawatan · Petugas"
    assert next(row.day for row in rows if row.day) == "Sabtu, 21 November 2026"
    assert len([row for row in rows if row.day]) < len(rows)
    for _ in range(2):
        audit.older()
        resident.wait(lambda: not audit.reading, "older lines")
    assert (len(audit.lines.rows), audit.more) == (50, False)
    resident.tap("kind-settings")
    resident.wait(lambda: not audit.reading and len(audit.lines.rows) == 10, "the settings alone")
    assert {row.text for row in audit.lines.rows} == {"Jam buka diubah · Petugas"}
    resident.tap("kind-entry")
    resident.wait(lambda: not audit.reading and len(audit.lines.rows) == PAGE, "who came in")
    assert {row.mood for row in audit.lines.rows if row.text.startswith("PIN salah")} == {"unsure"}
    resident.tap("save-KELURAHAN")
    resident.wait_sees("tersimpan di flashdisk")
    assert machinery.audit.asked == ["save /media/petugas/KELURAHAN"]


def test_procedures_are_read_step_by_step_and_taken_along_as_pages(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    known = load_procedures()
    _inside(screen, resident, Room.HELP, Role.PETUGAS)
    help_ = screen.kiosk.maintenance.help
    assert [row.procedure for row in help_.procedures.rows] == [one.id for one in known]
    resident.tap("procedures-KELURAHAN")
    resident.wait_sees("Petunjuk tersimpan.")
    resident.tap("print-procedures")
    resident.wait(lambda: "procedures " in machinery.said, "the printer")
    assert "procedures /media/petugas/KELURAHAN" in machinery.said
    first = known[0]
    resident.tap(f"procedure-{first.id}")
    resident.wait_sees(first.title)
    assert [row.text for row in help_.steps.rows] == [step.do for step in first.steps]
    assert resident.sees(f"1. {first.steps[0].do}")
    resident.tap("back")
    assert not help_.opened
    assert screen.kiosk.maintenance.room == "help", "one step back, not two"
    resident.tap("back")
    assert screen.kiosk.maintenance.room == "home"


def _knock(resident: Resident) -> None:
    for _ in range(5):
        resident.touch(QPoint(40, 40))
    resident.touch(QPoint(1040, 40))
    resident.wait_page("pin")


def _enter(resident: Resident, machinery: TestMachinery) -> None:
    _knock(resident)
    resident.type_text(machinery.pin)
    resident.tap("next")
    resident.wait_page("maintenance")
    resident.wait_sees("Penyimpanan")


def _inside(screen: Screen, resident: Resident, room: Room = Room.HOME, role: Role = Role.ADMIN) -> None:
    """The way in by touch has tests of its own."""
    screen.flow.send(flow.Knock())
    screen.flow.send(flow.Enter(role))
    if room is not Room.HOME:
        screen.flow.send(flow.Visit(room))
    resident.wait_page("maintenance")
    resident.wait(lambda: screen.bridge.pending == 0, "the first look")
