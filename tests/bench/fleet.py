"""The day the whole country comes back: 83,000 kiosks with backlogs, one national server of N processes.

Service times are measured first, in this run: a real `kelurahan serve` on a real database, the processor's time for one
exchange with nothing, 20, 100 and 1,000 entries, new, repeated and at first contact. The fleet then is simulated. A
process is one queue, served in order of arrival. Kiosks are spread over the processes by their id, so one process with its
share stands for all. Links are 64 kbit/s with 600 ms round trip. Time-outs are the client's: 5 s to connect, 30 s without
an answer. A kiosk that gave up does not take its request out of the queue: the process works on it all the same.

What it leaves out: loss, the database as a bottleneck of its own, TLS at a proxy, photos, answers longer than a packet.
With KELURAHAN_POSTGRES=postgresql+psycopg://… the times are measured on that (empty) database too, and it is simulated.
"""

from __future__ import annotations

import heapq
import http.client
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import mean
from typing import Final, Literal

from sqlalchemy import select

from kiosk import sealing
from kiosk.domain.events import Submitted, body_hash, chain_hash, encode_event, genesis, new_id
from sync import plan
from sync.protocol import CONTENT_TYPE, PATH, Event, Request, pack_request
from sync.server import office as offices
from sync.server.exchange.calls import AGAIN_S
from sync.server.kiosks import fleet
from sync.server.office import OfficeKeys
from sync.server.store import tables
from sync.server.store.database import Database
from tests.bench.spread import percentile

KIOSKS: Final = 83_000
ENTRIES_A_DAY: Final = 100
BYTES_AN_ENTRY: Final = 190
RATE: Final = 64_000 / 8  # bytes a second
ROUND_TRIP: Final = 0.6
CONNECT_S: Final = 5.0
STALL_S: Final = 30.0
CONNECTIONS: Final = 1_000  # descriptors of one process, as systems allow by default
BACKLOG: Final = 2_048  # connections the kernel keeps for uvicorn until it accepts them
PROCESSES: Final = (1, 4, 16, 64)
SIZES: Final = (0, 20, 100, 1_000)
LONGEST_S: Final = 10_800.0
"""No fleet is watched longer than this."""
NEWER: Final = 1 / 288  # new requests a second of one kiosk: each is a hint


@dataclass(frozen=True)
class Service:
    """What one exchange costs a server process, in seconds: so much at all and so much an entry."""

    refusal: float  # HTTP alone
    idle: float
    new: float
    again: float  # an entry that is there already

    def cost(self, entries: int, known: int) -> float:
        """An exchange with `entries`, of which the server has `known` already."""
        return self.idle + known * self.again + (entries - known) * self.new


class _Sender:
    """A kiosk as the server sees it: only its bytes are made, nothing is stored here."""

    def __init__(self, office: OfficeKeys, kiosk_id: str, secret: bytes | None) -> None:
        self._office, self._id, self._secret = office, kiosk_id, secret
        self._seed = sealing.new_signing_key()
        self._seq, self._hash = 0, genesis(kiosk_id)

    def request(self, entries: int) -> bytes:
        """The next request, with so many new entries of ordinary size."""
        after, previous = self._seq, self._hash
        events = [self._event() for _ in range(entries)]
        request = Request(after, previous, self._hash, self._seq, self._hash, 0, _now(), tuple(events))
        secret, self._secret = self._secret, None
        return pack_request(request, office=self._office.code, kiosk_id=self._id, seed=self._seed, secret=secret)

    def _event(self) -> Event:
        sealed = os.urandom(120)
        number = self._seq + 1
        body = encode_event(
            Submitted("domisili", "D18", f"A-{number:03}", "2026-11-21", os.urandom(16), "id", body_hash(sealed), "1", False)
        )  # fmt: skip
        event = Event(new_id(_now()), _now(), body, sealed)
        self._seq, self._hash = number, chain_hash(self._hash, number, event.id, event.at, body)
        return event


