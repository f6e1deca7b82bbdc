"""A resident's wish that nothing be done with a request for now (UU PDP 27/2022, art. 11). `privacy.subjects` grants and ends it;
whoever works on requests asks here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, and_, select

from sync.server.store.tables import wishes

IN_FORCE: Final = and_(wishes.c.kind == "restriction", wishes.c.outcome == "granted", wishes.c.ended_at.is_(None))
"""Of wishes: those that hold."""


def restricted(connection: Connection, office: str, permohonan_id: str) -> bool:
    """Whether such a wish is in force."""
    return permohonan_id in among(connection, office, [permohonan_id])


def among(connection: Connection, office: str, permohonan_ids: Collection[str]) -> frozenset[str]:
    """Those of these requests of which such a wish is in force."""
    query = select(wishes.c.permohonan_id).where(
        wishes.c.office == office, wishes.c.permohonan_id.in_(permohonan_ids), IN_FORCE
    )
    return frozenset(connection.execute(query).scalars())
