"""What the office tells its kiosks: a log of changes by number, of which only the newest of each subject is kept.

A kiosk that was away for a month gets what is true now, not what was true in between; a new one gets the same.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from kiosk.domain.events import ServerEvent, subject_of
from sync.server.tables import changes, offices


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
    of an older change of the same subject for the same kiosks.
    """
    seq = next_number(connection, office)
    subject = subject_of(change)
    connection.execute(delete(changes).where(changes.c.office == office, changes.c.subject == subject, _is(kiosk_id)))
    connection.execute(
        insert(changes).values(
            office=office,
            seq=seq,
            kiosk_id=kiosk_id,
            origin=origin,
            subject=subject,
            body=msgspec.msgpack.encode(change),
            at=now,
        )
    )
    return seq


def next_number(connection: Connection, office: str) -> int:
    """The next number of a change, inside the caller's writing transaction.

    Whoever numbers a change holds the office's row until the end of the transaction: no cursor can pass a change that is
    still being written.
    """
    here = offices.c.office == office
    seq = int(connection.execute(select(offices.c.change_seq).where(here).with_for_update()).scalar_one()) + 1
    connection.execute(update(offices).where(here).values(change_seq=seq))
    return seq


def after(
    connection: Connection, office: str, kiosk_id: str, since: int, *, room: int, most: int
) -> tuple[int, bool, tuple[bytes, ...]]:
    """The changes for a kiosk after a cursor, at most `most` and about `room` bytes but at least one.

    Returns the cursor after them, whether more are waiting, and the changes, each a ServerEvent in MessagePack.
    """
    newest = int(connection.execute(select(offices.c.change_seq).where(offices.c.office == office)).scalar_one())
    query = (
        select(changes.c.seq, changes.c.body)
        .where(
            changes.c.office == office,
            changes.c.seq > since,
            changes.c.seq <= newest,
            or_(
                changes.c.kiosk_id == kiosk_id,
                and_(changes.c.kiosk_id.is_(None), or_(changes.c.origin.is_(None), changes.c.origin != kiosk_id)),
            ),
        )
        .order_by(changes.c.seq)
        .limit(most + 1)
    )
    bodies: list[bytes] = []
    cursor = since
    for seq, body in connection.execute(query):
        if len(bodies) == most or (bodies and room < len(body)):
            return cursor, True, tuple(bodies)
        bodies.append(bytes(body))
        room -= len(body)
        cursor = int(seq)
    return newest, False, tuple(bodies)


def _is(kiosk_id: str | None) -> ColumnElement[bool]:
    return changes.c.kiosk_id.is_(None) if kiosk_id is None else changes.c.kiosk_id == kiosk_id
