"""The bad link of the other tests does what it is told, to the byte."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.sync.proxy import End, Faults, Limit, Proxy


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says back what it hears; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_echo, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _echo(listener: socket.socket) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line:
            try:
                while data := line.recv(65536):
                    line.sendall(data)
            except OSError:
                continue


@pytest.fixture
def proxy(echo: int) -> Iterator[Proxy]:
    with Proxy(echo) as made:
        yield made


def call(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(proxy.url.rsplit(":", 1)[1])), timeout=10)


def heard(line: socket.socket, most: int = 10**6) -> tuple[bytes, str]:
    """What came until `most` bytes were there, or how it ended before."""
    got = bytearray()
    while len(got) < most:
        try:
            data = line.recv(65536)
        except ConnectionResetError:
            return bytes(got), "reset"
        if not data:
            return bytes(got), "closed"
        got += data
    return bytes(got), "open"


def test_without_faults_it_is_a_wire(proxy: Proxy) -> None:
    """A megabyte there and back, and the end of the one side is the end of the other."""
    data = bytes(range(256)) * 4096
    with call(proxy) as line:
        threading.Thread(target=lambda: (line.sendall(data), line.shutdown(socket.SHUT_WR))).start()
        assert heard(line, 2**21) == (data, "closed")
    assert (proxy.connections, proxy.up, proxy.down) == (1, 2**20, 2**20)


@pytest.mark.parametrize("end", [End.RESET, End.CLOSE])
@pytest.mark.parametrize("after", [0, 1, 1459, 1460, 1461, 5000])
def test_an_answer_is_cut_after_exactly_so_many_bytes(proxy: Proxy, after: int, end: End) -> None:
    """Each connection anew; the way there is not touched."""
    proxy.set(Faults(down=Limit(after, end)))
    for _ in range(2):
        with call(proxy) as line:
            line.sendall(bytes(10_000))
            got, how = heard(line)
        assert (proxy.down % max(after, 1), how == "open") == (0, False)
        assert len(got) <= after
        assert end is End.RESET or (len(got), how) == (after, "closed")
    assert (proxy.connections, proxy.down) == (2, 2 * after)


def test_a_question_is_cut_after_exactly_so_many_bytes(proxy: Proxy) -> None:
    """What came before the cut arrived."""
    proxy.set(Faults(up=Limit(700, End.CLOSE)))
    with call(proxy) as line:
        line.sendall(bytes(701))
        heard(line)
    assert proxy.up == 700


def test_a_silent_link_carries_nothing_and_speaks_again_when_told(proxy: Proxy) -> None:
    """The connection stays open all the while."""
    with call(proxy) as line:
        line.sendall(b"before")
        assert heard(line, 6) == (b"before", "open")
        proxy.set(Faults(down=Limit(0, End.SILENT)))
        line.sendall(b"after")
        proxy.wait_for(lambda seen: seen.up == 11)
        assert proxy.down == 6
        proxy.set()
        assert heard(line, 5) == (b"after", "open")


def test_who_refuses_is_not_there_until_he_is(proxy: Proxy) -> None:
    """At the same address before and after."""
    proxy.set(Faults(refuse=True))
    with pytest.raises(ConnectionRefusedError):
        call(proxy)
    proxy.set()
    with call(proxy) as line:
        line.sendall(b"x")
        assert heard(line, 1) == (b"x", "open")


def test_a_slow_and_late_link_takes_its_time(proxy: Proxy) -> None:
    """20 kB at 100 kB a second each way and twice 50 ms: no sooner than 0.3 s, and not by much."""
    proxy.set(Faults(rate=100_000, delay_s=0.05))
    with call(proxy) as line:
        started = time.monotonic()
        line.sendall(bytes(20_000))
        heard(line, 20_000)
        assert time.monotonic() - started > 0.3
