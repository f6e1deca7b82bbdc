"""The network road over real sockets: one connection, refused ports, names that do not exist, servers without TLS."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk import sealing
from kiosk.domain.events import body_hash
from sync import blobs, plan
from sync.http import SyncOutcome, sync_once
from sync.outcome import Reason
from sync.protocol import BLOB_PATH, FIRST_ROOM, Envelope, Request, read_request, unpack_request
from sync.server.exchange import blobs as office_blobs
from tests.sync.test_blobs import OTHER, PHOTO, cut_after, has, take_photos
from tests.sync.world import KioskWorld, OfficeWorld, served

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def address_of(office: OfficeWorld) -> Iterator[str]:
    with served(office.app) as port:
        yield f"http://127.0.0.1:{port}"


class Counter:
    """Passes TCP connections on and counts them, their bytes, and the segments that brought them."""

    def __init__(self, target: str) -> None:
        self.port = int(target.rsplit(":", 1)[1])
        self.connections = self.up = self.down = self.segments_up = self.segments_down = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                inside, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            outside = socket.create_connection(("127.0.0.1", self.port))
            for source, sink, way in ((inside, outside, "up"), (outside, inside, "down")):
                thread = threading.Thread(target=self._pump, args=(source, sink, way), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _pump(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        while data := source.recv(65536):
            setattr(self, way, getattr(self, way) + len(data))
            sink.sendall(data)
        if source.fileno() >= 0:
            # `tcpi_data_segs_in` of linux/tcp.h.
            info = source.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 160)
            segments = int.from_bytes(info[152:156], sys.byteorder)
            setattr(self, f"segments_{way}", getattr(self, f"segments_{way}") + segments)
        sink.shutdown(socket.SHUT_WR)
        if way == "down":
            source.close()
            sink.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)


def test_a_whole_sync_is_one_connection_and_its_bytes_are_counted(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Several exchanges over one connection; what is reported is what crossed the wire, to the byte."""
    kiosk.submit(250)
    with address_of(office) as url:
        counter = Counter(url)
        try:
            outcome = sync_once(kiosk.store, kiosk.keys, counter.url, kiosk.clock)
        finally:
            counter.close()
    assert (outcome.done, outcome.acknowledged) == (True, 250)
    assert counter.connections == 1
    assert (counter.up, counter.down) == (outcome.bytes_up, outcome.bytes_down)
    assert outcome.bytes_up / 250 < 330


def counted(office: OfficeWorld, kiosk: KioskWorld) -> tuple[SyncOutcome, Counter]:
    with address_of(office) as url:
        counter = Counter(url)
        try:
            outcome = sync_once(kiosk.store, kiosk.keys, counter.url, kiosk.clock)
        finally:
            counter.close()
    return outcome, counter


def test_asking_for_news_where_there_is_none_costs_less_than_a_picture_element(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """What a kiosk does all night: everything HTTP and the exchange say, in one segment up and one down."""
    kiosk.submit()
    kiosk.sync()
    outcome, counter = counted(office, kiosk)
    assert (outcome.done, outcome.sent) == (True, 0)
    assert (counter.connections, counter.segments_up, counter.segments_down) == (1, 1, 1)
    assert (counter.up, counter.down) == (outcome.bytes_up, outcome.bytes_down)
    assert counter.up + counter.down < 620


def test_photos_go_over_the_same_connection(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Exchange, photos, exchange: one connection, every byte counted."""
    take_photos(kiosk, PHOTO, OTHER)
    outcome, counter = counted(office, kiosk)
    assert (outcome.done, outcome.blobs, counter.connections) == (True, 2, 1)
    assert (counter.up, counter.down) == (outcome.bytes_up, outcome.bytes_down)
    assert has(office, PHOTO, OTHER)


def test_a_photo_cut_off_on_the_wire_is_kept_as_far_as_it_came(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real connection that ends in the middle: what the server had read by then is not sent again."""
    read = threading.Event()
    keep = office_blobs.keep

    def kept(*arguments: Any, **named: Any) -> object:
        result = keep(*arguments, **named)
        read.set()
        return result

    monkeypatch.setattr(office_blobs, "keep", kept)
    take_photos(kiosk, PHOTO)
    cut_after(kiosk, 0)
    assert kiosk.sync().reason is Reason.CUT
    data = blobs.message(kiosk.store, kiosk.keys, body_hash(PHOTO))
    assert data
    head = f"POST {BLOB_PATH} HTTP/1.1\r\nHost: kelurahan\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    with address_of(office) as url, socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1]))) as link:
        link.sendall(head + data[:30_000])
        assert read.wait(20)
    kiosk.road.fault = None
    outcome = kiosk.sync()
    assert (outcome.done, outcome.blobs) == (True, 1)
    assert outcome.bytes_up < len(PHOTO) - office_blobs.PART + 1_000
    assert has(office, PHOTO)


def test_addresses_that_lead_nowhere_are_told_apart(kiosk: KioskWorld) -> None:
    """Each wrong address has its own words; nothing raises."""
    for url, reason in {
        "http://127.0.0.1:1": Reason.NO_CONNECTION,
        "http://no-such-name.invalid": Reason.NO_NAME,
        "kelurahan.local": Reason.NO_ADDRESS,
        "http://[::1": Reason.NO_ADDRESS,
        "ftp://kelurahan.local": Reason.NO_ADDRESS,
    }.items():
        assert sync_once(kiosk.store, kiosk.keys, url, kiosk.clock).reason is reason, url


def test_https_to_a_server_without_it_is_said(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The commonest slip in an address."""
    with address_of(office) as url:
        outcome = sync_once(kiosk.store, kiosk.keys, url.replace("http:", "https:"), kiosk.clock)
    assert outcome.reason is Reason.TLS


def test_serve_says_where_it_is_and_stops_when_told(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """`kelurahan serve` as a process of its own: a kiosk syncs with it, SIGTERM ends it with 0."""
    command = [sys.executable, "-P", "-m", "sync.server", "serve", "--port", "0", "--data", str(office.data)]
    with subprocess.Popen(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            url = next(word for word in line.split() if word.startswith("http://"))
            kiosk.submit()
            assert sync_once(kiosk.store, kiosk.keys, url, kiosk.clock).reason is Reason.NONE
        finally:
            process.terminate()
        assert process.wait(20) == 0
    assert len(office.items()) == 1


def test_a_taken_port_is_said(office: OfficeWorld) -> None:
    """Starting it twice is one line on stderr and exit code 3."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-P", "-m", "sync.server", "serve", "--port", port, "--data", str(office.data)]
        result = subprocess.run(
            command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False
        )
    assert result.returncode == 3
    assert "running already" in result.stderr


def test_the_faster_the_link_the_more_is_asked_for(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office may fill what the link has time for; a few bytes that took long say nothing about the link."""
    monkeypatch.setattr(plan, "FIRST_BATCH", 9_000)
    take_photos(kiosk, PHOTO)
    kiosk.submit(90)
    assert kiosk.sync().done
    key = sealing.sign_public(kiosk.keys.seed)
    asked = [envelope for data in kiosk.road.requests if isinstance(envelope := read_request(data), Envelope)]
    rooms = [request.room for one in asked if isinstance(request := unpack_request(one, key), Request)]
    assert rooms[0] == FIRST_ROOM
    assert len(rooms) == len(asked) > 2
    assert min(rooms[1:]) > FIRST_ROOM
