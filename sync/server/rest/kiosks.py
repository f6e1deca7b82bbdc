"""The fleet: kiosks, how they are, and what they are told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import get, post, put
from litestar.params import JSONBody, PathParameter

from kiosk.domain.events import HoursSet, MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged
from kiosk.domain.hall import DAY
from sync.server.desk import fleet as states
from sync.server.desk.fleet import KioskState
from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.kiosks import fleet, orders
from sync.server.kiosks.orders import KioskHours
from sync.server.people.rights import Right
from sync.server.rest.common import Line, maybe, milliseconds, moment
from sync.server.rest.once import Once, OnceKey
from sync.server.rest.problem import not_found, refusals

_WHAT: Final = "Kiosk itu"
_TAGS: Final = ["kiosks"]
_ID: Final = "^[2-9A-HJKMNP-Z]{6}$"

KioskId = Annotated[str, PathParameter(pattern=_ID, description="As its maintenance page shows it")]


class KioskEntry(msgspec.Struct, frozen=True):
    """A kiosk, as far as the office knows."""

    id: str
    name: str
    created_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None
    forked_at: datetime | None
    """Since when it shows another past than the one known here."""
    taken: int
    """Entries that are here."""
    unsent: int
    """Entries that it said it has and that are not here."""
    parked: int
    """Entries that could not be taken."""
    photos_due: int
    clock_offset_ms: int | None
    """Our clock minus its."""
    exhausted: bool
    """It has sent as much as it may for today."""
    refused_files: bool


class Kiosks(msgspec.Struct, frozen=True):
    """All kiosks, those that were revoked last."""

    kiosks: list[KioskEntry]


class NewKiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kiosk to be."""

    name: Annotated[
        str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["Ruang depan"])
    ]
    url: Annotated[
        str, msgspec.Meta(max_length=200, pattern=r"^(https?://[!-~]+)?$", examples=["http://192.168.1.10:8080"])
    ] = ""
    """Where it reaches this server; empty: by stick only."""


class EnrolledKiosk(msgspec.Struct, frozen=True):
    """A kiosk's enrolment."""

    kiosk_id: str
    enrolment: str
    """The file for `kiosk enrol`, JSON. Its secret works once, and is shown only here."""


