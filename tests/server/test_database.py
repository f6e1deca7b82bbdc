"""The server's database under several who work with it at once, on both kinds."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from kiosk.errors import CannotNow
from sync.server.store import database as databases
from sync.server.store import tables
from sync.server.store.database import Database
from sync.server.store.tables import offices
from sync.server.store.turns import Door, Line
from tests.postgres import Cluster


@pytest.fixture
def url(tmp_path: Path, cluster: Cluster | None) -> Iterator[str]:
    """Of a database without tables."""
    if cluster is None:
        yield f"sqlite:///{tmp_path / 'kelurahan.db'}"
        return
    made = cluster.new(empty=True)
    yield made
    cluster.drop(made)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """With two offices."""
    with closing(Database.open(url)) as opened:
        with opened.writing() as connection:
            for code in ("1", "2"):
                tables.add_office(connection, code, now=0)
        yield opened


def take(connection: Connection, office: str) -> None:
    connection.execute(update(offices).where(offices.c.office == office).values(change_seq=1))


def test_programs_that_start_together_on_a_new_database_all_find_it_ready(url: str) -> None:
    """One makes the tables, the others wait for it."""
    with ThreadPoolExecutor(4) as threads:
        for opened in threads.map(lambda _: Database.open(url), range(4)):
            with opened.reading() as connection:
                assert connection.execute(select(func.count()).select_from(offices)).scalar_one() == 0
            opened.close()


def test_who_waits_too_long_for_another_is_told_to_try_again(
    url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what the other does is not disturbed."""
    monkeypatch.setattr(databases, "_WAIT_S", 0.05)
    with closing(Database.open(url)) as second:
        with database.writing() as connection:
            take(connection, "1")
            with pytest.raises(CannotNow, match=r"[Tt]ry again"), second.writing() as other:
                take(other, "1")
        with second.writing() as other:
            take(other, "1")


def test_more_at_once_than_there_are_connections_are_told_to_try_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instead of a fault of the program."""
    monkeypatch.setattr(databases, "_WAIT_S", 0.05)
    with closing(Database.open(url)) as opened, ExitStack() as busy, pytest.raises(CannotNow, match="Too many"):
        occupy(opened, busy)


def occupy(database: Database, busy: ExitStack) -> None:
    for _ in range(100):
        busy.enter_context(database.reading())


def stand_in_line(line: Line, count: int) -> None:
    """Until so many wait."""
    end = time.monotonic() + 30
    while line.waiting < count:
        assert time.monotonic() < end
        os.sched_yield()


def test_who_comes_first_writes_first_and_nobody_overtakes() -> None:
    """Also not the one who has just written: beside kiosks that never pause a petugas would wait for ever."""
    line, order = Line(), list[int]()

    def write(number: int) -> None:
        with line.turn(30):
            order.append(number)

    with ThreadPoolExecutor(5) as threads:
        with line.turn(30):
            for number in range(4):
                threads.submit(write, number)
                stand_in_line(line, number + 1)
        write(4)
    assert order == [0, 1, 2, 3, 4]


def test_who_gives_up_leaves_the_line_to_the_others() -> None:
    line = Line()
    with line.turn(30):
        with pytest.raises(TimeoutError), line.turn(0.01):
            pass
        assert line.waiting == 0
    with line.turn(0):
        pass


def test_a_commit_waits_for_readers_and_lets_those_in_who_came_meanwhile() -> None:
    """Neither starves: the next commit comes after them, even when it asks at once."""
    door, order = Door(), list[str]()
    asked = threading.Event()

    def read() -> None:
        asked.set()
        with door.reading(30):
            order.append("read")

    with ThreadPoolExecutor(1) as threads:
        with door.committing(30):
            reader = threads.submit(read)
            asked.wait(30)
            end = time.monotonic() + 30
            while not door.outside:
                assert time.monotonic() < end
                os.sched_yield()
            order.append("commit")
        with door.committing(30):
            order.append("commit")
        reader.result()
    assert order == ["commit", "read", "commit"]


def test_a_commit_that_gives_up_lets_readers_in_again() -> None:
    door = Door()
    with door.reading(1):
        with pytest.raises(TimeoutError), door.committing(0.01):
            pass
        with door.reading(0):
            pass
    with door.committing(0), pytest.raises(TimeoutError), door.reading(0.01):
        pass
    with door.committing(0):
        pass


def test_a_petugas_is_not_starved_by_those_who_never_pause(database: Database) -> None:
    """Three write without a pause; a fourth gets its turn after each of them wrote once more, reading comes in between."""
    done, begun = threading.Event(), threading.Barrier(4)
    written = [0, 0, 0]

    def exchange(number: int) -> None:
        begun.wait(30)
        while not done.is_set():
            with database.writing() as connection:
                take(connection, "1")
                written[number] += 1

    overtaken = []
    with ThreadPoolExecutor(3) as threads:
        kiosks = [threads.submit(exchange, number) for number in range(3)]
        begun.wait(30)
        try:
            for _ in range(20):
                before = sum(written)
                with database.writing() as connection:
                    take(connection, "2")
                    overtaken.append(sum(written) - before)
                with database.reading() as connection:
                    connection.execute(select(offices)).all()
        finally:
            done.set()
        for one in kiosks:
            one.result()
    if not database.is_postgresql:
        # Whoever wrote while this one came to the line, and each of the three once.
        assert sorted(overtaken)[10] <= 4


def of_postgresql(test: Callable[..., None]) -> Callable[..., None]:
    """For what SQLite cannot do: its writers come one after the other."""
    return pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="module")(test)


@of_postgresql
def test_of_two_who_wait_for_each_other_one_goes_on_and_one_is_told_to_try_again(database: Database) -> None:
    """Neither waits for ever, and neither sees a fault of the program."""
    both_have_one = threading.Barrier(2)

    def work(first: str, second: str) -> str:
        try:
            with database.writing() as connection:
                take(connection, first)
                both_have_one.wait()
                take(connection, second)
        except CannotNow as error:
            return error.what
        return ""

    with ThreadPoolExecutor(2) as threads:
        ends = sorted(threads.map(work, ("1", "2"), ("2", "1")))
    assert ends == ["", "Two changes of the same thing got in each other's way."]


@of_postgresql
def test_reading_is_of_one_moment_and_cannot_write(database: Database) -> None:
    """What another commits meanwhile is not half in it."""
    with database.reading() as connection:
        query = select(func.count()).select_from(offices)
        assert connection.execute(query).scalar_one() == 2
        with database.writing() as other:
            tables.add_office(other, "3", now=0)
        assert connection.execute(query).scalar_one() == 2
    with pytest.raises(DBAPIError, match="read-only"), database.reading() as connection:
        connection.execute(insert(offices).values(office="4", change_seq=0, created_at=0))
