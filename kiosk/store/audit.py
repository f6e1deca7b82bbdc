"""The audit log's table: who did what to this machine, each row hashing the one before.

Where it begins and where it ends is remembered beside it: a log whose oldest or newest lines were cut off does not fit.
"""

from __future__ import annotations

import msgspec

from kiosk.domain.audit import DETAIL_LENGTH, GENESIS, Act, Actor, AuditEntry, audit_hash
from kiosk.store import settings
from kiosk.store.database import Connection, Row

_ACTS, _ACTORS = frozenset(Act), frozenset(Actor)


class AuditHead(msgspec.Struct, frozen=True):
    """The newest line that was ever written."""

    seq: int = 0
    hash: bytes = GENESIS


class AuditAnchor(msgspec.Struct, frozen=True):
    """The newest line that retention took away; the log begins after it."""

    seq: int = 0
    hash: bytes = GENESIS


class AuditTold(msgspec.Struct, frozen=True):
    """The line that the office said it knows of, and its hash as we had it then."""

    seq: int = 0
    hash: bytes = GENESIS


class AuditProblem(msgspec.Struct, frozen=True):
    """Where the log does not add up."""

    seq: int
    what: str


def append(db: Connection, actor: Actor, act: Act, *, at: int, done: bool = True, detail: str = "") -> int:
    """Adds a line inside the caller's transaction; returns its sequence."""
    previous_seq, previous = head(db)
    seq, said = previous_seq + 1, detail[:DETAIL_LENGTH]
    hashed = audit_hash(previous, seq, at, actor, act, said, done)
    db.execute(
        "INSERT INTO audit (seq, at, actor, act, done, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [seq, at, actor, act, int(done), said, hashed],
    )
    settings.put(db, AuditHead(seq, hashed))
    return seq


def keep(db: Connection, line: AuditEntry) -> bool:
    """Puts a line of a damaged copy of this log back as it was, inside the caller's transaction; whether it is the next one."""
    previous_seq, previous = head(db)
    hashed = audit_hash(previous, line.seq, line.at, line.actor, line.act, line.detail, line.done)
    if line.seq != previous_seq + 1 or hashed != line.hash:
        return False
    db.execute(
        "INSERT INTO audit (seq, at, actor, act, done, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [line.seq, line.at, line.actor, line.act, int(line.done), line.detail, hashed],
    )
    settings.put(db, AuditHead(line.seq, hashed))
    return True


def head(db: Connection) -> tuple[int, bytes]:
    """Sequence and hash of the newest line that was ever written; 0 and the genesis hash where there is none."""
    # Not the newest there is: lines that were cut off must leave a gap and not be written once more.
    kept = settings.get(db, AuditHead) or AuditHead()
    return kept.seq, kept.hash


def newest(db: Connection, *, before: int | None = None, most: int) -> list[AuditEntry]:
    """Lines before a sequence (default: all), newest first, at most so many."""
    query = "SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?"
    return [_entry(row) for row in db.query(query, [2**62 if before is None else before, most])]


def hash_of(db: Connection, seq: int) -> bytes | None:
    """The hash of a line; None where it is not there."""
    for kept in (AuditAnchor(), settings.get(db, AuditAnchor)):
        if kept is not None and kept.seq == seq:
            return kept.hash
    for row in db.query("SELECT hash FROM audit WHERE seq = ?", [seq]):
        return bytes(row["hash"])
    return None


def told(db: Connection) -> AuditTold:
    """What the office knows."""
    return settings.get(db, AuditTold) or AuditTold()


def put_told(db: Connection, seq: int) -> None:
    """The office says that it knows this line, in a reply whose signature held. Inside the caller's transaction."""
    known = AuditTold(seq, hash_of(db, seq) or b"")
    if known != told(db):
        settings.put(db, known)


def verify(db: Connection) -> tuple[int, list[AuditProblem]]:
    """Walks the chain: number of lines, and every edit, gap, reorder and cut."""
    anchor = settings.get(db, AuditAnchor) or AuditAnchor()
    problems: list[AuditProblem] = []
    at, previous, count = anchor.seq, anchor.hash, 0
    for row in db.query("SELECT * FROM audit ORDER BY seq"):
        count += 1
        seq, hashed = int(row["seq"]), bytes(row["hash"])
        if seq != at + 1:
            problems.append(_missing(at + 1, seq - 1))
        said = (int(row["at"]), str(row["actor"]), str(row["act"]), str(row["detail"]), bool(row["done"]))
        if seq == at + 1 and audit_hash(previous, seq, *said) != hashed:
            problems.append(AuditProblem(seq, "does not fit the chain of hashes"))
        at, previous = seq, hashed
    last_seq, last_hash = head(db)
    if at < last_seq:
        problems.append(_missing(at + 1, last_seq))
    elif (at, previous) != (last_seq, last_hash):
        problems.append(AuditProblem(at, "is not the line that was written last"))
    known = told(db)
    if known.seq > last_seq:
        problems.append(AuditProblem(known.seq, "is known to the office and not here"))
    elif (here := hash_of(db, known.seq)) is not None and here != known.hash:
        problems.append(AuditProblem(known.seq, "is another than the office was told of"))
    return count, problems


def purge(db: Connection, *, before: int, most: int) -> int:
    """Takes away the oldest lines from before a moment (ms since 1970 UTC), at most so many, inside the caller's transaction;
    how many went. What the office has not been told of stays, and so does the newest line.
    """
    upto, last = 0, AuditAnchor()
    limit = min(told(db).seq, head(db)[0] - 1)
    for row in db.query("SELECT seq, at, hash FROM audit WHERE seq <= ? ORDER BY seq LIMIT ?", [limit, most]):
        if int(row["at"]) >= before:
            break
        upto, last = int(row["seq"]), AuditAnchor(int(row["seq"]), bytes(row["hash"]))
    if not upto:
        return 0
    settings.put(db, last)
    return int(db.execute("DELETE FROM audit WHERE seq <= ?", [upto]).rowcount)


def latest(db: Connection, act: Act) -> int | None:
    """When this was done last with success, ms since 1970 UTC; None where no line says so."""
    for row in db.query("SELECT at FROM audit WHERE act = ? AND done = 1 ORDER BY seq DESC LIMIT 1", [act.value]):
        return int(row["at"])
    return None


def _missing(first: int, last: int) -> AuditProblem:
    return AuditProblem(first, f"and those up to {last} are missing" if last > first else "is missing")


def _entry(row: Row) -> AuditEntry:
    actor, act, detail = str(row["actor"]), str(row["act"]), str(row["detail"])
    if act not in _ACTS:
        # A newer program wrote it, and was taken back.
        act, detail = Act.OTHER, f"{act} {detail}".rstrip()
    return AuditEntry(
        int(row["seq"]),
        int(row["at"]),
        Actor(actor) if actor in _ACTORS else Actor.KIOSK,
        Act(act),
        bool(row["done"]),
        detail,
        bytes(row["hash"]),
    )
