"""The data folder: one owner, clear words when the disk fails, nothing lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.errors import Busy, Damaged, DiskReadOnly, NotReady
from kiosk.store.database import DATABASE, Store, connect, reading
from kiosk.store.migrations import migrations


def test_a_second_owner_is_turned_away_in_bounded_time(tmp_path: Path) -> None:
    """Two writers could corrupt the WAL of this SQLite."""
    with Store.open(tmp_path), pytest.raises(Busy, match="Another kiosk process"):
        Store.open(tmp_path, wait_s=0.05)
    with Store.open(tmp_path, wait_s=0):
        pass


def test_a_dead_owner_leaves_no_lock(tmp_path: Path) -> None:
    """After a power cut the kiosk must come up by itself."""
    program = f"from pathlib import Path; from kiosk.store.database import Store; import os; Store.open(Path({str(tmp_path)!r})); os._exit(9)"
    subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2])
    with Store.open(tmp_path, wait_s=0):
        pass


@pytest.mark.survives(1)
def test_commits_are_durable_by_setting(tmp_path: Path) -> None:
    """WAL with synchronous=FULL, and deleted content overwritten."""
    with Store.open(tmp_path) as store:
        values = [
            store.run(lambda db, n=name: db.execute(f"PRAGMA {n}").fetchone()[0])
            for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert values == ["wal", 2, 1]


@pytest.mark.survives(3)
def test_after_an_error_of_the_disk_nothing_more_is_taken(tmp_path: Path) -> None:
    """A second try could "succeed" over data the kernel has dropped."""

    def fails(_db: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error

    with Store.open(tmp_path) as store:
        with pytest.raises(Damaged, match="reported an error"):
            store.run(fails)
        with pytest.raises(Damaged):
            store.run(lambda db: db.execute("SELECT 1"))


@pytest.mark.survives(5)
def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """Not a traceback, and the file is kept."""
    (tmp_path / DATABASE).write_bytes(b"not a database at all, but long enough to look at" * 100)
    with pytest.raises(Damaged, match="is damaged"):
        Store.open(tmp_path)
    assert (tmp_path / DATABASE).exists()


def test_no_folder_says_how_to_begin(tmp_path: Path) -> None:
    """The first mistake everybody makes."""
    with pytest.raises(NotReady, match="kiosk init"):
        Store.open(tmp_path / "nothing")
    with pytest.raises(NotReady, match="kiosk init"), reading(tmp_path):
        pass


def test_reading_needs_no_ownership(tmp_path: Path) -> None:
    """`kiosk track` answers while the screen is running."""
    with Store.open(tmp_path), reading(tmp_path) as db:
        assert db.execute("SELECT count(*) FROM journal").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM print_jobs")


@pytest.mark.survives(6)
def test_what_an_older_program_left_can_be_read(tmp_path: Path) -> None:
    """After an update the first command may be one that only looks."""
    older = connect(tmp_path / DATABASE)
    migrations.apply(sqlite_utils.Database(older), stop_before="know_what_the_office_says")
    older.close()
    with reading(tmp_path) as db:
        assert db["orders"].exists()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk remounted read-only is the first sign of its end."""

    def refuse(*_arguments: object, **_named: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("kiosk.store.database.os.open", refuse)
    with pytest.raises(DiskReadOnly, match="Read-only file system"):
        Store.open(tmp_path)
