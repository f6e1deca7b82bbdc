"""Journal entries by columns: what the entries of a batch have in common is sent once, and what chance made as it is.

The journal's chain hashes the bytes of each body, so unpacking gives exactly these. A request is taken apart when it comes
back the same from its parts; any other entry travels as it stands. Derived and therefore not sent: the hash of the sealed
answers, an id but for its time, and of a number in the queue what the one before it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from typing import Annotated, Final, NamedTuple, Protocol

import msgspec

from kiosk.domain.antrean import Ticket
from kiosk.domain.events import HASH_SIZE, Submitted, body_hash, decode_event, encode_event, new_id

MAX_EVENTS: Final = 20_000
_TIME, _CHANCE = 6, 10  # bytes of an id that are its time, ms, and that are not
_LAST_TIME: Final = 2**48 - 1
_EARLIEST: Final = -(2**53)
_LATEST: Final = 253_402_000_000_000
_CODE_HASH: Final = 16
_MOST_TEXT: Final = 256  # characters a request shares with others: they are repeated for each entry that names them


class Entry(NamedTuple):
    """A journal entry as it was, without what follows from its place."""

    id: bytes
    at: int
    body: bytes
    sealed: bytes | None


class Packable(Protocol):
    """What is packed: an entry, whatever else it is."""

    @property
    def id(self) -> bytes:
        """UUID, 16 bytes."""

    @property
    def at(self) -> int:
        """When, ms since 1970 UTC."""

    @property
    def body(self) -> bytes:
        """A KioskEvent in MessagePack, or anything."""

    @property
    def sealed(self) -> bytes | None:
        """Sealed answers."""


class Shared(msgspec.Struct, frozen=True, array_like=True):
    """What many requests of a batch have in common."""

    service: str
    ref: str
    letter: str
    queue_day: str
    language: str
    consent: str | None
    clock_doubtful: bool
    priority: bool


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """The part of a batch that gets smaller when it is compressed. The columns are numbers in planes of bytes."""

    count: Annotated[int, msgspec.Meta(ge=1, le=MAX_EVENTS)]
    start: Annotated[int, msgspec.Meta(ge=0, le=_LAST_TIME)]  # ms in the first id
    times: bytes  # ms in an id since the one before
    lags: bytes  # from the time in an id to `at`, ms
    shared: bytes  # which of `table`, from 1; 0: its body is the next of `bodies`
    tickets: bytes  # how far a number is from the next of its letter and day; of requests only
    blobs: bytes  # how many; of requests only
    sizes: bytes  # of the sealed answers, and 1; 0: none
    table: Annotated[tuple[Shared, ...], msgspec.Meta(max_length=MAX_EVENTS)] = ()
    bodies: Annotated[tuple[bytes, ...], msgspec.Meta(max_length=MAX_EVENTS)] = ()


def pack(entries: Sequence[Packable]) -> tuple[Columns, bytes]:
    """At least one and at most MAX_EVENTS entries as columns, and what no compressor makes smaller."""
    times = [int.from_bytes(entry.id[:_TIME]) for entry in entries]
    table: dict[Shared, int] = {}
    latest: defaultdict[tuple[str, str], int] = defaultdict(int)
    shared, tickets, blobs, bodies, ids, hashes = [], [], [], [], [], []
    pictures: list[bytes] = []
    for entry in entries:
        taken = _take_apart(entry)
        if taken is None:
            shared.append(0)
            bodies.append(entry.body)
            ids.append(entry.id[_TIME:])
            continue
        common, number, event = taken
        queue = common.letter, common.queue_day
        shared.append(table.setdefault(common, len(table) + 1))
        tickets.append(_zigzag(number - latest[queue] - 1))
        latest[queue] = number
        blobs.append(len(event.blobs))
        hashes.append(event.code_hash)
        pictures += event.blobs
    columns = Columns(
        count=len(entries),
        start=times[0],
        times=_planes([_zigzag(time - before) for before, time in zip([times[0], *times], times, strict=False)]),
        lags=_planes([_zigzag(entry.at - time) for entry, time in zip(entries, times, strict=True)]),
        shared=_planes(shared),
        tickets=_planes(tickets),
        blobs=_planes(blobs),
        sizes=_planes([0 if entry.sealed is None else len(entry.sealed) + 1 for entry in entries]),
        table=tuple(table),
        bodies=tuple(bodies),
    )
    sealed = [entry.sealed for entry in entries if entry.sealed]
    return columns, b"".join((*ids, *hashes, *pictures, *sealed))


def unpack(columns: Columns, rest: bytes) -> list[Entry]:
    """The entries. Raises ValueError when these are not columns that belong together."""
    count = columns.count
    shared = _values(columns.shared, count)
    submitted = count - shared.count(0)
    if submitted != count - len(columns.bodies) or any(_letters(one) > _MOST_TEXT for one in columns.table):
        raise ValueError("bodies")
    tickets, blobs = _values(columns.tickets, submitted), _values(columns.blobs, submitted)
    sizes = _values(columns.sizes, count)
    times = list(accumulate(map(_signed, _values(columns.times, count)), initial=columns.start))[1:]
    ats = [time + _signed(lag) for time, lag in zip(times, _values(columns.lags, count), strict=True)]
    if min(times) < 0 or max(times) > _LAST_TIME or min(ats) < _EARLIEST or max(ats) > _LATEST:
        raise ValueError("times")
    lengths = (
        _CHANCE * (count - submitted),
        _CODE_HASH * submitted,
        HASH_SIZE * sum(blobs),
        sum(sizes) - count + sizes.count(0),
    )
    if sum(lengths) != len(rest):
        raise ValueError("length")
    starts = tuple(accumulate(lengths, initial=0))
    ids = _pieces(rest, starts[0], repeat(_CHANCE))
    hashes = _pieces(rest, starts[1], [_CODE_HASH] * submitted)
    pictures = _pieces(rest, starts[2], repeat(HASH_SIZE))
    answers = _pieces(rest, starts[3], (size - 1 for size in sizes if size))
    bodies, requests = iter(columns.bodies), zip(tickets, blobs, hashes, strict=True)
    latest: defaultdict[tuple[str, str], int] = defaultdict(int)
    entries = []
    for time, at, row, size in zip(times, ats, shared, sizes, strict=True):
        sealed = next(answers) if size else None
        if row == 0:
            entries.append(Entry(time.to_bytes(_TIME) + next(ids), at, next(bodies), sealed))
            continue
        if row > len(columns.table) or sealed is None:
            raise ValueError("table")
        step, pictured, code = next(requests)
        common = columns.table[row - 1]
        queue = common.letter, common.queue_day
        latest[queue] += 1 + _signed(step)
        blob = tuple(next(pictures) for _ in range(pictured))
        sealed_hash = body_hash(sealed)
        body = _put_together(common, latest[queue], code, sealed_hash, blob)
        entries.append(Entry(new_id(time, sealed_hash), at, body, sealed))
    return entries


def _take_apart(entry: Packable) -> tuple[Shared, int, Submitted] | None:
    """A request's parts: what it shares, its number, and the event; None when it must travel as it is."""
    try:
        event = decode_event(entry.body)
    except msgspec.DecodeError:
        return None
    if not isinstance(event, Submitted) or entry.sealed is None:
        return None
    letter, _, digits = event.ticket.rpartition("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    shared = Shared(
        event.service,
        event.ref,
        letter,
        event.queue_day,
        event.language,
        event.consent,
        event.clock_doubtful,
        event.priority,
    )
    number, sealed_hash = int(digits), body_hash(entry.sealed)
    if (
        _letters(shared) > _MOST_TEXT
        or len(event.code_hash) != _CODE_HASH
        or any(len(one) != HASH_SIZE for one in event.blobs)
        or new_id(int.from_bytes(entry.id[:_TIME]), sealed_hash) != entry.id
        or _put_together(shared, number, event.code_hash, sealed_hash, event.blobs) != entry.body
    ):
        return None
    return shared, number, event


