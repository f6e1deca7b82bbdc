"""Whatever is changed on the way is refused by name and changes nothing; whatever is thrown at either end is survived."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx2
import msgspec
import pytest
import zstandard
from sqlalchemy import select

from kiosk import sealing
from kiosk.catalog_files import load_catalog
from kiosk.domain.events import body_hash
from kiosk.domain.permohonan import PermohonanStatus
from sync.outcome import Reason, State
from sync.protocol import (
    BLOB_PATH,
    MAX_UNPACKED,
    PATH,
    Envelope,
    Reply,
    Verdict,
    Wrong,
    read_request,
    unpack_reply,
    unpack_request,
)
from sync.server.app import create_app
from sync.server.exchange import blobs
from sync.server.exchange.blobs import BlobRefusal, Kept
from sync.server.exchange.calls import Calls
from sync.server.exchange.receive import Received, receive
from sync.server.store.tables import metadata
from tests.sync.sender import SEED, Sender, call
from tests.sync.world import START, Handler, KioskWorld, OfficeWorld, World

HEAD = {"magic": 3, "version": 1, "flags": 1, "length": 1, "office": 13, "kiosk": 6}
FIRST = {**HEAD, "key": 32, "proof": 32, "signature": 64, "frame length": 3}
BLOB = {**HEAD, "length of head": 2}
REFUSED: dict[str, set[object]] = {
    "magic": {Wrong.NOT_OURS},
    "version": {Verdict.VERSION, Wrong.VERSION},
    "flags": {Wrong.CONTENT, Verdict.WRONG_KEY, Verdict.BAD_SIGNATURE},
    "length": {Wrong.CONTENT, Wrong.TRUNCATED, Wrong.OTHER_OFFICE},
    "office": {Wrong.OTHER_OFFICE, Wrong.CONTENT},
    "kiosk": {Verdict.UNKNOWN_KIOSK, Wrong.CONTENT, Wrong.OTHER_KIOSK, BlobRefusal.UNKNOWN_KIOSK},
    "key": {Verdict.WRONG_KEY},
    "proof": {Verdict.WRONG_KEY},
    "length of head": {Wrong.CONTENT, Wrong.TRUNCATED, Wrong.SIGNATURE},
}
ANYWHERE_ELSE: set[object] = {Verdict.BAD_SIGNATURE, Wrong.SIGNATURE}


def region(parts: dict[str, int], at: int) -> str:
    """Which part of the bytes a position belongs to."""
    for name, size in parts.items():
        if at < size:
            return name
        at -= size
    return "rest"


def flipped(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The data with one bit of one byte changed: each byte, a bit that moves through it."""
    for at in range(len(data)):
        yield at, data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


def of_office(office: OfficeWorld) -> dict[str, list[Any]]:
    """Every row of every table."""
    with office.database.reading() as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key.columns)).all()
            for table in metadata.sorted_tables
        }


def of_kiosk(kiosk: KioskWorld) -> list[str]:
    """The whole database as SQL."""
    return kiosk.store.run(lambda db: list(db.iterdump()))


def said(office: OfficeWorld, data: bytes) -> object:
    """The office's answer to a request, in one word."""
    received = receive(office.database, office.keys, data, now=START, live=True)
    return received.verdict if isinstance(received, Received) else received


