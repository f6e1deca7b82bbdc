"""A real office and real kiosks in temporary folders, joined in process; faults are put on the road between them."""

from __future__ import annotations

import asyncio
import base64
import io
import random
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from litestar import Litestar
from PIL import Image
from sqlalchemy import select

from kiosk.app.bootstrap import Machine, machine
from kiosk.catalog_files import load_catalog
from kiosk.clock import FixedClock
from kiosk.content_files import load_content
from kiosk.domain import events
from kiosk.domain.content import Content
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.store import elsewhere, journal, permohonan
from kiosk.usecases.initialise import enrol, initialise
from kiosk.usecases.submit import Submitted, submit
from sync.http import SyncOutcome, sync_once
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.exchange.segments import JoinedProtocol
from sync.server.kiosks import fleet
from sync.server.office import OfficeKeys
from sync.server.people import accounts
from sync.server.people.rights import ALL_ROLES
from sync.server.serve import KEEP_ALIVE_S
from sync.server.store import tables
from sync.server.store.database import Database
from sync.server.upkeep import verify
from sync.server.work import requests
from tests.postgres import Cluster

START = 1_795_000_000_000  # 18 November 2026
URL = "http://kelurahan.test"
PASSWORD = "rahasia-sekali"

Handler = Callable[[httpx2.Request], httpx2.Response]

shipped = cache(load_catalog)
"""The same services for every office: reading them takes longer than most tests."""


@cache
def shipped_content() -> Content:
    """What is published under them, the same for every kiosk whose office has published nothing."""
    return load_content(shipped())


@cache
def _migrated() -> bytes:
    """A SQLite database with the server's tables and nothing in them: migrating each would take as long as a short test."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / offices.DATABASE
        Database.open(f"sqlite:///{file}").close()
        return file.read_bytes()


class Road(httpx2.BaseTransport):
    """The network: hands requests to the office's ASGI application, or does to them what a test says."""

    def __init__(self, app: Litestar) -> None:
        self.app = app
        self.requests: list[bytes] = []
        self.replies: list[bytes] = []
        self.fault: Callable[[httpx2.Request, Handler], httpx2.Response] | None = None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request.content)
        answer = self.deliver(request) if self.fault is None else self.fault(request, self.deliver)
        # As from a socket: not read yet.
        return httpx2.Response(answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(answer.content))

    def deliver(self, request: httpx2.Request) -> httpx2.Response:
        async def call() -> tuple[int, list[tuple[bytes, bytes]], bytes]:
            transport = httpx2.ASGITransport(app=self.app)
            inside = httpx2.Request(request.method, request.url, headers=request.headers, content=request.content)
            response = await transport.handle_async_request(inside)
            return response.status_code, response.headers.raw, await response.aread()

        # In a thread of its own: a browser test has an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            status, headers, content = thread.submit(asyncio.run, call()).result()
        self.replies.append(content)
        return httpx2.Response(status, headers=headers, content=content)


