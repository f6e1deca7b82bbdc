"""A scanner at the window: on every page its codes do what is expected there or nothing, and never press a key."""

from __future__ import annotations

import os
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from kiosk import log
from kiosk.domain.catalog import Catalog
from kiosk.domain.session import Look
from kiosk.scan.readers import Reader, SerialPort
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from tests.ui.conftest import Opener, begin
from tests.ui.machinery import TestMachinery
from tests.ui.scanning import TYPING, Gun, key_event, key_of
from tests.ui.test_voice_mode import Unheard
from ui.app import Screen
from ui.resident import Listener, Resident, Typist

DOMISILI = "surat_keterangan_domisili"
NIK = "1671025403890002"
FOREIGN = {
    NIK: "Itu NIK, bukan kode struk.",
    "https://layananonline.dukcapil.kemendagri.go.id/Terpusat/x": "Ini kode dokumen Dukcapil.",
    "https://dukcapil.kemendagri.go.id.contoh.id/x": "Ini tautan ke dukcapil.kemendagri.go.id.contoh.id. Kiosk ini tidak",
    "9786020332956": "Ini nomor buku (ISBN)",
    "javascript:alert(1)": "Kode ini tidak dikenal di sini.",
    "PK1:PALSU": "Kode ini tidak dikenal di sini.",
}


@pytest.fixture
def screen_and_resident(open_screen: Opener) -> tuple[Screen, Resident]:
    """With a scanner that types."""
    return open_screen(reader=TYPING)


@pytest.fixture
def gun(screen: Screen) -> Gun:
    return Gun(screen)


@pytest.fixture
def accepted(context: Context, catalog: Catalog) -> Submitted:
    service = catalog.find("D18")
    result = submit(context, service, service.sample)
    assert isinstance(result, Submitted)
    return result


# --- Where a code leads


@pytest.mark.parametrize("way", [[], ["start"], ["want-track"]], ids=["first page", "catalogue", "track"])
def test_our_slip_leads_straight_to_the_request(
    resident: Resident, gun: Gun, accepted: Submitted, way: list[str]
) -> None:
    for touch in way:
        resident.tap(touch)
        resident.settle()
    gun.scan(accepted.slip.qr)
    resident.wait_page("result")
    assert resident.sees("Sudah diterima")


def test_from_one_request_a_slip_leads_to_the_next(
    resident: Resident, gun: Gun, accepted: Submitted, context: Context, catalog: Catalog
) -> None:
    service = catalog.find("J01")
    other = submit(context, service, service.sample)
    assert isinstance(other, Submitted)
    gun.scan(str(accepted.code))
    resident.wait_page("result")
    gun.scan(other.code.symbols.lower())
    resident.wait_sees(other.permohonan.ticket)
    assert resident.page == "result"


