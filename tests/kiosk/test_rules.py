"""Rules over answers: which hold, which are broken, and where that is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalog import (
    Age,
    Amount,
    Catalog,
    Check,
    Condition,
    Days,
    Differ,
    OneOf,
    Order,
    Text,
)
from kiosk.domain.rules import broken, holds, workdays_until, years_between
from kiosk.wilayah import Wilayah

TODAY = date(2026, 11, 20)  # a Friday
SAID = Text("Betulkan.")


def weekday(day: date) -> bool:
    return day.weekday() < 5


def ahead(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def said(catalog: Catalog, check: Check, answers: dict[str, Any]) -> list[str]:
    """The fields at which the check speaks."""
    service = msgspec.structs.replace(catalog.find("D18"), checks=(check,))
    return [field for _, field in broken(service, answers, today=TODAY, is_workday=weekday)]


@pytest.mark.parametrize(
    ("condition", "answer", "true"),
    [
        (Condition("x", ("ya",)), "ya", True),
        (Condition("x", ("ya",)), "tidak", False),
        (Condition("x", ("a", "b")), ["c", "b"], True),
        (Condition("x", others=("ya",)), "tidak", True),
        (Condition("x", others=("ya",)), ["tidak", "ya"], False),
        (Condition("x", others=("ya",)), None, False),
        (Condition("x", at_least=301), 301, True),
        (Condition("x", at_least=301), 300, False),
        (Condition("x", at_least=301), "1.000", True),
        (Condition("x", at_least=301), "banyak", False),
        (Condition("x", at_least=301, at_most=1000), 1001, False),
        (Condition("x", over_days=60), ahead(-61), True),
        (Condition("x", over_days=60), ahead(-60), False),
        (Condition("x", over_days=60), "2026-02-30", False),
        (Condition("x", under_years=21), "2005-11-21", True),
        (Condition("x", under_years=21), "2005-11-20", False),
        (Condition("x", ("ya",)), "", False),
        (Condition("x", ("ya",)), [], False),
    ],
)
def test_a_condition_is_true_as_its_author_means(condition: Condition, answer: Any, true: bool) -> None:
    assert holds((condition,), {"x": answer}, today=TODAY) is true


def test_all_conditions_must_hold_and_none_is_no_hindrance() -> None:
    yes, no = Condition("x", ("ya",)), Condition("y", ("ya",))
    assert holds((), {})
    assert not holds((yes, no), {"x": "ya", "y": "tidak"})
    assert holds((yes, no), {"x": "ya", "y": "ya"})


def test_without_a_day_nothing_depends_on_it() -> None:
    """A form that is being filled in must not change its questions at midnight."""
    assert not holds((Condition("x", over_days=1),), {"x": "1990-01-01"})


@pytest.mark.parametrize(
    ("check", "answers", "where"),
    [
        (Differ(id="c", message=SAID, fields=("a", "b")), {"a": "1", "b": "1"}, ["b"]),
        (Differ(id="c", message=SAID, fields=("a", "b")), {"a": "1", "b": "2"}, []),
        (Differ(id="c", message=SAID, fields=("a", "b")), {}, []),
        (Order(id="c", message=SAID, fields=("a", "b")), {"a": ahead(2), "b": ahead(1)}, ["b"]),
        (Order(id="c", message=SAID, fields=("a", "b")), {"a": ahead(1), "b": ahead(1)}, []),
        (Order(id="c", message=SAID, fields=("a", "b"), strict=True), {"a": 3, "b": 3}, ["b"]),
        (
            Order(id="c", message=SAID, fields=("a", "b"), days=("c", "d")),
            {"a": "22:00", "b": "04:00", "c": "1", "d": "2"},
            [],
        ),
        (
            Order(id="c", message=SAID, fields=("a", "b"), days=("c", "d")),
            {"a": "22:00", "b": "04:00", "c": "1", "d": "1"},
            ["b"],
        ),
        (Order(id="c", message=SAID, fields=("a", "b")), {"a": ahead(2)}, []),
        (Age(id="c", message=SAID, field="a", min=17), {"a": "2009-11-21"}, ["a"]),
        (Age(id="c", message=SAID, field="a", min=17), {"a": "2009-11-20"}, []),
        (Age(id="c", message=SAID, field="a", min=19, on="b"), {"a": "2008-01-01", "b": "2027-01-01"}, []),
        (Age(id="c", message=SAID, field="a", min=19, on="b"), {"a": "2008-01-02", "b": "2027-01-01"}, ["a"]),
        (Age(id="c", message=SAID, field="a", min=4, max=15), {"a": "2010-11-20"}, ["a"]),
        (Days(id="c", message=SAID, field="a", ahead=7), {"a": ahead(6)}, ["a"]),
        (Days(id="c", message=SAID, field="a", ahead=7), {"a": ahead(7)}, []),
        # Seven working days from a Friday end on the second Tuesday.
        (Days(id="c", message=SAID, field="a", ahead=7, working=True), {"a": ahead(10)}, ["a"]),
        (Days(id="c", message=SAID, field="a", ahead=7, working=True), {"a": ahead(11)}, []),
        (Days(id="c", message=SAID, field="a", back=30), {"a": ahead(-31)}, ["a"]),
        (Days(id="c", message=SAID, field="a", back=30), {"a": ahead(-30)}, []),
        (Amount(id="c", message=SAID, field="a", max=300), {"a": 301}, ["a"]),
        (Amount(id="c", message=SAID, field="a", max=300), {"a": 300}, []),
        (OneOf(id="c", message=SAID, fields=("a", "b")), {}, ["a"]),
        (OneOf(id="c", message=SAID, fields=("a", "b")), {"b": "x"}, []),
    ],
)
def test_a_rule_speaks_at_its_field_or_not_at_all(
    catalog: Catalog, check: Check, answers: dict[str, Any], where: list[str]
) -> None:
    assert said(catalog, check, answers) == where


def test_an_exception_silences_a_rule(catalog: Catalog) -> None:
    """A road may be closed for a funeral on the same day."""
    check = Days(id="c", message=SAID, field="tgl", ahead=7, working=True, unless=(Condition("jenis", ("kematian",)),))
    assert said(catalog, check, {"tgl": ahead(1), "jenis": "hajatan"}) == ["tgl"]
    assert said(catalog, check, {"tgl": ahead(1), "jenis": "kematian"}) == []


def test_working_days_know_the_holidays_of_the_decree(regions: Wilayah) -> None:
    """Christmas 2026 is a Friday, and the office is closed."""
    assert not regions.is_workday(date(2026, 12, 25))
    assert regions.is_workday(date(2026, 11, 20))
    assert not regions.is_workday(date(2026, 11, 22))
    assert regions.is_workday(date(2041, 5, 17)), "a year without a decree has its weekdays"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_working_days_never_outnumber_days(today: date, span: int) -> None:
    day = today + timedelta(days=span)
    assert 0 <= workdays_until(day, today, weekday) <= max(span, 0)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_years_of_life_grow_by_one_on_the_birthday(born: date, day: date) -> None:
    years = years_between(born, day)
    assert years <= day.year - born.year
    assert years_between(born, day + timedelta(days=366)) in (years + 1, years + 2)
