"""The office's side of the stick: takes the kiosks' files from a folder and writes the replies beside them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.clock import Clock
from sync.protocol import MAX_PACKED, Verdict, Wrong, read_request
from sync.server.database import Database
from sync.server.office import OfficeKeys
from sync.server.receive import Received, receive
from sync.stick import ROOT, FileRefusal, Folder, kiosk_folder, kiosks


class Refused(msgspec.Struct, frozen=True):
    """A file that was not taken. A signed reply may stand beside it all the same, so that the kiosk learns why."""

    file: str
    reason: Wrong | FileRefusal | Verdict


class Imported(msgspec.Struct, frozen=True):
    """What was on the stick, files by their place below its folder."""

    accepted: tuple[str, ...]
    events: int  # entries that were new here
    refused: tuple[Refused, ...]
    replies: tuple[str, ...]


def import_stick(database: Database, office: OfficeKeys, stick: Path, clock: Clock) -> Imported:
    """Takes every request on a stick, each in its own transaction. Raises WrongUse, CannotNow or DiskFull.

    A reply is written only after its request is durable here; when the stick fails then, importing it again is harmless.
    """
    accepted: list[str] = []
    refused: list[Refused] = []
    replies: list[str] = []
    events = 0
    for kiosk_id in kiosks(stick):
        with kiosk_folder(stick, kiosk_id, create=False) as folder:
            if folder is None:
                continue
            for name in folder.names("pkx"):
                shown = f"{ROOT}/{kiosk_id}/{name}"
                received = _take(database, office, folder, name, kiosk_id=kiosk_id, now=clock.now_ms())
                if not isinstance(received, Received):
                    refused.append(Refused(shown, received))
                    continue
                events += received.taken
                if received.verdict is Verdict.OK:
                    accepted.append(shown)
                else:
                    refused.append(Refused(shown, received.verdict))
                reply = name[:-1] + "r"
                folder.write(reply, received.reply)
                replies.append(f"{ROOT}/{kiosk_id}/{reply}")
    return Imported(tuple(accepted), events, tuple(refused), tuple(replies))


def _take(
    database: Database, office: OfficeKeys, folder: Folder, name: str, *, kiosk_id: str, now: int
) -> Received | Wrong | FileRefusal:
    data = folder.read(name, MAX_PACKED)
    if isinstance(data, FileRefusal):
        return data
    envelope = read_request(data)
    if not isinstance(envelope, Wrong) and envelope.office == office.code and envelope.kiosk_id != kiosk_id:
        # Its reply would lie where its kiosk does not look for it.
        return Wrong.OTHER_KIOSK
    return receive(database, office, data, now=now, live=False)
