"""The office as witness of a kiosk's audit log: cut off or exchanged, it is noticed; nothing else is taken for that."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from kiosk import sealing
from kiosk.clock import Zone
from kiosk.domain.audit import Act, Actor
from kiosk.store import audit, settings
from kiosk.store.database import Connection
from kiosk.usecases.audit import note
from sync import usb
from sync.protocol import Request, read_request, unpack_request
from sync.server.desk import fleet, kiosks
from sync.server.exchange import sticks
from sync.server.store import tables
from tests.sync.world import KioskWorld, OfficeWorld, World, kiosk_world

DAY = 86_400_000
JOBS = count()


@pytest.fixture
def office(world: World) -> OfficeWorld:
    return world.office()


@pytest.fixture
def kiosk(world: World, office: OfficeWorld) -> KioskWorld:
    made = world.kiosk(office)
    assert made.sync().done
    return made


def write(kiosk: KioskWorld, times: int = 1) -> None:
    """Somebody did something at the kiosk, something else each time."""
    for _ in range(times):
        note(kiosk.store, kiosk.clock, Actor.ADMIN, Act.PRINTED, detail=f"job {next(JOBS)}")


def row(office: OfficeWorld, kiosk: KioskWorld) -> Any:
    with office.database.reading() as connection:
        query = select(tables.kiosks).where(tables.kiosks.c.id == kiosk.keys.id)
        return connection.execute(query).mappings().one()


def noted(office: OfficeWorld) -> list[str]:
    """What the office's audit trail says of broken logs."""
    with office.database.reading() as connection:
        query = select(tables.audit.c.detail).where(tables.audit.c.action == "audit_broken")
        return list(connection.execute(query).scalars())


def knows(office: OfficeWorld, kiosk: KioskWorld) -> bool:
    """Whether the office has the newest line, and finds nothing wrong."""
    found = row(office, kiosk)
    newest = kiosk.store.run(audit.head)
    return (found["audit_seq"], found["audit_hash"], found["audit_broken_at"]) == (*newest, None)


def cut(kiosk: KioskWorld, left: int) -> None:
    """As a hand would that knows the program: the lines, and what the kiosk remembers of them."""

    def work(db: Connection) -> None:
        hash_ = audit.hash_of(db, left)
        assert hash_ is not None
        db.execute("DELETE FROM audit WHERE seq > ?", [left])
        settings.put(db, audit.AuditHead(left, hash_))
        settings.put(db, audit.AuditTold(left, hash_))

    kiosk.store.transaction(work)


def test_the_newest_line_travels_with_the_exchange(office: OfficeWorld, kiosk: KioskWorld) -> None:
    write(kiosk, 3)
    assert kiosk.sync().done
    assert knows(office, kiosk)
    write(kiosk, 2)
    kiosk.submit()
    assert kiosk.sync().done
    assert knows(office, kiosk)


def test_it_costs_its_bytes_only_when_there_is_a_new_one(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Three bytes say that there is none."""
    quiet = kiosk.sync().bytes_up
    write(kiosk)
    told = kiosk.sync().bytes_up
    assert told - quiet <= 80
    assert kiosk.sync().bytes_up <= quiet + 3
    assert knows(office, kiosk)


def test_an_answer_that_is_lost_leads_to_no_suspicion(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The kiosk does not know what the office has, and hears it with the next answer."""
    write(kiosk)

    def lose(request: httpx2.Request, deliver: Any) -> httpx2.Response:
        deliver(request)
        raise httpx2.ReadError("cut")

    kiosk.road.fault = lose
    assert not kiosk.sync().done
    kiosk.road.fault = None
    write(kiosk)
    assert kiosk.sync().done
    assert kiosk.sync().done
    assert knows(office, kiosk)


def test_an_older_stick_leads_to_no_suspicion(office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path) -> None:
    """It is carried for a week, while the network brings newer lines."""
    write(kiosk)
    usb.export(kiosk.store, kiosk.keys, tmp_path, kiosk.clock)
    for _ in range(3):
        write(kiosk)
        assert kiosk.sync().done
    sticks.import_stick(office.database, office.keys, tmp_path, office.clock)
    assert kiosk.sync().done
    assert knows(office, kiosk)


def test_a_kiosk_with_sticks_alone_has_the_same_witness(office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path) -> None:
    for number in range(3):
        stick = tmp_path / str(number)
        stick.mkdir()
        write(kiosk)
        kiosk.submit()
        usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
        sticks.import_stick(office.database, office.keys, stick, office.clock)
        usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)
    assert knows(office, kiosk)
    cut(kiosk, 1)
    for number in range(3, 5):
        stick = tmp_path / str(number)
        stick.mkdir()
        write(kiosk)
        usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
        sticks.import_stick(office.database, office.keys, stick, office.clock)
        usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)
    assert noted(office) == [f"{kiosk.keys.id} 3"]


