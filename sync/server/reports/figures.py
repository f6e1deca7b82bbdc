"""The numbers of a report, added up by the database; the same on SQLite and PostgreSQL.

A report is about the requests that were made in its days, whatever became of them until now. Days and hours are the office's:
times are shifted by the zone's offset before they are divided, so that no database has to know about zones. Surveys are
not counted as requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import IntEnum
from itertools import accumulate
from typing import Any, Final

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, and_, case, exists, func, select
from sqlalchemy import cast as as_type

from kiosk.clock import Zone
from kiosk.domain.catalog import Catalog, Service
from kiosk.domain.permohonan import PermohonanStatus
from sync.server.reports.period import HOUR_MS, Period
from sync.server.reports.small import LEAST, Folded, fold
from sync.server.store.tables import forwards, kiosks, moves, permohonan, tickets
from sync.server.work import surveys

_S = PermohonanStatus
_MINUTE_MS: Final = 60_000
_DAY_MS: Final = 86_400_000
_EPOCH: Final = date(1970, 1, 1)
_DONE: Final = (_S.READY.value, _S.COLLECTED.value)
CLOSED: Final = (_S.COLLECTED, _S.REJECTED, _S.CANCELLED)


class Spread(msgspec.Struct, frozen=True):
    """How long something took, in minutes: to the minute within a day, beyond that to the hour."""

    count: int
    median: int | None = None  # nearest rank; none for fewer than five: they would be somebody's own
    ninetieth: int | None = None


class ServiceFigures(msgspec.Struct, frozen=True):
    """One service, or several that are too small to be named."""

    title: str
    states: dict[PermohonanStatus, int]
    waiting: Spread
    handling: Spread

    @property
    def requests(self) -> int:
        """How many."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Of them, those that are not closed."""
        return sum(count for status, count in self.states.items() if status not in CLOSED)


class Part(msgspec.Struct, frozen=True):
    """A part of the whole."""

    title: str
    count: int


class Age(msgspec.Struct, frozen=True):
    """Open requests of an age, by who has to do something now."""

    title: str
    office: int
    resident: int  # who was asked for something
    ready: int  # waits to be collected


class Deadlines(msgspec.Struct, frozen=True):
    """Complaints, by whether they were answered in time."""

    kept: int
    missed: int
    running: int


class Stopped(msgspec.Struct, frozen=True):
    """Requests that were sent back or refused, and why."""

    incomplete: int  # requests that were incomplete at least once
    rejected: int
    reasons: Folded  # by what the petugas wrote; only what was written for five requests or more


class Forwarded(msgspec.Struct, frozen=True):
    """What went to one agency."""

    title: str
    count: int
    answered: int
    took: Spread


class Queue(msgspec.Struct, frozen=True):
    """Numbers of one group of services, from being taken to being called."""

    title: str
    count: int
    by_hand: int  # given by a petugas, not by a kiosk
    called: int
    waited: Spread


class Report(msgspec.Struct, frozen=True):
    """Everything that is told of some days."""

    office: str
    period: Period
    made: int  # ms since 1970 UTC
    zone: Zone
    services: tuple[ServiceFigures, ...]  # the largest first
    groups: Folded
    agencies: Folded  # that decide
    kiosks: tuple[Part, ...]
    days: dict[date, int]  # each of the period
    hours: dict[tuple[int, int], int]  # by weekday (0 is Monday) and hour; those without any are not there
    waiting: Spread  # from the resident's touch to the first move
    handling: Spread  # from there until it was ready
    ages: tuple[Age, ...]  # of everything open now, whenever it was made
    deadlines: Deadlines
    stopped: Stopped
    languages: Folded
    priority: int | None  # none: too few to be told
    forwarded: tuple[Forwarded, ...]
    queue: tuple[Queue, ...]
    survey: surveys.Survey | None

    @property
    def requests(self) -> int:
        """How many."""
        return sum(one.requests for one in self.services)

    def by_hour(self) -> dict[int, int]:
        """All weekdays together."""
        return self._added(1)

    def by_weekday(self) -> dict[int, int]:
        """All hours together; 0 is Monday."""
        return self._added(0)

    def _added(self, at: int) -> dict[int, int]:
        found: Counter[int] = Counter()
        for key, count in self.hours.items():
            found[key[at]] += count
        return dict(sorted(found.items()))


class _Of(IntEnum):
    """Columns of the query that counts."""

    SERVICE, STATUS, KIOSK, LANGUAGE, PRIORITY, COUNT = range(6)


class Asked(msgspec.Struct, frozen=True):
    """What a report is about."""

    office: str  # its code
    name: str
    zone: Zone
    catalog: Catalog
    period: Period


