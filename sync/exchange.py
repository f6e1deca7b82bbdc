"""One exchange, seen from the kiosk: build a request from the journal, apply the answer to it. Both roads use this."""

from __future__ import annotations

from typing import Protocol

import msgspec

from kiosk.clock import Clock
from kiosk.domain.events import genesis
from kiosk.domain.office import Office
from kiosk.store import journal
from kiosk.store.database import Connection, Store
from sync import plan
from sync.outcome import Reason
from sync.protocol import MAX_EVENTS, Event, Reply, Request, Wrong, exchange_hash, pack_request, unpack_reply


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
    cursor: int  # it asks for changes after this

    @property
    def count(self) -> int:
        """How many entries it holds."""
        return self.to - self.after


class Applied(msgspec.Struct, frozen=True):
    """What a reply changed here."""

    acknowledged: int  # entries newly acknowledged
    received: int  # statuses that were new
    more: bool  # ask again at once: there is more to fetch, or the office wants earlier entries once more


def prepare(store: Store, keys: KioskKeys, clock: Clock, *, max_bytes: int, after: int | None = None) -> Prepared:
    """A request with the entries after `after` (default: after what the office acknowledged), as many as fit.

    Raises the store's errors.
    """

    def build(db: Connection) -> tuple[Request, bool]:
        state = journal.sync_state(db)
        start = state.acknowledged if after is None else after
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
    return Prepared(
        data, exchange_hash(data), request.after, request.after + len(request.events), request.head_seq, request.cursor
    )


def verify(keys: KioskKeys, data: bytes) -> Reply | Wrong:
    """The reply in `data`, when it is for this kiosk and its office signed it."""
    return unpack_reply(data, office=keys.office, kiosk_id=keys.id)


def apply(db: Connection, keys: KioskKeys, reply: Reply, *, asked: int, now: int, live: bool) -> Applied | Reason:
    """Applies a verified reply inside the caller's transaction, or says why not; then nothing changed.

    `asked` is the cursor of the request. `live`: the answer came at once, so the server's clock can be compared with ours;
    on a stick its time says only how old the news are.
    """
    before = journal.sync_state(db)
    decision = plan.judge(reply, before, head=journal.head(db, keys.id)[0], asked=asked)
    if isinstance(decision, Reason):
        return decision
    journal.put_sync_state(db, decision.state)
    received = journal.apply_changes(db, decision.changes, now=now)
    after = journal.sync_state(db)
    if not live:
        as_of = max(min(now, reply.server_time), before.last_contact_at or 0)
        kept = msgspec.structs.replace(after, last_contact_at=as_of, server_offset_ms=before.server_offset_ms)
        journal.put_sync_state(db, kept)
    rewound = decision.state != before
    return Applied(max(0, after.acknowledged - before.acknowledged), received, reply.more or rewound)
