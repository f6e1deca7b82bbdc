"""What the office orders its kiosks to do: close a service, show a message, keep other settings or hours. All in the audit
trail.
"""

from __future__ import annotations

import re
from typing import Final, assert_never

import msgspec
from sqlalchemy import Connection, select

from kiosk.clock import Zone
from kiosk.domain import words
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.domain.events import HoursSet, MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged
from kiosk.domain.hall import hours_text, ordered_hours
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.exchange import feed
from sync.server.store.tables import changes, heeded, kiosks

REASON_LENGTH: Final = 120
MESSAGE_LENGTH: Final = 160
WARNING_S: Final = (15, 600)
WIPE_S: Final = (10, 300)
"""Seconds: shorter drives people away, longer shows one resident's answers to the next."""
_LONG_NUMBER: Final = re.compile(r"(?:\d[ .-]?){16}")
_decoder: Final[msgspec.msgpack.Decoder[Order]] = msgspec.msgpack.Decoder(Order)


class Given(msgspec.Struct, frozen=True):
    """An order that stands."""

    number: int
    order: Order
    kiosk_id: str | None  # none: every kiosk
    at: int  # ms since 1970 UTC
    followed: tuple[str, ...]  # ids of the kiosks that do
    waited_for: tuple[str, ...]  # ids of those that have not said so yet


class KioskHours(msgspec.Struct, frozen=True):
    """A kiosk, and what it was told of its hours."""

    kiosk_id: str
    name: str
    given: Given | None  # none: nothing; it goes by what was set at the machine
    followed: bool


def give(
    connection: Connection,
    office: str,
    order: Order,
    *,
    kiosk_id: str | None = None,
    actor: str,
    now: int,
    zone: Zone,
) -> int:
    """Gives an order that was `checked` to one kiosk, or to all of the office, inside the caller's writing transaction;
    returns its number. Raises WrongUse when there is no such kiosk.
    """
    if kiosk_id is not None:
        known = select(kiosks.c.id).where(
            kiosks.c.office == office, kiosks.c.id == kiosk_id, kiosks.c.revoked_at.is_(None)
        )
        if connection.execute(known).first() is None:
            raise WrongUse(f"There is no kiosk {kiosk_id[:20]!r}.", "Its id stands on its maintenance page.")
    number = feed.publish(connection, office, order, now=now, kiosk_id=kiosk_id)
    whom = kiosk_id or "all"
    record(connection, office, actor, Action.ORDERED, now=now, detail=f"{number} {whom}: {say(order, zone)}")
    return number


def checked(order: Order, catalog: Catalog, *, now: int) -> Order:
    """The order as it is given: words without needless spaces, a service by its id. Raises WrongUse when it makes no sense."""
    match order:
        case ServiceClosed(service=service, reason=reason, until=until):
            _later(until, now)
            return ServiceClosed(catalog.find(service).id, _words(reason, REASON_LENGTH, "reason"), until)
        case ServiceOpened(service=service):
            return ServiceOpened(catalog.find(service).id)
        case MessageShown(text=text, until=until):
            _later(until, now)
            return MessageShown(_words(text, MESSAGE_LENGTH, "message"), until)
        case SettingsChanged():
            _between("idle_warning_s", order.idle_warning_s, WARNING_S)
            _between("idle_wipe_s", order.idle_wipe_s, WIPE_S)
            _languages(order.languages)
            return order
        case HoursSet(week=week):
            ordered_hours(order)
            return HoursSet(week, now)
        case _:
            assert_never(order)


