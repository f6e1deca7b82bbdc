"""What the office tells its kiosks: a log of changes by number, of which only the newest of each subject is kept.

A kiosk that was away for a month gets what is true now, not what was true in between; a new one gets the same. Numbers
only ever grow, also when the office comes back from an older copy of its database: see `heal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, or_, select, update

from kiosk.domain.events import ServerEvent, StatusChanged, subject_of
from kiosk.domain.permohonan import MOVES
from sync.server.store.tables import changes, files, kiosks, offices

KEPT_MS: Final = 90 * 86_400_000
"""So long a kiosk is told of a request that was closed; one that comes later still has its own."""
_LEAP: Final = 100_000  # more changes than an office makes between two backups
_VARIABLES: Final = 500  # values in one IN (...): every database takes that many
_AWAY_MS: Final = 365 * 86_400_000  # a kiosk that was not heard of for so long is waited for no more

# Every exchange asks these. Made once: to put a query together takes longer than to ask it.
_NEWEST: Final = select(offices.c.change_seq).where(offices.c.office == bindparam("office"))
_NEWEST_LOCKED: Final = _NEWEST.with_for_update()
_AFTER: Final = (
    select(changes.c.seq, changes.c.body)
    .where(
        changes.c.office == bindparam("office"),
        changes.c.seq > bindparam("since"),
        changes.c.seq <= bindparam("upto"),
        or_(
            changes.c.kiosk_id == bindparam("kiosk"),
            and_(changes.c.kiosk_id.is_(None), or_(changes.c.origin.is_(None), changes.c.origin != bindparam("kiosk"))),
        ),
    )
    .order_by(changes.c.seq)
    .limit(bindparam("most"))
)


def publish(
    connection: Connection,
    office: str,
    change: ServerEvent,
    *,
    now: int,
    kiosk_id: str | None = None,
    origin: str | None = None,
) -> int:
    """Adds a change inside the caller's writing transaction; returns its number.

    For one kiosk, or for all of the office without `kiosk_id`; not for `origin`, which knows it already. It takes the place
    of older changes of the same subject for the same kiosks.
    """
    seq = next_number(connection, office)
    older = and_(changes.c.office == office, changes.c.subject == subject_of(change))
    connection.execute(delete(changes).where(older, _only(kiosk_id)))
    connection.execute(insert(changes), [_row(office, seq, change, now=now, kiosk_id=kiosk_id, origin=origin)])
    return seq


def announce(
    connection: Connection, office: str, told: Sequence[tuple[StatusChanged, str | None]], *, now: int
) -> None:
    """Tells of requests that no kiosk was told of yet, each with the kiosk that took it and knows (none: tell it too),
    inside the caller's writing transaction. However many they are, they are numbered in one go.
    """
    if not told:
        return
    first = next_number(connection, office, len(told)) - len(told) + 1
    connection.execute(
        insert(changes),
        [_row(office, first + number, change, now=now, origin=origin) for number, (change, origin) in enumerate(told)],
    )


def retell(connection: Connection, office: str, told: Sequence[StatusChanged], *, now: int) -> None:
    """Tells every kiosk of requests once more, inside the caller's writing transaction: the one that took them has lost them."""
    subjects = [subject_of(change) for change in told]
    for start in range(0, len(subjects), _VARIABLES):
        older = changes.c.subject.in_(subjects[start : start + _VARIABLES])
        connection.execute(delete(changes).where(changes.c.office == office, older))
    announce(connection, office, [(change, None) for change in told], now=now)


def next_number(connection: Connection, office: str, count: int = 1) -> int:
    """The next number of a change, or the last of the next `count`, inside the caller's writing transaction.

    Whoever numbers a change holds the office's row until the end of the transaction: no cursor can pass a change that is
    still being written.
    """
    here = offices.c.office == office
    seq = newest(connection, office, lock=True) + count
    connection.execute(update(offices).where(here).values(change_seq=seq))
    return seq


def newest(connection: Connection, office: str, *, lock: bool = False) -> int:
    """The number of the newest change."""
    return int(connection.execute(_NEWEST_LOCKED if lock else _NEWEST, {"office": office}).scalar_one())


def after(
    connection: Connection, office: str, kiosk_id: str, since: int, *, room: int, most: int
) -> tuple[int, bool, tuple[bytes, ...]]:
    """The changes for a kiosk after a cursor, at most `most` and about `room` bytes but at least one.

    Returns the cursor after them, whether more are waiting, and the changes, each a ServerEvent in MessagePack.
    """
    upto = newest(connection, office)
    asked = {"office": office, "since": since, "upto": upto, "kiosk": kiosk_id, "most": most + 1}
    bodies: list[bytes] = []
    cursor = since
    for seq, body in connection.execute(_AFTER, asked):
        if len(bodies) == most or (bodies and room < len(body)):
            return cursor, True, tuple(bodies)
        bodies.append(bytes(body))
        room -= len(body)
        cursor = int(seq)
    return max(upto, since), False, tuple(bodies)


def heal(connection: Connection, office: str, *, heard: int) -> bool:
    """Makes good, inside the caller's writing transaction, that a kiosk knows of a change that was never sent to it: this
    database came back from an older copy, and gives numbers out for the second time.

    Everything is numbered anew, far above what any kiosk can know, and so it is told to all of them once more. A cursor
    never has to go back, an answer that is lost meanwhile changes nothing, and answers from before are older than anything
    that comes now. False when this was done for another kiosk already.
    """
    last = newest(connection, office, lock=True)
    oldest = [
        connection.execute(select(func.min(table.c.seq)).where(table.c.office == office)).scalar()
        for table in (changes, files)
    ]
    known = [seq for seq in oldest if seq is not None]
    if known and min(known) > heard:
        return False
    shift = max(last, heard) + _LEAP
    # What a kiosk told us itself is told to it as well: it may have heard other news of it since.
    connection.execute(update(changes).where(changes.c.office == office).values(seq=changes.c.seq + shift, origin=None))
    connection.execute(update(files).where(files.c.office == office).values(seq=files.c.seq + shift))
    connection.execute(update(offices).where(offices.c.office == office).values(change_seq=last + shift))
    return True


def forget(connection: Connection, office: str, *, now: int) -> None:
    """Drops what was told for long enough, once every kiosk has heard it, inside the caller's writing transaction."""
    old = and_(changes.c.office == office, changes.c.kept_until < now)
    if connection.execute(select(changes.c.seq).where(old).limit(1)).first() is None:
        return
    alive = and_(
        kiosks.c.office == office,
        kiosks.c.revoked_at.is_(None),
        func.coalesce(kiosks.c.seen_at, kiosks.c.created_at) > now - _AWAY_MS,
    )
    heard = connection.execute(select(func.min(kiosks.c.cursor)).where(alive)).scalar()
    connection.execute(delete(changes).where(old, changes.c.seq <= (heard or 0)))


def _row(
    office: str, seq: int, change: ServerEvent, *, now: int, kiosk_id: str | None = None, origin: str | None = None
) -> dict[str, object]:
    closed = isinstance(change, StatusChanged) and not MOVES[change.status]
    return {
        "office": office,
        "seq": seq,
        "kiosk_id": kiosk_id,
        "origin": origin,
        "subject": subject_of(change),
        "body": msgspec.msgpack.encode(change),
        "at": now,
        "kept_until": now + KEPT_MS if closed else None,
    }


def _only(kiosk_id: str | None) -> ColumnElement[bool]:
    """What a change for all takes the place of is everything, for one kiosk only its own."""
    return changes.c.seq > 0 if kiosk_id is None else changes.c.kiosk_id == kiosk_id
