"""The office as witness of its kiosks' audit logs: it keeps the newest line that each told of, and asks for it the next time.

Whoever still has that line with the same hash has only added to the log. Whoever has not has cut it off or written another:
the office does not know what was there, but that something was.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping

from sync.protocol import AuditHead
from sync.server.audit import Action, record


def look(
    connection: Connection, office: str, kiosk: RowMapping, said: AuditHead | None, *, restored: bool, now: int
) -> dict[str, Any]:
    """What changes in the row of a kiosk that says this of its audit log, inside the caller's transaction.

    `restored`: it has told just now that its disk came back from an older copy. Its log came back with it, and begins anew
    from there: that is no other past.
    """
    known = 0 if restored else int(kiosk["audit_seq"])
    if said is None:
        return {"audit_seq": 0, "audit_hash": None} if restored else {}
    taken: dict[str, Any] = {"audit_seq": said.seq, "audit_hash": said.hash}
    if known == 0:
        return taken
    if said.known != known:
        # It does not know yet what it is to show us: the answer says it. An older stick does not either.
        return {}
    if said.known_hash == kiosk["audit_hash"] and said.seq >= known:
        return taken
    record(connection, office, str(kiosk["id"]), Action.AUDIT_BROKEN, now=now, detail=f"{kiosk['id']} {known}")
    return {**taken, "audit_broken_at": now}
