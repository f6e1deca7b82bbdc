"""A call that makes something, made once: the header `Idempotency-Key` of a program that may ask twice."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar.params import HeaderParameter
from sqlalchemy import Connection

from sync.server.context import Server
from sync.server.people.accounts import Session
from sync.server.programs import repeats
from sync.server.programs.repeats import Call, RepeatRefusal
from sync.server.rest.problem import Refused

OnceKey = Annotated[
    str,
    HeaderParameter(
        name="Idempotency-Key",
        pattern="^([A-Za-z0-9_-]{8,64})?$",
        description="Made up by you, of this call alone: asked again with it within a day, nothing is made twice",
    ),
]


class Once:
    """One call of a route that makes something, with its key or without."""

    def __init__(self, server: Server, session: Session, route: str, key: str, *said: object) -> None:
        """`said`: the body, and what else in the address tells one call from another. No key: ""."""
        self._office = server.office
        self._now = server.clock.now_ms()
        self._call = Call(session.petugas, route, key, msgspec.json.encode(said)) if key else None

    def before(self, connection: Connection) -> str | None:
        """The id of what the same call made before; None: nothing. Raises Refused where the key was used for another call."""
        if self._call is None:
            return None
        made = repeats.begin(connection, self._office, self._call, now=self._now)
        if made is RepeatRefusal.OTHER_CALL:
            raise Refused(
                422, made.value, "Kunci itu sudah dipakai untuk kiriman lain.", "Make up a key for each call."
            )
        return made

    def never_twice(self, connection: Connection) -> None:
        """For what shows a secret that is shown once. Raises Refused where the same call made it before."""
        made = self.before(connection)
        if made is not None:
            raise gone(made)

    def made(self, connection: Connection, thing: str) -> None:
        """Remembers what this call made, in its transaction."""
        if self._call is not None:
            repeats.end(connection, self._office, self._call, thing)


def gone(made: str) -> Refused:
    """It was made before, and cannot be shown once more: its secret was shown, or it is not there any more."""
    hint = f"It made {made}. If its answer did not reach you, take that back and ask with another key."
    return Refused(409, "made_before", "Itu sudah pernah dibuat dengan kunci yang sama.", hint)
