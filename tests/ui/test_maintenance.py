"""The petugas at the machine."""

from __future__ import annotations

import threading

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QCloseEvent

from kiosk.domain import session as flow
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.orders import Orders
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.domain.readiness import Check
from tests.conftest import NOON_MS
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.ports import LEFT, RESTART, Exchanged, OfficeNews, Parked
from ui.resident import Resident


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
    resident.tap("Kirim data sekarang")
    resident.wait_sees("Terkirim 2, diakui 2, diterima 1.")
    assert "sync" in machinery.said


def test_a_failed_sync_is_no_success(resident: Resident, machinery: TestMachinery) -> None:
    machinery.exchanged = Exchanged(False, "Server tidak menjawab.")
    _enter(resident, machinery)
    resident.tap("Kirim data sekarang")
    resident.wait_sees("Server tidak menjawab.")
    assert not resident.sees("Terkirim")


def test_the_test_page_tells_what_the_printer_said(resident: Resident, machinery: TestMachinery) -> None:
    _enter(resident, machinery)
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
    _inside(screen, resident)
    screen.kiosk.maintenance.printTest()
    machinery.settle(Outcome(JobState.SENT, PrintReason.UNCONFIRMED))
    resident.wait_sees("Apakah lembar uji keluar?")
    resident.tap(answer)
    resident.wait_sees(said)
    assert f"test came out: {came}" in machinery.said
    assert not resident.sees("Apakah lembar uji keluar?")
    screen.kiosk.maintenance.testCameOut(came)
    resident.wait(lambda: screen.bridge.pending == 0, "the errands")
    assert machinery.said.count(f"test came out: {came}") == 1


def test_nobody_is_asked_about_paper_that_came_out_elsewhere(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    _inside(screen, resident)
    screen.kiosk.maintenance.printTest()
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
    _inside(screen, resident)
    resident.wait_sees("Bukti permohonan A-007 · 12.00")
    rows = screen.kiosk.maintenance.prints.rows
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
    screen.kiosk.maintenance.cancelPrint(8)
    resident.wait_sees("Sudah terlambat")
    assert [said for said in machinery.said if "cancel" in said] == ["cancel 9", "cancel 8"]


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
    rows = screen.kiosk.maintenance.checks.rows
    assert [(row.title, row.mood) for row in rows] == [
        ("Basis data", "bad"),
        ("Printer", "unsure"),
        ("Pemindai", "unsure"),
        ("Penyimpanan", "good"),
    ]


def test_reports_are_printed_and_saved_from_here(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    _inside(screen, resident)
    machine = screen.kiosk.maintenance
    for errand, did in (
        (lambda: machine.saveReport(""), "report "),
        (lambda: machine.saveReport("/media/petugas/KELURAHAN"), "report /media/petugas/KELURAHAN"),
        (machine.printReadiness, "print readiness"),
        (machine.printWaiting, "wake printer"),
    ):
        del machinery.said[:]
        errand()
        resident.wait(lambda: machine.busy == "", "the errand")
        assert machinery.said[0] == did
    machine.saveReport("")
    resident.wait_sees("Laporan tersimpan.")
    assert not resident.sees("diakui"), "a report is no exchange"


@pytest.mark.parametrize(
    ("button", "did", "code"), [("Keluar dari kiosk", "leave", LEFT), ("Mulai ulang", "restart", RESTART)]
)
def test_only_from_here_the_program_ends(
    screen: Screen, resident: Resident, machinery: TestMachinery, button: str, did: str, code: int
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    close = QCloseEvent()
    assert screen.eventFilter(screen.window, close), "Alt+F4 on the first page does nothing"
    _enter(resident, machinery)
    resident.tap(button)
    assert (codes, machinery.said[-1]) == ([code], did)
    assert not screen.eventFilter(screen.window, QCloseEvent())
    assert close.type() == QEvent.Type.Close


def test_a_button_that_is_pressed_while_the_list_is_read_is_not_lost(
    screen: Screen, resident: Resident, machinery: TestMachinery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading it may take seconds: a printer that is off, a server that is far."""
    _inside(screen, resident)
    gate, checks = threading.Event(), machinery.checks
    monkeypatch.setattr(machinery, "readiness", lambda: checks if gate.wait(10) else ())
    machine = screen.kiosk.maintenance
    machine.look()
    machine.saveReport("")
    gate.set()
    resident.wait_sees("Laporan tersimpan.")
    assert machine.busy == ""


# --- The office -------------------------------------------------------------------------------------------------------


def told(screen: Screen) -> list[tuple[str, str, str]]:
    return [(row.title, row.detail, row.mood) for row in screen.kiosk.maintenance.office.rows]


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
    _inside(screen, resident)
    resident.wait(lambda: bool(told(screen)), "the list")
    assert told(screen) == [
        ("Hubungan dengan kelurahan", "Terakhir terhubung: Jumat, 20 November 2026, 12.00 WIB.", "good"),
        ("Ditahan kelurahan: A-003, A-004, A-005, A-006, A-007, dan 2 lagi", "Minta bantuan teknisi.", "bad"),
        (
            "Berkas kelurahan belum dipakai: services/d18.toml",
            "'lama' is no key. Yang lama tetap dipakai. Minta kelurahan membetulkan berkas itu.",
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
    _inside(screen, resident)
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
    _inside(screen, resident)
    resident.wait(lambda: bool(told(screen)), "the list")
    assert [mood for _, _, mood in told(screen)] == ["unsure"]
    assert not resident.sees("Kelurahan tidak menerima")


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


def _inside(screen: Screen, resident: Resident) -> None:
    """The way in by touch has tests of its own."""
    screen.flow.send(flow.Knock())
    screen.flow.send(flow.Enter())
    resident.wait_page("maintenance")
    resident.wait(lambda: screen.kiosk.maintenance.busy == "", "the first look")