@dataclass
class OfficeWorld:
    """The office: its database, keys and application, and a clock that stands still."""

    data: Path
    database: Database
    keys: OfficeKeys
    app: Litestar
    clock: FixedClock
    url: str  # of the database
    cluster: Cluster | None  # of a PostgreSQL database

    @property
    def road(self) -> Road:
        return Road(self.app)

    def enrolment(self, name: str = "Ruang depan") -> Any:
        with self.database.writing() as connection:
            return fleet.enrol(connection, self.keys, name, URL, actor="test", now=self.clock.ms)

    def revoke(self, kiosk_id: str) -> None:
        with self.database.writing() as connection:
            assert fleet.revoke(connection, self.keys.code, kiosk_id, actor="test", now=self.clock.ms)

    def items(self) -> list[requests.Item]:
        with self.database.reading() as connection:
            return requests.listed(connection, self.keys.code)

    def opened(self) -> list[requests.Opened]:
        with self.database.writing() as connection:
            found = [
                requests.open_request(connection, self.keys, item.permohonan.id, actor="test", now=self.clock.ms)
                for item in requests.listed(connection, self.keys.code)
            ]
        return [one for one in found if one is not None]

    def move(self, permohonan_id: str, *statuses: PermohonanStatus, note: str | None = None) -> None:
        for status in statuses:
            with self.database.writing() as connection:
                moved = requests.change_status(
                    connection, self.keys.code, permohonan_id, status, note=note, actor="sari", now=self.clock.ms
                )
            assert isinstance(moved, Permohonan), moved

    def copy(self) -> bytes | str:
        """The database as a backup would have it now: the file, or another database's address."""
        self.database.close()
        return self.cluster.copy(self.url) if self.cluster else (self.data / "kelurahan.db").read_bytes()

    def restore(self, copy: bytes | str) -> None:
        """Puts a backup in the place of what is there."""
        self.database.close()
        if self.cluster:
            self.cluster.put_back(self.url, str(copy))
        else:
            (self.data / "kelurahan.db").write_bytes(bytes(copy))

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """As long as the block lasts nothing can be read or written."""
        file, away = self.data / "kelurahan.db", self.data / "away.db"
        if self.cluster:
            self.cluster.shut(self.url)
        else:
            self.database.close()
            file.rename(away)
            file.mkdir()
        yield
        if self.cluster:
            self.cluster.shut(self.url, shut=False)
        else:
            file.rmdir()
            away.rename(file)


@dataclass
class KioskWorld:
    """One kiosk, and the road it has to its office."""

    machine: Machine
    road: Road
    clock: FixedClock

    @property
    def store(self) -> Any:
        return self.machine.context.store

    @property
    def keys(self) -> Any:
        return self.machine.keys

    def submit(self, count: int = 1, *, service_id: str = "D18", **changed: Any) -> list[Submitted]:
        service = self.machine.context.catalog.find(service_id)
        found = []
        for _ in range(count):
            result = submit(self.machine.context, service, {**service.sample, **changed})
            assert isinstance(result, Submitted), result
            found.append(result)
        return found

    def sync(self) -> SyncOutcome:
        return sync_once(self.store, self.keys, URL, self.clock, transport=self.road)

    def with_keys(self, **changed: Any) -> KioskWorld:
        from msgspec.structs import replace as with_changed

        return replace(self, machine=replace(self.machine, keys=with_changed(self.keys, **changed)))

    def status(self, permohonan_id: str) -> Permohonan:
        found = self.store.run(lambda db: permohonan.get(db, permohonan_id))
        assert found is not None
        return found

    def knows(self, code_hash: bytes) -> Permohonan | None:
        """What this kiosk tells about a request, its own or another kiosk's."""
        return self.store.run(lambda db: permohonan.by_code(db, code_hash) or elsewhere.by_code(db, code_hash))

    def state(self) -> journal.SyncState:
        return self.store.run(journal.sync_state)

    def verify(self) -> None:
        _, problems = self.store.run(lambda db: journal.verify(db, self.keys.id))
        assert not problems


@contextmanager
def office_world(data: Path, *, code: str = "16.71.02.1003", cluster: Cluster | None = None) -> Iterator[OfficeWorld]:
    """`cluster`: where it has its database; none: in a file."""
    url = cluster.new() if cluster else None
    settings, keys = offices.prepare(data, code=code, name="Kelurahan 26 Ilir", zone=7, database=url, url=URL)
    if cluster is None:
        (data / offices.DATABASE).write_bytes(_migrated())
    opened = Database.open(settings.database)
    clock = FixedClock(START)
    try:
        with opened.writing() as connection:
            tables.add_office(connection, code, now=START)
            accounts.put(connection, code, "sari", PASSWORD, now=START, roles=ALL_ROLES)
        offices.finish(data, settings)
        app = create_app(opened, keys, shipped(), clock)
        yield OfficeWorld(data, opened, keys, app, clock, settings.database, cluster)
    finally:
        opened.close()
        if cluster:
            cluster.drop(settings.database)


