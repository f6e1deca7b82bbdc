"""Small facts the kiosk must remember: how far the server acknowledged, when time was last certain, the PIN's hash."""

from __future__ import annotations

from typing import TypeVar

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