class Quota(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many new entries a kiosk may send in a day."""

    entries_a_day: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class CloseService(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="close_service"):
    """Take no new requests for a service."""

    service: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_]{1,60}$")]
    reason: Line = ""
    until: datetime | None = None


class OpenService(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="open_service"):
    """Take them again."""

    service: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_]{1,60}$")]


class ShowMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="show_message"):
    """A sentence on the first page; an empty one takes it away."""

    text: Line
    until: datetime | None = None


class KeepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="keep_settings"):
    """Other settings than those of the kiosk's file; null: its own."""

    idle_warning_s: int | None = None
    idle_wipe_s: int | None = None
    languages: tuple[str, ...] | None = None
    office_copy: bool | None = None


AnyOrder = CloseService | OpenService | ShowMessage | KeepSettings


class NewOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An order for one kiosk, or all of them."""

    order: AnyOrder
    kiosk_id: Annotated[str, msgspec.Meta(pattern=_ID)] | None = None


class GivenOrder(msgspec.Struct, frozen=True):
    """An order that stands."""

    number: int
    says: str
    kiosk_id: str | None
    at: datetime
    followed_by: tuple[str, ...]
    waited_for: tuple[str, ...]


class Orders(msgspec.Struct, frozen=True):
    """The orders that stand, the newest first."""

    orders: list[GivenOrder]


TimeOfDay = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", description="At the office", examples=["08:00", "15:30"]
    ),
]


class DayHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a kiosk is open on one day."""

    opens: TimeOfDay
    closes: TimeOfDay


Week = Annotated[
    tuple[DayHours | None, ...],
    msgspec.Meta(max_length=7, description="Seven days, Monday first, null: closed; none at all: always open"),
]


class NewHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opening hours for one kiosk, or all of them."""

    week: Week
    kiosk_id: Annotated[str, msgspec.Meta(pattern=_ID)] | None = None


class KioskHoursEntry(msgspec.Struct, frozen=True):
    """A kiosk, and which opening hours it was told."""

    kiosk_id: str
    name: str
    week: Week | None
    """null: nothing was ordered, it goes by what was set at the machine."""
    ordered_at: datetime | None
    for_all: bool
    """The order was for all kiosks."""
    followed: bool


class OpeningHours(msgspec.Struct, frozen=True):
    """Every kiosk that is not revoked, by name."""

    kiosks: list[KioskHoursEntry]


@get(
    "/kiosks", opt=needs(Right.KIOSKS), tags=_TAGS, operation_id="listKiosks", responses=refusals(), sync_to_thread=True
)
def listed(server: ServerDep) -> Kiosks:
    """Every kiosk and how it is."""
    with server.database.reading() as connection:
        found = states.overview(connection, server.office.code, now=server.clock.now_ms())
    return Kiosks([_entry(one) for one in found])


@get(
    "/kiosks/{kiosk_id:str}",
    opt=needs(Right.KIOSKS),
    tags=_TAGS,
    operation_id="getKiosk",
    responses=refusals(404),
    sync_to_thread=True,
)
def one(server: ServerDep, kiosk_id: KioskId) -> KioskEntry:
    """One kiosk."""
    with server.database.reading() as connection:
        found = states.overview(connection, server.office.code, now=server.clock.now_ms())
    state = next((one for one in found if one.id == kiosk_id), None)
    if state is None:
        raise not_found(_WHAT)
    return _entry(state)


@post(
    "/kiosks",
    opt=needs(Right.KIOSKS),
    tags=_TAGS,
    operation_id="enrolKiosk",
    status_code=201,
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def enrol(server: ServerDep, session: SessionDep, data: JSONBody[NewKiosk], key: OnceKey = "") -> EnrolledKiosk:
    """Enrols a kiosk. Whoever has the enrolment can be that kiosk, once: hand it over, do not keep it."""
    once = Once(server, session, "enrolKiosk", key, data)
    with server.database.writing() as connection:
        once.never_twice(connection)
        made = fleet.enrol(
            connection, server.office, data.name, data.url, actor=session.petugas, now=server.clock.now_ms()
        )
        once.made(connection, made.kiosk_id)
    return EnrolledKiosk(made.kiosk_id, fleet.enrolment_file(made).decode())


@post(
    "/kiosks/{kiosk_id:str}/revoke",
    opt=needs(Right.KIOSKS),
    tags=_TAGS,
    operation_id="revokeKiosk",
    status_code=204,
    responses=refusals(404),
    sync_to_thread=True,
)
def revoke(server: ServerDep, session: SessionDep, kiosk_id: KioskId) -> None:
    """Refuses a kiosk from now on. What it sent before stays. There is no way back but a new enrolment."""
    with server.database.writing() as connection:
        done = fleet.revoke(connection, server.office.code, kiosk_id, actor=session.petugas, now=server.clock.now_ms())
    if not done:
        raise not_found(_WHAT)


@post(
    "/kiosks/{kiosk_id:str}/quota",
    opt=needs(Right.KIOSKS),
    tags=_TAGS,
    operation_id="setQuota",
    status_code=204,
    responses=refusals(404),
    sync_to_thread=True,
)
def set_quota(server: ServerDep, session: SessionDep, kiosk_id: KioskId, data: JSONBody[Quota]) -> None:
    """How many new entries a kiosk may send in a day from now on."""
    with server.database.writing() as connection:
        done = fleet.set_quota(
            connection,
            server.office.code,
            kiosk_id,
            data.entries_a_day,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if not done:
        raise not_found(_WHAT)


@get(
    "/orders", opt=needs(Right.KIOSKS), tags=_TAGS, operation_id="listOrders", responses=refusals(), sync_to_thread=True
)
def given(server: ServerDep) -> Orders:
    """What the kiosks were told and which of them follow it."""
    with server.database.reading() as connection:
        found = orders.listed(connection, server.office.code)
    return Orders(
        [
            GivenOrder(
                one.number,
                orders.say(one.order, server.zone),
                one.kiosk_id,
                moment(one.at),
                one.followed,
                one.waited_for,
            )
            for one in found
        ]
    )


@post(
    "/orders",
    opt=needs(Right.KIOSKS),
    tags=_TAGS,
    operation_id="giveOrder",
    status_code=201,
    responses=refusals(422),
    sync_to_thread=True,
)
def give(server: ServerDep, session: SessionDep, data: JSONBody[NewOrder]) -> GivenOrder:
    """Tells one kiosk or all of them something; each follows it with its next exchange."""
    now = server.clock.now_ms()
    order = orders.checked(_order(data.order), server.catalog, now=now)
    with server.database.writing() as connection:
        number = orders.give(
            connection,
            server.office.code,
            order,
            kiosk_id=data.kiosk_id,
            actor=session.petugas,
            now=now,
            zone=server.zone,
        )
        found = orders.listed(connection, server.office.code)
    waited_for = next(one.waited_for for one in found if one.number == number)
    return GivenOrder(number, orders.say(order, server.zone), data.kiosk_id, moment(now), (), waited_for)


@get(
    "/orders/hours",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="openingHours",
    responses=refusals(),
    sync_to_thread=True,
)
def hours(server: ServerDep) -> OpeningHours:
    """When the kiosks were told to be open, and which do so."""
    with server.database.reading() as connection:
        return _hours(orders.hours_of_kiosks(connection, server.office.code))


@put(
    "/orders/hours",
    opt=needs(Right.CONTENT),
    tags=_TAGS,
    operation_id="setOpeningHours",
    responses=refusals(422),
    sync_to_thread=True,
)
def set_hours(server: ServerDep, session: SessionDep, data: JSONBody[NewHours]) -> OpeningHours:
    """Orders opening hours of one kiosk or all of them. Each keeps them as if they were set at the machine, until they are
    changed there or ordered anew.
    """
    now = server.clock.now_ms()
    week = tuple((_minute(day.opens), _minute(day.closes)) if day else None for day in data.week)
    order = orders.checked(HoursSet(week), server.catalog, now=now)
    with server.database.writing() as connection:
        orders.give(
            connection,
            server.office.code,
            order,
            kiosk_id=data.kiosk_id,
            actor=session.petugas,
            now=now,
            zone=server.zone,
        )
        return _hours(orders.hours_of_kiosks(connection, server.office.code))


ROUTES = (listed, one, enrol, revoke, set_quota, given, give, hours, set_hours)


def _minute(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def _time(minute: int) -> str:
    assert 0 <= minute <= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def _hours(found: list[KioskHours]) -> OpeningHours:
    entries = []
    for one in found:
        week, at = None, None
        if one.given is not None and isinstance(one.given.order, HoursSet):
            week = tuple(DayHours(_time(day[0]), _time(day[1])) if day else None for day in one.given.order.week)
            at = moment(one.given.at)
        for_all = one.given is not None and one.given.kiosk_id is None
        entries.append(KioskHoursEntry(one.kiosk_id, one.name, week, at, for_all, one.followed))
    return OpeningHours(entries)


def _entry(state: KioskState) -> KioskEntry:
    return KioskEntry(
        state.id,
        state.name,
        moment(state.created_at),
        maybe(state.seen_at),
        maybe(state.revoked_at),
        maybe(state.forked_at),
        state.taken,
        state.unsent,
        state.parked,
        state.photos,
        state.clock_offset,
        state.exhausted,
        bool(state.files and state.files.refused),
    )


def _order(order: AnyOrder) -> Order:
    match order:
        case CloseService(service=service, reason=reason, until=until):
            return ServiceClosed(service, reason, None if until is None else milliseconds(until))
        case OpenService(service=service):
            return ServiceOpened(service)
        case ShowMessage(text=text, until=until):
            return MessageShown(text, None if until is None else milliseconds(until))
        case KeepSettings(idle_warning_s=warning, idle_wipe_s=wipe, languages=languages, office_copy=copy):
            return SettingsChanged(warning, wipe, languages, copy)
