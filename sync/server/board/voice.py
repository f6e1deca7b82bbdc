"""What the board says: a call as a row of clips, the same that the kiosk speaks with (`kiosk/speech.py`, `assets/audio`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kiosk import speech
from kiosk.catalog_files import ASSETS
from kiosk.domain.antrean import Ticket

AUDIO: Final = ASSETS / "audio"
CHIME: Final = "call"
_TICKET: Final = re.compile(r"([A-Z])-([0-9]{1,6})")
_NAME: Final = re.compile(r"[a-z0-9-]{1,80}")

Sounds = tuple[str | int, ...]
"""Clips as "language/name", and pauses in milliseconds."""


def sounds(ticket: str, loket: str, languages: Iterable[str]) -> Sounds:
    """What is heard of a call: the chime, then the words in each language. Nothing for a number that is none of ours."""
    match = _TICKET.fullmatch(ticket)
    if match is None or not loket.isdigit():
        return ()
    said: list[str | int] = [f"sounds/{CHIME}"]
    for language in languages:
        script = _caller(language).script(caption(ticket, loket, language))
        said += [
            speech.STOP.ms,
            *(part.ms if isinstance(part, speech.Pause) else f"{language}/{part.name}" for part in script),
        ]
    return tuple(said)


def caption(ticket: str, loket: str, language: str = "id") -> str:
    """The call as it is read: "Nomor antrean A-007, silakan ke loket 2."."""
    match = _TICKET.fullmatch(ticket)
    if match is None or not loket.isdigit():
        return ""
    return speech.call_text(Ticket(match[1], int(match[2])), int(loket), language)


def clip(language: str, name: str, folder: Path = AUDIO) -> Path | None:
    """The file of a clip: a person's voice before the machine's, the language's before the Indonesian one. None where there is
    none, or where language and name are no such thing.
    """
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(language):
        return None
    return next((path for path in _places(folder, language, name) if path.is_file()), None)


def _places(folder: Path, language: str, name: str) -> Iterator[Path]:
    for place in dict.fromkeys((language, "id", "sounds")):
        yield folder / "recordings" / place / f"{name}.ogg"
        yield folder / "recordings" / place / f"{name}.wav"
        yield folder / place / f"{name}.ogg"


_caller = cache(speech.caller)