def measured(url: str | None) -> tuple[Service, str]:
    """Service times of a real server process on one database, and a line that tells them."""
    with tempfile.TemporaryDirectory() as folder, _serving(Path(folder), url) as server:
        health = server.cost([None] * 200)
        rounds = {entries: 12 if entries == SIZES[-1] else 60 for entries in SIZES}
        first = server.cost([server.sender().request(0) for _ in range(60)])
        new: dict[int, float] = {}
        again: dict[int, float] = {}
        walls: dict[int, float] = {}
        for entries, times in rounds.items():
            # Alone at its office, as nearly all kiosks are: nobody else is to be told of its requests.
            server.retire()
            sender = server.sender()
            server.cost([sender.request(0)])
            requests = [sender.request(entries) for _ in range(times)]
            new[entries], walls[entries] = server.cost(requests), server.wall
            again[entries] = server.cost(requests[-1:] * times)
    most = SIZES[-1]
    told = ", ".join(f"{size:,} entries {new[size] * 1e3:.1f}" for size in SIZES)
    waited = ", ".join(f"{walls[size] * 1e3:.1f}" for size in SIZES)
    return Service(health, new[0], (new[most] - new[0]) / most, (again[most] - again[0]) / most), (
        f"{'PostgreSQL' if url else 'SQLite':10} ms of processor an exchange: {told}; first contact {first * 1e3:.1f}; "
        f"{most:,} known entries {again[most] * 1e3:.1f}; HTTP alone {health * 1e3:.1f}; to the answer {waited}"
    )


