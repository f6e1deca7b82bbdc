"""A new program on the data of every older one: all of it is there, also when the power goes at any write on the way."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kiosk import config, keys
from kiosk.domain.office import Enrolment
from kiosk.errors import NotReady
from kiosk.store import backups, journal, print_jobs
from kiosk.store.database import DATABASE, Connection, Store, reading
from kiosk.store.migrations import known, migrations
from kiosk.usecases.context import Context, Kiosk
from kiosk.usecases.submit import Submitted, submit
from tests.conftest import OfficeKeys
from tests.faults import rig
from tests.faults.failing import Calls, Fault, Strike
from tests.faults.rig import Rig
from tests.faults.shapes import KIOSK, shapes
from tests.faults.writer import Order

SHAPES = shapes()


def lay_down(shape: Path, data: Path) -> dict[str, list[tuple[object, ...]]]:
    """A data folder as the older program left it; every row of it by table."""
    data.mkdir()
    with sqlite3.connect(data / DATABASE) as db:
        db.executescript(shape.read_text("utf-8"))
        db.execute("PRAGMA journal_mode = WAL")
        rows = everything(db)
    db.close()
    return rows


def everything(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    kept = (name for name in tables if not name.startswith("sqlite_") and "migrations" not in name)
    return {name: sorted(map(tuple, db.execute(f"SELECT * FROM {name}").fetchall())) for name in kept}


def look(db: Connection, before: dict[str, list[tuple[object, ...]]]) -> None:
    """Every row of before is there, with what the newer shape adds to it; the chain holds; nothing waits to be changed."""
    now = everything(db.conn)
    for table, rows in before.items():
        # What is remembered under a name may have gone on already: a resident was served before the program died.
        width = 1 if table == "settings" else len(rows[0]) if rows else 0
        assert {row[:width] for row in rows} <= {row[:width] for row in now[table]}, table
    count, problems = journal.verify(db, KIOSK)
    assert (count >= 4, list(problems)) == (True, [])
    assert migrations.pending(db) == []
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_every_shape_before_this_one_is_kept() -> None:
    """Who adds a migration keeps what the program before it left: `python -m tests.faults.shapes`."""
    assert [int(shape.stem) for shape in SHAPES] == list(range(1, known()))


@pytest.mark.survives(6)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_the_data_of_every_older_program_are_taken_over_and_the_queue_goes_on(
    shape: Path, tmp_path: Path, context: Context, office_keys: OfficeKeys
) -> None:
    """With a verified copy made before anything is changed, and the waiting slip still to be printed."""
    before = lay_down(shape, tmp_path / "old")
    with Store.open(tmp_path / "old") as store:
        store.run(lambda db: look(db, before))
        [waiting] = store.run(print_jobs.waiting)
        assert waiting.slip is not None
        kiosk = Kiosk(KIOSK, office_keys.office, context.kiosk.seed, context.kiosk.letters)
        here = Context(store, kiosk, context.catalog, context.regions, context.clock)
        done = submit(here, context.catalog.find("D18"), context.catalog.find("D18").sample)
        assert isinstance(done, Submitted)
        numbers = {(day, f"{letter}-{number:03}") for day, letter, number, _ in before["antrean"]}
        assert (done.permohonan.queue_day, done.permohonan.ticket) not in numbers
        assert done.permohonan.seq == 5
    [copy] = backups.listed(tmp_path / "old")
    with sqlite3.connect(copy.path) as db:
        assert everything(db) == before
    db.close()


@pytest.mark.slow
@pytest.mark.survives(6)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
@pytest.mark.usefixtures("library")
def test_a_program_that_dies_at_any_write_of_the_change_leaves_the_old_or_the_new_shape(
    kiosks: Rig, tmp_path: Path, office_keys: OfficeKeys, shape: Path
) -> None:
    """And the next start finishes, with nothing lost, whichever it finds."""
    old, data = tmp_path / "old", tmp_path / "kiosk"
    before = lay_down(shape, old)
    keys.create(old, KIOSK)
    keys.save(old, Enrolment(1, office_keys.office, KIOSK, "", bytes(32)), demo=True)
    (old / config.FILE).write_text("[storage]\nreserve_mb = 0\n")
    deaths = 0
    for at in range(1, 300):
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(old, data)
        fault = Fault(Strike.DIE_BEFORE, at, calls=Calls.SYNC | Calls.NAME)
        life = kiosks.live(Order(str(data), times=1, fault=fault, opening=True))
        if life.accepted:
            break
        assert life.code == -9, life
        deaths += 1
        with Store.open(data) as store:
            store.run(lambda db: look(db, before))
    assert deaths >= 5 + known() - int(shape.stem)
    assert life.code in (0, -9)
    assert rig.judge(data, kiosks.told).good


@pytest.mark.survives(6)
def test_data_that_a_newer_program_has_used_are_refused_with_words(tmp_path: Path) -> None:
    """And left as they are."""
    with Store.open(tmp_path) as store:
        store.run(lambda db: db.execute(f"PRAGMA user_version = {known() + 1}"))
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(NotReady, match=r"newer program.*Install that version again"):
        Store.open(tmp_path)
    with pytest.raises(NotReady, match="newer program"), reading(tmp_path):
        pass
    assert (tmp_path / DATABASE).read_bytes() == before