@pytest.mark.survives(32)
@pytest.mark.parametrize("more", [0, 1, 5])
def test_a_log_that_was_cut_off_is_noticed(office: OfficeWorld, kiosk: KioskWorld, more: int) -> None:
    """However carefully, and however much is written after it."""
    write(kiosk, 5)
    assert kiosk.sync().done
    cut(kiosk, 2)
    write(kiosk, more)
    # The first answer says what the office has, the next request shows that it is not there.
    assert kiosk.sync().done
    assert kiosk.sync().done
    assert noted(office) == [f"{kiosk.keys.id} 5"]
    assert row(office, kiosk)["audit_broken_at"] == office.clock.ms


@pytest.mark.survives(32)
def test_a_log_that_was_exchanged_is_noticed_and_told_once(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """All hashes fit; the past is another one. What comes after it is watched as before."""
    write(kiosk, 5)
    assert kiosk.sync().done

    def rewrite(db: Connection) -> None:
        db.execute("DELETE FROM audit")
        db.execute("DELETE FROM settings WHERE key = 'AuditHead'")
        for _ in range(7):
            audit.append(db, Actor.PETUGAS, Act.PRINTED, at=0)

    kiosk.store.transaction(rewrite)
    for _ in range(3):
        write(kiosk)
        assert kiosk.sync().done
    assert noted(office) == [f"{kiosk.keys.id} 5"]
    newest = kiosk.store.run(audit.head)
    assert (row(office, kiosk)["audit_seq"], row(office, kiosk)["audit_hash"]) == newest


def test_the_desk_says_so_for_a_month(office: OfficeWorld, kiosk: KioskWorld) -> None:
    write(kiosk, 5)
    kiosk.sync()
    cut(kiosk, 2)
    kiosk.sync()
    kiosk.sync()
    said = []
    for days in (0, 29, 31):
        now = office.clock.ms + days * DAY
        with office.database.reading() as connection:
            [state] = fleet.overview(connection, office.keys.code, now=now)
        said.append([one.says for one in kiosks.problems(Zone(7), state, now) if "Catatan" in one.says])
    assert [len(one) for one in said] == [1, 1, 0]
    assert "terpotong atau diganti" in said[0][0]


def test_an_office_restored_from_its_backup_asks_for_the_line_it_has(office: OfficeWorld, kiosk: KioskWorld) -> None:
    write(kiosk)
    kiosk.sync()
    copy = office.copy()
    write(kiosk)
    kiosk.sync()
    office.restore(copy)
    write(kiosk)
    kiosk.sync()
    kiosk.sync()
    assert knows(office, kiosk)


def test_a_disk_that_came_back_from_an_older_copy_is_told_as_that(tmp_path: Path, office: OfficeWorld) -> None:
    """Its log came back with it and is shorter: nobody is suspected, and what comes after is watched as before."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        kiosk.submit()
        write(kiosk, 2)
        assert kiosk.sync().done
        write(kiosk)
    shutil.copytree(folder, tmp_path / "yesterday")
    with kiosk_world(folder, office) as kiosk:
        kiosk.submit()
        write(kiosk, 9)
        assert kiosk.sync().done
    shutil.rmtree(folder)
    (tmp_path / "yesterday").rename(folder)
    with kiosk_world(folder, office) as kiosk:
        for _ in range(3):
            kiosk.sync()
            write(kiosk)
        assert kiosk.sync().done
        assert knows(office, kiosk)
        assert noted(office) == []
        cut(kiosk, 4)
        kiosk.sync()
        kiosk.sync()
        assert len(noted(office)) == 1


def test_the_log_is_told_of_with_the_last_entries_only(
    world: World, office: OfficeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that of a kiosk that was restored the office knows it before it looks at its log."""
    monkeypatch.setattr("sync.plan.FIRST_BATCH", 600)
    monkeypatch.setattr("sync.plan.batch_bytes", lambda *_: 600)
    kiosk = world.kiosk(office)
    kiosk.submit(9)
    write(kiosk)
    assert kiosk.sync().done
    requests = [request for data in kiosk.road.requests if (request := _opened(data, kiosk)) is not None]
    carrying = [request for request in requests if request.events]
    assert len(carrying) > 2
    assert [one.audit is not None for one in carrying] == [False] * (len(carrying) - 1) + [True]
    assert knows(office, kiosk)


def _opened(data: bytes, kiosk: KioskWorld) -> Request | None:
    envelope = read_request(data)
    request = unpack_request(envelope, sealing.sign_public(kiosk.keys.seed))  # type: ignore[arg-type]
    return request if isinstance(request, Request) else None
