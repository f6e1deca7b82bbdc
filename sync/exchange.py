"""One exchange, seen from the kiosk: build a request from the journal, apply the answer to it. Both roads use this."""

from __future__ import annotations

from typing import Protocol

import msgspec

from kiosk.clock import Clock, Zone
from kiosk.domain.audit import Act, Actor
from kiosk.domain.office import Office
from kiosk.store import acknowledged, audit, blobs, journal, office_files, settings, void_letters, waits
from kiosk.store.database import Connection, Store
from kiosk.store.numbers import Numbers
from kiosk.usecases import office_files as taking
from kiosk.usecases import orders, recover
from sync import plan
from sync.outcome import Reason
from sync.pack import MAX_EVENTS
from sync.protocol import (
    FIRST_ROOM,
    MAX_WANTED,
    AuditHead,
    Event,
    FilesHeld,
    Health,
    Reply,
    Request,
    Verdict,
    Wanted,
    Wrong,
    exchange_hash,
    open_reply,
    pack_request,
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

    @property
    def vouchers(self) -> tuple[tuple[bytes, bytes], ...]:
        """Of former keys for those after them, signature and key, oldest first."""

    def go_over(self, office: Office) -> None:
        """Takes the office's newer keys, which those known here vouch for."""


class Prepared(msgspec.Struct, frozen=True):
    """A request, ready to leave."""

    data: bytes
    hash: bytes  # of `data`
    after: int  # it holds the entries after this one …
    to: int  # … up to this one
    head: int  # the newest entry there was
    count: int  # how many entries it holds


class Applied(msgspec.Struct, frozen=True):
    """What a reply changed here."""

    acknowledged: int  # entries newly acknowledged
    received: int  # statuses and orders that were new
    more: bool  # ask again at once: there is more to fetch, or the office wants earlier entries once more
    wanted: tuple[Wanted, ...] = ()  # photos the office lacks


class OfficeKeysInUse(msgspec.Struct, frozen=True):
    """The office's keys that the audit log speaks of."""

    generation: int = 1


def prepare(
    store: Store,
    keys: KioskKeys,
    clock: Clock,
    *,
    max_bytes: int,
    after: int | None = None,
    room: int = FIRST_ROOM,
    health: Health | None = None,
) -> Prepared:
    """A request with the entries after `after` (default: after what the office acknowledged), as many as fit.

    `room`: bytes of changes and files, before they are compressed, that the reply may hold. Files that came with the last
    reply are judged first, so that what became of them travels at once. Raises the store's errors.
    """
    settle(store, keys, clock)

    def build(db: Connection) -> tuple[Request, int, bool]:
        state = journal.sync_state(db)
        # What the office acknowledged last may be an entry that this disk lost: then it begins before what is missing.
        start, previous = journal.at_or_before(db, keys.id, state.acknowledged if after is None else after)
        held = office_files.held(db)
        head_seq, head_hash = journal.head(db, keys.id)
        outgoing = journal.outgoing(db, start, max_bytes=max_bytes)[:MAX_EVENTS]
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
            office_keys=keys.office.generation,
            health=health,
        )
        to = outgoing[-1].entry.seq if outgoing else start
        if to == head_seq:
            # Not before: of a kiosk that was restored the office shall know that first.
            request = msgspec.structs.replace(request, audit=_audit_head(db))
        return request, to, state.enrolled

    request, to, enrolled = store.run(build)
    data = pack_request(
        request,
        office=keys.office.code,
        kiosk_id=keys.id,
        seed=keys.seed,
        secret=None if enrolled else keys.secret,
        vouchers=() if enrolled else keys.vouchers,
    )
    return Prepared(data, exchange_hash(data), request.after, to, request.head_seq, len(request.events))


def settle(store: Store, keys: KioskKeys, clock: Clock) -> None:
    """Takes the office's files in use, or refuses them, once all that belong together have come. The network road does so
    before its next request; who reads the last answer of a stick calls this after it. Raises the store's errors.
    """
    taking.settle(store, keys.id, clock)


