"""Entries by columns: what was packed comes back byte for byte, whatever it was, and anything else ends in a value."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import sealing
from kiosk.domain import events
from sync.pack import MAX_EVENTS, Columns, Entry, Shared, pack, unpack
from sync.protocol import Envelope, Event, Request, Wrong, pack_request, read_request, unpack_request

START = 1_795_000_000_000
SEED = b"k" * 32


def made(count: int, *, seed: int = 1, photos: bool = False) -> list[Entry]:
    """A kiosk's days: several services, minutes between two residents, answers of uneven length."""
    draw = random.Random(seed)
    services = [(f"d{number}_keterangan", f"D{number}", "ABC"[number % 3]) for number in range(10, 16)]
    numbers = dict.fromkeys("ABC", 0)
    now, entries = START, []
    for _ in range(count):
        now += draw.randint(30_000, 900_000)
        service, ref, letter = draw.choice(services)
        numbers[letter] += 1
        ticket, day = f"{letter}-{numbers[letter]:03}", "2026-11-18"
        if draw.random() < 0.05:
            body = events.encode_event(events.NumberTaken("pengaduan", ticket, day, False))
            entries.append(Entry(events.new_id(now), now + 2, body, None))
            continue
        sealed = draw.randbytes(draw.randint(95, 160))
        event = events.Submitted(
            service, ref, ticket, day, draw.randbytes(16), "id", events.body_hash(sealed), "1", False,
            blobs=tuple(draw.randbytes(32) for _ in range(draw.randint(0, 3))) if photos else (),
        )  # fmt: skip
        event_id = events.new_id(now, event.sealed_hash)
        entries.append(Entry(event_id, now + draw.randint(1, 20), events.encode_event(event), sealed))
    return entries


def sent(entries: list[Entry]) -> bytes:
    """The whole request of a kiosk that is known already."""
    request = Request(
        4711, b"p" * 32, b"h" * 32, 4711 + len(entries), b"h" * 32, 812, START,
        tuple(Event(*entry) for entry in entries),
    )  # fmt: skip
    return pack_request(request, office="16.71.02.1003", kiosk_id="7KQM3X", seed=SEED)


texts = st.text(max_size=12)
hashes = st.binary(min_size=32, max_size=32)
tickets = st.builds("{}-{:03}".format, st.sampled_from("AB"), st.integers(0, 2000))
usual = st.builds(
    events.Submitted, texts, texts, tickets, texts, st.binary(min_size=16, max_size=16), texts, hashes, st.none() | texts,
    st.booleans(), st.booleans(), st.lists(hashes, max_size=3).map(tuple),
)  # fmt: skip
unusual = st.builds(
    events.Submitted, texts, texts, texts, texts, st.binary(max_size=20), texts, hashes, st.none() | texts,
    st.booleans(), st.booleans(), st.lists(st.binary(max_size=4), max_size=3).map(tuple),
)  # fmt: skip


@st.composite
def entries_of_any_kind(draw: st.DrawFn) -> list[Entry]:
    found = []
    for _ in range(draw(st.integers(1, 6))):
        sealed = draw(st.none() | st.binary(max_size=60))
        event_id = draw(st.binary(min_size=16, max_size=16))
        match draw(st.sampled_from(("usual", "usual", "unusual", "bytes"))):
            case "usual":
                sealed = sealed or b""
                event = msgspec.structs.replace(draw(usual), sealed_hash=events.body_hash(sealed))
                body = events.encode_event(event)
                event_id = events.new_id(draw(st.integers(0, 2**48 - 1)), event.sealed_hash)
            case "unusual":
                body = events.encode_event(draw(unusual))
            case _:
                body = draw(st.binary(max_size=60))
        found.append(Entry(event_id, draw(st.integers(-(2**53), 253_402_000_000_000)), body, sealed))
    return found


