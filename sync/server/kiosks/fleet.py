"""The office's kiosks: enrol and revoke, and how much each may send in a day."""

from __future__ import annotations

import secrets
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, insert, select, update

from kiosk.domain.code import new_kiosk_id
from kiosk.domain.events import genesis
from kiosk.domain.office import Enrolment
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.tables import audit, kiosks

QUOTA: Final = 20_000
"""New entries a kiosk may send in a day, unless the office says otherwise: a busy kiosk makes a hundred, one that was offline
for two months brings six thousand. What a program gone wrong may do to the disk has an end."""
_DAY_MS: Final = 86_400_000


def enrol(
    connection: Connection,
    office: OfficeKeys,
    name: str,
    url: str,
    *,
    actor: str,
    now: int,
    quota: int = QUOTA,
) -> Enrolment:
    """A new kiosk of the office, inside the caller's transaction. Its secret works for one kiosk, once."""
    if not name.strip() or len(name) > 60 or not name.isprintable():
        raise WrongUse(
            "The kiosk needs a name of up to 60 letters.", 'For example: kelurahan enrol-kiosk "Ruang depan"'
        )
    known = set(connection.execute(select(kiosks.c.id).where(kiosks.c.office == office.code)).scalars())
    kiosk_id = new_kiosk_id(secrets.randbelow)
    while kiosk_id in known:
        kiosk_id = new_kiosk_id(secrets.randbelow)
    secret = secrets.token_bytes(32)
    connection.execute(
        insert(kiosks).values(
            office=office.code,
            id=kiosk_id,
            name=name.strip(),
            secret=secret,
            seq=0,
            hash=genesis(kiosk_id),
            head_seq=0,
            sent=0,
            created_at=now,
            quota=quota,
        )
    )
    record(connection, office.code, actor, Action.KIOSK_ENROLLED, now=now, detail=kiosk_id)
    return Enrolment(version=1, office=office.public, kiosk_id=kiosk_id, url=url, secret=secret)


def named(connection: Connection, office: str, name: str) -> str | None:
    """The id of the kiosk in use that has this name; None when there is none."""
    here = (kiosks.c.office == office, kiosks.c.revoked_at.is_(None), kiosks.c.name == name.strip())
    return connection.execute(select(kiosks.c.id).where(*here).limit(1)).scalar()


def enrol_again(
    connection: Connection, office: OfficeKeys, kiosk_id: str, url: str, *, actor: str, now: int
) -> Enrolment | None:
    """Another enrolment for a kiosk that never made contact, inside the caller's transaction: the one before is worth nothing
    from now on. None when there is no such kiosk, or when it is in use or revoked.
    """
    waiting = (kiosks.c.public_key.is_(None), kiosks.c.revoked_at.is_(None))
    secret = secrets.token_bytes(32)
    here = (kiosks.c.office == office.code, kiosks.c.id == kiosk_id, *waiting)
    if not connection.execute(update(kiosks).where(*here).values(secret=secret)).rowcount:
        return None
    record(connection, office.code, actor, Action.KIOSK_ENROLLED, now=now, detail=f"{kiosk_id} again")
    return Enrolment(version=1, office=office.public, kiosk_id=kiosk_id, url=url, secret=secret)


def revoke(connection: Connection, office: str, kiosk_id: str, *, actor: str, now: int) -> bool:
    """Refuses a kiosk from now on, inside the caller's transaction; False when there is no such kiosk."""
    found = connection.execute(
        update(kiosks).where(kiosks.c.office == office, kiosks.c.id == kiosk_id).values(revoked_at=now, secret=None)
    )
    if found.rowcount:
        record(connection, office, actor, Action.KIOSK_REVOKED, now=now, detail=kiosk_id)
    return bool(found.rowcount)


def set_quota(connection: Connection, office: str, kiosk_id: str, quota: int, *, actor: str, now: int) -> bool:
    """How many new entries a kiosk may send in a day from now on, all of them at once if it likes, inside the caller's
    transaction; False when there is no such kiosk.
    """
    here = (kiosks.c.office == office, kiosks.c.id == kiosk_id)
    found = connection.execute(update(kiosks).where(*here).values(quota=quota, quota_back_at=0))
    if found.rowcount:
        record(connection, office, actor, Action.QUOTA_SET, now=now, detail=f"{kiosk_id} {quota}")
    return bool(found.rowcount)


def allowance(kiosk: RowMapping, *, now: int) -> int:
    """How many new entries a kiosk may send now: its day's quota flows back evenly over a day."""
    quota = int(kiosk["quota"])
    return quota - _rounded_up(quota * _owed(kiosk, now), _DAY_MS)


def back_at(kiosk: RowMapping, taken: int, *, now: int) -> int:
    """When a kiosk may send its whole quota again, after so many entries more were taken; ms since 1970 UTC."""
    return (
        now + _owed(kiosk, now) + _rounded_up(taken * _DAY_MS, int(kiosk["quota"])) if taken else kiosk["quota_back_at"]
    )


def record_quota(connection: Connection, office: str, kiosk_id: str, *, now: int) -> None:
    """Notes in the audit trail that a kiosk has sent more than it may, once a day, inside the caller's transaction."""
    # The ids of the trail begin with its times: a day of it is a range of the key.
    a_day_ago = max(now - _DAY_MS, 0).to_bytes(6, "big").ljust(16, b"\0")
    noted = select(audit.c.id).where(
        audit.c.office == office,
        audit.c.id > a_day_ago,
        audit.c.action == Action.QUOTA_REACHED.value,
        audit.c.detail == kiosk_id,
    )
    if connection.execute(noted.limit(1)).first() is None:
        record(connection, office, kiosk_id, Action.QUOTA_REACHED, now=now, detail=kiosk_id)


def _owed(kiosk: RowMapping, now: int) -> int:
    """Milliseconds until the whole quota is back; a day at most, also when our clock was set back."""
    return min(max(int(kiosk["quota_back_at"]) - now, 0), _DAY_MS)


def _rounded_up(value: int, by: int) -> int:
    return -(-value // by)


def enrolment_file(enrolment: Enrolment) -> bytes:
    """The enrolment as `kiosk enrol` reads it."""
    return msgspec.json.format(msgspec.json.encode(enrolment), indent=2) + b"\n"
