"""What sticks bring, for a program that reads them: one file at a time, and the reply that goes back beside it."""

from __future__ import annotations

import base64
from typing import Annotated, Final

import msgspec
from litestar import post
from litestar.params import JSONBody

from sync.protocol import MAX_BLOB, MAX_BLOB_HEAD, MAX_PACKED
from sync.server.desk import flashdisk
from sync.server.desk.flashdisk import Kind, State
from sync.server.desk.frame import ServerDep, needs
from sync.server.people.rights import Right
from sync.server.rest.problem import refusals
from sync.server.rest.settings import from_base64

_LARGEST: Final = (max(MAX_PACKED, MAX_BLOB_HEAD + MAX_BLOB) + 2) // 3 * 4


class StickFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a kiosk's folder on a stick."""

    name: Annotated[str, msgspec.Meta(max_length=300, examples=["00000001-00000040.pkx"])]
    data: Annotated[str, msgspec.Meta(max_length=_LARGEST)]
    """Its bytes, in base64."""


class ReplyFile(msgspec.Struct, frozen=True):
    """What goes back to the kiosk."""

    place: str
    """On the stick, from its top."""
    data: str
    """Its bytes, in base64."""


class TakenFile(msgspec.Struct, frozen=True):
    """What came of a file."""

    kind: Kind
    state: State
    says: str
    """In words, Indonesian."""
    kiosk: str
    """Its name here; empty where it is not known."""
    reply: ReplyFile | None
    """Also to some that were refused: the kiosk learns why."""


@post(
    "/sticks/files",
    opt=needs(Right.STICKS),
    tags=["kiosks"],
    operation_id="takeStickFile",
    status_code=200,
    responses=refusals(413, 422),
    sync_to_thread=True,
    request_max_body_size=_LARGEST + 4096,
)
def take(server: ServerDep, data: JSONBody[StickFile]) -> TakenFile:
    """Takes a file of a stick. Entries (.pkx) before photos (.pkb); again after the photos, so that the reply asks for none that
    is here. Sent twice, it is taken once.
    """
    taken = flashdisk.take(server, data.name, from_base64(data.data))
    reply = None
    if taken.reply is not None:
        reply = ReplyFile(taken.reply.place, base64.b64encode(taken.reply.data).decode())
    return TakenFile(taken.kind, taken.state, taken.says, taken.kiosk, reply)


ROUTES = (take,)
