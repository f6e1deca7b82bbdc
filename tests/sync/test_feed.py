"""What comes down, and how much goes up: every kiosk of an office knows every request, whatever happens to the office."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx2
import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.event import listen

from kiosk.domain.code import SlipQr
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import ReceiptSlip, StatusSlip
from kiosk.store import elsewhere, journal, print_jobs
from kiosk.usecases.printing import print_status, reprint
from kiosk.usecases.submit import Submitted
from kiosk.usecases.track import NotFound, Tracked, track
from sync import exchange, plan
from sync.outcome import Reason
from sync.protocol import Verdict
from sync.server.exchange import feed
from sync.server.exchange.receive import Received, receive
from sync.server.kiosks import fleet
from sync.server.store.tables import audit, changes, kiosks, offices
from sync.server.work import requests
from tests.sync.world import START, Handler, KioskWorld, OfficeWorld, World

IN_REVIEW, AWAITING = PermohonanStatus.IN_REVIEW, PermohonanStatus.AWAITING_SIGNATURE
CANCELLED, REJECTED = PermohonanStatus.CANCELLED, PermohonanStatus.REJECTED
DAY = 86_400_000


def told(office: OfficeWorld) -> list[str]:
    """The subjects in the log of changes, in order."""
    with office.database.reading() as connection:
        return list(connection.execute(select(changes.c.subject).order_by(changes.c.seq)).scalars())


def known_at(kiosk: KioskWorld, one: Submitted) -> Tracked:
    found = track(kiosk.machine.context, str(one.code))
    assert isinstance(found, Tracked), found
    return found


def set_quota(office: OfficeWorld, kiosk: KioskWorld, quota: int) -> None:
    with office.database.writing() as connection:
        assert fleet.set_quota(connection, office.keys.code, kiosk.keys.id, quota, actor="sari", now=office.clock.ms)


# --- Requests of other kiosks -----------------------------------------------------------------------------------------


def test_any_kiosk_of_the_office_answers_for_a_request(
    world: World, office: OfficeWorld, kiosk: KioskWorld, run_kiosk: Callable[..., tuple[int, str, str]]
) -> None:
    """Made at one kiosk, tracked at the other: not yet there, then there, then moved on, with the office's note."""
    other = world.kiosk(office)
    other.sync()
    [one] = kiosk.submit()
    assert track(other.machine.context, one.slip.qr) is NotFound.OTHER_KIOSK
    kiosk.sync()
    other.clock.ms += 1_000
    assert other.sync().received == 1
    found = known_at(other, one)
    assert (found.elsewhere, found.as_of) == (True, other.clock.ms)
    assert found.permohonan.status is PermohonanStatus.SUBMITTED
    assert (found.permohonan.ticket, found.permohonan.service) == (one.permohonan.ticket, one.permohonan.service)
    office.move(one.permohonan.id, REJECTED, note="Alamat di luar kelurahan ini")
    assert (kiosk.sync().received, other.sync().received) == (1, 1)
    for place in (kiosk, other):
        request = known_at(place, one).permohonan
        assert (request.status, request.note) == (REJECTED, "Alamat di luar kelurahan ini")
    assert isinstance(track(other.machine.context, one.slip.qr), Tracked)
    code, out, _ = run_kiosk("track", str(one.code), "--data", other.machine.data, "--json")
    said = json.loads(out.splitlines()[-1])  # after what the server has logged so far
    assert (code, said["status"], said["ticket"]) == (0, "REJECTED", one.permohonan.ticket)
    assert not known_at(kiosk, one).elsewhere
    assert (kiosk.sync().received, other.sync().received) == (0, 0)


