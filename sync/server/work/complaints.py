"""Complaints: their kinds, the working days each step may take, and whose name stays hidden. The rules are data, in
`assets/complaints/sp4n_lapor.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import and_, bindparam, update

from kiosk.catalog_files import ASSETS
from kiosk.clock import Zone
from kiosk.domain.catalog import Service
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.wilayah import Wilayah
from sync.server.store.tables import permohonan

if TYPE_CHECKING:
    from sync.server.exchange.arrivals import Arrival, Welcome
    from sync.server.work.requests import Move

KIND: Final = "CMP"
"""The kind of a service that takes complaints."""
_DAY_MS: Final = 86_400_000
_HOUR_MS: Final = 3_600_000
_MODE: Final = "mode"
_REPORTER: Final = frozenset({"nama", "nik", "no_hp"})  # where the service is not known any more

_S = PermohonanStatus


class Stage(StrEnum):
    """What the office has to do next, and by when."""

    VERIFY = "verify"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


STAGES: Final[dict[PermohonanStatus, Stage]] = {
    _S.SUBMITTED: Stage.VERIFY,
    _S.IN_REVIEW: Stage.FOLLOW_UP,
    _S.AWAITING_SIGNATURE: Stage.FOLLOW_UP,
    _S.INCOMPLETE: Stage.CLOSE,
    _S.READY: Stage.CLOSE,
}
"""Of an open complaint; one that is closed has none."""


class Privacy(StrEnum):
    """Who may know who complains, as the reporter chose."""

    OPEN = "terbuka"
    CONFIDENTIAL = "rahasia"
    ANONYMOUS = "anonim"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind or a category, under the value of the form."""

    id: str
    title: str


class ComplaintService(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a service's kind and category come from: from a question of its form, or always the same."""

    id: str
    kind: str | None = None
    kind_field: str | None = None
    category: str | None = None
    category_field: str | None = None


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the data file says."""

    days: dict[Stage, int]  # working days
    kinds: tuple[Named, ...] = msgspec.field(name="kind")
    categories: tuple[Named, ...] = msgspec.field(name="category")
    services: tuple[ComplaintService, ...] = msgspec.field(name="service")

    def file(self, service: str, answers: Mapping[str, Any]) -> Filed:
        """Under what SP4N-LAPOR! files a complaint."""
        one = next((one for one in self.services if one.id == service), ComplaintService(service))
        kind = answers.get(one.kind_field) if one.kind_field else one.kind
        category = answers.get(one.category_field) if one.category_field else one.category
        return Filed(
            next((known.title for known in self.kinds if known.id == kind), None),
            next((known.title for known in self.categories if known.id == category), None),
        )


class Filed(msgspec.Struct, frozen=True):
    """SP4N-LAPOR's names; none where a petugas has to choose."""

    kind: str | None
    category: str | None


@cache
def rules() -> Rules:
    """The rules as shipped."""
    path = ASSETS / "complaints" / "sp4n_lapor.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Rules)


@cache
def _calendar() -> Wilayah:
    return Wilayah()


def due(stage: Stage, since: int, zone: Zone) -> int:
    """The end of the last day for a stage that began at `since`, both ms since 1970 UTC: the office's midnight."""
    day = zone.local(since).date()
    for _ in range(rules().days[stage]):
        day = _next_workday(day)
    local = zone.local(since).tzinfo
    return round(datetime(day.year, day.month, day.day, tzinfo=local).timestamp() * 1000) + _DAY_MS


def due_after(history: Iterable[Move], waiting_since: int, known: int) -> int:
    """When a complaint has to stand elsewhere after the moves that count, oldest first.

    `known` is the deadline it had: it lies at the office's midnight, which says the office's time zone. A closed complaint
    keeps its last one, for the reports.
    """
    stage, since = Stage.VERIFY, waiting_since
    for move in history:
        after = STAGES.get(move.new)
        if after is not None and after is not stage:
            stage, since = after, move.at
    return due(stage, since, Zone(-known % _DAY_MS // _HOUR_MS))


def days_left(deadline: int, now: int, zone: Zone) -> int:
    """Days from today to the last day: 0 is today, -1 was yesterday."""
    return (zone.local(deadline - 1).date() - zone.local(now).date()).days


def is_calendar_known(deadline: int, zone: Zone) -> bool:
    """Whether the holidays of the year in which it ends are decreed and known; else only weekends were left out."""
    return _calendar().knows_holidays(zone.local(deadline - 1).year)


def privacy(answers: Mapping[str, Any]) -> Privacy | None:
    """What the reporter chose; None where nobody is asked."""
    chosen = answers.get(_MODE)
    return next((one for one in Privacy if one.value == chosen), None)


def veiled(service: Service | None, content: Sealed) -> Sealed:
    """The content without the reporter's name and contacts where the complaint is confidential; else as it is.

    For everything but the one page that somebody with the right opens with a reason: other agencies, searching, exports.
    """
    if privacy(content.answers) is not Privacy.CONFIDENTIAL:
        return content
    hidden = _reporter(service)
    return msgspec.structs.replace(
        content,
        answers={key: value for key, value in content.answers.items() if key not in hidden},
        warnings=tuple(one for one in content.warnings if one[0] not in hidden),
    )


def take(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Gives complaints that arrived their first deadline."""
    zone = Zone(at.office.zone)
    rows = [
        {"request": one.id, "due": due(Stage.VERIFY, one.waiting_since, zone)}
        for one in arrived
        if one.service is not None and one.service.kind == KIND
    ]
    if rows:
        here = and_(permohonan.c.office == at.office.code, permohonan.c.id == bindparam("request"))
        at.connection.execute(update(permohonan).where(here).values(deadline=bindparam("due")), rows)


def _reporter(service: Service | None) -> frozenset[str]:
    """The questions that are only asked of somebody who says who they are."""
    if service is None:
        return _REPORTER
    asked = (field.id for field in service.fields() if any(condition.field == _MODE for condition in field.show_when))
    return frozenset(asked) or _REPORTER


def _next_workday(day: date) -> date:
    day += timedelta(days=1)
    while not _calendar().is_workday(day):
        day += timedelta(days=1)
    return day