@contextmanager
def kiosk_world(data: Path, office: OfficeWorld, *, enrolment: Any = None) -> Iterator[KioskWorld]:
    if not data.exists():
        initialise(data, demo=False)
        enrol(data, enrolment or office.enrolment())
    clock = FixedClock(START)
    with machine(data, clock=clock) as built:
        yield KioskWorld(built, office.road, clock)


class World(ExitStack):
    """Makes offices and kiosks for one test, and closes them after it."""

    def __init__(self, folder: Path, cluster: Cluster | None = None) -> None:
        """`cluster`: where the offices have their databases; none: in files."""
        super().__init__()
        self._folder = folder
        self._cluster = cluster
        self._count = 0

    def office(self, **wishes: Any) -> OfficeWorld:
        return self.enter_context(office_world(self._next("office"), cluster=self._cluster, **wishes))

    def kiosk(self, office: OfficeWorld, **wishes: Any) -> KioskWorld:
        return self.enter_context(kiosk_world(self._next("kiosk"), office, **wishes))

    def _next(self, name: str) -> Path:
        self._count += 1
        return self._folder / f"{name}-{self._count}"


def photo(seed: int, side: int = 240) -> str:
    """A photo as a form takes it; noise, so that its size is what its side says: 100 are 6 kB, 240 are 35 kB."""
    picture = Image.frombytes("L", (side, side), random.Random(seed).randbytes(side * side))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=50)
    return base64.b64encode(data.getvalue()).decode()


def listening(port: int = 0) -> socket.socket:
    """Where a server listens on this machine, as the office's own does; 0: on a free port."""
    # With the protocol named asyncio switches Nagle off; without it the body of an answer waits for the 40 ms after which
    # the other side confirms the head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


@contextmanager
def served(app: Litestar) -> Iterator[int]:
    """The office behind a real socket, as `kelurahan serve` has it; its port."""
    with listening() as listener:
        config = uvicorn.Config(app, log_level="critical", timeout_keep_alive=KEEP_ALIVE_S, http=JoinedProtocol)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def exactly_once(office: OfficeWorld, *kiosks: KioskWorld) -> int:
    """What every story ends with: each accepted request is at the office once, with the answers that were sealed; each
    status is at every kiosk; both sides' chains hold. Returns how many requests there are.
    """
    with office.database.reading() as connection:
        found = verify.verify(connection, office.keys.code)
        rows = connection.execute(select(tables.events).where(tables.events.c.office == office.keys.code)).mappings()
        theirs = {(row["kiosk_id"], row["seq"]): row for row in rows.all()}
    assert (found.problems, found.waiting) == ((), 0)
    items = {bytes(item.permohonan.code_hash): item for item in office.items()}
    accepted = 0
    for kiosk in kiosks:
        kiosk.verify()
        assert kiosk.store.run(journal.unacknowledged) == 0
        for entry in kiosk.store.run(lambda db: list(journal.entries(db))):
            row = theirs[kiosk.keys.id, entry.seq]
            assert (row["event_id"], row["hash"], row["refusal"]) == (entry.id, entry.hash, None)
            event = events.decode_event(entry.body)
            if isinstance(event, events.Submitted):
                accepted += 1
                assert events.body_hash(row["sealed"]) == event.sealed_hash
                assert items[event.code_hash].permohonan.id == events.permohonan_id(entry.id)
        for code_hash, item in items.items():
            known = kiosk.knows(code_hash)
            assert known is not None, "a request that this kiosk was never told of"
            assert (known.status, known.note) == (item.permohonan.status, item.permohonan.note)
    mine = [item for item in items.values() if item.kiosk_id in {kiosk.keys.id for kiosk in kiosks}]
    assert accepted == len(mine)
    return accepted
