"""Answers of the fields that are more than a line: time, region, place, photo; and amounts in words."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.answers import Answers, parse, parse_field
from kiosk.domain.catalog import Catalog, Field, LocationField, PhotoField, Text, TimeField, WilayahField
from kiosk.domain.place import Point, in_range
from kiosk.domain.problem import DoubtCode, Problem, ProblemCode
from kiosk.speech import in_words
from kiosk.wilayah import Wilayah

TODAY = date(2026, 11, 21)
REGIONS = Wilayah()
LABEL = Text("Isian")
TIME = TimeField(id="jam", label=LABEL)
PLACE = LocationField(id="titik", label=LABEL)
PHOTO = PhotoField(id="foto", label=LABEL)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["lat", "lon", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def answer(field: Field, raw: Any) -> Any:
    result = parse_field(field, raw, today=TODAY, regions=REGIONS)
    return result.code if isinstance(result, Problem) else result


@pytest.mark.parametrize(
    ("raw", "good"), [("7.05", "07:05"), ("07:05", "07:05"), ("0705", "07:05"), ("00.00", "00:00")]
)
def test_a_time_is_taken_as_people_write_it(raw: str, good: str) -> None:
    assert answer(TIME, raw) == good


@pytest.mark.parametrize("raw", ["24.00", "7.60", "7", "7.5", "14:", ":30", "١٤:٣٠", "7.05 pagi"])
def test_no_such_time_is_said_so(raw: str) -> None:
    assert answer(TIME, raw) is ProblemCode.TIME


@pytest.mark.parametrize(
    ("level", "good", "others"),
    [
        ("kabupaten", "16.71", ("16", "16.71.04", "16.71.04.1003", "16.99")),
        ("kecamatan", "16.71.04", ("16.71", "16.71.04.1003", "16.71.99")),
        ("kelurahan", "16.71.04.1003", ("16.71", "16.71.04", "16.71.04.9999")),
    ],
)
def test_a_region_is_taken_at_the_depth_that_was_asked(level: Any, good: str, others: tuple[str, ...]) -> None:
    field = WilayahField(id="asal", label=LABEL, level=level)
    assert answer(field, good) == good
    assert {answer(field, other) for other in others} == {ProblemCode.NOT_A_CHOICE}


def test_without_a_level_a_region_is_a_regency_as_before(catalog: Catalog) -> None:
    field = catalog.find("D18").field("wil_asal")
    assert isinstance(field, WilayahField)
    assert answer(field, "16.07") == "16.07"


@given(st.floats(-11.5, 6.5), st.floats(94.5, 141.5))
def test_a_place_in_indonesia_is_taken_to_five_decimals(lat: float, lon: float) -> None:
    expected = Point(round(lat, 5), round(lon, 5))
    assert answer(PLACE, {"lat": lat, "lon": lon}) == expected
    assert answer(PLACE, expected) == expected, "what was parsed once is parsed again"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"lat": 52.5, "lon": 13.4}, ProblemCode.PLACE),
        ({"lat": 104.7, "lon": -2.9}, ProblemCode.PLACE),
        ({"lat": float("nan"), "lon": 104.7}, ProblemCode.PLACE),
        ({"lat": float("-inf"), "lon": 104.7}, ProblemCode.PLACE),
        ({"lat": 10**400, "lon": 104.7}, ProblemCode.PLACE),
        ({"lat": True, "lon": 104.7}, ProblemCode.WRONG_TYPE),
        ({"lat": "-2.9", "lon": "104.7"}, ProblemCode.WRONG_TYPE),
        ({"lat": -2.9}, ProblemCode.WRONG_TYPE),
        ({"lat": -2.9, "lon": 104.7, "alt": 3}, ProblemCode.WRONG_TYPE),
        ([-2.9, 104.7], ProblemCode.WRONG_TYPE),
        (7, ProblemCode.WRONG_TYPE),
        ("<b>", ProblemCode.CHARACTERS),
    ],
)
def test_what_is_no_place_is_told_apart(raw: Any, code: ProblemCode) -> None:
    assert answer(PLACE, raw) is code


def test_where_there_is_no_map_a_place_may_be_told_in_words() -> None:
    assert answer(PLACE, " depan pos  ronda RT 06 ") == "depan pos ronda RT 06"


@given(anything)
def test_nothing_that_json_may_hold_breaks_the_new_fields(raw: Any) -> None:
    for field in (TIME, PLACE, PHOTO, WilayahField(id="asal", label=LABEL, level="kelurahan")):
        result = parse_field(field, raw, today=TODAY, regions=REGIONS)
        assert result is None or isinstance(result, Problem | str | Point)
        if isinstance(result, Point):
            assert in_range(result)


def test_a_photo_is_taken_as_bytes_and_as_base64_and_stands_apart_from_the_other_answers(catalog: Catalog) -> None:
    service = catalog.find("J01")
    photo = base64.b64decode(service.sample["foto"])
    for raw in (photo, service.sample["foto"]):
        result = parse(service, {**service.sample, "foto": raw}, today=TODAY, regions=REGIONS)
        assert isinstance(result, Answers)
        assert result.photos == {"foto": photo}
        assert "foto" not in result.values


@pytest.mark.parametrize("raw", ["%%%", "aGFsbG8=", "A" * 200_000, b"hallo"])
def test_what_is_no_photo_is_refused(raw: Any) -> None:
    assert answer(PHOTO, raw) is ProblemCode.PHOTO


def test_a_photo_that_is_wanted_but_missing_keeps_nobody_and_is_told_to_the_petugas(catalog: Catalog) -> None:
    assert answer(PHOTO, None) is None
    service = catalog.find("J01")
    wanted = tuple(
        msgspec.structs.replace(
            step,
            fields=tuple(
                msgspec.structs.replace(one, required=True) if isinstance(one, PhotoField) else one
                for one in step.fields
            ),
        )
        for step in service.steps
    )
    raw = {key: value for key, value in service.sample.items() if key != "foto"}
    result = parse(msgspec.structs.replace(service, steps=wanted), raw, today=TODAY, regions=REGIONS)
    assert isinstance(result, Answers)
    assert [(doubt.field, doubt.code) for doubt in result.warnings] == [("foto", DoubtCode.PHOTO_MISSING)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (100, "seratus"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (25_000, "dua puluh lima ribu"),
        (1_000_000, "satu juta"),
        (1_100_111, "satu juta seratus ribu seratus sebelas"),
        (
            999_999_999_999,
            " ".join(f"sembilan ratus sembilan puluh sembilan {n}".strip() for n in ("miliar", "juta", "ribu", "")),
        ),
    ],
)
def test_amounts_are_said_as_on_a_receipt(number: int, said: str) -> None:
    assert in_words(number, "id") == said


_WORDS = {
    name: n for n, name in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split())
}


@given(st.integers(0, 10**12 - 1))
def test_words_of_an_amount_mean_that_amount(number: int) -> None:
    total, group, last = 0, 0, 0
    for word in in_words(number, "id").split():
        match word:
            case "seratus":
                group += 100
            case "seribu":
                total += 1000
            case "belas":
                last, group = 0, group + 10 + last
            case "puluh" | "ratus":
                last, group = 0, group + last * (10 if word == "puluh" else 100)
            case "ribu" | "juta" | "miliar":
                scale = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}[word]
                total, group, last = total + (group + last) * scale, 0, 0
            case _:
                last = _WORDS[word]
    assert total + group + last == number