@pytest.mark.survives(21)
def test_each_byte_of_a_request_changed_is_refused_by_name(office: OfficeWorld) -> None:
    """At the first contact and later: header, key, proof, signature, content. The office's tables stay as they were."""
    sender = Sender(office)
    sender.submit(b"photo")
    for parts in (FIRST, {**HEAD, "signature": 64}):
        data = sender.packed(known=parts is not FIRST)
        before = of_office(office)
        for at, changed in flipped(data):
            where = region(parts, at)
            assert said(office, changed) in REFUSED.get(where, ANYWHERE_ELSE), where
        for changed in (data + b"\0", data[:-1], data[: len(data) // 2], data + data):
            assert said(office, changed) in ANYWHERE_ELSE
        assert of_office(office) == before
        assert said(office, data) is Verdict.OK


@pytest.mark.survives(21)
def test_each_byte_of_a_reply_changed_is_refused_by_name(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """With statuses in it. The kiosk's tables stay as they were, and the next answer is taken."""
    [one] = kiosk.submit()
    kiosk.sync()
    office.move(one.permohonan.id, PermohonanStatus.IN_REVIEW)
    before = of_kiosk(kiosk)
    regions = {**HEAD, "signature": 64}
    every: list[tuple[int, bytes]] = []

    def change(at: int, request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        reply = deliver(request)
        every[:] = flipped(reply.content)
        return httpx2.Response(200, headers=reply.headers, content=every[at % len(every)][1])

    # One byte of each part over the whole road, so that it is seen that nothing is written …
    for at in (0, 3, 4, 5, 8, 20, 25, 60, 88, 89, 100, -1):
        kiosk.road.fault = partial(change, at)
        outcome = kiosk.sync()
        assert outcome.reason in (Reason.FORGED, Reason.VERSION), region(regions, at)
        assert outcome.state in (State.NOT_OUR_SERVER, State.REFUSED)
    assert of_kiosk(kiosk) == before
    # … and each byte at the one place that judges.
    for at, changed in every:
        where = region(regions, at)
        result = unpack_reply(changed, office=kiosk.keys.office, kiosk_id=kiosk.keys.id)
        assert result in REFUSED.get(where, ANYWHERE_ELSE), where
    good = kiosk.road.replies[-1]
    for changed in (good + b"\0", good[:-1], good[:50], good + good):
        result = unpack_reply(changed, office=kiosk.keys.office, kiosk_id=kiosk.keys.id)
        assert result in (Wrong.SIGNATURE, Wrong.TRUNCATED)
    kiosk.road.fault = None
    assert kiosk.sync().received == 1


def test_each_byte_of_a_blob_changed_is_refused_by_name(office: OfficeWorld) -> None:
    """Its head as a file, its bytes also over the network: refused, and no part of it stays."""
    sender = Sender(office)
    photo = random.Random(3).randbytes(300)
    sender.submit(photo)
    sender.exchange()
    data = sender.blob(photo)
    start = len(data) - len(photo)
    before = of_office(office)
    for at, changed in flipped(data):
        where = region(BLOB, at) if at < start else "bytes"
        result = blobs.take_file(office.database, office.keys, changed, now=START)
        due = {BlobRefusal.CHANGED} if where == "bytes" else REFUSED.get(where, ANYWHERE_ELSE)
        assert result in due, where
        if at in (0, 3, 4, 5, 9, 20, 25, 30, start - 70, start - 1, start, len(data) - 1):
            assert call(office.app, BLOB_PATH, [changed]) in (400, 403, 404, 422), where
    for changed in (data + b"\0", data[:-1], data[:start], data[: start - 1], data[:40]):
        assert blobs.take_file(office.database, office.keys, changed, now=START) in (Wrong.CONTENT, Wrong.TRUNCATED)
    assert of_office(office) == before
    assert isinstance(blobs.take_file(office.database, office.keys, data, now=START), Kept)


def test_what_is_one_kiosks_or_one_offices_is_no_others(world: World, office: OfficeWorld) -> None:
    """Requests, replies and blobs given to the wrong one: refused by name on every side, nothing changed."""
    elsewhere = world.office(code="16.71.02.1004")
    ours, theirs = Sender(office), Sender(office, seed=b"t" * 32)
    abroad = Sender(elsewhere, seed=b"a" * 32)
    for one in (ours, theirs, abroad):
        one.submit(b"photo " + one.id.encode())
        one.exchange()
    received = receive(office.database, office.keys, ours.packed(known=True), now=START, live=True)
    assert isinstance(received, Received)
    before = of_office(office), of_office(elsewhere)
    mine, yours = ours.id.encode(), theirs.id.encode()
    photo = b"photo " + mine
    assert said(office, ours.packed(known=True).replace(mine, yours)) is Verdict.BAD_SIGNATURE
    assert said(office, abroad.packed()) is Wrong.OTHER_OFFICE
    renamed = abroad.packed().replace(b"16.71.02.1004", b"16.71.02.1003")
    assert said(office, renamed) is Verdict.UNKNOWN_KIOSK
    assert said(office, ours.packed(known=True)[:25] + theirs.packed(known=True)[25:]) is Verdict.BAD_SIGNATURE
    assert unpack_reply(received.reply, office=ours.enrolment.office, kiosk_id=theirs.id) is Wrong.OTHER_KIOSK
    assert unpack_reply(received.reply, office=abroad.enrolment.office, kiosk_id=ours.id) is Wrong.OTHER_OFFICE
    swapped = received.reply.replace(mine, yours)
    assert unpack_reply(swapped, office=ours.enrolment.office, kiosk_id=theirs.id) is Wrong.SIGNATURE
    assert unpack_reply(ours.packed(), office=ours.enrolment.office, kiosk_id=ours.id) is Wrong.NOT_OURS
    assert said(office, received.reply) is Wrong.NOT_OURS
    take = partial(blobs.take_file, office.database, office.keys, now=START)
    assert take(ours.blob(photo).replace(mine, yours, 1)) is Wrong.SIGNATURE
    assert take(theirs.blob(photo)) is BlobRefusal.NOT_NAMED
    assert take(abroad.blob(photo)) is Wrong.OTHER_OFFICE
    assert (of_office(office), of_office(elsewhere)) == before


@pytest.mark.survives(22)
def test_an_old_answer_to_an_old_question_is_not_taken_for_a_new_one(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Genuine bytes of yesterday, played back: named, and nothing changes."""
    kiosk.submit()
    kiosk.sync()
    old = kiosk.road.replies[-1]
    kiosk.submit()
    before = of_kiosk(kiosk)
    headers = {"content-type": "application/vnd.publik-kiosk.exchange"}
    kiosk.road.fault = lambda request, deliver: httpx2.Response(200, headers=headers, content=old)
    assert kiosk.sync().reason is Reason.OTHER_REQUEST
    assert of_kiosk(kiosk) == before


ATOMS: list[Any] = [
    None, True, False, 0, 1, -1, 127, 2**31, 2**53, 2**53 + 1, -(2**53), 2**63 - 1, -(2**63), 2**64 - 1, 0.5, float("nan"),
    "", "ok", "x" * 300, b"", b"x" * 16, b"h" * 32, b"\xff" * 33, b"z" * 5000, [], [[]], [None] * 20, {}, {"a": 1}, {1: b""},
    msgspec.msgpack.Ext(5, b"time"), [[b"h" * 32, 0]], [[1, "unreadable"]], [["a", "b"]],
]  # fmt: skip


def mutated(draw: random.Random, value: Any) -> Any:
    """The same with one place somewhere inside changed."""
    if isinstance(value, list) and value and draw.random() < 0.85:
        at = draw.randrange(len(value))
        match draw.randrange(8):
            case 0:
                return value[:at] + value[at + 1 :]
            case 1:
                return [*value, draw.choice(ATOMS)]
            case 2:
                return [*value[:at], value[at], *value[at:]]
            case _:
                return [*value[:at], mutated(draw, value[at]), *value[at + 1 :]]
    match value:
        case bytes() if value and draw.random() < 0.6:
            at = draw.randrange(len(value))
            return draw.choice((value[:at], value + b"\x07", value[:at] + draw.randbytes(1) + value[at + 1 :]))
        case bool():
            return not value
        case int() if draw.random() < 0.6:
            return max(-(2**63), min(2**64 - 1, value + draw.choice((-1, 1, 1000, -value, 2**40))))
        case _:
            return draw.choice(ATOMS)


def garbled(draw: random.Random, data: bytes) -> bytes:
    """Random bytes, or good ones with a few of them changed, cut or repeated; never the good ones."""
    changed = bytearray(data)
    match draw.randrange(6):
        case 0:
            changed = bytearray(draw.randbytes(draw.randrange(200)))
        case 1:
            changed[6:] = draw.randbytes(draw.randrange(200))
        case 2:
            del changed[draw.randrange(len(data)) :]
        case 3:
            changed[draw.randrange(len(data)) :] = data[draw.randrange(len(data)) :]
        case _:
            for _ in range(draw.randint(1, 8)):
                changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed) if changed != data else b""


def resigned(draw: random.Random, data: bytes, seed: bytes) -> bytes:
    """A request whose content was changed before it was compressed and signed, with the right key."""
    start = 25 + 64 + 64
    end = start + 3 + int.from_bytes(data[start : start + 3], "big")
    plain = msgspec.msgpack.decode(zstandard.decompress(data[start + 3 : end]))
    rest = data[end:] if draw.random() < 0.8 else garbled(draw, data[end:] or b"x")
    for _ in range(draw.randint(1, 3)):
        plain = mutated(draw, plain)
    frame = zstandard.compress(msgspec.msgpack.encode(plain))
    content = len(frame).to_bytes(3, "big") + frame + rest
    return data[:89] + sealing.sign(data[:89] + content, seed) + content


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    with World(tmp_path_factory.mktemp("tamper")) as world:
        sender = Sender(world.office())
        for number in range(5):
            sender.submit(b"photo %d" % number)
        sender.exchange(sender.packed(msgspec.structs.replace(sender.request(), head_hash=sender.hashes()[5])))
        for _ in range(3):
            sender.submit()
        yield sender


@pytest.mark.survives(16, 21)
def test_four_thousand_hostile_requests_are_answered_or_refused(target: Sender) -> None:
    """Garbled ones, and such as an enrolled kiosk gone mad signs: a signed answer or a named refusal, each time."""
    office, draw = target.office, random.Random(7)
    good = target.packed(target.request(5))
    results = {said(office, garbled(draw, good)) for _ in range(3000)}
    assert {Wrong.NOT_OURS, Wrong.TRUNCATED, Wrong.CONTENT, Wrong.OTHER_OFFICE, Verdict.BAD_SIGNATURE} <= results
    answered = {said(office, resigned(draw, good, SEED)) for _ in range(1000)}
    assert {Verdict.BAD_REQUEST, Verdict.OK, Verdict.FORK, Verdict.GAP} <= answered
    assert answered <= set(Verdict)
    # One of the mad ones may have been a good past of this kiosk, but another; the office goes on answering.
    assert said(office, good) in (Verdict.OK, Verdict.FORK)


@pytest.mark.survives(16)
def test_six_thousand_hostile_replies_are_values_to_a_kiosk(target: Sender) -> None:
    """Also such as an office gone mad signs: a Reply of the declared kind or `Wrong`."""
    draw, keys = random.Random(8), target.office.keys
    received = receive(target.office.database, keys, target.packed(), now=START, live=True)
    assert isinstance(received, Received)
    good, office = received.reply, target.enrolment.office
    unpack = partial(unpack_reply, office=office, kiosk_id=target.id)
    results = {unpack(garbled(draw, good)) for _ in range(4000)}
    assert results <= set(Wrong)
    plain = msgspec.msgpack.decode(zstandard.decompress(good[25 + 64 :]))
    kinds = set()
    for _ in range(2000):
        changed = plain
        for _ in range(draw.randint(1, 3)):
            changed = mutated(draw, changed)
        content = zstandard.compress(msgspec.msgpack.encode(changed))
        result = unpack(good[:25] + sealing.sign(good[:25] + content, keys.sign_seed) + content)
        assert isinstance(result, Reply) or result is Wrong.CONTENT
        kinds.add(type(result))
    assert kinds == {Reply, Wrong}


@pytest.mark.survives(16)
def test_what_a_mad_office_signs_harms_no_kiosk(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A reply whose fields were changed and signed anew ends in an outcome; the journal stays whole."""
    draw = random.Random(9)
    [one] = kiosk.submit()
    kiosk.sync()
    office.move(one.permohonan.id, PermohonanStatus.IN_REVIEW)

    def change(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        reply = deliver(request)
        head = reply.content[:25]
        plain = mutated(draw, msgspec.msgpack.decode(zstandard.decompress(reply.content[89:])))
        content = zstandard.compress(msgspec.msgpack.encode(plain))
        signed = head + sealing.sign(head + content, office.keys.sign_seed) + content
        return httpx2.Response(200, headers=reply.headers, content=signed)

    kiosk.road.fault = change
    reasons = {kiosk.sync().reason for _ in range(60)}
    assert reasons - {Reason.NONE}
    kiosk.verify()


def test_hostile_calls_over_http_never_fail_the_server(target: Sender) -> None:
    """A few hundred through the application, whole and in pieces, cut off and not: no 500, and it answers afterwards."""
    draw = random.Random(10)
    request, photo = target.packed(target.request(5)), target.blob(b"photo 1")
    statuses = set()
    for number in range(300):
        path, good = ((PATH, request), (BLOB_PATH, photo))[number % 2]
        data = garbled(draw, good) if number % 4 < 3 or path == BLOB_PATH else resigned(draw, good, SEED)
        at = draw.randrange(len(data) + 1)
        statuses.add(call(target.office.app, path, [data[:at], data[at:]], cut=draw.random() < 0.2))
    assert statuses <= {200, 400, 403, 404, 408, 409, 413, 422}
    assert call(target.office.app, BLOB_PATH, [photo]) == 200


def test_more_than_was_announced_or_may_be_sent_is_refused(target: Sender) -> None:
    """An endless body is read no further than the longest request; a blob with something after it is no blob."""
    office = target.office
    before = of_office(office)
    photo = target.blob(b"photo 2")
    assert call(office.app, PATH, [bytes(2**20)] * 5) == 413
    assert call(office.app, BLOB_PATH, [bytes(2**20)] * 5) == 400
    assert call(office.app, BLOB_PATH, [photo, b"and more"]) == 200
    assert call(office.app, BLOB_PATH, [target.blob(b"photo 3") + b"and more"]) == 422
    after = of_office(office)
    assert {name for name in after if after[name] != before[name]} == {"blobs"}
    assert [one.hash for one in target.exchange().wanted].count(body_hash(b"photo 3")) == 1


@pytest.mark.survives(21)
def test_a_small_request_cannot_become_large(target: Sender) -> None:
    """Signed bombs of each kind: what unpacking takes is bounded by what a request may be."""
    start = 25 + 64
    good = target.packed(target.request(5))
    length = start + 64 + 3
    plain = msgspec.msgpack.decode(
        zstandard.decompress(good[length : length + int.from_bytes(good[length - 3 : length], "big")])
    )
    zeros = bytes(MAX_UNPACKED - 200)
    row = ["s" * 200, "", "A", "", "", None, False, False]
    bombs: list[Any] = [
        [*plain[:-1], [20_000, 0, zeros, b"", b"", b"", b"", b"", [], []]],
        [*plain[:-1], [20_000, 0, b"", b"", b"\x01" * 20_000, b"", b"", b"\x01" * 20_000, [row], []]],
        [
            *plain[:-1],
            [20_000, 0, b"", b"", b"\x01" * 20_000, b"", b"\xff" * 160_000, b"\x01" * 20_000, [row], []],
        ],
        [*plain[:-1], [20_000, 0, b"", b"", b"", b"", b"", b"\xff" * 160_000, [], [b""] * 20_000]],
        [*plain[:-1], [1, 0, b"", b"", b"", b"", b"", b"", [row] * 70_000, []]],
        [*plain[:-1], [2**40, 0, b"", b"", b"", b"", b"", b"", [], []]],
        [[[[[[]]]]]] * 1_000_000,
    ]
    for bomb in bombs:
        frame = zstandard.compress(msgspec.msgpack.encode(bomb))
        content = len(frame).to_bytes(3, "big") + frame + bytes(32 + 190_000)
        data = good[:89] + sealing.sign(good[:89] + content, SEED) + content
        envelope = read_request(data)
        assert isinstance(envelope, Envelope)
        tracemalloc.start()
        result = unpack_request(envelope, sealing.sign_public(SEED))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert result is Wrong.CONTENT
        assert peak < 3 * MAX_UNPACKED


class Second:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_runaway_kiosk_is_slowed_before_anything_is_unpacked(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Every 10 ms: 429 with the time to wait, which the kiosk calls a busy server; another kiosk is not slowed."""
    second = Second()
    calls = Calls(burst=5, per_second=1, clock=second)
    kiosk.road.app = create_app(office.database, office.keys, load_catalog(), office.clock, calls=calls)
    outcomes = []
    for _ in range(20):
        second.now += 0.01
        outcomes.append(kiosk.sync())
    assert [one.reason for one in outcomes] == [Reason.NONE] * 5 + [Reason.BUSY] * 15
    assert [one.retry_after for one in outcomes] == [0.0] * 5 + [1.0] * 15
    mad = Sender(office)
    whole = mad.blob(b"photo")
    uploads = [[whole[:50], whole[50:]]] * 3 + [[whole]] * 4
    statuses = [call(kiosk.road.app, BLOB_PATH, pieces) for pieces in uploads]
    assert statuses == [403] * 5 + [429] * 2
    second.now += 1.0
    assert kiosk.sync().reason is Reason.NONE
    other = Sender(office)
    other.submit()
    assert call(kiosk.road.app, PATH, [other.packed()]) == 200


def test_more_kiosks_at_once_than_the_server_has_places_for_are_asked_to_come_later(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Before a byte of theirs is read; whoever has a place is served, and its place is free afterwards."""
    calls = Calls(at_once=1)
    kiosk.road.app = create_app(office.database, office.keys, load_catalog(), office.clock, calls=calls)
    kiosk.submit()
    with calls.place() as first, calls.place() as second:
        assert (first, second) == (True, False)
        turned_away = kiosk.sync()
    assert (turned_away.reason, turned_away.retry_after) == (Reason.BUSY, 120.0)
    assert call(kiosk.road.app, PATH, [b"PKX"], cut=True) == 408
    assert kiosk.sync().acknowledged == 1


def test_a_stranger_cannot_make_a_kiosk_wait_for_ever(kiosk: KioskWorld) -> None:
    """Whatever stands in an unsigned answer is bounded."""
    understood = {
        "7": 7.0,
        "999999999": 3600.0,
        "-1": 0.0,
        "soon": 0.0,
        "Fri, 31 Dec 1999 23:59:59 GMT": 0.0,
        "\xb2": 0.0,
    }
    for word, seconds in understood.items():
        headers = [(b"retry-after", word.encode("latin-1"))]
        kiosk.road.fault = lambda request, deliver, headers=headers: httpx2.Response(503, headers=headers)  # type: ignore[misc]
        assert kiosk.sync().retry_after == seconds, word


def test_calls_are_counted_for_each_caller_and_forgotten_in_time() -> None:
    """Memory stays bounded however many names a stranger thinks of."""
    second = Second()
    calls = Calls(burst=2, per_second=0.5, clock=second)
    assert [calls.wait_s("a") for _ in range(3)] == [0.0, 0.0, 2.0]
    second.now = 1.0
    assert calls.wait_s("a") == 1.0
    second.now = 2.0
    assert (calls.wait_s("a"), calls.wait_s("b")) == (0.0, 0.0)
    for number in range(20_000):
        calls.wait_s(number)
    assert calls.remembered <= 4096
