"""The page "Flashdisk": the office's PC takes what kiosks brought on a stick and gives back the replies, without a command.

A browser that can open folders reads the stick and writes the replies itself; every other one sends chosen files and gets a
ZIP to unpack onto it (assets/web/flashdisk.js sends them one at a time; without it the form does, all at once). Files are
known by their signed head. Of a name only the two numbers in it are used, because a kiosk looks for its reply under them.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Sequence
from enum import StrEnum
from typing import IO, Any, Final, assert_never

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, HTTPException
from litestar.params import MultipartBody

from sync.protocol import MAX_BLOB, MAX_BLOB_HEAD, MAX_PACKED, Verdict, Wrong, read_request
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.fleet import kiosk_name
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page, say_refused
from sync.server.exchange import blobs
from sync.server.exchange.receive import receive
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.stick import ROOT, file_name

MOST_FILES: Final = 50
"""Files a form may send at once without the script."""
MOST_BYTES: Final = 24 * 2**20
"""Bytes of them together."""
_LARGEST: Final = max(MAX_PACKED, MAX_BLOB_HEAD + MAX_BLOB)
_AROUND: Final = 16 * 2**10  # bytes of a form beside its file
_SHOWN: Final = 40  # letters of a name; a photo's has 68
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{8,16})-(\d{8,16})(?!\d)", re.ASCII)  # "…-00000040 (1).pkx" keeps them


class State(StrEnum):
    """What came of a file."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


_ICONS: Final = {State.TAKEN: "circle-check", State.KNOWN: "check", State.REFUSED: "circle-alert"}


class Kind(StrEnum):
    """What a file is."""

    ENTRIES = "entries"
    PHOTO = "photo"
    OTHER = "other"


class StickReply(msgspec.Struct, frozen=True):
    """What goes back to a kiosk, and where on the stick it looks for it."""

    place: str  # "publik-kiosk/16.71.02.1003/7KQM3X/00000001-00000040.pkr"
    data: bytes


class Taken(msgspec.Struct, frozen=True):
    """What came of one file, in words."""

    name: str
    kind: Kind
    state: State
    says: str
    kiosk: str = ""  # its name here
    reply: StickReply | None = None  # also to some refused requests: the kiosk learns why


class UploadForm(msgspec.Struct):
    """Files of a stick, chosen in the browser."""

    token: str = ""
    berkas: list[UploadFile] = []


def take(server: Server, name: str, data: bytes) -> Taken:
    """Takes one file of a stick, whatever it is. `name` may hold anything: it was given by whoever named the file."""
    name = re.split(r"[/\\]", name)[-1]
    shown = "".join(one for one in name if one.isprintable()) or "tanpa nama"
    if len(shown) > _SHOWN:
        shown = f"{shown[: _SHOWN // 2]}…{shown[-_SHOWN // 2 :]}"
    match data[:3]:
        case b"PKX":
            return _take_request(server, shown, _NUMBERS.search(name), data)
        case b"PKB":
            return _take_photo(server, shown, data)
        case b"PKR":
            return Taken(shown, Kind.OTHER, State.REFUSED, words.STICK_REPLY)
        case b"":
            return Taken(shown, Kind.OTHER, State.REFUSED, words.STICK_EMPTY)
        case _:
            return Taken(shown, Kind.OTHER, State.REFUSED, words.STICK_WRONG[Wrong.NOT_OURS])


def take_all(server: Server, files: Sequence[tuple[str, IO[bytes]]]) -> list[Taken]:
    """Takes the files of a form, one in memory at a time.

    Entries come first, because a photo is taken only when an entry names it. Where photos came too, the entries are taken
    once more: nothing is stored twice, and the reply no longer asks for what is here.
    """

    def read(file: IO[bytes]) -> bytes:
        file.seek(0)
        return file.read(_LARGEST + 1)

    def is_request(file: IO[bytes]) -> bool:
        file.seek(0)
        return file.read(3) == b"PKX"

    entries = sorted(((name, file) for name, file in files if is_request(file)), key=lambda one: one[0])
    others = [(name, file) for name, file in files if not is_request(file)]
    taken = [take(server, name, read(file)) for name, file in entries]
    photos = [take(server, name, read(file)) for name, file in others]
    if any(one.kind is Kind.PHOTO and one.state is State.TAKEN for one in photos):
        again = [take(server, name, read(file)) for name, file in entries]
        taken = [msgspec.structs.replace(one, reply=new.reply) for one, new in zip(taken, again, strict=True)]
    return taken + photos


def replies_zip(taken: Sequence[Taken]) -> bytes | None:
    """The replies in their folders, as a ZIP; None when there are none."""
    replies = {one.reply.place: one.reply.data for one in taken if one.reply}
    if not replies:
        return None
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as archive:
            for place, data in replies.items():
                archive.writestr(place, data)
        return buffer.getvalue()


