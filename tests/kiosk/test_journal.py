"""The journal: no edit, gap or reorder goes unseen, and the server's word is applied once."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kiosk.clock import FixedClock
from kiosk.domain import project
from kiosk.domain.events import StatusChanged
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.store import elsewhere, journal, permohonan
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from tests.kiosk.test_submit import send


def tamper(context: Context, change: Callable[[Connection], object]) -> list[str]:
    """What `verify` says after somebody with the disk in hand changed it."""

    def work(db: Connection) -> None:
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER journal_no_{verb}")
        change(db)

    context.store.run(work)
    return [f"{p.seq}: {p.what}" for p in context.store.run(lambda db: journal.verify(db, context.kiosk.id))[1]]


def test_the_table_itself_refuses_changes(context: Context) -> None:
    """Append-only is not a matter of manners."""
    send(context)
    for statement in ("UPDATE journal SET at = 0", "DELETE FROM journal"):
        with pytest.raises(Exception, match="append-only"):
            context.store.run(lambda db, sql=statement: db.execute(sql))


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("UPDATE journal SET at = at + 1 WHERE seq = 2", "2: does not fit the chain"),
        ("DELETE FROM journal WHERE seq = 2", "3: entries 2 to 2 are missing"),
        ("DELETE FROM journal WHERE seq = 1", "2: entries 1 to 1 are missing"),
        ("DELETE FROM permohonan WHERE seq = 1", "1: its request is missing"),
        ("UPDATE sealed SET body = x'00' WHERE seq = 3", "3: its sealed answers were changed"),
        ("DELETE FROM sealed WHERE seq = 3", "3: its sealed answers are missing"),
    ],
)
def test_every_kind_of_tampering_is_found(context: Context, change: str, seen: str) -> None:
    """`kiosk verify` names the entry and what is wrong with it."""
    for _ in range(3):
        send(context)
    assert any(problem.startswith(seen) for problem in tamper(context, lambda db: db.execute(change)))


def test_swapped_entries_are_found(context: Context) -> None:
    """The same rows in another order are another history."""
    for _ in range(3):
        send(context)

    def swap(db: Connection) -> None:
        for old, new in ((1, 99), (2, 1), (99, 2)):
            db.execute("UPDATE journal SET seq = ? WHERE seq = ?", [new, old])

    assert tamper(context, swap)


def moved(known: Permohonan, status: PermohonanStatus, at: int, note: str | None = None) -> StatusChanged:
    """The office's word that a request moved on."""
    return project.told(msgspec.structs.replace(known, status=status, status_at=at, note=note))


def changes(context: Context, event: StatusChanged, *, cursor: int, server_time: int) -> journal.Changes:
    """A verified reply with one status."""
    return journal.Changes(acknowledged=1, cursor=cursor, refused=(), events=(event,), server_time=server_time)


def test_a_reply_applied_twice_or_late_changes_nothing(context: Context, clock: FixedClock) -> None:
    """A stick may be plugged in again, or in the wrong order."""
    done = send(context)
    first = moved(done.permohonan, PermohonanStatus.IN_REVIEW, 1_000)
    second = moved(done.permohonan, PermohonanStatus.INCOMPLETE, 2_000, "Bawa KTP asli")
    replies = [
        changes(context, first, cursor=1, server_time=clock.ms),
        changes(context, second, cursor=2, server_time=clock.ms),
    ]
    for reply in (*replies, replies[1], replies[0]):
        context.store.transaction(lambda db, r=reply: journal.apply_changes(db, r, now=clock.ms))
    known = context.store.run(lambda db: permohonan.get(db, done.permohonan.id))
    assert known is not None
    assert (known.status, known.note) == (PermohonanStatus.INCOMPLETE, "Bawa KTP asli")
    state = context.store.run(journal.sync_state)
    assert (state.acknowledged, state.cursor) == (1, 2)


def test_a_status_for_a_request_of_another_kiosk_is_kept_for_whoever_asks_here(
    context: Context, clock: FixedClock
) -> None:
    """Once; when it comes again, or older news come late, nothing changes."""
    known = send(context).permohonan
    stranger = msgspec.structs.replace(known, code_hash=b"another kiosk's.")
    first = changes(context, moved(stranger, PermohonanStatus.IN_REVIEW, 1), cursor=5, server_time=clock.ms)
    second = changes(context, moved(stranger, PermohonanStatus.READY, 2, "Loket 2"), cursor=6, server_time=clock.ms)
    received = [
        context.store.transaction(lambda db, r=reply: journal.apply_changes(db, r, now=clock.ms))
        for reply in (first, first, second, first, second)
    ]
    assert received == [1, 0, 1, 0, 0]
    kept = context.store.run(lambda db: elsewhere.by_code(db, stranger.code_hash))
    assert kept is not None
    assert (kept.status, kept.note, kept.ticket) == (PermohonanStatus.READY, "Loket 2", known.ticket)
    assert context.store.run(lambda db: permohonan.by_code(db, stranger.code_hash)) is None
    assert context.store.run(journal.sync_state).cursor == 6


def test_the_server_s_time_ends_a_doubt(context: Context, clock: FixedClock) -> None:
    """A jump of five years ahead is over when the server vouches for the clock."""
    honest = clock.ms
    clock.ms += 5 * 365 * 86_400_000
    send(context)
    clock.ms = honest + 60_000
    assert send(context).slip.clock_doubt
    reply = journal.Changes(acknowledged=2, cursor=0, refused=(), events=(), server_time=clock.ms + 1_000)
    context.store.transaction(lambda db: journal.apply_changes(db, reply, now=clock.ms))
    assert not send(context).slip.clock_doubt


def test_entries_leave_in_order_and_in_portions(context: Context) -> None:
    """At least one at a time, however small the portion."""
    for _ in range(4):
        send(context)
    some = context.store.run(lambda db: journal.outgoing(db, 1, max_bytes=1))
    assert [out.entry.seq for out in some] == [2]
    rest = context.store.run(lambda db: journal.outgoing(db, 1, max_bytes=10**6))
    assert [out.entry.seq for out in rest] == [2, 3, 4]
    assert context.store.run(journal.unacknowledged) == 4
