"""What a kiosk did on a day, or on several, as counts: for the petugas at the end of the day, for the lurah on paper.

Nothing here tells who. Services and hours are counted apart: "one SKTM" and "one at nine" are two tables, so that nobody
reads from them what a neighbour asked for that morning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from kiosk.domain import events
from kiosk.domain.catalog import Catalog
from kiosk.domain.events import NumberTaken, Submitted
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, PrintReason

USUAL_DAYS = 7
"""A day is compared with the average of so many days before it that had any residents."""


class Given(msgspec.Struct, frozen=True):
    """One number that was given, with what is counted of it."""

    day: date  # of its queue
    at: int  # ms since 1970 UTC, by the kiosk's clock
    event: events.Given
    status: PermohonanStatus | None = None  # of a request, as far as this kiosk knows


class StateCount(msgspec.Struct, frozen=True):
    """So many requests stand there now."""

    status: PermohonanStatus
    count: int


class ServiceCount(msgspec.Struct, frozen=True):
    """The requests for one service, and how they stand."""

    service: str
    ref: str
    title: str
    states: tuple[StateCount, ...]

    @property
    def count(self) -> int:
        return sum(state.count for state in self.states)


class GroupCount(msgspec.Struct, frozen=True):
    """Numbers of a group that were taken without a form."""

    group: str
    title: str
    count: int


class HourCount(msgspec.Struct, frozen=True):
    """What was given between `hour` and the next, office time."""

    hour: int
    requests: int
    numbers: int  # without a form


class DayCount(msgspec.Struct, frozen=True):
    """What was given on one day of the queue; a day without residents has zeros."""

    day: date
    requests: int
    numbers: int


class LanguageCount(msgspec.Struct, frozen=True):
    """Requests that were made in a language."""

    language: str
    count: int


class PrintCount(msgspec.Struct, frozen=True):
    """Slips of one outcome."""

    state: JobState
    reason: PrintReason | None
    count: int


class Unsent(msgspec.Struct, frozen=True):
    """What the office has not acknowledged, at the moment of the report and not only of its day."""

    entries: int
    since: (
        datetime | None
    )  # hour in which the oldest was made, office time; None with none or while the clock was in doubt
    refused: int  # entries that the office did not take: a petugas must look at them
    last_contact: datetime | None  # office time


class Usual(msgspec.Struct, frozen=True):
    """The average of the last days that had any residents."""

    days: int  # at most `USUAL_DAYS`
    numbers: float  # given a day, with and without a form


class DailyReport(msgspec.Struct, frozen=True):
    """The days `first` to `day` of one kiosk. Days are those of the queue, see `kiosk.domain.antrean`."""

    office: str
    kiosk_id: str
    first: date
    day: date
    made: datetime  # office time
    zone: str  # "WIB"
    clock_doubtful: bool  # when it was made
    doubtful: int  # numbers that were given while the clock was in doubt; they are in no hour
    services: tuple[ServiceCount, ...]  # the most asked for first
    groups: tuple[GroupCount, ...]
    priority: int
    hours: tuple[HourCount, ...]  # only those that had any
    days: tuple[DayCount, ...]
    languages: tuple[LanguageCount, ...]  # the most spoken first
    prints: tuple[PrintCount, ...]
    unsent: Unsent
    usual: Usual | None  # None before the kiosk's second day

    @property
    def requests(self) -> int:
        """How many requests were made."""
        return sum(day.requests for day in self.days)

    @property
    def numbers(self) -> int:
        """How many numbers were taken without a form."""
        return sum(day.numbers for day in self.days)

    @property
    def unfinished(self) -> bool:
        """True when the last day was not over yet."""
        return self.made.date() <= self.day

    @property
    def states(self) -> tuple[StateCount, ...]:
        """The requests of all services by how they stand."""
        total: Counter[PermohonanStatus] = Counter()
        for service in self.services:
            total.update({state.status: state.count for state in service.states})
        return _states(total)

    def printed(self, state: JobState) -> int:
        """How many slips ended, or stand, like that."""
        return sum(one.count for one in self.prints if one.state is state)


def by_service(given: Iterable[Given], catalog: Catalog) -> tuple[ServiceCount, ...]:
    """The most asked for first. A service that the catalogue no longer has goes by its id."""
    states: dict[tuple[str, str], Counter[PermohonanStatus]] = {}
    for one in given:
        if isinstance(one.event, Submitted):
            counted = states.setdefault((one.event.service, one.event.ref), Counter())
            counted[one.status or PermohonanStatus.SUBMITTED] += 1
    titles = {service.id: service.title.id for service in catalog.services}
    found = [
        ServiceCount(service, ref, titles.get(service, service), _states(n)) for (service, ref), n in states.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.ref, one.service)))


def by_group(given: Iterable[Given], catalog: Catalog) -> tuple[GroupCount, ...]:
    """Numbers without a form, the most taken first. A group that the catalogue no longer has goes by its id."""
    counts = Counter(one.event.group for one in given if isinstance(one.event, NumberTaken))
    titles = {group.id: group.title.id for group in catalog.groups}
    return tuple(
        GroupCount(group, titles.get(group, group), count)
        for group, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def by_hour(given: Iterable[Given], local: Callable[[int], datetime]) -> tuple[HourCount, ...]:
    """Hours that had any. What was given while the clock was in doubt belongs to none."""
    counts = Counter(
        (local(one.at).hour, isinstance(one.event, Submitted)) for one in given if not one.event.clock_doubtful
    )
    hours = sorted({hour for hour, _ in counts})
    return tuple(HourCount(hour, counts[hour, True], counts[hour, False]) for hour in hours)


def by_day(given: Iterable[Given], first: date, last: date) -> tuple[DayCount, ...]:
    """Every day from `first` to `last`."""
    counts = Counter((one.day, isinstance(one.event, Submitted)) for one in given)
    days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
    return tuple(DayCount(day, counts[day, True], counts[day, False]) for day in days)


def by_language(given: Iterable[Given]) -> tuple[LanguageCount, ...]:
    """Languages in which requests were made, the most spoken first."""
    counts = Counter(one.event.language for one in given if isinstance(one.event, Submitted))
    order = sorted(counts, key=lambda language: (-counts[language], language))
    return tuple(LanguageCount(language, counts[language]) for language in order)


def usual(totals: Sequence[int]) -> Usual | None:
    """The average of the numbers given on earlier days, None without any."""
    return Usual(len(totals), sum(totals) / len(totals)) if totals else None


def _states(counts: Counter[PermohonanStatus]) -> tuple[StateCount, ...]:
    """In the order of a request's life."""
    return tuple(StateCount(status, counts[status]) for status in PermohonanStatus if counts[status])
