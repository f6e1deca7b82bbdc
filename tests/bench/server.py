"""What the office's server takes: exchanges a second with 1, 4 and 16 kiosks at once, what a petugas has to wait for beside
4 and 16 of them, and the desk's inbox before 1,000 and 1,000,000 requests, each on SQLite and on PostgreSQL with every commit
on the disk.

The server is `kelurahan serve` in a process of its own; each exchange brings one request with real sealed answers, signed,
and is answered with a signature, as in an office where somebody submits. The callers are threads of this process on the same
cores. Beside it, in the same round and as many at once: a bare Litestar route, behind the same uvicorn and over the same
settings of the database, that does one INSERT of the same bytes. The inbox is the page that a petugas sees, through HTTP and
with a session; of the million all but 200 are closed, and of the thousand too.
"""

from __future__ import annotations

import http.client
import logging
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import structlog
import uvicorn
from litestar import Litestar, post
from litestar import Request as AnyRequest
from litestar.concurrency import sync_to_thread
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, insert, text, update

from kiosk.domain import events
from kiosk.domain.permohonan import PermohonanStatus
from sync.protocol import CONTENT_TYPE, PATH, Event, Reply, Request, Verdict, pack_request, unpack_reply
from sync.server.store.database import Database
from sync.server.store.tables import kiosks, moves, permohonan
from tests import postgres
from tests.bench.spread import percentile, spread
from tests.postgres import Cluster
from tests.server.processes import serving
from tests.sync.sender import Sender
from tests.sync.world import PASSWORD, START, OfficeWorld, kiosk_world, office_world

KIOSKS: Final = (1, 4, 16)
ROUNDS: Final = 3
EXCHANGES: Final = 192
"""In a round, shared by the kiosks."""
BESIDE: Final = (4, 16)
"""Kiosks that exchange without any pause while a petugas works."""
STEPS: Final = 25
"""Requests that the petugas opens and moves beside them."""
LOOKS: Final = 30
OPEN: Final = 200
_WITHOUT_PAUSE: Final = 800
_BATCH: Final = 5_000
_DAY_MS: Final = 86_400_000

_metadata = MetaData()
_records = Table(
    "records",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)


def measure(exchanges: int = EXCHANGES, requests: int = 1_000_000) -> Iterator[str]:
    """`--exchanges=N` in a round, `--requests=N` in the larger inbox."""
    # What the server logs of itself belongs to its own process.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in ("SQLite", "PostgreSQL"):
        with ExitStack() as stack:
            cluster = None
            if name == "PostgreSQL":
                if why := postgres.missing():
                    yield f"PostgreSQL: not measured, {why}"
                    return
                cluster = stack.enter_context(postgres.cluster(durable=True))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            yield from _exchanges(name, folder, cluster, exchanges)
            for at_once in BESIDE:
                yield _beside(name, folder / f"beside-{at_once}", cluster, at_once)
            for count in (1_000, requests):
                yield from _inbox(name, folder / str(count), cluster, count)


def _exchanges(name: str, folder: Path, cluster: Cluster | None, count: int) -> Iterator[str]:
    with (
        office_world(folder / "office", cluster=cluster) as office,
        serving(office.data, 1) as server,
        _bare(folder, cluster) as bare,
    ):
        sealed = _real_answers(office, folder)
        for at_once in KIOSKS:
            each = count // at_once
            callers = [_Caller(office, sealed, ROUNDS * each) for _ in range(at_once)]
            ours: list[_Round] = []
            theirs: list[_Round] = []
            for _ in range(ROUNDS):
                ours.append(_at_once(server.urls[0] + PATH, [caller.next(each) for caller in callers]))
                theirs.append(_at_once(bare, [[caller.sample] * each for caller in callers]))
            for caller in callers:
                caller.check(ours)
            ratio = median(own.rate / plain.rate for own, plain in zip(ours, theirs, strict=True))
            yield f"{name:11}{at_once:2} kiosks     {_told(ours)}"
            yield f"  bare INSERT            {_told(theirs)}; ours are {ratio:.2f} of them"


