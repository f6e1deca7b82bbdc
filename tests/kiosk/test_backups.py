"""Copies of the database: whole or not there, few, and never in anybody's way."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlite_utils

from kiosk.app.backups import BackupShelf, to_stick
from kiosk.app.door import Door
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import JournalEntry
from kiosk.domain.petugas import Role
from kiosk.errors import Damaged, DiskFull, NotAllowed
from kiosk.store import audit, backups, journal
from kiosk.store.backups import Stopped
from kiosk.store.database import DATABASE, SUSPECT, Store, connect
from kiosk.store.migrations import migrations
from kiosk.usecases import recover
from kiosk.usecases.backup import LONGEST_S, MOST_ENTRIES, Rhythm, back_up
from kiosk.usecases.context import Context
from kiosk.usecases.submit import submit
from sync.stick import BACKUP, StickFull
from tests.kiosk.damage import flip, garbage
from ui.ports import Stick

DAY_MS = 86_400_000


class Usage(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


def _submit(context: Context, count: int = 1) -> None:
    service = context.catalog.find("D18")
    for _ in range(count):
        submit(context, service, service.sample)


def _make(context: Context, now: int | None = None, **wishes: Any) -> backups.Backup:
    kiosk_id = context.kiosk.id
    return backups.make(context.store.data, now=now or context.clock.now_ms(), kiosk_id=kiosk_id, **wishes)[0]


def _entries(path: Path) -> list[JournalEntry]:
    connection = connect(path)
    try:
        return list(journal.entries(sqlite_utils.Database(connection, execute_plugins=False)))
    finally:
        connection.close()


def test_a_copy_is_one_file_of_its_owner_and_holds_what_was_committed(context: Context, tmp_path: Path) -> None:
    """Also what is in the WAL only; it needs none of its own."""
    _submit(context, 3)
    made = _make(context)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert made.path.read_bytes()[18:20] == b"\x01\x01"
    shutil.copy(made.path, tmp_path / "copy.db")
    assert _entries(tmp_path / "copy.db") == context.store.run(lambda db: list(journal.entries(db)))
    assert (made.seq, made.size) == (3, made.path.stat().st_size)


def test_nobody_waits_for_a_copy(context: Context) -> None:
    """In the middle of one requests are taken; it holds what was there when it began, and is whole."""
    _submit(context, 2)
    steps = 0

    def serve() -> None:
        nonlocal steps
        steps += 1
        _submit(context)

    made = _make(context, breathe=serve)
    assert steps > 1
    assert made.seq == 2
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id))[0] == 2 + steps
    assert backups.verify(made.path, context.kiosk.id).seq == 2


def test_one_that_is_stopped_leaves_nothing(context: Context) -> None:
    """The program ends; so does half a copy of an earlier one."""
    _submit(context)

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        _make(context, breathe=stop)
    assert list((context.store.data / backups.FOLDER).iterdir()) == []
    (context.store.data / backups.FOLDER / ".new.db").write_bytes(b"half")
    made = _make(context)
    assert list((context.store.data / backups.FOLDER).iterdir()) == [made.path]


@pytest.mark.survives(5)
@pytest.mark.parametrize("place", ["a page", "the chain", "the answers", "another kiosk"])
def test_what_does_not_verify_is_no_backup(context: Context, place: str) -> None:
    """Damage of every kind, of which SQLite itself notices the first only."""
    _submit(context, 8)
    made = _make(context)
    kiosk_id = context.kiosk.id
    data = made.path.read_bytes()
    [row] = context.store.run(
        lambda db: list(db.query("SELECT j.hash, s.body FROM journal j JOIN sealed s USING (seq) LIMIT 1"))
    )
    match place:
        case "a page":
            garbage(made.path, 3)
        case "the chain":
            flip(made.path, data.index(row["hash"]) + 5)
        case "the answers":
            flip(made.path, data.index(row["body"]) + 9, 3)
        case _:
            kiosk_id = "9TPW2C"
    with pytest.raises(Damaged):
        backups.verify(made.path, kiosk_id)


@pytest.mark.survives(5)
def test_damage_that_a_backup_finds_is_mended_at_the_next_start(context: Context) -> None:
    """A bit in somebody's sealed answers: no check of a start sees it, the copy does, and the copy before still has them."""
    _submit(context, 6)
    good = _make(context)
    store, clock = context.store, context.clock
    store.run(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
    [body] = [
        bytes(row["body"]) for row in store.run(lambda db: list(db.query("SELECT body FROM sealed WHERE seq = 2")))
    ]
    path = store.data / DATABASE
    flip(path, path.read_bytes().index(body) + 4)
    store.run(lambda db: db.execute("PRAGMA shrink_memory"))
    with pytest.raises(Damaged):
        back_up(store, context.kiosk.id, clock, Actor.KIOSK)
    assert (store.data / SUSPECT).exists()
    assert [one.path for one in backups.listed(store.data)] == [good.path]
    assert [line.act for line in store.run(lambda db: audit.newest(db, most=1)) if not line.done] == [Act.BACKED_UP]
    store.close()
    done = recover.ensure(store.data, context.kiosk.id, clock, context.zone, wait_s=0)
    assert done is not None
    assert (done.entries, done.lost) == (6, 0)
    with Store.open(store.data) as mended:
        assert not mended.run(lambda db: journal.verify(db, context.kiosk.id))[1]


def test_the_newest_stay_and_one_a_day_for_a_week(context: Context) -> None:
    """Four a day for ten days: three of today, and the last of each of the days before."""
    began = context.clock.now_ms() // DAY_MS * DAY_MS
    for hour in range(0, 240, 6):
        _submit(context)
        _make(context, began + hour * 3_600_000)
    kept = [(one.made_at - began) / 3_600_000 for one in backups.listed(context.store.data)]
    assert kept == [234, 228, 222, 210, 186, 162, 138, 114, 90]


def test_a_wrong_clock_does_not_choose_which_is_newest(context: Context) -> None:
    """What a copy holds says so. A kiosk that wakes up in 1970 backs up all the same."""
    for now in (context.clock.now_ms(), 5, context.clock.now_ms() - DAY_MS):
        _submit(context)
        _make(context, now)
    assert [one.seq for one in backups.listed(context.store.data)] == [3, 2, 1]


@pytest.mark.survives(4)
def test_the_reserve_is_not_touched(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old copies make room for a new one; the newest one never does."""
    for _ in range(3):
        _submit(context)
        _make(context)
    oldest = backups.listed(context.store.data)[-1].path
    full, roomy = Usage(0, 0, 0), Usage(0, 0, 2**40)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full if oldest.exists() else roomy)
    _submit(context)
    _make(context, reserve_bytes=2**20)
    assert [one.seq for one in backups.listed(context.store.data)] == [4, 3, 2]
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(DiskFull):
        _make(context)
    assert [one.seq for one in backups.listed(context.store.data)] == [4]


@pytest.mark.survives(4)
def test_copies_give_way_before_residents_are_sent_away(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else fills the disk."""
    for _ in range(3):
        _submit(context)
        _make(context)
    folder = context.store.data / backups.FOLDER
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, 100 * (4 - len(list(folder.iterdir())))))
    for reserve, left in ((50, 3), (51, 2), (1000, 1)):
        backups.give_way(context.store.data, reserve)
        assert [one.seq for one in backups.listed(context.store.data)] == [3, 2, 1][:left]


