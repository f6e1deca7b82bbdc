"""What a sync costs: seconds, bytes and HTTP requests, over a link without limits and over a bad one.

Bad link: 64 kbit/s, 600 ms there and back, 2 % of the packets lost, three seeds. Both links are `tests/sync/link.py`: real TCP
of the kernel, and every byte of IP counted, retransmissions and the goodbye included. The server is `kelurahan serve` in a
process of its own, the requests are those of `requests_of.py`, the kiosk is enrolled before. The limit is what the sealed
answers alone would take on that link, plus one round trip. The plain way, in the same run: each record as JSON in a POST of
its own, over one connection, stored as durably by a server of the same kind; over the bad link 40 records, scaled.

Targets: 200 requests on the bad link in 1.6 times the limit, 190 bytes up a request all in, 20 times as fast as the plain
way; 10,000 without limits at 2,000 a second.

A month: what an exchange costs without and with TLS, times what `sync/plan.py` does of itself in 30 days.
"""

from __future__ import annotations

import json
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final, Self

import httpx2
import msgspec
import structlog
import trustme
import uvicorn

from kiosk.app.bootstrap import Machine, machine
from kiosk.store import journal
from kiosk.usecases.initialise import enrol, initialise
from kiosk.usecases.submit import Submitted, submit
from sync import plan
from sync.http import sync_once
from sync.outcome import SyncOutcome
from sync.plan import Pace
from sync.server.serve import KEEP_ALIVE_S
from tests.bench.requests_of import catalogue_requests
from tests.sync.link import EDGE, Counted, Link, Shape, link, unavailable
from tests.sync.world import OfficeWorld, office_world

FREE: Final = Shape()
ROUND_TRIP: Final = 2 * EDGE.delay_s
SIZES: Final = (1, 20, 200)
LARGE: Final = 10_000
SEEDS: Final = (1, 2, 3)
PLAIN: Final = 40
"""Records of the plain way over the bad link; 200 would take minutes."""
_LISTENS, _IS_OVER = "0A", "06"  # TCP_LISTEN and TCP_TIME_WAIT in /proc/net/tcp
DAY_S: Final = 86_400
DAYS: Final = 30
A_DAY: Final = 30  # requests of a kiosk that is used
OPEN: Final = (8 * 3600, 15 * 3600)


class Cost(msgspec.Struct, frozen=True):
    """One sync, or one row of plain POSTs."""

    requests: int
    seconds: float
    counted: Counted
    posts: int
    sealed: int = 0  # bytes of sealed answers

    @property
    def up(self) -> float:
        """IP bytes up a request."""
        return self.counted.up.bytes / max(self.requests, 1)

    @property
    def down(self) -> float:
        """IP bytes down a request."""
        return self.counted.down.bytes / max(self.requests, 1)

    @property
    def limit(self) -> float:
        """Seconds that the sealed answers alone take on the bad link, plus one round trip."""
        assert EDGE.rate
        return self.sealed * 8 / EDGE.rate + ROUND_TRIP


def measure() -> Iterator[str]:
    """Without limits first, then the bad link, then what a month costs."""
    if reason := unavailable():
        yield f"sync: not measured, {reason}"
        return
    with tempfile.TemporaryDirectory() as folder, _Bench(Path(folder)) as bench:
        first = bench.sync(0, FREE)
        yield f"first contact           {_bytes(first)}"
        yield from _free(bench)
        yield from _bad(bench)
        yield from _month(bench)
        assert bench.arrived() == bench.submitted, (bench.arrived(), bench.submitted)


