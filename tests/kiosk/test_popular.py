"""What is asked for most comes first, counted without a word of what anybody said."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.clock import FixedClock
from kiosk.domain.catalog import Catalog
from kiosk.usecases.context import Context
from kiosk.usecases.popular import MOST, USUAL, WINDOW_MS, order, popular
from kiosk.usecases.submit import Submitted, submit


def send(context: Context, name: str) -> None:
    service = context.catalog.find(name)
    assert isinstance(submit(context, service, service.sample), Submitted)


def numbers(context: Context) -> list[str]:
    return [service.ref for service in popular(context)]


def test_before_anybody_came_the_usual_ones_are_shown(context: Context) -> None:
    known = {service.ref for service in context.catalog.services}
    expected = [ref for ref in USUAL if ref in known]
    assert numbers(context)[: len(expected)] == expected
    assert len(numbers(context)) == min(MOST, len(known))


def test_what_this_kiosk_was_asked_for_comes_first(context: Context) -> None:
    for name in ("J01", "D18", "J01"):
        send(context, name)
    assert numbers(context)[:2] == ["J01", "D18"]
    assert len(set(numbers(context))) == len(numbers(context))


@pytest.mark.parametrize(("later_ms", "counts"), [(WINDOW_MS, True), (WINDOW_MS + 1, False)])
def test_another_season_does_not_count(context: Context, clock: FixedClock, later_ms: int, counts: bool) -> None:
    rarely = next(service for service in context.catalog.services if service.ref not in USUAL)
    send(context, rarely.id)
    clock.ms += later_ms
    assert (numbers(context)[0] == rarely.ref) is counts


def test_a_service_that_the_office_took_away_is_not_offered(catalog: Catalog) -> None:
    gone = catalog.find("D18")
    left = msgspec.structs.replace(catalog, services=tuple(one for one in catalog.services if one != gone))
    shown = order(left, {gone.id: 50, "no_such_service": 9})
    assert gone not in shown
    assert len(shown) == min(MOST, len(left.services))
