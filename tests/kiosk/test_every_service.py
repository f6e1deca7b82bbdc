"""What every service with a form keeps, whichever there are: its sample is taken, and what is missing or wrong is named."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain.answers import Answers, Refused, parse
from kiosk.domain.catalog import (
    ChecklistField,
    ConsentField,
    Field,
    NikField,
    NoteField,
    PhotoField,
    Service,
)
from kiosk.domain.place import Point
from kiosk.domain.rules import holds
from kiosk.wilayah import Wilayah

TODAY = date(2026, 11, 22)
REGIONS = Wilayah()
CATALOG = load_catalog()
ASKED = (
    *(f"D{number:02}" for number in (*range(1, 23), *range(30, 34), 40, 50, 51)),
    *(f"N{number:02}" for number in range(1, 9)),
    *("F01", "F02", "C06", "C07", "J01", "L09"),
)
TOLD = (
    *(f"C{number:02}" for number in (*range(1, 6), *range(8, 19))),
    *(f"J{number:02}" for number in (*range(2, 9), 10, 11)),
    "L05",
)
every_service = pytest.mark.parametrize("ref", [service.ref for service in CATALOG.services])


def read(service: Service, raw: dict[str, Any], day: date = TODAY) -> Answers | Refused:
    return parse(service, raw, today=day, regions=REGIONS)


def asked(service: Service) -> list[Field]:
    """The fields that the sample answers or could answer."""
    return [field for field in service.fields() if holds(field.show_when, service.sample)]


def wrong(service: Service, **changes: Any) -> set[str]:
    """The fields that are named after some changes of the sample; None takes an answer away."""
    raw = {key: value for key, value in {**service.sample, **changes}.items() if value is not None}
    result = read(service, raw)
    assert isinstance(result, Refused), changes
    return {problem.field.partition(".")[0] for problem in result.problems}


def test_every_service_of_the_mission_that_is_a_form_or_informs_is_there() -> None:
    """None is left out, and none of the kinds that come later stands in the catalogue as an empty promise."""
    assert CATALOG.refused == ()
    assert [service.ref for service in CATALOG.services] == sorted(ASKED)
    assert [entry.ref for entry in CATALOG.information] == sorted(TOLD)


@every_service
def test_the_sample_is_taken_as_it_is_and_stays_good(ref: str) -> None:
    """`kiosk submit` takes it unchanged, today and in two years; nothing in it is put into other words."""
    service = CATALOG.find(ref)
    for day in (TODAY, date(2028, 11, 22)):
        answers = read(service, service.sample, day)
        assert isinstance(answers, Answers), answers
    told = {**answers.values, **answers.rows, **dict.fromkeys(answers.photos, "photo")}
    sample = {
        key: "photo" if key in answers.photos else Point(**value) if isinstance(value, dict) else value
        for key, value in service.sample.items()
    }
    assert told == sample


@every_service
def test_the_sample_fills_in_all_that_is_asked_of_such_a_resident(ref: str) -> None:
    """Tests and pictures walk the form by it. What may be left empty may be missing."""
    service = CATALOG.find(ref)
    silent = (NoteField, ChecklistField)
    missing = {one.id for one in asked(service) if one.required and not isinstance(one, silent)} - service.sample.keys()
    assert missing == set()


@every_service
def test_a_missing_answer_is_named(ref: str) -> None:
    service = CATALOG.find(ref)
    for field in asked(service):
        if field.required and not isinstance(field, PhotoField | NoteField | ChecklistField):
            assert field.id in wrong(service, **{field.id: None})


@every_service
@pytest.mark.parametrize("nonsense", [{"a": 1}, 3.5, ["<b>"], "<script>"], ids=["table", "fraction", "list", "markup"])
def test_a_wrong_answer_is_named(ref: str, nonsense: Any) -> None:
    """Whatever the type of the field, none of these is an answer."""
    service = CATALOG.find(ref)
    for field in asked(service):
        if not isinstance(field, NoteField):
            assert field.id in wrong(service, **{field.id: nonsense})


@every_service
def test_an_answer_that_nobody_asked_for_is_refused(ref: str) -> None:
    assert wrong(CATALOG.find(ref), hobi="memancing") == {"hobi"}


def test_services_that_must_not_ask_who_somebody_is_never_do() -> None:
    """People with an addiction come only if nobody asks (C07), and a survey is honest only then (D51)."""
    for ref in ("C07", "D51"):
        assert CATALOG.find(ref).anonymous
    for service in CATALOG.services:
        if service.anonymous:
            assert not any(isinstance(field, NikField) for field in service.fields())


@every_service
def test_what_is_read_on_screen_and_slip_is_short_and_plain(ref: str) -> None:
    """A question is a question; labels fit on a button; no text ends in a blank or holds what fonts cannot draw."""
    service = CATALOG.find(ref)
    for step in service.steps:
        assert len(step.title.id) <= 90, step.id
        assert len(step.reason.id if step.reason else "") <= 160, step.id
    for field in service.fields():
        assert len(field.label.id) <= 160 if isinstance(field, NoteField) else len(field.label.id) <= 70, field.id
        assert len({choice.label.id for choice in getattr(field, "choices", ())}) == len(getattr(field, "choices", ()))
    assert len(service.next_steps) == 3
    assert len(service.title.id) <= 80
    for text in CATALOG.texts():
        assert text.id == text.id.strip()
        assert not re.search(r"[<>{}\\]|\s\s", text.id), text.id


@every_service
def test_pictures_that_a_service_names_are_there(ref: str) -> None:
    service = CATALOG.find(ref)
    assert (ASSETS / "icons" / f"{service.icon}.svg").is_file()
    for field in service.fields():
        for choice in getattr(field, "choices", ()):
            assert choice.icon is None or (ASSETS / "icons" / f"{choice.icon}.svg").is_file(), choice.value
            assert choice.picture is None or (ASSETS / "illustrations" / f"{choice.picture}.svg").is_file(), (
                choice.value
            )


@every_service
def test_personal_data_that_the_law_protects_most_is_marked(ref: str) -> None:
    """UU 27/2022 art. 4: a service with such a field is such a service."""
    service = CATALOG.find(ref)
    if any(field.pdp == "spesifik" for field in service.fields()):
        assert service.pdp == "spesifik"


@every_service
def test_whoever_gives_personal_data_was_told_what_happens_with_it(ref: str) -> None:
    """The notice comes before the first question. Without personal data there is nothing to agree to."""
    service = CATALOG.find(ref)
    fields = list(service.fields())
    if not service.anonymous:
        assert isinstance(fields[0], ConsentField)


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["lat", "lon", "nama", "nik", "ktp"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_answers_never_crash_and_accepted_ones_are_taken_again_unchanged(data: st.DataObject) -> None:
    """Half a sample and half nonsense: either problems that name fields, or answers that are good a second time."""
    service = data.draw(st.sampled_from(CATALOG.services))
    names = [field.id for field in service.fields()]
    noise = data.draw(st.dictionaries(st.sampled_from(names), anything, max_size=4))
    dropped = data.draw(st.sets(st.sampled_from(names), max_size=2))
    raw = {key: value for key, value in {**service.sample, **noise}.items() if key not in dropped}
    result = read(service, raw)
    if isinstance(result, Refused):
        assert all(problem.field for problem in result.problems)
        return
    photos = {key: value for key, value in result.photos.items() if "." not in key}
    papers = {**result.brought, **{key.partition(".")[2]: photo for key, photo in result.photos.items() if "." in key}}
    again = read(service, {**result.values, **result.rows, **photos, **({"berkas": papers} if papers else {})})
    assert again == result
