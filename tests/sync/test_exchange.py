"""The exchange over the network road: exactly once, whatever happens on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.store import journal
from kiosk.usecases.track import Tracked, track
from sync import plan, tries
from sync.http import SyncOutcome, sync_once
from sync.outcome import Reason, State
from sync.server.store.tables import kiosks
from tests.sync.world import START, Handler, KioskWorld, OfficeWorld, World, kiosk_world

IN_REVIEW, READY = PermohonanStatus.IN_REVIEW, PermohonanStatus.READY


def test_what_was_submitted_arrives_once_and_opens(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Three requests travel in one exchange; the office can read the answers and the ticket."""
    submitted = kiosk.submit(3)
    outcome = kiosk.sync()
    assert (outcome.state, outcome.sent, outcome.acknowledged, outcome.received) == (State.DONE, 3, 3, 0)
    opened = office.opened()
    assert [one.item.permohonan.id for one in opened] == [one.permohonan.id for one in submitted]
    assert isinstance(opened[0].content, Sealed)
    assert opened[0].content.answers["nama"] == "Siti Rahmawati"
    assert opened[0].item.permohonan.ticket == submitted[0].permohonan.ticket
    assert len(kiosk.road.requests) == 1
    kiosk.verify()


def test_a_decision_comes_back_and_tracking_shows_it(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A petugas moves a request on; after the next sync the kiosk answers the resident's code with it."""
    [one] = kiosk.submit()
    kiosk.sync()
    office.clock.ms += 60_000
    office.move(one.permohonan.id, IN_REVIEW)
    kiosk.clock.ms += 61_000
    outcome = kiosk.sync()
    assert (outcome.received, outcome.sent) == (1, 0)
    tracked = track(kiosk.machine.context, str(one.code))
    assert isinstance(tracked, Tracked)
    assert tracked.permohonan.status is IN_REVIEW
    assert tracked.as_of == kiosk.clock.ms
    assert kiosk.sync().received == 0


def test_an_answer_lost_after_the_commit_changes_nothing(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The office has committed, the answer never arrives: the kiosk sends again and everything is there once."""
    kiosk.submit(2)

    def lose(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        deliver(request)
        raise httpx2.ReadError("reset before the answer")

    kiosk.road.fault = lose
    outcome = kiosk.sync()
    assert (outcome.reason, outcome.acknowledged) == (Reason.CUT, 0)
    assert kiosk.state().acknowledged == 0
    assert not kiosk.state().enrolled
    kiosk.road.fault = None
    kiosk.submit()
    assert kiosk.sync().acknowledged == 3
    assert len(office.items()) == 3


def test_the_same_bytes_twice_are_one(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A proxy that repeats a request does no harm, not even after newer ones."""
    kiosk.submit(2)
    kiosk.sync()
    first = kiosk.road.requests[0]
    kiosk.submit()
    kiosk.sync()
    for data in (first, kiosk.road.requests[1], first):
        kiosk.road.deliver(httpx2.Request("POST", "http://kelurahan.test/v1/exchange", content=data))
    assert len(office.items()) == 3
    assert kiosk.sync().reason is Reason.NONE


def test_an_old_answer_is_not_taken_for_a_new_one(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A cache that hands out yesterday's answer is noticed by the request's hash."""
    kiosk.submit()
    kiosk.sync()
    old = kiosk.road.replies[-1]
    kiosk.submit()
    kind = {"content-type": "application/vnd.publik-kiosk.exchange"}
    kiosk.road.fault = lambda request, deliver: httpx2.Response(200, headers=kind, content=old)
    outcome = kiosk.sync()
    assert (outcome.state, outcome.reason) == (State.NOT_OUR_SERVER, Reason.OTHER_REQUEST)
    assert kiosk.state().acknowledged == 1


def test_another_offices_answer_is_not_believed(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Whoever answers without this office's key changes nothing."""
    other = world.office()
    kiosk.submit()
    kiosk.road.app = other.app
    # The other office has the same code (a copy set up anew), so it answers, signed by another key.
    outcome = kiosk.sync()
    assert outcome.reason is Reason.FORGED
    assert kiosk.state() == journal.SyncState()


def test_a_changed_byte_is_refused(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A flipped byte in the request is refused by the office, in the reply by the kiosk."""
    kiosk.submit()

    def damage(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        changed = bytearray(request.content)
        changed[-1] ^= 1
        return deliver(httpx2.Request("POST", request.url, headers=request.headers, content=bytes(changed)))

    kiosk.road.fault = damage
    # The office's no names the request it saw, which is not the one that was sent.
    assert kiosk.sync().reason is Reason.OTHER_REQUEST
    assert office.items() == []

    def damage_reply(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        reply = deliver(request)
        changed = bytearray(reply.content)
        changed[-1] ^= 1
        return httpx2.Response(200, headers=reply.headers, content=bytes(changed))

    kiosk.road.fault = damage_reply
    assert kiosk.sync().reason is Reason.FORGED
    assert kiosk.state() == journal.SyncState()


def test_a_kiosk_nobody_enrolled_is_refused_by_name(world: World, kiosk: KioskWorld) -> None:
    """A kiosk of an older database of the office gets a signed no, which the screen can show."""
    stranger = kiosk.with_keys(id="7KQM3X")
    outcome = stranger.sync()
    assert (outcome.state, outcome.reason) == (State.REFUSED, Reason.UNKNOWN_KIOSK)


def test_a_kiosk_cannot_speak_for_another(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A request in another kiosk's name fails its signature."""
    kiosk.submit()
    kiosk.sync()
    thief = world.kiosk(office)
    thief.submit()
    thief.sync()
    assert kiosk.with_keys(seed=thief.keys.seed).sync().reason is Reason.BAD_SIGNATURE
    assert len(office.items()) == 2


def test_an_enrolment_works_for_one_key(world: World, office: OfficeWorld) -> None:
    """The second kiosk that was given the same enrolment file is refused; the first goes on."""
    enrolment = office.enrolment()
    first = world.kiosk(office, enrolment=enrolment)
    second = world.kiosk(office, enrolment=enrolment)
    first.submit()
    assert first.sync().done
    second.submit()
    assert second.sync().reason is Reason.WRONG_KEY
    assert first.sync().done
    assert len(office.items()) == 1


def test_a_guessed_secret_enrols_nobody(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """Without the secret of the enrolment a key is not believed."""
    assert kiosk.with_keys(secret=b"x" * 32).sync().reason is Reason.WRONG_KEY
    assert kiosk.with_keys(secret=None).sync().reason is Reason.WRONG_KEY
    assert kiosk.sync().done


@pytest.mark.survives(24)
def test_a_revoked_kiosk_is_refused_and_keeps_its_data(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """A stolen kiosk gets a no; what it accepted stays in its journal."""
    kiosk.submit()
    kiosk.sync()
    office.revoke(kiosk.keys.id)
    kiosk.submit()
    assert kiosk.sync().reason is Reason.REVOKED
    assert len(office.items()) == 1
    assert kiosk.store.run(journal.unacknowledged) == 1


@pytest.mark.survives(16)
def test_one_bad_event_is_parked_and_the_rest_flows(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """An entry whose sealed answers are damaged is refused with a reason; those around it arrive."""
    kiosk.submit(3)
    kiosk.store.transaction(lambda db: db.execute("UPDATE sealed SET body = x'00' WHERE seq = 2"))
    outcome = kiosk.sync()
    assert (outcome.done, outcome.acknowledged) == (True, 3)
    assert kiosk.store.run(journal.refused) == [(2, "sealed_changed")]
    assert [item.permohonan.seq for item in office.items()] == [1, 3]
    kiosk.submit()
    assert kiosk.sync().done
    assert len(office.items()) == 3


@pytest.mark.survives(17)
def test_a_restored_server_is_healed(world: World, tmp_path, kiosk: KioskWorld, office: OfficeWorld) -> None:
    """The server comes back from yesterday's backup: the kiosk sends again what it lost, and takes new decisions."""
    [first] = kiosk.submit()
    kiosk.sync()
    office.move(first.permohonan.id, IN_REVIEW)
    kiosk.sync()
    yesterday = office.copy()
    kiosk.submit(2)
    office.move(first.permohonan.id, PermohonanStatus.AWAITING_SIGNATURE)
    kiosk.sync()
    office.restore(yesterday)
    office.move(first.permohonan.id, PermohonanStatus.REJECTED, note="Berkas sudah diambil")
    outcome = kiosk.sync()
    assert outcome.done
    assert len(office.items()) == 3
    assert kiosk.status(first.permohonan.id).status is PermohonanStatus.REJECTED
    assert kiosk.store.run(journal.unacknowledged) == 0


def test_a_server_restored_from_before_the_first_contact_learns_the_kiosk_s_key_again(
    kiosk: KioskWorld, office: OfficeWorld
) -> None:
    """The enrolment's secret works once more, and everything is sent again."""
    yesterday = office.copy()
    kiosk.submit(2)
    assert kiosk.sync().done
    office.restore(yesterday)
    assert kiosk.sync().reason is Reason.WRONG_KEY
    assert kiosk.sync().done
    assert len(office.items()) == 2
    kiosk.verify()


@pytest.mark.survives(17)
def test_a_disk_from_yesterday_that_nobody_noticed_forks_only_if_it_serves_first(
    tmp_path: Path, office: OfficeWorld
) -> None:
    """A whole folder is copied back over the present one, marks and all. The first sync would leap (`test_restored.py`); a number
    given before it is a second past, which the office refuses and nobody overwrites.
    """
    folder, copy = tmp_path / "kiosk", tmp_path / "copy"
    with kiosk_world(folder, office) as kiosk:
        kiosk.submit()
        kiosk.sync()
    shutil.copytree(folder, copy)
    with kiosk_world(folder, office) as kiosk:
        kiosk.submit(2)
        kiosk.sync()
    shutil.rmtree(folder)
    copy.rename(folder)
    with kiosk_world(folder, office) as restored:
        restored.submit(3)
        assert restored.sync().reason is Reason.FORK
        assert restored.store.run(journal.unacknowledged) == 3
    assert len(office.items()) == 3
    with office.database.reading() as connection:
        assert connection.execute(select(kiosks.c.forked_at)).scalar_one() == START


@pytest.mark.parametrize(
    ("response", "reason", "state"),
    [
        (httpx2.Response(200, html="<h1>Log in to Hotspot</h1>"), Reason.CAPTIVE_PORTAL, State.NOT_OUR_SERVER),
        (httpx2.Response(302, headers={"location": "http://10.0.0.1/"}), Reason.CAPTIVE_PORTAL, State.NOT_OUR_SERVER),
        (httpx2.Response(511), Reason.CAPTIVE_PORTAL, State.NOT_OUR_SERVER),
        (httpx2.Response(407), Reason.PROXY, State.NOT_OUR_SERVER),
        (httpx2.Response(404, text="not found"), Reason.NOT_OURS, State.NOT_OUR_SERVER),
        (httpx2.Response(200, json={}), Reason.NOT_OURS, State.NOT_OUR_SERVER),
        (httpx2.Response(503), Reason.BUSY, State.SERVER_ERROR),
        (httpx2.Response(429), Reason.BUSY, State.SERVER_ERROR),
        (httpx2.Response(500), Reason.SERVER_FAILED, State.SERVER_ERROR),
        (httpx2.ConnectError("refused"), Reason.NO_CONNECTION, State.OFFLINE),
        (httpx2.ConnectTimeout("5 s"), Reason.NO_CONNECTION, State.OFFLINE),
        (httpx2.ReadTimeout("30 s"), Reason.STALLED, State.OFFLINE),
        (httpx2.RemoteProtocolError("closed"), Reason.CUT, State.OFFLINE),
    ],
    ids=str,
)
def test_whoever_answers_is_named(kiosk: KioskWorld, response, reason: Reason, state: State) -> None:
    """Log-in pages, proxies, strangers, failing servers and dead links each end in their own reason; nothing is lost."""
    kiosk.submit()

    def answer(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        if isinstance(response, Exception):
            raise response
        return response

    kiosk.road.fault = answer
    outcome = kiosk.sync()
    assert (outcome.reason, outcome.state, outcome.acknowledged) == (reason, state, 0)
    assert outcome.words
    kiosk.road.fault = None
    assert kiosk.sync().acknowledged == 1


def test_a_long_backlog_goes_in_batches_over_one_sync(
    kiosk: KioskWorld, office: OfficeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More requests than fit the first batch: one sync brings them all, each once."""
    monkeypatch.setattr(plan, "FIRST_BATCH", 4_000)
    kiosk.submit(60)
    outcome = kiosk.sync()
    assert (outcome.sent, outcome.acknowledged) == (60, 60)
    assert len(kiosk.road.requests) > 1
    assert len(office.items()) == 60


def test_without_an_address_nothing_is_tried(kiosk: KioskWorld) -> None:
    """An empty address is a way of working, not an error."""

    assert sync_once(kiosk.store, kiosk.keys, "", kiosk.clock) == SyncOutcome(Reason.NO_ADDRESS)


@pytest.mark.survives(18)
def test_a_wrong_clock_is_measured_and_blocks_nothing(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """A kiosk that woke up in 1970 still syncs, and knows how far off it is."""
    kiosk.clock.ms = 60_000
    kiosk.submit()
    assert kiosk.sync().done
    assert kiosk.state().server_offset_ms == START - 60_000
    [item] = office.items()
    assert item.waiting_since == START


def test_a_batch_that_is_too_much_for_the_link_gets_smaller(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """On a link that never carries a first batch before it goes silent, each sync begins with less, and all arrives."""
    kiosk.submit(400)

    def slow(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        if len(request.content) > 20_000:
            raise httpx2.ReadTimeout("30 s")
        return deliver(request)

    kiosk.road.fault = slow
    outcomes = []
    while not outcomes or not outcomes[-1].done:
        assert len(outcomes) < 12
        outcomes.append(kiosk.sync())
        tries.remember(kiosk.store, outcomes[-1], now=kiosk.clock.ms)
    assert outcomes[0] == SyncOutcome(Reason.STALLED, bytes_up=outcomes[0].bytes_up)
    assert len(office.items()) == 400


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "http://[::1", "://"])
def test_a_proxy_nobody_can_use_is_said(kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """The environment of the machine may say anything; it is no bug of ours."""
    monkeypatch.setenv("ALL_PROXY", proxy)
    kiosk.submit()
    assert sync_once(kiosk.store, kiosk.keys, "http://kelurahan.invalid", kiosk.clock).reason is Reason.PROXY
