"""What a kiosk tells of itself: it arrives, costs little, is never older than what is known, and keeps nothing waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from kiosk.app import machinery as roof
from kiosk.app.doctor import look_over
from kiosk.app.health import AGAIN_S, FIRST_S, LOOK_S, HealthNews
from kiosk.app.machinery import Machinery
from kiosk.clock import FixedClock
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from sync import protocol, usb
from sync.http import SyncOutcome, sync_once
from sync.outcome import Reason
from sync.protocol import PAPER, FilesHeld, Health, Request, pack_request, read_request, unpack_request
from sync.server.exchange import sticks
from sync.server.store import tables
from tests.sync.world import START, URL, KioskWorld, OfficeWorld

WELL = Health("0.1.0", START, free=51_200)
EMPTY = Health("0.1.0", START, "paper_out", ("printer", "backups"), (), 51_200)
SEED = bytes(range(32))


def tell(kiosk: KioskWorld, health: Health | None) -> SyncOutcome:
    return sync_once(kiosk.store, kiosk.keys, URL, kiosk.clock, transport=kiosk.road, health=health)


def known(office: OfficeWorld, kiosk: KioskWorld) -> tuple[Health | None, int | None]:
    """What the office's table says, and since when."""
    with office.database.reading() as connection:
        query = select(tables.kiosks.c.health, tables.kiosks.c.health_at).where(tables.kiosks.c.id == kiosk.keys.id)
        said, at = connection.execute(query).one()
    return (msgspec.json.decode(said, type=Health) if said else None), at


