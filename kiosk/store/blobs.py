"""Sealed photos on their way to the office, by the hash of their bytes.

They are written with the entry that names them. Once a signed reply has that entry and wants the photo no more, it is safe at
the office, and nobody here could open it anyway. It is kept for some days all the same (`usecases.retention`), by the office's
clock: an office that is restored from its backup asks for it again. Then its bytes go; the row stays and says that the office
had it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kiosk.domain.events import body_hash
from kiosk.store.database import Connection


class Undelivered(NamedTuple):
    """A sealed photo that the office is not known to have."""

    hash: bytes
    seq: int  # the entry that names it
    size: int  # bytes


def add(db: Connection, seq: int, bodies: Iterable[bytes]) -> None:
    """Keeps the sealed photos of an entry, inside the caller's transaction."""
    for body in bodies:
        db.execute("INSERT INTO blobs (hash, seq, body) VALUES (?, ?, ?)", [body_hash(body), seq, body])


def add_lost(db: Connection, seq: int, hashes: Iterable[bytes]) -> None:
    """Notes, inside the caller's transaction, that photos of an entry were lost with a damaged database. Asked for them, the
    kiosk tells the office that it has them no more; the request goes on without.
    """
    for blob in hashes:
        db.execute("INSERT OR IGNORE INTO blobs (hash, seq, body, delivered) VALUES (?, ?, x'', 1)", [blob, seq])


def undelivered(db: Connection) -> list[Undelivered]:
    """What the office is not known to have, the oldest entry's first."""
    query = "SELECT hash, seq, length(body) AS size FROM blobs WHERE delivered = 0 AND body <> x'' ORDER BY seq, hash"
    return [Undelivered(bytes(row["hash"]), int(row["seq"]), int(row["size"])) for row in db.query(query)]


def body(db: Connection, blob: bytes) -> bytes | None:
    """The sealed bytes; None when they are not here, or no longer."""
    for row in db.query("SELECT body FROM blobs WHERE hash = ? AND body <> x''", [blob]):
        return bytes(row["body"])
    return None


def mark_delivered(
    db: Connection, acknowledged: int, wanted: Collection[bytes], *, whole: bool = True, server_time: int
) -> None:
    """Takes the office's word, from a reply whose signature held, inside the caller's transaction.

    `acknowledged` and `wanted` as the reply says them. `whole`: it names all that the office wants; else the oldest entries'
    only, and of entries from the last named one on nothing is known. `server_time`: ms since 1970 UTC, the office's clock.
    """
    marks = ",".join("?" * len(wanted))
    upto = acknowledged
    if not whole:
        newest = db.execute(f"SELECT coalesce(max(seq), 1) FROM blobs WHERE hash IN ({marks})", [*wanted]).fetchone()[0]
        upto = min(acknowledged, int(newest) - 1)
    # An office that lost its newest entries has lost their photos too. Two statements: an OR would look at every photo.
    db.execute("UPDATE blobs SET delivered = 0 WHERE seq > ?", [acknowledged])
    if wanted:
        db.execute(f"UPDATE blobs SET delivered = 0 WHERE hash IN ({marks})", [*wanted])
    db.execute(
        f"UPDATE blobs SET delivered = ? WHERE delivered = 0 AND seq <= ? AND hash NOT IN ({marks})",
        [server_time, upto, *wanted],
    )


def purge(db: Connection, *, before: int, most: int) -> int:
    """Removes the bytes of photos that the office had before a moment of its clock, at most so many, inside the caller's
    transaction; how many went. Their rows stay.
    """
    return int(
        db.execute(
            "UPDATE blobs SET body = x'' WHERE hash IN"
            " (SELECT hash FROM blobs WHERE delivered BETWEEN 1 AND ? AND body <> x'' ORDER BY seq LIMIT ?)",
            [before - 1, most],
        ).rowcount
    )


def total(db: Connection) -> int:
    """Bytes of all that is still here."""
    return int(db.execute("SELECT coalesce(sum(length(body)), 0) FROM blobs").fetchone()[0])


def problems(db: Connection, seq: int, hashes: Iterable[bytes]) -> list[str]:
    """What is wrong with the photos of an entry, as `kiosk verify` says it."""
    found = {bytes(row["hash"]): row for row in db.query("SELECT * FROM blobs WHERE seq = ?", [seq])}
    said = []
    for blob in hashes:
        row = found.get(blob)
        if row is None or (not row["body"] and not row["delivered"]):
            said.append("a photo is missing and the server has not got it")
        elif row["body"] and body_hash(row["body"]) != blob:
            said.append("a photo was changed")
    return said
