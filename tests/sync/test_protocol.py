"""The bytes of the exchange: what was packed comes back, everything else ends in a named value."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import sealing
from kiosk.domain import events
from kiosk.domain.office import Office
from sync.protocol import (
    MAX_BLOB,
    MAX_BLOB_HEAD,
    MAX_PACKED,
    MAX_UNPACKED,
    BlobEnvelope,
    BlobHead,
    Envelope,
    Event,
    File,
    Files,
    FilesHeld,
    Reply,
    Request,
    Verdict,
    Wanted,
    Wrong,
    exchange_hash,
    kiosk_of,
    pack_blob,
    pack_reply,
    pack_request,
    proves,
    read_blob,
    read_request,
    unpack_blob,
    unpack_reply,
    unpack_request,
)
from sync.server.exchange.receive import Received, receive
from tests.sync.world import START, OfficeWorld, World

CODE, KIOSK = "16.71.02.1003", "7KQM3X"
KIOSK_SEED, OFFICE_SEED = b"k" * 32, b"o" * 32
OFFICE = Office(CODE, "Kelurahan 26 Ilir", b"s" * 32, sealing.sign_public(OFFICE_SEED), b"c" * 32)

hashes = st.binary(min_size=32, max_size=32)
numbers = st.integers(0, 2**53)
times = st.integers(-(2**53), 253_402_000_000_000)
wire_events = st.builds(
    Event,
    st.binary(min_size=16, max_size=16),
    times,
    st.binary(max_size=200),
    st.none() | st.binary(max_size=300),
)
held = st.builds(FilesHeld, numbers, numbers, numbers, st.text(max_size=20))
free_requests = st.builds(
    Request,
    numbers,
    hashes,
    hashes,
    numbers,
    hashes,
    numbers,
    times,
    st.lists(wire_events, max_size=4).map(tuple),
    held,
    st.integers(0, MAX_UNPACKED),
)
requests = (
    free_requests
    | free_requests.map(lambda one: msgspec.structs.replace(one, head_hash=one.last))
    | free_requests.map(lambda one: msgspec.structs.replace(one, last=one.previous, head_hash=one.previous))
    | free_requests.map(lambda one: msgspec.structs.replace(one, last=one.previous))
)
files = st.builds(File, numbers, st.text(max_size=20), st.none() | st.text(max_size=50))
replies = st.builds(
    Reply,
    hashes,
    st.sampled_from(Verdict),
    numbers,
    numbers,
    numbers,
    st.booleans(),
    times,
    st.lists(st.tuples(numbers, st.text(max_size=20)), max_size=3).map(tuple),
    st.lists(st.binary(max_size=100), max_size=3).map(tuple),
    st.none() | st.builds(Files, st.lists(files, max_size=2).map(tuple), numbers, st.booleans()),
    st.lists(st.builds(Wanted, hashes, numbers), max_size=3).map(tuple),
)


@pytest.fixture(scope="module")
def lasting_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeWorld]:
    with World(tmp_path_factory.mktemp("fuzz")) as world:
        yield world.office()


def _framed(frame: bytes) -> bytes:
    return len(frame).to_bytes(3, "big") + frame


def opened(data: bytes) -> Envelope:
    envelope = read_request(data)
    assert isinstance(envelope, Envelope), envelope
    return envelope


@given(requests, st.none() | hashes)
def test_a_request_comes_back_as_it_was(request: Request, secret: bytes | None) -> None:
    """Pack and unpack are inverse; the first contact carries a key that its secret proves."""
    data = pack_request(request, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED, secret=secret)
    envelope = opened(data)
    assert (envelope.office, envelope.kiosk_id, envelope.hash) == (CODE, KIOSK, exchange_hash(data))
    assert unpack_request(envelope, sealing.sign_public(KIOSK_SEED)) == request
    assert (envelope.first is not None) == (secret is not None)
    if secret and envelope.first:
        assert envelope.first.key == sealing.sign_public(KIOSK_SEED)
        assert proves(envelope.first, secret, CODE, KIOSK)
        assert not proves(envelope.first, secret, CODE, "7KQM3Y")
        assert not proves(envelope.first, b"x" * 32, CODE, KIOSK)


@given(replies)
def test_a_reply_comes_back_as_it_was(reply: Reply) -> None:
    """And only for the kiosk and from the office it names."""
    data = pack_reply(reply, office=CODE, kiosk_id=KIOSK, seed=OFFICE_SEED)
    assert unpack_reply(data, office=OFFICE, kiosk_id=KIOSK) == reply
    assert unpack_reply(data, office=OFFICE, kiosk_id="7KQM3Y") is Wrong.OTHER_KIOSK
    other = msgspec.structs.replace(OFFICE, code="16.71.02.1004")
    assert unpack_reply(data, office=other, kiosk_id=KIOSK) is Wrong.OTHER_OFFICE
    stranger = msgspec.structs.replace(OFFICE, sign_key=sealing.sign_public(KIOSK_SEED))
    assert unpack_reply(data, office=stranger, kiosk_id=KIOSK) is Wrong.SIGNATURE


@given(
    st.builds(BlobHead, hashes, st.integers(2, MAX_BLOB), st.integers(0, 1)),
    st.binary(max_size=50),
    st.integers(0, 300),
)
def test_a_blobs_head_comes_back_as_it_was(head: BlobHead, body: bytes, cut: int) -> None:
    """It says where its bytes begin; less than all of it asks for more, and only the kiosk's own key believes it."""
    front = pack_blob(head, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED)
    assert len(front) <= MAX_BLOB_HEAD
    envelope = read_blob(front + body)
    assert isinstance(envelope, BlobEnvelope)
    assert (envelope.office, envelope.kiosk_id, envelope.start) == (CODE, KIOSK, len(front))
    assert unpack_blob(envelope, sealing.sign_public(KIOSK_SEED)) == head
    assert unpack_blob(envelope, sealing.sign_public(OFFICE_SEED)) is Wrong.SIGNATURE
    assert kiosk_of(front) == KIOSK
    if cut < len(front):
        assert read_blob(front[:cut]) is Wrong.TRUNCATED