@dataclass(frozen=True)
class _Round:
    """How one round went."""

    seconds: float
    waits: Sequence[float]  # ms
    answers: Sequence[bytes]

    @property
    def rate(self) -> float:
        """A second."""
        return len(self.waits) / self.seconds


def _told(rounds: list[_Round]) -> str:
    waits = [wait for one in rounds for wait in one.waits]
    rates = " / ".join(f"{one.rate:4.0f}" for one in rounds)
    return f"{rates} a second; {spread(waits, digits=1)}, p99 {percentile(waits, 99):.1f} ms"


class _Caller:
    """One kiosk, whose exchanges are packed before."""

    def __init__(self, office: OfficeWorld, sealed: bytes, count: int) -> None:
        self._sender = Sender(office, seed=secrets.token_bytes(32))
        self._packed = list(self._pack(sealed, count))
        self.sample = self._packed[-1]

    def next(self, count: int) -> list[bytes]:
        """The next exchanges."""
        taken, self._packed = self._packed[:count], self._packed[count:]
        return taken

    def rest(self) -> list[bytes]:
        """All that are left."""
        return self.next(len(self._packed))

    def check(self, rounds: list[_Round]) -> None:
        """Each was taken. Answers of all kiosks are mixed: ours are those that open for us."""
        replies = [
            unpack_reply(answer, office=self._sender.enrolment.office, kiosk_id=self._sender.id)
            for one in rounds
            for answer in one.answers
        ]
        mine = [reply for reply in replies if isinstance(reply, Reply)]
        assert all(reply.verdict is Verdict.OK and not reply.refused for reply in mine)
        assert max(reply.acknowledged for reply in mine) == len(mine)

    def _pack(self, sealed: bytes, count: int) -> Iterator[bytes]:
        sender, previous = self._sender, events.genesis(self._sender.id)
        for seq in range(1, count + 1):
            # The answers are the same, the request is not: nothing looks into both.
            event = events.Submitted(
                "surat_keterangan_domisili", "D18", f"A-{seq:03}", "2026-11-18", secrets.token_bytes(16),
                "id", events.body_hash(sealed), "1", False,
            )  # fmt: skip
            entry = Event(
                events.new_id(START + seq, secrets.token_bytes(32)), START + seq, events.encode_event(event), sealed
            )
            after, previous = previous, events.chain_hash(previous, seq, entry.id, entry.at, entry.body)
            yield pack_request(
                Request(seq - 1, after, previous, seq, previous, 0, START, (entry,)),
                office=sender.office.keys.code,
                kiosk_id=sender.id,
                seed=sender.seed,
                secret=sender.enrolment.secret if seq == 1 else None,
            )


def _at_once(url: str, callers: list[list[bytes]]) -> _Round:
    """Each caller posts its own, one after the other over one connection, all callers at once."""
    ready = threading.Barrier(len(callers) + 1, timeout=30)
    waits: list[float] = []
    answers: list[bytes] = []

    def call(bodies: list[bytes]) -> None:
        address = urlsplit(url)
        with closing(http.client.HTTPConnection(address.hostname or "", address.port)) as connection:
            connection.connect()
            ready.wait()
            for body in bodies:
                began = time.perf_counter()
                connection.request("POST", address.path, body, {"content-type": CONTENT_TYPE})
                answer = connection.getresponse()
                content = answer.read()
                waits.append((time.perf_counter() - began) * 1000)
                assert answer.status in {200, 201}, answer.status
                answers.append(content)

    threads = [threading.Thread(target=call, args=(bodies,)) for bodies in callers]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return _Round(time.perf_counter() - began, waits, answers)


def _real_answers(office: OfficeWorld, folder: Path) -> bytes:
    """What a kiosk of this office seals of a request for a letter: the server opens it and marks it."""
    with kiosk_world(folder / "kiosk", office) as kiosk:
        kiosk.submit()
        assert kiosk.sync().done
    with office.database.reading() as connection:
        return bytes(connection.execute(text("SELECT sealed FROM events WHERE sealed IS NOT NULL")).scalar_one())


# --- a petugas beside kiosks ---


