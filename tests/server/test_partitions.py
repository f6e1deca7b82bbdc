"""Tables spread by office over partitions, on a real PostgreSQL: no query has to know."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect, text

from kiosk.clock import FixedClock
from kiosk.domain.permohonan import PermohonanStatus
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.cli import main
from sync.server.people import accounts
from sync.server.people.rights import ALL_ROLES
from sync.server.store import tables
from sync.server.store.database import Database
from sync.server.store.tables import metadata
from tests.postgres import Cluster
from tests.sync.world import PASSWORD, START, URL, OfficeWorld, World, exactly_once, shipped

PARTS = 4


@pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="module")
def test_an_office_works_on_partitions_as_on_plain_tables(tmp_path: Path, cluster: Cluster, world: World) -> None:
    """Two offices, a kiosk each; every row lies in the partition of its office, and a look opens no other one."""
    url = cluster.new(empty=True)
    printed = CliRunner().invoke(main, ["partitions", str(PARTS)])
    assert printed.exit_code == 0
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(printed.stdout)
    engine.dispose()
    with closing(Database.open(url)) as database:
        for code in ("16.71.02.1003", "16.71.02.1004"):
            settings, keys = offices.prepare(
                tmp_path / code, code=code, name="Kelurahan", zone=7, database=url, url=URL
            )
            offices.finish(tmp_path / code, settings)
            with database.writing() as connection:
                tables.add_office(connection, code, now=START)
                accounts.put(connection, code, "sari", PASSWORD, now=START, roles=ALL_ROLES)
            clock = FixedClock(START)
            app = create_app(database, keys, shipped(), clock)
            office = OfficeWorld(tmp_path / code, database, keys, app, clock, url, cluster)
            kiosk = world.kiosk(office)
            one, _ = kiosk.submit(2)
            assert kiosk.sync().done
            office.move(one.permohonan.id, PermohonanStatus.IN_REVIEW)
            assert kiosk.sync().received == 1
            assert exactly_once(office, kiosk) == 2
        with database.reading() as connection:
            names = set(inspect(connection).get_table_names())
            assert {f"{table.name}_{part}" for table in metadata.sorted_tables for part in range(PARTS)} <= names
            rows = connection.execute(text("SELECT DISTINCT tableoid::regclass::text, office FROM permohonan")).all()
            assert len(rows) == 2
            plan = connection.execute(
                text("EXPLAIN SELECT * FROM permohonan WHERE office = '16.71.02.1003' AND status = 'SUBMITTED'")
            ).scalars()
            seen = " ".join(plan)
            assert sum(f"permohonan_{part}" in seen for part in range(PARTS)) == 1
    cluster.drop(url)