@given(entries_of_any_kind())
@settings(deadline=None)
def test_any_entries_come_back_byte_for_byte(entries: list[Entry]) -> None:
    columns, rest = pack(entries)
    assert unpack(columns, rest) == entries


@dataclass
class Spelt:
    """A request's body, written otherwise than this program writes it."""

    name: str
    body: bytes


PLAIN = events.Submitted("s", "D18", "A-001", "2026-11-18", b"c" * 16, "id", events.body_hash(b"x"), None, False)
ENCODED = events.encode_event(PLAIN)


@pytest.mark.parametrize(
    "odd",
    [
        Spelt("without the last fields", msgspec.msgpack.encode(msgspec.msgpack.decode(ENCODED)[:-2])),
        Spelt("with a field from the future", msgspec.msgpack.encode([*msgspec.msgpack.decode(ENCODED), 7])),
        Spelt("a long header of a short array", b"\xdd\x00\x00\x00" + bytes([ENCODED[0] & 15]) + ENCODED[1:]),
        Spelt("a number with more zeros", ENCODED.replace(b"A-001", b"A-0001").replace(b"\xa5A-", b"\xa6A-")),
        Spelt("a number in Arabic digits", events.encode_event(msgspec.structs.replace(PLAIN, ticket="A-\u0661"))),
        Spelt("another hash", events.encode_event(msgspec.structs.replace(PLAIN, sealed_hash=b"y" * 32))),
        Spelt("a long text", events.encode_event(msgspec.structs.replace(PLAIN, language="x" * 300))),
        Spelt("half an event", ENCODED[:-1]),
    ],
    ids=lambda odd: odd.name,
)
def test_a_body_that_its_parts_would_not_give_back_travels_as_it_is(odd: Spelt) -> None:
    event_id = events.new_id(START, PLAIN.sealed_hash)
    entries = [Entry(event_id, START, body, b"x") for body in (ENCODED, odd.body, ENCODED)]
    columns, rest = pack(entries)
    assert columns.bodies == (odd.body,)
    assert unpack(columns, rest) == entries


def test_an_id_that_is_not_its_answers_travels_with_its_entry() -> None:
    entries = [
        Entry(one, START, ENCODED, b"x")
        for one in (events.new_id(START), events.new_id(START, PLAIN.sealed_hash), bytes(16), b"\xff" * 16)
    ]
    columns, rest = pack(entries)
    assert len(columns.bodies) == 3
    assert unpack(columns, rest) == entries


def test_two_hundred_requests_cost_twenty_three_bytes_each_beside_their_answers() -> None:
    """Code hashes are 16 bytes of pure chance; the times between residents are most of the rest."""
    entries = made(200)
    answers = sum(len(entry.sealed or b"") for entry in entries)
    empty = len(sent([]))
    assert empty <= 260
    assert (len(sent(entries)) - answers - empty) / 200 <= 23


def test_ten_thousand_entries_are_packed_and_unpacked_quickly() -> None:
    """Both ways together in less than a second of this thread's time."""
    entries = made(10_000, photos=True)
    began = time.thread_time()
    columns, rest = pack(entries)
    assert unpack(columns, rest) == entries
    assert time.thread_time() - began < 1.0


def test_a_column_too_long_or_too_short_is_no_batch() -> None:
    """A byte more or less than there are entries: refused by name, never by accident."""
    columns, rest = pack(made(12, photos=True))
    for field in ("times", "lags", "shared", "tickets", "blobs", "sizes"):
        value = getattr(columns, field) or bytes(12)
        for damaged in (value[:-1], value + b"\x01"):
            with pytest.raises(ValueError, match=r"planes|bodies"):
                unpack(msgspec.structs.replace(columns, **{field: damaged}), rest)
    for changed in (
        msgspec.structs.replace(columns, count=11),
        msgspec.structs.replace(columns, count=MAX_EVENTS),
        msgspec.structs.replace(columns, table=columns.table[:-1]),
        msgspec.structs.replace(columns, table=()),
        msgspec.structs.replace(columns, bodies=(*columns.bodies, b"")),
        msgspec.structs.replace(columns, start=2**48 - 1),
    ):
        with pytest.raises(ValueError, match=r"planes|bodies|table|length|times"):
            unpack(changed, rest)
    for piece in (rest[:-1], rest + b"\0", b""):
        with pytest.raises(ValueError, match="length"):
            unpack(columns, piece)


