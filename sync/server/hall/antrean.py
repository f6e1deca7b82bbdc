"""The queue at the office: who waits, who is called to which loket, who is served.

Numbers come from kiosks, at once or hours later from a stick, and from petugas who give them by hand. Each has its place by
the moment since which its resident waits; one of another day is kept for the record and never called.

Of those who wait the priority queue goes first, but after two of them one ordinary number is called: old people and mothers
shall not stand, and nobody shall sit there all morning and see others pass. What a loket is through with ends when it calls
the next number, because petugas press "next" and forget the rest; who did not come is said with a button of its own.

Whoever writes here locks the loket first, then numbers, the office's row last.
"""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, func, insert, or_, select, update

from kiosk.clock import Zone
from kiosk.domain.antrean import Ticket, letter_for, letters
from kiosk.domain.catalog import Group
from kiosk.domain.events import Submitted, WaitTold, new_id, permohonan_id
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.exchange import feed
from sync.server.hall import waits
from sync.server.hall.lokets import Loket, LoketRefusal, listed, queue_settings, raise_board, today
from sync.server.hall.waits import Counter, Handled, Range
from sync.server.store.tables import changes, done, lokets, tickets, told_waits

if TYPE_CHECKING:
    from sync.server.exchange.arrivals import Arrival, Welcome

PRIORITY_RUN: Final = 2
"""So many numbers of the priority queue are called in a row while somebody else waits."""
ABSENCES: Final = 2
"""Who did not come for the second time waits no more."""
_RECENT: Final = 400  # numbers that say how long one takes: more than a busy day has


class TicketState(StrEnum):
    """Where somebody with a number is."""

    WAITING = "WAITING"
    TRANSFERRED = "TRANSFERRED"  # waits again: for another group, or for one loket
    CALLED = "CALLED"
    SERVING = "SERVING"
    HELD = "HELD"  # fetches a paper that is missing, and is called again later
    DONE = "DONE"
    NO_SHOW = "NO_SHOW"
    CANCELLED = "CANCELLED"


_S = TicketState

MOVES: Final[dict[TicketState, frozenset[TicketState]]] = {
    _S.WAITING: frozenset({_S.CALLED, _S.TRANSFERRED, _S.CANCELLED}),
    _S.TRANSFERRED: frozenset({_S.CALLED, _S.TRANSFERRED, _S.CANCELLED}),
    _S.CALLED: frozenset({_S.CALLED, _S.SERVING, _S.HELD, _S.TRANSFERRED, _S.WAITING, _S.NO_SHOW, _S.DONE}),
    _S.SERVING: frozenset({_S.HELD, _S.TRANSFERRED, _S.DONE}),
    _S.HELD: frozenset({_S.CALLED, _S.TRANSFERRED, _S.CANCELLED}),
    _S.DONE: frozenset(),
    _S.NO_SHOW: frozenset({_S.CALLED}),  # they did come, only late
    _S.CANCELLED: frozenset(),
}
"""Where a number may go from each state; nothing else is possible."""

WAITS: Final = (_S.WAITING, _S.TRANSFERRED)
AT_A_LOKET: Final = (_S.CALLED, _S.SERVING)


class Place(msgspec.Struct, frozen=True):
    """A number and where its resident is."""

    id: str
    day: str  # ISO date of its queue
    ticket: str
    group: str  # of services; empty: of a service that this office does not know
    permohonan_id: str | None
    priority: bool
    waiting_since: int  # ms since 1970 UTC, as all times here
    queued_at: int  # its place: since then, or since it went to the end
    state: TicketState
    loket: str | None  # where they were called to, or the only one that may call them
    called_at: int | None
    calls: int
    served_at: int | None
    ended_at: int | None
    absences: int
    by_hand: bool


class QueueRefusal(StrEnum):
    """Why nothing was done."""

    NOT_FOUND = "not_found"
    NOBODY_WAITS = "nobody_waits"
    NOT_ALLOWED = "not_allowed"  # not from where this number is
    CHANGED_MEANWHILE = "changed_meanwhile"  # the page showed something older
    NOT_SEATED = "not_seated"  # this petugas does not sit at that loket
    LETTERS_SHORT = "letters_short"  # the desk has no letter left for this group


