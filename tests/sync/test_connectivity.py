"""Waking when a network comes: what the kernel says, and the kernel itself."""

from __future__ import annotations

import queue
import socket
import struct

import pytest

from kiosk.store import journal
from sync.connectivity import ConnectivityWatch, Gains
from sync.http import sync_once
from sync.outcome import Reason, SyncOutcome
from sync.plan import Pause
from sync.worker import SyncWorker
from tests.sync.link import link, served, unavailable
from tests.sync.world import KioskWorld, OfficeWorld

WAIT = 10.0
NEW_LINK, DEL_LINK, NEW_ADDRESS, DEL_ADDRESS, NEW_ROUTE = 16, 17, 20, 21, 24
RUNNING, LOOPBACK = 0x40, 0x8


def message(kind: int, body: bytes) -> bytes:
    return struct.pack("IHHII", 16 + len(body), kind, 0, 0, 0) + body + bytes(-len(body) % 4)


def of_link(index: int, flags: int, kind: int = NEW_LINK) -> bytes:
    return message(kind, struct.pack("BBHiII", 0, 0, 1, index, flags, 0))


def of_address(index: int, address: str, kind: int = NEW_ADDRESS) -> bytes:
    parts = struct.pack("BBBBI", socket.AF_INET, 24, 0, 0, index)
    label = struct.pack("HH", 8, 3) + b"eth0"
    return message(kind, parts + label + struct.pack("HH", 8, 1) + socket.inet_aton(address))


def of_route(table: int, kind: int) -> bytes:
    return message(NEW_ROUTE, struct.pack("BBBBBBBBI", socket.AF_INET, 0, 0, 0, table, 3, 0, kind, 0))


def test_a_cable_counts_once_until_it_was_out() -> None:
    """Drivers repeat that a link runs, every few seconds some of them."""
    news = Gains()
    assert news.take(of_link(2, RUNNING))
    assert not news.take(of_link(2, RUNNING))
    assert not news.take(of_link(2, 0))
    assert news.take(of_link(2, RUNNING))
    assert not news.take(of_link(2, RUNNING, DEL_LINK))
    assert news.take(of_link(2, RUNNING))
    assert not news.take(of_link(1, RUNNING | LOOPBACK))


def test_an_address_counts_once_until_it_was_gone() -> None:
    """A router that renews leases wakes nobody."""
    news = Gains()
    assert news.take(of_address(2, "192.0.2.7"))
    assert not news.take(of_address(2, "192.0.2.7"))
    assert news.take(of_address(2, "192.0.2.8"))
    assert not news.take(of_address(2, "192.0.2.7", DEL_ADDRESS))
    assert news.take(of_address(2, "192.0.2.7"))


def test_only_ways_out_count() -> None:
    """Not broadcast addresses, not the kernel's own table."""
    assert Gains().take(of_route(254, 1))
    assert not Gains().take(of_route(255, 1))
    assert not Gains().take(of_route(254, 3))


def test_several_messages_come_in_one() -> None:
    """The last of them may be the one that counts."""
    assert Gains().take(of_link(2, 0) + of_address(2, "192.0.2.7"))


@pytest.mark.parametrize("data", [b"", b"\x00" * 15, b"\x00" * 64, b"\xff" * 64, of_link(2, RUNNING)[:-1]])
def test_what_is_no_message_is_passed_over(data: bytes) -> None:
    """No crash, no gain, no endless loop."""
    assert not Gains().take(data)


def test_it_starts_and_stops_anywhere() -> None:
    """Without root, and where the kernel does not tell."""
    watch = ConnectivityWatch(lambda: None)
    watch.start()
    watch.stop()
    ConnectivityWatch(lambda: None).stop()


@pytest.mark.skipif(unavailable() != "", reason=unavailable())
def test_a_real_network_that_comes_is_told_once() -> None:
    """Out and in again: link, address and routes come one after the other, and one call follows; going wakes nobody."""
    told: queue.Queue[None] = queue.Queue()
    with link() as between:
        watch = ConnectivityWatch(lambda: told.put(None), settle_s=0.2)
        assert between.kiosk.call(watch.start)
        try:
            for _ in range(2):
                between.kiosk.unplug()
                between.kiosk.plug()
                told.get(timeout=WAIT)
                assert told.empty()
        finally:
            watch.stop()
        assert told.empty()


@pytest.mark.skipif(unavailable() != "", reason=unavailable())
def test_what_was_accepted_without_a_network_leaves_when_the_cable_is_back(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Nobody touches anything: the kernel tells, the worker tries, the office has it. The next try of itself was hours away."""
    outcomes: queue.Queue[SyncOutcome] = queue.Queue()
    with link() as between, served(between, office.app) as url:

        def sync() -> SyncOutcome:
            return between.kiosk.call(lambda: sync_once(kiosk.store, kiosk.keys, url, kiosk.clock))

        worker = SyncWorker(sync, outcomes.put, pause=lambda pace: Pause(0.0, 36_000.0))
        watch = ConnectivityWatch(worker.link_changed, settle_s=0.05)
        between.kiosk.unplug()
        assert between.kiosk.call(watch.start)
        kiosk.submit()
        worker.start()
        try:
            assert outcomes.get(timeout=WAIT).reason is Reason.NO_CONNECTION
            between.kiosk.plug()
            assert outcomes.get(timeout=WAIT).acknowledged == 1
        finally:
            watch.stop()
            assert worker.stop(WAIT)
    assert kiosk.store.run(journal.unacknowledged) == 0
    assert len(office.items()) == 1
