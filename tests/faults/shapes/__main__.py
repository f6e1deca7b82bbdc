"""Writes the shapes that are missing: the product's own rows, put into the tables of an older program."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

import sqlite_utils

from kiosk import sealing
from kiosk.catalog_files import load_catalog
from kiosk.clock import FixedClock
from kiosk.domain.antrean import letters
from kiosk.domain.office import Office
from kiosk.domain.prints import JobState, Outcome
from kiosk.store import journal, print_jobs
from kiosk.store.database import Connection, Store, connect
from kiosk.store.migrations import known, migrations
from kiosk.usecases.context import Context, Kiosk
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number
from kiosk.wilayah import Wilayah
from tests.faults.shapes import FOLDER, KIOSK

_NOON_MS = 1_795_237_200_000  # Saturday, 21 November 2026, 12.00 WIB
_DAY_MS = 86_400_000
_PHOTOS = 3
"""From this shape on photos stand apart; before, they were among the answers."""


def _two_mornings(store: Store, *, photo: bool) -> None:
    office = Office(
        code="16.71.02.1003",
        name="Kelurahan 26 Ilir (contoh)",
        seal_key=sealing.seal_public(sealing.new_sealing_key()),
        sign_key=sealing.sign_public(sealing.new_signing_key()),
        code_salt=os.urandom(32),
    )
    kiosk = Kiosk(KIOSK, office, sealing.new_signing_key(), letters("A-E"))
    clock = FixedClock(_NOON_MS - _DAY_MS)
    context = Context(store, kiosk, load_catalog(), Wilayah(), clock, draw=secrets.randbelow)
    group = context.catalog.group(context.catalog.find("D18").group)
    for name in ("D18", "J01" if photo else "D12", "D18"):
        service = context.catalog.find(name)
        done = submit(context, service, service.sample)
        assert isinstance(done, Submitted)
        job, at = done.print_job, clock.ms + 4_000
        store.transaction(lambda db, j=job, t=at: print_jobs.settle(db, j, Outcome(JobState.CONFIRMED), now=t))
        clock.ms += _DAY_MS // 2
    take_number(context, group)  # its slip waits
    known_there = journal.SyncState(
        acknowledged=2, cursor=9, enrolled=True, last_contact_at=_NOON_MS, server_offset_ms=40
    )
    store.transaction(lambda db: journal.put_sync_state(db, known_there))


def _pour(db: Connection, old: Connection) -> None:
    """Copies what the older tables have a place for."""
    for table in old.table_names():
        if table.startswith("sqlite_") or "migrations" in table or not db.table(table).exists():
            continue
        columns = [column.name for column in old.table(table).columns]
        names = ", ".join(columns)
        rows = db.execute(f"SELECT {names} FROM {table}").fetchall()
        old.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


def main() -> None:
    """One file for each program before this one."""
    names = [one.name for one in migrations.pending(sqlite_utils.Database(memory=True))]
    assert len(names) == known()
    for number, following in enumerate(names[1:], start=1):
        file = FOLDER / f"{number}.sql"
        if file.exists():
            continue
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
            _two_mornings(store, photo=number >= _PHOTOS)
            old = sqlite_utils.Database(connect(Path(folder) / "old.db"), execute_plugins=False)
            migrations.apply(old, stop_before=following)
            store.run(lambda db, o=old: _pour(db, o))
            file.write_text("\n".join(old.conn.iterdump()) + "\n", "utf-8")
            old.close()
        print(file.name, file.stat().st_size)


main()
