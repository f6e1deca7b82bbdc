"""The way back after a disk came back from an older copy: take over what that data folder accepted and no office has.

Its office knows another past of it, so the folder can never sync again. Here its requests and numbers go on under their own
ids, sealed as they were, as entries of this kiosk's journal. An id is in a journal once and at the office once for ever, so
doing this twice changes nothing, and what the office had after all is refused there as known.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from kiosk.domain import project
from kiosk.domain.events import Given, JournalEntry, Submitted, body_hash, decode_event
from kiosk.store import antrean, blobs, journal, permohonan
from kiosk.store.database import Connection
from kiosk.usecases.context import Context


class Rescued(msgspec.Struct, frozen=True):
    """What was taken over."""

    requests: int = 0
    numbers: int = 0  # places in the queue without a form
    photos: int = 0
    known: int = 0  # were taken over before
    gone: int = 0  # the office had these so long ago that their answers were taken away in time
    lost: tuple[int, ...] = ()  # entries of the old journal that are damaged: nothing can be done for these


class Found(msgspec.Struct, frozen=True):
    """An entry of another data folder or of a damaged database, with all that belongs to it."""

    entry: JournalEntry
    event: Given
    sealed: bytes | None
    photos: tuple[bytes, ...]
    lost_photos: tuple[bytes, ...] = ()  # hashes


def rescue(context: Context, old: Connection, *, everything: bool = False) -> Rescued:
    """Takes over every request and number that the office had not acknowledged to the old folder, in one transaction;
    `everything`: those that it had acknowledged too, for an office that has forgotten them.

    `old` is sealed to the same office as this kiosk; the caller knows that. Raises the store's errors; then nothing changed.
    """

    def take(db: Connection) -> Rescued:
        done = Rescued()
        acknowledged = journal.sync_state(old).acknowledged
        for one in _entries(old, 0 if everything else acknowledged, acknowledged):
            if one is None:
                done = msgspec.structs.replace(done, gone=done.gone + 1)
            elif isinstance(one, int):
                done = msgspec.structs.replace(done, lost=(*done.lost, one))
            elif journal.holds(db, one.entry.id):
                done = msgspec.structs.replace(done, known=done.known + 1)
            else:
                take_over(db, context.kiosk.id, one)
                number = not isinstance(one.event, Submitted)
                done = msgspec.structs.replace(
                    done,
                    requests=done.requests + (not number),
                    numbers=done.numbers + number,
                    photos=done.photos + len(one.photos),
                )
        return done

    return context.store.transaction(take)


def _entries(old: Connection, after: int, acknowledged: int) -> Iterator[Found | int | None]:
    """Entries after a sequence with what belongs to them; the sequence alone of one that is damaged, and nothing of one
    whose answers went because the office has had them long enough. Its photos go before them.
    """
    for outgoing in journal.outgoing(old, after, max_bytes=2**62):
        entry = outgoing.entry
        try:
            event = decode_event(entry.body)
        except msgspec.DecodeError:
            yield entry.seq
            continue
        if not isinstance(event, Given):
            continue  # orders and files are this kiosk's own affair
        if isinstance(event, Submitted):
            yield _request(old, entry, event, outgoing.sealed, had=entry.seq <= acknowledged)
        else:
            yield Found(entry, event, None, ())


def _request(
    old: Connection, entry: JournalEntry, event: Submitted, sealed: bytes | None, *, had: bool
) -> Found | int | None:
    if sealed is None and had:
        return None
    photos = {hash_: body for hash_ in event.blobs if (body := blobs.body(old, hash_)) is not None}
    missing = tuple(hash_ for hash_ in event.blobs if hash_ not in photos)
    whole = all(body_hash(body) == hash_ for hash_, body in photos.items()) and (had or not missing)
    if sealed is None or body_hash(sealed) != event.sealed_hash or not whole:
        return entry.seq
    return Found(entry, event, sealed, tuple(photos.values()), missing)


def take_over(db: Connection, kiosk_id: str, one: Found) -> None:
    """Appends an entry under its own id, inside the caller's transaction, with everything that `submit` writes but the slip."""
    seq = journal.append(db, kiosk_id, one.event, event_id=one.entry.id, at=one.entry.at, sealed=one.sealed)
    put_beside(db, seq, one)


def put_beside(db: Connection, seq: int, one: Found) -> None:
    """What stands beside an entry: its place in the queue, its photos, its request. Inside the caller's transaction."""
    antrean.keep(db, one.event.queue_day, one.event.ticket, seq=seq)
    if isinstance(one.event, Submitted):
        blobs.add(db, seq, one.photos)
        blobs.add_lost(db, seq, one.lost_photos)
        permohonan.put(db, project.begin(one.event, event_id=one.entry.id, seq=seq, at=one.entry.at))