class _Server:
    """A `kelurahan serve` process, and what it spends."""

    def __init__(self, office: OfficeKeys, database: Database, address: str, pid: int) -> None:
        self._office, self._database, self._pid = office, database, pid
        host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
        self._line = http.client.HTTPConnection(host, int(port))
        self.wall = 0.0

    def sender(self) -> _Sender:
        """A kiosk that was just enrolled."""
        with self._database.writing() as connection:
            enrolment = fleet.enrol(connection, self._office, "Ruang depan", "", actor="bench", now=_now())
        return _Sender(self._office, enrolment.kiosk_id, enrolment.secret)

    def retire(self) -> None:
        """Revokes every kiosk."""
        with self._database.writing() as connection:
            known = select(tables.kiosks.c.id).where(tables.kiosks.c.revoked_at.is_(None))
            for kiosk_id in connection.execute(known).scalars().all():
                fleet.revoke(connection, self._office.code, kiosk_id, actor="bench", now=_now())

    def cost(self, requests: list[bytes] | list[None]) -> float:
        """Seconds of processor an exchange; None asks for /healthz, which is HTTP with next to nothing behind it."""
        before, started = self._processor(), time.perf_counter()
        for request in requests:
            if request is None:
                self._line.request("GET", "/healthz")
            else:
                self._line.request("POST", PATH, request, {"content-type": CONTENT_TYPE})
            answer = self._line.getresponse()
            answer.read()
            assert answer.status == 200
        self.wall = (time.perf_counter() - started) / len(requests)
        return (self._processor() - before) / len(requests)

    def _processor(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(data: Path, url: str | None) -> Iterator[_Server]:
    settings, office = offices.prepare(data, code="16.71.02.1003", name="Nasional", zone=7, database=url, url="")
    with closing(Database.open(settings.database)) as database:
        with database.writing() as connection:
            tables.add_office(connection, office.code, now=_now())
        offices.finish(data, settings)
        command = [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--data", str(data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout
            address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
            try:
                yield _Server(office, database, address, process.pid)
            finally:
                process.terminate()


def _now() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Policy:
    """How kiosks and server behave; times in seconds, of the shape of `plan.pause`."""

    name: str
    first: float = plan.FIRST_DELAY_S
    cap: float = plan.LONGEST_DELAY_S
    idle: float = plan.IDLE_DELAY_S
    longest_idle: float = plan.LONGEST_IDLE_S
    rest: float = plan.LONGEST_REST_S  # a new request ends the wait after a failure, but not before this
    spread: float = 0.0  # a kiosk whose link is back waits up to this, or a sixtieth of its absence if that is less
    limit: int = CONNECTIONS  # exchanges under way; to more the server answers 503 before it reads their bodies
    retry_after: float = 0.0  # what it says then

    def wait(self, failures: int, quiet: int, draw: Callable[[], float]) -> tuple[float, float]:
        """How long a hint waits too, and how long without one."""
        if failures == 0:
            return 0.0, min(self.longest_idle, self.idle * 2.0 ** min(quiet, 20)) * (0.75 + draw() / 4)
        doublings = 2.0 ** min(failures - 1, 20)
        least = min(self.rest, doublings)
        return least, least + min(self.cap, self.first * doublings) * draw()


@dataclass(frozen=True)
class Outage:
    """What was missing, and how it comes back."""

    name: str
    hours: float
    days: float  # working days of entries that wait
    back: Literal["links", "power", "server"]
    over: float = 1.0  # seconds within which links are back, or regions have power again

    def waits(self, draw: Callable[[], float]) -> int:
        """Entries of one kiosk: its share, or a week's of one in twenty that had been away before."""
        return round(ENTRIES_A_DAY * (7.0 if draw() < 0.05 else self.days) * (0.5 + draw()))

    def returns(self, policy: Policy, regions: list[float], draw: Callable[[], float]) -> tuple[float, float]:
        """When a kiosk could first reach the server, and when it first tries."""
        match self.back:
            case "links":
                back = self.over * draw()
                return back, back + min(policy.spread, self.hours * 60.0) * draw()
            case "power":
                back = regions[int(draw() * len(regions))] + 30.0 + 60.0 * draw()  # a PC starts
                return back, back
            case "server":
                # The kiosks have long been at the cap, each somewhere within its wait.
                return 0.0, policy.wait(20, 0, draw)[1] * draw()


@dataclass(frozen=True)
class Outcome:
    """How a fleet came back, times in seconds."""

    most: float  # until 99 % were in
    all: float
    median: float  # waiting of one kiosk
    p99: float
    tries: float  # for one kiosk to get everything in, on average
    queue: int  # requests in one process's queue at most
    wasted: float  # share of exchanges whose kiosk had given up
    left: float  # share of kiosks that were not in when the time was over


class _Process:
    """One server process and its share of the kiosks."""

    def __init__(self, kiosks: int, policy: Policy, service: Service, outage: Outage, seed: int) -> None:
        self._policy, self._service = policy, service
        self._draw = random.Random(seed).random
        self._expo = random.Random(seed + 1).expovariate
        regions = [outage.over * self._draw() for _ in range(514)]  # kabupaten and kota
        self._agenda: list[tuple[float, int, Callable[[float, int], None], int]] = []
        self._number = count()
        self._backlog = [outage.waits(self._draw) for _ in range(kiosks)]
        self._held = [0] * kiosks  # entries of the backlog that the server has and the kiosk does not know of
        self._failures = [0] * kiosks
        self._quiet = [0] * kiosks
        self._tries = [0] * kiosks
        self._back = [0.0] * kiosks
        self._done = [-1.0] * kiosks
        self._left = kiosks
        self._busy = 0.0  # until then the process has work
        self._queue: deque[float] = deque()  # when each request in it will be done
        self._peak = self._exchanges = self._wasted = self._open = self._under_way = 0
        self._knocking: deque[tuple[float, int]] = deque()  # not accepted yet, with when their request is there
        for kiosk in range(kiosks):
            self._back[kiosk], wakes = outage.returns(policy, regions, self._draw)
            self._at(wakes, self._wake, kiosk)

    def run(self) -> Outcome:
        """Until every kiosk has everything in, or the time is over."""
        now = 0.0
        while self._left and now < LONGEST_S:
            now, _, step, kiosk = heapq.heappop(self._agenda)
            step(now, kiosk)
        waited = [done - back for done, back in zip(self._done, self._back, strict=True) if done >= 0]
        done = [one if one >= 0 else float("inf") for one in self._done]
        return Outcome(
            sorted(done)[len(done) * 99 // 100], max(done), percentile(waited, 50), percentile(waited, 99),
            mean(self._tries), self._peak, self._wasted / self._exchanges, self._left / len(done),
        )  # fmt: skip

    def _at(self, when: float, step: Callable[[float, int], None], kiosk: int) -> None:
        heapq.heappush(self._agenda, (when, next(self._number), step, kiosk))

    def _wake(self, now: float, kiosk: int) -> None:
        if self._done[kiosk] < 0:
            self._tries[kiosk] += 1
        if self._open < CONNECTIONS:
            self._open += 1
            # The head is there after the hand shake and half a round trip, the body when the link has carried it.
            self._at(now + 1.5 * ROUND_TRIP, self._head, kiosk)
        elif len(self._knocking) < BACKLOG:
            self._knocking.append((now + 1.5 * ROUND_TRIP + self._upload(kiosk), kiosk))
        else:
            self._at(now + CONNECT_S, self._failed, kiosk)

    def _head(self, now: float, kiosk: int) -> None:
        if self._under_way >= self._policy.limit:
            self._busy = max(self._busy, now) + self._service.refusal
            self._at(now + ROUND_TRIP / 2, self._refused, kiosk)
        else:
            self._under_way += 1
            self._at(now + self._upload(kiosk), self._arrived, kiosk)

    def _arrived(self, now: float, kiosk: int) -> None:
        self._at_server(now, now, kiosk)

    def _at_server(self, now: float, sent: float, kiosk: int) -> None:
        entries = self._batch(kiosk)
        known = min(entries, self._held[kiosk])
        self._held[kiosk] = max(self._held[kiosk], entries)
        self._busy = max(self._busy, now) + self._service.cost(entries, known)
        self._exchanges += 1
        while self._queue and self._queue[0] <= now:
            self._queue.popleft()
        self._queue.append(self._busy)
        self._peak = max(self._peak, len(self._queue))
        if self._busy + ROUND_TRIP <= sent + STALL_S:
            self._at(self._busy + ROUND_TRIP / 2, self._answered, kiosk)
        else:
            self._wasted += 1
            self._at(max(now, sent + STALL_S), self._stalled, kiosk)

    def _answered(self, now: float, kiosk: int) -> None:
        entries = self._batch(kiosk)
        self._backlog[kiosk] -= entries
        self._held[kiosk] = max(0, self._held[kiosk] - entries)
        self._failures[kiosk] = 0
        if self._backlog[kiosk] > 0:
            # On the same connection it keeps its place.
            self._at(now + ROUND_TRIP / 2 + self._upload(kiosk), self._arrived, kiosk)
            return
        if self._done[kiosk] < 0:
            self._done[kiosk] = now
            self._left -= 1
        self._under_way -= 1
        self._close(now)
        self._rest(now, kiosk)

    def _stalled(self, now: float, kiosk: int) -> None:
        self._under_way -= 1
        self._close(now)
        self._failed(now, kiosk)

    def _refused(self, now: float, kiosk: int) -> None:
        self._close(now)
        # Twice at most what was said: those who were sent away together must not come back together.
        self._failed(now, kiosk, told=self._policy.retry_after * (1.0 + self._draw()))

    def _failed(self, now: float, kiosk: int, told: float = 0.0) -> None:
        self._failures[kiosk] += 1
        self._rest(now, kiosk, told)

    def _rest(self, now: float, kiosk: int, told: float = 0.0) -> None:
        least, longest = self._policy.wait(self._failures[kiosk], self._quiet[kiosk], self._draw)
        hint = max(self._expo(NEWER), least)
        if hint < longest:
            self._quiet[kiosk] = 0
            self._backlog[kiosk] += 1
        else:
            self._quiet[kiosk] += 1
        self._at(now + told + min(hint, longest), self._wake, kiosk)

    def _close(self, now: float) -> None:
        self._open -= 1
        while self._knocking and self._open < CONNECTIONS:
            there, kiosk = self._knocking.popleft()
            self._open += 1
            self._under_way += 1
            # Also when its kiosk has long given up: the request lies in the socket, and the process works on it.
            self._at_server(max(now, there), there, kiosk)

    def _batch(self, kiosk: int) -> int:
        return min(self._backlog[kiosk], plan.FIRST_BATCH // BYTES_AN_ENTRY)

    def _upload(self, kiosk: int) -> float:
        return (600 + BYTES_AN_ENTRY * self._batch(kiosk)) / RATE


BEFORE: Final = Policy("one back-off, no more", longest_idle=plan.IDLE_DELAY_S, rest=1.0)
SPREAD: Final = Policy("spread over 5 min", spread=plan.START_SPREAD_S)
CHOSEN: Final = replace(SPREAD, name="spread, 200 at once, back in 2 min", limit=200, retry_after=AGAIN_S)
_POLICIES: Final = (
    BEFORE,
    SPREAD,
    CHOSEN,
    replace(CHOSEN, name="  back in 30 s", retry_after=30.0),
    replace(CHOSEN, name="  100 at once", limit=100),
    replace(CHOSEN, name="  400 at once", limit=400),
    replace(CHOSEN, name="  first wait 30 s", first=30.0),
    replace(CHOSEN, name="  first wait 60 s", first=60.0),
    replace(CHOSEN, name="  waits of 5 min at most", cap=300.0),
    replace(CHOSEN, name="  waits of 60 min at most", cap=3_600.0),
)
_LINKS: Final = (Outage("1 h", 1, 1 / 8, "links"), Outage("8 h", 8, 1, "links"), Outage("3 days", 72, 3, "links"))
_POWER: Final = Outage("8 h, power over 2 h", 8, 1, "power", 7_200)
_SERVER: Final = Outage("8 h, server alone", 8, 1, "server")


def measure() -> Iterator[str]:
    """Service times, what an ordinary day costs, each outage with 1 to 64 processes, and the policies beside each other."""
    service, told = measured(None)
    yield told
    if url := os.environ.get("KELURAHAN_POSTGRES"):
        service, told = measured(url)
        yield told
    yield (
        f"an ordinary day    {KIOSKS:,} kiosks asking every 5 min: {KIOSKS / 300 * service.cost(0, 0):.1f} processes; "
        f"each new request an exchange: {KIOSKS * NEWER * service.cost(1, 0):.1f}"
    )
    yield f"{'processes':>9}  {'outage':21} {_HEAD}"
    for outage in (*_LINKS, _POWER, _SERVER):
        for processes in PROCESSES:
            # One process cannot carry an ordinary day; that it does not carry this one either is shown once.
            if processes > 1 or outage.name == "8 h":
                yield f"{processes:9}  {outage.name:21} {_row(processes, CHOSEN, service, outage)}"
    yield f"{'4 processes':18} {'':35} {_HEAD}"
    for outage in (_LINKS[1], _LINKS[2], _SERVER):
        for policy in _POLICIES:
            yield f"{outage.name:18} {policy.name:35} {_row(4, policy, service, outage)}"


_HEAD: Final = (
    f"{'99 % in':>9} {'all in':>9} {'waits p50':>9} {'p99':>7} {'tries':>6} {'queue':>6} {'wasted':>7} {'out':>5}"
)


def _row(processes: int, policy: Policy, service: Service, outage: Outage) -> str:
    came = _Process(KIOSKS // processes, policy, service, outage, seed=processes).run()
    return (
        f"{came.most / 60:5.1f} min {came.all / 60:5.1f} min {came.median:7.0f} s {came.p99:5.0f} s {came.tries:6.1f} "
        f"{came.queue:6,} {came.wasted:7.0%} {came.left:5.0%}"
    )
