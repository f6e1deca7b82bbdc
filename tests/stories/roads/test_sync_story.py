"""A bad link and bad luck: whatever happens between a kiosk and its office, every request is there once in the end."""

from __future__ import annotations

import base64
import random
from itertools import count
from pathlib import Path

import httpx2
import pytest

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.errors import WrongUse
from kiosk.store.database import reading
from kiosk.usecases.initialise import enrol
from kiosk.usecases.rescue import Rescued, rescue
from kiosk.usecases.take_number import take_number
from kiosk.usecases.track import Tracked, track
from sync import http
from sync.outcome import Reason, SyncOutcome
from sync.server.work import requests
from tests.sync.proxy import End, Faults, Limit, Proxy
from tests.sync.world import KioskWorld, OfficeWorld, World, exactly_once, kiosk_world, photo, served

IN_REVIEW, REJECTED = PermohonanStatus.IN_REVIEW, PermohonanStatus.REJECTED
AWAITING_SIGNATURE = PermohonanStatus.AWAITING_SIGNATURE
STEP = 512


def sync_over(kiosk: KioskWorld, proxy: Proxy) -> SyncOutcome:
    return http.sync_once(kiosk.store, kiosk.keys, proxy.url, kiosk.clock)


@pytest.mark.slow
@pytest.mark.survives(14)
def test_a_week_offline_is_one_sync(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Five thousand residents came while the cable was cut. Then it is mended, and everything goes at once."""
    kiosk.submit(5_000)
    with served(office.app) as port, Proxy(port) as proxy:
        outcome = sync_over(kiosk, proxy)
        assert (outcome.done, outcome.sent, outcome.acknowledged) == (True, 5_000, 5_000)
        assert proxy.connections == 1
        assert proxy.up < 5_000 * 250
    assert exactly_once(office, kiosk) == 5_000


@pytest.mark.parametrize("end", [End.RESET, End.CLOSE])
@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.survives(15)
def test_cut_at_every_512th_byte(office: OfficeWorld, kiosk: KioskWorld, way: str, end: End) -> None:
    """Each try dies a little later than the one before; each leaves both sides sound, and the last one finishes."""
    rng = random.Random(512)
    told = kiosk.submit(20)
    kiosk.sync()
    for one in told:
        # Reasons that do not get smaller when they are packed, so that the answer too is long enough to be cut often.
        office.move(one.permohonan.id, REJECTED, note="".join(rng.choices("abcdefghijklmnopqrstuvwxyz ", k=290)))
    kiosk.submit(40)
    with served(office.app) as port, Proxy(port) as proxy:
        for tries in count():
            cut = Limit(tries * STEP, end)
            proxy.set(Faults(up=cut) if way == "up" else Faults(down=cut))
            outcome = sync_over(kiosk, proxy)
            kiosk.verify()
            if outcome.done:
                break
            assert outcome.reason is Reason.CUT
    assert tries >= 7
    # Nothing was sent but what each try was allowed to, and the whole at the end.
    assert proxy.connections == tries + 1
    assert (proxy.up if way == "up" else proxy.down) < STEP * (tries + 1) * (tries + 2) / 2
    assert exactly_once(office, kiosk) == 60


@pytest.mark.survives(15)
def test_an_answer_lost_after_the_commit_again_and_again(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The office has everything, the kiosk never hears of it, and more residents come: they are all there once."""
    with served(office.app) as port, Proxy(port) as proxy:
        proxy.set(Faults(down=Limit(0)))
        for known in range(1, 6):
            kiosk.submit()
            outcome = sync_over(kiosk, proxy)
            assert (outcome.reason, outcome.acknowledged) == (Reason.CUT, 0)
            assert len(office.items()) == known
        proxy.set()
        assert sync_over(kiosk, proxy).acknowledged == 5
    assert exactly_once(office, kiosk) == 5


@pytest.mark.survives(15)
def test_a_link_that_falls_silent_is_left_and_tried_again(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cable is pulled between question and answer: nobody says so, only the clock does."""
    kiosk.submit(3)
    with served(office.app) as port, Proxy(port) as proxy:
        with monkeypatch.context() as impatient:
            impatient.setattr(http, "_TIMEOUT", httpx2.Timeout(10.0, read=0.3))
            for half in (Faults(up=Limit(200, End.SILENT)), Faults(down=Limit(100, End.SILENT))):
                proxy.set(half)
                assert sync_over(kiosk, proxy).reason is Reason.STALLED
        proxy.set(Faults(refuse=True))
        assert sync_over(kiosk, proxy).reason is Reason.NO_CONNECTION
        proxy.set()
        assert sync_over(kiosk, proxy).done
    assert exactly_once(office, kiosk) == 3


def test_residents_ask_at_either_kiosk(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Bu Siti came to the hall, her son asks at the market; Pak Budi the other way round. Both hear what the office says."""
    market = world.kiosk(office)
    [siti] = kiosk.submit()
    [budi] = market.submit()
    for one in (kiosk, market, kiosk):
        assert one.sync().done
    office.move(siti.permohonan.id, IN_REVIEW)
    office.move(budi.permohonan.id, REJECTED, note="KK belum dibawa")
    assert kiosk.sync().done
    # The market's link is down: it says what it knows, and since when.
    tracked = track(market.machine.context, str(siti.code))
    assert isinstance(tracked, Tracked)
    assert tracked.permohonan.status is PermohonanStatus.SUBMITTED
    assert market.sync().done
    for one in (kiosk, market):
        for resident, status, note in ((siti, IN_REVIEW, None), (budi, REJECTED, "KK belum dibawa")):
            tracked = track(one.machine.context, str(resident.code))
            assert isinstance(tracked, Tracked)
            assert (tracked.permohonan.status, tracked.permohonan.note) == (status, note)
            assert tracked.permohonan.ticket == resident.permohonan.ticket
    assert exactly_once(office, kiosk, market) == 2


@pytest.mark.survives(17)
def test_the_office_comes_back_from_yesterday_s_copy(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Its disk died in the afternoon. What residents asked for since is still at the kiosks, and comes again."""
    market = world.kiosk(office)
    morning, noon = kiosk.submit(2)
    for one in (kiosk, market, kiosk):
        one.sync()
    office.move(morning.permohonan.id, IN_REVIEW)
    office.move(noon.permohonan.id, IN_REVIEW)
    for one in (kiosk, market):
        one.sync()
    yesterday = office.copy()
    kiosk.submit(3)
    market.submit(2)
    for one in (morning, noon):
        office.move(one.permohonan.id, AWAITING_SIGNATURE)
    for one in (kiosk, market, kiosk):
        one.sync()
    assert exactly_once(office, kiosk, market) == 7
    office.restore(yesterday)
    assert len(office.items()) == 2
    kiosk.submit()
    # What the office has forgotten, no kiosk says any more; what it says today, all do.
    office.move(morning.permohonan.id, REJECTED, note="Sudah diurus di tempat lain")
    # Two rounds: what the one kiosk brings again, the other one must hear of again.
    for one in (kiosk, market, kiosk, market):
        assert one.sync().done
    assert exactly_once(office, kiosk, market) == 8


@pytest.mark.survives(17)
def test_a_kiosk_s_disk_comes_back_from_yesterday(world: World, office: OfficeWorld, tmp_path: Path) -> None:
    """Residents are served before it hears that it lost its tail, and a fresh folder takes their requests over.

    The way back: `kiosk init` and `kiosk enrol` a fresh folder with a new enrolment, `kiosk rescue` the old one, revoke
    its id at the office.
    """
    folder = tmp_path / "old"
    enrolment = office.enrolment()
    with kiosk_world(folder, office, enrolment=enrolment) as kiosk:
        kiosk.submit(2)
        kiosk.sync()
    yesterday = (folder / "kiosk.db").read_bytes()
    with kiosk_world(folder, office) as kiosk:
        [lost] = kiosk.submit()
        kiosk.sync()
    (folder / "kiosk.db").write_bytes(yesterday)
    with kiosk_world(folder, office) as restored:
        # Nobody is sent away: what is accepted now stays on this disk, sealed, with its photo.
        after = [*restored.submit(2), *restored.submit(service_id="J01", foto=photo(1))]
        group = restored.machine.context.catalog.group(restored.machine.context.catalog.find("D18").group)
        number = take_number(restored.machine.context, group)
        assert restored.sync().reason is Reason.FORK
    with pytest.raises(WrongUse):
        enrol(folder, office.enrolment("Ruang depan, lagi"))
    assert len(office.items()) == 3
    fresh = world.kiosk(office)
    office.revoke(enrolment.kiosk_id)
    with reading(folder) as old:
        assert rescue(fresh.machine.context, old) == Rescued(requests=3, numbers=1, photos=1)
        assert rescue(fresh.machine.context, old) == Rescued(known=4)
    assert fresh.sync().done
    # All the same slips hold: those of the lost afternoon and those since.
    for slip in (lost, *after):
        assert isinstance(track(fresh.machine.context, str(slip.code)), Tracked)
        with office.database.reading() as connection:
            assert requests.by_code(connection, office.keys, slip.slip.qr) == slip.permohonan.id
    # And a number that somebody in the hall holds is not given again.
    assert fresh.submit()[0].permohonan.ticket not in {number.ticket, *(one.permohonan.ticket for one in after)}
    assert fresh.sync().done
    assert exactly_once(office, fresh) == 4
    assert len(office.items()) == 7
    assert all(isinstance(one.content, Sealed) for one in office.opened())


@pytest.mark.survives(15)
def test_photos_over_a_link_that_never_lasts(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Every connection dies after some thousand bytes: the photo grows at the office, and no byte of it goes twice for long."""
    rng = random.Random(7)
    [told] = kiosk.submit(service_id="J01", foto=photo(3))
    with served(office.app) as port, Proxy(port) as proxy:
        cuts = []
        while len(cuts) < 60:
            cuts.append(rng.randrange(1, 6_000))
            proxy.set(Faults(up=Limit(cuts[-1], rng.choice((End.RESET, End.CLOSE)))))
            if sync_over(kiosk, proxy).done:
                break
            kiosk.verify()
        assert len(cuts) > 5
        proxy.set()
        assert sync_over(kiosk, proxy).done
        [opened] = office.opened()
        # Of each connection at most what a cut throws away: heads, and what lay unread in a socket when it was reset.
        assert proxy.up < len(base64.b64decode(photo(3))) + (len(cuts) + 1) * 2_500, (proxy.up, cuts)
    assert opened.photos
    assert told.permohonan.id == opened.item.permohonan.id
    assert exactly_once(office, kiosk) == 1
