"""The files that the office has published: those in use, and those that wait until all that belong together are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from kiosk.store import settings
from kiosk.store.database import Connection


class PublishedFile(Protocol):
    """A file as it travels."""

    @property
    def seq(self) -> int:
        """Number of the change it came with."""

    @property
    def name(self) -> str:
        """As "services/d18_domisili.toml"."""

    @property
    def body(self) -> str | None:
        """None: withdrawn."""


class HeldFiles(msgspec.Struct, frozen=True):
    """How far this kiosk has the office's files."""

    good: int = 0  # the newest change in use
    seen: int = 0  # the newest one that was judged; more than `good` when what came after was refused
    staged: int = 0  # files that wait are there up to this change …
    name: str = ""  # … and this file of it
    whole: int = 0  # they are complete up to this change and wait to be judged; 0: more is to come


def held(db: Connection) -> HeldFiles:
    """How far this kiosk has the office's files."""
    return settings.get(db, HeldFiles) or HeldFiles()


def in_use(db: Connection) -> dict[str, str]:
    """The text of every file in use, by name."""
    return {row["name"]: row["body"] for row in db.query("SELECT name, body FROM office_files ORDER BY name")}


def staged(db: Connection) -> dict[str, str | None]:
    """The text of every file that waits, by name; None: it is to go."""
    return {row["name"]: row["body"] for row in db.query("SELECT name, body FROM staged_files ORDER BY name")}


def stage(db: Connection, files: Iterable[PublishedFile], newest: int, *, complete: bool) -> bool:
    """Puts files of a reply with those that wait, inside the caller's transaction; true when now all up to `newest` are
    there to be judged.

    Files that came before, by whichever road, are passed over, so a reply may come twice or late.
    """
    before = held(db)
    at, name = max((before.seen, ""), (before.staged, before.name))
    for file in files:
        # Of a change that was judged there is nothing more to come.
        if file.seq <= before.seen or (file.seq, file.name) <= (at, name):
            continue
        db.execute(
            "INSERT INTO staged_files (name, seq, body) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, body = excluded.body",
            [file.name, file.seq, file.body],
        )
        at, name = file.seq, file.name
    if at <= before.seen:
        return False
    whole = newest if complete and newest >= at else before.whole if at == before.staged else 0
    settings.put(db, HeldFiles(before.good, before.seen, at, name, whole))
    return whole > 0


def use(db: Connection) -> None:
    """Puts the files that wait in the place of those in use, inside the caller's transaction."""
    before = held(db)
    db.execute("DELETE FROM office_files WHERE name IN (SELECT name FROM staged_files)")
    db.execute(
        "INSERT INTO office_files (name, seq, body) SELECT name, seq, body FROM staged_files WHERE body IS NOT NULL"
    )
    db.execute("DELETE FROM staged_files")
    settings.put(db, HeldFiles(before.whole, before.whole))


def keep_old(db: Connection) -> None:
    """Notes, inside the caller's transaction, that the files that wait were refused. They stay, because those that will mend
    them come alone.
    """
    before = held(db)
    settings.put(db, HeldFiles(before.good, before.whole))