def listed(connection: Connection, office: str) -> list[Given]:
    """The orders that stand, the newest first, with the kiosks that follow each."""
    names = select(kiosks.c.id).where(kiosks.c.office == office, kiosks.c.revoked_at.is_(None)).order_by(kiosks.c.id)
    alive = list(connection.execute(names).scalars())
    said = select(heeded.c.kiosk_id, heeded.c.subject, heeded.c.number).where(heeded.c.office == office)
    heard = {(kiosk_id, subject): int(number) for kiosk_id, subject, number in connection.execute(said)}
    query = (
        select(changes.c.seq, changes.c.kiosk_id, changes.c.subject, changes.c.body, changes.c.at)
        .where(
            changes.c.office == office,
            ~changes.c.subject.startswith("request:"),
            ~changes.c.subject.startswith("wait:"),
        )
        .order_by(changes.c.seq.desc())
    )
    found = []
    for seq, kiosk_id, subject, body, at in connection.execute(query):
        concerned = alive if kiosk_id is None else [kiosk_id]
        followed = tuple(one for one in concerned if heard.get((one, subject), 0) >= seq)
        waited_for = tuple(one for one in concerned if one not in followed)
        found.append(Given(int(seq), _decoder.decode(body), kiosk_id, int(at), followed, waited_for))
    return found


def hours_of_kiosks(connection: Connection, office: str) -> list[KioskHours]:
    """Each kiosk that is not shut out, by name, with the newest order of hours that is for it."""
    query = select(kiosks.c.id, kiosks.c.name).where(kiosks.c.office == office, kiosks.c.revoked_at.is_(None))
    rows = connection.execute(query.order_by(kiosks.c.name, kiosks.c.id)).all()
    given = [one for one in listed(connection, office) if isinstance(one.order, HoursSet)]
    found = []
    for id_, name in rows:
        mine = next((one for one in given if one.kiosk_id in (None, id_)), None)
        found.append(KioskHours(id_, name, mine, followed=mine is not None and id_ in mine.followed))
    return found


def say(order: Order, zone: Zone) -> str:
    """An order in one line, for the audit trail and the list."""
    match order:
        case ServiceClosed():
            return f"close {order.service}{_until(order.until, zone)}{': ' if order.reason else ''}{order.reason}"
        case ServiceOpened():
            return f"open {order.service}"
        case MessageShown():
            return f"message{_until(order.until, zone)}: {order.text}" if order.text else "message taken away"
        case SettingsChanged():
            said = {key: value for key, value in msgspec.structs.asdict(order).items() if value is not None}
            return f"settings {' '.join(f'{key}={_value(value)}' for key, value in said.items()) or 'of each kiosk'}"
        case HoursSet():
            return f"hours {hours_text(ordered_hours(order)) or 'always open'}"
        case _:
            assert_never(order)


def _words(text: str, most: int, what: str) -> str:
    text = " ".join(text.split())
    if len(text) > most or not text.isprintable():
        raise WrongUse(f"The {what} is too long or holds odd characters.", f"At most {most} letters.")
    if _LONG_NUMBER.search(text):
        raise WrongUse(f"The {what} holds what looks like a NIK or KK.", "Leave it out: everybody reads it at a kiosk.")
    return text


def _later(until: int | None, now: int) -> None:
    if until is not None and until <= now:
        raise WrongUse("That time is over already.", "Write a day that is still to come, for example 2026-12-01.")


def _between(name: str, value: int | None, bounds: tuple[int, int]) -> None:
    least, most = bounds
    if value is not None and not least <= value <= most:
        raise WrongUse(f"{name} = {value} makes no sense.", f"Between {least} and {most} seconds.")


def _languages(languages: tuple[str, ...] | None) -> None:
    if languages is None:
        return
    unknown = [one for one in languages if one not in LANGUAGES]
    if unknown or not languages or len(set(languages)) != len(languages) or "id" not in languages:
        wrong = f"{unknown[0]!r} is no language of a kiosk" if unknown else "Those languages do not work"
        raise WrongUse(f"{wrong}.", f"Each once, Indonesian among them, of: {', '.join(LANGUAGES)}.")


def _until(until: int | None, zone: Zone) -> str:
    return f" until {words.date_and_time(zone.local(until), zone.name)}" if until is not None else ""


def _value(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value).lower()
