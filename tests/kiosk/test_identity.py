"""NIK, KK and phone numbers: what is taken, what is not, and what they give away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import IdentityProblem, Nik, NomorKk, Sex, parse_phone
from kiosk.domain.problem import ProblemCode

TODAY = date(2026, 11, 21)


def test_a_nik_gives_birth_date_and_sex() -> None:
    """Women's day of birth is written plus 40."""
    nik = Nik.parse("1671 0254 0389 0002", today=TODAY)
    assert isinstance(nik, Nik)
    assert nik.sex is Sex.FEMALE
    assert nik.birth_date(today=TODAY) == date(1989, 3, 14)
    assert nik.region == "16.71.02"


def test_a_year_that_is_still_to_come_belongs_to_the_last_century() -> None:
    """Born in '51: 1951, since 2051 has not been."""
    nik = Nik.parse("1671021201510001", today=TODAY)
    assert isinstance(nik, Nik)
    assert nik.birth_date(today=TODAY) == date(1951, 1, 12)


def test_the_29th_of_february_is_judged_in_either_century() -> None:
    """1996 was a leap year; 2096 is one too, 1900 was not."""
    assert isinstance(Nik.parse("1671022902960001", today=TODAY), Nik)
    assert Nik.parse("1671022902970001", today=TODAY) == IdentityProblem(ProblemCode.DATE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("167102540389000", ProblemCode.DIGIT_COUNT),
        ("16710254038900021", ProblemCode.DIGIT_COUNT),
        ("1671O25403890002", ProblemCode.NOT_DIGITS),
        ("١٦٧١٠٢٥٤٠٣٨٩٠٠٠٢", ProblemCode.NOT_DIGITS),
        ("9971025403890002", ProblemCode.REGION),
        ("1600025403890002", ProblemCode.REGION),
        ("1671005403890002", ProblemCode.REGION),
        ("1671023202890002", ProblemCode.DATE),
        ("1671025413890002", ProblemCode.DATE),
        ("1671027203890002", ProblemCode.DATE),
        ("1671020003890002", ProblemCode.DATE),
        ("1671025403890000", ProblemCode.SERIAL),
    ],
)
def test_what_is_no_nik_says_why(text: str, code: ProblemCode) -> None:
    """Each digit group has its own reason."""
    problem = Nik.parse(text, today=TODAY)
    assert isinstance(problem, IdentityProblem)
    assert problem.code is code


def test_a_short_nik_says_how_many_digits_there_are() -> None:
    """ "NIK ada 16 angka. Anda baru mengisi 15." needs both numbers."""
    assert Nik.parse("167102540389000", today=TODAY) == IdentityProblem(
        ProblemCode.DIGIT_COUNT, {"expected": 16, "got": 15}
    )


def test_a_kk_never_has_a_day_plus_40() -> None:
    """A KK carries a date of issue, which has no sex."""
    assert isinstance(NomorKk.parse("1671020907150004", today=TODAY), NomorKk)
    assert NomorKk.parse("1671025403890002", today=TODAY) == IdentityProblem(ProblemCode.DATE)


def test_neither_repr_shows_the_middle() -> None:
    """A log line or a traceback must not give a person away."""
    nik = Nik.parse("1671025403890002", today=TODAY)
    kk = NomorKk.parse("1671020907150004", today=TODAY)
    assert "0254038" not in f"{nik!r} {kk!r}"


@pytest.mark.parametrize("text", ["081273450012", "+62 812-7345-0012", "62812 7345 0012", "0812.7345.0012"])
def test_a_phone_number_is_taken_as_people_write_it(text: str) -> None:
    """All of these are the same phone."""
    assert parse_phone(text) == "081273450012"


@pytest.mark.parametrize("text", ["0812", "02171234567", "08123456789012", "telepon"])
def test_what_no_phone_here_can_have_is_refused(text: str) -> None:
    """Too short, a land line, too long, words."""
    assert isinstance(parse_phone(text), IdentityProblem)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_value_or_a_problem(text: str) -> None:
    """Parsing never raises, and a good NIK is always 16 plain digits."""
    nik = Nik.parse(text, today=TODAY)
    if isinstance(nik, Nik):
        assert len(nik.digits) == 16
        assert nik.digits.isascii()
        assert nik.birth_date(today=TODAY) <= TODAY
