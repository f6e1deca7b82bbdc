"""What a kiosk costs with one million stored requests, against the same with one thousand, in one run.

`./run bench million`; `--large=100000` for a shorter look. Both kiosks are filled by plain inserts of the rows that `submit`
writes, in its tables and with a journal whose chain of hashes holds from the first entry to the last: 550 requests on each
working day, one in ten with a photo that the office has long had, all but ten acknowledged, bodies of the size of a real one
and never removed, as if retention did not exist. What is measured are the product's own use cases, in turns on both, so that
whatever else the machine does strikes both.
"""

from __future__ import annotations

import itertools
import logging
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median

import msgspec
import structlog

from kiosk import sealing
from kiosk.app import doctor
from kiosk.app.known_printer import make_printer
from kiosk.content_files import load_all
from kiosk.domain import events, project
from kiosk.domain.catalog import Catalog
from kiosk.domain.code import RequestCode
from kiosk.domain.content import Content
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.domain.prints import JobState, SlipKind
from kiosk.store import journal, office_files, print_jobs
from kiosk.store.database import DATABASE, Connection
from kiosk.usecases.context import Context
from kiosk.usecases.daily_report import daily_report
from kiosk.usecases.find import find
from kiosk.usecases.orders import orders
from kiosk.usecases.popular import popular
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.track import Tracked, track
from sync.server.store import tables
from tests.bench.spread import spread
from tests.sync.world import START, KioskWorld, OfficeWorld, World, kiosk_world, shipped

SMALL, LARGE = 1_000, 1_000_000
MOST = 1.3
"""What the large one may cost at most, as a multiple of the small one."""
_A_DAY = 550
_TODAY = date(2026, 11, 18)  # START, at the office
_PORTION = 20_000
_WAITING = 10
"""Entries that the office has not got yet: one exchange."""
_DAY_MS = 86_400_000
_ROUNDS = 200
_STARTS = 9
_SYNCS = 15


@cache
def _published() -> tuple[Catalog, Content]:
    return load_all(Path("nowhere"), {})


class _Filled:
    """A kiosk with so many requests, open or not. `codes`: of some of its requests, from its first to its last day."""

    def __init__(self, data: Path, office: OfficeWorld, codes: list[str]) -> None:
        self.data = data
        self._office = office
        self._codes = itertools.cycle(random.Random(1).sample(codes, len(codes)))
        self._open = ExitStack()
        self.start()

    def start(self) -> None:
        """Opens it as a program does that begins."""
        self.world = self._open.enter_context(kiosk_world(self.data, self._office))
        # One index of search for both: it is made anew when the services are others, and they are the same.
        self.context.renew(*_published())

    def stop(self) -> None:
        """Closes it."""
        self._open.close()

    @property
    def context(self) -> Context:
        return self.world.machine.context

    def code(self) -> str:
        """The next code that a resident types."""
        return next(self._codes)


def measure(large: int = LARGE, small: int = SMALL) -> Iterator[str]:
    """Fills both, measures in turns, and says which ratio is too high."""
    shipped()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        kiosks = []
        for count in (small, large):
            started = time.perf_counter()
            place = Path(folder) / str(count)
            place.mkdir()
            kiosk = _make(stack.enter_context(World(place)), place / "kiosk", count)
            stack.callback(kiosk.stop)
            size = (kiosk.data / DATABASE).stat().st_size / 2**20
            yield f"{count:,} requests: {size:,.0f} MB, filled in {time.perf_counter() - started:.0f} s"
            kiosks.append(kiosk)
        yield f"{'':22}{f'{small:,}':>32}{f'{large:,}':>36}   ratio of medians"
        over = []
        for name, rounds, work in _MEASURED:
            ours = _in_turns(work, kiosks, rounds)
            ratio = median(ours[1]) / median(ours[0])
            over += [name] if ratio > MOST else []
            yield f"{name:22}{spread(ours[0]):>32}{spread(ours[1]):>36}   {ratio:.2f}{' TOO MUCH' if ratio > MOST else ''}"
    yield f"over {MOST}: {', '.join(over) or 'none'}"


