"""Somebody holds a letter before the kiosk: it says whether the office wrote it, and whom to ask for the rest."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from msgspec.structs import replace

from kiosk import sealing
from kiosk.domain.events import LetterVoided
from kiosk.domain.letter import LetterQr
from kiosk.store import void_letters
from kiosk.usecases.context import Context
from tests.ui.conftest import Opener
from tests.ui.scanning import TYPING, Gun
from ui.app import Screen
from ui.resident import Resident

SEED = bytes(range(32))


@pytest.fixture
def screen_and_resident(open_screen: Opener) -> tuple[Screen, Resident]:
    """With a scanner that types."""
    return open_screen(reader=TYPING)


def letter(context: Context, **changed: object) -> str:
    unsigned = LetterQr(
        context.kiosk.office.code,
        context.kiosk.office.generation,
        date(2026, 11, 21),
        7,
        "400.12.2.1/007/1671021003/XI/2026",
        "domisili",
        b"d" * 12,
    )
    whole = replace(unsigned, signature=sealing.sign(unsigned.signed_bytes(), SEED))
    return replace(whole, **changed).payload()


def test_a_letter_that_is_scanned_is_told_genuine_or_not(screen: Screen, resident: Resident, context: Context) -> None:
    """From the first page on, without a network: genuine with number and day, made up, another office's, of other keys."""
    office = replace(context.kiosk.office, sign_key=sealing.sign_public(SEED))
    context.rekey(office, context.kiosk.seed, ())
    gun = Gun(screen)
    gun.scan(letter(context))
    resident.wait_page("track")
    resident.wait_sees(
        f"Kode ini dari surat asli {office.name}, nomor 400.12.2.1/007/1671021003/XI/2026, tanggal 21 November 2026."
        " Cocok tidaknya isi surat, dan apakah masih berlaku, tanyakan di loket."
    )
    for changed, says in (
        ({"number": 8}, "Kode surat ini tidak dibuat oleh kantor kami."),
        ({"office": "16.71.02.1009"}, "Ini kode surat dari kantor lain."),
        ({"generation": 9}, "Kiosk ini belum bisa memeriksa surat ini."),
    ):
        gun.scan(letter(context, **changed))
        resident.wait_sees(says)


def test_a_letter_that_the_office_took_back_is_void(screen: Screen, resident: Resident, context: Context) -> None:
    """Also one of former keys, whose signature this kiosk cannot check: the office itself has told of it."""
    context.rekey(replace(context.kiosk.office, sign_key=sealing.sign_public(SEED)), context.kiosk.seed, ())
    gun = Gun(screen)
    code = letter(context)
    gun.scan(code)
    resident.wait_sees("Kode ini dari surat asli")
    qr = LetterQr.parse(code)
    assert qr is not None
    context.store.run(lambda db: void_letters.keep(db, [LetterVoided(qr.mark, 0)]))
    gun.scan(letter(context, number=8))
    resident.wait_sees("Kode surat ini tidak dibuat oleh kantor kami.")
    gun.scan(code)
    resident.wait_sees(
        "nomor 400.12.2.1/007/1671021003/XI/2026 ini sudah dibatalkan oleh kantor dan tidak berlaku lagi."
    )
    assert screen.kiosk.track.problemMood == "notice"
    gun.scan(letter(context, office="16.71.02.1009"))
    resident.wait_sees("Ini kode surat dari kantor lain.")
    context.rekey(replace(context.kiosk.office, generation=2), context.kiosk.seed, ())
    gun.scan(code)
    resident.wait_sees("sudah dibatalkan oleh kantor")


def test_who_leaves_before_the_answer_leaves_none_behind(screen: Screen, resident: Resident, context: Context) -> None:
    """What was scanned is nobody else's business."""
    busy = threading.Event()
    screen.bridge.run(lambda: busy.wait(10), lambda _: None, lambda _: None)
    Gun(screen).scan(letter(context))
    resident.wait_page("track")
    screen.kiosk.finish()
    resident.wait_page("attract")
    busy.set()
    resident.wait(lambda: screen.bridge.pending == 0, "the answer")
    assert screen.kiosk.track.problem == ""