def report(connection: Connection, asked: Asked, *, now: int) -> Report:
    """Adds up everything; reads only, and opens nobody's answers."""
    return _Counting(connection, asked, now).report()


class _Counting:
    """One report on its way."""

    def __init__(self, connection: Connection, asked: Asked, now: int) -> None:
        self._connection = connection
        self._asked = asked
        self._office = office = asked.office
        self._catalog = catalog = asked.catalog
        self._known = {service.id: service for service in catalog.services}
        self._period, self._zone, self._now = asked.period, asked.zone, now
        self._start, self._end = self._period.start(self._zone), self._period.end(self._zone)
        surveyed = [service.id for service in catalog.services if service.kind == "SURVEY"]
        self._counted = and_(permohonan.c.office == office, permohonan.c.service.not_in(surveyed))
        self._here = and_(
            self._counted, permohonan.c.waiting_since >= self._start, permohonan.c.waiting_since < self._end
        )

    def report(self) -> Report:
        rows = self._rows()
        total = sum(row[_Of.COUNT] for row in rows)
        waits, handled = self._waits(), self._handled()
        services = self._services(rows, waits, handled)
        by_service = _counted(rows, _Of.SERVICE)
        return Report(
            office=self._asked.name,
            period=self._period,
            made=self._now,
            zone=self._zone,
            services=services,
            groups=self._parts(by_service, self._group),
            agencies=self._parts(by_service, self._agency),
            kiosks=self._kiosks(_counted(rows, _Of.KIOSK)),
            **self._times(),
            waiting=_spread(_merged(waits.values())),
            handling=_spread(_merged(handled.values())),
            ages=self._ages(),
            deadlines=self._deadlines(),
            stopped=self._stopped(sum(row[_Of.COUNT] for row in rows if row[_Of.STATUS] == _S.REJECTED)),
            languages=fold(_counted(rows, _Of.LANGUAGE)),
            priority=_told(sum(row[_Of.COUNT] for row in rows if row[_Of.PRIORITY]), total),
            forwarded=self._forwarded(),
            queue=self._queue(),
            survey=surveys.survey(self._connection, self._office, self._start, self._end),
        )

    def _rows(self) -> list[Any]:
        by = (
            permohonan.c.service,
            permohonan.c.status,
            permohonan.c.kiosk_id,
            permohonan.c.language,
            permohonan.c.priority,
        )
        return list(self._connection.execute(select(*by, func.count()).where(self._here).group_by(*by)))

    def _times(self) -> dict[str, Any]:
        """Requests by local day, and by weekday and hour."""
        shifted = permohonan.c.waiting_since + self._zone.hours * HOUR_MS
        query = select((shifted // HOUR_MS).label("hour"), func.count()).where(self._here).group_by("hour")
        days = {self._period.first + timedelta(days=number): 0 for number in range(self._period.days)}
        hours: Counter[tuple[int, int]] = Counter()
        for hour, count in self._connection.execute(query):
            day = _EPOCH + timedelta(days=int(hour) // 24)
            days[day] += count
            hours[day.weekday(), int(hour) % 24] += count
        return {"days": days, "hours": dict(hours)}

    def _waits(self) -> dict[str, Counter[int]]:
        first = moves.alias()
        took = _bucket(first.c.at - permohonan.c.waiting_since)
        query = select(permohonan.c.service, took, func.count()).join(first, _first_of(first))
        return self._histograms(query.where(self._here).group_by(permohonan.c.service, "took"))

    def _handled(self) -> dict[str, Counter[int]]:
        first, done = moves.alias(), moves.alias()
        of_it = and_(done.c.office == permohonan.c.office, done.c.permohonan_id == permohonan.c.id)
        # A row a request: grouped, so that the database looks up once when it was ready; by time first, so that SQLite goes
        # by the index of the days and not through all requests there ever were.
        each = (
            select(permohonan.c.service, first.c.at.label("begun"), func.min(done.c.at).label("ready"))
            .join(first, _first_of(first))
            .join(done, and_(of_it, done.c.new.in_(_DONE), _stands(done)))
            .where(self._here)
            .group_by(permohonan.c.waiting_since, permohonan.c.id, permohonan.c.service, first.c.at)
            .subquery()
        )
        query = select(each.c.service, _bucket(each.c.ready - each.c.begun), func.count())
        return self._histograms(query.group_by(each.c.service, "took"))

    def _histograms(self, query: Select[Any]) -> dict[str, Counter[int]]:
        found: dict[str, Counter[int]] = {}
        for key, took, count in self._connection.execute(query):
            found.setdefault(key, Counter())[int(took)] += int(count)
        return found

    def _services(
        self, rows: list[Any], waits: Mapping[str, Counter[int]], handled: Mapping[str, Counter[int]]
    ) -> tuple[ServiceFigures, ...]:
        """A service each. Delicate ones that are small are put together: one letter about a crime in a week is somebody's."""
        counts = _counted(rows, _Of.SERVICE)
        delicate = {key: count for key, count in counts.items() if self._is_delicate(key)}
        told = fold(delicate)
        hidden = delicate.keys() - told.parts.keys()
        named = [key for key in sorted(counts, key=lambda key: (-counts[key], key)) if key not in hidden]
        found = [
            _figures(
                self._title(key), [row for row in rows if row[_Of.SERVICE] == key], [waits.get(key)], [handled.get(key)]
            )
            for key in named
        ]
        if hidden:
            rest = [row for row in rows if row[_Of.SERVICE] in hidden]
            times = ([kind.get(key) for key in hidden] for kind in (waits, handled))
            found.append(_figures("Layanan lain yang sedikit", rest, *times))
        return tuple(found)

    def _parts(self, counts: Mapping[str, int], whole: Callable[[str], str]) -> Folded:
        found: Counter[str] = Counter()
        for key, count in counts.items():
            found[whole(key)] += count
        return fold(found)

    def _kiosks(self, counts: Mapping[str, int]) -> tuple[Part, ...]:
        query = select(kiosks.c.id, kiosks.c.name).where(kiosks.c.office == self._office)
        names = {row.id: row.name for row in self._connection.execute(query)}
        most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Part(f"{names.get(key, '')} ({key})".strip(), count) for key, count in most)

    def _ages(self) -> tuple[Age, ...]:
        """Everything that is open now. The index of the inbox leads to it."""
        limits = ((0, 1), (1, 3), (3, 7), (7, 14), (14, None))
        titles = ("Kurang dari 1 hari", "1 sampai 3 hari", "3 sampai 7 hari", "7 sampai 14 hari", "Lebih dari 14 hari")
        age = self._now - permohonan.c.waiting_since
        step = case(
            *((age < upto * _DAY_MS, number) for number, (_, upto) in enumerate(limits) if upto is not None),
            else_=len(limits) - 1,
        )
        still = [status.value for status in _S if status not in CLOSED]
        query = (
            select(permohonan.c.status, step.label("step"), func.count())
            .where(self._counted, permohonan.c.status.in_(still))
            .group_by(permohonan.c.status, "step")
        )
        found: Counter[tuple[str, int]] = Counter()
        for status, number, count in self._connection.execute(query):
            found[status, int(number)] += count
        mine = (_S.SUBMITTED.value, _S.IN_REVIEW.value, _S.AWAITING_SIGNATURE.value)
        return tuple(
            Age(
                title,
                sum(found[status, number] for status in mine),
                found[_S.INCOMPLETE.value, number],
                found[_S.READY.value, number],
            )
            for number, title in enumerate(titles)
        )

    def _deadlines(self) -> Deadlines:
        closed = permohonan.c.status.in_([status.value for status in CLOSED])
        ended = case((closed, permohonan.c.status_at), else_=self._now)
        kind = case((ended > permohonan.c.deadline, 1), (closed, 0), else_=2)
        query = (
            select(kind.label("kind"), func.count())
            .where(self._here, permohonan.c.deadline.is_not(None))
            .group_by("kind")
        )
        found = {int(number): int(count) for number, count in self._connection.execute(query)}
        return Deadlines(found.get(0, 0), found.get(1, 0), found.get(2, 0))

    def _stopped(self, rejected: int) -> Stopped:
        of_it = and_(moves.c.office == permohonan.c.office, moves.c.permohonan_id == permohonan.c.id, _stands(moves))
        ever = exists().where(of_it, moves.c.new == _S.INCOMPLETE.value).correlate(permohonan)
        incomplete = self._connection.execute(
            select(func.count()).select_from(permohonan).where(self._here, ever)
        ).scalar_one()
        why = (
            select(func.count(permohonan.c.id.distinct()), moves.c.note)
            .select_from(permohonan)
            .join(moves, of_it)
            .where(
                self._here,
                moves.c.new.in_([_S.INCOMPLETE.value, _S.REJECTED.value]),
                moves.c.note.is_not(None),
            )
            .group_by(moves.c.note)
        )
        reasons = {note: int(count) for count, note in self._connection.execute(why)}
        return Stopped(int(incomplete), rejected, _common(reasons))

    def _forwarded(self) -> tuple[Forwarded, ...]:
        at = and_(forwards.c.office == self._office, forwards.c.at >= self._start, forwards.c.at < self._end)
        took = _bucket(forwards.c.answered_at - forwards.c.at)
        times = self._histograms(
            select(forwards.c.agency, took, func.count())
            .where(at, forwards.c.answered_at.is_not(None))
            .group_by(forwards.c.agency, "took")
        )
        query = (
            select(forwards.c.agency, func.count(), func.count(forwards.c.answered_at))
            .where(at)
            .group_by(forwards.c.agency)
            .order_by(forwards.c.agency)
        )
        return tuple(
            Forwarded(self._agency_title(agency), int(count), int(answered), _spread(times.get(agency, Counter())))
            for agency, count, answered in self._connection.execute(query)
        )

    def _queue(self) -> tuple[Queue, ...]:
        at = and_(
            tickets.c.office == self._office,
            tickets.c.day >= self._period.first.isoformat(),
            tickets.c.day <= self._period.last.isoformat(),
        )
        group = tickets.c.group
        times = self._histograms(
            select(group, _bucket(tickets.c.called_at - tickets.c.waiting_since), func.count())
            .where(at, tickets.c.called_at.is_not(None))
            .group_by(group, "took")
        )
        query = select(group, func.count(), func.count(tickets.c.kiosk_id), func.count(tickets.c.called_at))
        return tuple(
            Queue(
                self._group_title(one),
                int(count),
                int(count - machine),
                int(called),
                _spread(times.get(one, Counter())),
            )
            for one, count, machine, called in self._connection.execute(query.where(at).group_by(group).order_by(group))
        )

    def _service(self, key: str) -> Service | None:
        return self._known.get(key)

    def _is_delicate(self, key: str) -> bool:
        # A service that is not known any more is treated as if it were.
        service = self._service(key)
        return service is None or service.pdp == "spesifik"

    def _title(self, key: str) -> str:
        service = self._service(key)
        return f"{service.ref} {service.title.id}" if service else key

    def _group(self, key: str) -> str:
        service = self._service(key)
        return self._group_title(service.group) if service else "Layanan yang sudah tidak ada"

    def _group_title(self, key: str) -> str:
        return next((group.title.id for group in self._catalog.groups if group.id == key), key)

    def _agency(self, key: str) -> str:
        service = self._service(key)
        return self._agency_title(service.decider) if service else "Layanan yang sudah tidak ada"

    def _agency_title(self, key: str) -> str:
        return next((agency.title.id for agency in self._catalog.agencies if agency.id == key), key)


def _figures(
    title: str, rows: Iterable[Any], waits: Iterable[Counter[int] | None], handled: Iterable[Counter[int] | None]
) -> ServiceFigures:
    states: Counter[PermohonanStatus] = Counter()
    for row in rows:
        states[_S(row[_Of.STATUS])] += row[_Of.COUNT]
    return ServiceFigures(title, dict(states), _spread(_merged(waits)), _spread(_merged(handled)))


def _first_of(first: FromClause) -> ColumnElement[bool]:
    return and_(first.c.office == permohonan.c.office, first.c.permohonan_id == permohonan.c.id, first.c.number == 1)


def _stands(move: FromClause) -> ColumnElement[bool]:
    """A move that takes nothing back and was not taken back."""
    back = moves.alias()
    undone = exists().where(
        back.c.office == move.c.office,
        back.c.permohonan_id == move.c.permohonan_id,
        back.c.undoes == move.c.number,
    )
    return and_(move.c.undoes.is_(None), ~undone)


def _bucket(took: ColumnElement[int]) -> Any:
    """Minutes of a time, so coarse that the database hands over few rows: hours beyond a day. Clocks that differ give none."""
    whole = case(
        (took < 0, 0),
        (took < _DAY_MS, took // _MINUTE_MS),
        else_=took // HOUR_MS * 60,
    )
    return as_type(whole, BigInteger).label("took")


def _counted(rows: Iterable[Any], column: _Of) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row[column]] += row[_Of.COUNT]
    return dict(found)


def _merged(parts: Iterable[Counter[int] | None]) -> Counter[int]:
    whole: Counter[int] = Counter()
    for part in parts:
        whole.update(part or {})
    return whole


def _spread(found: Counter[int]) -> Spread:
    count = found.total()
    if count < LEAST:
        return Spread(count)
    values = sorted(found)
    sums = list(accumulate(found[value] for value in values))

    def ranked(percent: int) -> int:
        rank = -(-count * percent // 100)
        return next(value for value, upto in zip(values, sums, strict=True) if upto >= rank)

    return Spread(count, ranked(50), ranked(90))


def _told(part: int, whole: int) -> int | None:
    """One of two parts; none when it or the other one is small."""
    return None if 0 < part < LEAST or 0 < whole - part < LEAST else part


def _common(reasons: Mapping[str, int]) -> Folded:
    """What petugas write may name somebody. What was written for five requests or more is a phrase of the office."""
    common = {note: count for note, count in reasons.items() if count >= LEAST}
    ordered = dict(sorted(common.items(), key=lambda one: (-one[1], one[0])))
    return Folded(ordered, sum(reasons.values()) - sum(common.values()))
