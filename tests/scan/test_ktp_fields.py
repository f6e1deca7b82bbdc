"""Rows of a card told apart and cleaned, without a network: lines are made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ktp import KtpField
from kiosk.scan.ktp.engine import ALPHABET, SPACE, Line, decode
from kiosk.scan.ktp.fields import Row, values
from tests.scan.ktp_lines import line, row, seen

CARD = [
    row("Nama", ": SITI NURHALIJAH"),
    row("Tempat/Tgl Lahir", ": PALEMBANG, 14-03-1989"),
    row("Jenis Kelamin", ": PEREMPUAN Gol. Darah : O"),
    row("Alamat", ": JL. MERDEKA NO.12"),
    row("RT/RW", ": 007/003"),
    row("Kel/Desa", ": TALANG SEMUT"),
    row("Kecamatan", ": BUKIT KECIL"),
    row("Agama", ": ISLAM"),
    row("Status Perkawinan", ": BELUM KAWIN"),
    row("Pekerjaan", ": PELAJAR/MAHASISWA"),
    row("Kewarganegaraan", ": WNI"),
    row("Berlaku Hingga", ": SEUMUR HIDUP"),
]

READ = {
    KtpField.NAMA: "SITI NURHALIJAH",
    KtpField.TEMPAT_LAHIR: "PALEMBANG",
    KtpField.TGL_LAHIR: "1989-03-14",
    KtpField.JK: "P",
    KtpField.ALAMAT: "JL. MERDEKA NO.12",
    KtpField.RT: "007",
    KtpField.RW: "003",
    KtpField.KELURAHAN: "TALANG SEMUT",
    KtpField.KECAMATAN: "BUKIT KECIL",
    KtpField.AGAMA: "ISLAM",
    KtpField.STATUS_KAWIN: "BELUM KAWIN",
    KtpField.PEKERJAAN: "PELAJAR/MAHASISWA",
}


def texts(rows: list[Row]) -> dict[KtpField, str]:
    return {found.field: found.value.text for found in values(rows)}


def test_every_row_of_a_card_is_read() -> None:
    assert texts(CARD) == READ


def test_each_value_names_the_rows_it_came_from() -> None:
    rows = {found.field: found.rows for found in values([CARD[0], row("", "BINTI ABDULLAH"), *CARD[1:]])}
    assert (rows[KtpField.NAMA], rows[KtpField.TGL_LAHIR], rows[KtpField.RW]) == ((0, 1), (2,), (5,))


@pytest.mark.parametrize("place", range(len(CARD)))
def test_a_label_that_cannot_be_read_is_made_up_for_by_its_place(place: int) -> None:
    rows = [*CARD[:place], Row(line("rx"), CARD[place].value), *CARD[place + 1 :]]
    assert texts(rows) == READ


def test_labels_read_badly_are_still_theirs() -> None:
    worn = [
        "Nema",
        "TempaUTgi Lahr",
        "Jen s Kelarnin",
        "A1amat",
        "RTRW",
        "KelDesa",
        "Kecamalan",
        "Agarna",
        "Stalus Perkawinan",
    ]
    assert texts([Row(line(label), one.value) for label, one in zip(worn, CARD, strict=False)]) == {
        field: text for field, text in READ.items() if field is not KtpField.PEKERJAAN
    }


def test_without_any_label_the_order_and_the_values_tell() -> None:
    assert texts([Row(line(""), one.value) for one in CARD]) == READ


def test_a_row_that_is_missing_moves_no_other() -> None:
    for place in (0, 3, 7):
        left = {field for field, text in texts(CARD[:place] + CARD[place + 1 :]).items() if READ[field] == text}
        gone = {0: {KtpField.NAMA}, 3: {KtpField.ALAMAT}, 7: {KtpField.AGAMA}}[place]
        assert left == set(READ) - gone


def test_a_long_name_and_address_go_on_in_the_next_row() -> None:
    rows = [
        CARD[0],
        row("", "BINTI ABDULLAH"),
        *CARD[1:4],
        row("", "LR. BUNGA"),
        *CARD[4:],
    ]
    found = texts(rows)
    assert found[KtpField.NAMA] == "SITI NURHALIJAH BINTI ABDULLAH"
    assert found[KtpField.ALAMAT] == "JL. MERDEKA NO.12 LR. BUNGA"
    assert found[KtpField.RT] == "007"


@pytest.mark.parametrize(
    "name", ["I WAYAN OKA", "NI LUH AYU", "R. AJ. SEKAR", "JA'FAR NU'MAN", "UU", "MUH. ILYAS AL AMIN"]
)
def test_names_keep_their_spaces_dots_and_short_words(name: str) -> None:
    assert texts([row("Nama", ": " + name)]) == {KtpField.NAMA: name}


def test_a_narrow_space_that_the_network_hardly_saw_is_put_back() -> None:
    probabilities = seen("LUKMANANGGRAINI")
    between = 3 * 6  # the blank before the seventh letter
    probabilities[between, SPACE] = 0.1
    probabilities[between, 0] = 0.9
    read = values([Row(line("Nama"), Line(probabilities, decode(probabilities)))])
    assert read[0].value.text == "LUKMAN ANGGRAINI"


def test_print_in_capitals_has_no_small_letters_and_names_no_digits() -> None:
    assert texts([row("Nama", ": lLHAM J0K0 5USANTO")]) == {KtpField.NAMA: "ILHAM JOKO SUSANTO"}


@pytest.mark.parametrize("said", ["PALEMBANG, 14-03-1989", "PALEMBANG,14-03-1989", "PALEMBANG. 14.03.1989", "PALEMBANG 14 03 1989",
                                  "PALEMBANG, I4-O3-1989"])  # fmt: skip
def test_place_and_date_of_birth_are_parted_however_thin_the_dashes(said: str) -> None:
    found = texts([row("Tempat/Tgl Lahir", ": " + said)])
    assert found == {KtpField.TEMPAT_LAHIR: "PALEMBANG", KtpField.TGL_LAHIR: "1989-03-14"}


@pytest.mark.parametrize("said", ["PALEMBANG, 31-02-1989", "PALEMBANG, 14-03-1589", "PALEMBANG, 14-03-198"])
def test_what_is_no_date_is_not_made_one(said: str) -> None:
    assert KtpField.TGL_LAHIR not in texts([row("Tempat/Tgl Lahir", said)])


@pytest.mark.parametrize(
    ("said", "sex"), [("LAKI-LAKI", "L"), ("LAKI LAKI", "L"), ("LAKJ-LAKI Gol. Darah : AB", "L"), ("PEREMPUAM", "P")]
)
def test_sex_is_one_of_two_words(said: str, sex: str) -> None:
    assert texts([row("Jenis Kelamin", said)]) == {KtpField.JK: sex}


def test_a_word_that_is_neither_is_no_sex() -> None:
    assert texts([row("Jenis Kelamin", "XXXXXX")]) == {}


@pytest.mark.parametrize("said", ["007/003", "007 / 003", "7/3", "007003", "0071003"])
def test_rt_and_rw_are_two_numbers_of_three_digits(said: str) -> None:
    assert texts([row("RT/RW", said)]) == {KtpField.RT: "007", KtpField.RW: "003"}


@pytest.mark.parametrize(
    ("label", "said", "text"),
    [
        ("Agama", "ISLAN", "ISLAM"),
        ("Agama", "KATHOLK", "KATHOLIK"),
        ("Agama", "SUNDA WIWITAN", "SUNDA WIWITAN"),
        ("Status Perkawinan", "BELUMKAWIN", "BELUM KAWIN"),
        ("Status Perkawinan", "CERAI HIDUP", "CERAI HIDUP"),
        ("Pekerjaan", "KARYAWAN BUMX", "KARYAWAN BUMX"),
        ("Pekerjaan", "WIRASWASTR", "WIRASWASTA"),
        ("Pekerjaan", "PAWANG HUJAN", "PAWANG HUJAN"),
    ],
)
def test_words_of_short_lists_are_set_right_only_when_one_is_near(label: str, said: str, text: str) -> None:
    assert list(texts([row(label, ": " + said)]).values()) == [text]


def test_the_end_of_a_long_label_is_no_part_of_its_value() -> None:
    assert texts([row("Status Perkawina", "n: KAWIN")]) == {KtpField.STATUS_KAWIN: "KAWIN"}


def test_the_confidence_of_a_value_is_that_of_its_worst_letter() -> None:
    probabilities = seen("SITI", {2: ("J", 0.4)})
    (found,) = values([Row(line("Nama"), Line(probabilities, decode(probabilities)))])
    assert found.value.confidence == pytest.approx(0.595, abs=0.01)


def test_a_blur_is_left_empty() -> None:
    probabilities = seen("SITI", {place: (letter, 0.48) for place, letter in enumerate("XKLO")})
    assert values([Row(line("Nama"), Line(probabilities, decode(probabilities)))]) == []


def test_nothing_read_is_nothing_said() -> None:
    assert values([]) == []
    assert values([Row(line(""), line("")), Row(line("Nama"), line(":"))]) == []


@given(st.lists(st.tuples(st.text(ALPHABET[1:], max_size=24), st.text(ALPHABET[1:], max_size=40)), max_size=16))
def test_any_rows_give_each_field_at_most_once_and_never_an_empty_value(rows: list[tuple[str, str]]) -> None:
    found = values([row(label, value) for label, value in rows])
    assert len({one.field for one in found}) == len(found)
    assert all(one.value.text and 0 <= one.value.confidence <= 1 and max(one.rows) < len(rows) for one in found)


@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_any_noise_is_survived(steps: int, seed: int) -> None:
    noise = np.random.default_rng(seed).random((steps, len(ALPHABET)), dtype=np.float32)
    noisy = Line(noise, decode(noise))
    values([Row(noisy, noisy)])