class _Bench(ExitStack):
    """An office's server at one end of a link, an enrolled kiosk and a plain client at the other."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._log = folder / "server.log"
        self.submitted = 0

    def __enter__(self) -> Self:
        super().__enter__()
        self.link: Link = self.enter_context(link())
        self.office: OfficeWorld = self.enter_context(office_world(self._folder / "office"))
        initialise(self._folder / "kiosk", demo=False)
        enrol(self._folder / "kiosk", self.office.enrolment())
        self.machine: Machine = self.enter_context(machine(self._folder / "kiosk"))
        self._answers = catalogue_requests(self.machine.context.catalog, random.Random(7))
        serve = ["-m", "sync.server", "serve", "--port", "0", "--host", self.link.office.address]
        self.url = self._start([*serve, "--data", str(self.office.data)])
        self.plain_url = self._start(
            ["-m", __name__, "plain", str(self._folder / "plain.db"), self.link.office.address]
        )
        return self

    def tls_url(self) -> str:
        """The same application behind TLS, with a chain as offices have them: an authority, one in between, a leaf."""
        authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
        leaf = authority.create_child_ca(key_type=trustme.KeyType.ECDSA).issue_cert(
            self.link.office.address, key_type=trustme.KeyType.ECDSA
        )
        leaf.private_key_and_cert_chain_pem.write_to_path(self._folder / "leaf.pem")
        arguments = [str(self.office.data), self.link.office.address, str(self._folder / "leaf.pem")]
        return self._start(["-m", __name__, "tls", *arguments])

    def arrived(self) -> int:
        """Requests the office has."""
        return len(self.office.items())

    def sync(self, count: int, shape: Shape, *, url: str | None = None) -> Cost:
        """Submits so many requests, then syncs them."""
        context = self.machine.context
        for _ in range(count):
            service, given = next(self._answers)
            done = submit(context, service, given)
            assert isinstance(done, Submitted), done
        self.submitted += count
        sealed = context.store.run(_unsent)
        before = self._exchanges()

        def run() -> SyncOutcome:
            return sync_once(context.store, self.machine.keys, url or self.url, context.clock)

        outcome, seconds, counted = self._timed(run, shape)
        assert outcome.done, outcome
        return Cost(count, seconds, counted, self._exchanges() - before, sealed)

    def plain(self, count: int, shape: Shape) -> Cost:
        """The same kind of requests, each as JSON in a POST of its own over one connection."""
        bodies = [json.dumps({"service": service.id, **given}).encode() for service, given in self._next(count)]

        def run() -> None:
            with httpx2.Client(timeout=30) as client:
                for body in bodies:
                    answer = client.post(self.plain_url, content=body, headers={"content-type": "application/json"})
                    answer.raise_for_status()

        _, seconds, counted = self._timed(run, shape)
        return Cost(count, seconds, counted, count, sum(map(len, bodies)))

    def _next(self, count: int) -> list[tuple[Any, dict[str, Any]]]:
        return [next(self._answers) for _ in range(count)]

    def _timed(self, run: Callable[[], Any], shape: Shape) -> tuple[Any, float, Counted]:
        def clocked() -> tuple[Any, float]:
            began = time.perf_counter()
            result = run()
            return result, time.perf_counter() - began

        self.link.shape(shape)
        result, seconds = self.link.kiosk.call(clocked)
        # The goodbye of the connection travels on after the client has gone on; it is paid for, too.
        while any(end.call(_talking) for end in (self.link.kiosk, self.link.office)):
            time.sleep(0.01)
        return result, seconds, self.link.counted()

    def _exchanges(self) -> int:
        return self._log.read_text("utf-8").count('"event": "exchange"')

    def _start(self, command: list[str]) -> str:
        log = self.enter_context(self._log.open("a", encoding="utf-8"))
        server = self.link.office.start([sys.executable, *command], stdout=subprocess.PIPE, stderr=log)
        self.callback(server.wait)
        self.callback(server.terminate)
        assert server.stdout
        self.callback(server.stdout.close)
        return next(word for word in server.stdout.readline().split() if word.startswith("http"))


def _talking() -> bool:
    """True while a TCP connection of this namespace has anything left to say."""
    lines = Path("/proc/thread-self/net/tcp").read_text("ascii").splitlines()[1:]
    return any(line.split()[3] not in (_LISTENS, _IS_OVER) for line in lines)


def _unsent(db: Any) -> int:
    acknowledged = journal.sync_state(db).acknowledged
    return int(
        db.execute("SELECT coalesce(sum(length(body)), 0) FROM sealed WHERE seq > ?", [acknowledged]).fetchone()[0]
    )


def _bytes(cost: Cost) -> str:
    up, down = cost.counted.up, cost.counted.down
    return (
        f"{up.bytes:7,} B up in {up.packets:4} packets, {down.bytes:7,} B down in {down.packets:4}, {cost.posts} POST"
    )


def _free(bench: _Bench) -> Iterator[str]:
    for count in (*SIZES, LARGE):
        ours = bench.sync(count, FREE)
        yield (
            f"free {count:6,}            {ours.seconds:6.2f} s, {count / ours.seconds:6,.0f}/s, "
            f"{ours.up:5.0f} + {ours.down:4.0f} B a request, sealed {ours.sealed / count:.0f}; {_bytes(ours)}"
        )
        plain = bench.plain(min(count, 200), FREE)
        scaled = plain.seconds * count / plain.requests
        yield (
            f"  plain                {scaled:6.2f} s, {plain.up:5.0f} + {plain.down:4.0f} B of {plain.sealed / plain.requests:.0f}; "
            f"ratio {scaled / ours.seconds:.1f}"
        )


def _bad(bench: _Bench) -> Iterator[str]:
    plains = [bench.plain(PLAIN, _seeded(seed)) for seed in SEEDS]
    per_record = median(one.seconds for one in plains) / PLAIN
    for count in SIZES:
        runs = [bench.sync(count, _seeded(seed)) for seed in SEEDS]
        seconds = [one.seconds for one in runs]
        over = median(one.seconds / one.limit for one in runs)
        yield (
            f"bad  {count:6,}            {' / '.join(f'{one:.2f}' for one in seconds)} s, limit {runs[0].limit:.2f}, "
            f"ratio {over:.2f} of medians; {median(one.up for one in runs):.0f} + {median(one.down for one in runs):.0f} B a "
            f"request, sealed {runs[0].sealed / count:.0f}, {runs[0].posts} POST, lost {sum(_lost(one) for one in runs)}"
        )
        yield f"  plain                {per_record * count:6.1f} s, ratio {per_record * count / median(seconds):.1f}"
    sizes = [one.sealed / PLAIN for one in plains]
    yield (
        f"  the plain way took   {' / '.join(f'{one.seconds:.1f}' for one in plains)} s for {PLAIN} records of "
        f"{median(sizes):.0f} B, {median(one.up for one in plains):.0f} + {median(one.down for one in plains):.0f} B a record"
    )


def _lost(cost: Cost) -> int:
    return cost.counted.up.lost + cost.counted.down.lost


def _seeded(seed: int) -> Shape:
    return msgspec.structs.replace(EDGE, seed=seed)


def _month(bench: _Bench) -> Iterator[str]:
    secure = bench.tls_url()
    for name, url in (("http", bench.url), ("tls", secure)):
        nothing, one = bench.sync(0, FREE, url=url), bench.sync(1, FREE, url=url)
        yield f"{name:5} nothing new       {_bytes(nothing)}"
        yield f"{name:5} one request       {_bytes(one)}"
        for used in (0, A_DAY):
            asked, sent = _days(used)
            total = asked * _both(nothing) + sent * _both(one)
            yield (
                f"  {DAYS} days, {used:2} requests a day: {total / 1e6:5.1f} MB, {asked} questions and {sent} requests, "
                f"answers to them not counted"
            )


def _both(cost: Cost) -> int:
    return cost.counted.up.bytes + cost.counted.down.bytes


def _days(requests_a_day: int) -> tuple[int, int]:
    """How many syncs without and with a request there are in a month, following `plan.pause`."""
    chance = random.Random(1)
    hints = sorted(day * DAY_S + chance.uniform(*OPEN) for day in range(DAYS) for _ in range(requests_a_day))
    pace, now, asked = Pace(), 0.0, 0
    waiting = list(reversed(hints))
    while now < DAYS * DAY_S:
        due = now + plan.pause(pace, chance.random).longest
        if waiting and waiting[-1] <= due:
            now = waiting.pop()
            pace = pace.after(SyncOutcome(sent=1), hinted=True)
        else:
            now = due
            asked += 1
            pace = pace.after(SyncOutcome(), hinted=False)
    return asked, len(hints)


# --- the servers beside ours ---

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


def _plain_app(file: str) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """Stores what is posted as our server stores: one durable transaction, with the same settings of SQLite."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA synchronous=EXTRA")
    db.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, body BLOB)")

    async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message["body"]
            if not message.get("more_body"):
                break
        db.execute("INSERT INTO records (body) VALUES (?)", [body])
        answer = b'{"ok": true}'
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    return app


