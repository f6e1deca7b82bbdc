"""What the office said of the wait at its lokets."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.events import ServerEvent, WaitTold
from kiosk.domain.waits import Waits
from kiosk.store import settings
from kiosk.store.database import Connection


def keep(db: Connection, changes: Iterable[ServerEvent]) -> None:
    """Takes what the office's newer changes say of waits, inside the caller's transaction."""
    news = [change for change in changes if isinstance(change, WaitTold)]
    if news:
        settings.put(db, said(db).after(news))


def said(db: Connection) -> Waits:
    """What was said so far."""
    return settings.get(db, Waits) or Waits()
