"""The lokets of an office and how its queue is run. A loket that was opened on another day is closed."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from kiosk.clock import Zone
from kiosk.domain import antrean
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.store.tables import lokets, offices, settings, tickets

NAME_LENGTH: Final = 40
NOTICE_LENGTH: Final = 120
MOST_NOTICES: Final = 8
MOST_LOKETS: Final = 99
_SETTINGS: Final = "queue"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{6,40}|")


class Loket(msgspec.Struct, frozen=True):
    """A counter."""

    id: str  # "1", as it is called
    name: str
    groups: tuple[str, ...]  # of services; empty: all
    petugas: str | None = None  # who sits there today; none: closed
    since: int | None = None

    def serves(self, group: str) -> bool:
        """Whether it calls numbers of this group; one of no known group every loket does."""
        return not self.groups or group in self.groups or not group


class LoketRefusal(StrEnum):
    """Why a loket was not opened, closed or changed."""

    NOT_FOUND = "not_found"
    OCCUPIED = "occupied"  # by a colleague
    BUSY = "busy"  # somebody is being served there
    WRONG = "wrong"  # no number from 1 to 99, or a name that is too long


class QueueSettings(msgspec.Struct, frozen=True):
    """How an office runs its queue."""

    letters: str = "V-Z"
    """Of numbers that are given by hand: letters that no kiosk gives."""
    board_key: str = ""
    """What the board's address has to hold (`kunci`); empty: the board is open to all."""
    notices: tuple[str, ...] = ()
    """What the board says below the numbers, in turn, beside the message for the kiosks."""
    languages: tuple[str, ...] = ("id",)
    """In which numbers are called out, in this order."""


def listed(connection: Connection, office: str, *, day: str, zone: Zone, lock: bool = False) -> list[Loket]:
    """The lokets by number, as they are manned on this day. `lock`: inside a writing transaction, until its end."""
    query = select(lokets).where(lokets.c.office == office).order_by(lokets.c.id)
    rows = connection.execute(query.with_for_update() if lock else query).mappings()
    found = []
    for row in rows:
        here = row["petugas"] is not None and today(int(row["since"] or 0), zone) == day
        petugas, since = (row["petugas"], int(row["since"])) if here else (None, None)
        found.append(Loket(row["id"], row["name"], tuple(json.loads(row["groups"])), petugas, since))
    return sorted(found, key=lambda one: int(one.id))


def put_loket(
    connection: Connection, office: str, loket: str, name: str, groups: tuple[str, ...], *, actor: str, now: int
) -> LoketRefusal | None:
    """Makes a loket or changes it, inside the caller's writing transaction. The caller knows that the groups are known."""
    name = " ".join(name.split())
    number = int(loket) if re.fullmatch(r"[0-9]{1,2}", loket) else 0
    if not 1 <= number <= MOST_LOKETS or len(name) > NAME_LENGTH or not name.isprintable():
        return LoketRefusal.WRONG
    here = (lokets.c.office == office, lokets.c.id == str(number))
    values = {"name": name, "groups": json.dumps(sorted(set(groups)))}
    if not connection.execute(update(lokets).where(*here).values(**values)).rowcount:
        connection.execute(insert(lokets).values(office=office, id=str(number), **values))
    raise_board(connection, office)
    record(connection, office, actor, Action.LOKET_SET, now=now, detail=str(number))
    return None


def remove_loket(
    connection: Connection, office: str, loket: str, *, actor: str, now: int, zone: Zone
) -> LoketRefusal | None:
    """Removes a loket where nobody sits, inside the caller's writing transaction."""
    there = {one.id: one for one in listed(connection, office, day=today(now, zone), zone=zone, lock=True)}
    if loket not in there:
        return LoketRefusal.NOT_FOUND
    if there[loket].petugas is not None:
        return LoketRefusal.OCCUPIED
    connection.execute(delete(lokets).where(lokets.c.office == office, lokets.c.id == loket))
    raise_board(connection, office)
    record(connection, office, actor, Action.LOKET_REMOVED, now=now, detail=loket)
    return None


def queue_settings(connection: Connection, office: str) -> QueueSettings:
    """How the office runs its queue."""
    query = select(settings.c.value).where(settings.c.office == office, settings.c.name == _SETTINGS)
    found = connection.execute(query).scalar()
    return msgspec.json.decode(found, type=QueueSettings) if found is not None else QueueSettings()


def set_queue(connection: Connection, office: str, wanted: QueueSettings, *, actor: str, now: int) -> QueueSettings:
    """Sets how the queue is run, inside the caller's writing transaction.

    Raises WrongUse for letters that are no range or that a kiosk gives, a key that fits in no address, texts that are too
    long, and languages that numbers are not called in.
    """
    notices = tuple(text for line in wanted.notices if (text := " ".join(line.split())))
    if len(notices) > MOST_NOTICES or any(len(one) > NOTICE_LENGTH or not one.isprintable() for one in notices):
        raise WrongUse("A notice is too long, or there are too many.", f"At most {MOST_NOTICES} of {NOTICE_LENGTH}.")
    if not _KEY.fullmatch(wanted.board_key):
        raise WrongUse("The board's key does not fit in an address.", "6 to 40 letters and digits, or none.")
    if not wanted.languages or not set(wanted.languages) <= set(LANGUAGES):
        raise WrongUse("Numbers are not called in that language.", f"Of: {', '.join(LANGUAGES)}.")
    given = set(antrean.letters(wanted.letters))
    query = select(tickets.c.ticket).distinct().where(tickets.c.office == office, tickets.c.kiosk_id.is_not(None))
    taken = sorted({str(ticket)[:1] for ticket in connection.execute(query).scalars()} & given)
    if taken:
        raise WrongUse(f"A kiosk gives numbers with {taken[0]}.", "Take letters that no kiosk has.")
    kept = msgspec.structs.replace(wanted, notices=notices)
    value = msgspec.json.encode(kept).decode()
    here = (settings.c.office == office, settings.c.name == _SETTINGS)
    if not connection.execute(update(settings).where(*here).values(value=value, at=now, actor=actor)).rowcount:
        connection.execute(insert(settings).values(office=office, name=_SETTINGS, value=value, at=now, actor=actor))
    raise_board(connection, office)
    record(connection, office, actor, Action.QUEUE_SET, now=now)
    return kept


def raise_board(connection: Connection, office: str) -> None:
    """Says that the board shows something else now, inside the caller's writing transaction. Takes the office's row."""
    connection.execute(update(offices).where(offices.c.office == office).values(board_seq=offices.c.board_seq + 1))


def today(now: int, zone: Zone) -> str:
    """The day of the queue at the office, as an ISO date."""
    return zone.local(now).date().isoformat()
