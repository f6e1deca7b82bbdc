"""Which letters the office has taken back."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.events import LetterVoided, ServerEvent
from kiosk.domain.letter import VoidLetters
from kiosk.store import settings
from kiosk.store.database import Connection


def keep(db: Connection, changes: Iterable[ServerEvent]) -> None:
    """Takes what the office's newer changes say of letters, inside the caller's transaction."""
    news = [change.mark for change in changes if isinstance(change, LetterVoided)]
    if news:
        settings.put(db, told(db).after(news))


def told(db: Connection) -> VoidLetters:
    """All that were told so far: some dozens a year."""
    return settings.get(db, VoidLetters) or VoidLetters()
