"""The network road over real sockets: one connection, refused ports, names that do not exist, servers without TLS."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from sync.http import sync_once
from sync.outcome import Reason
from sync.server.serve import KEEP_ALIVE_S
from tests.sync.world import KioskWorld, OfficeWorld

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(app: object) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, log_level="warning", timeout_keep_alive=KEEP_ALIVE_S)  # type: ignore[arg-type]
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Counter:
    """Passes TCP connections on and counts them and their bytes."""

    def __init__(self, target: str) -> None:
        self.port = int(target.rsplit(":", 1)[1])
        self.connections = self.up = self.down = 0
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
    """Several exchanges over one connection; what is reported is what crossed the wire, within a few bytes."""
    kiosk.submit(250)
    with served(office.app) as url:
        counter = Counter(url)
        try:
            outcome = sync_once(kiosk.store, kiosk.keys, counter.url, kiosk.clock)
        finally:
            counter.close()
    assert (outcome.done, outcome.acknowledged) == (True, 250)
    assert counter.connections == 1
    assert abs(outcome.bytes_up - counter.up) < 0.01 * counter.up
    assert abs(outcome.bytes_down - counter.down) < 0.25 * counter.down
    assert outcome.bytes_up / 250 < 400


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1", Reason.NO_CONNECTION),
        ("http://no-such-name.invalid", Reason.NO_NAME),
        ("kelurahan.local", Reason.NO_ADDRESS),
        ("http://[::1", Reason.NO_ADDRESS),
        ("ftp://kelurahan.local", Reason.NO_ADDRESS),
    ],
)
def test_addresses_that_lead_nowhere_are_told_apart(kiosk: KioskWorld, url: str, reason: Reason) -> None:
    """Each wrong address has its own words; nothing raises."""
    assert sync_once(kiosk.store, kiosk.keys, url, kiosk.clock).reason is reason


def test_https_to_a_server_without_it_is_said(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The commonest slip in an address."""
    with served(office.app) as url:
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
