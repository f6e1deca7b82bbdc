""" "Foto KTP saja": a card before the camera, what was read of it, and that nothing of it stays.

The camera's process is one that says nothing; what a real one would say is put into the camera's own delivery. One test
has the real one, which reads a picture of a specimen.
"""

from __future__ import annotations

import os
import secrets
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy

from kiosk.domain import session as flow
from kiosk.domain.catalog import Catalog
from kiosk.domain.code import RequestCode
from kiosk.domain.ktp import KtpDoubt, KtpField
from kiosk.domain.petugas import Role, Room
from kiosk.domain.session import Look
from kiosk.scan import process, wire
from kiosk.scan.wire import AimHint
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from tests.scan import specimens
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.machinery import TestMachinery
from tests.ui.test_voice_mode import Unheard
from ui.app import Screen
from ui.resident import Listener, NotThere, Resident, Typist
from ui.tour.card import PRINTED, read_card
from ui.viewmodels.sentences import aim_sentence, card_doubt_sentence

if TYPE_CHECKING:
    from ui.camera import _Run

NIK = PRINTED[KtpField.NIK]
Stander = Callable[..., tuple[Screen, Resident]]


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera's process that only lives."""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-S", "-c", "import sys; sys.stdin.buffer.read()"])


@pytest.fixture
def stand(open_screen: Opener, catalog: Catalog, silent: None) -> Stander:
    """Somebody before the NIK question of D18, at a kiosk with a camera."""

    def open_one(*, camera: str = "camera:0", **options: object) -> tuple[Screen, Resident]:
        screen, resident = open_screen(camera=camera, **options)
        at_the_nik(screen, catalog)
        resident.wait_page("step")
        return screen, resident

    return open_one


@pytest.fixture
def aiming(stand: Stander) -> tuple[Screen, Resident]:
    """The camera looks for a card."""
    screen, resident = stand()
    aim(screen, resident)
    return screen, resident


@pytest.fixture
def reading(aiming: tuple[Screen, Resident]) -> tuple[Screen, Resident]:
    """A card was read, and all of it is beyond doubt."""
    screen, resident = aiming
    tell(screen, read_card())
    resident.wait_page("ktp_read")
    return screen, resident


def at_the_nik(screen: Screen, catalog: Catalog) -> None:
    service = catalog.find("D18")
    consent = service.consent()
    assert consent is not None
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(service))
    screen.flow.send(flow.Next())
    screen.flow.send(flow.Answer(consent.id, True))
    screen.kiosk.form.next()


def aim(screen: Screen, resident: Resident) -> None:
    resident.tap("show-card")
    resident.wait_page("ktp")
    see(screen, resident)


def run_of(screen: Screen) -> _Run:
    run = screen.flow.camera._run
    assert run is not None
    return run


def tell(screen: Screen, *reports: wire.Report) -> None:
    """What the camera's process says."""
    run = run_of(screen)
    for report in reports:
        run._post(run, report)


def see(screen: Screen, resident: Resident) -> None:
    run_of(screen)._keep(wire.Preview(64, 48, bytes([120, 160, 190]) * (64 * 48)))
    resident.wait(lambda: not screen.flow.camera.frame.isNull(), "a picture")


def hint(screen: Screen, resident: Resident, one: AimHint) -> None:
    tell(screen, wire.Aimed(one))
    resident.wait(lambda: screen.kiosk.ktp.hint == one, f"the hint {one}")


def step(screen: Screen) -> str:
    page = screen.flow.session.page
    return page.step.id if isinstance(page, flow.Asking) else type(page).__name__


def child(screen: Screen, resident: Resident) -> int:
    """A descriptor of the camera's process, which can be read when it has ended."""
    resident.wait(lambda: run_of(screen)._process is not None, "the process")
    started = run_of(screen)._process
    assert started is not None
    return os.pidfd_open(started.pid)