def verify(keys: KioskKeys, data: bytes) -> Reply | Wrong:
    """The reply in `data`, when it is for this kiosk and its office signed it. Goes over to the office's new keys when it
    brings any: they are vouched for by the ones known here, whatever else the reply says. Raises DiskReadOnly.
    """
    opened = open_reply(data, office=keys.office, kiosk_id=keys.id)
    if isinstance(opened, Wrong):
        return opened
    keys.go_over(opened.office)
    return opened.reply


def apply(db: Connection, keys: KioskKeys, reply: Reply, *, now: int, live: bool, numbers: Numbers) -> Applied | Reason:
    """Applies a verified reply inside the caller's transaction, or says why not; then nothing of it is taken.

    A reply that acknowledges more than this disk ever wrote says that an older copy was put back: then the journal and the
    queue numbers first leap above what was lost (`recover.office_knows_more`), and the reply is taken like any other.

    `live`: the answer came at once, so the server's clock can be compared with ours; on a stick its time says only how old
    the news are.
    """
    before = journal.sync_state(db)
    decision = plan.judge(reply, before, head=journal.head(db, keys.id)[0])
    lost = decision is Reason.LOST_TAIL
    if lost:
        today = Zone(keys.office.zone).local(now).date()
        recover.office_knows_more(db, keys.id, numbers, now=now, today=today, acknowledged=reply.acknowledged)
        decision = plan.judge(reply, before, head=journal.head(db, keys.id)[0])
    if decision in (Reason.WRONG_KEY, Reason.BAD_SIGNATURE):
        # Or the office was restored from a copy older than our first contact, or than this key: then the secret works
        # once more, or what the keys before said of this one.
        journal.put_sync_state(db, msgspec.structs.replace(before, enrolled=False))
    if isinstance(decision, Reason):
        return decision
    journal.put_sync_state(db, decision.state)
    if decision.state.acknowledged < before.acknowledged:
        acknowledged.take_back(db, decision.state.acknowledged)
    received = journal.apply_changes(db, decision.changes, now=now)
    if reply.verdict is Verdict.OK:
        hashes = [one.hash for one in reply.wanted]
        whole = len(hashes) < MAX_WANTED
        blobs.mark_delivered(db, reply.acknowledged, hashes, whole=whole, server_time=reply.server_time)
        acknowledged.mark(db, reply.acknowledged, at=reply.server_time)
        audit.put_told(db, reply.audit)
    _note_keys(db, keys.office.generation, now)
    followed = 0
    if decision.changes.cursor > decision.state.cursor:
        followed = orders.follow(db, keys.id, decision.changes.events, decision.changes.cursor, now=now)
        waits.keep(db, decision.changes.events)
        void_letters.keep(db, decision.changes.events)
    files = reply.files
    settled = files is not None and office_files.stage(db, files.files, files.newest, complete=files.complete)
    after = journal.sync_state(db)
    if not live:
        as_of = max(min(now, reply.server_time), before.last_contact_at or 0)
        kept = msgspec.structs.replace(after, last_contact_at=as_of, server_offset_ms=before.server_offset_ms)
        journal.put_sync_state(db, kept)
    return Applied(
        journal.between(db, before.acknowledged, after.acknowledged),
        received + followed,
        # What became of orders and files is an entry of the journal, which the office waits for.
        more=reply.more or decision.state != before or followed > 0 or settled or lost,
        wanted=reply.wanted,
    )


def _audit_head(db: Connection) -> AuditHead | None:
    """What the office is told of the audit log, where there is anything to tell."""
    known, (seq, hash_) = audit.told(db), audit.head(db)
    if (seq, hash_) == (known.seq, known.hash):
        return None
    return AuditHead(known.seq, audit.hash_of(db, known.seq) or b"", seq, hash_)


def _note_keys(db: Connection, generation: int, now: int) -> None:
    if generation != (settings.get(db, OfficeKeysInUse) or OfficeKeysInUse()).generation:
        settings.put(db, OfficeKeysInUse(generation))
        audit.append(db, Actor.OFFICE, Act.OFFICE_KEYS_CHANGED, at=now, detail=f"generation {generation}")
