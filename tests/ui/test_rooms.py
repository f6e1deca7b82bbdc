"""The rooms in which a petugas or the admin settles how the kiosk is: by touch, with a machine that does what it is told."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.domain import session as flow
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.hall import Hall, Hours, end_of_day
from kiosk.domain.petugas import Role, Room
from kiosk.errors import NotAllowed
from kiosk.usecases.context import Context
from tests.conftest import NOON_MS
from tests.ui.machinery import TestMachinery
from tests.ui.office import TestOffice
from ui.app import Screen
from ui.ports import LEFT, RESTART, Copying, Done, Exchanged, NetworkNow, UpdatesNow
from ui.resident import Resident

HOUR = 3_600_000
NIGHT = NOON_MS + 12 * HOUR
EIGHT_TO_THREE = Hours(8 * 60, 15 * 60)
DOMISILI = "surat_keterangan_domisili"


def go(screen: Screen, resident: Resident, room: Room, role: Role = Role.ADMIN) -> None:
    """Into a room; the way there by touch has tests of its own."""
    screen.flow.send(flow.Knock())
    screen.flow.send(flow.Enter(role))
    screen.flow.send(flow.Visit(room))
    resident.wait_page("maintenance")
    resident.wait(lambda: screen.bridge.pending == 0, "the first look")


def idle(screen: Screen, resident: Resident) -> None:
    """Until nothing is being done any more."""
    resident.wait(lambda: screen.bridge.pending == 0, "the errands")


def touchable(resident: Resident, name: str) -> bool:
    """Whether something with this objectName is there and can be pressed."""
    return any(item.objectName() == name and item.isEnabled() for item in resident.items())


def write(resident: Resident, text: str) -> None:
    """On our keys, once they are there."""
    resident.wait(lambda: not {"q", "Q"}.isdisjoint(resident.names()), "the keys")
    resident.type_text(text)


def sure(resident: Resident, answer: str = "sure-yes") -> None:
    """Answers the question before something is done, once it takes an answer."""
    resident.wait(lambda: touchable(resident, answer), "the question")
    resident.tap(answer)


# --- HALL ---------------------------------------------------------------------------------------------------------------


def test_a_petugas_closes_for_today_and_opens_again_and_may_do_no_more(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    go(screen, resident, Room.HALL, Role.PETUGAS)
    assert resident.sees("Kiosk sedang buka")
    resident.tap("close-today")
    resident.wait_sees("Kiosk sedang tutup")
    assert machinery.hall.hall.closed_until == end_of_day(NOON_MS, context.zone) == NIGHT
    assert resident.sees("Buka lagi besok, Minggu.")
    assert not touchable(resident, "workdays")
    assert not touchable(resident, "write-notice")
    assert not touchable(resident, "day-0")
    resident.wait(lambda: screen.flow.shut, "the first page to know")
    resident.tap("open-again")
    resident.wait_sees("Kiosk sedang buka")
    assert machinery.hall.hall == Hall()
    resident.wait(lambda: not screen.flow.shut, "the first page to know")


def test_the_same_hours_for_five_days_are_two_touches_and_count_when_they_are_saved(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.HALL)
    resident.tap("workdays")
    resident.tap("closes-more")
    assert machinery.hall.hall.hours == (), "nothing before it is saved"
    week = screen.kiosk.maintenance.hall.week.rows
    assert [row.hours for row in week] == ["08.00–15.30"] * 5 + ["08.00–15.00"] * 2
    resident.tap("workdays")
    for day in range(5):
        resident.tap(f"day-{day}")
    resident.tap("day-6")
    resident.tap("shut-days")
    resident.tap("Simpan jam buka")
    resident.wait(lambda: bool(machinery.hall.hall.hours), "the hours")
    later = Hours(8 * 60, 15 * 60 + 30)
    assert machinery.hall.hall.hours == (*(later,) * 5, EIGHT_TO_THREE, None)
    resident.wait_sees("Sampai pukul 15.00.")
    assert not touchable(resident, "next"), "there is nothing to save any more"
    resident.tap("always")
    resident.tap("Simpan jam buka")
    resident.wait(lambda: machinery.hall.hall.hours == (), "open day and night")


def test_hours_cannot_be_turned_round_and_a_week_that_is_never_open_is_not_saved(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.hall.hall = Hall((Hours(0, 60),) * 7)
    go(screen, resident, Room.HALL)
    room = screen.kiosk.maintenance.hall
    room.chooseDays("all")
    for _ in range(4):
        room.opensLater(30)
    assert (room.opens, room.closes) == ("00.30", "01.00")
    for _ in range(60):
        room.closesLater(30)
    assert (room.opens, room.closes) == ("00.30", "24.00")
    room.setShut(True)
    resident.wait_sees("tidak pernah buka")
    assert not touchable(resident, "next")
    resident.tap("drop-hours")
    assert [row.hours for row in room.week.rows] == ["00.00–01.00"] * 7


def test_a_message_is_written_on_our_keys_seen_as_it_will_stand_and_taken_away(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.HALL)
    resident.tap("write-notice")
    assert not touchable(resident, "next"), "nothing is no message"
    write(resident, "Besok libur.")
    assert resident.sees("12 dari 120 huruf")
    resident.tap("next")
    resident.tap("until-1")
    resident.tap("Tampilkan")
    resident.wait(lambda: machinery.hall.hall.message is not None, "the message")
    assert machinery.hall.hall.message == MessageShown("Besok libur.", NIGHT + 24 * HOUR)
    resident.wait_sees("Sampai Senin, 23 November 2026.")
    screen.flow.send(flow.Finish())
    resident.wait_sees("Besok libur.")
    go(screen, resident, Room.HALL)
    resident.tap("take-notice")
    resident.wait_sees("Belum ada pengumuman")
    assert machinery.hall.hall.message is None


def test_what_the_office_says_at_the_same_time_is_told_where_one_writes(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    TestOffice(context, machinery).order(MessageShown("Loket pindah."))
    go(screen, resident, Room.HALL)
    resident.wait_sees("Loket pindah.")
    assert resident.sees("baru tampil sesudahnya")


def test_what_was_refused_says_why_and_changes_nothing(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.hall.refused = Done(False, "Jam buka harus sebelum jam tutup.")
    go(screen, resident, Room.HALL)
    resident.tap("close-today")
    resident.wait_sees("Jam buka harus sebelum jam tutup.")
    assert resident.sees("Kiosk sedang buka")


def test_one_room_does_not_undo_what_another_has_set(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """Each changes what counts at that moment, not what it read when somebody came in."""
    go(screen, resident, Room.HALL)
    machinery.hall.hall = Hall(volume=40)
    screen.kiosk.maintenance.hall.closeForToday()
    idle(screen, resident)
    assert machinery.hall.hall == Hall(volume=40, closed_until=NIGHT)


def test_whoever_comes_back_finds_what_is_kept_and_not_what_was_tried(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.hall.hall = Hall((EIGHT_TO_THREE,) * 7)
    go(screen, resident, Room.HALL)
    screen.kiosk.maintenance.hall.chooseDays("all")
    screen.kiosk.maintenance.hall.opensLater(120)
    resident.tap("back")
    idle(screen, resident)
    screen.flow.send(flow.Visit(Room.HALL))
    idle(screen, resident)
    assert {row.hours for row in screen.kiosk.maintenance.hall.week.rows} == {"08.00–15.00"}
    assert not screen.kiosk.maintenance.hall.edited


# --- SERVICES -----------------------------------------------------------------------------------------------------------


def test_a_service_is_found_closed_with_a_reason_and_opened_again(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.SERVICES)
    resident.tap("service-search")
    write(resident, "domisili")
    resident.tap("next")
    resident.tap(f"switch-{DOMISILI}")
    resident.wait_sees("Sampai kapan?")
    resident.tap("until-0")
    resident.tap("reason-line")
    write(resident, "Blangko habis.")
    resident.tap("next")
    resident.wait(lambda: screen.kiosk.maintenance.services.closedHere == 1, "the switch")
    assert machinery.hall.hall.closed == (ServiceClosed(DOMISILI, "Blangko habis.", NIGHT),)
    (first, *_) = screen.kiosk.maintenance.services.services.rows
    assert first.detail == "Ditutup di kiosk ini. Blangko habis. Dibuka lagi Minggu, 22 November 2026."
    resident.wait(lambda: screen.flow.closing(DOMISILI) is not None, "residents to find it closed")
    resident.tap(f"switch-{DOMISILI}")
    resident.wait(lambda: screen.kiosk.maintenance.services.closedHere == 0, "the switch back")
    assert machinery.hall.hall.closed == ()


def test_what_the_office_has_closed_stays_closed_here(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    TestOffice(context, machinery).order(ServiceClosed(DOMISILI, "Perintah camat."))
    resident.wait(lambda: screen.flow.closing(DOMISILI) is not None, "the order")
    go(screen, resident, Room.SERVICES)
    rows = screen.kiosk.maintenance.services.services.rows
    assert (rows[0].service, rows[0].office, rows[0].turnedOn) == (DOMISILI, True, False), "first, and held"
    assert rows[0].detail == "Ditutup kelurahan. Perintah camat."
    assert not touchable(resident, f"switch-{DOMISILI}")
    screen.kiosk.maintenance.services.turn(DOMISILI)
    assert screen.kiosk.maintenance.services.asked == ""


def test_back_from_the_question_leaves_the_service_open(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.SERVICES)
    screen.kiosk.maintenance.services.turn(DOMISILI)
    resident.settle()
    resident.tap("back")
    assert screen.flow.session.page == flow.Maintenance(Role.ADMIN, Room.SERVICES), "still in the room"
    assert screen.kiosk.maintenance.services.asked == ""
    assert machinery.hall.hall.closed == ()


# --- LOOK ---------------------------------------------------------------------------------------------------------------


def test_how_loud_it_would_be_is_heard_at_once_and_kept_when_saved(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    heard: list[int] = []
    screen.kiosk.maintenance.look.sampled.connect(heard.append)
    go(screen, resident, Room.LOOK)
    resident.tap("volume-less")
    resident.tap("volume-less")
    assert (heard, screen.voice.volume, machinery.hall.hall.volume) == ([90, 80], 80, 100)
    told: list[bool] = []
    screen.bridge.poked.connect(lambda: told.append(True))
    resident.tap("next")
    resident.wait(lambda: machinery.hall.hall.volume == 80, "the loudness")
    resident.wait(lambda: told, "everybody to hear of it")
    idle(screen, resident)
    resident.tap("volume-less")
    assert screen.voice.volume == 70
    resident.tap("back")
    resident.wait(lambda: screen.voice.volume == 80, "what was not saved to go")


def test_a_brightness_that_nobody_confirms_goes_back_by_itself(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """A screen that is dark cannot be mended by touch."""
    go(screen, resident, Room.LOOK)
    look = screen.kiosk.maintenance.look
    for _ in range(4):
        resident.tap("brightness-less")
        idle(screen, resident)
    assert (machinery.hall.shown, machinery.hall.hall.brightness) == (60, 100)
    assert look.occupied, "nobody is locked out meanwhile"
    for _ in range(look.secondsLeft):
        look._countdown.timeout.emit()
    idle(screen, resident)
    assert (machinery.hall.shown, look.brightness, look.trying) == (100, 100, False)
    resident.wait_sees("Terang layar dikembalikan")


def test_a_brightness_that_is_seen_is_kept(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    go(screen, resident, Room.LOOK)
    resident.tap("brightness-less")
    resident.wait_sees("Layar terlihat jelas?")
    resident.tap("keep-brightness")
    resident.wait(lambda: machinery.hall.hall.brightness == 90, "the brightness")
    idle(screen, resident)
    assert machinery.hall.shown == 90
    assert not screen.kiosk.maintenance.look.trying


@pytest.mark.parametrize("how", ["leaving", "button", "refused"])
def test_a_brightness_that_is_not_kept_is_not_left_behind(
    screen: Screen, resident: Resident, machinery: TestMachinery, how: str
) -> None:
    go(screen, resident, Room.LOOK)
    screen.kiosk.maintenance.look.brighter(-8)
    idle(screen, resident)
    assert machinery.hall.shown == 20
    match how:
        case "leaving":
            screen.flow.send(flow.Finish())
        case "button":
            resident.tap("drop-brightness")
        case _:
            machinery.hall.refused = Done(False, "Disk penuh.")
            resident.tap("keep-brightness")
    idle(screen, resident)
    resident.wait(lambda: machinery.hall.shown == 100, "the brightness as it was")


def test_it_never_gets_darker_than_one_can_read_and_a_screen_with_its_own_buttons_says_so(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.LOOK)
    screen.kiosk.maintenance.look.brighter(-20)
    idle(screen, resident)
    assert machinery.hall.shown == 10
    screen.kiosk.maintenance.look.dropBrightness()
    idle(screen, resident)
    machinery.hall.dimmable = False
    screen.kiosk.maintenance.look.brighter(-1)
    resident.wait_sees("tombol di layarnya sendiri")
    assert not screen.kiosk.maintenance.look.trying


def test_languages_are_chosen_and_ordered_and_indonesian_stays(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.LOOK)
    look = screen.kiosk.maintenance.look
    for language in ("en", "jv", "su", "id"):
        look.speak(language)
    resident.tap("earlier-plm")
    assert [row.language for row in look.tongues.rows if row.spoken] == ["plm", "id"]
    resident.tap("next")
    resident.wait(lambda: machinery.hall.hall.languages == ("plm", "id"), "the languages")
    screen.flow.send(flow.Finish())
    resident.wait(lambda: screen.kiosk.languages == ["plm", "id"], "the first page")


def test_what_the_office_has_said_about_languages_is_told(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    TestOffice(context, machinery).order(SettingsChanged(languages=("id",)))
    go(screen, resident, Room.LOOK)
    resident.wait_sees("Kelurahan sudah menentukan bahasanya.")


# --- NETWORK ------------------------------------------------------------------------------------------------------------


def test_a_network_is_joined_with_its_password_and_the_office_is_tried_at_once(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    go(screen, resident, Room.NETWORK)
    resident.tap("wifi-Balai Warga RW 03")
    assert not touchable(resident, "next")
    write(resident, "palemb")
    assert resident.sees("Kurang 2 huruf lagi")
    secret = resident.item("secret")
    assert not any("palemb" in name for name in resident.names()), "dots for whoever stands by"
    resident.tap("show-secret")
    assert secret.property("text") == "palemb"
    write(resident, "an")
    resident.tap("next")
    resident.wait_sees("Kata sandinya belum cocok")
    assert resident.sees("Balai Warga RW 03")
    _erase(secret)
    write(resident, "palembang-26")
    resident.tap("next")
    resident.wait_sees("Tersambung ke Balai Warga RW 03. Kelurahan terjangkau")
    assert machinery.network.asked == ["join Balai Warga RW 03"] * 2
    assert machinery.said.count("sync") == 1
    rows = screen.kiosk.maintenance.network.wifi
    resident.wait(lambda: rows.rows[0].name == "Balai Warga RW 03", "the one that is used to stand first")


def test_no_password_stays_behind(screen: Screen, resident: Resident) -> None:
    go(screen, resident, Room.NETWORK)
    resident.tap("wifi-Balai Warga RW 03")
    write(resident, "rahasia")
    secret = resident.item("secret")
    resident.tap("back")
    assert secret.property("text") == ""
    resident.tap("wifi-Balai Warga RW 03")
    assert secret.property("text") == ""
    assert secret.property("shown") is False


def test_characters_that_our_keys_lack_can_be_typed_into_a_password(screen: Screen, resident: Resident) -> None:
    go(screen, resident, Room.NETWORK)
    resident.tap("wifi-Balai Warga RW 03")
    write(resident, "a")
    resident.tap("_")
    resident.tap("$")
    assert resident.item("secret").property("text") == "a_$"


def test_a_network_without_the_office_at_its_end_is_no_success(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.exchanged = Exchanged(False, "Server tidak menjawab.")
    go(screen, resident, Room.NETWORK)
    resident.tap("wifi-WARKOP-GRATIS")
    resident.wait_sees("Tersambung ke WARKOP-GRATIS. Tetapi kelurahan belum terjangkau: Server tidak menjawab.")
    assert screen.kiosk.maintenance.network.mood == "unsure"
    resident.tap("forget-WARKOP-GRATIS")
    resident.wait_sees("WARKOP-GRATIS dilupakan.")
    assert machinery.network.asked == ["join WARKOP-GRATIS", "forget WARKOP-GRATIS"]


def test_where_the_network_is_not_ours_to_set_it_says_so(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.network.standing = NetworkNow(managed=False, address="10.0.0.7")
    go(screen, resident, Room.NETWORK)
    assert resident.sees("Jaringan tidak diatur di sini.")
    assert resident.sees("10.0.0.7")
    assert not resident.sees("Cari lagi")


# --- BACKUPS ------------------------------------------------------------------------------------------------------------


def test_copies_are_made_here_and_on_a_stick(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    go(screen, resident, Room.BACKUPS)
    resident.tap("make-backup")
    resident.wait_sees("Cadangan selesai dibuat")
    idle(screen, resident)
    resident.tap("backup-KELURAHAN")
    idle(screen, resident)
    assert machinery.backups.asked == ["make ", "make /media/petugas/KELURAHAN"]
    assert len(screen.kiosk.maintenance.backups.backups.rows) == 5
    assert screen.kiosk.maintenance.backups.backups.rows[0].detail == "Flashdisk KELURAHAN · 1.204 catatan · 3,1 MB"


def test_a_copy_takes_the_place_of_the_data_after_two_questions_and_a_restart(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    go(screen, resident, Room.BACKUPS)
    resident.tap("restore-1")
    resident.wait_sees("Ganti data kiosk dengan cadangan ini?")
    assert resident.sees("Jumat, 20 November 2026, 08.00 WIB")
    first = _where(resident, "sure-yes")
    sure(resident)
    resident.wait_sees("Benar-benar yakin?")
    assert machinery.backups.asked == []
    assert _where(resident, "sure-yes") != first, "a hasty second touch hits nothing"
    sure(resident)
    resident.wait(lambda: codes == [RESTART], "the restart")
    assert machinery.backups.asked == [f"restore {machinery.backups.copies[1].path}"]
    assert machinery.said[-1] == "restart"


def test_a_copy_that_is_damaged_changes_nothing(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    machinery.backups.broken = frozenset({machinery.backups.copies[0].path})
    go(screen, resident, Room.BACKUPS)
    screen.kiosk.maintenance.backups.ask(machinery.backups.copies[0].path)
    sure(resident, "sure-no")
    assert not resident.sees("Ganti data kiosk")
    screen.kiosk.maintenance.backups.ask(machinery.backups.copies[0].path)
    for _ in range(2):
        screen.kiosk.maintenance.backups.agree()
    resident.wait_sees("Cadangan ini rusak")
    assert codes == []


# --- UPDATE -------------------------------------------------------------------------------------------------------------


def test_a_newer_program_is_installed_and_the_kiosk_restarts(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    go(screen, resident, Room.UPDATE)
    assert resident.sees("Dipakai: versi 1.4.0")
    assert touchable(resident, "install-0")
    assert not touchable(resident, "install-1"), "an older one is no update"
    resident.tap("install-0")
    resident.wait_sees("Pasang versi 1.5.0?")
    sure(resident)
    resident.wait(lambda: codes == [RESTART], "the restart")
    assert machinery.updates.asked == ["install /media/petugas/KELURAHAN/publik-kiosk-1.5.0.pku"]


def test_how_far_it_is_is_shown_and_it_can_be_stopped(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    room = screen.kiosk.maintenance.update
    machinery.updates.copying = tuple(Copying("writing", part, 4) for part in range(1, 4))
    stopped = threading.Event()
    machinery.updates.pause = lambda: stopped.wait(20)
    go(screen, resident, Room.UPDATE)
    room.ask(machinery.updates.bundles[0].path)
    room.agree()
    resident.wait_sees("Jangan dicabut dulu.")
    resident.tap("stop-copying")
    stopped.set()
    resident.wait_sees("Dihentikan. Program yang lama tetap dipakai.")
    assert room.mood == "unsure"


def test_the_program_before_can_be_had_again_and_where_nothing_can_be_installed_it_says_why(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    machinery.updates.now = UpdatesNow("1.4.0", "1.3.2", why="Belum bisa di sini.")
    go(screen, resident, Room.UPDATE)
    assert resident.sees("Belum bisa di sini.")
    assert not touchable(resident, "install-0")
    resident.tap("roll-back")
    resident.wait_sees("Kembali ke versi 1.3.2?")
    sure(resident)
    resident.wait(lambda: codes == [RESTART], "the restart")
    assert machinery.updates.asked == ["roll back"]


def test_a_stick_that_comes_while_somebody_waits_brings_its_programs(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    sticks, machinery.sticks = machinery.sticks, ()
    go(screen, resident, Room.UPDATE)
    assert resident.sees("Belum ada flashdisk.")
    machinery.sticks = sticks
    machinery.settle(machinery.outcome)
    resident.wait_sees("Versi 1.5.0")


# --- ENROLMENT ----------------------------------------------------------------------------------------------------------


def test_whose_kiosk_it_is_can_be_read_out_over_the_telephone(screen: Screen, resident: Resident) -> None:
    go(screen, resident, Room.ENROLMENT)
    for said in ("Kelurahan 26 Ilir", "K26TUR", "3f9a c412 07be 55d0 981e 6ab2 7c40 f1d3"):
        assert resident.sees(said)


def test_a_kiosk_is_bound_after_its_office_and_number_were_compared(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    go(screen, resident, Room.ENROLMENT)
    assert not touchable(resident, "enrol-1"), "not with data that only another office can open"
    resident.tap("enrol-0")
    resident.wait_sees("Daftarkan kiosk ini ke Kelurahan Sukamaju?")
    assert resident.sees("KSK-LOKET-2")
    machinery.enrolling.outcome = Done(False, "Berkas ini sudah tidak berlaku.")
    sure(resident)
    resident.wait_sees("Berkas ini sudah tidak berlaku.")
    assert codes == []
    machinery.enrolling.outcome = Done(True, "Terdaftar.", restart=True)
    resident.tap("enrol-0")
    sure(resident)
    resident.wait(lambda: codes == [RESTART], "the restart")
    assert machinery.enrolling.asked == ["enrol /media/petugas/KELURAHAN/loket-2.enrol"] * 2


def test_a_new_key_is_made_only_when_asked_twice(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    go(screen, resident, Room.ENROLMENT)
    resident.tap("rotate-key")
    sure(resident, "sure-no")
    assert machinery.enrolling.asked == []
    resident.tap("rotate-key")
    sure(resident)
    resident.wait_sees("Kunci baru dibuat.")
    assert machinery.enrolling.asked == ["rotate key"]


def test_a_new_pin_of_the_petugas_is_shown_once_and_large(screen: Screen, resident: Resident) -> None:
    go(screen, resident, Room.ENROLMENT)
    resident.tap("new-petugas-pin")
    sure(resident)
    resident.wait_sees("730 418")
    assert resident.item("new-pin").property("font").pixelSize() >= 120
    resident.tap("Sudah dicatat")
    assert not resident.sees("730 418")
    screen.kiosk.maintenance.enrolment.ask("pin")
    screen.kiosk.maintenance.enrolment.agree()
    resident.wait_sees("730 418")
    screen.flow.send(flow.Finish())
    assert screen.kiosk.maintenance.enrolment.pin == "", "nor does it stay when they walk away"


# --- POWER --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "said", "did", "code"),
    [
        ("restart", "muncul lagi sendiri", "restart", RESTART),
        ("leave", "Hanya untuk teknisi", "leave", LEFT),
        ("restart-machine", "menyala lagi sendiri", "restart machine", None),
        ("shut-down", "tekan tombol daya", "shut down", None),
    ],
)
def test_before_anything_ends_it_says_how_it_comes_back(
    screen: Screen,
    resident: Resident,
    machinery: TestMachinery,
    button: str,
    said: str,
    did: str,
    code: int | None,
) -> None:
    codes: list[int] = []
    screen.kiosk.maintenance.closing.connect(codes.append)
    go(screen, resident, Room.POWER)
    resident.tap(button)
    resident.wait_sees(said)
    assert machinery.said + machinery.power.asked == []
    sure(resident)
    idle(screen, resident)
    assert [one for one in machinery.said + machinery.power.asked if one == did] == [did]
    assert codes == ([] if code is None else [code])


def test_a_machine_that_cannot_be_switched_off_from_here_says_how_it_is_done(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    machinery.power.outcome = Done(False, "Tekan tombol daya di mesin.")
    go(screen, resident, Room.POWER, Role.PETUGAS)
    assert not touchable(resident, "leave"), "only the admin leaves the program"
    resident.tap("shut-down")
    sure(resident)
    resident.wait_sees("Tekan tombol daya di mesin.")


# --- All of them --------------------------------------------------------------------------------------------------------


def test_a_petugas_finds_no_door_to_the_admins_rooms(screen: Screen, resident: Resident) -> None:
    screen.flow.send(flow.Knock())
    screen.flow.send(flow.Enter(Role.PETUGAS))
    resident.wait_page("maintenance")
    doors = {row.room for row in screen.kiosk.maintenance.rooms.rows}
    assert {"hall", "power"} <= doors
    for room in (Room.SERVICES, Room.LOOK, Room.NETWORK, Room.BACKUPS, Room.UPDATE, Room.ENROLMENT):
        assert room.value not in doors
        screen.kiosk.maintenance.visit(room.value)
        assert screen.flow.session.page == flow.Maintenance(Role.PETUGAS, Room.HOME)


def test_what_the_core_refuses_is_said_and_nothing_is_done(
    screen: Screen, resident: Resident, machinery: TestMachinery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen shows rooms; what may be done is decided behind it."""

    def refuse(_hall: Hall) -> Done:
        raise NotAllowed("Hanya admin.", "Masuk lagi.")

    monkeypatch.setattr(machinery.hall, "change", refuse)
    go(screen, resident, Room.HALL)
    resident.tap("close-today")
    resident.wait_sees("Hanya admin yang boleh melakukan ini.")
    assert resident.sees("Kiosk sedang buka")


def _erase(secret: QQuickItem) -> None:
    secret.setProperty("text", "")


def _where(resident: Resident, name: str) -> float:
    return resident.item(name).mapToScene(resident.item(name).boundingRect().topLeft()).x()
