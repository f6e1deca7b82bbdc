"""A kiosk was stolen: shut it out, and say what the thief has, for the office and for the notice to residents.

UU 27/2022 (PDP) pasal 46: who answers for personal data tells those concerned and the lembaga in writing within 3 × 24 hours
what was disclosed, when and how, and what is done about it. Here stand the facts for that; answers and names do not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from kiosk.domain.permohonan import PermohonanStatus
from sync.server.kiosks import fleet
from sync.server.store.tables import blobs, kiosks, permohonan

NOTICE_MS: Final = int(timedelta(days=3) / timedelta(milliseconds=1))

THIEF_HAS: Final = (
    "the kiosk's signing key, which the office refuses from now on",
    "for each request of the office that it knew of: service, queue number, day, status and the office's note",
    "the salt of the request codes: with it and days of computing the codes of those requests, and with them the same facts",
    "answers and photos that had not been sent, sealed: only the office's private key opens them",
    "slips that had not come out of the printer: service, queue number, request code",
    "hashes of the maintenance PINs and cards: six digits are found in some days of computing",
)
THIEF_HAS_NOT: Final = (
    "names, NIK, addresses, phone numbers, photos or anything else a resident filled in",
    "the office's private keys",
    "any way to send requests, to hear of new ones, or to read what the office decides from now on",
)
TO_DO: Final = (
    "Hand nothing over at the desk on a slip of this kiosk alone: ask for the KTP. Its key can sign slips.",
    "Tell the residents below and the lembaga within 3 x 24 hours (UU 27/2022 pasal 46).",
    "Change the PINs of the other kiosks if this one had the same, and the password of the Wi-Fi it was on.",
    "Found again? Keep its folder, enrol a fresh one (kelurahan enrol-kiosk), then: kiosk rescue OLD_FOLDER.",
)


class Concerned(msgspec.Struct, frozen=True):
    """A request that this kiosk took. Whose it is, the desk can look up; here it does not stand."""

    id: str
    ticket: str
    service: str
    day: str
    status: PermohonanStatus


class Stolen(msgspec.Struct, frozen=True):
    """What is known. Times are ms since 1970 UTC."""

    kiosk_id: str
    name: str
    revoked_at: int
    notice_until: int  # three days after it was revoked
    heard_at: int | None  # of it, the last time; none: never
    received: int  # entries of its journal that the office has
    missing: int  # entries it spoke of that never came, at least: what it took after that, nobody knows
    photos: int  # that it had not sent
    requests: tuple[Concerned, ...]


def stolen(
    connection: Connection, office: str, kiosk_id: str, *, actor: str, now: int, since: int | None = None
) -> Stolen | None:
    """Revokes a kiosk, if that was not done, inside the caller's transaction; None when there is no such kiosk.

    `since`: only requests it took from then on, ms since 1970 UTC by its clock.
    """
    here = (kiosks.c.office == office, kiosks.c.id == kiosk_id)
    known = connection.execute(select(kiosks).where(*here)).mappings().first()
    if known is None:
        return None
    if known["revoked_at"] is None:
        fleet.revoke(connection, office, kiosk_id, actor=actor, now=now)
    revoked_at = int(known["revoked_at"] or now)
    took = select(permohonan).where(
        permohonan.c.office == office, permohonan.c.kiosk_id == kiosk_id, permohonan.c.created_at >= (since or 0)
    )
    rows = connection.execute(took.order_by(permohonan.c.seq)).mappings()
    waiting = select(func.count()).where(
        blobs.c.office == office, blobs.c.kiosk_id == kiosk_id, blobs.c.body.is_(None), blobs.c.received_at.is_(None)
    )
    return Stolen(
        kiosk_id,
        known["name"],
        revoked_at,
        revoked_at + NOTICE_MS,
        known["seen_at"],
        int(known["seq"]),
        max(0, int(known["head_seq"]) - int(known["seq"])),
        connection.execute(waiting).scalar_one(),
        tuple(
            Concerned(row["id"], row["ticket"], row["service"], row["queue_day"], PermohonanStatus(row["status"]))
            for row in rows
        ),
    )
