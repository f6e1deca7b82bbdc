"""Photos on their own: named by an entry, kept as far as they came, believed only when whole and acknowledged."""

from __future__ import annotations

import random
from collections.abc import Iterator

import httpx2
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kiosk.domain import events
from kiosk.store import journal
from sync import plan
from sync.outcome import Reason
from sync.protocol import BLOB_PATH, MAX_WANTED, BlobHead, Wanted, Wrong, pack_blob
from sync.server.exchange import api, blobs
from sync.server.exchange.blobs import PART, Arriving, BlobRefusal, Kept
from sync.server.store.tables import blob_parts
from tests.postgres import Cluster
from tests.sync.sender import Sender, call
from tests.sync.world import START, Handler, KioskWorld, OfficeWorld, World

PHOTO = random.Random(1).randbytes(40_000)
OTHER = random.Random(2).randbytes(25_000)


@pytest.fixture
def sender(office: OfficeWorld) -> Sender:
    return Sender(office)


def has(office: OfficeWorld, *bodies: bytes) -> bool:
    with office.database.reading() as connection:
        found = blobs.bodies(connection, office.keys.code, [events.body_hash(body) for body in bodies])
    return found == {events.body_hash(body): body for body in bodies}


def wanted(sender: Sender, upto: int = 10**6) -> tuple[Wanted, ...]:
    with sender.office.database.reading() as connection:
        return blobs.wanted(connection, sender.office.keys.code, sender.id, upto)


def parts(office: OfficeWorld) -> list[int]:
    with office.database.reading() as connection:
        return [
            int(size)
            for size in connection.execute(
                select(func.length(blob_parts.c.body)).order_by(blob_parts.c.start)
            ).scalars()
        ]


def take_photos(kiosk: KioskWorld, *bodies: bytes) -> None:
    """A request with photos, as the kiosk's journal and table of blobs hold it."""

    def write(db: journal.Connection) -> None:
        sealed = b"sealed " + bodies[0][:9]
        seq = journal.head(db, kiosk.keys.id)[0] + 1
        event = events.Submitted(
            "d18_domisili", "D18", f"A-{seq:03}", "2026-11-18", events.body_hash(sealed)[:16], "id",
            events.body_hash(sealed), "1", False, blobs=tuple(events.body_hash(body) for body in bodies),
        )  # fmt: skip
        journal.append(
            db, kiosk.keys.id, event, event_id=events.new_id(START, event.sealed_hash), at=START, sealed=sealed
        )
        for body in bodies:
            db.execute("INSERT INTO blobs (hash, seq, body) VALUES (?, ?, ?)", [events.body_hash(body), seq, body])

    kiosk.store.transaction(write)


def believed_safe(kiosk: KioskWorld) -> list[bytes]:
    return kiosk.store.run(
        lambda db: [bytes(row["body"]) for row in db.query("SELECT body FROM blobs WHERE delivered")]
    )


def test_photos_follow_their_entry_and_are_safe_when_the_office_has_signed_so(
    kiosk: KioskWorld, office: OfficeWorld
) -> None:
    """Exchange, two photos, and an exchange that says they are there: four POSTs of one sync."""
    take_photos(kiosk, PHOTO, OTHER)
    outcome = kiosk.sync()
    assert (outcome.reason, outcome.sent, outcome.blobs) == (Reason.NONE, 1, 2)
    assert [data[:3] for data in kiosk.road.requests] == [b"PKX", b"PKB", b"PKB", b"PKX"]
    assert outcome.bytes_up > len(PHOTO) + len(OTHER)
    assert has(office, PHOTO, OTHER)
    assert sorted(believed_safe(kiosk)) == sorted([PHOTO, OTHER])
    assert kiosk.sync().blobs == 0


