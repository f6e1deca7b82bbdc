"""The emulated bad link keeps what it promises; the measurements rest on it."""

from __future__ import annotations

import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.usecases.submit import Submitted, submit
from sync.http import sync_once
from sync.outcome import SyncOutcome
from tests.bench.requests_of import catalogue_requests
from tests.sync import link as links
from tests.sync.link import Link, Shape, link, served, unavailable
from tests.sync.world import KioskWorld, OfficeWorld

pytestmark = pytest.mark.skipif(unavailable() != "", reason=unavailable())

ROOT = Path(__file__).resolve().parents[2]
WAIT = 20.0


@contextmanager
def line(between: Link) -> Iterator[tuple[socket.socket, socket.socket]]:
    """A TCP connection from the kiosk's end to the office's: both of its sockets."""
    office = between.office
    with closing(office.call(lambda: socket.create_server((office.address, 0)))) as listener:
        here = between.kiosk.call(lambda: socket.create_connection(listener.getsockname(), WAIT))
        there, _ = listener.accept()
        with here, there:
            there.settimeout(WAIT)
            yield here, there


def drain(socket_: socket.socket, size: int) -> int:
    got = 0
    while got < size and (data := socket_.recv(2**16)):
        got += len(data)
    return got


def test_bytes_take_their_time_and_are_counted() -> None:
    """4,000 bytes at 64 kbit/s and 100 ms are on their way for 0.6 s; headers and acknowledgements are counted."""
    with link(Shape(rate=64_000, delay_s=0.1)) as between, line(between) as (here, there):
        began = time.monotonic()
        here.sendall(bytes(4000))
        assert drain(there, 4000) == 4000
        assert time.monotonic() - began >= 4000 * 8 / 64_000 + 0.1
        counted, passed = between.counted(), between.passed()
    assert 4000 + 40 * 4 <= counted.up.bytes <= 4000 + 60 * 6
    assert 0 < counted.down.bytes <= 60 * counted.down.packets
    assert (counted.up.lost, counted.up.dropped) == (0, 0)
    assert sum(one.payload for one in passed if one.up) == 4000
    assert "S" in passed[0].flags


def test_what_is_lost_is_sent_again() -> None:
    """One packet in ten: TCP repeats it, so nothing is missing and more was put on the link."""
    with link(Shape(loss=0.1, delay_s=0.002, seed=3)) as between, line(between) as (here, there):
        sender = threading.Thread(target=here.sendall, args=(bytes(200_000),))
        sender.start()
        assert drain(there, 200_000) == 200_000
        sender.join()
        counted = between.counted()
        repeated = sum(one.payload for one in between.passed() if one.up) - 200_000
    assert counted.up.lost > 0
    assert repeated > 0


def test_a_full_queue_drops() -> None:
    """Five packets may wait; a sender that fills its window loses the rest."""
    with link(Shape(rate=2_000_000, queue=5)) as between, line(between) as (here, there):
        here.sendall(bytes(60_000))
        assert drain(there, 60_000) == 60_000
        assert between.counted().up.dropped > 0


def test_a_cut_link_is_silent_until_it_is_mended() -> None:
    """Nobody is told of it: the connection lives on, and what waits arrives afterwards."""
    with link() as between, line(between) as (here, there):
        between.cut()
        here.sendall(b"x")
        # The kernel has tried: what it put on the link is gone.
        while between.counted().up.dropped == 0:
            pass
        assert not select.select([there], [], [], 0)[0]
        between.mend()
        assert there.recv(1) == b"x"


def test_two_links_do_not_meet() -> None:
    """The same addresses, twice at the same time."""
    with link() as one, link() as other, line(one) as (a, b), line(other) as (c, d):
        a.sendall(b"one")
        c.sendall(b"other")
        assert (b.recv(9), d.recv(9)) == (b"one", b"other")


def test_a_killed_owner_leaves_nothing() -> None:
    """The carrier and the programs inside end with whoever made the link, however that ends."""
    script = (
        "import sys\n"
        "from tests.sync.link import link\n"
        "with link() as made:\n"
        "    inside = made.office.start(['sleep', '1000'])\n"
        "    print(inside.pid, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout
        inside = int(owner.stdout.readline())
        children = [int(pid) for pid in Path(f"/proc/{owner.pid}/task/{owner.pid}/children").read_text().split()]
        assert inside in children
        assert len(children) == 2
        watched = [os.pidfd_open(pid) for pid in children]
        owner.send_signal(signal.SIGKILL)
        for one in watched:
            assert select.select([one], [], [], WAIT)[0]
            os.close(one)


def fill(kiosk: KioskWorld, count: int) -> None:
    answers = catalogue_requests(kiosk.machine.context.catalog, random.Random(1))
    for _ in range(count):
        service, given = next(answers)
        assert isinstance(submit(kiosk.machine.context, service, given), Submitted)


def sync_over(between: Link, kiosk: KioskWorld, url: str) -> SyncOutcome:
    return between.kiosk.call(lambda: sync_once(kiosk.store, kiosk.keys, url, kiosk.clock))


def test_200_requests_cost_190_bytes_each_all_in(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Every byte of IP counted: handshake, HTTP, signature, hashes, seals and the acknowledgements of the answer."""
    with link() as between, served(between, office.app) as url:
        assert sync_over(between, kiosk, url).done  # enrolled
        fill(kiosk, 200)
        between.shape(Shape())
        outcome = sync_over(between, kiosk, url)
        passed = between.passed()
    # A machine too busy to carry the packets in time makes TCP repeat some. Here none was lost: they do not count.
    once = {(one.up, one.sequence, one.flags, one.payload): one.bytes for one in passed if one.payload}
    bare = [one for one in passed if not one.payload]
    up, down = (
        sum(size for (way, *_), size in once.items() if way is up) + sum(one.bytes for one in bare if one.up is up)
        for up in (True, False)
    )
    assert (outcome.done, outcome.acknowledged) == (True, 200)
    assert up <= 190 * 200
    assert down <= 20 * 200


@pytest.mark.survives(15)
def test_over_a_bad_link_each_request_arrives_once(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """One packet in ten lost in both directions, and the link cut in the middle again and again."""
    shape = Shape(rate=256_000, delay_s=0.03, loss=0.1, seed=4, up_s=0.4, cut_s=0.1)
    with link() as between, served(between, office.app) as url:
        fill(kiosk, 40)
        between.shape(shape)
        while not (outcome := sync_over(between, kiosk, url)).done:
            pass
        counted = between.counted()
    assert counted.up.lost + counted.down.lost > 0
    assert outcome.done
    assert len(office.items()) == 40
    kiosk.verify()


def test_it_says_why_it_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without root a test is skipped with a reason."""
    unavailable.cache_clear()
    monkeypatch.setattr(links.os, "geteuid", lambda: 1000)
    assert "root" in unavailable()
    unavailable.cache_clear()