def _beside(name: str, folder: Path, cluster: Cluster | None, at_once: int) -> str:
    """Kiosks that never pause, and one petugas who opens the inbox, opens a request and moves it, again and again."""
    with office_world(folder / "office", cluster=cluster) as office, serving(office.data, 1) as server:
        sealed = _real_answers(office, folder)
        each = -(-STEPS // at_once) + 1
        callers = [_Caller(office, sealed, each + _WITHOUT_PAUSE // at_once) for _ in range(at_once)]
        url = server.urls[0]
        _at_once(url + PATH, [caller.next(each) for caller in callers])
        done = threading.Event()
        with ThreadPoolExecutor(at_once) as pool:
            kiosks_ = [pool.submit(_never_pause, url + PATH, caller.rest(), done) for caller in callers]
            try:
                began = time.perf_counter()
                waits, refused = _petugas(url)
                took = time.perf_counter() - began
            finally:
                done.set()
            exchanged = sum(one.result() for one in kiosks_)
    return (
        f"{name:11}petugas beside {at_once:2} kiosks ({exchanged / took:.0f} exchanges a second): "
        f"{spread(waits, digits=1)}, p99 {percentile(waits, 99):.1f} ms, most {max(waits):.0f} ms, {refused} refused"
    )


def _petugas(url: str) -> tuple[list[float], int]:
    """How long the calls of one petugas took, in ms, and how many ended with "try again"."""
    waits: list[float] = []
    refused = 0
    with httpx2.Client(base_url=url, timeout=60) as client:

        def call(method: str, path: str, **form: str) -> str:
            nonlocal refused
            began = time.perf_counter()
            answer = client.request(method, path, data=form or None)
            waits.append((time.perf_counter() - began) * 1000)
            refused += answer.status_code not in {200, 303}
            return answer.text

        entered = client.post("/masuk", data={"nama": "sari", "sandi": PASSWORD})
        client.cookies.update(entered.cookies)
        for _ in range(STEPS):
            found = re.search(r'href="/meja/([A-Z0-9-]{9,})"', call("GET", "/meja"))
            if not found:
                continue  # it was refused
            token = re.search(r'name="token" value="([^"]+)"', call("GET", f"/meja/{found[1]}"))
            if token:
                call("POST", f"/meja/{found[1]}/status", token=token[1], dari="SUBMITTED", ke="IN_REVIEW")
    return waits, refused


def _never_pause(url: str, bodies: list[bytes], done: threading.Event) -> int:
    """A kiosk's exchanges one after the other until it is `done`; the last one again when there is no other, which the server
    writes down as well. How many were answered.
    """
    address = urlsplit(url)
    answered = 0
    with closing(http.client.HTTPConnection(address.hostname or "", address.port)) as connection:
        while not done.is_set():
            connection.request(
                "POST", address.path, bodies[min(answered, len(bodies) - 1)], {"content-type": CONTENT_TYPE}
            )
            answer = connection.getresponse()
            answer.read()
            answered += answer.status in {200, 201}
    return answered


# --- the inbox ---


def _inbox(name: str, folder: Path, cluster: Cluster | None, count: int) -> Iterator[str]:
    with office_world(folder, cluster=cluster) as office:
        began = time.perf_counter()
        _fill(office, count)
        filled = time.perf_counter() - began
        with serving(office.data, 1) as server, httpx2.Client(base_url=server.urls[0], timeout=300) as client:
            entered = client.post("/masuk", data={"nama": "sari", "sandi": PASSWORD})
            assert entered.status_code == 303, entered.status_code
            client.cookies.update(entered.cookies)
            pages = ["/meja", *sorted(set(re.findall(r'href="(/meja\?[^"]*)"', client.get("/meja").text)))]
            yield f"{name:11}{count:9,} requests (filled in {filled:.0f} s)"
            for page in pages:
                times = []
                for _ in range(LOOKS):
                    began = time.perf_counter()
                    answer = client.get(page.replace("&amp;", "&"))
                    times.append((time.perf_counter() - began) * 1000)
                    assert answer.status_code == 200, (page, answer.status_code)
                yield f"  {page[:40]:40} {spread(times, digits=1)}, {len(answer.content) // 1024} kB"


def _fill(office: OfficeWorld, count: int) -> None:
    """Rows as exchanges and petugas leave them: all but OPEN are closed, over three years, of three kiosks."""
    ids = [Sender(office, seed=bytes([number]) * 32).id for number in (1, 2, 3)]
    code = office.keys.code
    with office.database.writing() as connection:
        connection.execute(update(kiosks).values(enrolled_at=START, public_key=b"k" * 32))
        for first in range(0, count, _BATCH):
            numbers = range(first, min(count, first + _BATCH))
            rows = [_row(code, ids[number % 3], number, count) for number in numbers]
            connection.execute(insert(permohonan), rows)
            steps = [step for row in rows for step in _steps(row)]
            if steps:
                connection.execute(insert(moves), steps)
        # What a database that has been at work for years knows of its tables.
        connection.execute(text("ANALYZE"))


_CLOSED: Final = (
    PermohonanStatus.COLLECTED,
    PermohonanStatus.COLLECTED,
    PermohonanStatus.REJECTED,
    PermohonanStatus.CANCELLED,
)
_AT_WORK: Final = (PermohonanStatus.SUBMITTED, PermohonanStatus.IN_REVIEW, PermohonanStatus.READY)


def _row(code: str, kiosk_id: str, number: int, count: int) -> dict[str, Any]:
    left = count - number
    at = START - left * (3 * 365 * _DAY_MS // count)
    stands = _AT_WORK[number % 3] if left <= OPEN else _CLOSED[number % 4]
    return {
        "office": code,
        "id": events.permohonan_id(events.new_id(at, number.to_bytes(32, "big"))),
        "kiosk_id": kiosk_id,
        "seq": number // 3 + 1,
        "service": ("surat_keterangan_domisili", "surat_keterangan_tidak_mampu")[number % 2],
        "ref": ("D18", "D19")[number % 2],
        "ticket": f"{'ABC'[number % 3]}-{number % 120 + 1:03}",
        "queue_day": time.strftime("%Y-%m-%d", time.gmtime(at / 1000)),
        "code_hash": number.to_bytes(16, "big"),
        "language": "id",
        "priority": number % 20 == 0,
        "clock_doubtful": False,
        "created_at": at,
        "received_at": at + 60_000,
        "waiting_since": at,
        "status": stands.value,
        "status_at": at + _DAY_MS if left > OPEN else at,
        "note": None,
    }


def _steps(row: dict[str, Any]) -> list[dict[str, Any]]:
    if row["status"] == PermohonanStatus.SUBMITTED.value:
        return []
    way = {
        PermohonanStatus.COLLECTED.value: ("IN_REVIEW", "AWAITING_SIGNATURE", "READY", "COLLECTED"),
        PermohonanStatus.READY.value: ("IN_REVIEW", "AWAITING_SIGNATURE", "READY"),
    }.get(row["status"], (row["status"],))
    return [
        {
            "office": row["office"],
            "permohonan_id": row["id"],
            "number": number,
            "old": old,
            "new": new,
            "actor": "sari",
            "at": row["status_at"],
        }
        for number, (old, new) in enumerate(zip(("SUBMITTED", *way), way, strict=False), 1)
    ]


# --- the bare route ---


@contextmanager
def _bare(folder: Path, cluster: Cluster | None) -> Iterator[str]:
    """A process with the bare route; its address."""
    url = cluster.new(empty=True) if cluster else f"sqlite:///{folder / 'bare.db'}"
    with subprocess.Popen([sys.executable, "-m", __name__, url], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _serve(url: str) -> None:
    database = Database.open(url)
    with database.writing() as connection:
        _metadata.create_all(connection)

    def store(body: bytes) -> None:
        with database.writing() as connection:
            connection.execute(insert(_records), {"body": body})

    @post("/")
    async def bare(request: AnyRequest[Any, Any, Any]) -> bytes:
        await sync_to_thread(store, await request.body())
        return b"ok"

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
        config = uvicorn.Config(Litestar([bare], openapi_config=None), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    _serve(sys.argv[1])
