"""Opening the name in a confidential complaint: by who may, with a reason, and never unseen."""

from __future__ import annotations

from sqlalchemy import Connection

from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.work import notes
from sync.server.work.notes import Note, NoteRefusal


def reveal(
    connection: Connection, office: OfficeKeys, permohonan_id: str, reason: str, *, actor: str, now: int
) -> Note | NoteRefusal:
    """Records that somebody opens the reporter's name, inside the caller's writing transaction. The reason is kept as a note,
    where colleagues see it; the audit trail says only that it was done.
    """
    kept = notes.add(connection, office, permohonan_id, reason, actor=actor, now=now)
    if isinstance(kept, Note):
        detail = f"note {kept.number}"
        record(connection, office.code, actor, Action.REVEALED, now=now, permohonan_id=permohonan_id, detail=detail)
    return kept