def test_a_second_reading_of_the_same_code_is_one_with_the_first(
    screen: Screen, resident: Resident, gun: Gun, accepted: Submitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.viewmodels.kiosk._SAME_SCAN_MS", 3_600_000)  # however slow this machine is
    gun.scan(accepted.slip.qr)
    resident.wait_page("result")
    pages: list[str] = []
    screen.kiosk.turned.connect(lambda _direction: pages.append(screen.kiosk.page))
    gun.scan(accepted.slip.qr)
    resident.settle()
    assert pages == []


def test_the_slip_of_another_kiosk_says_so(resident: Resident, gun: Gun, accepted: Submitted) -> None:
    """No kiosk knows the keys of others, so nothing is said of its signature; a changed slip of our own is refused."""
    qr = accepted.slip.qr
    other = "222222" if qr[4:10] != "222222" else "333333"
    code = "22222222" + next(s for s in "23456789ABCDEFGHJKMNPQRSTUVWXYZ" if _is_code("22222222" + s))
    gun.scan("PK1:" + other + code + qr[19:])
    resident.wait_page("track")
    resident.wait_sees("Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini.")
    gun.scan("PK1:" + qr[4:10] + code + qr[19:])
    resident.wait_sees("Kode ini tidak dibuat oleh kiosk kami.")


def _is_code(text: str) -> bool:
    from kiosk.domain.code import RequestCode

    return RequestCode.parse(text) is not None


def test_a_foreign_code_is_named_where_a_code_is_asked_for_and_nowhere_else(
    screen: Screen, resident: Resident, gun: Gun
) -> None:
    for code in FOREIGN:
        gun.scan(code)
    assert resident.page == "attract"
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text("7KQ")
    for code, said in FOREIGN.items():
        gun.scan(code)
        resident.wait_sees(said)
        assert screen.kiosk.track.problemMood == "notice", "nobody did anything wrong"
        assert screen.kiosk.track.code == "7KQ", "what was typed stays"
        resident.tap("Hapus")
        assert not resident.sees(said)
        resident.type_text("Q")


@pytest.mark.survives(12, 33)
def test_a_foreign_code_leaves_no_trace(
    screen: Screen, resident: Resident, gun: Gun, context: Context, tmp_path: Path
) -> None:
    """Neither on the disk nor in the log nor in what the screen remembers."""
    log.set_up(tmp_path)
    try:
        before = context.store.run(lambda db: "\n".join(db.conn.iterdump()))
        resident.tap("want-track")
        resident.wait_page("track")
        for code in FOREIGN:
            gun.scan(code)
            resident.settle()
        assert context.store.run(lambda db: "\n".join(db.conn.iterdump())) == before
    finally:
        log.close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [code for code in FOREIGN if code.encode() in written]
    assert NIK not in str(vars(screen.kiosk.track)) + str(vars(screen.kiosk)) + str(vars(screen.scanner))


@pytest.mark.survives(12)
def test_on_pages_of_a_form_nothing_navigates_and_nothing_is_typed(
    screen: Screen, resident: Resident, gun: Gun, accepted: Submitted, catalog: Catalog
) -> None:
    """Enter at its end would press a button, digits would land in a box."""
    seen = set()

    def scan_all(_name: str = "") -> None:
        page, answers = resident.page, screen.flow.session.answers
        where = screen.kiosk.form.step.stepId if page == "step" else ""
        # What begins with Enter or Escape, too.
        for code in (accepted.slip.qr, "\x1b" + accepted.code.symbols, "\r9786020332956", "ABCDEFGH"):
            gun.scan(code)
        resident.settle()
        after = screen.kiosk.form.step.stepId if resident.page == "step" else ""
        assert (resident.page, after, screen.flow.session.answers) == (page, where, answers)
        seen.add(page)

    begin(resident, DOMISILI)
    resident.fill_form(catalog.find("D18").sample, picture=scan_all)
    scan_all()
    assert seen == {"step", "review"}
    resident.tap("next")
    resident.wait_page("done")
    ticket = screen.kiosk.done.ticket
    scan_all()
    assert screen.kiosk.done.ticket == ticket


# --- Sixteen digits


def test_a_scanned_nik_is_offered_and_never_filled_in(screen: Screen, resident: Resident, gun: Gun) -> None:
    begin(resident, DOMISILI)
    gun.scan(NIK)
    resident.wait_sees("Apakah ini NIK Anda?")
    assert resident.sees("167102 540389 0002"), "in groups, as on the card"
    assert screen.flow.session.answers.get("nik") is None
    resident.tap("Pakai ini")
    assert screen.flow.session.answers["nik"] == NIK
    assert not resident.sees("Apakah ini NIK Anda?")
    resident.tap("next")
    resident.settle()
    gun.scan(NIK[:-1] + "3")
    resident.settle()
    assert not resident.sees("Apakah ini"), "this page asks for something else"


@pytest.mark.parametrize("digits", ["0000000000000000", "1671029903890002", "9971025403890002"])
def test_digits_that_can_be_no_nik_are_not_offered(resident: Resident, gun: Gun, screen: Screen, digits: str) -> None:
    begin(resident, DOMISILI)
    gun.scan(digits)
    resident.settle()
    assert not resident.sees("Apakah ini")
    assert "nik" not in screen.flow.session.answers


def test_an_offered_number_goes_with_its_page_and_with_the_resident(
    screen: Screen, resident: Resident, gun: Gun
) -> None:
    begin(resident, DOMISILI)
    gun.scan(NIK)
    resident.wait_sees("Apakah ini NIK Anda?")
    resident.tap("Kembali")
    resident.wait_page("privacy")
    assert screen.flow.scanned_number == ""
    resident.tap("next")
    resident.wait_page("step")
    assert not resident.sees("Apakah ini NIK Anda?")
    gun.scan(NIK[:-1] + "4")
    resident.wait_sees("Apakah ini NIK Anda?")
    screen.kiosk.finish()
    resident.wait_page("attract")
    assert screen.flow.scanned_number == ""


# --- A card of the office


def test_an_enrolled_card_rings_and_the_pin_is_still_asked_for(
    screen: Screen, resident: Resident, gun: Gun, machinery: TestMachinery
) -> None:
    machinery.cards = ("04A2B3C4D5E680",)
    gun.scan("04A2B3C4D5E681")
    gun.scan("0012345678")
    resident.settle()
    assert resident.page == "attract", "an unknown card does nothing and says nothing"
    gun.scan("04A2B3C4D5E680")
    resident.wait_page("pin")
    gun.scan(machinery.pin + "00")
    resident.settle()
    assert screen.kiosk.maintenance.door.digits == 0, "no scanner types a PIN"
    resident.type_text("000000")
    resident.tap("Masuk")
    resident.wait_sees("PIN belum cocok.")


def test_a_card_is_no_key_where_a_resident_stands(resident: Resident, gun: Gun, machinery: TestMachinery) -> None:
    machinery.cards = ("04A2B3C4D5E680",)
    resident.tap("start")
    resident.wait_page("catalogue")
    gun.scan("04A2B3C4D5E680")
    resident.settle()
    assert resident.page == "catalogue"


# --- People


def test_people_with_a_keyboard_do_everything_beside_a_scanner(
    screen: Screen, resident: Resident, gun: Gun, machinery: TestMachinery
) -> None:
    """Enter, Tab, digits, letters, Escape; then a petugas with the PIN."""
    typist = Typist(screen)
    typist.press(Qt.Key.Key_Return)
    typist.wait_page("catalogue")
    typist.go_to("search")
    typist.press(Qt.Key.Key_Return)
    typist.wait_page("search")
    typist.write("domisili")
    typist.wait(lambda: screen.kiosk.finding.text == "domisili", "the words")
    typist.press(Qt.Key.Key_Escape)
    typist.wait_page("catalogue")
    typist.press(Qt.Key.Key_Escape)
    typist.wait_page("attract")
    for corner in ("left",) * 5 + ("right",):
        screen.kiosk.corner(corner)
    typist.wait_page("pin")
    typist.write(machinery.pin)
    typist.wait(lambda: screen.kiosk.maintenance.door.digits == 6, "six digits")
    typist.press(Qt.Key.Key_Return)
    typist.wait_page("maintenance")


def test_a_person_typing_a_code_is_no_scan(screen: Screen, resident: Resident, accepted: Submitted) -> None:
    """Each key stands in its place until Enter, or the button, is pressed."""
    resident.tap("want-track")
    resident.wait_page("track")
    Gun(screen, gap_ms=120).keys(accepted.code.symbols)
    resident.wait(lambda: screen.kiosk.track.code == accepted.code.symbols, "nine symbols")
    assert resident.page == "track"


def test_two_switches_walk_beside_a_scanner(open_screen: Opener) -> None:
    """Space and Enter, and nothing is pressed twice."""
    screen, _ = open_screen(reader=TYPING, look=Look(voice=True), output=lambda _gain: Unheard())
    listener = Listener(screen, switches=True)
    for _ in range(12):
        if "Sentuh untuk mulai" in listener.last:
            break
        listener.do("next")
        listener.wait(lambda: screen.scanner.holding == 0, "the key")
    assert "Sentuh untuk mulai" in listener.last
    listener.do("choose")
    listener.wait_page("catalogue")


def test_keys_that_are_held_are_given_back_in_their_order(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    gun = Gun(screen, gap_ms=35)
    gun.keys("16")
    assert screen.scanner.holding == 4, "down and up, twice"
    resident.wait(lambda: screen.flow.session.answers.get("nik") == "16", "both digits")
    gun.keys("7")
    resident.wait(lambda: screen.flow.session.answers.get("nik") == "167", "the third")
    assert screen.scanner.holding == 0


def test_keys_of_unknown_time_are_judged_by_a_clock(screen: Screen, resident: Resident, accepted: Submitted) -> None:
    """A window system that gives none says 0."""
    resident.tap("want-track")
    resident.wait_page("track")
    for character in accepted.code.symbols + "\r":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(screen.window, key_event(kind, key_of(character), character, 0))
    resident.wait_page("result")


def test_a_scan_that_waited_behind_a_stalled_screen_is_still_one(
    screen: Screen, resident: Resident, accepted: Submitted
) -> None:
    """The patience with its first keys ends meanwhile; the rest lies in the queue."""
    resident.tap("want-track")
    resident.wait_page("track")
    at = 500_000
    for place, character in enumerate(accepted.code.symbols + "\r"):
        at += 7
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = key_event(kind, key_of(character), character, at)
            if place < 3:
                QCoreApplication.sendEvent(screen.window, event)
            else:
                QCoreApplication.postEvent(screen.window, event)
    _stand_still(150)
    resident.wait_page("result")
    assert screen.kiosk.track.code == ""


def _stand_still(ms: int) -> None:
    """Keeps the screen's thread busy, as a slow page would."""
    until = time.monotonic() + ms / 1000
    while time.monotonic() < until:
        sum(range(1000))


# --- Commands and floods


@pytest.mark.survives(25)
def test_no_key_with_ctrl_alt_or_meta_reaches_anything(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    spy = _Spy()
    screen.window.installEventFilter(spy)
    screen.window.installEventFilter(screen.scanner)  # asked first again
    gun = Gun(screen, gap_ms=200)
    for modifier in (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.MetaModifier,
    ):
        for key, text in ((Qt.Key.Key_V, "v"), (Qt.Key.Key_F4, ""), (Qt.Key.Key_Return, "\r"), (Qt.Key.Key_1, "1")):
            gun.press(key, text, modifier)
    resident.settle()
    assert spy.keys == []
    assert (resident.page, screen.flow.session.answers.get("nik")) == ("step", None)
    gun.press(Qt.Key.Key_5, "5")
    resident.wait(lambda: spy.keys == [Qt.Key.Key_5] * 2, "a plain key")
    screen.window.removeEventFilter(spy)


class _Spy(QObject):
    """Notes the keys that a window hears of."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent):
            self.keys.append(event.key())
        return False


@pytest.mark.survives(12)
def test_a_flood_of_keys_leaves_the_screen_usable(screen: Screen, resident: Resident, gun: Gun) -> None:
    """As from a scanner gone mad: the event loop serves timers, nothing piles up, and a touch works at once."""
    resident.tap("want-track")
    resident.wait_page("track")
    sent, most_held, beats = 0, 0, 0
    flood = "X7K!\r\t\x1b0"

    def pour() -> None:
        nonlocal sent, most_held
        for place in range(500):
            character = flood[(sent + place) % len(flood)] if sent % 3000 > 1000 else "X"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = key_event(kind, key_of(character), character, 200_000 + (sent + place) // 1000)
                QCoreApplication.postEvent(screen.window, event)
        sent += 500
        most_held = max(most_held, screen.scanner.holding)

    def beat() -> None:
        nonlocal beats
        beats += 1

    pouring, heart = QTimer(), QTimer()
    pouring.timeout.connect(pour)
    heart.timeout.connect(beat)
    pouring.start(0)
    heart.start(10)
    while sent < 30_000:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    pouring.stop()
    heart.stop()
    resident.wait(lambda: screen.scanner.holding == 0, "the last keys")
    assert beats >= 5, "the loop was served meanwhile"
    assert most_held <= 40
    assert (resident.page, screen.kiosk.track.code) == ("track", "")
    resident.tap("Kembali")
    resident.wait_page("catalogue")


def test_a_scan_answers_masih_di_sini_and_does_nothing_else(open_screen: Opener, accepted: Submitted) -> None:
    screen, resident = open_screen(reader=TYPING, idle_warning_s=0.2, idle_wipe_s=60)
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.wait(lambda: screen.kiosk.warning, "the question")
    Gun(screen).scan(accepted.slip.qr)
    assert not screen.kiosk.warning
    assert resident.page == "catalogue"


# --- A scanner on a line of its own


@pytest.fixture
def line() -> Iterator[tuple[int, Path]]:
    """A serial line: the scanner's end, and the name of the other."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield ours, Path(os.ttyname(theirs))
    os.close(ours)
    os.close(theirs)


def test_a_scanner_on_a_serial_line_leads_where_one_that_types_does(
    open_screen: Opener, line: tuple[int, Path], accepted: Submitted
) -> None:
    scanner, path = line
    _, resident = open_screen(reader=Reader(SerialPort(path, 9600)))

    def scan() -> bool:
        # What is sent before the line is open is not read.
        os.write(scanner, b"\r\n" + accepted.slip.qr.encode() + b"\r\n")
        return resident.page == "result"

    resident.wait(scan, "the status")


def test_without_a_scanner_keys_are_the_page_s_at_once(open_screen: Opener) -> None:
    screen, resident = open_screen()
    begin(resident, DOMISILI)
    Gun(screen, gap_ms=7).keys("167102")
    assert screen.flow.session.answers["nik"] == "167102"