def _in_turns(
    work: Callable[[_Filled], Callable[[], object]], kiosks: list[_Filled], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of each kiosk. `work` prepares and gives what is measured."""
    costs: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 2):
        # Who comes first changes: the caches of the machine are the other's then.
        for index in (0, 1) if number % 2 else (1, 0):
            call = work(kiosks[index])
            started = time.perf_counter()
            call()
            if number >= 2:
                costs[index].append((time.perf_counter() - started) * 1000)
    return costs


# --- what is measured: each prepares, and gives what counts


def _submits(kiosk: _Filled) -> Callable[[], object]:
    context = kiosk.context
    service = context.catalog.find("D18")

    def call() -> None:
        assert isinstance(submit(context, service, service.sample), Submitted)

    return call


def _tracks(kiosk: _Filled) -> Callable[[], object]:
    code = kiosk.code()

    def call() -> None:
        assert isinstance(track(kiosk.context, code), Tracked)

    return call


def _finds(kiosk: _Filled) -> Callable[[], object]:
    return lambda: find(kiosk.context, "surat pindah")


def _ranks(kiosk: _Filled) -> Callable[[], object]:
    return lambda: popular(kiosk.context)


def _reports(kiosk: _Filled) -> Callable[[], object]:
    context = kiosk.context
    me = context.kiosk
    return lambda: context.store.run(lambda db: daily_report(db, me.office, me.id, context.catalog, context.clock))


def _looks_home(kiosk: _Filled) -> Callable[[], object]:
    """What the first page of maintenance mode reads of the tables, but for the checks."""
    context = kiosk.context

    def look(db: Connection) -> None:
        journal.unacknowledged(db)
        print_jobs.waiting(db)
        print_jobs.recent(db, 8)
        journal.sync_state(db)
        journal.refused(db)
        office_files.in_use(db)

    def call() -> None:
        context.store.run(look)
        orders(context)

    return call


def _exchanges(kiosk: _Filled) -> Callable[[], object]:
    """Ten entries, prepared, sent, taken by the office, and its answer applied."""
    if kiosk.context.store.run(journal.unacknowledged):
        assert kiosk.world.sync().done
    kiosk.world.submit(_WAITING)

    def call() -> None:
        outcome = kiosk.world.sync()
        assert (outcome.done, outcome.acknowledged) == (True, _WAITING), outcome

    return call


def _starts(kiosk: _Filled) -> Callable[[], object]:
    """From nothing open to the doctor's first word."""
    kiosk.stop()

    def call() -> None:
        kiosk.start()
        machine = kiosk.world.machine
        checks = doctor.look_over(
            machine.data,
            machine.config,
            machine.keys,
            machine.context.store.run,
            make_printer(machine.config.printer),
            machine.context.clock,
        )
        assert all(check.ok for check in checks if check.id in ("disk", "database", "clock")), checks

    return call


_MEASURED: tuple[tuple[str, int, Callable[[_Filled], Callable[[], object]]], ...] = (
    ("submit", _ROUNDS, _submits),
    ("track by code", _ROUNDS, _tracks),
    ("search", _ROUNDS, _finds),
    ("popular services", _ROUNDS, _ranks),
    ("daily report", _STARTS, _reports),
    ("maintenance home", _ROUNDS, _looks_home),
    ("exchange of 10", _SYNCS, _exchanges),
    ("start to readiness", _STARTS, _starts),
)


# --- how they are filled


def _make(world: World, data: Path, count: int) -> _Filled:
    office = world.office()
    with kiosk_world(data, office) as new:
        # A real one gives the size of a body, and the office learns the kiosk's key.
        new.submit()
        assert new.sync().done
        codes = new.store.run(lambda db: _fill(db, new, count))
        newest = new.store.run(lambda db: next(journal.latest(db)))
        known = msgspec.structs.replace(new.state(), acknowledged=newest.seq)
        new.store.transaction(lambda db: journal.put_sync_state(db, known))
        assert new.store.run(journal.unacknowledged) == 0
    # The office has taken them long ago: its own million is what `./run bench fleet` is about.
    with office.database.writing() as connection:
        connection.execute(
            tables.kiosks.update().values(seq=newest.seq, hash=newest.hash, head_seq=newest.seq, quota=10**6)
        )
        connection.execute(
            tables.events.insert().values(
                office=office.keys.code,
                kiosk_id=new.keys.id,
                seq=newest.seq,
                event_id=newest.id,
                at=newest.at,
                body=newest.body,
                hash=newest.hash,
                received_at=newest.at,
            )
        )
    return _Filled(data, office, codes)


def _fill(db: Connection, kiosk: KioskWorld, count: int) -> list[str]:
    """Inserts `count` requests, the oldest first; gives some of their codes."""
    seq, chain = journal.head(db, kiosk.keys.id)
    size = int(db.execute("SELECT length(body) FROM sealed").fetchone()[0])
    services = kiosk.machine.context.catalog.services
    chance, codes = random.Random(count), []
    # What is filled in need not survive a power cut.
    db.execute("PRAGMA synchronous = OFF")
    for start in range(0, count, _PORTION):
        rows = _Rows()
        for index in range(start, min(start + _PORTION, count)):
            before, number = divmod(count - 1 - index, _A_DAY)
            day = _TODAY - timedelta(days=before)
            at = START - before * _DAY_MS - number * 30_000
            code = RequestCode.new(chance.randrange)
            body, service, seq = chance.randbytes(size), chance.choice(services), seq + 1
            photos = (chance.randbytes(32),) if index % 10 == 0 else ()
            event = events.Submitted(
                service=service.id,
                ref=service.ref,
                ticket=f"A-{_A_DAY - number + 1:03}",  # 001 is the real one
                queue_day=day.isoformat(),
                code_hash=sealing.code_hash(code, kiosk.keys.office.code_salt),
                language="id",
                sealed_hash=events.body_hash(body),
                consent=None,
                clock_doubtful=False,
                blobs=photos,
            )
            chain = rows.add(event, seq, at, body, chain)
            if index % (count // 500) == 0:
                codes.append(str(code))
        rows.insert(db)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return codes


class _Rows:
    """A portion of what `submit` would have written, and the spool and the office after it."""

    def __init__(self) -> None:
        self._journal: list[tuple[object, ...]] = []
        self._sealed: list[tuple[object, ...]] = []
        self._requests: list[tuple[object, ...]] = []
        self._numbers: list[tuple[object, ...]] = []
        self._slips: list[tuple[object, ...]] = []
        self._photos: list[tuple[object, ...]] = []

    def add(self, event: events.Submitted, seq: int, at: int, sealed: bytes, previous: bytes) -> bytes:
        """One request; the hash of its entry."""
        event_id = events.new_id(at, event.sealed_hash)
        body = events.encode_event(event)
        chain = events.chain_hash(previous, seq, event_id, at, body)
        self._journal.append((seq, event_id, at, body, chain))
        self._sealed.append((seq, sealed))
        request = project.begin(event, event_id=event_id, seq=seq, at=at)
        status = PermohonanStatus.COLLECTED if seq % 5 else PermohonanStatus.IN_REVIEW
        request = msgspec.structs.replace(request, status=status, status_at=at + _DAY_MS)
        self._requests.append(msgspec.structs.astuple(request))
        letter, _, number = event.ticket.partition("-")
        self._numbers.append((event.queue_day, letter, int(number), seq))
        self._slips.append((SlipKind.RECEIPT, JobState.CONFIRMED, 1, at, request.id, event.ticket, at + 4_000))
        self._photos += [(photo, seq, at + _DAY_MS) for photo in event.blobs]
        return chain

    def insert(self, db: Connection) -> None:
        """All of them, in one transaction."""
        with db.atomic():
            many = db.conn.executemany
            many("INSERT INTO journal (seq, id, at, body, hash) VALUES (?, ?, ?, ?, ?)", self._journal)
            many("INSERT INTO sealed (seq, body) VALUES (?, ?)", self._sealed)
            many(
                f"INSERT INTO permohonan ({', '.join(Permohonan.__struct_fields__)})"
                f" VALUES ({', '.join('?' * len(Permohonan.__struct_fields__))})",
                self._requests,
            )
            many("INSERT INTO antrean (queue_day, letter, number, seq) VALUES (?, ?, ?, ?)", self._numbers)
            many(
                "INSERT INTO print_jobs (kind, state, attempts, created_at, permohonan_id, ticket, settled_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                self._slips,
            )
            many("INSERT INTO blobs (hash, seq, body, delivered) VALUES (?, ?, x'', ?)", self._photos)