def _put_together(shared: Shared, number: int, code_hash: bytes, sealed_hash: bytes, blobs: tuple[bytes, ...]) -> bytes:
    return encode_event(
        Submitted(
            shared.service,
            shared.ref,
            str(Ticket(shared.letter, number)),
            shared.queue_day,
            code_hash,
            shared.language,
            sealed_hash,
            shared.consent,
            shared.clock_doubtful,
            shared.priority,
            blobs,
        )
    )


def _letters(shared: Shared) -> int:
    texts = (shared.service, shared.ref, shared.letter, shared.queue_day, shared.language, shared.consent or "")
    return sum(map(len, texts))


def _pieces(data: bytes, at: int, sizes: Iterable[int]) -> Iterator[bytes]:
    for size in sizes:
        yield data[at : at + size]
        at += size


def _planes(values: Sequence[int]) -> bytes:
    """Numbers as the lowest byte of all, then the next of all: bytes that are alike come to stand together."""
    width = (max(values, default=0).bit_length() + 7) // 8
    whole = b"".join(value.to_bytes(width, "little") for value in values)
    return b"".join(whole[plane::width] for plane in range(width))


def _values(planes: bytes, count: int) -> list[int]:
    if not planes:
        return [0] * count
    width, odd = divmod(len(planes), count) if count else (0, 1)
    if odd or width > 8:
        raise ValueError("planes")
    whole = bytearray(len(planes))
    for plane in range(width):
        whole[plane::width] = planes[plane * count : (plane + 1) * count]
    return [int.from_bytes(whole[at : at + width], "little") for at in range(0, len(whole), width)]


def _zigzag(value: int) -> int:
    """A small number, whichever its sign."""
    return 2 * value if value >= 0 else -2 * value - 1


def _signed(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value + 1) // 2
