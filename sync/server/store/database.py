"""The server's database: SQLite inside by default, PostgreSQL by URL. SQLAlchemy Core, no SQLite-only SQL.

SQLite runs with a rollback journal and synchronous=EXTRA, not with a WAL: `kelurahan` commands write beside a running
`serve`, and SQLite before 3.51.3 (Debian 12 has 3.40) can corrupt a WAL that several processes write. In a power-cut
experiment this setting lost none of 5,306 acknowledged commits.

On PostgreSQL reading sees one moment, as it does on SQLite, and cannot write. A connection that broke while the database was
started again is noticed before it is used: that costs a round trip a transaction, 0.05 ms beside it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from kiosk.errors import CannotNow, Damaged, TooNew, WrongUse
from sync.server.store.turns import Door, Line

_WAIT_S: float = 15
_IDLE_S = 60  # a process that holds rows and says nothing for so long is gone
_UPGRADING = 0x6B656C75726168  # the lock of whoever upgrades the tables: any number that is always the same
_CROSSED = ("40001", "40P01", "55P03")  # serialisation failure, deadlock, waited too long for a row
_MIGRATIONS = Path(__file__).with_name("migrations")


class Database:
    """An engine, with reading and writing transactions kept apart."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(writing=True)
        self._reading = engine
        self._turns = Line() if engine.dialect.name == "sqlite" else None
        self._door = Door() if engine.dialect.name == "sqlite" else None
        if engine.dialect.name == "postgresql":
            self._reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @classmethod
    def open(cls, url: str) -> Database:
        """Connects and brings the tables up to date. Raises WrongUse (bad address), CannotNow (not
        reachable) or TooNew.
        """
        try:
            # Parameters hold sealed answers and names: an error message must not show them.
            engine = create_engine(
                url, hide_parameters=True, pool_timeout=_WAIT_S, pool_pre_ping=not url.startswith("sqlite")
            )
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise WrongUse(
                f"The database address cannot be used: {type(error).__name__}.",
                "Write for example sqlite:////var/lib/kelurahan/kelurahan.db or postgresql+psycopg://user@host/name.",
            ) from error
        if engine.dialect.name == "sqlite":
            _settle_sqlite(engine)
        elif engine.dialect.name == "postgresql":
            _settle_postgresql(engine)
        database = cls(engine)
        try:
            database._migrate()
        except BaseException:
            engine.dispose()
            raise
        return database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, all of it as at one moment."""
        # A commit closes the file to all others, so who reads stands aside for it and is let in when it is over.
        with (
            _in_time(self._door.reading(_WAIT_S) if self._door else None),
            _known_errors(),
            self._reading.begin() as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: committed and durable when the block ends, undone when it raises."""
        with (
            _in_time(self._turns.turn(_WAIT_S) if self._turns else None),
            _known_errors(),
            ExitStack() as commit,  # ends after the transaction
            self._writing.begin() as connection,
        ):
            yield connection
            commit.enter_context(_in_time(self._door.committing(_WAIT_S) if self._door else None))

    @property
    def is_postgresql(self) -> bool:
        """True for PostgreSQL, False for SQLite."""
        return self._engine.dialect.name == "postgresql"

    def copy_to(self, path: Path) -> None:
        """Writes the database as it is at one moment to a new file, while others work with it: a SQLite database, or what
        pg_dump makes of a PostgreSQL one. Readable by its owner only. Raises CannotNow.
        """
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        if self.is_postgresql:
            _postgresql_tool("pg_dump", self._engine.url, "--format=custom", "--no-owner", "--no-acl", f"--file={path}")
            return
        # In one step: writers wait for it (some 300 MB a second) instead of making it begin again and again.
        with _known_errors(), closing(self._engine.raw_connection()) as source, closing(sqlite3.connect(path)) as copy:
            try:
                cast(sqlite3.Connection, source.driver_connection).backup(copy)
            except sqlite3.Error as error:
                raise CannotNow(f"The database cannot be copied ({error}).", "Is there room on the disk?") from error
        _fsync(path)

    def check(self) -> None:
        """Reads the whole of a SQLite database and follows its pages; PostgreSQL looks after its own. Raises Damaged."""
        if self.is_postgresql:
            return
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if found != "ok":
            raise Damaged("The database is damaged.", "Take an older backup.")

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = _alembic()
        scripts = ScriptDirectory.from_config(config)
        newest = scripts.get_current_head()
        with self.reading() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
        if present == newest:
            return
        if present is not None and present not in {one.revision for one in scripts.walk_revisions()}:
            raise TooNew("A newer version of this program has written the database.", "Update the server.")
        # One writer at a time: of two programs that start together, the second finds the work done.
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADING})")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def newest_revision() -> str:
    """What the tables are up to after every migration of this program."""
    newest = ScriptDirectory.from_config(_alembic()).get_current_head()
    assert newest is not None
    return newest


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def take_dump(url: str, dump: Path) -> None:
    """Fills an empty PostgreSQL database with what `Database.copy_to` wrote, all of it or nothing. Raises KioskError."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with _known_errors():
            if inspect(engine).get_table_names():
                raise WrongUse("That database holds something.", "Make an empty one: createdb NAME")
    finally:
        engine.dispose()
    _postgresql_tool("pg_restore", engine.url, "--single-transaction", "--no-owner", "--no-acl", str(dump))


def _postgresql_tool(name: str, url: URL, *arguments: str) -> None:
    program = shutil.which(name)
    if program is None:
        raise CannotNow(f"{name} is not installed.", "Install PostgreSQL's client (Debian: postgresql-client).")
    # The password not as an argument, which everybody on this computer could read.
    address = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(
        [program, f"--dbname={address}", *arguments],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        raise CannotNow(
            f"{name} failed: {done.stderr.strip().splitlines()[0][:200] if done.stderr.strip() else done.returncode}.",
            "Check the address of the database; the client must be as new as the server.",
        )


def _fsync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _settle_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        # SQLAlchemy says when a transaction begins; Python's driver would begin it too late.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(_WAIT_S * 1000)}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: two that both began by reading could only wait for each other.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


def _settle_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = '{_WAIT_S}s'")
        connection.execute(f"SET idle_in_transaction_session_timeout = '{_IDLE_S}s'")
        connection.commit()


@contextmanager
def _in_time(turn: AbstractContextManager[None] | None) -> Iterator[None]:
    """Waits for a turn, where there is one to wait for."""
    with ExitStack() as mine:
        try:
            if turn is not None:
                mine.enter_context(turn)
        except TimeoutError as error:
            raise CannotNow("Too many work with the database at once.", "Try again.") from error
        yield


@contextmanager
def _known_errors() -> Iterator[None]:
    try:
        yield
    except NoConnectionFree as error:
        raise CannotNow("Too many ask the database at once.", "Try again.") from error
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) in _CROSSED:
            raise CannotNow("Two changes of the same thing got in each other's way.", "Try again.") from error
        raise CannotNow(
            f"The database does not answer ({type(error.orig).__name__}: {error.orig}).",
            "Check that its disk or server is there and can be written, then try again.",
        ) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise CannotNow("The connection to the database broke.", "Try again.") from error
        raise