@pytest.mark.parametrize(
    "said", [[b"short", 5], [b"h" * 32, 0, 1], [b"h" * 32, MAX_BLOB + 1], [b"h" * 32, 5, 5], [b"h" * 32, 5, -1], 7]
)
def test_a_signed_head_of_an_impossible_blob_is_refused(said: object) -> None:
    """Too large, or to begin after its end."""
    encoded = msgspec.msgpack.encode(said)
    front = b"PKB\x01\x00\x0d" + CODE.encode() + KIOSK.encode() + len(encoded).to_bytes(2, "big") + encoded
    envelope = read_blob(front + sealing.sign(front, KIOSK_SEED))
    assert isinstance(envelope, BlobEnvelope)
    assert unpack_blob(envelope, sealing.sign_public(KIOSK_SEED)) is Wrong.CONTENT


def test_every_flipped_bit_is_noticed() -> None:
    """No bit of a request or a reply can change without being refused."""
    request = Request(0, b"0" * 32, b"0" * 32, 0, b"0" * 32, 0, START)
    data = pack_request(request, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED, secret=b"s" * 32)
    reply = pack_reply(
        Reply(b"0" * 32, Verdict.OK, 0, 0, 0, False, START), office=CODE, kiosk_id=KIOSK, seed=OFFICE_SEED
    )
    key = sealing.sign_public(KIOSK_SEED)
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        envelope = read_request(bytes(changed))
        if isinstance(envelope, Envelope):
            assert isinstance(unpack_request(envelope, key), Wrong)
    for bit in range(8 * len(reply)):
        changed = bytearray(reply)
        changed[bit // 8] ^= 1 << bit % 8
        assert isinstance(unpack_reply(bytes(changed), office=OFFICE, kiosk_id=KIOSK), Wrong)


def test_every_shorter_piece_is_noticed() -> None:
    """A file cut off anywhere is no file."""
    request = Request(0, b"0" * 32, b"0" * 32, 0, b"0" * 32, 0, START)
    data = pack_request(request, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED)
    for size in range(len(data)):
        envelope = read_request(data[:size])
        assert isinstance(envelope, Wrong) or isinstance(
            unpack_request(envelope, sealing.sign_public(KIOSK_SEED)), Wrong
        )


@given(st.binary(max_size=400) | st.binary(max_size=300).map(lambda tail: b"PKX\x01\x00\x0d16.71.02.10037KQM3X" + tail))
def test_any_bytes_end_in_a_value(data: bytes) -> None:
    """Nothing that arrives raises."""
    for result in (
        read_request(data),
        unpack_reply(b"PKR" + data[3:], office=OFFICE, kiosk_id=KIOSK),
        read_blob(b"PKB" + data[3:]),
    ):
        assert isinstance(result, Wrong | Envelope | BlobEnvelope)


@given(
    st.binary(max_size=400)
    | st.recursive(st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(), st.lists).map(msgspec.msgpack.encode)
)
def test_signed_nonsense_ends_in_a_value(content: bytes) -> None:
    """An enrolled kiosk gone mad is refused as content, compressed or not."""
    key = sealing.sign_public(KIOSK_SEED)
    template = opened(
        pack_request(Request(0, b"0" * 32, b"0" * 32, 0, b"0" * 32, 0, 0), office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED)
    )
    compressed = zstandard.compress(content)
    for packed in (content, compressed, _framed(content), _framed(compressed), _framed(compressed) + bytes(200)):
        signed = b"head" + packed
        envelope = msgspec.structs.replace(
            template, packed=packed, signed=signed, signature=sealing.sign(signed, KIOSK_SEED)
        )
        assert unpack_request(envelope, key) is Wrong.CONTENT


@pytest.mark.parametrize("honest", [True, False], ids=["says its size", "hides its size"])
def test_a_bomb_is_not_unpacked(honest: bool) -> None:
    """A gigabyte of zeros in a few kilobytes is refused before any of it exists."""
    bomb = zstandard.ZstdCompressor(write_content_size=honest)
    compressor = bomb.compressobj(size=2**30) if honest else bomb.compressobj()
    packed = _framed(b"".join(compressor.compress(bytes(2**20)) for _ in range(1024)) + compressor.flush())
    assert len(packed) < MAX_PACKED < MAX_UNPACKED < 2**30
    signed = b"head" + packed
    envelope = Envelope(1, CODE, KIOSK, None, sealing.sign(signed, KIOSK_SEED), signed, packed, b"")
    assert unpack_request(envelope, sealing.sign_public(KIOSK_SEED)) is Wrong.TOO_LARGE


def test_a_request_is_no_reply() -> None:
    """A signature over the one never passes as the other, even with the same key."""
    same = msgspec.structs.replace(OFFICE, sign_key=sealing.sign_public(KIOSK_SEED))
    request = Request(0, b"0" * 32, b"0" * 32, 0, b"0" * 32, 0, 0)
    data = pack_request(request, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED)
    assert unpack_reply(data, office=same, kiosk_id=KIOSK) is Wrong.NOT_OURS
    assert unpack_reply(b"PKR" + data[3:], office=same, kiosk_id=KIOSK) is Wrong.SIGNATURE


def test_a_later_version_is_told_from_damage() -> None:
    """A newer kiosk gets "version" as its answer, so its screen can say what to update."""
    request = Request(0, b"0" * 32, b"0" * 32, 0, b"0" * 32, 0, 0)
    data = bytearray(pack_request(request, office=CODE, kiosk_id=KIOSK, seed=KIOSK_SEED))
    data[3] = 2
    envelope = opened(bytes(data))
    assert envelope.kiosk_id == KIOSK
    assert unpack_request(envelope, sealing.sign_public(KIOSK_SEED)) is Wrong.VERSION


def _body(**changed: object) -> bytes:
    values = {
        "service": "s",
        "ref": "D18",
        "ticket": "A-001",
        "queue_day": "2026-11-18",
        "code_hash": b"0" * 16,
        "language": "id",
        "sealed_hash": events.body_hash(b"sealed"),
        "consent": None,
        "clock_doubtful": False,
    }
    return events.encode_event(events.Submitted(**{**values, **changed}))  # type: ignore[arg-type]


BODIES = st.sampled_from(
    [
        _body(),
        _body(queue_day="2026-02-30"),
        _body(service="\0"),
        _body(ticket="x" * 5000),
        _body(code_hash=b""),
        _body(sealed_hash=b"other"),
        msgspec.msgpack.encode(["submitted"]),
        msgspec.msgpack.encode(["from_the_future", 1, 2]),
        b"",
    ]
)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_an_enrolled_kiosk_sends_is_answered(lasting_office: OfficeWorld, data: st.DataObject) -> None:
    """Chains that fit and chains that do not, readable and unreadable events: a signed reply each time, never an error."""
    office = lasting_office
    enrolment = office.enrolment()
    drawn = data.draw(
        st.lists(
            st.builds(
                Event,
                st.binary(min_size=16, max_size=16),
                numbers.map(lambda n: n % 2**47),
                BODIES,
                st.none() | st.just(b"sealed"),
            ),
            max_size=5,
        )
    )
    fits = data.draw(st.booleans())
    current = previous = events.genesis(enrolment.kiosk_id)
    for seq, event in enumerate(drawn, 1):
        current = events.chain_hash(current, seq, event.id, event.at, event.body)
    request = Request(0, previous, current, len(drawn), current, 0, START, tuple(drawn))
    if not fits:
        request = msgspec.structs.replace(data.draw(requests), events=tuple(drawn))
    packed = pack_request(request, office=CODE, kiosk_id=enrolment.kiosk_id, seed=KIOSK_SEED, secret=enrolment.secret)
    for _ in range(2):
        received = receive(office.database, office.keys, packed, now=START, live=True)
        assert isinstance(received, Received)
        reply = unpack_reply(received.reply, office=enrolment.office, kiosk_id=enrolment.kiosk_id)
        assert isinstance(reply, Reply)
        if fits:
            assert (reply.verdict, reply.acknowledged) == (Verdict.OK, len(drawn))
