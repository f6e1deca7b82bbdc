"""The digits of a NIK: what is sure, what is doubted, and that nothing is corrected unnoticed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.scan.ktp import nik
from kiosk.scan.ktp.engine import ALPHABET
from kiosk.scan.ktp.nik import doubts, look, together
from kiosk.scan.ktp.voting import vote
from tests.scan.ktp_lines import line, seen

NIK = "1671045403890002"  # made up: a woman born on 14 March 1989
BORN, SEX = "1989-03-14", "P"


def digits_of(text: str, rivals: dict[int, tuple[str, float]] | None = None) -> nik.NikLook:
    found = look(seen(text, rivals))
    assert found is not None
    return found


def reading(
    digits: str | None = NIK, born: str | None = BORN, sex: str | None = SEX, *, sure: bool = True
) -> KtpReading:
    texts = {KtpField.NIK: digits, KtpField.TGL_LAHIR: born, KtpField.JK: sex}
    values = {field: ReadValue(text, 0.95) for field, text in texts.items() if text is not None}
    return KtpReading(values, doubts(digits, sure=sure, born=born, sex=sex))


def test_sixteen_plain_digits_are_sure() -> None:
    one = digits_of(NIK)
    assert (one.digits, one.plain) == (NIK, True)
    assert one.confidence > 0.98
    assert together([one, one], born=BORN, sex=SEX).sure


def test_a_colon_before_them_and_spaces_between_do_not_matter() -> None:
    assert digits_of(": 1671 0454 0389 0002").digits == NIK
    assert digits_of(":" + NIK).plain


@pytest.mark.parametrize("shape", ["O", "D", "Q"])
def test_a_letter_that_looks_like_a_digit_is_that_digit(shape: str) -> None:
    assert digits_of(NIK.replace("0", shape)).digits == NIK


def test_letters_of_worn_print_are_the_digits_they_look_like() -> None:
    assert digits_of("I67I045403B9000Z").digits == "1671045403890002"


def test_equal_digits_side_by_side_are_counted() -> None:
    assert digits_of("1111111111111111").digits == "1111111111111111"


def test_a_close_rival_makes_the_number_unsure() -> None:
    close = digits_of(NIK, {14: ("8", 0.3)})
    assert close.digits == NIK
    assert not together([close, close], born=BORN, sex=SEX).sure


def test_a_rival_that_one_look_alone_sees_makes_it_unsure_too() -> None:
    assert not together([digits_of(NIK), digits_of(NIK, {15: ("7", 0.6)})], born=BORN, sex=SEX).sure


@pytest.mark.parametrize("text", [NIK[:15], NIK + "4", NIK[:5] + "N" + NIK[6:]])
def test_a_swallowed_an_added_and_a_strange_character_leave_it_unsure(text: str) -> None:
    one = digits_of(text)
    assert not one.plain
    assert not together([one, one], born=BORN, sex=SEX).sure


def test_too_little_to_hold_a_nik_is_none() -> None:
    assert look(seen("1671")) is None
    assert look(np.zeros((0, len(ALPHABET)), dtype=np.float32)) is None


def test_a_rival_that_the_printed_date_names_is_taken_but_never_sure() -> None:
    """The month was read as 06 with 08 close behind, and 08 is printed below."""
    rivals = {9: ("8", 0.2)}
    blurred = [digits_of("1671045406890002", rivals), digits_of("1671045406890002", rivals)]
    settled = together(blurred, born="1989-08-14", sex="P")
    assert (settled.text, settled.sure) == ("1671045408890002", False)
    assert together(blurred, born=None, sex=None).text == "1671045406890002"


def test_a_digit_that_was_not_seen_is_not_taken_from_the_printed_date() -> None:
    plain = [digits_of("1671045406890002")] * 2
    found = together(plain, born="1989-08-14", sex="P")
    assert (found.text, found.sure) == ("1671045406890002", True)
    assert doubts(found.text, sure=True, born="1989-08-14", sex="P") == (KtpDoubt.BIRTH_DIFFERS,)


def test_digits_of_region_and_serial_are_never_settled_by_anything() -> None:
    close = [digits_of(NIK, {15: ("3", 0.45)})] * 2
    assert together(close, born=BORN, sex=SEX).text == NIK


@pytest.mark.parametrize(
    ("digits", "born", "sex", "doubt"),
    [
        (None, BORN, SEX, KtpDoubt.NIK_MISSING),
        ("1071045403890002", BORN, SEX, KtpDoubt.NIK_REGION),
        ("1600045403890002", BORN, SEX, KtpDoubt.NIK_REGION),
        ("1671045413890002", BORN, SEX, KtpDoubt.NIK_DATE),
        ("1671040003890002", BORN, SEX, KtpDoubt.NIK_DATE),
        ("1671047202890002", BORN, SEX, KtpDoubt.NIK_DATE),
        ("1671043002890002", BORN, "L", KtpDoubt.NIK_DATE),
        ("1671045403890000", BORN, SEX, KtpDoubt.NIK_SERIAL),
        (NIK, "1989-03-15", SEX, KtpDoubt.BIRTH_DIFFERS),
        (NIK, "1998-03-14", SEX, KtpDoubt.BIRTH_DIFFERS),
        (NIK, BORN, "L", KtpDoubt.SEX_DIFFERS),
        (NIK, None, SEX, KtpDoubt.BIRTH_UNREAD),
        (NIK, BORN, None, KtpDoubt.BIRTH_UNREAD),
    ],
)
def test_each_broken_rule_has_its_doubt(digits: str | None, born: str | None, sex: str | None, doubt: KtpDoubt) -> None:
    assert doubt in doubts(digits, sure=True, born=born, sex=sex)
    assert not reading(digits, born, sex).certain


def test_a_number_that_breaks_no_rule_is_certain() -> None:
    assert doubts(NIK, sure=True, born=BORN, sex=SEX) == ()
    assert doubts("1671042902040003", sure=True, born="2004-02-29", sex="L") == ()
    assert reading().certain


@given(
    st.text(alphabet="0123456789", min_size=16, max_size=16),
    st.none() | st.dates().map(str),
    st.sampled_from([None, "L", "P"]),
    st.booleans(),
)
def test_what_contradicts_the_print_is_never_certain(
    digits: str, born: str | None, sex: str | None, sure: bool
) -> None:
    found = doubts(digits, sure=sure, born=born, sex=sex)
    day = int(digits[6:8])
    confirmed = born is not None and sex is not None and sure
    agrees = confirmed and f"{day - (40 if sex == 'P' else 0):02}{digits[8:12]}" == f"{born[8:]}{born[5:7]}{born[2:4]}"
    assert bool(found) or agrees


@given(st.lists(st.lists(st.floats(0, 1, width=32), min_size=len(ALPHABET), max_size=len(ALPHABET)), max_size=30))
def test_any_picture_of_probabilities_gives_digits_or_none(rows: list[list[float]]) -> None:
    found = look(np.array(rows, dtype=np.float32).reshape(len(rows), len(ALPHABET)))
    assert found is None or (len(found.digits) == 16 and np.allclose(found.odds.sum(axis=1), 1))


def test_only_a_row_of_digits_is_taken_for_a_nik() -> None:
    assert len(nik.run_of_digits(line("NIK : " + NIK))) == 16
    assert nik.run_of_digits(line("BOBI SOOIOBOSBIO")) == []
    assert len(nik.run_of_digits(line("PALEMBANG, 14-03-1989"))) < 11


# --- Several pictures -------------------------------------------------------------------------------------------------


def test_two_pictures_that_agree_stay_certain() -> None:
    assert vote([reading(), reading()]).certain


def test_two_pictures_with_different_digits_are_unsure() -> None:
    other = reading(NIK[:15] + "3")
    assert KtpDoubt.NIK_UNSURE in vote([reading(), other]).doubts


def test_the_birth_date_of_one_picture_confirms_the_nik_of_the_other() -> None:
    together_ = vote([reading(born=None), reading()])
    assert together_.certain
    assert together_.text(KtpField.TGL_LAHIR) == BORN


def test_most_pictures_outvote_one() -> None:
    names = [KtpReading({KtpField.NAMA: ReadValue(name, 0.8)}) for name in ("SITI", "S1TI", "SITI")]
    assert vote(names).text(KtpField.NAMA) == "SITI"


def test_unsure_pictures_alone_do_not_become_sure_by_their_number() -> None:
    assert not vote([reading(sure=False), reading(sure=False)]).certain


def test_nothing_of_a_person_is_in_the_words_for_it() -> None:
    one = digits_of(NIK)
    for value in (one, together([one], born=BORN, sex=SEX), line(NIK), reading()):
        assert NIK not in repr(value)