def test_it_arrives_with_its_time_and_silence_changes_nothing(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A kiosk of a program of before says nothing, and neither does one of which nothing has changed."""
    kiosk.sync()
    assert known(office, kiosk) == (None, None)
    assert tell(kiosk, EMPTY).done
    assert known(office, kiosk) == (EMPTY, START)
    office.clock.ms += 60_000
    kiosk.submit()
    kiosk.sync()
    assert known(office, kiosk) == (EMPTY, START)
    tell(kiosk, WELL)
    assert known(office, kiosk) == (WELL, START + 60_000)


def test_what_a_stick_brings_late_does_not_cover_what_is_newer(
    office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path
) -> None:
    """The stick was written while the paper was out; before it arrives the kiosk has told that all is well."""
    kiosk.sync()
    usb.export(kiosk.store, kiosk.keys, tmp_path, kiosk.clock, health=EMPTY)
    kiosk.clock.ms = office.clock.ms = START + 3_600_000
    tell(kiosk, WELL)
    sticks.import_stick(office.database, office.keys, tmp_path, office.clock)
    assert known(office, kiosk) == (WELL, START + 3_600_000)
    # One that was written after that counts, as of when it was written.
    kiosk.clock.ms += 3_600_000
    kiosk.submit()
    usb.export(kiosk.store, kiosk.keys, tmp_path, kiosk.clock, health=EMPTY)
    office.clock.ms += 24 * 3_600_000
    sticks.import_stick(office.database, office.keys, tmp_path, office.clock)
    assert known(office, kiosk) == (EMPTY, START + 7_200_000)


def packed(health: Health | None) -> bytes:
    request = Request(7, b"p" * 32, b"p" * 32, 7, b"p" * 32, 3, START, health=health)
    return pack_request(request, office="16.71.02.1003", kiosk_id="AAAAAA", seed=SEED)


def test_it_costs_one_byte_when_there_is_nothing_to_tell_and_less_than_a_hundred_when_there_is() -> None:
    """Against the same frame as it was before there was any word of health."""
    fields = (
        "after",
        "head_seq",
        "cursor",
        "clock",
        "files",
        "room",
        "last",
        "head",
        "columns",
        "office_keys",
        "audit",
    )
    before = msgspec.defstruct("Before", [(name, Any) for name in fields], array_like=True)
    frame = before(7, 7, 3, START, FilesHeld(), protocol.FIRST_ROOM, False, False, None, 1, None)
    then = len(protocol._compress(frame))
    now = int.from_bytes((silent := packed(None))[-(then + 1 + 32) - 3 : -(then + 1 + 32)], "big")
    assert now - then == 1
    worst = Health("10.20.30", START, "not_answering", ("printer", "backups", "audit"), (PAPER, "disk_health"), 2**30)
    assert 0 < len(packed(worst)) - len(silent) < 100


def test_old_and_new_understand_each_other() -> None:
    """A frame that ends before `health`, or goes on after it, is read as far as it is known."""
    envelope = read_request(packed(EMPTY))
    assert isinstance(envelope, protocol.Envelope)
    from kiosk import sealing

    request = unpack_request(envelope, sealing.sign_public(SEED))
    assert isinstance(request, Request)
    assert request.health == EMPTY
    values = [7, 7, 3, START, FilesHeld(), protocol.FIRST_ROOM, False, False, None, 1, None]
    older = msgspec.msgpack.decode(msgspec.msgpack.encode(values), type=protocol._Frame)
    assert older.health is None
    newer = msgspec.msgpack.decode(
        msgspec.msgpack.encode([*values, [*msgspec.to_builtins(WELL), "more"], 5]), type=protocol._Frame
    )
    assert newer.health == WELL


class Machine:
    """What `HealthNews` asks, all of it to be set by a test."""

    def __init__(self, data: Path) -> None:
        self.ticks = 1000.0
        self.looks = 0
        self.checks: tuple[Check, ...] = (Check("disk", ok=True, detail=""), Check("printer", ok=True, detail=""))
        self.trouble: PrintReason | None = None
        self.low = False
        self.broken = False
        self.news = HealthNews(
            data, FixedClock(START), self.look, lambda: self.trouble, lambda: self.low, ticks=lambda: self.ticks
        )

    def look(self) -> tuple[Check, ...]:
        self.looks += 1
        if self.broken:
            raise OSError("a sensor that is gone")
        return self.checks

    def told(self) -> Health:
        """What there is to tell, and it is told."""
        health = self.news.news()
        assert health is not None
        self.news.told(health)
        return health


def test_it_is_told_once_again_when_it_changes_and_once_a_day(tmp_path: Path) -> None:
    """Soon after the start residents go before; a look at everything is made once an hour at most."""
    kiosk = Machine(tmp_path)
    assert kiosk.news.news() is None
    assert kiosk.looks == 0
    kiosk.ticks += FIRST_S
    first = kiosk.told()
    assert (first.red, first.amber, first.printer) == ((), (), "")
    assert kiosk.news.news() is None
    kiosk.trouble = PrintReason.PAPER_OUT
    assert kiosk.told().red == ("printer",)
    kiosk.trouble, kiosk.low = None, True
    assert kiosk.told().amber == (PAPER,)
    assert kiosk.looks == 1
    kiosk.checks = (Check("disk", ok=False, detail="Disk hampir penuh"), kiosk.checks[1])
    assert kiosk.news.news() is None
    kiosk.ticks += LOOK_S
    assert kiosk.told().red == ("disk",)
    assert kiosk.looks == 2
    kiosk.ticks += AGAIN_S - 1
    assert kiosk.news.news() is None
    kiosk.ticks += 1
    assert kiosk.told().red == ("disk",)


def test_what_was_not_heard_is_told_again(tmp_path: Path) -> None:
    """A sync that failed has told nobody."""
    kiosk = Machine(tmp_path)
    kiosk.ticks += FIRST_S
    assert kiosk.news.news() == kiosk.news.news() is not None


def test_a_check_that_breaks_keeps_no_request_from_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written down as a fault of the program, and the sync goes on without news."""
    bugs: list[BaseException] = []
    monkeypatch.setattr("kiosk.app.health.log.bug", bugs.append)
    kiosk = Machine(tmp_path)
    kiosk.broken = True
    kiosk.ticks += FIRST_S
    assert kiosk.news.news() is None
    assert [type(one) for one in bugs] == [OSError]


def test_nobody_asked_so_the_camera_stays_off(kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera that lights up by itself in a hall would frighten people."""
    asked: list[str] = []

    def scanner(_settings: object) -> Check:
        asked.append("camera")
        return Check("scanner", ok=True, detail="")

    monkeypatch.setattr("kiosk.app.doctor.scanner", scanner)
    machine, printer = kiosk.machine, Machinery(kiosk.machine).printer
    for unasked in (False, True):
        checks = look_over(
            machine.data, machine.config, machine.keys, kiosk.store.run, printer, kiosk.clock, unasked=unasked
        )
        assert ("scanner" in {one.id for one in checks}) is not unasked
    assert asked == ["camera"]


def test_the_running_kiosk_tells_it_with_its_sync(kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given to the sync until one is done, then no more."""
    given: list[Health | None] = []
    outcomes = [SyncOutcome(Reason.STALLED), SyncOutcome(Reason.NONE), SyncOutcome(Reason.NONE)]

    def sync(*_arguments: Any, health: Health | None = None, **_named: Any) -> SyncOutcome:
        given.append(health)
        return outcomes[len(given) - 1]

    monkeypatch.setattr(roof, "sync_once", sync)
    running = Machinery(kiosk.machine)
    running._health = Machine(kiosk.machine.data).news
    running._health._from = 0.0
    for _ in outcomes:
        running.sync_now()
    assert given[0] is not None
    assert (given[1], given[2]) == (given[0], None)
