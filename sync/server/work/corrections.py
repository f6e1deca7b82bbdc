"""Corrected answers, beside the sealed ones that stay as they came. Locked in the database.

`requests.open_request` gives answers as they are to be used: whoever shows them, writes a letter of them or hands them on
has the correct ones without knowing.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select

from kiosk.domain.answers import Value
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.tables import corrections


class Correction(msgspec.Struct, frozen=True):
    """An answer is something else now."""

    number: int  # 1, 2, 3 … of its request
    field: str
    value: Value
    actor: str
    at: int  # ms since 1970 UTC

    def __repr__(self) -> str:
        return f"Correction({self.number})"


def corrections_of(connection: Connection, office: OfficeKeys, permohonan_id: str) -> list[Correction]:
    """What was corrected, oldest first."""
    query = (
        select(corrections)
        .where(corrections.c.office == office.code, corrections.c.permohonan_id == permohonan_id)
        .order_by(corrections.c.number)
    )
    vault = office.vault
    return [
        Correction(
            int(row["number"]),
            row["field"],
            msgspec.json.decode(
                vault.unlock(row["value"], "corrections", permohonan_id, str(row["number"])), type=Value
            ),
            row["actor"],
            int(row["at"]),
        )
        for row in connection.execute(query).mappings()
    ]


def corrected(content: Sealed, made: Sequence[Correction]) -> Sealed:
    """The answers as they are to be used: each question with its newest correction, without the doubts about the old one."""
    if not made:
        return content
    newest = {one.field: one.value for one in made}
    doubts = tuple((field, code) for field, code in content.warnings if field not in newest)
    return msgspec.structs.replace(content, answers={**content.answers, **newest}, warnings=doubts)


def keep(
    connection: Connection, office: OfficeKeys, permohonan_id: str, answer: tuple[str, Value], *, actor: str, now: int
) -> Correction:
    """Keeps what an answer (question and value) should say, inside the caller's writing transaction, which holds the
    request's row.
    """
    field, value = answer
    newest = select(func.coalesce(func.max(corrections.c.number), 0)).where(
        corrections.c.office == office.code, corrections.c.permohonan_id == permohonan_id
    )
    number = int(connection.execute(newest).scalar_one()) + 1
    body = msgspec.json.encode(value)
    connection.execute(
        insert(corrections).values(
            office=office.code,
            permohonan_id=permohonan_id,
            number=number,
            field=field,
            value=office.vault.lock(body, "corrections", permohonan_id, str(number)),
            actor=actor,
            at=now,
        )
    )
    record(connection, office.code, actor, Action.CORRECTED, now=now, permohonan_id=permohonan_id, detail=field)
    return Correction(number, field, value, actor, now)