@pytest.mark.survives(6)
def test_a_migration_begins_with_a_copy(tmp_path: Path) -> None:
    """Of the tables as the older program left them."""
    older = connect(tmp_path / DATABASE)
    migrations.apply(sqlite_utils.Database(older), stop_before="know_who_did_what")
    older.close()
    with Store.open(tmp_path) as store:
        [made] = backups.listed(tmp_path)
        assert store.run(lambda db: db["audit"].exists())
    copy = connect(made.path)
    assert copy.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'audit'").fetchone() == (0,)
    copy.close()
    with Store.open(tmp_path):
        assert len(backups.listed(tmp_path)) == 1


def test_when_one_is_due() -> None:
    """At once when there is none; then each hour with new entries, after two hundred of them, and never for long."""
    fresh = Rhythm()
    assert fresh.due(0, 0.0)
    made = fresh.tried(10, 100.0, 101.0)
    assert not made.due(10, 1e9)
    assert not made.due(11, 101.0 + LONGEST_S - 1)
    assert made.due(11, 101.0 + LONGEST_S)
    assert not made.due(10 + MOST_ENTRIES, 101.0 + 49)
    assert made.due(10 + MOST_ENTRIES, 101.0 + 50)
    slow = made.tried(20, 0.0, 120.0)
    assert not slow.due(10_000, 120.0 + 50 * 120 - 1)
    failed = made.tried(None, 200.0, 200.1)
    assert not failed.due(10_000, 200.1 + LONGEST_S - 1)
    assert failed.due(11, 200.1 + LONGEST_S)