class Queue(msgspec.Struct, frozen=True):
    """Everything that a loket and the board show, at one moment."""

    waiting: tuple[Place, ...]  # in the order of their turn, the priority queue's beside the others'
    held: tuple[Place, ...]
    at_lokets: tuple[Place, ...]  # by loket
    absent: tuple[Place, ...]  # the newest first
    called: tuple[Place, ...]  # the newest call first, whatever became of it
    lokets: tuple[Loket, ...]


def take(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Gives each number that came from a kiosk its place (a taker, `sync.server.exchange.arrivals`)."""
    zone = Zone(at.office.zone)
    rows = [row for one in arrived if (row := _arrived(at, one, zone)) is not None]
    if rows:
        at.connection.execute(insert(tickets), rows)
        changed(at.connection, at.office.code, now=at.now, zone=zone)


def _arrived(at: Welcome, one: Arrival, zone: Zone) -> dict[str, object] | None:
    given = one.given
    if isinstance(given, Submitted):
        group = one.service.group if one.service else ""
        if any(known.id == group and not known.queue for known in at.catalog.groups):
            return None  # its number only names the request, nobody waits with it
    else:
        group = given.group
    # A kiosk whose clock is not to be believed goes on with a day of before; who stands there stands there now.
    day = today(one.waiting_since, zone) if given.clock_doubtful else given.queue_day
    return {
        "office": at.office.code,
        "id": one.id,
        "day": day,
        "ticket": given.ticket,
        "group": group,
        "kiosk_id": one.kiosk_id,
        "permohonan_id": one.id if isinstance(given, Submitted) else None,
        "priority": given.priority,
        "waiting_since": one.waiting_since,
        "queued_at": one.waiting_since,
        "received_at": one.received_at,
        "state": _S.WAITING.value,
    }


def queue(connection: Connection, office: str, *, now: int, zone: Zone, calls: int = 6) -> Queue:
    """Today's queue. `calls`: so many of the newest calls."""
    day = today(now, zone)
    here = and_(tickets.c.office == office, tickets.c.day == day)
    alive = tickets.c.state.in_([*WAITS, *AT_A_LOKET, _S.HELD, _S.NO_SHOW])
    found = _places(connection, and_(here, alive))
    query = select(tickets).where(here, tickets.c.called_at.is_not(None))
    newest = connection.execute(query.order_by(tickets.c.called_at.desc(), tickets.c.id).limit(calls)).mappings()
    absent = sorted((one for one in found if one.state is _S.NO_SHOW), key=lambda one: -(one.ended_at or 0))
    return Queue(
        waiting=tuple(one for one in found if one.state in WAITS),
        held=tuple(one for one in found if one.state is _S.HELD),
        at_lokets=tuple(sorted((one for one in found if one.state in AT_A_LOKET), key=lambda one: int(one.loket or 0))),
        absent=tuple(absent),
        called=tuple(_place(row) for row in newest),
        lokets=tuple(listed(connection, office, day=day, zone=zone)),
    )


# --- Sitting down and getting up --------------------------------------------------------------------------------------


def open_loket(
    connection: Connection, office: str, loket: str, *, take_over: bool = False, actor: str, now: int, zone: Zone
) -> Loket | LoketRefusal:
    """Sits somebody down at a loket, inside the caller's writing transaction; the one they sat at before is closed.

    `take_over`: also where a colleague sits, who forgot to close it.
    """
    day = today(now, zone)
    there = {one.id: one for one in listed(connection, office, day=day, zone=zone, lock=True)}
    wanted = there.get(loket)
    if wanted is None:
        return LoketRefusal.NOT_FOUND
    if wanted.petugas == actor:
        return wanted
    if wanted.petugas is not None and not take_over:
        return LoketRefusal.OCCUPIED
    for before in (one for one in there.values() if one.petugas == actor):
        if _at(connection, office, day, before.id):
            return LoketRefusal.BUSY
        _man(connection, office, before.id, None, now)
    _man(connection, office, loket, actor, now)
    changed(connection, office, now=now, zone=zone)
    record(connection, office, actor, Action.LOKET_OPENED, now=now, detail=loket)
    return msgspec.structs.replace(wanted, petugas=actor, since=now)


def close_loket(
    connection: Connection, office: str, loket: str, *, actor: str, now: int, zone: Zone
) -> Loket | LoketRefusal:
    """Closes the loket where somebody sits, inside the caller's writing transaction. Not while somebody is served there."""
    day = today(now, zone)
    there = {one.id: one for one in listed(connection, office, day=day, zone=zone, lock=True)}
    found = there.get(loket)
    if found is None or found.petugas != actor:
        return LoketRefusal.NOT_FOUND
    if _at(connection, office, day, loket):
        return LoketRefusal.BUSY
    _man(connection, office, loket, None, now)
    changed(connection, office, now=now, zone=zone)
    record(connection, office, actor, Action.LOKET_CLOSED, now=now, detail=loket)
    return msgspec.structs.replace(found, petugas=None, since=None)


def _man(connection: Connection, office: str, loket: str, petugas: str | None, now: int) -> None:
    here = (lokets.c.office == office, lokets.c.id == loket)
    since = now if petugas is not None else None
    connection.execute(update(lokets).where(*here).values(petugas=petugas, since=since))


# --- Calling ----------------------------------------------------------------------------------------------------------


def call_next(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Calls the next number to a loket, inside the caller's writing transaction; whom it had is done.

    `seen`: the id of the number at the loket on the petugas' screen, empty for none. A button that is pressed twice calls one.
    """
    day = today(now, zone)
    seat = _seat(connection, office, loket, seen, actor=actor, day=day, zone=zone)
    if isinstance(seat, QueueRefusal):
        return seat
    at, current = seat
    chosen = _next(connection, office, day, at, zone)
    if chosen is None:
        if current is not None:
            _move(connection, office, current, _S.DONE, actor=actor, ended_at=now)
            changed(connection, office, now=now, zone=zone)
        return QueueRefusal.NOBODY_WAITS
    if current is not None:
        _move(connection, office, current, _S.DONE, actor=actor, ended_at=now)
    return _call(connection, office, chosen, loket, actor=actor, now=now, zone=zone)


def call(
    connection: Connection, office: str, loket: str, ticket_id: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Calls a certain number out of turn, also one that is held or did not come, inside the caller's writing transaction;
    whom the loket had is done. `seen`: as for `call_next`.
    """
    day = today(now, zone)
    seat = _seat(connection, office, loket, seen, actor=actor, day=day, zone=zone)
    if isinstance(seat, QueueRefusal):
        return seat
    place = _get(connection, office, ticket_id, day=day)
    if place is None:
        return QueueRefusal.NOT_FOUND
    if place.state in AT_A_LOKET:
        return QueueRefusal.CHANGED_MEANWHILE
    if _S.CALLED not in MOVES[place.state]:
        return QueueRefusal.NOT_ALLOWED
    if seat[1] is not None:
        _move(connection, office, seat[1], _S.DONE, actor=actor, ended_at=now)
    return _call(connection, office, place, loket, actor=actor, now=now, zone=zone)


def recall(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Calls the number at the loket once more, inside the caller's writing transaction."""
    found = _current(connection, office, loket, seen, _S.CALLED, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    return _call(connection, office, found, loket, actor=actor, now=now, zone=zone)


def serve(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Who was called has come, inside the caller's writing transaction. The request itself stays as it is."""
    found = _current(connection, office, loket, seen, _S.SERVING, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    moved = _move(connection, office, found, _S.SERVING, actor=actor, served_at=now)
    changed(connection, office, now=now, zone=zone)
    return moved


def hold(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Sets the number at the loket aside until it is called again, inside the caller's writing transaction."""
    found = _current(connection, office, loket, seen, _S.HELD, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    moved = _move(connection, office, found, _S.HELD, actor=actor)
    changed(connection, office, now=now, zone=zone)
    return moved


def absent(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Nobody came, inside the caller's writing transaction: the number goes to the end of the queue once, then it ends."""
    found = _current(connection, office, loket, seen, _S.NO_SHOW, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    times = found.absences + 1
    if times < ABSENCES:
        moved = _move(connection, office, found, _S.WAITING, actor=actor, loket=None, queued_at=now, absences=times)
    else:
        moved = _move(connection, office, found, _S.NO_SHOW, actor=actor, ended_at=now, absences=times)
    changed(connection, office, now=now, zone=zone)
    return moved


def finish(
    connection: Connection, office: str, loket: str, *, seen: str, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """The loket is through with whom it has and calls nobody yet, inside the caller's writing transaction."""
    found = _current(connection, office, loket, seen, _S.DONE, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    moved = _move(connection, office, found, _S.DONE, actor=actor, ended_at=now)
    changed(connection, office, now=now, zone=zone)
    return moved


def transfer(
    connection: Connection,
    office: str,
    loket: str,
    *,
    group: str | None = None,
    to: str | None = None,
    seen: str,
    actor: str,
    now: int,
    zone: Zone,
) -> Place | QueueRefusal:
    """Sends whom the loket has on to another group of services, or to one loket (`to`), inside the caller's writing
    transaction. They keep the place that their waiting gave them. The caller knows that the group is known.
    """
    found = _current(connection, office, loket, seen, _S.TRANSFERRED, actor=actor, now=now, zone=zone)
    if isinstance(found, QueueRefusal):
        return found
    there = {one.id for one in listed(connection, office, day=found.day, zone=zone)}
    if (group is None) == (to is None) or (to is not None and (to not in there or to == loket)):
        return QueueRefusal.NOT_ALLOWED
    moved = _move(
        connection, office, found, _S.TRANSFERRED, actor=actor,
        loket=to, group=found.group if group is None else group, served_at=None,
    )  # fmt: skip
    changed(connection, office, now=now, zone=zone)
    return moved


def cancel(
    connection: Connection, office: str, ticket_id: str, *, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Takes a number out of the queue whose resident has gone, inside the caller's writing transaction."""
    place = _get(connection, office, ticket_id, day=today(now, zone))
    if place is None:
        return QueueRefusal.NOT_FOUND
    if _S.CANCELLED not in MOVES[place.state]:
        return QueueRefusal.CHANGED_MEANWHILE
    moved = _move(connection, office, place, _S.CANCELLED, actor=actor, ended_at=now)
    changed(connection, office, now=now, zone=zone)
    return moved


def issue(
    connection: Connection, office: str, group: Group, *, priority: bool = False, actor: str, now: int, zone: Zone
) -> Place | QueueRefusal:
    """Gives a number by hand, inside the caller's writing transaction, with a letter that no kiosk gives."""
    available = letters(queue_settings(connection, office).letters)
    try:
        letter = letter_for(group.letter, available, priority=priority)
    except WrongUse:
        return QueueRefusal.LETTERS_SHORT
    # The office's row first: of two petugas who give a number at once, the second one counts after the first.
    raise_board(connection, office)
    day = today(now, zone)
    mine = and_(tickets.c.office == office, tickets.c.day == day, tickets.c.kiosk_id.is_(None))
    given = connection.execute(select(tickets.c.ticket).where(mine, tickets.c.ticket.startswith(f"{letter}-")))
    number = max((int(ticket.partition("-")[2]) for ticket in given.scalars()), default=0) + 1
    row = {
        "office": office,
        "id": permohonan_id(new_id(now)),
        "day": day,
        "ticket": str(Ticket(letter, number)),
        "group": group.id,
        "priority": priority,
        "waiting_since": now,
        "queued_at": now,
        "received_at": now,
        "state": _S.WAITING.value,
        "actor": actor,
    }
    connection.execute(insert(tickets), [row])
    changed(connection, office, now=now, zone=zone)
    record(connection, office, actor, Action.NUMBER_GIVEN, now=now, detail=str(row["ticket"]))
    found = _get(connection, office, str(row["id"]), day=day)
    assert found is not None
    return found


def get(connection: Connection, office: str, ticket_id: str) -> Place | None:
    """One number, of any day."""
    row = connection.execute(select(tickets).where(tickets.c.office == office, tickets.c.id == ticket_id)).mappings()
    return next((_place(one) for one in row), None)


def by_number(connection: Connection, office: str, ticket: str, *, now: int, zone: Zone) -> Place | None:
    """Today's number as it is written ("A-007"); of several the one that still waits."""
    here = and_(tickets.c.office == office, tickets.c.day == today(now, zone), tickets.c.ticket == ticket)
    found = _places(connection, here)
    return min(found, key=lambda one: (_S.CALLED not in MOVES[one.state], one.queued_at), default=None)


def _seat(
    connection: Connection, office: str, loket: str, seen: str, *, actor: str, day: str, zone: Zone
) -> tuple[Loket, Place | None] | QueueRefusal:
    """The loket, locked, and whom it has, when this petugas sits there and their screen is not older than that."""
    query = select(lokets.c.id).where(lokets.c.office == office, lokets.c.id == loket).with_for_update()
    connection.execute(query).first()
    at = next((one for one in listed(connection, office, day=day, zone=zone) if one.id == loket), None)
    if at is None or at.petugas != actor:
        return QueueRefusal.NOT_SEATED
    current = _at(connection, office, day, loket)
    if (current.id if current else "") != seen:
        return QueueRefusal.CHANGED_MEANWHILE
    return at, current


def _current(
    connection: Connection,
    office: str,
    loket: str,
    seen: str,
    new: TicketState,
    *,
    actor: str,
    now: int,
    zone: Zone,
) -> Place | QueueRefusal:
    seat = _seat(connection, office, loket, seen, actor=actor, day=today(now, zone), zone=zone)
    if isinstance(seat, QueueRefusal):
        return seat
    if seat[1] is None:
        return QueueRefusal.CHANGED_MEANWHILE
    return seat[1] if new in MOVES[seat[1].state] else QueueRefusal.NOT_ALLOWED


def _next(connection: Connection, office: str, day: str, loket: Loket, zone: Zone) -> Place | None:
    """Whose turn it is at a loket. A number that a colleague is just calling is passed over, not waited for; one that was sent
    to a loket which has closed since is everybody's again.
    """
    here = and_(tickets.c.office == office, tickets.c.day == day)
    group: ColumnElement[str] = tickets.c.group
    serves = or_(group.in_(loket.groups), group == "") if loket.groups else here
    manned = [one.id for one in listed(connection, office, day=day, zone=zone) if one.petugas is not None]
    free = or_(tickets.c.loket.is_(None), tickets.c.loket.not_in(manned))
    for_us = or_(tickets.c.loket == loket.id, and_(free, serves))
    lately = (
        select(tickets.c.priority)
        .where(here, serves, tickets.c.calls > 0)
        .order_by(tickets.c.called_at.desc(), tickets.c.id)
        .limit(PRIORITY_RUN)
    )
    run = list(connection.execute(lately).scalars())
    enough = len(run) == PRIORITY_RUN and all(run)
    query = (
        select(tickets)
        .where(here, tickets.c.state.in_(WAITS), for_us)
        .order_by(
            tickets.c.priority.asc() if enough else tickets.c.priority.desc(),
            tickets.c.queued_at,
            tickets.c.ticket,
            tickets.c.id,
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(query).mappings().first()
    return _place(row) if row is not None else None


def _call(connection: Connection, office: str, place: Place, loket: str, *, actor: str, now: int, zone: Zone) -> Place:
    moved = _move(
        connection, office, place, _S.CALLED, actor=actor,
        loket=loket, called_at=now, calls=place.calls + 1, served_at=None, ended_at=None,
    )  # fmt: skip
    changed(connection, office, now=now, zone=zone)
    return moved


def _move(connection: Connection, office: str, place: Place, new: TicketState, *, actor: str, **values: Any) -> Place:
    assert new in MOVES[place.state], (place.state, new)
    here = (tickets.c.office == office, tickets.c.id == place.id)
    connection.execute(update(tickets).where(*here).values(state=new.value, actor=actor, **values))
    return msgspec.structs.replace(place, state=new, **values)


def _get(connection: Connection, office: str, ticket_id: str, *, day: str) -> Place | None:
    """A number of that day, locked."""
    here = (tickets.c.office == office, tickets.c.id == ticket_id, tickets.c.day == day)
    row = connection.execute(select(tickets).where(*here).with_for_update()).mappings().first()
    return _place(row) if row is not None else None


def _at(connection: Connection, office: str, day: str, loket: str) -> Place | None:
    """Whom a loket has."""
    here = (tickets.c.office == office, tickets.c.day == day, tickets.c.loket == loket)
    return next(iter(_places(connection, and_(*here, tickets.c.state.in_(AT_A_LOKET)))), None)


def _places(connection: Connection, where: ColumnElement[bool]) -> list[Place]:
    query = select(tickets).where(where).order_by(tickets.c.queued_at, tickets.c.ticket, tickets.c.id)
    return [_place(row) for row in connection.execute(query).mappings()]


def _place(row: RowMapping) -> Place:
    def number(name: str) -> int | None:
        return int(row[name]) if row[name] is not None else None

    return Place(
        id=row["id"],
        day=row["day"],
        ticket=row["ticket"],
        group=row["group"],
        permohonan_id=row["permohonan_id"],
        priority=bool(row["priority"]),
        waiting_since=int(row["waiting_since"]),
        queued_at=int(row["queued_at"]),
        state=TicketState(row["state"]),
        loket=row["loket"],
        called_at=number("called_at"),
        calls=int(row["calls"]),
        served_at=number("served_at"),
        ended_at=number("ended_at"),
        absences=int(row["absences"]),
        by_hand=row["kiosk_id"] is None,
    )


# --- How long it takes ------------------------------------------------------------------------------------------------


def wait_now(connection: Connection, office: str, groups: Iterable[str], *, now: int, zone: Zone) -> dict[str, Range]:
    """How long somebody waits who takes a number of these groups now."""
    minutes = waits.medians(_handled(connection, office, now=now))
    return _estimates(connection, office, groups, minutes, now=now, zone=zone)


def changed(connection: Connection, office: str, *, now: int, zone: Zone) -> None:
    """After a change of the queue, inside the caller's writing transaction: the board shows it, and kiosks are told of a wait
    that is noticeably another one.
    """
    raise_board(connection, office)
    minutes = waits.medians(_handled(connection, office, now=now))
    told = _told(connection, office)
    groups = sorted({*minutes, *told} - {""})
    for group, new in _estimates(connection, office, groups, minutes, now=now, zone=zone).items():
        before = told.get(group)
        old = Range(before.minutes_low, before.minutes_high) if before else None
        if waits.worth_telling(old, before.at if before else 0, new, now=now):
            waiting = _waiting(connection, office, today(now, zone)).get(group, 0)
            feed.publish(connection, office, WaitTold(group, new.low, new.high, waiting, now), now=now)


def _estimates(
    connection: Connection, office: str, groups: Iterable[str], minutes: dict[str, float], *, now: int, zone: Zone
) -> dict[str, Range]:
    if not minutes:
        return {group: Range() for group in groups}
    there = queue(connection, office, now=now, zone=zone, calls=0)
    waiting = Count(one.group for one in there.waiting)
    busy = {one.loket: one.group for one in there.at_lokets}
    counters = [Counter(frozenset(one.groups), busy.get(one.id)) for one in there.lokets if one.petugas is not None]
    return {group: waits.estimate(group, waiting, counters, minutes) for group in groups}


def _waiting(connection: Connection, office: str, day: str) -> dict[str, int]:
    here = (tickets.c.office == office, tickets.c.day == day, tickets.c.state.in_(WAITS))
    query = select(tickets.c.group, func.count()).where(*here).group_by(tickets.c.group)
    return {group: int(number) for group, number in connection.execute(query)}


_begun = func.coalesce(tickets.c.served_at, tickets.c.called_at)
_HANDLED: Final = (
    select(tickets.c.group, _begun, tickets.c.ended_at)
    .where(tickets.c.office == bindparam("office"), done, tickets.c.ended_at >= bindparam("since"), _begun.is_not(None))
    .order_by(tickets.c.ended_at.desc())
    .limit(_RECENT)
)
_TOLD: Final = select(changes.c.body).where(changes.c.office == bindparam("office"), told_waits)


def _told(connection: Connection, office: str) -> dict[str, WaitTold]:
    bodies = connection.execute(_TOLD, {"office": office}).scalars()
    found = [msgspec.msgpack.decode(bytes(body), type=WaitTold) for body in bodies]
    return {one.group: one for one in found}


def _handled(connection: Connection, office: str, *, now: int) -> list[Handled]:
    asked = {"office": office, "since": now - waits.DAYS * 86_400_000}
    # All at once: rows one by one take three times as long, and each number that arrives asks for them.
    rows = connection.execute(_HANDLED, asked).all()
    return [Handled(group, int(ended) - int(start)) for group, start, ended in rows]
