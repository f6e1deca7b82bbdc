"""A long form: sections, rows, papers, and what is said of answers before they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.domain import session as flow
from kiosk.domain.catalog import MOST_PHOTOS
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from tests.ui.conftest import LANDSCAPE, PORTRAIT
from tests.ui.every_field import ANSWERS, LONG_FORM, begin_form, with_form
from tests.ui.machinery import TestMachinery
from tests.ui.test_voice_mode import Unheard
from ui.app import Options, Screen, build
from ui.resident import Listener, Resident, Typist

Former = Callable[..., tuple[Screen, Resident]]


@pytest.fixture
def form(context: Context, tmp_path: Path) -> Iterator[Former]:
    """Opens a screen on a question of the long form, all before it answered."""
    screens: list[Screen] = []

    def open_one(step: str = "nik", *, toml: str = LONG_FORM, **options: object) -> tuple[Screen, Resident]:
        place = with_form(context, tmp_path / f"services{len(screens)}", toml)
        screen = build(
            place,
            TestMachinery(),
            Options(**{"size": PORTRAIT, "motion": False, **options}),  # type: ignore[arg-type]
        )
        screens.append(screen)
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        begin_form(screen, resident)
        while isinstance(screen.flow.session.page, flow.Asking) and screen.flow.session.page.step.id != step:
            for field in screen.flow.session.page.step.fields:
                if field.id in ANSWERS:
                    screen.flow.send(flow.Answer(field.id, ANSWERS[field.id]))
            screen.kiosk.form.next()
        resident.settle()
        return screen, resident

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


# --- All of it --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("kind", [Resident, Typist], ids=["touch", "keys"])
def test_the_whole_form_is_filled_in(form: Former, kind: type[Resident], size: tuple[int, int]) -> None:
    """And what the session then holds is what was answered, rows and papers too."""
    screen, _ = form(size=size)
    resident = kind(screen)
    resident.fill_form(ANSWERS)
    given = screen.flow.session.answers
    assert given["saksi"] == ANSWERS["saksi"]
    assert given["berkas"] == ANSWERS["berkas"]
    assert screen.flow.problems(screen.flow.session.page.service) == ()


@pytest.mark.slow
@pytest.mark.parametrize("switches", [False, True], ids=["four controls", "two switches"])
def test_the_whole_form_is_filled_in_by_ear(form: Former, switches: bool) -> None:
    """Chips of an address, keys of a plate, rows and papers have names that lead to them."""
    screen, _ = form(look=Look(voice=True), output=lambda _gain: Unheard())
    listener = Listener(screen, switches=switches)
    listener.fill_form(ANSWERS)
    assert screen.flow.session.answers["saksi"] == ANSWERS["saksi"]
    assert screen.flow.session.answers["berkas"] == ANSWERS["berkas"]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_everything_in_rows_and_papers_has_a_name_and_room_for_a_finger(
    form: Former, pictures: str, size: tuple[int, int]
) -> None:
    screen, resident = form("saksi", size=size, camera=pictures)
    screen.flow.send(flow.Answer("saksi", ANSWERS["saksi"]))
    for _ in range(2):
        resident.settle()
        touched = list(resident.touchables())
        assert len(touched) > 8
        names = [name for name, _ in touched]
        assert len(set(names)) == len(names), "nobody has to guess which one is meant"
        for name, item in touched:
            assert name.strip()
            assert min(item.width(), item.height()) >= 64, name
        screen.kiosk.form.next()
    resident.wait_page("review")


# --- Where one is -----------------------------------------------------------------------------------------------------


def test_a_section_says_its_name_and_how_much_of_it_is_left(form: Former) -> None:
    _, resident = form()
    assert resident.sees("Pertanyaan 1 dari 8"), "a question of no section counts in the whole form"
    _, resident = form("alamat")
    assert resident.sees("Calon istri · pertanyaan 2 dari 2")
    _, resident = form("kendaraan")
    assert resident.sees("Kendaraan · pertanyaan 1 dari 2")


def test_the_review_has_a_heading_for_each_section(form: Former) -> None:
    screen, resident = form("")
    resident.wait_page("review")
    rows = screen.kiosk.form.review.rows
    assert [row.title for row in rows if not row.step] == ["Calon istri", "Kendaraan", "Acara", "Lainnya"]
    assert [row.place for row in rows] == [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
    assert resident.sees("2 saksi: Rudi Hartono, Sri Wahyuni")
    assert resident.sees("Ada: KTP asli dan fotokopi · Belum: Kartu Keluarga asli")


def test_a_form_without_sections_has_no_headings(form: Former) -> None:
    plain = "\n".join(line for line in LONG_FORM.splitlines() if not line.startswith("section"))
    screen, resident = form("", toml=plain)
    resident.wait_page("review")
    assert all(row.step for row in screen.kiosk.form.review.rows)


# --- Problems, warnings, hints ----------------------------------------------------------------------------------------


def test_a_warning_and_a_hint_come_with_the_answer_and_keep_nobody(form: Former) -> None:
    screen, resident = form("tamu")
    field = next(one for one in screen.kiosk.form.step.fields if one.fieldId == "tamu")
    assert not resident.sees("izin keramaian dari polisi")
    resident.type_text("350")
    assert resident.sees("Perhatikan. Lebih dari 300 tamu")
    assert field.problem == field.advice == ""
    resident.tap("Hapus")
    resident.tap("Hapus")
    assert resident.sees("Info. Untuk acara kecil")
    assert field.warning == ""
    resident.tap("next")
    resident.settle()
    assert screen.kiosk.form.step.stepId == "saksi"


def test_a_rule_that_is_broken_is_told_in_the_words_of_the_service_and_goes_nowhere(form: Former) -> None:
    screen, resident = form("lahir")
    screen.flow.send(flow.Answer("lahir", "2015-03-14"))
    resident.tap("next")
    assert screen.kiosk.form.step.stepId == "lahir"
    assert resident.sees("Perlu dibetulkan. Menikah boleh mulai umur 19 tahun.")
    assert not resident.sees("Berbeda dengan tanggal di NIK"), "what has to be mended comes first"


def test_what_differs_from_the_nik_is_said_at_once(form: Former) -> None:
    screen, resident = form("lahir")
    assert resident.sees("Menurut NIK: 14 Maret 1951")
    screen.flow.send(flow.Answer("lahir", "1951-03-15"))
    assert resident.sees("Perhatikan. Berbeda dengan tanggal di NIK.")
    screen.flow.send(flow.Answer("lahir", "1951-03-14"))
    assert not resident.sees("Berbeda dengan tanggal di NIK.")


def test_an_answer_brings_out_a_question_on_its_own_page(form: Former) -> None:
    screen, resident = form("tamu")
    assert not resident.sees("Nama gedung")
    resident.type_text("1200")
    assert resident.sees("Nama gedung")
    resident.tap("next")
    assert screen.kiosk.form.step.stepId == "tamu"
    assert resident.sees("Isi dulu nama gedung.")
    resident.tap("Nama gedung")
    resident.wait_sees("spasi")
    resident.type_text("aula")
    resident.tap("next")
    resident.settle()
    assert screen.kiosk.form.step.stepId == "saksi"


def test_before_sending_all_warnings_stand_together_with_the_name_of_their_question(form: Former) -> None:
    screen, resident = form("")
    resident.wait_page("review")
    assert resident.sees("Perhatikan. Jumlah tamu: Lebih dari 300 tamu")
    screen.kiosk.form.change("tamu")
    screen.flow.send(flow.Answer("tamu", "5"))
    screen.kiosk.form.next()
    screen.kiosk.form.change("lahir")
    screen.flow.send(flow.Answer("lahir", "1951-03-15"))
    screen.kiosk.form.next()
    resident.wait_page("review")
    assert [row.level for row in screen.kiosk.form.remarks.rows] == ["warning", "hint"]
    resident.tap("Kirim permohonan")
    resident.wait_page("done")


# --- Who goes first ---------------------------------------------------------------------------------------------------


def test_an_elderly_resident_is_offered_to_go_first_and_decides(form: Former) -> None:
    screen, resident = form("")
    resident.wait_page("review")
    assert screen.kiosk.form.elder == 75
    assert resident.item("priority").property("note").startswith("Umur Anda 75 tahun.")
    assert not screen.flow.session.priority, "offered, not forced"
    resident.tap("priority")
    assert screen.flow.session.priority
    resident.tap("priority")
    assert not screen.flow.session.priority


def test_a_younger_resident_is_not_told_their_age(form: Former) -> None:
    screen, resident = form("")
    screen.kiosk.form.change("nik")
    screen.flow.send(flow.Answer("nik", "1671025403890002"))
    screen.kiosk.form.next()
    resident.wait_page("review")
    assert screen.kiosk.form.elder == 0
    resident.tap("priority")
    assert screen.flow.session.priority
    assert not resident.sees("Umur Anda")


# --- Rows -------------------------------------------------------------------------------------------------------------


def test_a_row_is_added_changed_and_taken_back(form: Former) -> None:
    screen, resident = form("saksi")
    assert resident.sees("Belum ada yang ditulis.")
    resident.tap("Tulis saksi")
    resident.settle()
    assert resident.sees("Saksi 1")
    resident.type_text("Rudi")
    resident.tap("Batal")
    resident.settle()
    assert resident.sees("Belum ada yang ditulis."), "nothing is left of what was taken back"
    resident.answer(screen.kiosk.form.step.fields[0], ANSWERS["saksi"][:1])
    assert resident.sees("Saksi 1, Rudi Hartono, Tetangga")
    resident.tap("Ubah Saksi 1")
    resident.settle()
    resident.type_text(" Jaya")
    resident.tap("Simpan")
    resident.settle()
    assert resident.sees("Saksi 1, Rudi Hartono Jaya, Tetangga")


def test_a_row_is_deleted_only_after_it_was_asked(form: Former) -> None:
    screen, resident = form("saksi")
    screen.flow.send(flow.Answer("saksi", ANSWERS["saksi"]))
    resident.tap("Hapus Saksi 1")
    assert resident.sees("Hapus Saksi 1, Rudi Hartono?")
    assert len(screen.flow.session.answers["saksi"]) == 2
    resident.tap("Tidak jadi Saksi 1")
    assert not resident.sees("Hapus Saksi 1, Rudi Hartono?")
    resident.tap("Hapus Saksi 1")
    resident.tap("Ya, hapus Saksi 1")
    assert [row["nama"] for row in screen.flow.session.answers["saksi"]] == ["Sri Wahyuni"]
    assert resident.sees("Saksi 1, Sri Wahyuni")
    assert not resident.sees("Hapus Saksi 1, "), "the next one is not asked about by itself"


def test_too_few_rows_are_told_and_too_many_cannot_be_added(form: Former) -> None:
    screen, resident = form("saksi")
    resident.tap("next")
    assert resident.sees("Tulis dulu paling sedikit 2.")
    resident.answer(screen.kiosk.form.step.fields[0], ANSWERS["saksi"][:1])
    resident.tap("next")
    assert resident.sees("Masih kurang. Tulis paling sedikit 2.")
    resident.answer(screen.kiosk.form.step.fields[0], [*ANSWERS["saksi"][1:], ANSWERS["saksi"][0]])
    assert not resident.sees("Tambah saksi")
    resident.tap("next")
    resident.settle()
    assert screen.kiosk.form.step.stepId == "berkas"


def test_what_is_wrong_in_a_row_is_said_beside_its_question_and_on_its_card(form: Former) -> None:
    screen, resident = form("saksi")
    resident.tap("Tulis saksi")
    resident.settle()
    resident.tap("next")
    assert resident.sees("Isi dulu nama.")
    assert resident.sees("Pilih dulu satu jawaban.")
    resident.tap("Batal")
    resident.settle()
    screen.flow.send(flow.Answer("saksi", [{"nama": "Rudi 4", "hubungan": "tetangga"}, ANSWERS["saksi"][1]]))
    resident.tap("next")
    assert resident.sees("Ada yang belum lengkap. Sentuh Ubah di kartunya.")
    assert resident.sees("Rudi 4, Tetangga, Belum lengkap")


def test_rows_that_are_changed_from_the_review_go_back_there(form: Former) -> None:
    screen, resident = form("")
    resident.wait_page("review")
    resident.tap("change-saksi")
    resident.wait_page("step")
    resident.tap("Tambah saksi")
    resident.settle()
    screen.flow.send(flow.Answer("saksi.2.nama", "Dewi Lestari"))
    screen.flow.send(flow.Answer("saksi.2.hubungan", "lain"))
    resident.tap("Simpan")
    resident.settle()
    assert screen.kiosk.form.step.stepId == "saksi"
    resident.tap("Simpan")
    resident.wait_page("review")
    assert resident.sees("3 saksi: Rudi Hartono, Sri Wahyuni, Dewi Lestari")


# --- Papers -----------------------------------------------------------------------------------------------------------


def test_nobody_has_to_say_which_papers_they_have(form: Former) -> None:
    screen, resident = form("berkas")
    assert resident.sees("Belum lengkap pun tidak apa-apa.")
    resident.tap("Lewati")
    resident.wait_page("review")
    assert "berkas" not in screen.flow.session.answers


def test_a_second_touch_takes_the_answer_back(form: Former) -> None:
    screen, resident = form("berkas")
    resident.tap("KTP asli dan fotokopi: Ada")
    resident.tap("Kartu Keluarga asli: Belum")
    assert screen.flow.session.answers["berkas"] == {"ktp": "ada", "kk": "belum"}
    resident.tap("KTP asli dan fotokopi: Belum")
    resident.tap("Kartu Keluarga asli: Belum")
    assert screen.flow.session.answers["berkas"] == {"ktp": "belum"}


def test_a_paper_that_is_not_needed_is_not_asked_for(form: Former) -> None:
    """ "Izin orang tua" is for those under 21."""
    screen, resident = form("berkas")
    assert not resident.sees("Izin orang tua")
    screen.flow.send(flow.Answer("lahir", "2006-12-01"))
    assert resident.sees("Izin orang tua")


def test_a_paper_is_photographed_in_its_card(form: Former, pictures: str) -> None:
    screen, resident = form("berkas", camera=pictures)
    papers = screen.kiosk.form.step.fields[0].papers
    assert not resident.sees("ditandatangani dan dicap: Foto sekarang"), "a picture of it makes no sense"
    resident.tap("KTP asli dan fotokopi: Foto sekarang")
    resident.wait(lambda: papers.photo("ktp").state == "live", "the camera")
    # Another card takes the camera over.
    resident.tap("Kartu Keluarga asli: Foto sekarang")
    resident.wait(lambda: papers.photo("kk").state == "live", "the camera")
    assert papers.photo("ktp").state == "off"
    resident.tap("take-photo")
    resident.tap("take-photo")
    resident.wait(lambda: papers.photo("kk").state == "taken", "a photo")
    assert isinstance(screen.flow.session.answers["berkas"]["kk"], bytes)
    resident.tap("photo-keep")
    assert screen.flow.camera._run is None
    assert resident.sees("Kartu Keluarga asli: Sudah difoto")
    # Who says "Ada" has no photo of it any more.
    resident.tap("Kartu Keluarga asli: Ada")
    assert screen.flow.session.answers["berkas"] == {"kk": "ada"}


def test_a_photo_of_a_paper_is_gone_with_the_resident(form: Former, pictures: str) -> None:
    screen, resident = form("berkas", camera=pictures)
    papers = screen.kiosk.form.step.fields[0].papers
    resident.tap("KTP asli dan fotokopi: Foto sekarang")
    resident.wait(lambda: papers.photo("ktp").state == "live", "the camera")
    screen.kiosk.finish()
    resident.wait_page("attract")
    assert screen.flow.camera._run is None
    assert screen.flow.pictures._painters == {}
    assert screen.flow.session.answers == {}


def test_no_more_photos_are_offered_than_fit_into_a_request(form: Former, pictures: str) -> None:
    papers = "".join(f'[[requirements]]\nid = "p{n}"\ntext = {{ id = "Berkas {n}" }}\n' for n in range(MOST_PHOTOS + 1))
    screen, resident = form("berkas", toml=papers + LONG_FORM, camera=pictures)
    jpeg = b"\xff\xd8\xff"
    screen.flow.send(flow.Answer("berkas", {f"p{n}": jpeg for n in range(MOST_PHOTOS)}))
    rows = {row.paper: row for row in screen.kiosk.form.step.fields[0].papers.rows.rows}
    assert rows["p0"].camera, "one that is there can be taken again"
    assert not rows[f"p{MOST_PHOTOS}"].camera
    resident.settle()
