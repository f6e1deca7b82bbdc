"""The office's side of the stick: takes the kiosks' files from a folder and writes the replies beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from kiosk.clock import Clock
from kiosk.domain.catalog import Catalog
from sync.protocol import MAX_BLOB, MAX_BLOB_HEAD, MAX_PACKED, Verdict, Wrong, read_request
from sync.server.exchange.blobs import BlobRefusal, Kept, take_file
from sync.server.exchange.receive import Received, receive, shipped
from sync.server.office import OfficeKeys
from sync.server.store.database import Database
from sync.stick import (
    BLOBS,
    ROOT,
    FileRefusal,
    Folder,
    NotAStick,
    StickError,
    Trouble,
    digest,
    kiosk_folder,
    kiosks,
    offices,
)

_FOLDER_REFUSALS: Final = {Trouble.LINK: FileRefusal.NOT_A_FOLDER, Trouble.FLOOD: FileRefusal.FLOOD}
"""What is wrong with one kiosk's folder and says nothing about the others."""


class Refused(msgspec.Struct, frozen=True):
    """A file that was not taken. A signed reply may stand beside it all the same, so that the kiosk learns why."""

    file: str
    reason: Wrong | FileRefusal | Verdict | BlobRefusal


class Imported(msgspec.Struct, frozen=True):
    """What was on the stick, files by their place below its folder."""

    accepted: tuple[str, ...]
    events: int  # entries that were new here
    refused: tuple[Refused, ...]
    replies: tuple[str, ...]
    photos: int = 0  # sealed photos that are here now
    left_alone: tuple[str, ...] = ()  # codes of other offices, whose folders were not opened


def import_stick(
    database: Database,
    office: OfficeKeys,
    stick: Path,
    clock: Clock,
    catalog: Callable[[], Catalog] = shipped,
) -> Imported:
    """Takes every request and photo on a stick, each in its own transaction. Raises NotAStick, StickError or StickFull.

    A reply is written only after its request is durable here, and is flushed and read back before this returns; when the
    stick fails in between, importing it again is harmless. One kiosk's folder that is a link or full of rubbish is refused,
    the others are taken.
    """
    found = Imported((), 0, (), (), left_alone=tuple(code for code in offices(stick) if code != office.code))
    for kiosk_id in kiosks(stick, office.code):
        try:
            with kiosk_folder(stick, office.code, kiosk_id, create=False) as folder:
                taken = _Taking(database, office, kiosk_id, clock, catalog).take(folder) if folder else _NOTHING
        except (NotAStick, StickError) as error:
            reason = _FOLDER_REFUSALS.get(error.trouble)
            if reason is None:
                raise
            taken = msgspec.structs.replace(_NOTHING, refused=(Refused(_place(office, kiosk_id), reason),))
        found = Imported(
            accepted=found.accepted + taken.accepted,
            events=found.events + taken.events,
            refused=found.refused + taken.refused,
            replies=found.replies + taken.replies,
            photos=found.photos + taken.photos,
            left_alone=found.left_alone,
        )
    return found


_NOTHING: Final = Imported((), 0, (), ())


class _Taking:
    """One kiosk's folder."""

    def __init__(
        self, database: Database, office: OfficeKeys, kiosk_id: str, clock: Clock, catalog: Callable[[], Catalog]
    ) -> None:
        self._database = database
        self._office = office
        self._kiosk_id = kiosk_id
        self._clock = clock
        self._catalog = catalog
        self._place = _place(office, kiosk_id)
        self._refused: list[Refused] = []

    def take(self, folder: Folder) -> Imported:
        taken: dict[str, Received] = {}
        for name in folder.names("pkx"):
            received = self._request(folder, name)
            if isinstance(received, Received):
                taken[name] = received
            else:
                self._refused.append(Refused(f"{self._place}/{name}", received))
        events = sum(received.taken for received in taken.values())
        # After the entries that name them, before the replies that tell what is still missing.
        photos = self._photos(folder)
        replies = {}
        for name, received in taken.items():
            again = self._request(folder, name) if photos else received
            if isinstance(again, Received):
                replies[name[:-1] + "r"] = again.reply
        for name, reply in replies.items():
            folder.put(name, reply)
        if replies:
            folder.flush()
        for name, reply in replies.items():
            folder.prove(name, len(reply), digest(reply))
        if replies:
            folder.flush()  # having been read is written down too
        good = [name for name, received in taken.items() if received.verdict is Verdict.OK]
        bad = [Refused(f"{self._place}/{name}", one.verdict) for name, one in taken.items() if name not in good]
        return Imported(
            accepted=tuple(f"{self._place}/{name}" for name in good),
            events=events,
            refused=(*self._refused, *bad),
            replies=tuple(f"{self._place}/{name}" for name in replies),
            photos=photos,
        )

    def _request(self, folder: Folder, name: str) -> Received | Wrong | FileRefusal:
        data = folder.read(name, MAX_PACKED)
        if isinstance(data, FileRefusal):
            return data
        envelope = read_request(data)
        if isinstance(envelope, Wrong):
            return envelope
        if envelope.office == self._office.code and envelope.kiosk_id != self._kiosk_id:
            # Its reply would lie where its kiosk does not look for it.
            return Wrong.OTHER_KIOSK
        return receive(self._database, self._office, data, now=self._clock.now_ms(), live=False, catalog=self._catalog)

    def _photos(self, folder: Folder) -> int:
        """Takes the photos beside the requests; how many of them are here now."""
        here = 0
        with folder.inner(BLOBS, create=False) as shelf:
            if shelf is None:
                return 0
            for name in shelf.names("pkb"):
                kept = self._photo(shelf, name)
                if isinstance(kept, Kept):
                    here += kept.whole
                else:
                    self._refused.append(Refused(f"{self._place}/{BLOBS}/{name}", kept))
        return here

    def _photo(self, shelf: Folder, name: str) -> Kept | Wrong | FileRefusal | BlobRefusal:
        data = shelf.read(name, MAX_BLOB_HEAD + MAX_BLOB)
        if isinstance(data, FileRefusal):
            return data
        return take_file(self._database, self._office, data, now=self._clock.now_ms())


def _place(office: OfficeKeys, kiosk_id: str) -> str:
    return f"{ROOT}/{office.code}/{kiosk_id}"
