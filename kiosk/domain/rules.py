"""Rules over answers, as service files state them: which questions are asked, which papers are needed, what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, assert_never

from kiosk.domain.catalog import Age, Amount, Check, Condition, Days, Differ, OneOf, Order, Service

_MOST_DAYS = 366


def holds(conditions: tuple[Condition, ...], answers: Mapping[str, Any], *, today: date | None = None) -> bool:
    """True when all conditions hold, as they do when there are none. Without `today` no condition on a day ever holds."""
    # Most questions have none, and each is asked at every touch.
    return not conditions or all(_is_true(condition, answers.get(condition.field), today) for condition in conditions)


def broken(
    service: Service, answers: Mapping[str, Any], *, today: date, is_workday: Callable[[date], bool]
) -> Iterator[tuple[Check, str]]:
    """The checks of a service that its answers do not meet, each with the field at which to say so.

    What was not answered breaks no rule: a field that must be answered says so itself.
    """
    for check in service.checks:
        if check.unless and holds(check.unless, answers, today=today):
            continue
        if holds(check.when, answers, today=today) and not _is_met(check, answers, today, is_workday):
            yield check, said_at(check)


def said_at(check: Check) -> str:
    """The id of the field beside which a check speaks."""
    match check:
        case Differ(fields=(_, second)) | Order(fields=(_, second)):
            return second
        case OneOf(fields=fields):
            return fields[0]
        case Age(field=field) | Days(field=field) | Amount(field=field):
            return field
        case _:
            assert_never(check)


def years_between(born: date, day: date) -> int:
    """Completed years of life."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def workdays_until(day: date, today: date, is_workday: Callable[[date], bool]) -> int:
    """How many working days lie after today up to and with `day`; none when it is not ahead. At most a year is counted."""
    span = min((day - today).days, _MOST_DAYS)
    return sum(is_workday(today + timedelta(days=ahead)) for ahead in range(1, span + 1))


def _is_true(condition: Condition, answer: Any, today: date | None) -> bool:
    if answer is None or answer == "" or answer == []:
        return False
    chosen = answer if isinstance(answer, list) else [answer]
    if condition.values and not any(one in condition.values for one in chosen):
        return False
    if condition.others and any(one in condition.others for one in chosen):
        return False
    if condition.at_least is not None or condition.at_most is not None:
        number = _number(answer)
        if number is None or not _between(number, condition.at_least, condition.at_most):
            return False
    if condition.over_days is not None or condition.under_years is not None:
        day = _day(answer)
        if day is None or today is None:
            return False
        if condition.over_days is not None and (today - day).days <= condition.over_days:
            return False
        if condition.under_years is not None and years_between(day, today) >= condition.under_years:
            return False
    return True


def _is_met(check: Check, answers: Mapping[str, Any], today: date, is_workday: Callable[[date], bool]) -> bool:
    match check:
        case Differ(fields=(first, second)):
            return first not in answers or answers[first] != answers.get(second)
        case Order(fields=(first, second), days=days):
            if first not in answers or second not in answers:
                return True
            if days and answers.get(days[0]) != answers.get(days[1]):
                return True
            low, high = answers[first], answers[second]
            return bool(low < high if check.strict else low <= high)
        case Age(field=field, on=on):
            born, day = _day(answers.get(field)), _day(answers.get(on)) if on else today
            if born is None or day is None:
                return True
            return check.min <= years_between(born, day) <= check.max
        case Days(field=field):
            day = _day(answers.get(field))
            return day is None or _in_time(check, day, today, is_workday)
        case Amount(field=field):
            number = _number(answers.get(field))
            return number is None or check.min <= number <= check.max
        case OneOf(fields=fields):
            return any(field in answers for field in fields)
        case _:
            assert_never(check)


def _in_time(check: Days, day: date, today: date, is_workday: Callable[[date], bool]) -> bool:
    if check.ahead is not None:
        left = workdays_until(day, today, is_workday) if check.working else (day - today).days
        if left < check.ahead:
            return False
    if check.back is not None:
        gone = workdays_until(today, day, is_workday) if check.working else (today - day).days
        if gone > check.back:
            return False
    return True


def _between(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _number(answer: Any) -> int | None:
    """A good answer is a number; one that is being typed is text."""
    if isinstance(answer, int) and not isinstance(answer, bool):
        return answer
    digits = answer.replace(".", "") if isinstance(answer, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _day(answer: Any) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
