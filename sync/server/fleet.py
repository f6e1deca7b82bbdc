"""The office's kiosks: enrol and revoke."""

from __future__ import annotations

import secrets

import msgspec
from sqlalchemy import Connection, insert, select, update

from kiosk.domain.code import new_kiosk_id
from kiosk.domain.events import genesis
from kiosk.domain.office import Enrolment
from kiosk.errors import WrongUse
from sync.server.office import OfficeKeys
from sync.server.requests import Action, record
from sync.server.tables import kiosks


def enrol(connection: Connection, office: OfficeKeys, name: str, url: str, *, actor: str, now: int) -> Enrolment:
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
        )
    )
    record(connection, office.code, actor, Action.KIOSK_ENROLLED, now=now)
    return Enrolment(version=1, office=office.public, kiosk_id=kiosk_id, url=url, secret=secret)


def revoke(connection: Connection, office: str, kiosk_id: str, *, actor: str, now: int) -> bool:
    """Refuses a kiosk from now on, inside the caller's transaction; False when there is no such kiosk."""
    found = connection.execute(
        update(kiosks).where(kiosks.c.office == office, kiosks.c.id == kiosk_id).values(revoked_at=now, secret=None)
    )
    if found.rowcount:
        record(connection, office, actor, Action.KIOSK_REVOKED, now=now)
    return bool(found.rowcount)


def enrolment_file(enrolment: Enrolment) -> bytes:
    """The enrolment as `kiosk enrol` reads it."""
    return msgspec.json.format(msgspec.json.encode(enrolment), indent=2) + b"\n"
