"""The tables spread over partitions by office, for whoever hosts thousands of them on one PostgreSQL.

Every key and index begins with the office's code, so no query changes and each one looks into one partition.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from sync.server.store.database import newest_revision
from sync.server.store.tables import metadata


def schema(parts: int) -> Iterator[str]:
    """SQL for an empty database, statement by statement: the tables of this program, each in so many partitions by a hash of
    the office's code, marked as what the migrations would have made.
    """
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    quoted = dialect.identifier_preparer.quote
    for table in metadata.sorted_tables:
        yield f"{str(CreateTable(table).compile(dialect=dialect)).strip()} PARTITION BY HASH (office)"
        for part in range(parts):
            yield (
                f"CREATE TABLE {quoted(f'{table.name}_{part}')} PARTITION OF {quoted(table.name)} "
                f"FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
            )
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=dialect, compile_kwargs={"literal_binds": True})).strip()
    yield "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    yield f"INSERT INTO alembic_version VALUES ('{newest_revision()}')"
