"""When the office had which entries, by its own clock: retention counts from there."""

from __future__ import annotations

import msgspec

from kiosk.store import settings
from kiosk.store.database import Connection

_DAY_MS = 86_400_000


class OfficeTime(msgspec.Struct, frozen=True):
    """What the office's clock said last, ms since 1970 UTC, in a reply whose signature held."""

    at: int


def mark(db: Connection, upto: int, *, at: int) -> None:
    """The office has every entry up to one, it says at this time of its own; inside the caller's transaction."""
    settings.put(db, OfficeTime(at))
    newest = next(db.query("SELECT upto, at FROM acknowledged ORDER BY upto DESC LIMIT 1"), None)
    if newest is not None and upto <= newest["upto"]:
        return
    if newest is not None and at // _DAY_MS == newest["at"] // _DAY_MS:
        # One mark a day: its entries go a few hours later than they could.
        db.execute("DELETE FROM acknowledged WHERE upto = ?", [newest["upto"]])
    db.execute("INSERT INTO acknowledged (upto, at) VALUES (?, ?)", [upto, at])


def take_back(db: Connection, after: int) -> None:
    """The office has lost what came after an entry; inside the caller's transaction."""
    db.execute("DELETE FROM acknowledged WHERE upto > ?", [after])


def office_time(db: Connection) -> int | None:
    """What the office's clock said last; None where it was never heard of."""
    said = settings.get(db, OfficeTime)
    return said.at if said else None


def before(db: Connection, moment: int) -> int:
    """The newest entry that the office had before a moment of its clock; 0 for none."""
    found = db.execute("SELECT coalesce(max(upto), 0) FROM acknowledged WHERE at < ?", [moment]).fetchone()[0]
    return int(found)