def test_a_time_beyond_what_an_id_holds_is_no_batch() -> None:
    """Also when `at` itself is an ordinary day again."""
    lag = (2**49 - 1).to_bytes(7, "little")
    columns = Columns(1, 2**48 - 1, b"\x02", lag, b"", b"", b"", b"", (), (b"body",))
    with pytest.raises(ValueError, match="times"):
        unpack(columns, bytes(10))
    [entry] = unpack(msgspec.structs.replace(columns, times=b""), bytes(10))
    assert entry == Entry(b"\xff" * 6 + bytes(10), -1, b"body", None)


def test_columns_cannot_ask_for_more_memory_than_they_bring() -> None:
    """A shared text is repeated for each entry that names it, so it may not be long; nor may there be a million of them."""
    long = Shared("s" * 300, "", "A", "", "", None, False, False)
    columns = Columns(1, 0, b"", b"", b"\x01", b"", b"", b"\x01", (long,), ())
    with pytest.raises(ValueError, match="bodies"):
        unpack(columns, bytes(16))
    many = [1, 0, b"", b"", b"", b"", b"", b"", [], [b""] * (MAX_EVENTS + 1)]
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(many), type=Columns)


@st.composite
def damaged_columns(draw: st.DrawFn) -> tuple[Columns, bytes]:
    """A good batch with one or two of its parts replaced by others of their kind, often of the same length."""
    columns, rest = pack(draw(entries_of_any_kind()))
    for field in draw(st.lists(st.sampled_from(Columns.__struct_fields__), min_size=1, max_size=2)):
        value = getattr(columns, field)
        match value:
            case bytes():
                other: object = draw(st.binary(min_size=len(value), max_size=len(value)) | st.binary(max_size=12))
            case int():
                other = draw(st.integers(1, 9))
            case _ if field == "table":
                shared = st.builds(Shared, *[texts] * 5, st.none() | texts, st.booleans(), st.booleans())
                other = tuple(draw(st.lists(shared, max_size=3)))
            case _:
                other = tuple(draw(st.lists(st.binary(max_size=9), max_size=5)))
        columns = msgspec.structs.replace(columns, **{field: other})
    return columns, draw(st.just(rest) | st.binary(max_size=120))


@given(damaged_columns())
@settings(deadline=None)
def test_signed_columns_of_any_kind_end_in_a_value(damaged: tuple[Columns, bytes]) -> None:
    """An enrolled kiosk gone mad: a request that can be packed again, or `Wrong`; nothing else."""
    columns, rest = damaged
    template = read_request(sent([]))
    assert isinstance(template, Envelope)
    end = 3 + int.from_bytes(template.packed[:3], "big")
    frame = msgspec.msgpack.decode(zstandard.decompress(template.packed[3:end]))
    packed = zstandard.compress(msgspec.msgpack.encode([*frame[:-1], columns]))
    content = len(packed).to_bytes(3, "big") + packed + template.packed[end:] + rest
    envelope = msgspec.structs.replace(template, packed=content, signed=content, signature=sealing.sign(content, SEED))
    result = unpack_request(envelope, sealing.sign_public(SEED))
    assert isinstance(result, Request) or result is Wrong.CONTENT
    if isinstance(result, Request):
        again = read_request(pack_request(result, office="16.71.02.1003", kiosk_id="7KQM3X", seed=SEED))
        assert isinstance(again, Envelope)
        assert unpack_request(again, sealing.sign_public(SEED)) == result