def test_a_stick_gets_a_copy_that_was_read_back(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And keeps the newest three; one without room is not begun."""
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(5):
        _submit(context)
        made = _make(context, context.clock.now_ms() + number * 1000)
        place = to_stick(made.path, stick, "16.71.02.1003", context.kiosk.id)
        assert (stick / place).read_bytes() == made.path.read_bytes()
    shelf = stick / "publik-kiosk" / "16.71.02.1003" / context.kiosk.id / BACKUP
    assert [one.seq for one in backups.listed_in(shelf)] == [5, 4, 3]
    monkeypatch.setattr("sync.stick.room", lambda _stick: _Room())
    with pytest.raises(StickFull):
        to_stick(made.path, stick, "16.71.02.1003", context.kiosk.id)


class _Room:
    size, free, read_only, unit = 10_000, 5_000, False, 512


class _Machine:
    """As much of a machine as the shelf asks for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.data = context.store.data
        self.keys = type("Keys", (), {"id": context.kiosk.id, "office": context.kiosk.office})


class _Notes:
    def __init__(self) -> None:
        self.acts: list[tuple[Act, bool]] = []

    def note(self, act: Act, *, done: bool = True, detail: str = "") -> None:
        self.acts.append((act, done))


@pytest.fixture
def shelf(context: Context, tmp_path: Path) -> BackupShelf:
    """In the room of an admin, with a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    door = Door()
    door.enter(Role.ADMIN)
    plugged = (Stick(str(stick), "KELURAHAN", "vfat", 0, 0),)
    return BackupShelf(_Machine(context), door, _Notes(), lambda: plugged, str)  # type: ignore[arg-type]


def test_the_room_lists_makes_and_restores(context: Context, shelf: BackupShelf, tmp_path: Path) -> None:
    """On this disk and on the stick; what was restored is in use after the restart that is asked for."""
    _submit(context, 2)
    assert shelf.make("").ok
    context.clock.ms += 1000  # type: ignore[attr-defined]
    assert shelf.make(str(tmp_path / "stick")).ok
    assert [(one.place, one.entries) for one in shelf.listed()] == [("disk", 2), ("KELURAHAN", 2), ("disk", 2)]
    assert not shelf.restore("/etc/passwd").ok
    stick = next(one for one in shelf.listed() if one.place == "KELURAHAN")
    done = shelf.restore(stick.path)
    assert (done.ok, done.restart) == (True, True)
    garbage(Path(stick.path), 2)
    assert not shelf.restore(stick.path).ok
    context.store.close()
    found = recover.ensure(context.store.data, context.kiosk.id, context.clock, context.zone, wait_s=0)
    assert found is not None
    assert found.entries == 2


@pytest.mark.parametrize("role", [Role.PETUGAS, None])
def test_only_an_admin_has_business_with_backups(context: Context, role: Role | None) -> None:
    """Whatever the screen shows."""
    door = Door()
    if role:
        door.enter(role)
    shelf = BackupShelf(_Machine(context), door, _Notes(), tuple, str)  # type: ignore[arg-type]
    for call in (shelf.listed, lambda: shelf.make(""), lambda: shelf.restore("x")):
        with pytest.raises(NotAllowed):
            call()


def test_the_machine_makes_them_by_itself_and_stops_when_told(
    context: Context, shelf: BackupShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first soon after the start; the program's end does not wait for a large one."""
    monkeypatch.setattr("kiosk.app.backups._FIRST_LOOK_S", 0.0)
    monkeypatch.setattr("kiosk.app.backups._LOOK_S", 0.0)
    _submit(context)
    copying, real = threading.Event(), backups.make

    def make(*arguments: Any, **named: Any) -> Any:
        made = real(*arguments, **named)
        copying.set()
        return made

    monkeypatch.setattr(backups, "make", make)
    shelf.start()
    assert copying.wait(10)
    shelf.stop()
    assert [one.seq for one in backups.listed(context.store.data)] == [1]