def test_paper_about_it_comes_out_at_any_kiosk(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A copy and a status slip, in Indonesian; the QR is signed by the kiosk that printed it, and all believe it."""
    other = world.kiosk(office)
    other.sync()
    [one] = kiosk.submit()
    kiosk.sync()
    other.sync()
    context = other.machine.context
    jobs = [
        reprint(context, one.slip.qr),
        print_status(context, str(one.code), status="Sudah masuk", detail="", as_of=""),
    ]
    for job, kind in zip(jobs, (ReceiptSlip, StatusSlip), strict=True):
        assert isinstance(job, int)
        kept = other.store.run(lambda db, number=job: print_jobs.get(db, number))
        assert isinstance(kept.slip, kind)
        assert (kept.slip.ticket, kept.slip.code, kept.slip.language) == (one.slip.ticket, one.slip.code, "id")
        qr = SlipQr.parse(kept.slip.qr)
        assert qr is not None
        assert qr.kiosk_id == other.keys.id
        assert isinstance(track(context, kept.slip.qr), Tracked)
        assert isinstance(track(kiosk.machine.context, kept.slip.qr), Tracked)
        with office.database.reading() as connection:
            assert requests.by_code(connection, office.keys, kept.slip.qr) == one.permohonan.id


def test_nobody_is_told_where_there_is_only_one_kiosk_and_a_new_one_learns_what_is_open(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """No row for nobody; at its first contact the second kiosk hears of every open request, also of a revoked kiosk's."""
    first, second, closed = kiosk.submit(3)
    kiosk.sync()
    assert told(office) == []
    office.move(second.permohonan.id, IN_REVIEW, AWAITING)
    office.move(closed.permohonan.id, CANCELLED)
    assert len(told(office)) == 2
    office.revoke(kiosk.keys.id)
    new = world.kiosk(office)
    new.submit()
    # The first the office hears is the second of two files on a stick.
    early = exchange.prepare(new.store, new.keys, new.clock, max_bytes=1, after=1)
    received = receive(office.database, office.keys, early.data, now=office.clock.ms, live=False)
    assert isinstance(received, Received)
    assert received.verdict is Verdict.GAP
    new.sync()
    assert len(told(office)) == 3  # its own request is no news to anybody
    assert known_at(new, first).permohonan.status is PermohonanStatus.SUBMITTED
    assert known_at(new, second).permohonan.status is AWAITING
    assert known_at(new, closed).permohonan.status is CANCELLED


def test_a_request_is_announced_once_and_never_to_its_own_kiosk(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """The same bytes again announce nothing; who was away gets what is true, not what was true in between."""
    other = world.kiosk(office)
    other.sync()
    submitted = kiosk.submit(3)
    assert kiosk.sync().received == 0
    kiosk.road.deliver(httpx2.Request("POST", "http://kelurahan.test/v1/exchange", content=kiosk.road.requests[0]))
    assert len(told(office)) == 3
    office.move(submitted[0].permohonan.id, IN_REVIEW, AWAITING)
    assert len(told(office)) == 3
    assert other.sync().received == 3
    assert [known_at(other, one).permohonan.status for one in submitted] == [
        AWAITING,
        PermohonanStatus.SUBMITTED,
        PermohonanStatus.SUBMITTED,
    ]


def test_many_requests_cost_the_database_hardly_more_statements_than_few(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """They are written and announced in one go: a village's backlog takes a second, not minutes."""
    world.kiosk(office).sync()
    kiosk.sync()
    statements: list[str] = []
    listen(office.database._engine, "after_cursor_execute", lambda *told: statements.append(told[2]))
    counts = []
    for count in (2, 40):
        kiosk.submit(count)
        statements.clear()
        assert kiosk.sync().acknowledged == count
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2
    assert len(told(office)) == 42


def test_what_was_closed_long_ago_goes_once_everybody_has_heard_it(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Ninety days, and no kiosk that still has to be told; an open request stays for ever."""
    other = world.kiosk(office)
    other.sync()
    opened, closed = kiosk.submit(2)
    kiosk.sync()
    office.move(closed.permohonan.id, CANCELLED)
    kiosk.sync()
    office.clock.ms += feed.KEPT_MS + 1
    office.move(opened.permohonan.id, IN_REVIEW)
    kiosk.sync()
    kiosk.sync()  # says what it has heard
    assert len(told(office)) == 2  # the other kiosk has not
    assert other.sync().received == 2
    other.sync()
    assert told(office) == [f"request:{opened.permohonan.code_hash.hex()}"]
    assert known_at(other, closed).permohonan.status is CANCELLED


def test_a_kiosk_remembers_a_bounded_number_of_others_requests(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Those with the newest news stay."""
    other = world.kiosk(office)
    other.sync()
    submitted = kiosk.submit(5)
    kiosk.sync()
    office.clock.ms += 60_000
    office.move(submitted[1].permohonan.id, IN_REVIEW)
    other.sync()
    other.store.transaction(lambda db: elsewhere.trim(db, 2, slack=3))
    assert other.store.run(lambda db: db["elsewhere"].count) == 5
    other.store.transaction(lambda db: elsewhere.trim(db, 2, slack=2))
    assert other.store.run(lambda db: db["elsewhere"].count) == 2
    assert known_at(other, submitted[1]).permohonan.status is IN_REVIEW


# --- An office that comes back from an older copy ---------------------------------------------------------------------


def test_numbers_given_out_twice_reach_every_kiosk_whatever_answers_are_lost(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """The office forgets two days of changes and goes on counting; its new ones arrive, cursors never go back, and kiosks
    say what the desk says.
    """
    other = world.kiosk(office)
    first, second, third = kiosk.submit(3)
    kiosk.sync()
    other.sync()
    yesterday = office.copy()
    office.move(first.permohonan.id, IN_REVIEW)
    office.move(second.permohonan.id, IN_REVIEW)
    office.move(third.permohonan.id, CANCELLED)
    kiosk.sync()
    office.move(first.permohonan.id, AWAITING)
    other.sync()
    before = (kiosk.state().cursor, other.state().cursor)
    assert before[0] != before[1]

    office.restore(yesterday)
    office.move(second.permohonan.id, REJECTED, note="Berkas sudah diambil")
    office.move(third.permohonan.id, IN_REVIEW)

    def lose(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
        deliver(request)
        raise httpx2.ReadError("reset before the answer")

    for place in (kiosk, other):
        place.road.fault = lose
        for _ in range(2):
            assert place.sync().reason is Reason.CUT
        place.road.fault = None
    for place, cursor in zip((kiosk, other), before, strict=True):
        assert place.sync().done
        assert place.state().cursor > cursor
        assert known_at(place, second).permohonan.status is REJECTED
        assert known_at(place, third).permohonan.status is IN_REVIEW
        # What the office forgot is not said any more: kiosk and desk say the same.
        assert known_at(place, first).permohonan.status is PermohonanStatus.SUBMITTED
        assert place.sync().received == 0
        place.verify()
    with office.database.reading() as connection:
        seqs = list(connection.execute(select(changes.c.seq).order_by(changes.c.seq)).scalars())
        assert feed.newest(connection, office.keys.code) >= max(seqs)
        assert len(seqs) == len(set(seqs)) == 3
        noted = connection.execute(select(audit.c.detail).where(audit.c.action == "restored")).scalars()
        assert list(noted) == [kiosk.keys.id]


def test_decisions_that_the_office_forgot_are_open_again_at_the_kiosk_that_sends_the_requests_again(
    world: World, office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The requests themselves were lost there, and come back in several batches: kiosk and desk agree on all of them."""
    kiosk.sync()
    yesterday = office.copy()
    submitted = kiosk.submit(30)
    kiosk.sync()
    for one in submitted:
        office.move(one.permohonan.id, IN_REVIEW)
    assert kiosk.sync().received == 30
    office.restore(yesterday)
    monkeypatch.setattr(plan, "FIRST_BATCH", 2_000)
    assert kiosk.sync().done
    assert len(kiosk.road.requests) > 4
    assert kiosk.sync().done
    desk = {item.permohonan.id: item.permohonan.status for item in office.items()}
    here = {one.permohonan.id: kiosk.status(one.permohonan.id).status for one in submitted}
    assert desk == here == dict.fromkeys(here, PermohonanStatus.SUBMITTED)


def test_a_cursor_from_the_far_future_is_not_believed(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """One kiosk gone wrong must not use up the numbers of all."""
    kiosk.sync()
    kiosk.store.transaction(
        lambda db: journal.put_sync_state(db, msgspec.structs.replace(journal.sync_state(db), cursor=2**52))
    )
    assert kiosk.sync().reason is Reason.BAD_REQUEST
    with office.database.reading() as connection:
        assert connection.execute(select(offices.c.change_seq)).scalar_one() == 0


# --- How much a kiosk may send ----------------------------------------------------------------------------------------


def test_a_kiosk_gone_wild_is_taken_as_far_as_its_quota_and_nothing_is_lost(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Five of eight today, the rest as the day's quota flows back; the admin finds one line a day."""
    kiosk.sync()
    set_quota(office, kiosk, 5)
    kiosk.submit(8)
    outcome = kiosk.sync()
    assert (outcome.reason, outcome.acknowledged, len(office.items())) == (Reason.QUOTA, 5, 5)
    assert kiosk.sync().reason is Reason.QUOTA
    office.clock.ms += DAY // 5 - 1
    assert kiosk.sync().acknowledged == 0
    office.clock.ms += 1
    assert (kiosk.sync().acknowledged, len(office.items())) == (1, 6)
    office.clock.ms += DAY
    outcome = kiosk.sync()
    assert (outcome.done, outcome.acknowledged, len(office.items())) == (True, 2, 8)
    with office.database.reading() as connection:
        noted = list(connection.execute(select(audit.c.detail).where(audit.c.action == "quota_reached")).scalars())
    assert noted == [kiosk.keys.id]
    kiosk.verify()


@pytest.mark.parametrize(("taken", "wait", "left"), [(0, 0, 20_000), (10_000, 0, 10_000), (20_000, DAY // 2, 10_000)])
def test_months_of_a_village_fit_the_quota(
    office: OfficeWorld, kiosk: KioskWorld, taken: int, wait: int, left: int
) -> None:
    """Ten thousand at once are no trouble, and what is used up comes back evenly, whichever way clocks jump."""
    with office.database.reading() as connection:
        row = dict(connection.execute(select(kiosks)).mappings().one())
    row["quota_back_at"] = fleet.back_at(row, taken, now=START)  # type: ignore[arg-type]
    assert fleet.allowance(row, now=START + wait) == left  # type: ignore[arg-type]
    assert fleet.allowance(row, now=START - 10**10) >= 0  # type: ignore[arg-type]
    assert fleet.allowance(row, now=START + 2 * DAY) == 20_000  # type: ignore[arg-type]
