"""How this kiosk is in its hall: read, and changed by whoever may.

Opening hours and "tutup untuk hari ini" concern the screen: nobody new begins there, and whoever is in the middle of a form
finishes it. The command line is for scripts and technicians, who work before the doors open; there only a service that is
switched off is refused, as the office's closing of it is.
"""

from __future__ import annotations

import msgspec

from kiosk.clock import Clock, Zone, is_doubtful
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import HoursSet
from kiosk.domain.hall import Hall, Opening, changes, checked, hours_text, opening, ordered_hours
from kiosk.store import audit, journal, settings
from kiosk.store.database import Connection, Store
from kiosk.usecases.context import Context


def hall(store: Store) -> Hall:
    """As it is set now; the usual one where nobody has set anything."""
    return store.run(kept)


def kept(db: Connection) -> Hall:
    """The same, for whoever only reads."""
    return settings.get(db, Hall) or Hall()


def opening_now(db: Connection, clock: Clock, zone: Zone) -> Opening:
    """Whether residents are served at the screen now."""
    now = clock.now_ms()
    return opening(kept(db), now, zone, doubtful=is_doubtful(now, journal.latest_known_time(db)))


class Changed(msgspec.Struct, frozen=True):
    """What was done, and how it is now."""

    hall: Hall
    acts: tuple[Act, ...]


def change(context: Context, wanted: Hall, actor: Actor) -> Changed:
    """Takes everything as it stands in `wanted`, with a line in the audit log for each thing that is different.

    Raises WrongUse, in Indonesian, where it makes no sense; then nothing was changed.
    """
    now = context.clock.now_ms()

    def write(db: Connection) -> Changed:
        before = kept(db)
        after = checked(wanted, before, context.catalog, now)
        settings.put(db, after)
        acts: list[Act] = []
        for act, detail in changes(before, after, context.zone):
            audit.append(db, actor, act, at=now, detail=detail)
            acts.append(act)
        return Changed(after, tuple(acts))

    return context.store.transaction(write)


def keep_hours(db: Connection, order: HoursSet, *, now: int) -> None:
    """Sets the hours that the office has ordered, inside the caller's transaction, with a line in the audit log where they
    were others. Raises WrongUse where they make no sense.
    """
    before = kept(db)
    hours = ordered_hours(order)
    if hours == before.hours:
        return
    settings.put(db, msgspec.structs.replace(before, hours=hours))
    audit.append(db, Actor.OFFICE, Act.HOURS_SET, at=now, detail=hours_text(hours) or "always")
