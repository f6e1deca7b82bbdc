"""Filling in: what is wrong is said beside the field, nothing is lost on the way."""

from __future__ import annotations

import pytest

from kiosk.domain import session as flow
from kiosk.domain.catalog import Catalog
from kiosk.domain.session import Look
from tests.ui.conftest import Opener, begin
from ui.app import Screen
from ui.resident import Resident

DOMISILI = "surat_keterangan_domisili"


def test_without_consent_there_is_no_first_question(resident: Resident) -> None:
    resident.tap("start")
    resident.tap("shelf-popular")
    resident.tap(f"service-{DOMISILI}")
    resident.tap("next")
    resident.wait_page("privacy")
    resident.tap("next")
    assert resident.page == "privacy"
    assert resident.sees("Sentuh kotak setuju dulu")
    resident.tap("consent")
    assert not resident.sees("Sentuh kotak setuju dulu")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Isi dulu NIK."),
        ("167102540389000", "NIK ada 16 angka. Anda baru mengisi 15."),
        ("9971025403890002", "Angka-angka depan NIK ini tidak dikenal"),
        ("1671025413890002", "Angka ke-7 sampai ke-12 NIK berisi tanggal"),
        ("1671025403890000", "Empat angka terakhir NIK tidak mungkin 0000"),
    ],
)
def test_a_wrong_nik_is_explained_and_goes_nowhere(resident: Resident, typed: str, said: str) -> None:
    begin(resident, DOMISILI)
    resident.type_text(typed)
    resident.tap("next")
    assert resident.page == "step"
    assert resident.sees(said)
    # Emptying what is empty mends nothing.
    resident.tap("Kosongkan" if typed else "1")
    assert not resident.sees(said)


def test_live_help_counts_the_digits_that_are_missing(resident: Resident) -> None:
    begin(resident, DOMISILI)
    resident.type_text("167102540389")
    assert resident.sees("4 angka lagi")
    resident.type_text("0002")
    assert resident.sees("Sudah 16 angka")
    resident.type_text("7")  # a seventeenth digit changes nothing
    assert resident.sees("Sudah 16 angka")


def test_the_keyboard_writes_capitals_accents_and_marks(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    resident.type_text("1671025403890002")
    resident.tap("next")
    resident.settle()
    resident.type_text("R. A. D'Rénanda-Siti")
    assert screen.flow.session.answers["nama"] == "R. A. D'Rénanda-Siti"
    resident.tap("Hapus")
    assert screen.flow.session.answers["nama"] == "R. A. D'Rénanda-Sit"


def test_what_the_nik_says_is_offered_and_taken_by_one_touch(
    screen: Screen, resident: Resident, catalog: Catalog
) -> None:
    _to_step(screen, resident, catalog, "lahir")
    assert resident.sees("Menurut NIK: 14 Maret 1989")
    resident.tap("Pakai ini")
    assert screen.flow.session.answers["tgl_lahir"] == "1989-03-14"
    assert not resident.sees("Menurut NIK")


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", 2, "1951", "tidak ada di kalender"),
        ("1", 8, "51", "Tulis tahunnya lengkap"),
        ("1", 8, "2031", "belum tiba"),
        ("1", 8, "1851", "mulai dari 1900"),
    ],
)
def test_an_impossible_date_is_explained(
    screen: Screen, resident: Resident, catalog: Catalog, day: str, month: int, year: str, said: str
) -> None:
    _to_step(screen, resident, catalog, "lahir")
    resident.type_text("Palembang")
    resident.tap("day")
    resident.type_text(day)
    resident.tap("month")
    resident.tap(f"month-{month}")
    resident.type_text(year)
    resident.tap("next")
    assert resident.page == "step"
    assert resident.sees(said)


def test_back_keeps_every_answer(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    resident.type_text("1671025403890002")
    resident.tap("next")
    resident.settle()
    resident.type_text("Siti")
    resident.tap("back")
    resident.settle()
    assert resident.sees("Sudah 16 angka")
    resident.tap("next")
    resident.settle()
    assert screen.flow.session.answers["nama"] == "Siti"
    assert "Siti" in [item.property("text") for item in resident.items()]


def test_ubah_goes_to_the_question_and_comes_back(screen: Screen, resident: Resident, catalog: Catalog) -> None:
    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    assert resident.sees("1671•• •••••• 0002"), "the NIK is masked where others may look on"
    resident.tap("change-nama")
    resident.wait_page("step")
    resident.type_text(" Dewi")
    resident.tap("Simpan")
    resident.wait_page("review")
    assert resident.sees("Siti Rahmawati Dewi")
    resident.tap("change-nama")
    resident.wait_page("step")
    resident.type_text(" Ayu")
    resident.tap("Batal")
    resident.wait_page("review")
    assert not resident.sees("Ayu")
    assert screen.flow.session.answers["nama"] == "Siti Rahmawati Dewi"


def test_a_changed_answer_that_brings_a_question_asks_it_before_the_review(
    resident: Resident, catalog: Catalog
) -> None:
    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    resident.tap("change-warga_luar")
    resident.wait_page("step")
    resident.tap("choice-ya")
    resident.tap("Simpan")
    resident.settle()
    assert resident.sees("Dari kabupaten atau kota mana KTP Anda?")
    resident.tap("Kabupaten atau kota asal")
    resident.wait_sees("spasi")
    resident.type_text("banyuasin")
    resident.wait_sees("Kabupaten Banyuasin")
    resident.tap("choice-16.07")
    resident.tap("Simpan")
    resident.wait_page("review")
    assert resident.sees("Banyuasin")


def test_another_language_at_any_moment_keeps_the_answers(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    resident.type_text("16710254")
    before = dict(screen.flow.session.answers)
    resident.tap("language")
    resident.tap("language-en")
    assert resident.sees("What is your NIK?")
    assert resident.sees("Digits still to come: 8")
    assert screen.flow.session.answers == before
    resident.type_text("03890002")
    resident.tap("Next")
    resident.settle()
    assert resident.sees("What is your name?")
    resident.tap("language")
    resident.tap("language-id")
    assert resident.sees("Siapa nama Anda?")


def test_selesai_in_the_middle_asks_first(screen: Screen, resident: Resident) -> None:
    begin(resident, DOMISILI)
    resident.type_text("1671")
    resident.tap("finish")
    resident.tap("Lanjut mengisi")
    assert resident.page == "step"
    assert screen.flow.session.answers["nik"] == "1671"
    resident.tap("finish")
    resident.tap("Ya, hapus dan selesai")
    resident.wait_page("attract")
    assert screen.flow.session == flow.Session()


@pytest.mark.parametrize("text", ["normal", "large", "largest"])
@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_every_size_and_theme_shows_the_form(open_screen: Opener, text: str, theme: str) -> None:
    _, resident = open_screen(look=Look(text=text, contrast=theme == "contrast"))
    begin(resident, DOMISILI)
    resident.type_text("1671025403890002")
    resident.tap("next")
    resident.settle()
    assert resident.sees("Siapa nama Anda?")


def _to_step(screen: Screen, resident: Resident, catalog: Catalog, wanted: str) -> None:
    sample = catalog.find(DOMISILI).sample
    begin(resident, DOMISILI)
    while (page := screen.flow.session.page) and isinstance(page, flow.Asking) and page.step.id != wanted:
        for field in screen.kiosk.form.step.fields:
            if sample.get(field.fieldId):
                resident.answer(field, sample[field.fieldId])
        resident.tap("next")
        resident.settle()
