"""What a petugas should look at once more before they work on a request: what its answers say against each other.

The kiosk has asked the same and may have been an older one, or somebody else's hand; the desk looks for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from kiosk.domain.answers import Value, suggestion
from kiosk.domain.catalog import Age, DateField, NikField, Service
from kiosk.domain.identity import IdentityProblem, Nik, Regions
from kiosk.domain.problem import DoubtCode
from kiosk.domain.rules import broken, holds, years_between

GROWN_UP: Final = 17
"""From this age people have a KTP and apply for themselves (UU 24/2013 art. 63)."""


class DeskDoubt(StrEnum):
    """What only the desk asks."""

    NIK_WRONG = "nik_wrong"  # no NIK can look like that
    UNDER_17 = "under_17"


def doubts(
    service: Service, answers: Mapping[str, Value], *, day: date, regions: Regions
) -> tuple[tuple[str, str], ...]:
    """Fields and what is odd about them, as a kiosk's warnings are told: a code, or "rule:" and the check of the service.

    `day`: the one on which the resident asked. How old somebody has to be to marry, the service files say (UU 16/2019).
    """
    return tuple(dict.fromkeys(_doubts(service, answers, day, regions)))


def _doubts(service: Service, answers: Mapping[str, Value], day: date, regions: Regions) -> Iterator[tuple[str, str]]:
    for field in service.fields():
        value = answers.get(field.id)
        if value is None or not holds(field.show_when, answers):
            continue
        if isinstance(field, NikField):
            nik = Nik.parse(str(value), today=day)
            if isinstance(nik, IdentityProblem):
                yield field.id, DeskDoubt.NIK_WRONG.value
            elif regions.name(nik.region) is None:
                yield field.id, DoubtCode.REGION_UNKNOWN.value
        expected = suggestion(field, answers, today=day)
        if expected is not None and expected != value:
            differs = DoubtCode.BIRTH_DATE_DIFFERS if isinstance(field, DateField) else DoubtCode.SEX_DIFFERS
            yield field.id, differs.value
    for check, field_id in broken(service, answers, today=day, is_workday=regions.is_workday):
        if check.level != "hint":
            yield field_id, f"{DoubtCode.RULE.value}:{check.id}"
    yield from _young(service, answers, day)


def _young(service: Service, answers: Mapping[str, Value], day: date) -> Iterator[tuple[str, str]]:
    """Who applies is a child, unless the service itself says how old they have to be."""
    applicant = next((field for field in service.fields() if isinstance(field, NikField)), None)
    if applicant is None:
        return
    told = next((one for one in service.fields() if isinstance(one, DateField) and one.from_nik == applicant.id), None)
    field_id = told.id if told is not None and told.id in answers else applicant.id
    if any(isinstance(check, Age) and check.field == field_id for check in service.checks):
        return
    born = _born(str(answers.get(field_id, "")), day)
    if born is not None and years_between(born, day) < GROWN_UP:
        yield field_id, DeskDoubt.UNDER_17.value


def _born(text: str, day: date) -> date | None:
    """A birth date as an answer is written, or the one in a NIK."""
    nik = Nik.parse(text, today=day)
    if isinstance(nik, Nik):
        return nik.birth_date(today=day)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