@get("/meja/flashdisk", opt=needs(Right.STICKS), sync_to_thread=False)
def stick_page(server: ServerDep, session: SessionDep) -> Response[str]:
    """Where a stick is read."""
    return _page(server, session)


def _too_much(request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    """Nothing of a form that was too long to read was taken."""
    if error.status_code not in (400, 413):
        return say_refused(request, error)
    return say_refused(request, error, words.STICK_TOO_MUCH)


@post(
    "/meja/flashdisk",
    opt=needs(Right.STICKS),
    status_code=200,
    sync_to_thread=True,
    request_max_body_size=MOST_BYTES,
    exception_handlers={HTTPException: _too_much},
)
def send_files(server: ServerDep, session: SessionDep, data: MultipartBody[UploadForm]) -> Response[str]:
    """The chosen files, all at once: the page answers with what came of each, and the replies as a ZIP."""
    own(session, data.token)
    if len(data.berkas) > MOST_FILES:
        return _page(server, session, status=413, error=words.STICK_TOO_MUCH)
    return _page(server, session, taken=take_all(server, [(one.filename, one.file) for one in data.berkas]))


@post(
    "/meja/flashdisk/berkas",
    opt=needs(Right.STICKS),
    status_code=200,
    sync_to_thread=True,
    request_max_body_size=_LARGEST + _AROUND,
)
def send_file(server: ServerDep, session: SessionDep, data: MultipartBody[UploadForm]) -> Taken:
    """One file, for the script: JSON back, the reply in base64."""
    own(session, data.token)
    if len(data.berkas) != 1:
        raise ClientException("One file at a time.")
    [one] = data.berkas
    return take(server, one.filename, one.file.read(_LARGEST + 1))


def _take_request(server: Server, shown: str, numbers: re.Match[str] | None, data: bytes) -> Taken:
    def refused(says: str, kiosk: str = "") -> Taken:
        return Taken(shown, Kind.ENTRIES, State.REFUSED, says, kiosk)

    envelope = read_request(data)
    if isinstance(envelope, Wrong):
        return refused(words.STICK_WRONG[envelope])
    if envelope.office != server.office.code:
        return refused(words.STICK_WRONG[Wrong.OTHER_OFFICE])
    if numbers is None:
        return refused(words.STICK_RENAMED)
    received = receive(
        server.database,
        server.office,
        data,
        now=server.clock.now_ms(),
        live=False,
        catalog=lambda: server.catalog,
    )
    if isinstance(received, Wrong):
        return refused(words.STICK_WRONG[received])
    with server.database.reading() as connection:
        kiosk = kiosk_name(connection, server.office.code, received.kiosk_id)
    place = f"{ROOT}/{server.office.code}/{received.kiosk_id}/{file_name(int(numbers[1]), int(numbers[2]), 'pkr')}"
    reply = StickReply(place, received.reply)
    if received.verdict is not Verdict.OK:
        return msgspec.structs.replace(refused(words.STICK_VERDICT[received.verdict], kiosk), reply=reply)
    says, state = words.received(received.taken, received.parked), State.TAKEN
    if not received.taken and not received.parked:
        state = State.KNOWN
    return Taken(shown, Kind.ENTRIES, state, says, kiosk, reply)


def _take_photo(server: Server, shown: str, data: bytes) -> Taken:
    kept = blobs.take_file(server.database, server.office, data, now=server.clock.now_ms())
    match kept:
        case blobs.Kept():
            return Taken(shown, Kind.PHOTO, State.TAKEN, words.STICK_PHOTO)
        case blobs.BlobRefusal():
            return Taken(shown, Kind.PHOTO, State.REFUSED, words.STICK_BLOB[kept])
        case Wrong():
            return Taken(shown, Kind.PHOTO, State.REFUSED, words.STICK_WRONG[kept])
        case _:
            assert_never(kept)


def _page(
    server: Server,
    session: Session,
    *,
    status: int = 200,
    taken: Sequence[Taken] = (),
    error: str | None = None,
) -> Response[str]:
    archive = replies_zip(taken)
    photos = [one for one in taken if one.kind is Kind.PHOTO and one.state is not State.REFUSED]
    return page(
        "flashdisk.html",
        server,
        status=status,
        session=session,
        code=server.office.code,
        largest=_LARGEST,
        most_files=MOST_FILES,
        most_mb=MOST_BYTES // 2**20,
        error=error,
        # Hundreds of photos are one line; each that was refused has its own.
        taken=[one for one in taken if one not in photos],
        photos=len(photos),
        icons=_ICONS,
        zip=base64.b64encode(archive).decode() if archive else None,
    )
