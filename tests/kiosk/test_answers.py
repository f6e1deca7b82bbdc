"""Answers: what a resident may say, and how what they may not is told apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import session
from kiosk.domain.answers import Answers, Refused, parse, suggestion
from kiosk.domain.catalog import Catalog, field_type
from kiosk.domain.problem import DoubtCode, ProblemCode
from kiosk.wilayah import Wilayah

TODAY = date(2026, 11, 21)


def refused(catalog: Catalog, regions: Wilayah, name: str, **changes: Any) -> set[tuple[str, ProblemCode]]:
    """The problems of a sample after some changes; a change to None removes the answer."""
    service = catalog.find(name)
    raw = {key: value for key, value in {**service.sample, **changes}.items() if value is not None}
    result = parse(service, raw, today=TODAY, regions=regions)
    assert isinstance(result, Refused), result
    return {(problem.field, problem.code) for problem in result.problems}


def accepted(catalog: Catalog, regions: Wilayah, name: str, **changes: Any) -> Answers:
    """The answers of a sample after some changes."""
    service = catalog.find(name)
    raw = {key: value for key, value in {**service.sample, **changes}.items() if value is not None}
    result = parse(service, raw, today=TODAY, regions=regions)
    assert isinstance(result, Answers), result
    return result


@pytest.mark.parametrize("name", ["D12", "D18", "J01"])
def test_every_sample_is_good_as_it_is(catalog: Catalog, regions: Wilayah, name: str) -> None:
    """`kiosk submit` must take it unchanged."""
    assert accepted(catalog, regions, name).warnings == ()


@pytest.mark.parametrize("name", ["D12", "D18", "J01"])
def test_each_required_answer_is_missed_by_name(catalog: Catalog, regions: Wilayah, name: str) -> None:
    """Leaving one out names that one, and nothing else."""
    service = catalog.find(name)
    for field in service.fields():
        if field.required and not field.show_when and not _others_depend_on(service, field.id):
            code = ProblemCode.CONSENT if field_type(field) == "consent" else ProblemCode.REQUIRED
            assert refused(catalog, regions, name, **{field.id: None}) == {(field.id, code)}


def _others_depend_on(service: Any, field_id: str) -> bool:
    return any(one.field == field_id for field in service.fields() for one in field.show_when)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", ProblemCode.REQUIRED),
        ("   ", ProblemCode.REQUIRED),
        ("A" * 10_000, ProblemCode.TOO_LONG),
        ("A" * 61, ProblemCode.TOO_LONG),
        ("Ab", ProblemCode.TOO_SHORT),
        ("Siti 😀", ProblemCode.CHARACTERS),
        ("Siti\x07Rahmawati", ProblemCode.CHARACTERS),
        ("Siti\u202eRahmawati", ProblemCode.CHARACTERS),
        ("Robert'); DROP TABLE permohonan;--", ProblemCode.CHARACTERS),
        ("<b>Siti</b>", ProblemCode.CHARACTERS),
        ("<script>alert(1)</script>", ProblemCode.CHARACTERS),
        ("Siti 2", ProblemCode.CHARACTERS),
        ("ꦱꦶꦠꦶ ꦫꦃ", ProblemCode.CHARACTERS),
        ("...", ProblemCode.CHARACTERS),
        (17, ProblemCode.WRONG_TYPE),
        (["Siti"], ProblemCode.WRONG_TYPE),
        ({"a": 1}, ProblemCode.WRONG_TYPE),
        (True, ProblemCode.WRONG_TYPE),
    ],
)
def test_what_is_no_name_says_why(catalog: Catalog, regions: Wilayah, value: object, code: ProblemCode) -> None:
    """Missing, too long, emoji, control characters, SQL, HTML, other scripts, other types."""
    assert refused(catalog, regions, "D18", nama=value) == {("nama", code)}


@pytest.mark.parametrize("name", ["Siti Nur'aini", "Ni Luh Ayu", "M. Yusuf", "José-Maria d'Arc", "Éndah"])
def test_names_as_people_bear_them_are_good(catalog: Catalog, regions: Wilayah, name: str) -> None:
    """Apostrophes, dots, dashes and é belong to names here."""
    assert accepted(catalog, regions, "D18", nama=name).values["nama"] == name


@pytest.mark.parametrize("field", ["alamat", "keperluan", "alamat_domisili"])
@pytest.mark.parametrize(
    "value", ["1' OR '1'='1", "x'; DROP TABLE journal; --", "<img src=x onerror=alert(1)>", "a\x00b", "a\nb", "🏠🏠🏠"]
)
def test_free_text_takes_no_markup_and_no_commands(catalog: Catalog, regions: Wilayah, field: str, value: str) -> None:
    """An answer holds what our keyboard can type, nothing else."""
    assert refused(catalog, regions, "D18", **{field: value}) == {(field, ProblemCode.CHARACTERS)}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-02-30", ProblemCode.DATE),
        ("30-02-2026", ProblemCode.DATE),
        ("2026-11-22", ProblemCode.DATE_IN_FUTURE),
        ("1899-12-31", ProblemCode.DATE_TOO_OLD),
        ("0000-00-00", ProblemCode.DATE),
        ("besok", ProblemCode.DATE),
    ],
)
def test_impossible_dates_are_refused(catalog: Catalog, regions: Wilayah, value: str, code: ProblemCode) -> None:
    """No 30 February, nothing from the future, nothing from another age."""
    assert refused(catalog, regions, "D18", domisili_sejak=value) == {("domisili_sejak", code)}


def test_a_birth_date_that_differs_from_the_nik_is_a_doubt_not_an_error(catalog: Catalog, regions: Wilayah) -> None:
    """Registers have errors; the petugas is told, the resident goes on."""
    answers = accepted(catalog, regions, "D18", tgl_lahir="1989-03-15", jk="L")
    assert {(doubt.field, doubt.code) for doubt in answers.warnings} == {
        ("tgl_lahir", DoubtCode.BIRTH_DATE_DIFFERS),
        ("jk", DoubtCode.SEX_DIFFERS),
    }


def test_an_unknown_district_in_the_nik_is_a_doubt_not_an_error(catalog: Catalog, regions: Wilayah) -> None:
    """Districts come and go; a NIK never changes."""
    answers = accepted(catalog, regions, "D18", nik="1671995403890002")
    assert [doubt.code for doubt in answers.warnings] == [DoubtCode.REGION_UNKNOWN]


def test_the_nik_typed_again_as_kk_is_noticed(catalog: Catalog, regions: Wilayah) -> None:
    """The commonest typing error of all."""
    same = "1671021403890002"
    assert ("no_kk", ProblemCode.SAME) in refused(catalog, regions, "D12", nik=same, no_kk=same)


def test_a_field_that_is_not_asked_is_not_taken(catalog: Catalog, regions: Wilayah) -> None:
    """An anonymous complaint keeps no name, even when one was typed before."""
    answers = accepted(catalog, regions, "J01", mode="anonim")
    assert "nama" not in answers.values
    assert "no_hp" not in answers.values


def test_a_field_that_is_asked_because_of_another_is_required(catalog: Catalog, regions: Wilayah) -> None:
    """KTP from elsewhere: then from where?"""
    assert refused(catalog, regions, "D18", warga_luar="ya") == {("wil_asal", ProblemCode.REQUIRED)}
    assert accepted(catalog, regions, "D18", warga_luar="ya", wil_asal="16.71").values["wil_asal"] == "16.71"


def test_unknown_fields_are_named(catalog: Catalog, regions: Wilayah) -> None:
    """A misspelt key must not vanish silently."""
    assert refused(catalog, regions, "D18", nmaa="x") == {("nmaa", ProblemCode.UNKNOWN_FIELD)}


@pytest.mark.parametrize("value", ["1.800.000", "Rp1.800.000", "Rp 1.800.000", "1800000", 1_800_000])
def test_money_is_read_as_people_write_it(catalog: Catalog, regions: Wilayah, value: object) -> None:
    """All the same amount."""
    assert accepted(catalog, regions, "D12", penghasilan_bln=value).values["penghasilan_bln"] == 1_800_000


@pytest.mark.parametrize("value", [-1, "-1", 1.5, "sejuta", True, 10**15])
def test_what_is_no_amount_is_refused(catalog: Catalog, regions: Wilayah, value: object) -> None:
    """Negative, broken, words, yes, more than there is."""
    assert {field for field, _ in refused(catalog, regions, "D12", penghasilan_bln=value)} == {"penghasilan_bln"}


def test_none_of_these_stands_alone(catalog: Catalog, regions: Wilayah) -> None:
    """ "Tidak ada" and PKH at once make no sense."""
    assert refused(catalog, regions, "D12", penerima_bansos=["tidak", "PKH"]) == {
        ("penerima_bansos", ProblemCode.NOT_A_CHOICE)
    }


def test_only_this_screen_s_problems_hold_a_resident_back(catalog: Catalog, regions: Wilayah) -> None:
    """Halfway through, everything still unasked is missing; that is no problem yet."""
    service = catalog.find("D18")
    step = next(step for step in service.steps if step.id == "nik")

    def after_lanjut(nik: str) -> session.Page:
        result = parse(service, {"nik": nik}, today=TODAY, regions=regions)
        assert isinstance(result, Refused)
        here = session.Session(session.Asking(service, step), answers={"nik": nik})
        return session.advance(here, session.Next(result.problems)).page

    good = after_lanjut("1671025403890002")
    assert isinstance(good, session.Asking)
    assert (good.step.id, good.problems) == ("nama", ())
    bad = after_lanjut("16710254")
    assert isinstance(bad, session.Asking)
    (problem,) = bad.problems
    assert (bad.step.id, problem.field, problem.code) == ("nik", "nik", ProblemCode.DIGIT_COUNT)


def test_a_screen_shows_only_what_is_asked(catalog: Catalog) -> None:
    """The question about the other person comes only for another person."""
    service = catalog.find("D12")
    step = next(step for step in service.steps if step.id == "orang_lain")

    def asked(whom: str) -> list[str]:
        return [field.id for field in session.asked_fields(service, {"untuk": whom}) if field in step.fields]

    assert asked("diri_sendiri") == []
    assert asked("anak") == ["nama_untuk", "nik_untuk"]


def test_the_nik_offers_birth_date_and_sex(catalog: Catalog) -> None:
    """Two questions less to type."""
    service = catalog.find("D18")
    raw = {"nik": "1671025403890002"}
    offered = {field.id: suggestion(field, raw, today=TODAY) for field in service.fields()}
    assert {key: value for key, value in offered.items() if value} == {"tgl_lahir": "1989-03-14", "jk": "P"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_json_gives_answers_or_problems(catalog: Catalog, regions: Wilayah, data: st.DataObject) -> None:
    """Parsing never raises, whatever stands in the file."""
    service = catalog.find(data.draw(st.sampled_from(["D12", "D18", "J01"])))
    ids = [field.id for field in service.fields()]
    raw = {**service.sample, **data.draw(st.dictionaries(st.sampled_from(ids), json_values, max_size=4))}
    assert isinstance(parse(service, raw, today=TODAY, regions=regions), Answers | Refused)
