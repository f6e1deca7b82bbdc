"""One exchange, seen from the kiosk: build a request from the journal, apply the answer to it. Both roads use this."""

from __future__ import annotations

from typing import Protocol

import msgspec

from kiosk.clock import Clock
from kiosk.domain.events import genesis
from kiosk.domain.office import Office
from kiosk.store import blobs, journal, office_files
from kiosk.store.database import Connection, Store
from kiosk.usecases import office_files as taking
from kiosk.usecases import orders
from sync import plan
from sync.outcome import Reason
from sync.pack import MAX_EVENTS
from sync.protocol import (
    FIRST_ROOM,
    MAX_WANTED,
    Event,
    FilesHeld,
    Reply,
    Request,
    Verdict,
    Wanted,
    Wrong,
    exchange_hash,
    pack_request,
    unpack_reply,
)


class KioskKeys(Protocol):
    """Who this kiosk is: what `kiosk.keys` loads."""

    @property
    def id(self) -> str:
        """Kiosk id, six symbols."""

    @property
    def office(self) -> Office:
        """Whose kiosk it is."""

    @property
    def seed(self) -> bytes:
        """Ed25519 seed, 32 bytes."""

    @property
    def secret(self) -> bytes | None:
        """The enrolment's one-time secret, for the first contact."""

    @property
    def url(self) -> str:
        """Where the server answers, "" when sticks are the only road."""


class Prepared(msgspec.Struct, frozen=True):
    """A request, ready to leave."""

    data: bytes
    hash: bytes  # of `data`
    after: int  # it holds the entries after this one …
    to: int  # … up to this one
    head: int  # the newest entry there was

    @property
    def count(self) -> int:
        """How many entries it holds."""
        return self.to - self.after


class Applied(msgspec.Struct, frozen=True):
    """What a reply changed here."""

    acknowledged: int  # entries newly acknowledged
    received: int  # statuses and orders that were new
    more: bool  # ask again at once: there is more to fetch, or the office wants earlier entries once more
    wanted: tuple[Wanted, ...] = ()  # photos the office lacks


def prepare(
    store: Store, keys: KioskKeys, clock: Clock, *, max_bytes: int, after: int | None = None, room: int = FIRST_ROOM
) -> Prepared:
    """A request with the entries after `after` (default: after what the office acknowledged), as many as fit.

    `room`: bytes of changes and files, before they are compressed, that the reply may hold. Files that came with the last
    reply are judged first, so that what became of them travels at once. Raises the store's errors.
    """
    settle(store, keys, clock)

    def build(db: Connection) -> tuple[Request, bool]:
        state = journal.sync_state(db)
        start = state.acknowledged if after is None else after
        held = office_files.held(db)
        head_seq, head_hash = journal.head(db, keys.id)
        outgoing = journal.outgoing(db, start, max_bytes=max_bytes)[:MAX_EVENTS]
        # `outgoing` gives at least one entry, whatever fits: with no room at all exactly the entry before ours.
        previous = journal.outgoing(db, start - 1, max_bytes=0)[0].entry.hash if start else genesis(keys.id)
        request = Request(
            after=start,
            previous=previous,
            last=outgoing[-1].entry.hash if outgoing else previous,
            head_seq=head_seq,
            head_hash=head_hash,
            cursor=state.cursor,
            clock=clock.now_ms(),
            files=FilesHeld(held.good, held.seen, held.staged, held.name),
            room=room,
            events=tuple(Event(one.entry.id, one.entry.at, one.entry.body, one.sealed) for one in outgoing),
        )
        return request, state.enrolled

    request, enrolled = store.run(build)
    data = pack_request(
        request,
        office=keys.office.code,
        kiosk_id=keys.id,
        seed=keys.seed,
        secret=None if enrolled else keys.secret,
    )
    return Prepared(data, exchange_hash(data), request.after, request.after + len(request.events), request.head_seq)


def settle(store: Store, keys: KioskKeys, clock: Clock) -> None:
    """Takes the office's files in use, or refuses them, once all that belong together have come. The network road does so
    before its next request; who reads the last answer of a stick calls this after it. Raises the store's errors.
    """
    taking.settle(store, keys.id, clock)


def verify(keys: KioskKeys, data: bytes) -> Reply | Wrong:
    """The reply in `data`, when it is for this kiosk and its office signed it."""
    return unpack_reply(data, office=keys.office, kiosk_id=keys.id)


def apply(db: Connection, keys: KioskKeys, reply: Reply, *, now: int, live: bool) -> Applied | Reason:
    """Applies a verified reply inside the caller's transaction, or says why not; then nothing of it is taken.

    `live`: the answer came at once, so the server's clock can be compared with ours; on a stick its time says only how old
    the news are.
    """
    before = journal.sync_state(db)
    decision = plan.judge(reply, before, head=journal.head(db, keys.id)[0])
    if decision is Reason.WRONG_KEY:
        # Or the office was restored from a copy older than our first contact: then the secret works once more.
        journal.put_sync_state(db, msgspec.structs.replace(before, enrolled=False))
    if isinstance(decision, Reason):
        return decision
    journal.put_sync_state(db, decision.state)
    received = journal.apply_changes(db, decision.changes, now=now)
    if reply.verdict is Verdict.OK:
        hashes = [one.hash for one in reply.wanted]
        whole = len(hashes) < MAX_WANTED
        blobs.mark_delivered(db, reply.acknowledged, hashes, whole=whole, server_time=reply.server_time)
    followed = 0
    if decision.changes.cursor > decision.state.cursor:
        followed = orders.follow(db, keys.id, decision.changes.events, decision.changes.cursor, now=now)
    files = reply.files
    settled = files is not None and office_files.stage(db, files.files, files.newest, complete=files.complete)
    after = journal.sync_state(db)
    if not live:
        as_of = max(min(now, reply.server_time), before.last_contact_at or 0)
        kept = msgspec.structs.replace(after, last_contact_at=as_of, server_offset_ms=before.server_offset_ms)
        journal.put_sync_state(db, kept)
    return Applied(
        max(0, after.acknowledged - before.acknowledged),
        received + followed,
        # What became of orders and files is an entry of the journal, which the office waits for.
        more=reply.more or decision.state != before or followed > 0 or settled,
        wanted=reply.wanted,
    )
