"""The petugas at the machine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QCloseEvent

from kiosk.domain.prints import JobState, Outcome, PrintReason
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.ports import LEFT, RESTART, Exchanged
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


@pytest.mark.parametrize(
    ("button", "did", "said"),
    [
        ("Kirim data sekarang", "sync", "Terkirim 2, diakui 2, diterima 1."),
        ("Simpan ke flashdisk", "export /media/petugas/KELURAHAN", "Aman dilepas."),
        ("Ambil dari flashdisk", "import /media/petugas/KELURAHAN", "Tidak ada jawaban di flashdisk ini."),
    ],
)
def test_errands_say_how_they_ended(
    resident: Resident, machinery: TestMachinery, button: str, did: str, said: str
) -> None:
    _enter(resident, machinery)
    resident.tap(button)
    resident.wait_sees(said)
    assert did in machinery.said


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