def cut_after(kiosk: KioskWorld, size: int) -> None:
    """From now on each upload breaks after so many bytes, in pieces as they come from a slow link."""

    def fault(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        if request.url.path != BLOB_PATH or len(request.content) <= size:
            return deliver(request)
        data = request.content[:size]
        call(kiosk.road.app, BLOB_PATH, [data[at : at + 1460] for at in range(0, size, 1460)], cut=True)
        raise httpx2.ReadError("cut in the middle")

    kiosk.road.fault = fault


@pytest.mark.parametrize("size", [900, 17_000])
def test_an_upload_goes_on_at_the_byte_where_it_was_cut(kiosk: KioskWorld, office: OfficeWorld, size: int) -> None:
    """However short the link lives, what came stays and is not sent again."""
    take_photos(kiosk, PHOTO)
    cut_after(kiosk, size)
    uploads = 0
    while not kiosk.sync().done:
        uploads += 1
        assert not believed_safe(kiosk)
        assert max(parts(office), default=0) < PART + size
        assert all(one >= PART for one in parts(office)[:-1])
        if uploads == 60:
            kiosk.road.fault = None
    assert has(office, PHOTO)
    assert parts(office) == []
    sent = [data for data in kiosk.road.requests if data.startswith(b"PKB")]
    heads = len(sent) * 200
    assert sum(min(len(data), size) for data in sent[:-1]) + len(sent[-1]) <= len(PHOTO) + heads


def test_new_entries_do_not_wait_for_all_photos(
    kiosk: KioskWorld, office: OfficeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while of photos there is an exchange, so what happened meanwhile is not kept from the office."""
    monkeypatch.setattr(plan, "BLOB_SECONDS", -1.0)
    take_photos(kiosk, PHOTO, OTHER)
    assert kiosk.sync().blobs == 2
    assert [data[:3] for data in kiosk.road.requests] == [b"PKX", b"PKB", b"PKX", b"PKB", b"PKX"]


def test_a_photo_that_is_gone_or_damaged_here_holds_nothing_up(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """It is not sent in vain; the office hears of it and asks no more, and entries and other photos flow."""
    take_photos(kiosk, PHOTO, OTHER)
    kiosk.store.transaction(
        lambda db: db.execute("UPDATE blobs SET body = x'00' WHERE hash = ?", [events.body_hash(PHOTO)])
    )
    outcome = kiosk.sync()
    assert (outcome.reason, outcome.blobs) == (Reason.NONE, 1)
    assert len(kiosk.road.requests) == 4
    assert not has(office, PHOTO, OTHER)
    with office.database.reading() as connection:
        assert blobs.wanted(connection, office.keys.code, kiosk.keys.id, 9) == ()
        assert blobs.lost(connection, office.keys.code, [events.body_hash(PHOTO)]) == {events.body_hash(PHOTO)}
    # Should it turn up again, on an old stick for one, it is taken all the same.
    keys = kiosk.keys
    head = pack_blob(
        BlobHead(events.body_hash(PHOTO), len(PHOTO)), office=keys.office.code, kiosk_id=keys.id, seed=keys.seed
    )
    assert isinstance(blobs.take_file(office.database, office.keys, head + PHOTO, now=START), Kept)
    assert has(office, PHOTO, OTHER)


def test_what_a_full_list_does_not_name_is_not_believed_to_be_safe(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """The office names its oldest wishes only; silence about the others is no promise."""
    photos = [b"photo %d" % number for number in range(MAX_WANTED + 6)]
    for photo in photos:
        take_photos(kiosk, photo)
    cut_after(kiosk, 0)
    assert kiosk.sync().reason is Reason.CUT
    assert believed_safe(kiosk) == []
    kiosk.road.fault = None
    assert kiosk.sync().blobs == len(photos)
    assert sorted(believed_safe(kiosk)) == sorted(photos)


def test_a_photo_damaged_on_the_way_is_begun_again(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """The office notices at the end, drops what came, and the next sync brings it."""
    take_photos(kiosk, PHOTO)

    def flip(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        data = bytearray(request.content)
        if data.startswith(b"PKB"):
            data[-1] ^= 1
        return deliver(httpx2.Request("POST", request.url, headers=request.headers, content=bytes(data)))

    kiosk.road.fault = flip
    assert kiosk.sync().blobs == 0
    assert (believed_safe(kiosk), parts(office)) == ([], [])
    kiosk.road.fault = None
    assert kiosk.sync().blobs == 1
    assert has(office, PHOTO)
    assert believed_safe(kiosk) == [PHOTO]


def test_an_office_restored_from_yesterday_gets_its_photos_again(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """The signed word is what counts, also when it is taken back."""
    take_photos(kiosk, OTHER)
    kiosk.sync()
    yesterday = office.copy()
    take_photos(kiosk, PHOTO)
    kiosk.sync()
    office.restore(yesterday)
    assert not has(office, PHOTO)
    outcome = kiosk.sync()
    assert (outcome.done, outcome.blobs) == (True, 1)
    assert has(office, PHOTO, OTHER)


def test_what_the_office_wants_is_the_oldest_first_and_bounded(sender: Sender) -> None:
    """A backlog of photos does not swell a reply."""
    for number in range(MAX_WANTED):
        sender.submit(b"a%d" % number, b"b%d" % number)
    reply = sender.exchange()
    assert reply.acknowledged == MAX_WANTED
    assert len(reply.wanted) == MAX_WANTED
    first = {events.body_hash(b"%c%d" % (letter, number)) for number in range(MAX_WANTED // 2) for letter in b"ab"}
    assert {one.hash for one in reply.wanted} == first
    assert {one.hash for one in wanted(sender, 1)} == {events.body_hash(b"a0"), events.body_hash(b"b0")}


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 30_000)), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_uploads_at_once_in_any_order_do_no_harm(lasting: Sender, steps: list[tuple[int, int]]) -> None:
    """Three connections bring pieces of one photo, some of them late: it is whole once one of them was."""
    body = random.Random(len(lasting.entries)).randbytes(40_000)
    lasting.submit(body)
    lasting.exchange(lasting.packed(lasting.request(len(lasting.entries) - 1)))
    office = lasting.office
    roads = [(Arriving(office.database, office.keys), lasting.blob(body)) for _ in range(3)]
    given_ = [0, 0, 0]
    for road, size in steps:
        arriving, data = roads[road]
        piece = data[given_[road] : given_[road] + size]
        given_[road] += len(piece)
        if piece:
            assert isinstance(arriving.take(piece, now=START), Kept | None)
    done = [road for road in range(3) if given_[road] == len(roads[road][1])]
    for arriving, _ in roads:
        assert isinstance(arriving.stop(now=START), Kept | Wrong)
    assert has(office, body) == bool(done)
    have = 40_000 if done else max(0, max(given_) - (len(roads[0][1]) - 40_000))
    missing = [one.have for one in wanted(lasting) if one.hash == events.body_hash(body)]
    assert missing == ([] if done else [have])
    arriving = Arriving(office.database, office.keys)
    kept = arriving.take(lasting.blob(body, 0 if done else have), now=START)
    assert kept == Kept(lasting.id, events.body_hash(body), 40_000, whole=True)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Iterator[Sender]:
    with World(tmp_path_factory.mktemp("blobs"), cluster) as world:
        yield Sender(world.office())


def test_only_a_blob_that_an_entry_of_this_kiosk_names_is_taken(office: OfficeWorld, sender: Sender) -> None:
    """Another kiosk's, nobody's, a revoked kiosk's, a stranger's: each refused by name, nothing kept."""
    other = Sender(office, seed=b"o" * 32)
    sender.submit(PHOTO)
    other.submit()

    def refusal(data: bytes) -> object:
        return blobs.take_file(office.database, office.keys, data, now=START)

    assert refusal(sender.blob(PHOTO)) is BlobRefusal.UNKNOWN_KIOSK  # not a word from it yet
    sender.exchange()
    other.exchange()
    assert refusal(sender.blob(OTHER)) is BlobRefusal.NOT_NAMED
    assert refusal(other.blob(PHOTO)) is BlobRefusal.NOT_NAMED
    other.seed = sender.seed
    assert refusal(other.blob(PHOTO)) is Wrong.SIGNATURE
    stranger = sender.blob(PHOTO).replace(sender.id.encode(), b"7KQM3X")
    assert refusal(stranger) is BlobRefusal.UNKNOWN_KIOSK
    elsewhere = sender.blob(PHOTO).replace(b"16.71.02.1003", b"16.71.02.1004")
    assert refusal(elsewhere) is Wrong.OTHER_OFFICE
    assert refusal(sender.blob(PHOTO, 5)) is BlobRefusal.TOO_FAR
    assert refusal(sender.blob(PHOTO)[:-1]) is Wrong.TRUNCATED
    assert refusal(sender.blob(PHOTO) + b"x") is Wrong.CONTENT
    assert refusal(sender.blob(PHOTO[:-1] + b"x", name=events.body_hash(PHOTO))) is BlobRefusal.CHANGED
    assert refusal(sender.blob(PHOTO[:-1], name=events.body_hash(PHOTO))) is BlobRefusal.CHANGED
    assert parts(office) == []
    office.revoke(sender.id)
    assert refusal(sender.blob(PHOTO)) is BlobRefusal.REVOKED
    assert not has(office, PHOTO)


def test_a_file_of_a_stick_is_taken_once_and_over_what_a_link_left(office: OfficeWorld, sender: Sender) -> None:
    """Both roads at once: half came over the network, the whole on a stick; taking it again changes nothing."""
    sender.submit(PHOTO)
    sender.exchange()
    assert call(office.app, BLOB_PATH, [sender.blob(PHOTO)[:20_000]], cut=True) is not None
    assert parts(office)
    for _ in range(2):
        kept = blobs.take_file(office.database, office.keys, sender.blob(PHOTO), now=START)
        assert kept == Kept(sender.id, events.body_hash(PHOTO), len(PHOTO), whole=True)
        assert (has(office, PHOTO), parts(office), wanted(sender)) == (True, [], ())


def test_a_link_that_damaged_the_first_half_does_not_spoil_the_file(office: OfficeWorld, sender: Sender) -> None:
    """What comes whole and right is taken, whatever lay there before."""
    sender.submit(PHOTO)
    sender.exchange()
    damaged = bytearray(sender.blob(PHOTO)[:20_000])
    damaged[-1] ^= 1
    call(office.app, BLOB_PATH, [bytes(damaged)], cut=True)
    assert isinstance(blobs.take_file(office.database, office.keys, sender.blob(PHOTO), now=START), Kept)
    assert has(office, PHOTO)


def test_an_upload_that_falls_silent_is_given_up_and_what_came_is_kept(
    office: OfficeWorld, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-open connection holds nothing but itself; also in the middle of an exchange."""
    monkeypatch.setattr(api, "_STALL_S", 0.01)
    sender.submit(PHOTO)
    sender.exchange()
    data = sender.blob(PHOTO)
    assert call(office.app, BLOB_PATH, [data[:9_000]], silent=True) is not None
    assert [one.have for one in wanted(sender)] == [9_000 - (len(data) - len(PHOTO))]
    assert call(office.app, BLOB_PATH, [data[:50]], silent=True) == 400
    assert call(office.app, "/v1/exchange", [sender.packed()[:50]], silent=True) == 408


def test_an_upload_in_single_bytes_is_one_part(office: OfficeWorld, sender: Sender) -> None:
    """A hostile or miserable link makes no million rows."""
    sender.submit(b"photo" * 100)
    sender.exchange()
    data = sender.blob(b"photo" * 100)
    start = len(data) - 500
    for end in range(start + 1, start + 40):
        have = end - start - 1
        assert call(office.app, BLOB_PATH, [sender.blob(b"photo" * 100, have)[: start + 1 + 5]], cut=True) is not None
    assert len(parts(office)) == 1


def test_two_entries_that_name_one_blob_share_it(office: OfficeWorld, sender: Sender) -> None:
    """Also twice in one entry, or named by another kiosk later: noted once, for who named it first."""
    sender.submit(PHOTO, PHOTO)
    sender.submit(PHOTO)
    sender.exchange()
    sender.exchange()
    other = Sender(office, seed=b"o" * 32)
    other.submit(PHOTO)
    assert other.exchange().wanted == ()
    assert [one.hash for one in wanted(sender)] == [events.body_hash(PHOTO)]


def test_an_entry_that_names_no_blob_rightly_is_parked(sender: Sender) -> None:
    """A hash of another length is no hash."""
    entry = sender.submit()
    body = events.decode_event(entry.body)
    assert isinstance(body, events.Submitted)
    sender.entries[0] = msgspec.structs.replace(
        entry, body=events.encode_event(msgspec.structs.replace(body, blobs=(b"short",)))
    )
    reply = sender.exchange()
    assert reply.refused == ((1, "unreadable"),)
    assert reply.wanted == ()