def leaves_nothing(screen: Screen, pidfd: int) -> None:
    """No picture, no row, no digits; camera and process are gone."""
    ktp = screen.kiosk.ktp
    assert (ktp._strips, ktp._reading, ktp.rows.rows, ktp.nik, ktp.nikDoubts) == ({}, None, (), "", [])
    assert [name for name in screen.flow.pictures._painters if name.startswith("ktp")] == []
    assert screen.flow.camera.frame.isNull()
    assert screen.flow.camera._run is None
    try:
        assert select.select([pidfd], [], [], 5)[0]
    finally:
        os.close(pidfd)


# --- Before the camera ------------------------------------------------------------------------------------------------


def test_without_a_camera_nothing_of_it_is_offered(stand: Stander) -> None:
    screen, resident = stand(camera="none:")
    with pytest.raises(NotThere):
        resident.item("show-card")
    resident.type_text(NIK)
    resident.tap("next")
    assert step(screen) == "nama"


def test_typing_stays_what_it_was(stand: Stander) -> None:
    screen, resident = stand()
    resident.type_text(NIK)
    resident.tap("next")
    assert step(screen) == "nama"
    assert screen.flow.camera._run is None, "and the camera was never on"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_one_sentence_says_what_to_do_and_the_frame_turns_when_the_card_is_held_well(
    stand: Stander, size: tuple[int, int]
) -> None:
    screen, resident = stand(size=size)
    aim(screen, resident)
    for one in AimHint:
        hint(screen, resident, one)
        assert resident.sees(aim_sentence(one))
        assert screen.kiosk.ktp.held == (one in (AimHint.HOLD, AimHint.READING))
        assert screen.kiosk.ktp.busy == (one is AimHint.READING)
    assert resident.sees("Gambar KTP tidak disimpan.")


def test_ketik_saja_turns_the_camera_off_and_changes_nothing(stand: Stander) -> None:
    screen, resident = stand()
    resident.type_text("167103")
    aim(screen, resident)
    pidfd = child(screen, resident)
    resident.tap("Ketik saja")
    resident.wait_page("step")
    assert (step(screen), screen.flow.session.answers["nik"]) == ("nik", "167103")
    leaves_nothing(screen, pidfd)


