"""The office's files: judge those that have come, all together, and put them in use or keep the old ones."""

from __future__ import annotations

from kiosk import log
from kiosk.clock import Clock
from kiosk.content_files import load_all, newly_wrong
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from kiosk.domain.events import REASON_LENGTH, FilesTaken, decode_event, new_id
from kiosk.errors import WrongUse
from kiosk.store import journal, office_files
from kiosk.store.database import Connection, Store
from kiosk.usecases.context import Context

_MOST_REASONS = 3  # of one set: an event is small, and whoever mends the first looks at all
_MOST_NAME = 100


def settle(store: Store, kiosk_id: str, clock: Clock) -> FilesTaken | None:
    """Judges the files that wait, once all are there, and puts them in use or refuses them whole; None when none wait.

    May be called at any time. Reading them takes a tenth of a second, in which the store is free for others; only the
    switch is one transaction, with the event that tells the office.
    """
    while (before := store.run(office_files.held)).whole:
        staged, used = store.run(lambda db: (office_files.staged(db), office_files.in_use(db)))
        new = {name: text for name, text in {**used, **staged}.items() if text is not None}
        told = FilesTaken(before.whole, _refused(store, used, new))

        def switch(db: Connection, told: FilesTaken = told, judged: office_files.HeldFiles = before) -> bool:
            if office_files.held(db) != judged:
                return False  # more came meanwhile, or another thread was faster
            if told.refused:
                office_files.keep_old(db)
            else:
                office_files.use(db)
            now = clock.now_ms()
            journal.append(db, kiosk_id, told, event_id=new_id(now), at=now)
            return True

        if store.transaction(switch):
            return told
    return None


def current(context: Context) -> tuple[Catalog, Content]:
    """The services and the content as the program, this machine's folder and the office give them now: what
    `Context.renew` takes. One of its files that this program cannot use is left out and named in their `refused`.
    """
    settle(context.store, context.kiosk.id, context.clock)
    return load_all(context.store.data, context.store.run(office_files.in_use))


def newest(context: Context) -> int:
    """The newest change of files in use, 0 for none: when it is another one, `current` gives something else. Cheap."""
    return context.store.run(office_files.held).good


def refused(context: Context) -> tuple[tuple[str, str], ...]:
    """File and what is wrong with it, when the newest set was refused and an older one is in use."""

    def look(db: Connection) -> tuple[tuple[str, str], ...]:
        held = office_files.held(db)
        if held.seen <= held.good:
            return ()
        events = (decode_event(entry.body) for entry in journal.latest(db))
        return next((event.refused for event in events if isinstance(event, FilesTaken)), ())

    return context.store.run(look)


def _refused(store: Store, used: dict[str, str], new: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What is wrong with the files as they would be and is not wrong now."""
    try:
        worse = newly_wrong(used, new, store.data)
    except WrongUse as error:
        return (("", _short(str(error))),)
    except Exception as error:  # noqa: BLE001 - whatever a file does to its reader: the old ones stay, and syncing goes on
        log.bug(error)
        return (("", f"cannot be read: {type(error).__name__}"),)
    return tuple((_short(one.file, _MOST_NAME), _short(one.what)) for one in worse[:_MOST_REASONS])


def _short(text: str, most: int = REASON_LENGTH) -> str:
    """One line of printable letters, as the office takes it."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if len(line) <= most else line[: most - 1] + "…"
