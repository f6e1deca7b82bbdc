"""Small facts the kiosk must remember: how far the server acknowledged, when time was last certain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from kiosk.store.database import Connection

T = TypeVar("T", bound=msgspec.Struct)


def get(db: Connection, kind: type[T]) -> T | None:
    """The remembered struct of this kind, None when there is none. Its class name is its key."""
    for row in db.query("SELECT value FROM settings WHERE key = ?", [kind.__name__]):
        return msgspec.msgpack.decode(row["value"], type=kind)
    return None


def put(db: Connection, value: msgspec.Struct) -> None:
    """Remembers a struct inside the caller's transaction."""
    db.execute(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [type(value).__name__, msgspec.msgpack.encode(value)],
    )


def bring_back(db: Connection, rows: Iterable[tuple[Any, ...]], *, but: Collection[type[msgspec.Struct]]) -> None:
    """Takes over what a damaged database remembered, as far as it can be read, inside the caller's transaction. `but` what
    belongs to tables that were not taken over with it.
    """
    names = {kind.__name__ for kind in but}
    for key, value in rows:
        if not isinstance(key, str) or not isinstance(value, bytes) or key in names:
            continue
        try:
            msgspec.msgpack.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", [key, value])


def read(rows: Iterable[tuple[Any, ...]], kind: type[T]) -> T | None:
    """One struct of a damaged database, None where it cannot be read."""
    for key, value in rows:
        if key == kind.__name__:
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                return msgspec.msgpack.decode(value, type=kind)
    return None
