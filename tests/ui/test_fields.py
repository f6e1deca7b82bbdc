"""Inputs made for fingers, each driven by touch and by a hardware keyboard."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtTest import QTest

from kiosk.domain import session as flow
from kiosk.domain.place import Point
from kiosk.usecases.context import Context
from kiosk.wilayah import Wilayah
from tests.ui.conftest import LANDSCAPE, PORTRAIT
from tests.ui.every_field import begin_form, with_fields
from tests.ui.machinery import TestMachinery
from tests.ui.searching import alone
from ui.app import Options, Screen, build
from ui.resident import Resident
from ui.viewmodels.field import FieldViewModel
from ui.viewmodels.places import LONGEST

Asker = Callable[..., tuple[Screen, Resident, FieldViewModel]]

REGION = 'type = "wilayah"'
VILLAGE = 'type = "wilayah"\nlevel = "kelurahan"'
PLACE = 'type = "location"\nrequired = false'
PHOTO = 'type = "photo"'


@pytest.fixture
def ask(context: Context, tmp_path: Path) -> Iterator[Asker]:
    """Opens a screen on the question of one field."""
    screens: list[Screen] = []

    def open_one(
        *fields: str,
        size: tuple[int, int] = PORTRAIT,
        camera: str = "none:",
        code: str | None = None,
        maps: Path | None = None,
    ) -> tuple[Screen, Resident, FieldViewModel]:
        place = context
        if code:
            office = msgspec.structs.replace(context.kiosk.office, code=code)
            place = replace(context, kiosk=replace(context.kiosk, office=office))
        if maps:
            place = replace(place, regions=Wilayah(maps))
        place = with_fields(place, tmp_path / f"services{len(screens)}", *fields)
        screen = build(place, TestMachinery(), Options(size=size, motion=False, camera=camera))
        screens.append(screen)
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        begin_form(screen, resident)
        return screen, resident, screen.kiosk.form.step.fields[0]

    yield open_one
    for screen in screens:
        screen.close()


@pytest.fixture
def pictures(tmp_path: Path) -> str:
    """A camera that sees the same thing for ever."""
    folder = tmp_path / "kamera"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), np.full((480, 640, 3), 120, np.uint8))
    return folder.as_uri()


def press(screen: Screen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.window, key)


def tab_to(screen: Screen, name: str) -> None:
    """Tab until the item has the focus; fails when Tab never gets there."""
    for _ in range(80):
        item = screen.window.activeFocusItem()
        if item is not None:
            interface = QAccessible.queryAccessibleInterface(item)
            said = interface.text(QAccessible.Text.Name) if interface else ""
            if name in (item.objectName(), said):
                return
        press(screen, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name!r}")


def answer(screen: Screen) -> object:
    return screen.flow.session.answers.get("isian0")


def loaded(resident: Resident, field: FieldViewModel) -> None:
    resident.wait(lambda: not field.places.loading, "the lists of regions")


# --- Wilayah ----------------------------------------------------------------------------------------------------------


def test_a_village_is_found_by_touch_alone_from_the_office_s_own_city(ask: Asker) -> None:
    screen, resident, field = ask(VILLAGE)
    loaded(resident, field)
    assert resident.sees("Provinsi: Sumatera Selatan")
    assert resident.sees("Kabupaten atau kota: Kota Palembang")
    assert resident.sees("Pilih kecamatan")
    resident.tap("choice-16.71.04")
    assert answer(screen) is None, "a district is no answer yet"
    resident.tap("next")
    assert resident.sees("Pilih dulu wilayahnya")
    resident.tap("choice-16.71.04.1003")
    assert answer(screen) == "16.71.04.1003"
    resident.tap("next")
    resident.wait_page("review")


def test_a_level_that_was_wrong_is_changed_by_touching_it(ask: Asker) -> None:
    screen, resident, field = ask(VILLAGE)
    loaded(resident, field)
    resident.answer(field, "16.71.04.1003")
    resident.tap("level-3")
    assert answer(screen) is None
    assert resident.sees("Pilih kecamatan")
    resident.tap("level-1")
    assert resident.sees("Pilih provinsi")
    assert resident.sees("Jawa Barat")
    resident.tap("choice-32")
    assert resident.sees("Provinsi: Jawa Barat")
    assert not resident.sees("Kota Palembang")


def test_who_knows_the_name_types_a_regency_of_any_province_at_once(ask: Asker) -> None:
    screen, resident, field = ask(REGION)
    loaded(resident, field)
    resident.tap("Isian")
    resident.wait_sees("spasi")
    resident.type_text("sleman")
    resident.tap("choice-34.04")
    assert answer(screen) == "34.04"
    assert resident.sees("Provinsi: Daerah Istimewa Yogyakarta")
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("Kabupaten Sleman") or resident.sees("Sleman")


def test_letters_narrow_the_list_and_a_wrong_letter_is_no_dead_end(ask: Asker) -> None:
    _, resident, field = ask(VILLAGE)
    loaded(resident, field)
    resident.tap("Isian")
    resident.wait_sees("spasi")
    resident.type_text("ilir tim")
    assert [row.label for row in field.places.regions.rows] == ["Ilir Timur Dua", "Ilir Timur Satu", "Ilir Timur Tiga"]
    resident.type_text("x")
    assert resident.sees("Coba kurangi hurufnya")
    resident.tap("Hapus")
    resident.tap(f"choice-{field.places.regions.rows[1].value}")
    assert resident.sees("Kecamatan: Ilir Timur Satu")


def test_a_village_is_found_with_a_keyboard_alone(ask: Asker) -> None:
    screen, resident, field = ask(VILLAGE)
    loaded(resident, field)
    tab_to(screen, "choice-16.71.04")
    press(screen, Qt.Key.Key_Return)
    resident.settle()
    # The focus goes on where the next list begins.
    focused = screen.window.activeFocusItem()
    assert focused is not None
    assert focused.objectName() == f"choice-{field.places.regions.rows[0].value}"
    press(screen, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Space)
    assert answer(screen) == field.places._chosen == "16.71.04.1001", "the second of the list"
    resident.settle()
    tab_to(screen, "level-2")
    press(screen, Qt.Key.Key_Return)
    assert resident.sees("Pilih kabupaten atau kota")


def test_a_district_with_more_villages_than_a_page_holds_says_so(ask: Asker) -> None:
    _, resident, field = ask(VILLAGE)
    loaded(resident, field)
    for depth, code in ((1, ""), (None, "95"), (None, "95.06"), (None, "95.06.03")):
        if depth:
            resident.tap(f"level-{depth}")
        else:
            field.places.pick(code)
    assert len(field.places.regions.rows) == LONGEST
    assert resident.sees(f"Masih ada {108 - LONGEST} lagi")


# --- Map --------------------------------------------------------------------------------------------------------------


def test_a_touch_on_the_map_is_a_place_that_can_be_said(ask: Asker) -> None:
    screen, resident, field = ask(PLACE)
    resident.answer(field, {"lat": -2.98929, "lon": 104.74917})
    point = answer(screen)
    assert isinstance(point, Point)
    # A pixel of the picture is two metres: a finger means no more.
    assert abs(point.lat - -2.98929) < 4e-5
    assert abs(point.lon - 104.74917) < 4e-5
    assert resident.sees("Tanda Anda dekat Pos Ronda, RT 06, sekitar 100 m ke barat laut")
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("dekat Pos Ronda, RT 06")


def test_outside_the_outline_is_explained_and_not_taken(ask: Asker) -> None:
    screen, resident, _ = ask(PLACE)
    board = resident.item("map").mapToScene(resident.item("map").boundingRect().topLeft()).toPoint()
    resident.touch(board + QPoint(12, 12))
    assert answer(screen) is None
    assert resident.sees("Titik itu di luar Kelurahan 26 Ilir")
    resident.tap("map")
    before = answer(screen)
    assert isinstance(before, Point)
    assert not resident.sees("di luar")
    resident.touch(board + QPoint(12, 12))
    assert answer(screen) == before, "the good pin stays"


def test_arrows_move_the_pin_and_less_far_when_zoomed_in(ask: Asker) -> None:
    screen, resident, _ = ask(PLACE)
    resident.tap("Geser tanda ke kanan")
    start = answer(screen)
    assert isinstance(start, Point), "the first arrow sets the pin"

    def step(name: str) -> tuple[float, float]:
        before = answer(screen)
        resident.tap(name)
        after = answer(screen)
        assert isinstance(before, Point)
        assert isinstance(after, Point)
        return round(after.lat - before.lat, 5), round(after.lon - before.lon, 5)

    up, right = step("Geser tanda ke atas"), step("Geser tanda ke kanan")
    assert up[0] > 0 == up[1]
    assert right[1] > 0 == right[0]
    assert step("Geser tanda ke bawah")[0] == pytest.approx(-up[0], abs=2e-5)
    assert step("Geser tanda ke kiri")[1] == pytest.approx(-right[1], abs=2e-5)
    resident.tap("Perbesar peta")
    resident.tap("Perbesar peta")
    assert step("Geser tanda ke atas")[0] < up[0] / 2


def test_the_map_is_worked_with_a_keyboard_alone(ask: Asker) -> None:
    screen, _, field = ask(PLACE)
    tab_to(screen, "map")
    press(screen, Qt.Key.Key_Return)
    start = answer(screen)
    assert isinstance(start, Point)
    press(screen, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Plus)
    moved = answer(screen)
    assert isinstance(moved, Point)
    assert moved.lat > start.lat
    assert moved.lon > start.lon
    assert field.map.canZoomOut
    press(screen, Qt.Key.Key_Minus, Qt.Key.Key_Space)
    assert answer(screen) == moved, "Space does not move a pin that stands"
    for name in ("Geser tanda ke kiri", "Perbesar peta", "next"):
        tab_to(screen, name)


def test_arrows_cannot_leave_the_outline(ask: Asker) -> None:
    screen, resident, field = ask(PLACE)
    for _ in range(60):
        field.map.nudge(1, 0)
    point = answer(screen)
    assert isinstance(point, Point)
    office = screen.flow.context.regions.office_map("16.71.02.1003")
    assert office is not None
    assert office.contains(point)
    assert resident.sees("di luar Kelurahan 26 Ilir")


def test_not_to_know_is_an_answer(ask: Asker) -> None:
    screen, resident, field = ask(PLACE)
    resident.tap("map")
    resident.tap("Saya tidak tahu tempatnya di peta")
    assert answer(screen) is None
    assert field.map.unknown
    resident.tap("next")
    resident.wait_page("review")


def test_a_required_place_must_be_touched(ask: Asker) -> None:
    _, resident, _ = ask('type = "location"')
    assert not resident.sees("Saya tidak tahu")
    resident.tap("next")
    assert resident.sees("Sentuh dulu tempatnya di peta.")


def test_without_a_map_the_place_is_told_in_words(ask: Asker) -> None:
    screen, resident, field = ask('type = "location"', code="16.71.04.1001")
    assert not field.map.available
    resident.type_text("Depan pos ronda")
    assert answer(screen) == "Depan pos ronda"
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("Depan pos ronda")


def test_a_map_that_is_damaged_is_as_good_as_none(ask: Asker, tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "16.71.02.1003.geojson").write_text('{"features": []}')
    _, resident, field = ask(PLACE, maps=folder)
    assert not field.map.available
    assert resident.sees("Tulis letaknya")


def test_names_on_the_map_are_large_and_never_lie_on_each_other(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, field = ask(PLACE)
    drawn: list[tuple[str, object, int]] = []
    write = QPainter.drawText

    def record(painter: QPainter, place: object, flags: object, text: str) -> object:
        drawn.append((text, place, painter.font().pixelSize()))
        return write(painter, place, flags, text)

    monkeypatch.setattr("ui.viewmodels.map.QPainter.drawText", record)
    for size in ("12", "28", "45"):
        for _zoom in range(4):
            drawn.clear()
            field.map._paint(f"E9E1D2/FFFFFF/D8CDB9/A9CCDC/14232B/{size}")
            names = drawn[8::9]  # eight times its edge, then the name
            assert len(names) > 2
            assert min(pixels for _, _, pixels in names) >= 24
            for index, (_, place, _) in enumerate(names):
                assert not any(place.intersects(other) for _, other, _ in names[index + 1 :])  # type: ignore[attr-defined]
            field.map.zoom(1)
        field.map.zoom(-9)


# --- Photo ------------------------------------------------------------------------------------------------------------


def test_a_photo_is_taken_looked_at_and_kept_by_touch(ask: Asker, pictures: str) -> None:
    screen, resident, field = ask(PHOTO, camera=pictures)
    resident.wait(lambda: field.photo.state == "live", "the camera")
    resident.tap("Ambil foto")
    assert field.photo.left == 3
    resident.tap("Ambil sekarang")
    resident.wait(lambda: field.photo.state == "taken", "a photo")
    assert isinstance(answer(screen), bytes)
    resident.tap("Ulangi")
    assert answer(screen) is None
    resident.wait(lambda: field.photo.state == "live", "the camera")
    resident.tap("take-photo")
    resident.tap("take-photo")
    resident.wait(lambda: field.photo.state == "taken", "a photo")
    resident.tap("Pakai foto ini")
    assert screen.flow.camera._run is None, "a kept photo needs no camera"
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("Sudah ada foto")


def test_the_count_ends_in_a_photo_by_itself(ask: Asker, pictures: str) -> None:
    _, resident, field = ask(PHOTO, camera=pictures)
    field.photo._second.setInterval(20)
    resident.wait(lambda: field.photo.state == "live", "the camera")
    resident.tap("Ambil foto")
    resident.wait(lambda: field.photo.state == "taken", "a photo")


def test_a_photo_is_taken_with_a_keyboard_alone(ask: Asker, pictures: str) -> None:
    screen, resident, field = ask(PHOTO, camera=pictures)
    resident.wait(lambda: field.photo.state == "live", "the camera")
    tab_to(screen, "take-photo")
    press(screen, Qt.Key.Key_Return, Qt.Key.Key_Return)
    resident.wait(lambda: field.photo.state == "taken", "a photo")
    tab_to(screen, "photo-keep")
    press(screen, Qt.Key.Key_Space)
    assert field.photo.state == "kept"


def test_without_a_camera_even_a_required_photo_keeps_nobody(ask: Asker) -> None:
    _, resident, field = ask(PHOTO)
    assert field.required
    assert resident.sees("Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.")
    resident.tap("next")
    resident.wait_page("review")


def test_a_camera_that_falls_silent_is_no_camera(ask: Asker, tmp_path: Path) -> None:
    _, resident, _ = ask(PHOTO, camera=f"file://{tmp_path}/nothing-there")
    resident.wait_sees("Kamera tidak ada.")


def test_leaving_the_question_turns_the_camera_off_and_a_kept_photo_is_shown_again(ask: Asker, pictures: str) -> None:
    screen, resident, field = ask(PHOTO, 'type = "text"', camera=pictures)
    resident.answer(field, "")
    before = answer(screen)
    assert isinstance(before, bytes)
    resident.tap("next")
    resident.settle()
    assert screen.flow.camera._run is None
    assert screen.flow.camera.frame.isNull()
    resident.tap("back")
    resident.settle()
    again = screen.kiosk.form.step.fields[0].photo
    assert again.state == "kept"
    assert answer(screen) == before


def test_after_the_wipe_no_bytes_of_the_photo_are_left(ask: Asker, pictures: str) -> None:
    screen, resident, field = ask(PHOTO, camera=pictures)
    resident.answer(field, "")
    photo = answer(screen)
    assert isinstance(photo, bytes)
    screen.kiosk.finish()
    resident.wait_page("attract")
    gc.collect()
    assert screen.flow.session.answers == {}
    assert screen.flow.camera.frame.isNull()
    assert screen.flow.pictures._painters == {}
    # Whoever still holds it would be found here; only this test does.
    with alone():
        assert [type(one).__name__ for one in gc.get_referrers(photo) if not inspect.isframe(one)] == []


# --- The fields as they are -------------------------------------------------------------------------------------------


def test_a_number_that_was_not_typed_is_shown_like_one_that_was(ask: Asker) -> None:
    """A sample holds it as a number, the keys as text."""
    screen, resident, field = ask('type = "number"\nmax = 99')
    screen.flow.send(flow.Answer("isian0", 12))
    assert field.text == "12"
    resident.type_text("3")
    assert field.text == "12", "as long as a number may be"
    field.erased()
    assert answer(screen) == "1"


def test_yes_and_no_stand_side_by_side_with_a_picture_each(ask: Asker) -> None:
    screen, resident, _ = ask('type = "choice"\nchoices = "ya_tidak"')
    yes, no = resident.item("choice-ya"), resident.item("choice-tidak")
    assert yes.y() == no.y()
    assert yes.width() == no.width() > 400
    assert min(yes.height(), no.height()) >= 200
    resident.tap("choice-tidak")
    assert answer(screen) == "tidak"
    tab_to(screen, "choice-ya")
    press(screen, Qt.Key.Key_Return)
    assert answer(screen) == "ya"


def test_a_choice_with_a_drawing_that_is_missing_is_a_plain_card(ask: Asker) -> None:
    rows = '[{ value = "a", label = { id = "Satu" }, picture = "nothing" }, { value = "b", label = { id = "Dua" }, icon = "home" }]'
    _, resident, field = ask(f'type = "choice"\nchoices = {rows}')
    assert not field.illustrated
    assert resident.sees("Satu")
    assert resident.item("choice-a").y() < resident.item("choice-b").y()


def test_a_choice_with_drawings_shows_them(ask: Asker) -> None:
    rows = '[{ value = "a", label = { id = "Rumah" }, icon = "home" }, { value = "b", label = { id = "Kantor" }, picture = "office" }]'
    _, resident, field = ask(f'type = "choice"\nchoices = {rows}')
    assert field.illustrated
    resident.tap("choice-b")
    assert resident.item("choice-b").property("drawing") == "office"


@pytest.mark.parametrize(
    ("typed", "stored", "said"),
    [
        ("1430", "14:30", "Pukul 14.30 siang"),
        ("705", "7:05", "Pukul 7.05 pagi"),
        ("2359", "23:59", "Pukul 23.59 malam"),
    ],
)
def test_a_time_is_typed_and_said_back(ask: Asker, typed: str, stored: str, said: str) -> None:
    screen, resident, _ = ask('type = "time"')
    resident.type_text(typed)
    assert answer(screen) == stored
    assert resident.sees(said)
    resident.tap("next")
    resident.wait_page("review")


def test_a_time_that_does_not_exist_is_explained_and_mended(ask: Asker) -> None:
    screen, resident, _ = ask('type = "time"')
    resident.type_text("1475")
    resident.tap("next")
    assert resident.sees("dari 00.00 sampai 23.59")
    resident.tap("Hapus")
    resident.tap("Hapus")
    resident.type_text("30")
    assert answer(screen) == "14:30"
    resident.tap("next")
    resident.wait_page("review")


def test_a_time_is_typed_with_a_keyboard_alone(ask: Asker) -> None:
    screen, _, _ = ask('type = "time"')
    press(screen, Qt.Key.Key_9, Qt.Key.Key_1, Qt.Key.Key_5)
    assert answer(screen) == "9:15"


def test_an_age_beside_a_birth_date_shows_a_wrong_digit(ask: Asker) -> None:
    _, resident, _ = ask('type = "date"\nwhen = "past"')
    resident.type_text("7")
    resident.tap("month-8")
    resident.type_text("195")
    assert not resident.sees("tahun yang lalu")
    resident.type_text("1")
    assert resident.sees("75 tahun yang lalu")


def test_an_amount_is_said_in_words(ask: Asker) -> None:
    screen, resident, _ = ask('type = "money"')
    resident.type_text("25000")
    assert resident.sees("dua puluh lima ribu rupiah")
    assert answer(screen) == "25000"


def test_a_phone_number_that_begins_wrongly_is_told_while_it_is_typed(ask: Asker) -> None:
    _, resident, _ = ask('type = "phone"')
    resident.type_text("07")
    assert resident.sees("Nomor HP dimulai dengan 08")
    resident.tap("Kosongkan")
    resident.type_text("081234567890")
    assert not resident.sees("dimulai dengan 08")
    # In groups, as one reads it from a phone.
    assert any(item.property("text") == "0812 3456 7890" for item in resident.items())


ADDRESS = 'type = "address"'
CODE = 'type = "text"\naccept = "code"\nmax = 12'
PLATE = 'type = "text"\naccept = "plate"\nexample = { id = "BG 1234 AB" }'
DIGITS = 'type = "text"\naccept = "digits"\nmin = 8\nmax = 12'


def test_the_words_of_an_address_are_a_touch_each(ask: Asker) -> None:
    screen, resident, _ = ask(ADDRESS)
    resident.tap("Jl.")
    resident.type_text("merdeka")
    assert answer(screen) == "Jl. merdeka", "after the dot a letter is written as it is typed"
    resident.tap("Gang")
    resident.tap("No.")
    resident.type_text("7")
    assert answer(screen) == "Jl. merdeka Gang No. 7"
    resident.tap("next")
    resident.wait_page("review")


def test_the_words_of_an_address_stand_where_the_cursor_is_and_are_reached_by_tab(ask: Asker) -> None:
    screen, _, _ = ask(ADDRESS)
    tab_to(screen, "word-Lorong")
    press(screen, Qt.Key.Key_Return)
    assert answer(screen) == "Lorong "


def test_a_number_alone_is_no_address(ask: Asker) -> None:
    _, resident, _ = ask(ADDRESS)
    resident.type_text("1234")
    resident.tap("next")
    assert resident.page == "step"
    assert resident.sees("Perlu dibetulkan")


def test_a_plate_is_typed_without_spaces_and_shown_with_them(ask: Asker) -> None:
    screen, resident, field = ask(PLATE)
    assert resident.sees("Contoh: BG 1234 AB")
    resident.type_text("BG1234")
    assert field.spoken == "BG 1234"
    resident.type_text("AB")
    assert answer(screen) == "BG1234AB"
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("BG 1234 AB")


def test_a_plate_that_cannot_be_is_explained_and_mended(ask: Asker) -> None:
    _, resident, field = ask(PLATE)
    resident.type_text("1234")
    resident.tap("next")
    assert resident.sees("seperti BG 1234 AB")
    for _ in range(4):
        resident.tap("Hapus")
    resident.type_text("BG1234ABCDE")
    assert field.spoken == "BG 1234 ABC", "as long as a plate can be"
    resident.tap("next")
    resident.wait_page("review")


def test_a_code_takes_capitals_digits_and_its_marks_from_a_keyboard_too(ask: Asker) -> None:
    screen, resident, field = ask(CODE)
    for key in "al.500/7 é":
        QTest.keyClick(screen.window, key)
    assert answer(screen) == "AL.500/7", "what a code cannot hold is not written"
    press(screen, Qt.Key.Key_Backspace)
    assert answer(screen) == "AL.500/"
    resident.type_text("ABCDEFGH")
    assert len(field.text) == field.longest == 12


def test_long_digits_keep_the_zeros_before_them(ask: Asker) -> None:
    screen, resident, _ = ask(DIGITS)
    resident.type_text("0012")
    resident.tap("next")
    assert resident.sees("paling sedikit 8")
    resident.type_text("3456")
    resident.tap("next")
    resident.wait_page("review")
    assert answer(screen) == "00123456"


def test_a_service_is_chosen_as_an_answer(ask: Asker) -> None:
    screen, resident, field = ask('type = "ref"')
    assert field.kind == "choice"
    resident.tap("next")
    assert resident.sees("Pilih dulu satu jawaban.")
    resident.tap("choice-semua_isian")
    assert answer(screen) == "semua_isian"
    resident.tap("next")
    resident.wait_page("review")
    assert resident.sees("Semua isian")


def test_a_note_is_read_and_never_typed_into(ask: Asker) -> None:
    screen, resident, _ = ask('type = "note"\nlevel = "warning"', 'type = "nik"')
    assert resident.sees("Perhatikan. Isian")
    assert not resident.sees("Tombol untuk mengetik")
    resident.tap("Lanjut")
    resident.settle()
    assert screen.kiosk.form.step.fields[0].kind == "nik"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_everything_in_the_new_fields_has_a_name_a_role_and_room_for_a_finger(
    ask: Asker, size: tuple[int, int], pictures: str
) -> None:
    screen, resident, field = ask(
        PHOTO, VILLAGE, PLACE, 'type = "choice"\nchoices = "ya_tidak"', 'type = "time"', size=size, camera=pictures
    )
    resident.wait(lambda: field.photo.state == "live", "the camera")
    for value in (None, "16.71.04.1003", {"lat": -2.98929, "lon": 104.74917}, "ya", "14:30"):
        present = screen.kiosk.form.step.fields[0]
        if present.places is not None:
            loaded(resident, present)
        touched = list(resident.touchables())
        for name, item in touched:
            assert name.strip(), (present.kind, item.objectName())
            assert min(item.width(), item.height()) >= 64, (present.kind, name)
        assert len(touched) > 5
        resident.answer(present, value or "")
        resident.tap("next")
        resident.settle()
    resident.wait_page("review")