def test_after_three_tries_typing_is_what_the_page_leads_to(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    for one in (AimHint.AGAIN, AimHint.HOLD) * 2:
        hint(screen, resident, one)
    with pytest.raises(NotThere):
        resident.item("next")
    hint(screen, resident, AimHint.AGAIN)
    assert resident.sees("KTP ini sulit dibaca kamera.")
    resident.tap("next")
    resident.wait_page("step")
    aim(screen, resident)
    assert not screen.kiosk.ktp.enough, "somebody who comes again begins anew"


def test_who_holds_a_card_for_long_is_led_to_typing_too(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    assert screen.kiosk.ktp._effort.remainingTime() > 10_000
    screen.kiosk.ktp._effort.timeout.emit()
    assert resident.sees("KTP ini sulit dibaca kamera.")
    assert resident.item("next").property("text") == "Ketik saja"
    assert screen.kiosk.ktp.state == "live", "the camera goes on looking"


def test_a_camera_that_is_gone_leads_to_typing_and_one_that_returns_is_live(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    tell(screen, wire.Lost(wire.Loss.NO_CAMERA))
    resident.wait_sees("Kamera tidak menyala.")
    assert resident.item("next").property("text") == "Ketik saja"
    tell(screen, wire.Returned())
    resident.wait_sees("Kamera sedang dinyalakan.")
    see(screen, resident)
    resident.wait_sees(aim_sentence(AimHint.NO_CARD))


def test_a_camera_that_is_started_again_says_so(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    resident.wait(lambda: run_of(screen)._process is not None, "the process")
    started = run_of(screen)._process
    assert started is not None
    started.kill()
    resident.wait_sees("Kamera dimulai ulang.")
    see(screen, resident)
    resident.wait_sees(aim_sentence(AimHint.NO_CARD))


def test_a_hint_that_comes_before_the_picture_is_not_lost(stand: Stander) -> None:
    screen, resident = stand()
    resident.tap("show-card")
    resident.wait_page("ktp")
    hint(screen, resident, AimHint.READING)
    see(screen, resident)
    resident.wait_sees(aim_sentence(AimHint.READING))


def test_whoever_holds_a_card_is_here(aiming: tuple[Screen, Resident]) -> None:
    """Both hands are at the card, and none at the screen."""
    screen, resident = aiming
    resting = screen.kiosk._idle.remainingTime
    screen.kiosk._idle.start(10**6)
    hint(screen, resident, AimHint.CLOSER)
    assert resting() < 10**5, "the patience begins anew"
    screen.kiosk._idle.start(10**6)
    hint(screen, resident, AimHint.NO_CARD)
    assert resting() > 10**5, "an empty frame is nobody"
    screen.kiosk.ktp._effort.stop()
    hint(screen, resident, AimHint.CLOSER)
    assert resting() > 10**5, "and what has been looked at for so long may hang on the wall"


def test_hints_that_change_often_are_said_one_after_the_other(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    ktp = screen.kiosk.ktp
    ktp._breath.stop()
    ktp._say()
    ktp._breath.stop()
    heard = QSignalSpy(ktp.heard)
    for one in (AimHint.CLOSER, AimHint.HOLD, AimHint.CLOSER, AimHint.GLARE):
        hint(screen, resident, one)
    assert heard.count() == 1, "the first, while the others come"
    assert ktp._breath.isActive()
    assert ktp._breath.interval() >= 3000
    ktp._breath.timeout.emit()
    assert heard.count() == 2
    assert ktp._heard == aim_sentence(AimHint.GLARE), "then what is true by then"


# --- What was read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_what_was_read_stands_below_its_picture_and_is_no_answer_yet(stand: Stander, size: tuple[int, int]) -> None:
    screen, resident = stand(size=size)
    aim(screen, resident)
    pidfd = child(screen, resident)
    heard: list[str] = []
    screen.voice.say = lambda _texts, _language, sound="": heard.append(sound)  # type: ignore[method-assign]
    tell(screen, read_card())
    resident.wait_page("ktp_read")
    assert heard == ["notice"], "whoever looks at the card in their hands looks up"
    assert select.select([pidfd], [], [], 5)[0], "the camera is off while it is compared"
    os.close(pidfd)
    assert [row.value for row in screen.kiosk.ktp.rows.rows] == [
        "Siti Rahmawati",
        "Palembang · 14 Maret 1989",
        "Perempuan",
        "Islam",
        "Belum kawin",
        "Wiraswasta",
        "Jl. Merdeka No. 12A",
        "003 · 007",
    ]
    digits = [
        item.property("text") for item in resident.items() if item.property("text") in (NIK[:6], NIK[6:12], NIK[12:])
    ]
    assert digits == [NIK[:6], NIK[6:12], NIK[12:]]
    for row in screen.kiosk.ktp.rows.rows:
        assert screen.flow.pictures.requestImage(f"{row.picture}/0", None, None).width() > 100
    assert not resident.sees("Periksa lagi")
    page = screen.flow.session.page
    assert isinstance(page, flow.CardRead)
    assert set(page.before) == {"setuju_pdp"}


def test_once_confirmed_the_answers_stand_and_their_questions_are_passed_over(reading: tuple[Screen, Resident]) -> None:
    screen, resident = reading
    resident.tap("Ya, sudah benar")
    resident.wait_page("step")
    assert step(screen) == "no_hp"
    assert resident.sees("Pertanyaan 3 dari")
    answers = screen.flow.session.answers
    assert (answers["nik"], answers["nama"], answers["agama"], answers["rw"]) == (NIK, "Siti Rahmawati", "islam", "007")
    passed = []
    while screen.kiosk.page == "step" and step(screen) != "kewarganegaraan":
        passed.append(step(screen))
        resident.tap("next")
        resident.settle()
    assert passed == ["no_hp", "no_kk"], "eight pages less"
    resident.tap("Kembali")
    resident.settle()
    assert step(screen) == "pekerjaan", "on the way back they are there"


def test_a_value_is_mended_on_its_page_and_one_comes_back(reading: tuple[Screen, Resident]) -> None:
    screen, resident = reading
    resident.tap("change-ktp-agama")
    resident.wait_page("step")
    resident.tap("Hindu")
    resident.tap("Batal")
    resident.wait_page("ktp_read")
    assert resident.sees("Agama, Islam")
    resident.tap("change-ktp-agama")
    resident.wait_page("step")
    with pytest.raises(NotThere):
        resident.item("show-card")
    resident.tap("Hindu")
    resident.tap("Simpan")
    resident.wait_page("ktp_read")
    assert resident.sees("Agama, Hindu")
    resident.tap("Ya, sudah benar")
    resident.wait_page("step")
    assert screen.flow.session.answers["agama"] == "hindu"


def test_every_row_leads_to_its_page(reading: tuple[Screen, Resident]) -> None:
    screen, resident = reading
    rows = screen.kiosk.ktp.rows.rows
    assert len(rows) == 8
    for row in rows:
        screen.kiosk.ktp.change(row.step)
        assert step(screen) == row.step
        screen.kiosk.back()
        assert screen.kiosk.page == "ktp_read"
    resident.tap("change-ktp-nama")
    resident.wait_page("step")
    assert resident.sees("Siapa nama Anda?")


def test_what_is_odd_is_said_in_words_and_gone_when_it_is_mended(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    doubts = (KtpDoubt.BIRTH_DIFFERS, KtpDoubt.NIK_UNSURE)
    tell(screen, read_card(*doubts, weak=(KtpField.NAMA,)))
    resident.wait_page("ktp_read")
    assert all(resident.sees(card_doubt_sentence(doubt)) for doubt in doubts)
    rows = {row.row: row.doubtful for row in screen.kiosk.ktp.rows.rows}
    assert [row for row, doubtful in rows.items() if doubtful] == ["nama", "tempat_lahir"]
    assert resident.sees("Siti Rahmawati, Periksa lagi")
    screen.flow.send(flow.Change("nik"))
    screen.flow.send(flow.Answer("nik", NIK[:-1] + "3"))
    screen.kiosk.form.next()
    resident.wait_page("ktp_read")
    assert screen.kiosk.ktp.nikDoubts == []
    assert screen.kiosk.ktp.nikPicture, "the picture stays to compare"


def test_a_nik_that_was_not_read_is_photographed_again_or_typed(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    tell(screen, read_card(KtpDoubt.NIK_MISSING, without=(KtpField.NIK,)))
    resident.wait_page("ktp_read")
    assert resident.sees("NIK belum terbaca")
    with pytest.raises(NotThere):
        resident.tap("Ya, sudah benar")
    resident.tap("Foto ulang")
    resident.wait_page("ktp")
    assert "nama" not in screen.flow.session.answers
    see(screen, resident)
    tell(screen, read_card(KtpDoubt.NIK_MISSING, without=(KtpField.NIK,)))
    resident.wait_page("ktp_read")
    resident.tap("Ketik NIK")
    resident.wait_page("step")
    resident.type_text(NIK)
    resident.tap("Simpan")
    resident.wait_page("ktp_read")
    resident.tap("Ya, sudah benar")
    resident.wait_page("step")
    assert (step(screen), screen.flow.session.answers["nik"]) == ("no_hp", NIK)


def test_a_nik_that_cannot_be_is_not_confirmed(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    card = read_card(KtpDoubt.NIK_SERIAL)
    wrong = wire.Card(
        type(card.reading)(
            {**card.reading.values, KtpField.NIK: type(card.reading.values[KtpField.NIK])(NIK[:12] + "0000", 0.9)},
            card.reading.doubts,
        ),
        card.strips,
    )
    tell(screen, wrong)
    resident.wait_page("ktp_read")
    resident.tap("Ya, sudah benar")
    resident.wait_sees("Perlu dibetulkan")
    assert screen.kiosk.page == "ktp_read"


def test_a_card_that_says_nothing_is_looked_for_again(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    tell(screen, wire.Card(type(read_card().reading)({}), {}))
    resident.wait_sees(aim_sentence(AimHint.AGAIN))
    assert screen.kiosk.page == "ktp"


@pytest.mark.slow
def test_a_specimen_before_the_camera_is_read_without_a_touch(
    open_screen: Opener, catalog: Catalog, tmp_path: Path
) -> None:
    """The real process and the real reader, on a photo of a card of nobody."""
    person, photo = specimens.sample("easy", 1)
    cv2.imwrite(str(tmp_path / "kartu.png"), photo)
    screen, resident = open_screen(camera=tmp_path.as_uri())
    at_the_nik(screen, catalog)
    resident.wait_page("step")
    resident.tap("show-card")
    resident.wait_page("ktp_read", 60_000)
    assert screen.kiosk.ktp.nik == person.values[KtpField.NIK]
    assert QImage(screen.flow.pictures.requestImage("ktp.nik/0", None, None)).width() > 200
    assert screen.flow.camera._run is None


# --- What is left -----------------------------------------------------------------------------------------------------


def leave_by_confirming(_screen: Screen, resident: Resident) -> None:
    resident.tap("Ya, sudah benar")
    resident.wait_page("step")


def leave_by_going_back(screen: Screen, resident: Resident) -> None:
    resident.tap("Kembali")
    resident.wait_page("step")
    assert set(screen.flow.session.answers) == {"setuju_pdp"}


def leave_by_finishing(_screen: Screen, resident: Resident) -> None:
    resident.tap("Selesai, kosongkan layar")
    resident.tap("Ya, hapus dan selesai")
    resident.wait_page("attract")


def leave_by_walking_away(screen: Screen, resident: Resident) -> None:
    screen.kiosk._warn()
    while screen.kiosk.warning:
        screen.kiosk._count()
    resident.wait_page("attract")


def leave_while_mending(screen: Screen, resident: Resident) -> None:
    resident.tap("change-nik")
    resident.wait_page("step")
    leave_by_walking_away(screen, resident)


@pytest.mark.parametrize(
    "leave",
    [leave_by_confirming, leave_by_going_back, leave_by_finishing, leave_by_walking_away, leave_while_mending],
)
def test_nothing_of_a_card_stays(aiming: tuple[Screen, Resident], leave: Callable[[Screen, Resident], None]) -> None:
    screen, resident = aiming
    pidfd = child(screen, resident)
    tell(screen, read_card(weak=(KtpField.NAMA,)))
    resident.wait_page("ktp_read")
    leave(screen, resident)
    leaves_nothing(screen, pidfd)
    assert not resident.sees("Rahmawati")
    strip = screen.flow.pictures.requestImage("ktp.nik/0", None, None)
    assert (strip.width(), strip.height()) == (1, 1)


def test_whoever_leaves_while_it_aims_leaves_nothing(aiming: tuple[Screen, Resident]) -> None:
    screen, resident = aiming
    pidfd = child(screen, resident)
    leave_by_walking_away(screen, resident)
    leaves_nothing(screen, pidfd)


# --- Keys and ears ----------------------------------------------------------------------------------------------------


def test_all_of_it_goes_by_keyboard(stand: Stander) -> None:
    screen, _ = stand()
    typist = Typist(screen)
    typist.go_to("Foto KTP saja")
    typist.press(Qt.Key.Key_Space)
    typist.wait_page("ktp")
    see(screen, typist)
    tell(screen, read_card())
    typist.wait_page("ktp_read")
    typist.go_to("Ubah Agama")
    typist.press(Qt.Key.Key_Space)
    typist.wait_page("step")
    typist.press(Qt.Key.Key_Escape)
    typist.wait_page("ktp_read")
    typist.press(Qt.Key.Key_Return)
    typist.wait_page("step")
    assert step(screen) == "no_hp"


def test_all_of_it_goes_by_ear_and_the_nik_is_said_only_when_it_is_asked_for(
    open_screen: Opener, catalog: Catalog, silent: None
) -> None:
    screen, _ = open_screen(camera="camera:0", look=Look(voice=True), output=lambda _gain: Unheard())
    listener = Listener(screen)
    listener.do("next")
    at_the_nik(screen, catalog)
    listener.wait_page("step")
    listener.choose("Foto KTP saja")
    listener.wait_page("ktp")
    see(screen, listener)
    hint(screen, listener, AimHint.GLARE)
    screen.kiosk.ktp._breath.timeout.emit()
    listener.wait(lambda: any("Terlalu silau" in said for said in listener.listen()), "the hint")
    tell(screen, read_card(weak=(KtpField.NAMA,)))
    listener.wait_page("ktp_read")
    said = " ".join(listener.listen())
    assert "Apakah ini benar?" in said
    assert "Nama lengkap, Siti Rahmawati, Periksa lagi" in said
    assert NIK[:6] not in said
    listener.until("NIK, kotak isian, sudah diisi, 16 angka")
    assert NIK in " ".join(listener.do("repeat")).replace(" ", "")
    listener.choose("Ya, sudah benar")
    listener.wait_page("step")
    assert step(screen) == "no_hp"


# --- A slip before the camera -----------------------------------------------------------------------------------------


@pytest.fixture
def tracking(open_screen: Opener, silent: None) -> tuple[Screen, Resident]:
    """The tracking page of a kiosk with a camera."""
    screen, resident = open_screen(camera="camera:0")
    screen.flow.send(flow.WantTrack())
    resident.wait_page("track")
    return screen, resident


def test_a_slip_held_before_the_camera_is_found_and_the_camera_goes_off(
    tracking: tuple[Screen, Resident], context: Context, catalog: Catalog
) -> None:
    screen, resident = tracking
    assert resident.sees("Atau perlihatkan kode QR di struk ke kamera.")
    see(screen, resident)
    resident.wait(lambda: bool(screen.kiosk.watch.live), "the picture")
    pidfd = child(screen, resident)
    service = catalog.find("D18")
    made = submit(context, service, service.sample)
    assert isinstance(made, Submitted)
    tell(screen, wire.Seen((made.code.symbols,)))
    resident.wait_page("result")
    assert screen.flow.camera._run is None
    assert screen.flow.camera.frame.isNull()
    assert "watch" not in screen.flow.pictures._painters
    assert select.select([pidfd], [], [], 5)[0]
    os.close(pidfd)


def test_a_petugas_who_asks_for_a_code_may_show_the_slip_to_the_camera_and_it_goes_off(
    open_screen: Opener, silent: None, machinery: TestMachinery
) -> None:
    screen, resident = open_screen(camera="camera:0")
    for step in (flow.Knock(), flow.Enter(Role.PETUGAS), flow.Visit(Room.PRINTER)):
        screen.flow.send(step)
    resident.wait_page("maintenance")
    for _ in range(2):
        assert not screen.kiosk.watch.on
        resident.tap("copy-with-code")
        see(screen, resident)
        resident.wait(lambda: bool(screen.kiosk.watch.live), "the picture")
        tell(screen, wire.Seen((RequestCode.new(secrets.randbelow).symbols,)))
        resident.wait_sees("Salinan nomor A-007 dikirim ke printer.")
        assert screen.flow.camera._run is None
    assert len(machinery.copies.asked) == 2
    resident.tap("copy-with-code")
    see(screen, resident)
    screen.flow.send(flow.Finish())
    assert not screen.kiosk.watch.on


def test_a_foreign_code_is_named_and_leads_nowhere(tracking: tuple[Screen, Resident]) -> None:
    screen, resident = tracking
    see(screen, resident)
    tell(screen, wire.Seen(("https://contoh.example/undian",)))
    resident.wait_sees("Kiosk ini tidak membuka tautan.")
    assert screen.kiosk.page == "track"


def test_without_a_camera_the_tracking_page_is_as_it_was(open_screen: Opener) -> None:
    screen, resident = open_screen()
    screen.flow.send(flow.WantTrack())
    resident.wait_page("track")
    assert resident.sees("Atau dekatkan kode QR di struk ke pemindai.")
    assert not screen.kiosk.watch.on


def test_a_camera_that_is_gone_leaves_typing_on_the_tracking_page(tracking: tuple[Screen, Resident]) -> None:
    screen, resident = tracking
    see(screen, resident)
    tell(screen, wire.Lost(wire.Loss.NO_CAMERA))
    resident.wait_sees("Atau dekatkan kode QR di struk ke pemindai.")
    tell(screen, wire.Returned())
    resident.wait_sees("Atau perlihatkan kode QR di struk ke kamera.")
    resident.tap("Kembali")
    resident.wait(lambda: screen.flow.camera._run is None, "the camera to be off")
