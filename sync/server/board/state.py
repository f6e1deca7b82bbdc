"""What the board shows: numbers and lokets, and nothing of anybody."""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import Connection, select

from kiosk.domain import words
from kiosk.domain.events import MessageShown, subject_of
from sync.server.board import voice
from sync.server.context import Server
from sync.server.hall import antrean, lokets
from sync.server.store.tables import changes, offices

CALLS: Final = 6
NEXT: Final = 3


class CallShown(msgspec.Struct, frozen=True):
    """One call. A number that is called again is another call."""

    key: str
    number: str
    loket: str
    at: int  # ms since 1970 UTC
    caption: str
    say: voice.Sounds


class GroupShown(msgspec.Struct, frozen=True):
    """A group of services: who is next, how many wait, how long somebody new would."""

    title: str
    next: tuple[str, ...]
    waiting: int
    wait: str  # empty: nothing can be said


class Board(msgspec.Struct, frozen=True):
    """The whole board."""

    office: str
    calls: tuple[CallShown, ...]  # the newest first
    groups: tuple[GroupShown, ...]
    notices: tuple[str, ...]
    lokets: int  # that are open


class Seen(msgspec.Struct, frozen=True):
    """Where an office's counters stood when its board was made."""

    board: int
    changes: int


def board(server: Server) -> tuple[Board, str]:
    """The board as it is now, and the key that its address must hold."""
    now, office = server.clock.now_ms(), server.office.code
    groups = [group for group in server.catalog.groups if group.queue]
    with server.database.reading() as connection:
        settings = lokets.queue_settings(connection, office)
        queue = antrean.queue(connection, office, now=now, zone=server.zone, calls=CALLS)
        wait = antrean.wait_now(connection, office, [one.id for one in groups], now=now, zone=server.zone)
        message = _message(connection, office, now)
    shown = []
    for group in groups:
        waiting = [one for one in queue.waiting if one.group == group.id]
        said = wait[group.id]
        shown.append(
            GroupShown(
                group.title.id,
                tuple(one.ticket for one in waiting[:NEXT]),
                len(waiting),
                words.wait(said.low, said.high) if said.known else "",
            )
        )
    return (
        Board(
            office=server.office.name,
            calls=tuple(_call(one, settings.languages) for one in queue.called if one.loket),
            groups=tuple(shown),
            notices=(*([message] if message else []), *settings.notices),
            lokets=sum(one.petugas is not None for one in queue.lokets),
        ),
        settings.board_key,
    )


def seen(connection: Connection, codes: list[str]) -> dict[str, Seen]:
    """The counters of these offices, in one query: whoever watches a hundred boards asks this once a second."""
    query = select(offices.c.office, offices.c.board_seq, offices.c.change_seq).where(offices.c.office.in_(codes))
    return {office: Seen(int(at), int(change)) for office, at, change in connection.execute(query)}


def _call(one: antrean.Place, languages: tuple[str, ...]) -> CallShown:
    loket = one.loket or ""
    return CallShown(
        f"{one.id}:{one.calls}",
        one.ticket,
        loket,
        one.called_at or 0,
        voice.caption(one.ticket, loket),
        voice.sounds(one.ticket, loket, languages),
    )


def _message(connection: Connection, office: str, now: int) -> str:
    """What the first page of all kiosks says: it is for those who sit here too."""
    subject = subject_of(MessageShown(""))
    query = select(changes.c.body).where(
        changes.c.office == office, changes.c.subject == subject, changes.c.kiosk_id.is_(None)
    )
    body = connection.execute(query.order_by(changes.c.seq.desc()).limit(1)).scalar()
    if body is None:
        return ""
    said = msgspec.msgpack.decode(bytes(body), type=MessageShown)
    return said.text if said.until is None or now < said.until else ""