@contextmanager
def _listening(host: str, scheme: str) -> Iterator[socket.socket]:
    # With the protocol named, or asyncio leaves Nagle's algorithm on and each answer waits for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind((host, 0))
        listener.listen()
        print(f"{scheme}://{host}:{listener.getsockname()[1]}", flush=True)
        yield listener


def _serve(what: str, *arguments: str) -> None:
    if what == "plain":
        file, host = arguments
        with _listening(host, "http") as listener:
            config = uvicorn.Config(
                _plain_app(file), lifespan="off", log_level="warning", timeout_keep_alive=KEEP_ALIVE_S
            )
            uvicorn.Server(config).run(sockets=[listener])
    elif what == "tls":
        data, host, chain = arguments
        with _listening(host, "https") as listener:
            from kiosk.catalog_files import load_catalog
            from kiosk.clock import SystemClock
            from sync.server import office as offices
            from sync.server.app import create_app
            from sync.server.store.database import Database

            # Exchanges are counted by what the log says of them.
            structlog.configure(
                processors=[structlog.processors.JSONRenderer()],
                logger_factory=structlog.PrintLoggerFactory(sys.stderr),
            )
            settings, keys = offices.load(Path(data))
            app = create_app(Database.open(settings.database), keys, load_catalog(), SystemClock())
            uvicorn.Server(
                uvicorn.Config(app, log_level="warning", timeout_keep_alive=KEEP_ALIVE_S, ssl_certfile=chain)
            ).run(sockets=[listener])


if __name__ == "__main__":
    _serve(*sys.argv[1:])
